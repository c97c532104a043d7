import pLimit from "p-limit";
import { foundProblem } from "../errors/error.ts";
import { RECIPE_ANNOTATION } from "../image/labels.ts";
import { aroundBase } from "../image/layerOrder.ts";
import { layerTag, type ImageRecipe, type StoredLayer } from "../image/recipe.ts";
import { closureReader, unlessDamaged } from "../registry/closure.ts";
import { isLayout } from "../registry/layout.ts";
import { moveBlob, type StoredBase } from "../registry/storedBase.ts";
import { digestOf } from "../registry/digest.ts";
import { jsonBytes } from "../registry/manifest.ts";
import {
  OCI_CONFIG,
  OCI_LAYER_GZIP,
  OCI_MANIFEST,
  type Descriptor,
  type Repository,
} from "../registry/repository.ts";
import { keepStandInHere } from "./publishedImage.ts";
import { linkedConfig } from "./linkedConfig.ts";

export interface LinkRequest {
  readonly recipe: ImageRecipe;
  readonly base: StoredBase;
  /** In the order of the recipe's layers. */
  readonly layers: readonly StoredLayer[];
  readonly store: Repository;
  readonly to: Repository;
  /**
   * ISO date-time of the image; default: the base's own, so that the same input is the same digest.
   */
  readonly created?: string;
  /** Moves a blob into the destination; for who links many images, each blob once. */
  readonly move?: MoveBlob;
  /**
   * Whether a layer of it was made just now, so that the image is not there as far as is known;
   * default false.
   */
  readonly isNew?: boolean;
  /** Whether all of ours lies above the base, which would hide what is below; default false. */
  readonly isBaseFirst?: boolean;
}

/** Makes a blob of the store available in the destination; true when its bytes moved. */
export type MoveBlob = (blob: {
  readonly digest: string;
  readonly size: number;
}) => Promise<boolean>;

export interface LinkedImage {
  readonly digest: string;
  /** False when the image was there already. */
  readonly made: boolean;
  readonly layers: number;
  /** Requests this link cost, both repositories together; 0 between layouts. */
  readonly requests: number;
  /** Bytes of blobs that had to move because they could not be mounted. */
  readonly moved: number;
  /** Bytes of all layers. */
  readonly size: number;
  /** What was put, so that nobody has to read it back. */
  readonly content: Pick<ImageBytes, "config" | "manifest">;
}

/** Docker fails above about 122 layers, and users build on top. */
export const MOST_LAYERS = 110;
const SIDE_BY_SIDE = 8;

/** The image as bytes: what a link puts, known before anything is asked. */
export interface ImageBytes {
  readonly config: Uint8Array;
  readonly manifest: Uint8Array;
  readonly digest: string;
  readonly blobs: readonly { readonly digest: string; readonly size: number }[];
}

const checkLayers = (
  recipe: ImageRecipe,
  base: StoredBase,
  layers: readonly StoredLayer[],
): void => {
  const expectedTags = recipe.layers.map((spec) => layerTag(spec));
  const wrong = expectedTags.findIndex((tag, index) => layers[index]?.tag !== tag);
  if (wrong !== -1 || layers.length !== expectedTags.length)
    throw new TypeError(`layers differ from the recipe at ${expectedTags[wrong] ?? "the end"}`);
  const total = base.manifest.layers.length + layers.length;
  if (total > MOST_LAYERS) {
    throw foundProblem({
      code: "too-many-layers",
      message:
        `${recipe.cell} would have ${total} layers; Docker fails above about 122, and ` +
        `${MOST_LAYERS} are the limit here.`,
      hint: "Ask for a smaller set, or build the cell whole: dl-env build --build engine",
    });
  }
};

const ociDescriptor = ({ mediaType, digest, size }: StoredLayer): Descriptor => ({
  mediaType: mediaType.endsWith("+zstd") ? mediaType : OCI_LAYER_GZIP,
  digest,
  size,
});

type ImageParts = Pick<LinkRequest, "recipe" | "base" | "layers" | "created" | "isBaseFirst">;

