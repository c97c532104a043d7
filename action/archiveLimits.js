import { n as foundProblem } from "./error.js";
// src/layer/archiveLimits.ts
const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
/**
* What is read at most of archives, layers and wheels that others made, in bytes but for `entries`
* and `ratio`; what a server may send at most is in registry/limits.ts. Each bound is several times
* what real ones need. What is held in memory is bounded so that a hostile archive of any size
* costs less than 300 MB.
*/
const ARCHIVE_LIMITS = {
	/**
	* Extended headers (PAX, long names of GNU tar) of one entry, together. Paths of Linux have 4
	* KiB.
	*/
	extendedHeaders: 1 * MIB,
	/** One path or link target: PATH_MAX of Linux. */
	name: 4 * KIB,
	/** Value of `security.capability`: the kernel writes 12 to 24. */
	capability: 64,
	/** Entries of one archive: each takes about 800 bytes of memory while a layer is made of it. */
	entries: 2e5,
	/** Paths and link targets of one archive, together. */
	names: 32 * MIB,
	/** Body of one entry. */
	file: 64 * GIB,
	/** An archive, unpacked. */
	unpacked: 256 * GIB,
	/**
	* Unpacked bytes for each compressed one, beyond `unmeasured`. Layers have 2 to 10; deflate ends
	* at 1032.
	*/
	ratio: 200,
	/** Unpacked bytes before the ratio counts. */
	unmeasured: 1 * GIB,
	/** RECORDs of the wheels of one layer, together. torch's has 2 MB. */
	records: 32 * MIB,
	/** One line of a RECORD: a path, a hash, a size. */
	recordLine: 8 * KIB,
	/** METADATA and RECORD of the wheels in one layer, and other texts that checks read, together. */
	texts: 64 * MIB,
	/** A file in `bin` that is read for its first line; larger ones are programs. */
	script: 1 * MIB,
	/** Scripts of the wheels of one layer, together: those whose first line is replaced. */
	scripts: 64 * MIB,
	/** List of the paths in a layer, unpacked. */
	pathListUnpacked: 64 * MIB
};
/**
* An archive, layer or wheel that is refused before more of it is read (`archive-limit`): what it
* has, and what is read at most.
*/
const overLimit = (has, most) => foundProblem({
	code: "archive-limit",
	message: `${has}; at most ${most} are read.`,
	hint: "Check where it comes from, then type: dl-env build"
});
export { overLimit as n, ARCHIVE_LIMITS as t };
