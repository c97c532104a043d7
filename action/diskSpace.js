import { n as foundProblem, r as unreachable } from "./error.js";
import { n as bytes } from "./units.js";
import { r as lasting } from "./diskFull.js";
// src/layer/layerEntry.ts
/** Time of everything in layers of ours: 2020-01-01, late enough for zip. Layer format 1. */
const LAYER_MTIME = 1577836800;
const OWNED = {
	uid: 0,
	gid: 0,
	mtime: LAYER_MTIME
};
/**
* Where any user of group 0 may install: everything else is root's, because `dev` is in group 0 and
* must not become root by what root runs.
*/
const isShared = (path) => /^opt\/(venv|python)(\/|$)/.test(path);
/**
* Layer format 1 knows four modes: executable or not, and in the environment also for group 0 to
* write.
*/
const layerMode = (path, mode) => ((mode & 64) === 0 ? 420 : 493) | (isShared(path) ? 16 : 0);
const fileEntry = (path, mode, body) => ({
	...OWNED,
	kind: "file",
	path,
	mode: layerMode(path, mode),
	...body
});
const bytesEntry = (path, mode, bytes) => fileEntry(path, mode, {
	size: bytes.length,
	content: {
		kind: "bytes",
		bytes
	}
});
const symlinkEntry = (path, target) => ({
	...OWNED,
	kind: "symlink",
	path,
	mode: 511,
	size: 0,
	target
});
const hardlinkEntry = (path, mode, target) => ({
	...OWNED,
	kind: "hardlink",
	path,
	mode: layerMode(path, mode),
	size: 0,
	target
});
const directoryEntry = (path) => ({
	...OWNED,
	kind: "directory",
	path,
	mode: layerMode(path, 448),
	size: 0
});
/** An entry whose owner and mode dl-env.yml decides. */
const ownedEntry = (path, { mode, uid, gid, content }) => {
	const common = {
		path,
		mode,
		uid,
		gid,
		mtime: LAYER_MTIME
	};
	switch (content.kind) {
		case "directory": return {
			...common,
			kind: "directory",
			size: 0
		};
		case "symlink": return {
			...common,
			kind: "symlink",
			size: 0,
			target: content.target
		};
		case "file": return {
			...common,
			kind: "file",
			size: content.size,
			content: {
				kind: "file",
				path: content.source
			}
		};
	}
};
// src/layer/orderedEntries.ts
/**
* Symlinks in Ubuntu: a layer that brings one of these as a folder would replace the link and break
* the image.
*/
const LINKS_OF_THE_BASE = /* @__PURE__ */ new Set([
	"bin",
	"lib",
	"lib32",
	"lib64",
	"libx32",
	"sbin"
]);
/**
* Names that begin so are no files in a layer: they delete what the layers below have. Source: OCI
* image specification, layer.md.
*/
const WHITEOUT = ".wh.";
const whiteout = (path) => foundProblem({
	code: "layer-path",
	message: `A layer must not hold the path ${JSON.stringify(path)}: names that begin with "${WHITEOUT}" delete files of other layers.`,
	hint: "See which wheel brings it, and report it to its authors: dl-env plan --json"
});
const checked = (path) => {
	const parts = path.split("/");
	const wrong = parts.some((part) => part === "" || part === "." || part === "..") || LINKS_OF_THE_BASE.has(parts[0] ?? "");
	if (parts.some((part) => part.startsWith(WHITEOUT))) throw whiteout(path);
	if (!wrong && !path.includes("\0")) return path;
	throw foundProblem({
		code: "layer-path",
		message: `A layer must not hold the path ${JSON.stringify(path)}.`,
		hint: "Type: dl-env plan --json"
	});
};
const parentOf = (path) => {
	const slash = path.lastIndexOf("/");
	return slash < 0 ? void 0 : path.slice(0, slash);
};
/**
* Where an entry stands: by its path, but bytecode right behind its module, of whose names and
* texts it consists, and its folder before both.
*/
const placeOf = ({ path, kind }) => {
	const [, folder, module] = /^(.+\/)__pycache__(?:\/([^/]+)\.cpython-\d+\.pyc)?$/.exec(path) ?? [];
	if (folder === void 0) return path;
	if (module !== void 0) return `${folder}${module}.py\0${path}`;
	return kind === "directory" ? `${folder}\0` : path;
};
const inPlace = (entries) => [...entries].map((entry) => ({
	entry,
	place: placeOf(entry)
})).sort((a, b) => a.place < b.place ? -1 : 1).map(({ entry }) => entry);
/**
* The entries of a layer of ours in canonical order: sorted by path, bytecode behind its module,
* with every parent folder, the same in each layer. Of two entries with one path the later wins.
* Rejects paths that no layer may hold (`layer-path`).
*/
const ordered = (entries) => {
	const byName = /* @__PURE__ */ new Map();
	for (const entry of entries) byName.set(checked(entry.path), entry);
	for (const entry of entries) for (let parent = parentOf(entry.path); parent !== void 0; parent = parentOf(parent)) {
		const there = byName.get(parent);
		if (there?.kind === "directory") break;
		if (there !== void 0) throw foundProblem({
			code: "layer-path",
			message: `${parent} is both a folder and not a folder in one layer.`,
			hint: "Type: dl-env plan --json"
		});
		byName.set(parent, directoryEntry(parent));
	}
	return inPlace(byName.values());
};
// src/layer/diskSpace.ts
/** The error for what does not fit, with the numbers. */
const notEnough = ({ folder, needs, needed, free, reserved }) => {
	const there = lasting(folder);
	const elsewhere = there === folder ? "" : "Use another disk: export XDG_CACHE_HOME=/path/on/a/larger/disk\n";
	const first = reserved === void 0 ? "Make" : "Wait until that is done, or make";
	return unreachable({
		code: "disk-full",
		message: `${needs} about ${bytes(needed)} of free space in ${there}, but only ${bytes(free)} are free${reserved === void 0 ? "" : `, ${reserved}`}.`,
		hint: `${elsewhere}${elsewhere === "" ? first : "Or make"} room, then type the command again; how full it is: df -h ${there}`
	});
};
/**
* Rejects with code `disk-full` and both numbers when `folder` has less room than `needed` bytes.
*/
const ensureSpace = async (files, folder, { needed, what }) => {
	const free = await files.freeBytes(folder);
	if (free < needed) throw notEnough({
		folder,
		needs: `${what} needs`,
		needed,
		free
	});
};
export { directoryEntry as a, ownedEntry as c, bytesEntry as i, symlinkEntry as l, notEnough as n, fileEntry as o, ordered as r, hardlinkEntry as s, ensureSpace as t };
