// A commit with the bundle and its version, and two tags on it. Pushes nothing.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { versionOf } from "./version.ts";

const run = promisify(execFile);
const root = process.cwd();
const version = versionOf(process.argv);
const AUTHOR = [
  "-c",
  "user.name=dl-env release",
  "-c",
  "user.email=release@users.noreply.github.com",
];

const git = async (...args: string[]): Promise<string> =>
  (await run("git", args, { cwd: root })).stdout.trim();

const edit = async (path: string, change: (text: string) => string): Promise<void> => {
  const before = await readFile(join(root, path), "utf8");
  await writeFile(join(root, path), change(before));
};

/** "Unreleased" becomes the version with today's date, under a new empty "Unreleased". */
const released = (changelog: string): string => {
  const heading = "## Unreleased\n";
  if (!changelog.includes(heading)) throw new Error("CHANGELOG.md has no heading ## Unreleased");
  return changelog.replace(
    heading,
    `${heading}\n## ${version} (${new Date().toISOString().slice(0, 10)})\n`,
  );
};

if ((await git("status", "--porcelain")) !== "")
  throw new Error("there are changes that are not committed");
if ((await git("tag", "--list", `v${version}`)) !== "")
  throw new Error(`v${version} is there already`);

await run(process.execPath, [join(import.meta.dirname, "build.ts")], { cwd: root });
await edit("package.json", (text) => text.replace(/^(\s*"version": ")[^"]*/m, `$1${version}`));
await edit("package-lock.json", (text) =>
  text.replace(/("name": "dl-env-action",\s*"version": ")[^"]*/g, `$1${version}`),
);
await edit("CHANGELOG.md", released);
await git("add", "action", "package.json", "package-lock.json", "CHANGELOG.md");
await git(...AUTHOR, "commit", "--message", `Release ${version}`);
await git("tag", `v${version}`);
await git("tag", "--force", `v${version.split(".", 1)[0] ?? ""}`);
