import { t as generate } from "./generateCommand2.js";
import { t as lock } from "./lockCommand.js";
import { t as sessionOptions } from "./stepOptions.js";
import { t as stepOutcome } from "./stepOutcome.js";
// src/action/steps/writeSteps.ts
/** Writes locks beside dl-env.yml; committing them is the caller's step. */
const lockStep = async (context) => {
	const { sys, inputs } = context;
	const outcome = await sys.log.group("Locking", () => lock(sys, sessionOptions(inputs)));
	return stepOutcome(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};
/** Writes one folder per cell into the input `out`, or into the step's own folder. */
const generateStep = async (context) => {
	const { sys, inputs, folder } = context;
	const outcome = await sys.log.group("Writing Containerfiles", () => generate(sys, {
		...sessionOptions(inputs),
		out: folder
	}));
	return stepOutcome(context, outcome, { outputs: { report: JSON.stringify(outcome.result) } });
};
export { generateStep, lockStep };
