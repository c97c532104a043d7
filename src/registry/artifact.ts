import { DlEnvError, unreachable } from "../errors/error.ts";
import { digestOf } from "./digest.ts";
import { jsonBytes, type ImageManifest, type SmallBlob } from "./manifest.ts";
import { refusalCode, refusalStatus } from "./networkFault.ts";
import {
  OCI_CONFIG,
  OCI_LAYER_GZIP,
  OCI_MANIFEST,
  type BlobSource,
  type Descriptor,
  type Referrer,
  type Repository,
  type StoredManifest,
} from "./repository.ts";

/** OCI's empty config: the two bytes `{}`. */
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
const EMPTY = new TextEncoder().encode("{}");
/** An image's config without an image, for registries that look into configs. */
export const NO_IMAGE = jsonBytes({
  architecture: "unknown",
  os: "unknown",
  rootfs: { type: "layers", diff_ids: [] },
});

/** Where the type stands in artifacts that look like images; on the manifest and on its blob. */
const TYPE = "vnd.dl-env.type";
/** The digest that an artifact is bound to, where its manifest may have no subject. */
const SUBJECT = "vnd.dl-env.subject";
/** The name of a blob as a file, by which oras writes it. */
const TITLE = "org.opencontainers.image.title";

/**
 * Content up to so many bytes stands in its manifest too (`data` of OCI's descriptors), so that one
 * request reads both.
 */
const EMBEDDED = 16 * 1024;

/** What refusals of a manifest for its types look like; for want of room or of a tag is another. */
const REFUSALS = [400, 405, 406, 415, 422];

/** Whether a manifest was refused for its types. */
export const isTypeRefusal = (error: unknown): error is DlEnvError =>
  error instanceof DlEnvError &&
  error.code === "registry-refused" &&
  REFUSALS.includes(refusalStatus(error) ?? 0) &&
  refusalCode(error) !== "MANIFEST_BLOB_UNKNOWN";

/** One blob of an artifact. */
export interface ArtifactFile {
  readonly content: Uint8Array;
  readonly type: string;
  /** Name of the file that other tools write it to; absent where it is for dl-env alone. */
  readonly title?: string;
}

/** Blobs under a manifest, with more fields of the manifest where it is bound to something. */
export interface Artifact {
  readonly files: readonly ArtifactFile[];
  readonly type: string;
  readonly subject?: Pick<Descriptor, "mediaType" | "digest" | "size">;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whether the manifest may hold the content too; default false. */
  readonly embeds?: boolean;
  /** A tag, or what makes one of the artifact's digest. */
  readonly tag?: string | ((digest: string) => string);
}

