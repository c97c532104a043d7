import { closest, distance } from "fastest-levenshtein";

/** The choice that was most likely meant, or undefined when none is near. */
export const closestOf = (written: string, choices: readonly string[]): string | undefined => {
  if (choices.length === 0) return undefined;
  const near = closest(written, [...choices]);
  return distance(written, near) <= Math.max(1, Math.floor(written.length / 2)) ? near : undefined;
};
