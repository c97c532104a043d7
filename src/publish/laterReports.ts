import pLimit from "p-limit";
import { ownTagsOf, type OwnTags } from "../registry/ownTags.ts";
import type { Repository } from "../registry/repository.ts";
import { memoizedWork } from "../text/memoized.ts";
import { readPromotions, type ReadPromotion } from "./readPromotions.ts";
import type { KeptTag } from "./tagMoves.ts";

const SIDE_BY_SIDE = 8;

/** Images as they were judged, and those that became unreadable since. */
export interface ReadAgain {
  readonly read: readonly ReadPromotion[];
  readonly kept: readonly KeptTag[];
}

/**
 * The tags of reports as they are now; undefined where that is not known. A list is of now when it
 * has what was written a moment ago, and is of one time when one answer has all of it.
 */
const tagsNow = async (to: Repository, written: string): Promise<OwnTags | undefined> => {
  const tags = await to.tagsAtOnce?.();
  return tags?.includes(written) === true ? ownTagsOf({ tags: async () => tags }) : undefined;
};

/** A destination whose lists of what is bound to a digest stay as they were first read. */
export const rememberingLists = (to: Repository): Repository => ({
  ...to,
  referrers: memoizedWork(async (digest: string) => to.referrers?.(digest)),
});

/** What the second look compares with, and which images it is about. */
interface SecondLook {
  /** A tag of this promotion that was put before. */
  readonly written: string;
  readonly moving: ReadonlySet<string>;
  /** The destination as it was when the images were judged. */
  readonly before: Pick<Repository, "referrers">;
}

/** Whether the registry lists something by itself that it did not list before. */
const listsNew = async (
  to: Repository,
  digest: string,
  before: Pick<Repository, "referrers">,
): Promise<boolean> => {
  const listed = await before.referrers?.(digest);
  const now = listed === undefined ? undefined : await to.referrers?.(digest);
  return (now ?? []).some((entry) => listed?.every((other) => other.digest !== entry.digest));
};

const hasNewTag = async (
  { promotion, reportTags }: ReadPromotion,
  now: OwnTags,
): Promise<boolean> => {
  const tags = await now(promotion.digest);
  return tags.some((tag) => !reportTags.includes(tag));
};

/**
 * The second look at the reports of images that are about to get tags, once `written`, a tag of
 * this promotion, is in the registry: those that have a new one are read again, and all of them
 * with the indexes of their reports where a list of tags may be late. Undefined when there is
 * nothing new. One request for all of them, where the list can be trusted; one more for each where
 * the registry lists reports by itself.
 */
export const withLaterReports = async (
  to: Repository,
  read: readonly ReadPromotion[],
  { written, moving, before }: SecondLook,
): Promise<ReadAgain | undefined> => {
  const now = await tagsNow(to, written);
  const limit = pLimit(SIDE_BY_SIDE);
  const isChanged = async (one: ReadPromotion): Promise<boolean> =>
    now === undefined || (await hasNewTag(one, now)) || listsNew(to, one.promotion.digest, before);
  const looked = await Promise.all(
    read
      .filter(({ promotion }) => moving.has(promotion.digest))
      .map((one) => limit(async () => ((await isChanged(one)) ? [one] : []))),
  );
  const changed = looked.flat();
  if (changed.length === 0) return undefined;
  const access = { own: now ?? ownTagsOf(to), trustsTags: false };
  const again = await readPromotions(
    to,
    changed.map(({ promotion }) => promotion),
    access,
  );
  return {
    read: [...read.filter((one) => !changed.includes(one)), ...again.read],
    kept: again.kept,
  };
};
