import pLimit from "p-limit";
import { readConfig, type BaseImage } from "./baseImage.ts";
import { unlessDamaged } from "./closure.ts";
import { digestOf } from "./digest.ts";
import {
  jsonBytes,
  ociLayer,
  parseManifest,
  type ImageConfigFile,
  type ImageManifest,
} from "./manifest.ts";
import { OCI_CONFIG, OCI_MANIFEST, type Descriptor, type Repository } from "./repository.ts";

/** A base as it lies in the store: an OCI manifest over the same config and layers. */
export interface StoredBase {
  /** `base-<first 32 hex digits of the platform digest>` */
  readonly tag: string;
  readonly descriptor: Descriptor;
  readonly platformDigest: string;
  readonly manifest: ImageManifest;
  readonly config: ImageConfigFile;
}

/** Names the base's own manifest on the stored one. */
const BASE_DIGEST = "org.opencontainers.image.base.digest";
/** Blobs that move or are looked for at the same time. */
const SIDE_BY_SIDE = 8;

export const baseTag = (platformDigest: string): string =>
  `base-${platformDigest.slice("sha256:".length, "sha256:".length + 32)}`;

/**
 * Makes a blob of `from` available in `to`: mounted where that can be, else streamed. True when
 * bytes moved.
 */
export const moveBlob = async (
  { digest, size }: Pick<Descriptor, "digest" | "size">,
  from: Repository,
  to: Repository,
): Promise<boolean> => {
  if (await to.mountBlob(digest, from)) return false;
  return to.writeBlob({ digest, size, open: () => from.readBlob(digest, size) });
};

/** The manifest of a base with the media types of OCI. */
export const ociManifest = (base: BaseImage): ImageManifest => ({
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config: {
    mediaType: OCI_CONFIG,
    digest: base.manifest.config.digest,
    size: base.manifest.config.size,
  },
  layers: base.manifest.layers.map((layer) => ociLayer(layer, base.tag)),
  annotations: { [BASE_DIGEST]: base.platformDigest },
});

const readBaseTag = async (
  store: Repository,
  platformDigest: string,
): Promise<StoredBase | undefined> => {
  const tag = baseTag(platformDigest);
  const stored = await store.manifest(tag);
  if (stored === undefined) return undefined;
  const manifest = parseManifest(stored, store.name);
  const config = await readConfig(store, manifest);
  return {
    tag,
    platformDigest,
    manifest,
    config,
    descriptor: {
      mediaType: stored.mediaType,
      digest: stored.digest,
      size: stored.bytes.byteLength,
    },
  };
};

/**
 * The base as a store has it; undefined when it is not there, or cannot be read for what it holds.
 * The base's own registry is not asked.
 */
export const readStoredBase = (
  store: Repository,
  platformDigest: string,
): Promise<StoredBase | undefined> => unlessDamaged(readBaseTag(store, platformDigest));

/** Whether the blobs of a base are there, at their size. */
export const isWhole = async (
  store: Repository,
  { manifest }: Pick<StoredBase, "manifest">,
): Promise<boolean> => {
  const there = await Promise.all(
    [manifest.config, ...manifest.layers].map(({ digest, size }) => store.hasBlob(digest, size)),
  );
  return there.every(Boolean);
};

/**
 * Puts a base into the store: its own config and layer blobs, mounted where they can be and
 * streamed where they lack, under a manifest with OCI's media types. Does nothing when it is there.
 */
export const copyBase = async (base: BaseImage, store: Repository): Promise<StoredBase> => {
  const present = await readStoredBase(store, base.platformDigest);
  if (present !== undefined && (await isWhole(store, present))) return present;
  return copyNewBase(base, store);
};

/** The same for a base that was just looked for and is not there. */
export const copyNewBase = async (base: BaseImage, store: Repository): Promise<StoredBase> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const blobs = new Map(
    [base.manifest.config, ...base.manifest.layers].map((blob) => [blob.digest, blob.size]),
  );
  await Promise.all(
    [...blobs].map(([digest, size]) =>
      limit(() => moveBlob({ digest, size }, base.repository, store)),
    ),
  );
  const manifest = ociManifest(base);
  const bytes = jsonBytes(manifest);
  const tag = baseTag(base.platformDigest);
  await store.putManifest({ bytes, mediaType: OCI_MANIFEST }, tag);
  return {
    tag,
    platformDigest: base.platformDigest,
    manifest,
    config: base.config,
    descriptor: { mediaType: OCI_MANIFEST, digest: digestOf(bytes), size: bytes.byteLength },
  };
};
