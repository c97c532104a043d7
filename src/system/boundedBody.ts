import { unreachable } from "../errors/error.ts";
import type { Clock } from "./ports.ts";

type Body = AsyncIterable<Uint8Array>;

/** The most that one answer may be, for answers that are read whole. */
export interface BodyLimit {
  /** Begins the sentence of an error: `The manifest latest of registry.example/app`. */
  readonly what: string;
  readonly bytes: number;
}

/** When the last byte of a body must have come. */
export interface Deadline {
  readonly clock: Pick<Clock, "now">;
  readonly milliseconds: number;
}

/** The least progress of a body that is read or sent piece by piece, however large it is. */
export interface Pace {
  readonly what: string;
  /** Fewer bytes than this in `milliseconds` of waiting are too few. */
  readonly bytes: number;
  readonly milliseconds: number;
}

const tooLarge = ({ what, bytes }: BodyLimit): Error =>
  unreachable({
    code: "too-large",
    message: `${what} is larger than ${bytes} bytes.`,
    hint: "This is not the expected content; check which server answers: dl-env plan --json",
  });

const tooSlow = (what: string, rate: string): Error =>
  unreachable({
    code: "too-slow",
    message: `${what} arrived too slowly: ${rate}.`,
    hint: "Check the connection and the server, or use a mirror, then try again: dl-env plan",
  });

const FIRST = 16 * 1024;

/**
 * Bytes in one growing block: a million pieces of one byte each cost no more memory than one piece
 * of a million.
 */
const makeBlock = (most: number): { add(part: Uint8Array): void; all(): Uint8Array } => {
  let block = new Uint8Array(Math.min(FIRST, most));
  let size = 0;
  return {
    add: (part) => {
      if (size + part.byteLength > block.byteLength) {
        const larger = new Uint8Array(
          Math.min(most, Math.max(block.byteLength * 2, size + part.byteLength)),
        );
        larger.set(block.subarray(0, size));
        block = larger;
      }
      block.set(part, size);
      size += part.byteLength;
    },
    all: () => block.subarray(0, size),
  };
};

const makeTimer = (what: string, within: Deadline | undefined): (() => void) => {
  if (within === undefined) return () => undefined;
  const { clock, milliseconds } = within;
  const end = clock.now() + milliseconds;
  return () => {
    if (clock.now() > end)
      throw tooSlow(what, `it was not complete after ${milliseconds / 1000} seconds`);
  };
};

/**
 * The whole of a body. Rejects with `too-large` or `too-slow`; then the rest is not read. `within`
 * is absent for bodies that have a pace of their own.
 */
export const readBounded = async (
  body: Body,
  limit: BodyLimit,
  within?: Deadline,
): Promise<Uint8Array> => {
  const checkTime = makeTimer(limit.what, within);
  const block = makeBlock(limit.bytes);
  let left = limit.bytes;
  for await (const part of body) {
    left -= part.byteLength;
    if (left < 0) throw tooLarge(limit);
    checkTime();
    block.add(part);
  }
  return block.all();
};

/** Adds up waiting and bytes; throws when a window of waiting brought too little. */
const makeMeter = (pace: Pace): ((waited: number, bytes: number) => void) => {
  let waiting = 0;
  let moved = 0;
  return (waited, bytes) => {
    waiting += waited;
    moved += bytes;
    if (waiting < pace.milliseconds) return;
    if (moved < pace.bytes)
      throw tooSlow(pace.what, `${moved} bytes in ${Math.round(waiting / 1000)} seconds`);
    waiting = 0;
    moved = 0;
  };
};

/**
 * Passes a received body on, and rejects with `too-slow` when its sender makes too little progress.
 * Only time spent waiting for the sender counts.
 */
export async function* atPace(
  body: Body,
  pace: Pace,
  clock: Pick<Clock, "now">,
): AsyncGenerator<Uint8Array, void, undefined> {
  const measure = makeMeter(pace);
  let requestedAt = clock.now();
  for await (const part of body) {
    measure(clock.now() - requestedAt, part.byteLength);
    yield part;
    requestedAt = clock.now();
  }
}

/**
 * Passes a body on that is being sent, and rejects with `too-slow` when its receiver takes too
 * little. Only time spent waiting for the receiver counts.
 */
export async function* takenAtPace(
  body: Body,
  pace: Pace,
  clock: Pick<Clock, "now">,
): AsyncGenerator<Uint8Array, void, undefined> {
  const measure = makeMeter(pace);
  for await (const part of body) {
    const sentAt = clock.now();
    yield part;
    measure(clock.now() - sentAt, part.byteLength);
  }
}
