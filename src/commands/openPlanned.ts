import { planCells, type Planned } from "../pipeline.ts";
import type { Plan } from "../plan/plan.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { assertSamePlan, type ExpectedPlan } from "./samePlan.ts";

/** What every command that works on a plan may be asked. */
export interface WorkRequest extends SessionOptions {
  /** Called before anything is written; throws where this run may not write to these. */
  readonly permit?: (destinations: Pick<Session, "to" | "store">) => void;
  /** The plan that another job made: what is planned here must be the same. */
  readonly expected?: ExpectedPlan;
  /**
   * Gets the plan as soon as there is one, so that it can be shown although the work after it
   * fails.
   */
  readonly onPlan?: (plan: Plan, request: Session["request"]) => void;
}

/** Opens the destination and plans, as `build`, `smoke` and `promote` begin. */
export const openPlanned = async (
  sys: System,
  request: WorkRequest,
): Promise<{ session: Session; planned: Planned }> => {
  const session = await openSession(sys, request);
  request.permit?.(session);
  const planned = await sys.log.group("Planning", () => planCells(session));
  if (request.expected !== undefined) assertSamePlan(request.expected, planned.plan);
  request.onPlan?.(planned.plan, session.request);
  return { session, planned };
};
