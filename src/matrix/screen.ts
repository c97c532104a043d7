import type { Catalog } from "../catalog/facts.ts";
import { rangeChecker } from "../catalog/inRange.ts";
import type { TagList } from "../catalog/tagLists.ts";
import { memoized } from "../text/memoized.ts";
import { judgeBase, type BaseJudgement } from "./base.ts";
import type { Cell } from "./cell.ts";
import { baseRepository } from "./cudaRelease.ts";
import { questioner, type Question } from "./question.ts";
import type { Reason } from "./reason.ts";
import type { Request } from "./request.ts";
import { rulesFor } from "./rules.ts";

/** A cell after the catalog's rules and the lists of bases, before any package index was asked. */
export interface ScreenedCell {
  readonly cell: Cell;
  readonly base: BaseJudgement;
  /** What rules and lists have against the cell: it is rejected, whatever could not be queried. */
  readonly reasons: readonly Reason[];
  /** What is left to ask: only of cells that have a base and nothing against them. */
  readonly question?: Question;
}

export interface ScreenInputs {
  readonly request: Pick<Request, "pins" | "wheelCuda" | "cudnn" | "customization">;
  readonly catalog: Catalog;
  /** ISO date. */
  readonly today: string;
  /** Repository of a base -> its tags; absent when its registry could not be queried. */
  readonly lists: ReadonlyMap<string, TagList>;
}

export type Screen = (cell: Cell) => ScreenedCell;

/** Judgements of bases, made once for each tag. */
const baseJudge = ({
  catalog,
  lists,
  today,
}: Omit<ScreenInputs, "request">): ((cell: Cell) => BaseJudgement) =>
  memoized(
    (cell: Cell) => {
      const repository = baseRepository(catalog, cell);
      return judgeBase(cell, { catalog, list: lists.get(repository), today });
    },
    (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.flavor} ${cell.base ?? ""}`,
  );

/**
 * Screens cells of one request, its own and any other of the catalog; what does not depend on the
 * whole cell is worked out once.
 */
export const openScreen = (inputs: ScreenInputs): Screen => {
  const { request, catalog, today } = inputs;
  const inRange = rangeChecker();
  const rules = rulesFor({ request, catalog, today, inRange });
  const questionOf = questioner(request, catalog, inRange);
  const baseOf = baseJudge(inputs);
  return (cell) => {
    const base = baseOf(cell);
    const against = rules(cell);
    const reasons = base.kind === "absent" ? [base.reason, ...against] : against;
    return base.kind === "there" && reasons.length === 0
      ? { cell, base, reasons, question: questionOf(cell) }
      : { cell, base, reasons };
  };
};

/** The questions that are open, each value once. */
export const openQuestions = (screened: readonly ScreenedCell[]): Question[] => [
  ...new Set(screened.flatMap(({ question }) => question ?? [])),
];
