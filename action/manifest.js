import { r as unreachable } from "./error.js";
import { d as number, f as object, h as string, i as boolean, l as literal, p as record, r as array, u as looseObject, v as unknown } from "./schemas.js";
import { i as LIMITS, n as readBounded } from "./boundedBody.js";
import { n as digestOf, r as readJson } from "./digest.js";
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
export { parseIndex as a, readSmall as c, DOCKER_MANIFEST as d, LAYER_PATHS as f, OCI_MANIFEST as g, OCI_LAYER_GZIP as h, parseConfig as i, DOCKER_LAYER_GZIP as l, OCI_INDEX as m, jsonBytes as n, parseManifest as o, OCI_CONFIG as p, ociLayer as r, parseReferrers as s, embeddedContent as t, DOCKER_LIST as u };
