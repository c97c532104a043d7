import type { Reason } from "../matrix/reason.ts";
import type { Catalog } from "../catalog/facts.ts";
import { minorOf } from "../catalog/versions.ts";
import type { Answer } from "../resolve/answer.ts";
import { checkLock, rememberFits } from "./lockRules.ts";
import { questionKey } from "../resolve/lockKey.ts";
import type { Lock } from "../resolve/lock.ts";
import type { BaseJudgement, TagList, Base } from "../matrix/base.ts";
import { judgeBase } from "../matrix/base.ts";
import type { Cell } from "../matrix/cell.ts";
import { releaseOf } from "../matrix/expand.ts";
import { withNearest } from "../suggest/nearest.ts";
import { questioner, type Question } from "../matrix/question.ts";
import { rememberRanges, type InRange } from "../catalog/inRange.ts";
import { librariesOf, releaseFor } from "../matrix/libraryRelease.ts";
import type { Request } from "../matrix/request.ts";
import { rulesFor } from "../matrix/rules.ts";
import type { JudgedCell, Verdict } from "./verdict.ts";

export interface JudgeInputs {
  readonly request: Pick<Request, "pins" | "wheelCuda" | "cudnn">;
  readonly catalog: Catalog;
  /** ISO date. */
  readonly today: string;
  /** Repository of a base -> its tags; absent when its registry could not be asked. */
  readonly lists: ReadonlyMap<string, TagList>;
  /** `questionKey` -> what the index said; a question without an answer was not asked. */
  readonly answers: ReadonlyMap<string, Answer>;
}

const isNotEmpty = (reasons: readonly Reason[]): reasons is readonly [Reason, ...Reason[]] =>
  reasons.length > 0;

const notAsked: Reason = {
  code: "not-asked",
  message: "The package index was not asked about this cell.",
  source: "resolver",
  hint: "dl-env plan",
};

const rejected = (reasons: readonly [Reason, ...Reason[]], base: Base | undefined): Verdict => ({
  kind: "rejected",
  reasons,
  ...(base === undefined ? {} : { base }),
});

const byLock = (lock: Lock, traps: readonly Reason[], base: Base): Verdict =>
  isNotEmpty(traps) ? rejected(traps, base) : { kind: "accepted", base, lock: lock.key };

const all = new Intl.ListFormat("en-GB");

/** Which libraries of a cell come from a named index: `cuGraph and cuVS need`. */
const needersOf =
  (cell: Cell, { request, catalog }: JudgeInputs, inRange: InRange): ((index: string) => string) =>
  (index) => {
    const needing = librariesOf(cell, catalog)
      .filter((library) => releaseFor(library, cell, request.wheelCuda, inRange)?.index === index)
      .map(({ title }) => title);
    return `${all.format(needing)} ${needing.length === 1 ? "needs" : "need"}`;
  };

const silent = (
  { reason, index }: Extract<Answer, { kind: "unreachable" }>,
  needing: (index: string) => string,
): Reason =>
  index === undefined
    ? reason
    : {
        ...reason,
        message: `${needing(index.name)} the package index ${index.name}, which could not be asked: ${index.cause}.`,
      };

/** The verdict on a cell against which rules and base say nothing. */
const byAnswer = (
  answer: Answer | undefined,
  base: Base,
  traps: (lock: Lock) => readonly Reason[],
  needing: (index: string) => string,
): Verdict => {
  if (answer === undefined) return { kind: "unknown", reasons: [notAsked], base };
  switch (answer.kind) {
    case "locked":
      return byLock(answer.lock, traps(answer.lock), base);
    case "conflict":
      return rejected(answer.reasons, base);
    case "unreachable":
      return { kind: "unknown", reasons: [silent(answer, needing)], base };
  }
};

/**
 * Verdicts from rules, bases and the resolver's answers, in this order: what the catalog rejects is rejected whatever could not be asked;
 * what could not be asked is unknown, never accepted. Reasons name the nearest accepted cell of the same list.
 */
