import { planCells, type Planned } from "../../pipeline.ts";
import { openSession, type Session } from "../../session.ts";
import { assertSamePlan } from "../handover.ts";
import { assertMay, StepFailed, type StepContext } from "../runStep.ts";
import { givenPlan, stepOptions } from "./assignment.ts";

/** Does `work`; when it fails, the step's summary still has the plan. */
export const withPlan = async <T>(
  { session, planned }: { session: Session; planned: Planned },
  work: Promise<T>,
): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw new StepFailed(error, {
      exit: 1,
      outputs: {},
      plan: planned.plan,
      request: session.request,
    });
  }
};

/** Opens the session of a step that writes to the destination, unless this run may not push there. */
export const openStep = async (
  context: StepContext,
): Promise<{ session: Session; planned: Planned }> => {
  const given = await givenPlan(context);
  const session = await openSession(context.sys, await stepOptions(context, given));
  // A folder, and a registry on this machine, are not what the rights are about.
  if (!session.to.local || !session.store.local)
    assertMay(context, "push", `write to ${session.to.name}`);
  const planned = await context.sys.log.group("Planning", () => planCells(session));
  if (given !== undefined) assertSamePlan(given.plan, planned.plan);
  return { session, planned };
};
