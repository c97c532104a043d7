import { LABEL_PREFIX } from "../image/labels.ts";
import type { Repository, StoredManifest } from "../registry/repository.ts";
import { judgeProofs, type DecisionContext } from "../smoke/smokeRequirement.ts";
import { coverageOf, type CoveringImage } from "./coverage.ts";
import { currentTags } from "./currentTags.ts";
import { orderOf } from "./imageOrder.ts";
import { orderReader } from "./imageOrders.ts";
import { moveTags } from "./moveTags.ts";
import { isStandIn, keepStandInHere, readManifest } from "./publishedImage.ts";
import { readPromotions, type Promotion, type ReadPromotion } from "./readPromotions.ts";
import { planMoves, readyFor, type Candidate, type MovePlan, type Ties } from "./tagMoves.ts";
import { planWholeMoves } from "./wholeImages.ts";

export interface PromoteOptions {
  /** Only says what would move. */
  readonly dryRun?: boolean;
  /** Default: such a tag stays. */
  readonly ties?: Ties;
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
      order: orderOf(image),
      set: image.labels[`${LABEL_PREFIX}set`],
      standIn: isStandIn(image.labels),
      context: contextOf(one, covering),
    };
  });
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
  { dryRun = false, ties = "stay" }: PromoteOptions = {},
): Promise<Promoted> => {
  const { read, kept } = await readPromotions(to, promotions);
  for (const { promotion, image } of read) keepStandInHere(image.labels, to, promotion.cell);
  const candidates = asCandidates(read);
  const images = new Map(read.map(({ image }) => [image.digest, image]));
  const orders = orderReader(to, candidates);
  const current = await currentTags(to, readyFor(candidates, to), orders);
  const judged = await planWholeMoves(to, {
    candidates,
    images,
    plan: (whole) => planMoves(whole, current, { local: to.local, ties }),
  });
  const plan = { ...judged, kept: [...kept, ...judged.kept] };
  if (dryRun) return { ...plan, done: false };
  const manifestOf = async (digest: string): Promise<StoredManifest> =>
    images.get(digest)?.manifest ?? readManifest(to, digest);
  const result = await moveTags({ to, manifestOf, orderOf: orders, ties }, plan.moves);
  return { moves: result.moved, kept: [...plan.kept, ...result.kept], done: true };
};