/**
 * Config and manifest of a cell: the base's layers among ours, all in OCI's media types. Pure: the
 * same input is the same bytes.
 */
export const imageBytes = (parts: ImageParts): ImageBytes => {
  const { recipe, base, layers, created, isBaseFirst = false } = parts;
  checkLayers(recipe, base, layers);
  const titled = layers.map((layer, index) => {
    const { kind = "files", title = layer.tag } = recipe.layers[index] ?? {};
    return { kind, title, diffId: layer.diffId, descriptor: ociDescriptor(layer) };
  });
  const { below, above } = aroundBase(titled, ({ kind }) => kind, isBaseFirst);
  const config = jsonBytes(
    linkedConfig({
      base: base.config,
      own: recipe.config,
      below,
      above,
      ...(created === undefined ? {} : { created }),
    }),
  );
  const all = [
    ...below.map(({ descriptor }) => descriptor),
    ...base.manifest.layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
    ...above.map(({ descriptor }) => descriptor),
  ];
  const manifest = jsonBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: digestOf(config), size: config.byteLength },
    layers: all,
    annotations: {
      [RECIPE_ANNOTATION]: recipe.key,
      "org.opencontainers.image.base.digest": base.platformDigest,
    },
  });
  return { config, manifest, digest: digestOf(manifest), blobs: all };
};

/**
 * An image is there when its manifest is, and all of its blobs, at their size. In a folder, where a
 * file says nothing of its bytes, the manifest is read.
 */
const isThere = async (to: Repository, { manifest, digest }: ImageBytes): Promise<boolean> => {
  const reader = closureReader(to);
  if (isLayout(to)) return (await reader.damageOf(digest)).length === 0;
  if ((await unlessDamaged(to.resolve(digest))) !== digest) return false;
  const damage = await reader.damage({ digest, bytes: manifest, mediaType: OCI_MANIFEST });
  return damage.length === 0;
};

const total = (...repositories: readonly Repository[]): number =>
  [...new Set(repositories)].reduce((sum, { traffic }) => sum + traffic.requests, 0);

/** The blobs of an image into the destination, each once; bytes that moved. */
const moveBlobs = async (
  { store, to, move = (blob) => moveBlob(blob, store, to) }: LinkRequest,
  { blobs }: ImageBytes,
): Promise<number> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const distinct = new Map(blobs.map((blob) => [blob.digest, blob.size]));
  const moved = await Promise.all(
    [...distinct].map(([digest, size]) =>
      limit(async () => ((await move({ digest, size })) ? size : 0)),
    ),
  );
  return moved.reduce((sum, bytes) => sum + bytes, 0);
};

/**
 * Makes an image out of layers that exist: mounts (or, once, copies) the blobs, then puts config
 * and manifest by digest. It gets its tags when it was tested. Does nothing when it is there;
 * rejects with `too-many-layers` above 110, `stand-in` when an image on a stand-in base would leave
 * this machine. The counts are right when nothing else uses the two repositories at the same time.
 */
export const linkImage = async (request: LinkRequest): Promise<LinkedImage> => {
  const { recipe, store, to } = request;
  keepStandInHere(recipe.config.labels, to, recipe.cell);
  const before = total(store, to);
  const image = imageBytes(request);
  const size = image.blobs.reduce((sum, blob) => sum + blob.size, 0);
  const result = (made: boolean, moved: number): LinkedImage => ({
    digest: image.digest,
    made,
    layers: image.blobs.length,
    requests: total(store, to) - before,
    moved,
    size,
    content: image,
  });
  // An image whose config is not there is not there either: one request says both.
  const isNew = await to.writeBlob({
    digest: digestOf(image.config),
    size: image.config.byteLength,
    isNew: request.isNew === true,
    open: async function* () {
      yield image.config;
    },
  });
  if (!isNew && (await isThere(to, image))) return result(false, 0);
  const moved = await moveBlobs(request, image);
  await to.putManifest({ bytes: image.manifest, mediaType: OCI_MANIFEST });
  return result(true, moved);
};
