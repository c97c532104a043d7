import { t as pLimit } from "./p-limit.js";
import { t as DlEnvError } from "./error.js";
import { l as memoized } from "./secretNames.js";
import { nt as parseManifest, tt as parseIndex } from "./openRepository.js";
// src/registry/closure.ts
/** Blobs that are looked for at the same time. */
const SIDE_BY_SIDE = 16;
/** Whether a manifest is an index of others. */
const isIndex = ({ mediaType }) => mediaType === "application/vnd.oci.image.index.v1+json" || mediaType === "application/vnd.docker.distribution.manifest.list.v2+json";
/** Copies of an index may leave other platforms, and attestations, out. */
const isOurs = (platform) => platform === void 0 || platform.os === "linux" && platform.architecture === "amd64";
const DAMAGE = /* @__PURE__ */ new Set([
	"registry-nonsense",
	"digest-mismatch",
	"blob-missing"
]);
/** Whether content is wrong or gone, as opposed to what could not be read just now. */
const isDamage = (error) => error instanceof DlEnvError && DAMAGE.has(error.code);
/** What is read; undefined where it is damaged, so that it can be made again. */
const unlessDamaged = async (read) => {
	try {
		return await read;
	} catch (error) {
		if (!isDamage(error)) throw error;
		return;
	}
};
/**
* Reads closures: config and layers by their size, and the manifests that an index names. Contents
* are not hashed. On a registry each digest costs one HEAD, and none where this process saw it.
*/
const closureReader = (repository) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const has = memoized(({ digest, size }) => limit(() => repository.hasBlob(digest, size)), ({ digest, size }) => `${digest} ${size}`);
	const lacking = async (blob, what) => await has(blob) ? [] : [{
		digest: blob.digest,
		size: blob.size,
		what
	}];
	const below = async (manifest) => {
		if (isIndex(manifest)) {
			const { manifests } = parseIndex(manifest, repository.name);
			const ours = manifests.filter(({ platform }) => isOurs(platform));
			return (await Promise.all(ours.map(({ digest }) => named(digest)))).flat();
		}
		const { config, layers } = parseManifest(manifest, repository.name);
		return (await Promise.all([lacking(config, "config"), ...layers.map((layer) => lacking(layer, "layer"))])).flat();
	};
	const read = async (reference) => {
		const absent = {
			digest: reference,
			what: "manifest"
		};
		try {
			const manifest = await limit(() => repository.manifest(reference));
			return manifest === void 0 ? [absent] : await below(manifest);
		} catch (error) {
			if (!isDamage(error)) throw error;
			return [absent];
		}
	};
	const named = memoized(read);
	return {
		damage: below,
		damageOf: named
	};
};
export { unlessDamaged as i, isDamage as n, isIndex as r, closureReader as t };
