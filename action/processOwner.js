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
/**
* Names this host, and within it the container: a process number means nothing in another one. Two
* machines of one name have the same first process, but were not started together.
*/
const thisSpace = () => {
	let [namespace, boot] = ["", ""];
	try {
		namespace = readlinkSync("/proc/self/ns/pid");
		boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8");
	} catch {}
	return createHash("sha256").update(`${hostname()} ${namespace} ${boot}`).digest().readUIntBE(0, 6).toString(36).padStart(4, "0").slice(-4);
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
export { self as i, mark as n, ownerOf as r, lives as t };
