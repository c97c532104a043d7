import type { Question } from "../matrix/question.ts";
import type { Reason } from "../matrix/reason.ts";
import {
  dependencyWithoutWheels,
  noBuildForCuda,
  packageWithoutBuild,
} from "./buildExplanations.ts";
import { conflictFrom, type Conflict } from "./conflict.ts";
import { readDerivation } from "./derivation.ts";
import { packagesDisagree } from "./disagreementExplanation.ts";
import type { Explainer, Explanation } from "./explanation.ts";
import { askedTwice, packageMissing, versionMissing, newerThanIndex } from "./indexExplanations.ts";
import { againstPin, againstOwnRequest } from "./requestExplanations.ts";

/** A conflict as a person reads it. */
export interface Explained {
  readonly reasons: readonly [Reason, ...Reason[]];
  /** Packages that the conflict is about, the one to give way first. */
  readonly packages: readonly string[];
}

const fallback = (conflict: Conflict): Explanation => {
  const names = conflict.conflicting.slice(0, 6);
  const sentence =
    names.length < 2
      ? `The package index has nothing that fits ${names[0] ?? "the requirements"} in this cell.`
      : `These packages cannot be installed together in this cell: ${names.join(", ")}.`;
  return { code: "packages-disagree", sentences: [sentence], packages: names };
};

/** In the order in which they are tried: what is wrong by itself before what is wrong together. */
const EXPLAINERS: readonly Explainer[] = [
  packageMissing,
  versionMissing,
  newerThanIndex,
  askedTwice,
  againstPin,
  noBuildForCuda,
  againstOwnRequest,
  packageWithoutBuild,
  packagesDisagree,
  dependencyWithoutWheels,
];

/**
 * uv's account of a conflict in at most two sentences of at most 25 words, without its own words
 * for things; uv's text goes along as `detail`.
 */
export const explain = (text: string, question: Question): Explained => {
  const conflict = conflictFrom(readDerivation(text), question);
  let explanation: Explanation | undefined;
  for (const explainer of EXPLAINERS) explanation ??= explainer(conflict);
  const { code, sentences, packages } = explanation ?? fallback(conflict);
  return {
    reasons: [{ code, message: sentences.join(" "), source: "resolver", detail: text }],
    packages,
  };
};
