import type { Catalog, LibraryTrap } from "../catalog/facts.ts";
import { majorOf, minorOf, compareVersions } from "../catalog/versions.ts";
import { rememberRanges, type InRange } from "../catalog/inRange.ts";
import type { Reason } from "../matrix/reason.ts";
import type { ReasonCode } from "../errors/codes.ts";
import type { Lock, LockedWheel } from "../resolve/lock.ts";
import { wheelFits } from "../resolve/wheelTags.ts";

/** What a lock is held against. */
export interface CheckedCell {
  /** x.y.z */
  readonly cuda: string;
  /** x.y */
  readonly python: string;
  readonly libraries: readonly string[];
  readonly wheelCuda: "exact" | "same-major";
}

/** `wheelFits`, or the same with a memory. */
export type WheelFits = typeof wheelFits;

/** Remembers its answers: the locks of a matrix name the same files. */
export const rememberFits = (): WheelFits => {
  const known = new Map<string, boolean>();
  return (file, python, platform) => {
    const key = `${file} ${python} ${platform}`;
    const found = known.get(key) ?? wheelFits(file, python, platform);
    known.set(key, found);
    return found;
  };
};

export type CheckFacts = Pick<Catalog, "wheels" | "traps" | "libraries">;

const reason = (code: ReasonCode, message: string, source: string, hint?: string): Reason => ({
  code,
  message,
  source,
  ...(hint === undefined ? {} : { hint }),
});

const isNamed = (wheel: LockedWheel, name: string): boolean => wheel.name === name;

const otherMajors = (lock: Lock, { cuda }: CheckedCell, { wheels: facts }: CheckFacts): Reason[] =>
  Object.entries(facts)
    .filter(([major]) => major !== majorOf(cuda))
    .flatMap(([major, { marks, source }]) =>
      lock.wheels
        .filter(({ name }) => marks.some((mark) => name.endsWith(mark)))
        .map(({ name, version }) =>
          reason(
            "wheel-of-another-cuda",
            `${name} ${version} is built for CUDA ${major}, and this cell has CUDA ${minorOf(cuda)}.`,
            source,
          ),
        ),
    );

/** The CUDA x.y that a wheel says it is built for: the toolkit and the runtime by their version, others by a local version like `+cu126`. */
const cudaOf = (wheel: LockedWheel, runtime: string): string | undefined => {
  if (isNamed(wheel, runtime) || isNamed(wheel, "cuda-toolkit")) return minorOf(wheel.version);
  const local = /\+cu(\d+)(\d)$/.exec(wheel.version);
  return local?.[1] === undefined || local[2] === undefined ? undefined : `${local[1]}.${local[2]}`;
};

const otherMinors = (
  lock: Lock,
  { cuda, wheelCuda }: CheckedCell,
  { wheels: facts }: CheckFacts,
): Reason[] => {
  const known = facts[majorOf(cuda)];
  const minor = minorOf(cuda);
  if (known === undefined) return [];
  const allowed = (found: string): boolean =>
    found === minor ||
    (wheelCuda === "same-major" &&
      majorOf(found) === majorOf(cuda) &&
      compareVersions(found, minor) < 0);
  return lock.wheels.flatMap((wheel) => {
    const found = cudaOf(wheel, known.runtime);
    if (found === undefined || allowed(found)) return [];
    return [
      reason(
        "wheel-of-another-cuda",
        `${wheel.name} ${wheel.version} is built for CUDA ${found}, and this cell has CUDA ${minor}.`,
        known.source,
      ),
    ];
  });
};

/** A torch that brings no CUDA runtime is a build for processors only, or one whose CUDA nobody knows. */
const torchWithoutCuda = (
  lock: Lock,
  { cuda }: CheckedCell,
  { wheels: facts }: CheckFacts,
): Reason[] => {
  const known = facts[majorOf(cuda)];
  const torch = lock.wheels.find((wheel) => wheel.name === "torch");
  if (
    known === undefined ||
    torch === undefined ||
    lock.wheels.some((wheel) => wheel.name === known.runtime)
  )
    return [];
  return [
    reason(
      "torch-without-cuda",
      `torch ${torch.version} came without the runtime of CUDA ${minorOf(cuda)}, so it is another build.`,
      known.source,
    ),
  ];
};

