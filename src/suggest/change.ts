import type { ReasonCode } from "../errors/codes.ts";
import type { Catalog } from "../catalog/facts.ts";
import type { Cell } from "../matrix/cell.ts";
import { questionOf, type Question } from "../matrix/question.ts";
import type { Request } from "../matrix/request.ts";
import type { Answer } from "../resolve/answer.ts";
import type { Lock } from "../resolve/lock.ts";

/** Asks the resolver, which should remember what it was asked. */
export type Ask = (question: Question) => Promise<Answer>;

/** Asks the resolver so often and no more; see limitedAsk.ts. */
export type LimitedAsk = (question: Question) => Promise<Answer | { readonly kind: "not-asked" }>;

/** One change to dl-env.yml that may make a cell possible. */
export interface Change {
  readonly kind: "pin" | "python" | "cuda" | "drop";
  readonly question: Question;
  /** The cell as it would be, for the checks of its lock. */
  readonly cell: Cell;
  /** What is done, as the beginning of a sentence: `With Python 3.13 it works`. */
  readonly summary: (lock: Lock) => string;
  /** Where the lines go, as an end of the summary; default: into dl-env.yml. */
  readonly where?: string;
  /** Lines for dl-env.yml; a pin is only known from the lock that was found. */
  readonly lines: (lock: Lock) => readonly string[];
}

/** What suggestions are made from. */
export interface SuggestFacts {
  readonly catalog: Catalog;
  readonly request: Pick<Request, "pins" | "wheelCuda" | "slim" | "customization">;
  /** Whether neither the catalog's rules nor its list of bases speak against a cell. */
  readonly possible: (cell: Cell) => boolean;
  /** Ids of cells that changes are looked for first, since not all conflicts may have a turn. */
  readonly first?: readonly string[];
}

/** A cell whose packages cannot be had together. */
export interface ConflictedCell {
  readonly cell: Cell;
  /** Of the reason. */
  readonly code: ReasonCode;
  /** The packages that the conflict is about, the one to give way first. */
  readonly packages: readonly string[];
}

/** At most so many values of one axis, or pins, are tried, the nearest first. */
export const NEAREST = 3;

/** What is asked for a cell, with other pins than the request's where they are given. */
export const questionFor = (
  { catalog, request }: SuggestFacts,
  cell: Cell,
  pins: Request["pins"] = request.pins,
): Question => questionOf(cell, { ...request, pins }, catalog);
