import type { Lock } from "../resolve/lock.ts";
import { count } from "../text/units.ts";
import { checkLock } from "../verdict/lockRules.ts";
import type { LimitedAsk, Change, SuggestFacts } from "./change.ts";

/** A change with which a cell was found to work. */
export interface SuggestedFix {
  readonly change: Change;
  readonly lock: Lock;
}

/** Changes that are tried for one conflict, a question for each. */
const MOST_CHANGES = 8;

/** What came of trying changes. */
export interface Search {
  readonly fix?: SuggestedFix;
  /** Why that no change was found does not say that none helps; a whole sentence. */
  readonly gap?: string;
  /** Present where no question was left to try one. */
  readonly untried?: true;
}

/**
 * The first change with which the packages can be had and pass every check, among the first eight.
 * Without one, why others may help still.
 */
export const findFix = async (
  ask: LimitedAsk,
  changes: readonly Change[],
  { request, catalog }: SuggestFacts,
): Promise<Search> => {
  let tried = 0;
  let silent = 0;
  for (const change of changes.slice(0, MOST_CHANGES)) {
    const answer = await ask(change.question);
    if (answer.kind === "not-asked") break;
    tried += 1;
    if (answer.kind === "unreachable") silent += 1;
    if (answer.kind !== "locked") continue;
    const cell = { ...change.cell, wheelCuda: request.wheelCuda };
    if (checkLock(answer.lock, cell, catalog).length === 0)
      return { fix: { change, lock: answer.lock } };
  }
  if (silent > 0)
    return { gap: `${silent} of the ${count(tried, "change")} tried could not be asked.` };
  if (tried === 0 && changes.length > 0) return { untried: true };
  return tried === changes.length
    ? {}
    : { gap: `${tried} of ${changes.length} changes were tried.` };
};

/** `With Python 3.13 it works:` and the lines to type. */
export const fixHint = ({ change, lock }: SuggestedFix): string =>
  [
    `${change.summary(lock)}; ${change.where ?? "put into dl-env.yml"}:`,
    ...change.lines(lock),
  ].join("\n");
