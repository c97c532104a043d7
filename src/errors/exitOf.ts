import { exitOfCode } from "./codes.ts";
import type { ExitCode } from "./codes/codeSection.ts";
import { problemsOf } from "./errorProblems.ts";

/**
 * The exit code of what was thrown, for both shells: as the table of codes says of its first
 * problem.
 */
export const exitOf = (error: unknown): ExitCode => {
  const [{ code }] = problemsOf(error);
  return exitOfCode(code);
};
