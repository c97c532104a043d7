import type { Repository } from "../registry/repository.ts";
import type { StoredLayer } from "../image/recipe.ts";
import { findWholeLayer } from "./storedLayers.ts";

/** Finds the layer under a tag; undefined when there is none that is whole. */
export type FindLayer = (tag: string) => Promise<StoredLayer | undefined>;

/** The layers of a store as one run has come to know them. */
export interface KnownLayers {
  readonly find: FindLayer;
  /** Takes note of a layer that this run put there, so that it is not read back. */
  readonly keep: (layer: StoredLayer) => void;
}

/**
 * Looks layers up in a store, each once when it is there: a manifest and the HEADs of its blobs.
 * What was not there is looked up again, since it may have been made meanwhile.
 */
export const knownLayers = (store: Repository): KnownLayers => {
  const found = new Map<string, Promise<StoredLayer | undefined>>();
  const find: FindLayer = async (tag) => {
    const looking = found.get(tag) ?? findWholeLayer(store, tag);
    found.set(tag, looking);
    try {
      const layer = await looking;
      if (layer === undefined) found.delete(tag);
      return layer;
    } catch (error) {
      found.delete(tag);
      throw error;
    }
  };
  return { find, keep: (layer) => void found.set(layer.tag, Promise.resolve(layer)) };
};
