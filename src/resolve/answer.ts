import type { Reason } from "../matrix/reason.ts";
import type { Lock } from "./lock.ts";

/** An index that the catalog names, and why it gave no answer: the cause ends a sentence. */
export interface UnaskedIndex {
  readonly name: string;
  readonly cause: string;
}

/**
 * What the index said to one question. `unreachable` means that it could not be queried: the cell
 * is unknown, never rejected.
 */
export type Answer =
  /** `unasked` is a preferred index that could not be queried: the lock is what others have. */
  | { readonly kind: "locked"; readonly lock: Lock; readonly unasked?: UnaskedIndex }
  /** `detail` is uv's own text. */
  | {
      readonly kind: "conflict";
      readonly reasons: readonly [Reason, ...Reason[]];
      readonly detail: string;
    }
  /** `index` is set when it is one that the catalog names; its cause ends a sentence. */
  | {
      readonly kind: "unreachable";
      readonly reason: Reason;
      readonly index?: UnaskedIndex;
    };

/** The locks among the answers, by their own key. */
export const locksOf = (answers: ReadonlyMap<string, Answer>): Map<string, Lock> => {
  const locks = new Map<string, Lock>();
  for (const answer of answers.values())
    if (answer.kind === "locked") locks.set(answer.lock.key, answer.lock);
  return locks;
};
