import type { Question } from "../matrix/question.ts";
import { ownText, runUv, type Asking } from "./askUv.ts";
import { wheelsOfPylock } from "./pylock.ts";

/**
 * Package -> its newest release that fits its requirement, each by itself: what they depend on is
 * not looked at. Packages without one are absent. Undefined when the index gave no answer.
 */
export const askNewest = async (
  asking: Asking,
  question: Question,
): Promise<ReadonlyMap<string, string> | undefined> => {
  const { code, stdout, stderr } = await runUv(asking, question, ["--no-deps"]);
  if (code === 0)
    return new Map(wheelsOfPylock(stdout, question).map(({ name, version }) => [name, version]));
  if (!ownText(stderr).startsWith("error: No solution found")) return undefined;
  const { requirements } = question;
  if (requirements.length < 2) return new Map();
  // One package without a release spoils the answer for all that were asked with it.
  const middle = Math.ceil(requirements.length / 2);
  const halves = [requirements.slice(0, middle), requirements.slice(middle)];
  const found: (readonly [string, string])[] = [];
  for (const half of halves) {
    const part = await askNewest(asking, { ...question, requirements: half });
    if (part === undefined) return undefined;
    found.push(...part);
  }
  return new Map(found);
};
