import { closest, distance } from "fastest-levenshtein";

/**
 * A third of the letters may differ, two of a short word, and never all of them: what is further
 * away was not meant.
 */
const mayDiffer = (written: string): number =>
  Math.min(Math.max(2, Math.floor(written.length / 3)), written.length - 1);

/** The choice that was most likely meant, or undefined when none is near. */
export const closestOf = (written: string, choices: Iterable<string>): string | undefined => {
  const list = [...choices];
  if (list.length === 0) return undefined;
  const lower = written.toLowerCase();
  const near = closest(lower, list);
  return distance(lower, near) <= mayDiffer(written) ? near : undefined;
};

/** `closestOf`, else the first choice that begins with what was written. */
export const closestOrLonger = (written: string, choices: Iterable<string>): string | undefined => {
  const list = [...choices];
  return (
    closestOf(written, list) ??
    (written === "" ? undefined : list.find((choice) => choice.startsWith(written)))
  );
};
