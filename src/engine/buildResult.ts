import pLimit from "p-limit";
import { foundProblem } from "../errors/error.ts";
import { type BaseImage } from "../registry/baseImage.ts";
import { moveBlob } from "../registry/storedBase.ts";
import { layoutRepository } from "../registry/layout.ts";
import { blobPath } from "../registry/layoutFolder.ts";
import { readIndex } from "../registry/layoutIndex.ts";
import {
  jsonBytes,
  ociLayer,
  parseConfig,
  parseManifest,
  readSmall,
} from "../registry/manifest.ts";
import {
  OCI_CONFIG,
  OCI_MANIFEST,
  type Descriptor,
  type OpenRepository,
  type Repository,
} from "../registry/repository.ts";
import type { Files, System } from "../system/ports.ts";
import type { BuildTarget, DeliveredImage } from "./engine.ts";

/** What an engine built, without the base's layers. */
export interface BuildResult {
  readonly config: Descriptor;
  readonly configBytes: Uint8Array;
  /** Layers above the base, lowest first. */
  readonly added: readonly Descriptor[];
  /** Digests of the tars of the same layers. */
  readonly diffIds: readonly string[];
  /** The layout folder that holds these blobs. */
  readonly dir: string;
}

/**
 * An empty layout for an engine's result. The blobs `held` are there in name only: an engine does
 * not write what it finds, so the base's layers are neither compressed nor copied. (BuildKit looks
 * for the digest of the blob, podman for that of the tar.)
 */
export const prepareResult = async (
  files: Files,
  dir: string,
  held: readonly string[],
): Promise<void> => {
  await files.makeDir(`${dir}/blobs/sha256`);
  await files.write(`${dir}/oci-layout`, '{"imageLayoutVersion":"1.0.0"}');
  for (const digest of held) await files.write(blobPath(dir, digest), "");
};

const notOnBase = (base: BaseImage): Error =>
  foundProblem({
    code: "engine-other-base",
    message: `The engine's result is not based on ${base.tag} at ${base.platformDigest}.`,
    hint:
      "The Containerfile must begin with ARG BASE and FROM ${BASE} AS system; " +
      "generate it again: dl-env generate",
  });

/** Reads what an engine wrote, and checks that it stands on the base. */
export const readResult = async (
  sys: Pick<System, "files" | "env" | "clock">,
  dir: string,
  base: BaseImage,
): Promise<BuildResult> => {
  const repository = layoutRepository(sys, dir);
  const entry = (await readIndex(sys.files, dir, repository.name)).manifests.at(-1);
  const stored = entry === undefined ? undefined : await repository.manifest(entry.digest);
  if (stored === undefined) throw notOnBase(base);
  const manifest = parseManifest(stored, repository.name);
  const configBytes = await readSmall(repository, manifest.config);
  const config = parseConfig(configBytes, manifest.config.digest, repository.name);
  const below = base.config.rootfs.diff_ids;
  if (below.some((diffId, index) => diffId !== config.rootfs.diff_ids[index]))
    throw notOnBase(base);
  const added = manifest.layers
    .slice(below.length)
    .map((layer) => ociLayer(layer, repository.name));
  return {
    config: { mediaType: OCI_CONFIG, digest: manifest.config.digest, size: manifest.config.size },
    configBytes,
    added,
    diffIds: config.rootfs.diff_ids.slice(below.length),
    dir,
  };
};

export const openTarget = (open: OpenRepository, target: BuildTarget): Repository =>
  open(target.kind === "layout" ? `oci:${target.dir}` : target.repository);

/** Blobs that move at the same time. */
const SIDE_BY_SIDE = 4;

/**
 * Puts an engine's image into a repository by digest, without a tag: the base's own blobs, then
 * what was added.
 */
export const deliver = async (
  sys: Pick<System, "files">,
  { base, result }: { readonly base: BaseImage; readonly result: BuildResult },
  into: Repository,
): Promise<DeliveredImage> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const below = base.manifest.layers.map((layer) => ociLayer(layer, base.tag));
  const ofBase = new Map(below.map((layer) => [layer.digest, layer]));
  const builtLayers = new Map(
    [...result.added, result.config]
      .filter(({ digest }) => !ofBase.has(digest))
      .map((blob) => [blob.digest, blob]),
  );
  await Promise.all([
    ...[...ofBase.values()].map(({ digest, size }) =>
      limit(() => moveBlob({ digest, size }, base.repository, into)),
    ),
    ...[...builtLayers.values()].map(({ digest, size }) =>
      limit(() =>
        into.writeBlob({ digest, size, open: () => sys.files.read(blobPath(result.dir, digest)) }),
      ),
    ),
  ]);
  const bytes = jsonBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: result.config,
    layers: [...below, ...result.added],
  });
  const digest = await into.putManifest({ bytes, mediaType: OCI_MANIFEST });
  return { digest, manifest: bytes, config: result.configBytes };
};
