import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const PROGRAM = join(import.meta.dirname, "../../bin/dl-env.cjs");

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dl-env-compiled-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const typed = (env: Record<string, string>): string =>
  execFileSync(process.execPath, [PROGRAM, "--version"], { cwd: dir, env, encoding: "utf8" });

const compiledIn = (folder: string): Promise<string[]> => readdir(join(folder, "dl-env/compiled"));

test("what Node compiled of the program is kept in the user's cache", async () => {
  const first = typed({ HOME: dir });
  expect(await compiledIn(join(dir, ".cache"))).toHaveLength(1);
  expect(typed({ HOME: dir })).toBe(first);
});

test("nothing is kept, or read, where others may write", async () => {
  const folder = join(dir, "dl-env/compiled");
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o777);
  typed({ HOME: dir, XDG_CACHE_HOME: dir });
  expect(await compiledIn(dir)).toEqual([]);
});

test("nothing is kept in the working folder, whatever relative folder is named", async () => {
  typed({ HOME: ".", XDG_CACHE_HOME: "cache" });
  typed({});
  expect(await readdir(dir)).toEqual([]);
});
