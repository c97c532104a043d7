import pLimit from "p-limit";
import { DlEnvError, unreachable } from "../errors/error.ts";
import { LIMITS } from "./answerLimits.ts";
import { artifactBlob, isOfType, putArtifact, type PutArtifact } from "./artifact.ts";
import { isTagOf, ownTag, type OwnTags } from "./ownTags.ts";
import { jsonBytes, parseIndex, parseManifest, readSmall, type SmallBlob } from "./manifest.ts";
import { OCI_INDEX, OCI_MANIFEST, type Referrer, type Repository } from "./repository.ts";

/** When it was made, on an artifact and on its entry in an index. */
export const CREATED = "org.opencontainers.image.created";

/** Two writers of one index may undo each other; each looks again this often. */
const ATTEMPTS = 5;
/** Artifacts that are read at the same time. */
const AT_ONCE = 8;

/**
 * Tag of the index of what refers to a digest: the fallback of the distribution specification, for
 * registries without the referrers API.
 */
export const referrersTag = (digest: string): string => digest.replace(":", "-");

/** What the index under the tag of a digest names. */
const indexed = async (repository: Repository, digest: string): Promise<readonly Referrer[]> => {
  const stored = await repository.manifest(referrersTag(digest));
  return stored === undefined
    ? []
    : (parseIndex(stored, repository.name).manifests as readonly Referrer[]);
};

/**
 * What refers to a digest: by the registry's own list, and by the index under the tag, where it has
 * no list, or had none when the artifact was stored.
 */
export const referrersOf = async (
  repository: Repository,
  digest: string,
): Promise<readonly Referrer[]> => {
  const [listed, others] = await Promise.all([
    repository.referrers?.(digest),
    indexed(repository, digest),
  ]);
  const known = new Set(listed?.map((entry) => entry.digest));
  return [...(listed ?? []), ...others.filter((entry) => !known.has(entry.digest))];
};

/**
 * Where the content of a referrer lies; undefined when it is not of this type, or of another image.
 */
const contentBlob = async (
  repository: Repository,
  reference: string,
  { digest, type }: { readonly digest: string; readonly type: string },
): Promise<SmallBlob | undefined> => {
  const stored = await repository.manifest(reference);
  if (stored === undefined) return undefined;
  const manifest = parseManifest(stored, repository.name);
  return manifest.subject?.digest === digest ? artifactBlob(manifest, type) : undefined;
};

const tooMuch = (repository: Repository, digest: string, what: string): Error =>
  unreachable({
    code: "too-large",
    message: `${repository.name} has ${what} bound to ${digest}.`,
    hint: "Tests write a few reports of some KB each; see what is there: dl-env plan --json",
  });

/** Of what type, and where artifacts have tags of their own, which there are. */
export interface BoundType {
  readonly type: string;
  readonly own?: OwnTags;
  /**
   * Whether what the registry lists by itself will do, so that the index of times when it did not
   * is not asked for; default: never.
   */
  readonly isEnough?: (contents: readonly Uint8Array[]) => boolean;
}

/** Digests of a type's artifacts. */
const ofType = (entries: readonly Referrer[], type: string): string[] =>
  entries.filter((entry) => isOfType(entry, type)).map((entry) => entry.digest);

/** The contents of a type's artifacts among some digests and tags. */
const contentsOf = async (
  repository: Repository,
  found: readonly string[],
  { digest, type }: { readonly digest: string; readonly type: string },
): Promise<readonly Uint8Array[]> => {
  if (found.length > LIMITS.referrers)
    throw tooMuch(repository, digest, `${found.length} artifacts of one type`);
  const limit = pLimit(AT_ONCE);
  const blobs = (
    await Promise.all(
      found.map((reference) => limit(() => contentBlob(repository, reference, { digest, type }))),
    )
  ).filter((blob) => blob !== undefined);
  const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
  if (bytes > LIMITS.referrerBytes) throw tooMuch(repository, digest, `${bytes} bytes of one type`);
  return Promise.all(blobs.map((blob) => limit(() => readSmall(repository, blob))));
};

/**
 * What of a type is bound to an image's digest; none when there is none. Signatures and other
 * referrers are passed over.
 */
