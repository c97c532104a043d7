import { normalName } from "../matrix/checkPins.ts";
import { requirementName } from "../matrix/libraryRelease.ts";
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

/** Which packages an index has a say about; undefined for all that it may have. */
type PackagesOf = (index: string) => readonly string[] | undefined;

const lines = ({ requirements, constraints }: Question): readonly string[] => [
  ...requirements,
  ...constraints,
];

/** Packages that one of two questions asks for in other words. */
const askedOtherwise = (one: Question, other: Question): readonly string[] => {
  const [first, second] = [lines(one), lines(other)];
  return [
    ...first.filter((line) => !second.includes(line)),
    ...second.filter((line) => !first.includes(line)),
  ].map(requirementName);
};

/**
 * Whether a conflict holds whatever an index that gave no answer would say: the resolver's account
 * names no package that it has, and none that the question to it asks for in other words.
 */
const isSettled = (
  conflict: Answer | undefined,
  { silent, last }: { readonly silent: Question; readonly last: Question },
  packagesOf: PackagesOf,
): boolean => {
  if (conflict?.kind !== "conflict") return false;
  if (conflict.reasons.every(({ code }) => ABOUT_ONE.includes(code))) return true;
  const packages = silent.indexes.map(packagesOf);
  if (packages.some((found) => found === undefined)) return false;
  const words = new Set(
    conflict.detail
      .split(/[^A-Za-z0-9._-]+/)
      .map((word) => normalName(word.replace(/[._-]+$/, ""))),
  );
  return [...packages.flatMap((found) => found ?? []), ...askedOtherwise(silent, last)].every(
    (name) => !words.has(name),
  );
};

/**
 * The first lock among the answers to a question and its fallbacks, with the name of a preferred
 * index that could not be queried. Without a lock it is unknown where any could not be asked; else
 * what the least demanding one met is the conflict.
 */
export const askInOrder = async (
  question: Question,
  ask: (question: Question) => Promise<Answer>,
  packagesOf: PackagesOf,
): Promise<Answer> => {
  const silent: { readonly answer: Unreachable; readonly question: Question }[] = [];
  let last: { readonly answer: Answer; readonly question: Question } | undefined;
  for (const one of chainOf(question)) {
    const answer = await ask(one);
    if (answer.kind === "locked") return withUnasked(answer, silent[0]?.answer);
    if (answer.kind === "unreachable") silent.push({ answer, question: one });
    last = { answer, question: one };
  }
  if (last === undefined) throw new Error("a question without a question");
  // What the least demanding one needs is what the cell needs; others could do without.
  const { answer, question: least } = last;
  const open = silent.find(
    (one) => !isSettled(answer, { silent: one.question, last: least }, packagesOf),
  );
  return answer.kind === "unreachable" ? answer : (open?.answer ?? answer);
};
