import { satisfies } from "@renovatebot/pep440";
import { requirementName, requirementRange } from "../matrix/libraryRelease.ts";
import type { Question } from "../matrix/question.ts";

/** Where packages are looked up: for a Python and a platform, on some indexes. */
export type Scope = Pick<Question, "python" | "platform" | "indexes">;

/** One text for equal scopes. */
export const scopeKey = ({ python, platform, indexes }: Scope): string =>
  JSON.stringify([python, platform, indexes]);

/**
 * Package -> its newest release by itself, whatever it depends on; those without one are absent.
 * Undefined where the index gave no answer.
 */
export type AskNewest = (question: Question) => Promise<ReadonlyMap<string, string> | undefined>;

/** Requirements that are looked up in one scope. */
export interface Wanted {
  readonly scope: Scope;
  readonly requirements: readonly string[];
}

/** The newest release that fits a requirement in a scope. */
export interface NewestByItself {
  /** False where the index gave no answer. */
  isKnown(scope: Scope, requirement: string): boolean;
  /** Undefined where no release fits. */
  of(scope: Scope, requirement: string): string | undefined;
}

/**
 * Without its lower bounds: the newest release of all is the newest that fits, or none does. A
 * bound that names a pre-release stays, since it asks for those.
 */
const withoutFloor = (requirement: string): string => {
  const range = requirementRange(requirement);
  if (/[a-z]/i.test(range)) return requirement;
  const left = range.split(",").filter((part) => !part.trim().startsWith(">"));
  return `${requirement.slice(0, requirement.length - range.length).trim()}${left.join(",")}`;
};

/** Questions for the packages of one scope: each package with one range. */
const questionsFor = (scope: Scope, requirements: ReadonlySet<string>): readonly Question[] => {
  const { python, platform, indexes } = scope;
  const byName = [...Map.groupBy(requirements, requirementName).values()];
  const rounds = Math.max(0, ...byName.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, at) => ({
    requirements: byName.flatMap((ranges) => ranges[at] ?? []),
    constraints: [],
    python,
    platform,
    indexes,
  }));
};

const fits = (version: string, requirement: string): boolean => {
  const range = requirementRange(requirement);
  return range === "" || satisfies(version, range, { prereleases: true });
};

/** Looks packages up in as few runs of the resolver as there are scopes, mostly. */
export const newestByItself = async (
  wanted: readonly Wanted[],
  ask: AskNewest,
): Promise<NewestByItself> => {
  const scopes = Map.groupBy(wanted, ({ scope }) => scopeKey(scope));
  const questions = [...scopes.values()].flatMap((same) => {
    const texts = new Set(same.flatMap(({ requirements }) => requirements.map(withoutFloor)));
    return same[0] === undefined ? [] : questionsFor(same[0].scope, texts);
  });
  const keyOf = (scope: Scope, text: string): string => `${scopeKey(scope)} ${text}`;
  const found = await Promise.all(
    questions.map(async (question) => {
      const versions = await ask(question);
      if (versions === undefined) return [];
      return question.requirements.map(
        (one) => [keyOf(question, one), versions.get(requirementName(one))] as const,
      );
    }),
  );
  const newest = new Map(found.flat());
  return {
    isKnown: (scope, requirement) => newest.has(keyOf(scope, withoutFloor(requirement))),
    of: (scope, requirement) => {
      const version = newest.get(keyOf(scope, withoutFloor(requirement)));
      return version !== undefined && fits(version, requirement) ? version : undefined;
    },
  };
};