export const readBound = async (
  repository: Repository,
  digest: string,
  { type, own, isEnough }: BoundType,
): Promise<readonly Uint8Array[]> => {
  const listed = await repository.referrers?.(digest);
  const first = ofType(listed ?? [], type);
  const contents = await contentsOf(repository, first, { digest, type });
  if (first.length > 0 && isEnough?.(contents) === true) return contents;
  const [entries, tags] = await Promise.all([
    indexed(repository, digest),
    listed === undefined ? own?.(digest) : [],
  ]);
  const known = new Set(first);
  const others = ofType(entries, type).filter((artifact) => !known.has(artifact));
  const isNamed = (tag: string): boolean => others.some((artifact) => isTagOf(tag, artifact));
  const all = [...others, ...(tags ?? []).filter((tag) => !isNamed(tag))];
  if (first.length + all.length > LIMITS.referrers)
    throw tooMuch(repository, digest, `${first.length + all.length} artifacts of one type`);
  return [...contents, ...(await contentsOf(repository, all, { digest, type }))];
};

/** Whether some are among what refers to a digest. */
const areAmong = (found: readonly Referrer[], wanted: readonly Referrer[]): boolean =>
  wanted.every(({ digest }) => found.some((other) => other.digest === digest));

/**
 * Adds artifacts, which are stored already, to what refers to a digest: where the registry does not
 * list them by itself, they are put into the index under the tag. Rejects with `proof-lost` when
 * other writers undo that all the time.
 */
export const addReferrers = async (
  repository: Repository,
  digest: string,
  referrers: readonly Referrer[],
): Promise<void> => {
  // What the registry lists by itself needs no index, and no tag that may move.
  if (areAmong((await repository.referrers?.(digest)) ?? [], referrers)) return;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const present = await indexed(repository, digest);
    if (areAmong(present, referrers)) return;
    const index = jsonBytes({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [...present, ...referrers.filter((one) => !areAmong(present, [one]))],
    });
    await repository.putManifest({ bytes: index, mediaType: OCI_INDEX }, referrersTag(digest));
  }
  if (areAmong(await indexed(repository, digest), referrers)) return;
  throw unreachable({
    code: "proof-lost",
    message:
      `${repository.name} does not keep what is bound to ${digest}: others write to its ` +
      "index all the time.",
    hint: "Try again when they are done: dl-env smoke",
  });
};

/** A stored artifact as an index of referrers names it. */
export const referrerOf = ({ digest, size, entry }: PutArtifact, at: string): Referrer => ({
  mediaType: OCI_MANIFEST,
  digest,
  size,
  ...entry,
  annotations: { ...entry.annotations, [CREATED]: at },
});

/** What is bound to an image. */
export interface Bound {
  /** Digest of the image's manifest. */
  readonly digest: string;
  /** Of the artifact and of its one blob. */
  readonly type: string;
  readonly content: Uint8Array;
  /** ISO date-time. */
  readonly at: string;
  /**
   * Whether it must be found again whoever else binds something to the same image: where the
   * registry has no list of referrers, it has a tag of its own beside the index.
   */
  readonly own?: boolean;
}

/** Whether the index has it is no question of losing what has a tag of its own. */
const addToIndex = async (
  repository: Repository,
  referrer: Referrer,
  { digest, own }: Pick<Bound, "digest" | "own">,
): Promise<void> => {
  try {
    await addReferrers(repository, digest, [referrer]);
  } catch (error) {
    const isKept = own === true && error instanceof DlEnvError && error.code === "proof-lost";
    if (!isKept) throw error;
  }
};

/** Puts content under a tag as an artifact of a type; what the tag named before is left. */
export const putTagged = async (
  repository: Repository,
  artifact: { readonly tag: string; readonly type: string; readonly content: Uint8Array },
): Promise<void> => {
  const { tag, type, content } = artifact;
  await putArtifact(repository, { tag, type, files: [{ type, content }], embeds: true });
};

/**
 * Stores content beside an image, bound to the image's digest. Returns the digest of the artifact.
 * Doing it again changes nothing.
 */
export const bind = async (
  repository: Repository,
  { digest: subject, type, content, at, own = false }: Bound,
): Promise<string> => {
  const image = await repository.manifest(subject);
  if (image === undefined)
    throw unreachable({
      code: "image-missing",
      message: `${repository.name} has no image ${subject} to bind a report to.`,
      hint: "Make it: dl-env build",
    });
  const annotations = { [CREATED]: at };
  const { mediaType, bytes } = image;
  const isTagged = own && (await repository.referrers?.(subject)) === undefined;
  const artifact = await putArtifact(repository, {
    type,
    files: [{ type, content }],
    subject: { mediaType, digest: image.digest, size: bytes.byteLength },
    annotations,
    embeds: own,
    ...(isTagged ? { tag: (artifactDigest) => ownTag(subject, artifactDigest) } : {}),
  });
  await addToIndex(repository, referrerOf(artifact, at), { digest: subject, own: isTagged });
  return artifact.digest;
};
