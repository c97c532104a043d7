import { t as layerTag } from "./recipe.js";
import { n as foundProblem, t as DlEnvError } from "./error.js";
import { d as isDamage, i as inMemory, t as NO_IMAGE } from "./artifact.js";
import { n as digestOf } from "./digest.js";
import { f as LAYER_PATHS, g as OCI_MANIFEST, n as jsonBytes, o as parseManifest, p as OCI_CONFIG } from "./manifest.js";
// src/layer/storedLayers.ts
/**
* On a layer's descriptor in the store: digest of the uncompressed tar, and its bytes. With them a
* link reads no configs.
*/
const DIFF_ID = "vnd.dl-env.layer.diff-id";
const UNPACKED = "vnd.dl-env.layer.unpacked";
/** On the same: the list of its paths in base64, where that is short; else it is a blob. */
const PATHS = "vnd.dl-env.layer.paths";
const TITLE = "org.opencontainers.image.title";
/** Bytes of a list that stand in a manifest: registries bound that to 4 MiB. */
const EMBEDDED = 49152;
const placeOf = ({ paths }) => {
	if (paths === void 0) return { kind: "none" };
	return paths.byteLength > EMBEDDED ? {
		kind: "blob",
		blob: inMemory(paths)
	} : {
		kind: "inline",
		text: Buffer.from(paths).toString("base64")
	};
};
/** The same config for all: what is to be known of a layer stands in its manifest. */
const CONFIG = inMemory(NO_IMAGE);
const manifestOf = (spec, made, paths) => ({
	schemaVersion: 2,
	mediaType: OCI_MANIFEST,
	config: {
		mediaType: OCI_CONFIG,
		digest: CONFIG.digest,
		size: CONFIG.size
	},
	layers: [{
		mediaType: made.mediaType,
		digest: made.digest,
		size: made.size,
		annotations: {
			[DIFF_ID]: made.diffId,
			[UNPACKED]: String(made.unpacked),
			...paths.kind === "inline" ? { [PATHS]: paths.text } : {}
		}
	}, ...paths.kind === "blob" ? [{
		mediaType: LAYER_PATHS,
		digest: paths.blob.digest,
		size: paths.blob.size
	}] : []],
	annotations: { [TITLE]: spec.title }
});
/** The list of paths as a manifest has it; before it stood in one, it was a blob in any case. */
const pathsIn = ({ layers: [layer, ...others] }) => {
	const inline = layer?.annotations?.[PATHS];
	if (inline !== void 0) return {
		paths: digestOf(Buffer.from(inline, "base64")),
		pathsData: inline
	};
	const blob = others.find(({ mediaType }) => mediaType === LAYER_PATHS);
	if (blob === void 0) return {};
	return {
		paths: blob.digest,
		...blob.data === void 0 ? {} : { pathsData: blob.data }
	};
};
const read = (manifest, tag, store) => {
	const [layer] = manifest.layers;
	const diffId = layer?.annotations?.[DIFF_ID];
	if (layer === void 0 || diffId === void 0) throw foundProblem({
		code: "not-a-layer",
		message: `${store.name} has something else under the tag ${tag} that is reserved for a layer.`,
		hint: "Give the layers their own repository in dl-env.yml: store: registry.example/team/dl-env-layers"
	});
	return {
		tag,
		digest: layer.digest,
		size: layer.size,
		mediaType: layer.mediaType,
		diffId,
		...pathsIn(manifest)
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
const storeNewLayer = async (sys, store, { spec, made, tell, isStoreNew = false }) => {
	const tag = layerTag(spec);
	const isNew = await store.writeBlob({
		...fileBlob(sys, made, tell),
		isNew: isStoreNew
	});
	const paths = placeOf(made);
	if (paths.kind === "blob") await store.writeBlob({
		...paths.blob,
		isNew
	});
	await store.writeBlob({
		...CONFIG,
		isNew: isStoreNew
	});
	const manifest = manifestOf(spec, made, paths);
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
export { storeNewLayer as i, findWholeLayer as n, storeLayer as r, findLayer as t };
