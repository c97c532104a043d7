import { minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { questioner, type Question } from "../matrix/question.ts";
import type { Answer } from "../resolve/answer.ts";
import { questionKey } from "../resolve/lockKey.ts";
import { memoized } from "../text/memoized.ts";
import { checkLock } from "../verdict/lockRules.ts";
import type { JudgedCell, Verdict } from "../verdict/verdict.ts";
import type { Ask, SuggestFacts } from "./change.ts";

/**
 * Questions that are asked to find the nearest cell of one, for all cells of a plan together, and
 * to try their hints.
 */
const FOR_ONE = 8;
const FOR_ALL = 16;
const FOR_HINTS = 4;

/** A search for accepted cells outside a plan, which counts its questions. */
export interface CatalogSearch {
  readonly facts: SuggestFacts;
  /**
   * The first accepted one of some cells, with at most `perCuda` tries for one CUDA; undefined when
   * the questions run out.
   */
  firstAccepted(candidates: readonly Cell[], perCuda: number): Promise<Cell | undefined>;
  /** Whether it is known, or found by asking, that the packages of a cell cannot be had. */
  isHopeless(cell: Cell): Promise<boolean>;
}

interface SearchState {
  /** Keys of the questions that the plan asks itself: they cost nothing more. */
  readonly ofPlan: ReadonlySet<string>;
  /** Keys of further questions that were asked to find cells. */
  readonly forCells: Set<string>;
  /** Keys of those that were asked to try a hint. */
  readonly forHints: Set<string>;
}

interface Asking {
  readonly keyOf: (cell: Cell) => string;
  readonly answerFor: (cell: Cell) => Promise<Answer>;
}

const acceptedFinder =
  (asking: Asking, facts: SuggestFacts, { ofPlan, forCells }: SearchState) =>
  async (candidates: readonly Cell[], perCuda: number): Promise<Cell | undefined> => {
    const tried = new Set<string>();
    const triesOfCuda = new Map<string, number>();
    for (const cell of candidates) {
      const key = asking.keyOf(cell);
      const minor = minorOf(cell.cuda);
      const tries = triesOfCuda.get(minor) ?? 0;
      if (tried.has(key) || tries >= perCuda) continue;
      triesOfCuda.set(minor, tries + 1);
      const isFree = ofPlan.has(key) || forCells.has(key);
      if (tried.size >= FOR_ONE || (forCells.size >= FOR_ALL && !isFree)) return undefined;
      tried.add(key);
      if (!ofPlan.has(key)) forCells.add(key);
      const answer = await asking.answerFor(cell);
      const checked = { ...cell, wheelCuda: facts.request.wheelCuda };
      if (answer.kind === "locked" && checkLock(answer.lock, checked, facts.catalog).length === 0)
        return cell;
    }
    return undefined;
  };

const hopelessness =
  (asking: Asking, verdicts: ReadonlyMap<string, Verdict>, state: SearchState) =>
  async (cell: Cell): Promise<boolean> => {
    const verdict = verdicts.get(cell.id);
    if (verdict !== undefined) return verdict.kind === "rejected";
    const { ofPlan, forCells, forHints } = state;
    const key = asking.keyOf(cell);
    const isNew = !ofPlan.has(key) && !forCells.has(key) && !forHints.has(key);
    if (isNew && forHints.size >= FOR_HINTS) return false;
    if (isNew) forHints.add(key);
    return (await asking.answerFor(cell)).kind === "conflict";
  };

/** Opens a search beside the judged cells of a plan. */
export const openSearch = (
  ask: Ask,
  judged: readonly JudgedCell[],
  facts: SuggestFacts,
): CatalogSearch => {
  const questionOf = questioner(facts.request, facts.catalog);
  const keyOfQuestion = memoized((question: Question) => questionKey(question));
  const asking: Asking = {
    keyOf: (cell) => keyOfQuestion(questionOf(cell)),
    answerFor: (cell) => ask(questionOf(cell)),
  };
  const open = judged.filter(
    ({ cell, verdict }) => verdict.kind === "accepted" || facts.possible(cell),
  );
  const state: SearchState = {
    ofPlan: new Set(open.map(({ cell }) => asking.keyOf(cell))),
    forCells: new Set(),
    forHints: new Set(),
  };
  const verdicts = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict]));
  return {
    facts,
    firstAccepted: acceptedFinder(asking, facts, state),
    isHopeless: hopelessness(asking, verdicts, state),
  };
};
