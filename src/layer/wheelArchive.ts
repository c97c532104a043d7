import {
  ZIP_DEFLATED,
  ZIP_END_SPAN,
  ZIP_FILE_SIZE,
  zipDirectory,
  zipEntries,
  zipHeaderSize,
  type ZipEntry,
} from "../resolve/zip.ts";
import type { Files } from "../system/ports.ts";
import { openArchive, type ArchiveFile } from "./archiveFile.ts";
import { COPIED_FROM, type Deflated } from "./deflated.ts";

/** A directory that is larger is not read; the one of torch's wheel has 1.5 MB. */
const LARGEST_DIRECTORY = 32 << 20;
/** Stands for a number that only ZIP64 records hold. */
const ELSEWHERE = 0xffffffff;

/** Of what has no end record. */
const NONE = { start: 0, length: 0, entries: 0 };

/** The files of an archive by its directory, and how many it says that it has. */
export const archivedFiles = async (
  archive: ArchiveFile,
): Promise<{ readonly files: readonly ZipEntry[]; readonly said: number }> => {
  const { size } = archive;
  const tailSize = Math.min(size, ZIP_END_SPAN);
  const {
    start,
    length,
    entries: said,
  } = zipDirectory(await archive.piece(size - tailSize, tailSize)) ?? NONE;
  const isRead = length <= LARGEST_DIRECTORY && start + length <= size;
  return { files: isRead ? [...zipEntries(await archive.piece(start, length))] : [], said };
};

/** Whether the directory has all numbers of a file. */
export const hasNumbers = ({ header, packed, size }: ZipEntry): boolean =>
  ![header, packed, size].includes(ELSEWHERE);

/** Whether a file is large and deflated, and the directory has all numbers of it. */
const isLarge = (entry: ZipEntry): boolean =>
  entry.method === ZIP_DEFLATED && entry.size >= COPIED_FROM && hasNumbers(entry);

/** Where a file of a wheel is installed, below the environment; undefined for what is rewritten. */
const installedPath = (name: string): string | undefined => {
  const [, scheme, rest] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(name) ?? [];
  if (scheme === undefined) return `lib/python3/site-packages/${name}`;
  if (scheme === "purelib" || scheme === "platlib") return `lib/python3/site-packages/${rest}`;
  return scheme === "data" ? rest : undefined;
};

/** Where the content of a file is; undefined where its own header names another file. */
export const bodyOf = async (
  archive: ArchiveFile,
  { name, header, packed, size, crc }: ZipEntry,
): Promise<Deflated | undefined> => {
  const before = zipHeaderSize(await archive.piece(header, ZIP_FILE_SIZE));
  if (before === undefined) return undefined;
  const own = await archive.piece(header + ZIP_FILE_SIZE, Buffer.byteLength(name));
  if (own.toString("utf8") !== name) return undefined;
  return { archive, start: header + before, packed, size, crc };
};

/**
 * The large files of a wheel that lie deflated in it, by the path below the environment at which
 * they are installed (`lib/python3/site-packages/…`). Files are left out that the archive names
 * twice or describes in ways that are not read here: what is there may be used, and nothing must.
 */
export const deflatedFiles = async (
  files: Pick<Files, "read" | "stat">,
  path: string,
): Promise<ReadonlyMap<string, Deflated>> => {
  const archive = await openArchive(files, path);
  const found = new Map<string, Deflated>();
  const twice = new Set<string>();
  for (const entry of (await archivedFiles(archive)).files) {
    if (!isLarge(entry)) continue;
    const installed = installedPath(entry.name);
    if (installed === undefined) continue;
    if (found.has(installed)) twice.add(installed);
    const body = await bodyOf(archive, entry);
    if (body !== undefined) found.set(installed, body);
  }
  for (const installed of twice) found.delete(installed);
  return found;
};
