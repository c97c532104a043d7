// Behaves as actions/download-artifact v5 and later: one artifact by name, or all that match a
// pattern, of which there may be none.
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

const input = (name) => (process.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
const store = process.env["FAKE_ARTIFACTS"] ?? "";
const target = input("path") || process.cwd();
const [name, pattern] = [input("name"), input("pattern")];

const take = (artifact, into) => {
  if (!existsSync(join(store, artifact))) {
    console.log(`::error::there is no artifact with the name ${artifact}`);
    process.exit(1);
  }
  cpSync(join(store, artifact), into, { recursive: true });
};

if (pattern === "") take(name, target);
else {
  const matches = new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );
  mkdirSync(target, { recursive: true });
  for (const artifact of readdirSync(store).filter((one) => matches.test(one)))
    take(artifact, input("merge-multiple") === "true" ? target : join(target, artifact));
}
appendFileSync(process.env["GITHUB_OUTPUT"], `download-path=${target}\n`);
