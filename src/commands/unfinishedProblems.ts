import type { Problem } from "../errors/error.ts";
import type { Plan } from "../plan/plan.ts";
import type { Built } from "../publish/builtImages.ts";
import { fewNames } from "../text/fewNames.ts";

/** Cells that could not be judged, as one problem; the verdicts beside it say why. */
export const unknownProblems = ({ cells }: Pick<Plan, "cells">): Problem[] => {
  const unknown = cells.filter(({ verdict }) => verdict === "unknown").map(({ cell }) => cell);
  return unknown.length === 0
    ? []
    : [
        {
          code: "cells-unknown",
          message:
            `${fewNames(unknown)} could not be judged, so ` +
            `${unknown.length === 1 ? "it is" : "they are"} not built.`,
        },
      ];
};

/** Accepted cells that have no image after a build, one problem for each reason. */
export const leftProblems = (left: Built["left"]): Problem[] =>
  [...Map.groupBy(left, ({ why }) => why)].map(([why, cells]) => ({
    code: "cell-left",
    message: `${fewNames(cells.map(({ cell }) => cell))} was not built: ${why}.`,
  }));
