import type { Reason } from "../matrix/verdict.ts";
import type { Lock } from "./lock.ts";

/** What the index said to one question. `unreachable` means that it could not be asked: the cell is unknown, never rejected. */
export type Answer =
  | { readonly kind: "locked"; readonly lock: Lock }
  /** `detail` is uv's own text. */
  | { readonly kind: "conflict"; readonly reasons: readonly [Reason, ...Reason[]]; readonly detail: string }
  | { readonly kind: "unreachable"; readonly reason: Reason };
