import pLimit from "p-limit";
import { DlEnvError, unreachable } from "../errors/error.ts";
import { LIMITS } from "./answerLimits.ts";
import { artifactBlob, isOfType, putArtifact } from "./artifact.ts";
import { isTagOf, ownTag, type OwnTags } from "./ownTags.ts";
import { jsonBytes, parseIndex, parseManifest, readSmall } from "./manifest.ts";
import {
  OCI_INDEX,
  OCI_MANIFEST,
  type Descriptor,
  type Referrer,
  type Repository,
} from "./repository.ts";

const CREATED = "org.opencontainers.image.created";

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

/** What refers to a digest, and whether the registry itself lists it. */
interface Referrers {
  readonly isListed: boolean;
  readonly entries: readonly Referrer[];
}

const readReferrers = async (repository: Repository, digest: string): Promise<Referrers> => {
  const [listed, others] = await Promise.all([
    repository.referrers?.(digest),
    indexed(repository, digest),
  ]);
  const known = new Set(listed?.map((entry) => entry.digest));
  const entries = [...(listed ?? []), ...others.filter((entry) => !known.has(entry.digest))];
  return { isListed: listed !== undefined, entries };
};

/**
 * What refers to a digest: by the registry's own list, and by the index under the tag, where it has
 * no list, or had none when the artifact was stored.
 */
export const referrersOf = async (
  repository: Repository,
  digest: string,
): Promise<readonly Referrer[]> => (await readReferrers(repository, digest)).entries;

/**
 * Where the content of a referrer lies; undefined when it is not of this type, or of another image.
 */
const contentBlob = async (
  repository: Repository,
  reference: string,
  { digest, type }: { readonly digest: string; readonly type: string },
): Promise<Pick<Descriptor, "digest" | "size"> | undefined> => {
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
}

/** Digests and tags of the artifacts of a type that are bound to a digest, each of them once. */
const boundReferences = async (
  repository: Repository,
  digest: string,
  { type, own }: BoundType,
): Promise<string[]> => {
  const { isListed, entries } = await readReferrers(repository, digest);
  const found = entries.filter((entry) => isOfType(entry, type)).map((entry) => entry.digest);
  const tags = own === undefined || isListed ? [] : await own(digest);
  return [...found, ...tags.filter((tag) => !found.some((artifact) => isTagOf(tag, artifact)))];
};

/**
 * What of a type is bound to an image's digest; none when there is none. Signatures and other
 * referrers are passed over.
 */
export const readBound = async (
  repository: Repository,
  digest: string,
  bound: BoundType,
): Promise<readonly Uint8Array[]> => {
  const { type } = bound;
  const found = await boundReferences(repository, digest, bound);
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

const addReferrer = async (
  repository: Repository,
  digest: string,
  referrer: Referrer,
): Promise<void> => {
  // What the registry lists by itself needs no index, and no tag that may move.
  const listed = await repository.referrers?.(digest);
  if (listed?.some((other) => other.digest === referrer.digest) === true) return;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const present = await indexed(repository, digest);
    if (present.some((other) => other.digest === referrer.digest)) return;
    const index = jsonBytes({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [...present, referrer],
    });
    await repository.putManifest({ bytes: index, mediaType: OCI_INDEX }, referrersTag(digest));
  }
  if ((await indexed(repository, digest)).some((other) => other.digest === referrer.digest)) return;
  throw unreachable({
    code: "proof-lost",
    message:
      `${repository.name} does not keep the report of ${digest}: others write to its ` +
      "index all the time.",
    hint: "Try again when they are done: dl-env smoke",
  });
};

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
    await addReferrer(repository, digest, referrer);
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
  await putArtifact(repository, artifact);
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
    content,
    subject: { mediaType, digest: image.digest, size: bytes.byteLength },
    annotations,
    ...(isTagged ? { tag: (artifactDigest) => ownTag(subject, artifactDigest) } : {}),
  });
  const { digest, size, entry } = artifact;
  const referrer = {
    mediaType: OCI_MANIFEST,
    digest,
    size,
    ...entry,
    annotations: { ...entry.annotations, ...annotations },
  };
  await addToIndex(repository, referrer, { digest: subject, own: isTagged });
  return digest;
};
