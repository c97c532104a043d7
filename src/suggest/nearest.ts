import type { Reason } from "../matrix/reason.ts";
import type { Catalog } from "../catalog/facts.ts";
import { compareVersions } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { nearestAmong } from "./nearestIndex.ts";
import type { JudgedCell } from "../verdict/verdict.ts";

/**
 * The price of changing an axis decides ties among cells that change as many: the flavor is changed
 * first, then Python, Ubuntu, CUDA, and the set last.
 */
const PRICES = { flavor: 1, python: 2, ubuntu: 4, cuda: 8, set: 16 } as const;
type Priced = keyof typeof PRICES;
const AXES = Object.keys(PRICES) as Priced[];

/** Positions of an axis' values in order, so that "closest version" is a distance. */
type Ranks = Readonly<Record<Priced, ReadonlyMap<string, number>>>;

const ranksOf = (cells: readonly Cell[], catalog: Catalog): Ranks => {
  const rank = (
    values: Iterable<string>,
    compare: (a: string, b: string) => number,
  ): Map<string, number> =>
    new Map([...new Set(values)].sort(compare).map((value, index) => [value, index]));
  const listed = (names: readonly string[]) => (a: string, b: string) =>
    names.indexOf(a) - names.indexOf(b);
  return {
    flavor: rank(
      cells.map((cell) => cell.flavor),
      (a, b) => (a < b ? -1 : 1),
    ),
    python: rank(
      cells.map((cell) => cell.python),
      compareVersions,
    ),
    ubuntu: rank(
      cells.map((cell) => cell.ubuntu),
      listed(catalog.ubuntu.map((release) => release.name)),
    ),
    cuda: rank(
      cells.map((cell) => cell.cuda),
      compareVersions,
    ),
    set: rank(
      cells.map((cell) => cell.set),
      listed([...catalog.sets.keys()]),
    ),
  };
};

interface Distance {
  /** How many axes differ, then their prices. */
  readonly changes: number;
  /** How far the values that differ lie apart, the dearest axis first. */
  readonly steps: readonly number[];
}

const distance = (from: Cell, to: Cell, ranks: Ranks): Distance => {
  let changes = 0;
  const steps: number[] = [];
  for (const axis of AXES) {
    if (from[axis] === to[axis]) continue;
    changes += 100 + PRICES[axis];
    const [a, b] = [ranks[axis].get(from[axis]) ?? 0, ranks[axis].get(to[axis]) ?? 0];
    // Of two values equally far, the newer one is nearer.
    steps.unshift(2 * Math.abs(a - b) + (b < a ? 1 : 0));
  }
  return { changes, steps };
};

const isNearer = (a: Distance, b: Distance): boolean => {
  if (a.changes !== b.changes) return a.changes < b.changes;
  const at = a.steps.findIndex((step, index) => step !== b.steps[index]);
  return at !== -1 && (a.steps[at] ?? 0) < (b.steps[at] ?? 0);
};

/**
 * Cells in the order of their distance from one, the nearest first; `cells` are all that positions
 * on axes are counted in.
 */
export const nearestFirst = (cell: Cell, cells: readonly Cell[], catalog: Catalog): Cell[] => {
  const ranks = ranksOf([cell, ...cells], catalog);
  return cells
    .map((other) => ({ other, away: distance(cell, other, ranks) }))
    .sort((a, b) => (isNearer(a.away, b.away) ? -1 : isNearer(b.away, a.away) ? 1 : 0))
    .map(({ other }) => other);
};

const withNearestId = (reason: Reason, nearest: Cell | undefined): Reason =>
  nearest === undefined ? reason : { ...reason, nearest: nearest.id };

/**
 * Fills `nearest` of every reason against a rejected cell with an accepted cell of the same list.
 */
export const withNearest = (judged: readonly JudgedCell[], catalog: Catalog): JudgedCell[] => {
  const accepted = judged.flatMap(({ cell, verdict }) =>
    verdict.kind === "accepted" ? [cell] : [],
  );
  if (accepted.length === 0) return [...judged];
  const ranks = ranksOf(
    judged.map(({ cell }) => cell),
    catalog,
  );
  const nearest = nearestAmong(
    accepted,
    AXES.map((axis) => ({ axis, price: PRICES[axis], ranks: ranks[axis] })),
  );
  return judged.map((entry) => {
    if (entry.verdict.kind !== "rejected") return entry;
    const near = nearest(entry.cell);
    const [first, ...more] = entry.verdict.reasons;
    return {
      cell: entry.cell,
      verdict: {
        ...entry.verdict,
        reasons: [withNearestId(first, near), ...more.map((reason) => withNearestId(reason, near))],
      },
    };
  });
};
