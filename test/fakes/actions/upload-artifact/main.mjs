// Behaves as actions/upload-artifact v4 and later: one upload a name, the common folder is the
// artifact's root.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, join } from "node:path";

const input = (name) => (process.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
const fail = (message) => {
  console.log(`::error::${message}`);
  process.exit(1);
};
const store = process.env["FAKE_ARTIFACTS"] ?? fail("FAKE_ARTIFACTS is not set");
const [name, path] = [input("name") || "artifact", input("path")];
if (/["':<>|*?\r\n\\/]/.test(name)) fail(`the artifact name ${JSON.stringify(name)} is not valid`);
const target = join(store, name);
if (existsSync(target) && input("overwrite") === "true") rmSync(target, { recursive: true });
if (existsSync(target)) fail(`an artifact with the name ${name} already exists (409)`);
const isThere =
  existsSync(path) &&
  (!statSync(path).isDirectory() || readdirSync(path, { recursive: true }).length > 0);
if (!isThere) {
  if (input("if-no-files-found") === "error") fail(`no files were found at ${path}`);
  process.exit(0);
}
mkdirSync(target, { recursive: true });
cpSync(path, statSync(path).isDirectory() ? target : join(target, basename(path)), {
  recursive: true,
});
appendFileSync(process.env["GITHUB_OUTPUT"], "artifact-id=1\n");
