import { foundProblem } from "../errors.ts";
import { planCells } from "../pipeline.ts";
import { lockApt } from "../plan/lockApt.ts";
import { problemText } from "../report/problem.ts";
import { groupReasons } from "../report/table.ts";
import { count } from "../report/units.ts";
import { writeLocks } from "../resolve/committed.ts";
import { lockFolder, openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./result.ts";

/**
 * Writes the locks of every accepted cell beside dl-env.yml: wheels, and apt packages where an engine can ask apt in the base. Locks that are
 * there stay as they are unless `update` asks. What could not be locked whole is told and stands under `notices`.
 */
export const lock = async (sys: System, options: SessionOptions): Promise<CommandResult> => {
  const session = await openSession(sys, options);
  const { plan, locks, judged } = await planCells(session);
  const used = new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])));
  if (used.size === 0) {
    const [first] = groupReasons(plan.cells);
    throw foundProblem({ code: "nothing-accepted", message: `No cell is accepted, so there is nothing to lock. ${first?.message ?? ""}`.trim(), hint: "See the reasons: dl-env plan" });
  }
  const apt = await sys.log.group("Locking apt packages", () => lockApt(session, judged));
  for (const notice of apt.notices) sys.log.warn(problemText(notice));
  const folder = lockFolder(session);
  const result = await writeLocks(sys.files, folder, [...locks.values()].filter(({ key }) => used.has(key)), [...apt.locks.values()], { prune: options.cells === undefined, now: sys.clock.now() });
  const text = [`${count(result.written.length, "lock")} written to ${folder}, ${result.kept.length} kept, ${result.removed.length} removed.`, ...result.written.map((name) => `  ${name}`)].join("\n");
  return { text, json: { folder, ...result, notices: apt.notices }, exit: plan.totals.unknown > 0 ? 3 : 0 };
};
