import { doctor as look } from "../../commands/doctorCommand.ts";
import type { StepCommand } from "../runStep.ts";

/** Looks at the runner; the step fails when something keeps GPU containers from running here. */
export const doctor: StepCommand = async ({ sys }) => {
  const { text, json, exit } = await sys.log.group("Looking at this runner", () => look(sys));
  sys.log.info(text);
  return { exit, outputs: { report: JSON.stringify(json) } };
};
