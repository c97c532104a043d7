import { compare } from "@renovatebot/pep440";
import { requirementName } from "../matrix/libraryRelease.ts";
import type { Question } from "../matrix/question.ts";
import type { Answer } from "./answer.ts";
import { explain } from "./explain.ts";
import { versionIn, type Lock } from "./lock.ts";

/** A package of a lock that is older there than alone. */
export interface OlderPackage {
  readonly lock: Lock;
  readonly name: string;
  /** What it is alone. */
  readonly newest: string;
}

type Ask = (question: Question) => Promise<Answer>;

const othersIn = ({ lock, name }: OlderPackage): readonly string[] =>
  lock.question.requirements.map(requirementName).filter((other) => other !== name);

/**
 * By the whole question with the package at its newest: as the resolver's own text has it.
 * Undefined where the index gave no answer.
 */
const askWhole = async (older: OlderPackage, ask: Ask): Promise<readonly string[] | undefined> => {
  const { lock, name, newest } = older;
  const { fallbacks: _none, ...question } = lock.question;
  const constraints = [...question.constraints, `${name}==${newest}`].sort();
  const answer = await ask({ ...question, constraints });
  const others = othersIn(older);
  if (answer.kind === "conflict") {
    const { packages } = explain(answer.detail, question);
    const said = others.filter((other) => packages.includes(other));
    const words = new Set(answer.detail.split(/[^A-Za-z0-9._-]+/));
    return said.length > 0 ? said : others.filter((other) => words.has(other));
  }
  if (answer.kind !== "locked") return undefined;
  // It goes with all of them, and one of them would be older then.
  return others.filter((other) => {
    const [before, after] = [versionIn(lock, other), versionIn(answer.lock, other)];
    return before !== undefined && (after === undefined || compare(after, before) < 0);
  });
};

/** `cudf-cu12` -> `cudf`: a package is built for one CUDA or another, and excludes the same. */
const withoutCuda = (name: string): string => name.replace(/-cu(?:da)?\d+x?$/, "");

/** Whether these packages, as they are in the lock, exclude the newest by themselves. */
const exclude = async (
  { lock, name, newest }: OlderPackage,
  others: readonly string[],
  ask: Ask,
): Promise<boolean> => {
  const pinned = others.map((other) => `${other}==${versionIn(lock, other) ?? ""}`);
  const { python, platform, indexes } = lock.question;
  const requirements = [...pinned, `${name}==${newest}`].sort();
  const answer = await ask({ requirements, constraints: [], python, platform, indexes });
  return answer.kind === "conflict";
};

/** For whose sake a package is older in one lock. */
interface KnownSake {
  readonly of: OlderPackage;
  readonly sake: readonly string[];
}

/**
 * Whether what was found for one lock holds for another, and for whose sake it is then; undefined
 * where it does not. Where no package that is asked for was to be named, none is for a lock that
 * asks for no others.
 */
const sameSake = async (
  older: OlderPackage,
  known: KnownSake,
  ask: Ask,
): Promise<readonly string[] | undefined> => {
  const others = othersIn(older);
  const stems = othersIn(known.of).map(withoutCuda);
  if (known.sake.length === 0)
    return others.every((other) => stems.includes(withoutCuda(other))) ? [] : undefined;
  const alike = known.sake.map((name) =>
    others.find((other) => withoutCuda(other) === withoutCuda(name)),
  );
  const present = alike.flatMap((name) =>
    name === undefined || versionIn(older.lock, name) === undefined ? [] : [name],
  );
  if (present.length < alike.length) return undefined;
  return (await exclude(older, present, ask)) ? present : undefined;
};

/** For whose sake one package is older in these locks, each put into `found`. */
const findSakes = async (
  same: readonly OlderPackage[],
  ask: Ask,
  found: Map<OlderPackage, readonly string[]>,
): Promise<void> => {
  let left = same.toSorted((a, b) => othersIn(b).length - othersIn(a).length);
  for (let [first] = left; first !== undefined; [first] = left) {
    const sake = await askWhole(first, ask);
    found.set(first, sake ?? []);
    left = left.slice(1);
    if (sake === undefined) continue;
    const known = { of: first, sake };
    const tried = await Promise.all(
      left.map(async (older) => ({ older, its: await sameSake(older, known, ask) })),
    );
    for (const { older, its } of tried) if (its !== undefined) found.set(older, its);
    left = left.filter((older) => !found.has(older));
  }
};

/**
 * For whose sake packages are older, in their order. What was found for the lock that asks for the
 * most is tried for the others with those packages alone, small questions that many locks share.
 */
export const whoseSake = async (
  all: readonly OlderPackage[],
  ask: Ask,
): Promise<readonly (readonly string[])[]> => {
  const found = new Map<OlderPackage, readonly string[]>();
  const groups = Map.groupBy(all, ({ name, newest }) => `${withoutCuda(name)} ${newest}`);
  await Promise.all([...groups.values()].map((same) => findSakes(same, ask, found)));
  return all.map((older) => found.get(older) ?? []);
};
