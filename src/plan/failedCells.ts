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
 * What is said of cells that were left because the same cause had stopped some before them; `tried`
 * is how many those are.
 */
export const notTriedText = (
  cells: readonly string[],
  { tried, message }: { readonly tried: number; readonly message: string },
): string =>
  `Stopped after ${tried} ${tried === 1 ? "cell" : "cells"} for the same cause, ${cells.length} not ` +
  `tried (${fewNames(cells)}). ${message}`;

/** The code of an error that says that nothing was tried. */
export const isNotTried = (code: string): boolean => code === "registry-down";

const cellsIn = (failed: readonly FailedCell[]): string[] => [
  ...new Set(failed.map(({ cell }) => cell)),
];

/**
 * One problem for each distinct one, naming its cells: forty cells that fail alike are one message.
 */
export const failedProblems = (failed: readonly FailedCell[]): ErrorProblem[] =>
  [...Map.groupBy(failed, ({ problem }) => `${problem.code}\n${problem.message}`).values()].flatMap(
    (group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { code, message } = first.problem;
      const tried = cellsIn(
        failed.filter(({ problem, exit }) => exit === 3 && !isNotTried(problem.code)),
      );
      const text = isNotTried(code)
        ? notTriedText(cellsIn(group), { tried: tried.length, message })
        : `${fewNames(cellsIn(group))}: ${message}`;
      return [{ ...first.problem, message: text }];
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
