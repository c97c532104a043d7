import { filesLayerSpec } from "../image/layerSpecs.ts";
import { layerTag, type ImageRecipe, type StoredLayer } from "../image/recipe.ts";
import { writeBlob } from "../layer/writeBlob.ts";
import { bytesEntry } from "../layer/layerEntry.ts";
import { ordered } from "../layer/orderedEntries.ts";
import { findWholeLayer, storeLayer } from "../layer/storedLayers.ts";
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

/**
 * The same with one small layer more: the list of the image's wheels with version and licence, as
 * their metadata says. It is known only when the wheels are there, so it is made where the image is
 * linked; an image of the same wheels has the same layer.
 */
export const withLicences = async (
  { sys, store, inventories, work }: LicencesFacts,
  { recipe, layers }: Complete,
): Promise<Complete> => {
  const wheels = await wheelsOf(layers, store, inventories);
  const content = licenceList(wheels);
  const spec = {
    ...filesLayerSpec([{ path: LICENCE_LIST, mode: 0o644, content }]),
    title: `list of ${count(wheels.length, "wheel")} with licences`,
  };
  const complete = (layer: StoredLayer): Complete => ({
    recipe: { ...recipe, layers: [...recipe.layers, spec] },
    layers: [...layers, layer],
  });
  const earlier = await findWholeLayer(store, layerTag(spec));
  if (earlier !== undefined) return complete(earlier);
  const file = `${work}/${layerTag(spec)}.tar.gz`;
  const { layer } = await writeBlob(
    sys,
    ordered([bytesEntry(LICENCE_LIST.slice(1), 0o644, Buffer.from(content))]),
    file,
  );
  try {
    return complete(await storeLayer(sys, store, { spec, made: layer }));
  } finally {
    await sys.files.remove(file);
  }
};
