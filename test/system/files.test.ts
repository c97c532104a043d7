import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { realFiles } from "../../src/system/files.ts";
import { realProcesses } from "../../src/system/processes.ts";
import { mark, self } from "../../src/system/processOwner.ts";

let dir = "";
beforeEach(async () => {
  dir = await realFiles.makeTemp("dle-files-");
});
afterEach(() => realFiles.remove(dir));

const failing = async function* (): AsyncGenerator<Uint8Array> {
  yield Buffer.from("half");
  throw new Error("cut off");
};

test("a relative TMPDIR does not put private folders into the working folder", async () => {
  vi.stubEnv("TMPDIR", "tmp");
  const made = await realFiles.makeTemp("dle-files-");
  vi.unstubAllEnvs();
  expect(made).toMatch(/^\/tmp\/dle-files-/);
  await realFiles.remove(made);
});

test("what is not there is undefined or empty, not an error", async () => {
  expect(await realFiles.readText(`${dir}/none`)).toBeUndefined();
  expect(await realFiles.stat(`${dir}/none/deeper`)).toBeUndefined();
  expect(await realFiles.list(`${dir}/none`)).toEqual([]);
});

test("a write that fails leaves the old content and nothing beside it", async () => {
  await realFiles.write(`${dir}/a/file`, "old");
  await expect(realFiles.write(`${dir}/a/file`, failing())).rejects.toThrow("cut off");
  expect(await realFiles.readText(`${dir}/a/file`)).toBe("old");
  expect(await realFiles.list(`${dir}/a`)).toEqual(["file"]);
});

test("modes, links and sizes are told without following links", async () => {
  await realFiles.write(`${dir}/tool`, "#!/bin/sh\n", 0o755);
  await realFiles.link("tool", `${dir}/alias`);
  expect(await realFiles.stat(`${dir}/tool`)).toMatchObject({
    kind: "file",
    mode: 0o755,
    size: 10,
  });
  expect(await realFiles.stat(`${dir}/alias`)).toMatchObject({ kind: "symlink" });
  expect(await realFiles.readLink(`${dir}/alias`)).toBe("tool");
});

test("free space is told for paths that do not exist yet", async () => {
  expect(await realFiles.freeBytes(`${dir}/not/yet/there`)).toBeGreaterThan(0);
});

test("a lock lets one holder in at a time", async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 10));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => realFiles.withLock(`${dir}/lock`, work)));
  expect(most).toBe(1);
  expect(await realFiles.list(dir)).toEqual([]);
});

test("a folder that cannot be made although its parent is there is refused at once", async () => {
  await expect(realFiles.makeDir("/proc/x/y")).rejects.toMatchObject({
    code: "ENOENT",
    syscall: "mkdir",
  });
  await expect(realFiles.write("/proc/x/file", "x")).rejects.toMatchObject({ code: "ENOENT" });
  await expect(realFiles.makeTemp("x-", "/proc/x")).rejects.toMatchObject({ code: "ENOENT" });
  await expect(realFiles.withLock("/proc/x/lock", () => Promise.resolve())).rejects.toMatchObject({
    code: "ENOENT",
  });
});

test("a folder that is there already, through a link too, is fine, and a file in its way is not", async () => {
  await realFiles.makeDir(`${dir}/a/b/c`);
  await realFiles.link("a/b", `${dir}/link`);
  await realFiles.makeDir(`${dir}/link`);
  await realFiles.makeDir(`${dir}/link/d`);
  expect(await realFiles.list(`${dir}/a/b`)).toEqual(["c", "d"]);
  await realFiles.write(`${dir}/file`, "x");
  await expect(realFiles.makeDir(`${dir}/file`)).rejects.toMatchObject({ code: "EEXIST" });
  await expect(realFiles.makeDir(`${dir}/file/deeper`)).rejects.toMatchObject({ code: "ENOTDIR" });
});

