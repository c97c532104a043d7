import { gzipSync } from "node:zlib";
import { tarHeader, tarPadding, TAR_END } from "../../../src/layer/tarHeader.ts";

/**
 * A header block with any type, size and name, checksum and all: what an attacker writes by hand.
 */
export const rawHeader = (type: string, size: number | string, name = "x"): Buffer => {
  const block = Buffer.alloc(512);
  block.write(name.slice(0, 100), 0);
  block.write("0000644\0", 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  block.write(typeof size === "string" ? size : `${size.toString(8).padStart(11, "0")}\0`, 124);
  block.write("00000000000\0", 136);
  block.write(type, 156);
  block.write("ustar\u000000", 257);
  block.fill(0x20, 148, 156);
  block.write(
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0")}\0 `,
    148,
  );
  return block;
};

const CHUNK = Buffer.alloc(1 << 20, "a");

/** `size` bytes as a stream. */
export function* filler(size: number): Generator<Uint8Array> {
  for (let left = size; left > 0; left -= CHUNK.length)
    yield left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
}

const GB = 1_000_000_000;

/**
 * Files in pieces of a hundred, again and again the same: making them must cost nothing beside
 * reading them.
 */
function* manyFiles(path: string, size: number): Generator<Uint8Array> {
  const one = { kind: "file", mode: 0o644, uid: 0, gid: 0, mtime: 0, size } as const;
  const piece = Buffer.concat(
    Array.from({ length: 100 }, (_, index) =>
      Buffer.concat([
        tarHeader({ ...one, path: `${path}${index}` }),
        Buffer.alloc(size),
        tarPadding(size),
      ]),
    ),
  );
  for (let index = 0; index < 1_000_000; index += 100) yield piece;
  yield TAR_END;
}

/** PAX records that say what `records` says. */
const paxHeader = (records: string): Buffer => {
  const body = Buffer.from(records);
  return Buffer.concat([rawHeader("x", body.length), body, tarPadding(body.length)]);
};

export const record = (key: string, value: string): string => {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length)
    length = String(length).length + rest.length;
  return `${length}${rest}`;
};

function* oneHeader(type: string, size: number): Generator<Uint8Array> {
  yield rawHeader(type, size);
  yield* filler(size);
}

function* manyHeaders(type: string): Generator<Uint8Array> {
  const body = record("comment", "c".repeat(100_000));
  for (let index = 0; index < 10_000; index += 1) {
    yield rawHeader(type, body.length);
    yield Buffer.from(body);
    yield tarPadding(body.length);
  }
}

/** Each has a capability of its own in a header that is as large as any may be. */
function* heldHeaders(): Generator<Uint8Array> {
  const records =
    record("comment", "c".repeat(900_000)) +
    record("SCHILY.xattr.security.capability", "1".repeat(20));
  for (let index = 0; index < 2_000; index += 1) {
    yield paxHeader(records);
    yield rawHeader("0", 0, `f${index}`);
  }
  yield TAR_END;
}

function* paxSize(size: string): Generator<Uint8Array> {
  yield paxHeader(record("size", size));
  yield rawHeader("0", 0);
  yield* filler(GB);
}

function* sparseChain(): Generator<Uint8Array> {
  const header = rawHeader("S", 0, "sparse");
  for (;;) yield header;
}

/** Plain tars, made while they are read. */
export const ARCHIVES: Readonly<Record<string, () => Iterable<Uint8Array>>> = {
  "a PAX header of 1 GB": () => oneHeader("x", GB),
  "a global PAX header of 1 GB": () => oneHeader("g", GB),
  "a long name of GNU tar of 1 GB": () => oneHeader("L", GB),
  "a long link of GNU tar of 1 GB": () => oneHeader("K", GB),
  "PAX headers without end before one entry": () => manyHeaders("x"),
  "global PAX headers without end": () => manyHeaders("g"),
  "a million empty files": () => manyFiles("f", 0),
  "a million files of one byte": () => manyFiles("f", 1),
  "a million files with names of 4,000 letters": () => manyFiles("d/".repeat(1_990), 0),
  "large headers around small values": heldHeaders,
  "sparse files": sparseChain,
  "a file of 5 GB that compresses to nothing": () => oneHeader("0", 5 * GB),
  "a file that is said to have 1 TB": () => paxSize("1000000000000"),
};

/** The same as a gzip stream of many members; what is the same piece again is compressed once. */
export function* gzipped(archive: Iterable<Uint8Array>): Generator<Uint8Array> {
  const members = new Map<Uint8Array, Uint8Array>();
  for (const piece of archive) {
    const member = members.get(piece) ?? gzipSync(piece, { level: 6 });
    members.clear();
    members.set(piece, member);
    yield member;
  }
}
