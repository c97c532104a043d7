import { i as wrongRequest } from "./error.js";
import { d as number, f as object, h as string, l as literal, n as _enum, p as record, r as array } from "./schemas.js";
import { a as encodeLock, i as encodeAptLock, o as lockFileName, t as aptLockFileName } from "./lockfile.js";
import { t as planSettings } from "./planSettings.js";
// src/action/handover.ts
/** Of the plan of an earlier job, only what the later ones need. */
const planFile = object({
	format: literal(1),
	id: string().regex(/^[0-9a-f]{16}$/),
	cells: array(object({
		cell: string(),
		verdict: _enum([
			"accepted",
			"rejected",
			"unknown"
		]),
		tags: array(string()),
		base: object({
			tag: string().optional(),
			asOf: string().optional(),
			digest: string().optional(),
			platformDigest: string().optional()
		}).optional()
	})),
	to: string().optional(),
	/** Absent in plans of versions before 2026-11-28. */
	made: planSettings.optional()
});
const shardFile = array(object({
	shard: number().int(),
	layers: array(string()),
	cells: array(string()),
	parallel: number().int().positive()
}));
const smokeFile = array(object({
	shard: number().int(),
	cells: array(object({
		cell: string(),
		digest: string()
	}))
}));
const digestFile = record(string(), string().regex(/^sha256:[0-9a-f]{64}$/));
const json = (value) => `${JSON.stringify(value)}\n`;
/**
* Files of the plan's job, relative to the output folder. `made` is what the plan was made with,
* beside dl-env.yml.
*/
const handoverFiles = ({ plan, locks, apt }, shards, made) => {
	const files = /* @__PURE__ */ new Map([["plan.json", json({
		...plan,
		made
	})], ["shards.json", json(shards)]]);
	for (const lock of locks.values()) files.set(`locks/${lockFileName(lock.question)}`, encodeLock(lock));
	for (const lock of apt.values()) files.set(`locks/${aptLockFileName(lock.release)}`, encodeAptLock(lock));
	return files;
};
/** What the plan's job handed over and later jobs need too: the plan and its locks. */
const handedFiles = async (files, folder) => {
	const locks = (await files.list(`${folder}/locks`)).map((name) => `locks/${name}`);
	const texts = /* @__PURE__ */ new Map();
	for (const name of ["plan.json", ...locks]) {
		const text = await files.readText(`${folder}/${name}`);
		if (text !== void 0) texts.set(name, text);
	}
	return texts;
};
const readFile = async (files, { folder, name }, decoder) => {
	const text = await files.readText(`${folder}/${name}`);
	const wrong = (message) => wrongRequest({
		code: "wrong-plan",
		message,
		place: { file: `${folder}/${name}` },
		hint: "Give the folder that the artifact of the plan was unpacked in: plan-folder: ${{ runner.temp }}/dl-env-plan"
	});
	if (text === void 0) throw wrong(`There is no ${name} in ${folder}.`);
	try {
		return decoder.parse(JSON.parse(text));
	} catch {
		throw wrong(`${name} is not in the format that the plan's job writes.`);
	}
};
/** The plan that this job was given; anything but the plan with this id is refused. */
const readPlan = async (files, folder, id) => {
	const plan = await readFile(files, {
		folder,
		name: "plan.json"
	}, planFile);
	if (id === void 0 || plan.id === id) return plan;
	throw wrongRequest({
		code: "wrong-plan",
		message: `This is the plan ${plan.id}, but the job was started for plan ${id}.`,
		place: { file: `${folder}/plan.json` },
		hint: "Give two calls in one run different prefixes, for example: prefix: second"
	});
};
const shardOf = (all, shard, folder) => {
	const found = all.find((one) => one.shard === shard);
	if (found !== void 0) return found;
	throw wrongRequest({
		code: "wrong-plan",
		message: `The plan has no shard ${shard}; it has ${all.length}.`,
		place: { file: folder },
		hint: "Leave the input out to work on everything: shard:"
	});
};
/** What one shard makes: layers, or whole images where it names cells. */
const readShard = async (files, folder, shard) => shardOf(await readFile(files, {
	folder,
	name: "shards.json"
}, shardFile), shard, folder);
/** Name of the file with the digests that one shard built whole. */
const BUILT_FILE = (shard) => `built-${shard}.json`;
/**
* Digests of what the shards built whole, by cell; their artifacts are unpacked into `built` beside
* the plan. Empty when there is none.
*/
const readBuilt = async (files, folder) => {
	const names = (await files.list(`${folder}/built`)).filter((name) => /^built-\d+\.json$/.test(name));
	const all = await Promise.all(names.map((name) => readFile(files, {
		folder: `${folder}/built`,
		name
	}, digestFile)));
	return Object.assign({}, ...all);
};
/** What one shard of smoke runs. */
const readSmokeShard = async (files, folder, shard) => shardOf(await readFile(files, {
	folder,
	name: "smoke.json"
}, smokeFile), shard, folder).cells;
/** Cells that were to be run by smoke in this run; the others were left out by policy or budget. */
const readSmokeCells = async (files, folder) => new Set((await readFile(files, {
	folder,
	name: "smoke.json"
}, smokeFile)).flatMap(({ cells }) => cells.map(({ cell }) => cell)));
/** Digest of each image by cell, as the job that linked them wrote it. */
const readDigests = (files, folder) => readFile(files, {
	folder,
	name: "digests.json"
}, digestFile);
/** Ids of the cells that later jobs work on. */
const acceptedOf = (plan) => plan.cells.filter((cell) => cell.verdict === "accepted").map((cell) => cell.cell);
export { readBuilt as a, readShard as c, handoverFiles as i, readSmokeCells as l, acceptedOf as n, readDigests as o, handedFiles as r, readPlan as s, BUILT_FILE as t, readSmokeShard as u };
