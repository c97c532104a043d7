import { saysVersions } from "../catalog/tagLists.ts";
import { isLocal } from "../matrix/base.ts";
import { baseRepositories } from "../matrix/baseRepositories.ts";
import { matrixCells, type Planned } from "../pipeline.ts";
import type { Session } from "../session.ts";
import { outsideByName, type OutsideCell } from "../store/outsideTags.ts";
import { readRetention, retireCells, type Retired, type Retention } from "../store/retention.ts";

type Seen = Pick<Planned, "judged" | "lists" | "imageTags">;

/** The cells of the whole matrix; undefined where only a part of them is known. */
const wholeMatrix = (
  { request, catalog, options, assignment }: Session,
  { judged, lists }: Seen,
): ReadonlySet<string> | undefined => {
  const isWhole = options.cells === undefined && assignment.kind === "request";
  const isListed = baseRepositories(request, catalog).every(
    (name) => isLocal(name) || saysVersions(lists.get(name)),
  );
  return isWhole && isListed ? new Set(judged.map(({ cell }) => cell.id)) : undefined;
};

/** Cells that are not in the matrix and have tags; with a rule, what it says of them. */
export interface OutsideCells {
  readonly outside: readonly OutsideCell[];
  /** Absent where dl-env.yml has no rule. */
  readonly retention?: Retention;
}

/**
 * Cells that have tags in the destination and are not in the matrix (any more), and when these go
 * by the rule of dl-env.yml. None where that is not known: for a part of a matrix, or when a list
 * that says what short versions mean was not read.
 */
export const outsideCells = async (session: Session, seen: Seen): Promise<OutsideCells> => {
  const cells = wholeMatrix(session, seen);
  const { imageTags: listed } = seen;
  if (cells === undefined || listed === undefined) return { outside: [] };
  const outside = outsideByName(listed, cells);
  const { untagAfterDays: days } = session.request;
  if (days === undefined) return { outside };
  const rule = { days, now: session.sys.clock.now() };
  return { outside, retention: await readRetention({ to: session.to, listed, outside }, rule) };
};

/**
 * Applies the rule for cells outside the matrix; undefined where dl-env.yml has none, or it is not
 * known what short versions mean. A part of a matrix is not taken for the whole.
 */
export const retireOutside = async (
  session: Session,
  seen: Seen,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Retired | undefined> => {
  const { sys, to, request } = session;
  const { untagAfterDays: days } = request;
  const { imageTags: listed } = seen;
  if (days === undefined || listed === undefined) return undefined;
  const known = wholeMatrix(session, seen);
  const asked = known === undefined ? await matrixCells(session) : undefined;
  if (asked !== undefined && asked.unlisted.length > 0) {
    sys.log.warn(
      `${asked.unlisted.join(", ")} could not be listed, so it is not known which cells are ` +
        "outside the matrix: retention.untagAfter waits for the next run.",
    );
    return undefined;
  }
  const cells = known ?? new Set(asked?.cells.map(({ id }) => id));
  const found = { to, listed, outside: outsideByName(listed, cells) };
  const rule = { days, now: sys.clock.now() };
  const { cells: retired, isToDo } = await readRetention(found, rule);
  if (dryRun || !isToDo) return { cells: retired, removed: [], refused: [] };
  return sys.log.group("Removing tags of cells outside the matrix", () =>
    retireCells(found, rule, cells),
  );
};
