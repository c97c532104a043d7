import { foundProblem, unreachable } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import {
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
  OCI_INDEX,
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

/** What `watch` looks at. */
export interface BaseDigests {
  readonly indexDigest: string;
  readonly platformDigest: string;
}

/**
 * All tags of a repository and the day they were read; `tags` is empty when there is no such
 * repository.
 */
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

/** The config that a manifest names. */
export const readConfig = async (
  repository: Repository,
  manifest: ImageManifest,
): Promise<ImageConfigFile> =>
  parseConfig(
    await readSmall(repository, manifest.config),
    manifest.config.digest,
    repository.name,
  );

/**
 * Reads the base behind a tag or digest of a repository or layout for linux/amd64: at most three
 * requests. `tag` names it in messages.
 */
export const readBaseIn = async (
  repository: Repository,
  wanted: string,
  tag: string,
): Promise<BaseImage> => {
  const top = await repository.manifest(wanted);
  if (top === undefined) throw noBase(tag, "is not in its registry");
  const platformDigest = platformOf(top, tag);
  const stored = platformDigest === top.digest ? top : await repository.manifest(platformDigest);
  if (stored === undefined)
    throw noBase(tag, `names ${platformDigest}, which its registry does not have`);
  const manifest = parseManifest(stored, tag);
  const config = await readConfig(repository, manifest);
  if (config.rootfs.diff_ids.length !== manifest.layers.length)
    throw foundProblem({
      code: "base-broken",
      message:
        `The base ${tag} has ${manifest.layers.length} layers, but its config names ` +
        `${config.rootfs.diff_ids.length}.`,
      hint: "Choose another base: dl-env plan",
    });
  return { repository, tag, indexDigest: top.digest, platformDigest, manifest, config };
};

/** Reads the base behind `docker.io/nvidia/cuda:TAG` (or `…@sha256:…`); see readBaseIn. */
export const readBase = async (open: OpenRepository, tag: string): Promise<BaseImage> => {
  const { repository, wanted } = openBase(open, tag);
  return readBaseIn(repository, wanted, tag);
};
