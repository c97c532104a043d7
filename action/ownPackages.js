import { i as valid, n as validRange, t as satisfies } from "./pep440.js";
import { t as parse } from "./dist2.js";
import { _ as union, f as object, h as string, p as record, r as array, v as unknown } from "./schemas.js";
import { n as closestOrLonger } from "./closest.js";
import { t as oneOf } from "./oneOf.js";
// src/matrix/matrixLine.ts
/** One axis as a line to put into dl-env.yml. */
const matrixLine = (axis, value) => `matrix: { ${axis}: ["${value}"] }`;
// src/matrix/checkPins.ts
/** PEP 503: lower case, runs of `-`, `_` and `.` are one hyphen. */
const normalName = (name) => name.toLowerCase().replaceAll(/[-_.]+/g, "-");
/** `2.6.0` means `==2.6.0`; anything else stands as it is, without spaces. */
const pinOf = (value) => {
	const plain = value.replaceAll(/\s+/g, "");
	return valid(plain) === null ? plain : `==${plain}`;
};
/** Pins whose name or range no resolver would understand. */
const checkPins = (pins, yaml) => {
	const seen = /* @__PURE__ */ new Set();
	return Object.entries(pins).flatMap(([name, value]) => {
		const place = yaml.keyPlace(["pins", name]);
		const normal = normalName(name);
		if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(normal)) return [{
			code: "wrong-value",
			message: `\`${name}\` is not a package name.`,
			place,
			hint: "Write a name and a range, such as torch: ==2.6.0"
		}];
		if (seen.has(normal)) return [{
			code: "wrong-value",
			message: `\`pins\` names ${normal} twice.`,
			place,
			hint: `Keep one line for ${normal}.`
		}];
		seen.add(normal);
		if (validRange(pinOf(value))) return [];
		return [{
			code: "wrong-value",
			message: `\`pins.${name}\` must be a version or a range of PEP 440; found \`${value}\`.`,
			place: yaml.place(["pins", name]),
			hint: `Write for example ${name}: ">=2.6,<2.7"`
		}];
	});
};
// src/matrix/marker.ts
const TOKEN = /\s*(?:(\(|\))|(not\s+in|in|and|or)\b|(===|[=~!<>]=|[<>])|"([^"\\\n]*)"|'([^'\\\n]*)'|([a-z_][a-z_.]*))/y;
/** What every cell has, as Python in its image says it. */
const FIXED = {
	os_name: "posix",
	sys_platform: "linux",
	platform_machine: "x86_64",
	platform_python_implementation: "CPython",
	platform_release: "",
	platform_system: "Linux",
	platform_version: "",
	implementation_name: "cpython",
	extra: ""
};
const PYTHONS = [
	"python_version",
	"python_full_version",
	"implementation_version"
];
/** A text in quotes begins with one here, so that it is no variable. */
const QUOTE = "\"";
const tokensOf = (text) => {
	const tokens = [];
	TOKEN.lastIndex = 0;
	while (text.slice(TOKEN.lastIndex).trim() !== "") {
		const found = TOKEN.exec(text);
		if (found === null) return void 0;
		const [, bracket, word, op, double, single, variable] = found;
		const quoted = double ?? single;
		tokens.push(quoted === void 0 ? bracket ?? word?.replace(/\s+/, " ") ?? op ?? variable ?? "" : `${QUOTE}${quoted}`);
	}
	return tokens;
};
const isValue = (token) => token !== void 0 && (token.startsWith(QUOTE) || PYTHONS.includes(token) || FIXED[token] !== void 0);
const OPERATORS = /^(?:===|[=~!<>]=|[<>]|in|not in)$/;
/** The condition as a tree; undefined for a text that is none, or names what PEP 508 does not. */
const parseMarker = (text) => {
	const tokens = tokensOf(text);
	if (tokens === void 0) return void 0;
	let at = 0;
	const joined = (kind, part) => {
		const parts = [];
		for (;;) {
			const one = part();
			if (one === void 0) return void 0;
			parts.push(one);
			if (tokens[at] !== kind) return parts.length === 1 ? one : {
				kind,
				parts
			};
			at += 1;
		}
	};
	const atom = () => {
		if (tokens[at] === "(") {
			at += 1;
			const inner = either();
			at += 1;
			return tokens[at - 1] === ")" ? inner : void 0;
		}
		const [left, op, right] = tokens.slice(at, at + 3);
		at += 3;
		if (!isValue(left) || !isValue(right) || op === void 0 || !OPERATORS.test(op)) return void 0;
		return {
			kind: "compare",
			left,
			op,
			right
		};
	};
	const either = () => joined("or", () => joined("and", atom));
	const marker = either();
	return at === tokens.length ? marker : void 0;
};
const valueOf = (token, python) => {
	if (token.startsWith(QUOTE)) return token.slice(1);
	if (token === "python_version") return python;
	return PYTHONS.includes(token) ? `${python}.0` : FIXED[token] ?? "";
};
const compares = (left, op, right) => {
	if (op === "in") return right.includes(left);
	if (op === "not in") return !right.includes(left);
	if (valid(left) !== null && valid(right.replace(/\.\*$/, "")) !== null) return satisfies(left, `${op}${right}`, { prereleases: true });
	switch (op) {
		case "==":
		case "===": return left === right;
		case "!=": return left !== right;
		case "<": return left < right;
		case ">": return left > right;
		case "<=": return left <= right;
		default: return op === ">=" && left >= right;
	}
};
/** Whether a condition holds in an image with this Python (x.y) on linux/amd64, without extras. */
const holdsFor = (marker, python) => {
	switch (marker.kind) {
		case "and": return marker.parts.every((part) => holdsFor(part, python));
		case "or": return marker.parts.some((part) => holdsFor(part, python));
		case "compare": return compares(valueOf(marker.left, python), marker.op, valueOf(marker.right, python));
	}
};
const MINORS = Array.from({ length: 25 }, (_, at) => at + 6);
/**
* The ranges of Python x.y for which something holds, of 3.6 to 3.30; `undefined` where it holds
* for all.
*/
const pythonRanges = (holds) => {
	const good = MINORS.filter((minor) => holds(`3.${minor}`));
	if (good.length === MINORS.length) return void 0;
	const ranges = [];
	for (const minor of good) {
		const run = ranges.at(-1);
		if (run?.last === minor - 1) run.last = minor;
		else ranges.push({
			first: minor,
			last: minor
		});
	}
	return ranges.map(({ first, last }) => [...first === MINORS[0] ? [] : [`>=3.${first}`], ...last === MINORS.at(-1) ? [] : [`<3.${last + 1}`]].join(","));
};
// src/matrix/condaNames.ts
/** Names that conda has for what dl-env.yml says by an axis, and the axis. */
const AXIS_OF = {
	python: "python",
	cudatoolkit: "cuda",
	"cudatoolkit-dev": "cuda",
	"cuda-nvcc": "cuda",
	"cuda-version": "cuda",
	"pytorch-cuda": "cuda",
	cudnn: "cuda"
};
const EXAMPLE = {
	cuda: "12.8",
	python: "3.12"
};
/** What to do with a name that only conda has; undefined for any other. */
const condaHint = (name, version = "") => {
	const axis = AXIS_OF[name];
	if (axis === void 0) return void 0;
	const value = axis === "python" ? /^\d+\.\d+$/.exec(version)?.[0] : void 0;
	return `Leave it out; dl-env.yml says it: ${matrixLine(axis, value ?? EXAMPLE[axis])}`;
};
// src/matrix/requirement.ts
const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([A-Za-z0-9._,\s-]*)\])?\s*(.*)$/s;
const VERSIONS = /^(?:(?:===|[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)(?:,(?:===|[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)*$/;
/** The address of a requirement, without its name and condition. */
const addressIn = (line) => line.replace(/\s*;\s.*$/, "").replace(/^[^@;]*?@\s*(?=\S)/, (name) => /^[A-Za-z0-9._[\], -]*@\s*$/.test(name) ? "" : name).trim();
/** A step that installs it after all. */
const inStep = (line) => `Leave the line out, and install it in a step; put into dl-env.yml:
run: [{ run: ${JSON.stringify(`uv pip install --no-deps ${addressIn(line)}`)}, network: true }]`;
/** The same of a file or folder beside dl-env.yml, which is laid into the image first. */
const ofFolder = (line) => {
	const from = line.replace(/\s*;.*$/, "");
	const to = `/opt/${from.replace(/\/+$/, "").split("/").at(-1)?.replace(/^[.~]*$/, "own")}`;
	return `Leave the line out, and install it in a step; put into dl-env.yml:
files: [{ from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)} }]\nrun: [{ run: ${JSON.stringify(`uv pip install --no-deps ${to}`)}, network: true }]`;
};
const ofAddress = (line) => {
	if (/^(?:git|hg|svn|bzr)\+/.test(line) || /@\s*(?:git|hg|svn|bzr)\+/.test(line)) return {
		message: `\`${line}\` is built from a repository of source code.`,
		hint: inStep(line)
	};
	if (/^[a-z]+:\/\//i.test(line) || /^[^;]*@\s*[a-z]+:/i.test(line)) return {
		message: `\`${line}\` is taken from an address.`,
		hint: inStep(line)
	};
	if (/^(?:\.{0,2}\/|\.$|~)|\.(?:whl|zip|tar\.gz)$/.test(line) || /^[\w.-]+\//.test(line)) return {
		message: `\`${line}\` is a file or folder.`,
		hint: ofFolder(line)
	};
};
/** `python=3.10`, `numpy=1.26=py312_0` */
const ONE_SIGN = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=\s*([A-Za-z0-9.*_]+)(?:=\S*)?$/;
const asConda = (line) => {
	const [, name = "", version = ""] = ONE_SIGN.exec(line) ?? [];
	return name === "" ? void 0 : {
		message: `\`${line}\` has one \`=\` for a version, as conda writes it.`,
		hint: condaHint(normalName(name), version) ?? `Write it like: ${name}==${version}`
	};
};
const wrong = (line) => ({
	message: `\`${line}\` is not a package with its versions.`,
	hint: "Write it like: \"bitsandbytes>=0.50\", or \"package[extra]==1.2\""
});
const rangeOf = (text) => {
	const plain = text.replace(/^\((.*)\)$/s, "$1").replaceAll(/\s+/g, "");
	if (plain === "") return "";
	const trimmed = plain.replace(/,$/, "");
	return VERSIONS.test(trimmed) && validRange(trimmed) ? trimmed : void 0;
};
/** One requirement of PEP 508: name, extras, versions, marker; anything else says why not. */
const parseRequirement = (text) => {
	const line = text.trim();
	const address = ofAddress(line);
	if (address !== void 0) return address;
	const end = line.indexOf(";");
	const [, name = "", extras = "", versions = ""] = NAME.exec((end === -1 ? line : line.slice(0, end)).trim()) ?? [];
	const range = rangeOf(versions.trim());
	const marker = end === -1 ? void 0 : line.slice(end + 1).trim().replaceAll(/\s+/g, " ");
	if (name === "" || range === void 0) return asConda(line) ?? wrong(line);
	if (marker !== void 0 && parseMarker(marker) === void 0) return {
		message: `\`${marker}\` is not a condition that a requirement can have.`,
		hint: `Write it like: ${name}; python_version < "3.12"`
	};
	const names = extras.split(",").map((extra) => normalName(extra.trim()));
	return {
		name: normalName(name),
		extras: [...new Set(names)].filter((extra) => extra !== "").sort(),
		range,
		...marker === void 0 ? {} : { marker }
	};
};
/** Whether a line could not be taken. */
const isRefused = (parsed) => "message" in parsed;
/** Name, extras and versions as they are asked of an index. */
const requirementText = ({ name, extras, range }) => `${name}${extras.length === 0 ? "" : `[${extras.join(",")}]`}${range}`;
/** The condition of a requirement as a tree. */
const markerOf = ({ marker }) => marker === void 0 ? void 0 : parseMarker(marker);
// src/matrix/pyprojectText.ts
const strings = array(string());
const decoder = object({
	project: object({
		name: string().optional(),
		dependencies: strings.default([]),
		"optional-dependencies": record(string(), strings).default({}),
		"requires-python": string().optional()
	}).optional(),
	"dependency-groups": record(string(), array(union([string(), object({ "include-group": string() })]))).default({}),
	tool: object({ poetry: unknown().optional() }).optional()
});
const missing = (kind, name, choices) => {
	const near = closestOrLonger(name, choices);
	return {
		message: `There is no ${kind} \`${name}\`; there ${choices.length === 0 ? "are none" : `are ${oneOf(choices)}`}.`,
		hint: near === void 0 ? `Remove it from dl-env.yml, under: sets` : `Did you mean: ${near}`
	};
};
const byName = (record) => new Map(Object.entries(record).map(([name, value]) => [normalName(name), value]));
/** The texts of a group and of those that it includes, each group once. */
const groupTexts = (groups, name, seen = /* @__PURE__ */ new Set()) => {
	if (seen.has(name)) return [];
	seen.add(name);
	return (groups.get(name) ?? []).flatMap((entry) => typeof entry === "string" ? [entry] : groupTexts(groups, normalName(entry["include-group"]), seen));
};
const textsOf = (project, wanted) => {
	const groups = byName(project["dependency-groups"]);
	const extras = byName(project.project?.["optional-dependencies"] ?? {});
	const lost = [...wanted.groups.filter((name) => !groups.has(normalName(name))).map((name) => missing("group", name, [...groups.keys()])), ...wanted.extras.filter((name) => !extras.has(normalName(name))).map((name) => missing("extra", name, [...extras.keys()]))];
	return {
		texts: [
			...project.project?.dependencies ?? [],
			...wanted.extras.flatMap((name) => extras.get(normalName(name)) ?? []),
			...wanted.groups.flatMap((name) => groupTexts(groups, normalName(name)))
		],
		refused: lost
	};
};
/** An extra of the project itself, as in `mine[gpu]` within its own extras. */
const ownExtras = (project, texts) => {
	const own = normalName(project.project?.name ?? "");
	const extras = byName(project.project?.["optional-dependencies"] ?? {});
	const seen = /* @__PURE__ */ new Set();
	const opened = (text) => {
		const parsed = parseRequirement(text);
		if (own === "" || isRefused(parsed) || parsed.name !== own) return [text];
		return parsed.extras.flatMap((extra) => {
			if (seen.has(extra)) return [];
			seen.add(extra);
			return (extras.get(extra) ?? []).flatMap(opened);
		});
	};
	return texts.flatMap(opened);
};
const OF_POETRY = {
	message: "This file has its dependencies in Poetry's own form, which is not read.",
	hint: "Write them out and name that file: poetry export -f requirements.txt -o requirements.txt"
};
const lineOf = (text, part) => {
	const at = text.indexOf(part);
	return at === -1 ? 1 : text.slice(0, at).split("\n").length;
};
/** Reads the text of a pyproject.toml (PEP 621, PEP 735). */
const readPyprojectText = (text, file, wanted) => {
	const at = (part) => ({
		file,
		line: lineOf(text, part),
		column: 1
	});
	const refuse = (one, part = "") => ({
		requirements: [],
		refused: [{
			...one,
			place: at(part)
		}]
	});
	let project;
	try {
		project = decoder.parse(parse(text));
	} catch {
		return refuse({
			message: "This is not a pyproject.toml of PEP 621.",
			hint: `See what is wrong with it: python3 -m tomllib < ${file}`
		});
	}
	if (project.project === void 0 && project.tool?.poetry !== void 0) return refuse(OF_POETRY, "[tool.poetry");
	const { texts, refused: lost } = textsOf(project, wanted);
	const parsed = ownExtras(project, texts).map((one) => ({
		one,
		parsed: parseRequirement(one)
	}));
	const python = project.project?.["requires-python"];
	return {
		requirements: parsed.flatMap(({ one, parsed: found }) => isRefused(found) ? [] : [{
			...found,
			place: at(one),
			hashes: [],
			isConstraint: false
		}]),
		...python !== void 0 && validRange(python) ? { python } : {},
		refused: [...lost.map((one) => ({
			...one,
			place: at("")
		})), ...parsed.flatMap(({ one, parsed: found }) => isRefused(found) ? [{
			...found,
			place: at(one)
		}] : [])]
	};
};
/** Whether a Python x.y is one that a project is for. */
const isForPython = (range, python) => satisfies(`${python}.99`, range.replaceAll(/\s+/g, "")) || satisfies(`${python}.0`, range.replaceAll(/\s+/g, ""));
// src/matrix/ownPackages.ts
/** What stands in a set for a package: its requirement, in one spelling. */
const packageKey = (one) => `${one.isConstraint === true ? "-c " : ""}${requirementText(one)}` + (one.marker === void 0 ? "" : `; ${one.marker}`);
/** The catalog's library of this name, or whose package has it. */
const libraryNamed = (name, catalog) => catalog.libraries.get(name) ?? [...catalog.libraries.values()].find((library) => library.package === name);
const asksFor = (library, name) => library.releases.some(({ requirements }) => requirements.some((one) => /^[a-z0-9-]+/.exec(one)?.[0] === name));
/**
* What a set holds for one requirement: the library of that name, and a package where it says more
* than the name.
*/
const entriesFor = (requirement, more, catalog) => {
	const { name, extras, range, marker } = requirement;
	const library = libraryNamed(name, catalog);
	const isLibrary = library !== void 0 && marker === void 0 && more.isConstraint !== true && (extras.length === 0 || asksFor(library, name));
	if (isLibrary && extras.length === 0 && range === "" && (more.hashes ?? []).length === 0) return {
		names: [library.name],
		packages: {}
	};
	const one = {
		...requirement,
		...more,
		...isLibrary ? { library: library.name } : {}
	};
	const key = packageKey(one);
	return {
		names: isLibrary ? [library.name, key] : [key],
		packages: { [key]: one }
	};
};
const NOTHING = {
	with: [],
	requirements: [],
	constraints: [],
	fallback: false
};
const releasesOf = (one) => {
	const entry = {
		...NOTHING,
		source: one.source,
		requirements: one.isConstraint === true || one.library !== void 0 && one.extras.length === 0 ? [] : [requirementText(one.library === void 0 ? one : {
			...one,
			range: ""
		})],
		constraints: one.isConstraint === true ? [`${one.name}${one.range}`] : []
	};
	const marker = markerOf(one);
	const ranges = marker && pythonRanges((python) => holdsFor(marker, python));
	return ranges === void 0 ? [entry] : [...ranges.map((python) => ({
		...entry,
		python
	})), {
		...NOTHING,
		source: one.source
	}];
};
const bare = (name) => ({
	name,
	title: name,
	about: "",
	package: name,
	limits: [],
	traps: [],
	architectures: [],
	gpu: false,
	drivers: [],
	apt: [],
	comfort: [],
	bringsCudnn: false,
	usesCudnn: false,
	needs: [],
	harmless: [],
	mayLack: [],
	imports: [],
	folder: ""
});
const libraryOf = (key, one) => ({
	...bare(key),
	title: one.name,
	package: one.name,
	needs: one.library === void 0 ? [] : [one.library],
	releases: releasesOf(one),
	own: {
		name: one.name,
		...one.library === void 0 || one.range === "" ? {} : { pin: {
			name: one.library,
			range: one.range
		} },
		...one.hashes === void 0 || one.hashes.length === 0 ? {} : { hashes: one.hashes }
	}
});
const CODE = "project-needs-python";
const pythonLibrary = (key, { python, source }) => {
	const fitting = [
		"3.12",
		"3.13",
		"3.14",
		"3.11",
		"3.10"
	].find((one) => isForPython(python, one));
	const limits = (pythonRanges((one) => !isForPython(python, one)) ?? [">=3"]).map((range) => ({
		code: CODE,
		python: range,
		message: `The project asks for Python ${python}, and this cell has Python {python}.`,
		hint: fitting === void 0 ? `Change requires-python in: ${source}` : `Name one that it is for: ${matrixLine("python", fitting)}`,
		with: [],
		without: [],
		source
	}));
	return {
		...bare(key),
		title: "the project",
		releases: [{
			...NOTHING,
			source
		}],
		limits,
		own: { name: "" }
	};
};
/** The catalog with one library for each package of a request's own. */
const withOwnPackages = (catalog, { packages, pythons }) => {
	const own = [...Object.entries(packages).map(([key, one]) => [key, libraryOf(key, one)]), ...Object.entries(pythons).map(([key, one]) => [key, pythonLibrary(key, one)])];
	return own.length === 0 ? catalog : {
		...catalog,
		libraries: new Map([...catalog.libraries, ...own])
	};
};
/**
* The names of a set's libraries and packages, each once: without versions, and without what only
* limits others.
*/
const namesInSet = (entries) => [...new Set(entries.flatMap((entry) => /^(?:-c|python) /.test(entry) ? [] : /^[a-z0-9-]+/.exec(entry)?.[0] ?? []))];
export { isRefused as a, holdsFor as c, checkPins as d, normalName as f, readPyprojectText as i, parseMarker as l, matrixLine as m, namesInSet as n, parseRequirement as o, pinOf as p, withOwnPackages as r, condaHint as s, entriesFor as t, pythonRanges as u };
