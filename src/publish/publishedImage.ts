import { wrongRequest } from "../errors/error.ts";
import { RECIPE_ANNOTATION, STAND_IN_LABEL } from "../image/labels.ts";
import { parseConfig, parseManifest, readSmall } from "../registry/manifest.ts";
import { imageMissing } from "../registry/imageMissing.ts";
import type { Repository, StoredManifest } from "../registry/repository.ts";

interface ImageLayer {
  readonly digest: string;
  readonly size: number;
  readonly diffId: string;
  /** What made it, from the image's history. */
  readonly title: string;
}

/** An image as its repository has it, whoever made it: linked here, or pushed by an engine. */
export interface ImageFacts {
  readonly manifest: StoredManifest;
  readonly digest: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Key of the recipe that it was linked from; absent on images of engines and earlier ones. */
  readonly recipe?: string;
  /** ISO date-time, where its config says it: of a linked image that of its base. */
  readonly created?: string;
  readonly layers: readonly ImageLayer[];
  /** Bytes of all layers, compressed. */
  readonly size: number;
}

/** The manifest behind a digest or tag; rejects with `image-missing` when there is none. */
export const readManifest = async (
  repository: Repository,
  reference: string,
): Promise<StoredManifest> => {
  const manifest = await repository.manifest(reference);
  if (manifest === undefined) throw imageMissing(repository, reference);
  return manifest;
};

/** What a manifest and its config say of an image. `from` is where they lie, for messages. */
export const imageFacts = (
  { manifest, config: bytes }: { readonly manifest: StoredManifest; readonly config: Uint8Array },
  from: string,
): ImageFacts => {
  const { config: configBlob, layers, annotations } = parseManifest(manifest, from);
  const recipe = annotations?.[RECIPE_ANNOTATION];
  const config = parseConfig(bytes, configBlob.digest, from);
  const titles = (config.history ?? [])
    .filter((entry) => entry.empty_layer !== true)
    .map((entry) => entry.created_by ?? "");
  return {
    manifest,
    digest: manifest.digest,
    labels: config.config?.Labels ?? {},
    ...(recipe === undefined ? {} : { recipe }),
    ...(config.created === undefined ? {} : { created: config.created }),
    layers: layers.map(({ digest, size }, index) => ({
      digest,
      size,
      diffId: config.rootfs.diff_ids[index] ?? "",
      title: titles[index] ?? "",
    })),
    size: layers.reduce((sum, layer) => sum + layer.size, 0),
  };
};

/**
 * Reads the image behind a digest or tag; rejects with `image-missing` when there is none. Two
 * requests.
 */
export const readImage = async (repository: Repository, reference: string): Promise<ImageFacts> => {
  const manifest = await readManifest(repository, reference);
  const { config } = parseManifest(manifest, repository.name);
  return imageFacts({ manifest, config: await readSmall(repository, config) }, repository.name);
};

export const isStandIn = (labels: Readonly<Record<string, string>>): boolean =>
  labels[STAND_IN_LABEL] === "true";

/**
 * Rejects with `stand-in` when an image on a stand-in base would leave this machine; the image's
 * own label decides.
 */
export const keepStandInHere = (
  labels: Readonly<Record<string, string>>,
  to: Repository,
  what: string,
): void => {
  if (!isStandIn(labels) || to.local) return;
  throw wrongRequest({
    code: "stand-in",
    message:
      `${what} is based on a stand-in for nvidia/cuda, so it is not pushed to ` +
      `${to.name}: stand-ins stay in image layouts and registries on this machine.`,
    hint: "Use a real base where docker.io can be reached, or a folder: to: oci:./images",
  });
};
