import { LABEL_PREFIX } from "../image/labels.ts";
import { isLayout } from "../registry/layout.ts";
import { isMark } from "../registry/leavingTags.ts";
import { ownTagsOf } from "../registry/ownTags.ts";
import type { System } from "../system/ports.ts";
import { memoizedWork } from "../text/memoized.ts";
import type { Repository, StoredManifest } from "../registry/repository.ts";
import { judgeProofs, type DecisionContext } from "../smoke/smokeRequirement.ts";
import { coverageOf, type CoveringImage } from "./coverage.ts";
import { currentTags, type TagAsking } from "./currentTags.ts";
import { orderOf } from "./imageOrder.ts";
import { orderReader } from "./imageOrders.ts";
import { rememberingLists, withLaterReports } from "./laterReports.ts";
import { forgetLook, LOOK_TAG } from "./lastLook.ts";
import { moveTags, type MoveContext, type Moved } from "./moveTags.ts";
import { journalTags, writeJournal, type Claim } from "./promotionJournal.ts";
import { isStandIn, keepStandInHere, readManifest } from "./publishedImage.ts";
import { readPromotions, type Promotion, type ReadPromotion } from "./readPromotions.ts";
import { settleTags } from "./settleTags.ts";
import {
  planMoves,
  readyFor,
  type Candidate,
  type Move,
  type MovePlan,
  type TagState,
  type Ties,
} from "./tagMoves.ts";
import { inPlace, type TagDigests } from "./tagsInPlace.ts";
import { planWholeMoves } from "./wholeImages.ts";

