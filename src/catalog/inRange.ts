import { satisfies } from "@renovatebot/pep440";

/** Whether a version lies in a PEP 440 range; no range holds every version. */
export type InRange = (version: string, range: string | undefined) => boolean;

/** Remembers its answers: a matrix asks the same few thousand times. Pre-releases count, or a placeholder would go unnoticed. */
export const rememberRanges = (): InRange => {
  const known = new Map<string, Map<string, boolean>>();
  return (version, range) => {
    if (range === undefined) return true;
    let versions = known.get(range);
    if (versions === undefined) known.set(range, (versions = new Map()));
    let answer = versions.get(version);
    if (answer === undefined)
      versions.set(version, (answer = satisfies(version, range, { prereleases: true })));
    return answer;
  };
};
