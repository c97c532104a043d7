import type { Question } from "../matrix/question.ts";
import { ownText, runUv, type Asking } from "./askUv.ts";
import { whyUnreachable } from "./indexFailures.ts";
import { wheelsOfPylock, type FoundWheel } from "./pylock.ts";

/** The newest wheel of each package that has one, or why the index gave no answer; a sentence. */
export type Newest =
  | { readonly wheels: readonly FoundWheel[]; readonly failure?: undefined }
  | { readonly failure: string };

/**
 * The newest release that fits each requirement, each by itself: what they depend on is not looked
 * at. Packages without one are absent. `more` are further options of uv's.
 */
export const askNewest = async (
  asking: Asking,
  question: Question,
  more: readonly string[] = [],
): Promise<Newest> => {
  const result = await runUv(asking, question, ["--no-deps", ...more]);
  if (result.code === 0) return { wheels: wheelsOfPylock(result.stdout, question) };
  const text = ownText(result.stderr);
  const failure = whyUnreachable(text, asking.named(question.indexes), result.timedOut);
  if (failure !== undefined) return { failure: failure.reason.message };
  if (!text.startsWith("error: No solution found"))
    return { failure: `uv ended with code ${result.code} and gave no result.` };
  const { requirements } = question;
  if (requirements.length < 2) return { wheels: [] };
  // One package without a release spoils the answer for all that were asked with it.
  const middle = Math.ceil(requirements.length / 2);
  const found: FoundWheel[] = [];
  for (const half of [requirements.slice(0, middle), requirements.slice(middle)]) {
    const part = await askNewest(asking, { ...question, requirements: half }, more);
    if (part.failure !== undefined) return part;
    found.push(...part.wheels);
  }
  return { wheels: found };
};
