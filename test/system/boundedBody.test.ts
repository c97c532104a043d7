import { describe, expect, it } from "vitest";
import { atPace, readBounded, takenAtPace } from "../../src/system/boundedBody.ts";

const code = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
  return "none";
};

/** A body whose pieces come as far apart on a clock that only it moves. */
const slow = (pieces: readonly number[], apart: number) => {
  const time = { now: 0 };
  const closed = { value: false };
  const body = (async function* () {
    try {
      for (const size of pieces) {
        time.now += apart;
        yield new Uint8Array(size).fill(7);
      }
    } finally {
      closed.value = true;
    }
  })();
  return { body, closed, clock: { now: () => time.now } };
};

const drain = async (body: AsyncIterable<Uint8Array>): Promise<number> => {
  let bytes = 0;
  for await (const part of body) bytes += part.byteLength;
  return bytes;
};

describe("a body that is read whole", () => {
  it("is given as it came, up to the bound and not a byte more", async () => {
    const { body } = slow([3, 0, 4], 1);
    expect(await readBounded(body, { what: "It", bytes: 7 })).toEqual(new Uint8Array(7).fill(7));
    const more = slow([3, 5], 1);
    expect(await code(readBounded(more.body, { what: "It", bytes: 7 }))).toBe(
      "too-large: It is larger than 7 bytes.",
    );
    expect(more.closed.value).toBe(true);
  });

  it("may be empty", async () => {
    expect((await readBounded(slow([], 1).body, { what: "It", bytes: 7 })).byteLength).toBe(0);
  });

  it("ends when its time is over, however it trickles", async () => {
    const { body, clock, closed } = slow(Array<number>(10_000).fill(1), 1000);
    const deadline = { clock, milliseconds: 60_000 };
    expect(await code(readBounded(body, { what: "It", bytes: 99_999 }, deadline))).toBe(
      "too-slow: It arrived too slowly: it was not complete after 60 seconds.",
    );
    expect(clock.now()).toBe(61_000);
    expect(closed.value).toBe(true);
  });

  it("costs the memory of its bytes, not of its pieces", async () => {
    const pieces = (async function* () {
      for (let count = 0; count < 1_000_000; count += 1) yield Buffer.alloc(1);
    })();
    const before = process.memoryUsage().rss;
    await readBounded(pieces, { what: "It", bytes: 2_000_000 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });
});

describe("a body that passes through", () => {
  const pace = { what: "The blob x", bytes: 1000, milliseconds: 60_000 };

  it("is given up when a minute of waiting brought too little", async () => {
    const { body, clock, closed } = slow(Array<number>(10_000).fill(1), 1000);
    expect(await code(drain(atPace(body, pace, clock)))).toBe(
      "too-slow: The blob x arrived too slowly: 60 bytes in 60 seconds.",
    );
    expect(closed.value).toBe(true);
  });

  it("is given up when it was fast and then trickles", async () => {
    const { body, clock } = slow([1_000_000, ...Array<number>(1000).fill(1)], 1000);
    expect(await code(drain(atPace(body, pace, clock)))).toContain("too-slow");
    expect(clock.now()).toBeLessThan(130_000);
  });

  it("may take hours when it moves", async () => {
    const { body, clock } = slow(Array<number>(10_000).fill(20), 1000);
    expect(await drain(atPace(body, pace, clock))).toBe(200_000);
  });

  it("is not given up because its reader is slow", async () => {
    const time = { now: 0 };
    const clock = { now: () => time.now };
    const body = (async function* () {
      for (let count = 0; count < 100; count += 1) yield new Uint8Array(1);
    })();
    for await (const part of atPace(body, pace, clock)) time.now += 60_000 * part.byteLength;
    expect(time.now).toBe(6_000_000);
  });

  it("is given up on its way out when its receiver takes too little, and not when its source is slow", async () => {
    const time = { now: 0 };
    const clock = { now: () => time.now };
    const body = (async function* () {
      for (let count = 0; count < 1000; count += 1) yield new Uint8Array(1);
    })();
    const send = async (): Promise<void> => {
      for await (const part of takenAtPace(body, pace, clock)) time.now += 1000 * part.byteLength;
    };
    expect(await code(send())).toContain("too-slow");
    expect(time.now).toBe(60_000);
    const { body: late, clock: other } = slow(Array<number>(1000).fill(1), 1000);
    expect(await drain(takenAtPace(late, pace, other))).toBe(1000);
  });
});
