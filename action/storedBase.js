import { s as pLimit } from "./networkFault.js";
import { i as readConfig } from "./baseImage.js";
import { p as unlessDamaged } from "./artifact.js";
import { n as digestOf } from "./digest.js";
import { g as OCI_MANIFEST, n as jsonBytes, o as parseManifest, p as OCI_CONFIG, r as ociLayer } from "./manifest.js";
// src/registry/storedBase.ts
/** Names the base's own manifest on the stored one. */
const BASE_DIGEST = "org.opencontainers.image.base.digest";
/** Blobs that move or are looked for at the same time. */
const SIDE_BY_SIDE = 8;
const baseTag = (platformDigest) => `base-${platformDigest.slice(7, 39)}`;
/**
* Makes a blob of `from` available in `to`: mounted where that can be, else streamed. True when
* bytes moved.
*/
const moveBlob = async ({ digest, size }, from, to) => {
	if (await to.mountBlob(digest, from)) return false;
	return to.writeBlob({
		digest,
		size,
		open: () => from.readBlob(digest, size)
	});
};
/** The manifest of a base with the media types of OCI. */
const ociManifest = (base) => ({
	schemaVersion: 2,
	mediaType: OCI_MANIFEST,
	config: {
		mediaType: OCI_CONFIG,
		digest: base.manifest.config.digest,
		size: base.manifest.config.size
	},
	layers: base.manifest.layers.map((layer) => ociLayer(layer, base.tag)),
	annotations: { [BASE_DIGEST]: base.platformDigest }
});
const readBaseTag = async (store, platformDigest) => {
	const tag = baseTag(platformDigest);
	const stored = await store.manifest(tag);
	if (stored === void 0) return void 0;
	const manifest = parseManifest(stored, store.name);
	return {
		tag,
		platformDigest,
		manifest,
		config: await readConfig(store, manifest),
		descriptor: {
			mediaType: stored.mediaType,
			digest: stored.digest,
			size: stored.bytes.byteLength
		}
	};
};
/**
* The base as a store has it; undefined when it is not there, or cannot be read for what it holds.
* The base's own registry is not asked.
*/
const readStoredBase = (store, platformDigest) => unlessDamaged(readBaseTag(store, platformDigest));
/** Whether the blobs of a base are there, at their size. */
const isWhole = async (store, { manifest }) => {
	return (await Promise.all([manifest.config, ...manifest.layers].map(({ digest, size }) => store.hasBlob(digest, size)))).every(Boolean);
};
/** The same for a base that was just looked for and is not there. */
const copyNewBase = async (base, store) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const blobs = new Map([base.manifest.config, ...base.manifest.layers].map((blob) => [blob.digest, blob.size]));
	await Promise.all([...blobs].map(([digest, size]) => limit(() => moveBlob({
		digest,
		size
	}, base.repository, store))));
	const manifest = ociManifest(base);
	const bytes = jsonBytes(manifest);
	const tag = baseTag(base.platformDigest);
	await store.putManifest({
		bytes,
		mediaType: OCI_MANIFEST
	}, tag);
	return {
		tag,
		platformDigest: base.platformDigest,
		manifest,
		config: base.config,
		descriptor: {
			mediaType: OCI_MANIFEST,
			digest: digestOf(bytes),
			size: bytes.byteLength
		}
	};
};
export { ociManifest as a, moveBlob as i, copyNewBase as n, readStoredBase as o, isWhole as r, baseTag as t };
