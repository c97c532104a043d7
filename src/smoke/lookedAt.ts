import type { Catalog } from "../catalog/facts.ts";
import { checkReasons, type CheckReport } from "../inspect/checkReport.ts";
import type { InspectorFacts } from "../inspect/inspector.ts";
import type { Request } from "../matrix/request.ts";
import type { CellImage } from "../plan/cellImage.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import type { OwnTags } from "../registry/ownTags.ts";
import type { Repository } from "../registry/repository.ts";
import { decisionContext } from "./decisionContext.ts";
import { readCellProofs } from "./proofs.ts";
import type { Report } from "./smokeReport.ts";
import { judgeProofs, meets, type DecisionContext } from "./smokeRequirement.ts";

/** What a smoke test reads beside the plan, and where its images are. */
export type SmokeTestFacts = InspectorFacts & {
  readonly request: Pick<Request, "smoke">;
};

/** What came of testing one image. */
export interface SmokeTestResult {
  readonly image: CellImage;
  /** What the static checks found. */
  readonly checks: CheckReport;
  readonly report: Report;
  /** False when a proof was there already and nothing was run. */
  readonly ran: boolean;
  /** Whether tags may move to it, and if not, why. */
  readonly ok: boolean;
  readonly reasons: readonly string[];
}

/** Whether a report that meets the requirement is bound to this digest already. */
export const hasProof = async (
  {
    catalog,
    request,
    to,
    own,
  }: {
    readonly catalog: Pick<Catalog, "libraries">;
    readonly request: Pick<Request, "smoke">;
    readonly to: Repository;
    /** Where many images are looked at: see `readProofs`. */
    readonly own?: OwnTags;
  },
  inputs: Pick<PlanInputs, "judged" | "recipes">,
  { cell, digest }: CellImage,
): Promise<boolean> => {
  const context = decisionContext(catalog, inputs, cell);
  return judgeProofs(
    await readCellProofs(to, { cell, digest }, { own }),
    request.smoke.require,
    context,
  ).ok;
};

/** What is done with an image before it need be in an engine. */
export interface Looking {
  readonly inspect: (image: CellImage) => Promise<CheckReport>;
  readonly own: OwnTags;
  readonly inputs: PlanInputs;
}

/** An image that was inspected; without a report its probes are to be run. */
export interface LookedAt {
  readonly image: CellImage;
  readonly checks: CheckReport;
  readonly context: DecisionContext;
  /** A report that meets the requirement. */
  readonly earlier?: Report;
}

/** Inspects one image and reads its proofs. */
export const lookAt = async (
  { catalog, request, to }: SmokeTestFacts,
  { inputs, inspect, own }: Looking,
  image: CellImage,
): Promise<LookedAt> => {
  const { require } = request.smoke;
  const context = decisionContext(catalog, inputs, image.cell);
  const checks = await inspect(image);
  const reports = await readCellProofs(to, image, {
    own,
    isEnough: (found) => judgeProofs(found, require, context).ok,
  });
  const earlier = judgeProofs(reports, require, context).ok
    ? reports.find((report) => meets(report, require, context).ok)
    : undefined;
  return { image, checks, context, ...(earlier === undefined ? {} : { earlier }) };
};

/** What came of testing an image, from the report that was there or was made. */
export const resultOf = (
  { image, checks, context, earlier }: LookedAt,
  report: Report,
  require: Request["smoke"]["require"],
): SmokeTestResult => {
  const reasons = [...checkReasons(checks), ...meets(report, require, context).reasons];
  return { image, checks, report, ran: earlier === undefined, ok: reasons.length === 0, reasons };
};
