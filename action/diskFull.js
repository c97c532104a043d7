import { r as unreachable } from "./error.js";
import { n as bytes } from "./units.js";
import { dirname } from "node:path";
// src/system/diskFull.ts
/**
* Whether the file system said that there is no room: the disk is full, or this user's share of it.
*/
const isFull = (error) => error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
/** The folder, or the one above it that is still there when a run's private folder is gone. */
const lasting = (folder) => folder.replace(/(\/dl-env\/tmp)\/.*$/, "$1");
/** The error for a full disk. */
const diskFull = ({ path, needed, free }, cause) => {
	const lack = needed === void 0 ? `more is needed than the ${bytes(free)} that are free` : `${bytes(needed)} are needed and ${bytes(free)} are free`;
	return unreachable({
		code: "disk-full",
		message: `There is no room for ${path}: ${lack}. No partial file was left.`,
		hint: `Make room, then type the command again; how full it is: df -h ${lasting(dirname(path))}`
	}, { cause });
};
export { isFull as n, lasting as r, diskFull as t };
