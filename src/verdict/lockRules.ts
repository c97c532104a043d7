import type { LibraryTrap } from "../catalog/libraryFacts.ts";
import { minorOf } from "../catalog/versions.ts";
import { rangeChecker, type InRange } from "../catalog/inRange.ts";
import { memoized } from "../text/memoized.ts";
import type { Reason } from "../matrix/reason.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { wheelFits } from "../resolve/wheelTags.ts";
import {
  trappedLibraries,
  type LockContext,
  type LockedCell,
  type LockFacts,
  type LockRule,
  type WheelFile,
} from "./lockRule.ts";
import {
  localCuda,
  torchWithoutCuda,
  wheelOfAnotherCuda,
  wheelOfAnotherMinor,
} from "./wheelCudaRules.ts";

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
