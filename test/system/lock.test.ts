import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../src/system/fileLock.ts";
import { realFiles } from "../../src/system/files.ts";
import { self } from "../../src/system/processOwner.ts";
import { withToldLock, type WaitLog } from "../../src/system/toldLock.ts";

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

const foreign = (since = Date.now()): string => `42 zzzz 1 x other-host ${since}`;
const living = (): string => [self().pid, self().space, self().started ?? "-", "x"].join(" ");

interface Told {
  readonly lines: string[];
  readonly log: WaitLog;
}
const telling = (): Told => {
  const lines: string[] = [];
  const log: WaitLog = {
    info: (text) => lines.push(text),
    progress: (say) => void lines.push(`progress: ${say() as string}`),
  };
  return { lines, log };
};

const enter = (log: WaitLog, limit = 60_000): Promise<string> =>
  withToldLock({ files: realFiles, log }, { path: join(dir, "lock"), what: "It", limit }, () =>
    Promise.resolve("done"),
  );

test("a holder of another container without a sign of life is not waited for: who, since when, and what to type", async () => {
  const since = Date.UTC(2026, 0, 2, 3, 4, 5);
  await writeFile(join(dir, "lock"), foreign(since));
  const began = performance.now();
  const { lines, log } = telling();
  await expect(enter(log)).rejects.toMatchObject({
    code: "lock-held",
    exit: 3,
    message: expect.stringMatching(
      /^It is locked by process 42 of another host or container \(other-host\) since 2026-01-02T03:04:05\.000Z\. It cannot be asked from here, and gave no sign of life for (?:[4-9]|\d\d)\.\d s\.$/,
    ),
    hint: expect.stringMatching(new RegExp(`: rm ${join(dir, "lock")}$`)),
  });
  expect(performance.now() - began).toBeLessThan(30_000);
  expect(lines[0]).toContain("process 42 of another host or container (other-host)");
  // What it could not know to be dead is left where it is.
  expect(await readFile(join(dir, "lock"), "utf8")).toBe(foreign(since));
}, 60_000);

test("a holder of another container that gives signs of life is waited for, and said so", async () => {
  await writeFile(join(dir, "lock"), foreign());
  const sign = setInterval(() => void utimes(join(dir, "lock"), new Date(), new Date()), 500);
  const { lines, log } = telling();
  const waiting = enter(log);
  await new Promise((resolve) => setTimeout(resolve, 5500));
  clearInterval(sign);
  await rm(join(dir, "lock"));
  expect(await waiting).toBe("done");
  expect(lines[1]).toMatch(
    /^progress: It is locked by process 42 .* waited for .* of at most 1 min/,
  );
}, 60_000);

test("a holder of this host is waited for up to the limit, with its number and what to type", async () => {
  await writeFile(join(dir, "lock"), living());
  const { lines, log } = telling();
  await expect(enter(log, 1500)).rejects.toMatchObject({
    code: "lock-held",
    hint: expect.stringMatching(new RegExp(`: ps -fp ${process.pid}$`)),
  });
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`It is locked by process ${process.pid}; waited for `);
});

test("a lock that is passed on at once is waited for without a word", async () => {
  await writeFile(join(dir, "lock"), living());
  const { lines, log } = telling();
  const waiting = enter(log);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await rm(join(dir, "lock"));
  await waiting;
  expect(lines).toEqual([]);
});

test("a holder gives a sign of life every second", async () => {
  await withLock(join(dir, "lock"), async () => {
    const signs = new Set<number>();
    // How late timers are on this machine now.
    let late = 0;
    while (signs.size < 3) {
      signs.add((await stat(join(dir, "lock"))).mtimeMs);
      const asked = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 50));
      late = Math.max(late, performance.now() - asked - 50);
    }
    const [first = 0, second = 0, third = 0] = [...signs];
    expect(Math.max(second - first, third - second)).toBeLessThan(1500 + late);
  });
});
