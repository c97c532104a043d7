import { DlEnvError, unreachable } from "../errors/error.ts";
import {
  digestsOf,
  isTypeRefusal,
  putArtifact,
  typesRefused,
  type Artifact,
  type PutArtifact,
} from "./artifact.ts";
import { ownTag } from "./ownTags.ts";
import { jsonBytes, parseIndex } from "./manifest.ts";
import {
  OCI_INDEX,
  OCI_MANIFEST,
  type Referrer,
  type Repository,
  type StoredManifest,
} from "./repository.ts";

/** When it was made, on an artifact and on its entry in an index. */
export const CREATED = "org.opencontainers.image.created";

/** Two writers of one index may undo each other; each looks again this often. */
const ATTEMPTS = 5;

/**
 * Tag of the index of what refers to a digest: the fallback of the distribution specification, for
 * registries without the referrers API.
 */
export const referrersTag = (digest: string): string => digest.replace(":", "-");

/** What the index under the tag of a digest names. */
export const indexed = async (
  repository: Repository,
  digest: string,
): Promise<readonly Referrer[]> => {
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

/** Whether some are among what refers to a digest. */
const areAmong = (found: readonly Referrer[], wanted: readonly Referrer[]): boolean =>
  wanted.every(({ digest }) => found.some((other) => other.digest === digest));

const putIndex = async (repository: Repository, bytes: Uint8Array, tag: string): Promise<void> => {
  try {
    await repository.putManifest({ bytes, mediaType: OCI_INDEX }, tag);
  } catch (error) {
    if (!isTypeRefusal(error)) throw error;
    throw typesRefused(
      repository,
      `index of the type ${OCI_INDEX}, by which reports are found`,
      error,
    );
  }
};

/** Whether the registry lists all of these by itself. */
const isListed = async (
  repository: Repository,
  digest: string,
  referrers: readonly Referrer[],
): Promise<boolean> => areAmong((await repository.referrers?.(digest)) ?? [], referrers);

/**
 * Adds artifacts, which are stored already, to what refers to a digest: where the registry does not
 * list them by itself, they are put into the index under the tag. `read` is what that named a
 * moment ago; returned is what it names now. Rejects with `proof-lost` when other writers undo that
 * all the time.
 */
export const addReferrers = async (
  repository: Repository,
  { digest, read }: { readonly digest: string; readonly read?: readonly Referrer[] },
  referrers: readonly Referrer[],
): Promise<readonly Referrer[]> => {
  // What the registry lists by itself needs no index, and no tag that may move.
  if (await isListed(repository, digest, referrers)) return read ?? [];
  let present = read ?? (await indexed(repository, digest));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (areAmong(present, referrers)) return present;
    const index = jsonBytes({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [...present, ...referrers.filter((one) => !areAmong(present, [one]))],
    });
    await putIndex(repository, index, referrersTag(digest));
    present = await indexed(repository, digest);
  }
  if (areAmong(present, referrers)) return present;
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
   * registry does not list it by itself, it has a tag of its own beside the index.
   */
  readonly own?: boolean;
  /** The image's manifest, where it was put just now and need not be read. */
  readonly image?: StoredManifest;
}

/** Whether the index has it is no question of losing what has a tag of its own. */
const addToIndex = async (
  repository: Repository,
  referrer: Referrer,
  { digest, own }: Pick<Bound, "digest" | "own">,
): Promise<void> => {
  try {
    await addReferrers(repository, { digest }, [referrer]);
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

/** The artifact that some content is when it is bound to an image. */
export const artifactOf = (
  { mediaType, digest, bytes }: StoredManifest,
  { type, content, at, own = false }: Bound,
): Artifact => ({
  type,
  files: [{ type, content }],
  subject: { mediaType, digest, size: bytes.byteLength },
  annotations: { [CREATED]: at },
  embeds: own,
});

/** Digests that an artifact has when it is bound to this image, in each of its forms. Pure. */
export const boundDigests = (image: StoredManifest, bound: Bound): readonly string[] =>
  digestsOf(artifactOf(image, bound));

/**
 * Stores content beside an image, bound to the image's digest. Returns the digest of the artifact.
 * Doing it again changes nothing.
 */
export const bind = async (repository: Repository, bound: Bound): Promise<string> => {
  const { digest: subject, at, own = false } = bound;
  const image = bound.image ?? (await repository.manifest(subject));
  if (image === undefined)
    throw unreachable({
      code: "image-missing",
      message: `${repository.name} has no image ${subject} to bind a report to.`,
      hint: "Make it: dl-env build",
    });
  const made = artifactOf(image, bound);
  const tagged = { ...made, tag: (digest: string) => ownTag(subject, digest) };
  const hasList = (await repository.referrers?.(subject)) !== undefined;
  const artifact = await putArtifact(repository, own && !hasList ? tagged : made);
  const referrer = referrerOf(artifact, at);
  if (hasList && (await isListed(repository, subject, [referrer]))) return artifact.digest;
  if (own && hasList) await putArtifact(repository, tagged);
  await addToIndex(repository, referrer, { digest: subject, own });
  return artifact.digest;
};
