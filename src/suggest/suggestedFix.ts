import type { Cell } from "../matrix/cell.ts";
import { questioner, type Question } from "../matrix/question.ts";
import type { Reason } from "../matrix/reason.ts";
import type { Answer } from "../resolve/answer.ts";
import { changesFor, type Change, type ChangeFacts } from "./changes.ts";
import { checkLock } from "../verdict/lockRules.ts";
import { explain } from "../resolve/explain.ts";
import { questionKey } from "../resolve/lockKey.ts";
import type { Lock } from "../resolve/lock.ts";

export interface WayOut {
  readonly change: Change;
  readonly lock: Lock;
}

type Ask = (question: Question) => Promise<Answer>;
type Conflict = Extract<Answer, { kind: "conflict" }>;

/** Questions that are asked for one conflict, and for all conflicts of a plan together. */
const FOR_ONE = 8;
const FOR_ALL = 60;

/** The first change with which the packages can be had and pass every check; undefined if none of the first eight does. */
export const findWayOut = async (
  ask: Ask,
  changes: readonly Change[],
  facts: ChangeFacts,
): Promise<WayOut | undefined> => {
  for (const change of changes.slice(0, FOR_ONE)) {
    const answer = await ask(change.question);
    if (answer.kind !== "locked") continue;
    if (
      checkLock(answer.lock, { ...change.cell, wheelCuda: facts.request.wheelCuda }, facts.catalog)
        .length === 0
    )
      return { change, lock: answer.lock };
  }
  return undefined;
};

/** `With Python 3.13 it works:` and the lines to type. */
export const wayOutHint = ({ change, lock }: WayOut): string =>
  [`${change.says(lock)}; put into dl-env.yml:`, ...change.lines(lock)].join("\n");

const noneFound = (cell: Cell): string =>
  `No single change was found that helps; see the whole chain: dl-env plan --why ${cell.id}`;

const withHint = ({ reasons: [first, ...more], detail }: Conflict, hint: string): Conflict => {
  const hinted: Reason = { ...first, hint };
  return { kind: "conflict", reasons: [hinted, ...more], detail };
};

/** The first cell of each question that ended in a conflict. */
const conflicts = (
  answers: ReadonlyMap<string, Answer>,
  cells: readonly Cell[],
  facts: ChangeFacts,
): Map<string, { cell: Cell; question: Question; answer: Conflict }> => {
  const questionOf = questioner(facts.request, facts.catalog);
  // Cells that ask the same share the question itself, and hashing it is most of the work.
  const seen = new Set<Question>();
  const found = new Map<string, { cell: Cell; question: Question; answer: Conflict }>();
  for (const cell of cells) {
    const question = questionOf(cell);
    if (seen.has(question)) continue;
    seen.add(question);
    const key = questionKey(question);
    const answer = answers.get(key);
    if (answer?.kind === "conflict" && !found.has(key)) found.set(key, { cell, question, answer });
  }
  return found;
};

/** The same answers, each conflict with a hint that was found by asking. `ask` should remember what it was asked, as a `Resolver` does. */
export const withWaysOut = async (
  ask: Ask,
  answers: ReadonlyMap<string, Answer>,
  cells: readonly Cell[],
  facts: ChangeFacts,
): Promise<ReadonlyMap<string, Answer>> => {
  const found = conflicts(answers, cells, facts);
  let left = FOR_ALL;
  const hinted = await Promise.all(
    [...found].map(async ([key, { cell, question, answer }]): Promise<[string, Answer]> => {
      const { packages } = explain(answer.detail, question);
      const changes = changesFor(cell, answer.reasons[0].code, packages, facts).slice(0, FOR_ONE);
      left -= changes.length;
      if (left < 0) return [key, withHint(answer, noneFound(cell))];
      const way = await findWayOut(ask, changes, facts);
      return [key, withHint(answer, way === undefined ? noneFound(cell) : wayOutHint(way))];
    }),
  );
  return new Map([...answers, ...hinted]);
};
