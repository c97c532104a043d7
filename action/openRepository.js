import { i as wrongRequest, n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { n as CUDNN_SOURCES, r as SMOKE_REQUIREMENTS, t as BUILD_MODES } from "./requestValues.js";
import { n as closestOf, r as closestOrLonger, t as AXES } from "./request.js";
import { n as loginHint, t as limitHint } from "./loginHint.js";
import { i as duration } from "./units.js";
import { t as makeSecrets } from "./mask.js";
import { t as diskFull } from "./diskFull.js";
import { t as shellWord } from "./shellWord.js";
import { t as parse } from "./dist2.js";
import { a as LIMITS, d as tooDeep, f as isDigest, g as require_dist, h as repositoryName, i as statedWait, l as faultKind, m as parseReference, n as readBounded, o as answerDeadline, r as takenAtPace, s as blobPace, t as atPace, u as pauseBefore } from "./boundedBody.js";
import { _ as union, d as number, f as object, h as string, i as boolean, l as literal, m as strictObject, n as _enum, p as record, r as array, u as looseObject, v as unknown } from "./schemas.js";
import { i as verified, n as digestOf, r as readJson, t as checkDigest } from "./digest.js";
import { a as satisfies, c as valid, d as compareVersions, h as minorOf, i as secretInFile, n as isSecretName, o as validRange, p as isUnder, t as holdsLogin } from "./secretNames.js";
import { t as oneOf } from "./oneOf.js";
import { n as findCredentials } from "./credentials.js";
import { dirname, isAbsolute, join } from "node:path";
// src/text/controlCharacters.ts
/**
* What no line of a Containerfile can hold outside JSON: line breaks and other control characters.
*/
const CONTROL_CHARACTER = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/;
// src/matrix/customization.ts
/** Of images as dl-env makes them. */
const NOTHING_ADDED = {
	env: {},
	labels: {},
	ports: [],
	apt: [],
	files: [],
	run: [],
	index: []
};
/** Whether a locale must be compiled: the base has none but C.UTF-8. */
const needsLocale = (locale) => locale !== void 0 && locale !== "C.UTF-8";
// src/text/mirrors.ts
var import_dist = require_dist();
const withoutScheme = (address) => address.replace(/^https?:\/\//, "");
const withoutSlashes = (text) => text.replace(/\/+$/, "");
/**
* The mirror that decides for a name without scheme: the longest key that is the name or whole
* segments of its beginning.
*/
const mirrorOf = (name, mirrors) => Object.entries(mirrors).map(([key, value]) => ({
	key: withoutSlashes(withoutScheme(key)),
	value
})).filter(({ key }) => name === key || name.startsWith(`${key}/`)).sort((a, b) => b.key.length - a.key.length)[0];
/** The address to ask instead of this one; a mirror without scheme is asked by https. */
const mirrored = (address, mirrors) => {
	const name = withoutScheme(address);
	const mirror = mirrorOf(name, mirrors);
	if (mirror === void 0) return address;
	const instead = withoutSlashes(mirror.value);
	return `${/^https?:\/\//.test(instead) ? instead : `https://${instead}`}${name.slice(mirror.key.length)}`;
};
// src/secrets/indexVariables.ts
/** An index's name as uv writes it in the names of variables: `UV_INDEX_<NAME>_USERNAME`. */
const indexVariableName = (name) => name.toUpperCase().replace(/[^A-Z0-9]/g, "_");
/** The variable by which a user says which host the login of an index is for. */
const indexHostVariable = (name) => `DL_ENV_INDEX_${indexVariableName(name)}_HOST`;
/** The variables that hold the login of an index: its user, its password. */
const indexLoginVariables = (name) => [`UV_INDEX_${indexVariableName(name)}_USERNAME`, `UV_INDEX_${indexVariableName(name)}_PASSWORD`];
// src/registry/layoutFault.ts
/** The place as part of a problem. */
const placed = (place) => place === void 0 ? {} : { place };
const codeOf = (error) => error instanceof Error && "code" in error ? String(error.code) : "";
const denied$1 = ({ name, dir, place }, cause) => wrongRequest({
	code: "layout-denied",
	message: `The folder of ${name} cannot be read or written by this user.`,
	...placed(place),
	hint: `See who owns it: ls -ld ${dir}`
}, { cause });
/** Only a folder that cannot be made: a file that is not there is not an error. */
const notMade = ({ name, dir, place }, cause) => wrongRequest({
	code: "layout-denied",
	message: `No folder can be created for ${name}.`,
	...placed(place),
	hint: `Name another place, such as to: oci:./images; what is there: ls -ld ${dirname(dir)}`
}, { cause });
const notAFolder = ({ name, dir, place }, cause) => wrongRequest({
	code: "not-a-layout",
	message: `${name} is not a folder, or one of its parents is not.`,
	...placed(place),
	hint: `Look at it: ls -ld ${dir}`
}, { cause });
const full = ({ name, dir }, cause) => unreachable({
	code: "disk-full",
	message: `The disk that holds ${name} is full.`,
	hint: `Make room, then type the command again; what is there: df -h ${dir}`
}, { cause });
/** What the file system said, as an error about the layout. */
const layoutFault = (layout, error) => {
	switch (codeOf(error)) {
		case "EACCES":
		case "EPERM":
		case "EROFS": return denied$1(layout, error);
		case "ENOENT": return notMade(layout, error);
		case "ENOTDIR":
		case "EEXIST": return notAFolder(layout, error);
		case "ENOSPC":
		case "EDQUOT": return full(layout, error);
		default: return error;
	}
};
/** Does the work; what the file system refuses becomes an error about the layout. */
const guarded = async (layout, work) => {
	try {
		return await work();
	} catch (error) {
		throw layoutFault(layout, error);
	}
};
// src/registry/repository.ts
const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
const OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
const OCI_LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
const DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
const DOCKER_LAYER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
/**
* Which paths a layer holds and what is in them: gzip of lines `<first 16 hex of sha256> <path>\n`,
* sorted by path.
*/
const LAYER_PATHS = "application/vnd.dl-env.layer.paths.v1+gzip";
// src/registry/layoutIndex.ts
const INDEX_FILE = "index.json";
/** The tag of an entry (image-spec, annotations). */
const REF_NAME = "org.opencontainers.image.ref.name";
/** The name under which containerd and docker list an entry. */
const IMAGE_NAME = "io.containerd.image.name";
const Entry$1 = looseObject({
	mediaType: string(),
	digest: string().regex(/^sha256:[0-9a-f]{64}$/),
	size: number().int().nonnegative(),
	annotations: record(string(), string()).optional()
});
const Index$1 = looseObject({
	schemaVersion: literal(2),
	manifests: array(Entry$1)
});
/** What a person sees of an image in `podman images` and `docker images`. */
const localName = (tag) => `localhost/dl-env:${tag}`;
/** Annotations for the entry of an image (not of a layer), so that engines name it. */
const imageAnnotations = (tag) => ({ [IMAGE_NAME]: localName(tag) });
const readWhole = async (files, dir, name) => {
	const path = join(dir, INDEX_FILE);
	const text = await files.readText(path);
	if (text === void 0) return {
		schemaVersion: 2,
		mediaType: OCI_INDEX,
		manifests: []
	};
	const decoded = Index$1.safeParse(readJson(text));
	if (decoded.success) return decoded.data;
	throw unreachable({
		code: "layout-broken",
		message: `The index of ${name} cannot be read.`,
		place: { file: path },
		hint: `Its blobs may still be whole; start a new folder beside it: mv ${dir} ${dir}.old`
	});
};
/** Entries of the layout's index; none when there is no index yet. */
const readIndex = async (files, dir, name) => {
	const { manifests } = await readWhole(files, dir, name);
	return { manifests };
};
/** The entry with this tag; in a foreign layout with two of them, the last. */
const tagged = (index, tag) => index.manifests.findLast((entry) => entry.annotations?.[REF_NAME] === tag);
/**
* Puts the entries that `choose` returns in the place of those with the same tags, alone among all
* writers of this folder from before it is asked until they are on disk.
*/
const changeIndex = async (files, { dir, name }, choose) => {
	const path = join(dir, INDEX_FILE);
	await files.withLock(`${path}.lock`, async () => {
		const whole = await readWhole(files, dir, name);
		const entries = await choose({ manifests: whole.manifests });
		if (entries.length === 0) return;
		const changed = new Map(entries.map((entry) => [entry.annotations?.[REF_NAME], entry]));
		const others = whole.manifests.filter((other) => !changed.has(other.annotations?.[REF_NAME]));
		await files.write(path, `${JSON.stringify({
			...whole,
			manifests: [...others, ...changed.values()]
		}, void 0, 1)}\n`, 420);
	});
};
/**
* Takes the entries out that are not to stay, alone among all writers of this folder; those are
* given as they are then.
*/
const removeEntries = async (files, { dir, name }, stays) => {
	const path = join(dir, INDEX_FILE);
	await files.withLock(`${path}.lock`, async () => {
		const whole = await readWhole(files, dir, name);
		const manifests = whole.manifests.filter((entry) => stays(entry));
		if (manifests.length === whole.manifests.length) return;
		await files.write(path, `${JSON.stringify({
			...whole,
			manifests
		}, void 0, 1)}\n`, 420);
	});
};
/**
* Entries that come while the lock is held elsewhere are written together: 300 images linked at
* once are a few writes, not 300.
*/
const makeIndexWriter = (files, dir, name) => {
	let waiting = [];
	let scheduled;
	let last = Promise.resolve();
	const flush = async () => {
		const entries = waiting;
		waiting = [];
		scheduled = void 0;
		await changeIndex(files, {
			dir,
			name
		}, async () => entries);
	};
	return (entry) => {
		waiting.push(entry);
		if (scheduled === void 0) {
			scheduled = last.then(flush);
			last = scheduled.catch(() => void 0);
		}
		return scheduled;
	};
};
// src/registry/layoutFolder.ts
const MARKER = "oci-layout";
/** Ends the name of a file that says what a build makes just now for the layout. */
const CLAIM_ENDING = ".making";
const MARKER_TEXT = "{\"imageLayoutVersion\":\"1.0.0\"}";
/** Path of a blob below a layout folder. */
const blobPath = (dir, digest) => join(dir, "blobs", "sha256", digest.slice(7));
const isVersion1 = (marker) => typeof marker === "object" && marker !== null && "imageLayoutVersion" in marker && marker.imageLayoutVersion === "1.0.0";
/**
* Whether the folder is a layout; false when there is nothing yet. Refuses a folder with something
* else in it.
*/
const exists = async ({ files, dir, name, place }) => {
	const refused = (message, hint) => wrongRequest({
		code: "not-a-layout",
		message: `${name} ${message}.`,
		...placed(place),
		hint
	});
	const marker = await files.readText(join(dir, MARKER));
	if (marker !== void 0) {
		if (isVersion1(readJson(marker))) return true;
		throw refused("is an image layout of a version that is not supported", `Look at it: cat ${join(dir, MARKER)}`);
	}
	const stat = await files.stat(dir);
	if (stat === void 0) return false;
	if (stat.kind === "file" || stat.kind === "other") throw refused("is a file, not a folder", `Name another folder, or move it away: mv ${dir} ${dir}.old`);
	if ((await files.list(dir)).filter((entry) => entry !== `index.json.lock` && entry !== "blobs" && !entry.startsWith(MARKER) && !entry.endsWith(".making")).length === 0) return false;
	throw refused("is a folder with other things in it, not an image layout", `Name an empty or new folder; what is in it: ls ${dir}`);
};
/** The index; without entries where there is no layout yet. */
const indexOf = async (folder) => await exists(folder) ? readIndex(folder.files, folder.dir, folder.name) : { manifests: [] };
/** Makes the layout, or finds it and removes what interrupted runs left half-written in it. */
const beginLayout = async (folder) => {
	if (await exists(folder)) {
		folder.swept ??= folder.files.sweep(join(folder.dir, "blobs", "sha256"));
		await folder.swept;
		return;
	}
	await folder.files.write(join(folder.dir, MARKER), MARKER_TEXT, 420);
};
// src/registry/layoutCollection.ts
/** All blobs of a layout; what is being written just now is none yet. */
const listBlobs = async ({ files, dir }) => {
	const digests = (await files.list(join(dir, "blobs", "sha256"))).map((name) => `sha256:${name}`).filter(isDigest);
	return (await Promise.all(digests.map(async (digest) => {
		const stat = await files.stat(blobPath(dir, digest));
		return stat?.kind === "file" ? [{
			digest,
			size: stat.size,
			used: stat.mtime
		}] : [];
	}))).flat();
};
/** Removes the bytes of a blob; false where it was written or used since it was listed. */
const removeBlob = async ({ files, dir }, { digest, used }) => {
	if (!isDigest(digest)) return false;
	const path = blobPath(dir, digest);
	const stat = await files.stat(path);
	if (stat !== void 0 && stat.mtime !== used) return false;
	await files.remove(path);
	return true;
};
/** Seconds after which the use of a blob is noted again. */
const NOTED_FOR = 3600;
/** Notes that a blob is in use, so that nobody takes it for left over. */
const noteUse = async ({ files, dir, now }, digest) => {
	const path = blobPath(dir, digest);
	const stat = await files.stat(path);
	if (stat !== void 0 && stat.mtime < now() / 1e3 - NOTED_FOR) await files.touch(path);
};
// src/registry/layoutBlobs.ts
/** Whether a blob lies in the folder, and has this many bytes where that is known. */
const hasBlob = async ({ files, dir }, digest, size) => {
	if (!isDigest(digest)) return false;
	const stat = await files.stat(blobPath(dir, digest));
	return stat?.kind === "file" && (size === void 0 || stat.size === size);
};
/** Bytes of a blob, verified. Rejects with `blob-missing`. */
async function* readBlob$1(folder, digest, size) {
	if (!await hasBlob(folder, digest)) throw unreachable({
		code: "blob-missing",
		message: `${folder.name} has no blob ${digest}.`,
		hint: `Something was removed from it; make it again: dl-env build`
	});
	yield* verified(folder.files.read(blobPath(folder.dir, digest)), {
		digest,
		from: folder.name,
		size
	});
}
/** Whether a file of this machine became the blob as it is: then no byte was copied. */
const tookFile = async ({ files }, { file, size }, path) => {
	if (file === void 0 || (await files.stat(file))?.size !== size) return false;
	await files.chmod(file, 420);
	return files.hardLink(file, path);
};
/** Bytes up to which what is there is read, not only looked at: manifests, configs, lists. */
const SMALL = 1 << 20;
/** Whether a blob is there, and is it as far as that costs nothing. */
const isThere = async (folder, { digest, size }) => {
	if (!await hasBlob(folder, digest, size)) return false;
	if (size > SMALL) return true;
	const bytes = await folder.files.readBytes(blobPath(folder.dir, digest));
	return bytes !== void 0 && digestOf(bytes) === digest;
};
/** Puts a blob into the folder; false where it is there. */
const writeBlob = async (folder, source) => {
	if (!isDigest(source.digest)) throw new TypeError(`not a digest: ${source.digest}`);
	await beginLayout(folder);
	if (await isThere(folder, source)) {
		await noteUse(folder, source.digest);
		return false;
	}
	const path = blobPath(folder.dir, source.digest);
	if (await tookFile(folder, source, path)) {
		folder.traffic.sent += source.size;
		return true;
	}
	const free = await folder.files.freeBytes(folder.dir);
	if (free < source.size) throw diskFull({
		path,
		needed: source.size,
		free
	});
	await folder.files.write(path, verified(source.open(), {
		digest: source.digest,
		from: "what was to be stored",
		size: source.size
	}), 420);
	folder.traffic.sent += source.size;
	return true;
};
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
const given$1 = ({ path, what, limit }, holder) => unreachable({
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
		if (isGivenUp(lock, holder)) throw given$1(lock, holder);
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
// src/registry/layoutLock.ts
/** A promotion moves all of its tags under one lock, and reads their images; milliseconds. */
const LIMIT = 6e5;
/** The files of a layout, whose lock says who holds it and is not waited for without end. */
const tellingLocks = (files, log, name) => ({
	...files,
	withLock: (path, work) => withToldLock({
		files,
		log
	}, {
		path,
		what: name,
		limit: LIMIT
	}, work)
});
// src/registry/layoutManifests.ts
/** The digest that a tag or digest means; a digest need not be there. */
const digestFor = async (folder, reference) => {
	if (isDigest(reference)) return reference;
	return tagged(await indexOf(folder), reference)?.digest;
};
/** A manifest or index by tag or digest, verified. */
const readManifest = async (folder, reference) => {
	const entry = isDigest(reference) ? void 0 : tagged(await indexOf(folder), reference);
	const digest = isDigest(reference) ? reference : entry?.digest;
	if (digest === void 0) return void 0;
	const bytes = await folder.files.readBytes(blobPath(folder.dir, digest));
	if (bytes === void 0) return void 0;
	checkDigest(bytes, digest, folder.name);
	const value = readJson(bytes);
	return {
		digest,
		bytes,
		mediaType: (typeof value === "object" && value !== null && "mediaType" in value && typeof value.mediaType === "string" ? value.mediaType : void 0) ?? entry?.mediaType ?? "application/vnd.oci.image.manifest.v1+json"
	};
};
/** Stores a manifest; with a tag, the tag then names it. Returns the digest. */
const writeManifest = async (folder, { bytes, mediaType }, { tag, annotations }) => {
	const digest = digestOf(bytes);
	await writeBlob(folder, {
		digest,
		size: bytes.byteLength,
		open: async function* () {
			yield bytes;
		}
	});
	if (tag === void 0) return digest;
	await folder.putEntry({
		mediaType,
		digest,
		size: bytes.byteLength,
		annotations: {
			...annotations,
			[REF_NAME]: tag
		}
	});
	return digest;
};
/** See LayoutRepository.retag. */
const retag = async (folder, choose) => {
	await changeIndex(folder.files, folder, async (index) => {
		return (await choose(async (tag) => {
			const digest = tagged(index, tag)?.digest;
			return digest !== void 0 && await hasBlob(folder, digest) ? digest : void 0;
		})).map(({ tag, manifest: { mediaType, digest, bytes }, annotations }) => ({
			mediaType,
			digest,
			size: bytes.byteLength,
			annotations: {
				...annotations,
				[REF_NAME]: tag
			}
		}));
	});
};
// src/registry/layout.ts
const isLayout$1 = (repository) => repository.kind === "layout" && "dir" in repository;
const removeReference = async (folder, reference) => {
	const isIt = isDigest(reference) ? ({ digest }) => digest === reference : ({ annotations }) => annotations?.[REF_NAME] === reference;
	if ((await indexOf(folder)).manifests.some(isIt)) await removeEntries(folder.files, folder, (entry) => !isIt(entry));
	return { kind: "removed" };
};
const workOn = (folder) => {
	const guard = (work) => guarded(folder, work);
	const tags = async () => (await indexOf(folder)).manifests.flatMap((entry) => entry.annotations?.["org.opencontainers.image.ref.name"] ?? []).sort();
	const resolve = async (reference) => {
		const digest = await digestFor(folder, reference);
		return digest !== void 0 && await hasBlob(folder, digest) ? digest : void 0;
	};
	const isHere = async (digest, from) => {
		if (!isLayout$1(from) || from.dir !== folder.dir) return false;
		if (!await hasBlob(folder, digest)) return false;
		await noteUse(folder, digest);
		return true;
	};
	return {
		tags: () => guard(tags),
		manifest: (reference) => guard(() => readManifest(folder, reference)),
		resolve: (reference) => guard(() => resolve(reference)),
		hasBlob: (digest, size) => guard(() => hasBlob(folder, digest, size)),
		readBlob: (digest, size) => readBlob$1(folder, digest, size),
		writeBlob: (source) => guard(() => writeBlob(folder, source)),
		mountBlob: (digest, from) => guard(() => isHere(digest, from)),
		retag: (choose) => guard(() => retag(folder, choose)),
		putManifest: (manifest, tag, annotations) => guard(() => writeManifest(folder, manifest, {
			tag,
			annotations
		})),
		blobs: () => guard(() => listBlobs(folder)),
		named: () => guard(async () => (await indexOf(folder)).manifests.map(({ digest }) => digest)),
		removeBlob: (blob) => guard(() => removeBlob(folder, blob)),
		remove: (reference) => guard(() => removeReference(folder, reference))
	};
};
/**
* An OCI image layout folder as a repository. It is made by the first write; reading one that is
* not there finds nothing.
*/
const layoutRepository = (sys, dir, place) => {
	const absolute = isAbsolute(dir) ? dir : join(sys.env.cwd, dir);
	const name = `oci:${dir}`;
	const files = tellingLocks(sys.files, sys.log, name);
	const folder = {
		files,
		dir: absolute,
		name,
		place,
		now: () => sys.clock.now(),
		traffic: {
			requests: 0,
			sent: 0,
			received: 0
		},
		putEntry: makeIndexWriter(files, absolute, name)
	};
	return {
		name,
		kind: "layout",
		local: true,
		dir: absolute,
		traffic: folder.traffic,
		...workOn(folder)
	};
};
// src/matrix/cellPattern.ts
/** Whether a cell agrees with a pattern on every axis that the pattern names. */
const matches = (cell, pattern) => (pattern.cuda === void 0 || isUnder(cell.cuda, pattern.cuda)) && (pattern.ubuntu === void 0 || cell.ubuntu === pattern.ubuntu) && (pattern.python === void 0 || (pattern.python === "ubuntu" ? cell.pythonFrom === "ubuntu" : cell.python === pattern.python)) && (pattern.flavor === void 0 || cell.flavor === pattern.flavor) && (pattern.set === void 0 || cell.set === pattern.set);
/** `cuda 12.4, set torch` */
const patternText = (pattern) => AXES.flatMap((axis) => pattern[axis] === void 0 ? [] : [`${axis} ${pattern[axis]}`]).join(", ");
// src/matrix/customizer.ts
const together = (first, second) => second.length === 0 ? first : [.../* @__PURE__ */ new Set([...first, ...second])];
/** `ffmpeg` of `ffmpeg=7:6.1`. */
const nameOf = (asked) => asked.split("=", 1)[0] ?? asked;
/** Of one package that is named twice the second counts, with its version or without. */
const aptTogether = (first, second) => second.length === 0 ? first : [...new Map([...first, ...second].map((asked) => [nameOf(asked), asked])).values()];
/** The second on top of the first: where there can be one of something, the second counts. */
const merged$1 = (first, second) => ({
	...first,
	...second,
	env: {
		...first.env,
		...second.env
	},
	labels: {
		...first.labels,
		...second.labels
	},
	ports: together(first.ports, second.ports),
	apt: aptTogether(first.apt, second.apt),
	files: [...first.files, ...second.files],
	run: [...first.run, ...second.run],
	...first.user === void 0 ? {} : { user: {
		...first.user,
		...second.user
	} },
	index: [...first.index, ...second.index.filter(({ name }) => !first.index.some((one) => one.name === name))]
});
/**
* What is added to the image of each cell: what is for all, then what entries of `include` say of
* it, in their order. Cells that are treated alike share one value.
*/
const customizer = ({ customization }) => {
	if (customization === void 0) return () => NOTHING_ADDED;
	const { all } = customization;
	const cells = [...customization.sets ?? [], ...customization.cells];
	const made = /* @__PURE__ */ new Map();
	return (cell) => {
		const applying = cells.filter(({ pattern }) => matches(cell, pattern));
		if (applying.length === 0) return all;
		const key = applying.map((one) => cells.indexOf(one)).join(" ");
		const found = made.get(key) ?? applying.reduce((sum, one) => merged$1(sum, one.customization), all);
		made.set(key, found);
		return found;
	};
};
// src/registry/manifest.ts
const DigestText = string().regex(/^sha256:[0-9a-f]{64}$/);
const Annotations = record(string(), string());
const Blob = object({
	mediaType: string(),
	digest: DigestText,
	size: number().int().nonnegative(),
	annotations: Annotations.optional(),
	/** The content itself in base64, where it is small. */
	data: string().optional()
});
const Manifest = object({
	schemaVersion: literal(2),
	mediaType: string().optional(),
	artifactType: string().optional(),
	config: Blob,
	layers: array(Blob),
	subject: Blob.optional(),
	annotations: Annotations.optional()
});
/** What else an entry has is kept: an index of referrers is written again with one more. */
const Entry = looseObject({
	...Blob.shape,
	artifactType: string().optional(),
	platform: looseObject({
		os: string(),
		architecture: string()
	}).optional()
});
const Index = object({
	schemaVersion: literal(2),
	manifests: array(Entry)
});
/** Registries in Go write an empty list as null (olareg). */
const ReferrersIndex = object({
	schemaVersion: literal(2),
	manifests: array(Entry).nullable()
});
const Strings = array(string()).nullish();
const Config = object({
	architecture: string(),
	os: string(),
	created: string().optional(),
	config: object({
		Env: Strings,
		Labels: Annotations.nullish(),
		Entrypoint: Strings,
		Cmd: Strings,
		User: string().optional(),
		WorkingDir: string().optional(),
		ExposedPorts: record(string(), unknown()).nullish(),
		Volumes: record(string(), unknown()).nullish(),
		StopSignal: string().optional(),
		Shell: Strings,
		Healthcheck: unknown().optional()
	}).nullish(),
	rootfs: object({
		type: literal("layers"),
		diff_ids: array(DigestText)
	}),
	history: array(looseObject({
		created: string().optional(),
		created_by: string().optional(),
		empty_layer: boolean().optional()
	})).nullish()
});
const nonsense = (what, from) => unreachable({
	code: "registry-nonsense",
	message: `${from} holds ${what} that cannot be read.`,
	hint: "No engine that dl-env supports wrote it; make it again: dl-env build"
});
/** Decodes an image manifest; rejects with `registry-nonsense`. */
const parseManifest = (stored, from) => {
	const decoded = Manifest.safeParse(readJson(stored.bytes));
	if (!decoded.success) throw nonsense(`a manifest ${stored.digest}`, from);
	return decoded.data;
};
const parseIndex = (stored, from) => {
	const decoded = Index.safeParse(readJson(stored.bytes));
	if (!decoded.success) throw nonsense(`an index ${stored.digest}`, from);
	return decoded.data;
};
/** The entries of an index of referrers; undefined when it is none. */
const parseReferrers = (bytes) => {
	const decoded = ReferrersIndex.safeParse(readJson(bytes));
	return decoded.success ? decoded.data.manifests ?? [] : void 0;
};
const parseConfig = (bytes, digest, from) => {
	const decoded = Config.safeParse(readJson(bytes));
	if (!decoded.success) throw nonsense(`a config ${digest}`, from);
	return decoded.data;
};
/** The content that a manifest holds of a blob, verified; undefined when it holds none. */
const embeddedContent = ({ digest, data }) => {
	const content = data === void 0 ? void 0 : Buffer.from(data, "base64");
	return content !== void 0 && digestOf(content) === digest ? content : void 0;
};
/** Reads a small blob whole, verified; what its manifest holds is not asked for. */
const readSmall = async (repository, blob) => {
	const embedded = embeddedContent(blob);
	if (embedded !== void 0) return embedded;
	const what = `The blob ${blob.digest} of ${repository.name}`;
	return readBounded(repository.readBlob(blob.digest, blob.size), {
		what,
		bytes: LIMITS.smallBlobBytes
	});
};
const OCI_LAYERS = {
	[DOCKER_LAYER_GZIP]: OCI_LAYER_GZIP,
	"application/vnd.docker.image.rootfs.diff.tar": "application/vnd.oci.image.layer.v1.tar",
	[OCI_LAYER_GZIP]: OCI_LAYER_GZIP,
	"application/vnd.oci.image.layer.v1.tar": "application/vnd.oci.image.layer.v1.tar",
	"application/vnd.oci.image.layer.v1.tar+zstd": "application/vnd.oci.image.layer.v1.tar+zstd"
};
/**
* The same layer with OCI's media type; rejects layers that are not stored where their manifest is
* (Windows bases).
*/
const ociLayer = (layer, from) => {
	const mediaType = OCI_LAYERS[layer.mediaType];
	if (mediaType === void 0) throw nonsense(`a layer of the type ${layer.mediaType}`, from);
	return {
		mediaType,
		digest: layer.digest,
		size: layer.size
	};
};
/** JSON bytes of a manifest or config: one spelling, so that equal values have equal digests. */
const jsonBytes = (value) => new TextEncoder().encode(JSON.stringify(value));
// src/registry/baseImage.ts
/**
* All tags of a repository and the day they were read; `tags` is empty when there is no such
* repository.
*/
const readTagList = async (repository, clock) => ({
	tags: await repository.tags(),
	asOf: new Date(clock.now()).toISOString().slice(0, 10)
});
const noBase = (tag, why) => unreachable({
	code: "base-missing",
	message: `The base ${tag} ${why}.`,
	hint: "See which bases there are: dl-env plan"
});
const isIndex = (stored) => stored.mediaType === "application/vnd.oci.image.index.v1+json" || stored.mediaType === "application/vnd.docker.distribution.manifest.list.v2+json";
const openBase = (open, tag) => {
	const reference = parseReference(tag);
	if (reference.kind === "layout") throw noBase(tag, "is a folder, where a registry's image is needed");
	return {
		repository: open(repositoryName(reference)),
		wanted: reference.digest ?? reference.tag ?? "latest"
	};
};
const platformOf = (stored, tag) => {
	if (!isIndex(stored)) return stored.digest;
	const found = parseIndex(stored, tag).manifests.find(({ platform }) => platform?.os === "linux" && platform.architecture === "amd64");
	if (found === void 0) throw noBase(tag, "has no image for linux/amd64");
	return found.digest;
};
/** Digests of a base in one request. Rejects with `base-missing` when the tag is gone. */
const readBaseDigests = async (open, tag) => {
	const { repository, wanted } = openBase(open, tag);
	const stored = await repository.manifest(wanted);
	if (stored === void 0) throw noBase(tag, "is not in its registry");
	return {
		indexDigest: stored.digest,
		platformDigest: platformOf(stored, tag)
	};
};
/** The config that a manifest names. */
const readConfig = async (repository, manifest) => parseConfig(await readSmall(repository, manifest.config), manifest.config.digest, repository.name);
/**
* Reads the base behind a tag or digest of a repository or layout for linux/amd64: at most three
* requests. `tag` names it in messages.
*/
const readBaseIn = async (repository, wanted, tag) => {
	const top = await repository.manifest(wanted);
	if (top === void 0) throw noBase(tag, "is not in its registry");
	const platformDigest = platformOf(top, tag);
	const stored = platformDigest === top.digest ? top : await repository.manifest(platformDigest);
	if (stored === void 0) throw noBase(tag, `names ${platformDigest}, which its registry does not have`);
	const manifest = parseManifest(stored, tag);
	const config = await readConfig(repository, manifest);
	if (config.rootfs.diff_ids.length !== manifest.layers.length) throw foundProblem({
		code: "base-broken",
		message: `The base ${tag} has ${manifest.layers.length} layers, but its config names ${config.rootfs.diff_ids.length}.`,
		hint: "Choose another base: dl-env plan"
	});
	return {
		repository,
		tag,
		indexDigest: top.digest,
		platformDigest,
		manifest,
		config
	};
};
/** Reads the base behind `docker.io/nvidia/cuda:TAG` (or `…@sha256:…`); see readBaseIn. */
const readBase = async (open, tag) => {
	const { repository, wanted } = openBase(open, tag);
	return readBaseIn(repository, wanted, tag);
};
// node_modules/yocto-queue/index.js
var Node = class {
	value;
	next;
	constructor(value) {
		this.value = value;
	}
};
var Queue = class {
	#head;
	#tail;
	#size;
	constructor() {
		this.clear();
	}
	enqueue(value) {
		const node = new Node(value);
		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}
		this.#size++;
	}
	dequeue() {
		const current = this.#head;
		if (!current) return;
		this.#head = this.#head.next;
		this.#size--;
		if (!this.#head) this.#tail = void 0;
		return current.value;
	}
	peek() {
		if (!this.#head) return;
		return this.#head.value;
	}
	clear() {
		this.#head = void 0;
		this.#tail = void 0;
		this.#size = 0;
	}
	get size() {
		return this.#size;
	}
	*[Symbol.iterator]() {
		let current = this.#head;
		while (current) {
			yield current.value;
			current = current.next;
		}
	}
	*drain() {
		while (this.#head) yield this.dequeue();
	}
};
// node_modules/p-limit/index.js
function pLimit(concurrency) {
	let rejectOnClear = false;
	if (typeof concurrency === "object") ({concurrency, rejectOnClear = false} = concurrency);
	validateConcurrency(concurrency);
	if (typeof rejectOnClear !== "boolean") throw new TypeError("Expected `rejectOnClear` to be a boolean");
	const queue = new Queue();
	let activeCount = 0;
	const resumeNext = () => {
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};
	const next = () => {
		activeCount--;
		resumeNext();
	};
	const run = async (function_, resolve, arguments_) => {
		const result = (async () => function_(...arguments_))();
		resolve(result);
		try {
			await result;
		} catch {}
		next();
	};
	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = { reject };
		new Promise((internalResolve) => {
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(void 0, function_, resolve, arguments_));
		if (activeCount < concurrency) resumeNext();
	};
	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});
	Object.defineProperties(generator, {
		activeCount: { get: () => activeCount },
		pendingCount: { get: () => queue.size },
		clearQueue: { value() {
			if (!rejectOnClear) {
				queue.clear();
				return;
			}
			const abortError = AbortSignal.abort().reason;
			while (queue.size > 0) queue.dequeue().reject(abortError);
		} },
		concurrency: {
			get: () => concurrency,
			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;
				queueMicrotask(() => {
					while (activeCount < concurrency && queue.size > 0) resumeNext();
				});
			}
		},
		map: { async value(iterable, function_) {
			const promises = [];
			try {
				Array.from(iterable, (value, index) => {
					const promise = generator(function_, value, index);
					promises.push(promise);
					return promise;
				});
			} catch (error) {
				for (const promise of promises) promise.catch(() => {});
				throw error;
			}
			return Promise.all(promises);
		} }
	});
	return generator;
}
function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) throw new TypeError("Expected `concurrency` to be a number from 1 and up");
}
// src/matrix/marker.ts
const TOKEN$1 = /\s*(?:(\(|\))|(not\s+in|in|and|or)\b|(===|[=~!<>]=|[<>])|"([^"\\\n]*)"|'([^'\\\n]*)'|([a-z_][a-z_.]*))/y;
/** What every cell has, as Python in its image says it. */
const FIXED = {
	os_name: "posix",
	sys_platform: "linux",
	platform_machine: "x86_64",
	platform_python_implementation: "CPython",
	platform_release: "",
	platform_system: "Linux",
	platform_version: "",
	implementation_name: "cpython",
	extra: ""
};
const PYTHONS = [
	"python_version",
	"python_full_version",
	"implementation_version"
];
/** A text in quotes begins with one here, so that it is no variable. */
const QUOTE = "\"";
const tokensOf = (text) => {
	const tokens = [];
	TOKEN$1.lastIndex = 0;
	while (text.slice(TOKEN$1.lastIndex).trim() !== "") {
		const found = TOKEN$1.exec(text);
		if (found === null) return void 0;
		const [, bracket, word, op, double, single, variable] = found;
		const quoted = double ?? single;
		tokens.push(quoted === void 0 ? bracket ?? word?.replace(/\s+/, " ") ?? op ?? variable ?? "" : `${QUOTE}${quoted}`);
	}
	return tokens;
};
const isValue = (token) => token !== void 0 && (token.startsWith(QUOTE) || PYTHONS.includes(token) || FIXED[token] !== void 0);
const OPERATORS = /^(?:===|[=~!<>]=|[<>]|in|not in)$/;
/** The condition as a tree; undefined for a text that is none, or names what PEP 508 does not. */
const parseMarker = (text) => {
	const tokens = tokensOf(text);
	if (tokens === void 0) return void 0;
	let at = 0;
	const joined = (kind, part) => {
		const parts = [];
		for (;;) {
			const one = part();
			if (one === void 0) return void 0;
			parts.push(one);
			if (tokens[at] !== kind) return parts.length === 1 ? one : {
				kind,
				parts
			};
			at += 1;
		}
	};
	const atom = () => {
		if (tokens[at] === "(") {
			at += 1;
			const inner = either();
			at += 1;
			return tokens[at - 1] === ")" ? inner : void 0;
		}
		const [left, op, right] = tokens.slice(at, at + 3);
		at += 3;
		if (!isValue(left) || !isValue(right) || op === void 0 || !OPERATORS.test(op)) return void 0;
		return {
			kind: "compare",
			left,
			op,
			right
		};
	};
	const either = () => joined("or", () => joined("and", atom));
	const marker = either();
	return at === tokens.length ? marker : void 0;
};
const valueOf$1 = (token, python) => {
	if (token.startsWith(QUOTE)) return token.slice(1);
	if (token === "python_version") return python;
	return PYTHONS.includes(token) ? `${python}.0` : FIXED[token] ?? "";
};
const compares = (left, op, right) => {
	if (op === "in") return right.includes(left);
	if (op === "not in") return !right.includes(left);
	if (valid(left) !== null && valid(right.replace(/\.\*$/, "")) !== null) return satisfies(left, `${op}${right}`, { prereleases: true });
	switch (op) {
		case "==":
		case "===": return left === right;
		case "!=": return left !== right;
		case "<": return left < right;
		case ">": return left > right;
		case "<=": return left <= right;
		default: return op === ">=" && left >= right;
	}
};
/** Whether a condition holds in an image with this Python (x.y) on linux/amd64, without extras. */
const holdsFor = (marker, python) => {
	switch (marker.kind) {
		case "and": return marker.parts.every((part) => holdsFor(part, python));
		case "or": return marker.parts.some((part) => holdsFor(part, python));
		case "compare": return compares(valueOf$1(marker.left, python), marker.op, valueOf$1(marker.right, python));
	}
};
const MINORS = Array.from({ length: 25 }, (_, at) => at + 6);
/**
* The ranges of Python x.y for which something holds, of 3.6 to 3.30; `undefined` where it holds
* for all.
*/
const pythonRanges = (holds) => {
	const good = MINORS.filter((minor) => holds(`3.${minor}`));
	if (good.length === MINORS.length) return void 0;
	const ranges = [];
	for (const minor of good) {
		const run = ranges.at(-1);
		if (run?.last === minor - 1) run.last = minor;
		else ranges.push({
			first: minor,
			last: minor
		});
	}
	return ranges.map(({ first, last }) => [...first === MINORS[0] ? [] : [`>=3.${first}`], ...last === MINORS.at(-1) ? [] : [`<3.${last + 1}`]].join(","));
};
// src/matrix/matrixLine.ts
/** One axis as a line to put into dl-env.yml. */
const matrixLine = (axis, value) => `matrix: { ${axis}: ["${value}"] }`;
// src/matrix/checkPins.ts
/** PEP 503: lower case, runs of `-`, `_` and `.` are one hyphen. */
const normalName = (name) => name.toLowerCase().replaceAll(/[-_.]+/g, "-");
/** `2.6.0` means `==2.6.0`; anything else stands as it is, without spaces. */
const pinOf = (value) => {
	const plain = value.replaceAll(/\s+/g, "");
	return valid(plain) === null ? plain : `==${plain}`;
};
/** Pins whose name or range no resolver would understand. */
const checkPins = (pins, yaml) => {
	const seen = /* @__PURE__ */ new Set();
	return Object.entries(pins).flatMap(([name, value]) => {
		const place = yaml.keyPlace(["pins", name]);
		const normal = normalName(name);
		if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(normal)) return [{
			code: "wrong-value",
			message: `\`${name}\` is not a package name.`,
			place,
			hint: "Write a name and a range, such as torch: ==2.6.0"
		}];
		if (seen.has(normal)) return [{
			code: "wrong-value",
			message: `\`pins\` names ${normal} twice.`,
			place,
			hint: `Keep one line for ${normal}.`
		}];
		seen.add(normal);
		if (validRange(pinOf(value))) return [];
		return [{
			code: "wrong-value",
			message: `\`pins.${name}\` must be a version or a range of PEP 440; found \`${value}\`.`,
			place: yaml.place(["pins", name]),
			hint: `Write for example ${name}: ">=2.6,<2.7"`
		}];
	});
};
// src/matrix/condaNames.ts
/** Names that conda has for what dl-env.yml says by an axis, and the axis. */
const AXIS_OF = {
	python: "python",
	cudatoolkit: "cuda",
	"cudatoolkit-dev": "cuda",
	"cuda-nvcc": "cuda",
	"cuda-version": "cuda",
	"pytorch-cuda": "cuda",
	cudnn: "cuda"
};
const EXAMPLE$1 = {
	cuda: "12.8",
	python: "3.12"
};
/** What to do with a name that only conda has; undefined for any other. */
const condaHint = (name, version = "") => {
	const axis = AXIS_OF[name];
	if (axis === void 0) return void 0;
	const value = axis === "python" ? /^\d+\.\d+$/.exec(version)?.[0] : void 0;
	return `Leave it out; dl-env.yml says it: ${matrixLine(axis, value ?? EXAMPLE$1[axis])}`;
};
// src/matrix/requirement.ts
const NAME$1 = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([A-Za-z0-9._,\s-]*)\])?\s*(.*)$/s;
const VERSIONS = /^(?:(?:===|[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)(?:,(?:===|[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)*$/;
/** The address of a requirement, without its name and condition. */
const addressIn = (line) => line.replace(/\s*;\s.*$/, "").replace(/^[^@;]*?@\s*(?=\S)/, (name) => /^[A-Za-z0-9._[\], -]*@\s*$/.test(name) ? "" : name).trim();
/** A step that installs it after all. */
const inStep = (line) => `Leave the line out, and install it in a step; put into dl-env.yml:
run: [{ run: ${JSON.stringify(`uv pip install --no-deps ${addressIn(line)}`)}, network: true }]`;
/** The same of a file or folder beside dl-env.yml, which is laid into the image first. */
const ofFolder = (line) => {
	const from = line.replace(/\s*;.*$/, "");
	const to = `/opt/${from.replace(/\/+$/, "").split("/").at(-1)?.replace(/^[.~]*$/, "own")}`;
	return `Leave the line out, and install it in a step; put into dl-env.yml:
files: [{ from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)} }]\nrun: [{ run: ${JSON.stringify(`uv pip install --no-deps ${to}`)}, network: true }]`;
};
const ofAddress = (line) => {
	if (/^(?:git|hg|svn|bzr)\+/.test(line) || /@\s*(?:git|hg|svn|bzr)\+/.test(line)) return {
		message: `\`${line}\` is built from a repository of source code.`,
		hint: inStep(line)
	};
	if (/^[a-z]+:\/\//i.test(line) || /^[^;]*@\s*[a-z]+:/i.test(line)) return {
		message: `\`${line}\` is taken from an address.`,
		hint: inStep(line)
	};
	if (/^(?:\.{0,2}\/|\.$|~)|\.(?:whl|zip|tar\.gz)$/.test(line) || /^[\w.-]+\//.test(line)) return {
		message: `\`${line}\` is a file or folder.`,
		hint: ofFolder(line)
	};
};
/** `python=3.10`, `numpy=1.26=py312_0` */
const ONE_SIGN = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=\s*([A-Za-z0-9.*_]+)(?:=\S*)?$/;
const asConda = (line) => {
	const [, name = "", version = ""] = ONE_SIGN.exec(line) ?? [];
	return name === "" ? void 0 : {
		message: `\`${line}\` has one \`=\` for a version, as conda writes it.`,
		hint: condaHint(normalName(name), version) ?? `Write it like: ${name}==${version}`
	};
};
const wrong$2 = (line) => ({
	message: `\`${line}\` is not a package with its versions.`,
	hint: "Write it like: \"bitsandbytes>=0.50\", or \"package[extra]==1.2\""
});
const rangeOf = (text) => {
	const plain = text.replace(/^\((.*)\)$/s, "$1").replaceAll(/\s+/g, "");
	if (plain === "") return "";
	const trimmed = plain.replace(/,$/, "");
	return VERSIONS.test(trimmed) && validRange(trimmed) ? trimmed : void 0;
};
/** One requirement of PEP 508: name, extras, versions, marker; anything else says why not. */
const parseRequirement = (text) => {
	const line = text.trim();
	const address = ofAddress(line);
	if (address !== void 0) return address;
	const end = line.indexOf(";");
	const [, name = "", extras = "", versions = ""] = NAME$1.exec((end === -1 ? line : line.slice(0, end)).trim()) ?? [];
	const range = rangeOf(versions.trim());
	const marker = end === -1 ? void 0 : line.slice(end + 1).trim().replaceAll(/\s+/g, " ");
	if (name === "" || range === void 0) return asConda(line) ?? wrong$2(line);
	if (marker !== void 0 && parseMarker(marker) === void 0) return {
		message: `\`${marker}\` is not a condition that a requirement can have.`,
		hint: `Write it like: ${name}; python_version < "3.12"`
	};
	const names = extras.split(",").map((extra) => normalName(extra.trim()));
	return {
		name: normalName(name),
		extras: [...new Set(names)].filter((extra) => extra !== "").sort(),
		range,
		...marker === void 0 ? {} : { marker }
	};
};
/** Whether a line could not be taken. */
const isRefused = (parsed) => "message" in parsed;
/** Name, extras and versions as they are asked of an index. */
const requirementText = ({ name, extras, range }) => `${name}${extras.length === 0 ? "" : `[${extras.join(",")}]`}${range}`;
/** The condition of a requirement as a tree. */
const markerOf = ({ marker }) => marker === void 0 ? void 0 : parseMarker(marker);
// src/matrix/pyprojectText.ts
const strings = array(string());
const decoder = object({
	project: object({
		name: string().optional(),
		dependencies: strings.default([]),
		"optional-dependencies": record(string(), strings).default({}),
		"requires-python": string().optional()
	}).optional(),
	"dependency-groups": record(string(), array(union([string(), object({ "include-group": string() })]))).default({}),
	tool: object({ poetry: unknown().optional() }).optional()
});
const missing = (kind, name, choices) => {
	const near = closestOrLonger(name, choices);
	return {
		message: `There is no ${kind} \`${name}\`; there ${choices.length === 0 ? "are none" : `are ${oneOf(choices)}`}.`,
		hint: near === void 0 ? `Remove it from dl-env.yml, under: sets` : `Did you mean: ${near}`
	};
};
const byName = (record) => new Map(Object.entries(record).map(([name, value]) => [normalName(name), value]));
/** The texts of a group and of those that it includes, each group once. */
const groupTexts = (groups, name, seen = /* @__PURE__ */ new Set()) => {
	if (seen.has(name)) return [];
	seen.add(name);
	return (groups.get(name) ?? []).flatMap((entry) => typeof entry === "string" ? [entry] : groupTexts(groups, normalName(entry["include-group"]), seen));
};
const textsOf = (project, wanted) => {
	const groups = byName(project["dependency-groups"]);
	const extras = byName(project.project?.["optional-dependencies"] ?? {});
	const lost = [...wanted.groups.filter((name) => !groups.has(normalName(name))).map((name) => missing("group", name, [...groups.keys()])), ...wanted.extras.filter((name) => !extras.has(normalName(name))).map((name) => missing("extra", name, [...extras.keys()]))];
	return {
		texts: [
			...project.project?.dependencies ?? [],
			...wanted.extras.flatMap((name) => extras.get(normalName(name)) ?? []),
			...wanted.groups.flatMap((name) => groupTexts(groups, normalName(name)))
		],
		refused: lost
	};
};
/** An extra of the project itself, as in `mine[gpu]` within its own extras. */
const ownExtras = (project, texts) => {
	const own = normalName(project.project?.name ?? "");
	const extras = byName(project.project?.["optional-dependencies"] ?? {});
	const seen = /* @__PURE__ */ new Set();
	const opened = (text) => {
		const parsed = parseRequirement(text);
		if (own === "" || isRefused(parsed) || parsed.name !== own) return [text];
		return parsed.extras.flatMap((extra) => {
			if (seen.has(extra)) return [];
			seen.add(extra);
			return (extras.get(extra) ?? []).flatMap(opened);
		});
	};
	return texts.flatMap(opened);
};
const OF_POETRY = {
	message: "This file has its dependencies in Poetry's own form, which is not read.",
	hint: "Write them out and name that file: poetry export -f requirements.txt -o requirements.txt"
};
const lineOf = (text, part) => {
	const at = text.indexOf(part);
	return at === -1 ? 1 : text.slice(0, at).split("\n").length;
};
/** Reads the text of a pyproject.toml (PEP 621, PEP 735). */
const readPyprojectText = (text, file, wanted) => {
	const at = (part) => ({
		file,
		line: lineOf(text, part),
		column: 1
	});
	const refuse = (one, part = "") => ({
		requirements: [],
		refused: [{
			...one,
			place: at(part)
		}]
	});
	let project;
	try {
		project = decoder.parse(parse(text));
	} catch {
		return refuse({
			message: "This is not a pyproject.toml of PEP 621.",
			hint: `See what is wrong with it: python3 -m tomllib < ${file}`
		});
	}
	if (project.project === void 0 && project.tool?.poetry !== void 0) return refuse(OF_POETRY, "[tool.poetry");
	const { texts, refused: lost } = textsOf(project, wanted);
	const parsed = ownExtras(project, texts).map((one) => ({
		one,
		parsed: parseRequirement(one)
	}));
	const python = project.project?.["requires-python"];
	return {
		requirements: parsed.flatMap(({ one, parsed: found }) => isRefused(found) ? [] : [{
			...found,
			place: at(one),
			hashes: [],
			isConstraint: false
		}]),
		...python !== void 0 && validRange(python) ? { python } : {},
		refused: [...lost.map((one) => ({
			...one,
			place: at("")
		})), ...parsed.flatMap(({ one, parsed: found }) => isRefused(found) ? [{
			...found,
			place: at(one)
		}] : [])]
	};
};
/** Whether a Python x.y is one that a project is for. */
const isForPython = (range, python) => satisfies(`${python}.99`, range.replaceAll(/\s+/g, "")) || satisfies(`${python}.0`, range.replaceAll(/\s+/g, ""));
// src/matrix/ownPackages.ts
/** What stands in a set for a package: its requirement, in one spelling. */
const packageKey = (one) => `${one.isConstraint === true ? "-c " : ""}${requirementText(one)}` + (one.marker === void 0 ? "" : `; ${one.marker}`);
/** The catalog's library of this name, or whose package has it. */
const libraryNamed = (name, catalog) => catalog.libraries.get(name) ?? [...catalog.libraries.values()].find((library) => library.package === name);
const asksFor = (library, name) => library.releases.some(({ requirements }) => requirements.some((one) => /^[a-z0-9-]+/.exec(one)?.[0] === name));
/**
* What a set holds for one requirement: the library of that name, and a package where it says more
* than the name.
*/
const entriesFor = (requirement, more, catalog) => {
	const { name, extras, range, marker } = requirement;
	const library = libraryNamed(name, catalog);
	const isLibrary = library !== void 0 && marker === void 0 && more.isConstraint !== true && (extras.length === 0 || asksFor(library, name));
	if (isLibrary && extras.length === 0 && range === "" && (more.hashes ?? []).length === 0) return {
		names: [library.name],
		packages: {}
	};
	const one = {
		...requirement,
		...more,
		...isLibrary ? { library: library.name } : {}
	};
	const key = packageKey(one);
	return {
		names: isLibrary ? [library.name, key] : [key],
		packages: { [key]: one }
	};
};
const NOTHING = {
	with: [],
	requirements: [],
	constraints: [],
	fallback: false
};
const releasesOf = (one) => {
	const entry = {
		...NOTHING,
		source: one.source,
		requirements: one.isConstraint === true || one.library !== void 0 && one.extras.length === 0 ? [] : [requirementText(one.library === void 0 ? one : {
			...one,
			range: ""
		})],
		constraints: one.isConstraint === true ? [`${one.name}${one.range}`] : []
	};
	const marker = markerOf(one);
	const ranges = marker && pythonRanges((python) => holdsFor(marker, python));
	return ranges === void 0 ? [entry] : [...ranges.map((python) => ({
		...entry,
		python
	})), {
		...NOTHING,
		source: one.source
	}];
};
const bare = (name) => ({
	name,
	title: name,
	about: "",
	package: name,
	limits: [],
	traps: [],
	architectures: [],
	gpu: false,
	drivers: [],
	apt: [],
	comfort: [],
	bringsCudnn: false,
	usesCudnn: false,
	needs: [],
	harmless: [],
	mayLack: [],
	imports: [],
	folder: ""
});
const libraryOf$1 = (key, one) => ({
	...bare(key),
	title: one.name,
	package: one.name,
	needs: one.library === void 0 ? [] : [one.library],
	releases: releasesOf(one),
	own: {
		name: one.name,
		...one.library === void 0 || one.range === "" ? {} : { pin: {
			name: one.library,
			range: one.range
		} },
		...one.hashes === void 0 || one.hashes.length === 0 ? {} : { hashes: one.hashes }
	}
});
const CODE = "project-needs-python";
const pythonLibrary = (key, { python, source }) => {
	const fitting = [
		"3.12",
		"3.13",
		"3.14",
		"3.11",
		"3.10"
	].find((one) => isForPython(python, one));
	const limits = (pythonRanges((one) => !isForPython(python, one)) ?? [">=3"]).map((range) => ({
		code: CODE,
		python: range,
		message: `The project asks for Python ${python}, and this cell has Python {python}.`,
		hint: fitting === void 0 ? `Change requires-python in: ${source}` : `Name one that it is for: ${matrixLine("python", fitting)}`,
		with: [],
		without: [],
		source
	}));
	return {
		...bare(key),
		title: "the project",
		releases: [{
			...NOTHING,
			source
		}],
		limits,
		own: { name: "" }
	};
};
/** The catalog with one library for each package of a request's own. */
const withOwnPackages = (catalog, { packages, pythons }) => {
	const own = [...Object.entries(packages).map(([key, one]) => [key, libraryOf$1(key, one)]), ...Object.entries(pythons).map(([key, one]) => [key, pythonLibrary(key, one)])];
	return own.length === 0 ? catalog : {
		...catalog,
		libraries: new Map([...catalog.libraries, ...own])
	};
};
/**
* The names of a set's libraries and packages, each once: without versions, and without what only
* limits others.
*/
const namesInSet = (entries) => [...new Set(entries.flatMap((entry) => /^(?:-c|python) /.test(entry) ? [] : /^[a-z0-9-]+/.exec(entry)?.[0] ?? []))];
// src/registry/networkFault.ts
/**
* A name that does not exist will not exist in a second either; one whose server did not answer
* (EAI_AGAIN) may.
*/
const isUnknownHost = (error) => error instanceof Error && ("code" in error && error.code === "ENOTFOUND" || isUnknownHost(error.cause));
/**
* Answers that will not be any better: headers that are too large, a body that is not as long as
* its header says, http where https was asked, a certificate that nobody here trusts.
*/
const HOPELESS = /^UND_ERR_(?:HEADERS_OVERFLOW|INVALID_ARG|NOT_SUPPORTED)$|^ERR_SSL_WRONG_VERSION_NUMBER$|CERT/;
const isNetworkCode = (code) => !HOPELESS.test(code) && /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2)/.test(code);
const isHopeless = (error) => error instanceof Error && ("code" in error && HOPELESS.test(String(error.code)) || isHopeless(error.cause));
/** Whether what was thrown means that no (whole) answer came, so that asking again may help. */
const isNetworkFault = (error) => {
	if (isUnknownHost(error) || isHopeless(error)) return false;
	if (error instanceof DlEnvError) return error.code === "network" && !(error.cause instanceof DlEnvError);
	if (!(error instanceof Error)) return false;
	return isNetworkCode("code" in error ? String(error.code) : "") || error.cause !== void 0 && isNetworkFault(error.cause);
};
const reasonOf$1 = (error) => {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? reasonOf$1(error.cause) : error.message;
};
/** An error of a body as the network's, where it is that; every other one as it is. */
const asNetworkError = (error, { host, origin }) => error instanceof DlEnvError || !isNetworkFault(error) ? error : unreachable({
	code: "network",
	message: `The answer of ${host} was cut off (${reasonOf$1(error)}).`,
	hint: `Check the connection: curl -sSI ${origin}/v2/`
}, { cause: error });
const refusalOf = (error) => {
	if (!(error instanceof DlEnvError) || typeof error.cause !== "object" || error.cause === null) return void 0;
	if (!("status" in error.cause) || typeof error.cause.status !== "number") return void 0;
	return {
		status: error.cause.status,
		code: "code" in error.cause && typeof error.cause.code === "string" ? error.cause.code : void 0
	};
};
/**
* Status of the answer behind an error (see refusal.ts); undefined for errors that are no
* registry's refusal.
*/
const refusalStatus = (error) => refusalOf(error)?.status;
/** Statuses of the 400s that say "later" and not "no". */
const LATER = [
	408,
	425,
	429
];
const NOT_IMPLEMENTED = 501;
/**
* Whether an error is a registry's or its token service's final no: for want of a right, or because
* it does not do that, or not so.
*/
const isRefusal = (error) => {
	const status = refusalStatus(error) ?? 0;
	return status >= 400 && status < 500 && !LATER.includes(status) || status === NOT_IMPLEMENTED;
};
/** The registry's own code behind an error, where it named one. */
const refusalCode = (error) => refusalOf(error)?.code;
/**
* What the table of retries calls this error; undefined for errors that it does not know. A blob
* that came too slowly may come faster over a new connection.
*/
const faultOf = (error) => {
	if (error instanceof DlEnvError && error.code === "too-slow") return { network: true };
	if (error instanceof DlEnvError && error.code === "registry-full") return void 0;
	return isNetworkFault(error) ? { network: true } : refusalOf(error);
};
// src/catalog/cuda.ts
/**
* Where NVIDIA publishes the images of every release that the catalog gives no other repository.
*/
const NVIDIA_CUDA = "docker.io/nvidia/cuda";
const flavorsOf = (file, images) => Object.fromEntries(Object.entries(images).map(([ubuntu, flavors]) => [ubuntu, typeof flavors === "string" ? file.flavors[flavors] ?? [] : flavors]));
const listed$1 = (file) => Object.entries(file.releases).map(([version, release]) => ({
	version,
	minor: minorOf(version),
	images: flavorsOf(file, release.images),
	repository: release.repository ?? file.repository ?? "docker.io/nvidia/cuda",
	isComplete: file.complete === void 0 || release.sources.some((name) => file.complete?.includes(name) === true),
	isOnlySeen: release.sources.every((name) => file.sightings.includes(name)),
	...release["end-of-life"] === void 0 ? {} : { endOfLife: release["end-of-life"] },
	...release["ended-by"] === void 0 ? {} : { endedBy: release["ended-by"] },
	...release.cudnn === void 0 ? {} : { cudnn: release.cudnn },
	digests: release.digests,
	source: release.sources.map((name) => file.sources[name] ?? name).join("; ")
}));
/**
* Each release that the file lists has a stand-in. Where a short version is given, those that it
* names for stand-ins go first, so the others are marked as releases are that were only seen.
*/
const standIns = (file) => {
	const standIn = file["stand-in"];
	if (standIn === void 0) return [];
	const { repository, images } = standIn;
	const source = file.sources[standIn.source] ?? standIn.source;
	const named = new Set(standIn.releases);
	return [.../* @__PURE__ */ new Set([...Object.keys(file.releases), ...named])].map((version) => ({
		version,
		minor: minorOf(version),
		images,
		isComplete: true,
		isOnlySeen: !named.has(version),
		repository,
		digests: {},
		source
	}));
};
/**
* The releases of one folder: those of the tag list, and the stand-ins, which are releases of their
* own.
*/
const cudaReleases = (folder) => {
	const file = folder.cuda?.value;
	return file === void 0 ? [] : [...listed$1(file), ...standIns(file)];
};
// src/matrix/customizedNames.ts
/** Variables that dl-env sets, with the key that sets them where there is one. */
const SET_BY_US = {
	PATH: void 0,
	LD_LIBRARY_PATH: void 0,
	LD_PRELOAD: void 0,
	VIRTUAL_ENV: void 0,
	UV_LINK_MODE: void 0,
	HOME: void 0,
	CUDA_VERSION: void 0,
	LANG: "locale: de_DE.UTF-8",
	LC_ALL: "locale: de_DE.UTF-8",
	TZ: "timezone: Europe/Berlin"
};
/** Variables with which NVIDIA's runtime decides what of the driver a container sees, and ours. */
const RESERVED_VARIABLE = /^(?:NVIDIA_|NV_|DL_ENV_)/;
/** Fixed ones would be the same in every container. */
const JUPYTER_SECRET = /^JUPYTER_(?:TOKEN|PASSWORD)$/;
const reserved = (message, hint) => ({
	code: "reserved-name",
	message,
	hint
});
const secret = (what) => ({
	code: "secret-in-request",
	message: `${what} looks like a secret, and everyone who can pull an image reads its environment and labels.`,
	hint: "Remove it, and give it where the image runs: dl-env run CELL --env NAME"
});
/** Why no image can have this variable; undefined when it can. */
const variableProblem = (name, value) => {
	if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return {
		code: "wrong-value",
		message: `A variable's name is letters, digits and underscores; found ${JSON.stringify(name)}.`,
		hint: "Write for example: env: { HF_HOME: /data/huggingface }"
	};
	if (name in SET_BY_US) {
		const key = SET_BY_US[name];
		return reserved(`\`${name}\` is set by dl-env, so that libraries find the driver and each other.`, key === void 0 ? `Remove the line of: ${name}` : `Write instead: ${key}`);
	}
	if (RESERVED_VARIABLE.test(name)) return reserved(`\`${name}\` decides what NVIDIA's runtime shows of the driver, or is dl-env's own.`, `Set it where the image runs: dl-env run --env ${name}=…`);
	const isSecret = isSecretName(name) || JUPYTER_SECRET.test(name) || holdsLogin(value);
	return value !== "" && isSecret ? secret(`\`${name}\``) : void 0;
};
/** Labels that say what dl-env knows of an image. */
const RESERVED_LABEL = /^(?:io\.github\.dl-env\.|org\.opencontainers\.image\.base\.)/;
/** Why no image can have this label; undefined when it can. */
const labelProblem = (name, value) => {
	if (!/^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/.test(name)) return {
		code: "wrong-value",
		message: `A label's name is letters and digits, with dots, hyphens or slashes between them; found ${JSON.stringify(name)}.`,
		hint: "Write for example: labels: { org.opencontainers.image.vendor: our lab }"
	};
	if (RESERVED_LABEL.test(name)) return reserved(`The label \`${name}\` says what dl-env knows of the image, so no other value can stand there.`, "Write another name, such as: org.opencontainers.image.vendor");
	const plain = name.replace(/[./-]/g, "_");
	return value !== "" && (isSecretName(plain) || holdsLogin(value)) ? secret(`The label \`${name}\``) : void 0;
};
// src/catalog/decodeLibrary.ts
/** Drops the keys without a value, which exactOptionalPropertyTypes asks for. */
const given = (value) => Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== void 0));
/** A source is a name of matrix/sources.yml or a text of its own. */
const sourced = (entry, sources) => ({
	...entry,
	source: sources[entry.source] ?? entry.source
});
const renamed = (entry) => {
	const { "wheel-cuda": wheelCuda, ...rest } = entry;
	return {
		...rest,
		wheelCuda
	};
};
/** One trap of library.yml or traps.yml. */
const trapOf = (trap, sources) => given(renamed(sourced(trap, sources)));
/** One library.yml as facts. */
const libraryOf = (name, decoded, sources) => {
	const { value: file, folder } = decoded;
	return {
		name,
		title: file.title,
		about: file.about,
		package: file.package ?? name,
		releases: file.releases.map((entry) => given(renamed(sourced(entry, sources)))),
		limits: file.limits.map((entry) => given(renamed(sourced(entry, sources)))),
		traps: file.traps.map((entry) => trapOf(entry, sources)),
		architectures: file.architectures.map((entry) => given(sourced(entry, sources))),
		drivers: file.drivers.map((entry) => given(sourced(entry, sources))),
		gpu: file.gpu,
		bringsCudnn: file["brings-cudnn"],
		usesCudnn: file["uses-cudnn"],
		needs: file.needs,
		harmless: file.harmless,
		mayLack: file["may-lack"],
		apt: file.apt,
		comfort: file.comfort,
		...file.env === void 0 ? {} : { env: file.env },
		...file.prerelease === void 0 ? {} : { prerelease: file.prerelease },
		...file.ended === void 0 ? {} : { ended: sourced(file.ended, sources) },
		imports: file.imports,
		folder
	};
};
// src/catalog/sets.ts
/**
* Libraries of a set, those of the set it extends first; a loop of extensions ends where it meets
* itself.
*/
const flat = (name, sets, seen = []) => {
	const set = sets[name];
	if (set === void 0 || seen.includes(name)) return [];
	const below = set.extends === void 0 ? [] : flat(set.extends, sets, [...seen, name]);
	return [.../* @__PURE__ */ new Set([...below, ...set.libraries])];
};
/** The sets of all folders; a folder's set may extend one of the built-in catalog. */
const setsOf$1 = (folders) => {
	const listed = (key) => [...new Set(folders.flatMap((folder) => folder.sets?.value[key] ?? []))];
	const sets = Object.assign({}, ...folders.map((folder) => folder.sets?.value.sets ?? {}));
	return {
		sets: new Map(Object.keys(sets).map((name) => [name, flat(name, sets)])),
		every: listed("every"),
		everyComfort: listed("comfort"),
		gpuComfort: listed("gpu-comfort")
	};
};
// src/catalog/reservedNames.ts
/**
* What dl-env itself calls tags in a destination or a store: layers by kind and key, bases,
* inventories, the reports of a digest, and what promotions write down.
*/
const OWN_TAG = /^(?:dl-env-promotion-|(?:sha256|base|inventory|system|python|wheel|bytecode|rest|files|own|run)-[0-9a-f]{16,}(?:-|$))/;
/**
* Why a set cannot have this name, since tags of cells begin with it; undefined when it can. Ends
* in a full stop.
*/
const reservedName = (name) => {
	if (name === "latest") return "No set can be named `latest`: that is the tag of the cell that `default` names.";
	if (OWN_TAG.test(name)) return `No set can be named \`${name}\`: dl-env names its own layers and reports so.`;
};
// src/catalog/checkSetNames.ts
const problemOf = ({ kind, name, choices, place: at }) => {
	const near = closestOf(name, choices);
	const place = at();
	return {
		code: "unknown-name",
		message: `There is no ${kind} \`${name}\`; the catalog has ${oneOf(choices)}.`,
		place,
		hint: near === void 0 ? `Add it, or remove the name from ${place.file}` : `Did you mean: ${near}`
	};
};
/** Sets of a folder that are named as dl-env names its own tags. */
const reservedSets = (folders) => folders.flatMap(({ sets }) => Object.keys(sets?.value.sets ?? {}).flatMap((name) => {
	const message = reservedName(name);
	return message === void 0 || sets === void 0 ? [] : [{
		code: "wrong-value",
		message,
		place: sets.yaml.keyPlace(["sets", name]),
		hint: "Write another name, such as mine"
	}];
}));
const inSets$1 = (folder, catalog) => {
	if (folder.sets === void 0) return [];
	const { value, yaml } = folder.sets;
	const libraries = [...catalog.libraries.keys()];
	const sets = [...catalog.sets.keys()];
	const list = (names, path) => names.map((name, index) => ({
		kind: "library",
		name,
		choices: libraries,
		place: () => yaml.place([...path, index])
	}));
	return Object.entries(value.sets).flatMap(([name, set]) => [...list(set.libraries, [
		"sets",
		name,
		"libraries"
	]), ...set.extends === void 0 ? [] : [{
		kind: "set",
		name: set.extends,
		choices: sets,
		place: () => yaml.place([
			"sets",
			name,
			"extends"
		])
	}]]).concat(list(value.every, ["every"]), list(value.comfort, ["comfort"]), list(value["gpu-comfort"], ["gpu-comfort"]));
};
/** Names in one library.yml, without what they may be. */
const namesOf = ({ value: { needs, releases, limits }, yaml }) => {
	const libraries = (names, path) => names.map((name, index) => ({
		kind: "library",
		name,
		place: () => yaml.place([...path, index])
	}));
	return [
		...libraries(needs, ["needs"]),
		...releases.flatMap((entry, at) => libraries(entry.with, [
			"releases",
			at,
			"with"
		])),
		...limits.flatMap((entry, at) => libraries(entry.with, [
			"limits",
			at,
			"with"
		])),
		...limits.flatMap((entry, at) => libraries(entry.without, [
			"limits",
			at,
			"without"
		])),
		...releases.flatMap(({ index }, at) => index === void 0 ? [] : [{
			kind: "index",
			name: index,
			place: () => yaml.place([
				"releases",
				at,
				"index"
			])
		}])
	];
};
const inLibrary = (library, catalog, named) => {
	const libraries = [...catalog.libraries.keys()];
	const indexes = [...catalog.indexes.keys(), ...named];
	return namesOf(library).map((reference) => ({
		...reference,
		choices: reference.kind === "index" ? indexes : libraries
	}));
};
const inCuda = (folder) => {
	if (folder.cuda === void 0) return [];
	const { value, yaml } = folder.cuda;
	const choices = Object.keys(value.flavors);
	return Object.entries(value.releases).flatMap(([version, release]) => Object.entries(release.images).flatMap(([ubuntu, flavors]) => typeof flavors === "string" ? [{
		kind: "list of flavors",
		name: flavors,
		choices,
		place: () => yaml.place([
			"releases",
			version,
			"images",
			ubuntu
		])
	}] : []));
};
/**
* Names in the files that lead nowhere, each with its place; `named` are package indexes that are
* known beside the catalog's.
*/
const danglingNames = (folders, catalog, named) => folders.flatMap((folder) => [
	...inSets$1(folder, catalog),
	...[...folder.libraries.values()].flatMap((library) => inLibrary(library, catalog, named)),
	...inCuda(folder)
]).filter((reference) => !reference.choices.includes(reference.name)).map(problemOf);
// src/catalog/assemble.ts
const needed = (value, folder, file) => {
	if (value !== void 0) return value;
	throw wrongRequest({
		code: "missing-key",
		message: `The catalog lacks ${file}.yml.`,
		place: { file: `${folder.root}/${file}.yml` },
		hint: "npm ci"
	});
};
/** The last folder that has something wins. */
const last = (folders, pick) => folders.map(pick).findLast((value) => value !== void 0);
const merged = (folders, pick) => Object.assign({}, ...folders.map((folder) => pick(folder) ?? {}));
const ubuntuOf = (folders) => Object.entries(merged(folders, (folder) => folder.ubuntu?.value)).map(([name, release]) => ({
	name,
	tag: release.tag,
	glibc: release.glibc,
	python: release.python,
	preReleasePythons: release["pre-release-pythons"],
	endOfLife: release["end-of-life"],
	...release.snapshots === void 0 ? {} : { snapshots: release.snapshots },
	source: release.source
}));
const pythonsOf = (folders) => folders.flatMap((folder) => {
	const file = folder.pythons?.value;
	if (file === void 0) return [];
	return Object.entries(file.pythons).map(([version, python]) => ({
		minor: version.split(".").slice(0, 2).join("."),
		version,
		url: file.address.replaceAll("{version}", version).replaceAll("{build}", python.build),
		sha256: python.sha256,
		source: file.source
	}));
});
const originsOf = (folders) => {
	const pythons = folders.findLast(({ pythons: file }) => file !== void 0)?.pythons?.value;
	const cards = folders.flatMap(({ gpus }) => gpus?.value.pages ?? []);
	return pythons?.releases === void 0 || pythons.checksums === void 0 ? { cards } : {
		cards,
		pythons: {
			releases: pythons.releases,
			checksums: pythons.checksums
		}
	};
};
const GPU_KINDS = [
	"datacenter",
	"workstation",
	"geforce",
	"jetson"
];
const gpusOf = (folders) => folders.flatMap((folder) => {
	const file = folder.gpus?.value;
	return Object.entries(file?.cards ?? {}).flatMap(([computeCapability, row]) => GPU_KINDS.flatMap((kind) => row[kind].map((listed) => {
		const name = listed.replace(/\?$/, "");
		return {
			name,
			computeCapability,
			architecture: row.architecture,
			kind,
			isArm: kind === "jetson" || file?.arm?.cards.includes(name) === true,
			source: (listed.endsWith("?") ? file?.inferred : file?.source) ?? ""
		};
	})));
});
const indexesOf = (folders) => {
	const builtIn = folders[0].indexes?.value ?? {};
	const hostOf = (name) => {
		const url = builtIn[name]?.url;
		return url === void 0 ? void 0 : new URL(url).host;
	};
	return new Map(Object.entries(merged(folders, (folder) => folder.indexes?.value)).map(([name, index]) => [name, {
		name,
		...index,
		builtInHost: hostOf(name)
	}]));
};
const wheelsOf = (folders) => Object.fromEntries(Object.entries(merged(folders, (folder) => folder.cuda?.value.wheels)).map(([major, facts]) => [major, {
	exact: facts.exact,
	sameMajor: facts["same-major"],
	besideOwn: facts["beside-own"] ?? [],
	marks: facts.marks,
	runtime: facts.runtime,
	source: facts.source
}]));
const driversOf = (folders) => {
	const file = needed(last(folders, (folder) => folder.drivers?.value), folders[0], "drivers");
	return {
		minorVersion: file["minor-version"],
		shipped: file.shipped,
		requireBranches: file["require-branches"],
		requireGeforce: file["require-geforce"],
		requireSource: file["require-source"],
		branchEnd: file["branch-end"],
		branchSource: file["branch-source"],
		lastBranchBeforeTuring: file["last-branch-before-turing"],
		firstBranch: file["first-branch"],
		firstCuda: file["first-cuda"],
		firstSource: file["first-source"] ?? file.source,
		lastCudaBeforeTuring: file["last-cuda-before-turing"],
		forwardSource: file["forward-source"] ?? file.source,
		source: file.source
	};
};
const pinnedWheel = ({ version, sha256, file }) => ({
	version,
	wheelSha256: sha256,
	wheelFile: file
});
const newestOf = (folders) => {
	const file = last(folders, (folder) => folder.newest?.value);
	return {
		asOf: file?.["as-of"] ?? "",
		packages: merged(folders, (folder) => folder.newest?.value.packages),
		source: file?.source ?? ""
	};
};
const librariesOf = (folders, sources) => folders.flatMap((folder) => [...folder.libraries].map(([name, library]) => libraryOf(name, library, sources)));
const cudnnOf = (folders) => {
	const file = last(folders, (folder) => folder.cudnn?.value);
	const { rows, source, ...copies } = needed(file, folders[0], "cudnn");
	const [twoCopies, ownCopy] = [copies["two-copies"], copies["own-copy"] || source];
	return {
		rows,
		twoCopies,
		ownCopy,
		source
	};
};
/** What images hold beside libraries: a folder of one's own adds to the lists. */
const inImages = (folders) => {
	const files = folders.flatMap((folder) => folder.image?.value ?? []);
	const joined = (of) => [...new Set(files.flatMap(of))];
	return {
		layerOrder: joined((file) => file["layer-order"]),
		noBytecode: {
			wheels: joined((file) => file["no-bytecode"].wheels),
			folders: joined((file) => file["no-bytecode"].folders)
		},
		apt: joined(({ apt }) => apt),
		comfort: joined(({ comfort }) => comfort),
		locales: joined(({ locales }) => locales)
	};
};
/** Throws DlEnvError(2) for names that lead nowhere. */
const checked = (folders, catalog, named) => {
	const [first, ...more] = [...reservedSets(folders), ...danglingNames(folders, catalog, named)];
	if (first !== void 0) throw wrongRequest(first, { more });
	return catalog;
};
/**
* Folders as they lie on disk -> the catalog; throws DlEnvError(2) for names that lead nowhere.
* `named` are package indexes that are known beside the catalog's.
*/
const assemble = (folders, named = []) => {
	const [builtIn] = folders;
	const sources = merged(folders, (folder) => folder.sources?.value);
	const catalog = {
		asOf: needed(builtIn.cuda?.value["as-of"], builtIn, "cuda"),
		cuda: folders.flatMap(cudaReleases).sort((a, b) => compareVersions(a.version, b.version)),
		ubuntu: ubuntuOf(folders),
		pythons: pythonsOf(folders).sort((a, b) => compareVersions(a.version, b.version)),
		libraries: new Map(librariesOf(folders, sources).map((library) => [library.name, library])),
		...setsOf$1(folders),
		indexes: indexesOf(folders),
		wheels: wheelsOf(folders),
		never: merged(folders, (folder) => folder.cuda?.value.never),
		pushLists: merged(folders, (folder) => folder.cuda?.value["push-lists"]),
		cudnn: cudnnOf(folders),
		traps: folders.flatMap(({ traps }) => (traps?.value ?? []).map((one) => trapOf(one, sources))),
		origins: originsOf(folders),
		gpus: gpusOf(folders),
		drivers: driversOf(folders),
		uv: pinnedWheel(needed(last(folders, (folder) => folder.image?.value.uv), builtIn, "image")),
		hostUv: pinnedWheel(needed(builtIn.image?.value.uv, builtIn, "image")),
		hostHadolint: pinnedWheel(needed(builtIn.tools?.value, builtIn, "tools").hadolint),
		hostPythons: pythonsOf([builtIn]),
		newest: newestOf(folders),
		overlapWinners: merged(folders, (folder) => folder.image?.value["laid-last"]),
		aptOfLibrary: merged(folders, (folder) => folder.image?.value["apt-of-library"]),
		...inImages(folders)
	};
	return checked(folders, catalog, named);
};
// src/catalog/decode.ts
const defOf = (schema) => schema._zod.def;
/**
* The schemas a value at the end of `path` may have, through optionals, defaults, pipes and unions.
*/
const schemasAt = (schema, path) => {
	const def = defOf(schema);
	const inner = def.innerType ?? (def.type === "pipe" ? def.in : void 0);
	if (inner !== void 0) return schemasAt(inner, path);
	if (def.type === "union") return (def.options ?? []).flatMap((option) => schemasAt(option, path));
	const [head, ...rest] = path;
	if (head === void 0) return [schema];
	const next = def.shape?.[String(head)] ?? def.element ?? def.valueType;
	return next === void 0 ? [] : schemasAt(next, rest);
};
const keysAt = (schema, path) => schemasAt(schema, path).flatMap((found) => Object.keys(defOf(found).shape ?? {}));
const KINDS = {
	object: "a map of keys and values",
	record: "a map of keys and values",
	array: "a list",
	string: "a text",
	map: "a map of keys and values"
};
const dotted = (path) => path.map(String).join(".");
/** Longest value that is repeated in a message. */
const LONGEST_SHOWN = 80;
const foundText = (value) => {
	if (value === void 0 || value === null || value === "") return "nothing";
	if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
	if (typeof value === "object") return "a map of keys and values";
	const text = typeof value === "string" ? value : JSON.stringify(value);
	return `\`${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}\``;
};
const valueAt = (value, path) => {
	let found = value;
	for (const key of path) found = typeof found === "object" && found !== null ? found[key] : void 0;
	return found;
};
const unknownKeys = (issue, { schema, yaml }) => issue.keys.map((key) => {
	const keys = keysAt(schema, issue.path);
	const parent = keys.find((one) => keysAt(schema, [...issue.path, one]).includes(key));
	const near = closestOf(key, keys);
	const other = issue.path.length > 0 && keysAt(schema, []).includes(key) ? `Write it at the top of the file: ${key}: …` : "Remove the line.";
	const mend = near === void 0 ? other : `Did you mean: ${near}`;
	return {
		code: "unknown-key",
		message: `There is no key \`${dotted([...issue.path, key])}\`; expected ${oneOf(keys)}.`,
		place: yaml.keyPlace([...issue.path, key]),
		hint: parent === void 0 ? mend : `Write it under: ${dotted([...issue.path, parent])}: { ${key}: … }`
	};
});
const kindText = (kind) => KINDS[kind] ?? kind;
const messageOf = (issue, { schema, yaml }) => {
	const name = issue.path.length === 0 ? "The file" : `\`${dotted(issue.path)}\``;
	const found = valueAt(yaml.value, issue.path);
	const expected = (text) => `${name} must be ${text}; found ${foundText(found)}.`;
	if (issue.code === "invalid_value") return expected(oneOf(issue.values.map(String)));
	if (issue.code === "invalid_key") return `A key in \`${dotted(issue.path.slice(0, -1))}\` must not be empty.`;
	if (issue.code === "invalid_type") return found === void 0 ? `${name} is missing.` : expected(kindText(issue.expected));
	if (issue.code === "invalid_union") {
		if (found === void 0) return `${name} is missing.`;
		return expected([...new Set(schemasAt(schema, issue.path).map((option) => kindText(defOf(option).type)))].join(" or "));
	}
	return `${name} ${issue.message}; found ${foundText(found)}.`;
};
/**
* Of a union whose kind fits and whose content does not, the issues of the content: the list is
* right, an entry of it is not.
*/
const inner = (issue) => {
	if (issue.code !== "invalid_union") return [];
	return (issue.errors.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0)) ?? []).map((found) => ({
		...found,
		path: [...issue.path, ...found.path]
	}));
};
const problemsOf$2 = (issue, examined) => {
	const { yaml, hintFor } = examined;
	if (issue.code === "unrecognized_keys") return unknownKeys(issue, examined);
	const within = inner(issue);
	if (within.length > 0) return within.flatMap((found) => problemsOf$2(found, examined));
	const found = valueAt(yaml.value, issue.path);
	const near = issue.code === "invalid_value" && typeof found === "string" ? closestOf(found, issue.values.map(String)) : void 0;
	const hint = near === void 0 ? hintFor(issue.path) : `Did you mean: ${near}`;
	return [{
		code: issue.code !== "invalid_value" && found === void 0 ? "missing-key" : "wrong-value",
		message: messageOf(issue, examined),
		place: yaml.place(issue.path),
		...hint === void 0 ? {} : { hint }
	}];
};
/** The value without the parts that an issue complains about. */
const withoutWrong = (value, issues) => {
	const copy = structuredClone(value);
	const paths = issues.flatMap((issue) => issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]);
	for (const path of paths) {
		const parent = valueAt(copy, path.slice(0, -1));
		const key = path.at(-1);
		if (key !== void 0 && typeof parent === "object" && parent !== null && !Array.isArray(parent)) delete parent[key];
	}
	return copy;
};
/**
* Every problem of a parsed file, and what could be decoded once the wrong parts are left out: its
* names can still be checked.
*/
const examineYaml = (schema, yaml, hintFor = () => void 0) => {
	const result = schema.safeParse(yaml.value);
	if (result.success) return {
		data: result.data,
		problems: []
	};
	const { issues } = result.error;
	const rest = schema.safeParse(withoutWrong(yaml.value, issues));
	return {
		...rest.success ? { data: rest.data } : {},
		problems: issues.flatMap((issue) => problemsOf$2(issue, {
			schema,
			yaml,
			hintFor
		}))
	};
};
/** Decodes a parsed file; throws DlEnvError(2) that names every problem with its place. */
const decodeYaml = (schema, yaml) => {
	const { data, problems } = examineYaml(schema, yaml);
	const [first, ...more] = problems;
	if (first !== void 0) throw wrongRequest(first, { more });
	return data;
};
// src/catalog/libraryFacts.ts
/**
* How close the CUDA of wheels is to the cell's: the same x.y, or an older one of the same major.
*/
const WHEEL_CUDAS = ["exact", "same-major"];
// src/catalog/fieldFormats.ts
const text$1 = string().min(1, "must not be empty");
const texts = array(text$1);
const version = text$1.regex(/^\d+\.\d+$/, "must be a version of two numbers, such as 12.8");
const fullVersion = text$1.regex(/^\d+\.\d+\.\d+$/, "must be a version of three numbers, such as 12.8.1");
const date = text$1.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date, such as 2026-11-21");
const sha256 = text$1.regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");
const digest = text$1.regex(/^sha256:[0-9a-f]{64}$/, "must be `sha256:` and 64 hex digits");
const code = text$1.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be words in lower case with hyphens");
const capability = text$1.regex(/^\d+\.\d$/, "must be a compute capability, such as 8.9");
const branch = text$1.regex(/^\d{3}$/, "must be a driver branch, such as 550").transform(Number);
const range = text$1.refine((value) => validRange(value), "must be version ranges of PEP 440, such as >=12.4,<13");
/** `true` or `false`, as text; absent is false. */
const flag$1 = _enum(["true", "false"]).transform((value) => value === "true").default(false);
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const name = text$1.regex(NAME, "must be a name in lower case with hyphens");
const wheelCuda = _enum(WHEEL_CUDAS);
const APT = "[a-z0-9](?:[a-z0-9+.-]|\\{python\\})+";
/** Name of an apt package. */
const aptPackage = text$1.regex(/^[a-z0-9][a-z0-9+.-]+$/, "must be the name of an apt package");
/** The same with `{python}` for the cell's Python. */
const aptPackageOfPython = text$1.regex(new RegExp(`^${APT}$`), "must be the name of an apt package, with {python} for a Python of apt's");
/** A name of matrix/sources.yml or a text of its own. */
const source = text$1.meta({ description: "A name of matrix/sources.yml, or where a person can check the fact" });
// src/catalog/fileFormats.ts
/** matrix/cuda.yml; a folder of your own may hold only `releases`. */
const cudaFile = strictObject({
	"as-of": date.optional(),
	repository: text$1.optional(),
	flavors: record(name, texts).default({}),
	sources: record(name, text$1).default({}),
	complete: texts.optional().meta({ description: "Names of sources that list every image of a release; from others a missing one is unknown" }),
	sightings: texts.default([]).meta({ description: "Names of sources that only show that somebody used a tag" }),
	wheels: record(string().regex(/^\d+$/, "must be a CUDA major"), strictObject({
		exact: texts,
		"same-major": texts,
		"beside-own": texts.optional(),
		marks: texts,
		runtime: text$1,
		source
	})).default({}),
	never: record(version, text$1).default({}),
	"push-lists": record(text$1, strictObject({
		address: text$1.regex(/^https?:\/\/[^\s{}]+\{namespace\}[^\s{}]*\{name\}[^\s{}]*$/, "must be an address with {namespace} and {name}"),
		source
	})).default({}).meta({ description: "Pages that list a repository's last pushes, by the registry's host" }),
	releases: record(fullVersion, strictObject({
		images: record(text$1, union([text$1, texts])),
		repository: text$1.optional(),
		cudnn: text$1.optional(),
		"end-of-life": date.optional(),
		"ended-by": date.optional().meta({ description: "Date of a source that lists the release as ended, whenever that was" }),
		digests: record(text$1, digest).default({}),
		sources: texts.min(1)
	})).default({}),
	"stand-in": strictObject({
		repository: text$1,
		releases: array(fullVersion),
		images: record(text$1, texts),
		source: text$1
	}).optional()
});
const ubuntuFile = record(text$1, strictObject({
	tag: text$1,
	glibc: version,
	python: version,
	"pre-release-pythons": record(version, text$1).default({}),
	"end-of-life": date,
	snapshots: strictObject({
		address: text$1.regex(/^https?:\/\/[A-Za-z0-9./_-]+[A-Za-z0-9]$/, "must be an address without a slash at its end"),
		suites: array(name).min(1),
		components: array(name).min(1),
		source
	}).optional().meta({ description: "Dated copies of the release's apt archive: address/20261121T000000Z" }),
	source
}));
const pythonsFile = strictObject({
	source,
	releases: text$1.optional().meta({ description: "Page that redirects to the newest release, whose name ends its address" }),
	checksums: text$1.optional().meta({ description: "SHA256SUMS of a release, whose name stands for {build}" }),
	address: text$1,
	pythons: record(fullVersion, strictObject({
		build: text$1,
		sha256
	}))
});
const cards = texts.default([]);
const gpusFile = strictObject({
	source,
	pages: texts.default([]).meta({ description: "Pages that list cards by compute capability" }),
	inferred: text$1,
	arm: strictObject({
		cards: texts,
		source
	}).optional().meta({ description: "Cards that are in machines with an Arm processor only" }),
	cards: record(capability, strictObject({
		architecture: text$1,
		datacenter: cards,
		workstation: cards,
		geforce: cards,
		jetson: cards
	}))
});
const driversFile = strictObject({
	source,
	"minor-version": record(text$1, text$1),
	shipped: record(fullVersion, text$1),
	"require-branches": record(version, array(branch)),
	"require-geforce": record(version, array(branch)).default({}),
	"require-source": text$1,
	"branch-end": record(text$1, date),
	"branch-source": text$1,
	"last-branch-before-turing": text$1,
	"first-branch": record(capability, text$1).default({}),
	"first-cuda": record(capability, version).default({}),
	"first-source": text$1.optional(),
	"last-cuda-before-turing": strictObject({
		cuda: version,
		source: text$1
	}).optional(),
	"forward-source": text$1.optional()
});
const cudnnFile = strictObject({
	source,
	"two-copies": text$1,
	"own-copy": text$1.default(""),
	rows: array(strictObject({
		cudnn: range,
		cuda: range,
		driver: text$1,
		cards: array(capability)
	}))
});
const setsFile = strictObject({
	every: texts.default([]),
	comfort: texts.default([]),
	"gpu-comfort": texts.default([]),
	sets: record(name, strictObject({
		extends: text$1.optional(),
		libraries: texts
	}))
});
const indexesFile = record(name, strictObject({
	url: text$1,
	packages: array(name).optional().meta({ description: "Only these packages are taken from it; without it, every package that it has" }),
	about: text$1,
	source
}));
const sourcesFile = record(name, text$1);
const newestFile = strictObject({
	"as-of": date,
	source,
	packages: record(text$1, text$1)
});
/**
* Of a wheel, as PEP 427 builds it: five or six parts, and nothing that leads to another folder.
*/
const wheelFile = text$1.regex(/^[A-Za-z0-9._]+-[A-Za-z0-9._+!]+(?:-[0-9][A-Za-z0-9._]*)?(?:-[A-Za-z0-9._]+){3}\.whl$/, "must be the file name of a wheel, such as uv-0.13.8-py3-none-any.whl");
const pinned = strictObject({
	version: fullVersion,
	file: wheelFile,
	sha256,
	source
});
const toolsFile = strictObject({ hadolint: pinned });
const packagePattern = text$1.regex(/^[a-z0-9*][a-z0-9*.-]*$/, "must be the name of a package, with * for any characters");
const imageFile = strictObject({
	apt: array(aptPackage).default([]),
	comfort: array(aptPackage).default([]),
	"apt-of-library": record(text$1, aptPackage).default({}),
	locales: array(text$1.regex(/^[a-z]{2,3}_[A-Z]{2}\.UTF-8$/, "must be a locale, such as ko_KR.UTF-8")).default([]),
	uv: pinned.optional(),
	"laid-last": record(text$1, union([text$1, texts])).default({}),
	"layer-order": array(packagePattern).default([]),
	"no-bytecode": strictObject({
		wheels: array(packagePattern).default([]),
		folders: array(text$1.regex(/^\w+(\/\w+)*$/, "must be a folder of site-packages")).default([])
	}).prefault({})
});
// src/catalog/libraryFormat.ts
const release = strictObject({
	cuda: range.optional().meta({ description: "CUDA x.y for which this entry counts" }),
	python: range.optional().meta({ description: "Python x.y for which this entry counts" }),
	with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
	"wheel-cuda": wheelCuda.optional(),
	requirements: texts.min(1).meta({ description: "Requirements of PEP 508 without markers" }),
	constraints: texts.default([]),
	index: name.optional().meta({ description: "A name of indexes.yml or of `index` in dl-env.yml, when PyPI lacks the wheels" }),
	fallback: flag$1.meta({ description: "Asked for only where what stands before it cannot be had" }),
	source
});
const limit = strictObject({
	code,
	message: text$1.meta({ description: "One or two plain sentences; {cuda}, {python}, {ubuntu} and {flavor} are the cell's" }),
	hint: text$1.optional(),
	cuda: range.optional(),
	python: range.optional(),
	ubuntu: texts.optional(),
	flavor: texts.optional(),
	with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
	without: texts.default([]).meta({ description: "Libraries that the set must not hold" }),
	"wheel-cuda": wheelCuda.optional(),
	from: date.optional().meta({ description: "The date from which it holds" }),
	source
});
const trap = strictObject({
	code,
	message: text$1,
	hint: text$1.optional(),
	package: text$1.meta({ description: "The package that a lock must not hold; `*` for any" }),
	versions: range.optional(),
	cuda: range.optional(),
	python: range.optional(),
	"wheel-cuda": wheelCuda.optional(),
	missing: text$1.optional().meta({ description: "Counts only when the lock lacks this package" }),
	beside: text$1.optional().meta({ description: "Counts only when the lock also holds this package, with an optional range" }),
	source
});
const architectures = strictObject({
	package: text$1,
	cuda: range.optional(),
	versions: range.optional(),
	sm: array(capability),
	ptx: array(capability),
	source
});
const driver = strictObject({
	package: text$1,
	versions: range.optional(),
	driver: text$1,
	source
});
/** matrix/libraries/<name>/library.yml */
const libraryFile = strictObject({
	title: text$1,
	about: text$1,
	package: name.optional().meta({ description: "Name, without the ending for a CUDA, of the package whose version is the library's; default: the folder's name" }),
	gpu: flag$1.meta({ description: "Whether its work needs a GPU" }),
	"brings-cudnn": flag$1.meta({ description: "Whether its wheels bring their own cuDNN" }),
	"uses-cudnn": flag$1.meta({ description: "Whether it loads a cuDNN, its own or the base's" }),
	needs: texts.default([]).meta({ description: "Libraries whose packages it includes: they count as part of every set that contains it" }),
	apt: array(aptPackageOfPython).default([]).meta({ description: "apt packages that it needs to work; {python} is the cell's Python, and a name with it counts only where apt installs that Python" }),
	comfort: array(aptPackageOfPython).default([]).meta({ description: "apt packages that people want beside it; `slim: true` leaves them out" }),
	prerelease: _enum(["allow"]).optional().meta({ description: "`allow`: its packages may be pre-releases although final ones exist" }),
	env: record(text$1.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be letters, digits and underscores"), string().refine((value) => !CONTROL_CHARACTER.test(value), "must be one line")).optional().meta({ description: "Variables of images that hold it, below those of dl-env.yml" }),
	harmless: texts.default([]).meta({ description: "Packages for another CUDA that it brings and does without" }),
	"may-lack": texts.default([]).meta({ description: "Shared libraries that optional parts of it look for, such as libnvinfer*; images may lack them" }),
	imports: texts.min(1).meta({ description: "Names for the import check" }),
	ended: strictObject({
		last: text$1,
		date,
		message: text$1,
		source
	}).optional(),
	releases: array(release).min(1).meta({ description: "What it requires of an index; the first entry that matches the cell counts" }),
	limits: array(limit).default([]).meta({ description: "Combinations that cannot work" }),
	traps: array(trap).default([]).meta({ description: "What a lock must not hold although the resolver accepted it" }),
	architectures: array(architectures).default([]).meta({ description: "GPU code that the wheels carry" }),
	drivers: array(driver).default([]).meta({ description: "Oldest Linux drivers that its makers support, where newer than what the wheels' CUDA needs" })
});
/** matrix/traps.yml */
const trapsFile = array(trap);
// src/catalog/plainYaml.ts
/** Thrown, and caught in this file only, where the text is more than this reader knows. */
const notPlain = /* @__PURE__ */ new Error("not in the plain part of YAML");
const fail = () => {
	throw notPlain;
};
/** Letters and signs about which YAML and JavaScript agree, spaces and line ends among them. */
const UNCOMMON = /[^\n -~\u00a1-\u167f]/;
const linesOf = (text) => {
	if (UNCOMMON.test(text)) fail();
	return text.split("\n").flatMap((raw) => {
		const trimmed = raw.trim();
		if (trimmed === "" || trimmed.startsWith("#")) return [];
		return [{
			indent: raw.length - raw.trimStart().length,
			text: trimmed
		}];
	});
};
/** What may follow a value on its line. */
const onlyComment = (rest) => /^(\s*| +#.*)$/.test(rest);
const plainScalar = (text, inFlow) => {
	const first = text[0] ?? "";
	if (text === "" || "[]{}#&*!|>'\"%@`,".includes(first)) fail();
	if ("-?:".includes(first) && (text.length === 1 || text[1] === " " || inFlow && "[]{},".includes(text[1] ?? ""))) fail();
	if (/: |:$| #/.test(text) || text.startsWith("...") || text.startsWith("---") || inFlow && /[[\]{}]/.test(text)) fail();
	return text;
};
const quoted = (text, start) => {
	const quote = text[start];
	const end = text.indexOf(quote ?? "", start + 1);
	if (end === -1) return fail();
	const value = text.slice(start + 1, end);
	if (value.includes("\\") || text[end + 1] === quote) fail();
	return {
		value,
		end: end + 1
	};
};
const skipSpaces = (text, start) => {
	let at = start;
	while (text[at] === " ") at += 1;
	return at;
};
const setOnce = (map, key, value) => {
	if (Object.hasOwn(map, key) || key === "__proto__" || key === "<<") fail();
	map[key] = value;
};
/** A scalar inside brackets: it ends before a comma, a closing bracket or a colon with a space. */
const flowScalar = (text, start) => {
	if (text[start] === "\"" || text[start] === "'") return quoted(text, start);
	let end = start;
	while (end < text.length && !",]}".includes(text[end] ?? "") && !(text[end] === ":" && " ,]}".includes(text[end + 1] ?? " "))) end += 1;
	return {
		value: plainScalar(text.slice(start, end).trim(), true),
		end
	};
};
const flowValue = (text, start) => {
	if (text[start] === "[") return flowList(text, start);
	if (text[start] === "{") return flowMap(text, start);
	return flowScalar(text, start);
};
/** After an entry: the position of the next one, or of the closing bracket. */
const afterEntry = (text, end, close) => {
	const at = skipSpaces(text, end);
	if (text[at] === ",") return skipSpaces(text, at + 1);
	if (text[at] !== close) fail();
	return at;
};
const flowList = (text, start) => {
	const value = [];
	let at = skipSpaces(text, start + 1);
	while (text[at] !== "]") {
		const entry = flowValue(text, at);
		value.push(entry.value);
		at = afterEntry(text, entry.end, "]");
	}
	return {
		value,
		end: at + 1
	};
};
const flowMap = (text, start) => {
	const value = {};
	let at = skipSpaces(text, start + 1);
	while (text[at] !== "}") {
		const key = flowScalar(text, at);
		if (text[key.end] !== ":" || text[key.end + 1] !== " ") fail();
		const entry = flowValue(text, skipSpaces(text, key.end + 1));
		setOnce(value, key.value, entry.value);
		at = afterEntry(text, entry.end, "}");
	}
	return {
		value,
		end: at + 1
	};
};
/** A value that stands on one line, with perhaps a comment behind it. */
const lineValue = (text) => {
	const first = text[0] ?? "";
	if (first === "[" || first === "{" || first === "\"" || first === "'") {
		const { value, end } = flowValue(text, 0);
		return onlyComment(text.slice(end)) ? value : fail();
	}
	const comment = text.indexOf(" #");
	return plainScalar(comment === -1 ? text : text.slice(0, comment).trimEnd(), false);
};
const KEY = /^(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_.][^:#"'[\]{},&*!|>%@`]*)):(?: +(.*))?$/;
const isEntry = (line) => line !== void 0 && line.text.startsWith("- ");
/** What stands below a key or a dash that has nothing on its own line. */
const below = (cursor, indent) => {
	const next = cursor.lines[cursor.at];
	if (next !== void 0 && next.indent > indent) return block(cursor, next.indent);
	if (next !== void 0 && next.indent === indent && isEntry(next)) return list(cursor, indent);
	return fail();
};
const mapEntry = (cursor, map, { indent, text }) => {
	const found = KEY.exec(text);
	if (found === null) return fail();
	const [, double, single, plain, rest = ""] = found;
	const key = double ?? single ?? (plain ?? "").trimEnd();
	cursor.at += 1;
	setOnce(map, key, rest === "" || rest.startsWith("#") ? below(cursor, indent) : lineValue(rest));
};
const map = (cursor, indent, first) => {
	const value = {};
	if (first !== void 0) mapEntry(cursor, value, {
		indent,
		text: first
	});
	for (let line = cursor.lines[cursor.at]; line !== void 0 && line.indent >= indent; line = cursor.lines[cursor.at]) {
		if (line.indent > indent || isEntry(line)) fail();
		mapEntry(cursor, value, line);
	}
	return value;
};
const list = (cursor, indent) => {
	const value = [];
	for (let line = cursor.lines[cursor.at]; line !== void 0 && line.indent >= indent; line = cursor.lines[cursor.at]) {
		if (line.indent > indent) fail();
		if (!isEntry(line)) return value;
		const rest = line.text.slice(2).trimStart();
		if (KEY.test(rest)) value.push(map(cursor, indent + line.text.length - rest.length, rest));
		else {
			cursor.at += 1;
			value.push(lineValue(rest));
		}
	}
	return value;
};
const block = (cursor, indent) => isEntry(cursor.lines[cursor.at]) ? list(cursor, indent) : map(cursor, indent);
/**
* The value of a text that keeps to the plain part of YAML, every scalar as text; undefined for any
* other, which the whole parser must read.
*/
const readPlainYaml = (text) => {
	try {
		const cursor = {
			lines: linesOf(text),
			at: 0
		};
		const [first] = cursor.lines;
		if (first === void 0) return void 0;
		const value = block(cursor, first.indent);
		return cursor.at === cursor.lines.length ? value : void 0;
	} catch (error) {
		if (error === notPlain) return void 0;
		throw error;
	}
};
// src/catalog/yaml.ts
const keyOf = (key) => typeof key === "symbol" ? String(key) : key;
const nodeAt = (document, path) => {
	for (let length = path.length; length > 0; length -= 1) {
		const node = document.getIn(path.slice(0, length).map(keyOf), true);
		if (node?.range) return node;
	}
	return document.contents ?? void 0;
};
const keyNodeAt = (document, path) => {
	const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1).map(keyOf), true);
	if (!(0, import_dist.isMap)(parent)) return nodeAt(document, path);
	const last = String(path.at(-1));
	return parent.items.find((item) => String(item.key) === last)?.key ?? nodeAt(document, path);
};
/** The parser's own words for what people write most often are hard to act on. */
const WORDS$1 = {
	DUPLICATE_KEY: ["This key occurs twice in one map.", "Keep one of the two, then run: dl-env plan"],
	TAB_AS_INDENT: ["This line is indented with a tab, which YAML does not allow.", "Indent with spaces, then run: dl-env plan"]
};
const syntaxProblem = (file, { code, message, linePos }) => {
	const at = linePos?.[0];
	const sentence = (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
	const [told, hint] = WORDS$1[code] ?? [`This is not YAML: ${sentence}.`, "Check indentation, colons and quotes on this line, then run: dl-env plan"];
	return {
		code: "yaml-syntax",
		message: told,
		place: at === void 0 ? { file } : {
			file,
			line: at.line,
			column: at.col
		},
		hint
	};
};
/**
* After a tab the parser no longer knows which column is which; what it says of the rest is no
* help.
*/
const worthTelling = (errors) => {
	const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT");
	return tabs.length > 0 ? tabs : errors;
};
/** Comparisons of keys, 2 s; the parser compares each key of a map with all before it. */
const MOST_COMPARISONS = 5e7;
/** Whether two keys are the same, as the parser itself has it, until there are too many. */
const sameKeys = (file) => {
	let left = MOST_COMPARISONS;
	return (a, b) => {
		left -= 1;
		if (left < 0) throw wrongRequest({
			code: "yaml-syntax",
			message: "there are more keys in one place than can be compared",
			place: { file },
			hint: "Leave out what is not needed, then run: dl-env plan"
		});
		return a === b || (0, import_dist.isScalar)(a) && (0, import_dist.isScalar)(b) && a.value === b.value;
	};
};
const parsed = (text, file) => {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(text, {
		schema: "failsafe",
		lineCounter: lines,
		uniqueKeys: sameKeys(file)
	});
	const [first, ...more] = worthTelling(document.errors).map((error) => syntaxProblem(file, error));
	if (first !== void 0) throw wrongRequest(first, { more });
	return {
		document,
		lines
	};
};
/** The first alias without an anchor; where all have one, the first of all. */
const wrongAlias = (document) => {
	const aliases = [];
	(0, import_dist.visit)(document, { Alias: (_, alias) => void aliases.push(alias) });
	const lost = aliases.find((alias) => alias.resolve(document) === void 0);
	return {
		alias: lost ?? aliases[0],
		lost: lost !== void 0
	};
};
/**
* A key that no object of JavaScript can have as its own like any other: it would be lost without a
* word.
*/
const refuseProto = ({ document, lines }, file) => (0, import_dist.visit)(document, { Pair: (_index, { key }) => {
	if (!(0, import_dist.isScalar)(key) || key.value !== "__proto__") return;
	const { line, col } = lines.linePos(key.range?.[0] ?? 0);
	throw wrongRequest({
		code: "yaml-syntax",
		message: "`__proto__` cannot be a key.",
		place: {
			file,
			line,
			column: col
		},
		hint: "Use another name, then run: dl-env plan"
	});
} });
/**
* Aliases that stand for aliases can name more values than any memory holds; the parser refuses
* them only here.
*/
const valueOf = ({ document, lines }, file) => {
	try {
		return document.toJS();
	} catch (error) {
		const { alias, lost } = wrongAlias(document);
		const at = alias?.range ? lines.linePos(alias.range[0]) : void 0;
		const message = lost ? `There is no anchor \`&${alias?.source}\` before the alias \`*${alias?.source}\`.` : "The aliases in this YAML expand to more values than are allowed.";
		throw wrongRequest({
			code: "yaml-syntax",
			message,
			place: at === void 0 ? { file } : {
				file,
				line: at.line,
				column: at.col
			},
			hint: "Write the value out, then run: dl-env plan"
		}, { cause: error });
	}
};
/** Parsers end with an overflow of the stack, which says nothing of the file. */
const refuseDeep = (text, file) => {
	const place = tooDeep(text);
	if (place === void 0) return;
	throw wrongRequest({
		code: "yaml-syntax",
		message: `This is nested more than 100 levels deep.`,
		place: {
			file,
			...place
		},
		hint: "Close the brackets on this line, or indent less, then run: dl-env plan"
	});
};
/**
* Parses one YAML document; throws DlEnvError(2) `yaml-syntax` with the place of every syntax
* error. Places are worked out when they are asked for.
*/
const readYaml = (text, file) => {
	refuseDeep(text, file);
	let parsedOnce;
	const whole = () => parsedOnce ??= parsed(text, file);
	const placeOf = (node) => {
		if (!node?.range) return { file };
		const { line, col } = whole().lines.linePos(node.range[0]);
		return {
			file,
			line,
			column: col
		};
	};
	const wholeValue = () => {
		refuseProto(whole(), file);
		return valueOf(whole(), file);
	};
	return {
		file,
		value: readPlainYaml(text) ?? wholeValue(),
		place: (path) => placeOf(nodeAt(whole().document, path)),
		keyPlace: (path) => placeOf(path.length === 0 ? nodeAt(whole().document, path) : keyNodeAt(whole().document, path))
	};
};
// src/catalog/folder.ts
const FILES = {
	cuda: cudaFile,
	ubuntu: ubuntuFile,
	pythons: pythonsFile,
	gpus: gpusFile,
	drivers: driversFile,
	cudnn: cudnnFile,
	sets: setsFile,
	indexes: indexesFile,
	traps: trapsFile,
	sources: sourcesFile,
	newest: newestFile,
	image: imageFile,
	tools: toolsFile
};
const readFile = async (system, path, schema) => {
	const text = await system.files.readText(path);
	if (text === void 0) return void 0;
	const yaml = readYaml(text, path);
	return {
		value: decodeYaml(schema, yaml),
		yaml
	};
};
const problemsOf$1 = (error) => {
	if (!(error instanceof DlEnvError)) throw error;
	const { code, message, place, hint, more } = error;
	return [{
		code,
		message,
		...place === void 0 ? {} : { place },
		...hint === void 0 ? {} : { hint }
	}, ...more];
};
/** Settles all, so that two broken files are both named; throws one DlEnvError(2). */
const all = async (work) => {
	const settled = await Promise.allSettled(work);
	const [first, ...more] = settled.flatMap((result) => result.status === "rejected" ? problemsOf$1(result.reason) : []);
	if (first !== void 0) throw new DlEnvError(first, { more });
	return settled.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
};
const checkName = (root, name) => {
	if (NAME.test(name)) return;
	throw wrongRequest({
		code: "wrong-value",
		message: `The folder name \`${name}\` cannot name a library: use lower case, digits and hyphens.`,
		place: { file: `${root}/libraries/${name}/library.yml` },
		hint: `mv ${root}/libraries/${name} ${root}/libraries/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`
	});
};
/**
* Reads and decodes one folder of facts; throws DlEnvError(2) that names every problem in every
* file with its place.
*/
const readFolder = async (system, root) => {
	const names = Object.keys(FILES);
	const libraryNames = await system.files.list(`${root}/libraries`);
	const files = names.map(async (name) => [name, await readFile(system, `${root}/${name}.yml`, FILES[name])]);
	const libraries = libraryNames.map(async (name) => {
		const folder = `${root}/libraries/${name}`;
		const decoded = await readFile(system, `${folder}/library.yml`, libraryFile);
		if (decoded === void 0) return void 0;
		checkName(root, name);
		return [name, {
			...decoded,
			folder
		}];
	});
	const [readFiles, readLibraries] = await all([all(files), all(libraries)]);
	const present = readFiles.filter(([, decoded]) => decoded !== void 0);
	const found = readLibraries.filter((entry) => entry !== void 0);
	return {
		root,
		libraries: new Map(found),
		...Object.fromEntries(present)
	};
};
// src/catalog/load.ts
const joined = (cwd, path) => path.startsWith("/") ? path : `${cwd}/${path.replace(/^\.\//, "")}`;
/**
* The facts of this project's matrix/, and of a folder of your own in the same format, which adds
* to them and wins over them. Throws DlEnvError(2) with file:line:column of every mistake.
*/
const loadCatalog = async (system, extraFolder, { place, indexes = [] } = {}) => {
	const builtIn = readFolder(system, `${system.env.projectRoot}/matrix`);
	if (extraFolder === void 0) return assemble([await builtIn]);
	const folder = joined(system.env.cwd, extraFolder);
	if ((await system.files.stat(folder))?.kind !== "directory") {
		builtIn.catch(() => void 0);
		throw wrongRequest({
			code: "catalog-missing",
			message: `There is no folder ${extraFolder} to read libraries and releases from.`,
			...place === void 0 ? {} : { place },
			hint: `Make it, or remove \`catalog\` from dl-env.yml: mkdir -p ${extraFolder}/libraries`
		});
	}
	const own = await readFolder(system, folder);
	if (own.libraries.size === 0 && Object.keys(own).length === 2) {
		builtIn.catch(() => void 0);
		throw wrongRequest({
			code: "catalog-missing",
			message: `The folder ${extraFolder} holds no libraries and no releases.`,
			...place === void 0 ? {} : { place },
			hint: `A library is a folder with a library.yml: mkdir -p ${extraFolder}/libraries/mine`
		});
	}
	return assemble([await builtIn, own], indexes);
};
// src/matrix/checkDestinations.ts
/** `host[:port]/path` or `path` of Docker Hub, without tag or digest. */
const REPOSITORY = /^(([a-z0-9]+([.-][a-z0-9]+)*|\[[0-9a-f:]+\])(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/;
/**
* A name without a slash: Docker Hub has such repositories for its own images only, so a folder or
* a whole name was meant.
*/
const nameWithoutSlash = (name) => {
	if (name === "oci") return {
		message: "names no folder",
		hint: "Did you mean: oci:./images"
	};
	if (/[.:]/.test(name) || name === "localhost") return {
		message: "names a registry without a repository",
		hint: `Write for example ${name}/you/images`
	};
	return {
		message: "is neither oci:DIR nor a repository with its owner",
		hint: `Did you mean the folder oci:${name}, or the repository docker.io/you/${name}? Write one of: oci:${name} docker.io/you/${name}`
	};
};
const layoutProblem = (name) => {
	if (name.startsWith("oci:~")) return {
		message: "begins with `~`, which only a shell expands",
		hint: `Write the folder out, for example oci:./${name.slice(5).replace(/^[^/]*\/*/, "") || "images"}`
	};
	if (name.trim() === "oci:") return {
		message: "names no folder after `oci:`",
		hint: "Write for example oci:./images"
	};
};
const isPath = (name) => /^(?:\.{0,2}\/|~)/.test(name);
const destinationProblem = (name) => {
	if (name.startsWith("oci:")) return layoutProblem(name);
	if (/^[a-z0-9.:_-]+$/.test(name) && !/:[^\d]/.test(name)) return nameWithoutSlash(name);
	if (REPOSITORY.test(name)) return void 0;
	if (isPath(name)) return {
		message: "is a path; a folder is written with `oci:` before it",
		hint: `Did you mean: oci:${name}`
	};
	if (/^[a-z]+:\/\//i.test(name)) return {
		message: "must not have a scheme",
		hint: `Write ${name.replace(/^[a-z]+:\/\//i, "")}`
	};
	const last = name.slice(name.lastIndexOf("/") + 1);
	if (/[:@]/.test(last)) return {
		message: "must not hold a tag or a digest; tags are derived from the cells",
		hint: `Write ${name.replace(/[:@][^/]*$/, "")}`
	};
	if (name !== name.toLowerCase()) return {
		message: "must be in lower case",
		hint: `Write ${name.toLowerCase()}`
	};
	return {
		message: "is neither oci:DIR nor a registry's repository",
		hint: "Write for example oci:./images or docker.io/you/dl-env"
	};
};
/** What is wrong with one destination, with which the message begins; empty when nothing is. */
const checkDestination = (subject, name, place) => {
	const problem = destinationProblem(name);
	return problem === void 0 ? [] : [{
		code: "wrong-destination",
		message: `${subject} ${problem.message}; found \`${name}\`.`,
		place,
		hint: problem.hint
	}];
};
/** `to` and `store` that name nothing that could be written. */
const checkDestinations = (request, yaml) => ["to", "store"].flatMap((key) => {
	const name = request[key];
	return name === void 0 ? [] : checkDestination(`\`${key}\``, name, yaml.place([key]));
});
// src/matrix/requestHints.ts
const writesSmallest = (file) => `printf 'to: oci:./images\\nmatrix:\\n  cuda: ["12.8"]\\n  ubuntu: ["24.04"]\\n' > ${shellWord(file)}`;
/** The smallest dl-env.yml, as a line to type that writes a file that is not there, or empty. */
const smallest = (file) => `Write one; the smallest is: ${writesSmallest(file)}`;
/** What each key may look like, in one line. */
const EXAMPLES = {
	to: "to: oci:./images",
	store: "store: registry.example/team/dl-env-layers",
	engine: "engine: auto",
	build: "build: link",
	matrix: "matrix: { cuda: [\"12.8\"], ubuntu: [\"24.04\"] }",
	"matrix.cuda": "cuda: [\"12.8\", \"13.0\"]",
	"matrix.ubuntu": "ubuntu: [\"22.04\", \"24.04\"]",
	"matrix.python": "python: [ubuntu, \"3.12\"]",
	"matrix.flavor": "flavor: [base]",
	"matrix.set": "set: [base, torch]",
	include: "include: [{ cuda: \"12.4\", set: torch }]",
	exclude: "exclude: [{ cuda: \"12.4\", set: torch }]",
	default: "default: { cuda: \"12.8\", ubuntu: \"24.04\", set: torch }",
	pins: "pins: { torch: \"==2.10.0\" }",
	sets: "sets: { mine: [torch, \"bitsandbytes>=0.50\"] }",
	mirrors: "mirrors: { docker.io: mirror.example }",
	base: "base: registry.example/mirror/cuda",
	catalog: "catalog: ./my-matrix",
	smoke: "smoke: { require: cpu }",
	apt: "apt: { packages: [libgl1], maxAge: 7 }",
	"apt.packages": "apt: { packages: [libgl1] }",
	"apt.maxAge": "apt: { maxAge: 7 }",
	retention: "retention: { untagAfter: 30 }",
	cudnn: "cudnn: wheels",
	"wheel-cuda": "wheel-cuda: exact",
	slim: "slim: false",
	bytecode: "bytecode: true",
	sudo: "sudo: false",
	env: "env: { HF_HOME: /data/huggingface }",
	labels: "labels: { org.opencontainers.image.vendor: our lab }",
	workdir: "workdir: /home/dev",
	timezone: "timezone: Europe/Berlin",
	locale: "locale: de_DE.UTF-8",
	user: "user: { name: ada, uid: 1234, gid: 0 }",
	files: "files: [{ from: ./motd, to: /etc/motd }]",
	run: "run: [ldconfig, { run: curl -fsSO https://example.org/x, network: true }]",
	index: "index: [{ name: lab, url: https://pypi.lab.example/simple }]",
	ports: "ports: [8888, 53/udp]"
};
/** An example of the nearest key above a path of this dl-env.yml. */
const exampleFor = (file) => (path) => {
	for (let length = path.length; length > 0; length -= 1) {
		const example = EXAMPLES[path.slice(0, length).map(String).join(".")];
		if (example !== void 0) return `Write for example: ${example}`;
	}
	if (path.length > 0) return void 0;
	return `Move it away and write the smallest: mv ${shellWord(file)} ${shellWord(`${file}.old`)} && ${writesSmallest(file)}`;
};
// src/matrix/checkUser.ts
/**
* Users and groups that Debian and Ubuntu have in every image, and those that their packages make.
* Source: base-passwd, openssh-server, dbus and sudo of 20.04 to 26.04 and Debian 12.
*/
const TAKEN = new Set("root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody sshd messagebus adm tty disk fax voice cdrom floppy tape sudo audio dip operator src shadow utmp video sasl plugdev staff users nogroup kmem dialout input render kvm sgx crontab syslog uuidd tcpdump polkitd landscape pollinate admin netdev ssl-cert".split(" "));
/** System accounts of packages begin so. */
const OF_SYSTEM = /^(?:_|systemd-)/;
/** Of people, in Debian's and Ubuntu's /etc/login.defs; rootless podman has 65536 numbers. */
const NUMBERS = {
	first: 1e3,
	last: 6e4
};
/** `root`, in which the user is anyway, and `users`, which Jupyter's own images have. */
const GROUPS_OF_BASES = [0, 100];
const wrong$1 = (message, hint) => ({
	code: "wrong-value",
	message,
	hint
});
const nameProblem$1 = (name) => {
	const hint = "Write for example: user: { name: ada }";
	if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(name)) {
		const plain = name.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, "").slice(0, 32);
		return wrong$1(`A user's name is lower case letters, digits, hyphens and underscores, at most 32 of them, and begins with a letter; found ${JSON.stringify(name)}.`, /^[a-z]/.test(plain) ? `Did you mean: ${plain}` : hint);
	}
	if (name === "root") return wrong$1("People in an image are not root: the driver's and the environment's files are root's.", "Write another name, or let the image's user become root: sudo: true");
	return TAKEN.has(name) || OF_SYSTEM.test(name) ? {
		code: "reserved-name",
		message: `\`${name}\` is a user or group of the system.`,
		hint
	} : void 0;
};
const isNumber = (text) => /^(?:0|[1-9]\d{0,9})$/.test(text);
const isOfPeople = (text) => Number(text) >= NUMBERS.first && Number(text) <= NUMBERS.last;
const uidProblem = (uid) => isNumber(uid) && isOfPeople(uid) ? void 0 : wrong$1(`A user's number is one from ${NUMBERS.first} to ${NUMBERS.last}: those below are the system's, and rootless podman has none above 65535; found \`${uid}\`.`, "Write for example: user: { uid: 1234 }");
const gidProblem = (gid) => isNumber(gid) && (isOfPeople(gid) || GROUPS_OF_BASES.includes(Number(gid))) ? void 0 : wrong$1(`A group's number is 0, 100 or one from ${NUMBERS.first} to ${NUMBERS.last}; found \`${gid}\`.`, "Write for example: user: { gid: 0 }");
/** What is wrong with the image's user, by the part of it. */
const userProblems = (user) => {
	const { name, uid, gid } = user;
	if (name === void 0 && uid === void 0 && gid === void 0) return [{ problem: wrong$1("`user` says nothing of the user.", "Write for example: user: { name: ada, uid: 1234, gid: 0 }") }];
	const of = (part, problem) => problem === void 0 ? [] : [{
		problem,
		part
	}];
	return [
		...name === void 0 ? [] : of("name", nameProblem$1(name)),
		...uid === void 0 ? [] : of("uid", uidProblem(uid)),
		...gid === void 0 ? [] : of("gid", gidProblem(gid))
	];
};
// src/matrix/checkCustomization.ts
/** Characters of a value; Linux hands a program no variable above 128 KiB. */
const LONGEST_VALUE = 32768;
const wrong = (message, hint) => ({
	code: "wrong-value",
	message,
	hint
});
const valueProblem$1 = (name, value) => {
	if (CONTROL_CHARACTER.test(value)) return {
		code: "control-character",
		message: `The value of ${name} holds a line break or another control character.`,
		hint: "Write it in one line, or put the text into a file of the image"
	};
	return value.length > LONGEST_VALUE ? wrong(`The value of ${name} has ${value.length} characters; at most ${LONGEST_VALUE} are allowed.`, "Put the text into a file of the image") : void 0;
};
/** Folders that are the system's, or that are not kept in images. */
const NO_WORKDIR = /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|libx32|proc|root|run|sbin|sys|usr|var)(?:\/|$)/;
const workdirProblem = (path) => {
	const hint = "Write for example: workdir: /home/dev";
	const parts = path.split("/").slice(1);
	if (!path.startsWith("/") || parts.some((part) => part === ".." || part === ".")) return wrong(`A working directory is an absolute path without \`..\`; found \`${path}\`.`, hint);
	if (!/^[A-Za-z0-9._@+/-]+$/.test(path)) return wrong(`A working directory has letters, digits and . _ @ + - in its names; found ${JSON.stringify(path)}.`, hint);
	if (path !== "/" && parts.includes("")) return wrong(`A path has one slash between names and none at its end; found \`${path}\`.`, hint);
	return NO_WORKDIR.test(path) ? wrong(`\`${path}\` is the system's, where people must not work.`, hint) : void 0;
};
/** The names that ICU knows as it writes them; it takes any case, and files have one. */
const zoneOf = (name) => {
	try {
		return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		return;
	}
};
/** Areas of the tz database; other names are old ones, which Ubuntu keeps in another package. */
const ZONE = /^(?:UTC|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)(?:\/[A-Z][A-Za-z0-9_+-]*)+)$/;
/** The zone of a city, or the one that is nearest. */
const nearZone = (name) => {
	const zones = Intl.supportedValuesOf("timeZone").filter((zone) => ZONE.test(zone));
	const city = name.toLowerCase().replaceAll(/[\s-]+/g, "_");
	return zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? closestOf(name, zones);
};
const zoneProblem = (name) => {
	const known = zoneOf(name);
	if (ZONE.test(name) && known !== void 0) return void 0;
	const meant = known !== void 0 && ZONE.test(known) ? known : nearZone(name);
	return wrong(`There is no time zone \`${name}\` in the tz database.`, meant === void 0 ? "Write for example: timezone: Europe/Berlin" : `Did you mean: ${meant}`);
};
const LOCALE = /^(?:C|[a-z]{2,3}_[A-Z]{2})\.UTF-8$/;
const localeProblem = (name) => {
	if (LOCALE.test(name)) return void 0;
	const [, language, country] = /^([a-z]{2,3})[_-]([A-Za-z]{2})(?:\.utf-?8)?$/i.exec(name) ?? [];
	return wrong(`A locale is language, country and UTF-8, such as de_DE.UTF-8; found \`${name}\`.`, language === void 0 || country === void 0 ? "Write for example: locale: de_DE.UTF-8" : `Did you mean: ${language.toLowerCase()}_${country.toUpperCase()}.UTF-8`);
};
const portProblem = (port) => {
	const [, number = ""] = /^(\d{1,5})(?:\/(?:tcp|udp|sctp))?$/.exec(port) ?? [];
	return Number(number) >= 1 && Number(number) <= 65535 ? void 0 : wrong(`A port is a number from 1 to 65535, with /udp or /sctp behind it if it is not TCP; found \`${port}\`.`, "Write for example: ports: [8888, 53/udp]");
};
/** Everyone who can pull an image may be shown what made it. */
const stepProblem = (step) => {
	const text = typeof step === "string" ? step : step.run;
	const secret = holdsLogin(text) ? "a password in an address" : secretInFile("", text);
	if (secret !== void 0) return {
		code: "secret-in-request",
		message: `A step of \`run\` holds ${secret}, which would stay in the image.`,
		hint: "Remove it; steps have no secrets: put what it fetches beside dl-env.yml, under: files"
	};
	return text.trim() === "" ? wrong("A step of `run` is empty.", "Write for example: run: [ldconfig]") : void 0;
};
/** Problems of one place's keys, each with its path. */
const problemsOf = (own) => {
	const found = [];
	const add = (problem, path) => {
		if (problem !== void 0) found.push({
			problem,
			path
		});
	};
	for (const [name, value] of Object.entries(own.env ?? {})) add(variableProblem(name, value) ?? valueProblem$1(name, value), ["env", name]);
	for (const [name, value] of Object.entries(own.labels ?? {})) add(labelProblem(name, value) ?? valueProblem$1(name, value), ["labels", name]);
	if (own.workdir !== void 0) add(workdirProblem(own.workdir), ["workdir"]);
	if (own.timezone !== void 0) add(zoneProblem(own.timezone), ["timezone"]);
	if (own.locale !== void 0) add(localeProblem(own.locale), ["locale"]);
	for (const { problem, part } of own.user === void 0 ? [] : userProblems(own.user)) add(problem, part === void 0 ? ["user"] : ["user", part]);
	for (const [index, step] of (own.run ?? []).entries()) add(stepProblem(step), ["run", index]);
	for (const [index, port] of (own.ports ?? []).entries()) add(portProblem(port), ["ports", index]);
	return found;
};
/** What of one's own things no image can have, each with its place. */
const checkCustomization = (request, yaml) => {
	return [{
		own: request,
		at: []
	}, ...request.include.map((own, index) => ({
		own,
		at: ["include", index]
	}))].flatMap(({ own, at }) => problemsOf(own).map(({ problem, path }) => ({
		...problem,
		place: yaml.place([...at, ...path])
	})));
};
// src/matrix/checkIndexes.ts
/** Host and path; also without encryption, for an index on this machine or behind a wall. */
const ADDRESS$1 = /^https?:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** Values are not repeated, since they may hold a password. */
const addressProblem = ({ name, url }) => {
	if (/^[a-z+]+:\/\/[^/]*@/i.test(url)) return {
		code: "secret-in-request",
		message: `The address of the index ${name} holds a login, which everybody can read here.`,
		hint: `Leave it out, and give it in the environment: export ${indexLoginVariables(name).map((one) => `${one}=…`).join(" ")}`
	};
	return ADDRESS$1.test(url) ? void 0 : {
		code: "wrong-value",
		message: `The address of the index ${name} must begin with https:// or http:// and have no query.`,
		hint: "Write for example: index: [{ name: lab, url: https://pypi.lab.example/simple }]"
	};
};
/** One name has one address in all of the file, and none of the catalog's. */
const nameProblem = ({ name, url }, known, catalog) => {
	if (catalog.indexes.has(name)) return {
		code: "wrong-value",
		message: `${name} is the name of an index of the catalog.`,
		hint: `Write another name, or its other address under mirrors: { ${new URL(catalog.indexes.get(name)?.url ?? "https://mirror.example").host}: mirror.example }`
	};
	const before = known.get(name);
	return before === void 0 || before === url ? void 0 : {
		code: "wrong-value",
		message: `The index ${name} has another address above.`,
		hint: `Give this one another name, such as ${name}-2`
	};
};
/** What is wrong with the package indexes of dl-env.yml, each with its place. */
const checkIndexes = (request, yaml, catalog) => {
	const placed = (own, at) => own.map((index, number) => ({
		index,
		place: yaml.place([
			...at,
			"index",
			number
		])
	}));
	const all = [...placed(request.index ?? [], []), ...request.include.flatMap((entry, at) => placed(entry.index ?? [], ["include", at]))];
	const known = /* @__PURE__ */ new Map();
	return all.flatMap(({ index, place }) => {
		const problem = addressProblem(index) ?? nameProblem(index, known, catalog);
		if (!known.has(index.name)) known.set(index.name, index.url);
		return problem === void 0 ? [] : [{
			...problem,
			place
		}];
	});
};
// src/matrix/checkMirrors.ts
/** `[http[s]://]host[:port][/path]`, with a name and a password where an index wants them. */
const ADDRESS = /^(?:https?:\/\/(?:[^\s/@]+@)?)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** A host or an address prefix, as `mirrors` names what is asked elsewhere. */
const PREFIX = /^(?:https?:\/\/)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** What uv's default index is, and where its files lie. */
const PACKAGE_INDEX = /^(?:https?:\/\/)?(?:pypi\.org|files\.pythonhosted\.org|test\.pypi\.org)(?:\/|$)/;
/**
* Mirrors that are not addresses, or of what has settings of its own. Values are not repeated,
* since they may hold a password.
*/
const checkMirrors = (mirrors, yaml) => Object.entries(mirrors).flatMap(([key, value]) => {
	if (!PREFIX.test(key)) return [{
		code: "wrong-mirror",
		message: "The left side of a mirror is a host, or the beginning of an address.",
		place: yaml.keyPlace(["mirrors", key]),
		hint: "Write for example mirrors: { docker.io: mirror.example }"
	}];
	if (PACKAGE_INDEX.test(key)) return [{
		code: "wrong-mirror",
		message: `${key} is asked by uv, which has settings of its own for its index.`,
		place: yaml.keyPlace(["mirrors", key]),
		hint: "Leave it out of mirrors, and name the mirror to uv: export UV_DEFAULT_INDEX=https://mirror.example/simple"
	}];
	if (ADDRESS.test(value)) return [];
	return [{
		code: "wrong-mirror",
		message: `The mirror of ${key} is not a host or an address.`,
		place: yaml.place(["mirrors", key]),
		hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }`
	}];
});
// src/matrix/checkNames.ts
const namesIn$1 = (request, catalog) => ({
	cuda: [...new Set(catalog.cuda.map((release) => release.version))],
	ubuntu: catalog.ubuntu.map((release) => release.name),
	flavor: [...new Set(catalog.cuda.flatMap((release) => Object.values(release.images).flat()))],
	set: [.../* @__PURE__ */ new Set([...catalog.sets.keys(), ...Object.keys(request.sets)])]
});
const UNKNOWN = {
	Ubuntu: "unknown-ubuntu",
	flavor: "unknown-flavor",
	set: "unknown-set"
};
const unknownName = (kind, name, choices) => {
	const near = closestOrLonger(name, choices);
	return {
		code: UNKNOWN[kind],
		message: `There is no ${kind} \`${name}\`; there are ${oneOf(choices, 30)}.`,
		hint: near === void 0 ? `Write one of: ${oneOf(choices, 30)}` : `Did you mean: ${near}`
	};
};
/** The existing versions on either side of one that does not exist. */
const neighbours = (version, choices) => {
	const sorted = [...new Set(choices)].sort(compareVersions);
	const above = sorted.findIndex((other) => compareVersions(other, version) > 0);
	const at = above === -1 ? sorted.length : above;
	return [sorted[at - 1], sorted[at]].filter((other) => other !== void 0);
};
const cudaProblem = (value, names) => {
	if (/^\d+$/.test(value)) {
		const minors = [...new Set(names.cuda.filter((version) => isUnder(version, value)).map(minorOf))];
		const which = minors.length === 0 ? neighbours(value, names.cuda.map(minorOf)) : minors;
		return {
			code: "wrong-value",
			message: `A CUDA release is written x.y or x.y.z; \`${value}\` could be any of them.`,
			hint: `Write one of: ${oneOf(which.map((minor) => `"${minor}"`))}`
		};
	}
	if (!/^\d+\.\d+(\.\d+)?$/.test(value)) return {
		code: "wrong-value",
		message: `A CUDA release is written x.y or x.y.z; found \`${value}\`.`,
		hint: `Write for example cuda: ["${minorOf(names.cuda.at(-1) ?? "12.8")}"]`
	};
};
const pythonProblem = (value) => {
	if (value === "ubuntu" || /^3\.\d{1,2}$/.test(value)) return void 0;
	const short = /^(3\.\d{1,2})\.\d+$/.exec(value)?.[1];
	return {
		code: "wrong-value",
		message: `A Python version is \`ubuntu\` (the release's own) or x.y; found \`${value}\`.`,
		hint: short === void 0 ? "Write for example python: [ubuntu, 3.12]" : `Did you mean: ${short}`
	};
};
const valueProblem = (axis, value, names) => {
	switch (axis) {
		case "cuda": return cudaProblem(value, names);
		case "python": return pythonProblem(value);
		case "ubuntu": return names.ubuntu.includes(value) ? void 0 : unknownName("Ubuntu", value, names.ubuntu);
		case "flavor": return names.flavor.includes(value) ? void 0 : unknownName("flavor", value, names.flavor);
		case "set": return names.set.includes(value) ? void 0 : unknownName("set", value, names.set);
	}
};
const written = (request) => {
	const matrix = AXES.flatMap((axis) => request.matrix[axis].map((value, index) => ({
		axis,
		value,
		path: [
			"matrix",
			axis,
			index
		]
	})));
	const partial = [
		...request.include.map((pattern, index) => ({
			pattern,
			path: ["include", index]
		})),
		...request.exclude.map((pattern, index) => ({
			pattern,
			path: ["exclude", index]
		})),
		...request.default === void 0 ? [] : [{
			pattern: request.default,
			path: ["default"]
		}]
	].flatMap(({ pattern, path }) => AXES.flatMap((axis) => pattern[axis] === void 0 ? [] : [{
		axis,
		value: pattern[axis],
		path: [...path, axis]
	}]));
	return [...matrix, ...partial];
};
const setName = (name) => {
	const reserved = reservedName(name);
	if (reserved !== void 0) return {
		message: reserved,
		hint: "Write another name, such as mine"
	};
	if (NAME.test(name)) return void 0;
	return {
		message: `A set's name is the first part of tags: lower case, digits and hyphens; found \`${name}\`.`,
		hint: `Write ${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`
	};
};
const setNameProblem = (name, yaml) => {
	const problem = setName(name);
	return problem === void 0 ? [] : [{
		code: "wrong-value",
		...problem,
		place: yaml.keyPlace(["sets", name])
	}];
};
/** An entry of a set that is neither a library nor a package of an index. */
const entryProblem = (text, place) => {
	const parsed = parseRequirement(text);
	return isRefused(parsed) ? [{
		code: "requirement",
		message: parsed.message,
		hint: parsed.hint,
		place
	}] : [];
};
const inSets = (request, yaml) => Object.entries(request.sets).flatMap(([name, set]) => [...setNameProblem(name, yaml), ...Array.isArray(set) ? set.flatMap((text, index) => entryProblem(text, yaml.place([
	"sets",
	name,
	index
]))) : set.packages.flatMap((text, index) => entryProblem(text, yaml.place([
	"sets",
	name,
	"packages",
	index
])))]);
/** Values and names in dl-env.yml that the catalog does not know, each with its place. */
const checkNames = (request, yaml, catalog) => {
	const names = namesIn$1(request, catalog);
	return [...written(request).flatMap(({ axis, value, path }) => {
		const problem = valueProblem(axis, value, names);
		return problem === void 0 ? [] : [{
			...problem,
			place: yaml.place(path)
		}];
	}), ...inSets(request, yaml)];
};
// src/matrix/ownBase.ts
const EXAMPLE = "base: registry.example/mirror/cuda";
const wrongName = (written) => {
	if (written.startsWith("oci:")) return ["`base` is a repository of a registry, and no folder.", `Write for example: ${EXAMPLE}`];
	if (/^[a-z]+:\/\//i.test(written)) return ["`base` must not have a scheme.", `Write: base: ${written.replace(/^[a-z]+:\/\//i, "")}`];
	if (/[:@]/.test(written.slice(written.lastIndexOf("/") + 1)) && written.includes("/")) return [`\`base\` is a repository without tag or digest: the cells say which tags; found \`${written}\`.`, `Write: base: ${written.replace(/@.*$/, "").replace(/:[^/]*$/, "")}`];
	if (!written.includes("/") || written.startsWith("localhost/")) return [`\`base\` is a repository with its registry, or with its owner on Docker Hub; found \`${written}\`.`, `Write for example: ${EXAMPLE}`];
	try {
		parseReference(written);
		return;
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		return [error.message, `Write for example: ${EXAMPLE}`];
	}
};
/** `docker.io/team/cuda` of `team/cuda`; what names no repository stays as it is. */
const baseName = (written) => {
	const reference = wrongName(written) === void 0 ? parseReference(written) : void 0;
	return reference?.kind === "registry" ? repositoryName(reference) : written;
};
/** Why no images can stand on what `base` names, at the top or in an entry of `include`. */
const checkBase = ({ base, include }, yaml) => {
	return [{
		base,
		path: ["base"]
	}, ...include.map((entry, at) => ({
		base: entry.base,
		path: [
			"include",
			at,
			"base"
		]
	}))].flatMap(({ base: written, path }) => {
		const wrong = written === void 0 ? void 0 : wrongName(written);
		if (wrong === void 0) return [];
		const [message, hint] = wrong;
		return [{
			code: "wrong-value",
			message,
			hint,
			place: yaml.place(path)
		}];
	});
};
/**
* The catalog with another repository for NVIDIA's images: which of them are there, its own list
* says. Stand-ins and releases of one's own stay where they are.
*/
const withBase = (catalog, base) => base === void 0 ? catalog : {
	...catalog,
	base,
	cuda: catalog.cuda.map((release) => release.repository === "docker.io/nvidia/cuda" ? {
		...release,
		repository: base,
		digests: {}
	} : release)
};
// src/matrix/customizationFormat.ts
const values = record(text$1, string());
/** Packages of one's own, locked as dl-env's are. */
const aptPackages = array(text$1.regex(/^[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$/, "must be the name of an apt package, with =VERSION behind it where it must be that one")).default([]).meta({ description: "apt packages, locked as dl-env's own are" });
const filesEntry = strictObject({
	from: text$1.meta({ description: "A file or folder, from the folder of dl-env.yml" }),
	to: text$1.meta({ description: "Absolute path in the image" }),
	mode: text$1.regex(/^0?[0-7]{3}$/, "must be three octal digits, such as 0644").optional().meta({ description: "Of files; 0644 unless asked, or 0755 for those that may be run" }),
	owner: text$1.regex(/^\d{1,9}:\d{1,9}$/, "must be numbers of user and group, such as 1000:0").optional().meta({ description: "Numbers of user and group; 0:0 unless asked" })
});
const indexEntry = strictObject({
	name: name.meta({ description: "Under which the environment has its login" }),
	url: text$1.meta({ description: "Address of its pages, without a login" })
});
/** Keys that change images. */
const customizationKeys = {
	env: values.optional().meta({ description: "Environment variables; values are never expanded" }),
	labels: values.optional().meta({ description: "Labels of the image" }),
	workdir: text$1.optional().meta({ description: "Where commands start, such as /home/dev" }),
	timezone: text$1.optional().meta({ description: "Name in the tz database, such as Europe/Berlin" }),
	locale: text$1.optional().meta({ description: "Language and encoding, such as de_DE.UTF-8" }),
	user: strictObject({
		name: text$1.optional().meta({ description: "`dev` unless asked; the home is /home/NAME" }),
		uid: text$1.optional().meta({ description: "1000 unless asked; at most 60000" }),
		gid: text$1.optional().meta({ description: "The primary group; 0 unless asked" })
	}).optional().meta({ description: "The image's user, who is in group 0 whatever the primary group is" }),
	files: union([text$1, array(filesEntry)]).optional().meta({ description: "A folder whose content is laid over the image, or a list of files" }),
	run: array(union([text$1, strictObject({
		run: text$1,
		network: flag$1
	})])).optional().meta({ description: "Steps of bash, as root, off the network unless `network: true`" }),
	index: array(indexEntry).optional().meta({ description: "Package indexes that are asked before all others, in this order" }),
	ports: array(text$1).optional().meta({ description: "Ports that the image names as its own: 8888, or 53/udp" })
};
/** What dl-env.yml may say in an entry of `include` beside axes. */
const customizationOfCells = {
	...customizationKeys,
	base: text$1.optional().meta({ description: "Repository of these cells' bases, with nvidia/cuda's tags" }),
	apt: strictObject({ packages: aptPackages }).optional()
};
// src/matrix/decodeCustomization.ts
const KEYS = Object.keys(customizationOfCells);
/** Whether an entry of `include` changes images. */
const isCustomized = (entry) => KEYS.some((key) => entry[key] !== void 0);
const withProtocol = (port) => port.includes("/") ? port : `${port}/tcp`;
const numbers = (owner) => {
	const [uid = 0, gid = 0] = owner.split(":").map(Number);
	return {
		uid,
		gid
	};
};
const filesOf = ({ files = [] }, placeOf) => typeof files === "string" ? [{
	from: files,
	to: "/",
	place: placeOf(["files"])
}] : files.map(({ from, to, mode, owner }, index) => ({
	from,
	to,
	...mode === void 0 ? {} : { mode: Number.parseInt(mode, 8) },
	...owner === void 0 ? {} : { owner: numbers(owner) },
	place: placeOf(["files", index])
}));
const userIn = ({ name, uid, gid }) => ({
	...name === void 0 ? {} : { name },
	...uid === void 0 ? {} : { uid: Number(uid) },
	...gid === void 0 ? {} : { gid: Number(gid) }
});
const customizationOf = (file, placeOf) => ({
	env: file.env ?? {},
	labels: file.labels ?? {},
	ports: (file.ports ?? []).map((port) => withProtocol(port.replace(/^0+/, ""))),
	apt: file.apt?.packages ?? [],
	files: filesOf(file, placeOf),
	run: (file.run ?? []).map((step) => typeof step === "string" ? {
		text: step,
		network: false
	} : {
		text: step.run,
		network: step.network
	}),
	index: file.index ?? [],
	...file.base === void 0 ? {} : { base: baseName(file.base) },
	...file.workdir === void 0 ? {} : { workdir: file.workdir },
	...file.timezone === void 0 ? {} : { timezone: file.timezone },
	...file.locale === void 0 ? {} : { locale: file.locale },
	...file.user === void 0 ? {} : { user: userIn(file.user) }
});
/** apt packages of sets, for the cells of each. */
const ofSets = (file) => Object.entries(file.sets).flatMap(([set, content]) => Array.isArray(content) || content.apt.length === 0 ? [] : [{
	pattern: { set },
	customization: {
		...NOTHING_ADDED,
		apt: content.apt
	}
}]);
/** What dl-env.yml adds to images; nothing where no key of it does. */
const customizationsOf = (file, yaml, patternOf) => {
	const { apt, base: _ofAll, ...keys } = file;
	const all = {
		...keys,
		...apt.packages.length === 0 ? {} : { apt }
	};
	const cells = file.include.flatMap((entry, index) => {
		if (!isCustomized(entry)) return [];
		const placeOf = (path) => yaml.place([
			"include",
			index,
			...path
		]);
		return [{
			pattern: patternOf(entry),
			customization: customizationOf(entry, placeOf)
		}];
	});
	const sets = ofSets(file);
	if (!isCustomized(all) && cells.length === 0 && sets.length === 0) return {};
	return { customization: {
		all: customizationOf(all, (path) => yaml.place(path)),
		cells,
		...sets.length === 0 ? {} : { sets }
	} };
};
// src/matrix/requestFormat.ts
const text = string().min(1, "must not be empty");
const oneOrMore = union([text, array(text).min(1, "must not be empty")]).transform((value) => typeof value === "string" ? [value] : value);
const setting = _enum(["true", "false"]).transform((value) => value === "true");
const flag = setting.default(false);
const days = text.regex(/^\d{1,4}$/, "must be a number of days").transform(Number);
const pattern = strictObject({
	cuda: text.optional(),
	ubuntu: text.optional(),
	python: text.optional(),
	flavor: text.optional(),
	set: text.optional()
});
const axes = strictObject({
	cuda: oneOrMore.meta({ description: "CUDA releases: 12.8.1, or 12.8 for the newest 12.8.x that has an image" }),
	ubuntu: oneOrMore.meta({ description: "Ubuntu releases, such as 24.04" }),
	python: oneOrMore.default(["ubuntu"]).meta({ description: "`ubuntu` for the release's own Python, or a version such as 3.12" }),
	flavor: oneOrMore.default(["base"]).meta({ description: "Which nvidia/cuda image is the base: base, runtime, devel, cudnn-runtime, cudnn-devel" }),
	set: oneOrMore.default(["base"]).meta({ description: "Sets of libraries: base, torch, rapids, full, or one of `sets`" })
});
const listed = array(text).min(1, "must not be empty");
/** A set as a list, or as files and what goes beside them. */
const set = union([listed, strictObject({
	packages: array(text).default([]).meta({ description: "Libraries of the catalog and packages, beside the files'" }),
	apt: aptPackages,
	requirements: oneOrMore.optional().meta({ description: "A requirements.txt beside dl-env.yml, or several" }),
	pyproject: text.optional().meta({ description: "A pyproject.toml beside dl-env.yml" }),
	groups: oneOrMore.optional().meta({ description: "Its dependency groups that are wanted" }),
	extras: oneOrMore.optional().meta({ description: "Its extras that are wanted" })
}).refine(({ packages, requirements, pyproject }) => packages.length > 0 || requirements !== void 0 || pyproject !== void 0, "must have packages, or name a file under requirements or pyproject")]);
/** dl-env.yml */
const requestFile = strictObject({
	to: text.meta({ description: "Where images go: oci:DIR or registry/repository" }),
	store: text.optional().meta({ description: "Where layers live; default: <repository>-layers, or the same layout" }),
	engine: text.regex(/^[a-z][a-z0-9-]{0,40}$/, "must be the name of an engine").default("auto"),
	build: _enum(BUILD_MODES).default("link"),
	matrix: axes,
	default: pattern.optional().meta({ description: "The cell that `latest` follows" }),
	include: array(pattern.extend(customizationOfCells)).default([]).meta({ description: "Additional cells; an axis that is left out takes the matrix's values. With keys that change images: what only the images of these cells have" }),
	exclude: array(pattern).default([]).meta({ description: "Cells that are left out of the matrix's product" }),
	pins: record(text, text).default({}).meta({ description: "Package -> version or range, such as torch: ==2.6.0" }),
	sets: record(text, set).default({}).meta({ description: "Your own sets: name -> libraries and packages, or files that have them" }),
	mirrors: record(text, text).default({}).meta({ description: "Host or address prefix -> what to use instead" }),
	base: text.optional().meta({ description: "Repository of bases with nvidia/cuda's tags: registry.example/mirror/cuda" }),
	catalog: text.optional().meta({ description: "Folder with your own libraries and releases" }),
	smoke: strictObject({ require: _enum(SMOKE_REQUIREMENTS).default("gpu") }).prefault({}),
	apt: strictObject({
		maxAge: days.prefault("7").meta({ description: "Days after which apt packages are taken at a newer date, which makes a new system layer" }),
		packages: aptPackages
	}).prefault({}),
	retention: strictObject({ untagAfter: days.optional().meta({ description: "Days after which `promote` removes the tags of cells that are no longer in the matrix; without it they stay" }) }).prefault({}),
	cudnn: _enum(CUDNN_SOURCES).default("wheels").meta({ description: "Whose cuDNN is used; `system` is refused where wheels bring and load their own" }),
	"wheel-cuda": _enum(WHEEL_CUDAS).default("exact").meta({ description: "`same-major`: wheels of an older CUDA of the same major are accepted" }),
	slim: flag.meta({ description: "Whether images are without what is there for comfort: editors, a compiler, fonts, locales" }),
	bytecode: setting.prefault("true").meta({ description: "Whether modules are compiled in images, so that their first import is quick" }),
	sudo: flag.meta({ description: "Whether the image's user may use sudo" }),
	...customizationKeys
});
/** The same where it is known which engines there are; without them any name of one will do. */
const requestFileFor = (engines) => {
	if (engines === void 0) return requestFile;
	const engineName = _enum(engines).default("auto");
	return requestFile.extend({ engine: engineName });
};
// src/matrix/decodeRequest.ts
const isLayout = (name) => name.startsWith("oci:");
/** `matrix.cuda.1` and the like -> place, for every key and every value below it. */
const placesOf = (yaml) => {
	const places = {};
	const walk = (value, path) => {
		if (path.length > 0) places[path.join(".")] = yaml.place(path);
		if (typeof value === "object" && value !== null) for (const [key, entry] of Object.entries(value)) walk(entry, [...path, Array.isArray(value) ? Number(key) : key]);
		else if (path[0] === "matrix" && path.length === 2) places[`${path.join(".")}.0`] = yaml.place(path);
	};
	walk(yaml.value, []);
	return places;
};
const patternOf = (pattern) => Object.fromEntries(AXES.flatMap((axis) => pattern[axis] === void 0 ? [] : [[axis, pattern[axis]]]));
const requestOf = (file, yaml) => ({
	file: yaml.file,
	to: file.to,
	store: file.store ?? (isLayout(file.to) ? file.to : `${file.to}-layers`),
	engine: file.engine,
	build: file.build,
	matrix: file.matrix,
	include: file.include.filter((entry) => !isCustomized(entry)).map(patternOf),
	exclude: file.exclude.map(patternOf),
	...file.default === void 0 ? {} : { default: patternOf(file.default) },
	pins: Object.fromEntries(Object.entries(file.pins).map(([name, value]) => [normalName(name), pinOf(value)])),
	mirrors: file.mirrors,
	...file.base === void 0 ? {} : { base: baseName(file.base) },
	...file.catalog === void 0 ? {} : { catalog: file.catalog },
	smoke: file.smoke,
	apt: { maxAgeDays: file.apt.maxAge },
	...file.retention.untagAfter === void 0 ? {} : { untagAfterDays: file.retention.untagAfter },
	cudnn: file.cudnn,
	wheelCuda: file["wheel-cuda"],
	slim: file.slim,
	bytecode: file.bytecode,
	sudo: file.sudo,
	...customizationsOf(file, yaml, patternOf),
	places: {
		...placesOf(yaml),
		...includePlaces(file, yaml)
	}
});
/** The entries of a set that stand in dl-env.yml itself, each with its path there. */
const inline = (name, set) => Array.isArray(set) ? set.map((text, index) => ({
	text,
	path: [
		"sets",
		name,
		index
	]
})) : set.packages.map((text, index) => ({
	text,
	path: [
		"sets",
		name,
		"packages",
		index
	]
}));
/** Sets as names of libraries and packages, without what their files hold. */
const setsOf = (file, yaml, catalog) => {
	const packages = {};
	const namesIn = (name, set) => [...new Set(inline(name, set).flatMap(({ text }) => {
		const parsed = parseRequirement(text);
		if (isRefused(parsed)) return [text];
		const found = entriesFor(parsed, { source: yaml.file }, catalog);
		Object.assign(packages, found.packages);
		return found.names;
	}))];
	return {
		sets: Object.fromEntries(Object.entries(file.sets).map(([name, set]) => [name, namesIn(name, set)])),
		packages,
		setFiles: Object.entries(file.sets).flatMap(([name, set]) => {
			if (Array.isArray(set)) return [];
			const { requirements = [], pyproject, groups = [], extras = [] } = set;
			if (requirements.length === 0 && pyproject === void 0) return [];
			const place = yaml.place(["sets", name]);
			return [{
				set: name,
				requirements,
				...pyproject === void 0 ? {} : { pyproject },
				groups,
				extras,
				place
			}];
		})
	};
};
/** Entries of `include` that add cells only, by their place among those. */
const includePlaces = (file, yaml) => {
	const adding = file.include.flatMap((entry, index) => isCustomized(entry) ? [] : [index]);
	return Object.fromEntries(adding.map((index, at) => [`include.${at}`, yaml.place(["include", index])]));
};
const isEmpty = (value) => value === null || value === void 0 || value === "" || value === "null" || value === "~";
const byPlace = (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
/**
* dl-env.yml as a request: defaults filled in, names checked against the catalog. Throws
* DlEnvError(2) whose `more` has the further problems, each with file:line:column.
*/
const decodeRequest = (text, file, { catalog, tolerant = false, engines }) => {
	const yaml = readYaml(text, file);
	if (isEmpty(yaml.value)) throw wrongRequest({
		code: "no-request",
		message: "This file is empty.",
		place: {
			file,
			line: 1,
			column: 1
		},
		hint: smallest(file)
	});
	const { data: request, problems } = examineYaml(requestFileFor(engines), yaml, exampleFor(file));
	const nameProblems = request === void 0 || tolerant ? [] : [
		...checkNames(request, yaml, catalog),
		...checkCustomization(request, yaml),
		...checkPins(request.pins, yaml),
		...checkDestinations(request, yaml),
		...checkMirrors(request.mirrors, yaml),
		...checkIndexes(request, yaml, catalog),
		...checkBase(request, yaml)
	];
	const [first, ...more] = [...problems, ...nameProblems].sort(byPlace);
	if (first !== void 0) throw wrongRequest(first, { more });
	if (request === void 0) throw new Error(`${file} was neither decoded nor refused`);
	const own = setsOf(request, yaml, catalog);
	return {
		...requestOf(request, yaml),
		...own,
		pythons: {},
		setPaths: []
	};
};
// src/registry/immutableTag.ts
const STATUSES = [
	400,
	403,
	405,
	409,
	412
];
/**
* How registries say it: ECR "cannot be overwritten because the repository is immutable", Harbor
* "configured as immutable", Nexus "does not allow updating assets", ACR "locked".
*/
const WORDS = /immutab|overwrit|already exist|updating asset|protected tag|locked/i;
/**
* The refusal of a tag that a rule of the registry holds, with the rule to write; every other error
* as it is.
*/
const asImmutableTag = (error, { tag, name }) => {
	if (!(error instanceof DlEnvError) || !STATUSES.includes(refusalStatus(error) ?? 0)) return error;
	if (!WORDS.test(error.message)) return error;
	return unreachable({
		code: "tag-immutable",
		message: `A rule of the registry keeps the tag ${tag} of ${name} from moving. ${error.message}`,
		hint: `Let all tags move but those that end in -r and 12 hex digits; the rule for it, by registry, is in docs/registries.md. ECR: aws ecr put-image-tag-mutability --image-tag-mutability MUTABLE --repository-name ${name.replace(/^[^/]*\//, "")}`
	}, { cause: error.cause });
};
// src/registry/hostBudget.ts
const MINUTE = 6e4;
/**
* Hosts that limit how often one address asks, whatever is asked; docs.docker.com, "Docker Hub
* usage and limits" (abuse limit), as of November 2026.
*/
const RATES = { "https://registry-1.docker.io": {
	burst: 300,
	window: MINUTE
} };
/** After so long one pull is tried again, although none was left. */
const TRIED_AGAIN = MINUTE;
/** `76;w=21600`: 76 within six hours. */
const counted$1 = (value) => {
	const [, count, seconds] = /^\s*(\d+)\s*(?:;\s*w=(\d+))?/.exec(value ?? "") ?? [];
	return count === void 0 ? void 0 : {
		count: Number(count),
		hours: Number(seconds ?? 21600) / 3600
	};
};
/** The name under which one logs in to a host. */
const loginHost = (origin) => new URL(origin).host.replace(/^registry-1\.(?=docker\.io$)/, "");
/** Pulls that are left, as the host says it of each. */
const makePulls = (clock, origin) => {
	let left;
	let running = 0;
	let told = "";
	let emptySince = 0;
	return {
		begin: () => {
			if (left !== void 0 && left - running <= 0 && clock.now() < emptySince + TRIED_AGAIN) throw unreachable({
				code: "registry-limit",
				message: `${origin} allows ${told}, and none is left.`,
				hint: limitHint(loginHost(origin))
			});
			running += 1;
		},
		end: (headers) => {
			running -= 1;
			const remaining = counted$1(headers["ratelimit-remaining"]);
			const limit = counted$1(headers["ratelimit-limit"]);
			if (remaining === void 0 || limit === void 0) return;
			left = remaining.count;
			told = `${limit.count} pulls in ${limit.hours} hours`;
			if (left === 0) emptySince = clock.now();
		}
	};
};
/** The budget of a host that was not asked yet. */
const hostBudget = (clock, origin) => {
	const rate = RATES[origin];
	const pulls = makePulls(clock, origin);
	const each = rate === void 0 ? 0 : rate.window / rate.burst;
	let full = 0;
	let quietUntil = 0;
	const turn = () => {
		const now = clock.now();
		if (rate === void 0) return now;
		full = Math.max(full, now, quietUntil) + each;
		return full - rate.window;
	};
	return {
		take: async ({ pull }) => {
			const mine = turn();
			for (;;) {
				const wait = Math.max(mine, quietUntil) - clock.now();
				if (wait <= 0) break;
				await clock.sleep(Math.ceil(wait));
			}
			if (pull) pulls.begin();
		},
		rest: (milliseconds) => {
			quietUntil = Math.max(quietUntil, clock.now() + milliseconds);
		},
		answered: (headers, { pull }) => {
			if (pull) pulls.end(headers);
		}
	};
};
// src/registry/hostHealth.ts
/** Requests in a row that were given up, after which a host is asked no more for a while. */
const GIVEN_UP = 3;
/** Milliseconds for which it is then left alone. */
const LEFT_ALONE = 3e4;
/** Milliseconds without any answer after which no further attempt is made. */
const SILENCE = 3e4;
/** A host that answered so many milliseconds before its first fault is worth more attempts. */
const RECENTLY = 6e4;
/** Milliseconds for which there are so many; after that as many as the table has. */
const MORE_ATTEMPTS_TIME = 12e4;
const down = (origin, reason) => unreachable({
	code: "registry-down",
	message: `${origin} is not asked any more, since requests to it failed in a row: ${reason}`,
	hint: `What is done stays. Type the command again once it answers: curl -sSI ${origin}/v2/`
});
/** Which lanes of a host are closed, and until when. */
const makeLanes = (clock, origin) => {
	const lanes = {
		read: {
			failures: 0,
			closedUntil: 0
		},
		write: {
			failures: 0,
			closedUntil: 0
		}
	};
	let last = "";
	const close = (state) => {
		if (state.failures >= GIVEN_UP) state.closedUntil = clock.now() + LEFT_ALONE;
	};
	return {
		admit: (lane) => {
			const state = lanes[lane];
			if (state.closedUntil > clock.now()) throw down(origin, last);
			close(state);
		},
		works: (lane) => {
			lanes[lane] = {
				failures: 0,
				closedUntil: 0
			};
		},
		failed: (which, { reason, final }) => {
			last = reason;
			for (const lane of which) {
				lanes[lane].failures = final ? GIVEN_UP : lanes[lane].failures + 1;
				close(lanes[lane]);
			}
		}
	};
};
/** The health of a host that nothing is known of yet. */
const hostHealth = (clock, origin) => {
	const lanes = makeLanes(clock, origin);
	let answeredAt;
	let failingSince;
	const isSilent = (pause) => failingSince !== void 0 && clock.now() + pause > failingSince + SILENCE;
	return {
		isSilent,
		admit: (lane) => lanes.admit(lane),
		answered: (lane, done) => {
			answeredAt = clock.now();
			failingSince = void 0;
			if (done) lanes.works(lane);
		},
		faulted: (began) => {
			failingSince ??= began;
		},
		attempts: ({ kind, since }, table) => {
			if (kind === "rate-limit" || clock.now() - since >= MORE_ATTEMPTS_TIME) return table;
			if (answeredAt === void 0) return Math.max(table, 8);
			return (failingSince ?? answeredAt) - answeredAt < RECENTLY ? Math.max(table, 12) : table;
		},
		gaveUp: (lane, reason) => {
			const which = answeredAt === void 0 ? ["read", "write"] : [lane];
			lanes.failed(which, {
				reason,
				final: isSilent(SILENCE / 3)
			});
		}
	};
};
/** Health for each host that is asked for. */
const hostHealths = (clock) => {
	const known = /* @__PURE__ */ new Map();
	return (origin) => {
		const health = known.get(origin) ?? {
			...hostHealth(clock, origin),
			budget: hostBudget(clock, origin)
		};
		known.set(origin, health);
		return health;
	};
};
// src/registry/registryManifests.ts
const ACCEPT = [
	OCI_MANIFEST,
	OCI_INDEX,
	DOCKER_MANIFEST,
	DOCKER_LIST
].join(", ");
const mediaTypeOf = (header, bytes) => {
	const declared = header?.split(";", 1)[0]?.trim() ?? "";
	if (declared !== "" && declared !== "application/octet-stream" && declared !== "application/json") return declared;
	const value = readJson(bytes);
	return typeof value === "object" && value !== null && "mediaType" in value && typeof value.mediaType === "string" ? value.mediaType : OCI_MANIFEST;
};
const digestAnswered = (header) => header !== void 0 && isDigest(header) ? header : void 0;
/** A manifest or index by tag or digest, verified. */
const getManifest = async ({ transport, repository, name, pull }, reference) => {
	const { status, headers, bytes } = await transport.read({
		method: "GET",
		to: `${repository}/manifests/${reference}`,
		scopes: pull,
		headers: { accept: ACCEPT },
		wanted: `read the manifest ${reference} of ${name}`,
		follow: true,
		expect: [200, 404]
	}, {
		what: `The manifest ${reference} of ${name}`,
		bytes: LIMITS.manifestBytes
	});
	if (status === 404) return void 0;
	transport.traffic.received += bytes.byteLength;
	const digest = isDigest(reference) ? reference : digestAnswered(headers["docker-content-digest"]) ?? digestOf(bytes);
	checkDigest(bytes, digest, name);
	return {
		digest,
		mediaType: mediaTypeOf(headers["content-type"], bytes),
		bytes
	};
};
/** Digest behind a tag or digest, without its bytes where the registry names it. */
const headManifest = async (context, reference) => {
	const { transport, repository, name, pull } = context;
	const response = await transport.send({
		method: "HEAD",
		to: `${repository}/manifests/${reference}`,
		scopes: pull,
		headers: { accept: ACCEPT },
		wanted: `resolve ${reference} in ${name}`,
		follow: true,
		expect: [200, 404]
	});
	await response.discard();
	if (response.status === 404) return void 0;
	return digestAnswered(response.headers["docker-content-digest"]) ?? (await getManifest(context, reference))?.digest;
};
/** Stores the exact bytes under a tag, or under their digest alone. Returns the digest. */
const putManifest = async ({ transport, repository, name, push }, manifest, tag) => {
	const digest = digestOf(manifest.bytes);
	const reference = tag ?? digest;
	const response = await transport.send({
		method: "PUT",
		to: `${repository}/manifests/${reference}`,
		scopes: push,
		headers: {
			"content-type": manifest.mediaType,
			"content-length": String(manifest.bytes.byteLength)
		},
		body: manifest.bytes,
		wanted: `write the manifest ${reference} into ${name}`,
		expect: [
			200,
			201,
			202
		]
	});
	await response.discard();
	transport.traffic.sent += manifest.bytes.byteLength;
	const stored = response.headers["docker-content-digest"] ?? digest;
	if (stored !== digest) throw unreachable({
		code: "digest-mismatch",
		message: `${name} stored ${stored} where ${digest} was sent.`,
		hint: `It changes what it stores; look at it: curl -sSI ${transport.endpoint.origin}/v2/${repository}/manifests/${reference}`
	});
	return digest;
};
// src/registry/scope.ts
const pullScope = (repository) => `repository:${repository}:pull`;
const pushScope = (repository) => `repository:${repository}:pull,push`;
const deleteScope = (repository) => `repository:${repository}:pull,push,delete`;
// src/registry/removeManifest.ts
/** Removes a tag or, by digest, a manifest with its tags; see Repository.remove. */
const removeManifest = async ({ transport, repository, name }, reference) => {
	try {
		await (await transport.send({
			method: "DELETE",
			to: `${repository}/manifests/${reference}`,
			scopes: [deleteScope(repository)],
			wanted: `remove ${reference} from ${name}`,
			expect: [
				200,
				202,
				204,
				404
			]
		})).discard();
		return { kind: "removed" };
	} catch (error) {
		if (!(error instanceof DlEnvError) || !isRefusal(error)) throw error;
		return {
			kind: "refused",
			message: error.message
		};
	}
};
// src/registry/nextPage.ts
/** Whether what is said of a link says that it leads to the next page. */
const isNext = (said) => {
	const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(said) ?? [];
	return (quoted ?? plain ?? "").toLowerCase().split(/\s+/).includes("next");
};
const SAYS_NEXT = /\brel\s*=\s*"?[^"<>;,]*\bnext\b/i;
/**
* The query of the page after an answer, from `<…>; rel="next"`; undefined at the end. Of the
* address only the query counts, and that its path is of the list that was asked for (`ending`):
* registries behind a proxy name themselves by the host and the path that they have inside.
*/
const nextOf = ({ link = "", at }, ending) => {
	const next = [...link.matchAll(/<([^>]*)>([^<]*)/g)].find(([, , said = ""]) => isNext(said))?.[1];
	if (next === void 0) return SAYS_NEXT.test(link) ? "unreadable" : void 0;
	const url = URL.canParse(next, at) ? new URL(next, at) : void 0;
	return url !== void 0 && ending.test(url.pathname) ? { query: url.search } : "unreadable";
};
// src/registry/referrersApi.ts
/**
* What registries answer that do not have the referrers API, or not for this account. Some send
* addresses that they do not know elsewhere.
*/
const WITHOUT = [
	301,
	302,
	303,
	307,
	308,
	400,
	401,
	403,
	404,
	405,
	406,
	410,
	415,
	422,
	501
];
const endless$1 = ({ name }, digest) => unreachable({
	code: "too-large",
	message: `${name} lists more than ${LIMITS.referrers} artifacts bound to ${digest}.`,
	hint: "Tests write a few reports of some KB each; see what is there: dl-env plan --json"
});
/** A part of a list is not the list: a report of a failure may be in the rest. */
const broken = ({ transport, name, repository }, digest) => unreachable({
	code: "registry-nonsense",
	message: `The list of what is bound to ${digest} in ${name} goes on at a page that cannot be read.`,
	hint: `Look at the answer: curl -sSi ${transport.endpoint.origin}/v2/${repository}/referrers/${digest}`
});
/** One page of a list; undefined where the registry has no such list. */
const readPage$1 = async (context, digest, path) => {
	const { transport, name, pull, repository } = context;
	const { status, headers, bytes } = await transport.read({
		method: "GET",
		to: path,
		scopes: pull,
		wanted: `list what is bound to ${digest} in ${name}`,
		expect: [200, ...WITHOUT]
	}, {
		what: `The list of what is bound to ${digest}`,
		bytes: LIMITS.manifestBytes
	});
	const entries = status === 200 ? parseReferrers(bytes) : void 0;
	if (entries === void 0) return void 0;
	const at = `${transport.endpoint.origin}/v2/${path}`;
	const next = nextOf({
		link: headers["link"],
		at
	}, /\/referrers\/[^/]+\/?$/);
	if (next === "unreadable") throw broken(context, digest);
	const list = `${repository}/referrers/${digest}`;
	return {
		entries,
		next: next === void 0 ? void 0 : `${list}${next.query}`
	};
};
/**
* Asks a registry for the artifacts that refer to a digest, by the referrers API of the
* distribution specification. undefined where it does not have that; then it is asked only once.
*/
const referrersLister = (context) => {
	let without = false;
	return async (digest) => {
		if (without) return void 0;
		const found = [];
		let pages = 0;
		let path = `${context.repository}/referrers/${digest}`;
		while (path !== void 0) {
			const page = await readPage$1(context, digest, path);
			if (page === void 0 && pages > 0) throw broken(context, digest);
			if (page === void 0) {
				without = true;
				return;
			}
			pages += 1;
			if (pages > LIMITS.referrers) throw endless$1(context, digest);
			found.push(...page.entries);
			if (found.length > LIMITS.referrers) throw endless$1(context, digest);
			path = page.next;
		}
		return found;
	};
};
// src/registry/retry.ts
const reasonOf = (error) => error instanceof Error ? error.message : "";
/** Counts attempts without progress; the work must be safe to repeat. */
const countAttempts = ({ clock, health, lane, faults }) => {
	let failures = 0;
	let done = 0;
	let doneAtFault = 0;
	let since = clock.now();
	const pauseAfter = (error) => {
		const fault = faultOf(error);
		const kind = fault === void 0 ? void 0 : faultKind(fault);
		if (fault === void 0 || kind === void 0 || !faults.includes(kind)) return void 0;
		const most = (table) => health.attempts({
			kind,
			since
		}, table);
		const pause = pauseBefore(failures + 1, fault, {
			safe: true,
			most
		});
		if (pause !== void 0 && (failures === 1 || !health.isSilent(pause))) return pause;
		health.gaveUp(lane, reasonOf(error));
	};
	return {
		reached: (bytes) => {
			done = Math.max(done, bytes);
			if (done - doneAtFault < LIMITS.progressBytes) return;
			failures = 0;
			since = clock.now();
			doneAtFault = done;
		},
		again: async (error) => {
			failures += 1;
			const pause = pauseAfter(error);
			if (pause === void 0) throw error;
			await clock.sleep(pause);
		}
	};
};
/** Repeats `work` of several requests as the table says. */
const retry = async (attempted, work) => {
	const attempts = countAttempts(attempted);
	for (;;) try {
		return await work();
	} catch (error) {
		await attempts.again(error);
	}
};
// src/registry/mountBlob.ts
/**
* An upload that the registry opened in place of a mount is given back. That it fails changes
* nothing: registries forget uploads that nobody ends.
*/
const cancelUpload = async ({ transport, repository }, locate) => {
	try {
		await (await transport.send({
			method: "DELETE",
			to: locate(),
			scopes: [pushScope(repository)],
			wanted: "give back an upload",
			safe: false,
			expect: [
				200,
				202,
				204,
				400,
				401,
				403,
				404,
				405,
				501
			]
		})).discard();
	} catch (error) {
		if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
	}
};
/**
* Makes a blob of another repository of this registry available without moving bytes; false where
* it does not do that.
*/
const mountBlob = async (context, digest, from) => {
	const { transport, repository, name } = context;
	const ask = {
		method: "POST",
		to: `${repository}/blobs/uploads/?${new URLSearchParams({
			mount: digest,
			from
		}).toString()}`,
		scopes: [pushScope(repository), pullScope(from)],
		wanted: `mount ${digest} in ${name}`,
		body: "",
		headers: { "content-length": "0" },
		expect: [201, 202]
	};
	try {
		const response = await transport.send(ask);
		await response.discard();
		if (response.status === 201) return true;
		await cancelUpload(context, () => transport.location(response, ask));
		return false;
	} catch (error) {
		if (isRefusal(error)) return false;
		throw error;
	}
};
// src/registry/registryBlobs.ts
/** Whether the repository has a blob, asked with these scopes; one of another size is not it. */
const headBlob = async ({ transport, repository, name }, { digest, size }, scopes) => {
	const response = await transport.send({
		method: "HEAD",
		to: `${repository}/blobs/${digest}`,
		scopes,
		wanted: `look for ${digest} in ${name}`,
		expect: [
			200,
			302,
			303,
			307,
			308,
			404
		]
	});
	await response.discard();
	const length = response.headers["content-length"];
	const isOther = response.status === 200 && size !== void 0 && Number(length ?? 0) > 0 && Number(length) !== size;
	return response.status !== 404 && !isOther;
};
/**
* Bytes from `offset` on; a registry that ignores the range gives all, so the first `offset` bytes
* are dropped.
*/
async function* bytesFrom({ transport, repository, name, pull }, digest, offset) {
	const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
	const response = await transport.send({
		method: "GET",
		to: `${repository}/blobs/${digest}`,
		scopes: pull,
		headers,
		wanted: `read the blob ${digest} of ${name}`,
		follow: true,
		expect: [200, 206]
	});
	const pace = blobPace(`The blob ${digest} of ${name}`);
	let drop = response.status === 206 ? 0 : offset;
	for await (const chunk of atPace(response.body, pace, transport.clock)) {
		const rest = chunk.subarray(Math.min(drop, chunk.byteLength));
		drop -= chunk.byteLength - rest.byteLength;
		transport.traffic.received += chunk.byteLength;
		if (rest.byteLength > 0) yield rest;
	}
}
/** All bytes, unverified; a connection that is lost or too slow is taken up where it broke. */
async function* readBlob(context, digest) {
	const { clock, health, endpoint } = context.transport;
	const attempts = countAttempts({
		clock,
		health,
		lane: "read",
		faults: ["network"]
	});
	for (let offset = 0;;) try {
		for await (const chunk of bytesFrom(context, digest, offset)) {
			offset += chunk.byteLength;
			yield chunk;
		}
		health.answered("read", true);
		return;
	} catch (error) {
		attempts.reached(offset);
		await attempts.again(asNetworkError(error, endpoint));
	}
}
// src/registry/sourceCursor.ts
/** A cursor at the beginning of what `open` gives. */
const makeCursor = (open) => {
	const state = {
		iterator: void 0,
		rest: /* @__PURE__ */ new Uint8Array(0),
		at: 0
	};
	/** Up to `most` bytes; undefined at the end. */
	const next = async (most) => {
		while (state.rest.byteLength === 0) {
			const result = await state.iterator?.next();
			if (result === void 0 || result.done === true) return void 0;
			state.rest = result.value;
		}
		const part = state.rest.subarray(0, most);
		state.rest = state.rest.subarray(part.byteLength);
		state.at += part.byteLength;
		return part;
	};
	const seek = async (offset) => {
		if (state.iterator === void 0 || state.at > offset) {
			await state.iterator?.return?.();
			Object.assign(state, {
				iterator: open()[Symbol.asyncIterator](),
				rest: /* @__PURE__ */ new Uint8Array(0),
				at: 0
			});
		}
		while (state.at < offset && await next(offset - state.at) !== void 0);
	};
	async function* piece(start, end) {
		await seek(start);
		while (state.at < end) {
			const part = await next(end - state.at);
			if (part === void 0) return;
			yield part;
		}
	}
	return { piece };
};
// src/registry/uploadSession.ts
/**
* Milliseconds that a registry may take to put a blob away after its last byte came: some copy it
* to a storage of their own first.
*/
const STORING = 3e5;
const common = ({ context, source }) => ({
	scopes: context.push,
	wanted: `write the blob ${source.digest} into ${context.name}`
});
/** Body that is given up when the registry takes too little of it. */
const paced = ({ context, source }, open) => () => takenAtPace(open(), blobPace(`Sending the blob ${source.digest} to ${context.name}`), context.transport.clock);
const withDigest = (location, digest) => {
	const url = new URL(location);
	url.searchParams.set("digest", digest);
	return url.href;
};
/** Opens an upload. `least` is what the registry asks each piece but the last to have. */
const openSession = async (upload) => {
	const { transport, repository } = upload.context;
	const ask = {
		...common(upload),
		method: "POST",
		to: `${repository}/blobs/uploads/`,
		body: "",
		headers: { "content-length": "0" },
		expect: [202]
	};
	const response = await transport.send(ask);
	await response.discard();
	return {
		location: transport.location(response, ask),
		offset: 0,
		least: Number(response.headers["oci-chunk-min-length"] ?? 0) || 0
	};
};
/** Ends an upload with the last `length` bytes of the blob. */
const closeSession = async (upload, { location }, rest) => {
	await (await upload.context.transport.send({
		...common(upload),
		method: "PUT",
		to: withDigest(location, upload.source.digest),
		headers: {
			"content-type": "application/octet-stream",
			"content-length": String(rest?.length ?? 0)
		},
		body: rest === void 0 ? "" : paced(upload, rest.open),
		timeout: STORING,
		safe: false,
		expect: [201, 204]
	})).discard();
};
/** Sends the bytes up to `end`. */
const sendPiece = async (upload, { location, offset }, { end, open }) => {
	const { transport } = upload.context;
	const ask = {
		...common(upload),
		method: "PATCH",
		to: location,
		headers: {
			"content-type": "application/octet-stream",
			"content-length": String(end - offset),
			"content-range": `${offset}-${end - 1}`
		},
		body: paced(upload, open),
		timeout: STORING,
		safe: false,
		expect: [202]
	};
	const response = await transport.send(ask);
	await response.discard();
	transport.traffic.sent += end - offset;
	return {
		location: transport.location(response, ask),
		offset: end
	};
};
/** How far the registry has come, after a fault. */
const askProgress = async (upload, { location }) => {
	const { transport } = upload.context;
	const ask = {
		...common(upload),
		method: "GET",
		to: location,
		expect: [204]
	};
	const response = await transport.send(ask);
	await response.discard();
	const end = /^(?:bytes=)?0-([0-9]+)$/.exec(response.headers["range"] ?? "")?.[1];
	const last = end === void 0 ? -1 : Number(end);
	return {
		location: response.headers["location"] === void 0 ? location : transport.location(response, ask),
		offset: last <= 0 ? 0 : last + 1
	};
};
// src/registry/upload.ts
/**
* Blobs up to this many bytes are sent in one request, larger ones in pieces of it, so that a lost
* connection costs one piece.
*/
const CHUNK = 134217728;
/** Where a registry or a proxy before it finds a piece too large, it is halved down to this. */
const LEAST_CHUNK = 1048576;
/**
* What an upload is tried again for; a request that is limited in its rate is repeated by itself.
*/
const FAULTS = [
	"network",
	"server",
	"race"
];
const attempted = ({ transport }) => ({
	clock: transport.clock,
	health: transport.health,
	lane: "write",
	faults: FAULTS
});
const contentOf = (source) => verified(source.open(), {
	digest: source.digest,
	from: "this machine",
	size: source.size
});
/** In one request; each attempt opens an upload of its own. */
const sendWhole = async (upload) => {
	const { source, context } = upload;
	const attempts = countAttempts(attempted(context));
	for (;;) {
		const session = await openSession(upload);
		try {
			await closeSession(upload, session, {
				length: source.size,
				open: () => contentOf(source)
			});
			context.transport.traffic.sent += source.size;
			return;
		} catch (error) {
			await attempts.again(error);
		}
	}
};
/** The rest of a blob, from where the session is. */
const sendRest = async (upload, cursor, { chunk, begin, moved }) => {
	const { size } = upload.source;
	const step = Math.max(chunk, begin.least);
	let session = begin;
	while (session.offset < size) {
		const { offset } = session;
		const end = Math.min(offset + step, size);
		session = await sendPiece(upload, session, {
			end,
			open: () => cursor.piece(offset, end)
		});
		moved(session);
	}
	await closeSession(upload, session, void 0);
};
/**
* Where a session stands after a fault; undefined when the registry has closed it, and the blob is
* to be sent again.
*/
const standOf = async (upload, session) => {
	try {
		return await askProgress(upload, session);
	} catch (error) {
		if (refusalStatus(error) === void 0) throw error;
		return;
	}
};
const sendInPieces = async (upload, chunk) => {
	const { source, context } = upload;
	const attempts = countAttempts(attempted(context));
	const cursor = makeCursor(() => contentOf(source));
	let session;
	for (;;) {
		session ??= await openSession(upload);
		try {
			const { least } = session;
			const moved = (next) => {
				session = {
					...next,
					least
				};
				attempts.reached(next.offset);
			};
			return await sendRest(upload, cursor, {
				chunk,
				begin: session,
				moved
			});
		} catch (error) {
			await attempts.again(error);
			const { least, offset } = session;
			const stand = await standOf(upload, session);
			if (stand === void 0 && offset === source.size) {
				if (await headBlob(context, source, context.push)) return;
			}
			session = stand === void 0 ? void 0 : {
				...stand,
				least
			};
		}
	}
};
/** Whether a registry that took the request says that it does not take blobs in pieces. */
const refusesPieces = (error) => {
	const status = refusalStatus(error);
	return status !== void 0 && [
		400,
		404,
		405,
		411,
		415,
		416,
		501
	].includes(status);
};
const isTooLarge = (error) => error instanceof DlEnvError && refusalStatus(error) === 413;
/**
* In pieces of this size, or of half of it and so on where they are too large; whole where the
* registry takes no pieces.
*/
const sendFitting = async (upload, chunk) => {
	try {
		return await sendInPieces(upload, chunk);
	} catch (error) {
		if (isTooLarge(error) && chunk > LEAST_CHUNK) return sendFitting(upload, Math.max(LEAST_CHUNK, Math.ceil(chunk / 2)));
		if (!refusesPieces(error)) throw error;
		return sendWhole(upload);
	}
};
/**
* Sends a blob in constant memory. A lost connection repeats a piece, or the whole of a small blob,
* as the table of retries says.
*/
const uploadBlob = async (context, source, chunk) => {
	const upload = {
		context,
		source
	};
	if (source.size > chunk) return sendFitting(upload, chunk);
	try {
		await sendWhole(upload);
	} catch (error) {
		if (!isTooLarge(error) || source.size <= LEAST_CHUNK) throw error;
		await sendFitting(upload, Math.max(LEAST_CHUNK, Math.ceil(source.size / 2)));
	}
};
// src/registry/seenBlobs.ts
/** Writers of the same blob side by side wait for the first, which alone moves bytes. */
const once = (write) => {
	const running = /* @__PURE__ */ new Map();
	return async (source) => {
		const other = running.get(source.digest);
		if (other !== void 0) {
			await other;
			return false;
		}
		const work = write(source).finally(() => running.delete(source.digest));
		running.set(source.digest, work);
		return work;
	};
};
/**
* Blobs that this process saw in the repository are not asked for again: hundreds of images share a
* few dozen layers, so the second link costs four requests instead of one a layer. A registry that
* collects garbage meanwhile refuses the manifest, and says so.
*/
const seenBlobs = (context, chunk) => {
	const seen = /* @__PURE__ */ new Set();
	const look = async (blob, scopes) => {
		if (!seen.has(blob.digest) && await headBlob(context, blob, scopes)) seen.add(blob.digest);
		return seen.has(blob.digest);
	};
	/**
	* Asked as one who may push: some registries deny a repository that does not exist yet to those
	* who may only pull, and some to everybody. Whether one may write, the upload says.
	*/
	const lookToWrite = async (blob) => {
		try {
			return await look(blob, context.push);
		} catch (error) {
			if (error instanceof DlEnvError && error.code === "registry-denied") return false;
			throw error;
		}
	};
	return {
		readBlob: async function* (digest, size) {
			yield* verified(readBlob(context, digest), {
				digest,
				from: context.name,
				size
			});
			seen.add(digest);
		},
		hasBlob: (digest, size) => look({
			digest,
			size
		}, context.pull),
		writeBlob: once(async (source) => {
			if (seen.has(source.digest)) return false;
			if (source.isNew !== true && await lookToWrite(source)) return false;
			await uploadBlob(context, source, chunk);
			seen.add(source.digest);
			return true;
		}),
		mount: async (digest, from) => {
			if (!seen.has(digest) && await mountBlob(context, digest, from)) seen.add(digest);
			return seen.has(digest);
		}
	};
};
// src/registry/tagList.ts
/** Names asked for at once. */
const PAGE = 1e3;
const TagsPage = object({ tags: array(string()).nullish() });
const endless = ({ transport, repository, name }, why) => unreachable({
	code: "tags-without-end",
	message: `The list of tags of ${name} ${why}; a part of it is not used.`,
	hint: `Look at the answer: curl -sSI ${transport.endpoint.origin}/v2/${repository}/tags/list`
});
const unreadable = ({ transport, repository, name }, what) => unreachable({
	code: "registry-nonsense",
	message: `${name} answered with ${what}.`,
	hint: `Look at the answer: curl -sS ${transport.endpoint.origin}/v2/${repository}/tags/list`
});
const nextPage = (context, link, at) => {
	const { origin } = context.transport.endpoint;
	const next = nextOf({
		link,
		at: `${origin}/v2/${at}`
	}, /\/tags\/list\/?$/);
	if (next === "unreadable") throw unreadable(context, "a list of tags whose next page has no valid address");
	return next === void 0 ? void 0 : `${context.repository}/tags/list${next.query}`;
};
/** Each name has two quotes around it: too many are refused before they are decoded. */
const namesIn = (bytes) => {
	let quotes = 0;
	for (const byte of bytes) if (byte === 34) quotes += 1;
	return quotes / 2;
};
const decodePage = (context, progress, bytes) => {
	progress.pages += 1;
	progress.bytes += bytes.byteLength;
	if (progress.tags.size + namesIn(bytes) > LIMITS.tagNames + PAGE) throw endless(context, `has more than ${LIMITS.tagNames} names`);
	const decoded = TagsPage.safeParse(readJson(bytes));
	if (!decoded.success) throw unreadable(context, "something that is not a list of tags");
	return decoded.data.tags ?? [];
};
const checkProgress = (context, { pages, end }) => {
	if (pages === LIMITS.tagPages) throw endless(context, `has more than ${LIMITS.tagPages} pages`);
	if (context.transport.clock.now() > end) throw endless(context, `was not complete after ${LIMITS.tagListTime / 1e3} seconds`);
};
/**
* One page into `progress`; returns the page after it. undefined where there is no such repository.
*/
const readPage = async (context, progress, page) => {
	const { transport, name, pull } = context;
	const first = progress.pages === 0;
	const answer = await transport.read({
		method: "GET",
		to: page,
		scopes: pull,
		wanted: `list the tags of ${name}`,
		expect: first ? [200, 404] : [200]
	}, {
		what: `The list of tags of ${name}`,
		bytes: LIMITS.tagListBytes - progress.bytes
	});
	if (answer.status === 404) return void 0;
	const before = progress.tags.size;
	for (const tag of decodePage(context, progress, answer.bytes)) progress.tags.add(tag);
	const next = nextPage(context, answer.headers["link"], page);
	if (next !== void 0 && progress.tags.size === before) throw endless(context, "goes on after a page without new names");
	return { next };
};
const begun = ({ transport }) => ({
	tags: /* @__PURE__ */ new Set(),
	pages: 0,
	bytes: 0,
	end: transport.clock.now() + LIMITS.tagListTime
});
const firstPage = ({ repository }) => `${repository}/tags/list?n=${PAGE}`;
/**
* All tags of a repository where one answer has them; undefined where the list goes on. One
* request: all of them are of one time.
*/
const listTagsAtOnce = async (context) => {
	const progress = begun(context);
	return (await readPage(context, progress, firstPage(context)))?.next === void 0 ? [...progress.tags] : void 0;
};
/**
* All tags of a repository, sorted; none where there is no such repository. Rejects when the list
* cannot be read to its end.
*/
const listTags = async (context) => {
	const progress = begun(context);
	let page = firstPage(context);
	while (page !== void 0) {
		checkProgress(context, progress);
		page = (await readPage(context, progress, page))?.next;
	}
	return [...progress.tags].sort();
};
// src/registry/challenge.ts
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const BLANKS = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const take = (pattern, text, at) => {
	pattern.lastIndex = at;
	return pattern.exec(text) ?? void 0;
};
const skip = (pattern, text, at) => at + (take(pattern, text, at)?.[0].length ?? 0);
const readParameter = (text, at) => {
	const name = take(TOKEN, text, at);
	if (name === void 0) return void 0;
	const equals = skip(BLANKS, text, at + name[0].length);
	if (text[equals] !== "=") return void 0;
	const start = skip(BLANKS, text, equals + 1);
	const quoted = take(QUOTED, text, start);
	if (quoted?.[1] !== void 0) return {
		name: name[0].toLowerCase(),
		value: quoted[1].replace(/\\(.)/g, "$1"),
		end: start + quoted[0].length
	};
	const plain = take(TOKEN, text, start);
	return plain === void 0 ? void 0 : {
		name: name[0].toLowerCase(),
		value: plain[0],
		end: start + plain[0].length
	};
};
const readChallenge = (text, at) => {
	const scheme = take(TOKEN, text, at);
	if (scheme === void 0) return void 0;
	const parameters = {};
	let end = at + scheme[0].length;
	for (;;) {
		const parameter = readParameter(text, skip(SEPARATORS, text, end));
		if (parameter === void 0) break;
		parameters[parameter.name] ??= parameter.value;
		end = parameter.end;
	}
	return {
		challenge: {
			scheme: scheme[0].toLowerCase(),
			parameters
		},
		end
	};
};
/** The challenges of a WWW-Authenticate header in order; what cannot be read ends the list. */
const parseChallenges = (header) => {
	const found = [];
	const text = header ?? "";
	for (let at = skip(SEPARATORS, text, 0); at < text.length;) {
		const next = readChallenge(text, at);
		if (next === void 0) break;
		found.push(next.challenge);
		at = skip(SEPARATORS, text, next.end);
	}
	return found;
};
// src/registry/basicAuth.ts
/** The value of a Basic Authorization header. */
const basic = (username, password) => `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
// src/registry/endpoint.ts
const hostOnly = (host) => host.startsWith("[") ? host.slice(1, host.indexOf("]")) : host.split(":", 1)[0] ?? host;
/** Whether a host with port is this machine itself. */
const isLoopback = (host) => {
	const name = hostOnly(host).toLowerCase();
	return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
};
const readMirror = (key, value) => {
	const match = /^(?:(https?):\/\/)?((?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?)((?:\/[a-z0-9._-]+)*)\/?$/.exec(value);
	if (match?.[2] === void 0 || (match[3] ?? "").split("/").includes("..")) throw wrongRequest({
		code: "wrong-mirror",
		message: `The mirror of ${key} is not a host or an address.`,
		hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }`
	});
	return {
		scheme: match[1] === "http" || match[1] === "https" ? match[1] : void 0,
		host: match[2].toLowerCase(),
		path: (match[3] ?? "").slice(1)
	};
};
/**
* Where the reference is asked. Plain http only on loopback, or where a mirror is written with
* http://.
*/
const endpointOf = (reference, mirrors = {}) => {
	const name = `${reference.host}/${reference.repository}`;
	const mirror = mirrorOf(name, mirrors);
	if (mirror === void 0) {
		const loopback = isLoopback(reference.host);
		const api = reference.host === "docker.io" ? "registry-1.docker.io" : reference.host;
		return {
			origin: `${loopback ? "http" : "https"}://${api}`,
			host: reference.host,
			repository: reference.repository,
			loopback
		};
	}
	const { scheme, host, path } = readMirror(mirror.key, mirror.value);
	const rest = name.slice(mirror.key.length).replace(/^\//, "");
	const loopback = isLoopback(host);
	const repository = [path, rest].filter((part) => part !== "").join("/");
	return {
		origin: `${scheme ?? (loopback ? "http" : "https")}://${host === "docker.io" ? "registry-1.docker.io" : host}`,
		host,
		repository,
		loopback,
		mirror: `${host}/${repository}`
	};
};
/** Whether a login may be sent there: over https, or to this machine itself. */
const mayCarryCredentials = ({ origin, loopback }) => loopback || origin.startsWith("https:");
// src/registry/unencryptedLogin.ts
/** A registry over http asks for a login. It gets none, since everyone on the way could read it. */
const unencryptedLogin = ({ host, repository }) => unreachable({
	code: "unencrypted-login",
	message: `${host} asks for a login to use ${repository} over http; credentials are sent over https only.`,
	hint: `Use https in dl-env.yml, or a registry that needs no login; whether it has https: curl -sSI https://${host}/v2/`
});
// src/registry/tokenService.ts
/** The token specification's life of a token that does not say, in seconds. */
const DEFAULT_LIFE = 60;
/** Services fill what they do not mean with null, "" or anything else. */
const TokenAnswer = object({
	token: string().optional().catch(void 0),
	access_token: string().optional().catch(void 0),
	expires_in: union([number(), string().regex(/^\d+$/).transform(Number)]).catch(DEFAULT_LIFE)
});
/** A token is renewed this long before its end, or at four fifths of a short life. */
const MARGIN = 1e4;
const checkRealm = (realm, endpoint) => {
	const refused = (why) => unreachable({
		code: "unsafe-realm",
		message: `${endpoint.host} names a token service whose address ${why}.`,
		hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`
	});
	if (realm === void 0 || !URL.canParse(realm)) throw refused("cannot be read");
	const url = new URL(realm);
	if (!(url.protocol === "https:" || url.protocol === "http:" && (url.origin === endpoint.origin || endpoint.loopback && isLoopback(url.host)))) throw refused("is not encrypted, so no credentials are sent there");
	url.username = "";
	url.password = "";
	return url;
};
const tokenRequest = ({ url, service, scopes, credentials }) => {
	if (credentials?.kind === "identity") {
		const form = new URLSearchParams({
			grant_type: "refresh_token",
			client_id: "dl-env",
			refresh_token: credentials.token,
			scope: scopes.join(" ")
		});
		if (service !== void 0) form.set("service", service);
		return {
			method: "POST",
			url: url.href,
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: form.toString()
		};
	}
	const address = new URL(url);
	if (service !== void 0) address.searchParams.set("service", service);
	for (const scope of scopes) address.searchParams.append("scope", scope);
	const headers = credentials?.kind === "password" ? { authorization: basic(credentials.username, credentials.password) } : {};
	return {
		method: "GET",
		url: address.href,
		headers
	};
};
/** A final answer has the status as its cause, as a registry's own refusal. */
const tokenRefused = (endpoint, status, anonymous) => {
	if (!mayCarryCredentials(endpoint)) return unencryptedLogin(endpoint);
	return unreachable({
		code: status === 401 || status === 403 ? "login-refused" : "no-token",
		message: `${endpoint.host} gave no token for ${endpoint.repository}: its token service answered ${status}${anonymous ? ", asked without credentials" : ""}.`,
		hint: loginHint(endpoint.host)
	}, status < 500 ? { cause: { status } } : {});
};
/**
* Asks for one token. Rejects with `login-refused`, `no-token`, `unsafe-realm` or
* `unencrypted-login`.
*/
const fetchToken = async ({ endpoint, sys, secrets, ask }, { challenge, scopes, credentials }) => {
	const realm = checkRealm(challenge.parameters["realm"], endpoint);
	const start = sys.clock.now();
	const { status, bytes } = await ask(tokenRequest({
		url: realm,
		service: challenge.parameters["service"],
		scopes,
		credentials
	}), {
		what: `The token of ${endpoint.host}`,
		bytes: LIMITS.tokenBytes
	});
	const answer = status === 200 ? TokenAnswer.safeParse(readJson(bytes)) : void 0;
	const value = answer?.data?.token || answer?.data?.access_token;
	if (!value || /[\r\n]/.test(value)) throw tokenRefused(endpoint, status, credentials === void 0);
	secrets.add(value);
	const life = (answer?.data?.expires_in ?? DEFAULT_LIFE) * 1e3;
	return {
		scopes: new Set(scopes),
		value,
		renewAt: start + Math.max(life * .8, life - MARGIN)
	};
};
// src/registry/tokens.ts
/** A token of `pull,push` does for `pull`. */
const covers = (token, scopes) => scopes.every((scope) => token.scopes.has(scope) || token.scopes.has(scope.replace(/:pull$/, ":pull,push")));
const makeTokens = (context) => {
	let tokens = [];
	const pending = /* @__PURE__ */ new Map();
	const fetchShared = async (question) => {
		try {
			const token = await fetchToken(context, question);
			tokens.push(token);
			return token;
		} finally {
			pending.delete(question.scopes.join(" "));
		}
	};
	return {
		get: async (question) => {
			const { scopes } = question;
			const now = context.sys.clock.now();
			tokens = tokens.filter((token) => token.renewAt > now);
			const ready = tokens.find((token) => covers(token, scopes));
			if (ready !== void 0) return ready.value;
			const fetching = pending.get(scopes.join(" ")) ?? fetchShared(question);
			pending.set(scopes.join(" "), fetching);
			return (await fetching).value;
		},
		drop: (value) => {
			tokens = tokens.filter((token) => token.value !== value);
		}
	};
};
// src/registry/authorizer.ts
const keepSecret = (secrets, credentials) => {
	if (credentials === void 0) return;
	if (credentials.kind !== "password") return secrets.add(credentials.token);
	secrets.add(credentials.password);
	secrets.add(`${credentials.username}:${credentials.password}`);
};
/**
* Credentials for one repository, looked up once; none for a registry over http, where everyone on
* the way could read them.
*/
const makeLookup = ({ sys, endpoint, secrets }) => {
	let found;
	const look = async () => {
		if (!mayCarryCredentials(endpoint)) return void 0;
		const credentials = await findCredentials(sys, endpoint.host, endpoint.repository);
		keepSecret(secrets, credentials);
		return credentials;
	};
	return () => found ??= look();
};
/**
* Bearer tokens and Basic for one repository's registry; credentials are looked up at the first
* challenge, never before.
*/
const makeAuthorizer = (context) => {
	const tokens = makeTokens(context);
	const findOnce = makeLookup(context);
	let challenge;
	const authorization = async (scopes) => {
		if (challenge === void 0) return void 0;
		const credentials = await findOnce();
		if (challenge.scheme !== "bearer") return credentials?.kind === "password" ? basic(credentials.username, credentials.password) : void 0;
		return `Bearer ${credentials?.kind === "token" ? credentials.token : await tokens.get({
			challenge,
			scopes,
			credentials
		})}`;
	};
	const challenged = async (header, scopes, sent) => {
		const offered = parseChallenges(header);
		challenge = offered.find(({ scheme }) => scheme === "bearer") ?? offered.find(({ scheme }) => scheme === "basic");
		if (sent !== void 0) tokens.drop(sent.slice(7));
		if (challenge === void 0) return false;
		const next = await authorization(scopes);
		return next !== void 0 && next !== sent;
	};
	return {
		authorization,
		challenged
	};
};
// src/registry/redirect.ts
const REDIRECTS = [
	301,
	302,
	303,
	307,
	308
];
const isRedirect = (status) => REDIRECTS.includes(status);
/** The registry sends us to a place where we do not go. */
const badRedirect = (endpoint, why) => unreachable({
	code: "bad-redirect",
	message: `${endpoint.host} redirects to an address that ${why}.`,
	hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`
});
/**
* The address that a Location means, seen from the address that was asked. Rejects with
* `bad-redirect`; a way back from https to http is none.
*/
const redirectTarget = (location, from, endpoint) => {
	if (location === void 0 || !URL.canParse(location, from)) throw badRedirect(endpoint, "cannot be read");
	const url = new URL(location, from);
	if (url.protocol !== "https:" && url.protocol !== "http:") throw badRedirect(endpoint, "is neither http nor https");
	if (url.protocol === "http:" && new URL(from).protocol === "https:" && !endpoint.loopback) throw badRedirect(endpoint, "is not encrypted");
	url.username = "";
	url.password = "";
	return url.href;
};
// src/registry/exchange.ts
/** One request, counted. */
const counted = async ({ traffic, http }, request) => {
	traffic.requests += 1;
	return http.request(request);
};
/** One request within its host's budget. */
const budgeted = async ({ budget, clock, ...exchange }, request) => {
	const asked = { pull: request.method === "GET" && /\/manifests\/[^/]+$/.test(request.url) };
	await budget.take(asked);
	let headers = {};
	try {
		const response = await counted(exchange, request);
		headers = response.headers;
		const { status } = response;
		const wait = faultKind({ status }) === void 0 ? void 0 : statedWait(response, clock.now());
		if (wait !== void 0 && wait <= 12e4) budget.rest(wait);
		return response;
	} finally {
		budget.answered(headers, asked);
	}
};
/** The address of what is asked for. */
const absolute = (endpoint, to) => /^https?:\/\//.test(to) ? to : `${endpoint.origin}/v2/${to}`;
const asRequest = (ask, url, authorization) => ({
	method: ask.method,
	url,
	headers: {
		...ask.headers,
		...authorization === void 0 ? {} : { authorization }
	},
	...ask.body === void 0 ? {} : { body: typeof ask.body === "function" ? ask.body() : ask.body },
	...ask.timeout === void 0 ? {} : { timeout: ask.timeout }
});
/** Follows redirects to storage. What is secret goes only to the registry's own origin. */
const followed = async (context, ask, authorization) => {
	const { endpoint } = context;
	let at = absolute(endpoint, ask.to);
	for (let hop = 0;; hop += 1) {
		const { origin } = new URL(at);
		const own = origin === endpoint.origin;
		const request = asRequest(ask, at, own ? authorization : void 0);
		const response = await (own ? budgeted(context, request) : counted(context, request));
		if (ask.follow !== true || !isRedirect(response.status)) return {
			response,
			origin
		};
		await response.discard();
		if (hop === LIMITS.redirects) throw badRedirect(endpoint, `redirects again, after ${LIMITS.redirects} redirects`);
		at = redirectTarget(response.headers["location"], at, endpoint);
	}
};
// src/registry/refusal.ts
const ErrorBody = object({ errors: array(object({
	code: string().optional(),
	message: string().optional(),
	detail: unknown().optional()
})).min(1) });
/** Longest text of a registry that is repeated in a message. */
const LONGEST_DETAIL = 300;
const oneLine = (text) => {
	const flat = text.replace(/\s+/g, " ").trim();
	return flat.length > LONGEST_DETAIL ? `${flat.slice(0, LONGEST_DETAIL)}…` : flat;
};
const detailText = (detail) => {
	if (detail === void 0 || detail === null) return "";
	return typeof detail === "string" ? detail : JSON.stringify(detail);
};
/**
* The beginning of a body, as far as it is of use in a message; "" when even that does not come.
*/
const readSome = async (response, clock) => {
	const limit = {
		what: "The answer",
		bytes: LIMITS.errorBytes
	};
	try {
		const bytes = await readBounded(response.body, limit, answerDeadline(clock));
		return Buffer.from(bytes).toString("utf8");
	} catch {
		return "";
	}
};
const readRefusal = async (response, clock) => {
	const { status } = response;
	const text = await readSome(response, clock);
	try {
		const [first] = ErrorBody.parse(JSON.parse(text)).errors;
		const detail = oneLine([first?.message ?? "", detailText(first?.detail)].filter((part) => part !== "").join("; "));
		return {
			status,
			...first?.code === void 0 ? {} : { code: oneLine(first.code) },
			...detail === "" ? {} : { detail }
		};
	} catch {
		return {
			status,
			...text.startsWith("<") || text.trim() === "" ? {} : { detail: oneLine(text) }
		};
	}
};
/** What registries and the disks behind them say when there is no room left. */
const NO_ROOM = /no space left|disk quota exceeded|insufficient storage|storage quota|quota (?:is |has been )?exceeded|quota exceeded/i;
/** The same of registries that deny what is beyond an account's share: Harbor, Quay. */
const NO_SHARE = /no space left|of storage resource.{1,200}upper limit|storage (?:quota|limit)|quota has been exceeded/i;
const isFull = ({ status, code = "", detail = "" }) => {
	if (status === 507) return true;
	if (status === 401 || status === 429) return false;
	return (status === 403 ? NO_SHARE : NO_ROOM).test(`${code} ${detail}`);
};
/**
* The answer, of which the body is read where it says a fault of the server: one that is full says
* so there alone.
*/
const withFullness = async (response, clock) => {
	if (response.status < 500) return response;
	const text = await readSome(response, clock);
	const body = async function* () {
		yield Buffer.from(text);
	};
	return {
		...response,
		body: body(),
		isFull: isFull({
			status: response.status,
			detail: text
		})
	};
};
const denied = ({ endpoint, wanted, loggedIn }) => ({
	code: "registry-denied",
	sentence: `${endpoint.host} does not allow ${loggedIn ? "this account" : "anonymous access"} to ${wanted}`,
	hint: loginHint(endpoint.host)
});
const explain = (refusal, request) => {
	const { host, origin, repository } = request.endpoint;
	const { wanted } = request;
	const { status } = refusal;
	if (isFull(refusal)) return {
		code: "registry-full",
		sentence: `${host} has no room left, and refused to ${wanted}`,
		hint: "Make room there, then type the command again; what nothing needs: dl-env store prune"
	};
	switch (status) {
		case 401:
		case 403: return denied(request);
		case 429: return {
			code: "registry-limit",
			sentence: `${host} limits the number of requests and refused to ${wanted}`,
			hint: host === "docker.io" ? limitHint(host) : "Wait, then type the command again: dl-env build"
		};
		case 404: return {
			code: "registry-unknown",
			sentence: `${host} has no ${repository}, or not what is needed to ${wanted}`,
			hint: `Check the name: curl -sS ${origin}/v2/${repository}/tags/list`
		};
		default: return {
			code: status >= 500 ? "registry-broken" : "registry-refused",
			sentence: `${host} refused to ${wanted}`,
			hint: status >= 500 ? `The registry has a fault; check whether it answers: curl -sSI ${origin}/v2/` : `See what it offers: curl -sSI ${origin}/v2/`
		};
	}
};
/** The error for an unexpected answer. Reads the answer's body. */
const refused = async (response, request) => {
	const { endpoint, secrets, clock } = request;
	const refusal = await readRefusal(response, clock);
	if (refusal.status === 401 && !mayCarryCredentials(endpoint)) return unencryptedLogin(endpoint);
	const { code, sentence, hint } = explain(refusal, request);
	const answer = [
		`status ${refusal.status}`,
		refusal.code,
		refusal.detail
	].filter((part) => part !== void 0).join(", ");
	const wait = statedWait(response, clock.now()) ?? 0;
	const later = wait > 12e4 ? ` It asks to come back in ${Math.ceil(wait / 6e4)} minutes.` : "";
	const cause = {
		status: refusal.status,
		...refusal.code === void 0 ? {} : { code: refusal.code },
		...refusal.detail === void 0 ? {} : { detail: secrets.hide(refusal.detail) }
	};
	return unreachable({
		code,
		message: secrets.hide(`${sentence} (${answer}).${later}`),
		hint
	}, { cause });
};
// src/registry/requestRetry.ts
const attempt = async (work) => {
	try {
		return { response: await work() };
	} catch (error) {
		if (error instanceof DlEnvError && error.cause instanceof DlEnvError) throw error.cause;
		if (!isNetworkFault(error)) throw error;
		return { error };
	}
};
const faultIn = (outcome, now) => {
	if ("error" in outcome) return { network: true };
	const { status } = outcome.response;
	return {
		status,
		wait: statedWait(outcome.response, now)
	};
};
const isStated = (outcome, now) => {
	const fault = faultIn(outcome, now);
	return !("network" in fault) && fault.wait !== void 0;
};
const reasonIn = (outcome) => {
	if ("response" in outcome) return `it answered with status ${outcome.response.status}.`;
	return outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
};
/** Notes what came of an attempt; true where the table knows it as a fault. */
const noted = ({ health, lane, expect, done }, outcome, began) => {
	const expected = "response" in outcome && expect.includes(outcome.response.status);
	if ("response" in outcome && outcome.response.isFull === true) {
		health.answered(lane, false);
		return false;
	}
	const kind = expected ? void 0 : faultKind(faultIn(outcome, began));
	if (kind === void 0 || kind === "rate-limit") health.answered(lane, expected && done(outcome.response));
	else health.faulted(began);
	return kind !== void 0;
};
/** Milliseconds until the next attempt; undefined when there is none. */
const pauseAfter = ({ clock, health, safe }, outcome, { count, since }) => {
	const now = clock.now();
	const fault = faultIn(outcome, now);
	const most = (table) => health.attempts({
		kind: faultKind(fault),
		since
	}, table);
	const pause = pauseBefore(count + 1, fault, {
		safe,
		most
	});
	if (pause === void 0 || now + pause > since + LIMITS.requestTime) return void 0;
	return count > 1 && health.isSilent(pause) ? void 0 : pause;
};
/**
* Makes one request until it has an answer or there is no further attempt; then the last answer,
* whatever its status, or the last error. Rejects with `registry-down` where the host was given up.
*/
const retryRequest = async (options, work) => {
	const { clock, exact, health, lane, safe } = options;
	const since = clock.now();
	health.admit(lane);
	for (let count = 1;; count += 1) {
		const began = clock.now();
		const outcome = await attempt(work);
		if (!noted(options, outcome, began) && "response" in outcome) return outcome.response;
		const pause = pauseAfter(options, outcome, {
			count,
			since
		});
		if (pause === void 0) {
			if (safe) health.gaveUp(lane, reasonIn(outcome));
			if ("error" in outcome) throw outcome.error;
			return outcome.response;
		}
		if ("response" in outcome) await outcome.response.discard();
		await (isStated(outcome, began) ? exact : clock).sleep(pause);
	}
};
// src/registry/transport.ts
/** What a token service says for good. */
const TOKEN_ANSWERS = [
	200,
	400,
	401,
	403,
	404
];
const authorized = async (context, ask) => {
	const { authorizer, endpoint } = context;
	const sent = await authorizer.authorization(ask.scopes);
	const { response, origin } = await followed(context, ask, sent);
	if (response.status !== 401) return response;
	if (origin !== endpoint.origin) {
		await response.discard();
		throw badRedirect(endpoint, `asks for a login of its own (${origin}); credentials for ${endpoint.host} are not sent there`);
	}
	if (!await authorizer.challenged(response.headers["www-authenticate"], ask.scopes, sent)) return response;
	await response.discard();
	return (await followed(context, ask, await authorizer.authorization(ask.scopes))).response;
};
/** Pauses are up to half longer than asked for. */
const withJitter = ({ clock, env }) => ({
	now: () => clock.now(),
	sleep: (milliseconds) => clock.sleep(Math.round(milliseconds * (1 + Number.parseInt(env.random(2), 16) / 65535 / 2)))
});
const refusal = async ({ authorizer, endpoint, secrets, clock }, { scopes, wanted }, response) => {
	const loggedIn = await authorizer.authorization(scopes) !== void 0;
	return refused(response, {
		endpoint,
		wanted,
		loggedIn,
		secrets,
		clock
	});
};
const retryOptions = ({ clock, exact, health }, { method, expect, safe = true }, done) => ({
	clock,
	exact,
	health,
	lane: method === "GET" || method === "HEAD" ? "read" : "write",
	expect,
	safe,
	done
});
const send = async (context, ask) => {
	const done = ({ status }) => ask.method !== "GET" && status !== 202;
	const response = await retryRequest(retryOptions(context, ask, done), async () => withFullness(await authorized(context, ask), context.clock));
	if (ask.expect.includes(response.status)) return response;
	throw await refusal(context, ask, response);
};
const wholeBody = async ({ clock, endpoint }, { body }, limit) => {
	try {
		return await readBounded(body, limit, answerDeadline(clock));
	} catch (error) {
		throw asNetworkError(error, endpoint);
	}
};
const read = async (context, ask, limit) => {
	const answer = await retryRequest(retryOptions(context, ask, () => true), async () => {
		const response = await withFullness(await authorized(context, ask), context.clock);
		if (!ask.expect.includes(response.status)) return {
			...response,
			bytes: void 0
		};
		if (response.status < 200 || response.status >= 300) {
			await response.discard();
			return {
				...response,
				bytes: /* @__PURE__ */ new Uint8Array()
			};
		}
		return {
			...response,
			bytes: await wholeBody(context, response, limit)
		};
	});
	const { status, headers, bytes } = answer;
	if (bytes === void 0) throw await refusal(context, ask, answer);
	return {
		status,
		headers,
		bytes
	};
};
/** Opens nothing yet; the first request decides how the registry wants to be asked. */
const makeTransport = (sys, endpoint, healths) => {
	const traffic = {
		requests: 0,
		sent: 0,
		received: 0
	};
	const secrets = makeSecrets([], (secret) => sys.log?.hide?.(secret));
	const { clock: exact } = sys;
	const clock = withJitter(sys);
	const { http } = sys;
	const tokenService = (request, limit) => {
		const health = healths(new URL(request.url).origin);
		const { budget } = health;
		return retryRequest({
			clock,
			exact,
			health,
			lane: "read",
			expect: TOKEN_ANSWERS,
			safe: true,
			done: () => true
		}, async () => {
			const response = await budgeted({
				traffic,
				http,
				clock: exact,
				budget
			}, request);
			return {
				...response,
				bytes: await readBounded(response.body, limit, answerDeadline(clock))
			};
		});
	};
	const health = healths(endpoint.origin);
	const authorizer = makeAuthorizer({
		sys,
		endpoint,
		secrets,
		ask: tokenService
	});
	const { budget } = health;
	const context = {
		http,
		clock,
		exact,
		traffic,
		health,
		budget,
		endpoint,
		secrets,
		authorizer
	};
	return {
		endpoint,
		clock,
		traffic,
		health,
		send: (ask) => send(context, ask),
		read: (ask, limit) => read(context, ask, limit),
		location: ({ headers }, ask) => redirectTarget(headers["location"], absolute(endpoint, ask.to), endpoint)
	};
};
// src/registry/registryRepository.ts
const isRegistry = (repository) => repository.kind === "registry" && "endpoint" in repository;
/** Puts a manifest, again where the registry is not yet done with its blobs. */
const putAgain = async (context, manifest, tag) => {
	const { clock, health } = context.transport;
	try {
		return await retry({
			clock,
			health,
			lane: "write",
			faults: ["race"]
		}, () => putManifest(context, manifest, tag));
	} catch (error) {
		throw tag === void 0 ? error : asImmutableTag(error, {
			tag,
			name: context.name
		});
	}
};
/** One repository of a registry over the distribution protocol. */
const registryRepository = (sys, { endpoint, name, chunk = CHUNK, health = hostHealths(sys.clock) }) => {
	const transport = makeTransport(sys, endpoint, health);
	const { repository } = endpoint;
	const context = {
		transport,
		repository,
		name,
		pull: [pullScope(repository)],
		push: [pushScope(repository)]
	};
	const blobs = seenBlobs(context, chunk);
	const same = (from) => isRegistry(from) && from.endpoint.origin === endpoint.origin;
	return {
		name,
		kind: "registry",
		local: endpoint.loopback,
		endpoint,
		...endpoint.mirror === void 0 ? {} : { mirror: endpoint.mirror },
		traffic: transport.traffic,
		tags: () => listTags(context),
		tagsAtOnce: () => listTagsAtOnce(context),
		manifest: (reference) => getManifest(context, reference),
		resolve: (reference) => headManifest(context, reference),
		hasBlob: blobs.hasBlob,
		readBlob: blobs.readBlob,
		writeBlob: blobs.writeBlob,
		mountBlob: async (digest, from) => same(from) && (from.endpoint.repository === repository || blobs.mount(digest, from.endpoint.repository)),
		referrers: referrersLister(context),
		remove: (reference) => removeManifest(context, reference),
		putManifest: (manifest, tag) => putAgain(context, manifest, tag)
	};
};
// src/registry/openRepository.ts
/**
* Opens repositories by name; the same name gives the same object, so that tokens and counters are
* shared. Asks nothing yet.
*/
const openRepository = (sys, options = {}) => {
	const opened = /* @__PURE__ */ new Map();
	const health = hostHealths(sys.clock);
	return (text, place) => {
		const reference = parseReference(text, place);
		if (reference.kind === "registry" && (reference.tag !== void 0 || reference.digest !== void 0)) throw wrongRequest({
			code: "wrong-reference",
			message: `"${text}" names one image; a repository without tag and digest is needed.`,
			...place === void 0 ? {} : { place },
			hint: `Leave the rest out: to: ${repositoryName(reference)}`
		});
		const name = reference.kind === "layout" ? `oci:${reference.dir}` : repositoryName(reference);
		const present = opened.get(name);
		if (present !== void 0) return present;
		const repository = reference.kind === "layout" ? layoutRepository(sys, reference.dir, place) : registryRepository(sys, {
			endpoint: endpointOf(reference, options.mirrors ?? {}),
			name,
			health
		});
		opened.set(name, repository);
		return repository;
	};
};
export { isLayout$1 as $, parseRequirement as A, readBaseIn as B, refusalCode as C, NOTHING_ADDED as Ct, withOwnPackages as D, namesInSet as E, parseMarker as F, ociLayer as G, readTagList as H, pythonRanges as I, parseManifest as J, parseConfig as K, pLimit as L, normalName as M, matrixLine as N, readPyprojectText as O, holdsFor as P, patternText as Q, readBase as R, isRefusal as S, mirrored as St, entriesFor as T, CONTROL_CHARACTER as Tt, embeddedContent as U, readConfig as V, jsonBytes as W, customizer as X, readSmall as Y, matches as Z, decodeYaml as _, OCI_LAYER_GZIP as _t, decodeRequest as a, blobPath as at, NVIDIA_CUDA as b, indexLoginVariables as bt, checkDestination as c, imageAnnotations as ct, readYaml as d, DOCKER_LAYER_GZIP as dt, layoutRepository as et, cudaFile as f, DOCKER_LIST as ft, pythonsFile as g, OCI_INDEX as gt, newestFile as h, OCI_CONFIG as ht, hostBudget as i, CLAIM_ENDING as it, condaHint as j, isRefused as k, loadCatalog as l, localName as lt, imageFile as m, LAYER_PATHS as mt, budgeted as n, holderText as nt, withBase as o, IMAGE_NAME as ot, gpusFile as p, DOCKER_MANIFEST as pt, parseIndex as q, endpointOf as r, withToldLock as rt, smallest as s, REF_NAME as st, openRepository as t, SILENT as tt, readFolder as u, readIndex as ut, assemble as v, OCI_MANIFEST as vt, refusalStatus as w, needsLocale as wt, isNetworkFault as x, indexVariableName as xt, variableProblem as y, indexHostVariable as yt, readBaseDigests as z };
