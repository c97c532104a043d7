import type { Files } from "../system/ports.ts";

/** Read at once, for the many small pieces that lie side by side. */
const WINDOW = 1 << 20;
/** An archive up to this size is held whole: pieces are not always read in its order. */
const WHOLE = 16 << 20;

/** An archive on disk of which pieces are read in any order. */
export interface ArchiveFile {
  /** Bytes of the whole file; 0 where there is none. */
  readonly size: number;
  /** A piece in memory; shorter where the file ends before. */
  piece(start: number, length: number): Promise<Buffer>;
  /** A piece as it is read. */
  stream(start: number, length: number): AsyncIterable<Uint8Array>;
}

export const openArchive = async (
  files: Pick<Files, "read" | "stat">,
  path: string,
): Promise<ArchiveFile> => {
  const size = (await files.stat(path))?.size ?? 0;
  const span = size <= WHOLE ? size : WINDOW;
  let window: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };
  const read = async (start: number, length: number): Promise<Buffer> => {
    const end = Math.min(size, start + length) - 1;
    if (end < start) return Buffer.alloc(0);
    const chunks: Uint8Array[] = [];
    for await (const chunk of files.read(path, { start, end })) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const piece: ArchiveFile["piece"] = async (start, length) => {
    if (length > span) return read(start, length);
    const isInside = start >= window.start && start + length <= window.start + window.bytes.length;
    const first = span === size ? 0 : start;
    if (!isInside) window = { start: first, bytes: await read(first, span) };
    const at = start - window.start;
    return window.bytes.subarray(at, at + length);
  };
  const stream: ArchiveFile["stream"] = (start, length) =>
    files.read(path, { start, end: start + length - 1 });
  return { size, piece, stream };
};
