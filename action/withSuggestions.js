import { a as minorOf, i as majorOf, r as isUnder, t as compareVersions } from "./versions.js";
import { i as cellId, n as isAdded, r as withNeeds, t as cellLibraries } from "./cellLibraries.js";
import { c as questioner, i as explain, s as questionOf, t as versionIn } from "./lock.js";
import { r as questionKey } from "./lockKey.js";
import { t as memoized } from "./memoized.js";
import { t as checkLock } from "./lockRules.js";
import { n as fullCuda } from "./cudaRelease.js";
import { m as matrixLine, n as namesInSet, s as condaHint } from "./ownPackages.js";
import { t as rangeChecker } from "./inRange.js";
import { a as releasesFor, o as requirementName, s as requirementRange } from "./libraryRelease.js";
import { r as count } from "./units.js";
import { t as closestOf } from "./closest.js";
import { t as fewNames } from "./fewNames.js";
// src/suggest/nearestIndex.ts
/** Every choice of axes as bits, those that change fewest axes first, then the cheapest. */
const choicesOf = (axes) => {
	const cost = (choice) => axes.reduce((sum, { price }, at) => sum + (choice >> at & 1) * (1e3 + price), 0);
	return Array.from({ length: 2 ** axes.length }, (_, choice) => choice).slice(1).sort((a, b) => cost(a) - cost(b));
};
/**
* Ranks of an axis in the order of their distance from one; of two equally far, the newer one is
* nearer.
*/
const outward = (count) => {
	const away = (from, to) => 2 * Math.abs(from - to) + (to < from ? 1 : 0);
	const all = Array.from({ length: count }, (_, rank) => rank);
	return all.map((from) => all.filter((to) => to !== from).sort((a, b) => away(from, a) - away(from, b)));
};
const numberingOf = (axes) => {
	const strides = [];
	let size = 1;
	for (const { ranks } of axes) {
		strides.push(size);
		size *= ranks.size + 1;
	}
	const partsOf = (cell) => axes.map(({ axis, ranks }, at) => ((ranks.get(cell[axis]) ?? -1) + 1) * (strides[at] ?? 0));
	return {
		strides,
		partsOf
	};
};
/** The first cell of each number, for every choice of axes that are left out. */
const indexOf = (cells, { strides, partsOf }) => {
	const index = /* @__PURE__ */ new Map();
	for (const cell of cells) {
		const parts = partsOf(cell);
		for (let choice = 0; choice < 2 ** strides.length; choice += 1) {
			let key = 0;
			for (let at = 0; at < parts.length; at += 1) if ((choice >> at & 1) === 0) key += parts[at] ?? 0;
			if (!index.has(key)) index.set(key, cell);
		}
	}
	return index;
};
/**
* Finds for a cell the one of `cells` that changes the fewest axes, then the cheapest, then the
* least on the dearest axis. Each choice of axes has its own index of the cells without them, so
* the cost does not grow with the number of cells. `axes` are sorted by price.
*/
const nearestAmong = (cells, axes) => {
	const numbering = numberingOf(axes);
	const index = indexOf(cells, numbering);
	const choices = choicesOf(axes);
	const orders = axes.map(({ ranks }) => outward(ranks.size));
	return (cell) => {
		const parts = numbering.partsOf(cell);
		const whole = parts.reduce((sum, part) => sum + part, 0);
		const without = (choice) => whole - parts.reduce((sum, part, at) => sum + (choice >> at & 1) * part, 0);
		const chosen = choices.find((choice) => index.has(without(choice)));
		if (chosen === void 0) return void 0;
		let key = without(chosen);
		for (let at = axes.length - 1; at >= 0; at -= 1) {
			if ((chosen >> at & 1) === 0) continue;
			const stride = numbering.strides[at] ?? 0;
			const order = orders[at]?.[(parts[at] ?? 0) / stride - 1] ?? [];
			key += ((order.find((rank) => index.has(key + (rank + 1) * stride)) ?? -1) + 1) * stride;
		}
		return index.get(key);
	};
};
// src/suggest/nearest.ts
/**
* The price of changing an axis decides ties among cells that change as many: the flavor is changed
* first, then Python, Ubuntu, CUDA, and the set last.
*/
const PRICES = {
	flavor: 1,
	python: 2,
	ubuntu: 4,
	cuda: 8,
	set: 16
};
const AXES$1 = Object.keys(PRICES);
const ranksOf = (cells, catalog) => {
	const rank = (values, compare) => new Map([...new Set(values)].sort(compare).map((value, index) => [value, index]));
	const listed = (names) => (a, b) => names.indexOf(a) - names.indexOf(b);
	return {
		flavor: rank(cells.map((cell) => cell.flavor), (a, b) => a < b ? -1 : 1),
		python: rank(cells.map((cell) => cell.python), compareVersions),
		ubuntu: rank(cells.map((cell) => cell.ubuntu), listed(catalog.ubuntu.map((release) => release.name))),
		cuda: rank(cells.map((cell) => cell.cuda), compareVersions),
		set: rank(cells.map((cell) => cell.set), listed([...catalog.sets.keys()]))
	};
};
const distance = (from, to, ranks) => {
	let changes = 0;
	const steps = [];
	for (const axis of AXES$1) {
		if (from[axis] === to[axis]) continue;
		changes += 100 + PRICES[axis];
		const [a, b] = [ranks[axis].get(from[axis]) ?? 0, ranks[axis].get(to[axis]) ?? 0];
		steps.unshift(2 * Math.abs(a - b) + (b < a ? 1 : 0));
	}
	return {
		changes,
		steps
	};
};
const isNearer = (a, b) => {
	if (a.changes !== b.changes) return a.changes < b.changes;
	const at = a.steps.findIndex((step, index) => step !== b.steps[index]);
	return at !== -1 && (a.steps[at] ?? 0) < (b.steps[at] ?? 0);
};
/**
* Cells in the order of their distance from one, the nearest first; `cells` are all that positions
* on axes are counted in.
*/
const nearestFirst = (cell, cells, catalog) => {
	const ranks = ranksOf([cell, ...cells], catalog);
	return cells.map((other) => ({
		other,
		away: distance(cell, other, ranks)
	})).sort((a, b) => isNearer(a.away, b.away) ? -1 : isNearer(b.away, a.away) ? 1 : 0).map(({ other }) => other);
};
const withNearestId$1 = (reason, nearest) => nearest === void 0 ? reason : {
	...reason,
	nearest: nearest.id
};
/**
* Fills `nearest` of every reason against a rejected cell with an accepted cell of the same list.
*/
const withNearest = (judged, catalog) => {
	const accepted = judged.flatMap(({ cell, verdict }) => verdict.kind === "accepted" ? [cell] : []);
	if (accepted.length === 0) return [...judged];
	const ranks = ranksOf(judged.map(({ cell }) => cell), catalog);
	const nearest = nearestAmong(accepted, AXES$1.map((axis) => ({
		axis,
		price: PRICES[axis],
		ranks: ranks[axis]
	})));
	return judged.map((entry) => {
		if (entry.verdict.kind !== "rejected") return entry;
		const near = nearest(entry.cell);
		const [first, ...more] = entry.verdict.reasons;
		return {
			cell: entry.cell,
			verdict: {
				...entry.verdict,
				reasons: [withNearestId$1(first, near), ...more.map((reason) => withNearestId$1(reason, near))]
			}
		};
	});
};
// src/suggest/catalogSearch.ts
/**
* Questions that are asked to find the nearest cell of one, for all cells of a plan together, of
* which each set has its share, and to try their hints.
*/
const FOR_ONE = 8;
const FOR_ALL$1 = 16;
const LEAST_SHARE = 4;
const FOR_HINTS = 4;
const acceptedFinder = (asking, { ofPlan, forCells, found, share }) => async (candidates, perCuda, forSet) => {
	let left = share - [...forCells.values()].filter((set) => set === forSet).length;
	const tried = /* @__PURE__ */ new Set();
	const triesOfCuda = /* @__PURE__ */ new Map();
	for (const cell of candidates) {
		if (found.has(cell.id)) return cell;
		if (left <= 0) continue;
		const key = asking.keyOf(cell);
		const minor = minorOf(cell.cuda);
		const tries = triesOfCuda.get(minor) ?? 0;
		if (tried.has(key) || tries >= perCuda) continue;
		const isFree = ofPlan.has(key) || forCells.has(key);
		if (tried.size >= FOR_ONE) return void 0;
		triesOfCuda.set(minor, tries + 1);
		tried.add(key);
		if (!isFree) {
			forCells.set(key, forSet);
			left -= 1;
		}
		if (outlookBy(await asking.answerFor(cell), cell, asking.facts) !== "accepted") continue;
		found.add(cell.id);
		return cell;
	}
};
/** What a cell's verdict will be by its answer. */
const outlookBy = (answer, cell, { catalog, request }) => {
	switch (answer.kind) {
		case "locked": {
			const checked = {
				...cell,
				wheelCuda: request.wheelCuda
			};
			return checkLock(answer.lock, checked, catalog).length === 0 ? "accepted" : "rejected";
		}
		case "conflict": return "rejected";
		case "unreachable": return "unknown";
	}
};
const outlooks = (asking, verdicts, state) => async (cell) => {
	const verdict = verdicts.get(cell.id);
	if (verdict !== void 0) return verdict.kind;
	const { ofPlan, forCells, forHints } = state;
	const key = asking.keyOf(cell);
	const isNew = !ofPlan.has(key) && !forCells.has(key) && !forHints.has(key);
	if (isNew && forHints.size >= FOR_HINTS) return void 0;
	if (isNew) forHints.add(key);
	return outlookBy(await asking.answerFor(cell), cell, asking.facts);
};
/** Opens a search beside the judged cells of a plan. */
const openSearch = (ask, judged, facts) => {
	const questionOf = questioner(facts.request, facts.catalog);
	const keyOfQuestion = memoized((question) => questionKey(question));
	const asking = {
		facts,
		keyOf: (cell) => keyOfQuestion(questionOf(cell)),
		answerFor: (cell) => ask(questionOf(cell))
	};
	const open = judged.filter(({ cell, verdict }) => verdict.kind === "accepted" || facts.possible(cell));
	const sets = new Set(judged.map(({ cell }) => cell.set));
	const state = {
		ofPlan: new Set(open.map(({ cell }) => asking.keyOf(cell))),
		forCells: /* @__PURE__ */ new Map(),
		found: /* @__PURE__ */ new Set(),
		share: Math.max(LEAST_SHARE, Math.floor(FOR_ALL$1 / sets.size)),
		forHints: /* @__PURE__ */ new Set()
	};
	const verdicts = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict]));
	return {
		facts,
		firstAccepted: acceptedFinder(asking, state),
		outlook: outlooks(asking, verdicts, state)
	};
};
// src/suggest/cellsAround.ts
const ubuntusFor = (cell, catalog) => catalog.ubuntu.filter(({ name }) => name === "stand-in" === (cell.ubuntu === "stand-in"));
/** The flavor itself, the same without a cuDNN of its own, and the one that has the least in it. */
const flavorsFor = ({ flavor }) => /* @__PURE__ */ new Set([
	flavor,
	flavor.replace(/^cudnn-/, ""),
	"base"
]);
/**
* Cells of the catalog around one, with its libraries and without itself, the nearest first. They
* need not be possible. Of each CUDA x.y only the newest release is among them, and the cell's own.
*/
const cellsAround = (cell, catalog) => {
	const minors = [...new Set(catalog.cuda.map(({ minor }) => minor))];
	const cells = /* @__PURE__ */ new Map();
	for (const ubuntu of ubuntusFor(cell, catalog)) for (const flavor of flavorsFor(cell)) for (const cuda of /* @__PURE__ */ new Set([cell.cuda, ...minors.map((minor) => fullCuda(catalog, {
		cuda: minor,
		ubuntu: ubuntu.name,
		flavor
	}))])) for (const python of /* @__PURE__ */ new Set([ubuntu.python, ...catalog.pythons.map(({ minor }) => minor)])) {
		const id = cellId({
			set: cell.set,
			cuda,
			python,
			flavor
		}, ubuntu.tag);
		cells.set(id, {
			...cell,
			id,
			cuda,
			python,
			flavor,
			ubuntu: ubuntu.name,
			pythonFrom: python === ubuntu.python ? "ubuntu" : "standalone"
		});
	}
	cells.delete(cell.id);
	return nearestFirst(cell, [...cells.values()], catalog);
};
// src/suggest/hintTarget.ts
const ONE_AXIS = /^matrix: \{ (cuda|ubuntu|python|flavor): \[["']([^"']+)["']\] \}/;
/**
* The cells that a line of a hint may mean, since `python: ubuntu` and the same version written out
* look alike in a cell; none for hints of another kind.
*/
const cellsOfHint = (cell, hint, catalog) => {
	const [, axis, value] = ONE_AXIS.exec(hint) ?? [];
	if (axis === void 0 || value === void 0) return [];
	const changed = {
		...cell,
		[axis]: value
	};
	const ubuntu = catalog.ubuntu.find(({ name }) => name === changed.ubuntu);
	return (axis === "ubuntu" && cell.pythonFrom === "ubuntu" && ubuntu !== void 0 ? [ubuntu.python, changed.python] : [changed.python]).map((python) => {
		const cuda = fullCuda(catalog, changed);
		return {
			...changed,
			id: cellId({
				...changed,
				cuda,
				python
			}, ubuntu?.tag ?? changed.ubuntu),
			cuda,
			python,
			pythonFrom: python === ubuntu?.python ? "ubuntu" : "standalone"
		};
	});
};
/**
* Where a reason's hint leads at best; undefined for hints that name no cell, and where it is not
* known.
*/
const whereHintLeads = async (search, cell, { hint = "" }) => {
	const cells = cellsOfHint(cell, hint, search.facts.catalog);
	let best = "rejected";
	for (const one of cells.filter(search.facts.possible)) {
		const outlook = await search.outlook(one);
		if (outlook === void 0 || outlook === "accepted") return outlook;
		if (outlook === "unknown") best = "unknown";
	}
	return cells.length === 0 ? void 0 : best;
};
// src/suggest/nearestInCatalog.ts
/**
* Of one CUDA no more are tried: what it lacks for three Pythons it lacks for all, and packages
* that disagree seldom agree on another Python.
*/
const PER_CUDA = 3;
const PER_CUDA_IN_CONFLICT = 1;
/**
* Cells whose hint is followed to see where it leads: a matrix of thousands is not read hint by
* hint, and this is most of its time.
*/
const FOLLOWED = 500;
/**
* Whether a cell has still what the reason is about: another Python does not help where there is no
* build for the CUDA.
*/
const keepsFault = (code, from, to) => code === "no-build-for-cuda" && minorOf(from.cuda) === minorOf(to.cuda) || code === "no-build-for-python" && from.python === to.python && minorOf(from.cuda) === minorOf(to.cuda);
/** The nearest accepted cell of the catalog with the same libraries. */
const nearestAlike = (search, cell, { code }) => search.firstAccepted(cellsAround(cell, search.facts.catalog).filter((other) => !keepsFault(code, cell, other) && search.facts.possible(other)), code === "packages-disagree" ? PER_CUDA_IN_CONFLICT : PER_CUDA, cell.set);
/**
* The nearest accepted cell of the catalog: where none has these libraries, one with the smallest
* set.
*/
const nearestInCatalog = async (search, cell, reason) => {
	const { catalog, possible } = search.facts;
	const alike = await nearestAlike(search, cell, reason);
	if (alike !== void 0) return alike;
	const [smallest] = [...catalog.sets].sort(([, a], [, b]) => a.length - b.length);
	if (smallest === void 0 || smallest[0] === cell.set) return void 0;
	const [set, libraries] = smallest;
	const other = {
		...cell,
		id: `${set}${cell.id.slice(cell.set.length)}`,
		set,
		libraries: cellLibraries(libraries, catalog, search.facts.request)
	};
	const candidates = [other, ...cellsAround(other, catalog)].filter(possible);
	return search.firstAccepted(candidates, PER_CUDA, cell.set);
};
const AXES = [
	"cuda",
	"ubuntu",
	"python",
	"flavor"
];
/** The line of dl-env.yml that leads from one cell to another of the same set. */
const lineTo = (from, to) => {
	return `matrix: { ${AXES.filter((axis) => from[axis] !== to[axis]).map((axis) => `${axis}: ["${to[axis]}"]`).join(", ")} }`;
};
const withNearestId = ({ reasons: [first, ...more], ...verdict }, id) => ({
	...verdict,
	reasons: [{
		...first,
		nearest: id
	}, ...more.map((reason) => ({
		...reason,
		nearest: id
	}))]
});
/**
* The verdict with the nearest cell of the catalog and a hint that helps; `mayFollow` says whether
* its hint may still be followed.
*/
const withNearestOf = async (search, { cell, verdict, inMatrix }, mayFollow) => {
	const nearest = inMatrix ?? await nearestInCatalog(search, cell, verdict.reasons[0]);
	const nearestVerdict = inMatrix !== void 0 || nearest === void 0 ? verdict : withNearestId(verdict, nearest.id);
	const [first, ...more] = nearestVerdict.reasons;
	if (more.length > 0 || !mayFollow()) return nearestVerdict;
	const leads = await whereHintLeads(search, cell, first);
	if (leads === void 0 || leads === "accepted") return nearestVerdict;
	const target = nearest?.set === cell.set ? nearest : await nearestAlike(search, cell, first);
	if (leads === "unknown" && target === void 0) return nearestVerdict;
	const hint = target === void 0 ? `See what is against it: dl-env plan --why ${cell.id}` : lineTo(cell, target);
	return {
		...nearestVerdict,
		reasons: [{
			...first,
			hint
		}]
	};
};
/**
* The same cells. Where a matrix has no accepted cell, its rejected ones name the nearest of the
* whole catalog, found by asking; and a hint that leads from one rejected cell to another, or to
* one that could not be asked about, gives way to lines that were found to work.
*/
const withNearestInCatalog = async (ask, judged, facts) => {
	const search = openSearch(ask, judged, facts);
	const byId = new Map(judged.map(({ cell }) => [cell.id, cell]));
	let followed = 0;
	const mayFollow = () => {
		followed += 1;
		return followed <= FOLLOWED;
	};
	const found = [];
	for (const { cell, verdict } of judged) if (verdict.kind !== "rejected") found.push({
		cell,
		verdict
	});
	else {
		const inMatrix = byId.get(verdict.reasons[0].nearest ?? "");
		const suggested = await withNearestOf(search, {
			cell,
			verdict,
			inMatrix
		}, mayFollow);
		found.push({
			cell,
			verdict: suggested
		});
	}
	return found;
};
// src/suggest/change.ts
/** What is asked for a cell, with other pins than the request's where they are given. */
const questionFor = ({ catalog, request }, cell, pins = request.pins) => questionOf(cell, {
	...request,
	pins
}, catalog);
// src/suggest/axisChanges.ts
/** By distance in the list; of two equally far the newer one. */
const nearest = (values, to) => {
	const sorted = [.../* @__PURE__ */ new Set([...values, to])].sort(compareVersions);
	const at = sorted.indexOf(to);
	return sorted.map((value, index) => ({
		value,
		distance: Math.abs(index - at) - (index > at ? .5 : 0)
	})).filter(({ value }) => value !== to).sort((a, b) => a.distance - b.distance).map(({ value }) => value);
};
/** Other Pythons, the nearest first. */
const pythonChanges = (cell, facts) => {
	const own = facts.catalog.ubuntu.find(({ name }) => name === cell.ubuntu)?.python;
	const minors = [...facts.catalog.pythons.map(({ minor }) => minor), ...own === void 0 ? [] : [own]];
	return nearest(minors, cell.python).map((python) => ({
		...cell,
		python,
		pythonFrom: python === own ? "ubuntu" : "standalone"
	})).filter(facts.possible).slice(0, 3).map((changed) => ({
		kind: "python",
		cell: changed,
		question: questionFor(facts, changed),
		summary: () => `With Python ${changed.python} it works`,
		lines: () => [matrixLine("python", changed.python)]
	}));
};
/** Other CUDAs that have an image for the cell's Ubuntu and flavor, the nearest first. */
const cudaChanges = (cell, facts) => {
	const imaged = facts.catalog.cuda.filter((release) => release.images[cell.ubuntu]?.includes(cell.flavor));
	const newestOf = (minor) => imaged.filter(({ version }) => isUnder(version, minor)).map(({ version }) => version).sort(compareVersions).at(-1);
	const minors = imaged.map(({ minor }) => minor);
	return nearest(minors, minorOf(cell.cuda)).flatMap((minor) => newestOf(minor) ?? []).map((cuda) => ({
		...cell,
		cuda
	})).filter(facts.possible).slice(0, 3).map((changed) => ({
		kind: "cuda",
		cell: changed,
		question: questionFor(facts, changed),
		summary: () => `With CUDA ${minorOf(changed.cuda)} it works`,
		lines: () => [matrixLine("cuda", minorOf(changed.cuda))]
	}));
};
// src/suggest/dropChanges.ts
/** Libraries of the cell that require one of these packages, in the packages' order. */
const librariesBehind = ({ cell, packages }, { catalog, request }) => {
	const context = {
		request,
		catalog,
		inRange: rangeChecker()
	};
	const requiredBy = (name) => {
		const library = catalog.libraries.get(name);
		return (library === void 0 ? [] : releasesFor(library, cell, context)).flatMap(({ requirements }) => requirements.map(requirementName));
	};
	const found = packages.flatMap((wantedPackage) => cell.libraries.filter((name) => requiredBy(name).includes(wantedPackage)));
	return [...new Set(found)].filter((name) => !isAdded(name, catalog));
};
/** Libraries of the catalog that it has no wheels of for the cell's CUDA and Python. */
const librariesWithoutRelease = (cell, { catalog, request }) => {
	const context = {
		request,
		catalog,
		inRange: rangeChecker()
	};
	return cell.libraries.filter((name) => {
		const library = catalog.libraries.get(name);
		return library?.own === void 0 && library !== void 0 ? releasesFor(library, cell, context).length === 0 : false;
	});
};
/** Where files of sets name these, each with its line; undefined where no file does. */
const linesInFiles = (names, { catalog }) => {
	const found = names.map((name) => {
		const library = catalog.libraries.get(name);
		const place = library?.own === void 0 ? "" : library.releases[0]?.source ?? "";
		return {
			name: library?.own?.name ?? name,
			place
		};
	});
	return found.some(({ place }) => /:\d+$/.test(place)) ? found.map(({ name, place }) => place === "" ? name : `${name} (${place})`) : void 0;
};
/** An entry of a set as it is written in a list of YAML. */
const entryText = (entry) => /^[a-z0-9][a-z0-9-]*$/.test(entry) ? entry : JSON.stringify(entry);
/** The cell's set without these entries; undefined where nothing is left or a rule forbids it. */
const dropped = (cell, names, facts) => {
	const libraries = cell.libraries.filter((name) => !withNeeds([name], facts.catalog).some((needed) => names.includes(needed)));
	const changed = {
		...cell,
		libraries
	};
	if (libraries.length === 0 || !facts.possible(changed)) return void 0;
	const versioned = libraries.flatMap((name) => {
		const library = facts.catalog.libraries.get(name);
		return library?.own === void 0 ? [] : library.needs;
	});
	const listed = libraries.filter((name) => !isAdded(name, facts.catalog) && !versioned.includes(name));
	if (listed.length === 0) return void 0;
	const plain = namesInSet(names);
	const inFiles = linesInFiles(names, facts);
	const set = `${cell.set}-without-${plain.join("-")}`;
	return {
		kind: "drop",
		cell: changed,
		question: questionFor(facts, changed),
		summary: () => `Without ${plain.join(", ")} it works`,
		...inFiles === void 0 ? {} : { where: "remove" },
		lines: () => inFiles ?? [`sets: { ${set}: [${listed.map(entryText).join(", ")}] }`, matrixLine("set", set)]
	};
};
/** Each library of the conflict left out alone, then all but the one that leaves no room. */
const dropChanges = (conflicted, facts) => {
	if (conflicted.code === "library-not-available") {
		const lacking = librariesWithoutRelease(conflicted.cell, facts);
		const change = dropped(conflicted.cell, lacking, facts);
		return change === void 0 ? [] : [change];
	}
	const [yielding, firm, ...more] = librariesBehind(conflicted, facts);
	const several = yielding === void 0 || more.length === 0 ? [] : [[yielding, ...more]];
	return [...[
		yielding,
		...more,
		firm
	].filter((name) => name !== void 0).map((name) => [name]), ...several].flatMap((names) => dropped(conflicted.cell, names, facts) ?? []);
};
// src/suggest/ownChanges.ts
const isTied = ({ own, releases }) => own !== void 0 && (own.pin !== void 0 || releases.some(({ requirements, constraints }) => constraints.length > 0 || requirements.some((one) => requirementRange(one) !== "")));
/** Packages that the cell's set names with versions. */
const namedIn = (cell, { catalog }) => cell.libraries.flatMap((key) => {
	const library = catalog.libraries.get(key);
	return library?.own === void 0 || !isTied(library) ? [] : [{
		key,
		name: library.own.name,
		place: library.releases[0]?.source ?? ""
	}];
});
/** The same package in any version. */
const loosened = ({ own, releases, ...library }) => ({
	...library,
	releases: releases.map((release) => ({
		...release,
		requirements: release.requirements.map((one) => one.slice(0, one.length - requirementRange(one).length).trim()),
		constraints: []
	})),
	...own === void 0 ? {} : { own: { name: own.name } }
});
/** Any version of some packages, as a change. */
const anyVersionOf = (named, cell, facts) => {
	const libraries = new Map(facts.catalog.libraries);
	for (const { key } of named) {
		const library = libraries.get(key);
		if (library !== void 0) libraries.set(key, loosened(library));
	}
	const catalog = {
		...facts.catalog,
		libraries
	};
	const found = ({ wheels }) => named.flatMap((one) => {
		const version = wheels.find((wheel) => wheel.name === one.name)?.version;
		return version === void 0 ? [] : [{
			...one,
			version
		}];
	});
	return {
		kind: "pin",
		cell,
		question: questionFor({
			...facts,
			catalog
		}, cell),
		summary: (lock) => `With ${found(lock).map(({ name, version }) => `${name} ${version}`).join(", ")} it works`,
		where: "write",
		lines: (lock) => found(lock).map(({ name, version, place }) => `${name}==${version} (${place})`)
	};
};
/**
* Other versions of what the set names with versions: of each package of the conflict alone, of all
* of them, of all that the set names. The resolver says which.
*/
const ownChanges = ({ cell, code, packages }, facts) => {
	const all = namedIn(cell, facts);
	const names = new Set(packages.map(requirementName));
	const inConflict = all.filter(({ name }) => names.has(name));
	const alone = code === "pin-out-of-range" ? 0 : 3;
	const groups = [
		...inConflict.slice(0, alone).map((one) => [one]),
		inConflict,
		all
	];
	return [...new Map(groups.filter((group) => group.length > 0).map((group) => [group.map(({ key }) => key).join("\n"), group])).values()].map((group) => anyVersionOf(group, cell, facts));
};
// src/suggest/pinChanges.ts
/** Pins whose package is in the question, those of the conflict first, in the packages' order. */
const pinsOfQuestion = ({ cell, packages }, facts) => {
	const { requirements, constraints } = questionFor(facts, cell);
	const present = new Set([...requirements, ...constraints].map(requirementName));
	const pinned = Object.keys(facts.request.pins).filter((name) => present.has(name));
	return [...packages.filter((name) => pinned.includes(name)), ...pinned.filter((name) => !packages.includes(name))];
};
/**
* Some pins removed; the releases that come instead are what to write, beside the pins that stay.
*/
const withoutPins = (names, cell, facts) => {
	const others = Object.entries(facts.request.pins).filter(([pinned]) => !names.includes(pinned));
	const found = (lock) => names.flatMap((name) => lock.wheels.find((wheel) => wheel.name === name) ?? []);
	const lines = (lock) => {
		const pins = [...others, ...found(lock).map(({ name, version }) => [name, `==${version}`])].map(([name, pin]) => `${name}: "${pin}"`);
		return [pins.length === 0 ? "pins: {}" : `pins: { ${pins.join(", ")} }`];
	};
	const summary = (lock) => {
		const releases = found(lock).map(({ name, version }) => `${name} ${version}`);
		return releases.length === 0 ? `Without the pin of ${names.join(", ")} it works` : `With ${releases.join(", ")} it works`;
	};
	return {
		kind: "pin",
		cell,
		question: questionFor(facts, cell, Object.fromEntries(others)),
		summary,
		lines
	};
};
/**
* Each pin removed alone, those of the conflict first; then all that are built for one CUDA major,
* since an older RAPIDS is several packages at once; then all.
*/
const pinChanges = (conflicted, facts) => {
	const pins = pinsOfQuestion(conflicted, facts);
	const marks = Object.values(facts.catalog.wheels).flatMap((wheels) => wheels.marks);
	const groups = [
		...pins.slice(0, 3).map((name) => [name]),
		pins.filter((name) => marks.some((mark) => name.endsWith(mark))),
		pins
	];
	return [...new Map(groups.filter((names) => names.length > 0).map((names) => [[...names].sort().join(" "), names])).values()].map((names) => withoutPins(names, conflicted.cell, facts));
};
// src/suggest/changes.ts
/** Code of the reason -> kinds of changes, the likeliest first. */
const ORDER = {
	"no-build-for-python": [
		"pin",
		"python",
		"cuda",
		"drop"
	],
	"no-build-for-cuda": [
		"pin",
		"cuda",
		"drop",
		"python"
	],
	"packages-disagree": [
		"pin",
		"drop",
		"cuda",
		"python"
	],
	"no-wheels": [
		"pin",
		"python",
		"drop",
		"cuda"
	],
	"pin-out-of-range": ["own"],
	"library-not-available": [
		"python",
		"cuda",
		"drop"
	]
};
/** Changes worth asking about, the likeliest first. */
const changesFor = (conflicted, facts) => {
	const own = ownChanges(conflicted, facts);
	const all = {
		pin: [...pinChanges(conflicted, facts), ...own],
		own,
		python: pythonChanges(conflicted.cell, facts),
		cuda: cudaChanges(conflicted.cell, facts),
		drop: dropChanges(conflicted, facts)
	};
	return (ORDER[conflicted.code] ?? [
		"pin",
		"drop",
		"python",
		"cuda"
	]).flatMap((kind) => all[kind]);
};
// src/suggest/broughtWheels.ts
/** Older releases that are tried of one package. */
const STEPS = 4;
/** Entries of the cell's set that ask for a package of its own. */
const ownEntries = ({ libraries }, { catalog }) => libraries.filter((name) => catalog.libraries.get(name)?.releases.some(({ requirements }) => catalog.libraries.get(name)?.own && requirements.length > 0));
const withOnly = (cell, entries, { catalog }) => ({
	...cell,
	libraries: withNeeds(entries, catalog)
});
/** The lock of a cell, and what the rules have against it; undefined where there is none. */
const lockOf = async (ask, { cell, below = [] }, facts) => {
	const question = questionFor(facts, cell);
	const constraints = [...question.constraints, ...below].sort();
	const answer = await ask(below.length === 0 ? question : {
		...question,
		constraints
	});
	if (answer.kind !== "locked") return void 0;
	const judged = {
		...cell,
		wheelCuda: facts.request.wheelCuda
	};
	const codes = checkLock(answer.lock, judged, facts.catalog).map(({ code }) => code);
	return {
		lock: answer.lock,
		codes
	};
};
const halves = (values) => {
	const middle = Math.ceil(values.length / 2);
	return [values.slice(0, middle), values.slice(middle)].filter(({ length }) => length > 0);
};
/**
* Which of the set's own packages bring, asked for alone, what a rule has against the lock of all;
* empty where none does by itself. Those that bring nothing are asked for together.
*/
const bringersOf = async (ask, { cell, code }, facts) => {
	const entries = ownEntries(cell, facts);
	const found = /* @__PURE__ */ new Set();
	let groups = halves(entries);
	while (groups.length > 0) {
		const locks = await Promise.all(groups.map((group) => lockOf(ask, { cell: withOnly(cell, group, facts) }, facts)));
		const codes = new Map(groups.map((group, at) => [group, locks[at]?.codes]));
		for (const [group, [only = ""]] of groups.map((one) => [one, one])) if (group.length === 1 && codes.get(group)?.includes(code) === true) found.add(only);
		groups = groups.filter((group) => group.length > 1 && codes.get(group)?.includes(code) !== false).flatMap(halves);
	}
	return entries.filter((entry) => found.has(entry));
};
/** Whether a lock holds the runtime of the cell's CUDA: its wheels are then known to be for it. */
const isForCuda = ({ wheels }, { cuda }, { catalog }) => wheels.some(({ name }) => name === catalog.wheels[majorOf(cuda)]?.runtime);
/**
* An older release of a package with which the rules are content, where its wheels are known to be
* for the cell's CUDA; undefined where a few steps back find none.
*/
const olderRelease = async (ask, { cell, entry }, facts) => {
	const library = facts.catalog.libraries.get(entry);
	const name = library?.own?.name ?? "";
	let newer = await lockOf(ask, { cell }, facts);
	for (let step = 0; step < STEPS; step += 1) {
		const version = newer === void 0 ? void 0 : versionIn(newer.lock, name);
		if (version === void 0) return void 0;
		const below = [`${name}<${minorOf(version)}`];
		newer = await lockOf(ask, {
			cell,
			below
		}, facts);
		const found = newer === void 0 ? void 0 : versionIn(newer.lock, name);
		if (newer === void 0 || found === void 0 || newer.codes.length > 0) continue;
		const single = await lockOf(ask, {
			cell: withOnly(cell, [entry], facts),
			below: [`${name}==${found}`]
		}, facts);
		if (single === void 0 || !isForCuda(single.lock, cell, facts)) return void 0;
		return {
			change: {
				kind: "pin",
				cell,
				question: newer.lock.question,
				summary: () => `With ${name} ${found} it works`,
				where: "write",
				lines: () => [`${name}==${found} (${library?.releases[0]?.source ?? ""})`]
			},
			lock: newer.lock
		};
	}
};
// src/suggest/droppedInTurn.ts
/** Packages that are left out at most. */
const MOST$1 = 6;
/** The entries that stand in the way of what is left of a cell; undefined where nothing does. */
const inTheWay = async (ask, cell, facts) => {
	const answer = await ask(questionFor(facts, cell));
	if (answer.kind === "unreachable" || answer.kind === "not-asked") return [];
	if (answer.kind === "conflict") {
		const { packages } = explain(answer.detail, questionFor(facts, cell));
		const [{ code }] = answer.reasons;
		return librariesBehind({
			cell,
			code,
			packages
		}, facts).slice(0, 1);
	}
	const judged = {
		...cell,
		wheelCuda: facts.request.wheelCuda
	};
	const [first] = checkLock(answer.lock, judged, facts.catalog);
	return first === void 0 ? void 0 : bringersOf(ask, {
		cell,
		code: first.code
	}, facts);
};
/**
* The set without one package after the other, where several are hopeless and leaving one out is
* not enough; undefined where that leads to nothing within a few steps.
*/
const droppedInTurn = async (ask, conflicted, facts) => {
	const names = new Set(librariesBehind(conflicted, facts).slice(0, 1));
	while (names.size > 0 && names.size <= MOST$1) {
		const change = dropped(conflicted.cell, [...names], facts);
		if (change === void 0) return void 0;
		const more = await inTheWay(ask, change.cell, facts);
		if (more === void 0) {
			const answer = await ask(change.question);
			return answer.kind === "locked" ? {
				change,
				lock: answer.lock
			} : void 0;
		}
		const before = names.size;
		for (const name of more) names.add(name);
		if (names.size === before) return void 0;
	}
};
// src/suggest/findFix.ts
/** Changes that are tried for one conflict, a question for each. */
const MOST_CHANGES = 8;
/**
* The first change with which the packages can be had and pass every check, among the first eight.
* Without one, why others may help still.
*/
const findFix = async (ask, changes, { request, catalog }) => {
	let tried = 0;
	let silent = 0;
	for (const change of changes.slice(0, MOST_CHANGES)) {
		const answer = await ask(change.question);
		if (answer.kind === "not-asked") break;
		tried += 1;
		if (answer.kind === "unreachable") silent += 1;
		if (answer.kind !== "locked") continue;
		const cell = {
			...change.cell,
			wheelCuda: request.wheelCuda
		};
		if (checkLock(answer.lock, cell, catalog).length === 0) return { fix: {
			change,
			lock: answer.lock
		} };
	}
	if (silent > 0) return { gap: `${silent} of the ${count(tried, "change")} tried could not be asked.` };
	if (tried === 0 && changes.length > 0) return { untried: true };
	return tried === changes.length ? {} : { gap: `${tried} of ${changes.length} changes were tried.` };
};
/** `With Python 3.13 it works:` and the lines to type. */
const fixHint = ({ change, lock }) => [`${change.summary(lock)}; ${change.where ?? "put into dl-env.yml"}:`, ...change.lines(lock)].join("\n");
// src/suggest/limitedAsk.ts
/**
* Passes so many different questions on, and says of all others that they were not asked. `asked`
* is how many were: a question that comes again counts once.
*/
const limitedAsk = (ask, most) => {
	const keys = /* @__PURE__ */ new Set();
	return {
		ask: (question) => {
			const key = questionKey(question);
			if (!keys.has(key) && keys.size >= most) return Promise.resolve({ kind: "not-asked" });
			keys.add(key);
			return ask(question);
		},
		asked: () => keys.size
	};
};
// src/suggest/loosenedInTurn.ts
/** Packages that are let go one after the other, at most. */
const MOST = 6;
/**
* Other versions of what a rule names and of as little else as that takes: each time that it is not
* enough, of what then stands in the way. Undefined where that leads to nothing in a few steps.
*/
const loosenedInTurn = async (ask, { cell, packages }, facts) => {
	const named = namedIn(cell, facts);
	const loose = new Set(packages.map(requirementName));
	for (let step = 0; step < MOST; step += 1) {
		const group = named.filter(({ name }) => loose.has(name));
		if (group.length === 0) return void 0;
		const change = anyVersionOf(group, cell, facts);
		const answer = await ask(change.question);
		if (answer.kind === "locked") {
			const judged = {
				...cell,
				wheelCuda: facts.request.wheelCuda
			};
			return checkLock(answer.lock, judged, facts.catalog).length === 0 ? {
				change,
				lock: answer.lock
			} : void 0;
		}
		if (answer.kind !== "conflict") return void 0;
		const next = explain(answer.detail, change.question).packages.map(requirementName).find((name) => !loose.has(name) && named.some((one) => one.name === name));
		if (next === void 0) return void 0;
		loose.add(next);
	}
};
// src/suggest/plainHint.ts
/** Packages that are imported, or known to conda, by another name, which people write for them. */
const IMPORTED_AS = {
	dateutil: "python-dateutil",
	faiss: "faiss-cpu",
	"open-clip": "open-clip-torch",
	pil: "pillow",
	pytorch: "torch",
	yaml: "pyyaml"
};
/** What goes by a name that is not its package's; undefined for any other name. */
const otherwiseNamed = (name, { libraries }) => {
	const plain = condaHint(name);
	if (plain !== void 0) return plain;
	const imported = IMPORTED_AS[name] ?? [...libraries.values()].find((one) => one.imports.includes(name))?.name;
	return imported === void 0 || imported === name ? void 0 : `Did you mean: ${imported}`;
};
/** What was probably meant by a name that neither the catalog nor the index has. */
const libraryMeant = (name, { libraries }) => {
	const names = new Map([...libraries.values()].filter(({ own }) => own === void 0).flatMap((one) => [[one.title.toLowerCase().replaceAll(/\s+/g, "-"), one.name], [one.name, one.name]]));
	const near = closestOf(name, names.keys());
	return near === void 0 ? void 0 : `Did you mean: ${names.get(near)}`;
};
/** How a package without wheels gets into an image. */
const sourceHint = (name) => [
	"Leave it out of the set, and build it where the compiler is; put into dl-env.yml:",
	"matrix: { flavor: [\"devel\"] }",
	`run: [{ run: "uv pip install setuptools wheel && uv pip install --no-build-isolation ${name}", network: true }]`
].join("\n");
/** What helps against a conflict about one package, without anything being asked. */
const plainHint = (code, name, catalog) => {
	if (code === "package-missing") return otherwiseNamed(name, catalog) ?? libraryMeant(name, catalog);
	return code === "source-only" ? otherwiseNamed(name, catalog) ?? sourceHint(name) : void 0;
};
// src/suggest/refusedLock.ts
/**
* Which package of the set brings what a rule has against the lock, as a sentence beside the
* rule's, and what helps: another version of it, the set without it, another CUDA. Where nothing
* was found, why others may help still.
*/
const refusedLock = async (ask, { cell, code, message }, facts) => {
	const entries = await bringersOf(ask, {
		cell,
		code
	}, facts);
	const names = entries.map((entry) => facts.catalog.libraries.get(entry)?.own?.name ?? entry);
	const said = names.length === 0 ? {} : { message: `${message} ${fewNames(names)} ${names.length === 1 ? "asks" : "ask"} for that.` };
	const [only, ...others] = entries;
	const older = only === void 0 || others.length > 0 ? void 0 : await olderRelease(ask, {
		cell,
		entry: only
	}, facts);
	if (older !== void 0) return {
		...said,
		fix: older
	};
	const groups = entries.length > 0 ? [entries] : ownEntries(cell, facts).map((one) => [one]);
	const search = await findFix(ask, [
		...ownChanges({
			cell,
			code,
			packages: names
		}, facts),
		...groups.flatMap((group) => dropped(cell, group, facts) ?? []),
		...cudaChanges(cell, facts)
	], facts);
	return {
		...said,
		...search
	};
};
// src/suggest/suggestedFix.ts
/** Questions that are asked at most for all conflicts of a plan together. */
const FOR_ALL = 60;
/** Conflicts that are searched at once, each with an equal share of the questions that are left. */
const AT_ONCE = 3;
const noneFound = ({ id }, { gap, untried }) => {
	if (untried === true) return `No change was tried: the plan has more conflicts than are searched; ask for this cell alone: dl-env plan --cells ${id}`;
	return gap === void 0 ? `No single change was found that helps; see the full chain: dl-env plan --why ${id}` : `${gap} None of them helped; see the full chain: dl-env plan --why ${id}`;
};
/**
* What a cell is rejected for when its packages cannot be had together: by the resolver's own text,
* or by a rule about versions that its set names.
*/
const conflictOf = ({ cell, verdict }, facts) => {
	if (verdict.kind !== "rejected") return void 0;
	const [{ code, detail, message, hint }, ...more] = verdict.reasons;
	if (detail !== void 0) return {
		cell,
		code,
		detail
	};
	if (hint === void 0 && ownEntries(cell, facts).length > 0 && facts.possible(cell)) return {
		cell,
		code,
		detail: "",
		against: message
	};
	if (more.length > 0 || hint === void 0) return void 0;
	if (code === "library-not-available") return {
		cell,
		code,
		detail: "",
		packages: []
	};
	if (code !== "pin-out-of-range") return void 0;
	const packages = message.split(/[^A-Za-z0-9._-]+/);
	return ownChanges({
		cell,
		code,
		packages
	}, facts).length === 0 ? void 0 : {
		cell,
		code,
		detail: "",
		packages,
		hint
	};
};
/**
* A package without wheels in the version that is asked for may have none in any: only asked for
* alone does the resolver say so.
*/
const sourceOnly = async (ask, { question, name }, { catalog }) => {
	const { fallbacks: _none, ...asked } = question;
	const indexes = asked.indexes.filter((one) => {
		const packages = catalog.indexes.get(one)?.packages;
		return packages === void 0 || packages.includes(name);
	});
	const answer = await ask({
		...asked,
		indexes,
		requirements: [name],
		constraints: []
	});
	if (answer.kind !== "conflict") return void 0;
	const [{ code, message }] = answer.reasons;
	return code === "source-only" ? {
		code,
		message
	} : void 0;
};
/** What is said of a lock that a rule refuses. */
const saidOfRefused = async (ask, { cell, code, message: against }, facts) => {
	const found = await refusedLock(ask, {
		cell,
		code,
		message: against
	}, facts);
	return {
		...found.message === void 0 ? {} : { message: found.message },
		hint: found.fix === void 0 ? noneFound(cell, found) : fixHint(found.fix)
	};
};
/** What is said of one conflict. */
const saidOf = async (ask, conflict, facts) => {
	const { cell, code, detail, against } = conflict;
	if (against !== void 0) return saidOfRefused(ask, {
		cell,
		code,
		message: against
	}, facts);
	const question = questionFor(facts, cell);
	const packages = conflict.packages ?? explain(detail, question).packages;
	const [name = ""] = packages;
	const source = code === "no-wheels" ? await sourceOnly(ask, {
		question,
		name
	}, facts) : void 0;
	const plain = plainHint(source?.code ?? code, name, facts.catalog);
	if (plain !== void 0) return {
		...source,
		hint: plain
	};
	const conflicted = {
		cell,
		code,
		packages
	};
	const loosened = code === "pin-out-of-range" ? await loosenedInTurn(ask, conflicted, facts) : void 0;
	if (loosened !== void 0) return { hint: fixHint(loosened) };
	const search = await findFix(ask, changesFor(conflicted, facts), facts);
	const fix = search.fix ?? await droppedInTurn(ask, conflicted, facts);
	return { hint: fix === void 0 ? conflict.hint ?? noneFound(cell, search) : fixHint(fix) };
};
/** What is said of each conflict, found by asking. */
const hintsFor = async (ask, conflicts, facts) => {
	const said = /* @__PURE__ */ new Map();
	let left = FOR_ALL;
	for (let at = 0; at < conflicts.length; at += AT_ONCE) {
		const some = conflicts.slice(at, at + AT_ONCE);
		const share = Math.floor(left / some.length);
		const searched = some.map(async ([key, conflict]) => {
			const limited = limitedAsk(ask, share);
			said.set(key, await saidOf(limited.ask, conflict, facts));
			return limited.asked();
		});
		for (const asked of await Promise.all(searched)) left -= asked;
	}
	return said;
};
/**
* The same cells, each conflict with a hint that was found by asking: once for cells that ask the
* same, with the first of them.
*/
const withSuggestedFixes = async (ask, judged, facts) => {
	const questionOf = questioner(facts.request, facts.catalog);
	const keyOfQuestion = memoized(questionKey);
	const keyOf = ({ cell, code }) => `${code} ${keyOfQuestion(questionOf(cell))}` + (code === "library-not-available" ? ` ${cell.libraries.join()}` : "");
	const conflicts = /* @__PURE__ */ new Map();
	for (const one of judged) {
		const conflict = conflictOf(one, facts);
		if (conflict === void 0) continue;
		const key = keyOf(conflict);
		if (!conflicts.has(key) || facts.first?.includes(conflict.cell.id) === true) conflicts.set(key, conflict);
	}
	const { first = [] } = facts;
	const inTurn = [...conflicts].sort(([, a], [, b]) => Number(first.includes(b.cell.id)) - Number(first.includes(a.cell.id)));
	const hints = await hintsFor(ask, inTurn, facts);
	return judged.map((one) => {
		const { cell, verdict } = one;
		if (verdict.kind !== "rejected" || conflictOf(one, facts) === void 0) return one;
		const [first, ...more] = verdict.reasons;
		const said = hints.get(keyOf({
			cell,
			code: first.code
		})) ?? { hint: noneFound(cell, {}) };
		return {
			cell,
			verdict: {
				...verdict,
				reasons: [{
					...first,
					...said
				}, ...more]
			}
		};
	});
};
// src/suggest/withSuggestions.ts
/**
* The verdicts with hints and nearest cells: a change to dl-env.yml for each conflict, and for each
* rejected cell the nearest accepted one.
*/
const withSuggestions = async (ask, judged, { isPart, ...facts }) => {
	const fixed = await withSuggestedFixes(ask, judged, facts);
	const nearest = withNearest(fixed, facts.catalog);
	return isPart ? nearest : withNearestInCatalog(ask, nearest, facts);
};
export { withSuggestions };
