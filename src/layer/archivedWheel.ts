import { crc32, inflateRawSync } from "node:zlib";
import { ZIP_DEFLATED, ZIP_STORED, type ZipEntry } from "../resolve/zip.ts";
import type { Files } from "../system/ports.ts";
import { openArchive, type ArchiveFile } from "./archiveFile.ts";
import { ARCHIVE_LIMITS } from "./archiveLimits.ts";
import { launchersIn } from "./launcher.ts";
import { bytesEntry, fileEntry, type LayerEntry } from "./layerEntry.ts";
import { recordedPath, SITE_PACKAGES } from "./venvPaths.ts";
import { archivedFiles, bodyOf, hasNumbers } from "./wheelArchive.ts";
import { contentOf, printRecord, readRecord, recordRow, type RecordRow } from "./wheelRecord.ts";
import type { WheelTree } from "./wheelTree.ts";

/** General purpose bits: of an encrypted file, of a name in UTF-8. */
const ENCRYPTED = 1;
const UTF8 = 0x800;
const TYPE_BITS = 0o170000;
const REGULAR = 0o100000;
/** What is read into memory at once: small files that are not compressed, and texts. */
const MOST_HELD = 16 << 20;
/** Files that an installer adds to a wheel's `.dist-info`, and a wheel should not have. */
const OF_INSTALLERS = ["INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json"];

const isFolder = ({ name }: ZipEntry): boolean => name.endsWith("/");

/** Whether the archive says all of a file that is needed, in the one way that is read here. */
const isPlain = (entry: ZipEntry): boolean => {
  const { name, flags, method, mode = 0, packed, size } = entry;
  const parts = name.replace(/\/$/, "").split("/");
  return (
    hasNumbers(entry) &&
    (flags & ENCRYPTED) === 0 &&
    (method === ZIP_DEFLATED || (method === ZIP_STORED && packed === size)) &&
    !parts.some((part) => part === "" || part === "." || part === "..") &&
    (/^[ -[\]-~]+$/.test(name) || ((flags & UTF8) !== 0 && !/[\\\uFFFD\p{Cc}]/u.test(name))) &&
    (isFolder(entry) || [0, REGULAR].includes(mode & TYPE_BITS))
  );
};

/** Path of a wheel's file in a RECORD, from site-packages; undefined where uv must say. */
const rowPath = (name: string): string | undefined => {
  const [, scheme, rest = ""] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(name) ?? [];
  if (scheme === undefined) return /^[^/]+\.data\//.test(name) ? undefined : name;
  if (scheme === "purelib" || scheme === "platlib") return rest;
  const isSpecial = /^(bin|include|lib|lib64)(\/|$)/.test(rest) || !rest.includes("/");
  return scheme === "data" && !isSpecial ? `../../../${rest}` : undefined;
};

/** A wheel's archive as it is read. */
interface Wheel {
  readonly archive: ArchiveFile;
  /** By the path that a RECORD has for them. */
  readonly files: ReadonlyMap<string, ZipEntry>;
  /** `tqdm-4.70.1` */
  readonly title: string;
}

