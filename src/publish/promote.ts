import pLimit from "p-limit";
import { DlEnvError, unreachable } from "../errors/error.ts";
import { ORDER_LABEL } from "../image/labels.ts";
import type { SmokeRequirement } from "../matrix/requestValues.ts";
import { imageAnnotations } from "../registry/layoutIndex.ts";
import type { Repository } from "../registry/repository.ts";
import { judgeProofs, type DecisionContext } from "../smoke/smokeRequirement.ts";
import type { CheckReport } from "../inspect/checkReport.ts";
import type { Report } from "../smoke/smokeReport.ts";
import { coverageOf, type CoveringImage } from "./coverage.ts";
import { isStandIn, keepStandInHere, readImage, type ImageFacts } from "./publishedImage.ts";
import {
  planMoves,
  type Candidate,
  type KeptTag,
  type Move,
  type MovePlan,
  type TagState,
} from "./tagMoves.ts";
import { readProofs } from "../smoke/proofs.ts";

/** An image that is to get its tags; everything else is read from the repository. */
export interface Promotion {
  readonly cell: string;
  readonly digest: string;
  readonly immutable: string;
  /** In the order they move. */
  readonly rolling: readonly string[];
  readonly requirement: SmokeRequirement;
  readonly context: DecisionContext;
  /** What the static checks found in that image. */
  readonly checks: () => Promise<CheckReport>;
}

export interface PromoteOptions {
  /** Only says what would move. */
  readonly dryRun?: boolean;
}

export interface Promoted extends MovePlan {
  /** False after a dry run. */
  readonly done: boolean;
}

const SIDE_BY_SIDE = 8;

interface Read {
  readonly promotion: Promotion;
  readonly image: ImageFacts;
  readonly reports: readonly Report[];
  readonly checks: CheckReport;
}

/** With `covered`, the other images of this promotion that passed on a GPU are what covers. */
const contextOf = (
  { promotion, image }: Read,
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

const asCandidates = (read: readonly Read[]): Candidate[] => {
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
  read: readonly Read[],
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
      hint: "Each moved tag names a tested image. When the cause is gone, type it again; what has moved stays: dl-env promote",
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
 * What is to be judged, read from the repository. An image that cannot be read is kept and leaves
 * the others going; when none can, that is an error.
 */
const readAll = async (
  to: Repository,
  promotions: readonly Promotion[],
): Promise<{ read: readonly Read[]; unread: readonly KeptTag[] }> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const results = await Promise.allSettled(
    promotions.map((promotion) =>
      limit(async (): Promise<Read> => {
        const { digest } = promotion;
        const [image, reports, checks] = await Promise.all([
          readImage(to, digest),
          readProofs(to, digest),
          promotion.checks(),
        ]);
        return { promotion, image, reports, checks };
      }),
    ),
  );
  const read = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const unread = results.flatMap((result, at): KeptTag[] => {
    if (result.status === "fulfilled") return [];
    if (read.length === 0 || !(result.reason instanceof DlEnvError)) throw result.reason;
    const cell = promotions[at]?.cell ?? "";
    return [
      { cell, code: "not-read", message: `${cell} could not be read: ${result.reason.message}` },
    ];
  });
  return { read, unread };
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
  const { read, unread } = await readAll(to, promotions);
  for (const { promotion, image } of read) keepStandInHere(image.labels, to, promotion.cell);
  const judged = planMoves(asCandidates(read), await readCurrent(to, read), to);
  const plan = { ...judged, kept: [...unread, ...judged.kept] };
  if (options.dryRun === true) return { ...plan, done: false };
  await move(to, plan.moves, new Map(read.map(({ image }) => [image.digest, image])));
  return { ...plan, done: true };
};
