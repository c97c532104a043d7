import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod";
import type { FoundCode } from "../fatbin.ts";
import { readJson } from "../../registry/digest.ts";
import type { ElfFile } from "../elf.ts";
import { isOrdinary } from "../filesToRead.ts";
import type { ViewEntry } from "../imageView.ts";
import type { InstalledWheel } from "./installedWheel.ts";

/**
 * Goes up when inventories hold something else than before: then each is taken again, once a layer.
 */
const INVENTORY_FORMAT = 1;

/** What is known of a shared library. */
export interface InspectedLibrary {
  /** Absent when the file is no whole library. */
  readonly elf?: ElfFile;
  /** GPU code in it; absent when there is none. */
  readonly code?: FoundCode;
}

/**
 * One thing in a layer: a ViewEntry, or a hard link to another path, with what is known of it.
 * Whiteouts stand in it as they do in the tar.
 */
export interface InventoryEntry extends Omit<ViewEntry, "kind"> {
  readonly kind: ViewEntry["kind"] | "hardlink";
  readonly text?: string;
  readonly library?: InspectedLibrary;
  /** On the METADATA of a wheel. */
  readonly wheel?: InstalledWheel;
  /** No check has a question about it: see `isOrdinary`. */
  readonly ordinary: boolean;
}

/**
 * What the static checks need to know of one layer, so that none of them reads the layer itself.
 */
export interface Inventory {
  /** Digest of the uncompressed tar. */
  readonly diffId: string;
  /** Absolute paths; of two entries with one path the later counts. */
  readonly entries: readonly InventoryEntry[];
  /** Path -> text, of the files that checks read. */
  readonly texts: ReadonlyMap<string, string>;
  readonly libraries: ReadonlyMap<string, InspectedLibrary>;
  /** Path of a `.dist-info` folder -> the wheel. */
  readonly wheels: ReadonlyMap<string, InstalledWheel>;
}

/** What is in a layer, put together; the same from a layer and from what was written about it. */
export const inventoryOf = ({
  diffId,
  entries,
  texts,
  libraries,
  wheels,
}: Omit<Inventory, "entries"> & {
  readonly entries: readonly Omit<InventoryEntry, "ordinary" | "text" | "library" | "wheel">[];
}): Inventory => {
  const whole = entries.map((entry): InventoryEntry => {
    const ordinary = isOrdinary(entry);
    if (ordinary || entry.kind !== "file") return { ...entry, ordinary };
    const text = texts.get(entry.path);
    const library = libraries.get(entry.path);
    const wheel = entry.path.endsWith(METADATA)
      ? wheels.get(entry.path.slice(0, -METADATA.length))
      : undefined;
    return {
      ...entry,
      ordinary,
      ...(text === undefined ? {} : { text }),
      ...(library === undefined ? {} : { library }),
      ...(wheel === undefined ? {} : { wheel }),
    };
  });
  return { diffId, entries: whole, texts, libraries, wheels };
};

const METADATA = "/METADATA";

type Row = readonly [
  path: string,
  kind: string,
  mode: number,
  uid: number,
  gid: number,
  size: number,
  target?: string,
];

const KINDS: Readonly<Record<InventoryEntry["kind"], string>> = {
  file: "f",
  directory: "d",
  symlink: "s",
  hardlink: "h",
  other: "o",
};
const KIND_OF = new Map(
  Object.entries(KINDS).map(([kind, letter]) => [letter, kind as InventoryEntry["kind"]]),
);

const rowOf = ({ path, kind, mode, uid, gid, size, target }: InventoryEntry): Row =>
  target === undefined
    ? [path, KINDS[kind], mode, uid, gid, size]
    : [path, KINDS[kind], mode, uid, gid, size, target];

const entryOf = ([path, letter, mode, uid, gid, size, target]: Row): Omit<
  InventoryEntry,
  "ordinary"
> => ({
  path,
  kind: KIND_OF.get(letter) ?? "other",
  mode,
  uid,
  gid,
  size,
  ...(target === undefined ? {} : { target }),
});

const Strings = z.array(z.string());
const ElfText = z.object({ needed: Strings, soname: z.string().optional(), runpath: Strings });
const WrittenFile = z.object({
  format: z.literal(INVENTORY_FORMAT),
  diffId: z.string(),
  // A hundred thousand rows: their shape is looked at by hand, which is ten times faster.
  entries: z.custom<readonly Row[]>(
    (rows) =>
      Array.isArray(rows) &&
      rows.every(
        (row: unknown) =>
          Array.isArray(row) && typeof row[0] === "string" && typeof row[2] === "number",
      ),
  ),
  texts: z.record(z.string(), z.string()),
  libraries: z.record(
    z.string(),
    z.object({ elf: ElfText.optional(), code: z.object({ sm: Strings, ptx: Strings }).optional() }),
  ),
  wheels: z.record(
    z.string(),
    z.object({
      name: z.string(),
      version: z.string(),
      licence: z.string(),
      files: Strings,
      libraries: Strings,
    }),
  ),
});

/** The bytes of an inventory: gzipped JSON, the same for the same layer. */
export const encodeInventory = ({
  diffId,
  entries,
  texts,
  libraries,
  wheels,
}: Inventory): Uint8Array =>
  gzipSync(
    JSON.stringify({
      format: INVENTORY_FORMAT,
      diffId,
      entries: entries.map(rowOf),
      texts: Object.fromEntries(texts),
      libraries: Object.fromEntries(libraries),
      wheels: Object.fromEntries(wheels),
    }),
  );

const gunzipped = (bytes: Uint8Array): Uint8Array => {
  try {
    return gunzipSync(bytes);
  } catch {
    return new Uint8Array(); // cut short or something else: no inventory
  }
};

/**
 * Reads what `encodeInventory` wrote; undefined when it is not the inventory of that layer in this
 * format.
 */
export const decodeInventory = (bytes: Uint8Array, diffId: string): Inventory | undefined => {
  const read = WrittenFile.safeParse(readJson(gunzipped(bytes)));
  if (!read.success || read.data.diffId !== diffId) return undefined;
  const { entries, texts, libraries, wheels } = read.data;
  // zod's optional keys are `| undefined`; JSON has none.
  return inventoryOf({
    diffId,
    entries: entries.map(entryOf),
    texts: new Map(Object.entries(texts)),
    libraries: new Map(Object.entries(libraries)) as Inventory["libraries"],
    wheels: new Map(Object.entries(wheels)),
  });
};
