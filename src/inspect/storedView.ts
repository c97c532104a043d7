import { digestOf } from "../registry/digest.ts";
import { imageMissing } from "../registry/imageMissing.ts";
import {
  parseConfig,
  parseManifest,
  readSmall,
  type ImageConfigFile,
  type ImageManifest,
} from "../registry/manifest.ts";
import { OCI_MANIFEST, type Repository } from "../registry/repository.ts";
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

/** An image as its manifest and config say it, with the repository its layers can be read from. */
export interface ImageContent {
  readonly layers: ImageManifest["layers"];
  readonly config: ImageConfigFile;
}

/** Decodes the bytes of a manifest and a config. */
export const imageContent = (
  { manifest, config }: { readonly manifest: Uint8Array; readonly config: Uint8Array },
  from: string,
): ImageContent => {
  const stored = { digest: digestOf(manifest), mediaType: OCI_MANIFEST, bytes: manifest };
  return {
    layers: parseManifest(stored, from).layers,
    config: parseConfig(config, digestOf(config), from),
  };
};

/** Reads what an image consists of; rejects with `image-missing`. Two requests. */
export const readContent = async (to: Repository, digest: string): Promise<ImageContent> => {
  const stored = await to.manifest(digest);
  if (stored === undefined) throw imageMissing(to, digest);
  const { config: blob, layers } = parseManifest(stored, to.name);
  return { layers, config: parseConfig(await readSmall(to, blob), blob.digest, to.name) };
};

/**
 * An image by what it consists of, laid together from what is known of its layers. Layers of which
 * nothing is known are read through, once.
 */
export const readView = async (
  to: Repository,
  { layers, config }: ImageContent,
  inventories: Inventories,
): Promise<ImageView> => {
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
