import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { bytes } from "../text/units.ts";
import { byteReader } from "./byteReader.ts";
import { ARCHIVE_LIMITS, overLimit } from "./archiveLimits.ts";

const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/** The bytes as they pass; `onChunk` is told how many. */
async function* counted(
  source: AsyncIterable<Uint8Array>,
  onChunk: (length: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    onChunk(chunk.length);
    yield chunk;
  }
}

const checkRatio = (packed: number, unpacked: number): void => {
  const { unpacked: most, unmeasured, ratio } = ARCHIVE_LIMITS;
  if (unpacked > most)
    throw overLimit(`An archive has ${bytes(unpacked)} unpacked and more`, bytes(most));
  if (unpacked > unmeasured && unpacked > packed * ratio)
    throw overLimit(
      `An archive has ${bytes(unpacked)} and more in ${bytes(packed)} of compressed data`,
      `${bytes(unmeasured)}, or ${ratio} times the compressed data,`,
    );
};

/**
 * A tar as it is, or the tar in a gzip or Zstandard stream. Rejects (`archive-limit`) when much
 * more comes out than goes in, as in an archive that was made to fill a disk.
 */
export async function* decompressed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = byteReader(source);
  const first = Buffer.from(await reader.take(ZSTD.length));
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield first;
    yield* reader.stream(Number.MAX_SAFE_INTEGER);
  };
  const begins = (magic: readonly number[]): boolean =>
    magic.every((byte, index) => first[index] === byte);
  const unpack = begins(GZIP) ? createGunzip() : begins(ZSTD) ? createZstdDecompress() : undefined;
  if (unpack === undefined) {
    yield* all();
    return;
  }
  let [packed, unpacked] = [0, 0];
  const compressed = counted(all(), (length) => {
    packed += length;
  });
  yield* counted(
    Readable.from(compressed).compose(unpack) as AsyncIterable<Uint8Array>,
    (length) => {
      unpacked += length;
      checkRatio(packed, unpacked);
    },
  );
}
