import pLimit from "p-limit";
import type { OrderReader } from "./imageOrders.ts";
import type { Candidate, TagState } from "./tagMoves.ts";

const SIDE_BY_SIDE = 8;

/** How tags are asked for. */
export interface TagAsking {
  /** Digest of what a tag names; undefined when there is none. */
  readonly resolve: (tag: string) => Promise<string | undefined>;
  /** Whether a tag is asked for now, rather than right before it moves. */
  readonly isAsked: (tag: string) => boolean;
  /** Whether a digest is that of a mark, so that its tag is as good as gone. */
  readonly isMark: (digest: string) => Promise<boolean>;
}

/**
 * What the tags of these candidates name now. Each one is asked for by itself: a list of tags may
 * be a part, or old, and a tag that it lacks would count as new.
 */
export const currentTags = async (
  { resolve, isAsked, isMark }: TagAsking,
  candidates: readonly Candidate[],
  orderOf: OrderReader,
): Promise<ReadonlyMap<string, TagState>> => {
  const wanted = new Set(
    candidates.flatMap(({ immutable, rolling }) => [immutable, ...rolling]).filter(isAsked),
  );
  // Only these stay whatever a tag names.
  const immutable = new Map(candidates.map((one) => [one.immutable, one.digest]));
  const isTaken = (tag: string, digest: string): boolean =>
    (immutable.get(tag) ?? digest) !== digest;
  const limit = pLimit(SIDE_BY_SIDE);
  const entries = await Promise.all(
    [...wanted].map((tag) =>
      limit(async (): Promise<[string, TagState][]> => {
        const digest = await resolve(tag);
        if (digest === undefined || (isTaken(tag, digest) && (await isMark(digest)))) return [];
        return [[tag, { digest, order: await orderOf(digest) }]];
      }),
    ),
  );
  return new Map(entries.flat());
};
