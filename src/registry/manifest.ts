import * as z from "zod";
import { unreachable } from "../errors/error.ts";
import { readBounded } from "../system/boundedBody.ts";
import { digestOf, readJson } from "./digest.ts";
import { LIMITS } from "./answerLimits.ts";
import {
  DOCKER_LAYER_GZIP,
  OCI_LAYER_GZIP,
  type Descriptor,
  type Referrer,
  type Repository,
  type StoredManifest,
} from "./repository.ts";

const DigestText = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const Annotations = z.record(z.string(), z.string());
const Blob = z.object({
  mediaType: z.string(),
  digest: DigestText,
  size: z.number().int().nonnegative(),
  annotations: Annotations.optional(),
  /** The content itself in base64, where it is small. */
  data: z.string().optional(),
});

const Manifest = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: Blob,
  layers: z.array(Blob),
  subject: Blob.optional(),
  annotations: Annotations.optional(),
});

/** What else an entry has is kept: an index of referrers is written again with one more. */
const Entry = z.looseObject({
  ...Blob.shape,
  artifactType: z.string().optional(),
  platform: z.looseObject({ os: z.string(), architecture: z.string() }).optional(),
});
const Index = z.object({ schemaVersion: z.literal(2), manifests: z.array(Entry) });

/** Registries in Go write an empty list as null (olareg). */
const ReferrersIndex = z.object({
  schemaVersion: z.literal(2),
  manifests: z.array(Entry).nullable(),
});

const Strings = z.array(z.string()).nullish();
const Config = z.object({
  architecture: z.string(),
  os: z.string(),
  created: z.string().optional(),
  config: z
    .object({
      Env: Strings,
      Labels: Annotations.nullish(),
      Entrypoint: Strings,
      Cmd: Strings,
      User: z.string().optional(),
      WorkingDir: z.string().optional(),
      ExposedPorts: z.record(z.string(), z.unknown()).nullish(),
      Volumes: z.record(z.string(), z.unknown()).nullish(),
      StopSignal: z.string().optional(),
      Shell: Strings,
      Healthcheck: z.unknown().optional(),
    })
    .nullish(),
  rootfs: z.object({ type: z.literal("layers"), diff_ids: z.array(DigestText) }),
  history: z
    .array(
      z.looseObject({
        created: z.string().optional(),
        created_by: z.string().optional(),
        empty_layer: z.boolean().optional(),
      }),
    )
    .nullish(),
});

/** An image manifest, OCI's or Docker's schema 2, as far as it is used. */
export type ImageManifest = z.infer<typeof Manifest>;
/** An image index or manifest list. */
export type ImageIndex = z.infer<typeof Index>;
/** An image's config, as far as it is used. */
export type ImageConfigFile = z.infer<typeof Config>;

const nonsense = (what: string, from: string): Error =>
  unreachable({
    code: "registry-nonsense",
    message: `${from} holds ${what} that cannot be read.`,
    hint: "No engine that dl-env supports wrote it; make it again: dl-env build",
  });

/** Decodes an image manifest; rejects with `registry-nonsense`. */
export const parseManifest = (stored: StoredManifest, from: string): ImageManifest => {
  const decoded = Manifest.safeParse(readJson(stored.bytes));
  if (!decoded.success) throw nonsense(`a manifest ${stored.digest}`, from);
  return decoded.data;
};

export const parseIndex = (stored: StoredManifest, from: string): ImageIndex => {
  const decoded = Index.safeParse(readJson(stored.bytes));
  if (!decoded.success) throw nonsense(`an index ${stored.digest}`, from);
  return decoded.data;
};

/** The entries of an index of referrers; undefined when it is none. */
export const parseReferrers = (bytes: Uint8Array): readonly Referrer[] | undefined => {
  const decoded = ReferrersIndex.safeParse(readJson(bytes));
  // zod's optional keys are `| undefined`; JSON has none.
  return decoded.success ? ((decoded.data.manifests ?? []) as readonly Referrer[]) : undefined;
};

export const parseConfig = (bytes: Uint8Array, digest: string, from: string): ImageConfigFile => {
  const decoded = Config.safeParse(readJson(bytes));
  if (!decoded.success) throw nonsense(`a config ${digest}`, from);
  return decoded.data;
};

/** A blob as its manifest names it, which may hold the content of a small one too. */
export type SmallBlob = Pick<Descriptor, "digest" | "size"> & {
  readonly data?: string | undefined;
};

/** The content that a manifest holds of a blob, verified; undefined when it holds none. */
export const embeddedContent = ({
  digest,
  data,
}: Pick<SmallBlob, "digest" | "data">): Uint8Array | undefined => {
  const content = data === undefined ? undefined : Buffer.from(data, "base64");
  return content !== undefined && digestOf(content) === digest ? content : undefined;
};

/** Reads a small blob whole, verified; what its manifest holds is not asked for. */
export const readSmall = async (repository: Repository, blob: SmallBlob): Promise<Uint8Array> => {
  const embedded = embeddedContent(blob);
  if (embedded !== undefined) return embedded;
  const what = `The blob ${blob.digest} of ${repository.name}`;
  return readBounded(repository.readBlob(blob.digest, blob.size), {
    what,
    bytes: LIMITS.smallBlobBytes,
  });
};

const OCI_LAYERS: Readonly<Record<string, string>> = {
  [DOCKER_LAYER_GZIP]: OCI_LAYER_GZIP,
  "application/vnd.docker.image.rootfs.diff.tar": "application/vnd.oci.image.layer.v1.tar",
  [OCI_LAYER_GZIP]: OCI_LAYER_GZIP,
  "application/vnd.oci.image.layer.v1.tar": "application/vnd.oci.image.layer.v1.tar",
  "application/vnd.oci.image.layer.v1.tar+zstd": "application/vnd.oci.image.layer.v1.tar+zstd",
};

/**
 * The same layer with OCI's media type; rejects layers that are not stored where their manifest is
 * (Windows bases).
 */
export const ociLayer = (
  layer: Pick<Descriptor, "mediaType" | "digest" | "size">,
  from: string,
): Descriptor => {
  const mediaType = OCI_LAYERS[layer.mediaType];
  if (mediaType === undefined) throw nonsense(`a layer of the type ${layer.mediaType}`, from);
  return { mediaType, digest: layer.digest, size: layer.size };
};

/** JSON bytes of a manifest or config: one spelling, so that equal values have equal digests. */
export const jsonBytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(value));
