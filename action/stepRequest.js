import { n as assertMay, t as StepFailed } from "./runStep.js";
import { i as wrongRequest } from "./error.js";
import { a as readBuilt, c as readShard, n as acceptedOf, s as readPlan } from "./handover.js";
import { n as settingsOf, r as settingsOfPlan } from "./planSettings.js";
import { t as sessionOptions } from "./stepOptions.js";
// src/action/steps/assignment.ts
/**
* The plan of an earlier job, or undefined when this step works alone. A plan-id without its folder
* is refused.
*/
const givenPlan = async ({ sys, inputs }) => {
	const { planFolder, planId } = inputs;
	if (planFolder !== void 0) return {
		plan: await readPlan(sys.files, planFolder, planId),
		folder: planFolder
	};
	if (planId === void 0) return void 0;
	throw wrongRequest({
		code: "bad-input",
		message: "The input plan-id is given without the folder of the plan.",
		hint: "Write it under `with:` as `plan-folder: ${{ runner.temp }}/dl-env-plan`"
	});
};
const assignmentOf = async ({ sys, inputs }, { plan, folder }) => {
	const common = {
		locks: `${folder}/locks`,
		cells: acceptedOf(plan)
	};
	if (inputs.command !== "build") return {
		kind: "cells",
		...common
	};
	if (inputs.stage === "link") return {
		kind: "link",
		...common,
		built: await readBuilt(sys.files, folder)
	};
	if (inputs.stage !== "layers" || inputs.shard === void 0) return {
		kind: "cells",
		...common
	};
	const { layers, cells, parallel } = await readShard(sys.files, folder, inputs.shard);
	return cells.length > 0 ? {
		kind: "whole-images",
		...common,
		images: cells
	} : {
		kind: "layers",
		...common,
		layers,
		parallel
	};
};
/**
* Session options of a step, with what of the plan it works on. Locks and settings came with the
* plan, so a step that would resolve again, or be set otherwise, is refused.
*/
const stepOptions = async (context, given) => {
	const { inputs } = context;
	const options = sessionOptions(inputs, {
		...settingsOf(inputs),
		...given?.plan.made === void 0 ? {} : settingsOfPlan(inputs, given.plan.made)
	});
	if (given !== void 0 && options.update === true) throw wrongRequest({
		code: "bad-input",
		message: "The input update is true, but this step works on a plan whose locks came with it.",
		hint: "Give it to the step that plans: `command: plan` with `update: true`"
	});
	return given === void 0 ? options : {
		...options,
		assignment: await assignmentOf(context, given)
	};
};
// src/action/steps/stepRequest.ts
/**
* Does the work of a step that writes to the destination, with the request that its inputs make:
* refused where this run may not push, on the plan that an earlier job handed over. When the work
* fails after it planned, the step's summary still has the plan.
*/
const withStepRequest = async (context, work) => {
	let planned;
	const assignment = await givenPlan(context);
	const request = {
		...await stepOptions(context, assignment),
		permit: ({ to, store }) => {
			if (!to.local || !store.local) assertMay(context, "push", `write to ${to.name}`);
		},
		onPlan: (plan, { matrix, places }) => {
			planned = {
				plan,
				request: {
					matrix,
					places
				}
			};
		},
		...assignment === void 0 ? {} : { expected: assignment.plan }
	};
	try {
		return await work(request);
	} catch (error) {
		if (planned === void 0) throw error;
		throw new StepFailed(error, {
			exit: 1,
			outputs: {},
			...planned
		});
	}
};
export { withStepRequest as t };
