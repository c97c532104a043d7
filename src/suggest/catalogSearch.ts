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
 * Questions that are asked to find the nearest cell of one, for all cells of a plan together, of
 * which each set has its share, and to try their hints.
 */
const FOR_ONE = 8;
const FOR_ALL = 16;
const LEAST_SHARE = 4;
const FOR_HINTS = 4;

/** A search for accepted cells outside a plan, which counts its questions. */
export interface CatalogSearch {
  readonly facts: SuggestFacts;
  /**
   * The first accepted one of some cells, with at most `perCuda` tries for one CUDA; undefined when
   * the questions run out that may be asked for cells of a set.
   */
  firstAccepted(
    candidates: readonly Cell[],
    perCuda: number,
    forSet: string,
  ): Promise<Cell | undefined>;
  /**
   * What is known of a cell, or found by asking; undefined where it may not be asked about: the
   * questions run out.
   */
  outlook(cell: Cell): Promise<Verdict["kind"] | undefined>;
}

interface SearchState {
  /** Keys of the questions that the plan asks itself: they cost nothing more. */
  readonly ofPlan: ReadonlySet<string>;
  /** Keys of further questions that were asked to find cells, with the set that it was for. */
  readonly forCells: Map<string, string>;
  /** Ids of cells that were found to be accepted. */
  readonly found: Set<string>;
  /** Questions that may be asked to find cells of one set. */
  readonly share: number;
  /** Keys of those that were asked to try a hint. */
  readonly forHints: Set<string>;
}

interface Asking {
  readonly facts: SuggestFacts;
  readonly keyOf: (cell: Cell) => string;
  readonly answerFor: (cell: Cell) => Promise<Answer>;
}

const acceptedFinder =
  (asking: Asking, { ofPlan, forCells, found, share }: SearchState) =>
  async (
    candidates: readonly Cell[],
    perCuda: number,
    forSet: string,
  ): Promise<Cell | undefined> => {
    let left = share - [...forCells.values()].filter((set) => set === forSet).length;
    const tried = new Set<string>();
    const triesOfCuda = new Map<string, number>();
    for (const cell of candidates) {
      if (found.has(cell.id)) return cell;
      // A key is dear, and thousands of cells may come after the last question.
      if (left <= 0) continue;
      const key = asking.keyOf(cell);
      const minor = minorOf(cell.cuda);
      const tries = triesOfCuda.get(minor) ?? 0;
      if (tried.has(key) || tries >= perCuda) continue;
      const isFree = ofPlan.has(key) || forCells.has(key);
      if (tried.size >= FOR_ONE) return undefined;
      triesOfCuda.set(minor, tries + 1);
      tried.add(key);
      if (!isFree) {
        forCells.set(key, forSet);
        left -= 1;
      }
      if (outlookBy(await asking.answerFor(cell), cell, asking.facts) !== "accepted") continue;
      found.add(cell.id);
      return cell;
    }
    return undefined;
  };

/** What a cell's verdict will be by its answer. */
const outlookBy = (
  answer: Answer,
  cell: Cell,
  { catalog, request }: SuggestFacts,
): Verdict["kind"] => {
  switch (answer.kind) {
    case "locked": {
      const checked = { ...cell, wheelCuda: request.wheelCuda };
      return checkLock(answer.lock, checked, catalog).length === 0 ? "accepted" : "rejected";
    }
    case "conflict":
      return "rejected";
    case "unreachable":
      return "unknown";
  }
};

const outlooks =
  (asking: Asking, verdicts: ReadonlyMap<string, Verdict>, state: SearchState) =>
  async (cell: Cell): Promise<Verdict["kind"] | undefined> => {
    const verdict = verdicts.get(cell.id);
    if (verdict !== undefined) return verdict.kind;
    const { ofPlan, forCells, forHints } = state;
    const key = asking.keyOf(cell);
    const isNew = !ofPlan.has(key) && !forCells.has(key) && !forHints.has(key);
    if (isNew && forHints.size >= FOR_HINTS) return undefined;
    if (isNew) forHints.add(key);
    return outlookBy(await asking.answerFor(cell), cell, asking.facts);
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
    facts,
    keyOf: (cell) => keyOfQuestion(questionOf(cell)),
    answerFor: (cell) => ask(questionOf(cell)),
  };
  const open = judged.filter(
    ({ cell, verdict }) => verdict.kind === "accepted" || facts.possible(cell),
  );
  const sets = new Set(judged.map(({ cell }) => cell.set));
  const state: SearchState = {
    ofPlan: new Set(open.map(({ cell }) => asking.keyOf(cell))),
    forCells: new Map(),
    found: new Set(),
    share: Math.max(LEAST_SHARE, Math.floor(FOR_ALL / sets.size)),
    forHints: new Set(),
  };
  const verdicts = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict]));
  return {
    facts,
    firstAccepted: acceptedFinder(asking, state),
    outlook: outlooks(asking, verdicts, state),
  };
};
