import { r as unreachable, t as DlEnvError } from "./error.js";
import { t as memoized } from "./memoized.js";
import { s as pLimit } from "./networkFault.js";
import { u as closureReader } from "./artifact.js";
import { c as imageAnnotations } from "./layout.js";
import { i as ORDER_LABEL } from "./labels.js";
import { r as readProofs } from "./proofs.js";
import { i as readImage } from "./publishedImage.js";
import { a as writeJournal, i as readJournal, n as closeJournal, r as journalTags, t as OVERLAP } from "./promotionJournal.js";
// src/publish/imageOrder.ts
const TIME = /^\d{4}-\d\d-\d\dT/;
/** The same time in one spelling, so that times sort as text; `other` for what is no time. */
const spelled = (time, other) => {
	const parsed = TIME.test(time) ? Date.parse(time) : NaN;
	return Number.isNaN(parsed) ? other : new Date(parsed).toISOString();
};
/**
* Where an image stands among those that want one rolling tag; sorts as text, larger is newer. By
* CUDA, Ubuntu, Python and the lock's time, which are on its label, then by the base, then by the
* date of its apt packages. A linked image was created when its base was; one whose base says no
* time is older than all that do. Undefined for what is not ours. Images that are older than a part
* of this order have all of it in their config.
*/
const orderOf = ({ labels, created }) => {
	const label = labels[ORDER_LABEL];
	if (label === void 0) return void 0;
	const parts = label.split(" ");
	const locked = parts.pop() ?? "";
	return [
		...parts,
		spelled(locked, locked),
		spelled(created ?? "", ""),
		labels["io.github.dl-env.apt"] ?? ""
	].join(" ");
};
/** Whether `order` is before `other`; what has no order is before all that have one. */
const isOlder = (order, other) => other !== void 0 && (order === void 0 || order < other);
// src/publish/imageOrders.ts
/** Reads the order of images, each once; those in `known` are not read. */
const orderReader = (to, known) => {
	const orders = /* @__PURE__ */ new Map();
	for (const { digest, order } of known) orders.set(digest, Promise.resolve(order));
	const read = async (digest) => {
		try {
			return orderOf(await readImage(to, digest));
		} catch (error) {
			if (error instanceof DlEnvError && error.code === "registry-nonsense") return void 0;
			throw error;
		}
	};
	return (digest) => {
		const order = orders.get(digest) ?? read(digest);
		orders.set(digest, order);
		return order;
	};
};
// src/publish/claims.ts
const SIDE_BY_SIDE$1 = 16;
/** For each tag the newest image that a promotion claimed it for; the first of equals. */
const newestClaims = (claims) => {
	const newest = /* @__PURE__ */ new Map();
	for (const claim of claims) {
		const other = newest.get(claim.tag);
		if (other === void 0 || isOlder(other.order, claim.order)) newest.set(claim.tag, claim);
	}
	return newest;
};
/** The claim of the immutable tag that comes before the rolling tags of a claim's cell. */
const immutableOf = (journals, { cell, digest }) => journals.flatMap(({ claims }) => claims).find((one) => one.kind === "immutable" && one.cell === cell && one.digest === digest);
/** The claims whose tag names nothing, or (but for immutable tags) something older. */
const claimsBehind = async ({ to, orderOf }, claims) => {
	const limit = pLimit(SIDE_BY_SIDE$1);
	return (await Promise.all([...claims].map((claim) => limit(async () => {
		const there = await to.resolve(claim.tag);
		if (there === void 0) return [claim];
		if (there === claim.digest || claim.kind === "immutable") return [];
		return isOlder(await orderOf(there), claim.order) ? [claim] : [];
	})))).flat();
};
/** Whether each check that failed has passed in a newer report; these are the newest first. */
const isMended = (reports) => {
	const passed = /* @__PURE__ */ new Set();
	for (const { results } of reports) {
		const checks = (wanted) => results.filter(({ outcome }) => outcome === wanted).map(({ library, check, device }) => `${library}/${check}/${device}`);
		if (!checks("fail").every((check) => passed.has(check))) return false;
		for (const check of checks("pass")) passed.add(check);
	}
	return true;
};
/**
* Whether tags may move to an image that another promotion judged: all of it is there, and no test
* of it failed that has not passed since.
*/
const stands = async ({ to, damageOf }, digest) => {
	if ((await damageOf(digest)).length > 0) return false;
	const reports = await readProofs(to, digest);
	return reports.length > 0 && isMended(reports);
};
/** Sorts what is behind into what can be fulfilled and what cannot. `own` images are not asked. */
const compareClaims = async (context, claims, { journals, own }) => {
	const { to } = context;
	const { damageOf } = closureReader(to);
	const behind = /* @__PURE__ */ new Map();
	const unfit = /* @__PURE__ */ new Set();
	for (const claim of await claimsBehind(context, claims)) {
		const immutable = claim.kind === "immutable" ? void 0 : immutableOf(journals, claim);
		const named = immutable === void 0 ? claim.digest : await to.resolve(immutable.tag);
		const isFit = (named === void 0 || named === claim.digest) && (own.has(claim.digest) || await stands({
			to,
			damageOf
		}, claim.digest));
		if (!isFit) unfit.add(claim.digest);
		else if (named === void 0 && immutable !== void 0) behind.set(immutable.tag, immutable);
		if (isFit) behind.set(claim.tag, claim);
	}
	return {
		behind: [...behind.values()],
		unfit
	};
};
// src/publish/settleTags.ts
/** Who wrote a journal that is older than this and not done is not at work any more. */
const AT_WORK = 6e5;
/** Each round ends with a tag nearer to its newest image; so many rounds are no race any more. */
const ROUNDS = 100;
/** So many rounds with the same tags behind are no race, but the fault of a registry. */
const SAME_ROUNDS = 6;
const SECOND = 1e3;
const SIDE_BY_SIDE = 16;
const isAbandoned = ({ done, at }, now) => !done && at < now - AT_WORK;
/**
* The journals that are read: those that are not done, and all that were written so shortly before
* them, or before now, that one may have overtaken the other.
*/
const journalsToRead = (all, now) => {
	const oldest = all.find(({ done }) => !done)?.at ?? now;
	const from = Math.min(oldest, now) - OVERLAP;
	return all.filter(({ at, done }) => !done || at >= from);
};
/** The tags that are looked after: one's own, and those of journals whose writer is gone. */
const lookedAfter = (journals, { moves, journal, tags, sys }) => {
	const others = journals.filter(({ name }) => name !== journal);
	const abandoned = others.filter((one) => isAbandoned(one, sys.clock.now()));
	return /* @__PURE__ */ new Set([
		...moves.map(({ tag }) => tag),
		...others.flatMap(({ claims }) => claims.map(({ tag }) => tag)).filter((tag) => tags.has(tag)),
		...abandoned.flatMap(({ claims }) => claims.map(({ tag }) => tag))
	]);
};
/** Reads the journals that matter now; each is read once, since none changes. */
const claimsReader = ({ to }, settling) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const read = memoized((name) => limit(() => readJournal(to, name)));
	return async (listed) => {
		const wanted = journalsToRead(journalTags(listed), settling.sys.clock.now());
		const journals = await Promise.all(wanted.map(async (tag) => ({
			...tag,
			claims: await read(tag.name)
		})));
		const tags = lookedAfter(journals, settling);
		return {
			journals,
			tags,
			claims: [...settling.moves, ...journals.flatMap((journal) => journal.claims)].filter(({ tag }) => tags.has(tag))
		};
	};
};
/** The newest claims that are behind and can be fulfilled; next to them come those of others. */
const behindNow = async (context, { journals, claims }, own) => {
	const unfit = /* @__PURE__ */ new Set();
	for (;;) {
		const fit = claims.filter(({ digest }) => !unfit.has(digest));
		const compared = await compareClaims(context, newestClaims(fit).values(), {
			journals,
			own
		});
		if (compared.unfit.size === 0) return compared.behind;
		for (const digest of compared.unfit) unfit.add(digest);
	}
};
/**
* The claims in a destination that are behind and could be fulfilled, however young their journal
* is; asks, and moves nothing. `listed` are its tags.
*/
const unfinishedClaims = async (context, sys, listed) => {
	const read = claimsReader(context, {
		moves: [],
		tags: { has: () => true },
		sys
	});
	return behindNow(context, await read(listed), /* @__PURE__ */ new Set());
};
const KINDS = [
	"immutable",
	"rolling",
	"latest"
];
const putClaims = async ({ to, manifestOf }, behind) => {
	const limit = pLimit(SIDE_BY_SIDE);
	for (const kind of KINDS) await Promise.all(behind.filter((claim) => claim.kind === kind).map(({ tag, digest }) => limit(async () => to.putManifest(await manifestOf(digest), tag, imageAnnotations(tag)))));
};
/** Marks the journals as done of which every tag was looked after and is where it belongs. */
const closeSettled = async ({ to }, { journals, tags }) => {
	const settled = journals.filter(({ done, claims }) => !done && claims.every(({ tag }) => tags.has(tag)));
	await Promise.all(settled.map(({ name }) => closeJournal(to, name)));
};
/**
* Reads back what each tag names after the last move, and compares it with what every promotion of
* these hours wrote down before it began: a tag that names something older than the newest of them
* moves to that, until none does. So whichever of several writers ends last leaves the newest
* image, and what one that was killed left behind is finished. Returns what moved.
*/
const settleTags = async (context, settling, listed) => {
	const { to } = context;
	const read = claimsReader(context, settling);
	const own = new Set(settling.moves.map(({ digest }) => digest));
	const repaired = [];
	let same = {
		behind: "",
		rounds: 0
	};
	let { journal } = settling;
	for (let round = 0; round < ROUNDS && same.rounds < SAME_ROUNDS; round += 1) {
		const claims = await read(round === 0 && listed !== void 0 ? listed : await to.tags());
		const behind = await behindNow(context, claims, own);
		if (behind.length === 0) {
			await closeSettled(context, claims);
			return repaired;
		}
		const now = behind.map(({ tag, digest }) => `${tag} ${digest}`).join("\n");
		same = {
			behind: now,
			rounds: now === same.behind ? same.rounds + 1 : 0
		};
		await settling.sys.clock.sleep(same.rounds * SECOND);
		journal ??= await writeJournal(to, settling.sys, behind);
		await putClaims(context, behind);
		repaired.push(...behind);
	}
	throw unreachable({
		code: "promotion-stopped",
		message: `${to.name} does not keep what its tags are to name: again and again ${repaired.at(-1)?.tag ?? "a tag"} named something older, or nothing, after it had moved.`,
		hint: "See who else writes to it, then type it again: dl-env promote"
	});
};
export { orderOf as a, isOlder as i, unfinishedClaims as n, orderReader as r, settleTags as t };
