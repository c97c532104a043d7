import type { Catalog } from "../catalog/facts.ts";
import type { Request } from "../matrix/request.ts";
import { aptDate, snapshotId } from "../resolve/aptDate.ts";
import { readAptLock } from "../resolve/committedLocks.ts";
import type { AptLock } from "../resolve/lock.ts";
import { aptLockFileName } from "../resolve/lockfile.ts";
import type { System } from "../system/ports.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import { aptLockNotices, type AptNotice } from "./aptLockComparison.ts";
import { wantedAptPackages, type WantedAptPackages } from "./wantedAptPackages.ts";

/** What decides the apt packages of a release. */
export interface AptFacts {
  readonly sys: Pick<System, "clock">;
  readonly catalog: Pick<Catalog, "apt" | "comfort" | "libraries" | "ubuntu">;
  readonly request: Pick<Request, "apt" | "sudo" | "slim" | "customization">;
}

export interface AptLocks {
  /** By release. */
  readonly locks: ReadonlyMap<string, AptLock>;
  readonly notices: readonly AptNotice[];
}

/**
 * A lock that has names and a date only, the first day of the current span: what counts until apt
 * was asked for versions.
 */
export const aptLockByDate = (
  { sys, catalog, request }: AptFacts,
  wanted: WantedAptPackages,
): AptLock => {
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

/**
 * The apt packages of each release that accepted cells use: from its committed lock, else by name
 * as of this span's date.
 */
export const chooseAptLocks = async (
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
  for (const wanted of wantedAptPackages(facts, judged).values()) {
    const committed = update ? undefined : await readAptLock(sys.files, folder, wanted.release);
    locks.set(wanted.release, committed ?? aptLockByDate(facts, wanted));
    if (committed !== undefined)
      notices.push(
        ...aptLockNotices(committed, wanted, {
          file: `${folder}/${aptLockFileName(wanted.release)}`,
          now: sys.clock.now(),
          maxAgeDays: request.apt.maxAgeDays,
        }),
      );
  }
  return { locks, notices };
};
