import { DlEnvError, unreachable } from "../errors/error.ts";
import { digestOf } from "./digest.ts";
import { jsonBytes, type ImageManifest } from "./manifest.ts";
import { refusalCode, refusalStatus } from "./networkFault.ts";
import {
  OCI_CONFIG,
  OCI_LAYER_GZIP,
  OCI_MANIFEST,
  type BlobSource,
  type Descriptor,
  type Referrer,
  type Repository,
} from "./repository.ts";

/** OCI's empty config: the two bytes `{}`. */
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
const EMPTY = new TextEncoder().encode("{}");
/** An image's config without an image, for registries that look into configs. */
const NO_IMAGE = jsonBytes({
  architecture: "unknown",
  os: "unknown",
  rootfs: { type: "layers", diff_ids: [] },
});

/** Where the type stands in artifacts that look like images; on the manifest and on its blob. */
const TYPE = "vnd.dl-env.type";

/** What refusals of a manifest for its types look like. */
const REFUSALS = [400, 405, 406, 415, 422];

const isTypeRefusal = (error: unknown): error is DlEnvError =>
  error instanceof DlEnvError &&
  REFUSALS.includes(refusalStatus(error) ?? 0) &&
  refusalCode(error) !== "MANIFEST_BLOB_UNKNOWN";

/** One blob under a manifest, with more fields of the manifest where it is bound to something. */
export interface Artifact {
  readonly content: Uint8Array;
  /** Of the artifact and of its one blob. */
  readonly type: string;
  readonly subject?: Pick<Descriptor, "mediaType" | "digest" | "size">;
  readonly annotations?: Readonly<Record<string, string>>;
  /** A tag, or what makes one of the artifact's digest. */
  readonly tag?: string | ((digest: string) => string);
}

interface Form {
  readonly config: Uint8Array;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/**
 * The forms of an artifact, the true one first. Some registries hold the types of artifacts and
 * configs to a list (GitLab), some those of layers too: then it looks like an image, and its type
 * is an annotation.
 */
const formsOf = ({ type, content, subject, annotations = {} }: Artifact): readonly Form[] => {
  const blob = { digest: digestOf(content), size: content.byteLength };
  const form = (
    config: { readonly bytes: Uint8Array; readonly type: string },
    layerType: string,
    rest: Readonly<Record<string, unknown>>,
  ): Form => {
    const noted = rest["artifactType"] === undefined ? { [TYPE]: type } : {};
    const all = { ...annotations, ...noted };
    return {
      config: config.bytes,
      manifest: {
        schemaVersion: 2,
        mediaType: OCI_MANIFEST,
        ...rest,
        config: {
          mediaType: config.type,
          digest: digestOf(config.bytes),
          size: config.bytes.byteLength,
        },
        layers: [
          {
            mediaType: layerType,
            ...blob,
            ...(layerType === type ? {} : { annotations: { [TYPE]: type } }),
          },
        ],
        ...(subject === undefined ? {} : { subject }),
        ...(Object.keys(all).length === 0 ? {} : { annotations: all }),
      },
    };
  };
  const plain = { bytes: NO_IMAGE, type: OCI_CONFIG };
  return [
    form({ bytes: EMPTY, type: EMPTY_TYPE }, type, { artifactType: type }),
    form(plain, type, {}),
    form(plain, OCI_LAYER_GZIP, {}),
  ];
};

const inMemory = (bytes: Uint8Array): BlobSource => ({
  digest: digestOf(bytes),
  size: bytes.byteLength,
  open: async function* () {
    yield bytes;
  },
});

const typesRefused = (repository: Repository, type: string, cause: DlEnvError): Error =>
  unreachable(
    {
      code: "types-refused",
      message:
        `${repository.name} takes no artifact of the type ${type}, neither as one nor in the ` +
        `shape of an image: ${cause.message}`,
      hint:
        "Allow this type in the registry, or use another one in dl-env.yml: " +
        "to: registry.example/team/dl-env",
    },
    { cause },
  );

/** An artifact as it was stored. */
export interface PutArtifact {
  readonly digest: string;
  readonly size: number;
  /** Of its entry in an index of referrers. */
  readonly entry: Pick<Referrer, "artifactType" | "annotations">;
}

/**
 * Stores an artifact in the first form that the repository takes. Rejects with `types-refused` when
 * there is none.
 */
export const putArtifact = async (
  repository: Repository,
  artifact: Artifact,
): Promise<PutArtifact> => {
  const { type, content, tag } = artifact;
  let refused: DlEnvError | undefined;
  await repository.writeBlob(inMemory(content));
  for (const { config, manifest } of formsOf(artifact)) {
    await repository.writeBlob(inMemory(config));
    const bytes = jsonBytes(manifest);
    try {
      const digest = await repository.putManifest(
        { bytes, mediaType: OCI_MANIFEST },
        typeof tag === "function" ? tag(digestOf(bytes)) : tag,
      );
      const typed = manifest["artifactType"] !== undefined;
      return {
        digest,
        size: bytes.byteLength,
        entry: typed ? { artifactType: type } : { annotations: { [TYPE]: type } },
      };
    } catch (error) {
      if (!isTypeRefusal(error)) throw error;
      refused ??= error;
    }
  }
  throw refused === undefined ? new TypeError("no form") : typesRefused(repository, type, refused);
};

/** Whether an entry of an index of referrers is an artifact of a type. */
export const isOfType = (
  entry: Pick<Referrer, "artifactType" | "annotations">,
  type: string,
): boolean => entry.artifactType === type || entry.annotations?.[TYPE] === type;

/** The one blob of an artifact; undefined when the manifest is not one of this type. */
export const artifactBlob = (
  { layers }: Pick<ImageManifest, "layers">,
  type: string,
): Pick<Descriptor, "digest" | "size"> | undefined => {
  const [blob] = layers;
  return blob?.mediaType === type || blob?.annotations?.[TYPE] === type ? blob : undefined;
};