const openWheel = async (
  files: Pick<Files, "read" | "stat">,
  path: string,
): Promise<Wheel | undefined> => {
  const archive = await openArchive(files, path);
  const { files: found, said } = await archivedFiles(archive);
  if (found.length !== said || said > ARCHIVE_LIMITS.entries || !found.every(isPlain))
    return undefined;
  const byPath = new Map<string, ZipEntry>();
  for (const entry of found) {
    if (isFolder(entry)) continue;
    const at = rowPath(entry.name);
    if (at === undefined || byPath.has(at)) return undefined;
    byPath.set(at, entry);
  }
  const [title, ...others] = new Set(
    [...byPath.keys()].flatMap((at) => /^([^/]+)\.dist-info\//.exec(at)?.[1] ?? []),
  );
  if (title === undefined || others.length > 0) return undefined;
  // uv knows the wheel's own folder of data alone.
  const isOther = ({ name }: ZipEntry): boolean =>
    /^[^/]+\.data\//.test(name) && !name.startsWith(`${title}.data/`);
  return found.some(isOther) ? undefined : { archive, files: byPath, title };
};

/** Content in memory; undefined where it is not what the directory says. */
const held = async (archive: ArchiveFile, entry: ZipEntry): Promise<Buffer | undefined> => {
  const body = entry.size > MOST_HELD ? undefined : await bodyOf(archive, entry);
  if (body === undefined) return undefined;
  const bytes = await archive.piece(body.start, body.packed);
  try {
    const content =
      entry.method === ZIP_STORED
        ? Buffer.from(bytes)
        : inflateRawSync(bytes, { maxOutputLength: entry.size + 1 });
    return content.length === entry.size && crc32(content) === entry.crc ? content : undefined;
  } catch {
    return undefined;
  }
};

const textIn = async (wheel: Wheel, name: string): Promise<string | undefined> => {
  const entry = wheel.files.get(`${wheel.title}.dist-info/${name}`);
  return entry === undefined ? undefined : (await held(wheel.archive, entry))?.toString("utf8");
};

/** A file as a layer has it; undefined where it is not what the archive says. */
const entryOf = async (
  { archive }: Wheel,
  at: string,
  entry: ZipEntry,
): Promise<LayerEntry | undefined> => {
  const path = recordedPath(at);
  const mode = ((entry.mode ?? 0) & 0o111) === 0 ? 0o644 : 0o755;
  if (entry.method === ZIP_STORED || entry.size === 0) {
    const bytes = await held(archive, entry);
    return bytes === undefined ? undefined : bytesEntry(path, mode, bytes);
  }
  const deflated = await bodyOf(archive, entry);
  if (deflated === undefined) return undefined;
  return fileEntry(path, mode, { size: entry.size, content: { kind: "deflated", deflated } });
};

/** The rows of a wheel's RECORD by the places where its files are installed. */
const movedRows = (wheel: Wheel, record: string): RecordRow[] | undefined => {
  const rows = readRecord(record).map((row) => ({ ...row, at: rowPath(row.path) ?? row.path }));
  const named = new Set(rows.map(({ at }) => at));
  const isMoved = ({ name }: ZipEntry, at: string): boolean => name !== at;
  const unnamed = [...wheel.files].some(([at, entry]) => isMoved(entry, at) && !named.has(at));
  return unnamed ? undefined : rows.map((row) => recordRow(row.at, row));
};

/** What an installer adds to a wheel, by the path that a RECORD has for it. */
const addedFiles = async (wheel: Wheel): Promise<Map<string, LayerEntry> | undefined> => {
  const info = `${wheel.title}.dist-info`;
  if (OF_INSTALLERS.some((name) => wheel.files.has(`${info}/${name}`))) return undefined;
  const hasPoints = wheel.files.has(`${info}/entry_points.txt`);
  const points = hasPoints ? await textIn(wheel, "entry_points.txt") : "";
  const launchers = points === undefined ? undefined : launchersIn(points);
  if (launchers === undefined) return undefined;
  const added = new Map<string, LayerEntry>();
  const add = (at: string, mode: number, text: string): void =>
    void added.set(at, bytesEntry(recordedPath(at), mode, Buffer.from(text)));
  for (const { name, script } of launchers) add(`../../../bin/${name}`, 0o755, script);
  add(`${info}/INSTALLER`, 0o644, "uv");
  add(`${info}/REQUESTED`, 0o644, "");
  return added;
};

const byRowPath = (a: RecordRow, b: RecordRow): number => (a.path < b.path ? -1 : 1);

/** The entries of what lies in the archive, but for its RECORD; undefined where one is not so. */
const archivedEntries = async (wheel: Wheel): Promise<LayerEntry[] | undefined> => {
  const entries: LayerEntry[] = [];
  let inMemory = 0;
  for (const [at, entry] of wheel.files) {
    if (at.split("/").includes("__pycache__") || at === `${wheel.title}.dist-info/RECORD`) continue;
    const made = await entryOf(wheel, at, entry);
    if (made?.content?.kind === "bytes") inMemory += made.size;
    if (made === undefined || inMemory > MOST_HELD) return undefined;
    entries.push(made);
  }
  return entries;
};

/**
 * What uv would install of a wheel, of the wheel's file alone: nothing is unpacked to disk, which
 * was most of what layers of many small files cost. Undefined where the wheel has anything that is
 * not plain, such as scripts of its own or a damaged archive: then uv decides. What is in its files
 * is compared with the archive's checksums when it is read.
 */
export const archivedWheel = async (
  files: Pick<Files, "read" | "stat">,
  path: string,
): Promise<WheelTree | undefined> => {
  const wheel = await openWheel(files, path);
  if (wheel === undefined) return undefined;
  const [about, record] = [await textIn(wheel, "WHEEL"), await textIn(wheel, "RECORD")];
  if (record === undefined || !/^Wheel-Version:\s*1\.\d+\s*$/m.test(about ?? "")) return undefined;
  const [rows, added, entries] = [
    movedRows(wheel, record),
    await addedFiles(wheel),
    await archivedEntries(wheel),
  ];
  if (rows === undefined || added === undefined || entries === undefined) return undefined;
  if ([...added.keys()].some((at) => wheel.files.has(at))) return undefined;
  const ofAdded = [...added].map(([at, { content }]) =>
    recordRow(at, contentOf(content?.kind === "bytes" ? content.bytes : new Uint8Array())),
  );
  const all = [...rows, ...ofAdded].sort(byRowPath);
  const text = Buffer.from(printRecord(all));
  const recordPath = `${SITE_PACKAGES}/${wheel.title}.dist-info/RECORD`;
  return {
    entries: [...entries, ...added.values(), bytesEntry(recordPath, 0o644, text)],
    installed: [
      {
        title: wheel.title,
        files: all.map(({ path: at, hash }) => ({ path: recordedPath(at), hash })),
      },
    ],
  };
};
