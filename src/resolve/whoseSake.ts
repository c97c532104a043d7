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

/** By the whole question with the package at its newest: as the resolver's own text has it. */
const askWhole = async (older: OlderPackage, ask: Ask): Promise<readonly string[]> => {
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
  if (answer.kind !== "locked") return [];
  // It goes with all of them, and one of them would be older then.
  return others.filter((other) => {
    const [before, after] = [versionIn(lock, other), versionIn(answer.lock, other)];
    return before !== undefined && (after === undefined || compare(after, before) < 0);
  });
};

/** Whether these packages, as they are in the lock, exclude the newest by themselves. */
const exclude = async (
  { lock, name, newest }: OlderPackage,
  others: readonly string[],
  ask: Ask,
): Promise<boolean> => {
  const pinned = others.flatMap((other) => {
    const version = versionIn(lock, other);
    return version === undefined ? [] : [`${other}==${version}`];
  });
  if (pinned.length === 0 || pinned.length < others.length) return false;
  const { python, platform, indexes } = lock.question;
  const requirements = [...pinned, `${name}==${newest}`].sort();
  const answer = await ask({ requirements, constraints: [], python, platform, indexes });
  return answer.kind === "conflict";
};

/**
 * For whose sake packages are older, in their order. What was found for one lock is tried for the
 * others with those packages alone, a small question that many locks share.
 */
export const whoseSake = async (
  all: readonly OlderPackage[],
  ask: Ask,
): Promise<readonly (readonly string[])[]> => {
  const found = new Map<OlderPackage, readonly string[]>();
  const ofName = async (same: readonly OlderPackage[]): Promise<void> => {
    const known = new Map<string, readonly string[]>();
    for (const older of same) {
      let sake: readonly string[] | undefined;
      for (const guess of known.values())
        if (sake === undefined && (await exclude(older, guess, ask))) sake = guess;
      sake ??= await askWhole(older, ask);
      if (sake.length > 0) known.set(sake.join(), sake);
      found.set(older, sake);
    }
  };
  const groups = Map.groupBy(all, ({ name, newest }) => `${name} ${newest}`);
  await Promise.all([...groups.values()].map(ofName));
  return all.map((older) => found.get(older) ?? []);
};
