import { t as closestOf } from "./closest.js";
import { t as oneOf } from "./oneOf.js";
import { a as minorOf, t as compareVersions } from "./versions.js";
import { i as wrongRequest } from "./error.js";
// src/suggest/pickRequest.ts
const UNKNOWN = {
	Python: {
		code: "unknown-python",
		option: "--python"
	},
	Ubuntu: {
		code: "unknown-ubuntu",
		option: "--ubuntu"
	}
};
const unknownName = (kind, name, choices) => {
	const { code, option } = UNKNOWN[kind];
	const near = closestOf(name, choices);
	return wrongRequest({
		code,
		message: `There is no ${kind} \`${name}\`; there are ${oneOf(choices, 30)}.`,
		hint: near === void 0 ? `Write for example: ${option} ${choices[0] ?? ""}` : `Did you mean: ${option} ${near}`
	});
};
/** Names that no library of the catalog has may be packages of the index. */
const unknownLibrary = (name, wanted, catalog) => {
	const [, plain = "", version = ""] = /^([\w.-]+)\s*([=<>!~]=?.*)$/.exec(name) ?? [];
	if (catalog.libraries.has(plain)) return wrongRequest({
		code: "unknown-library",
		message: `--with takes names without versions; found \`${name}\`.`,
		hint: `Write: --with ${wanted.map((one) => one === name ? plain : one).join(",")}\nThe version goes into dl-env.yml: pins: { ${plain}: "${version}" }`
	});
	const choices = [...catalog.libraries.keys(), ...catalog.sets.keys()];
	const near = closestOf(name, choices);
	return wrongRequest({
		code: "unknown-library",
		message: `There is no library \`${name}\`; there are ${oneOf(choices, 30)}.`,
		hint: [
			...near === void 0 ? [] : [`Did you mean: --with ${near}`],
			"Other packages of the index go into a set of your own, in dl-env.yml:",
			`sets: { mine: [${wanted.join(", ")}] }`
		].join("\n")
	});
};
const same = (a, b) => a.length === b.length && a.every((name) => b.includes(name));
/**
* The set to ask for: one of the catalog where it fits, else one of its own, named by what was
* asked.
*/
const setFor = (wanted, catalog) => {
	const names = [...new Set(wanted)];
	const unknown = names.find((name) => !catalog.libraries.has(name) && !catalog.sets.has(name));
	if (unknown !== void 0) throw unknownLibrary(unknown, names, catalog);
	const libraries = [...new Set(names.flatMap((name) => names.length > 1 && catalog.libraries.has(name) ? [name] : catalog.sets.get(name) ?? [name]))];
	const equal = [...catalog.sets].find(([, listed]) => same(listed, libraries));
	return equal === void 0 ? {
		name: names.join("-"),
		own: libraries
	} : { name: equal[0] };
};
/** Refuses a Python that is none, or that neither the catalog nor a living release has. */
const checkPython = (python, living, catalog) => {
	const choices = [.../* @__PURE__ */ new Set([...catalog.pythons.map(({ minor }) => minor), ...living.map((release) => release.python)])].sort(compareVersions);
	const minor = /^(\d+\.\d+)\.\d+$/.exec(python)?.[1];
	if (choices.includes(python) || python === "ubuntu") return;
	if (minor !== void 0 && choices.includes(minor)) throw wrongRequest({
		code: "unknown-python",
		message: `A Python version is written with two numbers; found \`${python}\`.`,
		hint: `Did you mean: --python ${minor}`
	});
	throw unknownName("Python", python, choices);
};
/** What `pick` does not choose. */
const DEFAULTS = {
	file: "pick",
	to: "oci:./images",
	store: "oci:./images",
	engine: "auto",
	build: "link",
	include: [],
	exclude: [],
	pins: {},
	packages: {},
	pythons: {},
	setFiles: [],
	setPaths: [],
	mirrors: {},
	smoke: { require: "gpu" },
	apt: { maxAgeDays: 7 },
	cudnn: "wheels",
	wheelCuda: "exact",
	slim: false,
	bytecode: true,
	sudo: false,
	places: {}
};
/** CUDA x.y that have images in a registry. */
const cudasWithImages = (catalog) => {
	const releases = catalog.cuda.filter(({ repository, images }) => !repository.startsWith("localhost/") && Object.keys(images).length > 0);
	return [...new Set(releases.map(({ version }) => minorOf(version)))];
};
/**
* The request whose cells `pick` chooses from: every CUDA that has images, on the Ubuntu releases
* that live, today's or the one asked for.
*/
const pickRequest = (options, catalog, today) => {
	const { python, ubuntu } = options;
	const releases = catalog.ubuntu.filter((release) => release.endOfLife > today && release.name !== "stand-in");
	const living = releases.map(({ name }) => name);
	if (ubuntu !== void 0 && !catalog.ubuntu.some(({ name }) => name === ubuntu)) throw unknownName("Ubuntu", ubuntu, living);
	if (python !== void 0) checkPython(python, releases, catalog);
	const set = setFor(options.libraries, catalog);
	return {
		...DEFAULTS,
		matrix: {
			cuda: cudasWithImages(catalog),
			ubuntu: ubuntu === void 0 ? living : [ubuntu],
			python: python === void 0 && options.everyPython === true ? ["ubuntu", ...new Set(catalog.pythons.map(({ minor }) => minor))] : [python ?? "ubuntu"],
			flavor: ["base"],
			set: [set.name]
		},
		sets: set.own === void 0 ? {} : { [set.name]: set.own }
	};
};
/**
* The dl-env.yml that builds one chosen cell. A release's own Python is not named, as it follows
* from the release, and a stand-in for that has another.
*/
const requestForCell = (cell, request) => {
	const own = request.sets[cell.set];
	return [
		`to: ${request.to}`,
		"matrix:",
		`  cuda: ["${cell.cuda}"]`,
		...cell.pythonFrom === "ubuntu" ? [`  ubuntu: ["${cell.ubuntu}"] # with its own Python, ${cell.python}`] : [`  ubuntu: ["${cell.ubuntu}"]`, `  python: ["${cell.python}"]`],
		`  set: [${cell.set}]`,
		...own === void 0 ? [] : ["sets:", `  ${cell.set}: [${own.join(", ")}]`],
		""
	].join("\n");
};
export { requestForCell as n, pickRequest as t };
