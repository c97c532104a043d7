// What images of one matrix share, computed from the wheels of their locks alone: on a host, whose
// engine keeps unpacked layers by chain, and in a registry, which keeps each layer once. The 29
// cells, PyTorch with RAPIDS for CUDA 12.4 to 13.2 and Python 3.10 to 3.14, and the sizes of their
// wheels were read from PyPI on 2026-11-21. Above the wheels stand the base, apt's packages and our
// files, for each CUDA and Python its own: their sizes are those of a slim image on a stand-in.
// Bytecode of wheels for several Pythons, a hundredth of an image, is left out.
import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadCatalog } from "../src/catalog/load.ts";
import type { LayerSpec } from "../src/image/recipe.ts";
import { lockLayers } from "../src/image/wheelLayers.ts";
import type { Lock, LockedWheel } from "../src/resolve/lock.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** Of two sets of a CUDA and Python, of all cells on a host, of all cells in a registry. */
const ALLOWED = { sets: 0.62, host: 0.65, registry: 0.3 } as const;

/** Base, system layer and files of ours, bytes: `node bench/size.ts` of a slim image. */
const ABOVE = { packed: 82_400_000, unpacked: 227_000_000 } as const;

type WheelRow = readonly [
  name: string,
  version: string,
  file: string,
  download: number,
  unpacked: number,
];

interface Facts {
  readonly wheels: readonly WheelRow[];
  /** Cell -> places in the list of wheels. */
  readonly cells: Readonly<Record<string, readonly number[]>>;
}

/** A layer as far as sharing goes. */
interface Part {
  readonly key: string;
  /** bytes */
  readonly packed: number;
  readonly unpacked: number;
}

interface SharedCell {
  readonly set: string;
  readonly cuda: string;
  readonly python: string;
  /** From the bottom up. */
  readonly parts: readonly Part[];
}

const facts = JSON.parse(
  await readFile(join(import.meta.dirname, "sharing/cells.json"), "utf8"),
) as Facts;
const catalog = await loadCatalog(realSystem());

const wheelOf = ([name, version, file, download]: WheelRow): LockedWheel => ({
  name,
  version,
  file,
  sha256: hash("sha256", file),
  download,
});

const unpackedOf = new Map(facts.wheels.map(([, , file, , unpacked]) => [file, unpacked]));

const partOf = (layer: LayerSpec): Part => {
  const wheels = "wheels" in layer ? layer.wheels : [];
  return {
    key: layer.key,
    packed: layer.download,
    unpacked: wheels.reduce((sum, { file }) => sum + (unpackedOf.get(file) ?? 0), 0),
  };
};

const cellOf = ([id, places]: readonly [string, readonly number[]]): SharedCell => {
  const [, set = "", cuda = "", python = ""] = /^(.+)-cuda([\d.]+)-py([\d.]+)$/.exec(id) ?? [];
  const wheels = places.flatMap((at) => {
    const row = facts.wheels[at];
    return row === undefined ? [] : [wheelOf(row)];
  });
  const question = {
    requirements: [],
    constraints: [],
    python,
    platform: "x86_64-manylinux_2_35",
    indexes: [],
  };
  const lock: Lock = { format: 1, key: id, question, created: "", uv: "", wheels };
  const { wheels: below, frequent } = lockLayers(lock, catalog, { bytecode: false });
  const above = { key: `${cuda} ${python}`, ...ABOVE };
  return { set, cuda, python, parts: [...below.map(partOf), above, ...frequent.map(partOf)] };
};

const sum = (parts: Iterable<Part>, what: "packed" | "unpacked"): number =>
  [...parts].reduce((bytes, part) => bytes + part[what], 0);

/** Bytes that an engine keeps unpacked for these cells: each layer once for each chain below it. */
const byChain = (cells: readonly SharedCell[]): number => {
  const kept = new Map<string, Part>();
  for (const { parts } of cells) {
    let chain = "";
    for (const part of parts) kept.set((chain = `${chain} ${part.key}`), part);
  }
  return sum(kept.values(), "unpacked");
};

const all = (cells: readonly SharedCell[], what: "packed" | "unpacked"): number =>
  cells.reduce((bytes, { parts }) => bytes + sum(parts, what), 0);

const onHost = (cells: readonly SharedCell[]): number => byChain(cells) / all(cells, "unpacked");

const inRegistry = (cells: readonly SharedCell[]): number =>
  sum(
    new Map(cells.flatMap(({ parts }) => parts.map((part) => [part.key, part]))).values(),
    "packed",
  ) / all(cells, "packed");

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Of one CUDA, and either two sets for one Python or one set for two. */
const isAlike = (one: SharedCell, other: SharedCell): boolean =>
  one.cuda === other.cuda && (one.set === other.set) !== (one.python === other.python);

const cells = Object.entries(facts.cells).map(cellOf);
const pairs = cells.flatMap((one, at) =>
  cells.slice(at + 1).flatMap((other) => (isAlike(one, other) ? [[one, other] as const] : [])),
);

/** Prints a share, and fails where it is larger than it may be. */
const say = (what: string, share: number, most?: number): void => {
  console.log(`${what}: ${share.toFixed(3)}${most === undefined ? "" : ` (at most ${most})`}`);
  if (most !== undefined && !(share <= most)) process.exitCode = 1;
};

const giga = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
console.log(
  `${cells.length} cells, ${giga(all(cells, "packed"))} compressed, ${giga(all(cells, "unpacked"))} unpacked`,
);
const samePython = pairs.filter(([one, other]) => one.python === other.python);
const otherPython = pairs.filter(([one, other]) => one.python !== other.python);
say(
  `two sets of one CUDA and Python on a host, of both unpacked, median of ${samePython.length} pairs`,
  median(samePython.map((pair) => onHost(pair))),
  ALLOWED.sets,
);
say(
  `one set for two Pythons, of both unpacked, median of ${otherPython.length} pairs`,
  median(otherPython.map((pair) => onHost(pair))),
);
say("all cells on a host, by chain", onHost(cells), ALLOWED.host);
say("all cells in a registry", inRegistry(cells), ALLOWED.registry);
