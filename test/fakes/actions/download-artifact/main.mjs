import { appendFileSync, cpSync, existsSync } from "node:fs";
import { join } from "node:path";

const input = (name) => (process.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
const source = join(process.env["FAKE_ARTIFACTS"] ?? "", input("name"));
if (!existsSync(source)) {
  console.log(`::error::there is no artifact with the name ${input("name")}`);
  process.exit(1);
}
const target = input("path") || process.cwd();
cpSync(source, target, { recursive: true });
appendFileSync(process.env["GITHUB_OUTPUT"], `download-path=${target}\n`);
