import { valid, gt, rsort } from "semver";

/** The number of a release, x.y.z, or an error. */
export const releaseNumber = (written: string | undefined): string => {
  if (written !== undefined && valid(written) === written && /^[\d.]+$/.test(written))
    return written;
  throw new Error(`${JSON.stringify(written)} is no version: write it as --version 1.2.3`);
};

/** The newest release among these tags: `v1.2.3` counts, `v1` and others do not. */
export const newestRelease = (tags: readonly string[]): string | undefined =>
  rsort(tags.filter((tag) => /^v\d+\.\d+\.\d+$/.test(tag)))[0];

/** Refuses a version that is there, or that is older than the newest release. */
export const checkNewer = (version: string, tags: readonly string[]): void => {
  const newest = newestRelease(tags);
  if (newest !== undefined && !gt(version, newest.slice(1)))
    throw new Error(`v${version} is not newer than ${newest}, which is there already`);
};
