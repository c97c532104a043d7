import type { BuildFigures, BuildOutcome } from "../commands/buildCommand.ts";
import { errorText } from "../errors/errorText.ts";
import { failedError } from "../plan/failedCells.ts";
import { withoutBase } from "../plan/incomplete.ts";
import type { Plan } from "../plan/plan.ts";
import type { Built } from "../publish/builtImages.ts";
import { bytes, count, duration } from "../text/units.ts";
import { columns } from "./columns.ts";
import { STAND_IN_LINE } from "./planTable.ts";
import { checkLines, checkTally } from "./staticChecksText.ts";

const figuresLine = ({ layers, moved }: Built, figures: BuildFigures | undefined): string => {
  const [reused, took] =
    figures === undefined
      ? ["", ""]
      : [`, ${figures.reused} reused`, `, in ${duration(figures.took)}`];
  return `${count(layers.length, "layer")} made${reused}, ${bytes(moved)} of layers moved${took}.`;
};

/** What was made and what was left, for people. */
export const builtText = (built: Built, figures?: BuildFigures): string => {
  const { images, left, failed, checks } = built;
  const error = failedError(failed);
  return [
    ...columns(
      images.map(({ cell, digest, made }) => [cell, digest, made ? "made" : "there already"]),
    ),
    figuresLine(built, figures),
    ...left.map(({ cell, why }) => `${cell} was not built: ${why}.`),
    ...checks
      .filter(({ findings }) => findings.length > 0)
      .flatMap((report) => [`${report.cell}: ${checkTally(report)}`, ...checkLines(report)]),
    ...(error === undefined ? [] : [errorText(error, false)]),
  ].join("\n");
};

const unknownLines = ({ cells }: Plan): string[] =>
  cells
    .filter(({ verdict }) => verdict === "unknown")
    .map(
      ({ cell, reasons }) =>
        `${cell} was not built: ${reasons[0]?.message ?? "it could not be judged."} ` +
        `[${reasons[0]?.code ?? "not-asked"}]`,
    );

/** What a build made, and which cells have no image after it and why. */
export const buildText = ({ result, planned }: BuildOutcome): string =>
  [
    builtText(result, result),
    ...unknownLines(planned.plan),
    ...(withoutBase(planned.plan).length === 0 ? [] : [STAND_IN_LINE]),
  ].join("\n");
