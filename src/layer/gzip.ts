import { constants, crc32, deflateRaw, type ZlibOptions } from "node:zlib";

/**
 * Each block is deflated by itself, so the split is part of what decides the bytes: it must not
 * depend on the machine.
 */
const BLOCK = 1 << 20;
/**
 * How far back deflate looks; the end of one block is the dictionary of the next, so that blocks
 * cost nothing in size.
 */
const WINDOW = 1 << 15;
const LEVEL = 6;
/** Copied as it is, five bytes more each 64 KiB. */
const STORED = 0;
/**
 * Measured over wheels of CUDA 13: with four samples of 4 KiB, what is stored makes layers 0.2 %
 * larger. See docs/decisions/0023-gzip.md.
 */
const SAMPLES = 4;
const SAMPLE = 4096;
const HARDLY_SMALLER = 0.99;
/** No name, no time, unknown system: RFC 1952. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
/** The last, empty block of a deflate stream. */
const LAST_BLOCK = Uint8Array.of(3, 0);

/** Cuts a stream into blocks of one size; the last may be shorter. */
async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let filled = 0;
  for await (const chunk of source) {
    for (let offset = 0; offset < chunk.length;) {
      const part = chunk.subarray(offset, offset + BLOCK - filled);
      parts.push(part);
      filled += part.length;
      offset += part.length;
      if (filled < BLOCK) continue;
      yield Buffer.concat(parts, filled);
      parts = [];
      filled = 0;
    }
  }
  if (filled > 0) yield Buffer.concat(parts, filled);
}

const deflated = (bytes: Uint8Array, options: ZlibOptions): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    deflateRaw(bytes, options, (error, result) =>
      error === null ? resolve(result) : reject(error),
    );
  });

/**
 * Whether samples of a block hardly get smaller. GPU code is compressed already since CUDA 13;
 * deflating it again takes as long as anything else.
 */
const isCompressed = async (block: Uint8Array): Promise<boolean> => {
  if (block.length < BLOCK) return false;
  const samples = Array.from({ length: SAMPLES }, (_, at) =>
    block.subarray((at * BLOCK) / SAMPLES, (at * BLOCK) / SAMPLES + SAMPLE),
  );
  return (
    (await deflated(Buffer.concat(samples), { level: 1 })).length >
    HARDLY_SMALLER * SAMPLES * SAMPLE
  );
};

const deflateBlock = async (
  block: Uint8Array,
  dictionary: Uint8Array | undefined,
): Promise<Uint8Array> => {
  const level = (await isCompressed(block)) ? STORED : LEVEL;
  return deflated(block, {
    level,
    finishFlush: constants.Z_SYNC_FLUSH,
    ...(dictionary === undefined ? {} : { dictionary }),
  });
};

const trailer = (crc: number, length: number): Uint8Array => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(crc, 0);
  bytes.writeUInt32LE(length % 2 ** 32, 4);
  return bytes;
};

/** Content that lies deflated already. Its reader has seen that this is what comes out. */
export interface DeflatedContent {
  readonly crc: number;
  /** Bytes of the content. */
  readonly size: number;
  /** A whole deflate stream. */
  readonly deflated: () => AsyncIterable<Uint8Array>;
}

/** One gzip member, deflated by the thread pool: at most `parallel` blocks are in flight. */
async function* member(
  source: AsyncIterable<Uint8Array>,
  parallel: number,
): AsyncGenerator<Uint8Array> {
  const inFlight: Promise<Uint8Array>[] = [];
  let crc = 0;
  let length = 0;
  let dictionary: Uint8Array | undefined;
  yield HEADER;
  for await (const block of inBlocks(source)) {
    crc = crc32(block, crc);
    length += block.length;
    const pending = deflateBlock(block, dictionary);
    // Awaited later and in order; without this a failure of a later block would count as unhandled
    // meanwhile.
    pending.catch(() => undefined);
    inFlight.push(pending);
    dictionary = block.subarray(-WINDOW);
    if (inFlight.length < Math.max(1, parallel)) continue;
    const first = inFlight.shift();
    if (first !== undefined) yield await first;
  }
  for (const pending of inFlight) yield await pending;
  yield LAST_BLOCK;
  yield trailer(crc, length);
}

async function* readyMember({
  crc,
  size,
  deflated: stream,
}: DeflatedContent): AsyncGenerator<Uint8Array> {
  yield HEADER;
  yield* stream();
  yield trailer(crc, size);
}

/**
 * A gzip stream of blocks of 1 MiB, deflated in parallel: at most `parallel` are in flight. The
 * bytes depend on the content alone, not on `parallel` nor on how the source is cut. What lies
 * deflated already becomes a member of its own (RFC 1952, 2.2) and is copied.
 */
export async function* gzip(
  source: AsyncIterable<Uint8Array | DeflatedContent>,
  parallel: number,
): AsyncGenerator<Uint8Array> {
  const parts = source[Symbol.asyncIterator]();
  try {
    let part = await parts.next();
    const plain = async function* (): AsyncGenerator<Uint8Array> {
      for (; part.done !== true && part.value instanceof Uint8Array; part = await parts.next())
        yield part.value;
    };
    do {
      yield* member(plain(), parallel);
      if (part.done === true || part.value instanceof Uint8Array) continue;
      yield* readyMember(part.value);
      part = await parts.next();
    } while (part.done !== true);
  } finally {
    await parts.return?.();
  }
}
