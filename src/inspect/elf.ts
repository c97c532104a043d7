/** What the loader reads of a shared library. */
export interface ElfFile {
  /** DT_NEEDED, in order. */
  readonly needed: readonly string[];
  readonly soname?: string;
  /** DT_RUNPATH, or DT_RPATH where there is none; parts as written. */
  readonly runpath: readonly string[];
}

type ReadRange = (start: number, end: number) => Promise<Uint8Array | undefined>;

const view = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const number64 = (data: DataView, at: number): number => Number(data.getBigUint64(at, true));

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

const LOAD = 1;
const DYNAMIC = 2;
const HEADER = 64;
/** Bytes of a dynamic section; those of CUDA's libraries have about 1,000. */
const DYNAMIC_LIMIT = 1 << 16;
/** Bytes of one name or search path that is read. */
const STRING_LIMIT = 1 << 14;

/**
 * Program headers of a 64-bit little-endian ELF file; undefined when it is none. Source: elf(5).
 */
const segments = async (read: ReadRange): Promise<Segment[] | undefined> => {
  const head = await read(0, HEADER);
  if (
    head === undefined ||
    head.length < HEADER ||
    view(head).getUint32(0) !== 0x7f454c46 ||
    head[4] !== 2 ||
    head[5] !== 1
  )
    return undefined;
  const data = view(head);
  const [offset, size, count] = [
    number64(data, 32),
    data.getUint16(54, true),
    data.getUint16(56, true),
  ];
  const table = await read(offset, offset + size * count);
  if (table === undefined || table.length < size * count) return undefined;
  const rows = view(table);
  return Array.from({ length: count }, (_, index) => {
    const at = index * size;
    return {
      type: rows.getUint32(at, true),
      offset: number64(rows, at + 8),
      address: number64(rows, at + 16),
      size: number64(rows, at + 32),
    };
  });
};

const TAGS = { end: 0, needed: 1, strings: 5, stringsSize: 10, soname: 14, rpath: 15, runpath: 29 };

const tagsOf = (bytes: Uint8Array): { tag: number; value: number }[] => {
  const data = view(bytes);
  const found: { tag: number; value: number }[] = [];
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const tag = number64(data, at);
    if (tag === TAGS.end) break;
    found.push({ tag, value: number64(data, at + 8) });
  }
  return found;
};

const stringAt = (table: Uint8Array, at: number): string => {
  const rest = table.subarray(at, at + STRING_LIMIT);
  const end = rest.indexOf(0);
  return new TextDecoder().decode(end === -1 ? rest : rest.subarray(0, end));
};

/**
 * Reads the dynamic section by ranges, so that a library of 1 GB costs a few kilobytes; undefined
 * when the file is no whole ELF library.
 */
export const readElf = async (read: ReadRange): Promise<ElfFile | undefined> => {
  const all = await segments(read);
  const dynamic = all?.find((one) => one.type === DYNAMIC);
  if (all === undefined || dynamic === undefined) return undefined;
  if (dynamic.size > DYNAMIC_LIMIT) return undefined;
  const section = await read(dynamic.offset, dynamic.offset + dynamic.size);
  if (section === undefined || section.length < dynamic.size) return undefined;
  const tags = tagsOf(section);
  const value = (tag: number): number | undefined => tags.find((one) => one.tag === tag)?.value;
  const address = value(TAGS.strings);
  if (address === undefined) return { needed: [], runpath: [] };
  const home = all.find(
    (one) => one.type === LOAD && address >= one.address && address < one.address + one.size,
  );
  const offset = address - (home?.address ?? 0) + (home?.offset ?? 0);
  const strings = await read(offset, offset + (value(TAGS.stringsSize) ?? 0));
  if (strings === undefined) return undefined;
  const soname = value(TAGS.soname);
  const runpath = value(TAGS.runpath) ?? value(TAGS.rpath);
  return {
    needed: tags
      .filter((one) => one.tag === TAGS.needed)
      .map((one) => stringAt(strings, one.value)),
    ...(soname === undefined ? {} : { soname: stringAt(strings, soname) }),
    runpath:
      runpath === undefined
        ? []
        : stringAt(strings, runpath)
            .split(":")
            .filter((part) => part !== ""),
  };
};
