import type { Request } from "../matrix/request.ts";
import type { JobAssignment } from "../plan/jobAssignment.ts";
import type { Plan, PlannedCell } from "../plan/plan.ts";
import type { LeftCell } from "./builtImages.ts";

/** How cells are built, and which of them are this job's. */
export interface BuildTask {
  readonly build: Request["build"];
  readonly assignment: JobAssignment;
}

export const isToBuild = (cell: PlannedCell): boolean =>
  cell.state === "missing" || cell.state === "layers";

/** The cells for which something is to be made here. */
export const cellsToBuild = ({ build, assignment }: BuildTask, plan: Plan): Set<string> => {
  if (assignment.kind === "link")
    return new Set(
      build === "link"
        ? plan.cells.filter(({ state }) => state === "layers").map(({ cell }) => cell)
        : [],
    );
  const isAssigned = (cell: string): boolean =>
    assignment.kind !== "whole-images" || assignment.images.includes(cell);
  return new Set(
    plan.cells.filter((cell) => isToBuild(cell) && isAssigned(cell.cell)).map(({ cell }) => cell),
  );
};

const notAsked = (plan: Plan): LeftCell[] =>
  plan.cells
    .filter((cell) => cell.verdict === "accepted" && cell.state === "unknown")
    .map((cell) => ({
      cell: cell.cell,
      why:
        cell.base?.platformDigest === undefined
          ? `its base ${cell.base?.tag ?? ""} could not be read`
          : "the store or the destination could not be read",
    }));

/**
 * Where layers or images are made by other jobs, a cell that lacks what they were to make waits for
 * the next run.
 */
const notMadeElsewhere = ({ build, assignment }: BuildTask, plan: Plan): LeftCell[] => {
  if (assignment.kind !== "link") return [];
  if (build === "link")
    return plan.cells
      .filter((cell) => cell.state === "missing")
      .map(({ cell }) => ({ cell, why: "not all of its layers were made" }));
  return plan.cells
    .filter((cell) => isToBuild(cell) && assignment.built[cell.cell] === undefined)
    .map(({ cell }) => ({ cell, why: "no job built its image" }));
};

/** Accepted cells that cannot be built here, and why. */
export const cellsLeft = (task: BuildTask, plan: Plan): LeftCell[] => [
  ...notAsked(plan),
  ...notMadeElsewhere(task, plan),
];
