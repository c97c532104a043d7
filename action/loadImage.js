import { n as foundProblem, r as unreachable } from "./error.js";
import { l as localName, o as IMAGE_NAME, s as REF_NAME, t as isLayout } from "./layout.js";
import { n as tarHeader, r as tarPadding, t as TAR_END } from "./tarHeader.js";
import { m as OCI_INDEX, n as jsonBytes, o as parseManifest } from "./manifest.js";
import { t as imageMissing } from "./imageMissing.js";
import { n as bytes } from "./units.js";
import { basename, join } from "node:path";
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
export { watchedTransfer as i, loadAs as n, loadInto as r, callEngine as t };
