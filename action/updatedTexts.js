import { n as require_dist } from "./nesting.js";
import { i as valid, r as compare } from "./pep440.js";
import { t as gpuNamed } from "./gpuNames.js";
import { t as compareVersions } from "./versions.js";
// src/catalog/compareFacts.ts
var import_dist = require_dist();
/** uv, where the index has a newer one than is pinned. */
const newerTool = ({ hostUv }, { version }) => valid(version) === null || compare(version, hostUv.version) <= 0 ? [] : [{
	kind: "new",
	of: "tool",
	subject: "uv",
	from: hostUv.version,
	to: version
}];
/**
* Pythons with a newer release, and minor versions after the catalog's oldest that it lacks. The
* same Python built again is no difference.
*/
const newerPythons = ({ pythons }, found) => {
	const oldest = pythons.map(({ minor }) => minor).sort(compareVersions)[0] ?? "0";
	return [...found].sort(([a], [b]) => compareVersions(a, b)).flatMap(([minor, { version }]) => {
		const known = pythons.find((python) => python.minor === minor)?.version;
		if (compareVersions(minor, oldest) < 0) return [];
		if (known !== void 0 && compareVersions(version, known) <= 0) return [];
		return [{
			kind: "new",
			of: "python",
			subject: minor,
			...known === void 0 ? {} : { from: known },
			to: version
		}];
	});
};
/** Cards that the catalog lacks or has under another compute capability. */
const otherCards = (catalog, cards) => cards.flatMap(({ name, computeCapability }) => {
	const known = gpuNamed(name, catalog)?.computeCapability;
	if (known === computeCapability) return [];
	return [{
		kind: "new",
		of: "card",
		subject: name,
		...known === void 0 ? {} : { from: known },
		to: computeCapability
	}];
});
// src/catalog/compareCatalog.ts
const TAG = /^(\d+\.\d+\.\d+)-((?:cudnn\d*-)?(?:base|runtime|devel))-(ubuntu\d+\.\d+)$/;
/** A tag of nvidia/cuda in its parts, or undefined for tags of other distributions and products. */
const parseImageTag = (tag) => {
	const [, cuda, flavor, ubuntu] = TAG.exec(tag) ?? [];
	return cuda === void 0 || flavor === void 0 || ubuntu === void 0 ? void 0 : {
		cuda,
		flavor,
		ubuntu
	};
};
/** Tags that the catalog's copy has, of releases that a registry serves. */
const copiedTags = (catalog) => catalog.cuda.filter((release) => !release.repository.startsWith("localhost/")).flatMap((release) => Object.entries(release.images).flatMap(([ubuntu, flavors]) => {
	const tag = catalog.ubuntu.find((candidate) => candidate.name === ubuntu)?.tag ?? `ubuntu${ubuntu}`;
	return flavors.map((flavor) => `${release.version}-${flavor}-${tag}`);
}));
/** Tags whose digest the catalog knows. */
const copiedDigests = (catalog) => new Map(catalog.cuda.flatMap((release) => Object.entries(release.digests).map(([rest, digest]) => [`${release.version}-${rest}`, digest])));
/** `cudnn8-devel` and `cudnn-devel` are one flavor under two names. */
const sameBut = (tag) => tag.replace(/-cudnn\d*-/, "-cudnn-");
const images = (catalog, tags) => {
	const copied = new Set(copiedTags(catalog));
	const outside = new Set(tags);
	const oldest = catalog.cuda[0]?.version ?? "0";
	const ubuntuTags = new Set(catalog.ubuntu.map((release) => release.tag));
	const fresh = tags.filter((tag) => {
		const parts = parseImageTag(tag);
		return parts !== void 0 && !copied.has(tag) && ubuntuTags.has(parts.ubuntu) && compareVersions(parts.cuda, oldest) >= 0;
	});
	const gone = [...copied].filter((tag) => !outside.has(tag));
	const renamed = new Map(gone.flatMap((tag) => fresh.filter((other) => sameBut(other) === sameBut(tag)).map((other) => [tag, other])));
	const names = new Set(renamed.values());
	return [
		...fresh.filter((tag) => !names.has(tag)).map((subject) => ({
			kind: "new",
			of: "image",
			subject
		})),
		...[...renamed].map(([subject, to]) => ({
			kind: "renamed",
			of: "image",
			subject,
			to
		})),
		...gone.filter((tag) => !renamed.has(tag)).map((subject) => ({
			kind: "gone",
			of: "image",
			subject
		}))
	];
};
const pushedAgain = (catalog, digests) => [...copiedDigests(catalog)].flatMap(([subject, from]) => {
	const to = digests.get(subject);
	return to === void 0 || to === from ? [] : [{
		kind: "re-pushed",
		of: "image",
		subject,
		from,
		to
	}];
});
const packages = (catalog, newest) => Object.entries(catalog.newest.packages).flatMap(([subject, from]) => {
	const to = newest.get(subject);
	return to === void 0 || valid(to) === null || compare(to, from) <= 0 ? [] : [{
		kind: "new",
		of: "package",
		subject,
		from,
		to
	}];
});
const ORDER$1 = [
	"new",
	"re-pushed",
	"renamed",
	"gone"
];
/**
* What is new, re-pushed, renamed or gone outside, images before packages; empty when the catalog
* is up to date.
*/
const compareCatalog = (catalog, outside) => [
	...outside.tags === void 0 ? [] : images(catalog, outside.tags),
	...outside.digests === void 0 ? [] : pushedAgain(catalog, outside.digests),
	...outside.newest === void 0 ? [] : packages(catalog, outside.newest),
	...outside.uv === void 0 ? [] : newerTool(catalog, outside.uv),
	...outside.pythons === void 0 ? [] : newerPythons(catalog, outside.pythons),
	...outside.cards === void 0 ? [] : otherCards(catalog, outside.cards)
].sort((a, b) => ORDER$1.indexOf(a.kind) - ORDER$1.indexOf(b.kind) || (a.of === b.of ? 0 : a.of === "image" ? -1 : 1));
// src/catalog/updatedTexts.ts
/** As a person writes it: long lists stay on their line, maps are padded and lists are not. */
const written = (document) => document.toString({
	lineWidth: 0,
	flowCollectionPadding: true
}).replaceAll(/\[ ([^[\]\n]*) \]/g, "[$1]");
const parse = (text) => (0, import_dist.parseDocument)(text, { schema: "failsafe" });
const quoted = (document, value) => {
	const node = document.createNode(value);
	node.type = "QUOTE_DOUBLE";
	return node;
};
/** The flavors of one release and Ubuntu, named lists resolved; empty when there are none. */
const flavorsAt = (document, { cuda, ubuntu }) => {
	const found = document.getIn([
		"releases",
		cuda,
		"images",
		ubuntu
	]);
	const list = typeof found === "string" ? document.getIn(["flavors", found]) : found;
	return list === void 0 ? [] : list.toJSON();
};
const ORDER = [
	"base",
	"runtime",
	"devel",
	"cudnn-runtime",
	"cudnn-devel"
];
const sorted = (flavors) => [...new Set(flavors)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
/** Writes flavors back, by the name of a list where one is equal; none removes the entry. */
const setFlavors = (document, { cuda, ubuntu }, flavors) => {
	const path = [
		"releases",
		cuda,
		"images",
		ubuntu
	];
	if (flavors.length === 0) {
		document.deleteIn(path);
		return;
	}
	const lists = document.get("flavors")?.toJSON() ?? {};
	const value = Object.entries(lists).find(([, list]) => list.length === flavors.length && list.every((flavor) => flavors.includes(flavor)))?.[0] ?? document.createNode(flavors, { flow: true });
	const images = document.getIn([
		"releases",
		cuda,
		"images"
	], true);
	if ((0, import_dist.isMap)(images) && !images.has(ubuntu)) images.add(document.createPair(quoted(document, ubuntu), value));
	else document.setIn(path, value);
};
const addRelease = (document, cuda) => {
	if (document.hasIn(["releases", cuda])) return;
	const images = document.createNode({}, { flow: true });
	document.setIn(["releases", cuda], document.createNode({
		images: {},
		sources: []
	}));
	document.setIn([
		"releases",
		cuda,
		"images"
	], images);
	document.setIn([
		"releases",
		cuda,
		"sources"
	], document.createNode([], { flow: true }));
};
const addSource = (document, cuda, source) => {
	const path = [
		"releases",
		cuda,
		"sources"
	];
	const before = document.getIn(path)?.toJSON() ?? [];
	if (!before.includes(source)) document.setIn(path, document.createNode([...before, source], { flow: true }));
};
const forgetDigest = (document, cuda, rest) => {
	const path = [
		"releases",
		cuda,
		"digests"
	];
	const digests = document.getIn(path, true);
	if (!(0, import_dist.isMap)(digests)) return;
	digests.delete(rest);
	if (digests.items.length === 0) document.deleteIn(path);
};
/** The flavors after a difference in one of them; a push of the same tag changes none. */
const changedFlavors = (flavors, flavor, difference) => {
	const others = flavors.filter((other) => other !== flavor);
	switch (difference.kind) {
		case "new": return sorted([...flavors, flavor]);
		case "gone": return others;
		case "renamed": return sorted([...others, parseImageTag(difference.to)?.flavor ?? flavor]);
		case "re-pushed": return flavors;
	}
};
const applyImage = (document, difference, source) => {
	const parts = parseImageTag(difference.subject);
	if (parts === void 0) return;
	const { cuda, flavor } = parts;
	const place = {
		cuda,
		ubuntu: parts.ubuntu.replace(/^ubuntu/, "")
	};
	const digest = `${flavor}-${parts.ubuntu}`;
	addRelease(document, cuda);
	if (difference.kind === "re-pushed") document.setIn([
		"releases",
		cuda,
		"digests",
		digest
	], difference.to);
	else setFlavors(document, place, changedFlavors(flavorsAt(document, place), flavor, difference));
	if (difference.kind === "gone") forgetDigest(document, cuda, digest);
	addSource(document, cuda, source);
};
/**
* The text of cuda.yml with what was found outside, its comments kept and its date moved.
* Only for a list that was read in full: the date says that every tag was compared.
*/
const updatedCuda = (text, differences, read) => {
	const document = parse(text);
	const source = `read-${read.asOf}`;
	const changes = differences.filter((difference) => difference.of === "image");
	if (changes.length > 0) document.setIn(["sources", source], read.where);
	for (const change of changes) applyImage(document, change, source);
	document.set("as-of", read.asOf);
	return written(document);
};
/**
* The text of cuda.yml with the images of some tags added, each with its source; comments and the
* file's date stay, since not every tag was compared. Tags that are there already change nothing;
* the text comes back as it was when all are.
*/
const withImages = (text, tags, read) => {
	const document = parse(text);
	const fresh = tags.filter((tag) => {
		const parts = parseImageTag(tag);
		return parts !== void 0 && !flavorsAt(document, {
			cuda: parts.cuda,
			ubuntu: parts.ubuntu.replace(/^ubuntu/, "")
		}).includes(parts.flavor);
	});
	if (fresh.length === 0) return text;
	const source = `new-${read.asOf}`;
	document.setIn(["sources", source], read.where);
	for (const subject of fresh) applyImage(document, {
		kind: "new",
		of: "image",
		subject
	}, source);
	return written(document);
};
/**
* The text of newest.yml with the newest releases, its comments kept, and its date moved; the
* source stays where `read` does not say where they were read.
*/
const updatedNewest = (text, differences, read) => {
	const document = parse(text);
	for (const difference of differences) if (difference.of === "package") document.setIn(["packages", difference.subject], difference.to);
	document.set("as-of", read.asOf);
	if (read.where !== void 0) document.set("source", read.where);
	return written(document);
};
export { compareCatalog as a, written as i, updatedNewest as n, copiedDigests as o, withImages as r, copiedTags as s, updatedCuda as t };
