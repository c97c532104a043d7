import { digestsOf, putArtifact, type Artifact } from "./artifact.ts";
import { ownTag } from "./ownTags.ts";
import { addReferrers, CREATED, referrerOf, referrersOf } from "./referrers.ts";
import type { Referrer, Repository, StoredManifest } from "./repository.ts";

/** A file about an image. */
export interface AttachedFile {
  /** Its name, by which other tools write it to a folder. */
  readonly title: string;
  readonly type: string;
  readonly content: string;
}

/** Files that are attached to an image as one artifact, for other tools to find. */
export interface Attachment {
  readonly type: string;
  /** ISO date-time. */
  readonly at: string;
  readonly files: readonly AttachedFile[];
}

const artifactOf = (
  { digest, mediaType, bytes }: StoredManifest,
  { type, at, files }: Attachment,
): Artifact => ({
  type,
  files: files.map(({ content, ...file }) => ({ ...file, content: Buffer.from(content) })),
  subject: { mediaType, digest, size: bytes.byteLength },
  annotations: { [CREATED]: at },
});

/**
 * Attaches files to an image, which other tools find by the referrers of its digest. What is
 * attached already is not put again: then this is one request.
 */
export const attach = async (
  repository: Repository,
  image: StoredManifest,
  attachments: readonly Attachment[],
): Promise<void> => {
  const there = await referrersOf(repository, image.digest);
  const added: Referrer[] = [];
  // In a folder oras knows the type of nothing that index.json does not name.
  const tag =
    repository.kind === "layout" ? { tag: (digest: string) => ownTag(image.digest, digest) } : {};
  for (const attachment of attachments) {
    const artifact = artifactOf(image, attachment);
    const digests = digestsOf(artifact);
    if (there.some(({ digest }) => digests.includes(digest))) continue;
    added.push(referrerOf(await putArtifact(repository, { ...artifact, ...tag }), attachment.at));
  }
  if (added.length > 0) await addReferrers(repository, image, added);
};
