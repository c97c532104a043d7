import { n as foundProblem, t as DlEnvError } from "./error.js";
import { n as isDamage } from "./closure.js";
import { n as digestOf } from "./digest.js";
import { Q as jsonBytes, ct as OCI_CONFIG, dt as OCI_MANIFEST, nt as parseManifest, st as LAYER_PATHS } from "./openRepository.js";
// src/image/recipe.ts
/** `<kind>-<key>` */
const layerTag = (layer) => `${layer.kind}-${layer.key}`;
// src/layer/storedLayers.ts
/**
* On a layer's descriptor in the store: digest of the uncompressed tar, and its bytes. With them a
* link reads no configs.
*/
const DIFF_ID = "vnd.dl-env.layer.diff-id";
const UNPACKED = "vnd.dl-env.layer.unpacked";
const TITLE = "org.opencontainers.image.title";
/** Bytes. */
const EMBEDDED = 4096;
/** Layers have no date of their own: the same input is the same bytes. */
const CREATED = "1970-01-01T00:00:00Z";
const inMemory = (bytes) => ({
	digest: digestOf(bytes),
	size: bytes.byteLength,
	open: async function* () {
		yield bytes;
	}
});
const configOf = (spec, made) => jsonBytes({
	architecture: "amd64",
	os: "linux",
	created: CREATED,
	config: { Labels: { [TITLE]: spec.title } },
	rootfs: {
		type: "layers",
		diff_ids: [made.diffId]
	},
	history: [{
		created: CREATED,
		created_by: `dl-env: ${spec.title}`
	}]
});
/** A short list of paths stands in the manifest too, so that a link reads no blob for it. */
const embedded = ({ paths }) => paths === void 0 || paths.byteLength > EMBEDDED ? {} : { data: Buffer.from(paths).toString("base64") };
const manifestOf = (spec, made, { config, paths }) => ({
	schemaVersion: 2,
	mediaType: OCI_MANIFEST,
	config: {
		mediaType: OCI_CONFIG,
		digest: config.digest,
		size: config.size
	},
	layers: [{
		mediaType: made.mediaType,
		digest: made.digest,
		size: made.size,
		annotations: {
			[DIFF_ID]: made.diffId,
			[UNPACKED]: String(made.unpacked)
		}
	}, ...paths === void 0 ? [] : [{
		mediaType: LAYER_PATHS,
		digest: paths.digest,
		size: paths.size,
		...embedded(made)
	}]],
	annotations: { [TITLE]: spec.title }
});
const read = (manifest, tag, store) => {
	const [layer] = manifest.layers;
	const diffId = layer?.annotations?.[DIFF_ID];
	if (layer === void 0 || diffId === void 0) throw foundProblem({
		code: "not-a-layer",
		message: `${store.name} has something else under the tag ${tag} that is reserved for a layer.`,
		hint: "Give the layers their own repository in dl-env.yml: store: registry.example/team/dl-env-layers"
	});
	const paths = manifest.layers.find(({ mediaType }) => mediaType === LAYER_PATHS);
	return {
		tag,
		digest: layer.digest,
		size: layer.size,
		mediaType: layer.mediaType,
		diffId,
		...paths === void 0 ? {} : { paths: paths.digest },
		...paths?.data === void 0 ? {} : { pathsData: paths.data }
	};
};
/** The layer under `<kind>-<key>`, or undefined: one request. */
const findLayer = async (store, tag) => {
	const stored = await store.manifest(tag);
	return stored === void 0 ? void 0 : read(parseManifest(stored, store.name), tag, store);
};
/** The blob of a layer that was made here; what is read of it is told as sent. */
const fileBlob = ({ files }, { digest, size, file }, tell) => {
	let sent = 0;
	tell?.({
		kind: "storing",
		sent: () => sent,
		size
	});
	const open = async function* () {
		sent = 0;
		for await (const chunk of files.read(file)) {
			sent += chunk.byteLength;
			yield chunk;
		}
	};
	return {
		digest,
		size,
		file,
		open
	};
};
/** Whether something else than a layer lies under its tag: nobody else has such names. */
const isNoLayer = (error) => error instanceof DlEnvError && error.code === "not-a-layer";
/** A registry took the config together with the manifest; a link does not read it. */
const blobsOf = ({ config, layers }, store) => store.kind === "layout" ? [config, ...layers] : layers;
const readWhole = async (store, tag) => {
	const stored = await store.manifest(tag);
	if (stored === void 0) return void 0;
	const manifest = parseManifest(stored, store.name);
	const layer = read(manifest, tag, store);
	return (await Promise.all(blobsOf(manifest, store).map(({ digest, size }) => store.hasBlob(digest, size)))).every(Boolean) ? layer : void 0;
};
/**
* The layer under a tag with its blobs there, at their size; undefined when there is none or it is
* damaged, so that it is to be made (again).
*/
const findWholeLayer = async (store, tag) => {
	try {
		return await readWhole(store, tag);
	} catch (error) {
		if (!isDamage(error) && !isNoLayer(error)) throw error;
		return;
	}
};
/** Puts a layer that was made here into the store under its tag, where it was just looked for. */
const storeNewLayer = async (sys, store, { spec, made, tell }) => {
	const tag = layerTag(spec);
	const config = inMemory(configOf(spec, made));
	const paths = made.paths === void 0 ? void 0 : inMemory(made.paths);
	const isNew = await store.writeBlob(fileBlob(sys, made, tell));
	for (const blob of [config, paths]) if (blob !== void 0) await store.writeBlob({
		...blob,
		isNew
	});
	const manifest = manifestOf(spec, made, {
		config,
		paths
	});
	const bytes = jsonBytes(manifest);
	const meanwhile = spec.kind === "system" || spec.kind === "run" ? await findWholeLayer(store, tag) : void 0;
	if (meanwhile !== void 0) return meanwhile;
	await store.putManifest({
		bytes,
		mediaType: OCI_MANIFEST
	}, tag);
	return read(manifest, tag, store);
};
/**
* Puts a layer that was made here into the store under its tag. A layer that is there already stays
* and is returned instead.
*/
const storeLayer = async (sys, store, layer) => await findWholeLayer(store, layerTag(layer.spec)) ?? storeNewLayer(sys, store, layer);
export { layerTag as a, storeNewLayer as i, findWholeLayer as n, storeLayer as r, findLayer as t };
