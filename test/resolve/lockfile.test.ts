import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DlEnvError } from "../../src/errors/error.ts";
import { readAptLock, readLock, writeLocks } from "../../src/resolve/committedLocks.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import type { AptLock, LockedApt } from "../../src/resolve/lock.ts";
import {
  decodeAptLock,
  decodeLock,
  encodeAptLock,
  encodeLock,
  lockFileName,
} from "../../src/resolve/lockfile.ts";
import { makeWorld, question } from "./world.ts";

const wheel = (name: string, download = 10) => ({
  name,
  version: "2.4.6",
  file: `${name}-2.4.6-py3-none-any.whl`,
  sha256: "ab".repeat(32),
  download,
});
const lock = makeLock(question(), [wheel("numpy"), wheel("abc")], {
  created: "2026-11-21T10:00:00.000Z",
  uv: "0.13.8",
});
const apt: AptLock & { packages: readonly LockedApt[] } = {
  release: "24.04",
  asOf: "2026-11-21",
  snapshot: "20261121T000000Z",
  asked: ["openssh-server", "tmux"],
  extras: ["python3.12"],
  packages: [
    { name: "tmux", version: "3.4-1ubuntu0.1", sha256: "cd".repeat(32), upgrades: true },
    { name: "openssh-server", version: "1:9.6p1-3~x+y", sha256: "ab".repeat(32) },
  ],
};

