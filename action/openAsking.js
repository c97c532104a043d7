import { i as wrongRequest, n as foundProblem, r as unreachable } from "./error.js";
import { n as withoutUserinfo, t as safeUrl } from "./safeUrl.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { t as parse } from "./dist2.js";
import { n as defaultIndex } from "./indexSettings.js";
import { f as object, h as string, o as date, r as array } from "./schemas.js";
import { n as makeLock, r as questionKey } from "./lockKey.js";
import { i as LIMITS } from "./boundedBody.js";
import { n as isPreRelease } from "./versions.js";
import { o as requirementName } from "./libraryRelease.js";
import { a as readDerivation, i as explain, n as bestWheel, t as versionIn } from "./lock.js";
import { s as pLimit } from "./networkFault.js";
import { i as indexLoginVariables, r as indexHostVariable } from "./mirrors.js";
import { d as indexAccess, g as namesForUv, h as indexLogin, i as uvOnce, m as uvEnvironment, n as redirectOf } from "./redirects.js";
import { n as namedIndexes, t as CACHE_CONTROL } from "./namedIndexes.js";
// src/resolve/choiceOrder.ts
/** PyTorch's wheels ask for one release of each CUDA package, and so do those that go with them. */
const STRICTEST = [
	"torch",
	"torchvision",
	"torchaudio"
];
/**
* Requirements in the order in which uv chooses their versions, those first that leave others the
* least choice: torch, then what the catalog has a range for, then the rest. In another order uv
* takes the newest of a library that torch excludes, and after going back an older torch than need
* be (2.9.1 for cudf-cu12 26.2 that goes with 2.10.0).
*/
const inOrderOfChoice = (requirements) => {
	const rank = (requirement) => {
		const at = STRICTEST.indexOf(requirementName(requirement));
		if (at !== -1) return at;
		return STRICTEST.length + (/[=~!<>]/.test(requirement) ? 0 : 1);
	};
	return requirements.toSorted((a, b) => rank(a) - rank(b));
};
// src/resolve/questionFiles.ts
/**
* Name, extras, versions: no markers, no addresses, no options, which a requirements file would all
* take.
*/
const REQUIREMENT = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[A-Za-z0-9._, -]+\])?(?: *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+(?: *, *(?:===|[=~!<>]=|[<>]) *[A-Za-z0-9._*+!-]+)*)?$/;
/**
* The text of a requirements file; code `requirement` for a line that is more than a name with
* versions.
*/
const requirementsText = (lines) => {
	for (const line of lines) if (!REQUIREMENT.test(line)) throw wrongRequest({
		code: "requirement",
		message: `"${line}" is not a package with its versions.`,
		hint: "Write it like: torch ==2.6.0, numpy >=2,<3"
	});
	return lines.map((line) => `${line}\n`).join("");
};
/** Stands for the request where uv wants a name for it. */
const PROJECT = "dl-env-cell";
/**
* The requirements as a pyproject.toml, the only form in which uv can be told to take some packages
* from one index and no others.
*/
const projectText = (question, scoped) => {
	requirementsText(question.requirements);
	const names = question.requirements.map(requirementName);
	const sources = scoped.flatMap(({ name, packages = [] }) => names.filter((asked) => packages.includes(asked)).map((asked) => `${JSON.stringify(asked)} = { index = ${JSON.stringify(name)} }`));
	const indexes = scoped.map(({ name, address }) => `[[tool.uv.index]]\nname = ${JSON.stringify(name)}\nurl = ${JSON.stringify(address)}\nexplicit = true\n${CACHE_CONTROL}\n`);
	return [
		...[
			"[project]",
			`name = "${PROJECT}"`,
			"version = \"0\"",
			`requires-python = ">=${question.python}"`,
			`dependencies = ${JSON.stringify(question.requirements)}`
		],
		"",
		"[tool.uv.sources]",
		...new Set(sources),
		"",
		...indexes
	].join("\n");
};
// src/resolve/pylock.ts
const wheelDecoder = object({
	name: string().optional(),
	url: string().optional(),
	path: string().optional(),
	"upload-time": date().optional(),
	hashes: object({ sha256: string().regex(/^[0-9a-f]{64}$/) })
});
const decoder = object({
	"lock-version": string(),
	packages: array(object({
		name: string(),
		version: string(),
		wheels: array(wheelDecoder)
	})).default([])
});
/** PEP 503. */
const normalised = (name) => name.replace(/[-_.]+/g, "-").toLowerCase();
const fileName = (address) => decodeURIComponent((address.split(/[?#]/, 1)[0] ?? "").split("/").at(-1) ?? "");
const odd = (message, cause) => foundProblem({
	code: "resolver-answer",
	message,
	hint: "See uv's output: dl-env plan --debug"
}, { cause });
/**
* The one wheel of each package in a pylock.toml that uv made for one platform. Its markers need no
* reading: uv follows only what holds for the Python and platform asked, so every package in it
* belongs to the answer.
*/
const wheelsOfPylock = (text, { python, platform }) => {
	let decoded;
	try {
		decoded = decoder.parse(parse(text));
	} catch (error) {
		throw odd("uv gave an answer that cannot be read.", error);
	}
	return decoded.packages.map(({ name, version, wheels }) => {
		const found = wheels.map((wheel) => {
			const address = wheel.url ?? wheel.path ?? "";
			const uploaded = wheel["upload-time"];
			return {
				name: normalised(name),
				version,
				file: wheel.name ?? fileName(address),
				sha256: wheel.hashes.sha256,
				address,
				...uploaded === void 0 ? {} : { uploaded: new Date(uploaded.getTime()).toISOString() }
			};
		});
		const best = bestWheel(found, python, platform);
		if (best === void 0) throw odd(`uv chose ${name} ${version}, which has no wheel for Python ${python} on ${platform}.`);
		return best;
	});
};
// src/resolve/indexFailures.ts
/**
* What uv says when an index gave no answer; a package that an index answered not to have is none
* of these.
*/
const SIGNS = [
	/Request failed after \d+ retr/,
	/Failed to (?:fetch|download)/,
	/error sending request/,
	/HTTP status (?:client|server) error/,
	/An index(?: URL)? \([^)]*\) (?:could not be queried|returned a)/,
	/the network was disabled/,
	/lack of valid authentication credentials/
];
const NO_LOGIN = "it rejected the credentials";
/** The variables that give an index its login, and say that it is for this host. */
const loginHint = ({ name, address }) => {
	const [user, password] = indexLoginVariables(name);
	const host = URL.canParse(address) ? new URL(address).host : "HOST";
	return `Give its login in the environment: export ${user}=… ${password}=… ${indexHostVariable(name)}=${host}`;
};
/** In the order in which they are looked for: uv's text -> how it ends a sentence. */
const CAUSES = [
	[/network was disabled/, "the network was switched off for uv"],
	[/\(?401 Unauthorized|authentication credentials/, NO_LOGIN],
	[/403 Forbidden/, "it refused access"],
	[/HTTP status \w+ error \((\d+)/, "it answered $1"],
	[/dns error|failed to lookup address/, "its host name could not be resolved"],
	[/Connection refused/, "the connection was refused"],
	[/[Cc]ertificate|UnknownIssuer|InvalidContentType|tls|TLS/, "no secure connection could be made"],
	[/timed? ?out/, "it did not answer in time"]
];
const SAFE_ADDRESS = /^https?:\/\/[A-Za-z0-9._~:/%-]+$/;
/** Without credentials and query. */
const bare$1 = (address) => address.replace(/\/\/[^/\s]*@/, "//").replace(/[?#].*$/, "");
const causeOf = (text, timedOut) => {
	if (timedOut) return "it did not answer in time";
	for (const [sign, words] of CAUSES) {
		const found = sign.exec(text);
		if (found !== null) return words.replace("$1", found[1] ?? "");
	}
	return "no answer came";
};
const addressIn = (text) => {
	const found = /(?:Failed to (?:fetch|download):? `?|for url \(|An index(?: URL)? \()(https?:[^\s)`]+)/.exec(text)?.[1];
	return found === void 0 ? void 0 : bare$1(found);
};
/**
* `address` is what uv could not get; of an index that the catalog names, the index' own address
* says more than that of some package on it.
*/
const indexFailure = (index, address, { cause, text }) => {
	const subject = index === void 0 ? "The package index" : `The package index ${index.name}`;
	const where = index === void 0 ? address : bare$1(index.address);
	const hint = index !== void 0 && cause === NO_LOGIN ? loginHint(index) : where !== void 0 && SAFE_ADDRESS.test(where) ? `Check the connection: curl -sSI ${where}` : "Try again: dl-env plan";
	return {
		reason: {
			code: "index-unreachable",
			message: `${subject} could not be queried: ${cause}.`,
			source: "resolver",
			hint,
			detail: withoutUserinfo(text)
		},
		...index === void 0 ? {} : { index: {
			name: index.name,
			cause
		} }
	};
};
/** A named index that gave no answer. */
const namedIndexFailure = (index, failure) => indexFailure(index, void 0, failure);
/** The default index, when it gave no answer at this address. */
const defaultIndexFailure = (address, failure) => indexFailure(void 0, bare$1(address), failure);
/**
* Why an index could not be queried, with the index named; undefined if uv's text tells of
* something else.
*/
const whyUnreachable = (text, named, timedOut) => {
	if (!timedOut && !SIGNS.some((sign) => sign.test(text))) return void 0;
	const address = addressIn(text);
	const index = address === void 0 ? void 0 : named.find((one) => address.startsWith(bare$1(one.address).replace(/\/+$/, "")));
	return indexFailure(index, address, {
		cause: causeOf(text, timedOut),
		text
	});
};
// src/resolve/wheelOrigins.ts
/** Options of uv with which it says for each package which index it is from. */
const WITH_ORIGINS = ["--no-annotate", "--emit-index-annotation"];
const bare = (address) => safeUrl(address).replace(/\/+$/, "");
/**
* Package (normalised) -> the name of its index, from what uv wrote with `WITH_ORIGINS`. Packages
* of indexes that have no name here are absent.
*/
const originsIn = (text, named) => {
	const names = new Map(named.map(({ name, address }) => [bare(address), name]));
	const origins = /* @__PURE__ */ new Map();
	let current = "";
	for (const line of text.split("\n")) {
		current = /^([A-Za-z0-9._-]+)==/.exec(line)?.[1] ?? current;
		const address = /^\s+# from (\S+)\s*$/.exec(line)?.[1];
		const name = address === void 0 ? void 0 : names.get(bare(address));
		if (name !== void 0) origins.set(normalised(current), name);
	}
	return origins;
};
// src/resolve/preReleases.ts
/** uv's options: pre-releases where nothing final exists or one is named, and none at all. */
const PRE_RELEASES = "--prerelease=if-necessary-or-explicit";
const FINAL_ONLY = "--prerelease=disallow";
/** A range that names a pre-release, so that one is meant. */
const NAMES_PRE_RELEASE = /\d(?:a|b|rc|\.?dev)\d/;
/** Packages that were asked for without naming a pre-release, and of which the lock has one. */
const unnamed = ({ wheels, question }) => {
	const named = [...question.requirements, ...question.constraints].filter((line) => NAMES_PRE_RELEASE.test(line)).map(requirementName);
	const asked = question.requirements.map(requirementName).filter((name) => !named.includes(name));
	return wheels.filter(({ name, version }) => asked.includes(name) && isPreRelease(version)).map(({ name }) => name);
};
/**
* What keeps packages that were asked for without naming a pre-release to their final releases: a
* line for each that a lock has as a pre-release, beside final ones. uv takes such a one where the
* rest of the question leaves no other. Where final releases have no wheels (deepspeed 0.3.1.dev3
* of 2020 for 0.18) that is the conflict, in uv's words on final releases alone.
*/
const keptToFinal = async (lock, newestFinal) => {
	const lines = [];
	for (const name of unnamed(lock)) {
		const alone = {
			...lock.question,
			requirements: [name],
			constraints: []
		};
		const final = await newestFinal(alone);
		if ("version" in final) {
			lines.push(`${name}<=${final.version},!=${versionIn(lock, name) ?? ""}`);
			continue;
		}
		const { detail } = final;
		if (readDerivation(detail).facts.some((fact) => fact.kind === "no-wheels" && fact.who.name === name)) return {
			kind: "conflict",
			reasons: explain(detail, alone).reasons,
			detail
		};
	}
	return lines;
};
// src/resolve/askUv.ts
/** Milliseconds; a question takes 0.5 to 12 s. */
const TIMEOUT$1 = 3e5;
const AS_PYLOCK = ["--format", "pylock.toml"];
/**
* argv of one question, without the program. Versions and files only: what comes from outside lies
* in the files.
*/
const compileArguments = (question, files) => [
	"pip",
	"compile",
	files.requirements,
	"--constraints",
	files.constraints,
	"--system",
	"--no-preview",
	"--python-version",
	question.python,
	"--python-platform",
	question.platform,
	"--only-binary",
	":all:",
	PRE_RELEASES,
	"--resolution",
	"highest",
	"--index-strategy",
	"first-index",
	...AS_PYLOCK,
	"--no-header",
	"--quiet"
];
const checkAxes = ({ python, platform }) => {
	if (/^\d+\.\d+$/.test(python) && /^[A-Za-z0-9_-]+$/.test(platform) && !platform.startsWith("-")) return;
	throw wrongRequest({
		code: "requirement",
		message: `Python ${python} on ${platform} is not supported.`,
		hint: "Write the Python like: 3.12"
	});
};
/** Runs uv for one question in a folder of its own; `more` are further options. */
const runUv = async (asking, question, more = []) => {
	const { sys, uv, work } = asking;
	checkAxes(question);
	const requirements = inOrderOfChoice(question.requirements);
	const ordered = {
		...question,
		requirements
	};
	const folder = `${work}/${[questionKey(question).slice(0, 16), ...more].join("")}`;
	const named = asking.named(question.indexes);
	const scoped = asking.forUv(named.filter(({ packages }) => packages !== void 0));
	const files = {
		requirements: `${folder}/${scoped.length === 0 ? "requirements.in" : "pyproject.toml"}`,
		constraints: `${folder}/constraints.in`
	};
	await sys.files.write(files.requirements, scoped.length === 0 ? requirementsText(requirements) : projectText(ordered, scoped), 384);
	await sys.files.write(files.constraints, requirementsText(question.constraints));
	const env = {
		...await asking.access(named.filter(({ packages }) => packages === void 0)),
		UV_HTTP_RETRIES: String(asking.retries)
	};
	const replaced = [...more.includes("--prerelease=disallow") ? [PRE_RELEASES] : [], ...more === WITH_ORIGINS ? AS_PYLOCK : []];
	const standard = compileArguments(question, files).filter((option) => !replaced.includes(option));
	return sys.processes.run([
		uv.path,
		...standard,
		...asking.python,
		...more
	], {
		cwd: folder,
		env,
		timeout: TIMEOUT$1
	});
};
/** Of a lock none of whose wheels has a time. */
const NO_TIME = "1970-01-01T00:00:00.000Z";
/**
* When the newest of these wheels was uploaded: a time that every machine and every night finds the
* same for the same wheels.
*/
const newestUpload = (wheels) => wheels.reduce((newest, { uploaded = NO_TIME }) => uploaded > newest ? uploaded : newest, NO_TIME);
/**
* Package -> the index of dl-env.yml that has it; those of the default index are absent. A lock of
* uv's does not say it, so uv says it once more, from the pages that it just read.
*/
const originsOf = async (asking, question) => {
	const named = asking.named(question.indexes);
	if (!named.some(({ own }) => own)) return /* @__PURE__ */ new Map();
	return originsIn((await runUv(asking, question, WITH_ORIGINS)).stdout, named);
};
const locked = async (asking, question, pylock) => {
	const found = wheelsOfPylock(pylock, question);
	const origins = await originsOf(asking, question);
	const wheels = await Promise.all(found.map(async ({ address, uploaded: _uploaded, ...wheel }) => ({
		...wheel,
		download: await asking.sizes.of({
			sha256: wheel.sha256,
			address
		}),
		...origins.has(wheel.name) ? { index: origins.get(wheel.name) } : {}
	})));
	return makeLock(question, wheels, {
		created: newestUpload(found),
		uv: asking.uv.version
	});
};
/** uv's words without its warnings, which are about this machine and not about the question. */
const ownText = (stderr) => stderr.split("\n").filter((line) => !line.startsWith("warning: ")).join("\n").replaceAll(`${PROJECT} depends on `, "you require ").trim();
const newestFinal = async (asking, alone) => {
	const { code, stdout, stderr } = await runUv(asking, alone, ["--no-deps", FINAL_ONLY]);
	const [found] = code === 0 ? wheelsOfPylock(stdout, alone) : [];
	return found === void 0 ? { detail: ownText(stderr) } : { version: found.version };
};
/** Further pre-releases of packages that are turned down before the answer is taken as it is. */
const MOST_TURNED_DOWN = 5;
/** Why uv gave no lock. */
const withoutLock = (asking, question, result) => {
	const text = ownText(result.stderr);
	const failure = whyUnreachable(text, asking.named(question.indexes), result.timedOut);
	if (failure !== void 0) return {
		kind: "unreachable",
		...failure
	};
	if (text.startsWith("error: No solution found")) return {
		kind: "conflict",
		reasons: explain(text, question).reasons,
		detail: text
	};
	if (text.includes("No interpreter found") || text.includes("No Python interpreters found")) throw unreachable({
		code: "no-python",
		message: "uv found no Python on this machine to work with.",
		hint: "Install one: apt-get install -y python3"
	}, { cause: new Error(text) });
	return {
		kind: "unreachable",
		reason: {
			code: "resolver-failed",
			message: `uv ended with code ${result.code} and gave no result.`,
			source: "resolver",
			hint: "See why: dl-env plan --debug",
			detail: text
		}
	};
};
/** Asks the index one question, anew; `kept` are lines that keep packages to final releases. */
const ask = async (asking, question, kept = []) => {
	const asked = {
		...question,
		constraints: [...question.constraints, ...kept]
	};
	const result = await runUv(asking, asked);
	if (result.code !== 0) return withoutLock(asking, asked, result);
	const lock = await locked(asking, question, result.stdout);
	if (kept.length > MOST_TURNED_DOWN) return {
		kind: "locked",
		lock
	};
	const more = await keptToFinal(lock, (alone) => newestFinal(asking, alone));
	if ("kind" in more) return more;
	return more.length === 0 ? {
		kind: "locked",
		lock
	} : ask(asking, question, [...kept, ...more]);
};
// src/resolve/askNewest.ts
/**
* The newest release that fits each requirement, each by itself: what they depend on is not looked
* at. Packages without one are absent. `more` are further options of uv's.
*/
const askNewest = async (asking, question, more = []) => {
	const result = await runUv(asking, question, ["--no-deps", ...more]);
	if (result.code === 0) return { wheels: wheelsOfPylock(result.stdout, question) };
	const text = ownText(result.stderr);
	const failure = whyUnreachable(text, asking.named(question.indexes), result.timedOut);
	if (failure !== void 0) return { failure: failure.reason.message };
	if (!text.startsWith("error: No solution found")) return { failure: `uv ended with code ${result.code} and gave no result.` };
	const { requirements } = question;
	if (requirements.length < 2) return { wheels: [] };
	const middle = Math.ceil(requirements.length / 2);
	const found = [];
	for (const half of [requirements.slice(0, middle), requirements.slice(middle)]) {
		const part = await askNewest(asking, {
			...question,
			requirements: half
		}, more);
		if (part.failure !== void 0) return part;
		found.push(...part.wheels);
	}
	return { wheels: found };
};
// src/resolve/resolvingPython.ts
/**
* Options with which uv works by one Python of this machine: which one does not matter to an answer
* for a named version, and without them uv starts every Python that it finds, in every question for
* a version that the machine lacks (0.8 s of processor time instead of 0.2 s). None where uv finds
* no Python. `work` is a private folder.
*/
const resolvingPython = async (sys, uv, work) => {
	const { code, stdout } = await sys.processes.run([
		uv.path,
		"python",
		"find",
		"--system",
		"--no-project",
		"--no-config",
		"3"
	], {
		cwd: work,
		env: await uvEnvironment(sys)
	});
	const path = stdout.trim();
	return code === 0 && /^\/.+$/.test(path) ? ["--python", path] : [];
};
// src/resolve/wheelSizes.ts
const AT_ONCE = 16;
const TIMEOUT = 2e4;
const numberOr0 = (text) => text !== void 0 && /^\d+$/.test(text) ? Number(text) : 0;
/** Origin -> `user:password` of the default index, where its address has them. */
const defaultLogin = async (sys) => {
	const index = await defaultIndex(sys);
	const text = "address" in index ? index.address.replace(/^[A-Za-z0-9._-]+=/, "") : "";
	if (!URL.canParse(text)) return [];
	const { origin, username, password } = new URL(text);
	return username === "" ? [] : [[origin, `${decodeURIComponent(username)}:${decodeURIComponent(password)}`]];
};
/** Logins of indexes, for files that lie on the same host. */
const authorisation = async (sys, named) => {
	const ofNamed = named.flatMap((index) => {
		const login = indexLogin(sys.env, index);
		return login === void 0 ? [] : [[new URL(index.address).origin, login]];
	});
	const logins = new Map([...await defaultLogin(sys), ...ofNamed]);
	return (address) => {
		const login = logins.get(new URL(address).origin);
		return login === void 0 ? {} : { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
	};
};
/** `HEAD`, else the total that a request for one byte names. */
const askSize = async (sys, address, headers) => {
	let at = address;
	let method = "HEAD";
	for (let hop = 0; hop <= LIMITS.redirects; hop += 1) {
		const range = method === "GET" ? { range: "bytes=0-0" } : {};
		const response = await sys.http.request({
			method,
			url: at,
			headers: {
				...headers(at),
				...range,
				"accept-encoding": "identity"
			},
			timeout: TIMEOUT
		});
		const { status, headers: answered } = response;
		await response.discard();
		const next = redirectOf(response, at);
		if (next !== void 0) at = next;
		else if (status === 206) return numberOr0(answered["content-range"]?.split("/")[1]);
		else if (status === 200 && numberOr0(answered["content-length"]) > 0) return numberOr0(answered["content-length"]);
		else if (method === "GET") return 0;
		else method = "GET";
	}
	return 0;
};
const tolerant = async (sys, address, headers) => {
	for (let attempt = 0; attempt < 2; attempt += 1) try {
		return await askSize(sys, address, headers);
	} catch (error) {
		sys.log.debug(`no size: ${error instanceof Error ? error.message : String(error)}`);
	}
	return 0;
};
const readKnown = async (sys, file) => {
	try {
		const stored = JSON.parse(await sys.files.readText(file) ?? "{}");
		if (typeof stored !== "object" || stored === null) return /* @__PURE__ */ new Map();
		return new Map(Object.entries(stored).filter((pair) => typeof pair[1] === "number" && pair[1] > 0));
	} catch {
		return /* @__PURE__ */ new Map();
	}
};
/** Asks for sizes that are not in `file`, a bounded number at once. */
const openAsk = (sys, { file, named }) => {
	const limit = pLimit(AT_ONCE);
	let sizes;
	let headers;
	let end;
	return async ({ sha256, address }) => {
		sizes ??= readKnown(sys, file);
		const size = (await sizes).get(sha256);
		if (size !== void 0) return size;
		if (!/^https?:/.test(address)) return (await sys.files.stat(address.replace(/^file:\/\//, "")))?.size ?? 0;
		headers ??= authorisation(sys, named);
		const withHeaders = await headers;
		end ??= sys.clock.now() + LIMITS.wheelSizesTime;
		const last = end;
		return limit(() => sys.clock.now() > last ? 0 : tolerant(sys, address, withHeaders));
	};
};
/**
* Sizes known in `file` and asked of the index by HEAD, a bounded number at once. An index that
* names no size costs no verdict.
*/
const openSizes = (sys, { file, named }) => {
	const requests = /* @__PURE__ */ new Map();
	const ask = openAsk(sys, {
		file,
		named
	});
	const of = (wheel) => {
		const size = requests.get(wheel.sha256) ?? ask(wheel);
		requests.set(wheel.sha256, size);
		return size;
	};
	const keep = async () => {
		if (requests.size === 0) return;
		const all = await readKnown(sys, file);
		const before = all.size;
		for (const [sha256, size] of requests) if (await size > 0) all.set(sha256, await size);
		if (all.size > before) await sys.files.write(file, JSON.stringify(Object.fromEntries([...all].sort(([a], [b]) => a < b ? -1 : 1))));
	};
	return {
		of,
		keep
	};
};
// src/resolve/openAsking.ts
/** The indexes of these names, at the addresses where they are asked. */
const namesOf = (options) => (names) => namedIndexes(names, options.indexes, options.mirrors);
const beginAsking = async (sys, options) => {
	const uv = await uvOnce(sys, options.tool);
	const work = await sys.files.makeTemp("ask-", `${cacheFolder(sys.env)}/tmp`);
	const access = await indexAccess(sys, {
		uv,
		work
	}, options.update === true);
	const python = await resolvingPython(sys, uv, work);
	const named = namesOf(options);
	return {
		work,
		asking: {
			sys,
			uv,
			work,
			access,
			python,
			named,
			forUv: namesForUv(sys),
			sizes: openSizes(sys, {
				file: `${cacheFolder(sys.env)}/sizes.json`,
				named: named([...options.indexes.keys()])
			})
		}
	};
};
/** uv and its folder, made when the first question must really be asked. */
const openAsking = (sys, options) => {
	let started;
	return {
		start: async () => {
			started ??= beginAsking(sys, options);
			return (await started).asking;
		},
		close: async () => {
			const opened = await started?.catch(() => void 0);
			if (opened === void 0) return;
			await sys.files.remove(opened.work);
			await opened.asking.sizes.keep();
		}
	};
};
export { FINAL_ONLY as a, normalised as c, ask as i, openAsking as n, defaultIndexFailure as o, askNewest as r, namedIndexFailure as s, namesOf as t };
