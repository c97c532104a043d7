import "./units.js";
import { n as defaultIndex, t as addedIndexes } from "./indexSettings.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { createHash } from "node:crypto";
// src/action/answersCache.ts
/** Commands that ask the resolver; jobs that work on a plan have their locks from it. */
const ASKING = /* @__PURE__ */ new Set([
	"plan",
	"lock",
	"generate",
	"watch",
	"check"
]);
/** Changes when what is kept, or where, changes. */
const FORMAT = 1;
/** Bytes in all, and of one file, before compression. */
const CACHE_LIMIT = 1e8;
const FILE_LIMIT = 2e7;
/** Whether this step asks a resolver, and this run may at least read what others kept. */
const usesCache = ({ command, offline, planFolder, stage }, { caches }) => caches !== "none" && ASKING.has(command) && !offline && planFolder === void 0 && stage !== "comment";
const hash$1 = (texts) => createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);
const textsIn = async ({ files }, folder, pattern) => {
	const names = (await files.list(folder)).filter((name) => pattern.test(name));
	return Promise.all(names.map(async (name) => `${name}\n${await files.readText(`${folder}/${name}`) ?? ""}`));
};
/**
* By catalog, by request and locks, and by day: the first run of a day keeps what the others of
* that day find.
*/
const cacheKeys = async (sys, file) => {
	const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
	const catalog = `dl-env-${FORMAT}-${hash$1(await textsIn(sys, `${sys.env.projectRoot}/matrix`, /\.yml$/))}-`;
	const request = `${catalog}${hash$1([await sys.files.readText(file) ?? "", ...await textsIn(sys, `${folder}/locks`, /\.json$/)])}-`;
	return {
		key: `${request}${new Date(sys.clock.now()).toISOString().slice(0, 10)}`,
		prefixes: [request, catalog]
	};
};
const uvFolder = ({ env }) => env.get("UV_CACHE_DIR") || `${env.get("XDG_CACHE_HOME") || `${env.home}/.cache`}/uv`;
/**
* Pages of an index that asks for a login may hold signed addresses, so then nothing of uv's is
* kept.
*/
const asksForLogin = async (sys) => {
	const index = await defaultIndex(sys);
	return [
		...addedIndexes(sys),
		..."address" in index ? [index.address] : [],
		...index.from === "uv.toml" ? [await sys.files.readText(index.file) ?? ""] : []
	].some((text) => /\/\/[^/\s]*@/.test(text)) || Boolean(sys.env.get("UV_KEYRING_PROVIDER")) || await sys.files.stat(`${sys.env.home}/.netrc`) !== void 0;
};
/** Files under a folder, in the order of their names. */
const walk = async (sys, folder, at = "") => {
	const found = [];
	for (const name of await sys.files.list(`${folder}${at}`)) {
		const path = `${at}/${name}`;
		const stat = await sys.files.stat(`${folder}${path}`);
		if (stat?.kind === "directory") found.push(...await walk(sys, folder, path));
		else if (stat?.kind === "file") found.push({
			path,
			size: stat.size
		});
	}
	return found;
};
const sourcesOf = async (sys) => [{
	name: "ours",
	folder: cacheFolder(sys.env),
	wanted: (path) => /^\/(?:(?:answers|platforms)\/[^/]+\.json|sizes\.json)$/.test(path)
}, ...await asksForLogin(sys) ? [] : [{
	name: "uv",
	folder: uvFolder(sys),
	wanted: (path) => /^\/simple-v\d+\//.test(path) || /^\/wheels-v\d+\/.*\.msgpack$/.test(path)
}]];
/** An answer says itself when it was asked for; one that is a day old is of no more use. */
const isOld = (path, text, now) => path.startsWith("/answers/") && now - Number(/"asked":(\d+)/.exec(text)?.[1] ?? 0) > 864e5;
/** Only these folders of a source are walked: the others are large. */
const TOPS = {
	ours: /^(?:answers|platforms|sizes\.json)$/,
	uv: /^(?:simple|wheels)-v\d+$/
};
/**
* Copies what is to be kept into the folder; what `isSecret` finds a secret in stays out. Returns
* the number of files.
*/
const gather = async (sys, into, { isSecret, limit = CACHE_LIMIT }) => {
	await sys.files.remove(into);
	let [left, count] = [limit, 0];
	for (const { name, folder, wanted } of await sourcesOf(sys)) {
		const tops = (await sys.files.list(folder)).filter((top) => TOPS[name].test(top));
		const found = (await Promise.all(tops.map(async (top) => (await sys.files.stat(`${folder}/${top}`))?.kind === "file" ? [{
			path: `/${top}`,
			size: 0
		}] : walk(sys, folder, `/${top}`)))).flat();
		for (const { path, size } of found) {
			const from = `${folder}${path}`;
			if (!wanted(path) || size > Math.min(left, FILE_LIMIT)) continue;
			const bytes = await sys.files.readBytes(from);
			const text = Buffer.from(bytes ?? []).toString("latin1");
			if (bytes === void 0 || isOld(path, text, sys.clock.now()) || isSecret(text)) continue;
			await sys.files.write(`${into}/${name}${path}`, bytes);
			left -= bytes.length;
			count += 1;
		}
	}
	return count;
};
/**
* Puts what was kept where uv and we look for it, and only where nothing is: what this machine
* knows itself is newer.
*/
const place = async (sys, from) => {
	let count = 0;
	for (const { name, folder, wanted } of await sourcesOf(sys)) for (const { path } of (await walk(sys, `${from}/${name}`)).filter((found) => wanted(found.path))) {
		const bytes = await sys.files.stat(`${folder}${path}`) === void 0 ? await sys.files.readBytes(`${from}/${name}${path}`) : void 0;
		if (bytes === void 0) continue;
		await sys.files.write(`${folder}${path}`, bytes);
		count += 1;
	}
	return count;
};
/**
* Runs the step with what earlier runs kept, and keeps what it learned where this run may. A cache
* that does not work is told once and changes nothing else.
*/
const withCache = async ({ sys, inputs, rights }, { cache, mask }, work) => {
	const folder = `${sys.env.get("RUNNER_TEMP") ?? sys.env.cwd}/dl-env-cache`;
	const { key, prefixes } = await cacheKeys(sys, inputs.file);
	const restored = await cache.restore(folder, key, prefixes);
	if (restored.trouble !== void 0) sys.log.info(`The cache of earlier runs could not be used, so all answers are fetched again: ${restored.trouble}`);
	else if (restored.key !== void 0) sys.log.debug(`${await place(sys, folder)} files of the cache ${restored.key} are used`);
	try {
		return await work();
	} finally {
		if (rights.caches === "write" && restored.trouble === void 0 && restored.key !== key && await gather(sys, folder, { isSecret: (text) => mask(text) !== text }) > 0) {
			const { trouble } = await cache.save(folder, key);
			if (trouble !== void 0) sys.log.info(`The answers of this run could not be cached for later runs: ${trouble}`);
		}
		await sys.files.remove(folder);
	}
};
export { usesCache, withCache };
