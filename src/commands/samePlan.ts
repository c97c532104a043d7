import { foundProblem, type DlEnvError, type Problem } from "../errors/error.ts";
import type { Planned } from "../pipeline.ts";
import type { HandedCell } from "../plan/knownBases.ts";
import type { Plan, PlannedCell } from "../plan/plan.ts";
import { fewNames } from "../text/fewNames.ts";

type ExpectedCell = Pick<PlannedCell, "cell" | "verdict" | "tags"> & HandedCell;

/** The cells of a plan that another job made, as far as two plans are compared. */
export interface ExpectedPlan {
  readonly cells: readonly ExpectedCell[];
}

/** A plan of this job, and what is to be said of the cells that it does not go on with. */
export interface Compared<T> {
  readonly planned: T;
  readonly moved: readonly Problem[];
}

/** What is compared of what this job planned. */
type PlannedCells = Pick<Planned, "recipes"> & { readonly plan: Pick<Plan, "cells"> };

/** The immutable tag ends in the recipe's key: equal tags are equal content. */
const immutableTag = (cell: Pick<PlannedCell, "tags"> | undefined): string | undefined =>
  cell?.tags[0];

const planMoved = (cells: readonly string[]): DlEnvError =>
  foundProblem({
    code: "plan-moved",
    message:
      `Since the plan was made, something upstream changed for ${cells.length} of ` +
      `its cells (${fewNames(cells)}).`,
    hint: "Start again, from the plan: gh run rerun",
  });

const problemOf = ({ code, message, hint }: DlEnvError): Problem => ({
  code,
  message,
  ...(hint === undefined ? {} : { hint }),
});

const acceptedOf = ({ cells }: ExpectedPlan): readonly ExpectedCell[] =>
  cells.filter(({ verdict }) => verdict === "accepted");

/** The plan less some cells; rejects with `plan-moved` when no accepted one is left. */
const less = <T extends PlannedCells>(
  planned: T,
  expected: ExpectedPlan,
  gone: ReadonlySet<string>,
): Compared<T> => {
  if (gone.size === 0) return { planned, moved: [] };
  const error = planMoved([...gone]);
  if (gone.size === acceptedOf(expected).length) throw error;
  const cells = planned.plan.cells.filter(({ cell }) => !gone.has(cell));
  const recipes = new Map([...planned.recipes].filter(([cell]) => !gone.has(cell)));
  return {
    planned: { ...planned, recipes, plan: { ...planned.plan, cells } },
    moved: [problemOf(error)],
  };
};

/**
 * For who makes something: the plan less the cells for which this job sees something else upstream
 * than the plan was made from, as when a base was pushed again. The others go on; when none is
 * left, rejects with `plan-moved`.
 */
export const withoutMoved = <T extends PlannedCells>(
  expected: ExpectedPlan,
  planned: T,
): Compared<T> => {
  const seen = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
  const moved = acceptedOf(expected)
    .filter((cell) => immutableTag(cell) !== immutableTag(seen.get(cell.cell)))
    .map(({ cell }) => cell);
  return less(planned, expected, new Set(moved));
};

const asExpected = (cell: PlannedCell, expected: ExpectedCell | undefined): PlannedCell => {
  if (expected?.verdict !== "accepted" || cell.base === undefined) return cell;
  const { platformDigest: _seen, ...base } = cell.base;
  const platformDigest = expected.base?.platformDigest;
  return {
    ...cell,
    tags: expected.tags,
    base: { ...base, ...(platformDigest === undefined ? {} : { platformDigest }) },
  };
};

/**
 * For who tests or tags what was made: tags and bases are those of the plan it was made from,
 * whatever the bases are now. What is left out are cells that are not accepted any more.
 */
export const asMade = <T extends PlannedCells & Pick<Planned, "drafts">>(
  expected: ExpectedPlan,
  planned: T,
): Compared<T> => {
  const made = new Map(expected.cells.map((cell) => [cell.cell, cell]));
  // A draft lacks only what the base decides, which no probe is part of.
  const recipes = new Map([...planned.drafts, ...planned.recipes]);
  const cells = planned.plan.cells.map((cell) => asExpected(cell, made.get(cell.cell)));
  const gone = acceptedOf(expected).filter(({ cell }) => !recipes.has(cell));
  return less(
    { ...planned, recipes, plan: { ...planned.plan, cells } },
    expected,
    new Set(gone.map(({ cell }) => cell)),
  );
};
