import { cellLibraries } from "../matrix/cellLibraries.ts";
import type { ReasonCode } from "../errors/codes.ts";
import { minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Reason } from "../matrix/reason.ts";
import type { JudgedCell, Verdict } from "../verdict/verdict.ts";
import { openSearch, type CatalogSearch } from "./catalogSearch.ts";
import { cellsAround } from "./cellsAround.ts";
import type { Ask, SuggestFacts } from "./change.ts";
import { whereHintLeads } from "./hintTarget.ts";

type Rejected = Extract<Verdict, { kind: "rejected" }>;

/**
 * Of one CUDA no more are tried: what it lacks for three Pythons it lacks for all, and packages
 * that disagree seldom agree on another Python.
 */
const PER_CUDA = 3;
const PER_CUDA_IN_CONFLICT = 1;

/**
 * Cells whose hint is followed to see where it leads: a matrix of thousands is not read hint by
 * hint, and this is most of its time.
 */
const FOLLOWED = 500;

/**
 * Whether a cell has still what the reason is about: another Python does not help where there is no
 * build for the CUDA.
 */
const keepsFault = (code: ReasonCode, from: Cell, to: Cell): boolean =>
  (code === "no-build-for-cuda" && minorOf(from.cuda) === minorOf(to.cuda)) ||
  (code === "no-build-for-python" &&
    from.python === to.python &&
    minorOf(from.cuda) === minorOf(to.cuda));

/** The nearest accepted cell of the catalog with the same libraries. */
const nearestAlike = (
  search: CatalogSearch,
  cell: Cell,
  { code }: Reason,
): Promise<Cell | undefined> =>
  search.firstAccepted(
    cellsAround(cell, search.facts.catalog).filter(
      (other) => !keepsFault(code, cell, other) && search.facts.possible(other),
    ),
    code === "packages-disagree" ? PER_CUDA_IN_CONFLICT : PER_CUDA,
    cell.set,
  );

/**
 * The nearest accepted cell of the catalog: where none has these libraries, one with the smallest
 * set.
 */
const nearestInCatalog = async (
  search: CatalogSearch,
  cell: Cell,
  reason: Reason,
): Promise<Cell | undefined> => {
  const { catalog, possible } = search.facts;
  const alike = await nearestAlike(search, cell, reason);
  if (alike !== undefined) return alike;
  const [smallest] = [...catalog.sets].sort(([, a], [, b]) => a.length - b.length);
  if (smallest === undefined || smallest[0] === cell.set) return undefined;
  const [set, libraries] = smallest;
  const other: Cell = {
    ...cell,
    id: `${set}${cell.id.slice(cell.set.length)}`,
    set,
    libraries: cellLibraries(libraries, catalog, search.facts.request),
  };
  const candidates = [other, ...cellsAround(other, catalog)].filter(possible);
  return search.firstAccepted(candidates, PER_CUDA, cell.set);
};

const AXES = ["cuda", "ubuntu", "python", "flavor"] as const;

/** The line of dl-env.yml that leads from one cell to another of the same set. */
const lineTo = (from: Cell, to: Cell): string => {
  const differing = AXES.filter((axis) => from[axis] !== to[axis]);
  return `matrix: { ${differing.map((axis) => `${axis}: ["${to[axis]}"]`).join(", ")} }`;
};

const withNearestId = (
  { reasons: [first, ...more], ...verdict }: Rejected,
  id: string,
): Rejected => ({
  ...verdict,
  reasons: [{ ...first, nearest: id }, ...more.map((reason) => ({ ...reason, nearest: id }))],
});

interface RejectedCell {
  readonly cell: Cell;
  readonly verdict: Rejected;
  /** The nearest accepted cell of its own matrix. */
  readonly inMatrix: Cell | undefined;
}

/**
 * The verdict with the nearest cell of the catalog and a hint that helps; `mayFollow` says whether
 * its hint may still be followed.
 */
const withNearestOf = async (
  search: CatalogSearch,
  { cell, verdict, inMatrix }: RejectedCell,
  mayFollow: () => boolean,
): Promise<Rejected> => {
  const nearest = inMatrix ?? (await nearestInCatalog(search, cell, verdict.reasons[0]));
  const nearestVerdict =
    inMatrix !== undefined || nearest === undefined ? verdict : withNearestId(verdict, nearest.id);
  const [first, ...more] = nearestVerdict.reasons;
  if (more.length > 0 || !mayFollow()) return nearestVerdict;
  const leads = await whereHintLeads(search, cell, first);
  if (leads === undefined || leads === "accepted") return nearestVerdict;
  const target = nearest?.set === cell.set ? nearest : await nearestAlike(search, cell, first);
  if (leads === "unknown" && target === undefined) return nearestVerdict;
  // Advice that is known to end at another rejected cell is none, and an accepted one is better
  // than one that could not be asked about.
  const hint =
    target === undefined
      ? `See what is against it: dl-env plan --why ${cell.id}`
      : lineTo(cell, target);
  return { ...nearestVerdict, reasons: [{ ...first, hint }] };
};

/**
 * The same cells. Where a matrix has no accepted cell, its rejected ones name the nearest of the
 * whole catalog, found by asking; and a hint that leads from one rejected cell to another, or to
 * one that could not be asked about, gives way to lines that were found to work.
 */
export const withNearestInCatalog = async (
  ask: Ask,
  judged: readonly JudgedCell[],
  facts: SuggestFacts,
): Promise<JudgedCell[]> => {
  const search = openSearch(ask, judged, facts);
  const byId = new Map(judged.map(({ cell }) => [cell.id, cell]));
  let followed = 0;
  const mayFollow = (): boolean => {
    followed += 1;
    return followed <= FOLLOWED;
  };
  const found: JudgedCell[] = [];
  for (const { cell, verdict } of judged) {
    if (verdict.kind !== "rejected") found.push({ cell, verdict });
    else {
      const inMatrix = byId.get(verdict.reasons[0].nearest ?? "");
      const suggested = await withNearestOf(search, { cell, verdict, inMatrix }, mayFollow);
      found.push({ cell, verdict: suggested });
    }
  }
  return found;
};
