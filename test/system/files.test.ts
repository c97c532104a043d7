import { afterEach, beforeEach, expect, test } from "vitest";
import { realFiles } from "../../src/system/files.ts";

let dir = "";
beforeEach(async () => {
  dir = await realFiles.makeTemp("dle-files-");
});
afterEach(() => realFiles.remove(dir));

const failing = async function* (): AsyncGenerator<Uint8Array> {
  yield Buffer.from("half");
  throw new Error("cut off");
};

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
  expect(await realFiles.stat(`${dir}/tool`)).toMatchObject({ kind: "file", mode: 0o755, size: 10 });
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

test("the lock of a process that is gone is broken", async () => {
  await realFiles.write(`${dir}/lock`, "999999999");
  expect(await realFiles.withLock(`${dir}/lock`, () => Promise.resolve("done"))).toBe("done");
});

test("a lock is given back when the work fails", async () => {
  await expect(realFiles.withLock(`${dir}/lock`, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await realFiles.stat(`${dir}/lock`)).toBeUndefined();
});
