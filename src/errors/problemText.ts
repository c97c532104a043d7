import type { Place, Problem } from "./error.ts";

/** `file:line:column`, as far as known. */
export const placeText = (place: Place): string =>
  [place.file, place.line, place.line === undefined ? undefined : place.column]
    .filter((part) => part !== undefined)
    .join(":");

/** A problem as people read it: place, sentence, code, and the hint on lines of its own. */
export const problemText = (problem: Problem): string => {
  const at = problem.place === undefined ? "" : `${placeText(problem.place)}: `;
  const hint = problem.hint === undefined ? "" : `\n  ${problem.hint.replaceAll("\n", "\n  ")}`;
  return `${at}${problem.message} [${problem.code}]${hint}`;
};
