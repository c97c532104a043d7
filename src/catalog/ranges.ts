import { satisfies, valid } from "@renovatebot/pep440";

/** A range of versions as uv writes it: `>=1,<2`, alternatives joined by `||`, empty for all. */
const alternatives = (range: string): readonly string[] => range.split("||");

/** `==1.2.*` in a form that pre-releases of 1.2 satisfy too, as uv means it. */
const matches = (version: string, range: string): boolean =>
  alternatives(range).some((one) => one === "" || satisfies(version, one, { prereleases: true }));

/** The release of a version: without `rc1`, `.post1`, `.dev3` and `+cu128`. */
const releaseOf = (version: string): string =>
  version
    .replace(/\+.*$/, "")
    .replace(/(?:[-_.]?(?:post|dev|a|b|c|rc|alpha|beta)[-_.]?\d*)+$/i, "");

/** Versions at and beside every bound that a range names. */
const bounds = (range: string): readonly string[] =>
  [...range.matchAll(/(?:[=~!<>]=|[<>])([0-9][A-Za-z0-9._+!-]*?)(?:\.\*)?(?=,|\||$)/g)].flatMap(
    ([, version = ""]) => {
      const release = releaseOf(version);
      return [version, release, `${release}.1`, `${release}.0.1`, `${release}.99999`];
    },
  );

/**
 * Whether no version can be in both ranges. Looks at the bounds and close by, which is enough for
 * ranges that packages write.
 */
export const disjoint = (a: string, b: string): boolean => {
  if (a === "" || b === "") return false;
  const probes = ["0.0.1", "99999", ...bounds(a), ...bounds(b)].filter(valid);
  return !probes.some((version) => matches(version, a) && matches(version, b));
};

/** Whether newer releases are always in it. */
export const isOpen = (range: string): boolean => matches("99999", range);

const plain = (version: string): string =>
  version.replace(/\.\*$/, "").replace(/(?:\.dev|a|b|rc)\d+$/, "");

/** `>=26.4.0` -> `26.4.0 or newer`. Of several alternatives the last one is told. */
export const rangeWords = (range: string): string => {
  const parts = (alternatives(range).at(-1) ?? "").split(",").flatMap((part) => {
    const [, operator = "", version = ""] = /^([=~!<>]=|[<>])(.*)$/.exec(part) ?? [];
    return operator === "" ? [] : [{ operator, version: plain(version) }];
  });
  const exact = parts.find(({ operator }) => operator === "==");
  const least = parts.find(
    ({ operator }) => operator === ">=" || operator === ">" || operator === "~=",
  );
  const most = parts.find(({ operator }) => operator === "<=" || operator === "<");
  if (exact !== undefined) return exact.version;
  const limit =
    most === undefined ? undefined : most.operator === "<" ? `below ${most.version}` : most.version;
  if (least !== undefined && limit !== undefined)
    return least.version === most?.version ? least.version : `${least.version} to ${limit}`;
  if (least !== undefined)
    return `${least.operator === ">" ? "newer than " : ""}${least.version}${least.operator === ">" ? "" : " or newer"}`;
  if (most !== undefined)
    return most.operator === "<" ? `below ${most.version}` : `up to ${most.version}`;
  return "";
};
