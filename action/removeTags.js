import { t as pLimit } from "./p-limit.js";
import { F as readSmall, M as parseConfig, P as parseManifest, S as imageAnnotations } from "./openRepository.js";
import { a as memoized } from "./pep440.js";
import { s as isDamage } from "./storedLayers.js";
import { j as CELL_LABEL } from "./session.js";
import { r as kindOfName, t as PRUNE_TAG } from "./tagKind.js";
// src/store/contents.ts
const SIDE_BY_SIDE = 8;
const TITLE = "org.opencontainers.image.title";
const BASE_DIGEST = "org.opencontainers.image.base.digest";
const NOTHING = {
	blobs: [],
	diffIds: [],
	damaged: false
};
const isImageConfig = (mediaType) => /^application\/vnd\.(oci|docker)\..*(config|image)\.v1\+json$/.test(mediaType);
/** Layers say their own diff_id, so that their configs need not be read. */
const layerDiffIds = (manifest) => manifest.layers.flatMap(({ annotations }) => annotations?.["vnd.dl-env.layer.diff-id"] ?? []);
const readNamed = async (repository, stored, kind) => {
	const manifest = parseManifest(stored, repository.name);
	const { config, layers, annotations } = manifest;
	const blobs = [config, ...layers].map(({ digest, size }) => ({
		digest,
		size
	}));
	const title = annotations?.[TITLE];
	const base = annotations?.[BASE_DIGEST];
	const named = {
		blobs,
		diffIds: layerDiffIds(manifest),
		damaged: false,
		...title === void 0 ? {} : { title },
		...base === void 0 ? {} : { base }
	};
	if (kind === "layer" || kind === "inventory" || !isImageConfig(config.mediaType)) return named;
	const image = parseConfig(await readSmall(repository, config), config.digest, repository.name);
	const cell = image.config?.Labels?.[CELL_LABEL];
	const from = base ?? image.config?.Labels?.[BASE_DIGEST];
	return {
		...named,
		diffIds: image.rootfs.diff_ids,
		...cell === void 0 ? {} : { cell },
		...from === void 0 ? {} : { base: from }
	};
};
const isGone = (error) => isDamage(error) || error instanceof Error && "code" in error && error.code === "blob-missing";
/** What a digest names; damaged where something of it is gone or cannot be decoded. */
const namedBy = (repository) => async ({ digest, kind }) => {
	if (kind === "referrers") return NOTHING;
	try {
		const stored = await repository.manifest(digest);
		if (stored === void 0) return {
			...NOTHING,
			damaged: true
		};
		return await readNamed(repository, stored, kind);
	} catch (error) {
		if (!isGone(error)) throw error;
		return {
			...NOTHING,
			damaged: true
		};
	}
};
const kindOf = (ofName, named) => ofName ?? (named.cell === void 0 ? "other" : "image");
/**
* Every tag of a repository with what it names. Each tag costs a HEAD, each manifest and each
* image's config a GET.
*/
const readContents = async (repository) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const named = memoized(namedBy(repository), ({ digest }) => digest);
	const tags = (await repository.tags()).filter((tag) => tag !== PRUNE_TAG);
	return (await Promise.all(tags.map((tag) => limit(async () => {
		const digest = await repository.resolve(tag);
		const kind = kindOfName(tag);
		if (digest === void 0) return repository.kind === "layout" ? [{
			...NOTHING,
			tag,
			kind: kind ?? "other",
			digest: "",
			damaged: true
		}] : [];
		const content = await named({
			digest,
			kind
		});
		return [{
			tag,
			digest,
			...content,
			kind: kindOf(kind, content)
		}];
	})))).flat();
};
// src/store/removeTags.ts
const DONE = { kind: "removed" };
/** Removes one tag and leaves the `others`, which name the same manifest, where they are. */
const removeShared = async (to, one, others) => {
	const manifest = await to.manifest(one.digest);
	const removal = await to.remove(one.tag);
	if (removal.kind === "refused") return {
		kind: "refused",
		message: `${removal.message} Its manifest has the tags ${others.join(", ")} too.`
	};
	const lost = [];
	for (const tag of others) if (await to.resolve(tag) !== one.digest) lost.push(tag);
	if (lost.length === 0 || manifest === void 0) return DONE;
	for (const tag of [one.tag, ...lost]) await to.putManifest(manifest, tag, imageAnnotations(tag));
	return {
		kind: "refused",
		message: `${to.name} removes ${lost.join(", ")} with it, so it was put back.`
	};
};
/** By its tag, or where a registry removes manifests alone, by its digest. */
const removeAlone = async (to, { tag, digest }) => {
	const byTag = await to.remove(tag);
	return byTag.kind === "removed" ? byTag : to.remove(digest);
};
/**
* Removes tags and no other: `all` is what the repository has. Where a registry removes manifests
* only, a tag goes with its manifest if no other tag names it. Each is asked for again afterwards.
*/
const removeTags = async (to, tags, all) => {
	const going = new Set(tags.map(({ tag }) => tag));
	const removed = [];
	const refused = [];
	for (const one of tags) {
		const others = all.filter(({ tag, digest }) => digest === one.digest && !going.has(tag));
		const removal = await (others.length === 0 ? removeAlone(to, one) : removeShared(to, one, others.map(({ tag }) => tag)));
		if (removal.kind === "refused") refused.push({
			tag: one.tag,
			message: removal.message
		});
		else if (await to.resolve(one.tag) === void 0) removed.push(one.tag);
		else refused.push({
			tag: one.tag,
			message: `${to.name} said that it removed ${one.tag}, and still has it.`
		});
	}
	return {
		removed,
		refused
	};
};
export { readContents as n, removeTags as t };
