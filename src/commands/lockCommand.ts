import { planCells } from "../pipeline.ts";
import { lockApt } from "../engine/lockApt.ts";
import type { Problem } from "../errors/error.ts";
import { problemText } from "../errors/problemText.ts";
import { isLocal } from "../matrix/base.ts";
import { writeLocks } from "../resolve/committedLocks.ts";
import { lockFolder, openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { requireAccepted } from "./requireAccepted.ts";
import { unknownProblems } from "./unfinishedProblems.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export type LockOutcome = OutcomeOf<
  "lock",
  Awaited<ReturnType<typeof writeLocks>> & {
    readonly folder: string;
    /** What could not be locked whole. */
    readonly notices: readonly Problem[];
  }
>;

/**
 * Writes the locks of every accepted cell beside dl-env.yml: wheels, and apt packages where an
 * engine can ask apt in the base. Locks that are there stay as they are unless `update` asks. What
 * could not be locked whole is told and stands under `notices`.
 */
export const lock = async (sys: System, options: SessionOptions): Promise<LockOutcome> => {
  const session = await openSession(sys, options);
  const { plan, locks, judged } = await planCells(session);
  const used = new Set(
    judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])),
  );
  requireAccepted(plan, "lock");
  const folder = lockFolder(session);
  const asking = { update: options.update === true, offline: options.offline === true };
  const apt = await sys.log.group("Locking apt packages", () =>
    lockApt({ ...session, locks: folder, cells: options.cells, ...asking }, judged),
  );
  for (const notice of apt.notices) sys.log.warn(problemText(notice));
  // The lock of a cell that could not be queried about today is none to throw away, nor one that
  // says from which index a package must come.
  const isHeld = plan.cells.some(({ reasons }) =>
    reasons.some(({ code }) => code === "left-own-index"),
  );
  // Those of the bases that stand-ins stand for are none of theirs.
  const isStandIn = plan.cells.some(({ base }) => base !== undefined && isLocal(base.tag));
  const isWhole = options.cells === undefined && plan.totals.unknown === 0 && !isHeld && !isStandIn;
  const result = await writeLocks(
    sys.files,
    {
      folder,
      locks: [...locks.values()].filter(({ key }) => used.has(key)),
      apt: [...apt.locks.values()],
    },
    { prune: isWhole, now: sys.clock.now() },
  );
  return {
    kind: "lock",
    result: { folder, ...result, notices: apt.notices },
    problems: unknownProblems(plan),
    exit: plan.totals.unknown > 0 ? 3 : 0,
  };
};
