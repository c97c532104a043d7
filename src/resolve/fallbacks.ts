import type { Question } from "../matrix/question.ts";
import type { Answer } from "./answer.ts";

type Unreachable = Extract<Answer, { kind: "unreachable" }>;

/** A question and what is asked instead of it, each without the others. */
export const chainOf = ({ fallbacks = [], ...first }: Question): readonly Question[] => [
  first,
  ...fallbacks,
];

const withUnasked = (answer: Answer, silent: Unreachable | undefined): Answer =>
  answer.kind === "locked" && silent?.index !== undefined
    ? { ...answer, unasked: silent.index }
    : answer;

/** Reasons about one package alone, which hold whatever an index of other packages would say. */
const ABOUT_ONE: readonly string[] = ["source-only", "package-missing"];

const isSettled = (answer: Answer | undefined): boolean =>
  answer?.kind === "conflict" && answer.reasons.every(({ code }) => ABOUT_ONE.includes(code));

/**
 * The first lock among the answers to a question and its fallbacks, with the name of a preferred
 * index that could not be queried. Without a lock it is unknown where any could not be asked; else
 * what the least demanding one met is the conflict.
 */
export const askInOrder = async (
  question: Question,
  ask: (question: Question) => Promise<Answer>,
): Promise<Answer> => {
  const chain = chainOf(question);
  let silent: Unreachable | undefined;
  let last: Answer | undefined;
  for (const one of chain) {
    const answer = await ask(one);
    if (answer.kind === "locked") return withUnasked(answer, silent);
    if (answer.kind === "unreachable") silent ??= answer;
    last = answer;
  }
  // What the least demanding one needs is what the cell needs; others could do without.
  if (last?.kind === "unreachable") return last;
  if (silent !== undefined && !isSettled(last)) return silent;
  if (last === undefined) throw new Error("a question without a question");
  return last;
};
