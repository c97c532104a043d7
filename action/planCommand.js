import { l as oldCatalog, n as openSession } from "./session.js";
import { i as wrongRequest } from "./error.js";
import { r as planCells } from "./pipeline.js";
import { t as exitOfPlan } from "./incomplete.js";
import { t as hardwareOf } from "./hardware.js";
import { a as minorOf, i as majorOf } from "./versions.js";
import { n as librariesOf } from "./libraryRelease.js";
import { s as pLimit } from "./networkFault.js";
import { n as journaledTags, t as inPlace } from "./tagsInPlace.js";
import { n as builtNotTagged } from "./buildState.js";
import { i as unfinishedMoves, n as openLook, r as watchedCells } from "./lastLook2.js";
import { t as outsideCells } from "./outsideCells.js";
import { n as unknownProblems } from "./unfinishedProblems.js";
// src/plan/shardPacking.ts
/** A job is worth its start-up (about a minute) when it works for this long. */
const JOB_SECONDS = 600;
/** The longest first, ties by tag, so that the same plan gives the same shards on every machine. */
const longestFirst = (a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1);
const total = (tasks) => tasks.reduce((sum, task) => sum + task.cost, 0);
/** Jobs that are worth their start-up for this work. */
const jobsFor = (tasks, most) => Math.min(most, tasks.length, Math.max(1, Math.ceil(total(tasks) / JOB_SECONDS)));
const put = (job, task) => {
	job.tasks.push(task);
	job.cost += task.cost;
	job.disk += task.disk;
};
const leastBusy = (jobs) => jobs.reduce((best, job) => best === void 0 || job.cost < best.cost ? job : best, void 0);
/**
* Puts each task (longest first) into the least busy job that has room; into a new job when none
* has, while there may be more. Returns what found none.
*/
const pack = (tasks, jobs, { most, hasRoom }) => {
	const atFirst = jobsFor(tasks, most);
	while (jobs.length < atFirst) jobs.push({
		tasks: [],
		cost: 0,
		disk: 0
	});
	return tasks.filter((task) => {
		const job = leastBusy(jobs.filter((candidate) => hasRoom(candidate, task)));
		if (job !== void 0) put(job, task);
		else if (jobs.length < most) {
			const added = {
				tasks: [],
				cost: 0,
				disk: 0
			};
			jobs.push(added);
			put(added, task);
		} else return true;
		return false;
	});
};
/** Bytes at the worst moment with `parallel` of these at a time. */
const peakDisk = (tasks, parallel) => tasks.map((task) => task.disk).sort((a, b) => b - a).slice(0, parallel).reduce((sum, disk) => sum + disk, 0);
/** Bytes of the bases that an engine pulled, which stay. */
const engineDisk = (job) => job.tasks.filter(({ engine }) => engine).reduce((sum, task) => sum + task.disk, 0);
/**
* Deals tasks out to jobs; those that need an engine have jobs of their own while there may be more
* than one.
*/
const packJobs = (tasks, limits) => {
	const most = Math.max(1, Math.min(limits.maxJobs, 256));
	const system = tasks.filter(({ engine }) => engine);
	const wheels = tasks.filter(({ engine }) => !engine);
	const withEngine = [];
	const alone = most === 1;
	const engineJobs = alone || wheels.length === 0 ? most : most - 1;
	const left = pack(system, withEngine, {
		most: engineJobs,
		hasRoom: (job, task) => job.disk + task.disk <= limits.disk
	});
	const withoutEngine = alone ? withEngine : [];
	const wheelJobs = alone ? most : most - withEngine.length;
	const leftWheels = pack(wheels, withoutEngine, {
		most: wheelJobs,
		hasRoom: (job, task) => engineDisk(job) + task.disk <= limits.disk
	});
	return {
		jobs: alone ? withEngine : [...withEngine, ...withoutEngine],
		left: [...left, ...leftWheels]
	};
};
// src/plan/shardTasks.ts
/**
* Bytes a second from the index to the store: fetch, 35 MB/s of tar and gzip on one core, upload.
*/
const WHEEL_SPEED = 15e6;
/** A whole image: its base is pulled, apt runs, wheels are installed, and all of it is packed. */
const WHOLE_SECONDS = 330;
/** apt in a builder. */
const SYSTEM_SECONDS = 180;
const GB = 1e9;
/**
* Disk of a base, compressed and unpacked: 3.2 times the compressed sizes of nvidia/cuda 13.3
* (devel 3.5 GB, cudnn-runtime 1.85 GB).
*/
const BASE_DISK = [
	[/devel/, 12.5 * GB],
	[/cudnn/, 6 * GB],
	[/runtime/, 5 * GB]
];
const PLAIN_BASE_DISK = 1 * GB;
const flavorDisk = (flavor) => BASE_DISK.find(([pattern]) => pattern.test(flavor))?.[1] ?? PLAIN_BASE_DISK;
/** A layer. */
const layerTask = ({ layer: id, kind, download, cells }, cellsById) => {
	if (kind !== "system") return {
		id,
		engine: false,
		download,
		cost: 2 + download / WHEEL_SPEED,
		disk: download * 5
	};
	return {
		id,
		engine: true,
		download,
		cost: SYSTEM_SECONDS,
		disk: flavorDisk(cellsById.get(cells[0] ?? "")?.flavor ?? "base")
	};
};
/** A whole image: its base, and its wheels as they were fetched, installed and packed. */
const cellTask = ({ cell: id, flavor, lock }) => {
	const download = lock?.download ?? 0;
	return {
		id,
		engine: true,
		download,
		cost: WHOLE_SECONDS + download / WHEEL_SPEED,
		disk: flavorDisk(flavor) + download * 4
	};
};
// src/plan/layerShards.ts
const asShard = (job, shard, { parallel: most, disk, of }) => {
	const others = job.tasks.filter(({ engine }) => !engine);
	let parallel = most;
	while (parallel > 1 && engineDisk(job) + peakDisk(others, parallel) > disk) parallel -= 1;
	const ids = job.tasks.map(({ id }) => id).sort();
	return {
		shard,
		layers: of === "layers" ? ids : [],
		cells: of === "cells" ? ids : [],
		engine: others.length < job.tasks.length,
		parallel,
		download: job.tasks.reduce((sum, { download }) => sum + download, 0),
		disk: engineDisk(job) + peakDisk(others, parallel)
	};
};
const dealOut = (all, limits, of) => {
	const tasks = [...all].sort(longestFirst);
	const { jobs, left } = packJobs(tasks.filter((task) => task.disk <= limits.disk), limits);
	const shards = jobs.filter((job) => job.tasks.length > 0).map((job, index) => asShard(job, index, {
		...limits,
		of
	}));
	const tooLarge = tasks.filter((task) => task.disk > limits.disk);
	const because = (why) => (task) => ({
		what: task.id,
		why,
		disk: task.disk
	});
	return {
		shards,
		left: [...tooLarge.map(because("too-large")), ...left.map(because("no-job-left"))]
	};
};
/**
* Deals the plan's missing layers out to jobs by size and disk: every missing layer is in exactly
* one shard or in `left`; what the store could not be queried about is in neither. Layers that need
* an engine have jobs of their own, so that the others need none. Deterministic.
*/
const shardLayers = (plan, limits) => {
	const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
	return dealOut(plan.layers.filter(({ state, kind }) => state === "missing" && kind !== "run").map((layer) => layerTask(layer, cells)), limits, "layers");
};
/**
* The same for `build: engine`, where an image is built whole: every accepted cell without its
* image is in exactly one shard or in `left`.
*/
const shardCells = (plan, limits) => dealOut(plan.cells.filter(({ state }) => state === "missing" || state === "layers").map(cellTask), limits, "cells");
const workName = ({ layers, cells, engine }) => cells.length > 0 ? `${cells.length} whole with an engine` : `${layers.length} ${engine ? "with an engine" : "by uv"}`;
/**
* The matrix of the jobs. It names shards and not what they make, so that its size does not grow
* with the plan.
*/
const layerMatrix = ({ shards }) => ({ include: shards.map((one) => ({
	shard: one.shard,
	name: `${one.shard + 1} of ${shards.length}, ${workName(one)}`,
	engine: one.engine,
	parallel: one.parallel
})) });
// src/verdict/notes.ts
const ended = (cell, catalog) => librariesOf(cell, catalog).flatMap((library) => library.ended === void 0 ? [] : [{
	code: "library-ended",
	message: library.ended.message,
	source: library.ended.source
}]);
/** CUDA x.y of a lock's wheels; undefined when none of them brings a CUDA runtime. */
const wheelCuda = (lock, cuda, catalog) => {
	const runtime = catalog.wheels[majorOf(cuda)]?.runtime;
	const version = lock.wheels.find((wheel) => wheel.name === runtime)?.version;
	return version === void 0 ? void 0 : minorOf(version);
};
const older = (cell, lock, catalog) => {
	const found = wheelCuda(lock, cell.cuda, catalog);
	if (found === void 0 || found === minorOf(cell.cuda)) return [];
	return [{
		code: "wheels-of-older-cuda",
		message: `The base is CUDA ${minorOf(cell.cuda)}, its wheels are built for CUDA ${found}.`,
		source: catalog.wheels[majorOf(cell.cuda)]?.source ?? "matrix/cuda.yml"
	}];
};
const cards = (hardware, catalog) => {
	const limits = Object.entries(hardware.limitedBy).filter(([, libraries]) => libraries.length > 0);
	return [...Map.groupBy(limits, ([, libraries]) => libraries.join(", "))].map(([libraries, found]) => ({
		code: "gpu-limited",
		message: `No code for compute capability ${found.map(([capability]) => capability).join(", ")} in ${libraries}, which other libraries of the set have.`,
		source: hardware.code.find((code) => libraries.includes(code.library))?.source ?? catalog.drivers.source
	}));
};
const unmeasured = (hardware) => hardware.unmeasured.length === 0 ? [] : [{
	code: "not-measured",
	message: `It has not been measured which GPUs ${hardware.unmeasured.join(", ")} has code for.`,
	source: "matrix/libraries"
}];
/** Says of a cell without a GPU library that a proof from a GPU asks nothing more of it. */
const requirementNotes = (cell, require, { libraries }) => require === "cpu" || cell.libraries.some((name) => libraries.get(name)?.gpu === true) ? [] : [{
	code: "nothing-for-gpu",
	message: `smoke.require is ${require}, and no library of this set uses a GPU: its probes run on the CPU, and its tags move without a GPU having been seen.`,
	source: "matrix/libraries"
}];
/** Notes on an accepted cell, from its lock and hardware. */
const notesOn = ({ cell, lock }, hardware, catalog) => [
	...ended(cell, catalog),
	...older(cell, lock, catalog),
	...cards(hardware, catalog),
	...unmeasured(hardware)
];
// src/publish/cellsBehind.ts
const SIDE_BY_SIDE = 16;
/**
* Cells whose image is there while one of their other tags names another image, as after a commit
* that takes back an earlier one. By the journals of the last promotions, else by a HEAD of each
* tag.
*/
const cellsBehind = async ({ to, sys, listed }, cells) => {
	const journaled = await journaledTags(to, sys, listed);
	const limit = pLimit(SIDE_BY_SIDE);
	const linked = cells.filter(({ state }) => state === "linked");
	const images = await Promise.all(linked.map(({ cell, tags: [immutable = "", ...rolling] }) => limit(async () => {
		return {
			cell,
			immutable,
			rolling,
			digest: journaled.get(immutable) ?? await to.resolve(immutable) ?? ""
		};
	})));
	const settled = await inPlace(to, images, {
		journaled,
		listed
	});
	return images.filter((image) => !settled.has(image)).map(({ cell }) => cell);
};
// src/commands/planCommand.ts
/** The cells that the jobs after a plan have something to do for. */
const changedOf = async (session, { plan: { cells }, imageTags }) => {
	if (imageTags === void 0) return [];
	const unfinished = await unfinishedMoves(session, imageTags);
	const places = {
		to: session.to,
		sys: session.sys,
		listed: imageTags
	};
	const behind = /* @__PURE__ */ new Set([...unfinished.map(({ cell }) => cell), ...await cellsBehind(places, cells)]);
	return watchedCells({ cells }, imageTags, behind).changed;
};
const notesOf = ({ cell, verdict }, locks, { catalog, request }) => {
	const lock = verdict.kind === "accepted" ? locks.get(verdict.lock) : void 0;
	if (lock === void 0) return [];
	return [
		...verdict.kind === "accepted" ? verdict.notes ?? [] : [],
		...notesOn({
			cell,
			lock
		}, hardwareOf({
			cell,
			lock
		}, catalog), catalog),
		...requirementNotes(cell, request.smoke.require, catalog)
	];
};
/** The plan, which also says where the proof that is asked for has nothing to prove. */
const withRequirement = ({ plan: whole, judged }, { catalog, request }) => {
	const cells = new Map(judged.map(({ cell }) => [cell.id, cell]));
	const noted = whole.cells.map((planned) => {
		const cell = planned.verdict === "accepted" ? cells.get(planned.cell) : void 0;
		const more = cell === void 0 ? [] : requirementNotes(cell, request.smoke.require, catalog);
		return more.length === 0 ? planned : {
			...planned,
			notes: [...planned.notes ?? [], ...more]
		};
	});
	return {
		...whole,
		cells: noted
	};
};
const explained = ({ judged, locks }, id, session) => {
	const found = judged.find(({ cell }) => cell.id === id);
	if (found !== void 0) return {
		...found,
		notes: notesOf(found, locks, session)
	};
	throw wrongRequest({
		code: "unknown-cell",
		message: `The plan has no cell ${id}.`,
		hint: `Its cells: ${judged.map(({ cell }) => cell.id).join(", ")}\nAll of them: dl-env plan`
	});
};
/**
* Expands the matrix, judges every cell, and finds what is missing. Exit 3 when cells are unknown
* or what is missing is, 1 when none is accepted, else 0.
*/
const plan = async (sys, options) => {
	const { why, deal, writes = false, full = false } = options;
	const session = await openSession(sys, options);
	const { kept } = await openLook(session, {
		full,
		keeps: false
	});
	const planned = await sys.log.group("Planning", () => planCells(session, {
		takesStricter: true,
		writes,
		sparesStore: true,
		bases: kept?.bases
	}));
	const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
	const old = oldCatalog(session.catalog, today);
	const shard = session.request.build === "engine" ? shardCells : shardLayers;
	return {
		kind: "plan",
		result: withRequirement(planned, session),
		built: options.offline === true ? /* @__PURE__ */ new Set() : await builtNotTagged(session, planned.plan),
		planned,
		request: session.request,
		...await outsideCells(session, planned),
		problems: [...planned.refused, ...unknownProblems(planned.plan)],
		exit: exitOfPlan(planned.plan, options.offline === true),
		...old === void 0 ? {} : { oldCatalog: old },
		...why === void 0 ? {} : { explained: explained(planned, why, session) },
		...deal === void 0 ? {} : {
			shards: shard(planned.plan, deal),
			changed: await changedOf(session, planned)
		}
	};
};
export { layerMatrix as n, plan as t };
