/**
 * Compares versions of dotted numbers (CUDA, Ubuntu, Python, drivers): negative when `a` is older.
 * Text that is not a number sorts first.
 */
export const compareVersions = (a: string, b: string): number => {
  const left = a.split(".");
  const right = b.split(".");
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = numberAt(left, index) - numberAt(right, index);
    if (difference !== 0) return difference;
  }
  return 0;
};

const numberAt = (parts: readonly string[], index: number): number => {
  const part = parts[index];
  if (part === undefined) return 0;
  return /^\d+$/.test(part) ? Number(part) : -1;
};

/** `12.8.1` -> `12.8` */
export const minorOf = (version: string): string => {
  const end = version.indexOf(".", version.indexOf(".") + 1);
  return end === -1 ? version : version.slice(0, end);
};

/** `12.8.1` -> `12` */
export const majorOf = (version: string): string => version.split(".")[0] ?? version;

/** Whether `version` is `prefix` or one of its releases: 12.8.1 is under 12.8, 12.81 is not. */
export const isUnder = (version: string, prefix: string): boolean =>
  version === prefix || version.startsWith(`${prefix}.`);

/** Whether a version of PEP 440 is a pre-release: `2.0rc1`, `1.0.dev3`, `0.50b0`. */
export const isPreRelease = (version: string): boolean =>
  /^[0-9.!]+[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d*/i.test(version) ||
  /\.dev\d*$/.test(version.replace(/\+.*$/, ""));
