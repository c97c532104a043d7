import type { Place, Problem } from "../errors/error.ts";
import { AXES, type AxisName, type Request } from "../matrix/request.ts";
import type { PlannedCell } from "../plan/plan.ts";
import type { Annotation } from "../system/actionsHost.ts";
import { fewNames } from "../text/fewNames.ts";

/** GitHub shows this many of one level a step; github/docs, "Setting an error message". */
const SHOWN_PER_LEVEL = 10;

const textOf = (problem: Pick<Problem, "message" | "hint">): string =>
  problem.hint === undefined ? problem.message : `${problem.message}\n${problem.hint}`;

/** One annotation for each problem, at its place. */
export const annotateProblems = (problems: readonly Problem[]): Annotation[] =>
  problems.map((problem) => ({
    level: "error",
    title: problem.code,
    message: textOf(problem),
    // An option of the command line (`--to`) is a place for people, but no file that GitHub could
    // show.
    ...(problem.place === undefined || problem.place.file.startsWith("--")
      ? {}
      : { place: problem.place }),
  }));

/** The request as far as places are concerned. */
export type Placed = Pick<Request, "matrix" | "places">;

/** Whether an axis value as written (`12.8`) stands for the cell's (`12.8.1`). */
const standsFor = (written: string, full: string): boolean =>
  written === full || full.startsWith(`${written}.`) || (written === "ubuntu" && full !== "");

/** The axis to look at first: the one on which the nearest cell differs. */
const axisOf = (cell: PlannedCell, nearest: PlannedCell | undefined): AxisName =>
  (nearest === undefined ? undefined : AXES.find((axis) => cell[axis] !== nearest[axis])) ?? "cuda";

const placeOf = (
  request: Placed,
  cell: PlannedCell,
  nearest: PlannedCell | undefined,
): Place | undefined => {
  const axis = axisOf(cell, nearest);
  const index = request.matrix[axis].findIndex((written) => standsFor(written, cell[axis]));
  return (
    request.places[`matrix.${axis}.${index}`] ??
    request.places[`matrix.${axis}`] ??
    request.places["matrix"]
  );
};

/**
 * One warning for each distinct reason, naming its cells: 40 cells that fail alike are one line.
 */
export const annotateVerdicts = (cells: readonly PlannedCell[], request?: Placed): Annotation[] => {
  const byId = new Map(cells.map((cell) => [cell.cell, cell]));
  const grouped = Map.groupBy(
    cells.flatMap((cell) => cell.reasons.map((reason) => ({ cell, reason }))),
    ({ cell, reason }) => `${cell.verdict}\n${reason.code}\n${reason.message}`,
  );
  return [...grouped.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { cell, reason } = first;
    const names = fewNames(group.map((member) => member.cell.cell));
    const nearest =
      reason.nearest === undefined ? "" : `\nThe nearest cell that works: ${reason.nearest}`;
    const place =
      request === undefined ? undefined : placeOf(request, cell, byId.get(reason.nearest ?? ""));
    return [
      {
        level: cell.verdict === "unknown" ? ("notice" as const) : ("warning" as const),
        title: `${cell.verdict}: ${reason.code}`,
        message: `${textOf(reason)}\nCells: ${names}${nearest}`,
        ...(place === undefined ? {} : { place }),
      },
    ];
  });
};

/** At most ten of each level, the last of which says how many are not shown. */
export const fitAnnotations = (all: readonly Annotation[]): Annotation[] =>
  (["error", "warning", "notice"] as const).flatMap((level) => {
    const these = all.filter((annotation) => annotation.level === level);
    if (these.length <= SHOWN_PER_LEVEL) return these;
    const left = these.length - (SHOWN_PER_LEVEL - 1);
    return [
      ...these.slice(0, SHOWN_PER_LEVEL - 1),
      {
        level,
        title: "more",
        message: `${left} more like these; the step summary lists all of them.`,
      },
    ];
  });
