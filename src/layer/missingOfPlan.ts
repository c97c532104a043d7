import pLimit from "p-limit";
import type { FindLayer, KnownLayers } from "./knownLayers.ts";
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
  "sys" | "store" | "work" | "space" | "further" | "tools" | "onStored"
> {
  readonly assignment: JobAssignment;
  readonly known: KnownLayers;
  /** Builds a system layer with an engine, on the base of a cell that uses it. */
  readonly buildSystem: (spec: SystemLayerSpec, cell: string, work: string) => Promise<MadeLayer>;
}

export interface MadeForPlan {
  /** Tags of the layers that were made. */
  readonly layers: readonly string[];
  /** bytes of blobs written to the store */
  readonly stored: number;
  /** Whether the store was empty when this build began to write to it. */
  readonly isStoreNew: boolean;
  /** Cells that lack a layer now, because it could not be made. */
  readonly failed: readonly FailedCell[];
}

/** Layers that have a tag: which are damaged, and which could not be looked at. */
interface LookedAt {
  readonly damaged: readonly string[];
  readonly unread: readonly { readonly tag: string; readonly error: unknown }[];
}

/** Looks at the layers of recipes that the plan counts as stored, by their tags. */
const lookAtStored = async (
  findLayer: FindLayer,
  plan: Plan,
  recipes: readonly ImageRecipe[],
): Promise<LookedAt> => {
  const stored = new Set(
    plan.layers.filter(({ state }) => state === "stored").map(({ layer }) => layer),
  );
  const tags = [...distinctLayers(recipes).keys()].filter((tag) => stored.has(tag));
  const limit = pLimit(SIDE_BY_SIDE);
  const found = await Promise.allSettled(tags.map((tag) => limit(() => findLayer(tag))));
  return {
    damaged: tags.filter((_, at) => {
      const one = found[at];
      return one?.status === "fulfilled" && one.value === undefined;
    }),
    unread: tags.flatMap((tag, at) => {
      const one = found[at];
      return one?.status === "rejected" ? [{ tag, error: one.reason as unknown }] : [];
    }),
  };
};

/**
 * Makes the layers of recipes that the plan says are missing, as far as they are this job's, and
 * those that have a tag and are damaged.
 */
export const makeMissingOfPlan = async (
  { assignment, buildSystem, known, ...making }: MakingForPlan,
  plan: Plan,
  recipes: readonly ImageRecipe[],
): Promise<MadeForPlan> => {
  const { damaged, unread } = await lookAtStored(known.find, plan, recipes);
  for (const tag of damaged) making.sys.log.warn(`${tag} is damaged and is made again.`);
  const missing = new Set([
    ...plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer),
    ...damaged,
  ]);
  const isAssigned = (tag: string): boolean =>
    assignment.kind !== "layers" || assignment.layers.includes(tag);
  const layers = distinctLayers(recipes);
  const wanted = [...layers].filter(
    ([tag, { spec }]) => spec.kind !== "run" && missing.has(tag) && isAssigned(tag),
  );
  const cellsOf = new Map([...layers].map(([tag, { cells }]) => [tag, cells]));
  const made = await makeMissing(
    {
      ...making,
      buildSystem: (spec, work) => buildSystem(spec, cellsOf.get(layerTag(spec))?.[0] ?? "", work),
      ...(assignment.kind === "layers" ? { parallel: assignment.parallel } : {}),
    },
    wanted.map(([, { spec }]) => spec),
  );
  for (const layer of [...made.layers, ...made.others]) known.keep(layer);
  const failures = [
    ...unread,
    ...made.failed.map(({ spec, error }) => ({ tag: layerTag(spec), error })),
  ];
  const failed = failures.flatMap(({ tag, error }) => failedCells(cellsOf.get(tag) ?? [], error));
  const { stored, isStoreNew } = made;
  return { layers: made.layers.map(({ tag }) => tag), stored, isStoreNew, failed };
};
