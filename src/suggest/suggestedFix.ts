import type { ReasonCode } from "../errors/codes.ts";
import type { Cell } from "../matrix/cell.ts";
import { questioner, type Question } from "../matrix/question.ts";
import type { Answer } from "../resolve/answer.ts";
import { explain } from "../resolve/explain.ts";
import type { Lock } from "../resolve/lock.ts";
import { questionKey } from "../resolve/lockKey.ts";
import { count } from "../text/units.ts";
import { memoized } from "../text/memoized.ts";
import { checkLock } from "../verdict/lockRules.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { questionFor, type Change, type SuggestFacts } from "./change.ts";
import { changesFor } from "./changes.ts";
import { plainHint } from "./plainHint.ts";

/** A change with which a cell was found to work. */
export interface SuggestedFix {
  readonly change: Change;
  readonly lock: Lock;
}

/** Asks the resolver, which should remember what it was asked. */
export type Ask = (question: Question) => Promise<Answer>;

/** Questions that are asked for one conflict, and for all conflicts of a plan together. */
const FOR_ONE = 8;
const FOR_ALL = 60;

/** What came of trying changes. */
interface Search {
  readonly fix?: SuggestedFix;
  /** Why that no change was found does not say that none helps; a whole sentence. */
  readonly gap?: string;
}

/**
 * The first change with which the packages can be had and pass every check, among the first eight.
 * Without one, why others may help still.
 */
export const findFix = async (
  ask: Ask,
  changes: readonly Change[],
  { request, catalog }: SuggestFacts,
): Promise<Search> => {
  const tried = changes.slice(0, FOR_ONE);
  let silent = 0;
  for (const change of tried) {
    const answer = await ask(change.question);
    if (answer.kind === "unreachable") silent += 1;
    if (answer.kind !== "locked") continue;
    const cell = { ...change.cell, wheelCuda: request.wheelCuda };
    if (checkLock(answer.lock, cell, catalog).length === 0)
      return { fix: { change, lock: answer.lock } };
  }
  const left = changes.length - tried.length;
  if (silent > 0)
    return { gap: `${silent} of the ${count(tried.length, "change")} tried could not be asked.` };
  return left === 0 ? {} : { gap: `${tried.length} of ${changes.length} changes were tried.` };
};

/** `With Python 3.13 it works:` and the lines to type. */
export const fixHint = ({ change, lock }: SuggestedFix): string =>
  [`${change.summary(lock)}; put into dl-env.yml:`, ...change.lines(lock)].join("\n");

const noneFound = ({ id }: Cell, gap?: string): string =>
  gap === undefined
    ? `No single change was found that helps; see the full chain: dl-env plan --why ${id}`
    : `${gap} None of them helped; see the full chain: dl-env plan --why ${id}`;

/** Of a conflict whose turn came after all that are asked for in one plan. */
const notTried = ({ id }: Cell): string =>
  `No change was tried: the plan has more conflicts than are searched; ` +
  `ask for this cell alone: dl-env plan --cells ${id}`;

interface Conflict {
  readonly cell: Cell;
  readonly code: ReasonCode;
  /** The resolver's own text. */
  readonly detail: string;
}

/**
 * What a cell is rejected for when its packages cannot be had together: no other reason has the
 * resolver's own text.
 */
const conflictOf = ({ cell, verdict }: JudgedCell): Conflict | undefined => {
  if (verdict.kind !== "rejected") return undefined;
  const [{ code, detail }] = verdict.reasons;
  return detail === undefined ? undefined : { cell, code, detail };
};

/** The hint for each conflict, found by asking. */
const hintsFor = async (
  ask: Ask,
  conflicts: ReadonlyMap<string, Conflict>,
  facts: SuggestFacts,
): Promise<ReadonlyMap<string, string>> => {
  let left = FOR_ALL;
  const hintFor = async ({ cell, code, detail }: Conflict): Promise<string> => {
    const { packages } = explain(detail, questionFor(facts, cell));
    const plain = plainHint(code, packages[0] ?? "", facts.catalog);
    if (plain !== undefined) return plain;
    const changes = changesFor({ cell, code, packages }, facts);
    left -= Math.min(changes.length, FOR_ONE);
    if (left < 0) return notTried(cell);
    const { fix, gap } = await findFix(ask, changes, facts);
    return fix === undefined ? noneFound(cell, gap) : fixHint(fix);
  };
  const found = [...conflicts].map(
    async ([key, conflict]) => [key, await hintFor(conflict)] as const,
  );
  return new Map(await Promise.all(found));
};

/**
 * The same cells, each conflict with a hint that was found by asking: once for cells that ask the
 * same, with the first of them.
 */
export const withSuggestedFixes = async (
  ask: Ask,
  judged: readonly JudgedCell[],
  facts: SuggestFacts,
): Promise<JudgedCell[]> => {
  const questionOf = questioner(facts.request, facts.catalog);
  // Cells that ask the same share the question itself, and hashing it is most of the work.
  const keyOf = memoized(questionKey);
  const conflicts = new Map<string, Conflict>();
  for (const one of judged) {
    const conflict = conflictOf(one);
    const key = conflict === undefined ? "" : keyOf(questionOf(one.cell));
    if (conflict === undefined) continue;
    // Of cells that ask the same the hint names one, and that is the one it was asked for.
    if (!conflicts.has(key) || facts.first?.includes(conflict.cell.id) === true)
      conflicts.set(key, conflict);
  }
  const { first = [] } = facts;
  const inTurn = [...conflicts].sort(
    ([, a], [, b]) => Number(first.includes(b.cell.id)) - Number(first.includes(a.cell.id)),
  );
  const hints = await hintsFor(ask, new Map(inTurn), facts);
  return judged.map((one) => {
    const { cell, verdict } = one;
    if (verdict.kind !== "rejected" || conflictOf(one) === undefined) return one;
    const [first, ...more] = verdict.reasons;
    const hint = hints.get(keyOf(questionOf(cell))) ?? noneFound(cell);
    return { cell, verdict: { ...verdict, reasons: [{ ...first, hint }, ...more] } };
  });
};
