import { Q as parseConfig, V as imageAnnotations, et as parseManifest, tt as readSmall } from "./openRepository.js";
import { N as CELL_LABEL } from "./session.js";
import { l as memoized } from "./secretNames.js";
import { t as pLimit } from "./p-limit.js";
import { s as isDamage } from "./storedLayers.js";
// src/store/tagKind.ts
/** Under which `store prune` notes in a registry since when something has not been needed. */
const PRUNE_TAG = "dl-env-prune";
/** Under which a promotion notes since when cells with tags have not been in the matrix. */
const RETENTION_TAG = "dl-env-retention";
const PATTERNS = [
	["layer", /^(?:system|python|wheel|bytecode|rest|files|own|run)-[0-9a-f]{16,}$/],
	["base", /^base-[0-9a-f]{32}$/],
	["inventory", /^inventory-[0-9a-f]{32}$/],
	["checks", /^checks-[0-9a-f]{32}$/],
	["journal", /^dl-env-promotion-\d{8}T\d{6}Z-[0-9a-f]{8}(?:-done)?$/],
	["referrers", /^sha256-[0-9a-f]{64}/]
];
/** What a tag's name says of it; undefined for tags of images and of others. */
const kindOfName = (tag) => PATTERNS.find(([, pattern]) => pattern.test(tag))?.[0];
/** The digest that a tag of referrers is about. */
const subjectOf = (tag) => `sha256:${tag.slice(7, 71)}`;
/** The cell of an immutable tag, `<cell>-r<12 hex>`; undefined for other tags. */
const cellOfImmutable = (tag) => /^(.+)-r[0-9a-f]{12}$/.exec(tag)?.[1];
/** The parts of a cell's id that shorter tags are made of. */
const CELL_ID = /^(.+)-cuda(\d+\.\d+)[^-]*-([a-z]+[\d.]+)-py[\d.]+(-.+)?$/;
/**
* Whether dl-env gives images of a cell this tag: immutable, called like the cell, shorter, or
* `latest`. What people call an image is theirs.
*/
const isTagOfCell = (tag, cell) => {
	if (tag === "latest" || (cellOfImmutable(tag) ?? tag) === cell) return true;
	const [, set, minor, release, flavor = ""] = CELL_ID.exec(cell) ?? [];
	if (set === void 0) return false;
	const cuda = `${set}-cuda${minor ?? ""}`;
	return [
		set,
		cuda,
		`${cuda}-${release ?? ""}`
	].some((name) => tag === `${name}${flavor}`);
};
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
	if (kind !== void 0 && kind !== "base") return named;
	if (!isImageConfig(config.mediaType)) return named;
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
		if (!isDamage(error)) throw error;
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
	const tags = (await repository.tags()).filter((tag) => tag !== "dl-env-prune" && tag !== "dl-env-retention");
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
export { cellOfImmutable as a, RETENTION_TAG as i, readContents as n, isTagOfCell as o, PRUNE_TAG as r, subjectOf as s, removeTags as t };
