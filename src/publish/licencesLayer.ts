import { filesLayerSpec } from "../image/layerSpecs.ts";
import { layerTag, type ImageRecipe, type LayerSpec, type StoredLayer } from "../image/recipe.ts";
import { writeBlob } from "../layer/writeBlob.ts";
import { bytesEntry } from "../layer/layerEntry.ts";
import { ordered } from "../layer/orderedEntries.ts";
import type { FindLayer } from "../layer/knownLayers.ts";
import { storeNewLayer } from "../layer/storedLayers.ts";
import { memoizedWork } from "../text/memoized.ts";
import { count } from "../text/units.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { LICENCE_LIST } from "../image/imagePaths.ts";
import { licenceList, type InstalledWheel } from "../inspect/inventory/installedWheel.ts";
import type { Inventories } from "../inspect/storedInventories.ts";

/** A recipe with its layers, in the same order. */
interface Complete {
  readonly recipe: ImageRecipe;
  readonly layers: readonly StoredLayer[];
}

interface LicencesFacts {
  readonly sys: System;
  readonly store: Repository;
  readonly inventories: Inventories;
  readonly findLayer: FindLayer;
  /** Tags of the store as the plan has them; undefined when they are not known. */
  readonly storeTags: ReadonlySet<string> | undefined;
  /** Whether the store was empty when this build began to write to it; default false. */
  readonly isStoreNew?: boolean;
  /** Private folder of the run. */
  readonly work: string;
}

/** By folder, so that a wheel that several layers bring is listed once. */
const wheelsOf = async (
  layers: readonly StoredLayer[],
  store: Repository,
  inventories: Inventories,
): Promise<InstalledWheel[]> => {
  const all = await Promise.all(layers.map((layer) => inventories.of(layer, store)));
  return [...new Map(all.flatMap(({ wheels }) => [...wheels])).values()];
};

const specOf = (wheels: readonly InstalledWheel[], content: string): LayerSpec => ({
  ...filesLayerSpec([{ path: LICENCE_LIST, mode: 0o644, content }]),
  title: `list of ${count(wheels.length, "wheel")} with licences`,
});

interface LicenceList {
  readonly spec: LayerSpec;
  readonly content: string;
}

/**
 * The layer with a list in the store, where it is put when it is not there. One that the plan did
 * not find is not looked for again: made twice, it is the same small bytes.
 */
const licencesLayer = async (
  { sys, store, inventories, work, findLayer, ...facts }: LicencesFacts,
  { spec, content }: LicenceList,
): Promise<StoredLayer> => {
  const file = `${work}/${layerTag(spec)}.tar.gz`;
  const entries = [bytesEntry(LICENCE_LIST.slice(1), 0o644, Buffer.from(content))];
  const { layer: made } = await writeBlob(sys, ordered(entries), file);
  try {
    const tag = layerTag(spec);
    const { storeTags, isStoreNew = false } = facts;
    const found = storeTags?.has(tag) === false ? undefined : await findLayer(tag);
    const layer = found ?? (await storeNewLayer(sys, store, { spec, made, isStoreNew }));
    if (layer.diffId === made.diffId) await inventories.hold(made);
    return layer;
  } finally {
    await sys.files.remove(file);
  }
};

/**
 * Adds one small layer to recipes: the list of an image's wheels with version and licence, as their
 * metadata says. It is known only when the wheels are there, so it is made where the image is
 * linked; images of the same wheels have the same layer, which is looked up once.
 */
export const licencesAdder = (
  facts: LicencesFacts,
): ((complete: Complete) => Promise<Complete>) => {
  const layerOf = memoizedWork(
    (list: LicenceList) => licencesLayer(facts, list),
    ({ spec }) => layerTag(spec),
  );
  return async ({ recipe, layers: before }) => {
    const wheels = await wheelsOf(before, facts.store, facts.inventories);
    const content = licenceList(wheels);
    const spec = specOf(wheels, content);
    const layer = await layerOf({ spec, content });
    return {
      recipe: { ...recipe, layers: [...recipe.layers, spec] },
      layers: [...before, layer],
    };
  };
};
