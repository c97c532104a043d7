import { d as number, f as object, h as string, l as literal, p as record } from "./schemas.js";
import { p as unlessDamaged } from "./artifact.js";
import { r as readJson } from "./digest.js";
import { c as readSmall, n as jsonBytes, o as parseManifest } from "./manifest.js";
import { c as putTagged } from "./ensureWritable.js";
// src/store/pruneMarks.ts
const TYPE = "application/vnd.dl-env.prune.v1+json";
const Marks = object({
	format: literal(1),
	/** Tag -> its digest, and since when (ms since the epoch) nothing has needed it. */
	unneeded: record(string(), object({
		digest: string(),
		since: number()
	}))
});
const readNoted = async (repository, tag) => {
	const stored = await repository.manifest(tag);
	if (stored === void 0) return {};
	const [blob] = parseManifest(stored, repository.name).layers;
	if (blob === void 0) return {};
	return Marks.safeParse(readJson(await readSmall(repository, blob))).data?.unneeded ?? {};
};
/** What earlier runs noted under a tag; empty when there is no note that can be read. */
const readMarks = async (repository, tag) => await unlessDamaged(readNoted(repository, tag)) ?? {};
/** Opens the notes under a tag of a repository. */
const openMarks = async (repository, { tag: noteTag, now, isThere = true }) => {
	const marks = isThere ? await readMarks(repository, noteTag) : {};
	const since = ({ tag, digest }) => {
		const mark = marks[tag];
		return mark?.digest === digest ? Math.min(mark.since, now) : now;
	};
	return {
		since,
		has: (tags) => tags.length === Object.keys(marks).length && tags.every(({ tag, digest }) => marks[tag]?.digest === digest),
		keep: async (tags) => {
			const unneeded = Object.fromEntries(tags.map((one) => [one.tag, {
				digest: one.digest,
				since: since(one)
			}]));
			if (JSON.stringify(unneeded) === JSON.stringify(marks)) return;
			await putTagged(repository, {
				tag: noteTag,
				type: TYPE,
				content: jsonBytes({
					format: 1,
					unneeded
				})
			});
		}
	};
};
export { openMarks as t };
