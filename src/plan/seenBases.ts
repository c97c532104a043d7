import type { TagList } from "../catalog/tagLists.ts";
import type { BaseDigests } from "../registry/baseImage.ts";
import type { PushedPage } from "../registry/pushedTags.ts";
import type { KnownBases } from "./knownBases.ts";

/** A repository of bases as it was when everything was looked at. */
export interface SeenRepository {
  /** All of its tags. */
  readonly tags: readonly string[];
  /** How many tags the page of its last pushes counted. */
  readonly count: number;
  /** The newest push on that page, which was read first; milliseconds since the epoch. */
  readonly newest: number;
  /** By tag, the bases that images were made from. */
  readonly digests: Readonly<Record<string, BaseDigests>>;
}

/** Repositories of bases by name. */
export type SeenRepositories = Readonly<Record<string, SeenRepository>>;

/** Whether each of these bases that is on the page has the digest there that was seen. */
const agree = ({ tags }: Pick<PushedPage, "tags">, digests: SeenRepository["digests"]): boolean =>
  tags.every(({ name, digest }) => {
    const seen = Object.hasOwn(digests, name) ? digests[name] : undefined;
    return seen === undefined || digest === seen.indexDigest;
  });

/**
 * Whether a repository has the tags that it had, and its bases are what they were. Read are times
 * and digests: a base that is not on the page was pushed before the oldest push on it, and that
 * must be one that was seen; as many tags as before, none of them new, are the same tags. Pure.
 */
export const isUnchanged = (
  { tags, count, newest, digests }: SeenRepository,
  page: PushedPage,
): boolean => {
  const known = new Set(tags);
  const oldest = page.tags.at(-1)?.at ?? Infinity;
  const since = page.tags.filter(({ at }) => at > newest);
  return (
    page.count === count &&
    (page.isWhole || oldest <= newest) &&
    since.every(({ name }) => known.has(name)) &&
    agree(page, digests)
  );
};

/**
 * What is kept of a repository; undefined where its page and its registry do not say the same, so
 * that the next page would say nothing of it. `page` was read before `list` and `digests`. Pure.
 */
export const seenRepository = (
  page: PushedPage,
  list: TagList,
  digests: SeenRepository["digests"],
): SeenRepository | undefined => {
  const [newest] = page.tags;
  // A mirror's list is what it has fetched.
  if (newest === undefined || list.mirror !== undefined) return undefined;
  if (!agree(page, digests) || !page.tags.every(({ name }) => list.tags.has(name)))
    return undefined;
  return { tags: [...list.tags], count: page.count, newest: newest.at, digests };
};

/** The bases that were seen, for a plan: their registry said today that they are the same. */
export const currentBases = (seen: SeenRepositories, today: string): KnownBases => ({
  isCurrent: true,
  cells: [],
  lists: new Map(
    Object.entries(seen).map(([name, { tags }]) => [name, { tags: new Set(tags), asOf: today }]),
  ),
  digests: new Map(
    Object.entries(seen).flatMap(([name, { digests }]) =>
      Object.entries(digests).map(([tag, found]) => [`${name}:${tag}`, found] as const),
    ),
  ),
});
