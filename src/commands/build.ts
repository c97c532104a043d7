import type { Built } from "../build.ts";
import { buildImages, planCells } from "../pipeline.ts";
import { failedError } from "../failedCells.ts";
import { checkLines, checkTally } from "../report/checks.ts";
import { errorText, exitOf } from "../report/problem.ts";
import { columns } from "../report/table.ts";
import { bytes, count } from "../report/units.ts";
import { keepBuilt } from "../kept.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./result.ts";

/** What was made and what was left, for people. */
export const builtText = ({ images, layers, moved, left, failed, checks }: Built): string => {
  const error = failedError(failed);
  return [
    ...columns(images.map(({ cell, digest, made }) => [cell, digest, made ? "made" : "there already"])),
    `${count(layers.length, "layer")} made, ${bytes(moved)} of layers moved.`,
    ...left.map(({ cell, why }) => `${cell} was not built: ${why}.`),
    ...checks.filter(({ findings }) => findings.length > 0).flatMap((report) => [`${report.cell}: ${checkTally(report)}`, ...checkLines(report)]),
    ...(error === undefined ? [] : [errorText(error, false)]),
  ].join("\n");
};

/** 1 when a cell failed or a check found something, 3 when an accepted cell had to be left. */
const exitOfBuilt = ({ failed, left, checks }: Built): 0 | 1 | 2 | 3 => {
  const error = failedError(failed);
  if (error !== undefined) return exitOf(error);
  if (checks.some(({ findings }) => findings.length > 0)) return 1;
  return left.length > 0 ? 3 : 0;
};

/** Makes the layers that are missing and puts the images by digest. Exit 3 when an accepted cell had to be left, 1 when one failed; throws when none was built for a failure. */
export const build = async (sys: System, options: SessionOptions): Promise<CommandResult> => {
  const session = await openSession(sys, options);
  const planned = await sys.log.group("Planning", () => planCells(session));
  const built = await buildImages(session, planned);
  await keepBuilt(session, planned.plan, built);
  const error = failedError(built.failed);
  if (error !== undefined && built.images.length === 0) throw error;
  return { text: builtText(built), json: { plan: planned.plan.id, ...built }, exit: exitOfBuilt(built) };
};
