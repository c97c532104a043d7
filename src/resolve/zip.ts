import { inflateRawSync } from "node:zlib";

/** Signature of the end record, as its bytes. */
const END = Uint8Array.of(0x50, 0x4b, 0x05, 0x06);
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
/** Who packed it, in the upper byte of the version. */
const UNIX = 3;
/** Bytes of the end record, without the comment of at most 65535 that may follow it. */
const END_SIZE = 22;
const ENTRY_SIZE = 46;

/** How an entry is packed: not at all, by deflate. */
export const ZIP_STORED = 0;
export const ZIP_DEFLATED = 8;
/** Bytes of what stands before a file's name and content. */
export const ZIP_FILE_SIZE = 30;
/** Bytes at the end of an archive among which its end record is. */
export const ZIP_END_SPAN = END_SIZE + 0xffff;

/** Where an archive's directory is. */
export interface ZipDirectory {
  readonly start: number;
  readonly length: number;
  readonly entries: number;
}

/** The directory by the last bytes of an archive; undefined where they have no end record. */
export const zipDirectory = (tail: Buffer): ZipDirectory | undefined => {
  const end = tail.length < END_SIZE ? -1 : tail.lastIndexOf(END, tail.length - END_SIZE);
  if (end < 0) return undefined;
  return {
    start: tail.readUInt32LE(end + 16),
    length: tail.readUInt32LE(end + 12),
    entries: tail.readUInt16LE(end + 10),
  };
};

/** What a directory says of a file; sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  /** General purpose bits. */
  readonly flags: number;
  /** How it is packed. */
  readonly method: number;
  /** Type and permissions, where it was packed by a Unix. */
  readonly mode: number | undefined;
  /** Where in the archive the file begins, with its header. */
  readonly header: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
}

/** The entries of a directory, as far as it can be read. */
export function* zipEntries(directory: Buffer): Generator<ZipEntry> {
  let at = 0;
  while (at + ENTRY_SIZE <= directory.length && directory.readUInt32LE(at) === ENTRY) {
    const nameEnd = at + ENTRY_SIZE + directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString("utf8", at + ENTRY_SIZE, nameEnd),
      flags: directory.readUInt16LE(at + 8),
      mode: directory[at + 5] === UNIX ? directory.readUInt16LE(at + 40) : undefined,
      method: directory.readUInt16LE(at + 10),
      header: directory.readUInt32LE(at + 42),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      crc: directory.readUInt32LE(at + 16),
    };
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

/** Bytes from a file's header to its content; undefined where there is no such header. */
export const zipHeaderSize = (header: Buffer): number | undefined =>
  header.length < ZIP_FILE_SIZE || header.readUInt32LE(0) !== FILE
    ? undefined
    : ZIP_FILE_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);

const damaged = (): Error => new Error("this zip archive is damaged");

const contentOf = (zip: Buffer, { header, packed, size, method }: ZipEntry): Buffer => {
  const before = zipHeaderSize(zip.subarray(header));
  if (before === undefined) throw damaged();
  const bytes = zip.subarray(header + before, header + before + packed);
  if (method === ZIP_STORED) return bytes;
  if (method !== ZIP_DEFLATED) throw new Error(`this zip archive is packed by method ${method}`);
  return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
};

/**
 * One file of a zip archive; undefined when it has none of that name. Throws where the archive is
 * damaged.
 */
export const fileInZip = (bytes: Uint8Array, name: string): Buffer | undefined => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = zipDirectory(zip.subarray(Math.max(0, zip.length - ZIP_END_SPAN)));
  if (directory === undefined) throw new Error("this is not a zip archive");
  let left = directory.entries;
  for (const entry of zipEntries(zip.subarray(directory.start))) {
    if (left === 0) return undefined;
    left -= 1;
    if (entry.name === name) return contentOf(zip, entry);
  }
  if (left > 0) throw damaged();
  return undefined;
};
