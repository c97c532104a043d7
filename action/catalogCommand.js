import { a as compareCatalog, i as written, n as updatedNewest, o as copiedDigests, s as copiedTags, t as updatedCuda } from "./updatedTexts.js";
import { t as compareVersions } from "./versions.js";
import { _ as decodeYaml, a as decodeRequest, d as readYaml, f as cudaFile, g as pythonsFile, h as newestFile, l as loadCatalog, m as imageFile, p as gpusFile, t as openRepository, u as readFolder, v as assemble } from "./openRepository.js";
import { o as platformOf } from "./lock.js";
import { s as pLimit } from "./networkFault.js";
import { i as wrongRequest, t as DlEnvError } from "./error.js";
import { a as readTagList, n as readBaseDigests } from "./baseImage.js";
import { t as gpuNamed } from "./gpuNames.js";
import { t as safeUrl } from "./safeUrl.js";
import { n as readBounded } from "./boundedBody.js";
import { n as redirectOf, t as follow } from "./redirects.js";
import { n as mirrored } from "./mirrors.js";
import { r as compare } from "./pep440.js";
import { a as FINAL_ONLY, c as normalised, n as openAsking, r as askNewest } from "./openAsking.js";
import { n as require_dist } from "./nesting.js";
// src/registry/readListed.ts
/** Requests to one registry at the same time. */
const SIDE_BY_SIDE = 6;
const silence = (subject, error) => {
	if (error instanceof DlEnvError && error.exit === 3) return {
		subject,
		message: error.message
	};
	throw error;
};
/** Those of the known tags that a mirror has although its list lacks them. */
const unlistedTags = async (repository, listed, known) => {
	if (repository.mirror === void 0) return [];
	const limit = pLimit(SIDE_BY_SIDE);
	return (await Promise.all(known.filter((tag) => !listed.has(tag)).map((tag) => limit(async () => await repository.resolve(tag) === void 0 ? [] : [tag])))).flat();
};
const readAllTags = async (sys, open, { repositories, known }) => {
	const tags = /* @__PURE__ */ new Set();
	const silent = [];
	for (const repository of repositories) try {
		const from = open(repository);
		for (const tag of (await readTagList(from, sys.clock)).tags) tags.add(tag);
		for (const tag of await unlistedTags(from, tags, known)) tags.add(tag);
	} catch (error) {
		silent.push(silence(repository, error));
	}
	return {
		tags,
		silent
	};
};
/**
* The tags of some repositories, and the digests of those of `looked` that are still listed.
*/
const readListed = async (sys, open, { looked, ...from }) => {
	const { tags, silent: unlisted } = await readAllTags(sys, open, from);
	if (unlisted.length > 0) return { silent: unlisted };
	const silent = [];
	const limit = pLimit(SIDE_BY_SIDE);
	const digests = /* @__PURE__ */ new Map();
	const readOne = async (tag, repository) => {
		try {
			digests.set(tag, (await readBaseDigests(open, `${repository}:${tag}`)).indexDigest);
		} catch (error) {
			silent.push(silence(`${repository}:${tag}`, error));
		}
	};
	await Promise.all([...looked].filter(([tag]) => tags.has(tag)).map(([tag, repository]) => limit(() => readOne(tag, repository))));
	return {
		tags: [...tags],
		silent,
		...silent.length === 0 ? { digests } : {}
	};
};
// src/catalog/cardPage.ts
const CAPABILITY = /^\d{1,2}\.\d$/;
/** What stands before the name on the page and not in the catalog. */
const MAKER = /^(?:NVIDIA|GeForce|Tesla)\s+/i;
const CARD = /^(?:(?:RTX|GTX|GT|GB|GH|TITAN|Quadro|NVS|Jetson|DGX|MX|A|B|H|L|P|V|T|K|M)\b|[ABHLPVTKM]\d|GB\d|GH\d|MX\d)/i;
const ENTITIES = {
	"&amp;": "&",
	"&nbsp;": " ",
	"&#160;": " ",
	"&reg;": "",
	"&#174;": "",
	"&trade;": ""
};
/** Texts of the page's cells and lines, in their order; scripts and styles are left out. */
const textsOf = (page) => page.replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "\n").replaceAll(/<\/?(?:sup|sub|a|b|strong|em|span|i)\b[^>]*>/gi, "").replaceAll(/<[^>]*>/g, "\n").replaceAll(/&[a-z#0-9]+;/gi, (entity) => ENTITIES[entity.toLowerCase()] ?? " ").split("\n").map((text) => text.replaceAll(/[®™]/g, "").replaceAll(/\s+/g, " ").trim()).filter((text) => text !== "");
const kindOf = (text, name) => {
	if (/jetson/i.test(name)) return "jetson";
	if (/geforce|^(?:gtx|titan|mx\d)/i.test(text) || /^RTX \d0\d0(?: Ti| SUPER)?$/i.test(name)) return "geforce";
	return /RTX|Quadro|NVS/i.test(name) ? "workstation" : "datacenter";
};
/**
* The cards of a page that lists them by compute capability: a text that is a capability and
* nothing else begins its cards. Empty when the page is built otherwise.
*/
const cardsOfPage = (page) => {
	let capability;
	const found = /* @__PURE__ */ new Map();
	for (const text of textsOf(page)) {
		if (CAPABILITY.test(text)) {
			capability = text;
			continue;
		}
		const name = text.replace(MAKER, "").replace(MAKER, "");
		if (capability === void 0 || name.length > 60 || !CARD.test(name)) continue;
		if (!found.has(name)) found.set(name, {
			name,
			computeCapability: capability,
			kind: kindOf(text, name)
		});
	}
	return [...found.values()];
};
/** Shares of the catalog's cards that a page must have before what it lacks or adds counts. */
const LEAST_KNOWN = .5;
/**
* Whether a list is that of cards: at least half of its names are in the catalog with the same
* capability. A page that was rebuilt would else bring names that are none.
*/
const isCardList = (cards, catalog) => {
	const known = cards.filter(({ name, computeCapability }) => gpuNamed(name, catalog)?.computeCapability === computeCapability);
	return cards.length > 0 && known.length / cards.length >= LEAST_KNOWN;
};
// src/catalog/pythonBuilds.ts
const LINE = /^([0-9a-f]{64})\s+\*?cpython-(\d+\.\d+\.\d+)\+(\d{8})-x86_64-unknown-linux-gnu-install_only_stripped\.tar\.gz$/;
/** x.y.z -> x.y */
const minor = (version) => version.split(".").slice(0, 2).join(".");
/**
* The newest final Python of each minor version, x.y -> build, in the list of checksums that a
* release has (SHA256SUMS); empty when the text is no such list.
*/
const pythonBuilds = (text) => {
	const found = /* @__PURE__ */ new Map();
	for (const line of text.split("\n")) {
		const [, sha256, version, build] = LINE.exec(line.trim()) ?? [];
		if (sha256 === void 0 || version === void 0 || build === void 0) continue;
		const before = found.get(minor(version));
		if (before === void 0 || compareVersions(version, before.version) > 0) found.set(minor(version), {
			version,
			build,
			sha256
		});
	}
	return found;
};
// src/commands/catalog/readPages.ts
const REDIRECTS = 5;
const MOST = {
	bytes: 8388608,
	milliseconds: 6e4
};
/** A page's text, behind its redirects. */
const readPage = async (sys, url) => {
	const { response, address, failure } = await follow(sys.http, url, REDIRECTS);
	if (failure !== void 0) return { failure: `${safeUrl(url)} ${failure}.` };
	if (response.status !== 200) {
		await response.discard();
		return { failure: `${safeUrl(address)} answered ${response.status}.` };
	}
	const limit = {
		what: safeUrl(address),
		bytes: MOST.bytes
	};
	const within = {
		clock: sys.clock,
		milliseconds: MOST.milliseconds
	};
	return { facts: new TextDecoder().decode(await readBounded(response.body, limit, within)) };
};
const told = async (read) => {
	try {
		return await read();
	} catch (error) {
		if (error instanceof DlEnvError && error.exit === 3) return { failure: error.message };
		throw error;
	}
};
/** The newest release of Pythons: the name that ends the address to which its page redirects. */
const newestBuild = async (sys, url) => {
	const response = await sys.http.request({
		method: "GET",
		url
	});
	await response.discard();
	const build = /\/(\d{8})$/.exec(redirectOf(response, url) ?? "")?.[1];
	return build === void 0 ? { failure: `${safeUrl(url)} names no release (it answered ${response.status}).` } : { facts: build };
};
/** x.y -> the newest Python of the newest release. */
const readPythons = (sys, { releases, checksums }, mirrors) => told(async () => {
	const build = await newestBuild(sys, mirrored(releases, mirrors));
	if (build.facts === void 0) return build;
	const address = mirrored(checksums.replaceAll("{build}", build.facts), mirrors);
	const list = await readPage(sys, address);
	if (list.facts === void 0) return list;
	const found = pythonBuilds(list.facts);
	return found.size === 0 ? { failure: `${safeUrl(address)} is no list of checksums of Pythons.` } : { facts: found };
});
/** The cards of all pages. */
const readCards = (sys, catalog, mirrors) => told(async () => {
	const cards = [];
	for (const page of catalog.origins.cards) {
		const address = mirrored(page, mirrors);
		const text = await readPage(sys, address);
		if (text.facts === void 0) return text;
		const found = cardsOfPage(text.facts);
		if (!isCardList(found, catalog)) return { failure: `${safeUrl(address)} is not built as a list of GPUs any more.` };
		cards.push(...found);
	}
	return { facts: cards };
});
// src/resolve/newestReleases.ts
/**
* Pythons that are always asked: a release without wheels for the last one often has them a week
* later.
*/
const ALWAYS = 2;
const RETRIES = 1;
/** Lets `work` ask the default index; without uv on this machine that is the failure. */
const withDefaultIndex = async (sys, { tool, platform }, work) => {
	const uv = openAsking(sys, {
		tool,
		indexes: /* @__PURE__ */ new Map(),
		mirrors: {}
	});
	try {
		const asking = {
			...await uv.start(),
			retries: RETRIES
		};
		return await work((requirements, python) => askNewest(asking, {
			requirements,
			constraints: [],
			python,
			platform,
			indexes: []
		}, [FINAL_ONLY]));
	} catch (error) {
		if (error instanceof DlEnvError && error.exit === 3) return { failure: error.message };
		throw error;
	} finally {
		await uv.close();
	}
};
/** Asks for each Python in turn, the newest first. */
const forPythons = async (sys, { packages: all, pythons }, ask) => {
	const found = /* @__PURE__ */ new Map();
	for (const [at, python] of pythons.toReversed().entries()) {
		const packages = at < ALWAYS ? all : all.filter((name) => !found.has(normalised(name)));
		if (packages.length === 0) break;
		const asked = ask(packages, python);
		sys.log.progress(() => `asking for the newest releases for Python ${python}`, asked);
		const newest = await asked;
		if (newest.failure !== void 0) return {
			found: /* @__PURE__ */ new Map(),
			failure: newest.failure
		};
		for (const { name, version } of newest.wheels) {
			const before = found.get(name);
			if (before === void 0 || compare(version, before) > 0) found.set(name, version);
		}
	}
	return { found };
};
/**
* The newest release of each package that has a wheel, as the default index has it now.
* Pre-releases do not count.
*/
const newestReleases = async (sys, question) => {
	if (question.packages.length === 0) return { found: /* @__PURE__ */ new Map() };
	const answer = await withDefaultIndex(sys, question, (ask) => forPythons(sys, question, ask));
	return {
		found: /* @__PURE__ */ new Map(),
		...answer
	};
};
/** The newest wheel of one package on the default index, with its checksum. */
const newestWheel = (sys, question) => withDefaultIndex(sys, question, async (ask) => {
	const newest = await ask([question.package], question.python);
	if (newest.failure !== void 0) return newest;
	const [found] = newest.wheels;
	return found === void 0 ? { failure: `The package index has no wheel of ${question.package} for this platform.` } : { wheel: {
		version: found.version,
		wheelSha256: found.sha256,
		wheelFile: found.file
	} };
});
// src/commands/catalog/compareOutside.ts
const mirrorsOf = async (sys, file, catalog) => {
	const text = await sys.files.readText(file);
	return text === void 0 ? {} : decodeRequest(text, file, {
		catalog,
		tolerant: true
	}).mirrors;
};
/** Whether a registry serves the repository; stand-ins are made here. */
const isServed = (repository) => !repository.startsWith("localhost/");
/** uv, Pythons and cards, and of which of them nothing is known. */
const readFacts = async (sys, { catalog, has }, mirrors) => {
	const { pythons: origin } = catalog.origins;
	const python = catalog.pythons.at(-1)?.minor ?? "3.12";
	const question = {
		tool: catalog.hostUv,
		package: "uv",
		python,
		platform: platformOf(catalog)
	};
	const [uv, pythons, cards] = await Promise.all([
		has.image ? newestWheel(sys, question) : void 0,
		has.pythons && origin !== void 0 ? readPythons(sys, origin, mirrors) : void 0,
		has.gpus && catalog.origins.cards.length > 0 ? readCards(sys, catalog, mirrors) : void 0
	]);
	const unasked = Object.entries({
		uv,
		Pythons: pythons,
		GPUs: cards
	}).flatMap(([subject, one]) => one !== void 0 && "failure" in one ? [{
		subject,
		message: one.failure
	}] : []);
	return {
		...uv?.wheel === void 0 ? {} : { uv: uv.wheel },
		...pythons?.facts === void 0 ? {} : { pythons: pythons.facts },
		...cards?.facts === void 0 ? {} : { cards: cards.facts },
		unasked
	};
};
/** Lists of the repositories of bases, and the digests of the tags that the catalog has one of. */
const readImages = async (sys, { catalog, has }, mirrors) => {
	if (!has.cuda) return {};
	const open = openRepository(sys, { mirrors });
	const served = catalog.cuda.filter(({ repository }) => isServed(repository));
	const copied = copiedDigests(catalog);
	const tags = new Map(served.flatMap((release) => Object.keys(release.digests).map((rest) => [`${release.version}-${rest}`, release.repository])).filter(([tag]) => copied.has(tag)));
	return readListed(sys, open, {
		repositories: [...new Set(served.map(({ repository }) => repository))],
		looked: tags,
		known: copiedTags(catalog)
	});
};
const readReleases = (sys, { catalog, has }) => newestReleases(sys, {
	tool: catalog.hostUv,
	packages: has.newest ? Object.keys(catalog.newest.packages) : [],
	pythons: [...new Set(catalog.pythons.map(({ minor }) => minor))].sort(compareVersions),
	platform: platformOf(catalog)
});
/**
* Reads registries and the package index, and compares; `file` is a request whose `mirrors` count,
* where it is there.
*/
const compareOutside = async (sys, file, compared) => {
	const asOf = new Date(sys.clock.now()).toISOString().slice(0, 10);
	const mirrors = await mirrorsOf(sys, file, compared.catalog);
	const { silent = [], ...listed } = await readImages(sys, compared, mirrors);
	const { found, failure } = await readReleases(sys, compared);
	const { unasked, ...facts } = await readFacts(sys, compared, mirrors);
	const outside = {
		asOf,
		...listed,
		...facts,
		...failure === void 0 && compared.has.newest ? { newest: found } : {}
	};
	return {
		comparison: {
			asOf,
			compared: {
				images: outside.tags?.length ?? 0,
				packages: (outside.newest?.size ?? 0) + (outside.uv === void 0 ? 0 : 1),
				pythons: outside.pythons?.size ?? 0,
				cards: outside.cards?.length ?? 0
			},
			differences: compareCatalog(compared.catalog, outside),
			unasked: [
				...silent,
				...failure === void 0 ? [] : [{
					subject: "packages",
					message: failure
				}],
				...unasked
			]
		},
		outside
	};
};
// src/commands/catalog/ownCatalog.ts
const ALL = {
	cuda: true,
	newest: true,
	image: true,
	pythons: true,
	gpus: true
};
/**
* This project's catalog, or the folder that was named. Throws `catalog-missing` where that holds
* neither list.
*/
const readCompared = async (sys, given) => {
	const project = `${sys.env.projectRoot}/matrix`;
	if (given === void 0) return {
		folder: project,
		catalog: await loadCatalog(sys),
		has: ALL
	};
	const folder = given.startsWith("/") ? given : `${sys.env.cwd}/${given}`;
	const [builtIn, own] = [await readFolder(sys, project), await readFolder(sys, folder)];
	const has = {
		cuda: own.cuda !== void 0,
		newest: own.newest !== void 0,
		image: false,
		pythons: own.pythons !== void 0,
		gpus: own.gpus !== void 0
	};
	if (!Object.values(has).includes(true)) throw wrongRequest({
		code: "catalog-missing",
		message: `The folder ${given} has none of cuda.yml, newest.yml, pythons.yml and gpus.yml.`,
		hint: "Look at the catalog of this project: dl-env catalog check"
	});
	const lists = {
		...own.cuda === void 0 ? {} : { cuda: own.cuda },
		...own.newest === void 0 ? {} : { newest: own.newest },
		...own.pythons === void 0 ? {} : { pythons: own.pythons },
		...own.gpus === void 0 ? {} : { gpus: own.gpus }
	};
	return {
		folder,
		catalog: assemble([{
			...builtIn,
			...lists
		}]),
		has
	};
};
// src/catalog/updatedFacts.ts
var import_dist = require_dist();
const parse = (text) => (0, import_dist.parseDocument)(text, { schema: "failsafe" });
/** The text of image.yml with a newer uv. */
const updatedUv = (text, uv, asOf) => {
	const document = parse(text);
	const fields = {
		version: uv.version,
		file: uv.wheelFile,
		sha256: uv.wheelSha256,
		source: `the index's own checksum, read ${asOf}`
	};
	for (const [name, value] of Object.entries(fields)) document.setIn(["uv", name], value);
	return written(document);
};
/** The text of pythons.yml with the newer Pythons, in the order of their versions. */
const updatedPythons = (text, pythons, { differences, where }) => {
	const document = parse(text);
	const map = document.get("pythons", true);
	if (!(0, import_dist.isMap)(map)) return text;
	for (const difference of differences) {
		if (difference.kind !== "new" || difference.of !== "python") continue;
		const found = pythons.get(difference.subject);
		if (found === void 0) continue;
		if (difference.from !== void 0) map.delete(difference.from);
		const build = document.createNode(found.build);
		build.type = "QUOTE_DOUBLE";
		map.add(document.createPair(found.version, {
			build,
			sha256: found.sha256
		}));
	}
	map.items.sort((a, b) => compareVersions(String(a.key), String(b.key)));
	document.set("source", where);
	return written(document);
};
/**
* The text of gpus.yml with the cards that it lacks; those whose compute capability has no entry
* there, or that stand under another one, are left: a person looks at them.
*/
const updatedCards = (text, cards, differences) => {
	const document = parse(text);
	const left = [];
	for (const difference of differences) {
		if (difference.kind !== "new" || difference.of !== "card") continue;
		const card = cards.find(({ name }) => name === difference.subject);
		const row = document.getIn(["cards", difference.to], true);
		if (card === void 0 || !(0, import_dist.isMap)(row) || difference.from !== void 0) {
			left.push(difference.subject);
			continue;
		}
		const list = row.get(card.kind, true);
		if ((0, import_dist.isSeq)(list)) list.add(document.createNode(card.name));
		else row.set(card.kind, document.createNode([card.name], { flow: true }));
	}
	return {
		text: written(document),
		left
	};
};
// src/commands/catalog/updatedFactFiles.ts
/** A file's text; empty when there is none. */
const textIn = async (sys, path) => await sys.files.readText(path) ?? "";
/** A new text that can be read again. */
const decoded = (format, path, text) => {
	decodeYaml(format, readYaml(text, path));
	return [path, text];
};
/**
* The new texts of image.yml with its uv, pythons.yml and gpus.yml, of those in which something
* differs.
*/
const updatedFactFiles = async (sys, { folder }, { outside, comparison: { differences } }) => {
	const { uv, pythons, cards, asOf } = outside;
	const texts = /* @__PURE__ */ new Map();
	const isChanged = (of) => differences.some((one) => one.of === of);
	if (uv !== void 0 && isChanged("tool")) {
		const path = `${folder}/image.yml`;
		texts.set(...decoded(imageFile, path, updatedUv(await textIn(sys, path), uv, asOf)));
		const library = `${folder}/libraries/uv/library.yml`;
		const before = await textIn(sys, library);
		const after = before.replaceAll(/uv==[\w.]+/g, `uv==${uv.version}`);
		if (after !== before) texts.set(library, after);
	}
	if (pythons !== void 0 && isChanged("python")) {
		const path = `${folder}/pythons.yml`;
		const where = `the newest release of python-build-standalone and its SHA256SUMS, read ${asOf}`;
		const text = updatedPythons(await textIn(sys, path), pythons, {
			differences,
			where
		});
		texts.set(...decoded(pythonsFile, path, text));
	}
	if (cards === void 0 || !isChanged("card")) return {
		texts,
		left: []
	};
	const path = `${folder}/gpus.yml`;
	const { text, left } = updatedCards(await textIn(sys, path), cards, differences);
	texts.set(...decoded(gpusFile, path, text));
	return {
		texts,
		left
	};
};
// src/commands/catalog/updatedFiles.ts
const newCuda = async (sys, { folder, catalog }, { outside, comparison }) => {
	const path = `${folder}/cuda.yml`;
	const read = `tags of ${[...new Set(catalog.cuda.map(({ repository }) => repository).filter(isServed))].join(", ")}, read ${outside.asOf}`;
	const text = updatedCuda(await textIn(sys, path), comparison.differences, {
		asOf: outside.asOf,
		where: read
	});
	decodeYaml(cudaFile, readYaml(text, path));
	return [path, text];
};
const newNewest = async (sys, { folder, catalog }, { outside, comparison }) => {
	const path = `${folder}/newest.yml`;
	const read = `newest releases with a wheel on the package index, read ${outside.asOf} with uv ${catalog.hostUv.version}`;
	const text = updatedNewest(await textIn(sys, path), comparison.differences, {
		asOf: outside.asOf,
		where: read
	});
	decodeYaml(newestFile, readYaml(text, path));
	return [path, text];
};
/**
* The new texts of the files that were compared in full, by path; each was decoded, so it can be
* read again.
*/
const updatedFiles = async (sys, compared, found) => {
	const { tags, digests, newest } = found.outside;
	const facts = await updatedFactFiles(sys, compared, found);
	return {
		texts: new Map([
			...tags === void 0 || digests === void 0 ? [] : [await newCuda(sys, compared, found)],
			...newest === void 0 ? [] : [await newNewest(sys, compared, found)],
			...facts.texts
		]),
		left: facts.left
	};
};
// src/commands/catalogCommand.ts
const DEFAULT_FILE = "dl-env.yml";
/**
* Compares the catalog with registries and the package index. Exit 1 when something differs, else 3
* when something could not be queried, else 0.
*/
const check = async (sys, { catalog, file = DEFAULT_FILE } = {}) => {
	const { comparison } = await compareOutside(sys, file, await readCompared(sys, catalog));
	const { differences, unasked } = comparison;
	return {
		kind: "catalog check",
		result: comparison,
		problems: [],
		exit: differences.length > 0 ? 1 : unasked.length > 0 ? 3 : 0
	};
};
/**
* Writes what differs into the catalog, with date and source. A list that could not be read in full
* leaves its file as it is: exit 3, else 0.
*/
const update = async (sys, { catalog, file = DEFAULT_FILE } = {}) => {
	const compared = await readCompared(sys, catalog);
	const found = await compareOutside(sys, file, compared);
	const { texts, left } = await updatedFiles(sys, compared, found);
	for (const [path, text] of texts) await sys.files.write(path, text);
	return {
		kind: "catalog update",
		result: {
			...found.comparison,
			written: [...texts.keys()],
			left
		},
		problems: [],
		exit: found.comparison.unasked.length > 0 ? 3 : 0
	};
};
export { check, update };
