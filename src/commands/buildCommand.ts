import type { Built } from "../publish/built.ts";
import { buildImages, planCells } from "../pipeline.ts";
import { failedError } from "../plan/failedCells.ts";
import { checkLines, checkTally } from "../report/staticChecksText.ts";
import { errorText } from "../errors/errorText.ts";
import { exitOf } from "../errors/exitOf.ts";
import type { Plan } from "../plan/plan.ts";
import { columns } from "../report/planTable.ts";
import { bytes, count, duration } from "../text/units.ts";
import { keepBuilt } from "../publish/buildState.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { requireAccepted } from "./requireAccepted.ts";
import type { CommandResult } from "./outcome.ts";

/** What a build did beside what it made. */
export interface BuildFigures {
  /** Layers of the plan that were in the store already. */
  readonly reused: number;
  /** milliseconds */
  readonly took: number;
}

/** What was made and what was left, for people. */
export const builtText = (
  { images, layers, moved, left, failed, checks }: Built,
  figures?: BuildFigures,
): string => {
  const error = failedError(failed);
  return [
    ...columns(
      images.map(({ cell, digest, made }) => [cell, digest, made ? "made" : "there already"]),
    ),
    `${count(layers.length, "layer")} made${figures === undefined ? "" : `, ${figures.reused} reused`}, ${bytes(moved)} of layers moved${figures === undefined ? "" : `, in ${duration(figures.took)}`}.`,
    ...left.map(({ cell, why }) => `${cell} was not built: ${why}.`),
    ...checks
      .filter(({ findings }) => findings.length > 0)
      .flatMap((report) => [`${report.cell}: ${checkTally(report)}`, ...checkLines(report)]),
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

const unknownLines = ({ cells }: Plan): string[] =>
  cells
    .filter(({ verdict }) => verdict === "unknown")
    .map(
      ({ cell, reasons }) =>
        `${cell} was not built: ${reasons[0]?.message ?? "it could not be judged."} [${reasons[0]?.code ?? "not-asked"}]`,
    );

/** Makes the layers that are missing and puts the images by digest. Exit 3 when an accepted cell had to be left or one could not be judged, 1 when one failed; throws when none was built for a failure. */
export const build = async (sys: System, options: SessionOptions): Promise<CommandResult> => {
  const session = await openSession(sys, options);
  const began = sys.clock.now();
  const planned = await sys.log.group("Planning", () => planCells(session));
  const { plan } = planned;
  requireAccepted(plan, "build");
  const built = await buildImages(session, planned);
  await keepBuilt(session, plan, built);
  const error = failedError(built.failed);
  if (error !== undefined && built.images.length === 0) throw error;
  const figures = {
    reused: plan.layers.filter(({ state }) => state === "stored").length,
    took: sys.clock.now() - began,
  };
  const exit = exitOfBuilt(built);
  return {
    text: [builtText(built, figures), ...unknownLines(plan)].join("\n"),
    json: { plan: plan.id, ...built, ...figures },
    exit: exit === 0 && plan.totals.unknown > 0 ? 3 : exit,
  };
};
