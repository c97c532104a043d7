import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { realProcesses } from "../../src/system/processes.ts";
import { findProgram, searchPath } from "../../src/system/searchPath.ts";

let home = "";
let repository = "";
let tools = "";

const program = async (path: string, text = "exit 0"): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
};

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "dl-env-path-")));
  repository = join(home, "work", "repository");
  tools = join(home, "tools");
  await mkdir(join(repository, ".git"), { recursive: true });
  for (const folder of [repository, join(repository, "bin"), join(repository, "sub"), tools])
    await program(join(folder, "uv"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

const find = (path: readonly string[], cwd = repository, more: Record<string, string> = {}) =>
  findProgram("uv", { HOME: home, PATH: path.join(":"), ...more }, cwd);

describe("a program is looked for on PATH", () => {
  test("and never in a folder that is named relatively or by nothing", async () => {
    expect(await find([".", "", "bin", "./bin", "../repository", tools])).toBe(join(tools, "uv"));
    expect(await find([".", ""])).toBeUndefined();
  });

  test("and never in the working folder or elsewhere in its repository", async () => {
    expect(await find([repository, join(repository, "bin"), tools])).toBe(join(tools, "uv"));
    expect(await find([join(repository, "bin"), tools], join(repository, "sub"))).toBe(
      join(tools, "uv"),
    );
    expect(await find([`${tools}/../work/repository/bin`])).toBeUndefined();
  });

  test("and never in the workspace of a run, also when the step works elsewhere", async () => {
    const workspace = { GITHUB_WORKSPACE: repository };
    expect(await find([join(repository, "bin")], tools, workspace)).toBeUndefined();
    expect(await find([tools], repository, { GITHUB_WORKSPACE: "" })).toBe(join(tools, "uv"));
  });

  test("whatever links lead there: of the folder on PATH, of the program, of the working folder", async () => {
    await symlink(join(repository, "bin"), join(home, "aside"));
    await mkdir(join(home, "links"));
    await symlink(join(repository, "uv"), join(home, "links", "uv"));
    await symlink(repository, join(home, "same"));
    expect(await find([join(home, "aside"), join(home, "links"), tools])).toBe(join(tools, "uv"));
    expect(await find([join(repository, "bin")], join(home, "same"))).toBeUndefined();
  });

  test("and in the user's own folders, also when the working folder is the home or holds it", async () => {
    for (const cwd of [home, dirname(home), "/"])
      expect(await find([tools], cwd)).toBe(join(tools, "uv"));
  });

  test("and folders of that name, and files that cannot be run, are passed over", async () => {
    await mkdir(join(home, "a", "uv"), { recursive: true });
    await mkdir(join(home, "b"));
    await writeFile(join(home, "b", "uv"), "");
    expect(await find([join(home, "a"), join(home, "b"), tools])).toBe(join(tools, "uv"));
  });

  test("unless its path is named; a relative path is none", async () => {
    const path = join(repository, "uv");
    expect(await findProgram(path, { PATH: tools }, repository)).toBe(path);
    expect(await findProgram("bin/uv", { PATH: repository }, tools)).toBeUndefined();
    expect(await findProgram("", { PATH: tools }, repository)).toBeUndefined();
  });
});

describe("a program that is started", () => {
  test("looks for others in the same folders only", async () => {
    vi.stubEnv("PATH", `.::${tools}:/usr/bin:/bin`);
    expect(await searchPath(process.env)).toBe(`${tools}:/usr/bin:/bin`);
    for (const options of [{}, { timeout: 10_000 }]) {
      const { stdout } = await realProcesses.run(["sh", "-c", 'printf %s "$PATH"'], {
        cwd: repository,
        ...options,
      });
      expect(stdout).toBe(`${tools}:/usr/bin:/bin`);
    }
  });

  test("has a PATH of the system's folders when nothing of its own is left: an empty one means the working folder", async () => {
    for (const path of ["", ".", ":"])
      expect(await searchPath({ PATH: path })).toBe("/usr/bin:/bin");
  });

  test.each(["piped", "bounded", "attached"] as const)(
    "is not taken from the folder in which it starts: %s",
    async (way) => {
      await program(join(repository, "dl-env-bait"), `touch ${home}/ran`);
      vi.stubEnv("PATH", `.:${process.env["PATH"]}`);
      const more = { piped: {}, bounded: { timeout: 5000 }, attached: { terminal: true } }[way];
      await expect(
        realProcesses.run(["dl-env-bait"], { cwd: repository, ...more }),
      ).rejects.toMatchObject({ code: "program-missing" });
    },
  );
});
