import { doctor } from "../../commands/doctorCommand.ts";
import type { StepCommand } from "../runStep.ts";
import { stepOutcome } from "./stepOutcome.ts";

/** Looks at the runner; the step fails when something keeps GPU containers from running here. */
export const doctorStep: StepCommand = async (context) => {
  const { sys } = context;
  const outcome = await sys.log.group("Checking this runner", () => doctor(sys));
  return stepOutcome(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};
