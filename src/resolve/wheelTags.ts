/** A wheel's file name, taken apart (PEP 427, PEP 425). */
export interface WheelName {
  readonly name: string;
  readonly version: string;
  /** Build number and what follows it; a wheel without one is older than any with. */
  readonly build: readonly [number, string];
  readonly pythons: readonly string[];
  readonly abis: readonly string[];
  readonly platforms: readonly string[];
}

const NO_BUILD: readonly [number, string] = [-1, ""];

/** Undefined if the text is not the file name of a wheel. */
export const parseWheelName = (file: string): WheelName | undefined => {
  const parts = file.endsWith(".whl") ? file.slice(0, -".whl".length).split("-") : [];
  const [name, version] = parts;
  const [pythons, abis, platforms] = parts.slice(-3).map((tags) => tags.split("."));
  if (
    name === undefined ||
    version === undefined ||
    pythons === undefined ||
    abis === undefined ||
    platforms === undefined
  )
    return undefined;
  if (parts.length !== 5 && parts.length !== 6) return undefined;
  const build = parts.length === 6 ? /^(\d+)(.*)$/.exec(parts[2] ?? "") : null;
  if (parts.length === 6 && build === null) return undefined;
  return {
    name,
    version,
    build: build === null ? NO_BUILD : [Number(build[1]), build[2] ?? ""],
    pythons,
    abis,
    platforms,
  };
};

/**
 * How narrowly a Python tag fits, the higher the narrower; 0 = not at all. Free-threaded builds
 * (`cp313t`) never fit.
 */
const pythonRank = (wheel: WheelName, minor: number): number => {
  const exact = `cp3${minor}`;
  const abi3 = wheel.pythons
    .map((tag) => /^cp3(\d+)$/.exec(tag)?.[1])
    .filter((tag) => tag !== undefined && Number(tag) <= minor);
  const pure = wheel.pythons
    .filter((tag) => tag === "py3" || /^py3\d+$/.test(tag))
    .map((tag) => Number(tag.slice(3) || "0"));
  if (wheel.pythons.includes(exact) && wheel.abis.includes(exact)) return 1000;
  if (wheel.abis.includes("abi3") && abi3.length > 0) return 500 + Math.max(...abi3.map(Number));
  if (wheel.pythons.includes(exact) && wheel.abis.includes("none")) return 400;
  if (wheel.abis.includes("none") && pure.some((least) => least <= minor))
    return 100 + Math.max(...pure.filter((least) => least <= minor));
  return 0;
};

const LEGACY: Readonly<Record<string, number>> = {
  manylinux1: 5,
  manylinux2010: 12,
  manylinux2014: 17,
};

/** glibc 2.N that a platform tag needs on x86_64; 0 for `any`; undefined for other machines. */
const glibcOf = (tag: string): number | undefined => {
  if (tag === "any") return 0;
  const match = /^(?:manylinux_2_(\d+)|(manylinux(?:1|2010|2014))|(linux))_x86_64$/.exec(tag);
  if (match === null) return undefined;
  return match[1] === undefined ? (LEGACY[match[2] ?? ""] ?? 1) : Number(match[1]);
};

const platformRank = (wheel: WheelName, glibc: number): number => {
  const fitting = wheel.platforms
    .map(glibcOf)
    .filter((needs): needs is number => needs !== undefined && needs <= glibc);
  return fitting.length === 0 ? 0 : 1 + Math.max(...fitting);
};

/**
 * Ranks of Python, platform and build; undefined if the wheel does not fit a CPython x.y on
 * `x86_64-manylinux_2_N`.
 */
const ranks = (
  wheel: WheelName,
  python: string,
  platform: string,
): readonly [number, number, number, string] | undefined => {
  const glibc = Number(/^x86_64-manylinux_2_(\d+)$/.exec(platform)?.[1] ?? "17");
  const byPython = pythonRank(wheel, Number(python.split(".")[1]));
  const byPlatform = platformRank(wheel, glibc);
  return byPython === 0 || byPlatform === 0 ? undefined : [byPython, byPlatform, ...wheel.build];
};

/** Whether an installer would take this file on that Python and platform. */
export const wheelFits = (file: string, python: string, platform: string): boolean => {
  const wheel = parseWheelName(file);
  return wheel !== undefined && ranks(wheel, python, platform) !== undefined;
};

/**
 * Of several wheels of one release the one that installers take: narrowest tags, then the highest
 * build number. torch 2.10.0 has two for one Python and platform, which differ in their build
 * number. Undefined if none fits.
 */
export const bestWheel = <T extends { readonly file: string }>(
  wheels: readonly T[],
  python: string,
  platform: string,
): T | undefined => {
  const ranked = wheels.flatMap((wheel) => {
    const name = parseWheelName(wheel.file);
    const rank = name === undefined ? undefined : ranks(name, python, platform);
    return rank === undefined ? [] : [{ wheel, rank }];
  });
  const later = (a: (typeof ranked)[number], b: (typeof ranked)[number]): number => {
    for (const at of [0, 1, 2] as const)
      if (a.rank[at] !== b.rank[at]) return b.rank[at] - a.rank[at];
    return a.rank[3] < b.rank[3] ? 1 : -1;
  };
  return ranked.sort(later)[0]?.wheel;
};