const errorOf = (work: () => unknown): DlEnvError => {
  try {
    work();
  } catch (error) {
    if (error instanceof DlEnvError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("a committed lock", () => {
  test("comes back as it was written", () => {
    expect(decodeLock(encodeLock(lock), "locks/a.json")).toEqual(lock);
    const older = [{ name: "numpy", newest: "2.5.5", sake: ["abc"] }];
    expect(decodeLock(encodeLock({ ...lock, older }), "locks/a.json")).toEqual({ ...lock, older });
    expect(encodeLock({ ...lock, older: [] })).toBe(encodeLock(lock));
  });

  test.each([
    [
      "where a value should be",
      `{"format": 1, "wheels": ${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
    ],
    ["as all that it is", "[".repeat(50_000)],
  ])("that is nested without end %s is refused with its place", (_, text) => {
    const error = errorOf(() => decodeLock(text, "locks/a.json"));
    expect(error).toMatchObject({
      code: "lock-file",
      exit: 2,
      place: { file: "locks/a.json", line: 1 },
    });
    expect(error.message).toBe("This lock is nested more than 100 levels deep.");
    expect(errorOf(() => decodeAptLock(text, "locks/apt.json")).message).toBe(error.message);
  });

  test("has each wheel on a line of its own, sorted", () => {
    const lines = encodeLock(lock)
      .split("\n")
      .filter((line) => line.includes('"sha256"'));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(
      `    {"name": "abc", "version": "2.4.6", "file": "abc-2.4.6-py3-none-any.whl", "sha256": "${"ab".repeat(32)}", "download": 10},`,
    );
  });

  test("is named by its Python and its question", () => {
    expect(lockFileName(question())).toMatch(/^py3\.12-[0-9a-f]{12}\.json$/);
  });

  test.each(readdirSync(`${import.meta.dirname}/locks`))(
    "as recorded from the index reads and writes the same bytes: %s",
    (name) => {
      const content = readFileSync(`${import.meta.dirname}/locks/${name}`, "utf8");
      expect(encodeLock(decodeLock(content, name))).toBe(content);
      expect(content).not.toMatch(/https?:/);
    },
  );

  test("that was edited by hand is refused, with the place of its key", () => {
    const error = errorOf(() =>
      decodeLock(
        encodeLock(lock).replace('"version": "2.4.6"', '"version": "2.4.7"'),
        "locks/a.json",
      ),
    );
    expect(error).toMatchObject({
      code: "lock-changed",
      exit: 2,
      place: { file: "locks/a.json", line: 3 },
    });
    expect(error.hint).toMatch(/dl-env lock --update$/);
  });

  test.each([
    ["half a file", (text: string) => text.slice(0, 300), undefined],
    ["a digest that is none", (text: string) => text.replace("abab", "abxx"), 18],
    [
      "a field that nobody knows",
      (text: string) => text.replace('"uv":', '"address": "x",\n  "uv":'),
      1,
    ],
    [
      "an address in place of a file name",
      (text: string) => text.replace('"file": "abc', '"file": "https://x.example/abc'),
      18,
    ],
    ["another format", (text: string) => text.replace('"format": 1', '"format": 2'), 2],
  ])("with %s is refused, with the line", (_, change, line) => {
    const error = errorOf(() => decodeLock(change(encodeLock(lock)), "locks/a.json"));
    expect(error).toMatchObject({
      code: "lock-file",
      exit: 2,
      place: { file: "locks/a.json", ...(line === undefined ? {} : { line }) },
    });
    expect(error.place?.line).toBeGreaterThan(0);
  });
});

describe("an apt lock", () => {
  test("comes back as it was written, sorted by name", () => {
    expect(decodeAptLock(encodeAptLock(apt), "locks/apt.json")).toEqual({
      ...apt,
      packages: [...apt.packages].reverse(),
    });
  });

  test("has each package on a line of its own", () => {
    expect(
      encodeAptLock(apt)
        .split("\n")
        .filter((line) => line.includes('"sha256"')),
    ).toEqual([
      `    {"name": "openssh-server", "version": "1:9.6p1-3~x+y", "sha256": "${"ab".repeat(32)}"},`,
      `    {"name": "tmux", "version": "3.4-1ubuntu0.1", "sha256": "${"cd".repeat(32)}", "upgrades": true}`,
    ]);
  });

  test("of names and a date only comes back as such", () => {
    const { packages: _packages, ...named } = apt;
    expect(decodeAptLock(encodeAptLock(named), "f")).toEqual(named);
  });

  test.each([
    [
      "a package name that is none",
      { ...apt, packages: [{ name: "a; rm", version: "1", sha256: "ab".repeat(32) }] },
    ],
    ["a name asked for that is none", { ...apt, asked: ["$(id)"] }],
    [
      "a version that is none",
      { ...apt, packages: [{ name: "tini", version: "1 upgrades", sha256: "ab".repeat(32) }] },
    ],
    ["half a digest", { ...apt, packages: [{ name: "tini", version: "1", sha256: "ab" }] }],
    ["a snapshot that is none", { ...apt, snapshot: "latest/../.." }],
  ])("with %s is refused, with its place", (_, wrong) => {
    const error = errorOf(() => decodeAptLock(encodeAptLock(wrong), "locks/apt-24.04.json"));
    expect(error).toMatchObject({
      code: "lock-file",
      exit: 2,
      place: { file: "locks/apt-24.04.json" },
    });
  });
});

describe("a folder of locks", () => {
  test("gives back what was written for a question, and nothing for another", async () => {
    const { sys, home } = makeWorld();
    await writeLocks(sys.files, { folder: home, locks: [lock], apt: [apt] }, { prune: false });
    expect(await readLock(sys.files, home, question())).toEqual(lock);
    expect(await readLock(sys.files, home, question({ python: "3.13" }))).toBeUndefined();
    expect(await readAptLock(sys.files, home, "24.04")).toMatchObject({ asOf: "2026-11-21" });
    expect(await readAptLock(sys.files, home, "22.04")).toBeUndefined();
  });

  test("keeps a lock's file when the same wheels were chosen again later", async () => {
    const { sys, home } = makeWorld();
    await writeLocks(sys.files, { folder: home, locks: [lock], apt: [] }, { prune: false });
    const again = await writeLocks(
      sys.files,
      { folder: home, locks: [{ ...lock, created: "2027-01-01T00:00:00.000Z" }], apt: [] },
      { prune: false },
    );
    expect(again).toMatchObject({ written: [], kept: [lockFileName(lock.question)] });
    expect((await readLock(sys.files, home, question()))?.created).toBe(lock.created);
  });

  test("is cleared of locks that nobody asks for, and of nothing else", async () => {
    const { sys, home } = makeWorld();
    const old = makeLock(question({ python: "3.11" }), [wheel("numpy")], {
      created: lock.created,
      uv: lock.uv,
    });
    await writeLocks(sys.files, { folder: home, locks: [old], apt: [] }, { prune: false });
    await sys.files.write(`${home}/README.json`, "{}");
    const { removed } = await writeLocks(
      sys.files,
      { folder: home, locks: [lock], apt: [] },
      { prune: true },
    );
    expect(removed).toEqual([lockFileName(old.question)]);
    expect(await sys.files.list(home)).toContain("README.json");
  });

  test("and in a folder that a link brings from elsewhere nothing is written or removed", async () => {
    const { sys, home } = makeWorld();
    const elsewhere = `${home}/elsewhere`;
    const request = `${home}/repository`;
    await sys.files.write(`${elsewhere}/py3.12-0123456789ab.json`, "theirs");
    await sys.files.makeDir(`${request}/.git`);
    await sys.files.link(elsewhere, `${request}/locks`);
    await expect(
      writeLocks(
        sys.files,
        { folder: `${request}/locks`, locks: [lock], apt: [] },
        { prune: true },
      ),
    ).rejects.toMatchObject({ code: "link-out", exit: 2 });
    expect(await sys.files.list(elsewhere)).toEqual(["py3.12-0123456789ab.json"]);
  });

  test("refuses a lock whose file carries another question's name", async () => {
    const { sys, home } = makeWorld();
    await sys.files.write(
      `${home}/${lockFileName(question({ python: "3.12", indexes: ["nvidia"] }))}`,
      encodeLock(lock),
    );
    await expect(
      readLock(sys.files, home, question({ indexes: ["nvidia"] })),
    ).rejects.toMatchObject({ code: "lock-changed" });
  });
});
