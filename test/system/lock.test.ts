import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../src/system/fileLock.ts";
import { self } from "../../src/system/processOwner.ts";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-lock-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const child = (times: number): Promise<void> =>
  new Promise((resolve) => {
    spawn(process.execPath, [join(import.meta.dirname, "lockChild.ts"), dir, String(times)], {
      stdio: "inherit",
    }).once("close", () => resolve());
  });

test("of many processes that find a stale lock, and of which some die with it, one at a time holds it", async () => {
  await writeFile(join(dir, "count"), "0");
  await writeFile(join(dir, "lock"), "999999999");
  await Promise.all(Array.from({ length: 12 }, () => child(8)));
  expect(await readdir(dir)).not.toContain("clashes");
  expect(await readFile(join(dir, "count"), "utf8")).toBe(String(12 * 8));
  await withLock(join(dir, "lock"), () => Promise.resolve());
  expect(await readdir(dir)).toEqual(["count"]);
}, 60_000);

test("a living holder keeps its lock however long it works", async () => {
  const { space, pid, started } = self();
  await writeFile(join(dir, "lock"), [pid, space, started ?? "-", "x"].join(" "));
  const old = new Date(Date.now() - 3_600_000);
  await utimes(join(dir, "lock"), old, old);
  let entered = false;
  const waiting = withLock(join(dir, "lock"), () => Promise.resolve((entered = true)));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(entered).toBe(false);
  await rm(join(dir, "lock"));
  await waiting;
});

test("a process that has the number of a holder that is gone does not count as the holder", async () => {
  if (self().started === undefined) return;
  await writeFile(join(dir, "lock"), [process.pid, self().space, "1", "x"].join(" "));
  expect(await withLock(join(dir, "lock"), () => Promise.resolve("done"))).toBe("done");
});

test.each([
  ["the holder of another host", `${process.pid} zzzz 1 x`, 11 * 60_000],
  ["a holder that did not get to write its name", "", 11_000],
])("%s is believed for a while only", async (_what, text, age) => {
  await writeFile(join(dir, "lock"), text);
  let entered = false;
  const waiting = withLock(join(dir, "lock"), () => Promise.resolve((entered = true)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(entered).toBe(false);
  const old = new Date(Date.now() - age);
  await utimes(join(dir, "lock"), old, old);
  await waiting;
  expect(entered).toBe(true);
});

test("a holder of another container is told at once, with host, process and since when", async () => {
  const since = Date.now() - 5000;
  await writeFile(join(dir, "lock"), `42 zzzz 1 x other-host ${since}`);
  const told: unknown[] = [];
  const waiting = withLock(
    join(dir, "lock"),
    () => Promise.resolve(),
    (holder) => told.push(holder),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(told).toEqual([expect.objectContaining({ host: "other-host", pid: 42, since })]);
  await rm(join(dir, "lock"));
  await waiting;
});

test("a holder of this host is waited for without a word", async () => {
  const { space, pid, started } = self();
  await writeFile(join(dir, "lock"), [pid, space, started ?? "-", "x"].join(" "));
  let told = 0;
  const waiting = withLock(
    join(dir, "lock"),
    () => Promise.resolve(),
    () => (told += 1),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  await rm(join(dir, "lock"));
  await waiting;
  expect(told).toBe(0);
});
