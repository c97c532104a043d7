/** The leading dotted number of a version text (`5.4.2-rc1`, `v1.17.8`), as numbers; empty when there is none. */
export const versionParts = (text: string): number[] => {
  const match = /^v?(\d+(?:\.\d+)*)/.exec(text.trim());
  return match?.[1] === undefined ? [] : match[1].split(".").map(Number);
};

/** Below 0, 0 or above 0, like a sort wants it; absent parts count as 0. */
export const compareVersions = (left: string, right: string): number => {
  const a = versionParts(left);
  const b = versionParts(right);
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

export const atLeast = (text: string, least: string): boolean => compareVersions(text, least) >= 0;
