import { f as isIndex, n as artifactBlob, p as unlessDamaged } from "./artifact.js";
import { n as digestOf } from "./digest.js";
import { o as parseManifest } from "./manifest.js";
// src/registry/leavingTags.ts
/** Type of a mark: what a tag names for a moment before it goes. */
const LEAVING_TYPE = "application/vnd.dl-env.leaving.v1+json";
/**
* The second tag of a mark, which is written first: a list of tags has names alone, and says by it
* that a removal may not have come to its end.
*/
const leavingTag = (tag) => `dl-env-leaving-${digestOf(Buffer.from(tag)).slice(7).slice(0, 16)}`;
/** Whether a tag is the second one of a mark. */
const isLeavingTag = (tag) => /^dl-env-leaving-[0-9a-f]{16}$/.test(tag);
/** Whether a manifest is a mark: whatever tag names it is to go. */
const isLeaving = (manifest) => artifactBlob(manifest, LEAVING_TYPE) !== void 0;
/** Whether a digest is that of a mark. One request. */
const isMark = async (to, digest) => {
	const read = async () => {
		const stored = await to.manifest(digest);
		return stored !== void 0 && !isIndex(stored) && isLeaving(parseManifest(stored, to.name));
	};
	return await unlessDamaged(read()) === true;
};
/**
* The listed tags that name something: one at a mark is as good as gone. Two requests for each
* removal that did not come to its end, else none.
*/
const withoutLeaving = async (to, tags) => {
	const marks = new Set(tags.filter(isLeavingTag));
	if (marks.size === 0) return tags;
	const leaving = await Promise.all(tags.filter((tag) => marks.has(leavingTag(tag))).map(async (tag) => {
		const [named, mark] = await Promise.all([to.resolve(tag), to.resolve(leavingTag(tag))]);
		return named === void 0 || named === mark ? [tag] : [];
	}));
	const gone = new Set(leaving.flat());
	return tags.filter((tag) => !gone.has(tag));
};
export { leavingTag as a, isMark as i, isLeaving as n, withoutLeaving as o, isLeavingTag as r, LEAVING_TYPE as t };
