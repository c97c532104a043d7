import { isTypeRefusal } from "./artifact.ts";
import { unlessDamaged } from "./closure.ts";
import { digestOf } from "./digest.ts";
import { ensureWritable } from "./ensureWritable.ts";
import { jsonBytes, parseManifest, readSmall, type ImageManifest } from "./manifest.ts";
import { putTagged } from "./referrers.ts";
import { OCI_MANIFEST, type Repository } from "./repository.ts";

/** OCI's empty config and empty layer: the two bytes `{}`, which `ensureWritable` puts. */
const EMPTY = { type: "application/vnd.oci.empty.v1+json", bytes: Buffer.from("{}") };

/** On a note's manifest: its text; bytes in base64. */
const TEXT = "io.github.dl-env.note";
const CONTENT = "io.github.dl-env.content";

/** Longer texts (characters) lie in a blob: registries bound a manifest to 4 MiB. */
const LONGEST_INLINE = 64 * 1024;

/** A text about something, under a tag of its own. */
export interface Note {
  readonly tag: string;
  /** Type of the artifact. */
  readonly type: string;
  readonly text: string;
}

const inlineManifest = (
  type: string,
  annotations: Readonly<Record<string, string>>,
): Uint8Array => {
  const empty = { digest: digestOf(EMPTY.bytes), size: EMPTY.bytes.byteLength };
  return jsonBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType: type,
    config: { mediaType: EMPTY.type, ...empty },
    layers: [{ mediaType: EMPTY.type, ...empty }],
    annotations,
  });
};

/** The digest of a note that is short enough to stand inside its manifest. */
export const noteDigest = ({ type, text }: Omit<Note, "tag">): string =>
  digestOf(inlineManifest(type, { [TEXT]: text }));

const putInline = async (
  repository: Repository,
  { tag, type }: Pick<Note, "tag" | "type">,
  annotations: Readonly<Record<string, string>>,
): Promise<void> => {
  await ensureWritable(repository);
  const bytes = inlineManifest(type, annotations);
  await repository.putManifest({ bytes, mediaType: OCI_MANIFEST }, tag);
};

/**
 * Puts a text under a tag, inside a manifest: one request, where a blob would take four. What the
 * tag named before is left.
 */
export const putNote = (repository: Repository, { tag, type, text }: Note): Promise<void> =>
  text.length > LONGEST_INLINE
    ? putTagged(repository, { tag, type, content: Buffer.from(text) })
    : putInline(repository, { tag, type }, { [TEXT]: text });

/** Bytes about something, under a tag of their own. */
interface TaggedContent extends Pick<Note, "tag" | "type"> {
  readonly content: Uint8Array;
}

/**
 * Puts bytes under a tag, inside a manifest where they are few and the registry takes its types,
 * else as a blob. What the tag named before is left.
 */
export const putContent = async (repository: Repository, tagged: TaggedContent): Promise<void> => {
  const text = Buffer.from(tagged.content).toString("base64");
  if (text.length > LONGEST_INLINE) return putTagged(repository, tagged);
  try {
    await putInline(repository, tagged, { [CONTENT]: text });
  } catch (error) {
    if (!isTypeRefusal(error)) throw error;
    await putTagged(repository, tagged);
  }
};

/** The bytes that a manifest of a type holds by itself; undefined where they are a blob. */
export const inlineContent = (
  { artifactType, annotations }: Pick<ImageManifest, "artifactType" | "annotations">,
  type: string,
): Uint8Array | undefined => {
  const text = artifactType === type ? annotations?.[CONTENT] : undefined;
  return text === undefined ? undefined : Buffer.from(text, "base64");
};

const readWhole = async (
  repository: Repository,
  { tag, type }: Pick<Note, "tag" | "type">,
): Promise<string | undefined> => {
  const stored = await repository.manifest(tag);
  if (stored === undefined) return undefined;
  const { artifactType, annotations, layers } = parseManifest(stored, repository.name);
  if (artifactType !== type) return undefined;
  const inline = annotations?.[TEXT];
  if (inline !== undefined) return inline;
  const [blob] = layers;
  return blob?.mediaType === type
    ? Buffer.from(await readSmall(repository, blob)).toString("utf8")
    : undefined;
};

/**
 * The text under a tag; undefined when there is none of this type, or it is damaged. One request.
 */
export const readNote = (
  repository: Repository,
  note: Pick<Note, "tag" | "type">,
): Promise<string | undefined> => unlessDamaged(readWhole(repository, note));
