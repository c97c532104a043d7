import { compare } from "@renovatebot/pep440";

import type { Question } from "../matrix/question.ts";
import type { Answer } from "./answer.ts";
import { requirementName } from "../matrix/libraryRelease.ts";
import { explain } from "./explain.ts";
import type { Lock, OlderRelease } from "./lock.ts";
import { questionKey } from "./lockKey.ts";

/** How it is found out what a package would be without the others of its question. */
export interface OlderAsking {
  readonly ask: (question: Question) => Promise<Answer>;
  /**
   * Package -> its newest release by itself, whatever it depends on; those without one are absent.
   * Undefined where the index gave no answer.
   */
  readonly newest: (question: Question) => Promise<ReadonlyMap<string, string> | undefined>;
}

type Locked = Extract<Answer, { kind: "locked" }>;

/** A lock and, of each of its packages that was asked for, the requirement that is preferred. */
interface Preferred {
  readonly lock: Lock;
  readonly requirements: readonly string[];
}

/**
 * An entry of the catalog that stands in for another may have a lower range: what was preferred is
 * what the lock is compared with.
 */
const preferredOf = (question: Question, lock: Lock): Preferred => {
  const preferred = new Map(question.requirements.map((one) => [requirementName(one), one]));
  return {
    lock,
    requirements: lock.question.requirements.map(
      (one) => preferred.get(requirementName(one)) ?? one,
    ),
  };
};

const versionIn = ({ wheels }: Lock, name: string): string | undefined =>
  wheels.find((wheel) => wheel.name === name)?.version;

/** Questions whose packages are looked up together: each package with one range. */
const together = (all: readonly Preferred[]): readonly Question[] => {
  const scopes = Map.groupBy(all, ({ lock: { question } }) =>
    JSON.stringify([question.python, question.platform, question.indexes]),
  );
  return [...scopes.values()].flatMap((scope) => {
    const question = scope[0]?.lock.question;
    if (question === undefined) return [];
    const texts = new Set(scope.flatMap(({ requirements }) => requirements));
    const byName = [...Map.groupBy(texts, requirementName).values()];
    const rounds = Math.max(0, ...byName.map(({ length }) => length));
    return Array.from({ length: rounds }, (_, at) => ({
      requirements: byName.flatMap((ranges) => ranges[at] ?? []),
      constraints: [],
      python: question.python,
      platform: question.platform,
      indexes: question.indexes,
    }));
  });
};

/**
 * `python platform indexes requirement` -> the newest release that fits it; undefined where there
 * is none. What could not be looked up is absent.
 */
type Newest = ReadonlyMap<string, string | undefined>;

const scoped = ({ python, platform, indexes }: Question, requirement: string): string =>
  JSON.stringify([python, platform, indexes, requirement]);

const lookUp = async (all: readonly Preferred[], { newest }: OlderAsking): Promise<Newest> => {
  const found = await Promise.all(
    together(all).map(async (question) => {
      const versions = await newest(question);
      if (versions === undefined) return [];
      return question.requirements.map(
        (one) => [scoped(question, one), versions.get(requirementName(one))] as const,
      );
    }),
  );
  return new Map(found.flat());
};

/** Packages of a question that exclude a release of another, as the resolver's own text has it. */
const sakeOf = async (
  lock: Lock,
  { name, newest }: { readonly name: string; readonly newest: string },
  { ask }: OlderAsking,
): Promise<readonly string[]> => {
  const { fallbacks: _none, ...question } = lock.question;
  const constraints = [...question.constraints, `${name}==${newest}`].sort();
  const answer = await ask({ ...question, constraints });
  const others = question.requirements.map(requirementName).filter((other) => other !== name);
  if (answer.kind === "conflict") {
    const { packages } = explain(answer.detail, question);
    const said = others.filter((other) => packages.includes(other));
    const words = new Set(answer.detail.split(/[^A-Za-z0-9._-]+/));
    return said.length > 0 ? said : others.filter((other) => words.has(other));
  }
  if (answer.kind !== "locked") return [];
  // It goes with all of them, and one of them would be older then.
  return others.filter((other) => {
    const [before, after] = [versionIn(lock, other), versionIn(answer.lock, other)];
    return before !== undefined && (after === undefined || compare(after, before) < 0);
  });
};

/** Undefined where one of the packages could not be looked up. */
const olderOf = async (
  { lock, requirements }: Preferred,
  newest: Newest,
  asking: OlderAsking,
): Promise<readonly OlderRelease[] | undefined> => {
  if (requirements.some((one) => !newest.has(scoped(lock.question, one)))) return undefined;
  const isOlder = (requirement: string, other: string | undefined): boolean => {
    const version = versionIn(lock, requirementName(requirement));
    return version !== undefined && other !== undefined && compare(version, other) < 0;
  };
  const candidates = requirements.filter((one) =>
    isOlder(one, newest.get(scoped(lock.question, one))),
  );
  const found = await Promise.all(
    candidates.map(async (requirement): Promise<OlderRelease[]> => {
      const name = requirementName(requirement);
      const alone = await asking.ask({ ...lock.question, requirements: [requirement] });
      const best = alone.kind === "locked" ? versionIn(alone.lock, name) : undefined;
      if (best === undefined || !isOlder(requirement, best)) return [];
      return [{ name, newest: best, sake: await sakeOf(lock, { name, newest: best }, asking) }];
    }),
  );
  return found.flat();
};

/**
 * The same answers, each lock with what of its question is older than alone: first the newest of
 * each package by itself, some packages in one run of the resolver, then a question for each that
 * differs. Locks that say it already, and those that `isSettled`, are left as they are.
 */
export const withOlderReleases = async (
  questions: readonly Question[],
  answers: ReadonlyMap<string, Answer>,
  asking: OlderAsking & { readonly isSettled: (lock: Lock) => boolean },
): Promise<ReadonlyMap<string, Answer>> => {
  const open = new Map<string, { readonly answer: Locked; readonly preferred: Preferred }>();
  for (const question of questions) {
    const key = questionKey(question);
    const answer = answers.get(key);
    if (answer?.kind !== "locked" || answer.lock.older !== undefined) continue;
    if (!asking.isSettled(answer.lock))
      open.set(key, { answer, preferred: preferredOf(question, answer.lock) });
  }
  if (open.size === 0) return answers;
  const newest = await lookUp(
    [...open.values()].map(({ preferred }) => preferred),
    asking,
  );
  const found = await Promise.all(
    [...open].map(async ([key, { answer, preferred }]): Promise<[string, Answer]> => {
      const older = await olderOf(preferred, newest, asking);
      return [key, older === undefined ? answer : { ...answer, lock: { ...answer.lock, older } }];
    }),
  );
  return new Map([...answers, ...found]);
};
