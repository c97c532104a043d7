import { chmod, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { actionsCache } from "../../src/system/actionsCache.ts";

let root = "";

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "dl-env-run-cache-")));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

/** As after a step that put its environment on PATH: `echo "$PWD/.venv/bin" >> "$GITHUB_PATH"`. */
const pathWithPrograms = async (): Promise<string> => {
  const bin = join(root, "repository", ".venv", "bin");
  await mkdir(bin, { recursive: true });
  for (const name of ["tar", "gtar", "zstd", "gzip"]) {
    await writeFile(join(bin, name), `#!/bin/sh\ntouch "${root}/taken-${name}"\n`);
    await chmod(join(bin, name), 0o755);
  }
  return [bin, process.env["PATH"]].join(delimiter);
};

test("programs that the workspace brings on PATH neither pack nor unpack what runs keep", async () => {
  const path = await pathWithPrograms();
  vi.stubEnv("PATH", path);
  vi.stubEnv("GITHUB_WORKSPACE", join(root, "repository"));
  vi.stubEnv("RUNNER_TEMP", root);
  vi.stubEnv("ACTIONS_CACHE_SERVICE_V2", "true");
  vi.stubEnv("ACTIONS_RESULTS_URL", "http://127.0.0.1:1/");
  vi.stubEnv("ACTIONS_RUNTIME_TOKEN", "a.e30.c");
  const kept = join(root, "kept");
  await mkdir(kept);
  await writeFile(join(kept, "page"), "text");
  await actionsCache().save(kept, "key");
  const { key } = await actionsCache().restore(kept, "key", []);
  expect(key).toBeUndefined();
  expect((await readdir(root)).filter((name) => name.startsWith("taken-"))).toEqual([]);
  expect(process.env["PATH"]).toBe(path);
}, 60_000);
