import { layerTag, type LayerSpec, type MadeLayer, type StoredLayer } from "../image/recipe.ts";
import { DlEnvError, foundProblem } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { isDamage } from "../registry/closure.ts";
import type { TellPhase } from "./layerProgress.ts";
import { digestOf } from "../registry/digest.ts";
import { jsonBytes, parseManifest, type ImageManifest } from "../registry/manifest.ts";
import {
  LAYER_PATHS,
  OCI_CONFIG,
  OCI_MANIFEST,
  type BlobSource,
  type Descriptor,
  type Repository,
} from "../registry/repository.ts";

/**
 * On a layer's descriptor in the store: digest of the uncompressed tar, and its bytes. With them a
 * link reads no configs.
 */
const DIFF_ID = "vnd.dl-env.layer.diff-id";
const UNPACKED = "vnd.dl-env.layer.unpacked";
const TITLE = "org.opencontainers.image.title";
/** Bytes. */
const EMBEDDED = 4 * 1024;

/** Layers have no date of their own: the same input is the same bytes. */
const CREATED = "1970-01-01T00:00:00Z";

const inMemory = (bytes: Uint8Array): BlobSource => ({
  digest: digestOf(bytes),
  size: bytes.byteLength,
  open: async function* () {
    yield bytes;
  },
});

const configOf = (spec: LayerSpec, made: MadeLayer): Uint8Array =>
  jsonBytes({
    architecture: "amd64",
    os: "linux",
    created: CREATED,
    config: { Labels: { [TITLE]: spec.title } },
    rootfs: { type: "layers", diff_ids: [made.diffId] },
    history: [{ created: CREATED, created_by: `dl-env: ${spec.title}` }],
  });

/** A short list of paths stands in the manifest too, so that a link reads no blob for it. */
const embedded = ({ paths }: MadeLayer): { data?: string } =>
  paths === undefined || paths.byteLength > EMBEDDED
    ? {}
    : { data: Buffer.from(paths).toString("base64") };

const manifestOf = (
  spec: LayerSpec,
  made: MadeLayer,
  { config, paths }: { readonly config: BlobSource; readonly paths: BlobSource | undefined },
): ImageManifest => ({
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config: { mediaType: OCI_CONFIG, digest: config.digest, size: config.size },
  layers: [
    {
      mediaType: made.mediaType,
      digest: made.digest,
      size: made.size,
      annotations: { [DIFF_ID]: made.diffId, [UNPACKED]: String(made.unpacked) },
    },
    ...(paths === undefined
      ? []
      : [{ mediaType: LAYER_PATHS, digest: paths.digest, size: paths.size, ...embedded(made) }]),
  ],
  annotations: { [TITLE]: spec.title },
});

const read = (manifest: ImageManifest, tag: string, store: Repository): StoredLayer => {
  const [layer] = manifest.layers;
  const diffId = layer?.annotations?.[DIFF_ID];
  if (layer === undefined || diffId === undefined) {
    throw foundProblem({
      code: "not-a-layer",
      message: `${store.name} has something else under the tag ${tag} that is reserved for a layer.`,
      hint:
        "Give the layers their own repository in dl-env.yml: store: " +
        "registry.example/team/dl-env-layers",
    });
  }
  const paths = manifest.layers.find(({ mediaType }) => mediaType === LAYER_PATHS);
  return {
    tag,
    digest: layer.digest,
    size: layer.size,
    mediaType: layer.mediaType,
    diffId,
    ...(paths === undefined ? {} : { paths: paths.digest }),
    ...(paths?.data === undefined ? {} : { pathsData: paths.data }),
  };
};

/** The layer under `<kind>-<key>`, or undefined: one request. */
export const findLayer = async (
  store: Repository,
  tag: string,
): Promise<StoredLayer | undefined> => {
  const stored = await store.manifest(tag);
  return stored === undefined ? undefined : read(parseManifest(stored, store.name), tag, store);
};

/** The blob of a layer that was made here; what is read of it is told as sent. */
const fileBlob = (
  { files }: Pick<System, "files">,
  { digest, size, file }: MadeLayer,
  tell: TellPhase | undefined,
): BlobSource => {
  let sent = 0;
  tell?.({ kind: "storing", sent: () => sent, size });
  const open = async function* (): AsyncGenerator<Uint8Array> {
    sent = 0;
    for await (const chunk of files.read(file)) {
      sent += chunk.byteLength;
      yield chunk;
    }
  };
  return { digest, size, file, open };
};

/** Whether something else than a layer lies under its tag: nobody else has such names. */
const isNoLayer = (error: unknown): boolean =>
  error instanceof DlEnvError && error.code === "not-a-layer";

/** A registry took the config together with the manifest; a link does not read it. */
const blobsOf = (
  { config, layers }: ImageManifest,
  store: Repository,
): readonly Pick<Descriptor, "digest" | "size">[] =>
  store.kind === "layout" ? [config, ...layers] : layers;

const readWhole = async (store: Repository, tag: string): Promise<StoredLayer | undefined> => {
  const stored = await store.manifest(tag);
  if (stored === undefined) return undefined;
  const manifest = parseManifest(stored, store.name);
  const layer = read(manifest, tag, store);
  const there = await Promise.all(
    blobsOf(manifest, store).map(({ digest, size }) => store.hasBlob(digest, size)),
  );
  return there.every(Boolean) ? layer : undefined;
};

/**
 * The layer under a tag with its blobs there, at their size; undefined when there is none or it is
 * damaged, so that it is to be made (again).
 */
export const findWholeLayer = async (
  store: Repository,
  tag: string,
): Promise<StoredLayer | undefined> => {
  try {
    return await readWhole(store, tag);
  } catch (error) {
    if (!isDamage(error) && !isNoLayer(error)) throw error;
    return undefined;
  }
};

/** A layer that was made here. */
interface NewLayer {
  readonly spec: LayerSpec;
  readonly made: MadeLayer;
  readonly tell?: TellPhase;
}

/** Puts a layer that was made here into the store under its tag, where it was just looked for. */
export const storeNewLayer = async (
  sys: Pick<System, "files">,
  store: Repository,
  { spec, made, tell }: NewLayer,
): Promise<StoredLayer> => {
  const tag = layerTag(spec);
  const config = inMemory(configOf(spec, made));
  const paths = made.paths === undefined ? undefined : inMemory(made.paths);
  const isNew = await store.writeBlob(fileBlob(sys, made, tell));
  // They are written after their layer, so where that was not there they are not either.
  for (const blob of [config, paths])
    if (blob !== undefined) await store.writeBlob({ ...blob, isNew });
  const manifest = manifestOf(spec, made, { config, paths });
  const bytes = jsonBytes(manifest);
  // Another machine may have been faster; what an engine builds (the system layer) is not the same
  // bytes twice, so the first one stays.
  const meanwhile =
    spec.kind === "system" || spec.kind === "run" ? await findWholeLayer(store, tag) : undefined;
  if (meanwhile !== undefined) return meanwhile;
  await store.putManifest({ bytes, mediaType: OCI_MANIFEST }, tag);
  return read(manifest, tag, store);
};

/**
 * Puts a layer that was made here into the store under its tag. A layer that is there already stays
 * and is returned instead.
 */
export const storeLayer = async (
  sys: Pick<System, "files">,
  store: Repository,
  layer: NewLayer,
): Promise<StoredLayer> =>
  (await findWholeLayer(store, layerTag(layer.spec))) ?? storeNewLayer(sys, store, layer);
