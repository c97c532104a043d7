import { i as self, n as mark, r as ownerOf, t as lives } from "./processOwner.js";
import { r as unreachable } from "./error.js";
import { n as isFull, t as diskFull } from "./diskFull.js";
import { t as tempFolder } from "./tempFolder.js";
import { t as repositoryTop } from "./repositoryTop.js";
import { n as isWithin } from "./pathWithin.js";
import * as fs$1 from "node:fs/promises";
import { access, constants, mkdir, open, readFile, readdir, realpath, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join, sep } from "node:path";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline as pipeline$1 } from "node:stream/promises";
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
// src/system/makeFolder.ts
const codeOf$1 = (error) => error instanceof Error && "code" in error ? String(error.code) : void 0;
const isFolder = async (path) => {
	try {
		return (await stat(path)).isDirectory();
	} catch {
		return false;
	}
};
const make = async (path) => {
	try {
		await mkdir(path);
		return "made";
	} catch (error) {
		if (codeOf$1(error) === "ENOENT") return "no-parent";
		if (codeOf$1(error) === "EEXIST" && await isFolder(path)) return "made";
		throw error;
	}
};
/**
* Makes a folder and those above it; one that is there is fine. Node's own way of doing so never
* ends below /proc, where a folder cannot be made although its parent is there (ENOENT again and
* again); here that is an error.
*/
const makeFolder = async (path) => {
	if (await make(path) === "made") return;
	const parent = dirname(path);
	if (parent !== path) await makeFolder(parent);
	if (await make(path) === "made") return;
	throw Object.assign(/* @__PURE__ */ new Error(`ENOENT: no folder can be made here, mkdir '${path}'`), {
		code: "ENOENT",
		syscall: "mkdir",
		path
	});
};
// src/system/cleanup.ts
/**
* What this process has only for as long as it works, so that an interrupted run can take it away.
*/
const cleanup = {
	/** Private folders. */
	folders: /* @__PURE__ */ new Set(),
	/** Half-written files and held locks. */
	files: /* @__PURE__ */ new Set(),
	/** Programs that have this process's own terminal just now. */
	attached: 0
};
// src/system/fileLock.ts
/**
* A lock whose holder cannot be asked (another host or container) is broken after this many
* milliseconds without a sign of life.
*/
const STALE = 6e5;
/** How often a holder gives that sign, in milliseconds. */
const SIGN = 1e3;
/**
* A file without a holder's name is being written just now, or its writer ended in between;
* milliseconds.
*/
const EMPTY_STALE = 1e4;
const LONGEST_PAUSE = 250;
/** One line that names this process, and that no other writes. */
const ownText = () => {
	const { space, pid, started } = self();
	const unique = randomBytes(8).toString("hex");
	return [
		pid,
		space,
		started ?? "-",
		unique,
		hostname(),
		Date.now()
	].join(" ");
};
const firstLine = (text) => text.trim().split("\n", 1)[0] ?? "";
const ownerIn = (text) => {
	const [pid = "", space = self().space, started = "-"] = firstLine(text).split(" ");
	if (!/^\d+$/.test(pid)) return void 0;
	return {
		pid: Number(pid),
		space,
		...started === "-" ? {} : { started }
	};
};
/** Who holds a lock; undefined when nobody does (any more). */
const holder = async (path) => {
	try {
		const [text, { mtimeMs }] = [await readFile(path, "utf8"), await stat(path)];
		return {
			text,
			owner: ownerIn(text),
			sign: mtimeMs
		};
	} catch {
		return;
	}
};
/**
* Whether its process is gone; one that cannot be asked, when it gave no sign of life for `silence`
* milliseconds.
*/
const isStale = ({ owner, sign }, silence = STALE) => {
	const age = Date.now() - sign;
	if (owner === void 0) return age > EMPTY_STALE;
	const living = lives(owner);
	return living === void 0 ? age > silence : !living;
};
/** A holder's host and since when it holds, as far as its text says so. */
const namedIn = (text) => {
	const [, , , , host, since] = firstLine(text).split(" ");
	return {
		...host === void 0 ? {} : { host },
		.../^\d{1,15}$/.test(since ?? "") ? { since: Number(since) } : {}
	};
};
/** Gives a sign of life at a file every second, until what is returned is called. */
const giveSigns = (path) => {
	const sign = setInterval(() => void utimes(path, /* @__PURE__ */ new Date(), /* @__PURE__ */ new Date()).catch(() => void 0), SIGN).unref();
	return () => clearInterval(sign);
};
/** Makes the lock file; false when another has it. */
const take = async (path) => {
	try {
		const handle = await open(path, "wx");
		cleanup.files.add(path);
		await handle.writeFile(ownText());
		await handle.close();
		return true;
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
		throw error;
	}
};
const release = async (path) => {
	await rm(path, { force: true });
	cleanup.files.delete(path);
};
/**
* Removes a stale lock, and never the fresh one of who was quicker: breaking this one content is
* itself a lock, and whoever holds that looks once more before it removes anything.
*/
const breakStale = async (path, stale) => {
	const guard = `${path}.${Buffer.from(stale.text).toString("hex").slice(-24)}.break`;
	await withLock(guard, async () => {
		const now = await holder(path);
		if (now?.text === stale.text && isStale(now)) await rm(path, { force: true });
	});
};
/** Tells of a holder how long it has been waited for, and how long it gave no sign of life. */
const watcher = () => {
	let watched;
	return ({ text, sign }, owner) => {
		const now = performance.now();
		if (watched?.text !== text) watched = {
			text,
			sign,
			began: now,
			signed: now
		};
		else if (watched.sign !== sign) watched = {
			...watched,
			sign,
			signed: now
		};
		return {
			pid: owner.pid,
			isForeign: lives(owner) === void 0,
			waited: now - watched.began,
			silent: now - watched.signed,
			...namedIn(text)
		};
	};
};
/** Waits until the lock is free, and takes it. */
const acquire = async (path, onHeld) => {
	const watch = watcher();
	for (let pause = 5; !await take(path); pause = Math.min(pause * 2, LONGEST_PAUSE)) {
		const held = await holder(path);
		if (held !== void 0 && isStale(held)) {
			await breakStale(path, held);
			continue;
		}
		if (held?.owner !== void 0) onHeld?.(watch(held, held.owner));
		await setTimeout(pause);
	}
};
/** Runs `work` while this process holds `path`; see Files.withLock. */
const withLock = async (path, work, onHeld) => {
	await makeFolder(dirname(path));
	await acquire(path, onHeld);
	const endSigns = giveSigns(path);
	try {
		return await work();
	} finally {
		endSigns();
		await release(path);
	}
};
// src/system/livingNotes.ts
/** A process that cannot be asked does not count any more after so long; milliseconds. */
const SILENCE = 3e4;
/** Written beside and renamed: nobody reads half a note. */
const put = async (path, text) => {
	const beside = `${path}.${mark()}.note.part`;
	cleanup.files.add(beside);
	try {
		await writeFile(beside, text);
		await rename(beside, path);
	} finally {
		await rm(beside, { force: true });
		cleanup.files.delete(beside);
	}
};
/** Keeps a note; see Files.keepNote. Its first line names this process. */
const keepNote = async (folders, ending, text) => {
	const who = ownText();
	const name = `${mark()}-${randomBytes(6).toString("hex")}${ending}`;
	const paths = folders.map((folder) => join(folder, name));
	const ends = [];
	const close = async () => {
		for (const end of ends) end();
		for (const path of paths) {
			await rm(path, { force: true });
			cleanup.files.delete(path);
		}
	};
	const write = async (content) => {
		for (const path of paths) await put(path, `${who}\n${content}`);
	};
	try {
		for (const path of paths) {
			await makeFolder(dirname(path));
			cleanup.files.add(path);
		}
		await write(text);
		ends.push(...paths.map(giveSigns));
	} catch (error) {
		await close();
		throw error;
	}
	return {
		name,
		write,
		close
	};
};
const read = async (folder, name) => {
	const path = join(folder, name);
	const held = await holder(path);
	if (held?.owner === void 0) return [];
	if (isStale(held, SILENCE)) {
		await rm(path, { force: true }).catch(() => void 0);
		return [];
	}
	const isForeign = lives(held.owner) === void 0;
	return [{
		name,
		text: held.text.slice(held.text.indexOf("\n") + 1),
		holder: {
			pid: held.owner.pid,
			isForeign,
			...namedIn(held.text)
		}
	}];
};
const namesIn = async (folder) => {
	try {
		return await readdir(folder);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
		throw error;
	}
};
/** Reads notes; see Files.livingNotes. Those of processes that are gone are removed. */
const livingNotes = async (folder, ending) => {
	const names = (await namesIn(folder)).filter((name) => name.endsWith(ending)).sort();
	return (await Promise.all(names.map((name) => read(folder, name)))).flat();
};
// src/system/sweep.ts
/**
* What nobody can be asked about (another host's or container's, or an older dl-env's) is left
* behind once nothing moved in it for so long; milliseconds.
*/
const FORGOTTEN = 2592e5;
/**
* A private folder (`w-<mark>-XXXXXX`) or a half-written file (`name.<mark>.<random>.part`), with
* its mark.
*/
const MARKED = /-([0-9a-z]{5,12})-[A-Za-z0-9]{6}$|\.([0-9a-z]{5,12})\.[0-9a-z]+\.part$/;
/** The same as older versions named them. */
const UNMARKED = /^(?:w|ask|newest)-[A-Za-z0-9]{6}$|\.\d+\.[0-9a-z]+\.part$/;
const isLeft = async (path, name) => {
	const found = MARKED.exec(name);
	if (found === null && !UNMARKED.test(name)) return false;
	const { mtimeMs, uid } = await fs$1.lstat(path);
	if (uid !== (process.getuid?.() ?? uid)) return false;
	const owner = found === null ? void 0 : ownerOf(found[1] ?? found[2] ?? "");
	const living = owner === void 0 ? void 0 : lives(owner);
	return living === void 0 ? Date.now() - mtimeMs > FORGOTTEN : !living;
};
/** Removes what runs that are gone left half-made in a folder; see Files.sweep. */
const sweep = async (folder, prefix = "") => {
	let names;
	try {
		names = (await fs$1.readdir(folder)).filter((name) => name.startsWith(prefix));
	} catch {
		return 0;
	}
	let removed = 0;
	for (const name of names) {
		const path = join(folder, name);
		try {
			if (!await isLeft(path, name)) continue;
			await fs$1.rm(path, {
				recursive: true,
				force: true
			});
			removed += 1;
		} catch {}
	}
	return removed;
};
// src/system/files.ts
const codeOf = (error) => error instanceof Error && "code" in error ? String(error.code) : void 0;
/** Answers `undefined` where there is no such file, and rejects for anything else. */
const orMissing = async (work) => {
	try {
		return await work;
	} catch (error) {
		if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return void 0;
		throw error;
	}
};
const kindOf = (stat) => {
	if (stat.isFile()) return "file";
	if (stat.isDirectory()) return "directory";
	return stat.isSymbolicLink() ? "symlink" : "other";
};
const stat$1 = async (path) => {
	const found = await orMissing(fs$1.lstat(path));
	if (found === void 0) return void 0;
	const { size, mode, uid, gid, mtimeMs } = found;
	return {
		kind: kindOf(found),
		size,
		mode: mode & 4095,
		uid,
		gid,
		mtime: Math.floor(mtimeMs / 1e3)
	};
};
const freeBytes = async (path) => {
	const found = await orMissing(fs$1.statfs(path));
	if (found !== void 0) return found.bavail * found.bsize;
	const parent = dirname(path);
	if (parent === path) throw new Error(`no file system for ${path}`);
	return freeBytes(parent);
};
const fileSystem = async (path) => {
	const found = await orMissing(fs$1.stat(path));
	return found === void 0 ? fileSystem(dirname(path)) : String(found.dev);
};
const sizeOf = (content) => typeof content === "string" || content instanceof Uint8Array ? Buffer.byteLength(content) : void 0;
/** A new file; its folder is made only where it is not there, which is one file in many. */
const openNew = async (path) => {
	try {
		return await fs$1.open(path, "w");
	} catch {
		await makeFolder(dirname(path));
		return fs$1.open(path, "w");
	}
};
const writeNew = async (path, content) => {
	const file = await openNew(path);
	if (typeof content !== "string" && !(content instanceof Uint8Array)) return pipeline$1(Readable.from(content), file.createWriteStream());
	try {
		await file.writeFile(content);
	} finally {
		await file.close();
	}
};
const write = async (path, content, mode) => {
	const beside = `${path}.${mark()}.${Math.random().toString(36).slice(2)}.part`;
	cleanup.files.add(beside);
	try {
		await writeNew(beside, content);
		if (mode !== void 0) await fs$1.chmod(beside, mode);
		await fs$1.rename(beside, path);
	} catch (error) {
		await fs$1.rm(beside, { force: true });
		throw isFull(error) ? diskFull({
			path,
			needed: sizeOf(content),
			free: await freeBytes(dirname(path))
		}, error) : error;
	} finally {
		cleanup.files.delete(beside);
	}
};
/** Of a folder that is read like a file the system does not say which it was. */
const withPath = async (path, work) => {
	try {
		return await work;
	} catch (error) {
		throw error instanceof Error && !("path" in error) ? Object.assign(error, { path }) : error;
	}
};
/**
* Two file systems, one without hard links, a file that has too many of them, or one of somebody
* else's (fs.protected_hardlinks).
*/
const NO_LINK = /* @__PURE__ */ new Set([
	"EXDEV",
	"ENOTSUP",
	"EOPNOTSUPP",
	"ENOSYS",
	"EMLINK",
	"EPERM"
]);
const hardLink = async (from, to) => {
	await makeFolder(dirname(to));
	const beside = `${to}.${mark()}.${Math.random().toString(36).slice(2)}.part`;
	cleanup.files.add(beside);
	try {
		await fs$1.link(from, beside);
		await fs$1.rename(beside, to);
		return true;
	} catch (error) {
		if (NO_LINK.has(codeOf(error) ?? "")) return false;
		throw error;
	} finally {
		await fs$1.rm(beside, { force: true });
		cleanup.files.delete(beside);
	}
};
const NOT_OURS = /* @__PURE__ */ new Set([
	"EPERM",
	"EACCES",
	"EROFS",
	"ENOENT"
]);
const touch = async (path) => {
	try {
		await fs$1.utimes(path, /* @__PURE__ */ new Date(), /* @__PURE__ */ new Date());
	} catch (error) {
		if (!NOT_OURS.has(codeOf(error) ?? "")) throw error;
	}
};
const SHELLS_PIPE = /^\/(?:dev\/(?:stdin|fd\/)|proc\/)/;
/**
* Without a writer a pipe is never at its end. Those of a shell (`<(…)`, /dev/stdin) have one, and
* are named so.
*/
const refusePipe = async (path) => {
	if (SHELLS_PIPE.test(path)) return;
	if ((await orMissing(fs$1.stat(path)))?.isFIFO() === true) throw unreachable({
		code: "file-system",
		message: `There is a pipe at ${path}, where a file is needed.`,
		hint: `Look at it: ls -ld ${path}`
	});
};
/** Rejects at a pipe, and undefined where nothing is. */
const readWhole = async (path, read) => {
	await refusePipe(path);
	return orMissing(withPath(path, read()));
};
/** Large reads keep the number of trips through the thread pool low. */
const READ_SIZE = 1 << 20;
const readParts = async function* (path, range) {
	await refusePipe(path);
	yield* createReadStream(path, {
		highWaterMark: READ_SIZE,
		...range === void 0 ? {} : {
			start: range.start,
			end: range.end
		}
	});
};
/** The machine's own files. */
const realFiles = {
	readText: (path) => readWhole(path, () => fs$1.readFile(path, "utf8")),
	readBytes: (path) => readWhole(path, () => fs$1.readFile(path)),
	read: readParts,
	write,
	list: async (path) => (await orMissing(fs$1.readdir(path)) ?? []).sort(),
	stat: stat$1,
	readLink: (path) => fs$1.readlink(path),
	realPath: (path) => orMissing(fs$1.realpath(path)),
	makeDir: makeFolder,
	remove: async (path) => {
		await fs$1.rm(path, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
		cleanup.folders.delete(path);
	},
	rename: (from, to) => fs$1.rename(from, to),
	copy: async (from, to) => {
		await refusePipe(from);
		await makeFolder(dirname(to));
		await fs$1.copyFile(from, to);
	},
	hardLink,
	link: (target, path) => fs$1.symlink(target, path),
	chmod: (path, mode) => fs$1.chmod(path, mode),
	touch,
	makeTemp: async (prefix, near) => {
		const parent = near ?? tempFolder();
		await makeFolder(parent);
		const made = await fs$1.mkdtemp(join(parent, `${prefix}${mark()}-`));
		cleanup.folders.add(made);
		return made;
	},
	sweep,
	freeBytes,
	fileSystem,
	keepNote,
	livingNotes,
	withLock
};
// src/system/searchPath.ts
const realOr = async (path) => {
	try {
		return await realpath(path);
	} catch {
		return path;
	}
};
/**
* Folders that pull requests write: the working folder, up to the top of its repository, and the
* workspace of a run. A home, and what holds homes, is the user's own, also where somebody works in
* it.
*/
const strangersFolders = async (environment, cwd) => {
	const home = environment["HOME"] || "/";
	const folders = [await repositoryTop(realFiles, cwd) ?? cwd, cwd].filter((folder) => !isWithin(folder, home) && folder !== sep);
	const workspace = environment["GITHUB_WORKSPACE"] || void 0;
	return Promise.all([...folders, ...workspace === void 0 ? [] : [workspace]].map(realOr));
};
/**
* Whether a path of PATH may be searched: an absolute one, and none of a repository's, whatever
* links lead there.
*/
const trusted = async (path, strangers) => {
	if (!isAbsolute(path)) return false;
	const real = await realOr(path);
	return strangers.every((folder) => !isWithin(folder, path) && !isWithin(folder, real));
};
/**
* The folders of PATH in which programs are looked for; empty, relative and a repository's own ones
* are left out.
*/
const searchFolders = async (environment, cwd = process.cwd()) => {
	const strangers = await strangersFolders(environment, cwd);
	const folders = (environment["PATH"] ?? "").split(delimiter);
	const kept = await Promise.all(folders.map((folder) => trusted(folder, strangers)));
	return folders.filter((_, at) => kept[at]);
};
/** Where the system's own programs are. An empty PATH would mean the working folder. */
const SYSTEM_PATH = ["/usr/bin", "/bin"].join(delimiter);
/** The same as a value of PATH, for programs that look for others themselves. */
const searchPath = async (environment) => (await searchFolders(environment)).join(delimiter) || SYSTEM_PATH;
const executable = async (path) => {
	try {
		await access(path, constants.X_OK);
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
};
/**
* Absolute path of a program: itself, or the first of that name on PATH that is none of a
* repository's.
*/
const findProgram = async (program, environment, cwd = process.cwd()) => {
	if (isAbsolute(program)) return await executable(program) ? program : void 0;
	if (program === "" || program.includes(sep)) return void 0;
	const strangers = await strangersFolders(environment, cwd);
	for (const folder of await searchFolders(environment, cwd)) {
		const path = join(folder, program);
		if (await executable(path) && await trusted(path, strangers)) return path;
	}
};
export { cleanup as i, searchPath as n, realFiles as r, findProgram as t };
