import type { Cell } from "../matrix/cell.ts";
import { explain } from "../resolve/explain.ts";
import { checkLock } from "../verdict/lockRules.ts";
import { bringersOf } from "./broughtWheels.ts";
import { questionFor, type LimitedAsk, type ConflictedCell, type SuggestFacts } from "./change.ts";
import { dropped, librariesBehind } from "./dropChanges.ts";
import type { SuggestedFix } from "./findFix.ts";

/** Packages that are left out at most. */
const MOST = 6;

/** The entries that stand in the way of what is left of a cell; undefined where nothing does. */
const inTheWay = async (
  ask: LimitedAsk,
  cell: Cell,
  facts: SuggestFacts,
): Promise<readonly string[] | undefined> => {
  const answer = await ask(questionFor(facts, cell));
  if (answer.kind === "unreachable" || answer.kind === "not-asked") return [];
  if (answer.kind === "conflict") {
    const { packages } = explain(answer.detail, questionFor(facts, cell));
    const [{ code }] = answer.reasons;
    return librariesBehind({ cell, code, packages }, facts).slice(0, 1);
  }
  const judged = { ...cell, wheelCuda: facts.request.wheelCuda };
  const [first] = checkLock(answer.lock, judged, facts.catalog);
  return first === undefined ? undefined : bringersOf(ask, { cell, code: first.code }, facts);
};

/**
 * The set without one package after the other, where several are hopeless and leaving one out is
 * not enough; undefined where that leads to nothing within a few steps.
 */
export const droppedInTurn = async (
  ask: LimitedAsk,
  conflicted: ConflictedCell,
  facts: SuggestFacts,
): Promise<SuggestedFix | undefined> => {
  const names = new Set(librariesBehind(conflicted, facts).slice(0, 1));
  while (names.size > 0 && names.size <= MOST) {
    const change = dropped(conflicted.cell, [...names], facts);
    if (change === undefined) return undefined;
    const more = await inTheWay(ask, change.cell, facts);
    if (more === undefined) {
      const answer = await ask(change.question);
      return answer.kind === "locked" ? { change, lock: answer.lock } : undefined;
    }
    const before = names.size;
    for (const name of more) names.add(name);
    if (names.size === before) return undefined;
  }
  return undefined;
};
