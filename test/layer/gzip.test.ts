import { randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";
import { gunzipSync, gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gzip } from "../../src/layer/gzip.ts";
import { collect, streamOf } from "./world.ts";

const MIB = 1 << 20;
const text = (bytes: number): Buffer =>
  Buffer.from(
    "the quick brown fox jumps over the lazy dog; ".repeat(Math.ceil(bytes / 45)),
  ).subarray(0, bytes);

describe("parallel gzip", () => {
  it.each([0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 17])("gives %i bytes back", async (size) => {
    const content = Buffer.concat([
      text(Math.floor(size / 2)),
      randomBytes(size - Math.floor(size / 2)),
    ]);
    expect(gunzipSync(await collect(gzip(streamOf(content), 4))).equals(content)).toBe(true);
  });

  it("has the same bytes whatever the number of cores and however the source is cut", async () => {
    const content = Buffer.concat([text(2 * MIB), randomBytes(MIB / 2)]);
    const once = await collect(gzip(streamOf(content), 1));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 16 }),
        fc.array(fc.integer({ min: 1, max: MIB }), { maxLength: 6 }),
        async (parallel, cuts) => {
          const parts: Buffer[] = [];
          let at = 0;
          for (const cut of cuts) {
            parts.push(content.subarray(at, at + cut));
            at = Math.min(content.length, at + cut);
          }
          parts.push(content.subarray(at));
          expect((await collect(gzip(streamOf(...parts), parallel))).equals(once)).toBe(true);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("is one member that gzip itself accepts, and as small as one stream within 1 %", async () => {
    const content = execFileSync(
      "tar",
      ["-cf", "-", "-C", `${import.meta.dirname}/../../node_modules/zod`, "."],
      { maxBuffer: 1 << 28 },
    );
    const zipped = await collect(gzip(streamOf(content), 4));
    execFileSync("gzip", ["-t"], { input: zipped });
    expect(zipped.length).toBeLessThan(gzipSync(content, { level: 6 }).length * 1.01);
  });

  it("stores what is compressed already, and deflates what only begins so", async () => {
    const random = randomBytes(4 * MIB);
    const stored = await collect(gzip(streamOf(random), 4));
    expect(stored.length).toBeGreaterThan(random.length);
    expect(stored.length).toBeLessThan(random.length * 1.0002);
    const mixed = Buffer.concat([randomBytes(MIB / 4), text(MIB - MIB / 4), random, text(MIB)]);
    const zipped = await collect(gzip(streamOf(mixed), 4));
    expect(gunzipSync(zipped).equals(mixed)).toBe(true);
    expect(zipped.length).toBeLessThan(random.length * 1.0002 + MIB / 4 + 20_000);
  });

  it("passes an error of the source on", async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield randomBytes(2 * MIB);
      throw new Error("the disk is gone");
    };
    await expect(collect(gzip(failing(), 4))).rejects.toThrow("the disk is gone");
  });

  it("keeps a bounded number of blocks in memory when nobody reads", async () => {
    let given = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (; given < 200; given += 1) yield new Uint8Array(MIB);
    };
    const stream = gzip(endless(), 4);
    await stream.next();
    await stream.next();
    expect(given).toBeLessThanOrEqual(6);
    await stream.return(undefined);
  });
});
