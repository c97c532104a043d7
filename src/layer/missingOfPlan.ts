import pLimit from "p-limit";
import type { FindLayer } from "./knownLayers.ts";
import { layerTag, type ImageRecipe, type MadeLayer } from "../image/recipe.ts";
import { failedCells, type FailedCell } from "../plan/failedCells.ts";
import type { JobAssignment } from "../plan/jobAssignment.ts";
import { distinctLayers } from "../plan/makePlan.ts";
import type { Plan } from "../plan/plan.ts";
import { makeMissing, type Making, type SystemLayerSpec } from "./makeMissing.ts";

/** Layers that are looked up at the same time. */
const SIDE_BY_SIDE = 8;

export interface MakingForPlan extends Pick<
  Making,
  "sys" | "store" | "work" | "tools" | "onStored"
> {
  readonly assignment: JobAssignment;
  readonly findLayer: FindLayer;
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

/** Layers of recipes that the plan counts as stored, by their tags, and that are damaged. */
const damagedLayers = async (
  findLayer: FindLayer,
  plan: Plan,
  recipes: readonly ImageRecipe[],
): Promise<readonly string[]> => {
  const stored = new Set(
    plan.layers.filter(({ state }) => state === "stored").map(({ layer }) => layer),
  );
  const tags = [...distinctLayers(recipes).keys()].filter((tag) => stored.has(tag));
  const limit = pLimit(SIDE_BY_SIDE);
  const found = await Promise.all(tags.map((tag) => limit(() => findLayer(tag))));
  return tags.filter((_, index) => found[index] === undefined);
};

/**
 * Makes the layers of recipes that the plan says are missing, as far as they are this job's, and
 * those that have a tag and are damaged.
 */
export const makeMissingOfPlan = async (
  { assignment, buildSystem, findLayer, ...making }: MakingForPlan,
  plan: Plan,
  recipes: readonly ImageRecipe[],
): Promise<MadeForPlan> => {
  const damaged = await damagedLayers(findLayer, plan, recipes);
  for (const tag of damaged) making.sys.log.warn(`${tag} is damaged and is made again.`);
  const missing = new Set([
    ...plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer),
    ...damaged,
  ]);
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
