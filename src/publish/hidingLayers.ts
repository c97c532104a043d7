import type { ImageRecipe, StoredLayer } from "../image/recipe.ts";
import type { InventoryEntry } from "../inspect/inventory/layerInventory.ts";
import type { Inventories } from "../inspect/storedInventories.ts";
import type { Repository } from "../registry/repository.ts";
import type { StoredBase } from "../registry/storedBase.ts";
import { memoizedWork } from "../text/memoized.ts";

/** Where wheels and Python lie, from the root of an image to the folders that hold them. */
const ABOVE = ["", "/opt", "/opt/venv", "/opt/python"];
/** These, and everything in them, are in layers of ours alone. */
const OWN = /^\/opt\/(?:\.wh\.)?(?:venv|python)(?:\/|$)/;

type Entries = readonly Pick<InventoryEntry, "path" | "kind">[];

/** Whether a layer above ours would hide or replace something below /opt/venv or /opt/python. */
export const isHiding = (entries: Entries): boolean =>
  entries.some(
    ({ path, kind }) =>
      OWN.test(path) ||
      path === "/.wh.opt" ||
      (path === "/opt" && kind !== "directory") ||
      ABOVE.some((folder) => path === `${folder}/.wh..wh..opq`),
  );

/**
 * The same of the system layer, which has folders of ours, as other layers have them: only what it
 * removes counts.
 */
export const isRemoving = (entries: Entries): boolean =>
  isHiding(entries.filter(({ path }) => path.includes("/.wh.")));

/** What is to be linked. */
interface Linked {
  readonly base: StoredBase;
  readonly recipe: ImageRecipe;
  readonly layers: readonly StoredLayer[];
}

/**
 * Whether the base, or the system layer on it, would hide layers that lie below it: then all of
 * ours goes above. Known from what is known of their layers; a base is looked through once.
 */
export const hidesEnvironment = (
  store: Repository,
  inventories: Inventories,
): ((linked: Linked) => Promise<boolean>) => {
  const bases = new Map<string, Promise<boolean>>();
  const removes = memoizedWork(
    async (layer: StoredLayer) => isRemoving((await inventories.of(layer, store)).entries),
    ({ diffId }) => diffId,
  );
  const baseHides = async ({ manifest, config }: StoredBase): Promise<boolean> => {
    const read = await Promise.all(
      manifest.layers.map(({ digest }, index) =>
        inventories.of({ digest, diffId: config.rootfs.diff_ids[index] ?? "" }, store),
      ),
    );
    return read.some(({ entries }) => isHiding(entries));
  };
  return async ({ base, recipe, layers }) => {
    const answer = bases.get(base.platformDigest) ?? baseHides(base);
    bases.set(base.platformDigest, answer);
    if (await answer) return true;
    const system = layers.filter((_, index) => recipe.layers[index]?.kind === "system");
    return (await Promise.all(system.map(removes))).some(Boolean);
  };
};
