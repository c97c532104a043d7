import { ownTagsOf, type OwnTags } from "../registry/ownTags.ts";
import type { Repository } from "../registry/repository.ts";
import { readPromotions, type ReadPromotion } from "./readPromotions.ts";
import type { KeptTag } from "./tagMoves.ts";

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

const hasNew = async ({ promotion, reportTags }: ReadPromotion, now: OwnTags): Promise<boolean> => {
  const tags = await now(promotion.digest);
  return tags.some((tag) => !reportTags.includes(tag));
};

/**
 * The second look at the reports of images that are about to get tags, once `written`, a tag of
 * this promotion, is in the registry: those that have a new one are read again, and all of them
 * with the indexes of their reports where a list of tags may be late. Undefined when there is
 * nothing new. One request for all of them, where the list can be trusted.
 */
export const withLaterReports = async (
  to: Repository,
  read: readonly ReadPromotion[],
  { written, moving }: { readonly written: string; readonly moving: ReadonlySet<string> },
): Promise<ReadAgain | undefined> => {
  const now = await tagsNow(to, written);
  const looked = await Promise.all(
    read.map(async (one) => {
      if (!moving.has(one.promotion.digest)) return [];
      return now === undefined || (await hasNew(one, now)) ? [one] : [];
    }),
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
