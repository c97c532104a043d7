import pLimit from "p-limit";
import type { CheckReport } from "../inspect/checkReport.ts";
import type { SmokeRequirement } from "../matrix/requestValues.ts";
import { failedCells, failedError, isNotTried } from "../plan/failedCells.ts";
import type { Repository } from "../registry/repository.ts";
import type { OwnTags } from "../registry/ownTags.ts";
import { readCellProofs } from "../smoke/proofs.ts";
import type { LocalImage } from "../smoke/localImages.ts";
import type { Report } from "../smoke/smokeReport.ts";
import { judgeProofs, type DecisionContext } from "../smoke/smokeRequirement.ts";
import { labelDifference, recipeDifference } from "./imageIdentity.ts";
import { imageFacts, readImage, type ImageFacts } from "./publishedImage.ts";
import type { KeptTag } from "./tagMoves.ts";

/** An image that is to get its tags; everything else is read from the repository. */
export interface Promotion {
  readonly cell: string;
  readonly digest: string;
  readonly immutable: string;
  /** In the order they move. */
  readonly rolling: readonly string[];
  /**
   * What the plan says of the cell's image: one with other labels is not it, whoever named its
   * digest.
   */
  readonly labels: Readonly<Record<string, string>>;
  readonly requirement: SmokeRequirement;
  readonly context: DecisionContext;
  /** What the static checks found in that image. */
  readonly checks: () => Promise<CheckReport>;
  /** What this host put there of the image, which is not read back; default: nothing is known. */
  readonly local?: () => Promise<LocalImage | undefined>;
}

/** What is known of an image that is to be judged. */
export interface ReadPromotion {
  readonly promotion: Promotion;
  readonly image: ImageFacts;
  /** Of what ran in these very layers, the newest first. */
  readonly reports: readonly Report[];
  readonly checks: CheckReport;
  /** Tags of its reports, where those were read by a list of tags; else empty. */
  readonly reportTags: readonly string[];
}

/** How reports are found. */
export interface ProofAccess {
  /** By a list of tags. */
  readonly own: OwnTags;
  /**
   * Whether reports in the list may be enough: for who looks again before a tag moves. Else the
   * index of referrers is read too, since a list may be late.
   */
  readonly trustsTags: boolean;
}

const SIDE_BY_SIDE = 8;

const wrongImage = ({ cell, digest }: Promotion, why: string): KeptTag => ({
  cell,
  code: "wrong-image",
  message: `${digest} is not the image of ${cell}: ${why}.`,
});

const ranThese = ({ diffIds }: Report, { layers }: ImageFacts): boolean =>
  diffIds === undefined ||
  (diffIds.length === layers.length &&
    layers.every(({ diffId }, index) => diffId === diffIds[index]));

/**
 * Compared with the plan before anything is judged: checks of an image as another cell's would be
 * stored beside it.
 */
const readOne = async (
  to: Repository,
  promotion: Promotion,
  { own, trustsTags }: ProofAccess,
): Promise<{ read: ReadPromotion } | { kept: KeptTag }> => {
  const { cell, digest, labels, requirement, context } = promotion;
  const local = await promotion.local?.();
  const image = local === undefined ? await readImage(to, digest) : imageFacts(local, to.name);
  const difference =
    labelDifference(image.labels, labels) ?? recipeDifference(image.recipe, promotion.immutable);
  if (difference !== undefined) return { kept: wrongImage(promotion, difference) };
  const ofImage = (reports: readonly Report[]): readonly Report[] =>
    reports.filter((report) => ranThese(report, image));
  const isEnough = (reports: readonly Report[]): boolean =>
    judgeProofs(ofImage(reports), requirement, context).ok;
  const [reports, checks] = await Promise.all([
    readCellProofs(to, promotion, { own, isEnough, trustsTags, known: local?.reports }),
    local?.checks ?? promotion.checks(),
  ]);
  if (checks.cell !== cell || checks.digest !== digest)
    return {
      kept: wrongImage(promotion, `what was checked is ${checks.cell}, ${checks.digest}`),
    };
  return {
    read: {
      promotion,
      image,
      reports: ofImage(reports),
      checks,
      reportTags: trustsTags ? await own(digest) : [],
    },
  };
};

/**
 * What is to be judged, read from the repository. An image that cannot be read, or that is not the
 * cell's, is kept and leaves the others going; when none can be read, that is an error.
 */
export const readPromotions = async (
  to: Repository,
  promotions: readonly Promotion[],
  access: ProofAccess,
): Promise<{ read: readonly ReadPromotion[]; kept: readonly KeptTag[] }> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const results = await Promise.allSettled(
    promotions.map((promotion) => limit(() => readOne(to, promotion, access))),
  );
  const answered = results.flatMap((result) =>
    result.status === "fulfilled" ? [result.value] : [],
  );
  const failed = results.flatMap((result, at) =>
    result.status === "fulfilled" ? [] : failedCells([promotions[at]?.cell ?? ""], result.reason),
  );
  const error = answered.length === 0 ? failedError(failed) : undefined;
  if (error !== undefined) throw error;
  const unread = failed.map(({ cell, problem: { code, message } }): KeptTag => ({
    cell,
    code: isNotTried(code) ? "not-tried" : "not-read",
    message: isNotTried(code) ? message : `${cell} could not be read: ${message}`,
  }));
  return {
    read: answered.flatMap((one) => ("read" in one ? [one.read] : [])),
    kept: [...unread, ...answered.flatMap((one) => ("kept" in one ? [one.kept] : []))],
  };
};
