import type { Catalog, UbuntuRelease } from "../catalog/facts.ts";
import { compareVersions } from "../catalog/versions.ts";
import { wrongRequest } from "../errors/error.ts";
import { memoized } from "../text/memoized.ts";
import { cellId, type Cell } from "./cell.ts";
import { cellLibraries } from "./cellLibraries.ts";
import { matches } from "./cellPattern.ts";
import { customizer } from "./customizer.ts";
import { fullCuda } from "./cudaRelease.ts";
import type { Axes, CellPattern, Request } from "./request.ts";

/** What values on axes mean in one catalog, each worked out once. */
interface AxisValues {
  readonly libraries: (set: string) => readonly string[];
  readonly cuda: (base: Pick<Cell, "cuda" | "ubuntu" | "flavor">) => string;
  readonly ubuntu: (name: string) => Pick<UbuntuRelease, "python" | "tag">;
}

const axisValues = (request: Request, catalog: Catalog): AxisValues => {
  const releases = new Map(catalog.ubuntu.map((release) => [release.name, release]));
  return {
    libraries: memoized((set: string) =>
      cellLibraries(request.sets[set] ?? catalog.sets.get(set) ?? [], catalog, request),
    ),
    cuda: memoized(
      (base) => fullCuda(catalog, base),
      ({ cuda, ubuntu, flavor }) => `${cuda} ${ubuntu} ${flavor}`,
    ),
    ubuntu: (name) => releases.get(name) ?? { python: "3", tag: name },
  };
};

/**
 * The cells of one product of axis values, in the order of the axes; a cell may come twice, by a
 * short version and by a full one.
 */
const productOf = function* (axes: Axes, values: AxisValues): Generator<Cell> {
  for (const set of axes.set)
    for (const written of axes.cuda)
      for (const ubuntu of axes.ubuntu) {
        const release = values.ubuntu(ubuntu);
        for (const flavor of axes.flavor) {
          const cuda = values.cuda({ cuda: written, ubuntu, flavor });
          for (const wanted of axes.python) {
            const python = wanted === "ubuntu" ? release.python : wanted;
            yield {
              id: cellId({ set, cuda, python, flavor }, release.tag),
              set,
              libraries: values.libraries(set),
              cuda,
              ubuntu,
              python,
              pythonFrom: python === release.python ? "ubuntu" : "standalone",
              flavor,
              platform: "linux/amd64",
            };
          }
        }
      }
};

const rankOf = (names: readonly string[]): ((name: string) => number) => {
  const ranks = new Map(names.map((name, index) => [name, index]));
  return (name) => ranks.get(name) ?? names.length;
};

/**
 * Compares texts through ranks made once for all distinct values, which is what keeps sorting
 * 100,000 cells cheap.
 */
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

/** The axes of an entry of `include`: an axis that it does not name takes the matrix's values. */
export const includedAxes = (axes: Axes, pattern: CellPattern): Axes => ({
  cuda: pattern.cuda === undefined ? axes.cuda : [pattern.cuda],
  ubuntu: pattern.ubuntu === undefined ? axes.ubuntu : [pattern.ubuntu],
  python: pattern.python === undefined ? axes.python : [pattern.python],
  flavor: pattern.flavor === undefined ? axes.flavor : [pattern.flavor],
  set: pattern.set === undefined ? axes.set : [pattern.set],
});

/**
 * 128 characters are the most that a tag may have; the immutable tag adds `-r` and 12 digits to a
 * cell's id.
 */
const LONGEST_ID = 128 - 14;

const checkLength = (cells: readonly Cell[]): readonly Cell[] => {
  const long = cells.find(({ id }) => id.length > LONGEST_ID);
  if (long === undefined) return cells;
  throw wrongRequest({
    code: "tag-too-long",
    message:
      `The tag of a cell would have ${long.id.length + 14} characters, and at most ` +
      `128 are allowed: ${long.id.slice(0, 60)}…`,
    hint: "Give the set a shorter name in dl-env.yml, under: sets",
  });
};

/** The cells, each with the base that entries of `include` name for it. */
const onOwnBases = (request: Request, cells: readonly Cell[]): readonly Cell[] => {
  if (!request.customization?.cells.some((one) => one.customization.base !== undefined))
    return cells;
  const customizationOf = customizer(request);
  return cells.map((cell) => {
    const { base } = customizationOf(cell);
    return base === undefined ? cell : { ...cell, base };
  });
};

/**
 * The matrix's product without what `exclude` names, then what `include` adds, as GitHub's matrices
 * do it. An entry of `include` that changes images adds cells only where it names none that is
 * there. Each id once; sorted by set, CUDA, Ubuntu, Python and flavor, so that the order in
 * dl-env.yml changes nothing. Throws DlEnvError(2) `tag-too-long`.
 */
export const expandCells = (request: Request, catalog: Catalog): Cell[] => {
  const values = axisValues(request, catalog);
  const cells = new Map<string, Cell>();
  for (const cell of productOf(request.matrix, values))
    if (!cells.has(cell.id) && !request.exclude.some((pattern) => matches(cell, pattern)))
      cells.set(cell.id, cell);
  for (const pattern of request.include)
    for (const cell of productOf(includedAxes(request.matrix, pattern), values))
      if (!cells.has(cell.id)) cells.set(cell.id, cell);
  for (const { pattern } of request.customization?.cells ?? []) {
    const named = cells.values().some((cell) => matches(cell, pattern));
    if (!named)
      for (const cell of productOf(includedAxes(request.matrix, pattern), values))
        cells.set(cell.id, cell);
  }
  const based = onOwnBases(request, [...checkLength([...cells.values()])]);
  return sorted(based, request, catalog);
};
