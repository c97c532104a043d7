import { foundProblem, type Place, type Problem } from "../errors/error.ts";
import { REMAKE } from "../resolve/lockPlace.ts";
import { ageInDays } from "../resolve/aptDate.ts";
import type { AptLock } from "../resolve/lock.ts";
import { aptLockFileName } from "../resolve/lockfile.ts";
import { count } from "../text/units.ts";
import type { WantedAptPackages } from "./wantedAptPackages.ts";

/**
 * Something about the apt lock of a release that is no error yet: `apt-lock-stale` (a new one must
 * be made before a build), `apt-lock-old`.
 */
export interface AptNotice extends Problem {
  readonly release: string;
}

/**
 * Names in which a lock and the wanted packages differ: wanted and not locked, and locked for every
 * image and not wanted.
 */
export const aptLockDifference = (lock: AptLock, wanted: WantedAptPackages): string[] => {
  const has = new Set([...lock.asked, ...lock.extras]);
  const lacking = [...wanted.asked, ...wanted.extras].filter((name) => !has.has(name));
  return [...lacking, ...lock.asked.filter((name) => !wanted.asked.includes(name))];
};

/** What is wrong with a lock that was made for other packages than the images must have. */
const staleLock = (
  lock: Pick<AptLock, "release">,
  different: readonly string[],
  place: Place,
): Problem<"apt-lock-stale"> => ({
  code: "apt-lock-stale",
  message:
    `The apt lock of ${lock.release} does not match the packages that are ` +
    `requested now: ${different.join(", ")}.`,
  place,
  hint: REMAKE,
});

/** Problems of a committed lock that do not stop a plan; pure. */
export const aptLockNotices = (
  lock: AptLock,
  wanted: WantedAptPackages,
  {
    file,
    now,
    maxAgeDays,
  }: {
    /** Path of the committed lock. */
    readonly file: string;
    readonly now: number;
    readonly maxAgeDays: number;
  },
): AptNotice[] => {
  const different = aptLockDifference(lock, wanted);
  const age = ageInDays(lock, now);
  const { release } = wanted;
  const place = { file, line: 1 };
  const stale = { release, ...staleLock(wanted, different, place) };
  const old = {
    release,
    place,
    hint: REMAKE,
    code: "apt-lock-old" as const,
    message:
      `The apt lock of ${release} is ${count(age, "day")} old, and apt.maxAge is ` +
      `${maxAgeDays}: security fixes since ${lock.asOf} are not in it.`,
  };
  return [
    ...(different.length === 0 ? [] : [stale]),
    ...(age < Math.max(1, maxAgeDays) ? [] : [old]),
  ];
};

/** Refuses a build whose apt lock was made for other packages (`apt-lock-stale`). */
export const refuseStaleAptLock = (lock: AptLock, wanted: WantedAptPackages): void => {
  const different = aptLockDifference(lock, wanted);
  if (different.length === 0) return;
  throw foundProblem(
    staleLock(lock, different, { file: `locks/${aptLockFileName(lock.release)}` }),
  );
};
