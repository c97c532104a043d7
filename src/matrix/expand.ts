import type { Catalog, CudaRelease, UbuntuRelease } from "../catalog/facts.ts";
import { compareVersions, isUnder } from "../catalog/versions.ts";
import { wrongRequest } from "../errors/error.ts";
import type { Cell } from "./cell.ts";
import type { CellPattern, Request } from "./request.ts";

/** The release of that exact version that has images for this Ubuntu; without one, the first of that version. */
export const releaseOf = (
  catalog: Catalog,
  version: string,
  ubuntu: string,
): CudaRelease | undefined => {
  const same = catalog.cuda.filter((release) => release.version === version);
  return same.find((release) => release.images[ubuntu] !== undefined) ?? same[0];
};

/** `12.8` -> the newest 12.8.x that has an image for this Ubuntu and flavor; without one, the newest 12.8.x. Releases that NVIDIA has ended come last. */
export const fullCuda = (
  catalog: Catalog,
  written: string,
  ubuntu: string,
  flavor: string,
): string => {
  const under = catalog.cuda.filter((release) => isUnder(release.version, written));
  const imaged = under.filter((release) => release.images[ubuntu]?.includes(flavor));
  const living = imaged.filter((release) => release.endOfLife === undefined);
  return (living.at(-1) ?? imaged.at(-1) ?? under.at(-1))?.version ?? written;
};

/** `<set>-cuda12.8.1-ubuntu24.04-py3.12[-<flavor>]` */
export const cellId = (
  cell: Pick<Cell, "set" | "cuda" | "python" | "flavor">,
  ubuntuTag: string,
): string =>
  `${cell.set}-cuda${cell.cuda}-${ubuntuTag}-py${cell.python}${cell.flavor === "base" ? "" : `-${cell.flavor}`}`;

/** Whether a cell agrees with a pattern on every axis that the pattern names. */
export const matches = (cell: Cell, pattern: CellPattern): boolean =>
  (pattern.cuda === undefined || isUnder(cell.cuda, pattern.cuda)) &&
  (pattern.ubuntu === undefined || cell.ubuntu === pattern.ubuntu) &&
  (pattern.python === undefined ||
    (pattern.python === "ubuntu"
      ? cell.pythonFrom === "ubuntu"
      : cell.python === pattern.python)) &&
  (pattern.flavor === undefined || cell.flavor === pattern.flavor) &&
  (pattern.set === undefined || cell.set === pattern.set);

interface Expansion {
  readonly libraries: (set: string) => readonly string[];
  readonly cuda: (written: string, ubuntu: string, flavor: string) => string;
  readonly ubuntu: (name: string) => Pick<UbuntuRelease, "python" | "tag">;
}

const remembered = <T>(make: (...key: string[]) => T): ((...key: string[]) => T) => {
  const made = new Map<string, T>();
  return (...key) => {
    const joined = key.join("\0");
    const found = made.get(joined);
    if (found !== undefined) return found;
    const fresh = make(...key);
    made.set(joined, fresh);
    return fresh;
  };
};

/** Libraries with those that they need, each once; what nobody knows stands for itself. */
export const withNeeds = (
  names: readonly string[],
  catalog: Pick<Catalog, "libraries">,
): string[] => {
  const all = new Set<string>(names);
  for (const name of all)
    for (const needed of catalog.libraries.get(name)?.needs ?? []) all.add(needed);
  return [...all];
};

const expansionOf = (request: Request, catalog: Catalog): Expansion => {
  const releases = new Map(catalog.ubuntu.map((release) => [release.name, release]));
  const libraries = (set: string): string[] =>
    withNeeds([...(request.sets[set] ?? catalog.sets.get(set) ?? []), ...catalog.every], catalog);
  return {
    libraries: remembered(libraries as (...key: string[]) => readonly string[]),
    cuda: remembered((written = "", ubuntu = "", flavor = "") =>
      fullCuda(catalog, written, ubuntu, flavor),
    ),
    ubuntu: (name) => releases.get(name) ?? { python: "3", tag: name },
  };
};

