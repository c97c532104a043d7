import type { Catalog } from "../catalog/facts.ts";
import type { EngineBuilds } from "../engine/engineBuilds.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import { hidesEnvironment } from "./hidingLayers.ts";
import { licencesAdder } from "./licencesLayer.ts";
import type { Inventories } from "../inspect/storedInventories.ts";
import type { FindLayer } from "../layer/knownLayers.ts";
import { overlapChecker } from "../layer/overlapChecker.ts";
import { recipeLayers } from "../layer/recipeLayers.ts";
import { moveBlob, type StoredBase } from "../registry/storedBase.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { runLayerMaker } from "./runLayers.ts";
import { linkImage, type LinkedImage, type MoveBlob } from "./linkImage.ts";

export interface CellLinking {
  readonly sys: System;
  readonly catalog: Pick<Catalog, "overlapWinners">;
  readonly store: Repository;
  readonly to: Repository;
  readonly inventories: Inventories;
  readonly findLayer: FindLayer;
  /** Tags of the store as the plan has them; undefined when they are not known. */
  readonly storeTags: ReadonlySet<string> | undefined;
  /** Tags of the layers that this build made. */
  readonly madeLayers: ReadonlySet<string>;
  /** Whether the store was empty when this build began to write to it. */
  readonly isStoreNew: boolean;
  /** The base of a cell as it lies in the store. */
  readonly base: (cell: string) => Promise<StoredBase>;
  /** Private folder of the run. */
  readonly work: string;
  readonly engine: Pick<EngineBuilds, "runLayer">;
}

/**
 * Moves each blob once, however many images wait for it; only the first of them counts its bytes.
 * One that failed is tried again by the next image.
 */
const moveOnce = (store: Repository, to: Repository): MoveBlob => {
  const moves = new Map<string, Promise<boolean>>();
  return async (blob) => {
    const running = moves.get(blob.digest);
    if (running !== undefined) {
      await running;
      return false;
    }
    const work = moveBlob(blob, store, to);
    moves.set(blob.digest, work);
    try {
      return await work;
    } catch (error) {
      moves.delete(blob.digest);
      throw error;
    }
  };
};

/**
 * Links the image of a cell out of layers that are in the store, with the list of its wheels'
 * licences as one layer more.
 */
export const cellLinker = (facts: CellLinking): ((recipe: ImageRecipe) => Promise<LinkedImage>) => {
  const { catalog, store, to, inventories, findLayer, madeLayers, base } = facts;
  const layersOf = recipeLayers(store, findLayer);
  const hides = hidesEnvironment(store, inventories);
  const checkOverlaps = overlapChecker(store, catalog);
  const addLicences = licencesAdder(facts);
  const move = moveOnce(store, to);
  const ensureRun = runLayerMaker(facts);
  return async (recipe) => {
    const onto = await base(recipe.cell);
    const below = recipe.layers.filter(({ kind }) => kind !== "run");
    const before = await layersOf({ ...recipe, layers: below });
    const isBaseFirst = await hides({ base: onto, recipe, layers: before });
    await ensureRun(recipe, () =>
      linkImage({
        recipe: { ...recipe, layers: below },
        base: onto,
        layers: before,
        isBaseFirst,
        store,
        to: store,
      }),
    );
    const layers = await layersOf(recipe);
    await checkOverlaps(recipe, layers);
    const complete = await addLicences({ recipe, layers });
    const isNew = layers.some(({ tag }) => madeLayers.has(tag));
    return linkImage({ ...complete, base: onto, isBaseFirst, isNew, store, to, move });
  };
};
