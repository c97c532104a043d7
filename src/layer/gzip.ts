import { constants, crc32, deflateRaw } from "node:zlib";

/** Each block is deflated by itself, so the split is part of what decides the bytes: it must not depend on the machine. */
const BLOCK = 1 << 20;
/** How far back deflate looks; the end of one block is the dictionary of the next, so that blocks cost nothing in size. */
const WINDOW = 1 << 15;
const LEVEL = 6;
/** No name, no time, unknown system: RFC 1952. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
/** The last, empty block of a deflate stream. */
const LAST_BLOCK = Uint8Array.of(3, 0);

/** Cuts a stream into blocks of one size; the last may be shorter. */
async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let block = Buffer.allocUnsafe(BLOCK);
  let filled = 0;
  for await (const chunk of source) {
    for (let offset = 0; offset < chunk.length; ) {
      const part = chunk.subarray(offset, offset + BLOCK - filled);
      block.set(part, filled);
      filled += part.length;
      offset += part.length;
      if (filled < BLOCK) continue;
      yield block;
      block = Buffer.allocUnsafe(BLOCK);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

const deflateBlock = (block: Uint8Array, dictionary: Uint8Array | undefined): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const options = { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH, ...(dictionary === undefined ? {} : { dictionary }) };
    deflateRaw(block, options, (error, deflated) => (error === null ? resolve(deflated) : reject(error)));
  });

const trailer = (crc: number, length: number): Uint8Array => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(crc, 0);
  bytes.writeUInt32LE(length % 2 ** 32, 4);
  return bytes;
};

/**
 * One gzip member, deflated in parallel by the thread pool: at most `parallel` blocks of 1 MiB are in flight. The bytes depend on the
 * content alone, not on `parallel` nor on how the source is cut. `onBlock` sees the content, in order.
 */
export async function* gzip(source: AsyncIterable<Uint8Array>, parallel: number, onBlock?: (block: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  const inFlight: Promise<Uint8Array>[] = [];
  let crc = 0;
  let length = 0;
  let dictionary: Uint8Array | undefined;
  yield HEADER;
  for await (const block of inBlocks(source)) {
    crc = crc32(block, crc);
    length += block.length;
    const deflated = deflateBlock(block, dictionary);
    // Awaited later and in order; without this a failure of a later block would count as unhandled meanwhile.
    deflated.catch(() => undefined);
    inFlight.push(deflated);
    onBlock?.(block);
    dictionary = block.subarray(-WINDOW);
    if (inFlight.length < Math.max(1, parallel)) continue;
    const first = inFlight.shift();
    if (first !== undefined) yield await first;
  }
  for (const deflated of inFlight) yield await deflated;
  yield LAST_BLOCK;
  yield trailer(crc, length);
}
