import pLimit from "p-limit";
import { DlEnvError, unreachable } from "../errors/error.ts";
import { ORDER_LABEL } from "../image/labels.ts";
import { imageAnnotations } from "../registry/layoutIndex.ts";
import type { Repository } from "../registry/repository.ts";
import { judgeProofs, type DecisionContext } from "../smoke/smokeRequirement.ts";
import { coverageOf, type CoveringImage } from "./coverage.ts";
import { isStandIn, keepStandInHere, readImage, type ImageFacts } from "./publishedImage.ts";
import { readPromotions, type Promotion, type ReadPromotion } from "./readPromotions.ts";
import { planMoves, type Candidate, type Move, type MovePlan, type TagState } from "./tagMoves.ts";

export interface PromoteOptions {
  /** Only says what would move. */
  readonly dryRun?: boolean;
}

export interface Promoted extends MovePlan {
  /** False after a dry run. */
  readonly done: boolean;
}

const SIDE_BY_SIDE = 8;

/** With `covered`, the other images of this promotion that passed on a GPU are what covers. */
const contextOf = (
  { promotion, image }: ReadPromotion,
  covering: readonly CoveringImage[],
): DecisionContext => {
  if (promotion.requirement !== "covered" || promotion.context.coverage !== undefined)
    return promotion.context;
  return {
    ...promotion.context,
    coverage: coverageOf(
      image,
      covering.filter(({ cell }) => cell !== promotion.cell),
    ),
  };
};

const asCandidates = (read: readonly ReadPromotion[]): Candidate[] => {
  const covering = read
    .filter(({ reports, promotion }) => judgeProofs(reports, "gpu", promotion.context).ok)
    .map(({ promotion, image }) => ({ cell: promotion.cell, image }));
  return read.map((one) => {
    const { promotion, image, reports, checks } = one;
    const { cell, digest, immutable, rolling, requirement } = promotion;
    return {
      cell,
      digest,
      immutable,
      rolling,
      requirement,
      reports,
      checks,
      order: image.labels[ORDER_LABEL],
      standIn: isStandIn(image.labels),
      context: contextOf(one, covering),
    };
  });
};

/**
 * What the tags in question name now, with the order label of each image that is not itself a
 * candidate.
 */
const readCurrent = async (
  to: Repository,
  read: readonly ReadPromotion[],
): Promise<Map<string, TagState>> => {
  const wanted = new Set(
    read.flatMap(({ promotion }) => [promotion.immutable, ...promotion.rolling]),
  );
  const there = (await to.tags()).filter((tag) => wanted.has(tag));
  const limit = pLimit(SIDE_BY_SIDE);
  const orders = new Map<string, Promise<string | undefined>>(
    read.map(({ image }) => [image.digest, Promise.resolve(image.labels[ORDER_LABEL])]),
  );
  const orderOf = (digest: string): Promise<string | undefined> => {
    // What is no image of ours (an index, say) has no order, and gives way.
    const order =
      orders.get(digest) ??
      readImage(to, digest).then(
        ({ labels }) => labels[ORDER_LABEL],
        (error: unknown) => {
          if (error instanceof DlEnvError && error.code === "registry-nonsense") return undefined;
          throw error;
        },
      );
    orders.set(digest, order);
    return order;
  };
  const entries = await Promise.all(
    there.map((tag) =>
      limit(async (): Promise<[string, TagState] | undefined> => {
        const digest = await to.resolve(tag);
        return digest === undefined ? undefined : [tag, { digest, order: await orderOf(digest) }];
      }),
    ),
  );
  return new Map(entries.filter((entry) => entry !== undefined));
};

const names = (moves: readonly Move[]): string =>
  moves.length === 0 ? "none" : moves.map(({ tag }) => tag).join(", ");

/** The error for the move at which a promotion stopped. */
const stopped = (
  to: Repository,
  { moves, at }: { readonly moves: readonly Move[]; readonly at: number },
  error: unknown,
): Error => {
  const cause = error instanceof Error ? error.message : String(error);
  return unreachable(
    {
      code: "promotion-stopped",
      message: `Promotion in ${to.name} stopped at ${moves[at]?.tag ?? "the end"}: ${cause} Moved: ${names(moves.slice(0, at))}. Left where they were: ${names(moves.slice(at))}.`,
      hint: "Each moved tag points to a tested image. Once the cause is fixed, type it again; moved tags stay: dl-env promote",
    },
    { cause: error },
  );
};

/**
 * Moves one after the other, so that after a failure it is known what moved: the same manifest
 * bytes, PUT by tag.
 */
const move = async (
  to: Repository,
  moves: readonly Move[],
  images: ReadonlyMap<string, ImageFacts>,
): Promise<void> => {
  for (const [at, { tag, digest }] of moves.entries()) {
    try {
      const image = images.get(digest);
      if (image !== undefined) await to.putManifest(image.manifest, tag, imageAnnotations(tag));
    } catch (error) {
      throw stopped(to, { moves, at }, error);
    }
  }
};

/**
 * Moves tags to tested digests: immutable tags, then rolling ones, `latest` last. Everything is
 * read and judged before the first tag moves. What lacks its proof stays (`kept` says why); rejects
 * with `stand-in` before anything moves, with `promotion-stopped` when the repository refuses
 * half-way.
 */
export const promote = async (
  to: Repository,
  promotions: readonly Promotion[],
  options: PromoteOptions = {},
): Promise<Promoted> => {
  const { read, kept } = await readPromotions(to, promotions);
  for (const { promotion, image } of read) keepStandInHere(image.labels, to, promotion.cell);
  const judged = planMoves(asCandidates(read), await readCurrent(to, read), to);
  const plan = { ...judged, kept: [...kept, ...judged.kept] };
  if (options.dryRun === true) return { ...plan, done: false };
  await move(to, plan.moves, new Map(read.map(({ image }) => [image.digest, image])));
  return { ...plan, done: true };
};
