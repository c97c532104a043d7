import { t as cacheFolder } from "./cacheFolder.js";
import { t as tempFolder } from "./tempFolder.js";
// src/system/workFolder.ts
const workFolder = (env) => `${cacheFolder(env)}/tmp`;
/**
* In the user's cache folder and not in /tmp, which is often small, and kept short for the first
* lines of scripts.
*/
const openWork = async (sys) => {
	const dir = await sys.files.makeTemp("w-", workFolder(sys.env));
	return {
		dir,
		close: () => sys.files.remove(dir)
	};
};
/** Removes the private folders of runs that were killed before they could do so. */
const sweepLeft = async (sys) => {
	const removed = await sys.files.sweep(workFolder(sys.env)) + await sys.files.sweep(tempFolder(), "dl-env-");
	if (removed > 0) sys.log.debug(`removed ${removed} private folders that interrupted runs left`);
};
export { sweepLeft as n, openWork as t };
