import { isPreRelease } from "../catalog/versions.ts";
import type { Question } from "../matrix/question.ts";
import type { Answer } from "./answer.ts";
import { requirementName } from "../matrix/libraryRelease.ts";
import { readDerivation } from "./derivation.ts";
import { explain } from "./explain.ts";
import type { Lock } from "./lock.ts";

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

/**
 * The answer, unless a package that was asked for is in it as a pre-release only because its final
 * releases have no wheels (deepspeed 0.3.1.dev3 of 2020 for 0.18): that is a conflict. `whyNot`
 * gives uv's words on final releases alone.
 */
export const withoutOldPreReleases = async (
  answer: Answer,
  whyNot: (question: Question) => Promise<string>,
): Promise<Answer> => {
  if (answer.kind !== "locked") return answer;
  const { question } = answer.lock;
  for (const name of unnamed(answer.lock)) {
    const alone = { ...question, requirements: [name], constraints: [] };
    const detail = await whyNot(alone);
    const isSource = readDerivation(detail).facts.some(
      (fact) => fact.kind === "no-wheels" && fact.who.name === name,
    );
    if (isSource) return { kind: "conflict", reasons: explain(detail, alone).reasons, detail };
  }
  return answer;
};
