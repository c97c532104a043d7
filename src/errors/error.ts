/** Exit codes of both shells: 1 = problems were found, 2 = the request is wrong, 3 = something could not be reached. */
export type ExitCode = 1 | 2 | 3;

/** Where in a file a message belongs; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Problem {
  /** Stable, kebab-case, documented in docs/errors.md. */
  readonly code: string;
  /** One plain sentence, with its full stop. */
  readonly message: string;
  readonly place?: Place;
  /** Ends in something to type. */
  readonly hint?: string;
}

/** What the user must fix now. A cell that cannot exist is not one of these: that is a verdict. */
export class DlEnvError extends Error {
  readonly code: string;
  readonly exit: ExitCode;
  readonly place?: Place;
  readonly hint?: string;
  /** Further problems of the same kind, so that a file with three mistakes names all three. */
  readonly more: readonly Problem[];

  constructor(
    exit: ExitCode,
    problem: Problem,
    options: { cause?: unknown; more?: readonly Problem[] } = {},
  ) {
    super(problem.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "DlEnvError";
    this.code = problem.code;
    this.exit = exit;
    if (problem.place !== undefined) this.place = problem.place;
    if (problem.hint !== undefined) this.hint = problem.hint;
    this.more = options.more ?? [];
  }
}

/** The request is wrong: exit 2. */
export const wrongRequest = (
  problem: Problem,
  options: { cause?: unknown; more?: readonly Problem[] } = {},
): DlEnvError => new DlEnvError(2, problem, options);

/** Something outside could not be reached or refused: exit 3. */
export const unreachable = (problem: Problem, options: { cause?: unknown } = {}): DlEnvError =>
  new DlEnvError(3, problem, options);

/** Work was done and found problems: exit 1. */
export const foundProblem = (
  problem: Problem,
  options: { cause?: unknown; more?: readonly Problem[] } = {},
): DlEnvError => new DlEnvError(1, problem, options);
