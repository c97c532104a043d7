import type { Cell } from "../matrix/cell.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import type { System } from "../system/ports.ts";
import type { Answer } from "../resolve/answer.ts";
import { withNearestBeyond } from "./nearestInCatalog.ts";
import type { ChangeFacts } from "./changes.ts";
import type { Question } from "../matrix/question.ts";
import { openResolver, type ResolveOptions } from "../resolve/resolve.ts";
import { withWaysOut } from "./suggestedFix.ts";

/** The verdicts with nearest cells and hints that were found by asking; opens nothing when nothing must be asked. */
export const nearestTold = async (
  sys: System,
  judged: readonly JudgedCell[],
  options: ResolveOptions,
  facts: ChangeFacts,
): Promise<JudgedCell[]> => {
  const resolver = openResolver(sys, options);
  try {
    return await withNearestBeyond((question) => resolver.ask(question), judged, facts);
  } finally {
    await resolver.close();
  }
};

/** `resolveAll`, and for each conflict a change to dl-env.yml that was found by asking; `cells` are those that the questions belong to. */
export const resolveTold = async (
  sys: System,
  questions: readonly Question[],
  cells: readonly Cell[],
  options: ResolveOptions,
  facts: ChangeFacts,
): Promise<ReadonlyMap<string, Answer>> => {
  const resolver = openResolver(sys, options);
  try {
    const answers = await resolver.askAll(questions);
    return await withWaysOut((question) => resolver.ask(question), answers, cells, facts);
  } finally {
    await resolver.close();
  }
};
