import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import type { LockedWheel } from "../resolve/lock.ts";
import { fewNames } from "../text/fewNames.ts";
import { trappedLibraries, type LockContext, type LockRule } from "./lockRule.ts";

/** Packages for another CUDA that a library of the cell is known to do without. */
const harmlessIn = (context: LockContext): ReadonlySet<string> =>
  new Set(trappedLibraries(context).flatMap(({ harmless }) => harmless));

/** All wheels for another CUDA are one cause, so they are told at once. */
export const wheelOfAnotherCuda: LockRule = (context) => {
  const { lock, cell, facts } = context;
  const harmless = harmlessIn(context);
  return Object.entries(facts.wheels).flatMap(([major, { marks, source }]) => {
    if (major === majorOf(cell.cuda)) return [];
    const found = lock.wheels
      .filter(({ name }) => marks.some((mark) => name.endsWith(mark)) && !harmless.has(name))
      .map(({ name, version }) => `${name} ${version}`);
    if (found.length === 0) return [];
    return [
      {
        code: "wheel-of-another-cuda" as const,
        message:
          `${fewNames(found)} ${found.length === 1 ? "is" : "are"} built for CUDA ${major}, ` +
          `and this cell has CUDA ${minorOf(cell.cuda)}.`,
        source,
      },
    ];
  });
};

/** `2.7.1+cu128` -> `12.8`: what is said of releases by number alone is not about such a build. */
export const localCuda = (version: string): string | undefined => {
  const [, major, minor] = /\+cu(\d+)(\d)$/.exec(version) ?? [];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}`;
};

/**
 * The CUDA x.y that a wheel says it is built for: the toolkit and the runtime by their version,
 * others by a local version like `+cu126`.
 */
const cudaOf = ({ name, version }: LockedWheel, runtime: string): string | undefined => {
  if (name === runtime || name === "cuda-toolkit") return minorOf(version);
  return localCuda(version);
};

/** Wheels of another minor of the same CUDA. */
export const wheelOfAnotherMinor: LockRule = ({ lock, cell: { cuda, wheelCuda }, facts }) => {
  const ofMajor = facts.wheels[majorOf(cuda)];
  const minor = minorOf(cuda);
  if (ofMajor === undefined) return [];
  const allowed = (found: string): boolean =>
    found === minor ||
    (wheelCuda === "same-major" &&
      majorOf(found) === majorOf(cuda) &&
      compareVersions(found, minor) < 0);
  return lock.wheels.flatMap((wheel) => {
    const found = cudaOf(wheel, ofMajor.runtime);
    if (found === undefined || allowed(found)) return [];
    return [
      {
        code: "wheel-of-another-cuda",
        message:
          `${wheel.name} ${wheel.version} is built for CUDA ${found}, and this cell has ` +
          `CUDA ${minor}.`,
        source: ofMajor.source,
      },
    ];
  });
};

/**
 * A torch that brings no CUDA runtime is a build for processors only, or one whose CUDA nobody
 * knows.
 */
export const torchWithoutCuda: LockRule = ({ lock, cell: { cuda }, facts }) => {
  const ofMajor = facts.wheels[majorOf(cuda)];
  const torch = lock.wheels.find(({ name }) => name === "torch");
  if (
    ofMajor === undefined ||
    torch === undefined ||
    lock.wheels.some(({ name }) => name === ofMajor.runtime)
  )
    return [];
  return [
    {
      code: "torch-without-cuda",
      message:
        `torch ${torch.version} came without the runtime of CUDA ${minorOf(cuda)}, so ` +
        "it is a different build.",
      source: ofMajor.source,
    },
  ];
};
