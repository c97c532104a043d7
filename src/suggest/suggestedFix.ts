import type { ReasonCode } from "../errors/codes.ts";
import type { Cell } from "../matrix/cell.ts";
import { questioner, type Question } from "../matrix/question.ts";
import type { Reason } from "../matrix/reason.ts";
import { explain } from "../resolve/explain.ts";
import { questionKey } from "../resolve/lockKey.ts";
import { memoized } from "../text/memoized.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { questionFor, type Ask, type LimitedAsk, type SuggestFacts } from "./change.ts";
import { changesFor } from "./changes.ts";
import { droppedInTurn } from "./droppedInTurn.ts";
import { findFix, fixHint, type Search } from "./findFix.ts";
import { limitedAsk } from "./limitedAsk.ts";
import { ownEntries } from "./broughtWheels.ts";
import { loosenedInTurn } from "./loosenedInTurn.ts";
import { ownChanges } from "./ownChanges.ts";
import { plainHint } from "./plainHint.ts";
import { refusedLock, type RuledOut } from "./refusedLock.ts";

/** Questions that are asked at most for all conflicts of a plan together. */
const FOR_ALL = 60;
/** Conflicts that are searched at once, each with an equal share of the questions that are left. */
const AT_ONCE = 3;

const noneFound = ({ id }: Cell, { gap, untried }: Search): string => {
  if (untried === true)
    return (
      "No change was tried: the plan has more conflicts than are searched; " +
      `ask for this cell alone: dl-env plan --cells ${id}`
    );
  return gap === undefined
    ? `No single change was found that helps; see the full chain: dl-env plan --why ${id}`
    : `${gap} None of them helped; see the full chain: dl-env plan --why ${id}`;
};

interface Conflict {
  readonly cell: Cell;
  readonly code: ReasonCode;
  /** The resolver's own text; empty where it was not asked. */
  readonly detail: string;
  /** What a rule says, and what helps where nothing better is found. */
  readonly packages?: readonly string[];
  readonly hint?: string;
  /** What a rule has against a lock that the resolver gave. */
  readonly against?: string;
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
  if (hint === undefined && ownEntries(cell, facts).length > 0 && facts.possible(cell))
    return { cell, code, detail: "", against: message };
  if (more.length > 0 || hint === undefined) return undefined;
  if (code === "library-not-available") return { cell, code, detail: "", packages: [] };
  if (code !== "pin-out-of-range") return undefined;
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
  ask: LimitedAsk,
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

/** What is said of a lock that a rule refuses. */
const saidOfRefused = async (
  ask: LimitedAsk,
  { cell, code, message: against }: RuledOut,
  facts: SuggestFacts,
): Promise<Said> => {
  const found = await refusedLock(ask, { cell, code, message: against }, facts);
  return {
    ...(found.message === undefined ? {} : { message: found.message }),
    hint: found.fix === undefined ? noneFound(cell, found) : fixHint(found.fix),
  };
};

/** What is said of one conflict. */
const saidOf = async (ask: LimitedAsk, conflict: Conflict, facts: SuggestFacts): Promise<Said> => {
  const { cell, code, detail, against } = conflict;
  if (against !== undefined) return saidOfRefused(ask, { cell, code, message: against }, facts);
  const question = questionFor(facts, cell);
  const packages = conflict.packages ?? explain(detail, question).packages;
  const [name = ""] = packages;
  const source =
    code === "no-wheels" ? await sourceOnly(ask, { question, name }, facts) : undefined;
  const plain = plainHint(source?.code ?? code, name, facts.catalog);
  if (plain !== undefined) return { ...source, hint: plain };
  const conflicted = { cell, code, packages };
  const loosened =
    code === "pin-out-of-range" ? await loosenedInTurn(ask, conflicted, facts) : undefined;
  if (loosened !== undefined) return { hint: fixHint(loosened) };
  const search = await findFix(ask, changesFor(conflicted, facts), facts);
  const fix = search.fix ?? (await droppedInTurn(ask, conflicted, facts));
  return { hint: fix === undefined ? (conflict.hint ?? noneFound(cell, search)) : fixHint(fix) };
};

/** What is said of each conflict, found by asking. */
const hintsFor = async (
  ask: Ask,
  conflicts: readonly (readonly [key: string, Conflict])[],
  facts: SuggestFacts,
): Promise<ReadonlyMap<string, Said>> => {
  const said = new Map<string, Said>();
  let left = FOR_ALL;
  for (let at = 0; at < conflicts.length; at += AT_ONCE) {
    const some = conflicts.slice(at, at + AT_ONCE);
    const share = Math.floor(left / some.length);
    const searched = some.map(async ([key, conflict]) => {
      const limited = limitedAsk(ask, share);
      said.set(key, await saidOf(limited.ask, conflict, facts));
      return limited.asked();
    });
    for (const asked of await Promise.all(searched)) left -= asked;
  }
  return said;
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
  const keyOfQuestion = memoized(questionKey);
  const keyOf = ({ cell, code }: Pick<Conflict, "cell" | "code">): string =>
    `${code} ${keyOfQuestion(questionOf(cell))}` +
    // What the catalog lacks is not in the question.
    (code === "library-not-available" ? ` ${cell.libraries.join()}` : "");
  const conflicts = new Map<string, Conflict>();
  for (const one of judged) {
    const conflict = conflictOf(one, facts);
    if (conflict === undefined) continue;
    const key = keyOf(conflict);
    // Of cells that ask the same the hint names one, and that is the one it was asked for.
    if (!conflicts.has(key) || facts.first?.includes(conflict.cell.id) === true)
      conflicts.set(key, conflict);
  }
  const { first = [] } = facts;
  const inTurn = [...conflicts].sort(
    ([, a], [, b]) => Number(first.includes(b.cell.id)) - Number(first.includes(a.cell.id)),
  );
  const hints = await hintsFor(ask, inTurn, facts);
  return judged.map((one) => {
    const { cell, verdict } = one;
    if (verdict.kind !== "rejected" || conflictOf(one, facts) === undefined) return one;
    const [first, ...more] = verdict.reasons;
    const said = hints.get(keyOf({ cell, code: first.code })) ?? { hint: noneFound(cell, {}) };
    return { cell, verdict: { ...verdict, reasons: [{ ...first, ...said }, ...more] } };
  });
};
