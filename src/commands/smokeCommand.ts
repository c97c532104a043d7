import { planCells, smokeTestImages, type Planned } from "../pipeline.ts";
import type { SmokeTested } from "../smoke/smokeTest.ts";
import { failedError } from "../plan/failedCells.ts";
import { builtBefore } from "../publish/buildState.ts";
import { foundProblem, unreachable } from "../errors/error.ts";
import type { BuiltImage } from "../publish/built.ts";
import { parseGpusOrAuto } from "../container/gpus.ts";
import { errorText } from "../errors/errorText.ts";
import { exitOf } from "../errors/exitOf.ts";
import { smokeText } from "../report/smokeText.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import type { CommandResult } from "./outcome.ts";

/** The images of the plan that are in the destination; rejects with `nothing-built` when there is none. */
export const imagesOf = async (session: Session, { plan }: Planned): Promise<BuiltImage[]> => {
  const images = await builtBefore(session, plan);
  if (images.length > 0) return images;
  if (plan.cells.some(({ verdict, state }) => verdict === "accepted" && state === "unknown")) {
    throw unreachable({
      code: "destination-unknown",
      message: `What is in ${session.to.name} could not be asked, or the bases could not be read.`,
      hint: "The warnings above say which; then: dl-env plan",
    });
  }
  throw foundProblem({
    code: "nothing-built",
    message: "None of the plan's images was built yet.",
    hint: "Build them first: dl-env build",
  });
};

/** What the probes said, and which images could not be tested, for people. */
export const testedText = ({ results, failed }: SmokeTested): string => {
  const error = failedError(failed);
  return [smokeText(results), ...(error === undefined ? [] : [errorText(error, false)])]
    .filter((text) => text !== "")
    .join("\n");
};

const exitOfTested = ({ results, failed }: SmokeTested): 0 | 1 | 2 | 3 => {
  if (results.some(({ ok }) => !ok)) return 1;
  const error = failedError(failed);
  return error === undefined ? 0 : exitOf(error);
};

/** Runs the probes inside what was built and keeps the proofs. Exit 1 when an image lacks what `smoke.require` asks for; throws when none could be tested. */
export const smoke = async (
  sys: System,
  options: SessionOptions & { readonly gpus: string },
): Promise<CommandResult> => {
  const gpus = await parseGpusOrAuto(sys, options.gpus);
  const session = await openSession(sys, options);
  const planned = await planCells(session);
  const images = await imagesOf(session, planned);
  const tested = await sys.log.group("Testing", () =>
    smokeTestImages(session, planned, { images, gpus }),
  );
  const error = failedError(tested.failed);
  if (error !== undefined && tested.results.length === 0) throw error;
  return { text: testedText(tested), json: tested.results, exit: exitOfTested(tested) };
};
