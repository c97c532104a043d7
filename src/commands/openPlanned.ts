import { planCells, type Planned } from "../pipeline.ts";
import { basesOfPlan, type KnownBases } from "../plan/knownBases.ts";
import type { Plan } from "../plan/plan.ts";
import { basesBuiltOn } from "../publish/buildState.ts";
import { openSession, type Session, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { asMade, withoutMoved, type Compared, type ExpectedPlan } from "./samePlan.ts";

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

/** Whether a command makes images, or works on what was made. */
export type PlannedWork = "making" | "made";

const compared = (
  planned: Planned,
  { expected }: Pick<WorkRequest, "expected">,
  work: PlannedWork,
): Compared<Planned> => {
  if (expected === undefined) return { planned, moved: [] };
  return work === "making" ? withoutMoved(expected, planned) : asMade(expected, planned);
};

/** The bases of what was made: who tests or tags it asks for none of them. */
const madeOn = async (
  session: Session,
  { expected }: Pick<WorkRequest, "expected">,
): Promise<KnownBases | undefined> =>
  expected === undefined ? basesBuiltOn(session) : basesOfPlan(expected.cells);

/** Opens the destination and plans, as `build`, `smoke` and `promote` begin. */
export const openPlanned = async (
  sys: System,
  request: WorkRequest,
  work: PlannedWork,
): Promise<{ session: Session } & Compared<Planned>> => {
  const session = await openSession(sys, request);
  request.permit?.(session);
  const found = await sys.log.group("Planning", async () => {
    const bases = work === "made" ? await madeOn(session, request) : undefined;
    return planCells(session, {
      writes: work === "making",
      takesStricter: true,
      ...(bases === undefined ? {} : { bases }),
    });
  });
  const { planned, moved } = compared(found, request, work);
  request.onPlan?.(planned.plan, session.request);
  return { session, planned, moved };
};
