import type { JobAssignment } from "../../plan/jobAssignment.ts";
import type { SessionOptions } from "../../session.ts";
import { wrongRequest } from "../../errors/error.ts";
import { acceptedOf, readBuilt, readPlan, readShard, type HandedPlan } from "../handover.ts";
import { settingsOf, settingsOfPlan } from "../planSettings.ts";
import type { StepContext } from "../runStep.ts";
import { sessionOptions } from "./stepOptions.ts";

export interface GivenPlan {
  readonly plan: HandedPlan;
  readonly folder: string;
}

/**
 * The plan of an earlier job, or undefined when this step works alone. A plan-id without its folder
 * is refused.
 */
export const givenPlan = async ({ sys, inputs }: StepContext): Promise<GivenPlan | undefined> => {
  const { planFolder, planId } = inputs;
  if (planFolder !== undefined)
    return { plan: await readPlan(sys.files, planFolder, planId), folder: planFolder };
  if (planId === undefined) return undefined;
  throw wrongRequest({
    code: "bad-input",
    message: "The input plan-id is given without the folder of the plan.",
    hint: "Write it under `with:` as `plan-folder: ${{ runner.temp }}/dl-env-plan`",
  });
};

const assignmentOf = async (
  { sys, inputs }: StepContext,
  { plan, folder }: GivenPlan,
): Promise<JobAssignment> => {
  const common = { locks: `${folder}/locks`, cells: acceptedOf(plan) };
  if (inputs.command !== "build") return { kind: "cells", ...common };
  if (inputs.stage === "link")
    return { kind: "link", ...common, built: await readBuilt(sys.files, folder) };
  if (inputs.stage !== "layers" || inputs.shard === undefined) return { kind: "cells", ...common };
  const { layers, cells, parallel } = await readShard(sys.files, folder, inputs.shard);
  return cells.length > 0
    ? { kind: "whole-images", ...common, images: cells }
    : { kind: "layers", ...common, layers, parallel };
};

/**
 * Session options of a step, with what of the plan it works on. Locks and settings came with the
 * plan, so a step that would resolve again, or be set otherwise, is refused.
 */
export const stepOptions = async (
  context: StepContext,
  given: GivenPlan | undefined,
): Promise<SessionOptions> => {
  const { inputs } = context;
  const options = sessionOptions(inputs, {
    ...settingsOf(inputs),
    ...(given?.plan.made === undefined ? {} : settingsOfPlan(inputs, given.plan.made)),
  });
  if (given !== undefined && options.update === true) {
    throw wrongRequest({
      code: "bad-input",
      message: "The input update is true, but this step works on a plan whose locks came with it.",
      hint: "Give it to the step that plans: `command: plan` with `update: true`",
    });
  }
  return given === undefined
    ? options
    : { ...options, assignment: await assignmentOf(context, given) };
};
