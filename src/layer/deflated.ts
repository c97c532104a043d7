import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw, inflateRaw, inflateRawSync, type ZlibOptions } from "node:zlib";
import type { ArchiveFile } from "./archiveFile.ts";

/** A file's content as it lies in a wheel: one deflate stream. */
export interface Deflated {
  readonly archive: ArchiveFile;
  /** Where the stream begins in it. */
  readonly start: number;
  /** Bytes of the stream. */
  readonly packed: number;
  /** Bytes of the content. */
  readonly size: number;
  readonly crc: number;
}

/** What lies in an archive is not one whole deflate stream of the content that it names. */
export class NotDeflated extends Error {}

/**
 * Smaller content is deflated together with what stands around it: by itself each file would cost a
 * gzip header, and what it has in common with those before it.
 */
export const COPIED_FROM = 32 << 10;

/** Bytes that the inflater hands over at once. */
const CHUNK = 1 << 18;

/** zlib takes no smaller one. */
const LEAST_CHUNK = 64;

/** Content up to this size is inflated in one piece. */
const SMALL = 1 << 20;

interface Taken {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes of the stream that belonged to it; known at the end. */
  readonly used: () => number;
}

/** Small content: a stream of its own for each of a thousand files costs more. */
const inOnePiece = (deflated: Deflated): Taken => {
  let used = 0;
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    const bytes = await deflated.archive.piece(deflated.start, deflated.packed);
    // One byte of room more, so that content of the named size ends before the room does.
    const options = {
      info: true,
      chunkSize: Math.max(LEAST_CHUNK, deflated.size + 1),
      maxOutputLength: deflated.size + 1,
    };
    const { buffer, engine } = await inflatedWithInfo(bytes, options);
    used = engine.bytesWritten;
    yield buffer;
  };
  return { chunks: chunks(), used: () => used };
};

/** What zlib gives with the option `info`, of which its types know nothing. */
interface InflatedWithInfo {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** Small content in this thread: handing it to another costs more. */
const inflatedWithInfo = (bytes: Uint8Array, options: ZlibOptions): Promise<InflatedWithInfo> =>
  new Promise((resolve, reject) => {
    if (bytes.length < COPIED_FROM)
      resolve(inflateRawSync(bytes, options) as unknown as InflatedWithInfo);
    else
      inflateRaw(bytes, options, (error, result) =>
        error === null ? resolve(result as unknown as InflatedWithInfo) : reject(error),
      );
  });

const inPieces = ({ archive, start, packed }: Deflated): Taken => {
  const inflater = createInflateRaw({ chunkSize: CHUNK });
  // What goes wrong is thrown by the inflater, of which the chunks are read.
  pipeline(Readable.from(archive.stream(start, packed)), inflater, () => undefined);
  return { chunks: inflater, used: () => inflater.bytesWritten };
};

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  /^(Z_|ERR_BUFFER_TOO_LARGE$)/.test(String(error.code));

/**
 * The content. Rejects with NotDeflated, at the latest at its end, unless the stream fills its
 * place and gives the named size and CRC.
 */
export async function* inflated(deflated: Deflated): AsyncGenerator<Uint8Array> {
  const { chunks, used } = (deflated.size <= SMALL ? inOnePiece : inPieces)(deflated);
  let [size, crc] = [0, 0];
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > deflated.size) throw new NotDeflated();
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    if (isOfZlib(error)) throw new NotDeflated(undefined, { cause: error });
    throw error;
  }
  const isWhole = used() === deflated.packed;
  if (!isWhole || size !== deflated.size || crc !== deflated.crc) throw new NotDeflated();
}

/** The stream as it lies in the archive. */
export async function* deflatedBytes({
  archive,
  start,
  packed,
  size,
}: Deflated): AsyncGenerator<Uint8Array> {
  if (size <= SMALL) yield await archive.piece(start, packed);
  else yield* archive.stream(start, packed);
}
