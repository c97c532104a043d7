import { requirementName } from "../matrix/libraryRelease.ts";
import { explain } from "../resolve/explain.ts";
import { checkLock } from "../verdict/lockRules.ts";
import type { ConflictedCell, LimitedAsk, SuggestFacts } from "./change.ts";
import type { SuggestedFix } from "./findFix.ts";
import { anyVersionOf, namedIn } from "./ownChanges.ts";

/** Packages that are let go one after the other, at most. */
const MOST = 6;

/**
 * Other versions of what a rule names and of as little else as that takes: each time that it is not
 * enough, of what then stands in the way. Undefined where that leads to nothing in a few steps.
 */
export const loosenedInTurn = async (
  ask: LimitedAsk,
  { cell, packages }: ConflictedCell,
  facts: SuggestFacts,
): Promise<SuggestedFix | undefined> => {
  const named = namedIn(cell, facts);
  const loose = new Set(packages.map(requirementName));
  for (let step = 0; step < MOST; step += 1) {
    const group = named.filter(({ name }) => loose.has(name));
    if (group.length === 0) return undefined;
    const change = anyVersionOf(group, cell, facts);
    const answer = await ask(change.question);
    if (answer.kind === "locked") {
      const judged = { ...cell, wheelCuda: facts.request.wheelCuda };
      const isFine = checkLock(answer.lock, judged, facts.catalog).length === 0;
      return isFine ? { change, lock: answer.lock } : undefined;
    }
    if (answer.kind !== "conflict") return undefined;
    const next = explain(answer.detail, change.question)
      .packages.map(requirementName)
      .find((name) => !loose.has(name) && named.some((one) => one.name === name));
    if (next === undefined) return undefined;
    loose.add(next);
  }
  return undefined;
};
