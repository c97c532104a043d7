import { t as DlEnvError } from "./error.js";
// src/errors/fileRefusal.ts
/** What the file system refuses, in words; what is not here is a fault of ours. */
const REFUSALS = {
	EACCES: "This user may not read or write",
	EISDIR: "A file is needed, but there is a folder at",
	ELOOP: "Symbolic links form a loop at",
	ENAMETOOLONG: "This path is too long:",
	ENOENT: "There is nothing at",
	ENOSPC: "The disk is full at",
	ENOTDIR: "A folder is needed, but there is something else at",
	EROFS: "Nothing can be written at"
};
/** A refusal of the file system as a problem with its place; undefined for anything else. */
const fileRefusal = (error) => {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	const words = REFUSALS[code];
	if (words === void 0 || !(error instanceof Error)) return void 0;
	if ("syscall" in error && error.syscall === "uv_cwd") return {
		code: "file-system",
		message: "The current folder no longer exists.",
		hint: "Change to one that exists: cd"
	};
	if (!("path" in error) || typeof error.path !== "string") return {
		code: "file-system",
		message: `The file system refused: ${error.message}.`,
		hint: "See what was done last: run it again with --debug"
	};
	const { path } = error;
	if (code === "ENOENT" && "syscall" in error && error.syscall === "mkdir") return {
		code: "file-system",
		message: `No folder can be created at ${path}.`,
		hint: `Use another path; see what is there: ls -ld ${path.slice(0, path.lastIndexOf("/")) || "/"}`
	};
	if (code === "ENAMETOOLONG") return {
		code: "file-system",
		message: `${words} ${path.slice(0, 60)}… (${path.length} characters).`,
		hint: "Use a shorter name; a part between slashes has at most 255 characters: getconf NAME_MAX ."
	};
	return {
		code: "file-system",
		message: `${words} ${path}.`,
		hint: `Look at it: ls -ld ${path.replace(/\.\d+\.[a-z0-9]+\.part$/, "")}`
	};
};
// src/errors/errorProblems.ts
const problemOf = (error) => ({
	code: error.code,
	message: error.message,
	...error.place === void 0 ? {} : { place: error.place },
	...error.hint === void 0 ? {} : { hint: error.hint }
});
/**
* The problems that an error carries, itself first; anything that is no DlEnvError is a fault of
* ours and says so.
*/
const problemsOf = (error) => {
	if (error instanceof DlEnvError) return [problemOf(error), ...error.more];
	const refused = fileRefusal(error);
	if (refused !== void 0) return [refused];
	return [{
		code: "internal",
		message: `Something went wrong inside dl-env: ${error instanceof Error ? error.message : String(error)}`,
		hint: "Run it again with --debug, and report what it prints."
	}];
};
export { fileRefusal as n, problemsOf as t };
