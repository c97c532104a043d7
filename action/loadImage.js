import { n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { n as bytes } from "./units.js";
import { n as digestOf } from "./digest.js";
import { H as REF_NAME, P as isLayout, Q as jsonBytes, V as IMAGE_NAME, W as localName, b as refusalCode, ct as OCI_CONFIG, dt as OCI_MANIFEST, lt as OCI_INDEX, nt as parseManifest, ut as OCI_LAYER_GZIP, x as refusalStatus } from "./openRepository.js";
import { $ as tarHeader, Q as TAR_END, et as tarPadding, rt as withFolder } from "./session.js";
import { i as unlessDamaged, r as isIndex } from "./closure.js";
import { L as valueOf, o as gatherSelinux, t as imageMissing } from "./imageMissing.js";
import { a as disablesLabel, n as containerArgv } from "./containerArgv.js";
import { basename, join } from "node:path";
// src/container/podmanTrial.ts
/**
* The last that podman said; before it knows its settings it logs as `time=… level=error msg="…"`.
*/
const lastLine$1 = (text) => {
	const last = text.trim().split("\n").at(-1) ?? "";
	return (/ msg="(.*)"$/.exec(last)?.[1] ?? last).replace(/^Error: /, "").replace(/\.$/, "");
};
/** Milliseconds that a container that does nothing may take on a busy host. */
const PATIENCE = 6e4;
/**
* Folders of the host that a program of the host needs; they are mounted into an otherwise empty
* root.
*/
const HOST_FOLDERS = [
	"/bin",
	"/lib",
	"/lib64",
	"/usr"
];
/** The network that a process is in: a link to a number. */
const NETWORK = "/proc/self/ns/net";
/**
* The host's own `readlink` in a container without an image: whether runtime, limits, cgroups and
* network do, and which network it is in.
*/
const trialRun = (rootfs, folders, network) => ({
	image: { rootfs },
	mounts: folders.map((folder) => ({
		kind: "bind",
		source: folder,
		target: folder,
		readOnly: true
	})),
	...network === void 0 ? {} : { network },
	command: ["/usr/bin/readlink", NETWORK]
});
/**
* An empty root with the links that the host has (`/lib -> usr/lib`); returns the folders that must
* be mounted.
*/
const makeRoot = async (sys, root) => {
	const mounts = [];
	for (const folder of [
		"/etc",
		"/proc",
		"/sys",
		"/dev",
		"/tmp",
		"/run"
	]) await sys.files.makeDir(root + folder);
	for (const folder of HOST_FOLDERS) {
		const found = await sys.files.stat(folder);
		if (found?.kind === "symlink") await sys.files.link(await sys.files.readLink(folder), root + folder);
		if (found?.kind !== "directory") continue;
		await sys.files.makeDir(root + folder);
		mounts.push(folder);
	}
	return mounts;
};
/**
* Starts one container that says which network it is in: as podman is configured, or in the host's.
*/
const tryContainer = (sys, { argv, env }, network) => withFolder(sys, void 0, async (folder) => {
	await sys.files.chmod(folder, 493);
	const root = join(folder, "root");
	const run = trialRun(root, await makeRoot(sys, root), network);
	const labelDisabled = disablesLabel(valueOf(await gatherSelinux(sys)) === "enforcing", run);
	const result = await sys.processes.run(containerArgv({
		name: "podman",
		argv
	}, {
		...run,
		labelDisabled
	}), {
		cwd: folder,
		env,
		timeout: PATIENCE
	});
	if (result.timedOut) return { why: "a container did not start within a minute" };
	if (result.code !== 0) return { why: lastLine$1(result.stderr) };
	const own = await sys.files.readLink(NETWORK).catch(() => "");
	return { bridge: result.stdout.trim() !== own };
});
// src/registry/artifact.ts
/** OCI's empty config: the two bytes `{}`. */
const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
const EMPTY = new TextEncoder().encode("{}");
/** An image's config without an image, for registries that look into configs. */
const NO_IMAGE = jsonBytes({
	architecture: "unknown",
	os: "unknown",
	rootfs: {
		type: "layers",
		diff_ids: []
	}
});
/** Where the type stands in artifacts that look like images; on the manifest and on its blob. */
const TYPE = "vnd.dl-env.type";
/** The name of a blob as a file, by which oras writes it. */
const TITLE = "org.opencontainers.image.title";
/**
* Content up to so many bytes stands in its manifest too (`data` of OCI's descriptors), so that one
* request reads both.
*/
const EMBEDDED = 16384;
/** What refusals of a manifest for its types look like; for want of room or of a tag is another. */
const REFUSALS = [
	400,
	405,
	406,
	415,
	422
];
/** Whether a manifest was refused for its types. */
const isTypeRefusal = (error) => error instanceof DlEnvError && error.code === "registry-refused" && REFUSALS.includes(refusalStatus(error) ?? 0) && refusalCode(error) !== "MANIFEST_BLOB_UNKNOWN";
const layerOf = ({ type, content, title }, { layer = type, isTyped }, embeds) => {
	const annotations = {
		...title === void 0 ? {} : { [TITLE]: title },
		...layer === type ? {} : { [TYPE]: type }
	};
	return {
		mediaType: layer,
		digest: digestOf(content),
		size: content.byteLength,
		...embeds && isTyped && content.byteLength <= EMBEDDED ? { data: Buffer.from(content).toString("base64") } : {},
		...Object.keys(annotations).length === 0 ? {} : { annotations }
	};
};
const formOf = (artifact, types) => {
	const { type, files, subject, annotations = {}, embeds = false } = artifact;
	const { config, isTyped } = types;
	const all = {
		...annotations,
		...isTyped ? {} : { [TYPE]: type }
	};
	return {
		config: config.bytes,
		manifest: {
			schemaVersion: 2,
			mediaType: OCI_MANIFEST,
			...isTyped ? { artifactType: type } : {},
			config: {
				mediaType: config.type,
				digest: digestOf(config.bytes),
				size: config.bytes.byteLength
			},
			layers: files.map((file) => layerOf(file, types, embeds)),
			...subject === void 0 ? {} : { subject },
			...Object.keys(all).length === 0 ? {} : { annotations: all }
		}
	};
};
/**
* The forms of an artifact, the true one first. Some registries hold the types of artifacts and
* configs to a list (GitLab), some those of layers too: then it looks like an image, and its type
* is an annotation.
*/
const formsOf = (artifact) => {
	const plain = {
		bytes: NO_IMAGE,
		type: OCI_CONFIG
	};
	return [
		{
			config: {
				bytes: EMPTY,
				type: EMPTY_TYPE
			},
			isTyped: true
		},
		{
			config: plain,
			isTyped: false
		},
		{
			config: plain,
			layer: OCI_LAYER_GZIP,
			isTyped: false
		}
	].map((types) => formOf(artifact, types));
};
const inMemory = (bytes) => ({
	digest: digestOf(bytes),
	size: bytes.byteLength,
	open: async function* () {
		yield bytes;
	}
});
/** The error for `what` a repository does not take. */
const typesRefused = (repository, what, cause) => unreachable({
	code: "types-refused",
	message: `${repository.name} takes no ${what}: ${cause.message}`,
	hint: "Allow this type in the registry, or use another one in dl-env.yml: to: registry.example/team/dl-env"
}, { cause });
/** Digests that an artifact would have in each of its forms. Pure. */
const digestsOf = (artifact) => formsOf(artifact).map(({ manifest }) => digestOf(jsonBytes(manifest)));
/**
* Stores an artifact in the first form that the repository takes. Rejects with `types-refused` when
* there is none.
*/
const putArtifact = async (repository, artifact) => {
	const { type, files, tag } = artifact;
	let refused;
	for (const { content } of files) await repository.writeBlob(inMemory(content));
	for (const { config, manifest } of formsOf(artifact)) {
		await repository.writeBlob(inMemory(config));
		const bytes = jsonBytes(manifest);
		try {
			const digest = await repository.putManifest({
				bytes,
				mediaType: OCI_MANIFEST
			}, typeof tag === "function" ? tag(digestOf(bytes)) : tag);
			const typed = manifest["artifactType"] !== void 0;
			return {
				digest,
				size: bytes.byteLength,
				entry: typed ? { artifactType: type } : { annotations: { [TYPE]: type } }
			};
		} catch (error) {
			if (!isTypeRefusal(error)) throw error;
			refused ??= error;
		}
	}
	if (refused === void 0) throw new TypeError("no form");
	const what = `artifact of the type ${type}, neither as one nor in the shape of an image`;
	throw typesRefused(repository, what, refused);
};
/** Whether an entry of an index of referrers is an artifact of a type. */
const isOfType = (entry, type) => entry.artifactType === type || entry.annotations?.[TYPE] === type;
/** The first blob of an artifact; undefined when the manifest is not one of this type. */
const artifactBlob = ({ layers }, type) => {
	const [blob] = layers;
	return blob?.mediaType === type || blob?.annotations?.[TYPE] === type ? blob : void 0;
};
// src/registry/leavingTags.ts
/** Type of a mark: what a tag names for a moment before it goes. */
const LEAVING_TYPE = "application/vnd.dl-env.leaving.v1+json";
/**
* The second tag of a mark, which is written first: a list of tags has names alone, and says by it
* that a removal may not have come to its end.
*/
const leavingTag = (tag) => `dl-env-leaving-${digestOf(Buffer.from(tag)).slice(7).slice(0, 16)}`;
/** Whether a tag is the second one of a mark. */
const isLeavingTag = (tag) => /^dl-env-leaving-[0-9a-f]{16}$/.test(tag);
/** Whether a manifest is a mark: whatever tag names it is to go. */
const isLeaving = (manifest) => artifactBlob(manifest, LEAVING_TYPE) !== void 0;
/** Whether a digest is that of a mark. One request. */
const isMark = async (to, digest) => {
	const read = async () => {
		const stored = await to.manifest(digest);
		return stored !== void 0 && !isIndex(stored) && isLeaving(parseManifest(stored, to.name));
	};
	return await unlessDamaged(read()) === true;
};
/**
* The listed tags that name something: one at a mark is as good as gone. Two requests for each
* removal that did not come to its end, else none.
*/
const withoutLeaving = async (to, tags) => {
	const marks = new Set(tags.filter(isLeavingTag));
	if (marks.size === 0) return tags;
	const leaving = await Promise.all(tags.filter((tag) => marks.has(leavingTag(tag))).map(async (tag) => {
		const [named, mark] = await Promise.all([to.resolve(tag), to.resolve(leavingTag(tag))]);
		return named === void 0 || named === mark ? [tag] : [];
	}));
	const gone = new Set(leaving.flat());
	return tags.filter((tag) => !gone.has(tag));
};
// src/container/imageArchive.ts
const MTIME = 0;
const header = (path, size) => tarHeader({
	path,
	kind: "file",
	mode: 420,
	uid: 0,
	gid: 0,
	mtime: MTIME,
	size
});
const blobName = (digest) => `blobs/sha256/${digest.slice(7)}`;
async function* file(path, bytes) {
	yield header(path, bytes.byteLength);
	yield bytes;
	yield tarPadding(bytes.byteLength);
}
/**
* The size stands in the header, before the bytes: a blob of another size would make an archive
* that cannot be read.
*/
async function* blob(repository, digest, size) {
	yield header(blobName(digest), size);
	let count = 0;
	for await (const chunk of repository.readBlob(digest, size)) {
		count += chunk.byteLength;
		if (count > size) break;
		yield chunk;
	}
	if (count !== size) throw unreachable({
		code: "digest-mismatch",
		message: `The blob ${digest} in ${repository.name} does not have the ${size} bytes that its manifest gives.`,
		hint: "It was changed or damaged; build it again: dl-env build"
	});
	yield tarPadding(size);
}
/**
* One image as a tar that `podman load` and `docker load` take, the latter with either of its
* stores: an OCI layout (oci-layout, index.json, blobs/) with docker's manifest.json beside it, as
* `docker save` writes today. Nothing is held but small parts: memory does not grow with the image.
* `tag` may be a digest, if `name` is given.
*/
async function* archiveOf(repository, tag, name = localName(tag)) {
	const stored = await repository.manifest(tag);
	if (stored === void 0) throw imageMissing(repository, tag);
	const { config, layers } = parseManifest(stored, repository.name);
	const entry = {
		mediaType: stored.mediaType,
		digest: stored.digest,
		size: stored.bytes.byteLength,
		annotations: {
			[IMAGE_NAME]: name,
			[REF_NAME]: name.slice(name.lastIndexOf(":") + 1)
		},
		platform: {
			os: "linux",
			architecture: "amd64"
		}
	};
	yield* file("oci-layout", jsonBytes({ imageLayoutVersion: "1.0.0" }));
	yield* file("index.json", jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_INDEX,
		manifests: [entry]
	}));
	yield* file("manifest.json", jsonBytes([{
		Config: blobName(config.digest),
		RepoTags: [name],
		Layers: layers.map(({ digest }) => blobName(digest))
	}]));
	yield* file(blobName(stored.digest), stored.bytes);
	const sizes = new Map([config, ...layers].map(({ digest, size }) => [digest, size]));
	for (const [digest, size] of sizes) yield* blob(repository, digest, size);
	yield TAR_END;
}
// src/container/layoutView.ts
/** Tag of the one image in a view. */
const VIEW_TAG = "image";
/**
* Writes a layout folder that shows one image of another layout, by its digest, and shares the
* blobs through a link: engines can only read images that have a tag, and images have none before
* they are tested. Rejects with `image-missing`.
*/
const writeView = async (files, { layout, digest }, dir) => {
	const stored = await layout.manifest(digest);
	if (stored === void 0) throw imageMissing(layout, digest);
	const entry = {
		mediaType: stored.mediaType,
		digest: stored.digest,
		size: stored.bytes.byteLength,
		annotations: { [REF_NAME]: VIEW_TAG }
	};
	await files.makeDir(dir);
	await files.link(`${layout.dir}/blobs`, `${dir}/blobs`);
	await files.write(`${dir}/oci-layout`, "{\"imageLayoutVersion\":\"1.0.0\"}");
	await files.write(`${dir}/index.json`, jsonBytes({
		schemaVersion: 2,
		manifests: [entry]
	}));
};
// src/container/transferProgress.ts
/** `docker pull` where it draws nothing: `<12 hex>: Pull complete`. */
const countLayer = ({ seen, done }, line) => {
	const [, layer, state] = /^([0-9a-f]{12}): (.+)$/.exec(line.trim()) ?? [];
	if (layer === void 0) return;
	seen.add(layer);
	if (state === "Pull complete" || state === "Already exists") done.add(layer);
};
/** An engine's own process moves the bytes, or a daemon does that says how many layers it has. */
const farText = ({ seen, done }, moved) => {
	if (seen.size > 0) return `, ${done.size} of ${seen.size} layers`;
	return moved === void 0 ? "" : `, ${bytes(moved.read)} read and ${bytes(moved.written)} written`;
};
/** Shows how far an engine is with an image while `work` calls it. */
const watchedTransfer = (log, title, work) => {
	const layers = {
		seen: /* @__PURE__ */ new Set(),
		done: /* @__PURE__ */ new Set()
	};
	let ask = () => void 0;
	const working = work({
		onStart: (moved) => {
			ask = moved;
		},
		onOutputLine: (line) => countLayer(layers, line)
	});
	log.progress(() => `${title}${farText(layers, ask())}`, working);
	return working;
};
// src/container/loadImage.ts
const WORK_PREFIX = "dl-env-load-";
const lastLine = (text) => text.trim().split("\n").at(-1)?.trim() ?? "";
/**
* Calls an engine about an image called `name`; rejects with `load-failed` and what the engine
* said.
*/
const callEngine = async (sys, runtime, { args, name, ...options }) => {
	const result = await sys.processes.run([...runtime.argv, ...args], {
		cwd: "/",
		env: runtime.env,
		...options
	});
	if (result.code === 0) return result;
	const output = lastLine(result.stderr) || lastLine(result.stdout);
	throw foundProblem({
		code: "load-failed",
		message: `${runtime.name} ${runtime.version} could not load ${name}: ${output === "" ? `it ended with ${result.code}` : output.slice(0, 300)}.`,
		hint: `See whether it works, and how much room it has: ${runtime.name} info`
	});
};
/**
* podman writes an archive into a file first, so an image needs its room twice; from a layout it
* reads the blobs themselves. The path is relative, because podman makes a name of it (all in lower
* case, without colons), and that name goes again: it is this call's own, for another process may
* load the same image now.
*/
const pullFromLayout = async (sys, runtime, { layout, digest, name }) => {
	const work = await sys.files.makeTemp(WORK_PREFIX);
	const own = basename(work).slice(12).toLowerCase();
	const view = `view-${digest.slice(7, 19)}-${own}`;
	try {
		await writeView(sys.files, {
			layout,
			digest
		}, join(work, view));
		const args = [
			"pull",
			"--quiet",
			`oci:${view}:${VIEW_TAG}`
		];
		const { stdout } = await watchedTransfer(sys.log, `${name} into podman`, (watched) => callEngine(sys, runtime, {
			args,
			name,
			cwd: work,
			...watched
		}));
		const id = lastLine(stdout);
		await callEngine(sys, runtime, {
			args: [
				"tag",
				id,
				name
			],
			name
		});
		await callEngine(sys, runtime, {
			args: [
				"untag",
				id,
				`localhost/${view}:latest`
			],
			name
		});
	} finally {
		await sys.files.remove(work);
	}
};
/** Hands the engine a tar of the image, which is made as it is read. */
const loadArchive = async ({ processes, log }, runtime, image) => {
	const { repository, digest, name } = image;
	let sent = 0;
	const counted = async function* () {
		for await (const chunk of archiveOf(repository, digest, name)) {
			sent += chunk.byteLength;
			yield chunk;
		}
	};
	const loading = callEngine({ processes }, runtime, {
		args: ["load"],
		name,
		input: counted()
	});
	log.progress(() => `${name} into ${runtime.name}, ${bytes(sent)} handed over`, loading);
	await loading;
};
/**
* Loads the image behind a tag or digest into an engine of this machine under `name`, its digest
* kept. See loadInto.
*/
const loadAs = async (sys, runtime, { repository, reference, name }) => {
	const digest = await repository.resolve(reference);
	if (digest === void 0) throw imageMissing(repository, reference);
	if (runtime.name === "podman" && isLayout(repository)) await pullFromLayout(sys, runtime, {
		layout: repository,
		digest,
		name
	});
	else await loadArchive(sys, runtime, {
		repository,
		digest,
		name
	});
};
/**
* Loads one image into an engine of this machine, under `localhost/dl-env:<tag>`. Rejects with
* `image-missing`, or `load-failed` and what the engine said.
*/
const loadInto = async (sys, runtime, { repository, tag }) => {
	const name = localName(tag);
	await loadAs(sys, runtime, {
		repository,
		reference: tag,
		name
	});
	return { name };
};
export { lastLine$1 as _, LEAVING_TYPE as a, isMark as c, artifactBlob as d, digestsOf as f, typesRefused as g, putArtifact as h, watchedTransfer as i, leavingTag as l, isTypeRefusal as m, loadAs as n, isLeaving as o, isOfType as p, loadInto as r, isLeavingTag as s, callEngine as t, withoutLeaving as u, tryContainer as v };
