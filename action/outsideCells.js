import { f as saysVersions, s as isLocal, u as baseRepositories } from "./session.js";
import { n as matrixCells } from "./pipeline.js";
import { n as outsideByName, t as outsideByImage } from "./outsideTags.js";
import { t as DAY } from "./units.js";
import { n as readContents, t as removeTags } from "./removeTags.js";
import { t as openMarks } from "./pruneMarks.js";
import { n as RETENTION_TAG } from "./tagKind.js";
// src/store/retention.ts
const digestsOf = async (to, outside) => {
	const tags = outside.flatMap((cell) => cell.tags);
	return (await Promise.all(tags.map(async (tag) => ({
		tag,
		digest: await to.resolve(tag)
	})))).flatMap(({ tag, digest }) => digest === void 0 ? [] : [{
		tag,
		digest
	}]);
};
const open = async ({ to, listed, outside }, { days, now }) => {
	const tags = await digestsOf(to, outside);
	const marks = await openMarks(to, {
		tag: RETENTION_TAG,
		now,
		isThere: listed.has(RETENTION_TAG)
	});
	return {
		marks,
		tags,
		cells: outside.map((cell) => {
			const since = tags.filter(({ tag }) => cell.tags.includes(tag)).map(marks.since);
			return {
				...cell,
				goes: (since.length === 0 ? now : Math.max(...since)) + days * DAY
			};
		})
	};
};
/**
* When the tags of the cells outside the matrix go. A registry does not say since when a cell is
* outside: a promotion notes it, and a cell whose tags moved or that was in a matrix meanwhile
* begins anew. Asks nothing where no cell is outside and none was.
*/
const readRetention = async (found, rule) => {
	if (found.outside.length === 0 && !found.listed.has("dl-env-retention")) return {
		cells: [],
		isToDo: false
	};
	const { marks, tags, cells } = await open(found, rule);
	return {
		cells,
		isToDo: !marks.has(tags) || cells.some(({ goes }) => goes <= rule.now)
	};
};
/**
* Removes the tags of cells that have been outside the matrix for long enough, also shorter ones
* that still name their images, and notes since when the others are. `cells` are the matrix's.
*/
const retireCells = async (found, rule, cells) => {
	const { to } = found;
	const { marks, tags, cells: retired } = await open(found, rule);
	const due = new Set(retired.filter(({ goes }) => goes <= rule.now).map(({ cell }) => cell));
	const contents = due.size === 0 ? [] : await readContents(to);
	const going = /* @__PURE__ */ new Set([...outsideByImage(contents, cells).flatMap((one) => due.has(one.cell) ? one.tags : []), ...contents.filter(({ leaving }) => leaving).map(({ tag }) => tag)]);
	const { removed, refused } = await removeTags(to, contents.filter(({ tag }) => going.has(tag)), contents);
	await marks.keep(tags.filter(({ tag }) => !removed.includes(tag)));
	return {
		cells: retired,
		removed,
		refused
	};
};
// src/commands/outsideCells.ts
/** The cells of the whole matrix; undefined where only a part of them is known. */
const wholeMatrix = ({ request, catalog, options, assignment }, { judged, lists }) => {
	const isWhole = options.cells === void 0 && assignment.kind === "request";
	const isListed = baseRepositories(request, catalog).every((name) => isLocal(name) || saysVersions(lists.get(name)));
	return isWhole && isListed ? new Set(judged.map(({ cell }) => cell.id)) : void 0;
};
/**
* Cells that have tags in the destination and are not in the matrix (any more), and when these go
* by the rule of dl-env.yml. None where that is not known: for a part of a matrix, or when a list
* that says what short versions mean was not read.
*/
const outsideCells = async (session, seen) => {
	const cells = wholeMatrix(session, seen);
	const { imageTags: listed } = seen;
	if (cells === void 0 || listed === void 0) return { outside: [] };
	const outside = outsideByName(listed, cells);
	const { untagAfterDays: days } = session.request;
	if (days === void 0) return { outside };
	const rule = {
		days,
		now: session.sys.clock.now()
	};
	return {
		outside,
		retention: await readRetention({
			to: session.to,
			listed,
			outside
		}, rule)
	};
};
/**
* Applies the rule for cells outside the matrix; undefined where dl-env.yml has none, or it is not
* known what short versions mean. A part of a matrix is not taken for the whole.
*/
const retireOutside = async (session, seen, { dryRun }) => {
	const { sys, to, request } = session;
	const { untagAfterDays: days } = request;
	const { imageTags: listed } = seen;
	if (days === void 0 || listed === void 0) return void 0;
	const known = wholeMatrix(session, seen);
	const asked = known === void 0 ? await matrixCells(session) : void 0;
	if (asked !== void 0 && asked.unlisted.length > 0) {
		sys.log.warn(`${asked.unlisted.join(", ")} could not be listed, so it is not known which cells are outside the matrix: retention.untagAfter waits for the next run.`);
		return;
	}
	const cells = known ?? new Set(asked?.cells.map(({ id }) => id));
	const found = {
		to,
		listed,
		outside: outsideByName(listed, cells)
	};
	const rule = {
		days,
		now: sys.clock.now()
	};
	const { cells: retired, isToDo } = await readRetention(found, rule);
	if (dryRun || !isToDo) return {
		cells: retired,
		removed: [],
		refused: []
	};
	return sys.log.group("Removing tags of cells outside the matrix", () => retireCells(found, rule, cells));
};
export { retireOutside as n, outsideCells as t };
