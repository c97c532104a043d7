import type { Cell } from "../matrix/cell.ts";
import type { System } from "../system/ports.ts";
import type { Answer } from "./answer.ts";
import type { ChangeFacts } from "./changes.ts";
import type { Question } from "./lock.ts";
import { openResolver, type ResolveOptions } from "./resolve.ts";
import { withWaysOut } from "./wayOut.ts";

/** `resolveAll`, and for each conflict a change to dl-env.yml that was found by asking; `cells` are those that the questions belong to. */
export const resolveTold = async (sys: System, questions: readonly Question[], cells: readonly Cell[], options: ResolveOptions, facts: ChangeFacts): Promise<ReadonlyMap<string, Answer>> => {
  const resolver = openResolver(sys, options);
  try {
    const answers = await resolver.askAll(questions);
    return await withWaysOut((question) => resolver.ask(question), answers, cells, facts);
  } finally {
    await resolver.close();
  }
};
