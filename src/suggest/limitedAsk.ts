import { questionKey } from "../resolve/lockKey.ts";
import type { Ask, LimitedAsk } from "./change.ts";

/**
 * Passes so many different questions on, and says of all others that they were not asked. `asked`
 * is how many were: a question that comes again counts once.
 */
export const limitedAsk = (
  ask: Ask,
  most: number,
): { readonly ask: LimitedAsk; readonly asked: () => number } => {
  const keys = new Set<string>();
  return {
    ask: (question) => {
      const key = questionKey(question);
      if (!keys.has(key) && keys.size >= most) return Promise.resolve({ kind: "not-asked" });
      keys.add(key);
      return ask(question);
    },
    asked: () => keys.size,
  };
};
