import type { Cell } from "../matrix/cell.ts";
import type { Base } from "../matrix/base.ts";
import type { Reason } from "../matrix/reason.ts";

export type Verdict =
  | { readonly kind: "accepted"; readonly base: Base; readonly lock: string }
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
