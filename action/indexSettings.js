import { t as parse } from "./dist2.js";
import { t as absolutePath } from "./absolutePath.js";
import { isAbsolute } from "node:path";
// src/resolve/indexSettings.ts
const configFolders = (sys) => [
	absolutePath(sys.env, "XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`,
	...(sys.env.get("XDG_CONFIG_DIRS") || "/etc/xdg").split(":").filter((path) => isAbsolute(path)),
	"/etc"
];
const hasIndex = (text) => {
	try {
		const settings = parse(text);
		const pip = settings["pip"];
		return typeof pip === "object" && pip !== null && !Array.isArray(pip) && ("index-url" in pip || "index" in pip) || "index" in settings || "index-url" in settings;
	} catch {
		return true;
	}
};
/** Files with settings of uv that the user or the machine's owner wrote, strongest first. */
const uvConfigFiles = async (sys) => {
	const configFile = absolutePath(sys.env, "UV_CONFIG_FILE");
	const candidates = configFile === void 0 ? configFolders(sys).map((folder) => `${folder}/uv/uv.toml`) : [configFile];
	const found = [];
	if (sys.env.get("UV_NO_CONFIG") !== void 0 && configFile === void 0) return found;
	for (const file of candidates) {
		const text = await sys.files.readText(file);
		if (text !== void 0) found.push({
			file,
			hasIndex: hasIndex(text)
		});
	}
	return found;
};
/**
* `index-url` of pip's files, the strongest that names one; pip's sections other than [global] and
* [download] are for other commands.
*/
const fromPipFile = (text) => {
	let section = "";
	for (const line of text.split("\n")) {
		const head = /^\s*\[(.+)\]\s*$/.exec(line);
		if (head?.[1] !== void 0) section = head[1].trim();
		const value = /^\s*index[-_]url\s*[=:]\s*(\S+)\s*$/.exec(line)?.[1];
		if (value !== void 0 && (section === "global" || section === "download")) return value;
	}
};
const fromPip = async (sys) => {
	const variable = sys.env.get("PIP_INDEX_URL");
	if (variable) return variable;
	const configFile = absolutePath(sys.env, "PIP_CONFIG_FILE");
	const [user, ...machine] = configFolders(sys);
	const files = [
		...configFile === void 0 ? [] : [configFile],
		`${user}/pip/pip.conf`,
		`${sys.env.home}/.pip/pip.conf`,
		...machine.map((folder) => `${folder}/pip/pip.conf`),
		"/etc/pip.conf"
	];
	for (const file of files) {
		const address = fromPipFile(await sys.files.readText(file) ?? "");
		if (address !== void 0) return address;
	}
};
/**
* The package index that this machine's owner wants asked: uv's own settings first, then pip's,
* then uv's default.
*/
const defaultIndex = async (sys) => {
	const variable = sys.env.get("UV_DEFAULT_INDEX") || sys.env.get("UV_INDEX_URL");
	if (variable) return {
		from: "uv",
		address: variable
	};
	const file = (await uvConfigFiles(sys)).find((found) => found.hasIndex);
	if (file !== void 0) return {
		from: "uv.toml",
		file: file.file
	};
	const pip = await fromPip(sys);
	return pip === void 0 ? { from: "builtin" } : {
		from: "pip",
		address: pip
	};
};
/** Indexes that the environment adds to every question. */
const addedIndexes = (sys) => [sys.env.get("UV_INDEX"), sys.env.get("UV_EXTRA_INDEX_URL")].flatMap((value) => (value ?? "").split(/\s+/)).filter((value) => value !== "");
export { defaultIndex as n, uvConfigFiles as r, addedIndexes as t };
