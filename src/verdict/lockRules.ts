import type { Catalog } from "../catalog/facts.ts";
import type { Library, WheelCuda, LibraryTrap } from "../catalog/libraryFacts.ts";
import { majorOf, minorOf, compareVersions } from "../catalog/versions.ts";
import { rangeChecker, type InRange } from "../catalog/inRange.ts";
import { memoized } from "../text/memoized.ts";
import type { Reason } from "../matrix/reason.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { wheelFits } from "../resolve/wheelTags.ts";

/** The cell that a lock is for. */
export interface LockedCell {
  /** x.y.z */
  readonly cuda: string;
  /** x.y */
  readonly python: string;
  readonly libraries: readonly string[];
  readonly wheelCuda: WheelCuda;
}

export type LockFacts = Pick<Catalog, "wheels" | "traps" | "libraries">;

interface WheelFile {
  readonly file: string;
  readonly python: string;
  readonly platform: string;
}

/** What each rule looks at. */
interface LockContext {
  readonly lock: Lock;
  readonly cell: LockedCell;
  readonly facts: LockFacts;
  readonly inRange: InRange;
  readonly fits: (wheel: WheelFile) => boolean;
}

type LockRule = (context: LockContext) => readonly Reason[];

const wheelOfAnotherCuda: LockRule = ({ lock, cell: { cuda }, facts }) =>
  Object.entries(facts.wheels)
    .filter(([major]) => major !== majorOf(cuda))
    .flatMap(([major, { marks, source }]) =>
      lock.wheels
        .filter(({ name }) => marks.some((mark) => name.endsWith(mark)))
        .map(({ name, version }) => ({
          code: "wheel-of-another-cuda",
          message:
            `${name} ${version} is built for CUDA ${major}, and this cell has CUDA ` +
            `${minorOf(cuda)}.`,
          source,
        })),
    );

