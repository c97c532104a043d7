import { n as immutableTag } from "./makePlan.js";
import { n as memoizedWork, t as memoized } from "./memoized.js";
import { r as decisionContext, t as judgeProofs } from "./smokeRequirement.js";
import { r as readLocalImage } from "./localImages.js";
import { c as identityLabels, r as LABEL_PREFIX } from "./labels.js";
import { c as imageAnnotations, t as isLayout } from "./layout.js";
import { i as isMark } from "./leavingTags.js";
import { m as ownTagsOf } from "./ensureWritable.js";
import { s as pLimit } from "./networkFault.js";
import { a as orderOf, i as isOlder, r as orderReader, t as settleTags } from "./settleTags.js";
import { i as isNotTried, n as failedError, t as failedCells } from "./failedCells.js";
import { n as readCellProofs } from "./proofs.js";
import { a as readManifest, i as readImage, n as isStandIn, r as keepStandInHere, t as imageFacts } from "./publishedImage.js";
import { n as forgetLook } from "./lastLook.js";
import { r as unreachable } from "./error.js";
import { t as checkReasons } from "./checkReport.js";
import { t as isStandInCell } from "./onStandIn.js";
import { a as writeJournal, r as journalTags } from "./promotionJournal.js";
import { t as inPlace } from "./tagsInPlace.js";
import { u as closureReader } from "./artifact.js";
import { n as bytes } from "./units.js";
// src/publish/imageIdentity.ts
/**
* The labels that the image of a planned cell has. The recipe's key is made of all of its labels,
* so a recipe says more than the plan alone.
*/
const expectedLabels = (cell, recipe) => ({
	...recipe?.config.labels,
	...identityLabels(cell)
});
/** Which label of an image is not as expected, as the end of a sentence; undefined when all are. */
const labelDifference = (labels, expected) => {
	const differing = Object.entries(expected).find(([name, value]) => labels[name] !== value);
	if (differing === void 0) return void 0;
	const [name, value] = differing;
	const there = labels[name];
	return `its label ${name} ${there === void 0 ? "is missing" : `is ${there}`}, where the plan has ${value}`;
};
/**
* The same of the recipe, which an immutable tag ends in: two recipes may have all labels alike.
*/
const recipeDifference = (recipe, immutable) => recipe === void 0 || immutable.endsWith(`-r${recipe}`) ? void 0 : `it was linked from the recipe ${recipe}, where the plan has ${immutable}`;
// src/publish/coverage.ts
const label = (image, name) => image.labels["io.github.dl-env." + name] ?? "";
const sameCudaAndPython = (a, b) => label(a, "cuda") !== "" && label(a, "cuda") === label(b, "cuda") && label(a, "python") === label(b, "python");
const baseOf = (image) => image.labels["org.opencontainers.image.base.digest"];
/**
* For the base and each layer of an image: the cells of the same CUDA and Python, among those
* proven on a GPU, that have the very same.
*/
const coverageOf = (image, proven) => {
	const alike = proven.filter((other) => sameCudaAndPython(image, other.image));
	const base = baseOf(image);
	const cells = (has) => alike.filter((other) => has(other.image)).map(({ cell }) => cell);
	return [{
		layer: "base",
		passedIn: base === void 0 ? [] : cells((other) => baseOf(other) === base)
	}, ...image.layers.map(({ digest, title }) => ({
		layer: title === "" ? digest : title,
		passedIn: cells((other) => other.layers.some((layer) => layer.digest === digest))
	}))];
};
// src/publish/currentTags.ts
const SIDE_BY_SIDE$3 = 8;
/**
* What the tags of these candidates name now. Each one is asked for by itself: a list of tags may
* be a part, or old, and a tag that it lacks would count as new.
*/
const currentTags = async ({ resolve, isAsked, isMark }, candidates, orderOf) => {
	const wanted = new Set(candidates.flatMap(({ immutable, rolling }) => [immutable, ...rolling]).filter(isAsked));
	const immutable = new Map(candidates.map((one) => [one.immutable, one.digest]));
	const isTaken = (tag, digest) => (immutable.get(tag) ?? digest) !== digest;
	const limit = pLimit(SIDE_BY_SIDE$3);
	const entries = await Promise.all([...wanted].map((tag) => limit(async () => {
		const digest = await resolve(tag);
		if (digest === void 0 || isTaken(tag, digest) && await isMark(digest)) return [];
		return [[tag, {
			digest,
			order: await orderOf(digest)
		}]];
	})));
	return new Map(entries.flat());
};
// src/publish/readPromotions.ts
const SIDE_BY_SIDE$2 = 8;
const wrongImage = ({ cell, digest }, why) => ({
	cell,
	code: "wrong-image",
	message: `${digest} is not the image of ${cell}: ${why}.`
});
const ranThese = ({ diffIds }, { layers }) => diffIds === void 0 || diffIds.length === layers.length && layers.every(({ diffId }, index) => diffId === diffIds[index]);
/**
* Compared with the plan before anything is judged: checks of an image as another cell's would be
* stored beside it.
*/
const readOne = async (to, promotion, { own, trustsTags }) => {
	const { cell, digest, labels, requirement, context } = promotion;
	const local = await promotion.local?.();
	const image = local === void 0 ? await readImage(to, digest) : imageFacts(local, to.name);
	const difference = labelDifference(image.labels, labels) ?? recipeDifference(image.recipe, promotion.immutable);
	if (difference !== void 0) return { kept: wrongImage(promotion, difference) };
	const ofImage = (reports) => reports.filter((report) => ranThese(report, image));
	const isEnough = (reports) => judgeProofs(ofImage(reports), requirement, context).ok;
	const [reports, checks] = await Promise.all([readCellProofs(to, promotion, {
		own,
		isEnough,
		trustsTags,
		known: local?.reports
	}), local?.checks ?? promotion.checks()]);
	if (checks.cell !== cell || checks.digest !== digest) return { kept: wrongImage(promotion, `what was checked is ${checks.cell}, ${checks.digest}`) };
	return { read: {
		promotion,
		image,
		reports: ofImage(reports),
		checks,
		reportTags: trustsTags ? await own(digest) : []
	} };
};
/**
* What is to be judged, read from the repository. An image that cannot be read, or that is not the
* cell's, is kept and leaves the others going; when none can be read, that is an error.
*/
const readPromotions = async (to, promotions, access) => {
	const limit = pLimit(SIDE_BY_SIDE$2);
	const results = await Promise.allSettled(promotions.map((promotion) => limit(() => readOne(to, promotion, access))));
	const answered = results.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
	const failed = results.flatMap((result, at) => result.status === "fulfilled" ? [] : failedCells([promotions[at]?.cell ?? ""], result.reason));
	const error = answered.length === 0 ? failedError(failed) : void 0;
	if (error !== void 0) throw error;
	const unread = failed.map(({ cell, problem: { code, message } }) => ({
		cell,
		code: isNotTried(code) ? "not-tried" : "not-read",
		message: isNotTried(code) ? message : `${cell} could not be read: ${message}`
	}));
	return {
		read: answered.flatMap((one) => "read" in one ? [one.read] : []),
		kept: [...unread, ...answered.flatMap((one) => "kept" in one ? [one.kept] : [])]
	};
};
// src/publish/laterReports.ts
const SIDE_BY_SIDE$1 = 8;
/**
* The tags of reports as they are now; undefined where that is not known. A list is of now when it
* has what was written a moment ago, and is of one time when one answer has all of it.
*/
const tagsNow = async (to, written) => {
	const tags = await to.tagsAtOnce?.();
	return tags?.includes(written) === true ? ownTagsOf({ tags: async () => tags }) : void 0;
};
/** A destination whose lists of what is bound to a digest stay as they were first read. */
const rememberingLists = (to) => ({
	...to,
	referrers: memoizedWork(async (digest) => to.referrers?.(digest))
});
/** Whether the registry lists something by itself that it did not list before. */
const listsNew = async (to, digest, before) => {
	const listed = await before.referrers?.(digest);
	return ((listed === void 0 ? void 0 : await to.referrers?.(digest)) ?? []).some((entry) => listed?.every((other) => other.digest !== entry.digest));
};
const hasNewTag = async ({ promotion, reportTags }, now) => {
	return (await now(promotion.digest)).some((tag) => !reportTags.includes(tag));
};
/**
* The second look at the reports of images that are about to get tags, once `written`, a tag of
* this promotion, is in the registry: those that have a new one are read again, and all of them
* with the indexes of their reports where a list of tags may be late. Undefined when there is
* nothing new. One request for all of them, where the list can be trusted; one more for each where
* the registry lists reports by itself.
*/
const withLaterReports = async (to, read, { written, moving, before }) => {
	const now = await tagsNow(to, written);
	const limit = pLimit(SIDE_BY_SIDE$1);
	const isChanged = async (one) => now === void 0 || await hasNewTag(one, now) || listsNew(to, one.promotion.digest, before);
	const changed = (await Promise.all(read.filter(({ promotion }) => moving.has(promotion.digest)).map((one) => limit(async () => await isChanged(one) ? [one] : [])))).flat();
	if (changed.length === 0) return void 0;
	const access = {
		own: now ?? ownTagsOf(to),
		trustsTags: false
	};
	const again = await readPromotions(to, changed.map(({ promotion }) => promotion), access);
	return {
		read: [...read.filter((one) => !changed.includes(one)), ...again.read],
		kept: again.kept
	};
};
// src/publish/tagMoves.ts
const LATEST = "latest";
const whyKept = (candidate, local) => {
	const { cell, reports, requirement, context } = candidate;
	if (candidate.standIn && !local) return {
		cell,
		code: "stand-in",
		message: `${cell} is based on a stand-in for nvidia/cuda, which must stay on this machine.`
	};
	if (reports.length === 0) return {
		cell,
		code: "not-tested",
		message: `${cell} was not tested: no report is attached to ${candidate.digest}. Test it: dl-env smoke --cells ${cell}`
	};
	const wrong = checkReasons(candidate.checks);
	if (wrong.length > 0) return {
		cell,
		code: "check-failed",
		message: `${cell} failed its static checks. ${wrong.join(" ")}`
	};
	const decision = judgeProofs(reports, requirement, context);
	return decision.ok ? void 0 : {
		cell,
		code: "not-proven",
		message: `${cell} does not meet smoke.require: ${requirement}. ${decision.reasons.join(" ")}`
	};
};
/** How the image that a tag does not move to is called: not by the tag once more. */
const imageOf = (cell, tag) => tag === cell ? "the one tested now" : `that of ${cell}`;
/** What stands in the way of a rolling tag's move to an image; undefined when nothing does. */
const whyStays = ({ cell, order }, { tag, there, ties }) => {
	if (there?.order === void 0 || isOlder(there.order, order)) return void 0;
	if (isOlder(order, there.order)) return {
		cell,
		tag,
		code: "newer-there",
		message: `${tag} stays with ${there.digest}, an image newer than ${imageOf(cell, tag)}.`
	};
	return ties === "move" ? void 0 : {
		cell,
		tag,
		code: "equal-there",
		message: `${tag} stays with ${there.digest}, an image neither older nor newer than ${imageOf(cell, tag)}. To move it all the same: dl-env promote --replace-equal` + (isStandInCell(cell) ? " --stand-in" : "")
	};
};
const moveOf = (candidate, { tag, kind }, there) => ({
	tag,
	kind,
	cell: candidate.cell,
	digest: candidate.digest,
	...candidate.set === void 0 ? {} : { set: candidate.set },
	...candidate.order === void 0 ? {} : { order: candidate.order },
	...there === void 0 ? {} : { from: there.digest }
});
/** Newest first; without an order label, last. */
const newestFirst = (a, b) => (a.order ?? "") < (b.order ?? "") ? 1 : (a.order ?? "") > (b.order ?? "") ? -1 : 0;
/** Why an immutable tag that names another image stays; undefined when it is free. */
const whyTaken = ({ cell, tag }, there) => there === void 0 ? void 0 : {
	cell,
	code: "tag-taken",
	message: `${tag} points to another image (${there.digest}), and it never moves.`
};
const immutableMoves = (candidates, current) => {
	const moves = [];
	const kept = [];
	const free = [];
	for (const candidate of candidates) {
		const { cell, digest, immutable: tag } = candidate;
		const there = current.get(tag);
		const taken = there?.digest === digest ? void 0 : whyTaken({
			cell,
			tag
		}, there);
		if (taken !== void 0) {
			kept.push(taken);
			continue;
		}
		free.push(candidate);
		if (there === void 0) moves.push(moveOf(candidate, {
			tag,
			kind: "immutable"
		}, void 0));
	}
	return {
		moves,
		kept,
		free
	};
};
const rollingMoves = (candidates, current, ties) => {
	const moves = [];
	const kept = [];
	const decided = /* @__PURE__ */ new Set();
	for (const candidate of [...candidates].sort(newestFirst)) for (const tag of candidate.rolling) {
		if (decided.has(tag)) continue;
		decided.add(tag);
		const there = current.get(tag);
		if (there?.digest === candidate.digest) continue;
		const stays = whyStays(candidate, {
			tag,
			there,
			ties
		});
		if (stays !== void 0) kept.push(stays);
		else moves.push(moveOf(candidate, {
			tag,
			kind: tag === LATEST ? "latest" : "rolling"
		}, there));
	}
	return {
		moves,
		kept
	};
};
/** The candidates whose tags may move: what a tag names now matters for these alone. Pure. */
const readyFor = (candidates, to) => candidates.filter((candidate) => whyKept(candidate, to.local) === void 0);
/**
* Which tags move, in which order, and what stays and why. Pure. `current` has what each tag names
* now; tags that are not in it are free.
*/
const planMoves = (candidates, current, { local, ties = "stay" }) => {
	const immutable = immutableMoves(readyFor(candidates, { local }), current);
	const rolling = rollingMoves(immutable.free, current, ties);
	return {
		moves: [
			...immutable.moves,
			...rolling.moves.filter(({ kind }) => kind === "rolling"),
			...rolling.moves.filter(({ kind }) => kind === "latest")
		],
		kept: [
			...candidates.flatMap((candidate) => whyKept(candidate, local) ?? []),
			...immutable.kept,
			...rolling.kept
		]
	};
};
// src/publish/moveTags.ts
const SIDE_BY_SIDE = 16;
/** Moves that are made side by side, one group after the other. */
const groupsOf = (moves) => {
	const rolling = moves.filter(({ kind }) => kind === "rolling");
	return [
		moves.filter(({ kind }) => kind === "immutable"),
		...Map.groupBy(rolling, ({ set }) => set).values(),
		moves.filter(({ kind }) => kind === "latest")
	];
};
/**
* One move: looks at what the tag names now, since others move tags too, and puts it unless that
* stands in the way. Undefined when the tag names the image already.
*/
const moveOne = async ({ look, put }, { to, orderOf, ties }, move) => {
	const { tag, kind, digest } = move;
	const named = await look(tag);
	if (named === digest) return void 0;
	const there = named === void 0 ? void 0 : {
		digest: named,
		order: await orderOf(named)
	};
	const kept = kind === "immutable" ? whyTaken(move, there) : whyStays(move, {
		tag,
		there,
		ties
	});
	const isLeaving = kept?.code === "tag-taken" && await isMark(to, named ?? digest);
	if (kept !== void 0 && !isLeaving) return { kept };
	await put(move);
	return { moved: move };
};
const names = (moves) => moves.length === 0 ? "none" : moves.map(({ tag }) => tag).join(", ");
/** The error for the move at which a promotion stopped. */
const stopped = (to, { at, moved, left }, error) => {
	const cause = error instanceof Error ? error.message : String(error);
	return unreachable({
		code: "promotion-stopped",
		message: `Promotion in ${to.name} stopped at ${at?.tag ?? "the end"}: ${cause} Moved: ${names(moved)}. Left where they were: ${names(left)}.`,
		hint: "Each moved tag points to a tested image. Once the cause is fixed, type it again; moved tags stay: dl-env promote"
	}, { cause: error });
};
/**
* Group after group: immutable tags, the rolling ones of each set, `latest`. What fails lets its
* group end, so that it is known what moved, and stops the others. A cell whose immutable tag is
* taken keeps its rolling ones.
*/
const moveGroups = async (access, context, moves) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const moved = [];
	const kept = [];
	const settled = /* @__PURE__ */ new Set();
	const taken = /* @__PURE__ */ new Set();
	for (const all of groupsOf(moves)) {
		const group = all.filter(({ cell }) => !taken.has(cell));
		const results = await Promise.allSettled(group.map((move) => limit(() => moveOne(access, context, move))));
		for (const [index, result] of results.entries()) {
			const move = group[index];
			if (move === void 0 || result.status === "rejected") continue;
			settled.add(move);
			const { value } = result;
			if (value === void 0) continue;
			if ("moved" in value) moved.push(value.moved);
			else kept.push(value.kept);
			if ("kept" in value && move.kind === "immutable") taken.add(move.cell);
		}
		const failed = results.findIndex(({ status }) => status === "rejected");
		const result = results[failed];
		if (result?.status === "rejected") {
			const left = moves.filter((move) => !settled.has(move));
			throw stopped(context.to, {
				at: group[failed],
				moved,
				left
			}, result.reason);
		}
	}
	return {
		moved,
		kept
	};
};
/**
* Moves tags: the same manifest bytes, PUT by tag. In a layout all of them at once, alone among all
* writers. In a registry, which knows no such thing, one by one, each looked at right before.
* Rejects with `promotion-stopped`.
*/
const moveTags = async (context, moves) => {
	const { to, manifestOf } = context;
	if (moves.length === 0) return {
		moved: [],
		kept: []
	};
	const put = async ({ tag, digest }) => {
		await to.putManifest(await manifestOf(digest), tag, imageAnnotations(tag));
	};
	if (!isLayout(to)) return moveGroups({
		look: (tag) => to.resolve(tag),
		put
	}, context, moves);
	let result = {
		moved: [],
		kept: []
	};
	await to.retag(async (named) => {
		result = await moveGroups({
			look: named,
			put: async () => void 0
		}, context, moves);
		return Promise.all(result.moved.map(async ({ tag, digest }) => ({
			tag,
			manifest: await manifestOf(digest),
			annotations: imageAnnotations(tag)
		})));
	});
	return result;
};
// src/publish/wholeImages.ts
const sentence = ({ digest, size, what }) => `the ${what} ${digest}${size === void 0 ? "" : ` (${bytes(size)})`}`;
const broken = (candidate, damage, to) => {
	const [first] = damage;
	const further = damage.length === 1 ? "" : ` and ${damage.length - 1} more`;
	return {
		cell: candidate.cell,
		code: "image-broken",
		message: `${candidate.cell} keeps its tags: in ${to.name} its image ${candidate.digest} lacks ${first === void 0 ? "nothing" : sentence(first)}${further}, or has it with another size. Make it again: dl-env build && dl-env smoke && dl-env promote`
	};
};
/**
* The moves to images of which every blob is there with its size: each digest is looked at once,
* and only below images that get a tag. A cell whose image is damaged is kept, and its tags go to
* the next candidate, if there is one.
*/
const planWholeMoves = async (to, { candidates, images, plan }) => {
	const reader = closureReader(to);
	const damaged = /* @__PURE__ */ new Map();
	for (;;) {
		const moves = plan(candidates.filter(({ digest }) => !damaged.has(digest)));
		const lacking = (await Promise.all([...new Set(moves.moves.map(({ digest }) => digest))].map(async (digest) => {
			const image = images.get(digest);
			return [digest, image === void 0 ? [] : await reader.damage(image.manifest)];
		}))).filter(([, damage]) => damage.length > 0);
		if (lacking.length === 0) return {
			...moves,
			kept: [...candidates.flatMap((candidate) => {
				const damage = damaged.get(candidate.digest);
				return damage === void 0 ? [] : [broken(candidate, damage, to)];
			}), ...moves.kept]
		};
		for (const [digest, damage] of lacking) damaged.set(digest, damage);
	}
};
// src/publish/promoteTags.ts
/** With `covered`, the other images of this promotion that passed on a GPU are what covers. */
const contextOf = ({ promotion, image }, covering) => {
	if (promotion.requirement !== "covered" || promotion.context.coverage !== void 0) return promotion.context;
	return {
		...promotion.context,
		coverage: coverageOf(image, covering.filter(({ cell }) => cell !== promotion.cell))
	};
};
const asCandidates = (read) => {
	const covering = read.filter(({ reports, promotion }) => judgeProofs(reports, "gpu", promotion.context).ok).map(({ promotion, image }) => ({
		cell: promotion.cell,
		image
	}));
	return read.map((one) => {
		const { promotion, image, reports, checks } = one;
		const { cell, digest, immutable, rolling, requirement } = promotion;
		return {
			cell,
			digest,
			immutable,
			rolling,
			requirement,
			reports,
			checks,
			order: orderOf(image),
			set: image.labels[`${LABEL_PREFIX}set`],
			standIn: isStandIn(image.labels),
			context: contextOf(one, covering)
		};
	});
};
/** What moved in the end: of two moves of one tag the last. */
const lastMoves = (moved, repaired) => [...new Map([...moved, ...repaired].map((move) => [move.tag, move])).values()];
/** Moves tags in a layout. */
const moveLocally = async (context, plan) => {
	const { moved, kept } = await moveTags(context, plan.moves);
	return {
		moved,
		kept: [...plan.kept, ...kept]
	};
};
/**
* Moves tags in a registry, where others may do the same: what is to move is written down before,
* and read back after. What an earlier promotion wrote down and did not end is finished.
*/
const moveInRegistry = async (context, plan, { sys, tags, listed, lookAgain }) => {
	const { to } = context;
	const { moves } = plan;
	if (moves.length === 0) {
		const before = listed ?? await to.tags();
		if (journalTags(before).every(({ done }) => done)) return {
			moved: [],
			kept: plan.kept
		};
		return {
			moved: await settleTags(context, {
				moves,
				tags,
				sys
			}, before),
			kept: plan.kept
		};
	}
	if (listed?.has("dl-env-last-look") !== false) await forgetLook(to);
	const journal = await writeJournal(to, sys, moves);
	await forgetLook(to);
	const standing = await lookAgain(plan, journal);
	const { moved, kept } = await moveTags(context, standing.moves);
	const repaired = await settleTags(context, {
		moves: moved,
		journal,
		tags,
		sys
	});
	return {
		moved: lastMoves(moved, repaired),
		kept: [...standing.kept, ...kept]
	};
};
/**
* The promotions that are read: those with a tag that does not name the image yet. With `covered`
* the others are what covers, so then all are.
*/
const toBeRead = async (to, promotions, { listed, journaled = /* @__PURE__ */ new Map() }) => {
	const settled = await inPlace(to, promotions, {
		journaled,
		listed
	});
	const open = promotions.filter((promotion) => !settled.has(promotion));
	return open.some(({ requirement }) => requirement === "covered") ? promotions : open;
};
/**
* Each tag is asked for once while a promotion is planned. One that is not listed is not asked for
* until right before it moves, when all are, whatever a list says.
*/
const planningAsks = async (to, { resolve, list, dryRun }) => {
	const asking = {
		resolve,
		isMark: (digest) => isMark(to, digest)
	};
	if (isLayout(to) || dryRun) return {
		...asking,
		isAsked: () => true
	};
	const listed = new Set(await list());
	return {
		...asking,
		isAsked: (tag) => listed.has(tag)
	};
};
/** Judges images by what their tags name now, which is asked for once. */
const judgeOf = (to, { current, ties }) => {
	return (read) => planWholeMoves(to, {
		candidates: asCandidates(read),
		images: new Map(read.map(({ image }) => [image.digest, image])),
		plan: (whole) => planMoves(whole, current, {
			local: to.local,
			ties
		})
	});
};
/** The moves of a plan that stand after a second look at the reports of its images. */
const secondLook = ({ to, before }, { read, kept: unread }, judge) => async (plan, written) => {
	const moving = new Set(plan.moves.map(({ digest }) => digest));
	const later = await withLaterReports(to, read, {
		written,
		moving,
		before
	});
	if (later === void 0) return plan;
	const { moves, kept } = await judge(later.read);
	return {
		moves: plan.moves.filter(({ tag, digest }) => moves.some((move) => move.tag === tag && move.digest === digest)),
		kept: [
			...unread,
			...later.kept,
			...kept
		]
	};
};
/**
* Moves tags to tested digests: immutable tags, then rolling ones, `latest` last. Everything is
* read and judged before the first tag moves. What lacks its proof stays (`kept` says why); rejects
* with `stand-in` before anything moves, with `promotion-stopped` when the repository refuses
* half-way.
*/
const promote = async (to, promotions, options) => {
	const { dryRun = false, ties = "stay" } = options;
	const resolve = memoizedWork((tag) => to.resolve(tag));
	const listOnce = memoizedWork((from) => from.tags());
	const list = () => listOnce(to);
	const open = await toBeRead({ resolve }, promotions, options);
	const before = rememberingLists(to);
	const { read, kept } = await readPromotions(before, open, {
		own: ownTagsOf({ tags: list }),
		trustsTags: !dryRun && !isLayout(to)
	});
	for (const { promotion, image } of read) keepStandInHere(image.labels, to, promotion.cell);
	const candidates = asCandidates(read);
	const orders = orderReader(to, candidates);
	const ready = readyFor(candidates, to);
	const asks = await planningAsks(to, {
		resolve,
		list,
		dryRun: dryRun || ready.length === 0
	});
	const current = await currentTags(asks, ready, orders);
	const judge = judgeOf(to, {
		current,
		ties
	});
	const judged = await judge(read);
	const plan = {
		...judged,
		kept: [...kept, ...judged.kept]
	};
	if (dryRun) return {
		...plan,
		done: false
	};
	const images = new Map(read.map(({ image }) => [image.digest, image.manifest]));
	const manifestOf = async (digest) => images.get(digest) ?? readManifest(to, digest);
	const context = {
		to,
		manifestOf,
		orderOf: orders,
		ties
	};
	const tags = new Set(promotions.flatMap(({ immutable, rolling }) => [immutable, ...rolling]));
	const lookAgain = secondLook({
		to,
		before
	}, {
		read,
		kept
	}, judge);
	const moving = {
		...options,
		tags,
		lookAgain
	};
	const result = isLayout(to) ? await moveLocally(context, plan) : await moveInRegistry(context, plan, moving);
	return {
		moves: result.moved,
		kept: result.kept,
		done: true
	};
};
// src/publish/promoteImages.ts
/** Loaded when the first image is inspected: of those that were linked here it is known. */
const lazyInspector = (facts, planned) => {
	const load = memoized(async (inputs) => {
		const { inspector } = await import("./inspector2.js");
		return inspector(facts, inputs);
	});
	return async (image) => (await load(planned))(image);
};
/**
* Moves tags to the images in which the checks find nothing and that have the proof they need:
* immutable ones, rolling ones, `latest`.
*/
const promoteImages = (facts, planned, { images, dryRun, ties = "stay", journaled = /* @__PURE__ */ new Map() }) => {
	const { sys, catalog, request, to } = facts;
	const inspect = lazyInspector(facts, planned);
	const promotions = images.map((image) => {
		const { cell, digest } = image;
		const found = planned.plan.cells.find((one) => one.cell === cell);
		const [immutable = "", ...rolling] = found?.tags ?? [];
		const now = planned.recipes.get(cell);
		const recipe = now !== void 0 && immutableTag(now) === immutable ? now : void 0;
		return {
			cell,
			digest,
			immutable,
			rolling,
			labels: expectedLabels(found ?? { cell }, recipe),
			requirement: request.smoke.require,
			context: decisionContext(catalog, planned, cell),
			checks: () => inspect(image),
			local: () => readLocalImage(facts, image)
		};
	});
	return promote(to, promotions, {
		sys,
		dryRun,
		ties,
		listed: planned.imageTags,
		journaled
	});
};
export { promoteImages };
