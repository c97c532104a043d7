import { t as exitOf } from "./exitOf.js";
import { t as checkProblems } from "./checkProblems.js";
import { t as buildImages } from "./pipeline.js";
import { n as failedError, r as failedProblems } from "./failedCells.js";
import { i as writeBuildState } from "./buildState.js";
import { m as ownTagsOf } from "./ensureWritable.js";
import { t as compareVersions } from "./versions.js";
import { t as hasProof } from "./lookedAt.js";
import { t as openPlanned } from "./openPlanned.js";
import { t as requireAccepted } from "./requireAccepted.js";
import { n as unknownProblems, t as leftProblems } from "./unfinishedProblems.js";
// src/plan/smokePolicy.ts
/** Start, probes and removal. */
const BASE_MINUTES = 3;
/** Bytes a minute: pull and unpack at 50 MB/s. */
const BYTES_PER_MINUTE = 3e9;
/** A job is worth its queueing when it runs this long. */
const JOB_MINUTES = 30;
/** Minutes of GPU that one cell costs, rounded up. */
const minutesFor = (cell) => Math.ceil(BASE_MINUTES + (cell.lock?.download ?? 0) / BYTES_PER_MINUTE);
const byName = (a, b) => a.cell < b.cell ? -1 : 1;
const CORNER_AXES = [
	"cuda",
	"ubuntu",
	"python"
];
/**
* Of each set and flavor: for each axis the oldest and the newest cell, with the other axes at
* either end.
*/
const cornersOf = (cells) => {
	const corners = /* @__PURE__ */ new Set();
	for (const group of Map.groupBy(cells, (cell) => `${cell.set}\n${cell.flavor}`).values()) for (const axis of CORNER_AXES) {
		const others = CORNER_AXES.filter((other) => other !== axis);
		for (const [end, rest] of [
			[1, 1],
			[1, -1],
			[-1, 1],
			[-1, -1]
		]) {
			const order = (a, b) => end * compareVersions(a[axis], b[axis]) || others.reduce((sum, other) => sum || rest * compareVersions(a[other], b[other]), 0) || byName(a, b);
			const [first] = [...group].sort(order);
			if (first !== void 0) corners.add(first.cell);
		}
	}
	return corners;
};
/** Newest first: what most people pull is proven before the budget ends. */
const newestFirst = (a, b) => compareVersions(b.cell.cuda, a.cell.cuda) || compareVersions(b.cell.ubuntu, a.cell.ubuntu) || compareVersions(b.cell.python, a.cell.python) || byName(a.cell, b.cell);
const whyNot = (candidate, policy, corners) => {
	if (candidate.proven) return "proven";
	switch (policy) {
		case "changed": return candidate.changed ? void 0 : "not-changed";
		case "corners": return corners.has(candidate.cell.cell) ? void 0 : "not-a-corner";
		case "all": return;
	}
};
/** Neighbours in `chosen` share layers, so a job takes a run of them. */
const deal = (chosen, maxJobs) => {
	const total = chosen.reduce((sum, { cell }) => sum + minutesFor(cell), 0);
	const jobs = Math.min(maxJobs, 256, chosen.length, Math.max(1, Math.ceil(total / JOB_MINUTES)));
	const shards = [];
	for (let shard = 0; shard < jobs; shard += 1) {
		const these = chosen.slice(Math.floor(shard * chosen.length / jobs), Math.floor((shard + 1) * chosen.length / jobs));
		shards.push({
			shard,
			cells: these.map(({ cell, digest }) => ({
				cell: cell.cell,
				digest
			})),
			minutes: these.reduce((sum, { cell }) => sum + minutesFor(cell), 0)
		});
	}
	return shards;
};
/**
* Which cells get a GPU now, and why the others do not. Every candidate is in exactly one of both.
*/
const chooseSmoke = (candidates, limits) => {
	const corners = limits.policy === "corners" ? cornersOf(candidates.map(({ cell }) => cell)) : /* @__PURE__ */ new Set();
	const chosen = [];
	const untested = [];
	let left = limits.minutes;
	for (const candidate of [...candidates].sort(newestFirst)) {
		const need = minutesFor(candidate.cell);
		const why = whyNot(candidate, limits.policy, corners) ?? (need > left ? "over-budget" : void 0);
		if (why === void 0) {
			chosen.push(candidate);
			left -= need;
		} else untested.push({
			cell: candidate.cell.cell,
			digest: candidate.digest,
			why
		});
	}
	return {
		shards: deal(chosen, limits.maxJobs),
		untested
	};
};
/** The matrix of the smoke jobs. */
const smokeMatrix = ({ shards }) => ({ include: shards.map(({ shard, cells, minutes }) => ({
	shard,
	name: `${shard + 1} of ${shards.length}, ${cells.length} images`,
	minutes
})) });
// src/commands/chooseTests.ts
/**
* Which of these images get their probes run, and in how many jobs. A requirement of `cpu` needs no
* GPU, so it has no budget.
*/
const chooseTests = async (session, planned, { images, policy, gpuMinutes, maxJobs }) => {
	const cells = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
	const facts = {
		...session,
		own: ownTagsOf(session.to)
	};
	const candidate = async ({ cell: id, digest, made }) => {
		const cell = cells.get(id);
		if (cell === void 0) return [];
		const proven = await hasProof(facts, planned, {
			cell: id,
			digest
		});
		return [{
			cell,
			digest,
			changed: made || !proven,
			proven
		}];
	};
	const candidates = (await Promise.all(images.map(candidate))).flat();
	const onCpu = session.request.smoke.require === "cpu";
	return chooseSmoke(candidates, {
		policy: onCpu ? "all" : policy,
		minutes: onCpu ? Number.MAX_SAFE_INTEGER : gpuMinutes,
		maxJobs
	});
};
// src/commands/buildCommand.ts
/**
* 1 when a cell failed or a check found something, 3 when only the outside failed, or an accepted
* cell had to be left or one could not be judged.
*/
const exitOfBuild = ({ failed, checks }, left, { plan }) => {
	const error = failedError(failed);
	if (error !== void 0) return exitOf(error);
	if (checks.some(({ findings }) => findings.length > 0)) return 1;
	return left.length > 0 || plan.totals.unknown > 0 ? 3 : 0;
};
/** A build that works alone and made no image for a failure ends with that failure. */
const throwWhollyFailed = ({ failed, images }) => {
	const error = failedError(failed);
	if (error !== void 0 && images.length === 0) throw error;
};
/**
* Makes the layers that are missing and puts the images by digest. Exit 3 when an accepted cell had
* to be left or one could not be judged, 1 when one failed, with the others done; throws when
* nothing was built for a failure, unless another job handed over the plan.
*/
const build = async (sys, request) => {
	const began = sys.clock.now();
	const { session, planned, moved } = await openPlanned(sys, request, "making");
	const { plan } = planned;
	if (request.assignment === void 0) requireAccepted(plan, "build");
	const built = await buildImages(session, planned);
	if (request.part !== true) await writeBuildState(session, planned, built);
	if (request.assignment === void 0) throwWhollyFailed(built);
	const left = request.part === true ? [] : built.left;
	const tests = request.tests === void 0 ? void 0 : await chooseTests(session, planned, {
		...request.tests,
		images: built.images
	});
	return {
		kind: "build",
		result: {
			plan: plan.id,
			...built,
			reused: plan.layers.filter(({ state }) => state === "stored").length,
			took: sys.clock.now() - began
		},
		planned,
		request: session.request,
		problems: [
			...moved,
			...failedProblems(built.failed),
			...checkProblems(built.checks),
			...left.length === 0 ? [] : planned.refused,
			...leftProblems(left),
			...unknownProblems(plan)
		],
		exit: moved.length > 0 ? 1 : exitOfBuild(built, left, planned),
		...tests === void 0 ? {} : { tests }
	};
};
export { smokeMatrix as n, build as t };
