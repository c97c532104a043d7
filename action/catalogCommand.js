import { a as copiedDigests, i as compareCatalog, n as updatedNewest, o as copiedTags, t as updatedCuda } from "./updatedTexts.js";
import { r as compare, s as compareVersions } from "./pep440.js";
import { E as readBaseDigests, c as readYaml, d as decodeYaml, f as assemble, k as readTagList, l as cudaFile, o as loadCatalog, r as decodeRequest, s as readFolder, t as openRepository, u as newestFile } from "./openRepository.js";
import { a as whyUnreachable, g as indexAccess, l as platformOf, n as requirementsText, o as normalised, p as uvOnce } from "./askUv.js";
import { t as pLimit } from "./p-limit.js";
import { i as wrongRequest, t as DlEnvError } from "./error.js";
import { t as cacheFolder } from "./cacheFolder.js";
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
// src/resolve/newestReleases.ts
/**
* Milliseconds for one run; many packages take some seconds when the index' pages are not in uv's
* cache.
*/
const TIMEOUT = 12e4;
/**
* Pythons that are always asked: a release without wheels for the last one often has them a week
* later.
*/
const ALWAYS = 2;
const pinned = (text) => text.split("\n").flatMap((line) => {
	const [, name, version] = /^([A-Za-z0-9._-]+)==(\S+)/.exec(line) ?? [];
	return name === void 0 || version === void 0 ? [] : [[normalised(name), version]];
});
const argumentsFor = (file, python, platform) => [
	"pip",
	"compile",
	file,
	"--no-deps",
	"--system",
	"--python-version",
	python,
	"--python-platform",
	platform,
	"--only-binary",
	":all:",
	"--prerelease",
	"disallow",
	"--resolution",
	"highest",
	"--no-header",
	"--no-annotate",
	"--quiet"
];
const openAsk = async (sys, { tool, platform }, work) => {
	const uv = await uvOnce(sys, tool);
	const env = {
		...await (await indexAccess(sys, {
			uv,
			work
		}, false))([]),
		UV_HTTP_RETRIES: "1"
	};
	return async (packages, python) => {
		const file = `${work}/newest.in`;
		await sys.files.write(file, requirementsText(packages));
		const { code, stdout, stderr, timedOut } = await sys.processes.run([uv.path, ...argumentsFor(file, python, platform)], {
			cwd: work,
			env,
			timeout: TIMEOUT
		});
		if (code === 0) return {
			kind: "found",
			versions: pinned(stdout)
		};
		const failure = whyUnreachable(stderr, [], timedOut);
		if (failure !== void 0) return {
			kind: "failed",
			why: failure.reason.message
		};
		return stderr.includes("No solution found") ? { kind: "none" } : {
			kind: "failed",
			why: `uv ended with code ${code} and gave no result.`
		};
	};
};
/**
* One package without a wheel spoils the answer for all that were asked with it: then each half is
* asked by itself.
*/
const inHalves = async (ask, packages, python) => {
	const answer = await ask(packages, python);
	if (answer.kind !== "none" || packages.length < 2) return answer;
	const middle = Math.ceil(packages.length / 2);
	const versions = [];
	for (const half of [packages.slice(0, middle), packages.slice(middle)]) {
		const part = await inHalves(ask, half, python);
		if (part.kind === "failed") return part;
		if (part.kind === "found") versions.push(...part.versions);
	}
	return {
		kind: "found",
		versions
	};
};
/**
* The newest release of each package that has a wheel, as the default index has it now.
* Pre-releases do not count.
*/
const newestReleases = async (sys, question) => {
	const found = /* @__PURE__ */ new Map();
	if (question.packages.length === 0) return { found };
	const work = await sys.files.makeTemp("newest-", `${cacheFolder(sys.env)}/tmp`);
	try {
		const ask = await openAsk(sys, question, work);
		for (const [at, python] of question.pythons.toReversed().entries()) {
			const packages = at < ALWAYS ? question.packages : question.packages.filter((name) => !found.has(normalised(name)));
			if (packages.length === 0) break;
			const asked = inHalves(ask, packages, python);
			sys.log.progress(() => `asking for the newest releases for Python ${python}`, asked);
			const answer = await asked;
			if (answer.kind === "failed") return {
				found: /* @__PURE__ */ new Map(),
				failure: answer.why
			};
			if (answer.kind === "none") continue;
			for (const [name, version] of answer.versions) {
				const before = found.get(name);
				if (before === void 0 || compare(version, before) > 0) found.set(name, version);
			}
		}
		return { found };
	} catch (error) {
		if (error instanceof DlEnvError && error.exit === 3) return {
			found: /* @__PURE__ */ new Map(),
			failure: error.message
		};
		throw error;
	} finally {
		await sys.files.remove(work);
	}
};
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
/** Lists of the repositories of bases, and the digests of the tags that the catalog has one of. */
const readImages = async (sys, file, { catalog, has }) => {
	if (!has.cuda) return {};
	const open = openRepository(sys, { mirrors: await mirrorsOf(sys, file, catalog) });
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
	const { silent = [], ...listed } = await readImages(sys, file, compared);
	const { found, failure } = await readReleases(sys, compared);
	const outside = {
		asOf,
		...listed,
		...failure === void 0 && compared.has.newest ? { newest: found } : {}
	};
	return {
		comparison: {
			asOf,
			compared: {
				images: outside.tags?.length ?? 0,
				packages: outside.newest?.size ?? 0
			},
			differences: compareCatalog(compared.catalog, outside),
			unasked: [...silent, ...failure === void 0 ? [] : [{
				subject: "packages",
				message: failure
			}]]
		},
		outside
	};
};
// src/commands/catalog/ownCatalog.ts
/**
* This project's catalog, or the folder that was named. Throws `catalog-missing` where that holds
* neither list.
*/
const readCompared = async (sys, given) => {
	const project = `${sys.env.projectRoot}/matrix`;
	if (given === void 0) return {
		folder: project,
		catalog: await loadCatalog(sys),
		has: {
			cuda: true,
			newest: true
		}
	};
	const folder = given.startsWith("/") ? given : `${sys.env.cwd}/${given}`;
	const [builtIn, own] = [await readFolder(sys, project), await readFolder(sys, folder)];
	const has = {
		cuda: own.cuda !== void 0,
		newest: own.newest !== void 0
	};
	if (!has.cuda && !has.newest) throw wrongRequest({
		code: "catalog-missing",
		message: `The folder ${given} has neither a cuda.yml nor a newest.yml.`,
		hint: "Look at the catalog of this project: dl-env catalog check"
	});
	const lists = {
		...own.cuda === void 0 ? {} : { cuda: own.cuda },
		...own.newest === void 0 ? {} : { newest: own.newest }
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
// src/commands/catalog/updatedFiles.ts
const textOf = async (sys, path) => await sys.files.readText(path) ?? "";
const newCuda = async (sys, { folder, catalog }, { outside, comparison }) => {
	const path = `${folder}/cuda.yml`;
	const read = `tags of ${[...new Set(catalog.cuda.map(({ repository }) => repository).filter(isServed))].join(", ")}, read ${outside.asOf}`;
	const text = updatedCuda(await textOf(sys, path), comparison.differences, {
		asOf: outside.asOf,
		where: read
	});
	decodeYaml(cudaFile, readYaml(text, path));
	return [path, text];
};
const newNewest = async (sys, { folder, catalog }, { outside, comparison }) => {
	const path = `${folder}/newest.yml`;
	const read = `newest releases with a wheel on the package index, read ${outside.asOf} with uv ${catalog.hostUv.version}`;
	const text = updatedNewest(await textOf(sys, path), comparison.differences, {
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
	return new Map([...tags === void 0 || digests === void 0 ? [] : [await newCuda(sys, compared, found)], ...newest === void 0 ? [] : [await newNewest(sys, compared, found)]]);
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
	const texts = await updatedFiles(sys, compared, found);
	for (const [path, text] of texts) await sys.files.write(path, text);
	return {
		kind: "catalog update",
		result: {
			...found.comparison,
			written: [...texts.keys()]
		},
		problems: [],
		exit: found.comparison.unasked.length > 0 ? 3 : 0
	};
};
export { check, update };
