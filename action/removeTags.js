import { t as DlEnvError } from "./error.js";
import { t as memoized } from "./memoized.js";
import { i as isRefusal, s as pLimit } from "./networkFault.js";
import { a as parseIndex, c as readSmall, i as parseConfig, n as jsonBytes, o as parseManifest } from "./manifest.js";
import { c as putArtifact, d as isDamage, f as isIndex } from "./artifact.js";
import { c as imageAnnotations } from "./layout.js";
import { a as leavingTag, n as isLeaving, r as isLeavingTag, t as LEAVING_TYPE } from "./leavingTags.js";
import { n as CELL_LABEL } from "./labels.js";
import { n as forgetLook } from "./lastLook.js";
import { o as kindOfName } from "./tagKind.js";
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
/** What is below an index, as far as it was copied: what those manifests have is in use. */
const readIndex = async (repository, stored, kind) => {
	const manifests = parseIndex(stored, repository.name).manifests.map(({ digest }) => digest);
	const read = namedBy(repository);
	const found = await Promise.all(manifests.map((digest) => read({
		digest,
		kind
	})));
	const base = found.find((one) => one.base !== void 0)?.base;
	return {
		blobs: found.flatMap(({ blobs }) => blobs),
		diffIds: found.flatMap(({ diffIds }) => diffIds),
		manifests,
		damaged: false,
		...base === void 0 ? {} : { base }
	};
};
const readNamed = async (repository, stored, kind) => {
	if (isIndex(stored)) return readIndex(repository, stored, kind);
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
		...base === void 0 ? {} : { base },
		...isLeaving(manifest) ? { leaving: true } : {}
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
/** By its tag, or where a registry removes manifests alone, by its digest. */
const removeAlone = async (to, { tag, digest }) => {
	const byTag = await to.remove(tag);
	return byTag.kind === "refused" || await to.resolve(tag) === digest ? to.remove(digest) : byTag;
};
/** A mark's second tag goes last: until then it says by its name what is to go. */
const removeMark = async (to, mark) => {
	if (await to.resolve(mark.tag) === mark.digest) await removeAlone(to, mark);
};
/** Moves a tag to a mark; the refusal where a rule keeps the tag from moving. */
const moveAway = async (to, tag) => {
	const files = [{
		type: LEAVING_TYPE,
		content: jsonBytes({ tag })
	}];
	const put = (name) => putArtifact(to, {
		type: LEAVING_TYPE,
		files,
		tag: name
	});
	let mark;
	try {
		mark = {
			tag: leavingTag(tag),
			digest: (await put(leavingTag(tag))).digest
		};
		await put(tag);
		return mark;
	} catch (error) {
		if (!(error instanceof DlEnvError) || !isRefusal(error)) throw error;
		if (mark !== void 0) await removeMark(to, mark);
		return {
			kind: "refused",
			message: error.message
		};
	}
};
/**
* Removes one tag and leaves its manifest, which others name. Many registries remove a manifest
* with all of its tags, whichever was named: so the tag is first moved to something of its own, and
* goes with that.
*/
const removeShared = async (to, { tag, digest }, others) => {
	const manifest = await to.manifest(digest);
	if (manifest === void 0) return { kind: "removed" };
	const mark = await moveAway(to, tag);
	if ("kind" in mark) return mark;
	const removal = await removeAlone(to, {
		tag,
		digest: mark.digest
	});
	const isGone = removal.kind === "removed" && await to.resolve(tag) !== mark.digest;
	if (!isGone) await to.putManifest(manifest, tag, imageAnnotations(tag));
	await removeMark(to, mark);
	if (isGone) return removal;
	return {
		kind: "refused",
		message: `${removal.kind === "refused" ? removal.message : `${to.name} still has ${tag}.`} Its manifest has the tags ${others.join(", ")} too.`
	};
};
/** All that was listed, and what has come since. */
const listedNow = async (to, all) => {
	const known = new Set(all.map(({ tag }) => tag));
	const since = (await to.tags()).filter((tag) => !known.has(tag));
	const named = await Promise.all(since.map(async (tag) => ({
		tag,
		digest: await to.resolve(tag)
	})));
	return [...all, ...named.flatMap(({ tag, digest }) => digest === void 0 ? [] : [{
		tag,
		digest
	}])];
};
/** One tag, unless it has moved since it was listed. */
const removeOne = async (to, one, others) => {
	if (to.kind === "layout") return to.remove(one.tag);
	const named = await to.resolve(one.tag);
	if (named === void 0) return { kind: "removed" };
	if (named !== one.digest) return {
		kind: "refused",
		message: `${one.tag} in ${to.name} was moved meanwhile, and stays.`
	};
	const removal = await (others.length === 0 ? removeAlone(to, one) : removeShared(to, one, others));
	if (removal.kind === "refused" || await to.resolve(one.tag) === void 0) return removal;
	return {
		kind: "refused",
		message: `${to.name} said that it removed ${one.tag}, and still has it.`
	};
};
/** What removals that did not come to their end left: tags at a mark, and the mark's second tag. */
const endRemovals = async (to, listed) => {
	if (to.kind === "layout") return;
	for (const mark of listed.filter(({ tag }) => isLeavingTag(tag))) {
		const left = listed.filter(({ tag, digest }) => leavingTag(tag) === mark.tag && digest === mark.digest);
		for (const one of left) await removeAlone(to, one);
		if (!(await Promise.all(left.map(({ tag }) => to.resolve(tag)))).includes(mark.digest)) await removeMark(to, mark);
	}
};
/**
* Removes tags and no other: `all` is what the repository has. What another tag or an index names
* keeps its manifest; else that goes with its last tag. Each is asked for again afterwards.
*/
const removeTags = async (to, tags, all) => {
	if (tags.length === 0) {
		await endRemovals(to, all);
		return {
			removed: [],
			refused: []
		};
	}
	if (all.some(({ tag }) => tag === "dl-env-last-look")) await forgetLook(to);
	const going = new Set(tags.map(({ tag }) => tag));
	const staying = (await listedNow(to, all)).filter(({ tag }) => !going.has(tag));
	const removed = [];
	const refused = [];
	const last = tags.filter(({ tag }) => isLeavingTag(tag));
	for (const one of [...tags.filter(({ tag }) => !isLeavingTag(tag)), ...last]) {
		const names = staying.filter(({ digest, manifests = [] }) => digest === one.digest || manifests.includes(one.digest)).map(({ tag }) => tag);
		const removal = await removeOne(to, one, names);
		if (removal.kind === "refused") refused.push({
			tag: one.tag,
			message: removal.message
		});
		else removed.push(one.tag);
	}
	await endRemovals(to, staying);
	return {
		removed,
		refused
	};
};
export { readContents as n, removeTags as t };