export interface PromoteOptions {
  /** Only says what would move. */
  readonly dryRun?: boolean;
  /** Default: such a tag stays. */
  readonly ties?: Ties;
  readonly sys: Pick<System, "clock" | "env">;
  /** The destination's tags, where they were listed already: one with journals has them in it. */
  readonly listed?: ReadonlySet<string> | undefined;
  /** What tags name by the journals of the last promotions; default: nothing is known. */
  readonly journaled?: TagDigests;
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

/** What moved in the end: of two moves of one tag the last. */
const lastMoves = (moved: readonly Move[], repaired: readonly Claim[]): Move[] => [
  ...new Map<string, Move>([...moved, ...repaired].map((move) => [move.tag, move])).values(),
];

/** Moves that were planned, and what stays. */
type Planned = Pick<MovePlan, "moves" | "kept">;

/** Moves tags in a layout. */
const moveLocally = async (context: MoveContext, plan: Planned): Promise<Moved> => {
  const { moved, kept } = await moveTags(context, plan.moves);
  return { moved, kept: [...plan.kept, ...kept] };
};

/** What moving in a registry needs beside the moves. */
interface RegistryMoving extends Pick<PromoteOptions, "sys" | "listed"> {
  readonly tags: ReadonlySet<string>;
  /** What still stands of a plan, by what was reported until a tag of this promotion was put. */
  readonly lookAgain: (plan: Planned, written: string) => Promise<Planned>;
}

/**
 * Moves tags in a registry, where others may do the same: what is to move is written down before,
 * and read back after. What an earlier promotion wrote down and did not end is finished.
 */
const moveInRegistry = async (
  context: MoveContext,
  plan: Planned,
  { sys, tags, listed, lookAgain }: RegistryMoving,
): Promise<Moved> => {
  const { to } = context;
  const { moves } = plan;
  if (moves.length === 0) {
    const before = listed ?? (await to.tags());
    if (journalTags(before).every(({ done }) => done)) return { moved: [], kept: plan.kept };
    return { moved: await settleTags(context, { moves, tags, sys }, before), kept: plan.kept };
  }
  // Before, so that a run that dies after it is looked for; and after, since a night may have kept
  // what it saw just before the journal was there.
  if (listed?.has(LOOK_TAG) !== false) await forgetLook(to);
  const journal = await writeJournal(to, sys, moves);
  await forgetLook(to);
  const standing = await lookAgain(plan, journal);
  const { moved, kept } = await moveTags(context, standing.moves);
  const repaired = await settleTags(context, { moves: moved, journal, tags, sys });
  return { moved: lastMoves(moved, repaired), kept: [...standing.kept, ...kept] };
};

/**
 * The promotions that are read: those with a tag that does not name the image yet. With `covered`
 * the others are what covers, so then all are.
 */
const toBeRead = async (
  to: Pick<Repository, "resolve">,
  promotions: readonly Promotion[],
  { listed, journaled = new Map() }: Pick<PromoteOptions, "listed" | "journaled">,
): Promise<readonly Promotion[]> => {
  const settled = await inPlace(to, promotions, { journaled, listed });
  const open = promotions.filter((promotion) => !settled.has(promotion));
  return open.some(({ requirement }) => requirement === "covered") ? promotions : open;
};

/** Every tag, of a destination as it is now; asked for once, when it is needed first. */
type ListTags = () => Promise<readonly string[]>;

/**
 * Each tag is asked for once while a promotion is planned. One that is not listed is not asked for
 * until right before it moves, when all are, whatever a list says.
 */
const planningAsks = async (
  to: Repository,
  { resolve, list, dryRun }: Pick<TagAsking, "resolve"> & { list: ListTags; dryRun: boolean },
): Promise<TagAsking> => {
  const asking = { resolve, isMark: (digest: string) => isMark(to, digest) };
  if (isLayout(to) || dryRun) return { ...asking, isAsked: () => true };
  const listed = new Set(await list());
  return { ...asking, isAsked: (tag) => listed.has(tag) };
};

/** Which tags move to which of the images that were read. */
type Judge = (read: readonly ReadPromotion[]) => Promise<MovePlan>;

/** Judges images by what their tags name now, which is asked for once. */
const judgeOf = (
  to: Repository,
  { current, ties }: { readonly current: ReadonlyMap<string, TagState>; readonly ties: Ties },
): Judge => {
  return (read) =>
    planWholeMoves(to, {
      candidates: asCandidates(read),
      images: new Map(read.map(({ image }) => [image.digest, image])),
      plan: (whole) => planMoves(whole, current, { local: to.local, ties }),
    });
};

/** The moves of a plan that stand after a second look at the reports of its images. */
const secondLook =
  (
    { to, before }: { readonly to: Repository; readonly before: Repository },
    { read, kept: unread }: Awaited<ReturnType<typeof readPromotions>>,
    judge: Judge,
  ): RegistryMoving["lookAgain"] =>
  async (plan, written) => {
    const moving = new Set(plan.moves.map(({ digest }) => digest));
    const later = await withLaterReports(to, read, { written, moving, before });
    if (later === undefined) return plan;
    const { moves, kept } = await judge(later.read);
    return {
      // Only what was written down before moves.
      moves: plan.moves.filter(({ tag, digest }) =>
        moves.some((move) => move.tag === tag && move.digest === digest),
      ),
      kept: [...unread, ...later.kept, ...kept],
    };
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
  options: PromoteOptions,
): Promise<Promoted> => {
  const { dryRun = false, ties = "stay" } = options;
  const resolve = memoizedWork((tag: string) => to.resolve(tag));
  const listOnce = memoizedWork((from: Repository) => from.tags());
  const list = (): Promise<readonly string[]> => listOnce(to);
  const open = await toBeRead({ resolve }, promotions, options);
  const before = rememberingLists(to);
  const { read, kept } = await readPromotions(before, open, {
    own: ownTagsOf({ tags: list }),
    trustsTags: !dryRun && !isLayout(to),
  });
  for (const { promotion, image } of read) keepStandInHere(image.labels, to, promotion.cell);
  const candidates = asCandidates(read);
  const orders = orderReader(to, candidates);
  const ready = readyFor(candidates, to);
  const asks = await planningAsks(to, { resolve, list, dryRun: dryRun || ready.length === 0 });
  const current = await currentTags(asks, ready, orders);
  const judge = judgeOf(to, { current, ties });
  const judged = await judge(read);
  const plan = { ...judged, kept: [...kept, ...judged.kept] };
  if (dryRun) return { ...plan, done: false };
  const images = new Map(read.map(({ image }) => [image.digest, image.manifest]));
  const manifestOf = async (digest: string): Promise<StoredManifest> =>
    images.get(digest) ?? readManifest(to, digest);
  const context = { to, manifestOf, orderOf: orders, ties };
  // Also of cells that have nothing to move: one of their tags may be where a killed run left it.
  const tags = new Set(promotions.flatMap(({ immutable, rolling }) => [immutable, ...rolling]));
  const lookAgain = secondLook({ to, before }, { read, kept }, judge);
  const moving = { ...options, tags, lookAgain };
  const result = isLayout(to)
    ? await moveLocally(context, plan)
    : await moveInRegistry(context, plan, moving);
  return { moves: result.moved, kept: result.kept, done: true };
};
