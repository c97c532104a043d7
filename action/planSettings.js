import { i as wrongRequest } from "./error.js";
import { r as SMOKE_REQUIREMENTS, t as BUILD_MODES } from "./requestValues.js";
import { f as object, h as string, i as boolean, n as _enum } from "./schemas.js";
// src/action/planSettings.ts
const OVERRIDES = [
	"to",
	"engine",
	"build",
	"require"
];
/** As plan.json has them. */
const planSettings = object({
	file: string(),
	standIn: boolean(),
	to: string().optional(),
	engine: string().optional(),
	build: _enum(BUILD_MODES).optional(),
	require: _enum(SMOKE_REQUIREMENTS).optional()
}).transform((made) => made);
/** What of the inputs of a step decides its plan; absent where an input was not given. */
const settingsOf = (inputs) => ({
	file: inputs.file,
	standIn: inputs.standIn,
	...Object.fromEntries(OVERRIDES.flatMap((name) => inputs[name] === void 0 ? [] : [[name, inputs[name]]]))
});
/**
* What a job works with that was handed a plan: what the plan was made with. Throws `bad-input` for
* an input of this job that says something else; `file` and `stand-in` have a value in any job.
*/
const settingsOfPlan = (inputs, made) => {
	for (const name of OVERRIDES) {
		const given = inputs[name];
		if (given === void 0 || given === made[name]) continue;
		throw wrongRequest({
			code: "bad-input",
			message: `The input ${name} is ${JSON.stringify(given)}, but the plan was made ${made[name] === void 0 ? "without it" : `with ${JSON.stringify(made[name])}`}.`,
			hint: `Give it to the step that plans, from which the other steps take it: ${name}: ${given}`
		});
	}
	return made;
};
export { settingsOf as n, settingsOfPlan as r, planSettings as t };
