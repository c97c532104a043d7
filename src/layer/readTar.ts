import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { foundProblem } from "../errors/error.ts";
import type { Files } from "../system/ports.ts";
import { byteReader, type ByteReader } from "./byteReader.ts";
import type { LayerEntry } from "./entry.ts";

/** An entry of a tar that was read: as it stood, its body in the spool file. */
export type ReadEntry = Omit<LayerEntry, "kind"> & { readonly kind: LayerEntry["kind"] | "other" };

const BLOCK = 512;
const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];
const CAPABILITY = "SCHILY.xattr.security.capability";
/** POSIX, and what GNU tar writes for sparse or contiguous files is not among them: those count as `other`. */
const KINDS: Readonly<Record<string, LayerEntry["kind"]>> = {
  "0": "file",
  "\0": "file",
  "7": "file",
  "1": "hardlink",
  "2": "symlink",
  "5": "directory",
};

type Pax = ReadonlyMap<string, Uint8Array>;

const broken = (why: string): Error =>
  foundProblem({
    code: "bad-tar",
    message: `An archive is damaged: ${why}.`,
    hint: "Fetch it again. Type: dl-env build",
  });

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

const untilNul = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

/** Octal digits, or, where the first bit is set, a binary number as GNU tar writes it. */
const numberAt = (header: Uint8Array, offset: number, length: number): number => {
  const field = header.subarray(offset, offset + length);
  if (((field[0] ?? 0) & 0x80) !== 0)
    return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
  const digits = text(untilNul(field)).trim();
  if (!/^[0-7]*$/.test(digits)) throw broken("a number in a header is not octal");
  return digits === "" ? 0 : Number.parseInt(digits, 8);
};

const checkSum = (header: Uint8Array): void => {
  let sum = 8 * 0x20;
  for (const [index, byte] of header.entries()) if (index < 148 || index >= 156) sum += byte;
  if (sum !== numberAt(header, 148, 8)) throw broken("a header's checksum is wrong");
};

/** Records of a PAX header, values as bytes. */
const readPax = (body: Uint8Array): Map<string, Uint8Array> => {
  const records = new Map<string, Uint8Array>();
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(0x20, at);
    const length = Number(text(body.subarray(at, Math.max(at, space))));
    if (space < 0 || !Number.isInteger(length) || length <= 0) break;
    const record = body.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    records.set(text(record.subarray(0, equals)), record.slice(equals + 1));
    at += length;
  }
  return records;
};

const plainPath = (name: string): string => name.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");

const nameOf = (header: Uint8Array): string => {
  const name = text(untilNul(header.subarray(0, 100)));
  const isUstar = text(header.subarray(257, 263)) === "ustar\0";
  const prefix = isUstar ? text(untilNul(header.subarray(345, 500))) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
};

const entryOf = (header: Uint8Array, pax: Pax): Omit<ReadEntry, "content"> => {
  const said = (key: string): string | undefined => {
    const value = pax.get(key);
    return value === undefined ? undefined : text(value);
  };
  const kind = KINDS[String.fromCodePoint(header[156] ?? 0)] ?? "other";
  const path = plainPath(said("path") ?? nameOf(header));
  const target = said("linkpath") ?? text(untilNul(header.subarray(157, 257)));
  const capability = pax.get(CAPABILITY);
  return {
    path,
    kind,
    mode: numberAt(header, 100, 8) & 0o7777,
    uid: Number(said("uid") ?? numberAt(header, 108, 8)),
    gid: Number(said("gid") ?? numberAt(header, 116, 8)),
    mtime: Math.max(0, Math.floor(Number(said("mtime") ?? numberAt(header, 136, 12)))),
    size: Number(said("size") ?? numberAt(header, 124, 12)),
    ...(kind === "symlink" ? { target } : {}),
    ...(kind === "hardlink" ? { target: plainPath(target), size: 0 } : {}),
    ...(kind === "directory" ? { size: 0 } : {}),
    ...(capability === undefined ? {} : { capability }),
  };
};

/** The next header that is an entry's own, with what the headers before it say of it; undefined at the end. */
const nextHeader = async (
  reader: ByteReader,
): Promise<{ header: Uint8Array; pax: Pax } | undefined> => {
  const pax = new Map<string, Uint8Array>();
  for (;;) {
    const header = Buffer.from(await reader.take(BLOCK));
    if (header.length < BLOCK || header.every((byte) => byte === 0)) return undefined;
    checkSum(header);
    const type = String.fromCodePoint(header[156] ?? 0);
    if (!"xgLK".includes(type)) return { header, pax };
    const size = numberAt(header, 124, 12);
    const body = Buffer.from(await reader.take(size));
    await reader.take((BLOCK - (size % BLOCK)) % BLOCK);
    if (type === "L") pax.set("path", untilNul(body));
    else if (type === "K") pax.set("linkpath", untilNul(body));
    // A global header (g) holds comments such as a commit; nothing in it is about one entry.
    else if (type === "x") for (const [key, value] of readPax(body)) pax.set(key, value);
  }
};

/** One entry of a tar while it is read: its body comes once, and what of it is not read is passed over. */
export interface TarMember {
  readonly entry: Omit<ReadEntry, "content">;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The entries of a plain tar, one after the other, in memory that does not grow with it. Rejects (`bad-tar`) when it is damaged or ends too early. */
export async function* tarMembers(tar: AsyncIterable<Uint8Array>): AsyncGenerator<TarMember> {
  const reader = byteReader(tar);
  for (let next = await nextHeader(reader); next !== undefined; next = await nextHeader(reader)) {
    const entry = entryOf(next.header, next.pax);
    let got = 0;
    const body = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of reader.stream(entry.size - got)) {
        got += chunk.length;
        yield chunk;
      }
    };
    yield { entry, body: body() };
    for await (const chunk of reader.stream(entry.size - got)) got += chunk.length;
    if (got < entry.size) throw broken("it ends in the middle of a file");
    await reader.take((BLOCK - (entry.size % BLOCK)) % BLOCK);
  }
}

async function* spooled(
  tar: AsyncIterable<Uint8Array>,
  spool: string,
  entries: ReadEntry[],
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const { entry, body } of tarMembers(tar)) {
    entries.push(
      entry.kind === "file"
        ? { ...entry, content: { kind: "file", path: spool, start: offset } }
        : entry,
    );
    for await (const chunk of body) {
      offset += chunk.length;
      yield chunk;
    }
  }
}

/** A tar as it is, or the tar in a gzip or Zstandard stream. */
export async function* unzipped(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = byteReader(source);
  const first = Buffer.from(await reader.take(ZSTD.length));
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield first;
    yield* reader.stream(Number.MAX_SAFE_INTEGER);
  };
  const begins = (magic: readonly number[]): boolean =>
    magic.every((byte, index) => first[index] === byte);
  const unpack = begins(GZIP) ? createGunzip() : begins(ZSTD) ? createZstdDecompress() : undefined;
  yield* unpack === undefined
    ? all()
    : (Readable.from(all()).compose(unpack) as AsyncIterable<Uint8Array>);
}

/**
 * Reads a tar, compressed or plain: the bodies go one after another into `spool`, the entries are returned in the tar's order.
 * Rejects (`bad-tar`) when it is damaged or ends too early.
 */
export const readTar = async (files: Files, tar: string, spool: string): Promise<ReadEntry[]> => {
  const entries: ReadEntry[] = [];
  await files.write(spool, spooled(unzipped(files.read(tar)), spool, entries));
  return entries;
};
