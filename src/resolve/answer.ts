import type { Reason } from "../matrix/reason.ts";
import type { Lock } from "./lock.ts";

/**
 * What the index said to one question. `unreachable` means that it could not be queried: the cell
 * is unknown, never rejected.
 */
export type Answer =
  | { readonly kind: "locked"; readonly lock: Lock }
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
      readonly index?: { readonly name: string; readonly cause: string };
    };

/** The locks among the answers, by their own key. */
export const locksOf = (answers: ReadonlyMap<string, Answer>): Map<string, Lock> => {
  const locks = new Map<string, Lock>();
  for (const answer of answers.values())
    if (answer.kind === "locked") locks.set(answer.lock.key, answer.lock);
  return locks;
};
