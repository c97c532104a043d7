/** What a tar entry says. Paths have no leading slash, and none at the end of a directory. */
export interface TarEntry {
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink" | "hardlink";
  /** Permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Whole seconds since the epoch. */
  readonly mtime: number;
  /** Bytes; 0 for everything but files. */
  readonly size: number;
  /** Of symlinks and hard links. */
  readonly target?: string;
  /** Value of the attribute `security.capability`, the only one that layers keep. */
  readonly capability?: Uint8Array;
}

const BLOCK = 512;
const NAME_BYTES = 100;
/** Largest number that eleven octal digits hold: 8 GiB - 1 in the size field. */
const OCTAL_11 = 0o77777777777;
const OCTAL_7 = 0o7777777;
const TYPES = { file: "0", hardlink: "1", symlink: "2", directory: "5" } as const;

const encoder = new TextEncoder();

const utf8 = (text: string): Uint8Array => encoder.encode(text);

const isPlain = (bytes: Uint8Array): boolean =>
  bytes.length <= NAME_BYTES && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);

/** A number in a field of `digits` octal digits and a zero byte. */
const octal = (
  block: Uint8Array,
  value: number,
  [offset, digits]: readonly [offset: number, digits: number],
): void => {
  block.set(utf8(`${value.toString(8).padStart(digits, "0")}\0`), offset);
};

const checksum = (block: Uint8Array): void => {
  block.fill(0x20, 148, 156);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.set(utf8(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
};

interface RawHeader {
  readonly name: Uint8Array;
  readonly link: Uint8Array;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtime: number;
}

const rawHeader = (raw: RawHeader): Uint8Array => {
  const block = new Uint8Array(BLOCK);
  block.set(raw.name.subarray(0, NAME_BYTES), 0);
  octal(block, raw.mode & 0o7777, [100, 7]);
  octal(block, Math.min(raw.uid, OCTAL_7), [108, 7]);
  octal(block, Math.min(raw.gid, OCTAL_7), [116, 7]);
  octal(block, Math.min(raw.size, OCTAL_11), [124, 11]);
  octal(block, raw.mtime, [136, 11]);
  block.set(utf8(raw.type), 156);
  block.set(raw.link.subarray(0, NAME_BYTES), 157);
  block.set(utf8("ustar\u000000"), 257);
  octal(block, 0, [329, 7]);
  octal(block, 0, [337, 7]);
  checksum(block);
  return block;
};

/** A PAX record counts its own length: `<length> <key>=<value>\n`. */
const paxRecord = (key: string, value: Uint8Array): Uint8Array => {
  const rest = Buffer.concat([utf8(` ${key}=`), value, utf8("\n")]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length)
    length = String(length).length + rest.length;
  return Buffer.concat([utf8(String(length)), rest]);
};

const paxRecords = (entry: TarEntry, name: Uint8Array, link: Uint8Array): Uint8Array[] => {
  const records: Uint8Array[] = [];
  if (entry.capability !== undefined)
    records.push(paxRecord("SCHILY.xattr.security.capability", entry.capability));
  if (entry.gid > OCTAL_7) records.push(paxRecord("gid", utf8(String(entry.gid))));
  if (!isPlain(link)) records.push(paxRecord("linkpath", link));
  if (!isPlain(name)) records.push(paxRecord("path", name));
  if (entry.size > OCTAL_11) records.push(paxRecord("size", utf8(String(entry.size))));
  if (entry.uid > OCTAL_7) records.push(paxRecord("uid", utf8(String(entry.uid))));
  return records;
};

/** Zeros that fill a body up to whole blocks of 512 bytes. */
export const tarPadding = (size: number): Uint8Array =>
  new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);

/** The two empty blocks at the end. */
export const TAR_END: Uint8Array = new Uint8Array(2 * BLOCK);

/**
 * The header blocks of one entry: ustar, and before it a PAX header where ustar cannot hold what
 * the entry says (names over 100 bytes or outside ASCII, files of 8 GiB and more, large owner ids,
 * capabilities). Same entry, same bytes.
 */
export const tarHeader = (entry: TarEntry): Uint8Array => {
  const name = utf8(entry.kind === "directory" ? `${entry.path}/` : entry.path);
  const link = utf8(entry.target ?? "");
  const records = Buffer.concat(paxRecords(entry, name, link));
  const header = rawHeader({
    ...entry,
    name,
    link,
    type: TYPES[entry.kind],
    size: entry.kind === "file" ? entry.size : 0,
  });
  if (records.length === 0) return header;
  const pax = {
    name: utf8("PaxHeader"),
    link: utf8(""),
    type: "x",
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: records.length,
    mtime: entry.mtime,
  };
  return Buffer.concat([rawHeader(pax), records, tarPadding(records.length), header]);
};
