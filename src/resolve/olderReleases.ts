import { compare } from "@renovatebot/pep440";
import type { Question } from "../matrix/question.ts";
import type { Answer } from "./answer.ts";
import { requirementName } from "../matrix/libraryRelease.ts";
import { versionIn, type Lock, type OlderRelease } from "./lock.ts";
import { questionKey } from "./lockKey.ts";
import { newestByItself, type AskNewest } from "./newestByItself.ts";
import { newestTogether, type Candidate, type LockWithCandidates } from "./newestTogether.ts";
import { whoseSake, type OlderPackage } from "./whoseSake.ts";

/** How it is found out what a package would be without the others of its question. */
export interface OlderAsking {
  readonly ask: (question: Question) => Promise<Answer>;
  readonly newest: AskNewest;
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

const isOlder = (lock: Lock, requirement: string, other: string | undefined): boolean => {
  const version = versionIn(lock, requirementName(requirement));
  return version !== undefined && other !== undefined && compare(version, other) < 0;
};

/** A lock with what of it could be older, to be looked into. */
type Opened = Preferred & LockWithCandidates;

/** The locks all of whose packages could be looked up. */
const openedLocks = async (
  all: readonly Preferred[],
  { newest: ask }: OlderAsking,
): Promise<readonly Opened[]> => {
  const wanted = all.map(({ lock, requirements }) => ({ scope: lock.question, requirements }));
  const newest = await newestByItself(wanted, ask);
  return all.flatMap((preferred) => {
    const { lock, requirements } = preferred;
    const { question } = lock;
    if (requirements.some((one) => !newest.isKnown(question, one))) return [];
    const candidates = requirements.flatMap((requirement) => {
      const version = newest.of(question, requirement);
      return version !== undefined && isOlder(lock, requirement, version)
        ? [{ question, requirement, newest: version }]
        : [];
    });
    return [{ ...preferred, candidates }];
  });
};

/** What of these locks is older than alone, by the lock's own order. */
const olderIn = async (
  opened: readonly Opened[],
  { ask }: OlderAsking,
): Promise<ReadonlyMap<Lock, readonly OlderRelease[]>> => {
  const isShown = await newestTogether(opened, ask);
  const aloneOf = async (candidate: Candidate): Promise<string | undefined> => {
    if (isShown(candidate)) return candidate.newest;
    const { question, requirement } = candidate;
    const alone = await ask({ ...question, requirements: [requirement] });
    return alone.kind === "locked"
      ? versionIn(alone.lock, requirementName(requirement))
      : undefined;
  };
  const found = await Promise.all(
    opened.flatMap(({ lock, candidates }) =>
      candidates.map(async (candidate): Promise<OlderPackage[]> => {
        const { requirement } = candidate;
        const newest = await aloneOf(candidate);
        return newest !== undefined && isOlder(lock, requirement, newest)
          ? [{ lock, name: requirementName(requirement), newest }]
          : [];
      }),
    ),
  );
  const older = found.flat();
  const sakes = await whoseSake(older, ask);
  const told = older.map(({ lock, name, newest }, at) => ({
    lock,
    release: { name, newest, sake: sakes[at] ?? [] },
  }));
  return new Map(
    opened.map(({ lock }) => [
      lock,
      told.filter((one) => one.lock === lock).map(({ release }) => release),
    ]),
  );
};

/**
 * The same answers, each lock with what of its question is older than alone: first the newest of
 * each package by itself, all in one run of the resolver, then questions for what differs. Locks
 * that say it already, and those that `isSettled`, are left as they are.
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
  const opened = await openedLocks(
    [...open.values()].map(({ preferred }) => preferred),
    asking,
  );
  const older = await olderIn(opened, asking);
  const found = [...open].map(([key, { answer }]): [string, Answer] => {
    const told = older.get(answer.lock);
    return [
      key,
      told === undefined ? answer : { ...answer, lock: { ...answer.lock, older: told } },
    ];
  });
  return new Map([...answers, ...found]);
};
