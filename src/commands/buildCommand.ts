import { exitOf } from "../errors/exitOf.ts";
import { checkProblems } from "../inspect/checkProblems.ts";
import { buildImages, type Planned } from "../pipeline.ts";
import { failedError, failedProblems } from "../plan/failedCells.ts";
import type { SmokeChoice } from "../plan/smokePolicy.ts";
import type { Built } from "../publish/builtImages.ts";
import { writeBuildState } from "../publish/buildState.ts";
import type { Session } from "../session.ts";
import type { System } from "../system/ports.ts";
import { chooseTests, type TestLimits } from "./chooseTests.ts";
import { openPlanned, type WorkRequest } from "./openPlanned.ts";
import type { Exit, OutcomeOf } from "./outcomeOf.ts";
import { requireAccepted } from "./requireAccepted.ts";
import { leftProblems, unknownProblems } from "./unfinishedProblems.ts";

export interface BuildRequest extends WorkRequest {
  /**
   * Whether this job makes only its part of the layers or images: cells that lack more wait for the
   * job that links.
   */
  readonly part?: boolean;
  /** Which images are to be tested by the jobs after this one; absent: nobody asks. */
  readonly tests?: TestLimits;
}

/** What a build did beside what it made. */
export interface BuildFigures {
  /** Layers of the plan that were in the store already. */
  readonly reused: number;
  /** milliseconds */
  readonly took: number;
}

export interface BuildOutcome extends OutcomeOf<
  "build",
  Built & BuildFigures & { readonly plan: string }
> {
  readonly planned: Planned;
  readonly request: Session["request"];
  /** The images that are to be tested. */
  readonly tests?: SmokeChoice;
}

/**
 * 1 when a cell failed or a check found something, 3 when only the outside failed, or an accepted
 * cell had to be left or one could not be judged.
 */
const exitOfBuild = ({ failed, checks }: Built, left: Built["left"], { plan }: Planned): Exit => {
  const error = failedError(failed);
  if (error !== undefined) return exitOf(error);
  if (checks.some(({ findings }) => findings.length > 0)) return 1;
  return left.length > 0 || plan.totals.unknown > 0 ? 3 : 0;
};

/** A build that works alone and made no image for a failure ends with that failure. */
const throwWhollyFailed = ({ failed, images }: Built): void => {
  const error = failedError(failed);
  if (error !== undefined && images.length === 0) throw error;
};

/**
 * Makes the layers that are missing and puts the images by digest. Exit 3 when an accepted cell had
 * to be left or one could not be judged, 1 when one failed, with the others done; throws when
 * nothing was built for a failure, unless another job handed over the plan.
 */
export const build = async (sys: System, request: BuildRequest): Promise<BuildOutcome> => {
  const began = sys.clock.now();
  const { session, planned, moved } = await openPlanned(sys, request, "making");
  const { plan } = planned;
  if (request.assignment === undefined) requireAccepted(plan, "build");
  const built = await buildImages(session, planned);
  if (request.part !== true) await writeBuildState(session, planned, built);
  if (request.assignment === undefined) throwWhollyFailed(built);
  const left = request.part === true ? [] : built.left;
  const tests =
    request.tests === undefined
      ? undefined
      : await chooseTests(session, planned, { ...request.tests, images: built.images });
  return {
    kind: "build",
    result: {
      plan: plan.id,
      ...built,
      reused: plan.layers.filter(({ state }) => state === "stored").length,
      took: sys.clock.now() - began,
    },
    planned,
    request: session.request,
    problems: [
      ...moved,
      ...failedProblems(built.failed),
      ...checkProblems(built.checks),
      ...(left.length === 0 ? [] : planned.refused),
      ...leftProblems(left),
      ...unknownProblems(plan),
    ],
    exit: moved.length > 0 ? 1 : exitOfBuild(built, left, planned),
    ...(tests === undefined ? {} : { tests }),
  };
};
