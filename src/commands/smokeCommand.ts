import { parseGpusOrAuto, type Gpus } from "../container/gpuOption.ts";
import type { Problem } from "../errors/error.ts";
import { exitOf } from "../errors/exitOf.ts";
import { checkProblems } from "../inspect/checkProblems.ts";
import { smokeTestImages } from "../pipeline.ts";
import type { SmokeTested } from "../smoke/smokeTest.ts";
import { failedError, failedProblems } from "../plan/failedCells.ts";
import type { Session } from "../session.ts";
import type { System } from "../system/ports.ts";
import { imagesToTest, type ImageDigests } from "./imagesToTest.ts";
import { openPlanned, type WorkRequest } from "./openPlanned.ts";
import type { Exit, OutcomeOf } from "./outcomeOf.ts";

export interface SmokeRequest extends WorkRequest {
  /** `auto`, `all`, `none` or a list; absent: as `smoke.require` needs them. */
  readonly gpus?: string;
  /** The images, where another job handed them over. */
  readonly digests?: ImageDigests;
  /** Whether another job stores the proofs: this one may not write to the destination. */
  readonly handsOver?: boolean;
}

export interface SmokeOutcome extends OutcomeOf<"smoke", SmokeTested["results"]> {
  /** Images that could not be tested at all. */
  readonly failed: SmokeTested["failed"];
}

/** Images whose probes ran and did not give what is required. */
const notProven = (tested: SmokeTested["results"]): Problem[] =>
  tested
    .filter(({ ok }) => !ok)
    .map(({ image, reasons }) => ({
      code: "not-proven",
      message: `${image.cell} keeps its current tags. ${reasons.join(" ")}`,
    }));

const exitOfTests = ({ results, failed }: SmokeTested): Exit => {
  if (results.some(({ ok }) => !ok)) return 1;
  const error = failedError(failed);
  return error === undefined ? 0 : exitOf(error);
};

const neededGpus = ({ request }: Session): Gpus =>
  request.smoke.require === "cpu" ? { kind: "none" } : { kind: "all" };

/**
 * Runs the probes inside what was built and keeps the proofs. Exit 1 when an image lacks what
 * `smoke.require` asks for, with the others tested; throws when none could be tested, unless
 * another job handed over the plan.
 */
export const smoke = async (sys: System, request: SmokeRequest): Promise<SmokeOutcome> => {
  const requestedGpus =
    request.gpus === undefined ? undefined : await parseGpusOrAuto(sys, request.gpus);
  const { session, planned, moved } = await openPlanned(sys, request, "made");
  const gpus = requestedGpus ?? neededGpus(session);
  const images = await imagesToTest(session, planned, { digests: request.digests });
  const tested = await sys.log.group("Testing", () =>
    smokeTestImages(session, planned, { images, gpus, handsOver: request.handsOver === true }),
  );
  const error = failedError(tested.failed);
  if (error !== undefined && tested.results.length === 0 && request.assignment === undefined)
    throw error;
  return {
    kind: "smoke",
    result: tested.results,
    failed: tested.failed,
    problems: [
      ...moved,
      ...failedProblems(tested.failed),
      ...checkProblems(tested.results.map(({ checks }) => checks)),
      ...notProven(tested.results),
    ],
    exit: moved.length > 0 ? 1 : exitOfTests(tested),
  };
};