test("what runs that are gone left is swept, and nothing else", async () => {
  const gone = `${self().space}${(2 ** 22 - 1).toString(36)}`;
  const elsewhere = `zzzz${process.pid.toString(36)}`;
  for (const name of [
    `w-${gone}-abcdef`,
    `w-${elsewhere}-abcdef`,
    "w-AbCdEf",
    "keep-this",
    `w-${mark()}-abcdef`,
  ])
    await realFiles.makeDir(`${dir}/${name}/inside`);
  for (const name of [`blob.${gone}.x1y2.part`, `blob.${mark()}.x1y2.part`, "blob"])
    await realFiles.write(`${dir}/${name}`, "x");
  expect(await realFiles.sweep(dir)).toBe(2);
  expect(await realFiles.list(dir)).toEqual(
    [
      "blob",
      `blob.${mark()}.x1y2.part`,
      "keep-this",
      "w-AbCdEf",
      `w-${mark()}-abcdef`,
      `w-${elsewhere}-abcdef`,
    ].sort(),
  );
  const old = new Date(Date.now() - 4 * 24 * 3_600_000);
  for (const name of [`w-${elsewhere}-abcdef`, "w-AbCdEf", "keep-this"])
    await utimes(`${dir}/${name}`, old, old);
  expect(await realFiles.sweep(dir, "w-")).toBe(2);
  expect(await realFiles.list(dir)).toContain("keep-this");
  expect(await realFiles.sweep(`${dir}/none`)).toBe(0);
});

test("a private folder of a living run is not swept by another", async () => {
  const made = await realFiles.makeTemp("w-", dir);
  expect(await realFiles.sweep(dir)).toBe(0);
  expect((await realFiles.stat(made))?.kind).toBe("directory");
});

test("the lock of a process that is gone is broken", async () => {
  await realFiles.write(`${dir}/lock`, "999999999");
  expect(await realFiles.withLock(`${dir}/lock`, () => Promise.resolve("done"))).toBe("done");
});

test("a lock is given back when the work fails", async () => {
  await expect(
    realFiles.withLock(`${dir}/lock`, () => Promise.reject(new Error("no"))),
  ).rejects.toThrow("no");
  expect(await realFiles.stat(`${dir}/lock`)).toBeUndefined();
});

test("a folder that is read like a file is named in the error", async () => {
  await expect(realFiles.readText(dir)).rejects.toMatchObject({ code: "EISDIR", path: dir });
  await expect(realFiles.readBytes(dir)).rejects.toMatchObject({ code: "EISDIR", path: dir });
});

test("a file gets a second name in place of what had it; where that cannot be, nothing is left and the answer is no", async () => {
  await realFiles.write(`${dir}/one`, "content");
  await realFiles.write(`${dir}/deep/two`, "old");
  expect(await realFiles.hardLink(`${dir}/one`, `${dir}/deep/two`)).toBe(true);
  expect(await realFiles.hardLink(`${dir}/one`, `${dir}/deep/two`)).toBe(true);
  expect(await realFiles.list(`${dir}/deep`)).toEqual(["two"]);
  await realFiles.remove(`${dir}/one`);
  expect(await realFiles.readText(`${dir}/deep/two`)).toBe("content");
  await expect(realFiles.hardLink(`${dir}/none`, `${dir}/deep/three`)).rejects.toThrow(/ENOENT/);
  expect(await realFiles.hardLink("/proc/self/status", `${dir}/deep/three`)).toBe(false);
  expect(await realFiles.list(`${dir}/deep`)).toEqual(["two"]);
});

const readAll = async (path: string): Promise<number> => {
  let size = 0;
  for await (const part of realFiles.read(path)) size += part.length;
  return size;
};

describe("a pipe where a file is needed", () => {
  const pipe = async (): Promise<string> => {
    const path = `${dir}/pipe`;
    await realProcesses.run(["mkfifo", path], { cwd: dir });
    return path;
  };

  test("is refused at once, also behind a link, instead of waiting for a writer that never comes", async () => {
    const path = await pipe();
    await realFiles.link(path, `${dir}/link`);
    const reads = [
      (from: string) => realFiles.readText(from),
      (from: string) => realFiles.readBytes(from),
      readAll,
      (from: string) => realFiles.copy(from, `${dir}/x`),
    ];
    for (const read of reads)
      for (const from of [path, `${dir}/link`])
        await expect(read(from)).rejects.toMatchObject({ code: "file-system" });
  });

  test("but not the one that a shell names, which has a writer", async () => {
    const script = `import { realFiles } from "${join(import.meta.dirname, "../../src/system/files.ts")}";
process.stdout.write(await realFiles.readText("/dev/stdin"));`;
    await realFiles.write(`${dir}/read.ts`, script);
    const node = join(import.meta.dirname, "../../node_modules/.bin/node");
    const { stdout } = await realProcesses.run(
      ["sh", "-c", 'printf "from a pipe" | "$0" "$1"', node, `${dir}/read.ts`],
      { cwd: dir },
    );
    expect(stdout).toBe("from a pipe");
  });
});
