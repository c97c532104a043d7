import { DlEnvError, type ExitCode, type ErrorProblem } from "../errors/error.ts";
import { problemsOf } from "../errors/errorProblems.ts";
import { fewNames } from "../text/fewNames.ts";

/** A cell that could not be made, tested or tagged, while the others went on. */
export interface FailedCell {
  readonly cell: string;
  readonly problem: ErrorProblem;
  readonly exit: ExitCode;
}

/**
 * The same failure for each of these cells. What is no DlEnvError is a fault of ours and is thrown
 * on.
 */
export const failedCells = (cells: readonly string[], error: unknown): FailedCell[] => {
  if (!(error instanceof DlEnvError)) throw error;
  const [problem] = problemsOf(error);
  return cells.map((cell) => ({ cell, problem, exit: error.exit }));
};

/**
 * One problem for each distinct one, naming its cells: forty cells that fail alike are one message.
 */
export const failedProblems = (failed: readonly FailedCell[]): ErrorProblem[] =>
  [...Map.groupBy(failed, ({ problem }) => `${problem.code}\n${problem.message}`).values()].flatMap(
    (group) => {
      const [first] = group;
      if (first === undefined) return [];
      const names = [...new Set(group.map(({ cell }) => cell))];
      return [
        {
          ...first.problem,
          message: `${fewNames(names)}: ${first.problem.message}`,
        },
      ];
    },
  );

/**
 * Faults of the work first, then those of the request, then what could not be reached: the first
 * problem gives the exit.
 */
const byExit = (a: FailedCell, b: FailedCell): number => a.exit - b.exit;

/**
 * All failures as one error, or undefined when there is none: exit 3 when only the outside failed.
 */
export const failedError = (failed: readonly FailedCell[]): DlEnvError | undefined => {
  const [first, ...more] = failedProblems(failed.toSorted(byExit));
  return first === undefined ? undefined : new DlEnvError(first, { more });
};
