import { t as doctor } from "./doctorCommand.js";
import { t as stepOutcome } from "./stepOutcome.js";
// src/action/steps/doctorStep.ts
/** Looks at the runner; the step fails when something keeps GPU containers from running here. */
const doctorStep = async (context) => {
	const { sys } = context;
	const outcome = await sys.log.group("Checking this runner", () => doctor(sys));
	return stepOutcome(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};
export { doctorStep };
