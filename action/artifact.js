import { r as unreachable, t as DlEnvError } from "./error.js";
import { n as digestOf } from "./digest.js";
import { t as memoized } from "./memoized.js";
import { a as refusalCode, o as refusalStatus, s as pLimit } from "./networkFault.js";
import { a as parseIndex, g as OCI_MANIFEST, h as OCI_LAYER_GZIP, n as jsonBytes, o as parseManifest, p as OCI_CONFIG } from "./manifest.js";
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
/** The digest that an artifact is bound to, where its manifest may have no subject. */
const SUBJECT = "vnd.dl-env.subject";
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
	const { config, isTyped, isBound } = types;
	const all = {
		...annotations,
		...isTyped ? {} : { [TYPE]: type },
		...isBound || subject === void 0 ? {} : { [SUBJECT]: subject.digest }
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
			...subject === void 0 || !isBound ? {} : { subject },
			...Object.keys(all).length === 0 ? {} : { annotations: all }
		}
	};
};
/**
* The forms of an artifact, the true one first. Some registries hold the types of artifacts and
* configs to a list (GitLab), some those of layers too: then it looks like an image, and its type
* is an annotation. What is from before OCI 1.1 may refuse every manifest with a subject.
*/
const formsOf = (artifact) => {
	const plain = {
		bytes: NO_IMAGE,
		type: OCI_CONFIG
	};
	const shapes = [
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
	];
	return (artifact.subject === void 0 ? [true] : [true, false]).flatMap((isBound) => shapes.map((types) => formOf(artifact, {
		...types,
		isBound
	})));
};
/** Some bytes as content to store. */
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
				mediaType: OCI_MANIFEST,
				bytes,
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
/** Whether a manifest is that of an artifact that is bound to a digest. */
const isBoundTo = ({ subject, annotations }, digest) => (subject?.digest ?? annotations?.[SUBJECT]) === digest;
/** The first blob of an artifact; undefined when the manifest is not one of this type. */
const artifactBlob = ({ layers }, type) => {
	const [blob] = layers;
	return blob?.mediaType === type || blob?.annotations?.[TYPE] === type ? blob : void 0;
};
export { isBoundTo as a, putArtifact as c, isDamage as d, isIndex as f, inMemory as i, typesRefused as l, artifactBlob as n, isOfType as o, unlessDamaged as p, digestsOf as r, isTypeRefusal as s, NO_IMAGE as t, closureReader as u };
