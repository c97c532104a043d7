import { i as wrongRequest, r as unreachable } from "./error.js";
import { t as diskFull } from "./diskFull.js";
import { i as verified, n as digestOf, r as readJson, t as checkDigest } from "./digest.js";
import { d as number, h as string, l as literal, p as record, r as array, u as looseObject } from "./schemas.js";
import { m as OCI_INDEX } from "./manifest.js";
import { t as isDigest } from "./reference.js";
import { r as withToldLock } from "./toldLock.js";
import { dirname, isAbsolute, join } from "node:path";
// src/registry/layoutFault.ts
/** The place as part of a problem. */
const placed = (place) => place === void 0 ? {} : { place };
const codeOf = (error) => error instanceof Error && "code" in error ? String(error.code) : "";
const denied = ({ name, dir, place }, cause) => wrongRequest({
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
		case "EROFS": return denied(layout, error);
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
// src/registry/layoutIndex.ts
const INDEX_FILE = "index.json";
/** The tag of an entry (image-spec, annotations). */
const REF_NAME = "org.opencontainers.image.ref.name";
/** The name under which containerd and docker list an entry. */
const IMAGE_NAME = "io.containerd.image.name";
const Entry = looseObject({
	mediaType: string(),
	digest: string().regex(/^sha256:[0-9a-f]{64}$/),
	size: number().int().nonnegative(),
	annotations: record(string(), string()).optional()
});
const Index = looseObject({
	schemaVersion: literal(2),
	manifests: array(Entry)
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
	const decoded = Index.safeParse(readJson(text));
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
/** The file that makes a folder an OCI layout. */
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
	if ((await files.list(dir)).filter((entry) => entry !== `index.json.lock` && entry !== "blobs" && !entry.startsWith("oci-layout") && !entry.endsWith(".making")).length === 0) return false;
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
async function* readBlob(folder, digest, size) {
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
const isLayout = (repository) => repository.kind === "layout" && "dir" in repository;
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
		if (!isLayout(from) || from.dir !== folder.dir) return false;
		if (!await hasBlob(folder, digest)) return false;
		await noteUse(folder, digest);
		return true;
	};
	return {
		tags: () => guard(tags),
		manifest: (reference) => guard(() => readManifest(folder, reference)),
		resolve: (reference) => guard(() => resolve(reference)),
		hasBlob: (digest, size) => guard(() => hasBlob(folder, digest, size)),
		readBlob: (digest, size) => readBlob(folder, digest, size),
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
export { blobPath as a, imageAnnotations as c, MARKER as i, localName as l, layoutRepository as n, IMAGE_NAME as o, CLAIM_ENDING as r, REF_NAME as s, isLayout as t, readIndex as u };
