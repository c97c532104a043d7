import { layerTag, type LayerSpec, type MadeLayer, type StoredLayer } from "../image/recipe.ts";
import { DlEnvError, foundProblem } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { isDamage } from "../registry/closure.ts";
import type { TellPhase } from "./layerProgress.ts";
import { inMemory, NO_IMAGE } from "../registry/artifact.ts";
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
/** On the same: the list of its paths in base64, where that is short; else it is a blob. */
const PATHS = "vnd.dl-env.layer.paths";
const TITLE = "org.opencontainers.image.title";
/** Bytes of a list that stand in a manifest: registries bound that to 4 MiB. */
const EMBEDDED = 48 * 1024;

/** Where the list of a layer's paths lies. */
type PathsPlace =
  | { readonly kind: "none" }
  | { readonly kind: "inline"; readonly text: string }
  | { readonly kind: "blob"; readonly blob: BlobSource };

const placeOf = ({ paths }: Pick<MadeLayer, "paths">): PathsPlace => {
  if (paths === undefined) return { kind: "none" };
  return paths.byteLength > EMBEDDED
    ? { kind: "blob", blob: inMemory(paths) }
    : { kind: "inline", text: Buffer.from(paths).toString("base64") };
};

/** The same config for all: what is to be known of a layer stands in its manifest. */
const CONFIG = inMemory(NO_IMAGE);

const manifestOf = (spec: LayerSpec, made: MadeLayer, paths: PathsPlace): ImageManifest => ({
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config: { mediaType: OCI_CONFIG, digest: CONFIG.digest, size: CONFIG.size },
  layers: [
    {
      mediaType: made.mediaType,
      digest: made.digest,
      size: made.size,
      annotations: {
        [DIFF_ID]: made.diffId,
        [UNPACKED]: String(made.unpacked),
        ...(paths.kind === "inline" ? { [PATHS]: paths.text } : {}),
      },
    },
    ...(paths.kind === "blob"
      ? [{ mediaType: LAYER_PATHS, digest: paths.blob.digest, size: paths.blob.size }]
      : []),
  ],
  annotations: { [TITLE]: spec.title },
});

/** The list of paths as a manifest has it; before it stood in one, it was a blob in any case. */
const pathsIn = ({
  layers: [layer, ...others],
}: ImageManifest): Pick<StoredLayer, "paths" | "pathsData"> => {
  const inline = layer?.annotations?.[PATHS];
  if (inline !== undefined)
    return { paths: digestOf(Buffer.from(inline, "base64")), pathsData: inline };
  const blob = others.find(({ mediaType }) => mediaType === LAYER_PATHS);
  if (blob === undefined) return {};
  return { paths: blob.digest, ...(blob.data === undefined ? {} : { pathsData: blob.data }) };
};

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
  return {
    tag,
    digest: layer.digest,
    size: layer.size,
    mediaType: layer.mediaType,
    diffId,
    ...pathsIn(manifest),
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
  /** Whether the store was empty when this run began to write to it; default false. */
  readonly isStoreNew?: boolean;
}

/** Puts a layer that was made here into the store under its tag, where it was just looked for. */
export const storeNewLayer = async (
  sys: Pick<System, "files">,
  store: Repository,
  { spec, made, tell, isStoreNew = false }: NewLayer,
): Promise<StoredLayer> => {
  const tag = layerTag(spec);
  // It is looked for however small: a run that was killed may have left it without its tag.
  const isNew = await store.writeBlob({ ...fileBlob(sys, made, tell), isNew: isStoreNew });
  const paths = placeOf(made);
  // It is written after its layer, so where that was not there it is not either.
  if (paths.kind === "blob") await store.writeBlob({ ...paths.blob, isNew });
  await store.writeBlob({ ...CONFIG, isNew: isStoreNew });
  const manifest = manifestOf(spec, made, paths);
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
