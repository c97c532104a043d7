import { a as decodeRequest, c as checkDestination, l as loadCatalog, o as withBase, s as smallest, t as openRepository } from "./openRepository.js";
import { i as wrongRequest, t as DlEnvError } from "./error.js";
import { t as engineChoices } from "./engineNames.js";
import { n as standInLayout } from "./standInNames.js";
import { a as isRefused, c as holdsFor, i as readPyprojectText, l as parseMarker, m as matrixLine, o as parseRequirement, r as withOwnPackages, t as entriesFor, u as pythonRanges } from "./ownPackages.js";
import { n as isWithin } from "./pathWithin.js";
import { a as minorOf, r as isUnder, t as compareVersions } from "./versions.js";
import { n as fullCuda, r as releaseOf, t as baseRepository } from "./cudaRelease.js";
import { t as memoized } from "./memoized.js";
import { i as cellId, t as cellLibraries } from "./cellLibraries.js";
import { i as matches, t as customizer } from "./customizer.js";
import { n as namesStandIn, r as onStandIn } from "./onStandIn.js";
import { t as DAY } from "./units.js";
import { a as readTagList } from "./baseImage.js";
import { dirname, join, resolve } from "node:path";
// src/catalog/tagLists.ts
/** Whether a list says what short versions mean, as the catalog's dated copy does not. */
const saysVersions = (list) => list !== void 0 && list.mirror?.refusesList !== true;
/** Where a list was read, for messages. */
const listSource = (repository, { asOf, mirror }) => `tags of ${repository}${mirror === void 0 || mirror.name === repository ? "" : ` in the mirror ${mirror.name}`}, read ${asOf}`;
/**
* A release of your own need not be an Ubuntu, so what ends a tag is held against the catalog, not
* against a form.
*/
const TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(.+)$/;
/** CUDA -> Ubuntu -> flavors, of the Ubuntu releases that the catalog knows. */
const imagesOf = (tags, catalog) => {
	const names = new Map(catalog.ubuntu.map((release) => [release.tag, release.name]));
	const images = /* @__PURE__ */ new Map();
	for (const tag of tags) {
		const [, cuda, flavor, end] = TAG.exec(tag) ?? [];
		const ubuntu = names.get(end ?? "");
		if (cuda === void 0 || flavor === void 0 || ubuntu === void 0) continue;
		const release = images.get(cuda) ?? /* @__PURE__ */ new Map();
		release.set(ubuntu, [...release.get(ubuntu) ?? [], flavor]);
		images.set(cuda, release);
	}
	return images;
};
const newRelease = ({ version, repository, images }, list) => ({
	version,
	minor: minorOf(version),
	images,
	isComplete: true,
	isOnlySeen: false,
	repository,
	digests: {},
	source: listSource(repository, list)
});
/** A mirror's list adds to the catalog's copy: what it lacks it may not have fetched yet. */
const joined = (copied, found) => Object.fromEntries([.../* @__PURE__ */ new Set([...Object.keys(copied), ...Object.keys(found)])].map((ubuntu) => [ubuntu, [.../* @__PURE__ */ new Set([...copied[ubuntu] ?? [], ...found[ubuntu] ?? []])]]));
/**
* The catalog with the images that registries list now in place of its dated copy (with a mirror's
* list: beside it), so that a short version is the newest that really has an image. Releases newer
* than the copy join in; CUDA before the catalog's oldest stays out.
*/
const withTagLists = (catalog, lists) => {
	if (lists.size === 0) return catalog;
	const oldest = catalog.cuda[0]?.version ?? "0";
	const replaced = catalog.cuda.map((release) => {
		const listed = lists.get(release.repository);
		const isOwn = release.repository === catalog.base;
		const isCopied = listed?.mirror !== void 0 && (!isOwn || listed.mirror.refusesList === true);
		return listed === void 0 || isCopied ? release : {
			...release,
			images: {}
		};
	});
	const decide = new Set(catalog.cuda.map(({ repository }) => repository));
	for (const [repository, listed] of lists) {
		if (!decide.has(repository)) continue;
		for (const [version, found] of imagesOf(listed.tags, catalog)) {
			if (compareVersions(version, oldest) < 0) continue;
			const images = Object.fromEntries(found);
			const at = replaced.findIndex((release) => release.version === version && release.repository === repository);
			const before = replaced[at];
			if (before === void 0) replaced.push(newRelease({
				version,
				repository,
				images
			}, listed));
			else replaced[at] = {
				...before,
				isOnlySeen: false,
				images: joined(before.images, images)
			};
		}
	}
	return {
		...catalog,
		cuda: replaced.toSorted((a, b) => compareVersions(a.version, b.version))
	};
};
// src/matrix/expand.ts
const axisValues = (request, catalog) => {
	const releases = new Map(catalog.ubuntu.map((release) => [release.name, release]));
	return {
		libraries: memoized((set) => cellLibraries(request.sets[set] ?? catalog.sets.get(set) ?? [], catalog, request)),
		cuda: memoized((base) => fullCuda(catalog, base), ({ cuda, ubuntu, flavor }) => `${cuda} ${ubuntu} ${flavor}`),
		ubuntu: (name) => releases.get(name) ?? {
			python: "3",
			tag: name
		}
	};
};
/**
* The cells of one product of axis values, in the order of the axes; a cell may come twice, by a
* short version and by a full one.
*/
const productOf = function* (axes, values) {
	for (const set of axes.set) for (const written of axes.cuda) for (const ubuntu of axes.ubuntu) {
		const release = values.ubuntu(ubuntu);
		for (const flavor of axes.flavor) {
			const cuda = values.cuda({
				cuda: written,
				ubuntu,
				flavor
			});
			for (const wanted of axes.python) {
				const python = wanted === "ubuntu" ? release.python : wanted;
				yield {
					id: cellId({
						set,
						cuda,
						python,
						flavor
					}, release.tag),
					set,
					libraries: values.libraries(set),
					cuda,
					ubuntu,
					python,
					pythonFrom: python === release.python ? "ubuntu" : "standalone",
					flavor,
					platform: "linux/amd64"
				};
			}
		}
	}
};
const rankOf = (names) => {
	const ranks = new Map(names.map((name, index) => [name, index]));
	return (name) => ranks.get(name) ?? names.length;
};
/**
* Compares texts through ranks made once for all distinct values, which is what keeps sorting
* 100,000 cells cheap.
*/
const ordered = (values, compare) => rankOf([...new Set(values)].sort(compare));
const byCodeUnit = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const sorted = (cells, request, catalog) => {
	const own = Object.keys(request.sets).sort(byCodeUnit);
	const set = rankOf([...catalog.sets.keys(), ...own.filter((name) => !catalog.sets.has(name))]);
	const cuda = ordered(cells.map((cell) => cell.cuda), compareVersions);
	const ubuntu = rankOf(catalog.ubuntu.map((release) => release.name));
	const python = ordered(cells.map((cell) => cell.python), compareVersions);
	const flavor = ordered(cells.map((cell) => cell.flavor), byCodeUnit);
	return cells.toSorted((a, b) => set(a.set) - set(b.set) || cuda(a.cuda) - cuda(b.cuda) || ubuntu(a.ubuntu) - ubuntu(b.ubuntu) || python(a.python) - python(b.python) || flavor(a.flavor) - flavor(b.flavor));
};
/** The axes of an entry of `include`: an axis that it does not name takes the matrix's values. */
const includedAxes = (axes, pattern) => ({
	cuda: pattern.cuda === void 0 ? axes.cuda : [pattern.cuda],
	ubuntu: pattern.ubuntu === void 0 ? axes.ubuntu : [pattern.ubuntu],
	python: pattern.python === void 0 ? axes.python : [pattern.python],
	flavor: pattern.flavor === void 0 ? axes.flavor : [pattern.flavor],
	set: pattern.set === void 0 ? axes.set : [pattern.set]
});
/**
* 128 characters are the most that a tag may have; the immutable tag adds `-r` and 12 digits to a
* cell's id.
*/
const LONGEST_ID = 114;
const checkLength = (cells) => {
	const long = cells.find(({ id }) => id.length > LONGEST_ID);
	if (long === void 0) return cells;
	throw wrongRequest({
		code: "tag-too-long",
		message: `The tag of a cell would have ${long.id.length + 14} characters, and at most 128 are allowed: ${long.id.slice(0, 60)}…`,
		hint: "Give the set a shorter name in dl-env.yml, under: sets"
	});
};
/** The cells, each with the base that entries of `include` name for it. */
const onOwnBases = (request, cells) => {
	if (!request.customization?.cells.some((one) => one.customization.base !== void 0)) return cells;
	const customizationOf = customizer(request);
	return cells.map((cell) => {
		const { base } = customizationOf(cell);
		return base === void 0 ? cell : {
			...cell,
			base
		};
	});
};
/**
* The matrix's product without what `exclude` names, then what `include` adds, as GitHub's matrices
* do it. An entry of `include` that changes images adds cells only where it names none that is
* there. Each id once; sorted by set, CUDA, Ubuntu, Python and flavor, so that the order in
* dl-env.yml changes nothing. Throws DlEnvError(2) `tag-too-long`.
*/
const expandCells = (request, catalog) => {
	const values = axisValues(request, catalog);
	const cells = /* @__PURE__ */ new Map();
	for (const cell of productOf(request.matrix, values)) if (!cells.has(cell.id) && !request.exclude.some((pattern) => matches(cell, pattern))) cells.set(cell.id, cell);
	for (const pattern of request.include) for (const cell of productOf(includedAxes(request.matrix, pattern), values)) if (!cells.has(cell.id)) cells.set(cell.id, cell);
	for (const { pattern } of request.customization?.cells ?? []) if (!cells.values().some((cell) => matches(cell, pattern))) for (const cell of productOf(includedAxes(request.matrix, pattern), values)) cells.set(cell.id, cell);
	const based = onOwnBases(request, [...checkLength([...cells.values()])]);
	return sorted(based, request, catalog);
};
// src/matrix/baseRepositories.ts
const basesOf = ({ cuda, ubuntu, flavor }, catalog) => cuda.flatMap((written) => ubuntu.flatMap((name) => flavor.map((one) => ({
	cuda: fullCuda(catalog, {
		cuda: written,
		ubuntu: name,
		flavor: one
	}),
	ubuntu: name,
	flavor: one
}))));
/** A pattern that names a set or a Python leaves others with the same base. */
const leavesOut = (pattern, base) => pattern.set === void 0 && pattern.python === void 0 && (pattern.cuda === void 0 || isUnder(base.cuda, pattern.cuda)) && (pattern.ubuntu === void 0 || pattern.ubuntu === base.ubuntu) && (pattern.flavor === void 0 || pattern.flavor === base.flavor);
/**
* The repositories whose tags decide which bases there are: known from the request and the catalog
* before the matrix is expanded, since the registry's own list decides which release a short
* version means.
*/
const baseRepositories = (request, catalog) => {
	const { matrix, exclude } = request;
	const changed = request.customization?.cells.map(({ pattern }) => pattern) ?? [];
	const include = [...request.include, ...changed];
	const bases = [
		...basesOf(matrix, catalog).filter((base) => !exclude.some((pattern) => leavesOut(pattern, base))),
		...include.flatMap((pattern) => basesOf(includedAxes(matrix, pattern), catalog)),
		...(request.customization?.cells ?? []).flatMap(({ pattern, customization: { base } }) => base === void 0 ? [] : basesOf(includedAxes(matrix, pattern), catalog).map((one) => ({
			...one,
			base
		})))
	];
	return [...new Set(bases.map((base) => baseRepository(catalog, base)))];
};
/** Whole days between two ISO dates. */
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
/** Undefined for a catalog of the last 30 days; `today` is an ISO date. */
const oldCatalog = ({ asOf }, today) => {
	const days = daysBetween(asOf, today);
	return days > 30 ? {
		asOf,
		days
	} : void 0;
};
// src/matrix/baseAlternative.ts
/** The tag of the image that a cell would be based on. */
const tagOf = (cell, catalog) => `${cell.cuda}-${cell.flavor}-${catalog.ubuntu.find((release) => release.name === cell.ubuntu)?.tag ?? cell.ubuntu}`;
/**
* The flavors that a release has for the cell's Ubuntu beside the cell's own, which is in the copy,
* too, where a mirror alone lacks it.
*/
const otherFlavors = (cell, release) => (release?.images[cell.ubuntu] ?? []).filter((flavor) => flavor !== cell.flavor);
/** A change of a cell to another whose image is there. */
const alternativeWith = ({ cell, release, catalog }, mayBe) => {
	const isListed = (change) => mayBe(tagOf({
		...cell,
		...change
	}, catalog));
	const flavor = otherFlavors(cell, release).find((one) => isListed({ flavor: one }));
	if (flavor !== void 0) return matrixLine("flavor", flavor);
	const ubuntus = Object.entries(release?.images ?? {}).filter(([name, listed]) => name !== cell.ubuntu && listed.includes(cell.flavor)).map(([name]) => name).filter((ubuntu) => isListed({ ubuntu })).sort(compareVersions);
	if (ubuntus.length > 0) return matrixLine("ubuntu", ubuntus.at(-1) ?? "");
	const newer = catalog.cuda.filter((candidate) => candidate.images[cell.ubuntu]?.includes(cell.flavor) && compareVersions(candidate.version, cell.cuda) > 0 && isListed({ cuda: candidate.version }));
	const [next] = newer;
	if (next === void 0) return void 0;
	const meant = fullCuda(catalog, {
		...cell,
		cuda: minorOf(next.version)
	});
	const other = newer.find(({ version }) => version === meant) ?? next;
	return matrixLine("cuda", other.version);
};
/**
* What there is instead: another CUDA for the same Ubuntu, or another Ubuntu for the same CUDA. Of
* those that a list names where there is one; what a mirror does not list may be there still.
*/
const baseAlternative = (lookup) => {
	const { list } = lookup;
	if (list === void 0) return alternativeWith(lookup, () => true);
	const { tags, mirror } = list;
	const listed = alternativeWith(lookup, (tag) => tags.has(tag));
	return mirror === void 0 || listed !== void 0 ? listed : alternativeWith(lookup, (tag) => mirror.unlisted.get(tag) !== "absent");
};
// src/matrix/base.ts
/** Images made on this machine have no registry's list that could be old. */
const isLocal = (repository) => repository.startsWith("localhost/");
/** The repository and the tag of the image that a cell would be based on. */
const baseOf = (cell, catalog) => ({
	repository: baseRepository(catalog, cell),
	tag: tagOf(cell, catalog)
});
const place = (cell) => cell.ubuntu === "stand-in" ? "the stand-in" : `Ubuntu ${cell.ubuntu}`;
const there = (tag, asOf) => ({
	kind: "there",
	base: {
		tag,
		asOf
	}
});
/** Whether dl-env.yml names the repository, for all cells or for this one. */
const isOwnBase = (repository, cell, { base }) => repository === base || repository === cell.base;
/** Who has no such image, as the beginning of a sentence. */
const publisher = ({ cell, catalog, mirror }) => {
	const { repository } = baseOf(cell, catalog);
	if (mirror === void 0) return isOwnBase(repository, cell, catalog) ? `${repository} has` : "NVIDIA has published";
	return mirror === repository ? `${mirror} has` : `The mirror ${mirror} has`;
};
const absent = (lookup) => {
	const { cell, release, catalog, source, mirror } = lookup;
	const flavor = otherFlavors(cell, release).length > 0 || cell.flavor !== "base" ? `${cell.flavor} ` : "";
	const hint = baseAlternative(lookup);
	return {
		kind: "absent",
		reason: {
			code: "no-base-image",
			message: `${publisher({
				cell,
				catalog,
				mirror
			})} no ${flavor}image of CUDA ${cell.cuda} for ${place(cell)}.`,
			source,
			...hint === void 0 ? {} : { hint }
		}
	};
};
const copyTooOld = (repository, asOf) => ({
	kind: "unknown",
	reason: {
		code: "base-list-too-old",
		message: `The registry's tags could not be read, and the catalog's copy of ${asOf} is older than 30 days.`,
		source: `tags of ${repository}`,
		hint: "mirrors: { docker.io: mirror.example }, or: dl-env catalog update"
	}
});
/** What the copy does not have, where nobody said that its list is whole. */
const notInCopy = (cell, { tag }, catalog) => ({
	kind: "unknown",
	reason: {
		code: "base-not-in-copy",
		message: `The registry's tags could not be read, and the catalog's copy of ${catalog.asOf} has no ${tag}.`,
		source: releaseOf(catalog, cell.cuda, cell.ubuntu)?.source ?? "matrix/cuda.yml",
		hint: "Once the registry answers, type it again: dl-env plan"
	}
});
const neverWas = (why, lookup) => {
	const { catalog } = lookup;
	const hint = baseAlternative(lookup);
	return {
		kind: "absent",
		reason: {
			code: "no-base-image",
			message: why,
			source: `matrix/cuda.yml (copy of ${catalog.asOf})`,
			...hint === void 0 ? {} : { hint }
		}
	};
};
const notAsked = (tag, source, refusal) => ({
	kind: "unknown",
	reason: {
		code: "base-not-asked",
		message: refusal === void 0 ? `The mirror does not list ${tag}, and did not answer when asked for it.` : `The mirror gives no list and no answer to ${tag}: ${refusal.message}`,
		source,
		hint: refusal?.hint ?? "Once the mirror answers, type it again: dl-env plan"
	}
});
/** What NVIDIA's list says decides nothing of another repository. */
const ownNotRead = (repository) => ({
	kind: "unknown",
	reason: {
		code: "base-not-asked",
		message: `The tags of ${repository} could not be read, and no copy of them is in the catalog.`,
		source: `tags of ${repository}`,
		hint: "Once the registry answers, type it again: dl-env plan"
	}
});
/** By the catalog's dated copy of the list, which is worth nothing after 30 days. */
const judgeByCopy = (lookup, today) => {
	const { cell, release, catalog } = lookup;
	const { repository, tag } = baseOf(cell, catalog);
	if (isOwnBase(repository, cell, catalog)) return ownNotRead(repository);
	if (!isLocal(repository) && daysBetween(catalog.asOf, today) > 30) return copyTooOld(repository, catalog.asOf);
	if (release?.images[cell.ubuntu]?.includes(cell.flavor) === true) return there(`${repository}:${tag}`, isLocal(repository) ? today : catalog.asOf);
	const never = release === void 0 ? catalog.never[minorOf(cell.cuda)] : void 0;
	if (never !== void 0) return neverWas(never, lookup);
	if (release?.isComplete !== true) return notInCopy(cell, {
		repository,
		tag
	}, catalog);
	return absent({
		...lookup,
		source: `${release.source} (copy of ${catalog.asOf})`
	});
};
/** A tag that a mirror's list lacks, which says nothing: what it said when asked for it decides. */
const judgeUnlisted = (lookup, { list, today }) => {
	const { repository, tag } = baseOf(lookup.cell, lookup.catalog);
	const source = listSource(repository, list);
	switch (list.mirror?.unlisted.get(tag)) {
		case void 0: return judgeByCopy(lookup, today);
		case "unreachable": return notAsked(tag, source, list.mirror.refusal);
		case "absent": return absent({
			...lookup,
			source: `${source}, and asked for ${tag}`,
			...list.mirror === void 0 ? {} : { mirror: list.mirror.name }
		});
	}
};
/**
* Whether the cell's base exists: by the registry's own list, else by the catalog's dated copy,
* which says its date and is worth nothing (unknown) after 30 days. The list of a mirror says only
* what exists. The stand-in is made here and needs no list.
*/
const judgeBase = (cell, { catalog, list, today }) => {
	const release = releaseOf(catalog, cell.cuda, cell.ubuntu);
	const { repository, tag } = baseOf(cell, catalog);
	const lookup = {
		cell,
		release,
		catalog,
		list
	};
	if (list === void 0 || isLocal(repository)) return judgeByCopy(lookup, today);
	if (list.tags.has(tag)) return there(`${repository}:${tag}`, list.asOf);
	if (list.mirror !== void 0) return judgeUnlisted(lookup, {
		list,
		today
	});
	return absent({
		...lookup,
		source: listSource(repository, list)
	});
};
// src/matrix/readRequest.ts
/** Bytes; a request that names every axis of the catalog has a few thousand. */
const LARGEST$1 = 4e6;
const tooLarge = (file) => wrongRequest({
	code: "request-too-large",
	message: `This file is larger than ${LARGEST$1 / 1e6} MB, too large for a dl-env.yml.`,
	place: { file },
	hint: `Name the right file: --file dl-env.yml; see what this one is: ls -l ${file}`
});
/** No more than LARGEST bytes, from a file or whatever else can be read. */
const readBytes = async (files, file) => {
	const parts = [];
	let size = 0;
	for await (const part of files.read(file)) {
		size += part.length;
		if (size > LARGEST$1) throw tooLarge(file);
		parts.push(part);
	}
	return Buffer.concat(parts);
};
/** The first line, from 1, that is no UTF-8. */
const brokenLine = (bytes) => {
	let line = 1;
	for (let start = 0; start < bytes.length; line += 1) {
		const end = bytes.indexOf(10, start);
		const stop = end === -1 ? bytes.length : end + 1;
		try {
			new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, stop));
		} catch {
			return line;
		}
		start = stop;
	}
	return line;
};
const textOf$1 = (bytes, file) => {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		const line = brokenLine(bytes);
		throw wrongRequest({
			code: "not-utf8",
			message: "This line is not UTF-8 text.",
			place: {
				file,
				line
			},
			hint: `See in which encoding it is, then save it as UTF-8: file ${file}`
		}, { cause: error });
	}
};
/** The text of dl-env.yml. Throws DlEnvError(2): `no-request`, `request-too-large`, `not-utf8`. */
const readRequest = async (files, file) => {
	const found = await files.stat(file);
	if (found === void 0) throw wrongRequest({
		code: "no-request",
		message: `There is no file ${file}.`,
		hint: smallest(file)
	});
	if (found.kind === "directory") throw wrongRequest({
		code: "no-request",
		message: `${file} is a folder, and a file is needed.`,
		hint: `Name the file in it: --file ${file.replace(/\/+$/, "")}/dl-env.yml`
	});
	try {
		return textOf$1(await readBytes(files, file), file);
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
		throw wrongRequest({
			code: "no-request",
			message: `${file} is a symbolic link whose target does not exist.`,
			hint: `See where it leads: readlink ${file}`
		}, { cause: error });
	}
};
// src/matrix/ownIndexes.ts
const indexesIn = (customization) => [customization?.all, ...(customization?.cells ?? []).map((one) => one.customization)].flatMap((one) => one?.index ?? []);
/** Names of the package indexes that dl-env.yml names, for all cells or for some. */
const namesOfIndexes = (customization) => indexesIn(customization).map(({ name }) => name);
/** The catalog with the package indexes that dl-env.yml names. */
const withOwnIndexes = (catalog, { customization, file }) => {
	const own = indexesIn(customization);
	if (own.length === 0) return catalog;
	const entries = own.map(({ name, url }) => [name, {
		name,
		url,
		own: true,
		about: "",
		source: file
	}]);
	return {
		...catalog,
		indexes: new Map([...catalog.indexes, ...entries])
	};
};
// src/matrix/requirementsText.ts
/** Lines without comments; one that ends in a backslash goes on in the next. */
const linesOf = (text) => {
	const lines = [];
	let open;
	for (const [at, raw] of text.split(/\r?\n/).entries()) {
		const plain = raw.replace(/(^|\s)#.*$/, "");
		const before = open ?? {
			text: "",
			number: at + 1
		};
		const goesOn = plain.endsWith("\\");
		const whole = {
			...before,
			text: `${before.text}${goesOn ? plain.slice(0, -1) : plain}`
		};
		open = goesOn ? whole : void 0;
		if (!goesOn && whole.text.trim() !== "") lines.push({
			...whole,
			text: whole.text.trim()
		});
	}
	return open === void 0 ? lines : [...lines, open];
};
/** What is done anyway: wheels only, and hashes are compared wherever they are given. */
const WITHOUT_EFFECT = /^--(?:prefer-binary|require-hashes|only-binary(?:[= ].*)?|use-feature(?:[= ].*)?)$/;
const OPTIONS = [
	[/^(?:-i|--index-url|--extra-index-url)\b/, {
		message: "Which index is asked is said by dl-env.yml, not by this file.",
		hint: "Remove the line; PyTorch's indexes are asked anyway, another one is named in dl-env.yml: index: [{ name: lab, url: https://pypi.lab.example/simple }]"
	}],
	[/^(?:-f|--find-links|--no-index|--trusted-host)\b/, {
		message: "Packages are taken from indexes only.",
		hint: "Remove the line; put its wheels on an index, and name that in dl-env.yml: index: [{ name: lab, url: https://pypi.lab.example/simple }]"
	}],
	[/^(?:-e|--editable)\b/, {
		message: "An editable package is a folder, and images hold wheels of an index.",
		hint: "Leave it out, and mount the folder: docker run -v .:/work … uv pip install -e /work"
	}],
	[/^--pre$/, {
		message: "`--pre` takes pre-releases of every package.",
		hint: "Name one where it is wanted, such as: package>=2.0rc1"
	}],
	[/^--no-binary\b/, {
		message: "Images hold wheels, which are never built here.",
		hint: "Remove the line; what has no wheel is told: dl-env plan"
	}]
];
const refusedOption = (text) => OPTIONS.find(([sign]) => sign.test(text))?.[1] ?? {
	message: `\`${text.split(/[\s=]/, 1)[0] ?? ""}\` is no option that is read in this file.`,
	hint: "Remove the line, then: dl-env plan"
};
const NAMED_FILE = /^(?:-(r|c)\s*|--(requirement|constraint)[=\s]\s*)(\S.*)$/;
const HASHES = /\s+--hash[=\s]sha256:([0-9a-f]{64})/g;
const WRONG_HASH = /\s--hash\b/;
const refusedHash = (text) => ({
	message: `A hash of \`${text.split(/\s/, 1)[0] ?? ""}\` is not a sha256 of 64 digits.`,
	hint: "Remove it, or write the hashes anew: uv pip compile --generate-hashes requirements.in"
});
/** Whether the condition of a line holds in no image, whatever its Python. */
const isElsewhere = (text) => {
	const marker = parseMarker(/;\s*([^;]+)$/.exec(text)?.[1] ?? "");
	return marker !== void 0 && pythonRanges((python) => holdsFor(marker, python))?.length === 0;
};
/** Reads the text of a requirements.txt. */
const readRequirementsText = (text, file, isConstraint = false) => {
	const requirements = [];
	const files = [];
	const refused = [];
	for (const line of linesOf(text)) {
		const place = {
			file,
			line: line.number,
			column: 1
		};
		const named = NAMED_FILE.exec(line.text);
		if (named !== null) {
			const ties = isConstraint || named[1] === "c" || named[2] === "constraint";
			files.push({
				path: named[3] ?? "",
				isConstraint: ties,
				place
			});
		} else if (line.text.startsWith("-")) {
			if (!WITHOUT_EFFECT.test(line.text)) refused.push({
				...refusedOption(line.text),
				place
			});
		} else {
			const hashes = [...line.text.matchAll(HASHES)].map(([, hash = ""]) => hash);
			const text = line.text.replaceAll(HASHES, "");
			const parsed = parseRequirement(text);
			if (isElsewhere(text)) continue;
			if (WRONG_HASH.test(text)) refused.push({
				...refusedHash(text),
				place
			});
			else if (isRefused(parsed)) refused.push({
				...parsed,
				place
			});
			else requirements.push({
				...parsed,
				place,
				hashes,
				isConstraint
			});
		}
	}
	return {
		requirements,
		files,
		refused
	};
};
// src/matrix/setFiles.ts
/** Bytes of one file, and files that one set may lead to. */
const LARGEST = 1e6;
const MOST = 50;
const fileProblem = (message, place) => ({
	code: "requirements-file",
	message,
	place,
	hint: "Name a file beside dl-env.yml, such as: sets: { mine: { requirements: requirements.txt } }"
});
/** The text of a named file, or what is wrong with it. */
const textOf = async ({ files, env }, { path, place }, folder) => {
	const there = resolve(env.cwd, path);
	const real = await files.realPath(there);
	if (real === void 0) return fileProblem(`There is no file ${path}.`, place);
	if (!(await Promise.all([env.cwd, resolve(env.cwd, folder)].map(async (top) => await files.realPath(top) ?? top))).some((top) => isWithin(top, real))) return fileProblem(`${path} lies outside the folder of dl-env.yml.`, place);
	const found = await files.stat(real);
	if (found?.kind !== "file") return fileProblem(`${path} is not a file.`, place);
	if (found.size > LARGEST) return fileProblem(`${path} is larger than 1 MB.`, place);
	return await files.readText(real) ?? fileProblem(`${path} cannot be read.`, place);
};
const refusals = (refused) => refused.map(({ message, hint, place }) => ({
	code: "requirement",
	message,
	hint,
	place
}));
const readRequirements = async (world, set, folder) => {
	const requirements = [];
	const problems = [];
	const seen = /* @__PURE__ */ new Set();
	const waiting = set.requirements.map((path) => ({
		path: join(folder, path),
		place: set.place,
		isConstraint: false
	}));
	for (const named of waiting) {
		const key = `${named.path} ${named.isConstraint}`;
		if (seen.has(key)) continue;
		seen.add(key);
		if (seen.size > MOST) {
			problems.push(fileProblem(`More than ${MOST} files of requirements are named.`, set.place));
			break;
		}
		const text = await textOf(world, named, folder);
		if (typeof text !== "string") {
			problems.push(text);
			continue;
		}
		const read = readRequirementsText(text, named.path, named.isConstraint);
		requirements.push(...read.requirements);
		problems.push(...refusals(read.refused));
		waiting.push(...read.files.map((file) => ({
			...file,
			path: join(dirname(named.path), file.path)
		})));
	}
	return {
		requirements,
		pythons: [],
		paths: waiting.map(({ path }) => path),
		problems
	};
};
const readPyproject = async (world, { pyproject, groups, extras, place }, folder) => {
	const none = {
		requirements: [],
		pythons: [],
		paths: []
	};
	if (pyproject === void 0) return {
		...none,
		problems: []
	};
	const path = join(folder, pyproject);
	const text = await textOf(world, {
		path,
		place
	}, folder);
	if (typeof text !== "string") return {
		...none,
		paths: [path],
		problems: [text]
	};
	const read = readPyprojectText(text, path, {
		groups,
		extras
	});
	return {
		requirements: read.requirements,
		pythons: read.python === void 0 ? [] : [{
			python: read.python,
			source: path
		}],
		paths: [path],
		problems: refusals(read.refused)
	};
};
const sourceText = ({ file, line }) => line === void 0 ? file : `${file}:${line}`;
const contentOf = ({ requirements, pythons }, { catalog }) => {
	const found = requirements.map(({ place, isConstraint, hashes, ...one }) => entriesFor(one, {
		source: sourceText(place),
		...isConstraint ? { isConstraint } : {},
		...hashes.length === 0 ? {} : { hashes }
	}, catalog));
	const byKey = pythons.map((one) => [`python ${one.python} of ${one.source}`, one]);
	return {
		names: [...found.flatMap(({ names }) => names), ...byKey.map(([key]) => key)],
		packages: Object.assign({}, ...found.map(({ packages }) => packages)),
		pythons: Object.fromEntries(byKey)
	};
};
/** The request with what the files of one of its sets hold. */
const withContent = (request, set, content) => ({
	...request,
	sets: {
		...request.sets,
		[set]: [.../* @__PURE__ */ new Set([...request.sets[set] ?? [], ...content.names])]
	},
	packages: {
		...request.packages,
		...content.packages
	},
	pythons: {
		...request.pythons,
		...content.pythons
	}
});
/**
* The request with what the files hold that its sets name. Throws DlEnvError(2) `requirement` and
* `requirements-file`, with the file and line of each.
*/
const withSetFiles = async (world, request, facts) => {
	const problems = [];
	let whole = request;
	const paths = [];
	for (const set of request.setFiles) {
		const before = problems.length;
		for (const part of [await readRequirements(world, set, facts.folder), await readPyproject(world, set, facts.folder)]) {
			problems.push(...part.problems);
			paths.push(...part.paths);
			whole = withContent(whole, set.set, contentOf(part, facts));
		}
		if ((whole.sets[set.set] ?? []).length === 0 && problems.length === before) problems.push(fileProblem("The files of this set name no package.", set.place));
	}
	const [first, ...more] = problems;
	if (first !== void 0) throw wrongRequest(first, { more });
	return paths.length === 0 ? request : {
		...whole,
		setPaths: [...new Set(paths)]
	};
};
// src/plan/reachableBases.ts
/** Whether the registry of at least one of these repositories of bases answers. */
const reachesBases = async ({ sys, open }, repositories) => {
	for (const repository of repositories.filter((name) => !isLocal(name))) try {
		await readTagList(open(repository), sys.clock);
		return true;
	} catch (error) {
		if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
	}
	return false;
};
// src/session.ts
/** The folder part of a path; `.` when it has none. */
const folderOf = (path) => path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".";
/** `oci:DIR` with DIR relative to the folder of dl-env.yml; anything else as it is. */
const anchored = (name, folder) => {
	if (!name.startsWith("oci:")) return name;
	const dir = name.slice(4);
	return dir.startsWith("/") ? name : `oci:${folder}/${dir.replace(/^\.\//, "")}`;
};
/**
* The catalog names a repository for the stand-in; here it is a layout in the user's cache folder.
*/
const withStandIn = (open, dir) => (name, place) => open(name === "localhost/dl-env/stand-in" ? `oci:${dir}` : name, place);
/** A mirror that the client of registries refuses stands in a line of dl-env.yml. */
const withMirrorPlace = (open, { mirrors, places }) => (name, place) => {
	try {
		return open(name, place);
	} catch (error) {
		const key = error instanceof DlEnvError && error.code === "wrong-mirror" ? Object.keys(mirrors).find((one) => error.message.includes(` ${one.replace(/^https?:\/\//, "").replace(/\/+$/, "")} `)) : void 0;
		const at = key === void 0 ? void 0 : places[`mirrors.${key}`];
		if (!(error instanceof DlEnvError) || at === void 0) throw error;
		throw new DlEnvError({
			code: error.code,
			message: error.message,
			place: at,
			...error.hint === void 0 ? {} : { hint: error.hint }
		}, { cause: error });
	}
};
/** Folder of committed locks. */
const lockFolder = ({ folder, assignment }) => assignment.kind === "request" ? `${folder}/locks` : assignment.locks;
const catalogFor = async (sys, { text, file }) => {
	const builtIn = await loadCatalog(sys);
	const { catalog, places, customization } = decodeRequest(text, file, {
		catalog: builtIn,
		tolerant: true,
		engines: engineChoices()
	});
	if (catalog === void 0) return builtIn;
	const place = places["catalog"];
	return loadCatalog(sys, catalog.startsWith("/") ? catalog : `${folderOf(file)}/${catalog.replace(/^\.\//, "")}`, {
		...place === void 0 ? {} : { place },
		indexes: namesOfIndexes(customization)
	});
};
/** Where a message about `--to` belongs: not into the file. */
const OPTION_TO = { file: "--to" };
/**
* The destination of the command line, whose folders are relative to where it was typed; its layers
* lie beside it.
*/
const withDestination = (request, to, { sys, folder }) => {
	const [wrong] = checkDestination("The destination", to, OPTION_TO);
	if (wrong !== void 0) throw wrongRequest(wrong);
	const where = folder === "." ? to : anchored(to, sys.env.cwd);
	return {
		...request,
		to: where,
		store: to.startsWith("oci:") ? where : `${to}-layers`,
		places: {
			...request.places,
			to: OPTION_TO,
			store: OPTION_TO
		}
	};
};
/** Opens the destination and the store of a request that is known already. */
const sessionWith = (sys, { request, catalog, folder, options }) => {
	const destinations = [request.to, request.store].map((name) => anchored(name, folder));
	const opened = openRepository(sys, {
		mirrors: request.mirrors,
		destinations
	});
	const open = withMirrorPlace(withStandIn(opened, standInLayout(sys)), request);
	const [toName = "", storeName = ""] = destinations;
	const to = open(toName, request.places["to"]);
	return {
		sys,
		catalog,
		request,
		open,
		to,
		store: request.store === request.to ? to : open(storeName, request.places["store"]),
		folder,
		assignment: options.assignment ?? { kind: "request" },
		options
	};
};
/** Decodes a request, and opens the destination and the store; nothing outside is asked yet. */
const sessionOf = async (sys, input) => {
	const { text, file, options } = input;
	const folder = folderOf(file);
	const facts = input.catalog ?? await catalogFor(sys, input);
	const decoded = decodeRequest(text, file, {
		catalog: facts,
		engines: engineChoices()
	});
	const whole = await withSetFiles(sys, decoded, {
		catalog: facts,
		folder
	});
	const catalog = withBase(withOwnIndexes(withOwnPackages(facts, whole), whole), whole.base);
	const request = {
		...whole,
		...options.engine === void 0 ? {} : { engine: options.engine },
		...options.build === void 0 ? {} : { build: options.build },
		...options.require === void 0 ? {} : { smoke: { require: options.require } }
	};
	const there = options.to === void 0 ? request : withDestination(request, options.to, {
		sys,
		folder
	});
	return sessionWith(sys, {
		request: there,
		catalog,
		folder,
		options
	});
};
/**
* The session on stand-ins, where they are allowed, the request names none, and no registry of
* bases answers; else as it is.
*/
const withStandIns = async (session) => {
	const { sys, request, catalog, options } = session;
	if (options.standIn !== true || namesStandIn(request)) return session;
	const repositories = baseRepositories(request, catalog);
	if (options.offline !== true && await reachesBases(session, repositories)) return session;
	sys.log.warn(`${repositories.join(", ")} cannot be queried: each Ubuntu of ${request.file} is a stand-in made from Debian 12 in this run. It is not CUDA, and its images are never published.`);
	return sessionWith(sys, {
		...session,
		request: onStandIn(request)
	});
};
/** Reads dl-env.yml and opens what it names; see sessionOf. */
const openSession = async (sys, options = {}) => {
	const file = options.file ?? "dl-env.yml";
	const text = await readRequest(sys.files, file);
	return withStandIns(await sessionOf(sys, {
		text,
		file,
		options
	}));
};
export { reachesBases as a, judgeBase as c, expandCells as d, saysVersions as f, sessionWith as i, oldCatalog as l, openSession as n, baseOf as o, withTagLists as p, sessionOf as r, isLocal as s, lockFolder as t, baseRepositories as u };
