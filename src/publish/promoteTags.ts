import { unreachable } from "../errors/error.ts";
import { ORDER_LABEL } from "../image/labels.ts";
import { imageAnnotations } from "../registry/layoutIndex.ts";
import type { Repository } from "../registry/repository.ts";
import { judgeProofs, type DecisionContext } from "../smoke/smokeRequirement.ts";
import { coverageOf, type CoveringImage } from "./coverage.ts";
import { currentTags } from "./currentTags.ts";
import { isStandIn, keepStandInHere, type ImageFacts } from "./publishedImage.ts";
import { readPromotions, type Promotion, type ReadPromotion } from "./readPromotions.ts";
import { planMoves, readyFor, type Candidate, type Move, type MovePlan } from "./tagMoves.ts";
import { planWholeMoves } from "./wholeImages.ts";

export interface PromoteOptions {
  /** Only says what would move. */
  readonly dryRun?: boolean;
}

export interface Promoted extends MovePlan {
  /** False after a dry run. */
  readonly done: boolean;
}

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
      message:
        `Promotion in ${to.name} stopped at ${moves[at]?.tag ?? "the end"}: ${cause} ` +
        `Moved: ${names(moves.slice(0, at))}. Left where they were: ` +
        `${names(moves.slice(at))}.`,
      hint:
        "Each moved tag points to a tested image. Once the cause is fixed, type it " +
        "again; moved tags stay: dl-env promote",
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
  const candidates = asCandidates(read);
  const images = new Map(read.map(({ image }) => [image.digest, image]));
  const current = await currentTags(to, readyFor(candidates, to));
  const judged = await planWholeMoves(to, {
    candidates,
    images,
    plan: (whole) => planMoves(whole, current, to),
  });
  const plan = { ...judged, kept: [...kept, ...judged.kept] };
  if (options.dryRun === true) return { ...plan, done: false };
  await move(to, plan.moves, images);
  return { ...plan, done: true };
};
