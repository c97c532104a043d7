import { inflateRawSync } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** Bytes of the end record, without the comment of at most 65535 that may follow it. */
const END_SIZE = 22;

const endOf = (zip: Buffer): number => {
  const first = Math.max(0, zip.length - END_SIZE - 0xffff);
  for (let at = zip.length - END_SIZE; at >= first; at -= 1)
    if (zip.readUInt32LE(at) === END) return at;
  throw new Error("this is not a zip archive");
};

const contentAt = (zip: Buffer, entry: number): Buffer => {
  const method = zip.readUInt16LE(entry + 10);
  const [packed, size] = [zip.readUInt32LE(entry + 20), zip.readUInt32LE(entry + 24)];
  const file = zip.readUInt32LE(entry + 42);
  if (zip.readUInt32LE(file) !== FILE) throw new Error("this zip archive is damaged");
  const start = file + 30 + zip.readUInt16LE(file + 26) + zip.readUInt16LE(file + 28);
  const bytes = zip.subarray(start, start + packed);
  if (method === STORED) return bytes;
  if (method !== DEFLATED) throw new Error(`this zip archive is packed by method ${method}`);
  return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
};

/**
 * One file of a zip archive; undefined when it has none of that name. Throws where the archive is
 * damaged.
 */
export const fileInZip = (bytes: Uint8Array, name: string): Buffer | undefined => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(zip);
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error("this zip archive is damaged");
    const nameSize = zip.readUInt16LE(at + 28);
    const rest = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    if (zip.toString("utf8", at + 46, at + 46 + nameSize) === name) return contentAt(zip, at);
    at += 46 + nameSize + rest;
  }
  return undefined;
};
