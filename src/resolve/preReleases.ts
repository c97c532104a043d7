import { isPreRelease } from "../catalog/versions.ts";
import type { Question } from "../matrix/question.ts";
import type { Answer } from "./answer.ts";
import { requirementName } from "../matrix/libraryRelease.ts";
import { readDerivation } from "./derivation.ts";
import { explain } from "./explain.ts";
import { versionIn, type Lock } from "./lock.ts";

/** uv's options: pre-releases where nothing final exists or one is named, and none at all. */
export const PRE_RELEASES = "--prerelease=if-necessary-or-explicit";
export const FINAL_ONLY = "--prerelease=disallow";

/** A range that names a pre-release, so that one is meant. */
const NAMES_PRE_RELEASE = /\d(?:a|b|rc|\.?dev)\d/;

/** Packages that were asked for without naming a pre-release, and of which the lock has one. */
const unnamed = ({ wheels, question }: Lock): readonly string[] => {
  const lines = [...question.requirements, ...question.constraints];
  const named = lines.filter((line) => NAMES_PRE_RELEASE.test(line)).map(requirementName);
  const asked = question.requirements.map(requirementName).filter((name) => !named.includes(name));
  return wheels
    .filter(({ name, version }) => asked.includes(name) && isPreRelease(version))
    .map(({ name }) => name);
};

/** What an index says of the final releases of one package alone. */
export type NewestFinal = { readonly version: string } | { readonly detail: string };

/**
 * What keeps packages that were asked for without naming a pre-release to their final releases: a
 * line for each that a lock has as a pre-release, beside final ones. uv takes such a one where the
 * rest of the question leaves no other. Where final releases have no wheels (deepspeed 0.3.1.dev3
 * of 2020 for 0.18) that is the conflict, in uv's words on final releases alone.
 */
export const keptToFinal = async (
  lock: Lock,
  newestFinal: (alone: Question) => Promise<NewestFinal>,
): Promise<readonly string[] | Extract<Answer, { kind: "conflict" }>> => {
  const lines: string[] = [];
  for (const name of unnamed(lock)) {
    const alone = { ...lock.question, requirements: [name], constraints: [] };
    const final = await newestFinal(alone);
    if ("version" in final) {
      lines.push(`${name}<=${final.version},!=${versionIn(lock, name) ?? ""}`);
      continue;
    }
    const { detail } = final;
    const isSource = readDerivation(detail).facts.some(
      (fact) => fact.kind === "no-wheels" && fact.who.name === name,
    );
    if (isSource) return { kind: "conflict", reasons: explain(detail, alone).reasons, detail };
  }
  return lines;
};
