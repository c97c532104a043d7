import { unlessDamaged } from "./closure.ts";
import { digestOf } from "./digest.ts";
import { ensureWritable } from "./ensureWritable.ts";
import { jsonBytes, parseManifest, readSmall } from "./manifest.ts";
import { putTagged } from "./referrers.ts";
import { OCI_MANIFEST, type Repository } from "./repository.ts";

/** OCI's empty config and empty layer: the two bytes `{}`, which `ensureWritable` puts. */
const EMPTY = { type: "application/vnd.oci.empty.v1+json", bytes: Buffer.from("{}") };

/** On a note's manifest: its text. */
const TEXT = "io.github.dl-env.note";

/** Longer texts (characters) lie in a blob: registries bound a manifest to 4 MiB. */
const LONGEST_INLINE = 64 * 1024;

/** A text about something, under a tag of its own. */
export interface Note {
  readonly tag: string;
  /** Type of the artifact. */
  readonly type: string;
  readonly text: string;
}

/**
 * Puts a text under a tag, inside a manifest: one request, where a blob would take four. What the
 * tag named before is left.
 */
export const putNote = async (repository: Repository, { tag, type, text }: Note): Promise<void> => {
  if (text.length > LONGEST_INLINE)
    return putTagged(repository, { tag, type, content: Buffer.from(text) });
  await ensureWritable(repository);
  const empty = { digest: digestOf(EMPTY.bytes), size: EMPTY.bytes.byteLength };
  const bytes = jsonBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType: type,
    config: { mediaType: EMPTY.type, ...empty },
    layers: [{ mediaType: EMPTY.type, ...empty }],
    annotations: { [TEXT]: text },
  });
  await repository.putManifest({ bytes, mediaType: OCI_MANIFEST }, tag);
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
