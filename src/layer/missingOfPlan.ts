import { layerTag, type ImageRecipe, type MadeLayer } from "../image/recipe.ts";
import { failedCells, type FailedCell } from "../plan/failedCells.ts";
import type { JobAssignment } from "../plan/jobAssignment.ts";
import { distinctLayers } from "../plan/makePlan.ts";
import type { Plan } from "../plan/plan.ts";
import { makeMissing, type Making, type SystemLayerSpec } from "./makeMissing.ts";

export interface MakingForPlan extends Pick<
  Making,
  "sys" | "store" | "work" | "tools" | "onStored"
> {
  readonly assignment: JobAssignment;
  /** Builds a system layer with an engine, on the base of a cell that uses it. */
  readonly buildSystem: (spec: SystemLayerSpec, cell: string, work: string) => Promise<MadeLayer>;
}

export interface MadeForPlan {
  /** Tags of the layers that were made. */
  readonly layers: readonly string[];
  /** bytes of blobs written to the store */
  readonly stored: number;
  /** Cells that lack a layer now, because it could not be made. */
  readonly failed: readonly FailedCell[];
}

/** Makes the layers of recipes that the plan says are missing, as far as they are this job's. */
export const makeMissingOfPlan = async (
  { assignment, buildSystem, ...making }: MakingForPlan,
  plan: Plan,
  recipes: readonly ImageRecipe[],
): Promise<MadeForPlan> => {
  const missing = new Set(
    plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer),
  );
  const isAssigned = (tag: string): boolean =>
    assignment.kind !== "layers" || assignment.layers.includes(tag);
  const wanted = [...distinctLayers(recipes)].filter(
    ([tag]) => missing.has(tag) && isAssigned(tag),
  );
  const cellsOf = new Map(wanted.map(([tag, { cells }]) => [tag, cells]));
  const made = await makeMissing(
    {
      ...making,
      buildSystem: (spec, work) => buildSystem(spec, cellsOf.get(layerTag(spec))?.[0] ?? "", work),
      ...(assignment.kind === "layers" ? { parallel: assignment.parallel } : {}),
    },
    wanted.map(([, { spec }]) => spec),
  );
  const failed = made.failed.flatMap(({ spec, error }) =>
    failedCells(cellsOf.get(layerTag(spec)) ?? [], error),
  );
  return { layers: made.layers.map(({ tag }) => tag), stored: made.stored, failed };
};
