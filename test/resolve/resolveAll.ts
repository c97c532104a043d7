import type { Question } from "../../src/matrix/question.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { openResolver, type ResolveOptions } from "../../src/resolve/resolve.ts";
import type { System } from "../../src/system/ports.ts";

/**
 * The answer to each distinct question, by `questionKey`. A cell whose question is `unreachable` is
 * unknown.
 */
export const resolveAll = async (
  sys: System,
  questions: readonly Question[],
  options: ResolveOptions,
): Promise<ReadonlyMap<string, Answer>> => {
  const resolver = openResolver(sys, options);
  try {
    return await resolver.askAll(questions);
  } finally {
    await resolver.close();
  }
};
