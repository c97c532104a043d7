import type { WorkRequest } from "../../commands/openPlanned.ts";
import { assertMay, StepFailed, type StepContext } from "../runStep.ts";
import { givenPlan, stepOptions } from "./assignment.ts";

/**
 * Does the work of a step that writes to the destination, with the request that its inputs make:
 * refused where this run may not push, on the plan that an earlier job handed over. When the work
 * fails after it planned, the step's summary still has the plan.
 */
export const withStepRequest = async <T>(
  context: StepContext,
  work: (request: WorkRequest) => Promise<T>,
): Promise<T> => {
  let planned: Pick<ConstructorParameters<typeof StepFailed>[1], "plan" | "request"> | undefined;
  const assignment = await givenPlan(context);
  const request: WorkRequest = {
    ...(await stepOptions(context, assignment)),
    // A folder, and a registry on this machine, are not what the rights are about.
    permit: ({ to, store }) => {
      if (!to.local || !store.local) assertMay(context, "push", `write to ${to.name}`);
    },
    onPlan: (plan, { matrix, places }) => {
      planned = { plan, request: { matrix, places } };
    },
    ...(assignment === undefined ? {} : { expected: assignment.plan }),
  };
  try {
    return await work(request);
  } catch (error) {
    if (planned === undefined) throw error;
    throw new StepFailed(error, { exit: 1, outputs: {}, ...planned });
  }
};
