import type { Catalog } from "../catalog/facts.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import { withLicences } from "./licencesLayer.ts";
import type { Inventories } from "../inspect/storedInventories.ts";
import type { FindLayer } from "../layer/knownLayers.ts";
import { overlapChecker } from "../layer/overlapChecker.ts";
import { recipeLayers } from "../layer/recipeLayers.ts";
import type { StoredBase } from "../registry/storedBase.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { linkImage, type LinkedImage } from "./linkImage.ts";

export interface CellLinking {
  readonly sys: System;
  readonly catalog: Pick<Catalog, "overlapWinners">;
  readonly store: Repository;
  readonly to: Repository;
  readonly inventories: Inventories;
  readonly findLayer: FindLayer;
  /** The base of a cell as it lies in the store. */
  readonly base: (cell: string) => Promise<StoredBase>;
  /** Private folder of the run. */
  readonly work: string;
}

/**
 * Links the image of a cell out of layers that are in the store, with the list of its wheels'
 * licences as one layer more.
 */
export const cellLinker = ({
  sys,
  catalog,
  store,
  to,
  inventories,
  findLayer,
  base,
  work,
}: CellLinking): ((recipe: ImageRecipe) => Promise<LinkedImage>) => {
  const layersOf = recipeLayers(store, findLayer);
  const checkOverlaps = overlapChecker(store, catalog);
  return async (recipe) => {
    const layers = await layersOf(recipe);
    await checkOverlaps(recipe, layers);
    const complete = await withLicences({ sys, store, inventories, work }, { recipe, layers });
    return linkImage({ ...complete, base: await base(recipe.cell), store, to });
  };
};
