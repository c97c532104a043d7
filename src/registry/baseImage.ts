import pLimit from "p-limit";
import { foundProblem, unreachable } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { digestOf } from "./digest.ts";
import {
  jsonBytes,
  ociLayer,
  parseConfig,
  parseIndex,
  parseManifest,
  readSmall,
  type ImageConfigFile,
  type ImageManifest,
} from "./manifest.ts";
import { parseReference, repositoryName } from "./reference.ts";
import {
  DOCKER_LIST,
  OCI_CONFIG,
  OCI_INDEX,
  OCI_MANIFEST,
  type Descriptor,
  type OpenRepository,
  type Repository,
  type StoredManifest,
} from "./repository.ts";

/** A base as its own registry has it. */
export interface BaseImage {
  readonly repository: Repository;
  /** As it was asked for. */
  readonly tag: string;
  /** Digest of what the tag names: an index, or the manifest itself where there is one platform. */
  readonly indexDigest: string;
  /** Digest of the manifest for linux/amd64. */
  readonly platformDigest: string;
  readonly manifest: ImageManifest;
  readonly config: ImageConfigFile;
}

/** A base as it lies in the store: an OCI manifest over the same config and layers. */
export interface StoredBase {
  /** `base-<first 32 hex digits of the platform digest>` */
  readonly tag: string;
  readonly descriptor: Descriptor;
  readonly platformDigest: string;
  readonly manifest: ImageManifest;
  readonly config: ImageConfigFile;
}

/** What `watch` looks at. */
export interface BaseDigests {
  readonly indexDigest: string;
  readonly platformDigest: string;
}

/** Names the base's own manifest on the stored one. */
const BASE_DIGEST = "org.opencontainers.image.base.digest";
/** Blobs that move or are looked for at the same time. */
const SIDE_BY_SIDE = 8;

export const baseTag = (platformDigest: string): string =>
  `base-${platformDigest.slice("sha256:".length, "sha256:".length + 32)}`;

/** All tags of a repository and the day they were read; `tags` is empty when there is no such repository. */
export const readTagList = async (
  repository: Repository,
  clock: System["clock"],
): Promise<{ readonly tags: readonly string[]; readonly asOf: string }> => ({
  tags: await repository.tags(),
  asOf: new Date(clock.now()).toISOString().slice(0, 10),
});

const noBase = (tag: string, why: string): Error =>
  unreachable({
    code: "base-missing",
    message: `The base ${tag} ${why}.`,
    hint: "See which bases there are: dl-env plan",
  });

const isIndex = (stored: StoredManifest): boolean =>
  stored.mediaType === OCI_INDEX || stored.mediaType === DOCKER_LIST;

const openBase = (
  open: OpenRepository,
  tag: string,
): { repository: Repository; wanted: string } => {
  const reference = parseReference(tag);
  if (reference.kind === "layout")
    throw noBase(tag, "is a folder, where a registry's image is needed");
  return {
    repository: open(repositoryName(reference)),
    wanted: reference.digest ?? reference.tag ?? "latest",
  };
};

const platformOf = (stored: StoredManifest, tag: string): string => {
  if (!isIndex(stored)) return stored.digest;
  const found = parseIndex(stored, tag).manifests.find(
    ({ platform }) => platform?.os === "linux" && platform.architecture === "amd64",
  );
  if (found === undefined) throw noBase(tag, "has no image for linux/amd64");
  return found.digest;
};

/** Digests of a base in one request. Rejects with `base-missing` when the tag is gone. */
export const readBaseDigests = async (open: OpenRepository, tag: string): Promise<BaseDigests> => {
  const { repository, wanted } = openBase(open, tag);
  const stored = await repository.manifest(wanted);
  if (stored === undefined) throw noBase(tag, "is not in its registry");
  return { indexDigest: stored.digest, platformDigest: platformOf(stored, tag) };
};

const readConfig = async (
  repository: Repository,
  manifest: ImageManifest,
): Promise<ImageConfigFile> =>
  parseConfig(
    await readSmall(repository, manifest.config),
    manifest.config.digest,
    repository.name,
  );

/** Reads the base behind a tag or digest of a repository or layout for linux/amd64: at most three requests. `tag` names it in messages. */
export const readBaseIn = async (
  repository: Repository,
  wanted: string,
  tag: string,
): Promise<BaseImage> => {
  const named = await repository.manifest(wanted);
  if (named === undefined) throw noBase(tag, "is not in its registry");
  const platformDigest = platformOf(named, tag);
  const stored =
    platformDigest === named.digest ? named : await repository.manifest(platformDigest);
  if (stored === undefined)
    throw noBase(tag, `names ${platformDigest}, which its registry does not have`);
  const manifest = parseManifest(stored, tag);
  const config = await readConfig(repository, manifest);
  if (config.rootfs.diff_ids.length !== manifest.layers.length)
    throw foundProblem({
      code: "base-broken",
      message: `The base ${tag} has ${manifest.layers.length} layers, but its config names ${config.rootfs.diff_ids.length}.`,
      hint: "Choose another base: dl-env plan",
    });
  return { repository, tag, indexDigest: named.digest, platformDigest, manifest, config };
};

/** Reads the base behind `docker.io/nvidia/cuda:TAG` (or `…@sha256:…`); see readBaseIn. */
export const readBase = async (open: OpenRepository, tag: string): Promise<BaseImage> => {
  const { repository, wanted } = openBase(open, tag);
  return readBaseIn(repository, wanted, tag);
};

/** Makes a blob of `from` available in `to`: mounted where that can be, else streamed. True when bytes moved. */
export const moveBlob = async (
  digest: string,
  size: number,
  from: Repository,
  to: Repository,
): Promise<boolean> => {
  if (await to.mountBlob(digest, from)) return false;
  return to.writeBlob({ digest, size, open: () => from.readBlob(digest) });
};

const ociManifest = (base: BaseImage): ImageManifest => ({
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

/** The base as a store has it, or undefined; its own registry is not asked. */
export const readStoredBase = async (
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

/** Registries keep what a manifest names; from a layout a blob may have been removed by hand. */
export const isWhole = async (
  store: Repository,
  { manifest }: Pick<StoredBase, "manifest">,
): Promise<boolean> => {
  if (store.kind === "registry") return true;
  const there = await Promise.all(
    [manifest.config, ...manifest.layers].map(({ digest }) => store.hasBlob(digest)),
  );
  return there.every(Boolean);
};

/**
 * Puts a base into the store: its own config and layer blobs, mounted where they can be and streamed where they lack,
 * under a manifest with OCI's media types. Does nothing when it is there.
 */
export const copyBase = async (base: BaseImage, store: Repository): Promise<StoredBase> => {
  const known = await readStoredBase(store, base.platformDigest);
  if (known !== undefined && (await isWhole(store, known))) return known;
  const limit = pLimit(SIDE_BY_SIDE);
  const blobs = new Map(
    [base.manifest.config, ...base.manifest.layers].map((blob) => [blob.digest, blob.size]),
  );
  await Promise.all(
    [...blobs].map(([digest, size]) => limit(() => moveBlob(digest, size, base.repository, store))),
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
