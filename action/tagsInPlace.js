import { t as DAY } from "./units.js";
import { s as pLimit } from "./networkFault.js";
import { t as DlEnvError } from "./error.js";
import { i as readJournal, r as journalTags } from "./promotionJournal.js";
// src/publish/sampledTags.ts
const SIDE_BY_SIDE$1 = 16;
/** Tags that are asked for each time, and others that have their day. */
const ALWAYS = 4;
const DAILY = 4;
/** `latest`, then short tags, which most people pull, then long ones, then immutable ones. */
const byReach = (a, b) => {
	const rank = ({ kind }) => [
		"latest",
		"rolling",
		"immutable"
	].indexOf(kind);
	return rank(a) - rank(b) || a.tag.length - b.tag.length || (a.tag < b.tag ? -1 : 1);
};
/** The tags of a sample. Pure. */
const sampleOf = (claims, sample, now) => {
	const sorted = claims.toSorted(byReach);
	const always = sorted.slice(0, ALWAYS);
	const others = sorted.slice(ALWAYS);
	const from = Math.floor(now / DAY) * DAILY;
	const daily = Array.from({ length: Math.min(DAILY, others.length) }, (_, at) => others[(from + at) % others.length]).filter((claim) => claim !== void 0);
	return sample === "all" ? [...always, ...daily] : [...always.slice(0, 1), ...daily.slice(0, 1)];
};
/** The tags of a sample that people have moved since, by a HEAD each. */
const strayTags = async ({ to, sys }, claims, sample) => {
	const limit = pLimit(SIDE_BY_SIDE$1);
	return (await Promise.all(sampleOf(claims, sample, sys.clock.now()).map((claim) => limit(async () => ({
		claim,
		named: await to.resolve(claim.tag)
	}))))).filter(({ claim, named }) => named !== claim.digest);
};
// src/publish/tagsInPlace.ts
/** A promotion that ended is believed for so long, since people may move tags by hand. */
const BELIEVED = 7 * DAY;
/** At most so many journals are read: a promotion of all cells is in one. */
const MOST_JOURNALS = 3;
const SIDE_BY_SIDE = 16;
const NONE = /* @__PURE__ */ new Map();
/**
* What promotions that ended left behind: for each listed tag what the newest of the last `count`
* journals says, two requests a journal. None where a promotion has not ended, or its journal is
* not readable.
*/
const keptClaims = async (to, { clock }, { listed, count }) => {
	const journals = journalTags(listed);
	if (to.kind !== "registry" || journals.some(({ done }) => !done)) return [];
	const recent = journals.filter(({ at }) => at > clock.now() - BELIEVED).slice(-count);
	try {
		const known = (await Promise.all(recent.map(({ name }) => readJournal(to, name)))).flat().filter(({ tag }) => listed.has(tag));
		return [...new Map(known.map((claim) => [claim.tag, claim])).values()];
	} catch (error) {
		if (!(error instanceof DlEnvError) || error.code !== "registry-nonsense") throw error;
		return [];
	}
};
/**
* What the tags of a registry name by the journals of the last promotions that ended, where asking
* would be one request a tag. Eight are asked for all the same: where one names something else,
* no journal is believed. None of a tag that is not listed (any more).
*/
const journaledTags = async (to, sys, listed) => {
	if (listed === void 0) return NONE;
	const claims = await keptClaims(to, sys, {
		listed,
		count: MOST_JOURNALS
	});
	if ((await strayTags({
		to,
		sys
	}, claims, "all")).length > 0) return NONE;
	return new Map(claims.map(({ tag, digest }) => [tag, digest]));
};
/**
* The promotions of which every tag names the image already, so that nothing of it is read: by the
* journals, else by a HEAD of each tag, which only cells are asked for whose tags are all listed.
*/
const inPlace = async ({ resolve }, promotions, { journaled, listed }) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const isInPlace = async ({ digest, immutable, rolling }) => {
		const tags = [immutable, ...rolling];
		if (tags.every((tag) => journaled.get(tag) === digest)) return true;
		if (listed === void 0 || !tags.every((tag) => listed.has(tag))) return false;
		return (await Promise.all(tags.map((tag) => limit(() => resolve(tag))))).every((one) => one === digest);
	};
	const found = await Promise.all(promotions.map(async (promotion) => await isInPlace(promotion) ? [promotion] : []));
	return new Set(found.flat());
};
export { strayTags as i, journaledTags as n, keptClaims as r, inPlace as t };
