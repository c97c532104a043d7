import { n as searchPath } from "./searchPath.js";
// src/system/actionsCache.ts
const TROUBLE = /^::(?:warning|error)[^:]*::(.*)$/;
/**
* The library prints what it does, and tells failures in no other way. For the length of one call
* its lines are kept from the log, but for those that have the runner hide a value.
* It calls tar and zstd by name, and finds them where we would: a step before may have put a folder
* of the repository on PATH.
*/
const listening = async (work) => {
	const write = process.stdout.write.bind(process.stdout);
	const { PATH } = process.env;
	const troubles = [];
	process.env["PATH"] = await searchPath(process.env);
	process.stdout.write = (chunk) => {
		for (const line of String(chunk).split("\n")) {
			const [, told] = TROUBLE.exec(line) ?? [];
			if (told !== void 0) troubles.push(told.split("%0A")[0] ?? told);
			if (line.startsWith("::add-mask::")) write(`${line}\n`);
		}
		return true;
	};
	try {
		const result = await work(await import("./cache.js"));
		const [trouble] = troubles;
		return {
			result,
			...trouble === void 0 ? {} : { trouble }
		};
	} catch (error) {
		return { trouble: error instanceof Error ? error.message : String(error) };
	} finally {
		process.stdout.write = write;
		if (PATH === void 0) delete process.env["PATH"];
		else process.env["PATH"] = PATH;
	}
};
/** Whether this runner says where its cache is. */
const hasRunCache = (get) => Boolean(get("ACTIONS_RUNTIME_TOKEN")) && Boolean(get("ACTIONS_RESULTS_URL") ?? get("ACTIONS_CACHE_URL"));
/** GitHub's cache by `@actions/cache`, which is loaded by the first call. */
const actionsCache = () => ({
	restore: async (folder, key, prefixes) => {
		const { result, trouble } = await listening((library) => library.restoreCache([folder], key, [...prefixes]));
		return {
			...result === void 0 ? {} : { key: result },
			...trouble === void 0 ? {} : { trouble }
		};
	},
	save: async (folder, key) => {
		const { trouble } = await listening((library) => library.saveCache([folder], key));
		return trouble === void 0 ? {} : { trouble };
	}
});
export { hasRunCache as n, actionsCache as t };
