import { satisfies } from "@renovatebot/pep440";
import { memoized } from "../text/memoized.ts";

/** Whether a version lies in a PEP 440 range; no range holds every version. */
export type InRange = (version: string, range: string | undefined) => boolean;

/**
 * An `InRange` that works out each pair once: a matrix asks the same few thousand times.
 * Pre-releases count, or a placeholder would go unnoticed.
 */
export const rangeChecker = (): InRange => {
  const versionsIn = memoized((range: string) =>
    memoized((version: string) => satisfies(version, range, { prereleases: true })),
  );
  return (version, range) => range === undefined || versionsIn(range)(version);
};
