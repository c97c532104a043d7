import pLimit from "p-limit";
import type { Repository } from "../registry/repository.ts";
import type { OrderReader } from "./imageOrders.ts";
import type { Candidate, TagState } from "./tagMoves.ts";

const SIDE_BY_SIDE = 8;

/**
 * What the tags of these candidates name now. Each one is asked for by itself: a list of tags may
 * be a part, or old, and a tag that it lacks would count as new.
 */
export const currentTags = async (
  to: Repository,
  candidates: readonly Candidate[],
  orderOf: OrderReader,
): Promise<ReadonlyMap<string, TagState>> => {
  const wanted = new Set(candidates.flatMap(({ immutable, rolling }) => [immutable, ...rolling]));
  const limit = pLimit(SIDE_BY_SIDE);
  const entries = await Promise.all(
    [...wanted].map((tag) =>
      limit(async (): Promise<[string, TagState][]> => {
        const digest = await to.resolve(tag);
        return digest === undefined ? [] : [[tag, { digest, order: await orderOf(digest) }]];
      }),
    ),
  );
  return new Map(entries.flat());
};