const severalCudnn = (lock: Lock): Reason[] => {
  const found = lock.wheels.filter(({ name }) => /^nvidia-cudnn-cu\d+$/.test(name));
  if (found.length < 2) return [];
  return [
    reason(
      "two-cudnn",
      `The lock holds ${found.map(({ name, version }) => `${name} ${version}`).join(" and ")}; a process can load only one cuDNN.`,
      "resolver",
    ),
  ];
};

const placeholders = (lock: Lock): Reason[] =>
  lock.wheels
    .filter(({ version }) => version === "0.0.0a0")
    .map(({ name }) =>
      reason(
        "placeholder-release",
        `${name} is an empty placeholder; its real wheels do not exist for Python ${lock.question.python}.`,
        "resolver",
      ),
    );

const foreignFiles = (lock: Lock, fitting: WheelFits): Reason[] =>
  lock.wheels
    .filter(({ file }) => !fitting(file, lock.question.python, lock.question.platform))
    .map(({ file }) =>
      reason(
        "wheel-does-not-fit",
        `${file} is no wheel for Python ${lock.question.python} on ${lock.question.platform}.`,
        "resolver",
      ),
    );

/** `name` with an optional specifier, as in `beside: cudf-polars-cu12<=26.10.2`. */
const holds = (lock: Lock, requirement: string, fits: InRange): boolean => {
  const found = /^([A-Za-z0-9._-]+?)\s*((?:[=~!<>]=|[<>]).*)?$/.exec(requirement);
  return lock.wheels.some((wheel) => wheel.name === found?.[1] && fits(wheel.version, found[2]));
};

const springs = (
  trap: LibraryTrap,
  lock: Lock,
  cell: CheckedCell,
  fits: InRange,
): readonly LockedWheel[] => {
  const meant =
    trap.package === "*" ? lock.wheels : lock.wheels.filter((wheel) => wheel.name === trap.package);
  if (meant.length === 0) return [];
  if (!fits(minorOf(cell.cuda), trap.cuda) || !fits(cell.python, trap.python)) return [];
  if (trap.wheelCuda !== undefined && trap.wheelCuda !== cell.wheelCuda) return [];
  if (trap.missing !== undefined && holds(lock, trap.missing, fits)) return [];
  if (trap.beside !== undefined && !holds(lock, trap.beside, fits)) return [];
  return meant.filter((wheel) => fits(wheel.version, trap.versions));
};

const trapped = (
  lock: Lock,
  cell: CheckedCell,
  { traps, libraries }: CheckFacts,
  fits: InRange,
): Reason[] =>
  [...traps, ...cell.libraries.flatMap((name) => libraries.get(name)?.traps ?? [])].flatMap(
    (trap) =>
      springs(trap, lock, cell, fits).map(({ name, version }) =>
        reason(
          trap.code,
          `The index gave ${name} ${version}. ${trap.message}`,
          trap.source,
          trap.hint,
        ),
      ),
  );

/** What is wrong with a lock although the resolver was content; empty when nothing is. */
export const checkLock = (
  lock: Lock,
  cell: CheckedCell,
  facts: CheckFacts,
  fits: InRange = rememberRanges(),
  fitting: WheelFits = wheelFits,
): readonly Reason[] => {
  const found = [
    ...otherMajors(lock, cell, facts),
    ...otherMinors(lock, cell, facts),
    ...torchWithoutCuda(lock, cell, facts),
    ...severalCudnn(lock),
    ...placeholders(lock),
    ...foreignFiles(lock, fitting),
    ...trapped(lock, cell, facts, fits),
  ];
  const seen = new Set<string>();
  return found.filter(({ code, message }) => {
    const subject = `${code} ${message.replace(/^The index gave /, "").split(" ", 1)[0] ?? ""}`;
    return !seen.has(subject) && seen.add(subject);
  });
};
