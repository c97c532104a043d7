import { foundProblem } from "../errors/error.ts";
import { bytes, count } from "../text/units.ts";
import { byteReader, type ByteReader } from "./byteReader.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { ARCHIVE_LIMITS, overLimit } from "./archiveLimits.ts";
import { CAPABILITY, note, noteRecords, type ExtendedHeader } from "./paxRecords.ts";
import {
  asText,
  checkHeader,
  damaged,
  nameInHeader,
  numberAt,
  TAR_BLOCK,
  untilNul,
  wholeNumber,
} from "./tarFields.ts";

/** An entry of a tar as it stands there. */
export type ReadEntry = Omit<LayerEntry, "kind"> & { readonly kind: LayerEntry["kind"] | "other" };

/** Types of POSIX; all others are `other`. */
const KINDS: Readonly<Record<string, LayerEntry["kind"]>> = {
  "0": "file",
  "\0": "file",
  "7": "file",
  "1": "hardlink",
  "2": "symlink",
  "5": "directory",
};

/**
 * Types without a body, whatever size their header has: links, devices, folders, pipes. As Go reads
 * them, and with it the engines.
 */
const WITHOUT_BODY = "123456";

const typeOf = (header: Uint8Array): string => String.fromCodePoint(header[156] ?? 0);

const withoutSlashes = (name: string): string => name.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");

const sparse = (path: string): Error =>
  foundProblem({
    code: "layer-entry",
    message: `/${path} is a sparse file, which is not read.`,
    hint: "Type: dl-env doctor",
  });

const entryOf = (
  header: Uint8Array,
  { values, isSparse }: ExtendedHeader,
): { readonly entry: Omit<ReadEntry, "content">; readonly nameBytes: number } => {
  const textOf = (key: string): string | undefined => {
    const value = values.get(key);
    return value === undefined ? undefined : asText(value);
  };
  const countOf = (key: string, field: number, length: number): number =>
    wholeNumber(Number(textOf(key) ?? numberAt(header, field, length)));
  const type = typeOf(header);
  const kind: ReadEntry["kind"] = KINDS[type] ?? "other";
  const name = textOf("path") ?? nameInHeader(header);
  const path = withoutSlashes(name);
  if (type === "S" || isSparse) throw sparse(path);
  const target = textOf("linkpath") ?? asText(untilNul(header.subarray(157, 257)));
  const mtime = Number(textOf("mtime") ?? numberAt(header, 136, 12));
  if (!Number.isFinite(mtime)) throw damaged("a time is not a number");
  const capability = values.get(CAPABILITY);
  const entry: Omit<ReadEntry, "content"> = {
    path,
    kind,
    mode: numberAt(header, 100, 8) & 0o7777,
    uid: countOf("uid", 108, 8),
    gid: countOf("gid", 116, 8),
    mtime: Math.max(0, Math.floor(mtime)),
    size: WITHOUT_BODY.includes(type) ? 0 : countOf("size", 124, 12),
    ...(kind === "symlink" ? { target } : {}),
    ...(kind === "hardlink" ? { target: withoutSlashes(target) } : {}),
    ...(capability === undefined ? {} : { capability }),
  };
  return { entry, nameBytes: name.length + target.length };
};

const skipPadding = async (reader: ByteReader, size: number): Promise<void> => {
  const over = size % TAR_BLOCK;
  if (over > 0) await reader.take(TAR_BLOCK - over);
};

/**
 * The body of an extended header; `before` are the bytes of those that came before it for the same
 * entry.
 */
const extendedBody = async (
  reader: ByteReader,
  header: Uint8Array,
  before: number,
): Promise<Uint8Array> => {
  const size = wholeNumber(numberAt(header, 124, 12));
  if (before + size > ARCHIVE_LIMITS.extendedHeaders)
    throw overLimit(
      `An archive has extended headers of ${bytes(before + size)} for one entry`,
      bytes(ARCHIVE_LIMITS.extendedHeaders),
    );
  const body = await reader.take(size);
  if (body.length < size) throw damaged("it ends in the middle of a header");
  await skipPadding(reader, size);
  return body;
};

/**
 * The next header that is an entry's own, with what the headers before it say of it; undefined at
 * the end.
 */
