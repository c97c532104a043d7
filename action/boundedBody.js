import { r as unreachable } from "./error.js";
// src/registry/answerLimits.ts
const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1e3;
/**
* The most that a server's answer may be, in size, count and time. Beyond a bound is an error that
* names it, never a shorter answer. docs/threat-model.md says what each protects. Headers of an
* answer are bounded in system/http.ts.
*/
const LIMITS = {
	/** distribution's own limit, for manifests and indexes. */
	manifestBytes: 4 * MIB,
	/** Configs of images are a few dozen KB; reports and lists of files are some MB at most. */
	smallBlobBytes: 8 * MIB,
	/** All pages of one list of tags together: 500,000 names of 60 characters. */
	tagListBytes: 32 * MIB,
	tagNames: 5e5,
	/** Registries give 100 to 1,000 names a page. */
	tagPages: 5e3,
	tagListTime: 600 * SECOND,
	/** Artifacts of one type that refer to one image, and their bytes together. */
	referrers: 1e3,
	referrerBytes: 64 * MIB,
	tokenBytes: 256 * KIB,
	/** Of an error's body this much is read, and the rest is left. */
	errorBytes: 64 * KIB,
	/** Redirects of one request. */
	redirects: 5,
	/** The whole of an answer that is read at once; a host that takes longer is given up. */
	answerTime: 50 * SECOND,
	/** After this time no further attempt is made at one request. */
	requestTime: 600 * SECOND,
	/** Least progress of a blob, in both directions: 8 KiB a second, measured over a minute. */
	blobPace: {
		bytes: 480 * KIB,
		milliseconds: 60 * SECOND
	},
	/**
	* A lost connection counts as a new problem, not as the same one again, after this much progress.
	*/
	progressBytes: MIB,
	/** Archives that are not in a registry: Pythons are 30 to 120 MB. */
	archiveBytes: 1024 * MIB,
	/** Asking a package index for the sizes of wheels, all of them together. */
	wheelSizesTime: 180 * SECOND
};
/** When an answer that is read at once must be complete. */
const answerDeadline = (clock) => ({
	clock,
	milliseconds: LIMITS.answerTime
});
/** The least progress of a blob on its way. */
const blobPace = (what) => ({
	what,
	...LIMITS.blobPace
});
// src/system/boundedBody.ts
const tooLarge = ({ what, bytes }) => unreachable({
	code: "too-large",
	message: `${what} is larger than ${bytes} bytes.`,
	hint: "This is not the expected content; check which server answers: dl-env plan --json"
});
const tooSlow = (what, rate) => unreachable({
	code: "too-slow",
	message: `${what} arrived too slowly: ${rate}.`,
	hint: "Check the connection and the server, or use a mirror, then try again: dl-env plan"
});
const FIRST = 16384;
/**
* Bytes in one growing block: a million pieces of one byte each cost no more memory than one piece
* of a million.
*/
const makeBlock = (most) => {
	let block = new Uint8Array(Math.min(FIRST, most));
	let size = 0;
	return {
		add: (part) => {
			if (size + part.byteLength > block.byteLength) {
				const larger = new Uint8Array(Math.min(most, Math.max(block.byteLength * 2, size + part.byteLength)));
				larger.set(block.subarray(0, size));
				block = larger;
			}
			block.set(part, size);
			size += part.byteLength;
		},
		all: () => block.subarray(0, size)
	};
};
const makeTimer = (what, within) => {
	if (within === void 0) return () => void 0;
	const { clock, milliseconds } = within;
	const end = clock.now() + milliseconds;
	return () => {
		if (clock.now() > end) throw tooSlow(what, `it was not complete after ${milliseconds / 1e3} seconds`);
	};
};
/**
* The whole of a body. Rejects with `too-large` or `too-slow`; then the rest is not read. `within`
* is absent for bodies that have a pace of their own.
*/
const readBounded = async (body, limit, within) => {
	const checkTime = makeTimer(limit.what, within);
	const block = makeBlock(limit.bytes);
	let left = limit.bytes;
	for await (const part of body) {
		left -= part.byteLength;
		if (left < 0) throw tooLarge(limit);
		checkTime();
		block.add(part);
	}
	return block.all();
};
/** Adds up waiting and bytes; throws when a window of waiting brought too little. */
const makeMeter = (pace) => {
	let waiting = 0;
	let moved = 0;
	return (waited, bytes) => {
		waiting += waited;
		moved += bytes;
		if (waiting < pace.milliseconds) return;
		if (moved < pace.bytes) throw tooSlow(pace.what, `${moved} bytes in ${Math.round(waiting / 1e3)} seconds`);
		waiting = 0;
		moved = 0;
	};
};
/**
* Passes a received body on, and rejects with `too-slow` when its sender makes too little progress.
* Only time spent waiting for the sender counts.
*/
async function* atPace(body, pace, clock) {
	const measure = makeMeter(pace);
	let requestedAt = clock.now();
	for await (const part of body) {
		measure(clock.now() - requestedAt, part.byteLength);
		yield part;
		requestedAt = clock.now();
	}
}
/**
* Passes a body on that is being sent, and rejects with `too-slow` when its receiver takes too
* little. Only time spent waiting for the receiver counts.
*/
async function* takenAtPace(body, pace, clock) {
	const measure = makeMeter(pace);
	for await (const part of body) {
		const sentAt = clock.now();
		yield part;
		measure(clock.now() - sentAt, part.byteLength);
	}
}
export { answerDeadline as a, LIMITS as i, readBounded as n, blobPace as o, takenAtPace as r, atPace as t };