export const judge = (cells: readonly Cell[], inputs: JudgeInputs): JudgedCell[] => {
  const { request, catalog, today } = inputs;
  const inRange = rememberRanges();
  const rules = rulesFor(request, catalog, today, inRange);
  const keys = keyed(questioner(request, catalog, inRange));
  const checks = checked(inputs, inRange);
  const bases = basesOf(inputs);
  const judged = cells.map((cell): JudgedCell => {
    const base = bases(cell);
    const against = [...(base.kind === "absent" ? [base.reason] : []), ...rules(cell)];
    if (isNotEmpty(against))
      return { cell, verdict: rejected(against, base.kind === "there" ? base.base : undefined) };
    if (base.kind !== "there")
      return { cell, verdict: { kind: "unknown", reasons: [base.reason] } };
    return {
      cell,
      verdict: byAnswer(
        inputs.answers.get(keys(cell)),
        base.base,
        (lock) => checks(lock, cell),
        needersOf(cell, inputs, inRange),
      ),
    };
  });
  return withNearest(judged, catalog);
};

/** Judgements of bases, made once for each tag. */
const basesOf = ({
  catalog,
  lists,
  today,
}: Omit<JudgeInputs, "answers">): ((cell: Cell) => BaseJudgement) => {
  const known = new Map<string, BaseJudgement>();
  return (cell) => {
    const key = `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`;
    let base = known.get(key);
    if (base === undefined)
      known.set(
        key,
        (base = judgeBase(
          cell,
          catalog,
          lists.get(releaseOf(catalog, cell.cuda, cell.ubuntu)?.repository ?? ""),
          today,
        )),
      );
    return base;
  };
};

/** Checks of locks, made once for each lock and minor of CUDA. */
const checked = (
  { request, catalog }: JudgeInputs,
  inRange: InRange,
): ((lock: Lock, cell: Cell) => readonly Reason[]) => {
  const known = new Map<string, readonly Reason[]>();
  const fitting = rememberFits();
  return (lock, cell) => {
    const key = `${lock.key} ${minorOf(cell.cuda)} ${cell.libraries.join()}`;
    let reasons = known.get(key);
    if (reasons === undefined)
      known.set(
        key,
        (reasons = checkLock(
          lock,
          { ...cell, wheelCuda: request.wheelCuda },
          catalog,
          inRange,
          fitting,
        )),
      );
    return reasons;
  };
};

/** Keys of questions, hashed once for each question. */
const keyed = (question: (cell: Cell) => Question): ((cell: Cell) => string) => {
  const known = new Map<Question, string>();
  return (cell) => {
    const asked = question(cell);
    let key = known.get(asked);
    if (key === undefined) known.set(asked, (key = questionKey(asked)));
    return key;
  };
};

/** Whether neither the catalog's rules nor its bases speak against a cell; made once, asked for many. */
export const possibleCells = (inputs: Omit<JudgeInputs, "answers">): ((cell: Cell) => boolean) => {
  const rules = rulesFor(inputs.request, inputs.catalog, inputs.today);
  const bases = basesOf(inputs);
  return (cell) => bases(cell).kind === "there" && rules(cell).length === 0;
};

/** The distinct questions that must be asked to judge these cells: none for cells that rules or bases already decide. */
export const openQuestions = (
  cells: readonly Cell[],
  inputs: Omit<JudgeInputs, "answers">,
): Map<string, Question> => {
  const { request, catalog, today } = inputs;
  const inRange = rememberRanges();
  const rules = rulesFor(request, catalog, today, inRange);
  const question = questioner(request, catalog, inRange);
  const key = keyed(question);
  const bases = basesOf(inputs);
  const open = new Map<string, Question>();
  for (const cell of cells) {
    if (bases(cell).kind === "there" && rules(cell).length === 0)
      open.set(key(cell), question(cell));
  }
  return open;
};
