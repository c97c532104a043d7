import { foundProblem } from "../errors/error.ts";
import { layerTag, type ImageRecipe, type LayerSpec, type StoredLayer } from "../image/recipe.ts";
import type { Repository } from "../registry/repository.ts";
import { findLayer } from "./storedLayers.ts";

/**
 * The stored layers of recipes, in their order; each is looked up once. Rejects with
 * `layer-missing`.
 */
export const recipeLayers = (
  store: Repository,
): ((recipe: ImageRecipe) => Promise<StoredLayer[]>) => {
  const layers = new Map<string, Promise<StoredLayer>>();
  const find = async (spec: LayerSpec): Promise<StoredLayer> => {
    const layer = await findLayer(store, layerTag(spec));
    if (layer !== undefined) return layer;
    throw foundProblem({
      code: "layer-missing",
      message: `The layer ${layerTag(spec)} (${spec.title}) is not in ${store.name}.`,
      hint: "Make what is missing: dl-env build",
    });
  };
  return (recipe) =>
    Promise.all(
      recipe.layers.map((spec) => {
        const found = layers.get(layerTag(spec)) ?? find(spec);
        layers.set(layerTag(spec), found);
        return found;
      }),
    );
};
