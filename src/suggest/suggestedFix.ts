import type { ReasonCode } from "../errors/codes.ts";
import type { Cell } from "../matrix/cell.ts";
import { questioner, type Question } from "../matrix/question.ts";
import type { Reason } from "../matrix/reason.ts";
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
import { ownChanges } from "./ownChanges.ts";
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
  [
    `${change.summary(lock)}; ${change.where ?? "put into dl-env.yml"}:`,
    ...change.lines(lock),
  ].join("\n");

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
  /** The resolver's own text; empty where it was not asked. */
  readonly detail: string;
  /** What a rule says, and what helps where nothing better is found. */
  readonly packages?: readonly string[];
  readonly hint?: string;
}

/** What is said of a conflict beside, or instead of, what is said of it already. */
type Said = Partial<Pick<Reason, "code" | "message">> & Required<Pick<Reason, "hint">>;

/**
 * What a cell is rejected for when its packages cannot be had together: by the resolver's own text,
 * or by a rule about versions that its set names.
 */
const conflictOf = ({ cell, verdict }: JudgedCell, facts: SuggestFacts): Conflict | undefined => {
  if (verdict.kind !== "rejected") return undefined;
  const [{ code, detail, message, hint }, ...more] = verdict.reasons;
  if (detail !== undefined) return { cell, code, detail };
  if (code !== "pin-out-of-range" || more.length > 0 || hint === undefined) return undefined;
  const packages = message.split(/[^A-Za-z0-9._-]+/);
  return ownChanges({ cell, code, packages }, facts).length === 0
    ? undefined
    : { cell, code, detail: "", packages, hint };
};

/**
 * A package without wheels in the version that is asked for may have none in any: only asked for
 * alone does the resolver say so.
 */
const sourceOnly = async (
  ask: Ask,
  { question, name }: { readonly question: Question; readonly name: string },
  { catalog }: SuggestFacts,
): Promise<Pick<Reason, "code" | "message"> | undefined> => {
  const { fallbacks: _none, ...asked } = question;
  // Indexes of some packages only have no say about others.
  const indexes = asked.indexes.filter((one) => {
    const packages = catalog.indexes.get(one)?.packages;
    return packages === undefined || packages.includes(name);
  });
  const answer = await ask({ ...asked, indexes, requirements: [name], constraints: [] });
  if (answer.kind !== "conflict") return undefined;
  const [{ code, message }] = answer.reasons;
  return code === "source-only" ? { code, message } : undefined;
};

/** What is said of each conflict, found by asking. */
const hintsFor = async (
  ask: Ask,
  conflicts: ReadonlyMap<string, Conflict>,
  facts: SuggestFacts,
): Promise<ReadonlyMap<string, Said>> => {
  let left = FOR_ALL;
  const hintFor = async (conflict: Conflict): Promise<Said> => {
    const { cell, code, detail } = conflict;
    const question = questionFor(facts, cell);
    const packages = conflict.packages ?? explain(detail, question).packages;
    const [name = ""] = packages;
    const source =
      code === "no-wheels" ? await sourceOnly(ask, { question, name }, facts) : undefined;
    const plain = plainHint(source?.code ?? code, name, facts.catalog);
    if (plain !== undefined) return { ...source, hint: plain };
    const changes = changesFor({ cell, code, packages }, facts);
    left -= Math.min(changes.length, FOR_ONE);
    if (left < 0) return { hint: conflict.hint ?? notTried(cell) };
    const { fix, gap } = await findFix(ask, changes, facts);
    return { hint: fix === undefined ? (conflict.hint ?? noneFound(cell, gap)) : fixHint(fix) };
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
    const conflict = conflictOf(one, facts);
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
    if (verdict.kind !== "rejected" || conflictOf(one, facts) === undefined) return one;
    const [first, ...more] = verdict.reasons;
    const said = hints.get(keyOf(questionOf(cell))) ?? { hint: noneFound(cell) };
    return { cell, verdict: { ...verdict, reasons: [{ ...first, ...said }, ...more] } };
  });
};
