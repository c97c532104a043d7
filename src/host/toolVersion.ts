import coerce from "semver/functions/coerce.js";
import compare from "semver/functions/compare.js";

/**
 * The version of a tool, a driver or a format in the ways in which they are written: `4.3.1+ds1`,
 * `v0.13.1`, `19.03`, `580.65.06`, `28.0.0-ce`. Only the numbers count: a distribution's suffix is
 * no pre-release. Loose, since drivers and old Dockers have leading zeros.
 */
const numbers = (text: string): string => coerce(text, { loose: true })?.version ?? "0.0.0";

/**
 * Below 0, 0 or above 0, like a sort wants it; absent parts count as 0, and a text without a number
 * as the oldest version.
 */
export const compareToolVersions = (left: string, right: string): number =>
  compare(numbers(left), numbers(right));

export const atLeast = (text: string, least: string): boolean =>
  compareToolVersions(text, least) >= 0;
