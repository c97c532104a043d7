import { r as unreachable } from "./error.js";
import { f as object, h as string, l as literal, n as _enum, r as array } from "./schemas.js";
import { r as readJson } from "./digest.js";
import { c as readSmall, n as jsonBytes, o as parseManifest } from "./manifest.js";
import { c as putTagged } from "./ensureWritable.js";
// src/publish/promotionJournal.ts
const JOURNAL_TYPE = "application/vnd.dl-env.promotion.v1+json";
/**
* So long before a promotion another one may have begun that is still at work, clocks that differ
* included; until then it must find what it did not see when it looked at its tags. Milliseconds.
*/
const OVERLAP = 216e5;
const NAME = /^(dl-env-promotion-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8})(-done)?$/;
const Text = string();
const Content = object({
	format: literal(1),
	moves: array(object({
		tag: Text,
		kind: _enum([
			"immutable",
			"rolling",
			"latest"
		]),
		cell: Text,
		digest: string().regex(/^sha256:[0-9a-f]{64}$/),
		order: Text.optional()
	}))
});
/** The journals among the tags of a destination, the oldest first. */
const journalTags = (tags) => {
	const found = /* @__PURE__ */ new Map();
	for (const tag of tags) {
		const [, name, year, month, day, hour, minute, second, done] = NAME.exec(tag) ?? [];
		if (name === void 0) continue;
		const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
		found.set(name, {
			name,
			at,
			done: done !== void 0 || found.get(name)?.done === true
		});
	}
	return [...found.values()].sort((a, b) => a.at - b.at);
};
const newName = ({ clock, env }) => {
	return `dl-env-promotion-${new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, "")}-${env.random(4)}`;
};
/**
* Writes down which tags are about to move, under a tag of its own that nobody else writes to.
* Returns its name.
*/
const writeJournal = async (to, sys, moves) => {
	const tag = newName(sys);
	const content = jsonBytes({
		format: 1,
		name: tag,
		moves: moves.map(({ tag: moved, kind, cell, digest, order }) => ({
			tag: moved,
			kind,
			cell,
			digest,
			...order === void 0 ? {} : { order }
		}))
	});
	await putTagged(to, {
		tag,
		type: JOURNAL_TYPE,
		content
	});
	return tag;
};
/** The claims in a journal. */
const readJournal = async (to, name) => {
	const stored = await to.manifest(name);
	if (stored === void 0) return [];
	const [blob] = parseManifest(stored, to.name).layers;
	const decoded = Content.safeParse(blob === void 0 ? void 0 : readJson(await readSmall(to, blob)));
	if (decoded.success) return decoded.data.moves;
	throw unreachable({
		code: "registry-nonsense",
		message: `${to.name} has a journal of a promotion, ${name}, that cannot be read.`,
		hint: `Remove it, then move what is behind: dl-env untag ${name} --yes && dl-env promote`
	});
};
/** Marks a journal as done, by a second tag: what is to be finished is seen by names alone. */
const closeJournal = async (to, name) => {
	const stored = await to.manifest(name);
	if (stored !== void 0) await to.putManifest(stored, `${name}-done`);
};
export { writeJournal as a, readJournal as i, closeJournal as n, journalTags as r, OVERLAP as t };
