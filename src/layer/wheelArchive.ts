import type { Files } from "../system/ports.ts";
import { openArchive, type ArchiveFile } from "./archiveFile.ts";
import type { Deflated } from "./deflated.ts";

const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const DEFLATED = 8;
/** Bytes of the end record, without the comment of at most 65535 that may follow it. */
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY_SIZE = 46;
const FILE_SIZE = 30;
/** A directory that is larger is not read; the one of torch's wheel has 1.5 MB. */
const LARGEST_DIRECTORY = 32 << 20;
/** Stands for a number that only ZIP64 records hold. */
const ELSEWHERE = 0xffffffff;
/**
 * Smaller files are deflated together with what stands around them: by themselves each would cost
 * a gzip header, and what it has in common with the files before it.
 */
const SMALLEST = 32 << 10;

const directoryOf = async (archive: ArchiveFile): Promise<Buffer> => {
  const { size } = archive;
  const tailSize = Math.min(size, END_SIZE + LONGEST_COMMENT);
  const tail = await archive.piece(size - tailSize, tailSize);
  const end = tail.lastIndexOf(Uint8Array.of(0x50, 0x4b, 0x05, 0x06));
  if (end < 0 || end + END_SIZE > tail.length) return Buffer.alloc(0);
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (length > LARGEST_DIRECTORY || start + length > size) return Buffer.alloc(0);
  return archive.piece(start, length);
};

interface Found {
  readonly name: string;
  readonly header: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
}

/** Entries that are large and deflated, as far as the directory can be read. */
function* largeEntries(directory: Buffer): Generator<Found> {
  let at = 0;
  while (at + ENTRY_SIZE <= directory.length && directory.readUInt32LE(at) === ENTRY) {
    const nameEnd = at + ENTRY_SIZE + directory.readUInt16LE(at + 28);
    const found = {
      name: directory.toString("utf8", at + ENTRY_SIZE, nameEnd),
      header: directory.readUInt32LE(at + 42),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      crc: directory.readUInt32LE(at + 16),
    };
    const isKnown = ![found.header, found.packed, found.size].includes(ELSEWHERE);
    if (directory.readUInt16LE(at + 10) === DEFLATED && found.size >= SMALLEST && isKnown)
      yield found;
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

/** Where a file of a wheel is installed, below the environment; undefined for what is rewritten. */
const installedPath = (name: string): string | undefined => {
  const [, scheme, rest] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(name) ?? [];
  if (scheme === undefined) return `lib/python3/site-packages/${name}`;
  if (scheme === "purelib" || scheme === "platlib") return `lib/python3/site-packages/${rest}`;
  return scheme === "data" ? rest : undefined;
};

const bodyOf = async (
  archive: ArchiveFile,
  { header, packed, size, crc }: Found,
): Promise<Deflated | undefined> => {
  const local = await archive.piece(header, FILE_SIZE);
  if (local.length < FILE_SIZE || local.readUInt32LE(0) !== FILE) return undefined;
  const start = header + FILE_SIZE + local.readUInt16LE(26) + local.readUInt16LE(28);
  return { archive, start, packed, size, crc };
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
  for (const entry of largeEntries(await directoryOf(archive))) {
    const installed = installedPath(entry.name);
    if (installed === undefined) continue;
    if (found.has(installed)) twice.add(installed);
    const body = await bodyOf(archive, entry);
    if (body !== undefined) found.set(installed, body);
  }
  for (const installed of twice) found.delete(installed);
  return found;
};