const nextHeader = async (
  reader: ByteReader,
): Promise<{ header: Uint8Array; extended: ExtendedHeader } | undefined> => {
  const extended: ExtendedHeader = { values: new Map(), isSparse: false };
  for (let before = 0; ;) {
    const header = await reader.take(TAR_BLOCK);
    if (header.length > 0 && header.length < TAR_BLOCK)
      throw damaged("it ends in the middle of a header");
    if (header.length === 0 || (header[0] === 0 && header.every((byte) => byte === 0)))
      return undefined;
    checkHeader(header);
    const type = typeOf(header);
    if (!"xgLK".includes(type)) return { header, extended };
    const body = await extendedBody(reader, header, before);
    before += TAR_BLOCK + body.length;
    if (type === "L") note(extended, "path", untilNul(body));
    else if (type === "K") note(extended, "linkpath", untilNul(body));
    // A global header (g) holds comments such as a commit; nothing in it is about one entry.
    else if (type === "x") noteRecords(extended, body);
  }
};

/**
 * One entry of a tar while it is read: its body comes once, and what of it is not read is passed
 * over.
 */
export interface TarMember {
  readonly entry: Omit<ReadEntry, "content">;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Counts entries, and the bytes of their names, and refuses (`archive-limit`) more than are read of
 * one archive.
 */
const counting = (): ((nameBytes: number, size: number) => void) => {
  let [entries, names] = [0, 0];
  return (nameBytes, size) => {
    entries += 1;
    names += nameBytes;
    const { entries: mostEntries, names: mostNames, file } = ARCHIVE_LIMITS;
    if (entries > mostEntries)
      throw overLimit(
        `An archive has ${count(entries, "path")} and more`,
        count(mostEntries, "path"),
      );
    if (names > mostNames)
      throw overLimit(`An archive has ${bytes(names)} of names and more`, bytes(mostNames));
    if (size > file) throw overLimit(`An archive has a file of ${bytes(size)}`, bytes(file));
  };
};

/**
 * Bodies up to this size are read at once, which makes an archive of many small files several times
 * faster.
 */
const SMALL = 1 << 16;

const inMemory = (bytes: Uint8Array): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => {
    let left: Uint8Array | undefined = bytes.length === 0 ? undefined : bytes;
    return {
      next: () => {
        const value = left;
        left = undefined;
        return Promise.resolve(
          value === undefined ? { done: true, value: undefined } : { done: false, value },
        );
      },
    };
  },
});

const smallMember = async (reader: ByteReader, entry: TarMember["entry"]): Promise<TarMember> => {
  const bytes = await reader.take(entry.size);
  if (bytes.length < entry.size) throw damaged("it ends in the middle of a file");
  await skipPadding(reader, entry.size);
  return { entry, body: inMemory(bytes) };
};

/**
 * An entry with its body as a stream; then what of the body was not read, and what fills its last
 * block.
 */
async function* largeMember(
  reader: ByteReader,
  entry: TarMember["entry"],
): AsyncGenerator<TarMember> {
  let got = 0;
  const body = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of reader.stream(entry.size - got)) {
      got += chunk.length;
      yield chunk;
    }
  };
  yield { entry, body: body() };
  for await (const chunk of reader.stream(entry.size - got)) got += chunk.length;
  if (got < entry.size) throw damaged("it ends in the middle of a file");
  await skipPadding(reader, entry.size);
}

/**
 * The entries of a plain tar, one after the other, in memory that does not grow with it. Rejects
 * (`bad-tar`) when it is damaged or ends too early, and (`archive-limit`) when it holds more than
 * ARCHIVE_LIMITS allow.
 */
export async function* tarMembers(tar: AsyncIterable<Uint8Array>): AsyncGenerator<TarMember> {
  const reader = byteReader(tar);
  const checkCounts = counting();
  for (let next = await nextHeader(reader); next !== undefined; next = await nextHeader(reader)) {
    const { entry, nameBytes } = entryOf(next.header, next.extended);
    checkCounts(nameBytes, entry.size);
    if (entry.size <= SMALL) yield await smallMember(reader, entry);
    else yield* largeMember(reader, entry);
  }
}
