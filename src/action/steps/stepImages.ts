import type { BuiltImage } from "../../publish/built.ts";
import { imagesOf } from "../../commands/smokeCommand.ts";
import type { Planned } from "../../pipeline.ts";
import type { Session } from "../../session.ts";
import { readDigests } from "../handover.ts";
import type { StepContext } from "../runStep.ts";

/** The images to work on: by the digests that the job which linked them handed over, else those that were built here or are tagged. */
export const stepImages = async (
  { sys, inputs }: StepContext,
  session: Session,
  planned: Planned,
): Promise<BuiltImage[]> => {
  if (inputs.planFolder === undefined) return imagesOf(session, planned);
  const digests = await readDigests(sys.files, inputs.planFolder);
  return planned.plan.cells.flatMap(({ cell }) => {
    const digest = digests[cell];
    return digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }];
  });
};
