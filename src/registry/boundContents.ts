import pLimit from "p-limit";
import { unreachable } from "../errors/error.ts";
import { LIMITS } from "./answerLimits.ts";
import { artifactBlob, isBoundTo, isOfType } from "./artifact.ts";
import { parseManifest, readSmall, type SmallBlob } from "./manifest.ts";
import { isTagOf, type OwnTags } from "./ownTags.ts";
import { indexed } from "./referrers.ts";
import type { Referrer, Repository } from "./repository.ts";

/** Artifacts that are read at the same time. */
const AT_ONCE = 8;

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
  return isBoundTo(manifest, digest) ? artifactBlob(manifest, type) : undefined;
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
  /**
   * Whether artifacts with tags of their own may be enough as well. For who looks again before
   * anything is done: a list of tags may lack what the index has. Default false.
   */
  readonly trustsTags?: boolean;
  /** Contents that are known already, by their artifacts' digests. */
  readonly known?: ReadonlyMap<string, Uint8Array> | undefined;
}

/** Digests of a type's artifacts. */
const ofType = (entries: readonly Referrer[], type: string): string[] =>
  entries.filter((entry) => isOfType(entry, type)).map((entry) => entry.digest);

/** What is known of an artifact that is named by its digest or by its own tag. */
const knownContent = (
  known: ReadonlyMap<string, Uint8Array>,
  reference: string,
): Uint8Array | undefined =>
  known.get(reference) ?? [...known].find(([artifact]) => isTagOf(reference, artifact))?.[1];

/** The contents of a type's artifacts among some digests and tags. */
const contentsOf = async (
  repository: Repository,
  all: readonly string[],
  {
    digest,
    type,
    known = new Map(),
  }: { readonly digest: string } & Pick<BoundType, "type" | "known">,
): Promise<readonly Uint8Array[]> => {
  if (all.length > LIMITS.referrers)
    throw tooMuch(repository, digest, `${all.length} artifacts of one type`);
  const limit = pLimit(AT_ONCE);
  const before = all.flatMap((reference) => knownContent(known, reference) ?? []);
  const found = all.filter((reference) => knownContent(known, reference) === undefined);
  const blobs = (
    await Promise.all(
      found.map((reference) => limit(() => contentBlob(repository, reference, { digest, type }))),
    )
  ).filter((blob) => blob !== undefined);
  const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
  if (bytes > LIMITS.referrerBytes) throw tooMuch(repository, digest, `${bytes} bytes of one type`);
  const read = await Promise.all(blobs.map((blob) => limit(() => readSmall(repository, blob))));
  return [...before, ...read];
};

/**
 * What of a type is bound to an image's digest; none when there is none. Signatures and other
 * referrers are passed over.
 */
export const readBound = async (
  repository: Repository,
  digest: string,
  { type, own, isEnough, trustsTags = false, known }: BoundType,
): Promise<readonly Uint8Array[]> => {
  const wanted = { digest, type, known };
  const listed = await repository.referrers?.(digest);
  const ownTags = async (): Promise<readonly string[]> => (await own?.(digest)) ?? [];
  const tags = listed === undefined ? await ownTags() : [];
  const first = [...ofType(listed ?? [], type), ...(trustsTags ? tags : [])];
  const contents = await contentsOf(repository, first, wanted);
  if (first.length > 0 && isEnough?.(contents) === true) return contents;
  const isRead = (artifact: string): boolean =>
    first.some((reference) => reference === artifact || isTagOf(reference, artifact));
  const others = ofType(await indexed(repository, digest), type).filter((one) => !isRead(one));
  // A registry may list some types alone: what it did not list when it was stored has a tag.
  const isNamed = (tag: string): boolean =>
    [...first, ...others].some((reference) => reference === tag || isTagOf(tag, reference));
  const all = [...others, ...(await ownTags()).filter((tag) => !isNamed(tag))];
  if (first.length + all.length > LIMITS.referrers)
    throw tooMuch(repository, digest, `${first.length + all.length} artifacts of one type`);
  return [...contents, ...(await contentsOf(repository, all, wanted))];
};
