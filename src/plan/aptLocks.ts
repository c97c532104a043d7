import type { JudgedCell } from "../matrix/verdict.ts";
import { aptDate } from "../resolve/aptDate.ts";
import { readAptLock } from "../resolve/committed.ts";
import type { AptLock } from "../resolve/lock.ts";
import { lockFolder, type Session } from "../session.ts";

/** The apt packages of each Ubuntu release that accepted cells use: from its committed lock, else by name as of this span's date. */
export const aptLocks = async (session: Session, judged: readonly JudgedCell[]): Promise<Map<string, AptLock>> => {
  const { sys, catalog, request, options } = session;
  const asOf = aptDate(sys.clock.now(), request.apt.maxAgeDays);
  const locks = new Map<string, AptLock>();
  for (const { cell, verdict } of judged) {
    if (verdict.kind !== "accepted" || locks.has(cell.ubuntu)) continue;
    const committed = options.update === true ? undefined : await readAptLock(sys.files, lockFolder(session), cell.ubuntu);
    locks.set(cell.ubuntu, committed ?? { release: cell.ubuntu, asOf, packages: [...catalog.apt].sort().map((name) => ({ name })) });
  }
  return locks;
};
