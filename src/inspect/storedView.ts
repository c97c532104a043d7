import { imageMissing } from "../registry/imageMissing.ts";
import {
  parseConfig,
  parseManifest,
  readSmall,
  type ImageConfigFile,
} from "../registry/manifest.ts";
import type { Repository } from "../registry/repository.ts";
import type { ImageView, ViewConfig } from "./imageView.ts";
import { overlaid, type LaidInventory } from "./inventory/overlaidView.ts";
import type { Inventories } from "./storedInventories.ts";

const environment = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]),
  );

const viewConfig = ({ config, history }: ImageConfigFile): ViewConfig => ({
  env: environment(config?.Env ?? []),
  entrypoint: config?.Entrypoint ?? [],
  cmd: config?.Cmd ?? [],
  user: config?.User ?? "",
  labels: config?.Labels ?? {},
  history: (history ?? []).map((entry) => entry.created_by ?? ""),
});

/**
 * An image by its digest, laid together from what is known of its layers. Layers of which nothing
 * is known are read through, once.
 */
export const readView = async (
  to: Repository,
  digest: string,
  inventories: Inventories,
): Promise<ImageView> => {
  const stored = await to.manifest(digest);
  if (stored === undefined) throw imageMissing(to, digest);
  const { config: blob, layers } = parseManifest(stored, to.name);
  const config = parseConfig(await readSmall(to, blob), blob.digest, to.name);
  const titles = (config.history ?? [])
    .filter((entry) => entry.empty_layer !== true)
    .map((entry) => entry.created_by ?? "");
  const layerInventories = layers.map(async (layer, index): Promise<LaidInventory> => ({
    inventory: await inventories.of(
      { digest: layer.digest, diffId: config.rootfs.diff_ids[index] ?? "" },
      to,
    ),
    title: titles[index] ?? "",
  }));
  return overlaid(await Promise.all(layerInventories), viewConfig(config));
};
