import {
  exitOfCode,
  type CatalogCode,
  type Code,
  type CodeOfExit,
  type ErrorCode,
} from "./codes.ts";
import type { ExitCode } from "./codes/codeSection.ts";

export type { ExitCode } from "./codes/codeSection.ts";

/** Where in a file a message belongs; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Problem<AnyCode extends Code | CatalogCode = Code | CatalogCode> {
  readonly code: AnyCode;
  /** One plain sentence, with its full stop. */
  readonly message: string;
  readonly place?: Place;
  /** Ends in something to type. */
  readonly hint?: string;
}

/** What can end a command. */
export type ErrorProblem = Problem<ErrorCode>;

export interface ErrorOptions {
  readonly cause?: unknown;
  /** Further problems of the same kind, so that a file with three mistakes names all three. */
  readonly more?: readonly ErrorProblem[];
}

/** What the user must fix now. A cell that cannot exist is not one of these: that is a verdict. */
export class DlEnvError extends Error {
  readonly code: ErrorCode;
  /** As the table of codes says. */
  readonly exit: ExitCode;
  readonly place?: Place;
  readonly hint?: string;
  readonly more: readonly ErrorProblem[];

  constructor(problem: ErrorProblem, options: ErrorOptions = {}) {
    super(problem.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "DlEnvError";
    this.code = problem.code;
    this.exit = exitOfCode(problem.code);
    if (problem.place !== undefined) this.place = problem.place;
    if (problem.hint !== undefined) this.hint = problem.hint;
    this.more = options.more ?? [];
  }
}

/** A problem of a request: what ends a command with 2. */
export type RequestProblem = Problem<CodeOfExit<2>>;

/** The request is wrong: a code of exit 2. */
export const wrongRequest = (problem: RequestProblem, options?: ErrorOptions): DlEnvError =>
  new DlEnvError(problem, options);

/** Something outside could not be reached or refused: a code of exit 3. */
export const unreachable = (problem: Problem<CodeOfExit<3>>, options?: ErrorOptions): DlEnvError =>
  new DlEnvError(problem, options);

/** Work was done and found problems: a code of exit 1. */
export const foundProblem = (problem: Problem<CodeOfExit<1>>, options?: ErrorOptions): DlEnvError =>
  new DlEnvError(problem, options);
