import pLimit from "p-limit";
import type { EngineBuilds } from "../engine/engineBuilds.ts";
import { layerTag, type ImageRecipe, type LayerSpec } from "../image/recipe.ts";
import type { Inventories } from "../inspect/storedInventories.ts";
import type { FindLayer } from "../layer/knownLayers.ts";
import { storeLayer } from "../layer/storedLayers.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import type { LinkedImage } from "./linkImage.ts";

type RunSpec = Extract<LayerSpec, { kind: "run" }>;

interface RunLayerFacts {
  readonly sys: System;
  readonly store: Repository;
  readonly inventories: Inventories;
  readonly findLayer: FindLayer;
  /** Private folder of the run. */
  readonly work: string;
  readonly engine: Pick<EngineBuilds, "runLayer">;
}

/**
 * Makes the layer that a recipe's steps leave, unless the store has it: an engine runs them on the
 * image of everything below, which is linked into the store for that. One at a time, since an
 * engine has one machine.
 */
export const runLayerMaker = ({
  sys,
  store,
  inventories,
  findLayer,
  work,
  engine,
}: RunLayerFacts): ((recipe: ImageRecipe, link: () => Promise<LinkedImage>) => Promise<void>) => {
  const inTurn = pLimit(1);
  return async ({ cell, layers }, link) => {
    const spec = layers.find((layer): layer is RunSpec => layer.kind === "run");
    if (spec === undefined || (await findLayer(layerTag(spec))) !== undefined) return;
    await inTurn(async () => {
      if ((await findLayer(layerTag(spec))) !== undefined) return;
      const { digest } = await link();
      sys.log.info(`Running ${spec.title} in the image of ${cell}`);
      const made = await engine.runLayer(spec, { cell, digest }, work);
      const stored = await storeLayer(sys, store, { spec, made });
      if (stored.diffId === made.diffId) await inventories.keep(made);
      await sys.files.remove(made.file);
    });
  };
};
