import pLimit from "p-limit";
import { unreachable } from "../errors/error.ts";
import { LIMITS } from "./answerLimits.ts";
import { artifactBlob, isOfType, putArtifact } from "./artifact.ts";
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

/**
 * What refers to a digest: by the registry's own list, and by the index under the tag, where it has
 * no list, or had none when the artifact was stored.
 */
export const referrersOf = async (
  repository: Repository,
  digest: string,
): Promise<readonly Referrer[]> => {
  const [listed = [], others] = await Promise.all([
    repository.referrers?.(digest),
    indexed(repository, digest),
  ]);
  const known = new Set(listed.map((entry) => entry.digest));
  return [...listed, ...others.filter((entry) => !known.has(entry.digest))];
};

/**
 * Where the content of a referrer lies; undefined when it is not of this type, or of another image.
 */
const contentBlob = async (
  repository: Repository,
  referrer: Referrer,
  { digest, type }: { readonly digest: string; readonly type: string },
): Promise<Pick<Descriptor, "digest" | "size"> | undefined> => {
  const stored = await repository.manifest(referrer.digest);
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

/**
 * What of a type is bound to an image's digest; none when there is none. Signatures and other
 * referrers are passed over.
 */
export const readBound = async (
  repository: Repository,
  digest: string,
  type: string,
): Promise<readonly Uint8Array[]> => {
  const found = (await referrersOf(repository, digest)).filter((entry) => isOfType(entry, type));
  if (found.length > LIMITS.referrers)
    throw tooMuch(repository, digest, `${found.length} artifacts of one type`);
  const limit = pLimit(AT_ONCE);
  const blobs = (
    await Promise.all(
      found.map((referrer) => limit(() => contentBlob(repository, referrer, { digest, type }))),
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
}

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
  { digest: subject, type, content, at }: Bound,
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
  const artifact = await putArtifact(repository, {
    type,
    content,
    subject: { mediaType, digest: image.digest, size: bytes.byteLength },
    annotations,
  });
  const { digest, size, entry } = artifact;
  await addReferrer(repository, subject, {
    mediaType: OCI_MANIFEST,
    digest,
    size,
    ...entry,
    annotations: { ...entry.annotations, ...annotations },
  });
  return digest;
};
