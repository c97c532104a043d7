import { t as compareVersions } from "./versions.js";
import { t as DAY } from "./units.js";
import { i as unfinishedMoves, n as openLook, r as watchedCells, t as keepLook } from "./lastLook2.js";
import { r as planCells } from "./pipeline.js";
import { n as openSession } from "./session.js";
import { i as isOlder, r as orderReader } from "./settleTags.js";
import { i as strayTags, r as keptClaims } from "./tagsInPlace.js";
import { t as outsideCells } from "./outsideCells.js";
// src/commands/watch/newReleases.ts
const TAG = /^(\d+\.\d+)\.(\d+)-([a-z0-9-]+)-(ubuntu[\d.]+)$/;
/** Whether the matrix has this minor already, as `12.8` or `12.8.1`. */
const isAsked = (request, minor) => request.matrix.cuda.some((written) => written === minor || written.startsWith(`${minor}.`));
const imageOf = (tag, flavors, ubuntus) => {
	const [, minor, patch, flavor, ubuntu] = TAG.exec(tag) ?? [];
	if (minor === void 0 || patch === void 0 || flavor === void 0 || ubuntu === void 0) return [];
	return flavors.includes(flavor) && ubuntus.has(ubuntu) ? [{
		minor,
		version: `${minor}.${patch}`,
		tag
	}] : [];
};
const releaseOf = (minor, images) => {
	const version = images.map((image) => image.version).sort(compareVersions).at(-1) ?? minor;
	return {
		minor,
		version,
		tags: images.filter((image) => image.version === version).map(({ tag }) => tag).sort()
	};
};
/**
* Minors in the registry's tag list that are newer than every CUDA of the matrix and have an image
* for one of its Ubuntu releases in one of its flavors, oldest first. Older minors that were left
* out are a choice, not news.
*/
const newReleases = (tags, catalog, request) => {
	const { ubuntu, flavor, cuda } = request.matrix;
	const ubuntus = new Set(ubuntu.map((name) => catalog.ubuntu.find((release) => release.name === name)?.tag ?? name));
	const newest = [...cuda].sort(compareVersions).at(-1) ?? "0";
	const images = [...tags].flatMap((tag) => imageOf(tag, flavor, ubuntus)).filter(({ minor }) => !isAsked(request, minor) && compareVersions(minor, newest) > 0);
	return [...Map.groupBy(images, ({ minor }) => minor)].sort(([a], [b]) => compareVersions(a, b)).map(([minor, these]) => releaseOf(minor, these));
};
// src/commands/watch/quietSchedule.ts
/**
* GitHub switches schedules off after 60 days without activity in public repositories; github/docs,
* "Disabling and enabling a workflow".
*/
const QUIET_LIMIT = 60;
const QUIET_WARNING = 45;
/** A sentence when the schedule is about to be switched off, else undefined. */
const quietWarning = (lastPush, now) => {
	const days = Math.floor((now - Date.parse(lastPush)) / DAY);
	if (!(days >= QUIET_WARNING)) return void 0;
	return days >= QUIET_LIMIT ? `The last push was ${days} days ago. In public repositories GitHub has switched this schedule off or is about to: commit something, or run it by hand.` : `The last push was ${days} days ago. In public repositories GitHub switches this schedule off in ${QUIET_LIMIT - days} days: commit something before then.`;
};
// src/publish/movedByHand.ts
/**
* Tags that people moved to something older than the last promotion left there, of two that are
* asked for: a night in which nothing changed is to cost next to nothing. `dl-env promote` asks for
* more, and moves them. `listed` are the destination's tags.
*/
const movedByHand = async ({ sys, to }, listed) => {
	const claims = await keptClaims(to, sys, {
		listed,
		count: 1
	});
	const orders = orderReader(to, claims);
	return (await Promise.all((await strayTags({
		to,
		sys
	}, claims, "few")).map(async ({ claim, named }) => {
		return named === void 0 || claim.kind !== "immutable" && isOlder(await orders(named), claim.order) ? [claim] : [];
	}))).flat();
};
// src/commands/watchCommand.ts
const NVIDIA = /(^|\/)nvidia\/cuda$/;
/** The bases' repository in which new releases appear, with its tags. */
const basesOf = ({ lists }) => {
	const [repository = "", list] = [...lists].find(([name]) => NVIDIA.test(name)) ?? [];
	const tags = list?.tags ?? /* @__PURE__ */ new Set();
	return {
		repository,
		tags,
		complete: tags.size > 0 && list?.mirror === void 0
	};
};
const OLD_APT = "apt-lock-old";
/** As it was seen last: nothing was behind, and no rule was to take a tag away. */
const besideKept = ({ request }, { outside }) => ({
	behind: /* @__PURE__ */ new Set(),
	outside,
	...request.untagAfterDays === void 0 ? {} : { retention: {
		cells: [],
		isToDo: false
	} }
});
const lookBeside = async (session, planned) => {
	const listed = planned.imageTags ?? /* @__PURE__ */ new Set();
	const moves = [...await unfinishedMoves(session, listed), ...await movedByHand(session, listed)];
	return {
		behind: new Set(moves.map(({ cell }) => cell)),
		...await outsideCells(session, planned)
	};
};
/** What moved, before anything is written. */
const look = async (session, planned, { kept, quiet }) => {
	const { plan, imageTags, isBelieved } = planned;
	const believed = isBelieved ? kept : void 0;
	const { behind, outside, retention } = await (believed === void 0 ? lookBeside(session, planned) : besideKept(session, believed));
	const inCatalog = session.catalog.cuda.map(({ version }) => version);
	const releases = newReleases(basesOf(planned).tags, session.catalog, session.request);
	return {
		...watchedCells(plan, imageTags, behind),
		releases: releases.map((release) => ({
			...release,
			known: inCatalog.some((version) => version.startsWith(`${release.minor}.`))
		})),
		apt: planned.aptNotices.filter(({ code }) => code === OLD_APT),
		...outside.length === 0 ? {} : { outside },
		...retention === void 0 ? {} : { retention },
		...quiet === void 0 ? {} : { quiet },
		...believed === void 0 ? {} : { lastLook: new Date(believed.at).toISOString() }
	};
};
/** The folder of the request's own catalog, or undefined. */
const catalogFolder = ({ request, folder }) => {
	const { catalog } = request;
	return catalog === void 0 || catalog.startsWith("/") ? catalog : `${folder}/${catalog.replace(/^\.\//, "")}`;
};
/** At most this many cells that could not be judged are problems of their own. */
const MOST_PROBLEMS = 5;
/** The cells whose verdict itself is unknown. */
const unjudged = ({ plan }, { unknown }) => {
	const judged = plan.cells.filter(({ verdict }) => verdict !== "unknown");
	return unknown.filter(({ cell }) => !judged.some((one) => one.cell === cell));
};
/**
* What moved outside since the last build: cells to build, new CUDA releases, bases that are gone.
* Exit 3 when something could not be queried, else 0. Where nothing is to be done, what was seen is
* kept in the destination, if the next night can tell by a page of last pushes that it is still so.
*/
const watch = async (sys, request) => {
	const { lastPush, writes = true, full = false, dryRun = false } = request;
	const session = await openSession(sys, request);
	const keeps = writes && !dryRun;
	const opened = await openLook(session, {
		full,
		keeps
	});
	const { bases, published } = opened.kept ?? {};
	const planned = await sys.log.group("Looking for changes", () => planCells(session, {
		takesStricter: true,
		sparesStore: true,
		bases,
		published
	}));
	const quiet = lastPush === void 0 ? void 0 : quietWarning(lastPush, sys.clock.now());
	const watched = await look(session, planned, {
		...opened,
		quiet
	});
	if (keeps) await keepLook(session, planned, {
		opened,
		report: watched
	});
	const catalog = catalogFolder(session);
	const isNoFault = !writes && planned.refused.length > 0;
	const unknown = isNoFault ? unjudged(planned, watched) : watched.unknown;
	return {
		kind: "watch",
		result: watched,
		source: {
			file: session.request.file,
			asked: session.request.matrix.cuda,
			...basesOf(planned),
			...catalog === void 0 ? {} : { catalogFolder: catalog }
		},
		refused: planned.refused,
		problems: [...isNoFault ? [] : planned.refused, ...unknown.slice(0, MOST_PROBLEMS).map(({ cell, message }) => ({
			code: "cells-unknown",
			message: `${cell} could not be judged: ${message}`
		}))],
		exit: unknown.length > 0 ? 3 : 0
	};
};
export { watch as t };
