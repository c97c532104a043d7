import pLimit from "p-limit";
import { DlEnvError } from "../errors/error.ts";
import { ORDER_LABEL } from "../image/labels.ts";
import type { Repository } from "../registry/repository.ts";
import { readImage } from "./publishedImage.ts";
import type { Candidate, TagState } from "./tagMoves.ts";

const SIDE_BY_SIDE = 8;

/** Reads the order label of images; those of the candidates are known. */
const orderReader = (
  to: Repository,
  candidates: readonly Candidate[],
): ((digest: string) => Promise<string | undefined>) => {
  const orders = new Map<string, Promise<string | undefined>>(
    candidates.map(({ digest, order }) => [digest, Promise.resolve(order)]),
  );
  const read = async (digest: string): Promise<string | undefined> => {
    try {
      return (await readImage(to, digest)).labels[ORDER_LABEL];
    } catch (error) {
      // What is not one of our images (an index, say) has no order, and is replaced.
      if (error instanceof DlEnvError && error.code === "registry-nonsense") return undefined;
      throw error;
    }
  };
  return (digest) => {
    const order = orders.get(digest) ?? read(digest);
    orders.set(digest, order);
    return order;
  };
};

/**
 * What the tags of these candidates name now. Each one is asked for by itself: a list of tags may
 * be a part, or old, and a tag that it lacks would count as new.
 */
export const currentTags = async (
  to: Repository,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, TagState>> => {
  const wanted = new Set(candidates.flatMap(({ immutable, rolling }) => [immutable, ...rolling]));
  const orderOf = orderReader(to, candidates);
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
