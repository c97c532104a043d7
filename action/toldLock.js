import { r as unreachable } from "./error.js";
import { i as duration } from "./units.js";
// src/system/toldLock.ts
/**
* Who is of another host or container and gives no sign of life for so long is not waited for;
* milliseconds.
*/
const SILENT = 4e3;
/** Locks are passed on within a fraction of a second; what takes longer is worth a line. */
const WORTH_TELLING = 1e3;
/** A process as a reader would look for it: its number, its host or container, since when. */
const holderText = ({ pid, host, isForeign, since }) => {
	const named = host === void 0 ? "" : ` (${host})`;
	return `process ${pid}${isForeign ? ` of another host or container${named}` : ""}${since === void 0 ? "" : ` since ${new Date(since).toISOString()}`}`;
};
const given = ({ path, what, limit }, holder) => unreachable({
	code: "lock-held",
	message: `${what} is locked by ${holderText(holder)}. ` + (holder.waited >= limit ? `It was waited for, for ${duration(holder.waited)}.` : `It cannot be asked from here, and gave no sign of life for ${duration(holder.silent)}.`),
	hint: holder.isForeign ? `If that process is gone, remove its lock, then type the command again: rm ${path}` : `See what it does, and type the command again when it is done: ps -fp ${holder.pid}`
});
const isGivenUp = ({ limit }, { isForeign, silent, waited }) => waited >= limit || isForeign && silent >= 4e3;
/**
* Runs `work` under a lock. A holder that is waited for is told with how long that may last.
* Rejects with `lock-held` where the limit is over, or at once where the holder is of another host
* or container and gives no sign of life.
*/
const withToldLock = async ({ files, log }, lock, work) => {
	const over = Promise.withResolvers();
	let held;
	const say = () => held === void 0 ? "" : `${lock.what} is locked by ${holderText(held)}; waited for ${duration(held.waited)} of at most ${duration(lock.limit)}`;
	const onHeld = (holder) => {
		if (isGivenUp(lock, holder)) throw given(lock, holder);
		const isFirst = held === void 0;
		if (isFirst && holder.waited < WORTH_TELLING) return;
		held = holder;
		if (!isFirst) return;
		log?.info(say());
		log?.progress(say, over.promise);
	};
	try {
		return await files.withLock(lock.path, () => {
			over.resolve();
			return work();
		}, onHeld);
	} finally {
		over.resolve();
	}
};
export { holderText as n, withToldLock as r, SILENT as t };
