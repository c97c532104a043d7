import type { InspectedImage } from "../inspect/inspector.ts";
import type { CheckReport } from "../inspect/checkReport.ts";
import type { CellImage } from "../plan/cellImage.ts";
import { immutableTag } from "../plan/makePlan.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { memoized } from "../text/memoized.ts";
import { decisionContext } from "../smoke/decisionContext.ts";
import { readLocalImage } from "../smoke/localImages.ts";
import type { SmokeTestFacts } from "../smoke/lookedAt.ts";
import { expectedLabels } from "./imageIdentity.ts";
import type { Ties } from "./tagMoves.ts";
import { promote, type Promoted } from "./promoteTags.ts";
import type { TagDigests } from "./tagsInPlace.ts";
import type { Promotion } from "./readPromotions.ts";

export interface PromoteImagesOptions {
  readonly images: readonly CellImage[];
  /** Only says what would move. */
  readonly dryRun: boolean;
  /** Default: such a tag stays. */
  readonly ties?: Ties;
  /** What tags name by the journals of the last promotions. */
  readonly journaled?: TagDigests;
}

/** Loaded when the first image is inspected: of those that were linked here it is known. */
const lazyInspector = (
  facts: SmokeTestFacts,
  planned: PlanInputs,
): ((image: InspectedImage) => Promise<CheckReport>) => {
  const load = memoized(async (inputs: PlanInputs) => {
    const { inspector } = await import("../inspect/inspector.ts");
    return inspector(facts, inputs);
  });
  return async (image) => (await load(planned))(image);
};

/**
 * Moves tags to the images in which the checks find nothing and that have the proof they need:
 * immutable ones, rolling ones, `latest`.
 */
export const promoteImages = (
  facts: SmokeTestFacts,
  planned: PlanInputs & {
    readonly plan: Plan;
    /** Tags of the destination; undefined when it could not be queried. */
    readonly imageTags?: ReadonlySet<string> | undefined;
  },
  { images, dryRun, ties = "stay", journaled = new Map() }: PromoteImagesOptions,
): Promise<Promoted> => {
  const { sys, catalog, request, to } = facts;
  const inspect = lazyInspector(facts, planned);
  const promotions = images.map((image): Promotion => {
    const { cell, digest } = image;
    const found = planned.plan.cells.find((one) => one.cell === cell);
    const [immutable = "", ...rolling] = found?.tags ?? [];
    const now = planned.recipes.get(cell);
    // The image may be made from a base that has been pushed again since.
    const recipe = now !== undefined && immutableTag(now) === immutable ? now : undefined;
    return {
      cell,
      digest,
      immutable,
      rolling,
      labels: expectedLabels(found ?? { cell }, recipe),
      requirement: request.smoke.require,
      context: decisionContext(catalog, planned, cell),
      checks: () => inspect(image),
      local: () => readLocalImage(facts, image),
    };
  });
  return promote(to, promotions, { sys, dryRun, ties, listed: planned.imageTags, journaled });
};