interface Form {
  readonly config: Uint8Array;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** What the forms of an artifact differ in. */
interface FormTypes {
  readonly config: { readonly bytes: Uint8Array; readonly type: string };
  /** Of blobs; absent where each has its own. */
  readonly layer?: string;
  /** Whether the manifest says that it is an artifact, and of which type; else annotations do. */
  readonly isTyped: boolean;
  /** Whether the manifest says what it is bound to; else an annotation does. */
  readonly isBound: boolean;
}

const layerOf = (
  { type, content, title }: ArtifactFile,
  { layer = type, isTyped }: FormTypes,
  embeds: boolean,
): Readonly<Record<string, unknown>> => {
  const annotations = {
    ...(title === undefined ? {} : { [TITLE]: title }),
    ...(layer === type ? {} : { [TYPE]: type }),
  };
  return {
    mediaType: layer,
    digest: digestOf(content),
    size: content.byteLength,
    ...(embeds && isTyped && content.byteLength <= EMBEDDED
      ? { data: Buffer.from(content).toString("base64") }
      : {}),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
};

const formOf = (artifact: Artifact, types: FormTypes): Form => {
  const { type, files, subject, annotations = {}, embeds = false } = artifact;
  const { config, isTyped, isBound } = types;
  const all = {
    ...annotations,
    ...(isTyped ? {} : { [TYPE]: type }),
    ...(isBound || subject === undefined ? {} : { [SUBJECT]: subject.digest }),
  };
  return {
    config: config.bytes,
    manifest: {
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      ...(isTyped ? { artifactType: type } : {}),
      config: {
        mediaType: config.type,
        digest: digestOf(config.bytes),
        size: config.bytes.byteLength,
      },
      layers: files.map((file) => layerOf(file, types, embeds)),
      ...(subject === undefined || !isBound ? {} : { subject }),
      ...(Object.keys(all).length === 0 ? {} : { annotations: all }),
    },
  };
};

/**
 * The forms of an artifact, the true one first. Some registries hold the types of artifacts and
 * configs to a list (GitLab), some those of layers too: then it looks like an image, and its type
 * is an annotation. What is from before OCI 1.1 may refuse every manifest with a subject.
 */
const formsOf = (artifact: Artifact): readonly Form[] => {
  const plain = { bytes: NO_IMAGE, type: OCI_CONFIG };
  const shapes = [
    { config: { bytes: EMPTY, type: EMPTY_TYPE }, isTyped: true },
    { config: plain, isTyped: false },
    { config: plain, layer: OCI_LAYER_GZIP, isTyped: false },
  ];
  return (artifact.subject === undefined ? [true] : [true, false]).flatMap((isBound) =>
    shapes.map((types) => formOf(artifact, { ...types, isBound })),
  );
};

/** Some bytes as content to store. */
export const inMemory = (bytes: Uint8Array): BlobSource => ({
  digest: digestOf(bytes),
  size: bytes.byteLength,
  open: async function* () {
    yield bytes;
  },
});

/** The error for `what` a repository does not take. */
export const typesRefused = (repository: Repository, what: string, cause: DlEnvError): Error =>
  unreachable(
    {
      code: "types-refused",
      message: `${repository.name} takes no ${what}: ${cause.message}`,
      hint:
        "Allow this type in the registry, or use another one in dl-env.yml: " +
        "to: registry.example/team/dl-env",
    },
    { cause },
  );

/** An artifact as it was stored. */
export interface PutArtifact extends StoredManifest {
  readonly size: number;
  /** Of its entry in an index of referrers. */
  readonly entry: Pick<Referrer, "artifactType" | "annotations">;
}

/** Digests that an artifact would have in each of its forms. Pure. */
export const digestsOf = (artifact: Artifact): readonly string[] =>
  formsOf(artifact).map(({ manifest }) => digestOf(jsonBytes(manifest)));

/**
 * Stores an artifact in the first form that the repository takes. Rejects with `types-refused` when
 * there is none.
 */
export const putArtifact = async (
  repository: Repository,
  artifact: Artifact,
): Promise<PutArtifact> => {
  const { type, files, tag } = artifact;
  let refused: DlEnvError | undefined;
  for (const { content } of files) await repository.writeBlob(inMemory(content));
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
        mediaType: OCI_MANIFEST,
        bytes,
        size: bytes.byteLength,
        entry: typed ? { artifactType: type } : { annotations: { [TYPE]: type } },
      };
    } catch (error) {
      if (!isTypeRefusal(error)) throw error;
      refused ??= error;
    }
  }
  if (refused === undefined) throw new TypeError("no form");
  const what = `artifact of the type ${type}, neither as one nor in the shape of an image`;
  throw typesRefused(repository, what, refused);
};

/** Whether an entry of an index of referrers is an artifact of a type. */
export const isOfType = (
  entry: Pick<Referrer, "artifactType" | "annotations">,
  type: string,
): boolean => entry.artifactType === type || entry.annotations?.[TYPE] === type;

/** Whether a manifest is that of an artifact that is bound to a digest. */
export const isBoundTo = (
  { subject, annotations }: Pick<ImageManifest, "subject" | "annotations">,
  digest: string,
): boolean => (subject?.digest ?? annotations?.[SUBJECT]) === digest;

/** The first blob of an artifact; undefined when the manifest is not one of this type. */
export const artifactBlob = (
  { layers }: Pick<ImageManifest, "layers">,
  type: string,
): SmallBlob | undefined => {
  const [blob] = layers;
  return blob?.mediaType === type || blob?.annotations?.[TYPE] === type ? blob : undefined;
};
