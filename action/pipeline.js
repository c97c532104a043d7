import { c as judgeBase, d as expandCells, f as saysVersions, o as baseOf, p as withTagLists, s as isLocal, t as lockFolder, u as baseRepositories } from "./session.js";
import { i as wrongRequest, n as foundProblem, t as DlEnvError } from "./error.js";
import { n as problemText } from "./problemText.js";
import { t as rangeChecker } from "./inRange.js";
import { t as memoized } from "./memoized.js";
import { r as releaseOf, t as baseRepository } from "./cudaRelease.js";
import { c as questioner, i as explain, t as versionIn } from "./lock.js";
import { a as minorOf, i as majorOf, n as isPreRelease, t as compareVersions } from "./versions.js";
import { f as normalName, m as matrixLine } from "./ownPackages.js";
import { a as releasesFor, c as disjoint, i as pinsIn, n as librariesOf, o as requirementName, r as pinFor, s as requirementRange, t as counts, u as rangeWords } from "./libraryRelease.js";
import { n as isAdded, r as withNeeds } from "./cellLibraries.js";
import { i as isRefusal, s as pLimit } from "./networkFault.js";
import { d as number, f as object, h as string, i as boolean, l as literal, s as discriminatedUnion } from "./schemas.js";
import { a as restLayer, c as wheelLayer, f as aptLockNotices, h as snapshotId, i as pythonLayerSpec, l as walkFolder, m as aptDate, n as filesLayerSpec, o as runLayerSpec, r as ownLayerSpec, s as systemLayerSpec, t as bytecodeLayer, u as wantedAptPackages } from "./layerSpecs.js";
import { n as refuseLinkOut } from "./linkOut.js";
import { r as questionKey } from "./lockKey.js";
import { a as encodeLock, i as encodeAptLock, n as decodeAptLock, o as lockFileName, r as decodeLock, t as aptLockFileName } from "./lockfile.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { a as readTagList, n as readBaseDigests } from "./baseImage.js";
import { i as repositoryName, r as parseReference } from "./reference.js";
import { u as closureReader } from "./artifact.js";
import { t as isLayout } from "./layout.js";
import { o as withoutLeaving } from "./leavingTags.js";
import { F as libraryPackages, a as byLayerRank, c as inWheelOrder, f as NOT_COMPILED, l as namePattern, m as pythonOfWheel, o as byWheelName, p as notCompiledIn, r as systemRecipe, s as inLayerOrder, u as overlapWinnerWheels, x as putProbe, y as fileForUser } from "./systemRecipe.js";
import { t as ensureWritable } from "./ensureWritable.js";
import { n as immutableTag, r as makePlan } from "./makePlan.js";
import { a as patternText, i as matches, n as NOTHING_ADDED, r as needsLocale, t as customizer } from "./customizer.js";
import { t as lockOfCell } from "./planInputs.js";
import { r as SMOKE_REQUIREMENTS } from "./requestValues.js";
import { d as runLabels, f as userLabel, g as userOf, i as ORDER_LABEL, l as labelsOf, m as DEFAULT_USER, p as wheelLabels, u as orderKey } from "./labels.js";
import { n as PROBE_FOLDER, t as LICENCE_LIST } from "./imagePaths.js";
import { i as secretInFile } from "./secretNames.js";
import { n as isWithin$1 } from "./pathWithin.js";
import { o as CONTROL_CHARACTER } from "./mirrors.js";
import { y as variableProblem } from "./openRepository.js";
import { t as layerTag } from "./recipe.js";
import { t as hardwareOf } from "./hardware.js";
import { i as ask$1, n as openAsking, o as defaultIndexFailure, r as askNewest, s as namedIndexFailure, t as namesOf } from "./openAsking.js";
import { n as defaultIndex, t as addedIndexes } from "./indexSettings.js";
import { r as compare, t as satisfies } from "./pep440.js";
import { r as count } from "./units.js";
import { n as closestOrLonger, r as require_fastest_levenshtein, t as closestOf } from "./closest.js";
import { t as fewNames } from "./fewNames.js";
import { n as lockChecker } from "./lockRules.js";
import { t as oneOf } from "./oneOf.js";
import { t as AXES } from "./request.js";
import { dirname, join, relative, resolve } from "node:path";
import { createHash, hash } from "node:crypto";
// src/matrix/cudaCoverage.ts
/**
* `cuda-not-covered`: what the catalog says of wheels begins with its oldest CUDA and ends with the
* majors that it knows; whether there is an image has no part in it.
*/
const cudaCoverage = (cell, { catalog }) => {
	const minors = [...new Set(catalog.cuda.map(({ minor }) => minor))].sort(compareVersions);
	const [oldest = "0"] = minors;
	const isOlder = compareVersions(minorOf(cell.cuda), oldest) < 0;
	if (releaseOf(catalog, cell.cuda, cell.ubuntu) !== void 0 || !isOlder && catalog.wheels[majorOf(cell.cuda)] !== void 0) return [];
	const nearest = isOlder ? oldest : minors.at(-1);
	return [{
		code: "cuda-not-covered",
		message: `The catalog's facts about wheels are for CUDA ${oldest} to ${minors.at(-1)}; CUDA ${cell.cuda} is ${isOlder ? "older" : "newer"}.`,
		source: "matrix/cuda.yml",
		...nearest === void 0 ? {} : { hint: matrixLine("cuda", nearest) }
	}];
};
// src/matrix/cudnnRule.ts
/**
* `two-cudnns`: a `cudnn-*` base brings a cuDNN, a library's wheels bring another, and something
* loads one. A wheel that brings its own finds it by its RPATH; the base's is not loaded instead.
*/
const cudnnRule = (cell, { catalog, request }) => {
	if (!cell.flavor.startsWith("cudnn")) return [];
	const libraries = librariesOf(cell, catalog);
	const bringing = libraries.find(({ bringsCudnn }) => bringsCudnn);
	const reading = libraries.find(({ usesCudnn }) => usesCudnn);
	if (bringing === void 0 || reading === void 0) return [];
	const version = releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn;
	const base = `the flavor ${cell.flavor} brings ${version === void 0 ? "one" : version} too`;
	const { ownCopy, twoCopies } = catalog.cudnn;
	return [{
		code: "two-cudnns",
		message: `${bringing.title}'s wheels bring a cuDNN, and ${base}.` + (request.cudnn === "system" ? ` They load their own by its path, so \`cudnn: system\` cannot be kept.` : ""),
		source: request.cudnn === "system" ? ownCopy : twoCopies,
		hint: matrixLine("flavor", cell.flavor.replace(/^cudnn-/, ""))
	}];
};
// src/matrix/endOfLifeRules.ts
/** `cuda-end-of-life`: NVIDIA rebuilds the images of this release no longer. */
const cudaEndOfLife = (cell, { catalog, today }) => {
	const release = releaseOf(catalog, cell.cuda, cell.ubuntu);
	const ended = release?.endOfLife ?? release?.endedBy;
	if (release === void 0 || ended === void 0 || ended > today) return [];
	const newer = catalog.cuda.findLast((other) => other.minor === release.minor && other.images[cell.ubuntu] !== void 0 && (other.endOfLife ?? other.endedBy ?? "9999") > today);
	const successor = newer === void 0 ? "" : ` Its successor is ${newer.version}.`;
	return [{
		code: "cuda-end-of-life",
		message: (release.endOfLife === void 0 ? `By ${ended} NVIDIA listed its images of CUDA ${cell.cuda} as ended.` : `NVIDIA ended its images of CUDA ${cell.cuda} on ${ended}; they are no longer rebuilt.`) + successor,
		source: release.source,
		...newer === void 0 ? {} : { hint: matrixLine("cuda", newer.version) }
	}];
};
/** `ubuntu-end-of-life`: the release gets no security updates. */
const ubuntuEndOfLife = (release, { catalog, today }) => {
	if (release === void 0 || release.endOfLife > today) return [];
	const next = catalog.ubuntu.find((other) => compareVersions(other.name, release.name) > 0 && other.endOfLife > today);
	return [{
		code: "ubuntu-end-of-life",
		message: `${release.name === "stand-in" ? "The stand-in's Debian" : `Ubuntu ${release.name}`} has had no security updates since ${release.endOfLife}.`,
		source: release.source,
		...next === void 0 ? {} : { hint: matrixLine("ubuntu", next.name) }
	}];
};
// src/matrix/pinRules.ts
const conflictsOf = (library, cell, context) => {
	const [release] = releasesFor(library, cell, context);
	return (release?.requirements ?? []).flatMap((requirement) => {
		const packageName = requirementName(requirement);
		const pin = pinFor(library, packageName, context);
		const range = requirementRange(requirement);
		if (release === void 0 || pin === void 0 || range === "") return [];
		if (!disjoint(pin.range, range)) return [];
		return [{
			library,
			packageName,
			pin,
			range,
			source: release.source
		}];
	});
};
/** Where the sets of a cell name versions that leave no room, and what to write there. */
const writtenIn = (conflicts, cell, { catalog }) => cell.libraries.flatMap((key) => {
	const library = catalog.libraries.get(key);
	const held = library?.own?.pin;
	const found = conflicts.find(({ pin, range }) => pin.name === held?.name && disjoint(held.range, range));
	return library === void 0 || found === void 0 ? [] : [{
		place: library.releases[0]?.source ?? "",
		text: `${found.packageName}${found.range}`
	}];
});
const pinLine = (pins, conflicts) => {
	const changed = Object.fromEntries(conflicts.map(({ pin, range }) => [pin.name, range]));
	return `pins: { ${Object.entries({
		...pins,
		...changed
	}).map(([pinned, value]) => `${pinned}: "${value}"`).join(", ")} }`;
};
/** Versions that a set names are changed where they stand; those of `pins` all in their line. */
const hintFor$1 = (conflicts, cell, context) => {
	const written = writtenIn(conflicts, cell, context);
	if (written.length === 0) return pinLine(context.request.pins, conflicts);
	return `Write: ${written.map(({ place, text }) => `${text} (${place})`).join(", ")}`;
};
const list = new Intl.ListFormat("en-GB");
const messageOf = (conflicts) => {
	const [first, ...more] = conflicts;
	if (more.length === 0) return `The pin requires ${first.packageName} ${rangeWords(first.pin.range)}; ${first.library.title} needs ${rangeWords(first.range)} for this CUDA and Python.`;
	const asked = conflicts.map(({ packageName, pin }) => `${packageName} ${rangeWords(pin.range)}`);
	const needed = conflicts.map(({ packageName, range }) => `${packageName} ${rangeWords(range)}`);
	return `${list.format(asked)} are requested; this CUDA and Python need ${list.format(needed)}.`;
};
/**
* `pin-out-of-range`: versions that dl-env.yml asks for and what library.yml asks for have none in
* common. All of a cell are one reason: those of one family are changed together. `libraries` are
* those that no limit of theirs rules out.
*/
const pinReasons = (libraries, cell, context) => {
	const found = libraries.flatMap((library) => conflictsOf(library, cell, context));
	const [first, ...more] = [...new Map(found.map((one) => [one.packageName, one])).values()];
	if (first === void 0) return [];
	return [{
		code: "pin-out-of-range",
		message: messageOf([first, ...more]),
		source: first.source,
		hint: hintFor$1([first, ...more], cell, context)
	}];
};
// src/matrix/libraryRules.ts
const filled = (text, cell) => text.replaceAll("{cuda}", minorOf(cell.cuda)).replaceAll("{python}", cell.python).replaceAll("{ubuntu}", cell.ubuntu).replaceAll("{flavor}", cell.flavor);
/** The limits of library.yml that hold in this cell, under their own codes. */
const limitReasons = (library, cell, context) => library.limits.filter((limit) => counts(limit, cell, context) && (limit.from === void 0 || limit.from <= context.today) && (limit.ubuntu === void 0 || limit.ubuntu.includes(cell.ubuntu)) && (limit.flavor === void 0 || limit.flavor.includes(cell.flavor))).map((limit) => ({
	code: limit.code,
	message: filled(limit.message, cell),
	source: limit.source,
	...limit.hint === void 0 ? {} : { hint: filled(limit.hint, cell) }
}));
/** The CUDA major that a package's name says it is built for, where that is not the cell's. */
const otherCudaMajor = (name, cuda, catalog) => Object.entries(catalog.wheels).find(([major, facts]) => major !== majorOf(cuda) && facts.marks.some((mark) => name.endsWith(mark)))?.[0];
/** The newest CUDA x.y of a major that the catalog has an image of. */
const newestOfMajor = (major, catalog) => minorOf(catalog.cuda.findLast(({ version, images }) => majorOf(version) === major && Object.keys(images).length > 0)?.version ?? `${major}.8`);
/**
* `cuda-major-mismatch`: library.yml asks for a package of another CUDA; one per library is enough.
*/
const cudaMajorReasons = ({ library, release, cell }, { catalog }) => release.requirements.map(requirementName).flatMap((name) => {
	const major = otherCudaMajor(name, cell.cuda, catalog);
	if (major === void 0) return [];
	if (library.own !== void 0) return [{
		code: "wheel-of-another-cuda",
		message: `${name} is built for CUDA ${major}, and this cell has CUDA ${minorOf(cell.cuda)}.`,
		source: release.source,
		hint: `Leave it out, or name a CUDA ${major}: ${matrixLine("cuda", newestOfMajor(major, catalog))}`
	}];
	return [{
		code: "cuda-major-mismatch",
		message: `${library.title} requires ${name}, which is built for CUDA ${major}.`,
		source: release.source,
		hint: `add an entry for CUDA ${majorOf(cell.cuda)} to: ${library.folder}/library.yml`
	}];
}).slice(0, 1);
/** `library-not-available`: no entry of library.yml counts in this cell. */
const notAvailable$1 = (library, cell, { catalog }) => {
	const others = cell.libraries.filter((name) => !withNeeds([name], catalog).includes(library.name) && !isAdded(name, catalog));
	return {
		code: "library-not-available",
		message: `The catalog has no wheels of ${library.title} for CUDA ${minorOf(cell.cuda)} with Python ${cell.python}.`,
		source: library.releases.at(-1)?.source ?? library.folder,
		hint: `sets: { mine: [${others.join(", ")}] }`
	};
};
const reasonsOf = (library, cell, context) => {
	const limits = limitReasons(library, cell, context);
	if (limits.length > 0) return limits;
	const [release] = releasesFor(library, cell, context);
	if (release === void 0) return [notAvailable$1(library, cell, context)];
	return cudaMajorReasons({
		library,
		release,
		cell
	}, context);
};
/**
* What the cell's libraries have against it; the same reason of several, such as one missing torch
* build for torch and torchaudio, is given once.
*/
const libraryReasons = (cell, context) => {
	const libraries = librariesOf(cell, context.catalog);
	const unlimited = libraries.filter((library) => limitReasons(library, cell, context).length === 0);
	const reasons = libraries.flatMap((library) => reasonsOf(library, cell, context));
	return [...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values(), ...pinReasons(unlimited, cell, context)];
};
/**
* Whether a limit of these libraries looks at the Ubuntu release or the flavor, which is rare: sets
* without one are judged once for all of both.
*/
const dependOnBase = (libraries) => libraries.some((library) => library.limits.some((limit) => limit.ubuntu !== void 0 || limit.flavor !== void 0 || /\{(ubuntu|flavor)\}/.test(`${limit.message} ${limit.hint ?? ""}`)));
// src/matrix/pythonRule.ts
const notAvailable = (cell, minors) => ({
	code: "python-not-available",
	message: `No Python ${cell.python} is in the catalog, which has ${minors.join(", ")}.`,
	source: "matrix/pythons.yml and matrix/ubuntu.yml"
});
/**
* `python-not-available` and `python-pre-release`: neither the catalog's archives nor the Ubuntu
* release has this Python.
*/
const pythonRule = (cell, release, { catalog }) => {
	if (cell.pythonFrom === "ubuntu" || catalog.pythons.some((python) => python.minor === cell.python)) return [];
	const preRelease = release?.preReleasePythons[cell.python];
	const minors = [...new Set(catalog.pythons.map(({ minor }) => minor))].sort(compareVersions);
	const near = compareVersions(cell.python, minors[0] ?? "3") < 0 ? minors[0] : minors.at(-1);
	return [{
		...preRelease === void 0 ? notAvailable(cell, minors) : {
			code: "python-pre-release",
			message: `Ubuntu ${cell.ubuntu} has Python ${cell.python} only as ${preRelease}.`,
			source: release?.source ?? "matrix/ubuntu.yml"
		},
		...near === void 0 ? {} : { hint: matrixLine("python", near) }
	}];
};
// src/matrix/rules.ts
const NONE = [];
const joined = (groups) => {
	const found = groups.filter((reasons) => reasons.length > 0);
	return found.length < 2 ? found[0] ?? NONE : found.flat();
};
const baseRules = (context) => {
	const ubuntus = new Map(context.catalog.ubuntu.map((release) => [release.name, release]));
	return memoized((cell) => {
		const release = ubuntus.get(cell.ubuntu);
		return [
			...cudaEndOfLife(cell, context),
			...ubuntuEndOfLife(release, context),
			...pythonRule(cell, release, context)
		];
	}, (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.python}`);
};
/** The rules of one set of libraries. */
const setRules = (libraries, { request, ...facts }) => {
	const pins = pinsIn(libraries, request.pins, facts.catalog);
	const context = {
		...facts,
		request: {
			...request,
			pins
		}
	};
	const wholeBase = dependOnBase(librariesOf({ libraries }, context.catalog));
	const cudnn = memoized((cell) => cudnnRule(cell, context), (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`);
	const ofLibraries = memoized((cell) => libraryReasons(cell, context), (cell) => wholeBase ? `${cell.python} ${cell.cuda} ${cell.ubuntu} ${cell.flavor}` : `${cell.python} ${cell.cuda}`);
	return (cell) => joined([cell.flavor.startsWith("cudnn") ? cudnn(cell) : NONE, ofLibraries(cell)]);
};
/**
* The catalog's rules for the cells of one request; what does not depend on the whole cell is
* worked out once.
*/
const rulesFor = ({ inRange = rangeChecker(), ...facts }) => {
	const context = {
		...facts,
		inRange
	};
	const base = baseRules(context);
	const bySet = memoized((libraries) => setRules(libraries, context));
	const coverage = memoized((cell) => cudaCoverage(cell, context), (cell) => cell.cuda);
	return (cell) => {
		const uncovered = coverage(cell);
		return uncovered.length > 0 ? uncovered : joined([base(cell), bySet(cell.libraries)(cell)]);
	};
};
// src/matrix/screen.ts
/** Judgements of bases, made once for each tag. */
const baseJudge = ({ catalog, lists, today }) => memoized((cell) => {
	const repository = baseRepository(catalog, cell);
	return judgeBase(cell, {
		catalog,
		list: lists.get(repository),
		today
	});
}, (cell) => `${cell.cuda} ${cell.ubuntu} ${cell.flavor} ${cell.base ?? ""}`);
/**
* Screens cells of one request, its own and any other of the catalog; what does not depend on the
* whole cell is worked out once.
*/
const openScreen = (inputs) => {
	const { request, catalog, today } = inputs;
	const inRange = rangeChecker();
	const rules = rulesFor({
		request,
		catalog,
		today,
		inRange
	});
	const questionOf = questioner(request, catalog, inRange);
	const baseOf = baseJudge(inputs);
	return (cell) => {
		const base = baseOf(cell);
		const against = rules(cell);
		const reasons = base.kind === "absent" ? [base.reason, ...against] : against;
		return base.kind === "there" && reasons.length === 0 ? {
			cell,
			base,
			reasons,
			question: questionOf(cell)
		} : {
			cell,
			base,
			reasons
		};
	};
};
/** The questions that are open, each value once. */
const openQuestions = (screened) => [...new Set(screened.flatMap(({ question }) => question ?? []))];
// src/plan/mirroredTags.ts
/** Requests to one mirror at the same time. */
const SIDE_BY_SIDE$1 = 6;
const ask = async ({ sys, open }, repository, tag) => {
	try {
		return await open(repository).resolve(tag) === void 0 ? "absent" : "there";
	} catch (error) {
		if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
		sys.log.debug(`${repository}:${tag}: ${error.message}`);
		return "unreachable";
	}
};
/** A list with what its repository said of single tags. */
const withAnswers = (list, repository, answers) => {
	const there = answers.flatMap(([tag, answer]) => answer === "there" ? [tag] : []);
	const others = answers.flatMap(([tag, answer]) => answer === "there" ? [] : [[tag, answer]]);
	return {
		...list,
		tags: /* @__PURE__ */ new Set([...list.tags, ...there]),
		mirror: {
			name: repository,
			...list.mirror,
			unlisted: new Map(others)
		}
	};
};
/**
* The same lists; what a mirror's list lacks of the bases of these cells was asked for by itself,
* with one HEAD a tag, and so was what a repository in place of NVIDIA's lacks, which may fetch it
* only then. Other lists of registries themselves are left as they are.
*/
const askUnlisted = async (asking, lists, { cells, catalog }) => {
	const wanted = Map.groupBy(cells.map((cell) => baseOf(cell, catalog)).filter(({ repository }) => !isLocal(repository)), ({ repository }) => repository);
	const own = /* @__PURE__ */ new Set([catalog.base, ...cells.map(({ base }) => base)]);
	const limit = pLimit(SIDE_BY_SIDE$1);
	const complete = async (repository, list) => {
		if (list.mirror === void 0 && !own.has(repository)) return list;
		const unlisted = new Set((wanted.get(repository) ?? []).map(({ tag }) => tag).filter((tag) => !list.tags.has(tag)));
		const answers = await Promise.all([...unlisted].map(async (tag) => [tag, await limit(() => ask(asking, repository, tag))]));
		return withAnswers(list, repository, answers);
	};
	return new Map(await Promise.all([...lists].map(async ([repository, list]) => [repository, await complete(repository, list)])));
};
// src/resolve/committedLocks.ts
/**
* The file that a lock was read from in this run, which need not be compared with what was read
* from it.
*/
const sources = /* @__PURE__ */ new WeakMap();
/** Whether a lock was read from a committed file in this run. */
const isCommitted = (lock) => sources.has(lock);
/** The lock that is committed for a question in a folder of locks, or undefined. */
const readLock = async (files, folder, question) => {
	const file = `${folder}/${lockFileName(question)}`;
	const content = await files.readText(file);
	if (content === void 0) return void 0;
	const lock = decodeLock(content, file);
	sources.set(lock, file);
	if (questionKey(lock.question) === questionKey(question)) return lock;
	throw wrongRequest({
		code: "lock-changed",
		message: "This lock is for other requirements than its file name says.",
		place: { file },
		hint: "Make it again: dl-env lock --update"
	});
};
/** The committed apt lock of a release, or undefined. */
const readAptLock = async (files, folder, release) => {
	const file = `${folder}/${aptLockFileName(release)}`;
	const content = await files.readText(file);
	return content === void 0 ? void 0 : decodeAptLock(content, file);
};
/** Same wheels and no size learned: the file keeps its time, so that nothing shows in a diff. */
const saysTheSame = (content, file, lock) => {
	try {
		const old = decodeLock(content, file);
		return old.key === lock.key && !old.wheels.some((wheel, at) => wheel.download === 0 && (lock.wheels[at]?.download ?? 0) > 0);
	} catch {
		return false;
	}
};
/** Names that dl-env gives to files of locks. */
const LOCK_NAME = /^(?:py\d+\.\d+-[0-9a-f]{12}|apt-[A-Za-z0-9.-]+)\.json$/;
const lockFile = async (files, folder, { lock, now }) => {
	const name = lockFileName(lock.question);
	const file = `${folder}/${name}`;
	if (sources.get(lock) === file) return {
		name,
		content: void 0
	};
	const before = await files.readText(file);
	const isSame = before !== void 0 && (before === encodeLock(lock) || saysTheSame(before, name, lock));
	const stamped = now === void 0 ? lock : {
		...lock,
		created: new Date(now).toISOString()
	};
	return {
		name,
		content: isSame ? void 0 : encodeLock(stamped)
	};
};
const aptLockFile = async (files, folder, lock) => {
	const name = aptLockFileName(lock.release);
	const content = encodeAptLock(lock);
	return {
		name,
		content: await files.readText(`${folder}/${name}`) === content ? void 0 : content
	};
};
/**
* Writes locks into their folder. A lock whose wheels are the same is not touched. Rejects with
* `link-out` for a folder that is elsewhere.
*/
const writeLocks = async (files, { folder, locks, apt }, { prune, now }) => {
	await refuseLinkOut(files, folder);
	const written = [];
	const kept = [];
	const writeOne = async ({ name, content }) => {
		(content === void 0 ? kept : written).push(name);
		if (content !== void 0) await files.write(`${folder}/${name}`, content);
	};
	for (const lock of locks) await writeOne(await lockFile(files, folder, {
		lock,
		now
	}));
	for (const lock of apt) await writeOne(await aptLockFile(files, folder, lock));
	const names = /* @__PURE__ */ new Set([...written, ...kept]);
	const removed = prune ? (await files.list(folder)).filter((name) => LOCK_NAME.test(name) && !names.has(name)) : [];
	for (const name of removed) await files.remove(`${folder}/${name}`);
	return {
		written: written.sort(),
		kept: kept.sort(),
		removed
	};
};
// src/plan/chooseAptLocks.ts
/**
* A lock that has names and a date only, the first day of the current span: what counts until apt
* was asked for versions.
*/
const aptLockByDate = ({ sys, catalog, request }, wanted) => {
	const asOf = aptDate(sys.clock.now(), request.apt.maxAgeDays);
	const hasSnapshots = catalog.ubuntu.some(({ name, snapshots }) => name === wanted.release && snapshots !== void 0);
	return {
		release: wanted.release,
		asOf,
		...hasSnapshots ? { snapshot: snapshotId(asOf) } : {},
		asked: wanted.asked,
		extras: wanted.extras
	};
};
/**
* The apt packages of each release that accepted cells use: from its committed lock, else by name
* as of this span's date.
*/
const chooseAptLocks = async (facts, judged) => {
	const { sys, request, folder, update } = facts;
	const locks = /* @__PURE__ */ new Map();
	const notices = [];
	for (const wanted of wantedAptPackages(facts, judged).values()) {
		const committed = update ? void 0 : await readAptLock(sys.files, folder, wanted.release);
		locks.set(wanted.release, committed ?? aptLockByDate(facts, wanted));
		if (committed !== void 0) notices.push(...aptLockNotices(committed, wanted, {
			file: `${folder}/${aptLockFileName(wanted.release)}`,
			now: sys.clock.now(),
			maxAgeDays: request.apt.maxAgeDays
		}));
	}
	return {
		locks,
		notices
	};
};
// src/plan/jobAssignment.ts
/** Ids of the cells that an assignment names; undefined where it is all of them. */
const assignedCells = (assignment) => assignment.kind === "request" ? void 0 : new Set(assignment.cells);
// src/plan/baseDigests.ts
const CachedDigest = object({ platform: string().regex(/^sha256:[0-9a-f]{64}$/) });
const fileOf = ({ env }, indexDigest) => `${cacheFolder(env)}/platforms/${indexDigest.slice(7)}.json`;
const cachedDigest = async (sys, indexDigest) => {
	const text = await sys.files.readText(fileOf(sys, indexDigest));
	try {
		return text === void 0 ? void 0 : CachedDigest.parse(JSON.parse(text)).platform;
	} catch {
		return;
	}
};
/**
* Digests of a base, by a HEAD alone where the list behind its tag was read before: a list's digest
* says all that is in it. Registries that count pulls count GET and not HEAD. Rejects with
* `base-missing` when the tag is gone.
*/
const baseDigests = async (sys, open, tag) => {
	const reference = parseReference(tag);
	const indexDigest = reference.kind === "layout" || reference.tag === void 0 ? void 0 : await open(repositoryName(reference)).resolve(reference.tag);
	const platformDigest = indexDigest === void 0 ? void 0 : await cachedDigest(sys, indexDigest);
	if (indexDigest !== void 0 && platformDigest !== void 0) return {
		indexDigest,
		platformDigest
	};
	const read = await readBaseDigests(open, tag);
	await sys.files.write(fileOf(sys, read.indexDigest), JSON.stringify({ platform: read.platformDigest }));
	return read;
};
// src/registry/tagsForWriting.ts
const DENIALS = [
	"registry-denied",
	"registry-unknown",
	"login-refused"
];
const isDenied = (error) => error instanceof DlEnvError && (DENIALS.includes(error.code) || error.code === "no-token" && isRefusal(error));
/** Undefined where they are denied. */
const tagsUnlessDenied = async (repository) => {
	try {
		return await repository.tags();
	} catch (error) {
		if (isDenied(error)) return void 0;
		throw error;
	}
};
/**
* The tags of a repository that is written to in any case. Some registries deny the list of one
* that is not there yet, as they do that of one which others may not see. What tells the two apart
* is a write: where it is taken and the list is still denied, there are none. What was written to
* before has a manifest after this, and so a list for those who may see it.
*/
const tagsForWriting = async (repository) => {
	const listed = await tagsUnlessDenied(repository);
	if (listed !== void 0) return listed;
	const isNew = await ensureWritable(repository);
	await putProbe(repository);
	return isNew ? await tagsUnlessDenied(repository) ?? [] : repository.tags();
};
// src/plan/registryState.ts
/** Requests to one registry at the same time. */
const SIDE_BY_SIDE = 6;
const cannotAsk = (error) => error instanceof DlEnvError && error.exit === 3;
/** What is said of something that did not answer: its own words, code and hint. */
const silence = (what, { code, message, hint }) => ({
	code,
	message: `${what}: ${message}`,
	...hint === void 0 ? {} : { hint }
});
/** What is known of a repository that stands for another and gives no list: nothing yet. */
const noList = (name, clock, refusal) => ({
	tags: /* @__PURE__ */ new Set(),
	asOf: new Date(clock.now()).toISOString().slice(0, 10),
	mirror: {
		name,
		unlisted: /* @__PURE__ */ new Map(),
		refusesList: true,
		...refusal === void 0 ? {} : { refusal }
	}
});
/**
* The list of a repository as its registry gives it. One that stands for another may refuse its
* list, or give an empty one, and have images all the same: what it says of single tags counts.
* Undefined where it could not be asked.
*/
const readList = async ({ sys, open }, repository, { asOf: copiedOn, base }) => {
	const from = open(repository);
	const { mirror } = from;
	const stands = mirror ?? (repository === base ? repository : void 0);
	try {
		const { tags, asOf } = await readTagList(from, sys.clock);
		if (stands !== void 0 && tags.length === 0) return noList(stands, sys.clock);
		const isMirror = mirror === void 0 ? {} : { mirror: {
			name: mirror,
			unlisted: /* @__PURE__ */ new Map()
		} };
		return {
			tags: new Set(tags),
			asOf,
			...isMirror
		};
	} catch (error) {
		if (!cannotAsk(error)) throw error;
		const isRefused = stands !== void 0 && isRefusal(error);
		const what = isRefused ? `${stands} gives no list of its tags; each base is asked for by itself` : `${repository} could not be queried; the catalog's copy of its tags is used, as of ${copiedOn}`;
		sys.log.warn(problemText(silence(what, error)));
		return isRefused ? noList(stands, sys.clock, error) : void 0;
	}
};
/**
* Tag lists by repository. A registry that cannot be asked has no entry, and a warning says so: the
* catalog's copy counts.
*/
const readLists = async (asking, repositories, copied) => {
	const lists = /* @__PURE__ */ new Map();
	if (asking.offline) return lists;
	for (const repository of repositories.filter((name) => !isLocal(name))) {
		const list = await readList(asking, repository, copied);
		if (list !== void 0) lists.set(repository, list);
	}
	return lists;
};
const acceptedBases = (judged) => new Set(judged.flatMap(({ verdict }) => verdict.kind === "accepted" ? [verdict.base.tag] : []));
const repositoryOf = (tag) => tag.slice(0, tag.lastIndexOf(":"));
/**
* Digests of the accepted cells' bases by tag. A base that cannot be asked has no entry: its cells
* can be planned, but neither keyed nor built.
*/
const readDigests = async ({ sys, open, offline }, judged, lists) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const found = /* @__PURE__ */ new Map();
	const readOne = async (tag) => {
		try {
			found.set(tag, await (isLocal(tag) ? readBaseDigests(open, tag) : baseDigests(sys, open, tag)));
		} catch (error) {
			if (!cannotAsk(error)) throw error;
			sys.log.debug(`${tag}: ${error.message}`);
		}
	};
	const askable = [...acceptedBases(judged)].filter((tag) => isLocal(tag) || !offline && lists.has(repositoryOf(tag)));
	await Promise.all(askable.map((tag) => limit(() => readOne(tag))));
	return found;
};
/** The same verdicts, with the digests of the bases that are known. */
const withDigests = (judged, digestsOf) => judged.map(({ cell, verdict }) => {
	const found = verdict.kind === "accepted" ? digestsOf(cell.id, verdict.base.tag) : void 0;
	if (verdict.kind !== "accepted" || found === void 0) return {
		cell,
		verdict
	};
	return {
		cell,
		verdict: {
			...verdict,
			base: {
				...verdict.base,
				digest: found.indexDigest,
				platformDigest: found.platformDigest
			}
		}
	};
});
/** Tags of a layout of which nothing is gone or cut off: a folder can lose files. */
const wholeTags = async (layout, tags) => {
	const { damageOf } = closureReader(layout);
	const damage = await Promise.all(tags.map((tag) => damageOf(tag)));
	return tags.filter((_, index) => damage[index]?.length === 0);
};
const tagsOf = async ({ offline, writes = false }, repository) => {
	if (offline && repository.kind === "registry") return void 0;
	try {
		const tags = await (writes ? tagsForWriting(repository) : repository.tags());
		return new Set(isLayout(repository) ? await wholeTags(repository, tags) : await withoutLeaving(repository, tags));
	} catch (error) {
		if (!cannotAsk(error)) throw error;
		return error;
	}
};
const hostOf = (repository) => repository.name.split("/", 1)[0] ?? "";
/** Reads tags of repositories; each is asked once, also where it refuses. */
const tagsReader = (asking) => {
	const answerOf = memoized((repository) => tagsOf(asking, repository));
	return async (repositories) => {
		const distinct = [...new Set(repositories)];
		const answers = new Map(await Promise.all(distinct.map(async (repository) => [repository, await answerOf(repository)])));
		const silent = distinct.flatMap((repository) => {
			const error = answers.get(repository);
			return error instanceof DlEnvError ? [{
				repository,
				error
			}] : [];
		});
		const groups = Map.groupBy(silent, ({ repository, error }) => `${hostOf(repository)} ${error.code}`);
		return {
			tags: repositories.map((repository) => {
				const answer = answers.get(repository);
				return answer instanceof DlEnvError ? void 0 : answer;
			}),
			refused: [...groups.values()].flatMap((group) => {
				const [first] = group;
				const what = `${group.map(({ repository }) => repository.name).join(" and ")} could not be queried, so it is unknown what is missing there`;
				return first === void 0 ? [] : [silence(what, first.error)];
			})
		};
	};
};
// src/plan/knownBases.ts
const digestsOf = ({ base }) => base.digest === void 0 || base.platformDigest === void 0 ? void 0 : {
	indexDigest: base.digest,
	platformDigest: base.platformDigest
};
/** By cell, the digests of the base that its image was made from, where it is the same base now. */
const knownDigests = ({ cells }, judged) => {
	const made = new Map(cells.map((one) => [`${one.cell} ${one.base.tag}`, digestsOf(one)]));
	return new Map(judged.flatMap(({ cell, verdict }) => {
		const digests = made.get(`${cell.id} ${verdict.base?.tag ?? ""}`);
		return digests === void 0 ? [] : [[cell.id, digests]];
	}));
};
/** The verdicts with the digests of their bases; those that are known are not asked for. */
const withBases = async (asking, verdicts, { lists, known }) => {
	const made = known === void 0 ? /* @__PURE__ */ new Map() : knownDigests(known, verdicts);
	const current = known?.digests;
	const others = verdicts.filter(({ cell, verdict }) => !made.has(cell.id) && current?.has(verdict.base?.tag ?? "") !== true);
	const asked = await readDigests(asking, others, lists);
	return withDigests(verdicts, (cell, tag) => made.get(cell) ?? current?.get(tag) ?? asked.get(tag));
};
const asBased = ({ cell, base }) => {
	const { tag, asOf, digest, platformDigest } = base ?? {};
	if (tag === void 0 || asOf === void 0) return [];
	return [{
		cell,
		base: {
			tag,
			asOf,
			...digest === void 0 || platformDigest === void 0 ? {} : {
				digest,
				platformDigest
			}
		}
	}];
};
/**
* The bases of a plan that was handed over: a tag that no cell of it uses is in none of its lists.
* Undefined where it does not say them, as plans of versions before 2026-11-28.
*/
const basesOfPlan = (cells) => {
	const based = cells.flatMap(asBased);
	if (based.length === 0) return void 0;
	const lists = [...Map.groupBy(based, ({ base }) => base.tag.slice(0, base.tag.lastIndexOf(":")))].map(([repository, these]) => [repository, {
		tags: new Set(these.map(({ base }) => base.tag.slice(repository.length + 1))),
		asOf: these[0]?.base.asOf ?? ""
	}]);
	return {
		lists: new Map(lists),
		cells: based
	};
};
// src/plan/rollingTags.ts
/**
* Order among candidates of a rolling tag: CUDA, Ubuntu, Python by version, then lock time;
* positive when `a` is the newer.
*/
const compareCandidates = (a, b) => compareVersions(a.cell.cuda, b.cell.cuda) || compareVersions(a.cell.ubuntu, b.cell.ubuntu) || compareVersions(a.cell.python, b.cell.python) || (a.locked < b.locked ? -1 : a.locked > b.locked ? 1 : 0);
const rollingOf = (cell, catalog, isDefault) => {
	const { set } = cell;
	const minor = minorOf(cell.cuda);
	const release = catalog.ubuntu.find((ubuntu) => ubuntu.name === cell.ubuntu);
	const flavor = cell.flavor === "base" ? "" : `-${cell.flavor}`;
	const ownPython = cell.python === release?.python;
	return [
		{
			tag: cell.id,
			group: `cell ${cell.id}`
		},
		...ownPython ? [{
			tag: `${set}-cuda${minor}-${release.tag}${flavor}`,
			group: `ubuntu ${set} ${minor} ${cell.ubuntu} ${cell.flavor}`
		}] : [],
		{
			tag: `${set}-cuda${minor}${flavor}`,
			group: `cuda ${set} ${minor} ${cell.flavor}`
		},
		{
			tag: `${set}${flavor}`,
			group: `set ${set} ${cell.flavor}`
		},
		...isDefault ? [{
			tag: "latest",
			group: "latest"
		}] : []
	];
};
const collision = (tag, a, b) => ({
	code: "tag-collision",
	message: `The tag ${tag} would name two different things: a cell of the set ${a.cell.set} and one of the set ${b.cell.set}.`,
	hint: "Rename one of the sets in dl-env.yml, then run: dl-env plan"
});
/**
* Rolling tags by cell id, in the order they move: the cell's own, then
* `<set>-cuda12.8-ubuntu24.04` (the release's own Python), `<set>-cuda12.8`, `<set>`, and `latest`
* for the cell that dl-env.yml names as `default`. Flavors other than `base` stand at the end of
* each. Throws DlEnvError(2) `tag-collision` when one text would name two different things.
*/
const rollingTags = (candidates, request, catalog) => {
	const winners = /* @__PURE__ */ new Map();
	const chosen = request.default;
	for (const candidate of candidates) {
		const isDefault = chosen !== void 0 && matches(candidate.cell, chosen);
		for (const { tag, group } of rollingOf(candidate.cell, catalog, isDefault)) {
			const winner = winners.get(tag);
			if (winner === void 0) winners.set(tag, {
				group,
				candidate
			});
			else if (winner.group !== group) throw wrongRequest(collision(tag, winner.candidate, candidate));
			else if (compareCandidates(candidate, winner.candidate) > 0) winner.candidate = candidate;
		}
	}
	return new Map(candidates.map((candidate) => [candidate.cell.id, rollingOf(candidate.cell, catalog, true).map(({ tag }) => tag).filter((tag) => winners.get(tag)?.candidate.cell.id === candidate.cell.id)]));
};
/**
* The rolling tags of a plan. A cell whose base could not be read cannot be tagged now, so it does
* not compete.
*/
const plannedTags = ({ request, catalog }, { judged, locks, recipes }) => {
	const candidates = judged.flatMap((one) => {
		const lock = lockOfCell(one, locks);
		return lock === void 0 || !recipes.has(one.cell.id) ? [] : [{
			cell: one.cell,
			locked: lock.created
		}];
	});
	return rollingTags(candidates, request, catalog);
};
// src/image/hardwareLabels.ts
/** The facts of `hardwareOf` as labels without prefix; what is not known has no label. */
const hardwareLabels = ({ drivers, sm, runsOn, limitedBy, unmeasured }) => {
	const limits = Object.entries(limitedBy).map(([capability, libraries]) => `${capability}:${libraries.join("+")}`);
	const labels = {
		"driver.minor-version": drivers.minorVersion.driver,
		"driver.data-centre": drivers.dataCentre?.driver,
		"driver.geforce": drivers.geforce?.driver,
		"gpu.sm": sm.join(","),
		"gpu.runs-on": sm.length === 0 ? void 0 : runsOn.join(","),
		"gpu.limited-by": limits.join(","),
		"gpu.not-measured": unmeasured.join(",")
	};
	return Object.fromEntries(Object.entries(labels).filter((entry) => entry[1] !== void 0 && entry[1] !== ""));
};
// src/image/imageFiles.ts
const readFile$1 = async (files, path, { target, mode }) => {
	const bytes = await files.readBytes(path) ?? /* @__PURE__ */ new Uint8Array();
	const content = Buffer.from(bytes).toString("utf8");
	if (Buffer.compare(Buffer.from(content), bytes) !== 0) throw wrongRequest({
		code: "image-file",
		message: "Files of an image must be UTF-8 text.",
		place: { file: path },
		hint: `Look at it: file ${path}`
	});
	return {
		path: target,
		mode: (mode & 64) === 0 ? 420 : 493,
		content
	};
};
const byPath = (a, b) => a.path < b.path ? -1 : 1;
const readRootfs = async (files, root) => {
	const found = (await Array.fromAsync(walkFolder(files, root))).filter(({ path }) => !path.includes("__pycache__"));
	const other = found.find(({ kind }) => kind !== "file");
	if (other !== void 0) throw wrongRequest({
		code: "image-file",
		message: "Only plain files go into images.",
		place: { file: `${root}/${other.path}` },
		hint: "Type: ls -lR image/rootfs"
	});
	return (await Promise.all(found.map(({ path, mode }) => readFile$1(files, `${root}/${path}`, {
		target: `/${path}`,
		mode
	})))).sort(byPath);
};
/** The text of image/apt/apt.sh. */
const readInstaller = async ({ files, env }) => (await readFile$1(files, `${env.projectRoot}/image/apt/apt.sh`, {
	target: "",
	mode: 420
})).content;
/**
* Reads `image/rootfs` below the project and the probe of each library; a library without a probe
* has none in the image.
*/
const readImageSources = async (sys, libraries) => {
	const { files, env } = sys;
	const rootfs = await readRootfs(files, `${env.projectRoot}/image/rootfs`);
	const probes = /* @__PURE__ */ new Map();
	for (const library of libraries.values()) {
		if (library.own !== void 0) continue;
		const path = `${library.folder}/probe.py`;
		if (await files.stat(path) !== void 0) probes.set(library.name, await readFile$1(files, path, {
			target: `${PROBE_FOLDER}/${library.name}.py`,
			mode: 420
		}));
	}
	return {
		rootfs,
		probes,
		apt: await readInstaller(sys)
	};
};
/** The files of an image with these libraries and this user, sorted by path. */
const filesOf = (sources, libraries, user = DEFAULT_USER) => [...sources.rootfs.map((file) => fileForUser(file, user)), ...libraries.flatMap((name) => sources.probes.get(name) ?? [])].sort(byPath);
// src/image/reservedPaths.ts
/** What no file of one's own can be, and why, as the end of a sentence. */
const RESERVED = [
	[/^\/(?:bin|lib|lib32|lib64|libx32|sbin)(?:\/|$)/, "that folder is a link to the one in /usr"],
	[/^\/(?:dev|proc|sys|run|tmp|var\/run|var\/tmp)(?:\/|$)/, "what lies there is not kept"],
	[/^\/opt\/(?:venv|python)(?:\/|$)/, "the environment is made of wheels alone"],
	[/^\/usr\/local\/lib\/dl-env(?:\/|$)|^\/usr\/local\/bin\/(?:dl-env-[^/]+|python3?)$/, "dl-env's own files are there"],
	[/^\/etc\/(?:passwd|group|shadow|gshadow|sudoers|hosts|hostname|resolv\.conf|ld\.so\.preload)$|^\/etc\/(?:sudoers\.d|ssh)\/|^\/root(?:\/|$)/, "accounts and who may become root are decided by dl-env.yml's other keys"],
	[/^\/usr\/(?:lib|lib64|bin|sbin)(?:\/[^/]+)?$/, "programs and libraries come from apt; yours go to /usr/local"],
	[/(?:^|\/)\.wh\./, "such a name deletes files of other layers"]
];
/** Why no file of one's own can have this path in an image; undefined when it can. */
const reservedPath = (path) => RESERVED.find(([pattern]) => pattern.test(path))?.[1];
// src/image/readOwnFiles.ts
/** Never taken: what version control, Python and desktops leave in folders. */
const LEFT_OUT = /(?:^|\/)(?:\.git|\.hg|\.svn|__pycache__|\.ipynb_checkpoints|\.DS_Store)(?:\/|$)|\.pyc$/;
/** Bytes at the head of a file in which secrets are looked for. */
const LOOKED_AT = 1e6;
const refused = (source, message, hint) => wrongRequest({
	code: "own-file",
	message,
	hint,
	place: source.place
});
const openRoot = async (files, source, folder) => {
	const hint = "Put it beside dl-env.yml, and write for example: files: ./rootfs";
	const path = resolve(folder, source.from);
	const [top, real] = await Promise.all([files.realPath(folder), files.realPath(path)]);
	if (top === void 0 || real === void 0) throw refused(source, `There is no file or folder \`${source.from}\`.`, hint);
	if (real === top || !isWithin$1(top, real)) throw refused(source, `\`${source.from}\` is not below the folder of dl-env.yml, and nothing else of this machine goes into images.`, hint);
	return {
		files,
		source,
		top,
		path: real
	};
};
const contentOf = async (files, path) => {
	const hash = createHash("sha256");
	const head = [];
	let size = 0;
	for await (const part of files.read(path)) {
		hash.update(part);
		if (size < LOOKED_AT) head.push(part);
		size += part.length;
	}
	return {
		sha256: hash.digest("hex"),
		size,
		head: Buffer.concat(head).toString("latin1")
	};
};
const statedOwner = ({ owner }) => owner === void 0 ? {} : { owner };
const readFile = async (root, found, to) => {
	const { files, source } = root;
	const from = join(root.path, found.path);
	const { sha256, size, head } = await contentOf(files, from);
	const secret = secretInFile(to, head);
	if (secret !== void 0) throw wrongRequest({
		code: "secret-in-request",
		message: `${from} is or holds ${secret}, which everyone who can pull the image would have.`,
		place: source.place,
		hint: "Leave it out, and mount it where the image runs: dl-env run --volume FILE:PATH:ro"
	});
	return {
		path: to,
		mode: source.mode ?? ((found.mode & 64) === 0 ? 420 : 493),
		hasMode: source.mode !== void 0,
		...statedOwner(source),
		content: {
			kind: "file",
			source: from,
			size,
			sha256
		}
	};
};
/** A link within the tree, as it stands; what it leads to must be in the tree, too. */
const readLink = async (root, found, to) => {
	const { files, source } = root;
	const from = join(root.path, found.path);
	const target = await files.readLink(from);
	const reached = relative(root.path, resolve(dirname(from), target));
	if (target.startsWith("/") || reached.startsWith("..")) throw refused(source, `${from} is a link that leaves \`${source.from}\`: ${target}`, "Put the file itself there, or make the link lead to something beside it");
	const content = {
		kind: "symlink",
		target
	};
	return {
		path: to,
		mode: 511,
		hasMode: false,
		...statedOwner(source),
		content
	};
};
const readOne = (root, found, to) => {
	const why = CONTROL_CHARACTER.test(to) ? "a name with control characters" : reservedPath(to);
	if (why !== void 0) throw refused(root.source, `No file of yours can be ${JSON.stringify(to)} in an image: ${why}.`, "Write another place, such as: to: /usr/local/share/lab");
	if (found.kind === "file") return readFile(root, found, to);
	if (found.kind === "symlink") return readLink(root, found, to);
	throw refused(root.source, `${join(root.path, found.path)} is a device, a socket or a pipe.`, `See it: ls -l ${root.source.from}`);
};
const wrongTo = ({ to }) => !to.startsWith("/") || to !== "/" && to.slice(1).replace(/\/$/, "").split("/").some((name) => /^\.{0,2}$/.test(name));
const readSource = async (files, source, folder) => {
	if (wrongTo(source)) throw refused(source, `A place in an image is an absolute path without \`..\`; found \`${source.to}\`.`, "Write for example: to: /usr/local/share/lab");
	const root = await openRoot(files, source, folder);
	const stat = await files.stat(root.path);
	const to = source.to.replace(/\/$/, "");
	if (stat?.kind !== "directory") {
		const { kind = "other", mode = 0, size = 0 } = stat ?? {};
		if (to === "" || source.to.endsWith("/")) throw refused(source, `\`to\` of a file is the file's own path; found \`${source.to}\`.`, `Write: to: ${to}/${root.path.slice(root.path.lastIndexOf("/") + 1)}`);
		return [await readOne(root, {
			path: "",
			kind: kind === "directory" ? "other" : kind,
			mode,
			size
		}, to)];
	}
	const entries = [];
	for await (const found of walkFolder(files, root.path)) if (!LEFT_OUT.test(found.path)) entries.push(await readOne(root, found, `${to}/${found.path}`));
	if (entries.length === 0) throw refused(source, `\`${source.from}\` has no file for images.`, `See it: ls -lA ${source.from}`);
	return entries.sort((a, b) => a.path < b.path ? -1 : 1);
};
/**
* Reads what `files` of dl-env.yml names, all of it below the request's folder. Rejects with
* `own-file` for what no image can have, with `secret-in-request` for secrets; each with its line.
*/
const readOwnFiles = async (files, customization, folder) => {
	const { all, cells } = customization;
	const sources = [all, ...cells.map((one) => one.customization)].flatMap((one) => one.files);
	const read = /* @__PURE__ */ new Map();
	for (const source of sources) read.set(source, await readSource(files, source, folder));
	return read;
};
// src/image/commonConfig.ts
const ENV = {
	LANG: "C.UTF-8",
	LD_LIBRARY_PATH: "/usr/local/nvidia/lib:/usr/local/nvidia/lib64",
	MATPLOTLIBRC: "/etc/matplotlibrc",
	PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/opt/venv/bin",
	TZ: "UTC",
	UV_LINK_MODE: "copy",
	VIRTUAL_ENV: "/opt/venv"
};
/**
* tini takes care of signals and of processes that lost their parent; `shell` means: bash, if no
* service is requested.
*/
const ENTRYPOINT = [
	"/usr/bin/tini",
	"-g",
	"--",
	"/usr/local/bin/dl-env-entrypoint"
];
/**
* Numbers, because Kubernetes looks up no name. A user with another primary group is in group 0 by
* /etc/group, which engines read only where the config names no group.
*/
const configUser = ({ uid, gid }) => gid === 0 ? `${uid}:0` : `${uid}`;
/** What an image's config says beyond its base's and its labels: the same for every image. */
const COMMON_CONFIG = {
	env: ENV,
	dropEnv: [],
	entrypoint: ENTRYPOINT,
	cmd: ["shell"],
	user: configUser(DEFAULT_USER),
	workdir: DEFAULT_USER.home,
	exposed: []
};
// src/image/customizedConfig.ts
/** By name, so that the order of lines in dl-env.yml changes nothing. */
const sortedByName = (values) => Object.fromEntries(Object.entries(values).sort(([a], [b]) => a < b ? -1 : 1));
const configOf = (own) => {
	if (own === NOTHING_ADDED) return COMMON_CONFIG;
	return {
		...COMMON_CONFIG,
		env: sortedByName({
			...COMMON_CONFIG.env,
			...own.env,
			...own.timezone === void 0 ? {} : { TZ: own.timezone },
			...own.locale === void 0 ? {} : { LANG: own.locale }
		}),
		user: configUser(userOf(own)),
		workdir: own.workdir ?? userOf(own).home,
		exposed: own.ports.toSorted()
	};
};
/** The config of images with what dl-env.yml adds, made once for all that are treated alike. */
const customizedConfigs = () => memoized((own) => {
	const config = configOf(own);
	return {
		config,
		text: JSON.stringify(config)
	};
});
// src/image/libraryEnv.ts
/**
* Variables that libraries ask for, the last of two that name one counting. Throws DlEnvError(2)
* for one that no image may have, with the library.yml that names it.
*/
const libraryEnv = (names, { libraries }) => {
	const all = {};
	for (const name of names) {
		const { env = {}, folder = "" } = libraries.get(name) ?? {};
		for (const [variable, value] of Object.entries(env)) {
			const problem = variableProblem(variable, value);
			if (problem !== void 0) throw wrongRequest({
				...problem,
				place: { file: `${folder}/library.yml` }
			});
			all[variable] = value;
		}
	}
	return all;
};
/** A config with further variables below those that it has; the same one where there are none. */
const withLibraryEnv = (keyed, env) => {
	if (Object.keys(env).length === 0) return keyed;
	const config = {
		...keyed.config,
		env: sortedByName({
			...env,
			...keyed.config.env
		})
	};
	return {
		config,
		text: JSON.stringify(config)
	};
};
// src/image/ownEntries.ts
/** Folders that every base has: as working directories they are used as they are. */
const OF_BASES = /* @__PURE__ */ new Set([
	"/",
	"/home",
	"/media",
	"/mnt",
	"/opt",
	"/opt/venv",
	"/srv",
	"/tmp"
]);
/** Group 0's, as the home is: any other uid of that group works there too. */
const folder = (path, { uid }) => ({
	path,
	mode: 509,
	uid,
	gid: 0,
	content: { kind: "directory" }
});
/** Folders from the home to one below it: its user's, as the home is. */
const inHome = (path, { home }) => {
	if (path !== home && !path.startsWith(`${home}/`)) return [];
	const names = path.slice(home.length).split("/").slice(1);
	return [home, ...names.map((_, at) => [home, ...names.slice(0, at + 1)].join("/"))];
};
const ownedBy = (user, { owner, hasMode, ...entry }) => {
	const isHome = isWithin$1(user.home, entry.path);
	const isShared = isHome && !hasMode && entry.content.kind === "file";
	return {
		...entry,
		mode: isShared ? entry.mode | 16 : entry.mode,
		uid: owner?.uid ?? (isHome ? user.uid : 0),
		gid: owner?.gid ?? 0
	};
};
const parent = (path) => path.slice(0, path.lastIndexOf("/"));
/**
* Everything of one's own in an image, sorted by path: files, and the folders that are not root's.
* Of two with one path the later line counts; the working directory is its user's to write.
*/
const ownEntries = (own, read = /* @__PURE__ */ new Map()) => {
	const { files, workdir } = own;
	const user = userOf(own);
	const found = files.flatMap((source) => read.get(source) ?? []).map((entry) => ownedBy(user, entry));
	const made = workdir === void 0 || OF_BASES.has(workdir) ? [] : [workdir];
	if (found.length === 0 && (made.length === 0 || workdir === user.home)) return [];
	const homes = [...found.map(({ path }) => parent(path)), ...made].flatMap((path) => inHome(path, user));
	const entries = [...homes, ...made].map((path) => folder(path, user));
	const all = [
		...entries.slice(0, homes.length),
		...found,
		...entries.slice(homes.length)
	];
	return [...new Map(all.map((entry) => [entry.path, entry])).values()].sort((a, b) => a.path < b.path ? -1 : 1);
};
// src/image/wheelLayers.ts
/**
* Wheels of this download size and more are a layer each; see
* docs/decisions/0020-which-wheels-are-layers.md.
*/
const WHEEL_LAYER_BYTES = 4e6;
/** Whether a wheel is of those that get no bytecode. */
const isExcepted = ({ noBytecode }) => {
	const patterns = noBytecode.wheels.map(namePattern);
	return ({ name }) => patterns.some((pattern) => pattern.test(name));
};
const ownLayersOf = (lock, catalog, bytecode) => {
	const excepted = isExcepted(catalog);
	return (wheel) => {
		if (pythonOfWheel(wheel) === lock.question.python) return { wheel: wheelLayer(wheel, lock, bytecode) };
		const plain = { wheel: wheelLayer(wheel, lock) };
		return bytecode === void 0 || excepted(wheel) ? plain : {
			...plain,
			bytecode: bytecodeLayer(wheel, lock, bytecode)
		};
	};
};
const layersOf = (own) => own.bytecode === void 0 ? [own.wheel] : [own.wheel, own.bytecode];
/**
* The small wheels that are released most often, from the bottom up: larger ones lower, since all
* above a layer may be fetched with it. None where the small wheels together are soon fetched.
*/
const frequentWheels = (wheels, { releasedOften }) => {
	const small = wheels.filter(({ download }) => download < WHEEL_LAYER_BYTES);
	if (small.reduce((sum, { download }) => sum + download, 0) < 1e7) return [];
	const releases = ({ name }) => releasedOften[name] ?? 0;
	return small.filter((wheel) => releases(wheel) > 0).sort((a, b) => releases(b) - releases(a) || byWheelName(a, b)).slice(0, 8).sort((a, b) => b.download - a.download || byWheelName(a, b));
};
/** The largest of these wheels, which have layers of their own: at most `most` layers together. */
const largest = (wheels, most, ownOf) => {
	let left = most;
	return new Set(wheels.filter((wheel) => wheel.download >= WHEEL_LAYER_BYTES).sort((a, b) => b.download - a.download || byWheelName(a, b)).filter((wheel) => {
		left -= layersOf(ownOf(wheel)).length;
		return left >= 0;
	}));
};
/**
* The layers of a lock. A wheel that wins an overlap is a layer of its own whatever its size, and
* so are a few small ones that are released often; beyond MOST_WHEEL_LAYERS the smallest of the
* others go to the rest.
*/
const lockLayers = (lock, catalog, request) => {
	const bytecode = request.bytecode ? { except: notCompiledIn(catalog.noBytecode.folders) } : void 0;
	const ownOf = ownLayersOf(lock, catalog, bytecode);
	const winnerWheels = overlapWinnerWheels(lock, catalog.overlapWinners);
	const winners = winnerWheels.flatMap((wheel) => layersOf(ownOf(wheel)));
	const others = lock.wheels.filter((wheel) => !winnerWheels.includes(wheel));
	const often = frequentWheels(others, catalog);
	const own = largest(others, 89 - winners.length - often.length, ownOf);
	const ranked = [...own].sort(byLayerRank(catalog.layerOrder)).map(ownOf);
	const excepted = isExcepted(catalog);
	const small = others.filter((wheel) => !own.has(wheel) && !often.includes(wheel)).sort(byWheelName);
	return {
		wheels: inWheelOrder({
			byRank: ranked.map(({ wheel }) => wheel),
			bytecode: ranked.flatMap((one) => one.bytecode ?? []),
			rest: small.length > 1 ? [restLayer(small, lock, bytecode)] : small.flatMap((wheel) => layersOf(ownOf(wheel))),
			winners
		}),
		frequent: often.map((wheel) => wheelLayer(wheel, lock, excepted(wheel) ? void 0 : bytecode))
	};
};
// src/image/sharedLayers.ts
/** The manifest of a base for this platform; its index, then its tag, while that is not known. */
const baseDigest = (base) => base.platformDigest ?? base.digest ?? base.tag;
const shared = (layers) => ({
	layers,
	tags: layers.map(layerTag).join(" ")
});
const standalonePython = (pythons, minor) => {
	const found = pythons.find((python) => python.minor === minor);
	if (found !== void 0) return found;
	const available = pythons.map((python) => python.minor).join(", ");
	throw foundProblem({
		code: "no-standalone-python",
		message: `The catalog has no archive of Python ${minor}; it has ${available}.`,
		hint: "Add it to: matrix/pythons.yml"
	});
};
/** Locales of an image beside C and C.UTF-8: those for comfort, and its own. */
const localesOf = (comfort, { slim }, own) => [.../* @__PURE__ */ new Set([...slim ? [] : comfort, ...own === "" ? [] : [own]])];
/** System layers of images with one user and apt lock, by what else decides them as one text. */
const systemsOf = ({ catalog, request, sources }, { apt, user }) => {
	const snapshots = catalog.ubuntu.find(({ name }) => name === apt.release)?.snapshots;
	const recipe = {
		apt,
		installer: sources.apt,
		...snapshots === void 0 ? {} : { snapshots }
	};
	return memoized((what) => {
		const [base = "", python = "", from = "", locale = "", ...ofLibraries] = what.split(" ");
		const cell = {
			python,
			pythonFrom: from === "ubuntu" ? "ubuntu" : "standalone",
			ubuntu: apt.release
		};
		const system = systemRecipe(cell, recipe, {
			base,
			user,
			sudo: request.sudo,
			libraryPackages: ofLibraries,
			locales: localesOf(catalog.locales, request, locale)
		});
		return shared([systemLayerSpec(system)]);
	});
};
/** System layers, made once for each apt lock, base, Python of apt's, locale, user and packages. */
const systemLayers = (context) => {
	const { catalog, request } = context;
	const systems = memoized((user) => memoized((apt) => systemsOf(context, {
		apt,
		user
	})));
	const addedTo = customizer(request);
	const users = memoized(userOf);
	const packagesOf = memoized((added) => memoized((cell) => libraryPackages(cell, catalog, {
		slim: request.slim,
		added
	}), ({ libraries, python, pythonFrom }) => `${libraries.join(" ")} ${python} ${pythonFrom}`));
	return ({ cell, apt, base }) => {
		const python = cell.pythonFrom === "standalone" ? "" : cell.python;
		const added = addedTo(cell);
		const locale = needsLocale(added.locale) ? added.locale : "";
		const packages = packagesOf(added)(cell);
		const what = [
			baseDigest(base),
			python,
			cell.pythonFrom,
			locale,
			...packages
		];
		return systems(users(added))(apt)(what.join(" "));
	};
};
/** The layers of cells in their order, each group made once for all the cells that share it. */
const sharedLayers = (context) => {
	const { catalog, sources, request } = context;
	const systemOf = systemLayers(context);
	const locks = memoized((lock) => {
		const { wheels, frequent } = lockLayers(lock, catalog, request);
		return {
			wheels: shared(wheels),
			...frequent.length === 0 ? {} : { frequent: shared(frequent) }
		};
	});
	const library = request.bytecode ? { except: NOT_COMPILED } : void 0;
	const pythons = memoized((minor) => shared([pythonLayerSpec(standalonePython(catalog.pythons, minor), library)]));
	const files = memoized((user) => memoized((libraries) => shared([filesLayerSpec(filesOf(sources, libraries.split(" "), user))])));
	const addedTo = customizer(context.request);
	const users = memoized(userOf);
	const own = memoized((added) => {
		const entries = ownEntries(added, sources.own);
		return entries.length === 0 ? void 0 : shared([ownLayerSpec(entries)]);
	});
	return (input) => {
		const { python, pythonFrom, libraries } = input.cell;
		const added = addedTo(input.cell);
		const ownFiles = own(added);
		return inLayerOrder({
			system: systemOf(input),
			...pythonFrom === "standalone" ? { python: pythons(python) } : {},
			...locks(input.lock),
			files: files(users(added))(libraries.join(" ")),
			...ownFiles === void 0 ? {} : { own: ownFiles }
		});
	};
};
// src/image/imageRecipe.ts
/** Hex digits of an image's key. */
const KEY_DIGITS = 12;
/**
* Over everything that decides the image, the order of candidates included: what is under one key
* has one digest. The list of wheels follows from them, so its place stands for it.
*/
const imageKey = (base, layers, { config, labels }) => {
	const content = [
		baseDigest(base),
		...layers.map(({ tags }) => tags),
		LICENCE_LIST,
		config,
		JSON.stringify(labels)
	];
	return hash("sha256", content.join("\n")).slice(0, KEY_DIGITS);
};
/** The layers with what steps leave on top, where there are steps. */
const withSteps = (layers, steps, below) => {
	if (steps.length === 0) return layers;
	const spec = runLayerSpec(steps, {
		...below,
		tags: layers.map(({ tags }) => tags)
	});
	return [...layers, {
		layers: [spec],
		tags: layerTag(spec)
	}];
};
/**
* Makes recipes for the cells of one request. What cells share (a lock's layers, a base's system
* layer, a set's files) is computed once, so that ten thousand cells cost little more than their
* labels. A base whose digest is not known yet gives a key that says so by differing later.
*/
const recipeMaker = (context) => {
	const layersOf = sharedLayers(context);
	const wheelsOf = memoized((lock) => wheelLabels(lock));
	const addedTo = customizer(context.request);
	const configOf = customizedConfigs();
	const envOf = memoized((libraries) => libraryEnv(libraries, context.catalog));
	return (input) => {
		const { cell, lock, base } = input;
		const added = addedTo(cell);
		const { config, text } = withLibraryEnv(configOf(added), envOf(cell.libraries));
		const groups = withSteps(layersOf(input), added.run, {
			base: baseDigest(base),
			config: text
		});
		const labels = {
			...labelsOf({
				...input,
				wheels: wheelsOf(lock),
				request: context.request
			}),
			...userLabel(userOf(added)),
			...runLabels(added.run),
			...sortedByName(added.labels),
			[ORDER_LABEL]: orderKey(cell, lock)
		};
		return {
			cell: cell.id,
			key: imageKey(base, groups, {
				config: text,
				labels
			}),
			layers: groups.flatMap(({ layers }) => layers),
			config: {
				...config,
				labels
			}
		};
	};
};
// src/plan/cellRecipes.ts
/** What cards and drivers cells need, computed once for each lock, CUDA and list of libraries. */
const labelsByLock = (catalog) => {
	const inRange = rangeChecker();
	const computed = /* @__PURE__ */ new Map();
	return (cell, lock) => {
		const key = `${lock.key} ${cell.cuda} ${cell.libraries.join()}`;
		const labels = computed.get(key) ?? hardwareLabels(hardwareOf({
			cell,
			lock
		}, catalog, inRange));
		computed.set(key, labels);
		return labels;
	};
};
/** Recipes of the accepted cells, from the files that go into images. Pure. */
const recipesOf = (facts, { judged, locks, apt }) => {
	const make = recipeMaker(facts);
	const labels = labelsByLock(facts.catalog);
	const recipes = /* @__PURE__ */ new Map();
	const drafts = /* @__PURE__ */ new Map();
	for (const one of judged) {
		const { cell, verdict } = one;
		const { base } = verdict;
		const lock = lockOfCell(one, locks);
		const release = apt.get(cell.ubuntu);
		if (lock === void 0 || release === void 0 || base === void 0) continue;
		const recipe = make({
			cell,
			lock,
			apt: release,
			base,
			facts: labels(cell, lock)
		});
		if (base.platformDigest === void 0) drafts.set(cell.id, {
			...recipe,
			layers: recipe.layers.filter(({ kind }) => kind !== "system" && kind !== "run")
		});
		else recipes.set(cell.id, recipe);
	}
	return {
		recipes,
		drafts
	};
};
/** Recipes of the accepted cells. */
const cellRecipes = async ({ sys, catalog, request }, inputs) => {
	const read = await readImageSources(sys, catalog.libraries);
	const { customization, file } = request;
	const own = customization === void 0 ? {} : { own: await readOwnFiles(sys.files, customization, dirname(file)) };
	return recipesOf({
		catalog,
		request,
		sources: {
			...read,
			...own
		}
	}, inputs);
};
// src/plan/stricterImages.ts
/** Requirements that ask for more than this one, the strictest first. */
const stricterThan = (requirement) => SMOKE_REQUIREMENTS.slice(0, SMOKE_REQUIREMENTS.indexOf(requirement));
const RECIPE_KEY = /-r[0-9a-f]{12}$/;
const isThere = (recipe, tags) => recipe !== void 0 && tags.has(immutableTag(recipe));
/**
* `smoke.require` stands on an image's label, so it is part of its key. A cell whose image is not
* there, but an image of the same content that met a stricter requirement, takes that one: its
* label is true for less too. Returns the recipes with those of such images.
*/
const withStricterImages = async (facts, inputs, imageTags) => {
	const stricter = stricterThan(facts.request.smoke.require);
	if (imageTags === void 0 || stricter.length === 0) return inputs.recipes;
	const published = new Set([...imageTags].map((tag) => tag.replace(RECIPE_KEY, "")));
	const judged = inputs.judged.filter(({ cell }) => published.has(cell.id) && !isThere(inputs.recipes.get(cell.id), imageTags));
	const recipes = new Map(inputs.recipes);
	for (const require of judged.length === 0 ? [] : stricter) {
		const request = {
			...facts.request,
			smoke: { require }
		};
		const others = await cellRecipes({
			...facts,
			request
		}, {
			...inputs,
			judged
		});
		for (const [cell, recipe] of others.recipes) if (isThere(recipe, imageTags) && !isThere(recipes.get(cell), imageTags)) recipes.set(cell, recipe);
	}
	return recipes;
};
// src/plan/believedImages.ts
/**
* The plan's images by the tags that a destination had when everything was looked at last, where
* each accepted cell has all of its tags among them and no cell is unknown; else undefined, and
* the destination must be asked.
*/
const believedImages = async (facts, inputs, published) => {
	const recipes = await withStricterImages(facts, inputs, published);
	const rolling = plannedTags(facts, {
		...inputs,
		recipes
	});
	const isThere = (cell) => {
		const recipe = recipes.get(cell);
		return recipe !== void 0 && published.has(immutableTag(recipe)) && (rolling.get(cell) ?? []).every((tag) => published.has(tag));
	};
	return inputs.judged.every(({ cell, verdict }) => {
		switch (verdict.kind) {
			case "accepted": return isThere(cell.id);
			case "rejected": return true;
			case "unknown": return false;
		}
	}) ? {
		recipes,
		imageTags: published
	} : void 0;
};
// src/plan/recipesAndTags.ts
/** No layer is needed of a store whose images are all in the destination. */
const SPARED = {
	storeTags: /* @__PURE__ */ new Set(),
	isStoreSpared: true,
	refused: []
};
const areAllThere = ({ recipes, imageTags }) => imageTags !== void 0 && [...recipes.values()].every((one) => imageTags.has(immutableTag(one)));
/** What is in both, the store asked last and only where a layer of it may be needed. */
const readSparing = async (read, { store, to }, there) => {
	const [imageTags] = (await read([to])).tags;
	const found = await there(imageTags);
	if (areAllThere(found)) return {
		...found,
		...SPARED
	};
	const { tags, refused } = await read([store, to]);
	return {
		...found,
		storeTags: tags[0],
		refused
	};
};
/** What the cells' images are made of, and what of it is in the store and the destination. */
const recipesAndTags = async (facts, inputs, { writes = false, takesStricter = false, sparesStore = false, published }) => {
	const made = await cellRecipes(facts, inputs);
	const images = {
		...inputs,
		recipes: made.recipes
	};
	const believed = published === void 0 ? void 0 : await believedImages(facts, images, published);
	if (believed !== void 0) return {
		...made,
		...believed,
		...SPARED,
		isBelieved: true
	};
	const { sys, open, offline, store, to } = facts;
	const asking = {
		sys,
		open,
		offline,
		writes
	};
	const there = async (imageTags) => ({
		imageTags,
		recipes: takesStricter ? await withStricterImages(facts, images, imageTags) : made.recipes
	});
	const isSparing = sparesStore && store !== to && made.drafts.size === 0;
	const read = tagsReader(asking);
	if (isSparing) return {
		...made,
		...await readSparing(read, {
			store,
			to
		}, there),
		isBelieved: false
	};
	const { tags, refused } = await read([store, to]);
	const [storeTags, imageTags] = tags;
	return {
		...made,
		...await there(imageTags),
		storeTags,
		refused,
		isBelieved: false
	};
};
// src/resolve/answer.ts
/** The locks among the answers, by their own key. */
const locksOf = (answers) => {
	const locks = /* @__PURE__ */ new Map();
	for (const answer of answers.values()) if (answer.kind === "locked") locks.set(answer.lock.key, answer.lock);
	return locks;
};
const ofFile = async (files, file) => {
	try {
		const { wheels } = decodeLock(await files.readText(file) ?? "", file);
		return wheels.map(({ name, index = "" }) => ({
			name,
			index
		}));
	} catch {
		return [];
	}
};
/**
* Where each package came from by the locks that are committed. Nothing is read where all of the
* answers are committed themselves.
*/
const recordedOrigins = async (files, folder, answers) => {
	const found = /* @__PURE__ */ new Map();
	const isNew = (answer) => answer.kind === "locked" && !isCommitted(answer.lock);
	if (!answers.values().some(isNew)) return found;
	const locks = (await files.list(folder)).filter((name) => /^py[\d.]+-[0-9a-f]+\.json$/.test(name));
	for (const file of locks.sort().map((name) => `${folder}/${name}`)) for (const { name, index } of await ofFile(files, file)) {
		const origins = found.get(name) ?? /* @__PURE__ */ new Map();
		origins.set(index, [...origins.get(index) ?? [], file]);
		found.set(name, origins);
	}
	return found;
};
// src/resolve/indexProbe.ts
/** Milliseconds. */
const PATIENCE = 1e4;
/**
* Faults that uv would meet too. Whatever else goes wrong (a certificate, credentials, an odd
* answer) is left to uv, which has its own settings for it.
*/
const FAULTS = [
	[/ENOTFOUND|EAI_AGAIN/, "its host name could not be resolved"],
	[/ECONNREFUSED/, "the connection was refused"],
	[/EHOSTUNREACH|ENETUNREACH/, "there is no route to it"],
	[/TIMEOUT|ETIMEDOUT/, "it did not answer in time"]
];
/** What went wrong when an address was asked; undefined when an answer came. */
const probe = async (sys, address, timeout) => {
	try {
		await (await sys.http.request({
			method: "HEAD",
			url: `${address.replace(/\/+$/, "")}/`,
			timeout
		})).discard();
		return;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
};
const probeNamed = async (sys, index) => {
	const text = await probe(sys, index.address, PATIENCE);
	const fault = text === void 0 ? void 0 : FAULTS.find(([sign]) => sign.test(text));
	return fault === void 0 ? void 0 : namedIndexFailure(index, {
		cause: fault[1],
		text: text ?? ""
	});
};
/**
* Milliseconds for the default index: whatever is not refused at once is left to uv, which may have
* a proxy or patience of its own.
*/
const GLANCE = 3e3;
const probeDefault = async (sys) => {
	const index = await defaultIndex(sys);
	if (!("address" in index)) return void 0;
	const address = index.address.replace(/^[A-Za-z0-9._-]+=(?=https?:)/, "");
	const text = /^https?:\/\//.test(address) ? await probe(sys, address, GLANCE) : void 0;
	const fault = text === void 0 ? void 0 : FAULTS.slice(0, 2).find(([sign]) => sign.test(text));
	return fault === void 0 ? void 0 : defaultIndexFailure(address, {
		cause: fault[1],
		text: text ?? ""
	});
};
/**
* Asks once at each index that a question names, and at the default one where its address is known:
* uv needs 7 s of retries for each question to find out the same.
*/
const openProbe = (sys) => {
	const ofNamed = memoized((index) => probeNamed(sys, index), ({ address }) => address);
	let ofDefault;
	return async (named) => {
		for (const index of named) {
			const failure = await ofNamed(index);
			if (failure !== void 0) return failure;
		}
		return ofDefault ??= probeDefault(sys);
	};
};
// src/resolve/answerCache.ts
const decoder = object({
	asked: number(),
	answer: discriminatedUnion("kind", [object({
		kind: literal("locked"),
		lock: string(),
		comparesNewest: boolean().optional()
	}), object({
		kind: literal("conflict"),
		detail: string()
	})])
});
/** Another index or another uv may answer otherwise; addresses go in as a hash only. */
const indexScope = async (sys, options) => {
	const index = await defaultIndex(sys);
	const file = index.from === "uv.toml" ? await sys.files.readText(index.file) : "address" in index ? index.address : "";
	return createHash("sha256").update(JSON.stringify([
		options.uv,
		index.from,
		file,
		addedIndexes(sys),
		options.mirrors
	])).digest("hex").slice(0, 12);
};
/** The addresses of the indexes of dl-env.yml that a question names, as a hash; none without. */
const ownScope = ({ indexes }, options) => {
	const own = indexes.flatMap((name) => {
		const index = options.indexes.get(name);
		return index?.own === true ? [index.url] : [];
	});
	const text = JSON.stringify(own);
	return own.length === 0 ? [] : [createHash("sha256").update(text).digest("hex").slice(0, 12)];
};
/**
* An answer as a file holds it; undefined for one that is too old, or that cannot be read: it is
* asked again.
*/
const decoded = (content, question, { file, oldest }) => {
	try {
		const { asked, answer } = decoder.parse(JSON.parse(content));
		if (asked < oldest) return void 0;
		if (answer.kind === "conflict") return {
			kind: "conflict",
			reasons: explain(answer.detail, question).reasons,
			detail: answer.detail
		};
		const lock = decodeLock(answer.lock, file);
		if (questionKey(lock.question) !== questionKey(question)) return void 0;
		const older = answer.comparesNewest === true ? { older: lock.older ?? [] } : {};
		return {
			kind: "locked",
			lock: {
				...lock,
				...older
			}
		};
	} catch {
		return;
	}
};
const encoded = (answer) => answer.kind === "locked" ? {
	kind: "locked",
	lock: encodeLock(answer.lock),
	comparesNewest: answer.lock.older !== void 0
} : {
	kind: "conflict",
	detail: answer.detail
};
/** The answers kept on this machine for this index and this uv. */
const openAnswerCache = (sys, options) => {
	let scope;
	const fileOf = async (question) => {
		scope ??= indexScope(sys, options);
		const names = [questionKey(question).slice(0, 32), await scope];
		return `${cacheFolder(sys.env)}/answers/${[...names, ...ownScope(question, options)].join("-")}.json`;
	};
	return {
		get: async (question) => {
			const file = await fileOf(question);
			const content = await sys.files.readText(file);
			const oldest = sys.clock.now() - options.maxAge;
			return content === void 0 ? void 0 : decoded(content, question, {
				file,
				oldest
			});
		},
		put: async (question, answer) => {
			if (answer.kind === "unreachable") return;
			const entry = {
				asked: sys.clock.now(),
				answer: encoded(answer)
			};
			await sys.files.write(await fileOf(question), JSON.stringify(entry));
		}
	};
};
// src/resolve/fallbacks.ts
/** A question and what is asked instead of it, each without the others. */
const chainOf = ({ fallbacks = [], ...first }) => [first, ...fallbacks];
const withUnasked = (answer, silent) => answer.kind === "locked" && silent?.index !== void 0 ? {
	...answer,
	unasked: silent.index
} : answer;
/** Reasons about one package alone, which hold whatever an index of other packages would say. */
const ABOUT_ONE = ["source-only", "package-missing"];
const lines = ({ requirements, constraints }) => [...requirements, ...constraints];
/** Packages that one of two questions asks for in other words. */
const askedOtherwise = (one, other) => {
	const [first, second] = [lines(one), lines(other)];
	return [...first.filter((line) => !second.includes(line)), ...second.filter((line) => !first.includes(line))].map(requirementName);
};
/**
* Whether a conflict holds whatever an index that gave no answer would say: the resolver's account
* names no package that it has, and none that the question to it asks for in other words.
*/
const isSettled = (conflict, { silent, last }, packagesOf) => {
	if (conflict?.kind !== "conflict") return false;
	if (conflict.reasons.every(({ code }) => ABOUT_ONE.includes(code))) return true;
	const packages = silent.indexes.map(packagesOf);
	if (packages.some((found) => found === void 0)) return false;
	const words = new Set(conflict.detail.split(/[^A-Za-z0-9._-]+/).map((word) => normalName(word.replace(/[._-]+$/, ""))));
	return [...packages.flatMap((found) => found ?? []), ...askedOtherwise(silent, last)].every((name) => !words.has(name));
};
/**
* The first lock among the answers to a question and its fallbacks, with the name of a preferred
* index that could not be queried. Without a lock it is unknown where any could not be asked; else
* what the least demanding one met is the conflict.
*/
const askInOrder = async (question, ask, packagesOf) => {
	const silent = [];
	let last;
	for (const one of chainOf(question)) {
		const answer = await ask(one);
		if (answer.kind === "locked") return withUnasked(answer, silent[0]?.answer);
		if (answer.kind === "unreachable") silent.push({
			answer,
			question: one
		});
		last = {
			answer,
			question: one
		};
	}
	if (last === void 0) throw new Error("a question without a question");
	const { answer, question: least } = last;
	const open = silent.find((one) => !isSettled(answer, {
		silent: one.question,
		last: least
	}, packagesOf));
	return answer.kind === "unreachable" ? answer : open?.answer ?? answer;
};
// src/resolve/newestByItself.ts
/** One text for equal scopes. */
const scopeKey = ({ python, platform, indexes }) => JSON.stringify([
	python,
	platform,
	indexes
]);
/**
* Without its lower bounds: the newest release of all is the newest that fits, or none does. A
* bound that names a pre-release stays, since it asks for those.
*/
const withoutFloor = (requirement) => {
	const range = requirementRange(requirement);
	if (/[a-z]/i.test(range)) return requirement;
	const left = range.split(",").filter((part) => !part.trim().startsWith(">"));
	return `${requirement.slice(0, requirement.length - range.length).trim()}${left.join(",")}`;
};
/** Questions for the packages of one scope: each package with one range. */
const questionsFor = (scope, requirements) => {
	const { python, platform, indexes } = scope;
	const byName = [...Map.groupBy(requirements, requirementName).values()];
	const rounds = Math.max(0, ...byName.map(({ length }) => length));
	return Array.from({ length: rounds }, (_, at) => ({
		requirements: byName.flatMap((ranges) => ranges[at] ?? []),
		constraints: [],
		python,
		platform,
		indexes
	}));
};
const fits = (version, requirement) => {
	const range = requirementRange(requirement);
	return range === "" || satisfies(version, range, { prereleases: true });
};
/** Looks packages up in as few runs of the resolver as there are scopes, mostly. */
const newestByItself = async (wanted, ask) => {
	const questions = [...Map.groupBy(wanted, ({ scope }) => scopeKey(scope)).values()].flatMap((same) => {
		const texts = new Set(same.flatMap(({ requirements }) => requirements.map(withoutFloor)));
		return same[0] === void 0 ? [] : questionsFor(same[0].scope, texts);
	});
	const keyOf = (scope, text) => `${scopeKey(scope)} ${text}`;
	const found = await Promise.all(questions.map(async (question) => {
		const versions = await ask(question);
		if (versions === void 0) return [];
		return question.requirements.map((one) => [keyOf(question, one), versions.get(requirementName(one))]);
	}));
	const newest = new Map(found.flat());
	return {
		isKnown: (scope, requirement) => newest.has(keyOf(scope, withoutFloor(requirement))),
		of: (scope, requirement) => {
			const version = newest.get(keyOf(scope, withoutFloor(requirement)));
			return version !== void 0 && fits(version, requirement) ? version : void 0;
		}
	};
};
// src/resolve/newestTogether.ts
/** Whether a lock is within all constraints of a question. */
const isWithin = ({ wheels }, { constraints }) => constraints.every((constraint) => wheels.every(({ name, version }) => name !== requirementName(constraint) || satisfies(version, requirementRange(constraint), { prereleases: true })));
/** `cupy-cuda12x[ctk]>=14` -> `cupy-cuda12x[ctk]`. */
const withoutRange = (requirement) => requirement.slice(0, requirement.length - requirementRange(requirement).length).trim();
/** Whether a lock has a candidate at its newest, with its extras and within its constraints. */
const isShownBy = (lock, { question, requirement, newest }) => versionIn(lock, requirementName(requirement)) === newest && lock.question.requirements.some((one) => withoutRange(one) === withoutRange(requirement)) && isWithin(lock, question);
const textOf = ({ requirement, newest }) => `${requirementName(requirement)}==${newest}`;
/**
* The candidates of one scope in one question, those of which no range is written: what the catalog
* has a range for is tied to a CUDA mostly.
*/
const togetherIn = (scope, candidates) => {
	const free = candidates.filter(({ requirement }) => requirementRange(requirement) === "");
	const { python, platform, indexes } = scope;
	return free.length < 2 ? void 0 : {
		requirements: [...new Set(free.map(textOf))].sort(),
		constraints: [],
		python,
		platform,
		indexes
	};
};
/** The candidates that some lock has at their newest. */
const shownByLocks = (all) => {
	const byScope = Map.groupBy(all, ({ lock }) => scopeKey(lock.question));
	const isShown = (candidate) => (byScope.get(scopeKey(candidate.question)) ?? []).some(({ lock }) => isShownBy(lock, candidate));
	return new Set(all.flatMap(({ candidates }) => candidates.filter(isShown)));
};
/**
* Says of which candidates it is shown that alone they are to be had at their newest, since what
* goes together goes alone: by locks that are there, else all of a scope are asked for together. Of
* the others nothing is said.
*/
const newestTogether = async (all, ask) => {
	const shown = shownByLocks(all);
	const open = all.flatMap(({ candidates }) => candidates.filter((one) => !shown.has(one)));
	const scopes = Map.groupBy(open, ({ question }) => scopeKey(question));
	const locks = /* @__PURE__ */ new Map();
	await Promise.all([...scopes].map(async ([key, same]) => {
		const asked = same[0] === void 0 ? void 0 : togetherIn(same[0].question, same);
		const answer = asked === void 0 ? void 0 : await ask(asked);
		if (asked !== void 0 && answer?.kind === "locked") locks.set(key, {
			asked,
			lock: answer.lock
		});
	}));
	return (candidate) => {
		if (shown.has(candidate)) return true;
		const found = locks.get(scopeKey(candidate.question));
		return found !== void 0 && found.asked.requirements.includes(textOf(candidate)) && isWithin(found.lock, candidate.question);
	};
};
// src/resolve/whoseSake.ts
const othersIn = ({ lock, name }) => lock.question.requirements.map(requirementName).filter((other) => other !== name);
/**
* By the whole question with the package at its newest: as the resolver's own text has it.
* Undefined where the index gave no answer.
*/
const askWhole = async (older, ask) => {
	const { lock, name, newest } = older;
	const { fallbacks: _none, ...question } = lock.question;
	const constraints = [...question.constraints, `${name}==${newest}`].sort();
	const answer = await ask({
		...question,
		constraints
	});
	const others = othersIn(older);
	if (answer.kind === "conflict") {
		const { packages } = explain(answer.detail, question);
		const said = others.filter((other) => packages.includes(other));
		const words = new Set(answer.detail.split(/[^A-Za-z0-9._-]+/));
		return said.length > 0 ? said : others.filter((other) => words.has(other));
	}
	if (answer.kind !== "locked") return void 0;
	return others.filter((other) => {
		const [before, after] = [versionIn(lock, other), versionIn(answer.lock, other)];
		return before !== void 0 && (after === void 0 || compare(after, before) < 0);
	});
};
/** `cudf-cu12` -> `cudf`: a package is built for one CUDA or another, and excludes the same. */
const withoutCuda = (name) => name.replace(/-cu(?:da)?\d+x?$/, "");
/** Whether these packages, as they are in the lock, exclude the newest by themselves. */
const exclude = async ({ lock, name, newest }, others, ask) => {
	const pinned = others.map((other) => `${other}==${versionIn(lock, other) ?? ""}`);
	const { python, platform, indexes } = lock.question;
	return (await ask({
		requirements: [...pinned, `${name}==${newest}`].sort(),
		constraints: [],
		python,
		platform,
		indexes
	})).kind === "conflict";
};
/**
* Whether what was found for one lock holds for another, and for whose sake it is then; undefined
* where it does not. Where no package that is asked for was to be named, none is for a lock that
* asks for no others.
*/
const sameSake = async (older, known, ask) => {
	const others = othersIn(older);
	const stems = othersIn(known.of).map(withoutCuda);
	if (known.sake.length === 0) return others.every((other) => stems.includes(withoutCuda(other))) ? [] : void 0;
	const alike = known.sake.map((name) => others.find((other) => withoutCuda(other) === withoutCuda(name)));
	const present = alike.flatMap((name) => name === void 0 || versionIn(older.lock, name) === void 0 ? [] : [name]);
	if (present.length < alike.length) return void 0;
	return await exclude(older, present, ask) ? present : void 0;
};
/** For whose sake one package is older in these locks, each put into `found`. */
const findSakes = async (same, ask, found) => {
	let left = same.toSorted((a, b) => othersIn(b).length - othersIn(a).length);
	for (let [first] = left; first !== void 0; [first] = left) {
		const sake = await askWhole(first, ask);
		found.set(first, sake ?? []);
		left = left.slice(1);
		if (sake === void 0) continue;
		const known = {
			of: first,
			sake
		};
		const tried = await Promise.all(left.map(async (older) => ({
			older,
			its: await sameSake(older, known, ask)
		})));
		for (const { older, its } of tried) if (its !== void 0) found.set(older, its);
		left = left.filter((older) => !found.has(older));
	}
};
/**
* For whose sake packages are older, in their order. What was found for the lock that asks for the
* most is tried for the others with those packages alone, small questions that many locks share.
*/
const whoseSake = async (all, ask) => {
	const found = /* @__PURE__ */ new Map();
	const groups = Map.groupBy(all, ({ name, newest }) => `${withoutCuda(name)} ${newest}`);
	await Promise.all([...groups.values()].map((same) => findSakes(same, ask, found)));
	return all.map((older) => found.get(older) ?? []);
};
// src/resolve/olderReleases.ts
/**
* An entry of the catalog that stands in for another may have a lower range: what was preferred is
* what the lock is compared with.
*/
const preferredOf = (question, lock) => {
	const preferred = new Map(question.requirements.map((one) => [requirementName(one), one]));
	return {
		lock,
		requirements: lock.question.requirements.map((one) => preferred.get(requirementName(one)) ?? one)
	};
};
const isOlder = (lock, requirement, other) => {
	const version = versionIn(lock, requirementName(requirement));
	return version !== void 0 && other !== void 0 && compare(version, other) < 0;
};
/** The locks all of whose packages could be looked up. */
const openedLocks = async (all, { newest: ask }) => {
	const wanted = all.map(({ lock, requirements }) => ({
		scope: lock.question,
		requirements
	}));
	const newest = await newestByItself(wanted, ask);
	return all.flatMap((preferred) => {
		const { lock, requirements } = preferred;
		const { question } = lock;
		if (requirements.some((one) => !newest.isKnown(question, one))) return [];
		const candidates = requirements.flatMap((requirement) => {
			const version = newest.of(question, requirement);
			return version !== void 0 && isOlder(lock, requirement, version) ? [{
				question,
				requirement,
				newest: version
			}] : [];
		});
		return [{
			...preferred,
			candidates
		}];
	});
};
/** What of these locks is older than alone, by the lock's own order. */
const olderIn = async (opened, { ask }) => {
	const isShown = await newestTogether(opened, ask);
	const aloneOf = async (candidate) => {
		if (isShown(candidate)) return candidate.newest;
		const { question, requirement } = candidate;
		const alone = await ask({
			...question,
			requirements: [requirement]
		});
		return alone.kind === "locked" ? versionIn(alone.lock, requirementName(requirement)) : void 0;
	};
	const older = (await Promise.all(opened.flatMap(({ lock, candidates }) => candidates.map(async (candidate) => {
		const { requirement } = candidate;
		const newest = await aloneOf(candidate);
		return newest !== void 0 && isOlder(lock, requirement, newest) ? [{
			lock,
			name: requirementName(requirement),
			newest
		}] : [];
	})))).flat();
	const sakes = await whoseSake(older, ask);
	const told = older.map(({ lock, name, newest }, at) => ({
		lock,
		release: {
			name,
			newest,
			sake: sakes[at] ?? []
		}
	}));
	return new Map(opened.map(({ lock }) => [lock, told.filter((one) => one.lock === lock).map(({ release }) => release)]));
};
/**
* The same answers, each lock with what of its question is older than alone: first the newest of
* each package by itself, all in one run of the resolver, then questions for what differs. Locks
* that say it already, and those that `isSettled`, are left as they are.
*/
const withOlderReleases = async (questions, answers, asking) => {
	const open = /* @__PURE__ */ new Map();
	for (const question of questions) {
		const key = questionKey(question);
		const answer = answers.get(key);
		if (answer?.kind !== "locked" || answer.lock.older !== void 0) continue;
		if (!asking.isSettled(answer.lock)) open.set(key, {
			answer,
			preferred: preferredOf(question, answer.lock)
		});
	}
	if (open.size === 0) return answers;
	const opened = await openedLocks([...open.values()].map(({ preferred }) => preferred), asking);
	const older = await olderIn(opened, asking);
	const found = [...open].map(([key, { answer }]) => {
		const told = older.get(answer.lock);
		return [key, told === void 0 ? answer : {
			...answer,
			lock: {
				...answer.lock,
				older: told
			}
		}];
	});
	return new Map([...answers, ...found]);
};
// src/resolve/resolve.ts
const HOUR = 36e5;
const RETRIES = 3;
const OFFLINE = {
	kind: "unreachable",
	reason: {
		code: "offline",
		message: "The packages of this cell were not resolved: --offline.",
		source: "resolver",
		hint: "Resolve once with a network: dl-env lock"
	}
};
/** Asks uv itself, a bounded number of questions at once. */
const openUv = (sys, options) => {
	const limit = pLimit(options.parallel ?? Math.max(4, Math.min(8, sys.env.cpus * 2)));
	const uv = openAsking(sys, options);
	let runs = 0;
	let reached = true;
	const askOne = async (question) => {
		runs += 1;
		const asking = await uv.start();
		const answer = await ask$1({
			...asking,
			retries: reached ? RETRIES : 0
		}, question);
		reached = answer.kind !== "unreachable";
		return answer;
	};
	const newest = async (question) => {
		const asking = {
			...await uv.start(),
			retries: reached ? RETRIES : 0
		};
		const found = await askNewest(asking, question);
		return found.failure === void 0 ? new Map(found.wheels.map(({ name, version }) => [name, version])) : void 0;
	};
	return {
		ask: (question) => limit(() => askOne(question)),
		newest: (question) => limit(() => newest(question)),
		runs: () => runs,
		close: uv.close
	};
};
/**
* The same wheels as in the committed file are as old as that file: an image of them is the same
* image. A file that cannot be read has no say here.
*/
const withCommittedTime = async (sys, folder, answer) => {
	if (folder === void 0 || answer.kind !== "locked") return answer;
	const committed = await readLock(sys.files, folder, answer.lock.question).catch(() => void 0);
	return committed?.key === answer.lock.key ? {
		kind: "locked",
		lock: {
			...answer.lock,
			created: committed.created
		}
	} : answer;
};
/** The lock that is committed for a question or what may stand in for it, in their order. */
const committedLock = async (sys, { locks }, question) => {
	if (locks === void 0) return void 0;
	for (const one of chainOf(question)) {
		const lock = await readLock(sys.files, locks, one);
		if (lock !== void 0) return {
			kind: "locked",
			lock
		};
	}
};
/** Answers one question: from a committed lock, else from the cache, else by uv. */
const openFinder = (sys, options, { uv, cache }) => {
	const probe = openProbe(sys);
	const askOne = async (question) => {
		const before = options.update === true ? void 0 : await cache.get(question);
		if (before !== void 0) return before;
		if (options.offline === true) return OFFLINE;
		const failure = await probe(namesOf(options)(question.indexes));
		if (failure !== void 0) return {
			kind: "unreachable",
			...failure
		};
		const answer = await uv.ask(question);
		await cache.put(question, answer);
		return withCommittedTime(sys, options.locks, answer);
	};
	const asked = memoized(askOne, questionKey);
	return async (question) => {
		return (options.update === true ? void 0 : await committedLock(sys, options, question)) ?? askInOrder(question, asked, (name) => options.indexes.get(name)?.packages);
	};
};
/** Opens a resolver; nothing is fetched or run until a question needs it. The caller closes it. */
const openResolver = (sys, options) => {
	const uv = openUv(sys, options);
	const { mirrors, indexes, maxAge = HOUR } = options;
	const cache = openAnswerCache(sys, {
		uv: options.tool.version,
		mirrors,
		indexes,
		maxAge
	});
	const ask = memoized(openFinder(sys, options, {
		uv,
		cache
	}), questionKey);
	const askAll = async (questions) => {
		const distinct = new Map(questions.map((question) => [questionKey(question), question]));
		let done = 0;
		const answerOf = async ([key, question]) => {
			const answer = await ask(question);
			done += 1;
			return [key, answer];
		};
		const all = Promise.all([...distinct].map(answerOf));
		if (distinct.size > 0) sys.log.progress(() => `${done} of ${count(distinct.size, "question")} answered` + (uv.runs() === 0 ? "" : `, ${uv.runs()} of them put to the package index`), all);
		return new Map(await all);
	};
	const comparedWithNewest = async (questions, answers) => {
		if (options.offline === true) return answers;
		const asking = {
			ask,
			newest: uv.newest,
			isSettled: isCommitted
		};
		const compared = withOlderReleases(questions, answers, asking);
		sys.log.progress(() => "comparing what was chosen with the newest releases", compared);
		for (const [key, answer] of await compared) if (answer.kind === "locked" && answer !== answers.get(key)) await cache.put(answer.lock.question, answer);
		return compared;
	};
	return {
		ask,
		askAll,
		comparedWithNewest,
		runs: uv.runs,
		close: uv.close
	};
};
// src/verdict/originRules.ts
const indexText = (name) => name === "" ? "the default index" : `the index ${name}`;
/** Named in a dl-env.yml, now or when the lock was made. */
const isOwn = (name, { indexes }) => name !== "" && (indexes.get(name)?.own === true || !indexes.has(name));
const movedIn = (lock, recorded) => isCommitted(lock) ? [] : lock.wheels.flatMap(({ name, index: to = "" }) => {
	const before = recorded.get(name);
	if (before === void 0 || before.has(to)) return [];
	return [...before].map(([from, files]) => ({
		name,
		from,
		to,
		files
	}));
});
/** One paragraph for all that moved alike. */
const alike = (moved) => [...Map.groupBy(moved, ({ from, to }) => `${from} ${to}`).values()];
/**
* `left-own-index`: packages of one's own index would now come from one that strangers can put
* packages on under the same name. Which index had them is what committed locks say.
*/
const originReasons = (lock, recorded, facts) => alike(movedIn(lock, recorded).filter(({ from, to }) => isOwn(from, facts) && !isOwn(to, facts))).flatMap((group) => {
	const [first] = group;
	if (first === void 0) return [];
	const files = [...new Set(group.flatMap((one) => one.files))];
	return [{
		code: "left-own-index",
		message: `${fewNames(group.map(({ name }) => name))} came from ${indexText(first.from)}, and would come from ${indexText(first.to)} now.`,
		source: files[0] ?? "resolver",
		hint: `Put it on that index again; if this is meant, remove what says where it was: rm ${files.join(" ")}`
	}];
});
/** Packages that come from an index of one's own for the first time. */
const originNotes = (lock, recorded, facts) => alike(movedIn(lock, recorded).filter(({ to }) => isOwn(to, facts))).flatMap((group) => {
	const [first] = group;
	if (first === void 0) return [];
	return [{
		code: "index-changed",
		message: `${fewNames(group.map(({ name }) => name))} ${group.length === 1 ? "comes" : "come"} from ${indexText(first.to)} now, and came from ${indexText(first.from)}.`,
		source: first.files[0] ?? "resolver"
	}];
});
// src/verdict/pinHolds.ts
/** A name with each ending that says for which CUDA a package is built: `cudf-cu12`. */
const withCuda = (name, { wheels }) => Object.values(wheels).flatMap(({ marks }) => marks.map((mark) => `${name}${mark}`));
/**
* Whether a pin holds some package of a lock: the one it names, or one that stands for the library
* it names.
*/
const pinHolds = (pin, { wheels }, catalog) => {
	const stems = [...catalog.libraries.values()].filter((library) => library.name === pin || library.package === pin).map((library) => library.package);
	const names = /* @__PURE__ */ new Set([pin, ...stems.flatMap((stem) => [stem, ...withCuda(stem, catalog)])]);
	return wheels.some(({ name }) => names.has(name));
};
/** Packages that a pin which holds nothing may have meant: `cudf-cu12` for `cudf`; sorted. */
const meantByPin = (pin, packages, catalog) => {
	const names = new Set(withCuda(pin, catalog));
	return [...new Set(packages)].filter((name) => names.has(name)).sort();
};
// src/verdict/judge.ts
const isNotEmpty = (reasons) => reasons.length > 0;
const NOT_ASKED = {
	code: "not-asked",
	message: "The package index was not queried for this cell.",
	source: "resolver",
	hint: "dl-env plan"
};
const rejected = (reasons, base) => ({
	kind: "rejected",
	reasons,
	...base === void 0 ? {} : { base }
});
const nameList = new Intl.ListFormat("en-GB");
/** Which libraries of a cell come from a named index: `cuGraph and cuVS need`; empty where none. */
const neededBy = (index, cell, { request, catalog, inRange }) => {
	const pins = pinsIn(cell.libraries, request.pins, catalog);
	const context = {
		request: {
			...request,
			pins
		},
		catalog,
		inRange
	};
	const titles = librariesOf(cell, catalog).filter((library) => releasesFor(library, cell, context).some((release) => release.index === index)).map(({ title }) => title);
	return titles.length === 0 ? "" : `${nameList.format(titles)} ${titles.length === 1 ? "needs" : "need"}`;
};
/** Pins that no package of a lock is held by, but for those that name another CUDA's package. */
const pinNotes = (lock, cell, { request, catalog }) => {
	const major = majorOf(cell.cuda);
	const ofOther = Object.entries(catalog.wheels).flatMap(([other, { marks }]) => other === major ? [] : marks);
	const packages = lock.wheels.map(({ name }) => name);
	return Object.keys(request.pins).flatMap((pin) => {
		if (pinHolds(pin, lock, catalog) || ofOther.some((mark) => pin.endsWith(mark))) return [];
		const [meant] = meantByPin(pin, packages, catalog);
		return [{
			code: "pin-holds-nothing",
			message: `The pin of ${pin} holds nothing here: ${meant === void 0 ? "no package of the cell has that name" : `the cell has ${meant}`}.`,
			source: "resolver"
		}];
	});
};
/** Pre-releases in a lock, which are taken where no final release fits or one is asked for. */
const preReleaseNotes = ({ wheels }) => {
	const found = wheels.filter(({ version }) => isPreRelease(version));
	if (found.length === 0) return [];
	return [{
		code: "pre-release",
		message: `Pre-releases, since nothing final fits or one is asked for: ${fewNames(found.map(({ name, version }) => `${name} ${version}`))}.`,
		source: "resolver"
	}];
};
const unaskedNotes = ({ unasked }, cell, judge) => unasked === void 0 ? [] : [{
	code: "index-not-asked",
	message: `${judge.neededBy(unasked.name, cell).replace(/ needs?$/, "")} for CUDA ${minorOf(cell.cuda)} may be newer on the index ${unasked.name}, which could not be queried (${unasked.cause}); this is what the default index has.`,
	source: "resolver"
}];
/** One note for all that give way to the same packages. */
const olderNotes = ({ older = [], wheels }) => [...Map.groupBy(older, ({ sake }) => nameList.format(sake))].map(([sake, found]) => {
	const releases = found.map(({ name, newest }) => {
		return `${name} is ${wheels.find((wheel) => wheel.name === name)?.version ?? "left out"} and not ${newest}`;
	});
	return {
		code: "older-release",
		message: `${sake === "" ? "In this set" : `For the sake of ${sake}`}, ${nameList.format(releases)}: the newest for this CUDA and Python when it was resolved.`,
		source: "resolver"
	};
});
const unreachableReason = ({ reason, index }, cell, judge) => {
	const needing = index === void 0 ? "" : judge.neededBy(index.name, cell);
	if (index === void 0 || needing === "") return reason;
	const message = `${needing} the package index ${index.name}, which could not be queried: ${index.cause}.`;
	return {
		...reason,
		message
	};
};
/** The verdict on a cell that has a base and nothing against it. */
const byAnswer = (answer, { cell, base }, judge) => {
	if (answer === void 0) return {
		kind: "unknown",
		reasons: [NOT_ASKED],
		base
	};
	switch (answer.kind) {
		case "locked": {
			const reasons = [...judge.checkLock(answer.lock, cell), ...judge.originReasons(answer.lock)];
			if (isNotEmpty(reasons)) return rejected(reasons, base);
			const notes = [
				...unaskedNotes(answer, cell, judge),
				...judge.pinNotes(answer.lock, cell),
				...olderNotes(answer.lock),
				...preReleaseNotes(answer.lock),
				...judge.originNotes(answer.lock)
			];
			const said = notes.length === 0 ? {} : { notes };
			return {
				kind: "accepted",
				base,
				lock: answer.lock.key,
				...said
			};
		}
		case "conflict": return rejected(answer.reasons, base);
		case "unreachable": return {
			kind: "unknown",
			reasons: [unreachableReason(answer, cell, judge)],
			base
		};
	}
};
const answerJudge = (inputs) => {
	const { request, catalog, recorded = /* @__PURE__ */ new Map() } = inputs;
	const inRange = rangeChecker();
	const check = lockChecker(catalog, inRange);
	const checked = memoized(({ lock, cell }) => check(lock, {
		...cell,
		wheelCuda: request.wheelCuda
	}), ({ lock, cell }) => `${lock.key} ${minorOf(cell.cuda)} ${cell.libraries.join()}`);
	return {
		checkLock: (lock, cell) => checked({
			lock,
			cell
		}),
		pinNotes: (lock, cell) => pinNotes(lock, cell, inputs),
		neededBy: (index, cell) => neededBy(index, cell, {
			...inputs,
			inRange
		}),
		originReasons: (lock) => originReasons(lock, recorded, catalog),
		originNotes: (lock) => originNotes(lock, recorded, catalog)
	};
};
/**
* Verdicts from what screening found and the resolver's answers, in this order: what the catalog
* rejects is rejected whatever could not be queried; what could not be queried is unknown, never
* accepted.
*/
const judge = (screened, inputs) => {
	const keyOf = memoized((question) => questionKey(question));
	const judge = answerJudge(inputs);
	const verdictOn = ({ cell, base, reasons, question }) => {
		if (isNotEmpty(reasons)) return rejected(reasons, base.kind === "there" ? base.base : void 0);
		if (base.kind !== "there") return {
			kind: "unknown",
			reasons: [base.reason]
		};
		const answer = question === void 0 ? void 0 : inputs.answers.get(keyOf(question));
		return byAnswer(answer, {
			cell,
			base: base.base
		}, judge);
	};
	return screened.map((one) => ({
		cell: one.cell,
		verdict: verdictOn(one)
	}));
};
// src/matrix/requestPlace.ts
/** Where a path of dl-env.yml stands, for a problem; nothing where that is not known. */
const placed = (request, path) => {
	const place = request.places[path];
	return place === void 0 ? {} : { place };
};
// src/verdict/pinWarnings.ts
const either = new Intl.ListFormat("en-GB", { type: "disjunction" });
/**
* Pins of packages that are in no lock, as the locks show; said only when every cell has one, since
* the others might hold it.
*/
const pinWarnings = (request, judged, { locks, catalog }) => {
	const names = Object.keys(request.pins);
	if (names.length === 0 || judged.length === 0 || judged.some(({ verdict }) => verdict.kind !== "accepted")) return [];
	const packages = new Set([...locks.values()].flatMap((lock) => lock.wheels.map(({ name }) => name)));
	return names.flatMap((name) => {
		if ([...locks.values()].some((lock) => pinHolds(name, lock, catalog))) return [];
		const meant = meantByPin(name, packages, catalog);
		const near = meant.length > 0 ? either.format(meant) : closestOf(name, packages);
		const written = Object.keys(request.places).find((path) => path.startsWith("pins.") && normalName(path.slice(5)) === name);
		return [{
			code: "unused-pin",
			message: `The package ${name} is in no cell, so its pin has no effect.`,
			...written === void 0 ? {} : placed(request, written),
			hint: near === void 0 ? "Remove the line, or see what a cell contains: dl-env plan --why CELL" : `Did you mean: ${near}`
		}];
	});
};
// src/matrix/nearLibrary.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
const letters = (name) => name.split("").sort().join("");
/** One letter too many, too few or another, or two exchanged, in a word of four and more. */
const isSlip = (written, meant) => written.length >= 4 && ((0, import_fastest_levenshtein.distance)(written, meant) === 1 || (0, import_fastest_levenshtein.distance)(written, meant) === 2 && letters(written) === letters(meant));
const asksFor = ({ releases }, name) => releases.some(({ requirements }) => requirements.some((one) => requirementName(one) === name));
/**
* The library that somebody meant who wrote a package's name: by its title or by what is imported,
* or by a slip of the finger. Undefined for a name that is near to none.
*/
const nearLibrary = (written, { libraries }) => {
	const all = [...libraries.values()].filter(({ name, own }) => name !== written && own === void 0);
	if (all.some((library) => asksFor(library, written))) return void 0;
	return (all.find(({ title, imports }) => title.toLowerCase() === written || imports.includes(written)) ?? all.find(({ name }) => isSlip(written, name)))?.name;
};
/**
* Packages of one's own that have nearly the name of a library: an index has packages under many
* such names, and few of them are what was meant.
*/
const nearLibraryWarnings = ({ packages }, catalog) => Object.values(packages).flatMap((one) => {
	if (one.library !== void 0 || one.isConstraint === true) return [];
	const near = nearLibrary(one.name, catalog);
	if (near === void 0) return [];
	return [{
		code: "near-library",
		message: `${one.name} (${one.source}) is not the library ${near}: the index is asked for a package of that name.`,
		hint: `Did you mean: ${near}`
	}];
});
// src/matrix/patternWarnings.ts
const valuesOf = (cells, axis) => [...new Set(cells.map((cell) => cell[axis]))];
/**
* The first axis whose value no cell has at all; undefined when only the combination is missing.
*/
const axisAtFault = (pattern, cells) => AXES.find((axis) => pattern[axis] !== void 0 && !cells.some((cell) => matches(cell, { [axis]: pattern[axis] })));
const hintFor = (pattern, cells) => {
	const axis = axisAtFault(pattern, cells);
	if (axis === void 0) return "Remove the line, or see which cells there are: dl-env plan";
	const values = valuesOf(cells, axis);
	const near = closestOf(pattern[axis] ?? "", values);
	return near === void 0 ? `Remove the line, or write one that the matrix has: ${axis}: ${oneOf(values, 8)}` : `Did you mean: ${axis}: "${near}"`;
};
/** The warning about a pattern that names none of these cells. */
const matchesNothing = ({ key, path, pattern, effect }, request, cells) => cells.some((cell) => matches(cell, pattern)) ? [] : [{
	code: "matches-nothing",
	message: `\`${key}\` (${patternText(pattern)}) matches no cell of the matrix, so ${effect}.`,
	...placed(request, path),
	hint: hintFor(pattern, cells)
}];
/**
* Whether a pattern names a cell of the product. What a set holds has no say in the other axes, so
* one set stands for all.
*/
const inProduct = (request, catalog) => {
	const { matrix } = request;
	const thin = expandCells({
		...request,
		matrix: {
			...matrix,
			set: matrix.set.slice(0, 1)
		},
		exclude: [],
		include: []
	}, catalog);
	return ({ set, ...axes }) => (set === void 0 || matrix.set.includes(set)) && thin.some((cell) => matches(cell, axes));
};
/** Entries of `exclude` that leave nothing out. */
const excludeWarnings = (request, catalog, cells) => {
	const { exclude } = request;
	if (exclude.length === 0) return [];
	const isInProduct = inProduct(request, catalog);
	const product = exclude.every(isInProduct) ? cells : expandCells({
		...request,
		exclude: [],
		include: []
	}, catalog);
	const effect = "it excludes nothing";
	return exclude.flatMap((pattern, index) => isInProduct(pattern) ? [] : matchesNothing({
		key: "exclude",
		path: `exclude.${index}`,
		pattern,
		effect
	}, request, product));
};
/** Entries of `include` that add no cell. */
const includeWarnings = (request, catalog) => {
	const { include } = request;
	if (include.length === 0) return [];
	const without = new Set(expandCells({
		...request,
		include: []
	}, catalog).map(({ id }) => id));
	const addsNothing = (pattern) => expandCells({
		...request,
		include: [pattern]
	}, catalog).every(({ id }) => without.has(id));
	return include.flatMap((pattern, index) => addsNothing(pattern) ? [{
		code: "matches-nothing",
		message: `\`include\` (${patternText(pattern)}) matches only cells that the matrix already has.`,
		...placed(request, `include.${index}`),
		hint: "Remove the line, or see which cells there are: dl-env plan"
	}] : []);
};
const defaultWarnings = (request, cells) => {
	const pattern = request.default;
	if (pattern === void 0) return [];
	return matchesNothing({
		key: "default",
		path: "default",
		pattern,
		effect: "the tag `latest` would point to nothing"
	}, request, cells);
};
/** Patterns of dl-env.yml that have no effect. */
const patternWarnings = (request, catalog, cells) => [
	...excludeWarnings(request, catalog, cells),
	...includeWarnings(request, catalog),
	...defaultWarnings(request, cells)
];
// src/matrix/requestWarnings.ts
const unusedSets = (request, cells) => {
	const used = new Set(cells.map(({ set }) => set));
	return Object.keys(request.sets).flatMap((name) => used.has(name) ? [] : [{
		code: "matches-nothing",
		message: `The set \`${name}\` is in no cell of the matrix.`,
		...placed(request, `sets.${name}`),
		hint: `Name it in the matrix, or remove it: set: [${[...used, name].slice(-3).join(", ")}]`
	}]);
};
/** Addresses without scheme that anything in the catalog or the request leads to. */
const askedAddresses = (request, catalog) => {
	const urls = [...JSON.stringify([
		[...catalog.indexes.values()],
		catalog.pythons,
		catalog.ubuntu
	]).matchAll(/https?:\/\/([^\s"'\\{}]+)/g)].map((match) => match[1] ?? "");
	const own = [request.to, request.store].filter((name) => !name.startsWith("oci:")).map((name) => /^[^/]*[.:]|^localhost\//.test(name) ? name : `docker.io/${name}`);
	const bases = request.customization?.cells.flatMap((one) => one.customization.base ?? []) ?? [];
	const repositories = [...catalog.cuda.map(({ repository }) => repository), ...bases];
	return [.../* @__PURE__ */ new Set([
		...repositories,
		...urls,
		...own
	])];
};
const unusedMirrors = (request, catalog) => {
	const keys = Object.keys(request.mirrors);
	if (keys.length === 0) return [];
	const addresses = askedAddresses(request, catalog);
	const hosts = [...new Set(addresses.map((address) => address.split("/", 1)[0] ?? ""))];
	return keys.flatMap((key) => {
		const plain = key.replace(/^https?:\/\//, "").replace(/\/+$/, "");
		if (addresses.some((address) => address === plain || address.startsWith(`${plain}/`))) return [];
		const near = closestOf(plain, hosts) ?? hosts.find((host) => host.includes(plain));
		return [{
			code: "unused-mirror",
			message: `dl-env contacts no address at \`${plain}\`, so its mirror is never used.`,
			...placed(request, `mirrors.${key}`),
			hint: near === void 0 ? `Write one of: ${oneOf(hosts, 6)}` : `Did you mean: ${near}`
		}];
	});
};
/** What dl-env.yml says without effect, before anything was resolved. */
const requestWarnings = (request, catalog, cells) => [
	...patternWarnings(request, catalog, cells),
	...unusedSets(request, cells),
	...unusedMirrors(request, catalog),
	...nearLibraryWarnings(request, catalog)
];
/** Throws DlEnvError(2) `no-cells` when `exclude` leaves nothing of the matrix. */
const requireCells = (request, cells) => {
	if (cells.length > 0) return;
	throw wrongRequest({
		code: "no-cells",
		message: "`exclude` leaves no cell of the matrix.",
		...placed(request, request.places["exclude.0"] === void 0 ? "exclude" : "exclude.0"),
		hint: "Name fewer cells there, for example: exclude: [{ cuda: \"12.4\", set: torch }]"
	});
};
// src/pipeline.ts
const asking = ({ sys, open, options }) => ({
	sys,
	open,
	offline: options.offline === true
});
const resolving = (session) => ({
	tool: session.catalog.hostUv,
	indexes: session.catalog.indexes,
	mirrors: session.request.mirrors,
	locks: lockFolder(session),
	update: session.options.update === true,
	...session.options.answerMaxAgeMs === void 0 ? {} : { maxAge: session.options.answerMaxAgeMs },
	offline: session.options.offline === true
});
/** The cells that `--cells` names, or all. */
const chosenCells = (judged, ids) => {
	if (ids === void 0) return judged;
	const unknown = ids.find((id) => !judged.some(({ cell }) => cell.id === id));
	if (unknown === void 0) return judged.filter(({ cell }) => ids.includes(cell.id));
	const near = closestOrLonger(unknown, judged.map(({ cell }) => cell.id));
	throw wrongRequest({
		code: "unknown-cell",
		message: `The plan has no cell ${unknown}.`,
		hint: `${near === void 0 ? "" : `Did you mean ${near}? `}All of them: dl-env plan`
	});
};
const warn = (sys, warnings) => {
	for (const warning of warnings) sys.log.warn(problemText(warning));
};
/** The matrix's cells, or those of them that were assigned to this job. */
const cellsOf = ({ sys, request, assignment }, catalog) => {
	const all = expandCells(request, catalog);
	requireCells(request, all);
	const part = assignedCells(assignment);
	if (part !== void 0) return all.filter(({ id }) => part.has(id));
	warn(sys, requestWarnings(request, catalog, all));
	return all;
};
/** The cells of the matrix without any verdict: asks for lists of bases, and no resolver. */
const matrixCells = async (session) => {
	const { request, catalog } = session;
	const repositories = baseRepositories(request, catalog);
	const lists = await readLists(asking(session), repositories, catalog);
	return {
		cells: expandCells(request, withTagLists(catalog, lists)),
		unlisted: repositories.filter((name) => !isLocal(name) && !saysVersions(lists.get(name)))
	};
};
/** Rules and bases, then the resolver, then verdicts, then suggestions. */
const judgeCells = async (session, cells, facts) => {
	const { sys, request, assignment, options } = session;
	const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
	const screen = openScreen({
		request,
		today,
		...facts
	});
	const screened = cells.map(screen);
	const resolver = openResolver(sys, resolving(session));
	try {
		const questions = openQuestions(screened);
		const answers = await resolver.comparedWithNewest(questions, await resolver.askAll(questions));
		const recorded = await recordedOrigins(sys.files, lockFolder(session), answers);
		const verdicts = judge(screened, {
			request,
			catalog: facts.catalog,
			answers,
			recorded
		});
		const locks = locksOf(answers);
		if (verdicts.every(({ verdict }) => verdict.kind !== "rejected")) return {
			judged: verdicts,
			locks
		};
		const { withSuggestions } = await import("./withSuggestions.js");
		return {
			judged: await withSuggestions(resolver.ask, verdicts, {
				request,
				catalog: facts.catalog,
				possible: (cell) => screen(cell).question !== void 0,
				...options.cells === void 0 ? {} : { first: options.cells },
				isPart: assignedCells(assignment) !== void 0
			}),
			locks
		};
	} finally {
		await resolver.close();
	}
};
/** The cells of this run, by lists of the bases that were read or are known already. */
const listedCells = async (session, known) => {
	const { request, catalog } = session;
	const ask = asking(session);
	const read = known?.lists ?? await readLists(ask, baseRepositories(request, catalog), catalog);
	const listed = withTagLists(catalog, read);
	const cells = cellsOf(session, listed);
	return {
		cells,
		catalog: listed,
		lists: known === void 0 ? await askUnlisted(ask, read, {
			cells,
			catalog: listed
		}) : read
	};
};
/** dl-env.yml and the catalog -> cells -> verdicts -> locks -> recipes -> plan. Makes nothing. */
const planCells = async (session, planOptions = {}) => {
	const { sys, request, catalog, options } = session;
	const { bases: known } = planOptions;
	const { cells, lists, ...listed } = await listedCells(session, known);
	const { judged: verdicts, locks } = await judgeCells(session, cells, {
		...listed,
		lists
	});
	if (options.standIn === true) {
		const { prepareStandIns } = await import("./prepareStandIns.js");
		await prepareStandIns(session, verdicts);
	}
	const based = await withBases(asking(session), verdicts, {
		lists,
		known
	});
	const judged = chosenCells(based, options.cells);
	warn(sys, pinWarnings(request, verdicts, {
		locks,
		...listed
	}));
	const folder = lockFolder(session);
	const update = options.update === true;
	const { locks: apt, notices: aptNotices } = await chooseAptLocks({
		sys,
		catalog,
		request,
		folder,
		update
	}, judged);
	warn(sys, aptNotices);
	const made = await recipesAndTags({
		...session,
		offline: options.offline === true
	}, {
		judged,
		locks,
		apt
	}, planOptions);
	const { recipes, drafts, storeTags, imageTags, refused, isBelieved } = made;
	warn(sys, refused);
	const rolling = plannedTags({
		request,
		catalog
	}, {
		judged,
		locks,
		recipes
	});
	const { to, store } = request;
	const plan = makePlan({
		to,
		store,
		judged,
		locks,
		rolling,
		...made
	});
	const inputs = {
		judged,
		locks,
		apt,
		recipes,
		drafts
	};
	const listedNow = known === void 0 || known.isCurrent === true ? lists : /* @__PURE__ */ new Map();
	const tags = {
		storeTags,
		imageTags,
		refused,
		isBelieved
	};
	return {
		plan,
		...inputs,
		lists: listedNow,
		aptNotices,
		...tags
	};
};
/**
* The layers that are missing are made and stored, and the cells' images linked by digest, without
* a tag.
*/
const buildImages = async (session, planned) => {
	const { buildCells } = await import("./buildCells.js");
	return buildCells(session, planned);
};
/** The probes run in every image that lacks a proof, and what they saw is kept beside it. */
const smokeTestImages = async (...asked) => {
	return (await import("./smokeTest.js")).smokeTestImages(...asked);
};
/** Tags move to the images that have the proof they need. */
const promoteImages = async (...asked) => {
	return (await import("./promoteImages.js")).promoteImages(...asked);
};
export { smokeTestImages as a, aptLockByDate as c, openScreen as d, promoteImages as i, readAptLock as l, matrixCells as n, readInstaller as o, planCells as r, basesOfPlan as s, buildImages as t, writeLocks as u };
