import { satisfies } from "@renovatebot/pep440";
import { requirementName, requirementRange } from "../matrix/libraryRelease.ts";
import type { Question } from "../matrix/question.ts";
import type { Answer } from "./answer.ts";
import { versionIn, type Lock } from "./lock.ts";
import { scopeKey, type Scope } from "./newestByItself.ts";

/** A package of a question at the newest release of it that fits by itself. */
export interface Candidate {
  readonly question: Question;
  readonly requirement: string;
  readonly newest: string;
}

/** Whether a lock is within all constraints of a question. */
const isWithin = ({ wheels }: Lock, { constraints }: Question): boolean =>
  constraints.every((constraint) =>
    wheels.every(
      ({ name, version }) =>
        name !== requirementName(constraint) ||
        satisfies(version, requirementRange(constraint), { prereleases: true }),
    ),
  );

/** `cupy-cuda12x[ctk]>=14` -> `cupy-cuda12x[ctk]`. */
const withoutRange = (requirement: string): string =>
  requirement.slice(0, requirement.length - requirementRange(requirement).length).trim();

/** Whether a lock has a candidate at its newest, with its extras and within its constraints. */
const isShownBy = (lock: Lock, { question, requirement, newest }: Candidate): boolean =>
  versionIn(lock, requirementName(requirement)) === newest &&
  lock.question.requirements.some((one) => withoutRange(one) === withoutRange(requirement)) &&
  isWithin(lock, question);

const textOf = ({ requirement, newest }: Candidate): string =>
  `${requirementName(requirement)}==${newest}`;

/**
 * The candidates of one scope in one question, those of which no range is written: what the catalog
 * has a range for is tied to a CUDA mostly.
 */
const togetherIn = (scope: Scope, candidates: readonly Candidate[]): Question | undefined => {
  const free = candidates.filter(({ requirement }) => requirementRange(requirement) === "");
  const { python, platform, indexes } = scope;
  return free.length < 2
    ? undefined
    : {
        requirements: [...new Set(free.map(textOf))].sort(),
        constraints: [],
        python,
        platform,
        indexes,
      };
};

/** A lock with the candidates for something newer in it. */
export interface LockWithCandidates {
  readonly lock: Lock;
  readonly candidates: readonly Candidate[];
}

/** The candidates that some lock has at their newest. */
const shownByLocks = (all: readonly LockWithCandidates[]): ReadonlySet<Candidate> => {
  const byScope = Map.groupBy(all, ({ lock }) => scopeKey(lock.question));
  const isShown = (candidate: Candidate): boolean =>
    (byScope.get(scopeKey(candidate.question)) ?? []).some(({ lock }) =>
      isShownBy(lock, candidate),
    );
  return new Set(all.flatMap(({ candidates }) => candidates.filter(isShown)));
};

/**
 * Says of which candidates it is shown that alone they are to be had at their newest, since what
 * goes together goes alone: by locks that are there, else all of a scope are asked for together. Of
 * the others nothing is said.
 */
export const newestTogether = async (
  all: readonly LockWithCandidates[],
  ask: (question: Question) => Promise<Answer>,
): Promise<(candidate: Candidate) => boolean> => {
  const shown = shownByLocks(all);
  const open = all.flatMap(({ candidates }) => candidates.filter((one) => !shown.has(one)));
  const scopes = Map.groupBy(open, ({ question }) => scopeKey(question));
  const locks = new Map<string, { readonly asked: Question; readonly lock: Lock }>();
  await Promise.all(
    [...scopes].map(async ([key, same]) => {
      const asked = same[0] === undefined ? undefined : togetherIn(same[0].question, same);
      const answer = asked === undefined ? undefined : await ask(asked);
      if (asked !== undefined && answer?.kind === "locked")
        locks.set(key, { asked, lock: answer.lock });
    }),
  );
  return (candidate) => {
    if (shown.has(candidate)) return true;
    const found = locks.get(scopeKey(candidate.question));
    return (
      found !== undefined &&
      found.asked.requirements.includes(textOf(candidate)) &&
      isWithin(found.lock, candidate.question)
    );
  };
};
