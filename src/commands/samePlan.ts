import { foundProblem } from "../errors/error.ts";
import type { Plan, PlannedCell } from "../plan/plan.ts";
import { fewNames } from "../text/fewNames.ts";

/** The cells of a plan that another job made, as far as two plans are compared. */
export interface ExpectedPlan {
  readonly cells: readonly Pick<PlannedCell, "cell" | "verdict" | "tags">[];
}

/** The immutable tag ends in the recipe's key: equal tags are equal content. */
const immutableTag = (cell: Pick<PlannedCell, "tags"> | undefined): string | undefined =>
  cell?.tags[0];

/** Throws `plan-moved` when what this job sees outside is not what the plan was made from. */
export const assertSamePlan = (expected: ExpectedPlan, now: Pick<Plan, "cells">): void => {
  const seen = new Map(now.cells.map((cell) => [cell.cell, cell]));
  const moved = expected.cells.filter(
    (cell) =>
      cell.verdict === "accepted" && immutableTag(cell) !== immutableTag(seen.get(cell.cell)),
  );
  if (moved.length === 0) return;
  throw foundProblem({
    code: "plan-moved",
    message: `Since the plan was made, something upstream changed for ${moved.length} of its cells (${fewNames(moved.map(({ cell }) => cell))}).`,
    hint: "Start again, from the plan: gh run rerun",
  });
};
