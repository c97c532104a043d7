import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..", "..");
const lint = join(root, ".ci/lint-workflows");

let folder = "";
const git = async (...args: string[]): Promise<string> =>
  (
    await run(
      "git",
      [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.invalid",
        "-c",
        "init.defaultBranch=main",
        ...args,
      ],
      { cwd: folder },
    )
  ).stdout.trim();

/** This checkout's own files, committed in a repository of their own. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-release-"));
  const { stdout } = await run("git", ["ls-files", "-z"], { cwd: root, maxBuffer: 1 << 26 });
  for (const path of stdout
    .split("\0")
    .filter((name) =>
      /^(?:action|action\.yml|src|matrix|bin|\.github|\.ci|examples|package|tsconfig|CHANGELOG|\.gitignore)/.test(
        name,
      ),
    )) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path));
  }
  await writeFile(join(folder, "CHANGELOG.md"), "# Changes\n\n## Unreleased\n\n- Something.\n");
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, ".gitignore"), "node_modules\nlib/\n");
  await git("init", "-q");
  await git("add", "-A");
  await git("commit", "-q", "-m", "as it is");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a release", () => {
  const make = (version: string, ...more: string[]): Promise<{ stdout: string }> =>
    run(
      join(root, "node_modules/.bin/node"),
      ["action/build/release.ts", "--version", version, "--out", "made", ...more],
      { cwd: folder, env: { ...process.env, GITHUB_REPOSITORY: "someone/else" } },
    );

  test("makes the package, its checksum and the notes, and writes nothing to the repository", async () => {
    await git("tag", "v1");
    await git("tag", "v1.2.2");
    const before = await git("rev-parse", "HEAD");
    await writeFile(
      join(folder, "CHANGELOG.md"),
      "# Changes\n\n## Unreleased\n\n- More.\n- Something.\n",
    );
    await git("commit", "-qam", "more");
    const { stdout } = await make("1.2.3");
    expect(stdout).toContain("after v1.2.2\nv1 moves to it\n");
    expect(await git("tag", "--list")).toBe("v1\nv1.2.2");
    expect(await git("rev-parse", "HEAD^")).toBe(before);
    expect(await readFile(join(folder, "made/notes.md"), "utf8")).toBe("- More.\n");
    await run("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: join(folder, "made") });
    const own = await run(
      "tar",
      ["-xzOf", "made/dl-env-action-1.2.3.tgz", "package/package.json"],
      { cwd: folder },
    );
    expect(JSON.parse(own.stdout)).toMatchObject({
      version: "1.2.3",
      repository: { type: "git", url: "git+https://github.com/someone/else.git" },
    });
    const { stdout: names } = await run("tar", ["-tzf", "made/dl-env-action-1.2.3.tgz"], {
      cwd: folder,
    });
    for (const name of ["action/dl-env.js", "bin/dl-env.cjs", "matrix/cuda.yml"])
      expect(names.split("\n")).toContain(`package/${name}`);
    expect(names).not.toContain("package/src/");
  });

  test("refuses a version that is no newer than the last, and one that changes nothing", async () => {
    await expect(make("1.2.2")).rejects.toThrow("v1.2.2 is not newer than v1.2.2");
    await git("tag", "v1.2.4");
    await expect(make("1.2.5")).rejects.toThrow("says nothing");
  });
});

describe("the lint of workflows", () => {
  test("finds nothing in this checkout", async () => {
    const { stdout } = await run(lint, [], { cwd: root });
    expect(stdout).toMatch(/workflows: [1-9]\d* and [1-9]\d* examples are clean/);
  });

  const seeded: [string, string, (text: string) => string][] = [
    [
      "an action pinned by tag",
      ".github/workflows/ci.yml",
      (text) => text.replace(/actions\/checkout@[0-9a-f]{40} # \S+/, "actions/checkout@v7"),
    ],
    [
      "a value from outside in a script",
      ".github/workflows/ci.yml",
      (text) => text.replace("run: npm ci", "run: echo ${{ github.head_ref }}"),
    ],
    [
      "a permission for all jobs",
      ".github/workflows/ci.yml",
      (text) => text.replace("permissions: {}", "permissions: write-all"),
    ],
    [
      "an input that the workflow does not have",
      ".github/workflows/images.yml",
      (text) => text.replace("inputs.registry }}", "inputs.registri }}"),
    ],
    [
      "an inline ignore",
      ".github/workflows/ci.yml",
      (text) => `# zizmor: ignore[unpinned-uses]\n${text}`,
    ],
    [
      "a key that action.yml cannot have",
      "action.yml",
      (text) => text.replace("runs:\n", "runs:\n  sings: loudly\n"),
    ],
    [
      "a foreign action by tag in an example",
      "examples/one-image/images.yml",
      (text) => text.replace("OWNER/dl-env-action/", "someone/dl-env-action/"),
    ],
  ];

  test.each(seeded)("catches %s", async (_, file, change) => {
    const path = join(folder, file);
    const before = await readFile(path, "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(path, after);
    try {
      await expect(
        run(join(folder, ".ci/lint-workflows"), [], { cwd: folder }),
      ).rejects.toMatchObject({ code: expect.any(Number) as number });
    } finally {
      await writeFile(path, before);
    }
  });
});
