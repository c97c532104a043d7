import { t as smoke } from "./smokeCommand2.js";
import { o as readDigests, u as readSmokeShard } from "./handover.js";
import { t as proofFiles } from "./proofFiles.js";
import { n as assertMay } from "./runStep.js";
import { t as stepOutcome } from "./stepOutcome.js";
import { t as withStepRequest } from "./stepRequest.js";
// src/action/steps/smokeStep.ts
/**
* The digests that the job which linked the images handed over, of this shard where there is one;
* undefined when this step works alone.
*/
const shardDigests = async ({ sys, inputs }) => {
	const { planFolder, shard } = inputs;
	if (planFolder === void 0) return void 0;
	const digests = await readDigests(sys.files, planFolder);
	if (shard === void 0) return digests;
	const wanted = await readSmokeShard(sys.files, planFolder, shard);
	return Object.fromEntries(wanted.filter(({ cell, digest }) => digests[cell] === digest).map(({ cell, digest }) => [cell, digest]));
};
/**
* Runs probes in this shard's images, by the digests it was given. With a plan of an earlier job it
* writes nothing to the destination and hands the proofs over; alone it keeps them beside the
* images. Exit 1 when one lacks what is required, after the others were run.
*/
const smokeStep = async (context) => {
	const { sys, inputs } = context;
	if (sys.env.get("RUNNER_ENVIRONMENT") === "self-hosted") assertMay(context, "gpu", "use a self-hosted runner");
	const handsOver = inputs.planFolder !== void 0;
	const outcome = await withStepRequest(context, async (request) => {
		const digests = await shardDigests(context);
		const { permit: _writesNothing, ...reading } = request;
		return smoke(sys, {
			...handsOver ? {
				...reading,
				handsOver
			} : request,
			...digests === void 0 ? {} : { digests },
			...inputs.gpus === void 0 ? {} : { gpus: inputs.gpus }
		});
	});
	const withChecks = outcome.result.map(({ report, checks }) => {
		const { version, at, code, findings } = checks;
		return {
			...report,
			checks: {
				version,
				at,
				code,
				findings
			}
		};
	});
	const reportsRun = outcome.result.flatMap(({ ran, report }) => ran ? [report] : []);
	return stepOutcome(context, outcome, {
		reports: outcome.result.map(({ report }) => report),
		checks: outcome.result.map(({ checks }) => checks),
		...handsOver ? { files: proofFiles(reportsRun) } : {},
		outputs: {
			report: JSON.stringify(withChecks),
			changed: String(outcome.result.some(({ ran }) => ran))
		}
	});
};
export { smokeStep };
