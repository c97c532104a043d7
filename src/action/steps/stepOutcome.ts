import type { Outcome } from "../../commands/outcome.ts";
import { fixOfCode } from "../../errors/codes.ts";
import type { Problem } from "../../errors/error.ts";
import { outcomeText } from "../../report/outcomeText.ts";
import type { StepContext, StepResult } from "../runStep.ts";

/** How a run of GitHub Actions goes on after a problem that names nothing to type itself. */
const RERUN_HINTS: Readonly<Record<string, string>> = {
  "cells-unknown": "The other cells continue. When the server answers again: gh run rerun",
  "cell-left": "The other cells continued. Once the cause is fixed: gh run rerun --failed",
  "not-proven": "See the probes' reasons in the step summary; then: gh run rerun --failed",
};

const MOVED_HINT = "The other tags moved. Once the cause is fixed: gh run rerun --failed";

const withHint = (problem: Problem, kind: Outcome["kind"]): Problem => {
  if (problem.hint !== undefined) return problem;
  const hint =
    kind === "promote" ? MOVED_HINT : (RERUN_HINTS[problem.code] ?? fixOfCode(problem.code));
  return hint === undefined ? problem : { ...problem, hint };
};

/**
 * A command's outcome as a step tells it: the text goes into the log, exit and problems into the
 * result; `more` is what only this step hands over.
 */
export const stepOutcome = (
  { sys }: StepContext,
  outcome: Outcome,
  more: Omit<StepResult, "exit" | "problems">,
): StepResult => {
  sys.log.info(outcomeText(outcome));
  return {
    exit: outcome.exit,
    problems: outcome.problems.map((problem) => withHint(problem, outcome.kind)),
    ...more,
  };
};
