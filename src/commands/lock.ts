import { foundProblem } from "../errors.ts";
import { planCells } from "../pipeline.ts";
import { groupReasons } from "../report/table.ts";
import { count } from "../report/units.ts";
import { writeLocks } from "../resolve/committed.ts";
import { lockFolder, openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./result.ts";

/** Writes the locks of every accepted cell beside dl-env.yml. Locks that are there stay as they are unless `update` asks. */
export const lock = async (sys: System, options: SessionOptions): Promise<CommandResult> => {
  const session = await openSession(sys, options);
  const { plan, locks, apt, judged } = await planCells(session);
  const used = new Set(judged.flatMap(({ verdict }) => (verdict.kind === "accepted" ? [verdict.lock] : [])));
  if (used.size === 0) {
    const [first] = groupReasons(plan.cells);
    throw foundProblem({ code: "nothing-accepted", message: `No cell is accepted, so there is nothing to lock. ${first?.message ?? ""}`.trim(), hint: "See the reasons: dl-env plan" });
  }
  const folder = lockFolder(session);
  const result = await writeLocks(sys.files, folder, [...locks.values()].filter(({ key }) => used.has(key)), [...apt.values()], { prune: options.cells === undefined });
  const text = [`${count(result.written.length, "lock")} written to ${folder}, ${result.kept.length} kept, ${result.removed.length} removed.`, ...result.written.map((name) => `  ${name}`)].join("\n");
  return { text, json: { folder, ...result }, exit: plan.totals.unknown > 0 ? 3 : 0 };
};
