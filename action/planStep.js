import { n as layerMatrix, t as plan } from "./planCommand.js";
import { s as oldCatalogLines } from "./demoText.js";
import { a as unpublishedNote, n as notMadeNotes, t as GPU_WAIT } from "./jobNotes.js";
import { i as repositoryName, r as parseReference } from "./reference.js";
import { i as handoverFiles } from "./handover.js";
import { n as settingsOf } from "./planSettings.js";
import { r as whyOfRow } from "./runRights.js";
import { t as sessionOptions } from "./stepOptions.js";
import { t as stepOutcome } from "./stepOutcome.js";
import { hash } from "node:crypto";
// src/registry/destinationId.ts
/**
* Short name of a destination, the same however it is written: what moves tags there waits for
* others that do. A hash, because GitHub drops outputs that hold the text of a secret, such as a
* user name.
*/
const destinationId = (to) => {
	const reference = parseReference(to);
	const name = reference.kind === "layout" ? to : repositoryName(reference).toLowerCase();
	return hash("sha256", name).slice(0, 16);
};
// src/action/steps/planStep.ts
/** Layers that a job makes at the same time, at most. */
const PARALLEL = 4;
const acceptedCells = ({ cells }) => cells.filter(({ verdict }) => verdict === "accepted").map(({ cell }) => cell);
/** What is to be known before the jobs after this one begin. */
const notices = ({ rights, row }, { result, request, planned, changed = [] }) => {
	const isLocal = result.to.startsWith("oci:") && result.store.startsWith("oci:");
	if (!rights.push && !isLocal) return [unpublishedNote(result.to, row, whyOfRow(row)), ...planned.refused.map(({ message }) => message)];
	return rights.gpu && request.smoke.require !== "cpu" && changed.length > 0 ? [GPU_WAIT] : [];
};
/**
* A run that publishes nothing gets no login, so that a private registry tells it nothing. What is
* missing there stays unknown, which is no fault of a run that makes none of it.
*/
const asReadOnly = (outcome) => {
	const problems = outcome.problems.filter(({ code, message }) => !outcome.planned.refused.some((one) => one.code === code && one.message === message));
	const isFine = problems.length === 0 && outcome.result.totals.accepted > 0;
	return {
		...outcome,
		problems,
		exit: isFine ? 0 : outcome.exit
	};
};
/**
* Plans, deals what is missing out, and hands both to the jobs after this one: layers, or with
* `build: engine` whole images. Exit 3 when cells are unknown, which stops no other cell; 1 when
* not one is accepted.
*/
const planStep = async (context) => {
	const { sys, inputs, rights } = context;
	const deal = {
		maxJobs: inputs.maxJobs,
		disk: inputs.disk,
		parallel: PARALLEL
	};
	const { full } = inputs;
	const made = await plan(sys, {
		...sessionOptions(inputs),
		deal,
		full,
		writes: rights.push
	});
	const outcome = rights.push ? made : asReadOnly(made);
	const { result, request, planned } = outcome;
	const shards = outcome.shards ?? {
		shards: [],
		left: []
	};
	const isWhole = request.build === "engine";
	const told = notices(context, outcome);
	const old = oldCatalogLines(outcome.oldCatalog);
	return stepOutcome(context, outcome, {
		annotations: told.map((message) => ({
			level: "notice",
			title: "plan",
			message
		})),
		plan: result,
		request,
		notes: [
			...old.slice(0, 1),
			...told,
			...notMadeNotes(shards.left, isWhole ? "images" : "layers")
		],
		files: handoverFiles(planned, shards.shards, settingsOf(inputs)),
		outputs: {
			plan: JSON.stringify(result),
			"plan-id": result.id,
			matrix: JSON.stringify(layerMatrix(shards)),
			cells: JSON.stringify(acceptedCells(result)),
			changed: String((outcome.changed ?? []).length > 0 || outcome.retention?.isToDo === true),
			whole: String(isWhole),
			destination: destinationId(result.to),
			may: JSON.stringify(rights)
		}
	});
};
export { planStep };
