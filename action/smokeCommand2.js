import { a as parseGpusOrAuto } from "./gpuOption.js";
import { t as exitOf } from "./exitOf.js";
import { t as checkProblems } from "./checkProblems.js";
import { a as smokeTestImages } from "./pipeline.js";
import { n as failedError, r as failedProblems } from "./failedCells.js";
import { t as imagesToTest } from "./imagesToTest.js";
import { t as openPlanned } from "./openPlanned.js";
// src/commands/smokeCommand.ts
/** Images whose probes ran and did not give what is required. */
const notProven = (tested) => tested.filter(({ ok }) => !ok).map(({ image, reasons }) => ({
	code: "not-proven",
	message: `${image.cell} keeps its current tags. ${reasons.join(" ")}`
}));
const exitOfTests = ({ results, failed }) => {
	if (results.some(({ ok }) => !ok)) return 1;
	const error = failedError(failed);
	return error === void 0 ? 0 : exitOf(error);
};
const neededGpus = ({ request }) => request.smoke.require === "cpu" ? { kind: "none" } : { kind: "all" };
/**
* Runs the probes inside what was built and keeps the proofs. Exit 1 when an image lacks what
* `smoke.require` asks for, with the others tested; throws when none could be tested, unless
* another job handed over the plan.
*/
const smoke = async (sys, request) => {
	const requestedGpus = request.gpus === void 0 ? void 0 : await parseGpusOrAuto(sys, request.gpus);
	const { session, planned, moved } = await openPlanned(sys, request, "made");
	const gpus = requestedGpus ?? neededGpus(session);
	const images = await imagesToTest(session, planned, { digests: request.digests });
	const tested = await sys.log.group("Testing", () => smokeTestImages(session, planned, {
		images,
		gpus,
		handsOver: request.handsOver === true
	}));
	const error = failedError(tested.failed);
	if (error !== void 0 && tested.results.length === 0 && request.assignment === void 0) throw error;
	return {
		kind: "smoke",
		result: tested.results,
		failed: tested.failed,
		problems: [
			...moved,
			...failedProblems(tested.failed),
			...checkProblems(tested.results.map(({ checks }) => checks)),
			...notProven(tested.results)
		],
		exit: moved.length > 0 ? 1 : exitOfTests(tested)
	};
};
export { smoke as t };
