import type { Problem } from "../errors/error.ts";

/** 0 done, 1 found problems, 2 wrong request, 3 could not reach something. */
export type Exit = 0 | 1 | 2 | 3;

/**
 * What a command gives back to whichever shell ran it. A command prints nothing and makes no text:
 * `report/` makes it from this.
 */
export interface OutcomeOf<Kind extends string, Result> {
  readonly kind: Kind;
  /** The data: what `--json` prints. */
  readonly result: Result;
  /** What keeps the exit from being 0 although the rest of the work was done. */
  readonly problems: readonly Problem[];
  readonly exit: Exit;
}
