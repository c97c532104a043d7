import { n as smokeMatrix, t as build } from "./buildCommand.js";
import { r as notTestedNotes } from "./jobNotes.js";
import { r as handedFiles, t as BUILT_FILE } from "./handover.js";
import { t as stepOutcome } from "./stepOutcome.js";
import { t as withStepRequest } from "./stepRequest.js";
// src/action/steps/buildStep.ts
const smokeOutputs = (choice, gpu) => JSON.stringify({ include: smokeMatrix(choice).include.map((job) => ({
	...job,
	gpu
})) });
const digestsOf = (images) => JSON.stringify(Object.fromEntries(images.map(({ cell, digest }) => [cell, digest])));
const isChanged = ({ layers, images }) => layers.length > 0 || images.some(({ made }) => made);
/** What a job that makes a part of the layers or images hands to the job that links. */
const partResult = ({ inputs }, { result }) => {
	const digests = digestsOf(result.images.filter(({ made }) => made));
	return {
		outputs: {
			changed: String(isChanged(result)),
			digests
		},
		...digests === "{}" ? {} : { files: /* @__PURE__ */ new Map([[BUILT_FILE(inputs.shard ?? 0), digests]]) }
	};
};
const NO_TESTS = {
	shards: [],
	untested: []
};
/** What the job that links hands to the jobs that test and promote. */
const linkedResult = async ({ sys, inputs }, { result, request, tests = NO_TESTS }) => {
	const digests = digestsOf(result.images);
	const needsGpu = request.smoke.require !== "cpu";
	return {
		checks: result.checks,
		notes: notTestedNotes(tests),
		files: new Map([
			...inputs.planFolder === void 0 ? [] : await handedFiles(sys.files, inputs.planFolder),
			["digests.json", digests],
			["smoke.json", JSON.stringify(tests.shards)]
		]),
		outputs: {
			changed: String(isChanged(result)),
			digests,
			smoke: smokeOutputs(tests, needsGpu)
		}
	};
};
/**
* Makes layers, builds or links images, or both; after linking it says which images are to be
* tested. Exit 1 when a cell failed and 3 when one had to be left, with all outputs of the others.
*/
const buildStep = async (context) => {
	const { sys, inputs, rights } = context;
	const tests = {
		policy: inputs.smokePolicy,
		gpuMinutes: rights.gpu ? inputs.gpuMinutes : 0,
		maxJobs: inputs.maxJobs
	};
	const isPart = inputs.stage === "layers";
	const outcome = await withStepRequest(context, (request) => build(sys, {
		...request,
		...isPart ? { part: true } : { tests }
	}));
	const more = isPart ? partResult(context, outcome) : await linkedResult(context, outcome);
	return stepOutcome(context, outcome, more);
};
export { buildStep };
