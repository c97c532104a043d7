import { n as foundProblem, t as DlEnvError } from "./error.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { d as isOrdinary, f as isRead, i as installedWheel, n as staticFindings, r as SHARED_LIBRARY, u as packageCode } from "./staticChecks.js";
import { g as userOf, r as LABEL_PREFIX } from "./labels.js";
import { a as custom, f as object, h as string, l as literal, p as record, r as array } from "./schemas.js";
import { t as customizer } from "./customizer.js";
import { t as hardwareOf } from "./hardware.js";
import { t as visibleLine } from "./visible.js";
import { i as writeChecks, r as readChecks } from "./storedCheckReports.js";
import { s as pLimit } from "./networkFault.js";
import { n as artifactBlob, p as unlessDamaged } from "./artifact.js";
import { c as readSmall, g as OCI_MANIFEST, i as parseConfig, o as parseManifest, t as embeddedContent } from "./manifest.js";
import { r as putContent, t as inlineContent } from "./note.js";
import { n as digestOf, r as readJson } from "./digest.js";
import { t as decompressed } from "./decompressed.js";
import { n as overLimit, t as ARCHIVE_LIMITS } from "./archiveLimits.js";
import { n as bytes } from "./units.js";
import { t as tarMembers } from "./tarMembers.js";
import { a as codeIn } from "./measuredCode.js";
import { n as readBounded } from "./boundedBody.js";
import { t as imageMissing } from "./imageMissing.js";
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
// src/inspect/expectedImage.ts
/**
* What the image of a cell is meant to be: what its label promises is held against what is in it.
*/
const expectedOf = ({ catalog, request }, cell, lock) => {
	const { code, runsOn } = hardwareOf({
		cell,
		lock
	}, catalog);
	return {
		cuda: cell.cuda.split(".").slice(0, 2).join("."),
		wheelCuda: request.wheelCuda,
		labels: {
			cuda: `${LABEL_PREFIX}cuda`,
			wheelCuda: `${LABEL_PREFIX}cuda.wheels`
		},
		imports: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.imports ?? []),
		mayLack: cell.libraries.flatMap((name) => catalog.libraries.get(name)?.mayLack ?? []),
		aptOfLibrary: catalog.aptOfLibrary,
		gpus: runsOn,
		gpuPackages: code.map((one) => one.package),
		sudo: request.sudo,
		user: userOf(customizer(request)(cell))
	};
};
// src/inspect/checkHints.ts
const BUILD = "Build it from the Containerfile that this writes: dl-env generate";
const BASE = "If the base brings it, choose another: dl-env plan; if a library does, leave it out of the set in: dl-env.yml";
const RESOLVE = "Choose the wheels again: dl-env lock --update";
const MAKE = "Make it again: dl-env build";
const LAYER = "Remove it where it comes from; find the step with: podman history --no-trunc IMAGE";
const SECRET = "It is public for everyone who can pull the image: change the secret, and pass the new one with --secret, or at start with: dl-env run CELL --env NAME";
const OPEN_JUPYTER = "Remove the setting; a token is made at the first start of: dl-env run CELL jupyter";
const PASSWORD = "Set the field to * in /etc/shadow, for example in a step of the Containerfile: usermod --password '*' USER";
/** Code of a finding -> what to do, ending in something to type. */
const HINTS = {
	"allow-origin": OPEN_JUPYTER,
	"authorized-key": "Remove the file; keys are mounted at start: dl-env run CELL ssh",
	"compat-first": "Remove the folder from LD_LIBRARY_PATH and from: /etc/ld.so.conf.d",
	"damaged-library": MAKE,
	"dev-ids": BUILD,
	"dev-locked": "Set the user's field to * in /etc/shadow: usermod --password '*' dev",
	"driver-library": BASE,
	"empty-password": PASSWORD,
	"empty-token": OPEN_JUPYTER,
	entrypoint: "Leave ENTRYPOINT as it is written by: dl-env generate",
	"environment-dump": "Remove the file and the line that writes it, change the secrets in it, then: dl-env build",
	"fixed-password": PASSWORD,
	"fixed-token": OPEN_JUPYTER,
	"gpu-not-covered": "See which cell serves this GPU: dl-env pick --gpu NAME",
	"group-writable": "Remove the permission where the file comes from: chmod g-w",
	home: "Home belongs to its user and group 0: chown 1000:0 /home/dev && chmod 0775 /home/dev",
	"host-key": "Remove the keys in the step that installs sshd: rm -f /etc/ssh/ssh_host_*",
	"keys-folder": "Make it for group 0 only: install -d -m 0770 /etc/ssh/keys",
	"label-cuda": MAKE,
	"label-wheel-cuda": MAKE,
	"ld-preload": "Remove LD_PRELOAD and the file, or choose another base: dl-env plan",
	"licence-list": "Write it again at the end of the build: dl-env-check --licences --json > /usr/local/lib/dl-env/licences.json",
	locale: "Leave LANG as it is written by: dl-env generate",
	"missing-library": "Name the apt package that has it: apt: { packages: [libgl1] }; where only an optional part looks for it, say so in its library.yml: may-lack: [libnvinfer*]",
	"no-cmd": "Set one at the end of the Containerfile: CMD [\"shell\"]",
	"no-dev": BUILD,
	"no-xsrf": OPEN_JUPYTER,
	"nopasswd-sudo": "Remove the rule, or ask for sudo in dl-env.yml: sudo: true",
	"nvidia-env": "Leave what the base sets as it is, or choose another: dl-env plan",
	"other-cuda": RESOLVE,
	owner: "Make root its owner where it comes from: chown 0:0",
	"path-order": "Leave PATH as it is written by: dl-env generate",
	path: "Leave PATH as it is written by: dl-env generate",
	"root-user": "End the Containerfile with: USER 1000:0",
	"second-root": "Remove the user where it comes from: userdel",
	"secret-in-env": SECRET,
	"secret-in-file": SECRET,
	"secret-in-label": SECRET,
	"secret-in-history": SECRET,
	setuid: "Remove the permission where the file comes from: chmod u-s,g-s",
	"sshd-settings": "Leave /usr/local/lib/dl-env/sshd_config as it is: dl-env build",
	"sudo-unasked": "Remove sudo, or ask for it in dl-env.yml: sudo: true",
	"time-zone": "Leave TZ as it is written by: dl-env generate",
	"tool-missing": BUILD,
	"torch-cpu": RESOLVE,
	"torch-cuda": RESOLVE,
	"torch-missing": MAKE,
	"venv-mode": "Never chown or chmod /opt/venv; make it again: dl-env build",
	"wheel-shadowed": "Leave LD_LIBRARY_PATH as it is written by: dl-env generate",
	"world-writable": "Remove the permission where the file comes from: chmod o-w"
};
/** What to do about a finding. */
const hintFor = (code) => HINTS[code] ?? LAYER;
// src/inspect/reportedFindings.ts
/** A step of a build is a page of shell; its beginning says which one it is. */
const shortTitle = (title) => {
	const line = title.replace(/^dl-env: /, "").replace(/\s+/g, " ").trim();
	return line.length > 80 ? `${line.slice(0, 77)}...` : line;
};
/**
* Runs the static checks over an image, whose paths and texts are its own: what is invisible in
* them is made visible. Pure but for what the view reads.
*/
const findingsOf = async (image, expected) => (await staticFindings(image, expected)).map((finding) => {
	const layer = finding.path === void 0 ? void 0 : image.layerOf(finding.path);
	const { path, message } = finding;
	return {
		...finding,
		message: visibleLine(message),
		...path === void 0 ? {} : { path: visibleLine(path) },
		...layer === void 0 || layer === "" ? {} : { layer: visibleLine(shortTitle(layer)) },
		hint: hintFor(finding.code)
	};
});
// src/inspect/inventory/layerInventory.ts
/**
* Goes up when inventories hold something else than before: then each is taken again, once a layer.
*/
const INVENTORY_FORMAT = 1;
/** What is in a layer, put together; the same from a layer and from what was written about it. */
const inventoryOf = ({ diffId, entries, texts, libraries, wheels }) => {
	return {
		diffId,
		entries: entries.map((entry) => {
			const ordinary = isOrdinary(entry);
			if (ordinary || entry.kind !== "file") return {
				...entry,
				ordinary
			};
			const text = texts.get(entry.path);
			const library = libraries.get(entry.path);
			const wheel = entry.path.endsWith(METADATA) ? wheels.get(entry.path.slice(0, -METADATA.length)) : void 0;
			return {
				...entry,
				ordinary,
				...text === void 0 ? {} : { text },
				...library === void 0 ? {} : { library },
				...wheel === void 0 ? {} : { wheel }
			};
		}),
		texts,
		libraries,
		wheels
	};
};
const METADATA = "/METADATA";
const KINDS = {
	file: "f",
	directory: "d",
	symlink: "s",
	hardlink: "h",
	other: "o"
};
const KIND_OF = new Map(Object.entries(KINDS).map(([kind, letter]) => [letter, kind]));
const rowOf = ({ path, kind, mode, uid, gid, size, target }) => target === void 0 ? [
	path,
	KINDS[kind],
	mode,
	uid,
	gid,
	size
] : [
	path,
	KINDS[kind],
	mode,
	uid,
	gid,
	size,
	target
];
const entryOf = ([path, letter, mode, uid, gid, size, target]) => ({
	path,
	kind: KIND_OF.get(letter) ?? "other",
	mode,
	uid,
	gid,
	size,
	...target === void 0 ? {} : { target }
});
const Strings = array(string());
const ElfText = object({
	needed: Strings,
	soname: string().optional(),
	runpath: Strings
});
const WrittenFile = object({
	format: literal(INVENTORY_FORMAT),
	diffId: string(),
	entries: custom((rows) => Array.isArray(rows) && rows.every((row) => Array.isArray(row) && typeof row[0] === "string" && typeof row[2] === "number")),
	texts: record(string(), string()),
	libraries: record(string(), object({
		elf: ElfText.optional(),
		code: object({
			sm: Strings,
			ptx: Strings
		}).optional()
	})),
	wheels: record(string(), object({
		name: string(),
		version: string(),
		licence: string(),
		files: Strings,
		libraries: Strings
	}))
});
/** The bytes of an inventory: gzipped JSON, the same for the same layer. */
const encodeInventory = ({ diffId, entries, texts, libraries, wheels }) => gzipSync(JSON.stringify({
	format: INVENTORY_FORMAT,
	diffId,
	entries: entries.map(rowOf),
	texts: Object.fromEntries(texts),
	libraries: Object.fromEntries(libraries),
	wheels: Object.fromEntries(wheels)
}));
const gunzipped = (bytes) => {
	try {
		return gunzipSync(bytes);
	} catch {
		return /* @__PURE__ */ new Uint8Array();
	}
};
/**
* Reads what `encodeInventory` wrote; undefined when it is not the inventory of that layer in this
* format.
*/
const decodeInventory = (bytes, diffId) => {
	const read = WrittenFile.safeParse(readJson(gunzipped(bytes)));
	if (!read.success || read.data.diffId !== diffId) return void 0;
	const { entries, texts, libraries, wheels } = read.data;
	return inventoryOf({
		diffId,
		entries: entries.map(entryOf),
		texts: new Map(Object.entries(texts)),
		libraries: new Map(Object.entries(libraries)),
		wheels: new Map(Object.entries(wheels))
	});
};
// src/inspect/elf.ts
const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const number64 = (data, at) => Number(data.getBigUint64(at, true));
const LOAD = 1;
const DYNAMIC = 2;
const HEADER = 64;
/** Bytes of a dynamic section; those of CUDA's libraries have about 1,000. */
const DYNAMIC_LIMIT = 65536;
/** Bytes of one name or search path that is read. */
const STRING_LIMIT = 16384;
/**
* Program headers of a 64-bit little-endian ELF file; undefined when it is none. Source: elf(5).
*/
const segments = async (read) => {
	const head = await read(0, HEADER);
	if (head === void 0 || head.length < HEADER || view(head).getUint32(0) !== 2135247942 || head[4] !== 2 || head[5] !== 1) return void 0;
	const data = view(head);
	const [offset, size, count] = [
		number64(data, 32),
		data.getUint16(54, true),
		data.getUint16(56, true)
	];
	const table = await read(offset, offset + size * count);
	if (table === void 0 || table.length < size * count) return void 0;
	const rows = view(table);
	return Array.from({ length: count }, (_, index) => {
		const at = index * size;
		return {
			type: rows.getUint32(at, true),
			offset: number64(rows, at + 8),
			address: number64(rows, at + 16),
			size: number64(rows, at + 32)
		};
	});
};
const TAGS = {
	end: 0,
	needed: 1,
	strings: 5,
	stringsSize: 10,
	soname: 14,
	rpath: 15,
	runpath: 29
};
const tagsOf = (bytes) => {
	const data = view(bytes);
	const found = [];
	for (let at = 0; at + 16 <= bytes.length; at += 16) {
		const tag = number64(data, at);
		if (tag === TAGS.end) break;
		found.push({
			tag,
			value: number64(data, at + 8)
		});
	}
	return found;
};
const stringAt = (table, at) => {
	const rest = table.subarray(at, at + STRING_LIMIT);
	const end = rest.indexOf(0);
	return new TextDecoder().decode(end === -1 ? rest : rest.subarray(0, end));
};
/**
* Reads the dynamic section by ranges, so that a library of 1 GB costs a few kilobytes; undefined
* when the file is no whole ELF library.
*/
const readElf = async (read) => {
	const all = await segments(read);
	const dynamic = all?.find((one) => one.type === DYNAMIC);
	if (all === void 0 || dynamic === void 0) return void 0;
	if (dynamic.size > DYNAMIC_LIMIT) return void 0;
	const section = await read(dynamic.offset, dynamic.offset + dynamic.size);
	if (section === void 0 || section.length < dynamic.size) return void 0;
	const tags = tagsOf(section);
	const value = (tag) => tags.find((one) => one.tag === tag)?.value;
	const address = value(TAGS.strings);
	if (address === void 0) return {
		needed: [],
		runpath: []
	};
	const home = all.find((one) => one.type === LOAD && address >= one.address && address < one.address + one.size);
	const offset = address - (home?.address ?? 0) + (home?.offset ?? 0);
	const strings = await read(offset, offset + (value(TAGS.stringsSize) ?? 0));
	if (strings === void 0) return void 0;
	const soname = value(TAGS.soname);
	const runpath = value(TAGS.runpath) ?? value(TAGS.rpath);
	return {
		needed: tags.filter((one) => one.tag === TAGS.needed).map((one) => stringAt(strings, one.value)),
		...soname === void 0 ? {} : { soname: stringAt(strings, soname) },
		runpath: runpath === void 0 ? [] : stringAt(strings, runpath).split(":").filter((part) => part !== "")
	};
};
// src/inspect/inventory/takeInventory.ts
/** Libraries up to this size are looked at in memory (bytes), larger ones on disk. */
const IN_MEMORY = 64 << 20;
const WHEEL_FILE = /^(\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info)\/(METADATA|RECORD)$/;
const whole = async (body) => {
	const parts = [];
	for await (const part of body) parts.push(part);
	return Buffer.concat(parts);
};
const inspectedLibrary = (elf, code) => ({
	...elf === void 0 ? {} : { elf },
	...code.sm.length + code.ptx.length === 0 ? {} : { code }
});
const inMemory = async (bytes) => {
	const elf = await readElf((start, end) => Promise.resolve(bytes.subarray(start, Math.max(start, end))));
	const code = await codeIn((async function* () {
		yield bytes;
	})());
	return inspectedLibrary(elf, code);
};
/**
* The loader's part of a library may stand anywhere in it, so one that is too large to hold is laid
* down and read by ranges.
*/
const onDisk = async (files, spool, body) => {
	await files.write(spool, body);
	const range = async (start, end) => {
		if (end - start > IN_MEMORY) return void 0;
		return end <= start ? /* @__PURE__ */ new Uint8Array() : whole(files.read(spool, {
			start,
			end: end - 1
		}));
	};
	const result = inspectedLibrary(await readElf(range), await codeIn(files.read(spool)));
	await files.remove(spool);
	return result;
};
/** The text of a file, which is held until the layer is read; all of them together are bounded. */
const heldText = async (taking, path, { entry, body }) => {
	taking.held += entry.size;
	if (taking.held > ARCHIVE_LIMITS.texts) throw overLimit(`A layer has ${bytes(taking.held)} of metadata with ${path}`, bytes(ARCHIVE_LIMITS.texts));
	return (await whole(body)).toString("utf8");
};
const look = async (taking, path, { entry, body }) => {
	const [, folder, file] = WHEEL_FILE.exec(path) ?? [];
	if (SHARED_LIBRARY.test(path) && !path.startsWith("/etc/")) taking.libraries.set(path, entry.size <= IN_MEMORY ? await inMemory(await whole(body)) : await onDisk(taking.files, taking.spool, body));
	else if (folder !== void 0 && (file === "METADATA" || file === "RECORD")) {
		const texts = taking.wheelTexts.get(folder) ?? {};
		texts[file] = await heldText(taking, path, {
			entry,
			body
		});
		taking.wheelTexts.set(folder, texts);
	} else if (isRead(path, entry.size)) taking.texts.set(path, await heldText(taking, path, {
		entry,
		body
	}));
};
const asEntry = ({ path, kind, mode, uid, gid, size, target }) => ({
	path: `/${path}`,
	kind,
	mode,
	uid,
	gid,
	size,
	...target === void 0 ? {} : { target: kind === "hardlink" ? `/${target}` : target }
});
const wheelsOf = ({ wheelTexts }) => {
	const wheels = /* @__PURE__ */ new Map();
	for (const [folder, { METADATA, RECORD }] of wheelTexts) {
		const wheel = installedWheel(METADATA ?? "", RECORD ?? "");
		if (wheel !== void 0) wheels.set(folder, wheel);
	}
	return wheels;
};
/** The bytes as they pass, and their digest at the end. */
const hashed = (bytes) => {
	const hash = createHash("sha256");
	const pass = async function* () {
		for await (const chunk of bytes) {
			hash.update(chunk);
			yield chunk;
		}
	};
	return {
		bytes: pass(),
		digest: () => `sha256:${hash.digest("hex")}`
	};
};
const otherLayer = (diffId, found) => foundProblem({
	code: "layer-differs",
	message: `A layer's content is ${found}, but the image's config names ${diffId}.`,
	hint: "It was damaged or changed after it was made; make it again: dl-env build"
});
/**
* Reads a layer's blob (gzip, Zstandard or plain) once, as a stream, and notes what the checks
* need. `near` is a private folder with room for the largest library. Rejects with `bad-tar`, and
* with `layer-differs` when the tar is not the one that the diff id names.
*/
const takeInventory = async ({ files, near }, blob, diffId) => {
	const temp = await files.makeTemp("inventory-", near);
	try {
		const tar = hashed(decompressed(blob));
		const taking = {
			files,
			spool: `${temp}/library`,
			entries: [],
			texts: /* @__PURE__ */ new Map(),
			libraries: /* @__PURE__ */ new Map(),
			wheelTexts: /* @__PURE__ */ new Map(),
			held: 0
		};
		for await (const member of tarMembers(tar.bytes)) {
			const entry = asEntry(member.entry);
			if (member.entry.path === "") continue;
			taking.entries.push(entry);
			if (entry.kind === "file") await look(taking, entry.path, member);
		}
		for await (const _rest of tar.bytes) continue;
		const found = tar.digest();
		if (found !== diffId) throw otherLayer(diffId, found);
		return inventoryOf({
			diffId,
			entries: taking.entries,
			texts: taking.texts,
			libraries: taking.libraries,
			wheels: wheelsOf(taking)
		});
	} finally {
		await files.remove(temp);
	}
};
// src/inspect/storedInventories.ts
/** Type of a layer's inventory, as an artifact and as its one blob. */
const INVENTORY_TYPE = "application/vnd.dl-env.layer.inventory.v1+gzip";
/**
* Under which an inventory lies in the store: named by the layer's content, so that a layer
* compressed again by an engine has the same.
*/
const inventoryTag = (diffId) => `inventory-${diffId.replace("sha256:", "").slice(0, 32)}`;
/** Beyond this (bytes) it is none of ours. */
const LARGEST = 64 << 20;
/** Layers that are read through at the same time: each keeps a processor busy. */
const AT_ONCE = 2;
const readStored = async (store, diffId) => {
	const found = await store.manifest(inventoryTag(diffId));
	if (found === void 0) return void 0;
	const manifest = parseManifest(found, store.name);
	const inline = inlineContent(manifest, INVENTORY_TYPE);
	if (inline !== void 0) return decodeInventory(inline, diffId);
	const blob = artifactBlob(manifest, INVENTORY_TYPE);
	if (blob === void 0) return void 0;
	const content = embeddedContent(blob) ?? await readBounded(store.readBlob(blob.digest, blob.size), {
		what: `The inventory of ${diffId}`,
		bytes: LARGEST
	});
	return decodeInventory(content, diffId);
};
/** The inventory that a store has; undefined where it has none that is whole. */
const stored = (store, diffId) => unlessDamaged(readStored(store, diffId));
/** Puts an inventory into the store; where that is refused, the next run reads the layer again. */
const storeInventory = async ({ log }, store, inventory) => {
	try {
		await putContent(store, {
			tag: inventoryTag(inventory.diffId),
			type: INVENTORY_TYPE,
			content: encodeInventory(inventory)
		});
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		log.warn(`${store.name} does not store the inventory of a layer, so the next run reads the layer again. (${error.message})`);
	}
};
/** The chunks as they come, whose lengths are told. */
async function* told(chunks, onRead) {
	for await (const chunk of chunks) {
		onRead?.(chunk.byteLength);
		yield chunk;
	}
}
/** The inventories of layers that the store has, and those that are taken now. */
const openInventories = (sys, store, { near, tags }) => {
	const taken = /* @__PURE__ */ new Map();
	const limit = pLimit(AT_ONCE);
	const look = async (diffId) => tags?.has(inventoryTag(diffId)) === false ? void 0 : stored(store, diffId);
	const read = (diffId, blob) => limit(() => {
		sys.log.debug(`reading the layer ${diffId}`);
		return takeInventory({
			files: sys.files,
			near
		}, blob(), diffId);
	});
	const take = async (diffId, blob) => {
		const inventory = await read(diffId, blob);
		await storeInventory(sys, store, inventory);
		return inventory;
	};
	const once = (diffId, make) => {
		const found = taken.get(diffId) ?? make();
		taken.set(diffId, found);
		return found;
	};
	return {
		of: ({ digest, diffId }, from) => once(diffId, async () => await look(diffId) ?? take(diffId, () => from.readBlob(digest))),
		keep: async ({ diffId, file }, onRead) => {
			await once(diffId, () => take(diffId, () => told(sys.files.read(file), onRead)));
		},
		hold: async ({ diffId, file }) => {
			await once(diffId, () => read(diffId, () => sys.files.read(file)));
		}
	};
};
// src/inspect/inventory/overlaidView.ts
const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
const split = (path) => {
	const slash = path.lastIndexOf("/");
	return {
		folder: path.slice(0, slash),
		name: path.slice(slash + 1)
	};
};
const isMark = ({ path }) => path.includes("/.wh.") && split(path).name.startsWith(WHITEOUT);
const removeBelow = (tree, folder) => {
	for (const path of tree.keys()) if (path.startsWith(`${folder}/`)) tree.delete(path);
};
const whiteOut = (tree, path) => {
	const { folder, name } = split(path);
	if (name === OPAQUE) {
		removeBelow(tree, folder);
		return;
	}
	const gone = `${folder}/${name.slice(4)}`;
	removeBelow(tree, gone);
	tree.delete(gone);
};
const place = (tree, entry) => {
	const { path, kind } = entry;
	if (kind === "hardlink") {
		const target = tree.get(entry.target ?? "");
		if (target !== void 0) tree.set(path, {
			...target,
			path
		});
		return;
	}
	if (kind !== "directory" && tree.get(path)?.kind === "directory") removeBelow(tree, path);
	tree.set(path, entry);
};
/**
* Layers, lowest first, as one tree; within a layer the marks of removal count before the rest, as
* the OCI image specification has it.
*/
const overlaidTree = (layers) => {
	const tree = /* @__PURE__ */ new Map();
	for (const { inventory } of layers) {
		const marks = new Set(inventory.entries.filter(isMark));
		for (const { path } of marks) whiteOut(tree, path);
		for (const entry of inventory.entries) if (!marks.has(entry)) place(tree, entry);
	}
	return tree;
};
/** An image as its layers' inventories tell of it: nothing is read and nothing is run. */
const overlaid = (layers, config) => {
	const tree = overlaidTree(layers);
	const entries = tree;
	return {
		config,
		entries,
		notable: [...entries.values()].filter(({ ordinary }) => !ordinary),
		text: (path) => Promise.resolve(tree.get(path)?.text),
		elf: (path) => Promise.resolve(tree.get(path)?.library?.elf),
		code: (path) => Promise.resolve(tree.get(path)?.library?.code ?? {
			sm: [],
			ptx: []
		}),
		wheels: () => Promise.resolve(layers.flatMap(({ inventory }) => [...inventory.wheels].flatMap(([folder, wheel]) => tree.get(`${folder}/METADATA`)?.wheel === wheel ? [wheel] : []))),
		layerOf: (path) => tree.has(path) ? layers.findLast(({ inventory }) => inventory.entries.some((entry) => entry.path === path))?.title : void 0
	};
};
// src/inspect/storedView.ts
const environment = (lines) => Object.fromEntries(lines.map((line) => [line.split("=", 1)[0] ?? "", line.slice(line.indexOf("=") + 1)]));
const viewConfig = ({ config, history }) => ({
	env: environment(config?.Env ?? []),
	entrypoint: config?.Entrypoint ?? [],
	cmd: config?.Cmd ?? [],
	user: config?.User ?? "",
	labels: config?.Labels ?? {},
	history: (history ?? []).map((entry) => entry.created_by ?? "")
});
/** Decodes the bytes of a manifest and a config. */
const imageContent = ({ manifest, config }, from) => {
	const stored = {
		digest: digestOf(manifest),
		mediaType: OCI_MANIFEST,
		bytes: manifest
	};
	return {
		layers: parseManifest(stored, from).layers,
		config: parseConfig(config, digestOf(config), from)
	};
};
/** Reads what an image consists of; rejects with `image-missing`. Two requests. */
const readContent = async (to, digest) => {
	const stored = await to.manifest(digest);
	if (stored === void 0) throw imageMissing(to, digest);
	const { config: blob, layers } = parseManifest(stored, to.name);
	return {
		layers,
		config: parseConfig(await readSmall(to, blob), blob.digest, to.name)
	};
};
/**
* An image by what it consists of, laid together from what is known of its layers. Layers of which
* nothing is known are read through, once.
*/
const readView = async (to, { layers, config }, inventories) => {
	const titles = (config.history ?? []).filter((entry) => entry.empty_layer !== true).map((entry) => entry.created_by ?? "");
	const layerInventories = layers.map(async (layer, index) => ({
		inventory: await inventories.of({
			digest: layer.digest,
			diffId: config.rootfs.diff_ids[index] ?? ""
		}, to),
		title: titles[index] ?? ""
	}));
	return overlaid(await Promise.all(layerInventories), viewConfig(config));
};
// src/inspect/inspector.ts
const lockOf = ({ judged, locks }, id) => {
	const found = judged.find(({ cell }) => cell.id === id);
	const lock = found?.verdict.kind === "accepted" ? locks.get(found.verdict.lock) : void 0;
	if (found === void 0 || lock === void 0) throw new TypeError(`no accepted cell ${id}`);
	return {
		cell: found.cell,
		lock
	};
};
/** Who may only read, as for a dry run, learns what was found all the same. */
const storeReport = async ({ sys, store }, report) => {
	try {
		await writeChecks({ store }, report);
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		sys.log.warn(`${store.name} does not store what the checks of ${report.cell} found, so they run again next time. (${error.message})`);
	}
};
const inspectImage = async (facts, { inputs, inventories }, { cell: id, digest, content }) => {
	const { sys, to } = facts;
	const { cell, lock } = lockOf(inputs, id);
	const expected = expectedOf(facts, cell, lock);
	const image = await readView(to, content ?? await readContent(to, digest), inventories);
	const findings = await findingsOf(image, expected);
	const code = await packageCode(image, expected.gpuPackages);
	const report = {
		format: 1,
		version: 1,
		digest,
		cell: id,
		at: new Date(sys.clock.now()).toISOString(),
		code,
		findings
	};
	await storeReport(facts, report);
	return report;
};
/**
* The inventories of layers in a store, whose `tags` are given where they were listed. Folders for
* layers that are read through are made in the user's cache, and removed at once.
*/
const inventoriesOf = ({ sys, store }, tags) => openInventories(sys, store, {
	near: `${cacheFolder(sys.env)}/tmp`,
	tags
});
/**
* Inspects images: the report that is stored beside an image, else a new one, made from the
* inventories of its layers and stored there. Each layer is read once. Needs neither an engine nor
* a GPU.
*/
const inspector = (facts, inputs, inventories = inventoriesOf(facts)) => async (image) => {
	const stored = image.isNew === true ? void 0 : await readChecks(facts, image.digest);
	return stored?.cell === image.cell ? stored : inspectImage(facts, {
		inputs,
		inventories
	}, image);
};
export { inventoriesOf as n, imageContent as r, inspector as t };
