import { n as settingsOf } from "./planSettings.js";
// src/action/steps/stepOptions.ts
/**
* Answers that runs keep for each other count for half a day: the runs of one day agree, and each
* night asks again.
*/
const ANSWER_MAX_AGE_MS = 432e5;
/**
* The inputs that every command which reads dl-env.yml knows; absent where they were not given.
* `settings` decide its plan.
*/
const sessionOptions = (inputs, settings = settingsOf(inputs)) => ({
	offline: inputs.offline,
	update: inputs.update,
	answerMaxAgeMs: ANSWER_MAX_AGE_MS,
	...settings,
	...inputs.cells.length === 0 ? {} : { cells: inputs.cells }
});
export { sessionOptions as t };