/** Adds the cells of one product of axis values. */
const addProduct = (
  cells: Map<string, Cell>,
  axes: Request["matrix"],
  expansion: Expansion,
  wanted: (cell: Cell) => boolean,
): void => {
  for (const set of axes.set)
    for (const written of axes.cuda)
      for (const ubuntu of axes.ubuntu) {
        const release = expansion.ubuntu(ubuntu);
        for (const flavor of axes.flavor) {
          const cuda = expansion.cuda(written, ubuntu, flavor);
          for (const asked of axes.python) {
            const python = asked === "ubuntu" ? release.python : asked;
            const id = cellId({ set, cuda, python, flavor }, release.tag);
            if (cells.has(id)) continue;
            const pythonFrom = python === release.python ? "ubuntu" : "standalone";
            const cell: Cell = {
              id,
              set,
              libraries: expansion.libraries(set),
              cuda,
              ubuntu,
              python,
              pythonFrom,
              flavor,
              platform: "linux/amd64",
            };
            if (wanted(cell)) cells.set(id, cell);
          }
        }
      }
};

const rankOf = (names: readonly string[]): ((name: string) => number) => {
  const ranks = new Map(names.map((name, index) => [name, index]));
  return (name) => ranks.get(name) ?? names.length;
};

/** Compares texts through ranks made once for all distinct values, which is what keeps sorting 100,000 cells cheap. */
const ordered = (
  values: Iterable<string>,
  compare: (a: string, b: string) => number,
): ((name: string) => number) => rankOf([...new Set(values)].sort(compare));

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sorted = (cells: readonly Cell[], request: Request, catalog: Catalog): Cell[] => {
  const own = Object.keys(request.sets).sort(byCodeUnit);
  const set = rankOf([...catalog.sets.keys(), ...own.filter((name) => !catalog.sets.has(name))]);
  const cuda = ordered(
    cells.map((cell) => cell.cuda),
    compareVersions,
  );
  const ubuntu = rankOf(catalog.ubuntu.map((release) => release.name));
  const python = ordered(
    cells.map((cell) => cell.python),
    compareVersions,
  );
  const flavor = ordered(
    cells.map((cell) => cell.flavor),
    byCodeUnit,
  );
  return cells.toSorted(
    (a, b) =>
      set(a.set) - set(b.set) ||
      cuda(a.cuda) - cuda(b.cuda) ||
      ubuntu(a.ubuntu) - ubuntu(b.ubuntu) ||
      python(a.python) - python(b.python) ||
      flavor(a.flavor) - flavor(b.flavor),
  );
};

const including = (axes: Request["matrix"], pattern: CellPattern): Request["matrix"] => ({
  cuda: pattern.cuda === undefined ? axes.cuda : [pattern.cuda],
  ubuntu: pattern.ubuntu === undefined ? axes.ubuntu : [pattern.ubuntu],
  python: pattern.python === undefined ? axes.python : [pattern.python],
  flavor: pattern.flavor === undefined ? axes.flavor : [pattern.flavor],
  set: pattern.set === undefined ? axes.set : [pattern.set],
});

/** 128 characters are the most that a tag may have; the immutable tag adds `-r` and 12 digits to a cell's id. */
const LONGEST_ID = 128 - 14;

const checkLength = (cells: readonly Cell[]): readonly Cell[] => {
  const long = cells.find(({ id }) => id.length > LONGEST_ID);
  if (long === undefined) return cells;
  throw wrongRequest({
    code: "tag-too-long",
    message: `The tag of a cell would have ${long.id.length + 14} characters, and 128 are the most: ${long.id.slice(0, 60)}…`,
    hint: "Give the set a shorter name in dl-env.yml, under: sets",
  });
};

/**
 * The matrix's product without what `exclude` names, then what `include` adds, as GitHub's matrices do it.
 * Each id once; sorted by set, CUDA, Ubuntu, Python and flavor, so that the order in dl-env.yml changes nothing.
 * Throws DlEnvError(2) `tag-too-long`.
 */
export const expandCells = (request: Request, catalog: Catalog): Cell[] => {
  const expansion = expansionOf(request, catalog);
  const cells = new Map<string, Cell>();
  addProduct(
    cells,
    request.matrix,
    expansion,
    (cell) => !request.exclude.some((pattern) => matches(cell, pattern)),
  );
  for (const pattern of request.include)
    addProduct(cells, including(request.matrix, pattern), expansion, () => true);
  return sorted([...checkLength([...cells.values()])], request, catalog);
};
