import { i as valid, t as satisfies } from "./pep440.js";
import { a as minorOf } from "./versions.js";
import { f as normalName } from "./ownPackages.js";
// src/catalog/ranges.ts
/** A range of versions as uv writes it: `>=1,<2`, alternatives joined by `||`, empty for all. */
const alternatives = (range) => range.split("||");
/** `==1.2.*` in a form that pre-releases of 1.2 satisfy too, as uv means it. */
const matches = (version, range) => alternatives(range).some((one) => one === "" || satisfies(version, one, { prereleases: true }));
/** The release of a version: without `rc1`, `.post1`, `.dev3` and `+cu128`. */
const releaseOf = (version) => version.replace(/\+.*$/, "").replace(/(?:[-_.]?(?:post|dev|a|b|c|rc|alpha|beta)[-_.]?\d*)+$/i, "");
/** Versions at and beside every bound that a range names. */
const bounds = (range) => [...range.matchAll(/(?:[=~!<>]=|[<>])([0-9][A-Za-z0-9._+!-]*?)(?:\.\*)?(?=,|\||$)/g)].flatMap(([, version = ""]) => {
	const release = releaseOf(version);
	return [
		version,
		release,
		`${release}.1`,
		`${release}.0.1`,
		`${release}.99999`
	];
});
/**
* Whether no version can be in both ranges. Looks at the bounds and close by, which is enough for
* ranges that packages write.
*/
const disjoint = (a, b) => {
	if (a === "" || b === "") return false;
	return ![
		"0.0.1",
		"99999",
		...bounds(a),
		...bounds(b)
	].filter(valid).some((version) => matches(version, a) && matches(version, b));
};
/** Whether newer releases are always in it. */
const isOpen = (range) => matches("99999", range);
const plain = (version) => version.replace(/\.\*$/, "").replace(/(?:\.dev|a|b|rc)\d+$/, "");
/** `>=26.4.0` -> `26.4.0 or newer`. Of several alternatives the last one is told. */
const rangeWords = (range) => {
	const parts = (alternatives(range).at(-1) ?? "").split(",").flatMap((part) => {
		const [, operator = "", version = ""] = /^([=~!<>]=|[<>])(.*)$/.exec(part) ?? [];
		return operator === "" ? [] : [{
			operator,
			version: plain(version)
		}];
	});
	const exact = parts.find(({ operator }) => operator === "==");
	const least = parts.find(({ operator }) => operator === ">=" || operator === ">" || operator === "~=");
	const most = parts.find(({ operator }) => operator === "<=" || operator === "<");
	if (exact !== void 0) return exact.version;
	const limit = most === void 0 ? void 0 : most.operator === "<" ? `below ${most.version}` : most.version;
	if (least !== void 0 && limit !== void 0) return least.version === most?.version ? least.version : `${least.version} to ${limit}`;
	if (least !== void 0) return `${least.operator === ">" ? "newer than " : ""}${least.version}${least.operator === ">" ? "" : " or newer"}`;
	if (most !== void 0) return most.operator === "<" ? `below ${most.version}` : `up to ${most.version}`;
	return "";
};
// src/matrix/libraryRelease.ts
/** Whether an entry counts in a cell. */
const counts = (entry, cell, { request: { wheelCuda }, inRange }) => (entry.wheelCuda === void 0 || entry.wheelCuda === wheelCuda) && (entry.with === void 0 || entry.with.every((name) => cell.libraries.includes(name))) && (entry.without === void 0 || !entry.without.some((name) => cell.libraries.includes(name))) && inRange(cell.python, entry.python) && inRange(minorOf(cell.cuda), entry.cuda);
/** `torch>=2.5` -> `torch`; extras and ranges fall away, the name is normalised. */
const requirementName = (requirement) => normalName(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement);
/** `cupy-cuda12x[ctk]>=14` -> `>=14`; empty for any version. */
const requirementRange = (requirement) => requirement.replace(/^[A-Za-z0-9._-]+(\[[^\]]*\])?\s*/, "");
/** A package's name without the ending that says for which CUDA it is built: `cudf`. */
const withoutCuda = (name, { wheels }) => {
	const mark = Object.values(wheels).flatMap(({ marks }) => marks).find((ending) => name.endsWith(ending));
	return mark === void 0 ? name : name.slice(0, -mark.length);
};
/**
* The pin of dl-env.yml that holds for a package which a library asks for: of the package itself,
* else of the library, whose name may be another than that of the package for this CUDA.
*/
const pinFor = (library, packageName, { request: { pins }, catalog }) => {
	const name = [packageName, ...withoutCuda(packageName, catalog) === library.package ? [library.name, library.package] : []].find((one) => pins[one] !== void 0);
	const range = name === void 0 ? void 0 : pins[name];
	return name === void 0 || range === void 0 ? void 0 : {
		name,
		range
	};
};
/**
* The pins that hold in cells of one set: those of dl-env.yml, and the versions with which the set
* names libraries.
*/
const pinsIn = (libraries, pins, catalog) => {
	const found = libraries.flatMap((name) => catalog.libraries.get(name)?.own?.pin ?? []);
	if (found.length === 0) return pins;
	const all = { ...pins };
	for (const { name, range } of found) all[name] = [.../* @__PURE__ */ new Set([...all[name]?.split(",") ?? [], ...range.split(",")])].join(",");
	return all;
};
const isRuledOut = (library, entry, context) => entry.requirements.some((requirement) => {
	const pin = pinFor(library, requirementName(requirement), context);
	const range = requirementRange(requirement);
	return pin !== void 0 && range !== "" && disjoint(pin.range, range);
});
/**
* The entries of a library that may be asked for in a cell, the preferred first: the first that
* counts there, then those that stand in for it. Pins rule out what they exclude, unless they
* exclude all. None: the library cannot be had there.
*/
const releasesFor = (library, cell, context) => {
	const [first, ...others] = library.releases.filter((entry) => counts(entry, cell, context));
	if (first === void 0) return [];
	const left = [first, ...others.filter(({ fallback }) => fallback)].filter((entry) => !isRuledOut(library, entry, context));
	return left.length === 0 ? [first] : left;
};
/** The cell's libraries as facts; names that the catalog lacks were refused with the request. */
const librariesOf = (cell, catalog) => cell.libraries.flatMap((name) => {
	const library = catalog.libraries.get(name);
	return library === void 0 ? [] : [library];
});
export { releasesFor as a, disjoint as c, pinsIn as i, isOpen as l, librariesOf as n, requirementName as o, pinFor as r, requirementRange as s, counts as t, rangeWords as u };
