import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ARCHIVE_LIMITS } from "../../src/layer/archiveLimits.ts";
import { ARCHIVES } from "./hostile/archives.ts";

const MOST_MEMORY = 300_000_000;

interface Ended {
  readonly code?: string;
  readonly message?: string;
  readonly entries?: number;
  readonly written: number;
  readonly memory: number;
}

const read = (name: string, packed: "plain" | "gzip"): Ended =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [join(import.meta.dirname, "hostile", "readHostile.ts"), name, packed],
      { encoding: "utf8" },
    ),
  ) as Ended;

/** How each ends, and which bound its message names. */
const ENDS: Readonly<Record<string, readonly [code: string, says: string]>> = {
  "a PAX header of 1 GB": ["archive-limit", "extended headers of 1.00 GB"],
  "a global PAX header of 1 GB": ["archive-limit", "extended headers of 1.00 GB"],
  "a long name of GNU tar of 1 GB": ["archive-limit", "extended headers of 1.00 GB"],
  "a long link of GNU tar of 1 GB": ["archive-limit", "extended headers of 1.00 GB"],
  "PAX headers without end before one entry": ["archive-limit", "extended headers of"],
  "global PAX headers without end": ["archive-limit", "extended headers of"],
  "a million empty files": ["archive-limit", `at most ${ARCHIVE_LIMITS.entries} paths`],
  "a million files of one byte": ["archive-limit", `at most ${ARCHIVE_LIMITS.entries} paths`],
  "a million files with names of 4,000 letters": ["archive-limit", "of names and more"],
  "sparse files": ["layer-entry", "sparse"],
  "a file that is said to have 1 TB": ["archive-limit", "a file of 1.00 TB"],
};

describe("a hostile archive costs less than 300 MB of memory:", { timeout: 120_000 }, () => {
  test.each(Object.entries(ENDS))("%s", (name, [code, says]) => {
    const ended = read(name, "plain");
    expect(ended).toMatchObject({ code, message: expect.stringContaining(says) as string });
    expect(ended.memory).toBeLessThan(MOST_MEMORY);
    expect(ended.written).toBeLessThan(1_000_000);
  });

  test.each(["a PAX header of 1 GB", "a million files of one byte"])("%s, in gzip", (name) => {
    const ended = read(name, "gzip");
    expect(ended.code).toBe("archive-limit");
    expect(ended.memory).toBeLessThan(MOST_MEMORY);
  });

  test("large headers around small values, which are all that is held of them", () => {
    const ended = read("large headers around small values", "plain");
    expect(ended.entries).toBe(2_000);
    expect(ended.memory).toBeLessThan(MOST_MEMORY);
  });

  test("a file of 5 GB that compresses to nothing, of which little more than 1 GB is written", () => {
    const ended = read("a file of 5 GB that compresses to nothing", "gzip");
    expect(ended).toMatchObject({
      code: "archive-limit",
      message: expect.stringContaining("compressed data") as string,
    });
    expect(ended.memory).toBeLessThan(MOST_MEMORY);
    expect(ended.written).toBeLessThan(ARCHIVE_LIMITS.unmeasured + 2 ** 20);
  });

  test("and each that is made is read", () => {
    const others = [
      "large headers around small values",
      "a file of 5 GB that compresses to nothing",
    ];
    expect([...Object.keys(ENDS), ...others].sort()).toEqual(Object.keys(ARCHIVES).sort());
  });
});