/** `2.7.1+cu128` -> `12.8`: what is said of releases by number alone is not about such a build. */
const localCuda = (version: string): string | undefined => {
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

const wheelOfAnotherMinor: LockRule = ({ lock, cell: { cuda, wheelCuda }, facts }) => {
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
const torchWithoutCuda: LockRule = ({ lock, cell: { cuda }, facts }) => {
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

const severalCudnns: LockRule = ({ lock }) => {
  const found = lock.wheels.filter(({ name }) => /^nvidia-cudnn-cu\d+$/.test(name));
  if (found.length < 2) return [];
  return [
    {
      code: "two-cudnn",
      message:
        "The lock holds " +
        `${found.map(({ name, version }) => `${name} ${version}`).join(" and ")}; a ` +
        "process can load only one cuDNN.",
      source: "resolver",
    },
  ];
};

const placeholderReleases: LockRule = ({ lock }) =>
  lock.wheels
    .filter(({ version }) => version === "0.0.0a0")
    .map(({ name }) => ({
      code: "placeholder-release",
      message:
        `${name} is an empty placeholder; its real wheels do not exist for Python ` +
        `${lock.question.python}.`,
      source: "resolver",
    }));

const wheelDoesNotFit: LockRule = ({ lock, fits }) => {
  const { python, platform } = lock.question;
  return lock.wheels
    .filter(({ file }) => !fits({ file, python, platform }))
    .map(({ file }) => ({
      code: "wheel-does-not-fit",
      message: `${file} is not a wheel for Python ${python} on ${platform}.`,
      source: "resolver",
    }));
};

/** `name` with an optional specifier, as in `beside: cudf-polars-cu12<=26.10.2`. */
const holds = (requirement: string, { lock, inRange }: LockContext): boolean => {
  const [, name, range] = /^([A-Za-z0-9._-]+?)\s*((?:[=~!<>]=|[<>]).*)?$/.exec(requirement) ?? [];
  return lock.wheels.some((wheel) => wheel.name === name && inRange(wheel.version, range));
};

/** The wheels of a lock that a trap is about. */
const wheelsInTrap = (trap: LibraryTrap, context: LockContext): readonly LockedWheel[] => {
  const { lock, cell, inRange } = context;
  const candidates =
    trap.package === "*" ? lock.wheels : lock.wheels.filter(({ name }) => name === trap.package);
  if (candidates.length === 0) return [];
  if (!inRange(minorOf(cell.cuda), trap.cuda) || !inRange(cell.python, trap.python)) return [];
  if (trap.wheelCuda !== undefined && trap.wheelCuda !== cell.wheelCuda) return [];
  if (trap.missing !== undefined && holds(trap.missing, context)) return [];
  if (trap.beside !== undefined && !holds(trap.beside, context)) return [];
  const found = candidates.filter(({ version }) => inRange(version, trap.versions));
  return trap.code.endsWith("-of-another-cuda")
    ? found.filter(({ version }) => localCuda(version) === undefined)
    : found;
};

/**
 * The libraries whose traps count: the cell's, and all of them where it asks for packages that
 * nobody knows, which may bring any.
 */
const trappedLibraries = ({ cell, facts: { libraries } }: LockContext): readonly Library[] => {
  const own = cell.libraries.flatMap((name) => libraries.get(name) ?? []);
  return own.some((library) => library.own !== undefined) ? [...libraries.values()] : own;
};

/** Files whose hashes dl-env.yml's own files do not have. */
const otherHashes: LockRule = ({ lock, cell, facts: { libraries } }) =>
  cell.libraries.flatMap((name) => {
    const library = libraries.get(name);
    const { hashes, name: packageName } = library?.own ?? {};
    const wheel = lock.wheels.find((one) => one.name === packageName);
    if (hashes === undefined || wheel === undefined || hashes.includes(wheel.sha256)) return [];
    return [
      {
        code: "other-hash" as const,
        message: `The sha256 of ${wheel.file} is not among those that are given for it.`,
        source: library?.releases[0]?.source ?? "resolver",
        hint: `See the index's file, or remove the hashes of: ${packageName}`,
      },
    ];
  });

const catalogTraps: LockRule = (context) => {
  const { facts } = context;
  const ofLibraries = trappedLibraries(context).flatMap(({ traps }) => traps);
  return [...facts.traps, ...ofLibraries].flatMap((trap) =>
    wheelsInTrap(trap, context).map(({ name, version }) => ({
      code: trap.code,
      message: `The index gave ${name} ${version}. ${trap.message}`,
      source: trap.source,
      ...(trap.hint === undefined ? {} : { hint: trap.hint }),
    })),
  );
};

const RULES: readonly LockRule[] = [
  wheelOfAnotherCuda,
  wheelOfAnotherMinor,
  torchWithoutCuda,
  severalCudnns,
  placeholderReleases,
  wheelDoesNotFit,
  catalogTraps,
  otherHashes,
];

/** One reason of a code for each package. */
const distinct = (reasons: readonly Reason[]): readonly Reason[] => {
  const seen = new Set<string>();
  return reasons.filter(({ code, message }) => {
    const subject = `${code} ${message.replace(/^The index gave /, "").split(" ", 1)[0] ?? ""}`;
    return !seen.has(subject) && seen.add(subject);
  });
};

export type LockChecker = (lock: Lock, cell: LockedCell) => readonly Reason[];

/** Checks locks of one catalog; the files that locks of a matrix share are looked at once. */
export const lockChecker = (facts: LockFacts, inRange: InRange = rangeChecker()): LockChecker => {
  const fits = memoized(
    ({ file, python, platform }: WheelFile) => wheelFits(file, python, platform),
    ({ file, python, platform }) => `${file} ${python} ${platform}`,
  );
  return (lock, cell) =>
    distinct(RULES.flatMap((rule) => rule({ lock, cell, facts, inRange, fits })));
};

/** What is wrong with a lock although the resolver accepted it; empty when nothing is. */
export const checkLock = (lock: Lock, cell: LockedCell, facts: LockFacts): readonly Reason[] =>
  lockChecker(facts)(lock, cell);
