// Makes all that a release publishes into a folder, and publishes nothing: the npm package,
// notes.md and SHA256SUMS. The package is stamped with the version, and with the repository where
// GITHUB_REPOSITORY names one, as npm's provenance asks.
//
//   npm run -s release -- --version 1.2.3
import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { releaseNotes } from "./releaseNotes.ts";
import { checkNewer, newestRelease, releaseNumber } from "./version.ts";

const run = promisify(execFile);
const root = process.cwd();

const git = async (...args: string[]): Promise<string> =>
  (await run("git", args, { cwd: root, maxBuffer: 1 << 26 })).stdout.trim();

/** The package as npm takes it, with what only a release knows, in `out`; its file's name. */
const pack = async (version: string, out: string): Promise<string> => {
  const work = await mkdtemp(join(tmpdir(), "dl-env-release-"));
  try {
    await run("npm", ["pack", "--silent", "--pack-destination", work], { cwd: root });
    const { name, version: own } = JSON.parse(
      await readFile(join(root, "package.json"), "utf8"),
    ) as { name: string; version: string };
    await run("tar", ["-xzf", join(work, `${name}-${own}.tgz`), "-C", work]);
    const repository = process.env["GITHUB_REPOSITORY"] ?? "";
    const server = process.env["GITHUB_SERVER_URL"] ?? "https://github.com";
    const stamps = [
      `version=${version}`,
      ...(repository === ""
        ? []
        : ["repository.type=git", `repository.url=git+${server}/${repository}.git`]),
    ];
    const unpacked = join(work, "package");
    await run("npm", ["pkg", "set", ...stamps], { cwd: unpacked });
    await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", out], {
      cwd: unpacked,
    });
    return `${name}-${version}.tgz`;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

const { values } = parseArgs({
  options: { version: { type: "string" }, out: { type: "string", default: "release" } },
});
const version = releaseNumber(values.version);
const out = resolve(values.out);
const tags = (await git("tag", "--list", "v*")).split("\n").filter(Boolean);
checkNewer(version, tags);
const before = newestRelease(tags);
const notes = releaseNotes(
  await readFile(join(root, "CHANGELOG.md"), "utf8"),
  version,
  before === undefined ? "" : await git("show", `${before}:CHANGELOG.md`),
);
await mkdir(out, { recursive: true });
const file = await pack(version, out);
const sum = createHash("sha256")
  .update(await readFile(join(out, file)))
  .digest("hex");
await writeFile(join(out, "notes.md"), notes);
await writeFile(join(out, "SHA256SUMS"), `${sum}  ${file}\n`);
process.stdout.write(
  [
    `${sum}  ${file}`,
    `tag v${version} on ${await git("rev-parse", "HEAD")}, after ${before ?? "no release"}`,
    `v${version.split(".", 1)[0] ?? ""} moves to it`,
    "",
    notes,
  ].join("\n"),
);
