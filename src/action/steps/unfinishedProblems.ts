import type { Built } from "../../publish/built.ts";
import type { Problem } from "../../errors/error.ts";
import type { Plan } from "../../plan/plan.ts";

const MOST_NAMES = 3;

const named = (cells: readonly string[]): string =>
  `${cells.slice(0, MOST_NAMES).join(", ")}${cells.length > MOST_NAMES ? ` and ${cells.length - MOST_NAMES} more` : ""}`;

/** What a step tells when cells could not be judged; the verdicts beside it say why. */
export const unknownProblems = ({ cells }: Pick<Plan, "cells">): Problem[] => {
  const unknown = cells.filter(({ verdict }) => verdict === "unknown").map(({ cell }) => cell);
  return unknown.length === 0
    ? []
    : [
        {
          code: "cells-unknown",
          message: `What ${named(unknown)} needs could not be asked, so nothing is made for it.`,
          hint: "The others go on. When what did not answer is there again: gh run rerun",
        },
      ];
};

/** What a step tells of accepted cells that have no image after it, once for each reason. */
export const leftProblems = (left: Built["left"]): Problem[] =>
  [...Map.groupBy(left, ({ why }) => why)].map(([why, cells]) => ({
    code: "cell-left",
    message: `${named(cells.map(({ cell }) => cell))} was not built: ${why}.`,
    hint: "The others went on. Once the cause is gone: gh run rerun --failed",
  }));
