import type { Catalog } from "../catalog/facts.ts";
import type { Problem } from "../errors/error.ts";
import { aptExtras } from "../image/aptRecipe.ts";
import type { Request } from "../matrix/request.ts";
import type { System } from "../system/ports.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { count } from "../text/units.ts";
import { ageInDays, aptDate, snapshotId } from "../resolve/aptDate.ts";
import { readAptLock } from "../resolve/committedLocks.ts";
import type { AptLock } from "../resolve/lock.ts";
import { aptLockFileName } from "../resolve/lockfile.ts";

/** What decides the apt packages of a release. */
export interface AptFacts {
  readonly sys: Pick<System, "clock">;
  readonly catalog: Pick<Catalog, "apt" | "ubuntu">;
  readonly request: Pick<Request, "apt" | "sudo">;
}

/** What the images of one release are asked to hold. */
export type AptWanted = Pick<AptLock, "release" | "asked" | "extras">;

/** Something about the apt lock of a release that is no error yet: `apt-lock-stale` (it must be made anew before a build), `apt-lock-old`. */
export interface AptNotice extends Problem {
  readonly release: string;
}

export interface AptLocks {
  /** By release. */
  readonly locks: ReadonlyMap<string, AptLock>;
  readonly notices: readonly AptNotice[];
}

/** What accepted cells want of each release, sorted by name. */
export const aptWanted = (
  { catalog, request }: Pick<AptFacts, "catalog" | "request">,
  judged: readonly JudgedCell[],
): Map<string, AptWanted> => {
  const asked = [...new Set(catalog.apt)].sort();
  const extras = new Map<string, Set<string>>();
  for (const { cell, verdict } of judged) {
    if (verdict.kind !== "accepted") continue;
    const names = extras.get(cell.ubuntu) ?? new Set();
    extras.set(cell.ubuntu, names);
    for (const name of aptExtras({
      python: cell.python,
      pythonFrom: cell.pythonFrom,
      sudo: request.sudo,
    }))
      names.add(name);
  }
  return new Map(
    [...extras].map(([release, names]) => [
      release,
      { release, asked, extras: [...names].filter((name) => !asked.includes(name)).sort() },
    ]),
  );
};

/** Names that a lock and what is wanted do not share: what must be locked and is not, and what is locked in every image and not wanted. */
export const aptDifference = (lock: AptLock, wanted: AptWanted): string[] => {
  const has = new Set([...lock.asked, ...lock.extras]);
  const lacking = [...wanted.asked, ...wanted.extras].filter((name) => !has.has(name));
  return [...lacking, ...lock.asked.filter((name) => !wanted.asked.includes(name))];
};

/** A lock by names and the date of this span: what there is before apt was asked. */
export const aptByDate = ({ sys, catalog, request }: AptFacts, wanted: AptWanted): AptLock => {
  const asOf = aptDate(sys.clock.now(), request.apt.maxAgeDays);
  const hasSnapshots = catalog.ubuntu.some(
    ({ name, snapshots }) => name === wanted.release && snapshots !== undefined,
  );
  return {
    release: wanted.release,
    asOf,
    ...(hasSnapshots ? { snapshot: snapshotId(asOf) } : {}),
    asked: wanted.asked,
    extras: wanted.extras,
  };
};

/** What is to be said of a committed lock; pure. `file` is where it lies. */
export const aptNotices = (
  lock: AptLock,
  wanted: AptWanted,
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
  const different = aptDifference(lock, wanted);
  const age = ageInDays(lock, now);
  const { release } = wanted;
  const common = { release, place: { file, line: 1 }, hint: "Make it anew: dl-env lock --update" };
  const stale = {
    ...common,
    code: "apt-lock-stale" as const,
    message: `The apt lock of ${release} was made for other packages than are wanted now: ${different.join(", ")}.`,
  };
  const old = {
    ...common,
    code: "apt-lock-old" as const,
    message: `The apt lock of ${release} is ${count(age, "day")} old, and apt.maxAge is ${maxAgeDays}: security fixes since ${lock.asOf} are not in it.`,
  };
  return [
    ...(different.length === 0 ? [] : [stale]),
    ...(age < Math.max(1, maxAgeDays) ? [] : [old]),
  ];
};

/** The apt packages of each release that accepted cells use: from its committed lock, else by name as of this span's date. */
export const aptLocks = async (
  facts: AptFacts & {
    readonly sys: Pick<System, "files">;
    /** Of committed locks. */
    readonly folder: string;
    /** Whether committed locks are left aside. */
    readonly update: boolean;
  },
  judged: readonly JudgedCell[],
): Promise<AptLocks> => {
  const { sys, request, folder, update } = facts;
  const locks = new Map<string, AptLock>();
  const notices: AptNotice[] = [];
  for (const wanted of aptWanted(facts, judged).values()) {
    const committed = update ? undefined : await readAptLock(sys.files, folder, wanted.release);
    locks.set(wanted.release, committed ?? aptByDate(facts, wanted));
    if (committed !== undefined)
      notices.push(
        ...aptNotices(committed, wanted, {
          file: `${folder}/${aptLockFileName(wanted.release)}`,
          now: sys.clock.now(),
          maxAgeDays: request.apt.maxAgeDays,
        }),
      );
  }
  return { locks, notices };
};
