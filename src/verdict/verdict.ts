import type { Cell } from "../matrix/cell.ts";
import type { Note } from "./note.ts";
import type { Base } from "../matrix/base.ts";
import type { Reason } from "../matrix/reason.ts";

export type Verdict =
  | {
      readonly kind: "accepted";
      readonly base: Base;
      readonly lock: string;
      /** What is to be said of it in the plan; absent: nothing. */
      readonly notes?: readonly Note[];
    }
  | {
      readonly kind: "rejected";
      readonly reasons: readonly [Reason, ...Reason[]];
      readonly base?: Base;
    }
  /** Something could not be queried; the reasons name what. Never built, never promoted. */
  | {
      readonly kind: "unknown";
      readonly reasons: readonly [Reason, ...Reason[]];
      readonly base?: Base;
    };

export interface JudgedCell {
  readonly cell: Cell;
  readonly verdict: Verdict;
}
