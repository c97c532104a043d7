import { r as unreachable, t as DlEnvError } from "./error.js";
import { c as int, f as object, h as string, r as array } from "./schemas.js";
import { c as datetime } from "./lockfile.js";
import { a as answerDeadline, i as LIMITS, n as readBounded } from "./boundedBody.js";
import { r as readJson } from "./digest.js";
import { s as isLocal, u as baseRepositories } from "./session.js";
import { r as isNetworkFault } from "./networkFault.js";
import { t as isLayout } from "./layout.js";
import { i as hostBudget, r as budgeted } from "./openRepository.js";
import { a as readManifest } from "./publishedImage.js";
import { i as writeLook, n as forgetLook, r as readLook } from "./lastLook.js";
import { r as journalTags } from "./promotionJournal.js";
import { n as unfinishedClaims, r as orderReader } from "./settleTags.js";
// src/publish/unfinishedMoves.ts
/**
* The tags that promotions of a destination began to move and did not, although they still could:
* `dl-env promote` does. `listed` are its tags. Costs no request where every promotion came to its
* end.
*/
const unfinishedMoves = async ({ sys, to }, listed) => {
	const open = journalTags(listed).filter(({ done }) => !done);
	if (isLayout(to) || open.length === 0) return [];
	return unfinishedClaims({
		to,
		orderOf: orderReader(to, []),
		manifestOf: (digest) => readManifest(to, digest),
		ties: "stay"
	}, sys, listed);
};
// src/commands/watch/watchReport.ts
/** Of a cell whose immutable tag is there: whether a promotion left another of its tags behind. */
const isUnfinished = ({ cell, state, tags }, imageTags, behind) => state === "linked" && (behind.has(cell) || imageTags !== void 0 && tags.some((tag) => !imageTags.has(tag)));
/**
* Cells with something to make or tags that are behind, cells that lost their base, and cells that
* could not be queried about. `behind` are cells of promotions that did not end. Pure.
*/
const watchedCells = (plan, imageTags, behind) => {
	const unfinished = plan.cells.filter((cell) => isUnfinished(cell, imageTags, behind));
	const images = [...imageTags ?? []];
	const hasImage = (cell) => images.some((tag) => tag.startsWith(`${cell}-r`));
	return {
		unfinished: unfinished.map(({ cell }) => cell),
		changed: plan.cells.filter((cell) => unfinished.includes(cell) || cell.verdict === "accepted" && (cell.state === "missing" || cell.state === "layers")).map((cell) => cell.cell),
		gone: plan.cells.flatMap(({ cell, verdict, reasons }) => {
			const reason = reasons.find((one) => one.code === "no-base-image");
			return verdict === "rejected" && reason !== void 0 && hasImage(cell) ? [{
				cell,
				message: reason.message
			}] : [];
		}),
		unknown: plan.cells.flatMap((cell) => cell.verdict === "unknown" || cell.verdict === "accepted" && cell.state === "unknown" ? [{
			cell: cell.cell,
			message: cell.reasons[0]?.message ?? "Its base, the store or the destination could not be read."
		}] : [])
	};
};
// src/plan/seenBases.ts
/** Whether each of these bases that is on the page has the digest there that was seen. */
const agree = ({ tags }, digests) => tags.every(({ name, digest }) => {
	const seen = Object.hasOwn(digests, name) ? digests[name] : void 0;
	return seen === void 0 || digest === seen.indexDigest;
});
/**
* Whether a repository has the tags that it had, and its bases are what they were. Read are times
* and digests: a base that is not on the page was pushed before the oldest push on it, and that
* must be one that was seen; as many tags as before, none of them new, are the same tags. Pure.
*/
const isUnchanged = ({ tags, count, newest, digests }, page) => {
	const known = new Set(tags);
	const oldest = page.tags.at(-1)?.at ?? Infinity;
	const since = page.tags.filter(({ at }) => at > newest);
	return page.count === count && (page.isWhole || oldest <= newest) && since.every(({ name }) => known.has(name)) && agree(page, digests);
};
/**
* What is kept of a repository; undefined where its page and its registry do not say the same, so
* that the next page would say nothing of it. `page` was read before `list` and `digests`. Pure.
*/
const seenRepository = (page, list, digests) => {
	const [newest] = page.tags;
	if (newest === void 0 || list.mirror !== void 0) return void 0;
	if (!agree(page, digests) || !page.tags.every(({ name }) => list.tags.has(name))) return void 0;
	return {
		tags: [...list.tags],
		count: page.count,
		newest: newest.at,
		digests
	};
};
/** The bases that were seen, for a plan: their registry said today that they are the same. */
const currentBases = (seen, today) => ({
	isCurrent: true,
	cells: [],
	lists: new Map(Object.entries(seen).map(([name, { tags }]) => [name, {
		tags: new Set(tags),
		asOf: today
	}])),
	digests: new Map(Object.entries(seen).flatMap(([name, { digests }]) => Object.entries(digests).map(([tag, found]) => [`${name}:${tag}`, found])))
});
// src/registry/pushedTags.ts
/** Milliseconds until the page must begin to come: what it says can be asked for otherwise. */
const PATIENCE = 1e4;
/** Docker Hub's list of tags; docs.docker.com/reference/api/hub, "List repository tags". */
const Page = object({
	count: int().nonnegative(),
	next: string().nullish(),
	results: array(object({
		name: string().min(1),
		digest: string().regex(/^sha256:[0-9a-f]{64}$/).nullish(),
		tag_last_pushed: datetime()
	})).min(1)
});
const odd = (address, why) => unreachable({
	code: "registry-nonsense",
	message: `${new URL(address).host} answered with ${why}.`,
	hint: `Look at the answer: curl -sS '${address}'`
});
/**
* The page in these bytes. Rejects one that is not in the order of its times: what is not on it
* would then not be older.
*/
const decode = (bytes, address) => {
	const decoded = Page.safeParse(readJson(bytes));
	if (!decoded.success) throw odd(address, "something that is not a list of pushed tags");
	const { count, next, results } = decoded.data;
	const tags = results.map(({ name, digest, tag_last_pushed: at }) => ({
		name,
		digest: digest ?? void 0,
		at: Date.parse(at)
	}));
	if (tags.some(({ at }, index) => at > (tags[index - 1]?.at ?? Infinity))) throw odd(address, "tags that are not in the order of their pushes");
	const isWhole = next === void 0 || next === null;
	if (isWhole ? tags.length !== count : tags.length >= count) throw odd(address, "another number of tags than it says");
	return {
		tags,
		count,
		isWhole
	};
};
const bodyOf = async ({ clock }, { body }, what) => readBounded(body, {
	what,
	bytes: LIMITS.manifestBytes
}, answerDeadline(clock));
/** Whether it means that there is no page, whatever the reason. */
const isNoAnswer = (error) => error instanceof DlEnvError && error.exit === 3 || isNetworkFault(error);
/**
* The page of a repository's last pushes at an address; undefined where it does not come, or is not
* what it should be. One request, which has no login with it and is not made again: whoever wants
* to know can ask the registry itself.
*/
const readPushedPage = async (sys, address) => {
	const { http, clock, log } = sys;
	const traffic = {
		requests: 0,
		sent: 0,
		received: 0
	};
	const budget = hostBudget(clock, new URL(address).origin);
	try {
		const response = await budgeted({
			http,
			clock,
			traffic,
			budget
		}, {
			method: "GET",
			url: address,
			headers: { accept: "application/json" },
			timeout: PATIENCE
		});
		if (response.status === 200) return decode(await bodyOf(sys, response, `The list at ${address}`), address);
		await response.discard();
		throw odd(address, `status ${response.status}`);
	} catch (error) {
		if (!isNoAnswer(error)) throw error;
		log.debug(`Times of pushes are not known: ${error.message}`);
		return;
	}
};
// src/commands/lastLook.ts
/** Repository of bases -> the page of its last pushes, where there is one for each; else none. */
const pagesOf = ({ request, catalog, open }) => {
	const repositories = baseRepositories(request, catalog).filter((name) => !isLocal(name));
	const addresses = repositories.flatMap((name) => {
		const parts = name.split("/");
		const list = Object.hasOwn(catalog.pushLists, parts[0] ?? "") ? catalog.pushLists[parts[0] ?? ""] : void 0;
		if (list === void 0 || open(name).mirror !== void 0 || name === catalog.base) return [];
		return [[name, list.address.replace("{namespace}", parts.slice(1, -1).join("/")).replace("{name}", parts.at(-1) ?? "")]];
	});
	return new Map(addresses.length === repositories.length ? addresses : []);
};
const readPages = async ({ sys }, addresses) => {
	const pages = /* @__PURE__ */ new Map();
	for (const [name, address] of addresses) {
		const page = await readPushedPage(sys, address);
		if (page === void 0) return /* @__PURE__ */ new Map();
		pages.set(name, page);
	}
	return pages;
};
/** The last look; undefined where the destination tells of none, whatever the reason. */
const lookAt = async ({ to, sys }, now) => {
	try {
		return await readLook(to, now);
	} catch (error) {
		if (!(error instanceof DlEnvError) || error.exit !== 3) throw error;
		sys.log.debug(`What was seen last is not known: ${error.message}`);
		return;
	}
};
const stillHolds = ({ at, outside, published, bases }, pages, now) => {
	const isSame = [...pages].every(([name, page]) => {
		const seen = Object.hasOwn(bases, name) ? bases[name] : void 0;
		return seen !== void 0 && isUnchanged(seen, page);
	});
	if (pages.size === 0 || !isSame) return void 0;
	const today = new Date(now).toISOString().slice(0, 10);
	return {
		at,
		outside,
		published: new Set(published),
		bases: currentBases(bases, today)
	};
};
/** Whether it is the whole of a dl-env.yml that is looked at, and servers are asked. */
const isWhole = ({ to, options, assignment }) => to.kind === "registry" && options.offline !== true && options.cells === void 0 && assignment.kind === "request";
/**
* The last look at a destination and whether it still holds, in two requests: for the look, and for
* the page of last pushes. None where no registry of bases has such a page. `full`: what was seen
* is left aside. `keeps`: a new one is to be kept, for which the page is needed in any case.
*/
const openLook = async (session, { full, keeps }) => {
	const now = session.sys.clock.now();
	const addresses = isWhole(session) ? pagesOf(session) : /* @__PURE__ */ new Map();
	if (addresses.size === 0 || full && !keeps) return {
		now,
		pages: /* @__PURE__ */ new Map()
	};
	const look = full ? void 0 : await lookAt(session, now);
	if (look === void 0 && !keeps) return {
		now,
		pages: /* @__PURE__ */ new Map()
	};
	const pages = await readPages(session, addresses);
	const kept = look === void 0 ? void 0 : stillHolds(look, pages, now);
	return {
		now,
		pages,
		...kept === void 0 ? {} : { kept }
	};
};
/** Digests of the bases of accepted cells in one repository, by tag. */
const digestsIn = ({ plan }, repository) => Object.fromEntries(plan.cells.flatMap(({ base }) => {
	const at = base?.tag.lastIndexOf(":") ?? -1;
	return base?.digest === void 0 || base.platformDigest === void 0 || base.tag.slice(0, at) !== repository ? [] : [[base.tag.slice(at + 1), {
		indexDigest: base.digest,
		platformDigest: base.platformDigest
	}]];
}));
const seenBases = (planned, pages) => {
	const seen = [...pages].flatMap(([name, page]) => {
		const list = planned.lists.get(name);
		const found = list === void 0 ? void 0 : seenRepository(page, list, digestsIn(planned, name));
		return found === void 0 ? [] : [[name, found]];
	});
	return pages.size > 0 && seen.length === pages.size ? Object.fromEntries(seen) : void 0;
};
/** Whether nothing was to be done, and it was known of everything. */
const isQuiet = ({ changed, unknown, retention }, planned) => changed.length === 0 && unknown.length === 0 && planned.refused.length === 0 && (retention === void 0 || retention.cells.length === 0 && !retention.isToDo);
/** Tags of images by which a later night sees the same: of cells, and of those without a base. */
const publishedIn = ({ plan }, { gone }, tags) => [...plan.cells.flatMap((cell) => cell.tags), ...[...tags].filter((tag) => gone.some(({ cell }) => tag.startsWith(`${cell}-r`)))];
/** Whether a promotion has begun since these tags were listed, or one of them did not end. */
const isPromoting = (before, after) => {
	const known = new Set(journalTags(before).map(({ name }) => name));
	return journalTags(after).some(({ name, done }) => !done || !known.has(name));
};
/**
* Keeps what was seen when everything was looked at and nothing was to be done, so that the next
* night is two requests as long as it stays so. Nothing is kept where that could not be told, and
* it is taken back where a promotion began meanwhile. True when it was kept.
*/
const keepLook = async ({ to, sys }, planned, { opened, report }) => {
	const bases = seenBases(planned, opened.pages);
	const { imageTags: listed, isBelieved } = planned;
	if (bases === void 0 || listed === void 0 || isBelieved) return false;
	if (!isQuiet(report, planned) || isPromoting(listed, [...listed])) return false;
	const { at = opened.now } = opened.kept ?? {};
	const published = publishedIn(planned, report, listed);
	try {
		await writeLook(to, {
			at,
			published,
			outside: report.outside ?? [],
			bases
		});
		const isLate = isPromoting(listed, await to.tags());
		if (isLate) await forgetLook(to);
		return !isLate;
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		sys.log.info(`What was seen could not be kept in ${to.name}, so the next night asks for all of it: ` + error.message);
		return false;
	}
};
export { unfinishedMoves as i, openLook as n, watchedCells as r, keepLook as t };
