import { a as minorOf, i as majorOf, t as compareVersions } from "./versions.js";
import { t as memoized } from "./memoized.js";
import { t as customizer } from "./customizer.js";
import { t as rangeChecker } from "./inRange.js";
import { a as releasesFor, c as disjoint, i as pinsIn, l as isOpen, n as librariesOf, o as requirementName, r as pinFor, s as requirementRange, t as counts, u as rangeWords } from "./libraryRelease.js";
// src/matrix/questionVariants.ts
const PREFERENCES = [
	{
		leave: false,
		take: false
	},
	{
		leave: true,
		take: false
	},
	{
		leave: false,
		take: true
	},
	{
		leave: true,
		take: true
	}
].flatMap((where) => [{
	...where,
	low: false
}, {
	...where,
	low: true
}]);
const chosenBy = (releases, { leave, take, low }) => {
	const preferred = releases[0]?.index;
	const isLeft = preferred === void 0 ? take : leave;
	const wanted = releases.filter(({ index }) => index === preferred !== isLeft);
	const from = wanted.length === 0 ? releases.filter(({ index }) => index === preferred) : wanted;
	return low ? from.at(-1) : from[0];
};
/**
* What may be asked for the libraries of one cell, the preferred first and each once: entries of
* one index go together, since builds of two makers do not.
*/
const questionVariants = (options) => {
	const distinct = /* @__PURE__ */ new Map();
	for (const preference of PREFERENCES) {
		const chosen = options.flatMap(({ library, releases }) => {
			const release = chosenBy(releases, preference);
			return release === void 0 ? [] : [{
				library,
				release
			}];
		});
		const key = chosen.map(({ library, release }) => `${library.name} ${library.releases.indexOf(release)}`).join();
		if (!distinct.has(key)) distinct.set(key, chosen);
	}
	return [...distinct.values()];
};
// src/matrix/question.ts
const byCodeUnit = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const unique = (values) => [...new Set(values)].sort(byCodeUnit);
/**
* uv's platform name for the lowest glibc among the releases that live at the catalog's date, so
* that all of them share one answer (one wheel of 223 differed between glibc 2.31 and 2.35, none
* above).
*/
const platformOf = (catalog) => {
	const [lowest] = catalog.ubuntu.filter((release) => release.endOfLife > catalog.asOf).map((release) => release.glibc).sort(compareVersions);
	return `x86_64-manylinux_${(lowest ?? "2.35").replace(".", "_")}`;
};
const nextMinor = (minor) => {
	const [major = "", after = "0"] = minor.split(".");
	return `${major}.${Number(after) + 1}`;
};
/** What ties the wheels to the cell's CUDA. */
const cudaConstraints = (catalog, cuda, wheelCuda) => {
	const facts = catalog.wheels[majorOf(cuda)];
	const minor = minorOf(cuda);
	return ((wheelCuda === "exact" ? facts?.exact : facts?.sameMajor) ?? []).map((line) => line.replaceAll("{minor}", minor).replaceAll("{next}", nextMinor(minor)));
};
/** A range that every release meets and that names a pre-release, so that they count. */
const ANY_RELEASE = ">=0.dev0";
const pinnedRequirement = (library, requirement, context) => {
	const pin = pinFor(library, requirementName(requirement), context);
	const any = library.prerelease === "allow" ? [ANY_RELEASE] : [];
	if (pin === void 0 && any.length === 0) return {
		text: requirement,
		held: []
	};
	const range = requirementRange(requirement);
	return {
		text: `${requirement.slice(0, requirement.length - range.length).trim()}${[
			range,
			pin?.range ?? "",
			...any
		].filter((part) => part !== "").join(",")}`,
		held: pin === void 0 ? [] : [pin.name]
	};
};
const isOfAnotherCuda = ({ code }) => code.endsWith("-of-another-cuda");
/** Pins of libraries that are not in the cell: what others bring of them is held as well. */
const pinsOfOthers = (cell, context) => {
	const { request, catalog } = context;
	const found = /* @__PURE__ */ new Map();
	for (const library of catalog.libraries.values()) {
		const names = [library.name, library.package].filter((name) => request.pins[name]);
		if (names.length === 0 || cell.libraries.includes(library.name)) continue;
		const packages = releasesFor(library, cell, context).flatMap(({ requirements }) => requirements.map(requirementName)).filter((name) => names.includes(pinFor(library, name, context)?.name ?? ""));
		if (packages.length > 0) for (const name of names) found.set(name, unique(packages));
	}
	return found;
};
/**
* Where a set asks for packages of its own, what they bring of libraries is held to the floors of
* this CUDA: below them an index gives, without a word, a build for another one (vLLM and SGLang
* brought torch 2.9.1 for CUDA 12.8 into cells of 13.0). So is what is tied to a CUDA by its
* version alone.
*/
const floorsOfOthers = (cell, chosen, context) => {
	if (!chosen.some(({ library }) => library.own !== void 0)) return [];
	const asked = new Set(chosen.flatMap(({ release }) => release.requirements.map(requirementName)));
	return [...[...context.catalog.libraries.values()].filter(({ name, traps }) => !cell.libraries.includes(name) && traps.some(isOfAnotherCuda)).flatMap(({ releases }) => releases.filter((entry) => entry.index === void 0 && counts(entry, cell, context)).slice(0, 1).flatMap(({ requirements }) => requirements)).filter((one) => requirementRange(one) !== "" && !asked.has(requirementName(one))).map((one) => `${requirementName(one)}${requirementRange(one)}`), ...context.catalog.wheels[majorOf(cell.cuda)]?.besideOwn ?? []];
};
const questionFrom = (cell, chosen, context) => {
	const { request, catalog, platform, ownIndexes } = context;
	const releases = chosen.map(({ release }) => release);
	const requirements = chosen.flatMap(({ library, release }) => release.requirements.map((requirement) => pinnedRequirement(library, requirement, context)));
	const held = new Set(requirements.flatMap((requirement) => requirement.held));
	const others = pinsOfOthers(cell, context);
	const otherPins = Object.entries(request.pins).filter(([name]) => !held.has(name)).flatMap(([name, pin]) => (others.get(name) ?? [name]).map((one) => `${one}${pin}`));
	return {
		requirements: unique(requirements.map(({ text }) => text)),
		constraints: unique([
			...cudaConstraints(catalog, cell.cuda, request.wheelCuda),
			...releases.flatMap((release) => release.constraints),
			...otherPins,
			...floorsOfOthers(cell, chosen, context)
		]),
		python: cell.python,
		platform,
		indexes: [...ownIndexes, ...unique(releases.flatMap((release) => release.index ?? [])).filter((name) => !ownIndexes.includes(name))]
	};
};
const questionFor = (cell, { request, ...facts }) => {
	const pins = pinsIn(cell.libraries, request.pins, facts.catalog);
	const context = {
		...facts,
		request: {
			...request,
			pins
		}
	};
	const options = librariesOf(cell, context.catalog).map((library) => ({
		library,
		releases: releasesFor(library, cell, context)
	}));
	const [first, ...fallbacks] = questionVariants(options).map((chosen) => questionFrom(cell, chosen, context));
	const question = first ?? questionFrom(cell, [], context);
	return fallbacks.length === 0 ? question : {
		...question,
		fallbacks
	};
};
/** What is asked for each cell of one request; cells that ask the same share one value. */
const questioner = (request, catalog, inRange = rangeChecker()) => {
	const facts = {
		request,
		catalog,
		platform: platformOf(catalog),
		inRange
	};
	const addedTo = customizer(request);
	const bySet = memoized((_libraries) => memoized(({ cell, ownIndexes }) => questionFor(cell, {
		...facts,
		ownIndexes
	}), ({ cell, ownIndexes }) => `${minorOf(cell.cuda)} ${cell.python} ${ownIndexes.join(" ")}`));
	return (cell) => {
		const ownIndexes = addedTo(cell).index.map(({ name }) => name);
		return bySet(cell.libraries)({
			cell,
			ownIndexes
		});
	};
};
/** What the resolver is asked for one cell. */
const questionOf = (cell, request, catalog) => questioner(request, catalog)(cell);
// src/resolve/explanation.ts
/** The facts of one kind, in uv's order. */
const factsOf = (conflict, kind) => conflict.derivation.facts.filter((fact) => fact.kind === kind);
/** `cuml-cu12 26.4.0 or newer` */
const termText = ({ name, range }) => range === "" ? name : `${name} ${rangeWords(range)}`;
/** A package as the request names it; without a range where it does not. */
const requestedTerm = (conflict, name) => conflict.wanted.find((term) => term.name === name) ?? {
	name,
	range: ""
};
// src/resolve/buildSentences.ts
const pythonSentence = (conflict, who) => {
	const cellPython = conflict.question.python;
	const needs = factsOf(conflict, "needs-python").find((fact) => fact.who.name === who.name && fact.who.range === who.range);
	if (needs !== void 0) return `${termText(who)} needs Python ${rangeWords(needs.range)}, and this cell has Python ${cellPython}.`;
	const built = [...conflict.derivation.built.get(who.name)?.pythons ?? []].sort(compareVersions);
	const [oldest, newest] = [built[0], built.at(-1)];
	if (oldest !== void 0 && compareVersions(cellPython, oldest) < 0) return `${termText(who)} needs Python ${oldest} or newer, and this cell has Python ${cellPython}.`;
	if (oldest !== void 0 && newest !== void 0 && compareVersions(cellPython, newest) > 0) return `${termText(who)} has no build for Python ${cellPython}; its builds are for Python ${oldest} to ${newest}.`;
	return `${termText(who)} has no build for Python ${cellPython}.`;
};
const platformSentence = (conflict, who) => {
	const least = (conflict.derivation.built.get(who.name)?.platforms ?? []).map((tag) => /^manylinux_(2_\d+)_x86_64$/.exec(tag)?.[1]?.replace("_", ".")).filter((one) => one !== void 0).sort(compareVersions)[0];
	const cellGlibc = /manylinux_(2_\d+)$/.exec(conflict.question.platform)?.[1]?.replace("_", ".");
	if (least === void 0 || cellGlibc === void 0) return `${termText(who)} has no build for this platform.`;
	return `${termText(who)} needs a system with glibc ${least} or newer, and this cell has glibc ${cellGlibc}.`;
};
/** Whether the index has no wheel of any release of a package, for any Python. */
const isSourceOnly = (conflict, name) => factsOf(conflict, "no-wheels").some(({ who }) => who.name === name && who.range === "") && !conflict.derivation.built.has(name);
const sourceOnlySentence = (name) => `${name} is on the package index as source code only, without any wheel.`;
/** Also true of packages that have no wheels at all, which uv does not tell apart. */
const noWheelsSentence = (conflict, who) => `${termText(who)} has no wheels for Python ${conflict.question.python} on the package index.`;
// src/resolve/conflict.ts
const termOfRequirement = (text) => {
	const [, name = "", , range = ""] = /^([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?\s*(.*)$/.exec(text) ?? [];
	return {
		name: name.toLowerCase(),
		range: range.replace(/\s/g, "")
	};
};
const TIES_CUDA = /^(?:cuda-toolkit|nvidia-cuda-runtime(?:-cu\d+)?)$/;
/** What uv derived, beside the question it was asked. */
const conflictFrom = (derivation, question) => {
	const wanted = question.requirements.map(termOfRequirement);
	const names = new Set(wanted.map(({ name }) => name));
	const [cell = [], pins = []] = [true, false].map((ties) => question.constraints.map(termOfRequirement).filter(({ name }) => TIES_CUDA.test(name) === ties));
	return {
		derivation,
		question,
		wanted,
		cell,
		pins,
		conflicting: derivation.asked.filter((name) => names.has(name))
	};
};
/** uv writes a constraint as if each package needed it. */
const isConstraint = (conflict, { what }) => [...conflict.cell, ...conflict.pins].some(({ name, range }) => name === what.name && range === what.range);
/**
* A conclusion about more releases than the fact it rests on: true in this cell, and odd to read.
*/
const isWidened = (fact, all) => fact.derived === true && all.some((other) => other.derived !== true && other.who.name === fact.who.name && other.what.name === fact.what.name && other.what.range === fact.what.range);
/** What packages themselves need, in uv's order. */
const ownNeeds = (conflict) => {
	const all = conflict.derivation.facts.filter((fact) => fact.kind === "needs").filter((fact) => !isConstraint(conflict, fact));
	return all.filter((fact) => !isWidened(fact, all));
};
/** What packages need that the cell's CUDA does not allow. */
const againstCell = (conflict) => ownNeeds(conflict).filter(({ what }) => conflict.cell.some(({ name, range }) => name === what.name && disjoint(range, what.range)));
/** Releases that the cell's CUDA rules out have no part in a disagreement between packages. */
const stillPossible = (conflict) => {
	const ruledOut = againstCell(conflict);
	return ownNeeds(conflict).filter((fact) => !ruledOut.some(({ who }) => who.name === fact.who.name && (who.range === fact.who.range || !disjoint(who.range || ">=0", fact.who.range || ">=0"))));
};
/** The package that was asked for and brings `term` along, if it was not asked for itself. */
const broughtBy = (conflict, term) => {
	if (conflict.wanted.some(({ name }) => name === term.name)) return void 0;
	const bring = stillPossible(conflict).filter(({ what }) => what.name === term.name && !disjoint(what.range, term.range));
	return (bring.find(({ who }) => conflict.conflicting.includes(who.name)) ?? bring.find(({ who }) => conflict.wanted.some(({ name }) => name === who.name)))?.who.name;
};
/** `==12.8.93`, but not `==26.2.*`: such a need leaves no room for anything else. */
const isExact = (range) => /^==[^*|,]+$/.test(range);
const CUDA_PARTS = /^(?:cuda-|nvidia-)/;
const score = (conflict, { one, other }) => {
	const sideText = ({ who, what }) => {
		return (conflict.conflicting.includes(who.name) ? 4 : broughtBy(conflict, who) === void 0 ? 0 : 2) + (isOpen(who.range) ? 2 : 0) + (isExact(what.range) ? 3 : 0);
	};
	return sideText(one) + sideText(other) + (CUDA_PARTS.test(one.what.name) ? 1 : 0);
};
const versionsIn = ({ one, other }, open) => [one, other].filter(({ who }) => isOpen(who.range) === open).map(({ who }) => /([0-9][0-9.]*)[^0-9]*$/.exec(who.range)?.[1] ?? "0").sort((a, b) => compareVersions(b, a));
const firstDifference = (a, b) => compareVersions(a[0] ?? "0", b[0] ?? "0") || compareVersions(a[1] ?? "0", b[1] ?? "0");
/** `26.4 or newer` says more than `26.10 or newer`; of single releases the newest says most. */
const widerFirst = (a, b) => firstDifference(versionsIn(a, true), versionsIn(b, true)) || firstDifference(versionsIn(b, false), versionsIn(a, false));
/** Disagreements between two packages over a third, the most telling first. */
const disagreements = (conflict) => {
	const needs = stillPossible(conflict);
	return needs.flatMap((one, at) => needs.slice(at + 1).filter((other) => other.what.name === one.what.name && other.who.name !== one.who.name && disjoint(one.what.range, other.what.range)).map((other) => ({
		one,
		other
	}))).map((pair) => ({
		pair,
		points: score(conflict, pair)
	})).sort((a, b) => b.points - a.points || widerFirst(a.pair, b.pair)).map(({ pair }) => pair);
};
/**
* A need that a pin stands against, of packages that the cell's CUDA allows first, then of those
* that were asked for, then of open ranges.
*/
const againstPins = (conflict) => {
	const possible = new Set(stillPossible(conflict));
	const points = (need) => (possible.has(need) ? 4 : 0) + (conflict.wanted.some(({ name }) => name === need.who.name) ? 2 : 0) + Number(isOpen(need.who.range));
	return ownNeeds(conflict).flatMap((need) => conflict.pins.filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range)).map((wanted) => ({
		need,
		wanted
	}))).sort((a, b) => points(b.need) - points(a.need));
};
/**
* A need that the request itself stands against: `torchvision` needs torch 2.6.0, and another torch
* is requested.
*/
const againstRequest = (conflict) => ownNeeds(conflict).flatMap((need) => conflict.wanted.filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range)).map((wanted) => ({
	need,
	wanted
}))).sort((a, b) => Number(isOpen(b.need.who.range)) - Number(isOpen(a.need.who.range)));
// src/resolve/buildExplanations.ts
const cellCuda = (conflict) => rangeWords(conflict.cell.find(({ name }) => name === "cuda-toolkit")?.range ?? conflict.cell[0]?.range ?? "");
const minor = (range) => rangeWords(range).split(".").slice(0, 2).join(".");
/** Packages of one name whose builds are all for other CUDAs. */
const noBuildForCuda = (conflict) => {
	const name = conflict.conflicting[0];
	const facts = againstCell(conflict).filter(({ who }) => who.name === name);
	if (conflict.conflicting.length !== 1 || name === void 0 || facts.length === 0) return void 0;
	const cuda = cellCuda(conflict);
	const cudas = [...new Set(facts.map(({ what }) => minor(what.range)))].sort(compareVersions);
	const near = [cudas.filter((one) => compareVersions(one, cuda) < 0).at(-1), cudas.find((one) => compareVersions(one, cuda) > 0)].filter((one) => one !== void 0);
	const requested = requestedTerm(conflict, name);
	return {
		code: "no-build-for-cuda",
		sentences: [facts.length === 1 && requested.range.startsWith("==") ? `${termText(requested)} is built for CUDA ${cudas[0]}, and this cell has CUDA ${cuda}.` : `No ${termText(requested)} on the package index is built for CUDA ${cuda}; the nearest builds are for CUDA ${near.join(" and ")}.`],
		packages: [name]
	};
};
const OLDER_WITHOUT_WHEELS = "Older releases have no wheels for it.";
/**
* Why releases of one package cannot be installed here, newest first; without a say about other
* packages.
*/
const uninstallable = (conflict, name) => {
	const tags = [...factsOf(conflict, "needs-python").map(({ who }) => ({
		who,
		tag: "python"
	})), ...factsOf(conflict, "no-tag")].filter(({ who }) => who.name === name);
	const requested = requestedTerm(conflict, name);
	if (!isOpen(requested.range) && !requested.range.includes("==") && tags.some(({ tag }) => tag === "python")) return [pythonSentence(conflict, requested)];
	const [newest] = tags.sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)));
	const stubs = factsOf(conflict, "no-wheels").some(({ who }) => who.name === name);
	if (isSourceOnly(conflict, name)) return [sourceOnlySentence(name)];
	if (newest === void 0) return stubs ? [noWheelsSentence(conflict, requested)] : [];
	return [newest.tag === "python" ? pythonSentence(conflict, newest.who) : platformSentence(conflict, newest.who), ...stubs ? [OLDER_WITHOUT_WHEELS] : []];
};
const packageWithoutBuild = (conflict) => {
	const [name, ...others] = conflict.conflicting;
	if (name === void 0 || others.length > 0) return void 0;
	const sentences = uninstallable(conflict, name);
	if (sentences.length === 0) return void 0;
	if (isSourceOnly(conflict, name)) return {
		code: "source-only",
		sentences,
		packages: [name]
	};
	return {
		code: sentences[0] === noWheelsSentence(conflict, requestedTerm(conflict, name)) ? "no-wheels" : sentences[0]?.includes("Python") === true ? "no-build-for-python" : sentences[0]?.includes("glibc") === true ? "no-build-for-platform" : "no-wheels",
		sentences: sentences.slice(0, 2),
		packages: [name]
	};
};
/** A package that nobody asked for has no wheels, and one that was asked for needs it. */
const dependencyWithoutWheels = (conflict) => {
	const bare = [...factsOf(conflict, "no-wheels"), ...factsOf(conflict, "no-tag")].find(({ who }) => !conflict.wanted.some(({ name }) => name === who.name));
	const by = ownNeeds(conflict).find(({ what }) => what.name === bare?.who.name);
	if (bare === void 0 || by === void 0) return void 0;
	const through = ownNeeds(conflict).find(({ who, what }) => what.name === by.who.name && conflict.conflicting.includes(who.name));
	const sentences = [isSourceOnly(conflict, bare.who.name) ? `${termText(by.who)} needs ${bare.who.name}, which is on the package index as source code only.` : `${termText(by.who)} needs ${termText(by.what)}, which has no wheels for Python ${conflict.question.python} on the package index.`];
	if (through !== void 0) sentences.push(`${termText(through.who)} needs ${termText(through.what)}.`);
	return {
		code: "no-wheels",
		sentences,
		packages: [through?.who.name ?? by.who.name]
	};
};
// src/resolve/derivation.ts
const VERSIONS = String.raw`(?:(?:[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)`;
const NAME = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[^\]]*\])?`;
const RANGE = `${VERSIONS}(?:,${VERSIONS})*`;
const TERM = `${NAME}(?:${RANGE}(?:\\|\\|${RANGE})*)?`;
const LIST = `(?: ${NAME}${RANGE})+`;
/**
* One line, without markers, with each list of versions as one term, so that the rest can be read
* by words.
*/
const oneLine = (text) => {
	const flat = text.replace(/\{[^}]*\}/g, "").replace(/\s+/g, " ");
	const joined = (list) => {
		const terms = list.trim().split(" ");
		const name = /^[^=~!<>]+/.exec(terms[0] ?? "")?.[0] ?? "";
		return ` ${name}${terms.map((term) => term.slice(name.length)).join("||")}`;
	};
	return flat.replace(new RegExp(`(?:all|one) of:(${LIST})`, "g"), (_, list) => joined(list).trimStart()).replace(/only the following versions of \S+ are available:(?: \S+?[=~!<>]\S+)+/g, "only some are available").replace(/all versions of /g, "").replace(/ ,/g, ",").replace(/\.(?= |$)/g, " .");
};
const termOf = (text) => {
	const [, name = "", , range = ""] = /^([^[=~!<>]+)(\[[^\]]*\])?(.*)$/.exec(text) ?? [];
	return {
		name,
		range
	};
};
const FOLLOWS = String.raw`(?! (?:depends?|has|have|is|are|was|cannot|does|require|know|can)\b)(?![\w.=<>*|\[-]|,\S)`;
/** `A depends on B and C`: every B and C, but not the subject of the next statement. */
const needs = (line) => [...line.matchAll(new RegExp(`(${TERM}) depends? on (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"))].flatMap(([, who = "", first = "", more = ""]) => [first, ...more.split(" and ").filter((part) => part !== "")].map((what) => {
	if (what.startsWith("Python")) return {
		kind: "needs-python",
		who: termOf(who),
		range: termOf(what).range
	};
	return {
		kind: "needs",
		who: termOf(who),
		what: termOf(what)
	};
}));
const simple = (line, pattern, make) => [...line.matchAll(new RegExp(pattern, "g"))].map((match) => make(termOf(match[1] ?? ""), match));
const asked = (line) => [...line.matchAll(new RegExp(`you require (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"))].flatMap(([, first = "", more = ""]) => [first, ...more.split(" and ").filter((part) => part !== "")].map((what) => ({
	kind: "asked",
	what: termOf(what)
})));
const TAG_HINT = /wheels for `([^`]+)` \(v[^)]*\) with the following Python \w+ tags?: ((?:`[^`]+`(?:, )?)+)/g;
const PLATFORM_HINT = /Wheels are available for `([^`]+)` \(v[^)]*\) on the following platforms?: ((?:`[^`]+`(?:, )?)+)/g;
const quoted = (list) => [...list.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
const builtOf = (hints) => {
	const built = /* @__PURE__ */ new Map();
	const of = (name) => {
		const entry = built.get(name) ?? {
			pythons: [],
			platforms: []
		};
		built.set(name, entry);
		return entry;
	};
	for (const [, name = "", tags = ""] of hints.matchAll(TAG_HINT)) of(name).pythons.push(...quoted(tags).flatMap((tag) => /^cp3(\d+)$/.exec(tag)?.[1] ?? []).map((minor) => `3.${minor}`));
	for (const [, name = "", platforms = ""] of hints.matchAll(PLATFORM_HINT)) of(name).platforms.push(...quoted(platforms));
	return built;
};
/**
* Reads uv's account of why nothing fits. What it does not know it leaves out: an answer may have
* no facts.
*/
const readDerivation = (text) => {
	const [account = "", ...hints] = text.split(/^hint: /m);
	const line = oneLine(account);
	const premises = line.replace(/,? we can conclude that .*? \.(?= |$)/g, " ;");
	const found = [
		...needs(premises),
		...needs(line).map((fact) => fact.kind === "needs" ? {
			...fact,
			derived: true
		} : fact),
		...simple(line, `(${TERM}) ha(?:s|ve) no usable wheels`, (who) => ({
			kind: "no-wheels",
			who
		})),
		...simple(line, `(${TERM}) ha(?:s|ve) no wheels with a matching (Python|platform)`, (who, match) => ({
			kind: "no-tag",
			who,
			tag: match[2] === "platform" ? "platform" : "python"
		})),
		...simple(line, `(${TERM}) was not found in`, (who) => ({
			kind: "missing",
			name: who.name
		})),
		...simple(line, `there (?:is|are) no versions? of (${TERM})`, (who) => ({
			kind: "no-version",
			who
		})),
		...simple(line, `only (${TERM}) is available`, (who) => ({
			kind: "only",
			who
		})),
		...asked(line)
	];
	const facts = [...new Map(found.toReversed().map((fact) => [JSON.stringify({
		...fact,
		derived: void 0
	}), fact])).values()].toReversed();
	return {
		facts,
		asked: [...new Set(facts.flatMap((fact) => fact.kind === "asked" ? [fact.what.name] : []))],
		built: builtOf(hints.join("\n"))
	};
};
// src/resolve/disagreementExplanation.ts
const sideText = (conflict, { who }) => {
	const through = broughtBy(conflict, who);
	return through === void 0 ? termText(who) : `${termText(who)} (for ${through})`;
};
const disagreementSentence = (conflict, { one, other }) => `${sideText(conflict, one)} needs ${termText(one.what)}, and ${sideText(conflict, other)} needs ${rangeWords(other.what.range)}.`;
/** First the side that leaves no room, then the one that may give way. */
const firmFirst = (conflict, { one, other }) => {
	const firm = ({ who, what }) => (conflict.conflicting.includes(who.name) ? 4 : 0) + (isExact(what.range) ? 2 : 0) + (isOpen(who.range) ? 0 : 1);
	return firm(other) > firm(one) ? {
		one: other,
		other: one
	} : {
		one,
		other
	};
};
const samePackages = (a, b) => {
	const sides = ({ one, other }) => [one.who.name, other.who.name].sort().join(" ");
	return sides(a) === sides(b);
};
/** Other releases of a package that no Python or platform of this cell can take, newest first. */
const otherReleases = (conflict, name, explained) => {
	const found = factsOf(conflict, "no-tag").filter(({ who }) => who.name === name && /^(?:>=|==)/.test(who.range) && (explained.name !== name || disjoint(who.range, explained.range))).sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)))[0];
	if (found === void 0) return void 0;
	return found.tag === "python" ? pythonSentence(conflict, found.who) : platformSentence(conflict, found.who);
};
/** What keeps the rest of the releases from being taken, beside the first disagreement. */
const secondSentence = (conflict, first, all) => {
	const names = [first.one.who.name, first.other.who.name];
	const yielding = broughtBy(conflict, first.other.who) ?? first.other.who.name;
	const isRequested = ({ who }) => conflict.conflicting.includes(who.name);
	const others = all.filter((one) => !samePackages(one, first));
	const further = others.filter(({ one, other }) => isRequested(one) && isRequested(other) && [one, other].some(({ who }) => !names.includes(who.name)));
	const rest = ({ who }) => who.name === yielding && disjoint(who.range, first.other.who.range);
	const [next] = [...further.filter(({ one, other }) => rest(one) || rest(other)), ...further];
	if (next !== void 0) return disagreementSentence(conflict, firmFirst(conflict, next));
	const tagged = otherReleases(conflict, yielding, first.other.who);
	if (tagged !== void 0) return tagged;
	const brought = ({ who }) => broughtBy(conflict, who) === yielding;
	const through = others.find(({ one, other }) => one.what.name !== first.one.what.name && (isRequested(one) && brought(other) || isRequested(other) && brought(one)));
	if (through !== void 0) return disagreementSentence(conflict, firmFirst(conflict, through));
	const stubs = factsOf(conflict, "no-wheels").find(({ who }) => who.name === yielding);
	return stubs === void 0 ? void 0 : noWheelsSentence(conflict, stubs.who);
};
/** `packages-disagree`: two packages need different releases of a third. */
const packagesDisagree = (conflict) => {
	const all = disagreements(conflict);
	const [best] = all;
	if (best === void 0) return void 0;
	const first = firmFirst(conflict, best);
	const next = secondSentence(conflict, first, all);
	const packages = [first.other.who, first.one.who].map((who) => broughtBy(conflict, who) ?? who.name);
	return {
		code: "packages-disagree",
		sentences: [disagreementSentence(conflict, first), ...next === void 0 ? [] : [next]],
		packages: [.../* @__PURE__ */ new Set([...packages, ...conflict.conflicting])]
	};
};
// src/resolve/indexExplanations.ts
/** `package-missing`: the index does not have the package. */
const packageMissing = (conflict) => {
	const name = factsOf(conflict, "missing")[0]?.name;
	return name === void 0 ? void 0 : {
		code: "package-missing",
		sentences: [`The package index has no package named ${name}.`],
		packages: [name]
	};
};
/** `version-missing`: the index does not have the release. */
const versionMissing = (conflict) => {
	const who = factsOf(conflict, "no-version")[0]?.who;
	return who === void 0 ? void 0 : {
		code: "version-missing",
		sentences: [`The package index has no ${termText(who)}.`],
		packages: [who.name]
	};
};
/** `version-missing`: a newer release is asked for than the index has. */
const newerThanIndex = (conflict) => {
	const found = factsOf(conflict, "only").flatMap(({ who }) => conflict.wanted.filter(({ name, range }) => name === who.name && disjoint(range, who.range)).map((wanted) => ({
		who,
		wanted
	})))[0];
	if (found === void 0) return void 0;
	return {
		code: "version-missing",
		sentences: [`The package index has only ${termText(found.who)}, and ${termText(found.wanted)} is requested.`],
		packages: [found.who.name]
	};
};
/** `asked-twice`: one package is asked for in two ranges. */
const askedTwice = (conflict) => {
	const tied = conflict.cell.flatMap((one, at) => conflict.cell.slice(at + 1).filter((other) => other.name === one.name && disjoint(other.range, one.range)).map((other) => [one, other]))[0];
	const [first, second] = tied ?? conflict.wanted.filter(({ name }) => name === conflict.conflicting[0]);
	if (tied === void 0 && conflict.conflicting.length !== 1 || first === void 0 || second === void 0) return void 0;
	return {
		code: "asked-twice",
		sentences: [`${termText(first)} and ${termText(second)} are requested at the same time.`],
		packages: [first.name]
	};
};
// src/resolve/requestExplanations.ts
/** A pin of a package that others bring along. */
const againstPin = (conflict) => {
	const bare = factsOf(conflict, "no-wheels").find(({ who }) => conflict.pins.some(({ name, range }) => name === who.name && !disjoint(range, who.range)));
	const pin = conflict.pins.find(({ name }) => name === bare?.who.name);
	if (pin !== void 0) return {
		code: "no-wheels",
		sentences: [noWheelsSentence(conflict, pin)],
		packages: [pin.name]
	};
	const [found] = againstPins(conflict);
	if (found === void 0) return void 0;
	const { need, wanted } = found;
	return {
		code: "packages-disagree",
		sentences: [`${termText(need.who)} needs ${termText(need.what)}, and ${termText(wanted)} is requested.`],
		packages: [wanted.name, need.who.name]
	};
};
/** `packages-disagree`: a package needs another release than the request names. */
const againstOwnRequest = (conflict) => {
	const [found] = againstRequest(conflict);
	if (found === void 0) return void 0;
	const { need, wanted } = found;
	return {
		code: "packages-disagree",
		sentences: [`${termText(need.who)} needs ${termText(need.what)}, and ${termText(wanted)} is requested.`],
		packages: [need.who.name, wanted.name]
	};
};
// src/resolve/explain.ts
const fallback = (conflict) => {
	const names = conflict.conflicting.slice(0, 6);
	return {
		code: "packages-disagree",
		sentences: [names.length < 2 ? `The package index has nothing that fits ${names[0] ?? "the requirements"} in this cell.` : `These packages cannot be installed together in this cell: ${names.join(", ")}.`],
		packages: names
	};
};
/** In the order in which they are tried: what is wrong by itself before what is wrong together. */
const EXPLAINERS = [
	packageMissing,
	versionMissing,
	newerThanIndex,
	askedTwice,
	againstPin,
	noBuildForCuda,
	againstOwnRequest,
	packageWithoutBuild,
	packagesDisagree,
	dependencyWithoutWheels
];
/**
* uv's account of a conflict in at most two sentences of at most 25 words, without its own words
* for things; uv's text goes along as `detail`.
*/
const explain = (text, question) => {
	const conflict = conflictFrom(readDerivation(text), question);
	let explanation;
	for (const explainer of EXPLAINERS) explanation ??= explainer(conflict);
	const { code, sentences, packages } = explanation ?? fallback(conflict);
	return {
		reasons: [{
			code,
			message: sentences.join(" "),
			source: "resolver",
			detail: text
		}],
		packages
	};
};
// src/resolve/wheelTags.ts
const NO_BUILD = [-1, ""];
/** Undefined if the text is not the file name of a wheel. */
const parseWheelName = (file) => {
	const parts = file.endsWith(".whl") ? file.slice(0, -4).split("-") : [];
	const [name, version] = parts;
	const [pythons, abis, platforms] = parts.slice(-3).map((tags) => tags.split("."));
	if (name === void 0 || version === void 0 || pythons === void 0 || abis === void 0 || platforms === void 0) return void 0;
	if (parts.length !== 5 && parts.length !== 6) return void 0;
	const build = parts.length === 6 ? /^(\d+)(.*)$/.exec(parts[2] ?? "") : null;
	if (parts.length === 6 && build === null) return void 0;
	return {
		name,
		version,
		build: build === null ? NO_BUILD : [Number(build[1]), build[2] ?? ""],
		pythons,
		abis,
		platforms
	};
};
/**
* How narrowly a Python tag fits, the higher the narrower; 0 = not at all. Free-threaded builds
* (`cp313t`) never fit.
*/
const pythonRank = (wheel, minor) => {
	const exact = `cp3${minor}`;
	const abi3 = wheel.pythons.map((tag) => /^cp3(\d+)$/.exec(tag)?.[1]).filter((tag) => tag !== void 0 && Number(tag) <= minor);
	const pure = wheel.pythons.filter((tag) => tag === "py3" || /^py3\d+$/.test(tag)).map((tag) => Number(tag.slice(3) || "0"));
	if (wheel.pythons.includes(exact) && wheel.abis.includes(exact)) return 1e3;
	if (wheel.abis.includes("abi3") && abi3.length > 0) return 500 + Math.max(...abi3.map(Number));
	if (wheel.pythons.includes(exact) && wheel.abis.includes("none")) return 400;
	if (wheel.abis.includes("none") && pure.some((least) => least <= minor)) return 100 + Math.max(...pure.filter((least) => least <= minor));
	return 0;
};
const LEGACY = {
	manylinux1: 5,
	manylinux2010: 12,
	manylinux2014: 17
};
/** glibc 2.N that a platform tag needs on x86_64; 0 for `any`; undefined for other machines. */
const glibcOf = (tag) => {
	if (tag === "any") return 0;
	const match = /^(?:manylinux_2_(\d+)|(manylinux(?:1|2010|2014))|(linux))_x86_64$/.exec(tag);
	if (match === null) return void 0;
	return match[1] === void 0 ? LEGACY[match[2] ?? ""] ?? 1 : Number(match[1]);
};
const platformRank = (wheel, glibc) => {
	const fitting = wheel.platforms.map(glibcOf).filter((needs) => needs !== void 0 && needs <= glibc);
	return fitting.length === 0 ? 0 : 1 + Math.max(...fitting);
};
/**
* Ranks of Python, platform and build; undefined if the wheel does not fit a CPython x.y on
* `x86_64-manylinux_2_N`.
*/
const ranks = (wheel, python, platform) => {
	const glibc = Number(/^x86_64-manylinux_2_(\d+)$/.exec(platform)?.[1] ?? "17");
	const byPython = pythonRank(wheel, Number(python.split(".")[1]));
	const byPlatform = platformRank(wheel, glibc);
	return byPython === 0 || byPlatform === 0 ? void 0 : [
		byPython,
		byPlatform,
		...wheel.build
	];
};
/** Whether an installer would take this file on that Python and platform. */
const wheelFits = (file, python, platform) => {
	const wheel = parseWheelName(file);
	return wheel !== void 0 && ranks(wheel, python, platform) !== void 0;
};
/**
* Of several wheels of one release the one that installers take: narrowest tags, then the highest
* build number. torch 2.10.0 has two for one Python and platform, which differ in their build
* number. Undefined if none fits.
*/
const bestWheel = (wheels, python, platform) => {
	const ranked = wheels.flatMap((wheel) => {
		const name = parseWheelName(wheel.file);
		const rank = name === void 0 ? void 0 : ranks(name, python, platform);
		return rank === void 0 ? [] : [{
			wheel,
			rank
		}];
	});
	const later = (a, b) => {
		for (const at of [
			0,
			1,
			2
		]) if (a.rank[at] !== b.rank[at]) return b.rank[at] - a.rank[at];
		return a.rank[3] < b.rank[3] ? 1 : -1;
	};
	return ranked.sort(later)[0]?.wheel;
};
// src/resolve/lock.ts
/** The version of a package in a lock; undefined where it is not in there. */
const versionIn = ({ wheels }, name) => wheels.find((wheel) => wheel.name === name)?.version;
export { readDerivation as a, questioner as c, explain as i, bestWheel as n, platformOf as o, wheelFits as r, questionOf as s, versionIn as t };
