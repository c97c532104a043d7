import type { ReasonCode } from "../errors/codes.ts";
import type { Cell } from "../matrix/cell.ts";
import { questioner, type Question } from "../matrix/question.ts";
import type { Answer } from "../resolve/answer.ts";
import { explain } from "../resolve/explain.ts";
import type { Lock } from "../resolve/lock.ts";
import { questionKey } from "../resolve/lockKey.ts";
import { memoized } from "../text/memoized.ts";
import { checkLock } from "../verdict/lockRules.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { questionFor, type Change, type SuggestFacts } from "./change.ts";
import { changesFor } from "./changes.ts";

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

/**
 * The first change with which the packages can be had and pass every check; undefined if none of
 * the first eight does.
 */
export const findFix = async (
  ask: Ask,
  changes: readonly Change[],
  { request, catalog }: SuggestFacts,
): Promise<SuggestedFix | undefined> => {
  for (const change of changes.slice(0, FOR_ONE)) {
    const answer = await ask(change.question);
    if (answer.kind !== "locked") continue;
    const cell = { ...change.cell, wheelCuda: request.wheelCuda };
    if (checkLock(answer.lock, cell, catalog).length === 0) return { change, lock: answer.lock };
  }
  return undefined;
};

/** `With Python 3.13 it works:` and the lines to type. */
export const fixHint = ({ change, lock }: SuggestedFix): string =>
  [`${change.summary(lock)}; put into dl-env.yml:`, ...change.lines(lock)].join("\n");

const noneFound = (cell: Cell): string =>
  `No single change was found that helps; see the full chain: dl-env plan --why ${cell.id}`;

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
    const changes = changesFor({ cell, code, packages }, facts).slice(0, FOR_ONE);
    left -= changes.length;
    const fix = left < 0 ? undefined : await findFix(ask, changes, facts);
    return fix === undefined ? noneFound(cell) : fixHint(fix);
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
    if (conflict !== undefined && !conflicts.has(key)) conflicts.set(key, conflict);
  }
  const hints = await hintsFor(ask, conflicts, facts);
  return judged.map((one) => {
    const { cell, verdict } = one;
    if (verdict.kind !== "rejected" || conflictOf(one) === undefined) return one;
    const [first, ...more] = verdict.reasons;
    const hint = hints.get(keyOf(questionOf(cell))) ?? noneFound(cell);
    return { cell, verdict: { ...verdict, reasons: [{ ...first, hint }, ...more] } };
  });
};
