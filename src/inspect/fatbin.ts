// GPU code inside shared libraries. nvcc puts it into fat binaries: a header with a magic number,
// then one entry for each architecture. The layout is not documented by NVIDIA; these fields are
// what cuobjdump and the open readers of it agree on, and the measurements in matrix/libraries were
// taken with them.

/** Architectures found in one file, as compute capabilities in order. */
export interface FoundCode {
  readonly sm: readonly string[];
  readonly ptx: readonly string[];
}

const MAGIC = 0xba55ed50;
const FAT_HEADER = 16;
/** As much of an entry's header as is read here. */
const ENTRY_HEADER = 32;
const KIND_PTX = 1;
const KIND_ELF = 2;

interface Collected {
  readonly sm: Set<number>;
  readonly ptx: Set<number>;
}

/** 89 -> `8.9`, 120 -> `12.0`. */
const capability = (architecture: number): string =>
  `${Math.floor(architecture / 10)}.${architecture % 10}`;

const isArchitecture = (value: number): boolean => value >= 20 && value <= 300;

/**
 * Reads one entry's header; returns how many bytes the entry takes, or undefined when it is none.
 */
const readEntry = (view: DataView, at: number, found: Collected): number | undefined => {
  const kind = view.getUint16(at, true);
  const header = view.getUint32(at + 4, true);
  const size = Number(view.getBigUint64(at + 8, true));
  const architecture = view.getUint32(at + 28, true);
  if (
    (kind !== KIND_PTX && kind !== KIND_ELF) ||
    header < ENTRY_HEADER ||
    header > 4096 ||
    !isArchitecture(architecture)
  )
    return undefined;
  (kind === KIND_PTX ? found.ptx : found.sm).add(architecture);
  return header + size;
};

/** Bytes that come in pieces, of which a few are looked at and the rest are skipped. */
interface Window {
  /** Bytes not looked at yet. */
  bytes: Uint8Array;
  /** How many bytes of those to come belong to an entry and are skipped. */
  skip: number;
  /** How many bytes the current fat binary still has after `skip`. */
  left: number;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const dropSkipped = (window: Window): void => {
  const dropped = Math.min(window.skip, window.bytes.length);
  window.bytes = window.bytes.subarray(dropped);
  window.skip -= dropped;
};

/** Inside a fat binary: one entry after the other. Returns false when more bytes are needed. */
const stepInside = (window: Window, found: Collected): boolean => {
  if (window.bytes.length < ENTRY_HEADER) return false;
  const taken = readEntry(viewOf(window.bytes), 0, found);
  if (taken === undefined) window.left = 0;
  else {
    window.skip = taken;
    window.left -= taken;
  }
  return true;
};

const FIRST = MAGIC & 0xff;

/**
 * Outside: the next magic number with a header that makes sense. Returns false when more bytes are
 * needed.
 */
const stepOutside = (window: Window): boolean => {
  const at = window.bytes.indexOf(FIRST);
  if (at === -1) {
    window.bytes = window.bytes.subarray(window.bytes.length);
    return false;
  }
  window.bytes = window.bytes.subarray(at);
  if (window.bytes.length < FAT_HEADER) return false;
  const view = viewOf(window.bytes);
  const header = view.getUint16(6, true);
  if (view.getUint32(0, true) === MAGIC && view.getUint16(4, true) === 1 && header === FAT_HEADER) {
    window.left = Number(view.getBigUint64(8, true));
    window.skip = FAT_HEADER;
  } else window.skip = 1;
  return true;
};

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

const sorted = (values: ReadonlySet<number>): string[] =>
  [...values].sort((a, b) => a - b).map(capability);

/**
 * The architectures of all GPU code in a file, read as a stream in constant memory; empty lists for
 * a file without any.
 */
export const codeIn = async (content: AsyncIterable<Uint8Array>): Promise<FoundCode> => {
  const found: Collected = { sm: new Set(), ptx: new Set() };
  const window: Window = { bytes: new Uint8Array(0), skip: 0, left: 0 };
  for await (const chunk of content) {
    window.bytes = joined(window.bytes, chunk);
    dropSkipped(window);
    while (
      window.skip === 0 &&
      (window.left >= ENTRY_HEADER ? stepInside(window, found) : stepOutside(window))
    )
      dropSkipped(window);
  }
  return { sm: sorted(found.sm), ptx: sorted(found.ptx) };
};
