import { dirname } from "node:path";
import { readFileSync, readlinkSync } from "node:fs";
import { createHash } from "node:crypto";
import { hostname } from "node:os";
// src/system/processOwner.ts
/**
* When a process began, in the kernel's ticks since boot: tells it apart from a later one with its
* number. Undefined where there is no /proc, or no such process.
*/
const startedAt = (pid) => {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, "utf8");
		return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
	} catch {
		return;
	}
};
/** Names this host, and within it the container: a process number means nothing in another one. */
const thisSpace = () => {
	let namespace = "";
	try {
		namespace = readlinkSync("/proc/self/ns/pid");
	} catch {}
	return createHash("sha256").update(`${hostname()} ${namespace}`).digest().readUIntBE(0, 6).toString(36).padStart(4, "0").slice(-4);
};
let own;
/** This process. */
const self = () => {
	if (own === void 0) {
		const started = startedAt("self");
		own = {
			space: thisSpace(),
			pid: process.pid,
			...started === void 0 ? {} : { started }
		};
	}
	return own;
};
const exists = (pid) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
};
/**
* Whether that process lives; undefined when it is of another host or container, which cannot be
* asked.
*/
const lives = ({ space, pid, started }) => {
	if (space !== self().space) return void 0;
	if (!exists(pid)) return false;
	const now = started === void 0 ? void 0 : startedAt(pid);
	return now === void 0 || now === started;
};
/**
* What stands in the names of private folders and half-written files: the space, then the process
* number in base 36.
*/
const mark = () => `${self().space}${self().pid.toString(36)}`;
/** The owner that a mark names. */
const ownerOf = (text) => ({
	space: text.slice(0, 4),
	pid: Number.parseInt(text.slice(4), 36)
});
// src/system/repositoryTop.ts
const parents = (folder) => dirname(folder) === folder ? [folder] : [folder, ...parents(dirname(folder))];
/**
* Top of the repository that an absolute folder is in, by the nearest `.git` above it; undefined
* when it is in none. A bare repository has no `.git`, and nothing of that name can be committed,
* so one that came as files of another is never taken for the repository.
*/
const repositoryTop = async (files, folder) => {
	for (const top of parents(folder)) if (await files.stat(`${top}/.git`) !== void 0) return top;
};
// src/system/pathWithin.ts
/** Whether a path is a folder or lies below it; both absolute and without links. */
const isWithin = (folder, path) => path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
/**
* Whether a path is a file, whatever links lead to it, that lies below `folder`. False for pipes,
* devices and what is not there.
*/
const isFileWithin = async (files, folder, path) => {
	const [real, top] = await Promise.all([files.realPath(path), files.realPath(folder)]);
	if (real === void 0 || top === void 0 || !isWithin(top, real)) return false;
	return (await files.stat(real))?.kind === "file";
};
export { mark as a, lives as i, isWithin as n, ownerOf as o, repositoryTop as r, self as s, isFileWithin as t };
