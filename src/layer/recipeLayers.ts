import { foundProblem } from "../errors/error.ts";
import { layerTag, type ImageRecipe, type LayerSpec, type StoredLayer } from "../image/recipe.ts";
import type { Repository } from "../registry/repository.ts";
import type { FindLayer } from "./knownLayers.ts";

/** The stored layers of a recipe, in their order. Rejects with `layer-missing`. */
export const recipeLayers = (
  store: Pick<Repository, "name">,
  findLayer: FindLayer,
): ((recipe: ImageRecipe) => Promise<StoredLayer[]>) => {
  const find = async (spec: LayerSpec): Promise<StoredLayer> => {
    const layer = await findLayer(layerTag(spec));
    if (layer !== undefined) return layer;
    throw foundProblem({
      code: "layer-missing",
      message: `The layer ${layerTag(spec)} (${spec.title}) is not in ${store.name}, or not whole.`,
      hint: "Make what is missing: dl-env build",
    });
  };
  return (recipe) => Promise.all(recipe.layers.map(find));
};
