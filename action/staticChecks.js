import { n as isSecretName, r as credentialFile, t as holdsLogin } from "./secretNames.js";
import { f as object, h as string, r as array } from "./schemas.js";
import { n as combinedCode } from "./measuredCode.js";
import { n as bytes, r as count } from "./units.js";
import { n as overLimit, t as ARCHIVE_LIMITS } from "./archiveLimits.js";
import { r as readJson } from "./digest.js";
import { t as LICENCE_LIST } from "./imagePaths.js";
import { createHash } from "node:crypto";
// src/inspect/filesToRead.ts
const SETTINGS_LIMIT = 1e6;
/**
* Every file whose text a check may ask for. An inventory of a layer keeps the text of these and of
* no others, so a check reads by one of these patterns.
*/
const READ = {
	accounts: {
		match: /^\/etc\/(?:passwd|shadow)$/,
		limit: SETTINGS_LIMIT
	},
	sudo: {
		match: /^\/etc\/(?:sudoers|sudoers\.d\/[^/]+|doas\.conf)$/,
		limit: SETTINGS_LIMIT
	},
	loader: {
		match: /^\/etc\/ld\.so\.preload$|^\/etc\/(?:.*\/)?[^/]+\.conf$/,
		limit: SETTINGS_LIMIT
	},
	login: {
		match: /^\/etc\/(?:environment|profile|bash\.bashrc|profile\.d\/[^/]+)$/,
		limit: SETTINGS_LIMIT
	},
	environment: {
		match: /^\/etc\/environment$|\/\.ssh\/environment$|^\/etc\/profile\.d\/[^/]+$|\/\.(?:profile|bashrc|env)$/,
		limit: SETTINGS_LIMIT
	},
	scripts: {
		match: /^\/(?:usr\/local\/bin|opt|)\/?[^/]+$|^\/etc\/(?:profile\.d|supervisor(?:\/conf\.d)?|s6[^/]*|init\.d)\/[^/]+$|^\/usr\/local\/lib\/dl-env\/[^/]+$/,
		limit: 1e5
	},
	sshd: {
		match: /^\/usr\/local\/lib\/dl-env\/sshd_config$/,
		limit: SETTINGS_LIMIT
	},
	keys: {
		match: /\/authorized_keys2?$|^\/etc\/ssh\/authorized_keys/,
		limit: SETTINGS_LIMIT
	},
	jupyter: {
		match: /^\/(?:etc\/jupyter|usr\/(?:local\/)?etc\/jupyter|opt\/venv\/etc\/jupyter|(?:root|home\/[^/]+)\/\.(?:jupyter|ipython))\/.*\.(?:py|json)$/,
		limit: SETTINGS_LIMIT
	},
	licences: {
		match: /^\/usr\/local\/lib\/dl-env\/licences\.json$/,
		limit: SETTINGS_LIMIT
	},
	torch: {
		match: /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/torch\/version\.py$/,
		limit: SETTINGS_LIMIT
	}
};
const OF_WHEELS = /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\//;
/**
* A file of a wheel as it should be: root's, for group 0 to write, no library, nothing that a check
* reads. Most files of an image are, and no check has a question about them but whether they are
* there.
*/
const isOrdinary = ({ path, kind, mode, uid, gid, size }) => kind === "file" && uid === 0 && gid === 0 && (mode === 436 || mode === 509) && OF_WHEELS.test(path) && !path.includes(".so") && !path.includes("/.") && !path.endsWith("/METADATA") && !isRead(path, size);
/** Whether a check may ask for the text of this file. */
const isRead = (path, size) => Object.values(READ).some(({ match, limit }) => size <= limit && match.test(path)) || size <= SETTINGS_LIMIT && credentialFile(path) !== void 0;
// src/inspect/imageView.ts
const finding = (code, message, path) => ({
	code,
	message,
	...path === void 0 ? {} : { path }
});
const parentOf = (path) => path.slice(0, path.lastIndexOf("/"));
/** `/a/b/../c` -> `/a/c`. */
const normalised = (path) => {
	const parts = [];
	for (const part of path.split("/")) if (part === "..") parts.pop();
	else if (part !== "" && part !== ".") parts.push(part);
	return `/${parts.join("/")}`;
};
/** The path with every symlink on its way followed, inside the image; undefined for a loop. */
const resolved = (image, path, depth = 0) => {
	if (depth > 40) return void 0;
	let at = "";
	const parts = normalised(path).slice(1).split("/");
	for (const [index, part] of parts.entries()) {
		const next = `${at}/${part}`;
		const entry = image.entries.get(next);
		if (entry?.kind === "symlink" && entry.target !== void 0) {
			const target = entry.target.startsWith("/") ? entry.target : `${parentOf(next)}/${entry.target}`;
			return resolved(image, [target, ...parts.slice(index + 1)].join("/"), depth + 1);
		}
		at = next;
	}
	return at;
};
/** UTF-8 text of a file, symlinks followed; undefined when there is none. */
const textOf = async (image, path) => {
	const real = resolved(image, path);
	if (real === void 0 || image.entries.get(real)?.kind !== "file") return void 0;
	return image.text(real);
};
/** Lines without comments and blank ones. */
const lines = (text) => (text ?? "").split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
/** Entries whose path matches, in order of path. */
const matching = (image, pattern) => image.notable.filter((entry) => pattern.test(entry.path)).sort((a, b) => a.path < b.path ? -1 : 1);
/** Names that PEP 503 calls equal: lower case, `-` for `_` and `.`. */
const distributionName = (text) => text.toLowerCase().replace(/[-_.]+/g, "-");
/**
* Installed distributions, from the names of their dist-info folders: normalised name -> version.
*/
const distributions = (image) => {
	const found = /* @__PURE__ */ new Map();
	for (const entry of matching(image, /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/[^/]+\.dist-info$/)) {
		const stem = entry.path.slice(entry.path.lastIndexOf("/") + 1, -10);
		const dash = stem.indexOf("-");
		found.set(distributionName(stem.slice(0, dash)), stem.slice(dash + 1));
	}
	return found;
};
// src/inspect/checks/accountChecks.ts
/**
* `*` opens for nobody and is no lock: sshd without PAM refuses accounts whose field begins with
* `!`.
*/
const CLOSED = /^(?:[*!]+.*)$/;
const shadowLine = (line, { name }) => {
	const [user = "", password = ""] = line.split(":");
	if (password === "") return [finding("empty-password", `${user} has an empty password.`, "/etc/shadow")];
	if (!CLOSED.test(password)) return [finding("fixed-password", `${user} has a password, the same in every container.`, "/etc/shadow")];
	if (user === name && password.startsWith("!")) return [finding("dev-locked", `${name} is locked with "!", so sshd refuses its keys: the field must be "*".`, "/etc/shadow")];
	return [];
};
const passwdLine = (line, { name, ...ids }) => {
	const [user = "", password = "", uid = "", gid = ""] = line.split(":");
	const found = [];
	if (password !== "x" && password !== "*") found.push(finding(password === "" ? "empty-password" : "fixed-password", `/etc/passwd holds a password for ${user}.`, "/etc/passwd"));
	if (uid === "0" && user !== "root") found.push(finding("second-root", `${user} has uid 0, like root.`, "/etc/passwd"));
	const wanted = `${ids.uid}:${ids.gid}`;
	if (user === name && `${uid}:${gid}` !== wanted) found.push(finding("dev-ids", `${name} is ${uid}:${gid} instead of ${wanted}.`, "/etc/passwd"));
	return found;
};
/** No password works for anyone, and the image's user is who it should be. */
const accounts = async (image, { user }) => {
	const shadow = lines(await textOf(image, "/etc/shadow"));
	const passwd = lines(await textOf(image, "/etc/passwd"));
	const found = [...shadow.flatMap((line) => shadowLine(line, user)), ...passwd.flatMap((line) => passwdLine(line, user))];
	if (!passwd.some((line) => line.startsWith(`${user.name}:`))) found.push(finding("no-dev", `There is no user ${user.name}.`, "/etc/passwd"));
	else if (!shadow.some((line) => line.startsWith(`${user.name}:`))) found.push(finding("dev-locked", `${user.name} has no line in /etc/shadow, so sshd refuses it.`, "/etc/shadow"));
	return found;
};
/** sudo only if it was asked for. */
const sudo = async (image, expected) => {
	if (expected.sudo) return [];
	const found = [];
	for (const entry of matching(image, READ.sudo.match)) {
		const text = await textOf(image, entry.path) ?? "";
		const rule = lines(text).find((line) => /NOPASSWD|!authenticate|\bnopass\b/.test(line));
		if (rule !== void 0) found.push(finding("nopasswd-sudo", `Anyone in the container can become root: "${rule}".`, entry.path));
	}
	if (image.entries.has("/usr/bin/sudo")) found.push(finding("sudo-unasked", "sudo is installed although dl-env.yml does not ask for it.", "/usr/bin/sudo"));
	return found;
};
/** Who runs, and through what. */
const start = (image) => {
	const found = [];
	const [user = ""] = image.config.user.split(":");
	if (user === "" || user === "0" || user === "root") found.push(finding("root-user", "The image starts as root."));
	const wanted = [
		"/usr/bin/tini",
		"-g",
		"--",
		"/usr/local/bin/dl-env-entrypoint"
	];
	if (image.config.entrypoint.join(" ") !== wanted.join(" ")) found.push(finding("entrypoint", `The entrypoint is "${image.config.entrypoint.join(" ")}" instead of "${wanted.join(" ")}".`));
	for (const path of [
		"/usr/bin/tini",
		"/usr/local/bin/dl-env-entrypoint",
		"/usr/local/bin/dl-env-check"
	]) {
		const entry = image.entries.get(path);
		if (entry?.kind !== "file" || (entry.mode & 365) !== 365) found.push(finding("entrypoint", `${path} is missing or not everyone may run it.`, path));
	}
	if (image.config.cmd.length === 0) found.push(finding("no-cmd", "The image has no command, so the base's own would be kept."));
	return found;
};
// src/inspect/checks/cudaChecks.ts
const SITE_PACKAGES = "/opt/venv/lib/python3/site-packages";
const minor = (version) => version.split(".").slice(0, 2).join(".");
const major = (version) => version.split(".")[0] ?? "";
/**
* CUDA that the installed torch says it is built for: `12.8`, `none` for a CPU build, undefined
* when there is no torch.
*/
const torchCuda = async (image) => {
	const [file] = matching(image, READ.torch.match);
	if (file === void 0) return void 0;
	const value = /^cuda\s*(?::[^=]+)?=\s*(?:'([^']*)'|"([^"]*)"|None)/m.exec(await textOf(image, file.path) ?? "");
	return value?.[1] ?? value?.[2] ?? "none";
};
/** Version of the CUDA runtime's wheel; its first two numbers are the toolkit's. */
const runtimeWheel = (image) => {
	const installed = distributions(image);
	return installed.get("nvidia-cuda-runtime") ?? installed.get("nvidia-cuda-runtime-cu12") ?? installed.get("nvidia-cuda-runtime-cu11");
};
/** PyTorch is a CUDA build, and for this CUDA. */
const torchBuild = async (image, expected) => {
	const cuda = await torchCuda(image);
	if (cuda === void 0) return expected.imports.includes("torch") ? [finding("torch-missing", "The set contains PyTorch, the image does not.")] : [];
	if (cuda === "none") return [finding("torch-cpu", "PyTorch is a CPU-only build.")];
	return (expected.wheelCuda === "exact" ? cuda === expected.cuda : major(cuda) === major(expected.cuda)) ? [] : [finding("torch-cuda", `PyTorch is built for CUDA ${cuda} in a cell for CUDA ${expected.cuda}.`)];
};
/**
* Each CUDA major has packages of its own name; two of them in one image means that something
* resolved wrongly.
*/
const oneCuda = (image, expected) => {
	const other = major(expected.cuda) === "12" ? "cu13" : "cu12";
	return [...distributions(image).keys()].filter((name) => name.endsWith(`-${other}`) || other === "cu12" && /cuda1[12]x$/.test(name) || other === "cu13" && name.endsWith("cuda13x")).map((name) => finding("other-cuda", `${name} is built for another CUDA than ${expected.cuda}.`));
};
/** What the labels say of CUDA is what is in the image. */
const cudaLabels = async (image, expected) => {
	const { cuda: baseName, wheelCuda: wheelName } = expected.labels;
	const found = [];
	const base = image.config.labels[baseName];
	const variable = image.config.env["CUDA_VERSION"];
	if (base !== void 0 && variable !== void 0 && base !== variable) found.push(finding("label-cuda", `The label ${baseName} says ${base}, the base's CUDA_VERSION says ${variable}.`));
	if (base !== void 0 && minor(base) !== expected.cuda) found.push(finding("label-cuda", `The label ${baseName} says ${base} in a cell for CUDA ${expected.cuda}.`));
	const wheel = image.config.labels[wheelName];
	const torch = await torchCuda(image);
	const runtime = runtimeWheel(image);
	if (wheel !== void 0 && torch !== void 0 && torch !== "none" && minor(wheel) !== torch) found.push(finding("label-wheel-cuda", `The label ${wheelName} says ${wheel}, PyTorch says ${torch}.`));
	if (wheel !== void 0 && runtime !== void 0 && minor(wheel) !== minor(runtime)) found.push(finding("label-wheel-cuda", `The label ${wheelName} says ${wheel}, the CUDA runtime's wheel is ${runtime}.`));
	return found;
};
const asNumbers = (capability) => {
	const [one = 0, two = 0] = capability.replace(/[a-z]$/, "").split(".").map(Number);
	return [one, two];
};
/**
* Machine code runs on the same major and the same or a later minor; PTX on anything at least as
* new. Source: CUDA programming guide, compute capabilities.
*/
const covers = (code, gpu) => {
	const [gpuMajor, gpuMinor] = asNumbers(gpu);
	return code.sm.map(asNumbers).some(([one, two]) => one === gpuMajor && two <= gpuMinor) || code.ptx.map(asNumbers).some(([one, two]) => one < gpuMajor || one === gpuMajor && two <= gpuMinor);
};
const codeOf = async (image, wheel) => {
	const libraries = wheel.libraries.map((path) => resolved(image, `${SITE_PACKAGES}/${path}`)).filter((path) => path !== void 0);
	return combinedCode(await Promise.all(libraries.map((path) => image.code(path))));
};
/** The GPU code of these packages, as far as they are installed; by name. */
const packageCode = async (image, packages) => {
	const wheels = (await image.wheels()).map((wheel) => ({
		wheel,
		name: distributionName(wheel.name)
	})).filter(({ name }) => packages.includes(name));
	return (await Promise.all(wheels.map(async ({ wheel, name }) => ({
		package: name,
		version: wheel.version,
		...await codeOf(image, wheel)
	})))).sort((a, b) => a.package < b.package ? -1 : 1);
};
const uncovered = (code, name, gpus) => {
	const without = gpus.filter((gpu) => !covers(code, gpu));
	if (without.length === 0) return [];
	const has = [...code.sm.length > 0 ? [`machine code for ${code.sm.join(", ")}`] : [], ...code.ptx.length > 0 ? [`PTX for ${code.ptx.join(", ")}`] : []];
	return [finding("gpu-not-covered", `${name} has no code for compute capability ${without.join(", ")}: it has ${has.length === 0 ? "no GPU code at all" : has.join(" and ")}.`)];
};
/**
* Every package that carries GPU code carries some for each GPU that the image's label promises;
* read from its binaries.
*/
const coveredGpus = async (image, expected) => {
	return (await packageCode(image, expected.gpuPackages)).flatMap((code) => uncovered(code, code.package, expected.gpus));
};
/** The base's variables that make the container toolkit hand over a GPU at all. */
const gpuEnvironment = (image) => {
	const { env } = image.config;
	const found = [];
	if ([
		"",
		"none",
		"void"
	].includes(env["NVIDIA_VISIBLE_DEVICES"] ?? "")) found.push(finding("nvidia-env", "NVIDIA_VISIBLE_DEVICES is unset or hides all GPUs."));
	const capabilities = (env["NVIDIA_DRIVER_CAPABILITIES"] ?? "").split(",");
	if (!capabilities.includes("all")) {
		for (const wanted of ["compute", "utility"]) if (!capabilities.includes(wanted)) found.push(finding("nvidia-env", `NVIDIA_DRIVER_CAPABILITIES lacks ${wanted}.`));
	}
	if (/^(?:1|true)$/i.test(env["NVIDIA_DISABLE_REQUIRE"] ?? "")) found.push(finding("nvidia-env", "NVIDIA_DISABLE_REQUIRE is set, so a driver that is too old is not noticed."));
	if (env["CUDA_VISIBLE_DEVICES"] !== void 0) found.push(finding("nvidia-env", "CUDA_VISIBLE_DEVICES is set in the image and hides GPUs."));
	return found;
};
// src/layer/wheelRecord.ts
const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
const fieldsOf = (line) => [...line.matchAll(FIELD)].map(([, quoted, plain]) => quoted === void 0 ? plain ?? "" : quoted.replaceAll("\"\"", "\""));
const rowOf = (line) => {
	if (line.length > ARCHIVE_LIMITS.recordLine) throw overLimit(`A RECORD has a line of ${bytes(line.length)}`, bytes(ARCHIVE_LIMITS.recordLine));
	const [path = "", hash = "", size = ""] = fieldsOf(line.replace(/\r$/, ""));
	return {
		path,
		hash,
		size,
		line
	};
};
/** The rows of a RECORD file, in its order; more than `most` are refused (`archive-limit`). */
const readRecord = (text, most = ARCHIVE_LIMITS.entries) => {
	const rows = [];
	for (let at = 0; at < text.length;) {
		const end = text.indexOf("\n", at);
		const line = text.slice(at, end < 0 ? text.length : end);
		at += line.length + 1;
		if (line.trim() === "") continue;
		if (rows.length === most) throw overLimit(`A wheel has a RECORD of more rows`, count(ARCHIVE_LIMITS.entries, "row"));
		rows.push(rowOf(line));
	}
	return rows;
};
const field = (text) => /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
const contentOf = (content) => ({
	hash: `sha256=${createHash("sha256").update(content).digest("base64url")}`,
	size: String(content.length)
});
/** A row for new content, or a new path for the same content. */
const recordRow = (path, { hash, size }) => ({
	path,
	hash,
	size,
	line: `${field(path)},${hash},${size}`
});
const printRecord = (rows) => rows.map((row) => `${row.line}\n`).join("");
// src/inspect/inventory/installedWheel.ts
const SHARED_LIBRARY = /\.so(?:\.[\w.]+)?$/;
/**
* First of these lines that is no header ends the headers; what is behind them is the description.
*/
const HEADER = /^([!-9;-~]*):(.*)$/;
/**
* Headers of METADATA in their order, continued lines joined; names in lower case. The same as
* Python's email parser makes of it.
*/
const headers = (text) => {
	const found = [];
	for (const line of text.split(/\r\n|\r|\n/)) {
		const last = found.at(-1);
		const [, name, value] = HEADER.exec(line) ?? [];
		if (/^[\t ]/.test(line) && last !== void 0) last[1] += `\n${line}`;
		else if (name !== void 0 && value !== void 0) found.push([name.toLowerCase(), value.trim()]);
		else break;
	}
	return found;
};
const LICENCE_FILE = /licen[cs]e|notice|eula|copying/i;
const WORDS = 80;
const oneLine = (text) => Array.from(text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "")).slice(0, WORDS).join("");
const licenceOf = (all) => {
	const values = (name) => all.filter(([key]) => key === name).map(([, value]) => value);
	const classifiers = values("classifier").filter((value) => value.startsWith("License ::"));
	const licence = values("license-expression")[0] || classifiers.map((value) => value.split(" :: ").at(-1) ?? "").join(", ") || oneLine(values("license")[0] ?? "");
	return licence === "" ? "unknown" : licence;
};
const fileName = (path) => path.slice(path.lastIndexOf("/") + 1);
/** What METADATA and RECORD of a wheel say; undefined when METADATA names no package. */
const installedWheel = (metadata, record) => {
	const all = headers(metadata);
	const value = (name) => all.find(([key]) => key === name)?.[1];
	const name = value("name");
	const version = value("version");
	if (name === void 0 || version === void 0) return void 0;
	const paths = readRecord(record).map(({ path }) => path);
	const files = paths.filter((path) => LICENCE_FILE.test(fileName(path)) && !/\.pyc?$/.test(path));
	return {
		name,
		version,
		licence: licenceOf(all),
		files: [...new Set(files)].sort(),
		libraries: paths.filter((path) => SHARED_LIBRARY.test(path))
	};
};
const byName = (a, b) => {
	const [one, other] = [a.name.toLowerCase(), b.name.toLowerCase()];
	return one < other ? -1 : one > other ? 1 : 0;
};
/**
* The list as `dl-env-check --licences --json` prints it: the same wheels give the same bytes, in a
* linked image and in one built by hand.
*/
const licenceList = (wheels) => {
	const rows = [...wheels].sort(byName).map(({ name, version, licence, files }) => ({
		name,
		version,
		licence,
		files
	}));
	return `${JSON.stringify(rows, void 0, 1)}\n`;
};
// src/inspect/checks/toolChecks.ts
const PROGRAMS = [
	"/opt/venv/bin/python3",
	"/opt/venv/bin/uv",
	"/usr/local/bin/python3",
	"/usr/local/bin/python",
	"/usr/bin/git",
	"/usr/bin/tmux",
	"/usr/sbin/sshd",
	"/usr/bin/ssh-keygen"
];
const runs = (image, path) => {
	const entry = image.entries.get(resolved(image, path) ?? "");
	return entry?.kind === "file" && (entry.mode & 365) === 365;
};
/**
* What a person works with is there, and /opt/venv is a virtual environment, so that PEP 668 is
* never in the way.
*/
const tools = (image, expected) => {
	const missing = [...PROGRAMS, ...expected.imports.includes("jupyterlab") ? ["/opt/venv/bin/jupyter-lab"] : []].filter((path) => !runs(image, path)).map((path) => finding("tool-missing", `${path} is missing or not everyone may run it.`, path));
	return image.entries.get("/opt/venv/pyvenv.cfg")?.kind === "file" ? missing : [...missing, finding("tool-missing", "/opt/venv is not a virtual environment: it has no pyvenv.cfg.", "/opt/venv/pyvenv.cfg")];
};
/** Text is UTF-8 for every program, and a time zone can be named by the environment. */
const localeAndTime = (image) => {
	const { env } = image.config;
	const found = [];
	const locale = env["LC_ALL"] ?? env["LANG"] ?? "";
	if (!/\.UTF-?8$/i.test(locale)) found.push(finding("locale", `${env["LC_ALL"] === void 0 ? "LANG" : "LC_ALL"} is "${locale}", which is not UTF-8.`));
	if ((env["TZ"] ?? "") === "") found.push(finding("time-zone", "TZ is not set."));
	if (image.entries.get(resolved(image, "/usr/share/zoneinfo/Europe/Berlin") ?? "")?.kind !== "file") found.push(finding("time-zone", "The time zone database is missing, so TZ has no effect.", "/usr/share/zoneinfo"));
	return found;
};
const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);
/**
* LD_LIBRARY_PATH comes before what wheels say of their own libraries, so no folder on it may hold
* one of the same name.
*/
const notShadowed = (image) => {
	const folders = (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").filter((part) => part.startsWith("/"));
	const libraries = matching(image, SHARED_LIBRARY);
	const ofWheels = new Set(libraries.filter(({ path }) => path.startsWith("/opt/venv/")).map(({ path }) => nameOf(path)));
	return folders.flatMap((folder) => {
		const real = `${resolved(image, folder) ?? folder}/`;
		return libraries.filter(({ path }) => path.startsWith(real) && !path.slice(real.length).includes("/") && ofWheels.has(nameOf(path))).map(({ path }) => finding("wheel-shadowed", `LD_LIBRARY_PATH holds ${folder}, whose ${nameOf(path)} would be loaded instead of the wheels'.`, path));
	});
};
// src/inspect/checks/loaderChecks.ts
/**
* What the driver brings when a container starts. A copy in the image hides it and breaks on every
* other driver version.
*/
const DRIVER_LIBRARY = /\/lib(?:cuda|nvidia-[\w.-]+|nvcuvid|nvoptix|cudadebugger|GLX_nvidia|EGL_nvidia)\.so(?:\.\d+)*$/;
/** For forward compatibility and for linking, both off the loader's path; and wheels' stubs. */
const ALLOWED = /\/compat\/|\/stubs\//;
/** Of NVIDIA's own user-space packages, not of the driver. */
const NOT_DRIVER = /\/libnvidia-container(?:-go)?\.so|\/libnvidia-nvvm/;
/** No driver library is baked in. */
const driverLibraries = (image) => matching(image, DRIVER_LIBRARY).filter((entry) => !ALLOWED.test(entry.path) && !NOT_DRIVER.test(entry.path) && !(entry.kind === "symlink" && ALLOWED.test(entry.target ?? ""))).map((entry) => finding("driver-library", "A library of the driver is in the image; it would hide the host's.", entry.path));
const isCompat = (folder) => /\/compat\/?$|\/stubs\/?$/.test(folder);
/** Folders of /etc/ld.so.conf, in the order in which ldconfig reads them. */
const loaderFolders = async (image) => {
	const found = [];
	const read = async (file) => {
		for (const line of lines(await textOf(image, file))) {
			const include = /^include\s+(\S+)$/.exec(line)?.[1];
			if (include === void 0) found.push({
				folder: line.split("#")[0]?.trim() ?? "",
				file
			});
			else {
				const pattern = new RegExp(`^${(include.startsWith("/") ? include : `/etc/${include}`).replace(/[.]/g, "\\.").replace(/\*/g, "[^/]*")}$`);
				for (const entry of matching(image, pattern)) if (entry.path !== file) await read(entry.path);
			}
		}
	};
	await read("/etc/ld.so.conf");
	return found;
};
/**
* The compat folder is for the container toolkit to switch on, never for the loader to find first.
*/
const compatNotFirst = async (image) => {
	const found = [];
	const compat = (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").filter((part) => part !== "").find(isCompat);
	if (compat !== void 0) found.push(finding("compat-first", `LD_LIBRARY_PATH holds ${compat}, so the image's libcuda hides the driver's.`));
	for (const { folder, file } of await loaderFolders(image)) if (isCompat(folder)) found.push(finding("compat-first", `The loader looks in ${folder}, so the image's libcuda hides the driver's.`, file));
	return found;
};
/** Nothing is forced into every process, and no folder that anyone may write comes first. */
const preload = async (image) => {
	const found = [];
	for (const name of ["LD_PRELOAD", "LD_AUDIT"]) if ((image.config.env[name] ?? "") !== "") found.push(finding("ld-preload", `${name} is set in the image.`));
	if (lines(await textOf(image, "/etc/ld.so.preload")).length > 0) found.push(finding("ld-preload", "A library is loaded into every process.", "/etc/ld.so.preload"));
	for (const entry of matching(image, READ.login.match)) if (lines(await textOf(image, entry.path)).find((text) => /\bLD_PRELOAD=\S/.test(text)) !== void 0) found.push(finding("ld-preload", "LD_PRELOAD is set for every login.", entry.path));
	return found;
};
/** Folders of programs that root runs by name. */
const SYSTEM_PROGRAMS = [
	"/usr/local/sbin",
	"/usr/local/bin",
	"/usr/sbin",
	"/usr/bin",
	"/sbin",
	"/bin"
];
const ENVIRONMENT_PROGRAMS = "/opt/venv/bin";
/** Below these the user writes, in every image. */
const OWN_PLACES = /^\/(?:opt\/venv|opt\/python|home|tmp|var\/tmp|run\/user)(?:\/|$)/;
/** Whether the user could put a program there. */
const mayWrite = (image, folder, { uid, gid }) => {
	const entry = image.entries.get(resolved(image, folder) ?? folder);
	if (OWN_PLACES.test(entry?.path ?? folder)) return true;
	if (entry === void 0) return false;
	return [0, gid].includes(entry.gid) && (entry.mode & 16) !== 0 || entry.uid === uid || (entry.mode & 2) !== 0;
};
/**
* No relative folder, and nothing that the user may write before the system's programs: `exec` as
* root looks names up here.
*/
const searchPath = (image, { user }) => {
	const path = (image.config.env["PATH"] ?? "").split(":");
	const found = [];
	if (!path.includes(ENVIRONMENT_PROGRAMS)) found.push(finding("path", `PATH does not hold ${ENVIRONMENT_PROGRAMS}.`));
	if (path.some((part) => !part.startsWith("/"))) found.push(finding("path", "PATH holds the current folder."));
	const lastSystem = path.findLastIndex((part) => SYSTEM_PROGRAMS.includes(part));
	const others = path.slice(0, lastSystem + 1).filter((part) => !SYSTEM_PROGRAMS.includes(part));
	for (const folder of others.filter((part) => part.startsWith("/"))) if (mayWrite(image, folder, user)) found.push(finding("path-order", `PATH holds ${folder}, where ${user.name} may write, before the system's programs, so root would run what ${user.name} puts there.`, folder));
	if ((image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").includes(".")) found.push(finding("path", "LD_LIBRARY_PATH holds the current folder."));
	for (const folder of (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":")) if (folder.startsWith("/") && mayWrite(image, folder, user)) found.push(finding("path-order", `LD_LIBRARY_PATH holds ${folder}, where ${user.name} may write, so root would load what ${user.name} puts there.`, folder));
	return found;
};
// src/inspect/checks/libraryChecks.ts
/** The driver's, mounted when a container with a GPU starts. */
const FROM_DRIVER = /^lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix|cudadebugger|nvidia-[\w-]+)\.so/;
const SYSTEM_FOLDERS = [
	"/lib",
	"/usr/lib",
	"/lib64",
	"/usr/lib64",
	"/lib/x86_64-linux-gnu",
	"/usr/lib/x86_64-linux-gnu",
	"/usr/local/lib"
];
/**
* Parts of wheels that are loaded only where something else is installed: network transports,
* thread pools, interfaces of other programs.
*/
const OPTIONAL = /\/(?:cutensor|nvshmem_(?:transport|bootstrap)_[\w-]+|libnvshmem_(?:transport|bootstrap)\w*|libcufile_rdma|libmlx5|numba\/np\/ufunc\/(?:tbb|omp)pool|libcheckpoint|libpcsamplingutil|libnvperf\w*|libucx\w*|libuct_\w+|libucm_\w+|libucs_\w+|_tkinter)[\w.-]*\.so|\/ucx\/|\/(?:tests?|test_data)\//;
/** Libraries that a package opens by name and no ELF header tells of. Found by moving them away. */
const OPENED = {
	cupy: [
		/^libcublas\.so\.\d+$/,
		/^libcublasLt\.so\.\d+$/,
		/^libcufft\.so\.\d+$/,
		/^libcurand\.so\.\d+$/,
		/^libcusolver\.so\.\d+$/,
		/^libcusparse\.so\.\d+$/,
		/^libnvrtc\.so\.\d+$/
	],
	xgboost: [/^libxgboost\.so$/, /^libnccl\.so\.2$/],
	cudf: [
		/^libcudf\.so$/,
		/^libnvJitLink\.so\.\d+$/,
		/^libnvrtc\.so\.\d+$/
	]
};
const baseName = (path) => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path) => path.slice(0, path.lastIndexOf("/"));
const searchOf = async (image) => {
	const byName = /* @__PURE__ */ new Map();
	for (const entry of matching(image, /\.so(?:\.[\w.]+)?$/)) {
		if (entry.kind === "directory") continue;
		const name = baseName(entry.path);
		byName.set(name, [...byName.get(name) ?? [], entry.path]);
	}
	const variable = (image.config.env["LD_LIBRARY_PATH"] ?? "").split(":").filter((part) => part.startsWith("/"));
	const configured = (await loaderFolders(image)).map((one) => one.folder);
	return {
		image,
		folders: [
			...variable,
			...configured,
			...SYSTEM_FOLDERS
		],
		byName
	};
};
/**
* Where a needed library is: by the runpath of who needs it, in the loader's folders, or anywhere
* among the wheels, because PyTorch, RAPIDS and CuPy open their CUDA wheels by full path before the
* loader asks for them.
*/
const locate = (search, needed, from) => {
	const origin = folderOf(from.path);
	const own = from.elf.runpath.map((part) => normalised(part.replace(/\$\{?ORIGIN\}?/g, origin)));
	for (const folder of [...own, ...search.folders]) {
		const real = resolved(search.image, `${folder}/${needed}`);
		if (real !== void 0 && search.image.entries.get(real)?.kind === "file") return real;
	}
	return search.byName.get(needed)?.find((path) => /\/site-packages\//.test(path));
};
/** Follows what the given libraries need until nothing new turns up. */
const follow = async (search, roots) => {
	const seen = new Set(roots);
	const queue = [...roots];
	const found = {
		missing: /* @__PURE__ */ new Map(),
		damaged: []
	};
	for (let path = queue.shift(); path !== void 0; path = queue.shift()) {
		const elf = await search.image.elf(path);
		if (elf === void 0) found.damaged.push(path);
		for (const needed of elf?.needed ?? []) {
			if (elf === void 0 || FROM_DRIVER.test(needed)) continue;
			const at = locate(search, needed, {
				path,
				elf
			});
			if (at === void 0) found.missing.set(needed, [...found.missing.get(needed) ?? [], path]);
			else if (!seen.has(at)) {
				seen.add(at);
				queue.push(at);
			}
		}
	}
	return found;
};
/** Whether a name is one of these, in which `*` stands for any characters. */
const isOneOf = (name, patterns) => patterns.some((pattern) => {
	const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
	return new RegExp(`^${parts.join(".*")}$`).test(name);
});
const whereFrom = (name, { aptOfLibrary = {} }) => {
	const apt = aptOfLibrary[name];
	return apt === void 0 ? "" : ` The apt package ${apt} has it.`;
};
const libraryFindings = ({ missing, damaged }, expected) => [...damaged.map((path) => finding("damaged-library", "The shared library is truncated or damaged.", path)), ...[...missing].filter(([name]) => !isOneOf(name, expected.mayLack)).map(([name, by]) => finding("missing-library", `${name} is not in the image; ${by.length === 1 ? "one file needs" : `${by.length} files need`} it.${whereFrom(name, expected)}`, by[0]))];
const isRoot = (entry, imports) => {
	const name = (/\/site-packages\/([^/]+)/.exec(entry.path)?.[1] ?? "").split(".")[0] ?? "";
	return entry.kind === "file" && imports.some((one) => one.split(".")[0] === name) && !OPTIONAL.test(entry.path);
};
/**
* Every library that an import of the cell's packages would load is there and whole, and so is what
* CuPy and the like open by name.
*/
const sharedLibraries = async (image, expected) => {
	const search = await searchOf(image);
	const imports = expected.imports.filter((name) => name !== "nvidia");
	const roots = matching(image, /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/.*\.so(?:\.[\w.]+)?$/).filter((entry) => isRoot(entry, imports));
	const opened = Object.entries(OPENED).filter(([name]) => expected.imports.includes(name)).flatMap(([name, patterns]) => patterns.filter((pattern) => ![...search.byName.keys()].some((file) => pattern.test(file))).map((pattern) => finding("missing-library", `${name} opens a library ${pattern.source} that is not in the image.`)));
	return [...libraryFindings(await follow(search, roots.map((entry) => entry.path)), expected), ...opened];
};
// src/inspect/checks/licenceChecks.ts
const List = array(object({
	name: string(),
	version: string(),
	licence: string().min(1)
}));
const names = (wheels) => wheels.length <= 3 ? wheels.join(", ") : `${wheels.slice(0, 3).join(", ")} and ${wheels.length - 3} more`;
/** The image says of each of its wheels under which licence it came. */
const licences = async (image) => {
	const text = await textOf(image, LICENCE_LIST);
	const list = text === void 0 ? void 0 : List.safeParse(readJson(text)).data;
	if (list === void 0) return [finding("licence-list", "There is no list of the wheels with version and licence.", LICENCE_LIST)];
	const listed = new Set(list.map(({ name, version }) => `${name} ${version}`));
	const missing = (await image.wheels()).map(({ name, version }) => `${name} ${version}`).filter((wheel) => !listed.has(wheel));
	return missing.length === 0 ? [] : [finding("licence-list", `The list of wheels lacks ${names(missing)}.`, LICENCE_LIST)];
};
// src/inspect/checks/modeChecks.ts
const octal = (mode) => `0${(mode & 4095).toString(8)}`;
/**
* Files of the venv: owner root, group 0 may write, so that any user in group 0 installs without a
* chown at start.
*/
const inVenv = (entry) => {
	if (entry.kind === "symlink") return [];
	if (entry.gid !== 0) return [finding("venv-mode", `It belongs to group ${entry.gid} instead of 0.`, entry.path)];
	if (((entry.kind === "directory" ? 509 : 436) & ~entry.mode) !== 0) return [finding("venv-mode", `Its mode is ${octal(entry.mode)}; group 0 could not write or everyone could not read it.`, entry.path)];
	if ((entry.mode & 3586) !== 0) return [finding("venv-mode", `Its mode is ${octal(entry.mode)}: open to all, or setuid.`, entry.path)];
	return [];
};
/** The user is in group 0, so what it may write outside its own places is root's for the taking. */
const SYSTEM = /^\/(?:etc|usr|bin|sbin|lib|lib64|boot|root|run|var\/(?:lib|spool|cache))(?:\/|$)/;
const GROUP_MAY_WRITE = /^\/(?:opt\/(?:venv|python)|home|etc\/ssh\/keys|tmp|var\/tmp)(?:\/|$)/;
/** Setuid programs of the base that need it; none of them asks for a password that exists. */
const KNOWN_SETUID = /^\/(?:usr\/)?(?:s?bin\/(?:su|mount|umount|passwd|chsh|chfn|newgrp|gpasswd|chage|expiry|unix_chkpwd|pam_extrausers_chkpwd|ssh-agent|wall|write|crontab|sudo)|lib\/openssh\/ssh-keysign|lib\/(?:x86_64-linux-gnu\/)?utempter\/utempter|lib\/dbus-1\.0\/dbus-daemon-launch-helper|lib\/polkit-1\/polkit-agent-helper-1)$/;
/** Folders that Debian and Ubuntu leave open to a group of their own. */
const isOtherGroup = ({ gid }, user) => gid !== 0 && gid !== user.gid;
const inSystem = (entry, user) => {
	if (entry.kind === "symlink") return [];
	const open = entry.kind === "directory" && (entry.mode & 512) !== 0;
	if ((entry.mode & 2) !== 0 && !open) return [finding("world-writable", `Anyone can write to it (${octal(entry.mode)}).`, entry.path)];
	if ((entry.mode & 16) !== 0 && !isOtherGroup(entry, user) && !open) return [finding("group-writable", `Group ${entry.gid}, and so ${user.name}, can write to it (${octal(entry.mode)}); root runs or reads it.`, entry.path)];
	if (entry.kind === "file" && (entry.mode & 3072) !== 0 && !KNOWN_SETUID.test(entry.path)) return [finding("setuid", `It runs with another user's rights (${octal(entry.mode)}).`, entry.path)];
	if (entry.uid === user.uid) return [finding("owner", `It belongs to ${user.name}.`, entry.path)];
	return [];
};
/**
* Owners and modes as promised; at most ten findings of a kind, for one wrong step makes thousands.
*/
const modes = (image, { user }) => {
	const found = [];
	for (const entry of image.notable) {
		if (entry.kind === "other") continue;
		if (/^\/opt\/venv(?:\/|$)/.test(entry.path)) found.push(...inVenv(entry));
		else if (SYSTEM.test(entry.path) && !GROUP_MAY_WRITE.test(entry.path)) found.push(...inSystem(entry, user));
	}
	const counts = /* @__PURE__ */ new Map();
	return found.filter(({ code }) => {
		counts.set(code, (counts.get(code) ?? 0) + 1);
		return (counts.get(code) ?? 0) <= 10;
	});
};
/** Places that a person works in. */
const places = (image, { user }) => {
	const found = [];
	const home = image.entries.get(user.home);
	if (home?.kind !== "directory" || home.uid !== user.uid || home.gid !== 0 || (home.mode & 511) !== 509) found.push(finding("home", `${user.home} is not ${user.name}'s (${user.uid}:0, 0775), so arbitrary users in group 0 have no home.`, user.home));
	const keys = image.entries.get("/etc/ssh/keys");
	if (keys?.kind !== "directory" || keys.gid !== 0 || (keys.mode & 511) !== 504) found.push(finding("keys-folder", "/etc/ssh/keys is missing, or not mode 0770 with group 0.", "/etc/ssh/keys"));
	if (image.entries.get("/opt/venv")?.kind !== "directory") found.push(finding("venv-mode", "There is no /opt/venv.", "/opt/venv"));
	return found;
};
// src/inspect/checks/secretChecks.ts
const secretNames = (values) => Object.entries(values).filter(([name, value]) => value !== "" && (isSecretName(name) || holdsLogin(value))).map(([name]) => name);
/** Environment, labels and history are read by anyone who can pull the image. */
const secretsInConfig = (image) => {
	const found = secretNames(image.config.env).map((name) => finding("secret-in-env", `The image's environment holds ${name}.`));
	const labels = Object.fromEntries(Object.entries(image.config.labels).map(([name, value]) => [name.replace(/[.-]/g, "_"), value]));
	found.push(...secretNames(labels).map((name) => finding("secret-in-label", `A label of the image holds ${name}.`)));
	for (const text of image.config.history) {
		const argument = [...text.matchAll(/\b([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s"']+)/g)].find(([, name = "", value = ""]) => isSecretName(name) && !/^["']?\$/.test(value));
		if (holdsLogin(text)) found.push(finding("secret-in-history", "A command in the history holds a user and a password for an address."));
		if (argument !== void 0) found.push(finding("secret-in-history", `A build argument or command in the history holds ${argument[1]}.`));
		if (/\bchpasswd\b|\bpasswd\s+--stdin|usermod\s+.*-p\s+'?\$/.test(text) || /echo\s+["']?\w+:[^\s|]+\s*\|\s*chpasswd/.test(text)) found.push(finding("secret-in-history", "A command in the history sets a password."));
	}
	return found;
};
/** Files that let their reader in somewhere. */
const secretsInFiles = async (image) => {
	const found = [];
	for (const entry of image.notable) {
		if (entry.kind !== "file" || entry.size === 0) continue;
		const rule = credentialFile(entry.path);
		if (rule === void 0) continue;
		const text = await textOf(image, entry.path) ?? "";
		if (rule.has === void 0 || rule.has.test(text)) found.push(finding("secret-in-file", `There is ${rule.what} in the image.`, entry.path));
	}
	return found;
};
const DUMPED_NAMES = [
	"HOSTNAME",
	"PWD",
	"OLDPWD",
	"SHLVL",
	"HOME",
	"PATH"
];
const DUMP_COMMAND = /(?:^|[\s;&|(])(?:env|printenv|export\s+-p|declare\s+-x|set)\s*(?:\|[^\n>]*)?(?:>>?|\|\s*tee(?:\s+-a)?\s)\s*(["']?)(\/[^\s"';&|]+|~\/\S+|\$HOME\S+)\1/m;
/** `env > /etc/environment` at start hands every secret of the container to whoever logs in. */
const environmentDump = async (image) => {
	const found = [];
	for (const entry of matching(image, READ.scripts.match)) {
		if (entry.kind !== "file" || entry.size > 1e5) continue;
		const match = DUMP_COMMAND.exec(await textOf(image, entry.path) ?? "");
		if (match !== null) found.push(finding("environment-dump", `The whole environment is written to ${match[2]}.`, entry.path));
	}
	for (const entry of matching(image, READ.environment.match)) {
		const names = lines(await textOf(image, entry.path)).map((line) => /^(?:export\s+|declare -x\s+)?(\w+)=/.exec(line)?.[1] ?? "");
		if (DUMPED_NAMES.filter((name) => names.includes(name)).length >= 4) found.push(finding("environment-dump", "The environment of the build was written to a file.", entry.path));
		if (names.some(isSecretName)) found.push(finding("environment-dump", `${entry.path} holds a secret.`, entry.path));
	}
	for (const text of image.config.history) {
		const match = DUMP_COMMAND.exec(text);
		if (match !== null) found.push(finding("environment-dump", `The build wrote its environment to ${match[2]}.`));
	}
	return found;
};
// src/inspect/checks/serviceChecks.ts
const SETTINGS = "/usr/local/lib/dl-env/sshd_config";
/** sshd takes the first value of a keyword. Source: sshd_config(5). */
const firstValues = (text) => {
	const found = /* @__PURE__ */ new Map();
	for (const line of lines(text)) {
		const [keyword = "", ...rest] = line.split(/[\s=]+/);
		if (/^match$/i.test(keyword)) break;
		const key = keyword.toLowerCase() === "challengeresponseauthentication" ? "kbdinteractiveauthentication" : keyword.toLowerCase();
		if (!found.has(key)) found.set(key, rest.join(" ").toLowerCase());
	}
	return found;
};
const PROMISED = {
	authenticationmethods: "publickey",
	passwordauthentication: "no",
	kbdinteractiveauthentication: "no",
	permitemptypasswords: "no",
	permitrootlogin: "no",
	permituserenvironment: "no"
};
/** The settings that the entrypoint starts sshd with are as promised. */
const sshd = async (image, { user }) => {
	const text = await textOf(image, SETTINGS);
	if (text === void 0) return [finding("sshd-settings", "The settings of sshd are missing.", SETTINGS)];
	const values = firstValues(text);
	return Object.entries({
		...PROMISED,
		allowusers: user.name
	}).filter(([keyword, value]) => values.get(keyword) !== value).map(([keyword, value]) => finding("sshd-settings", `sshd's ${keyword} is "${values.get(keyword) ?? "unset"}" instead of "${value}".`, SETTINGS));
};
/** No host key, no key that lets someone in. */
const keys = async (image) => {
	const hostKeys = matching(image, /\/ssh_host_\w+_key(?:\.pub)?$|^\/etc\/ssh\/keys\/./).map((entry) => finding("host-key", "A host key is part of the image: every container would have the same.", entry.path));
	const found = [];
	for (const entry of matching(image, READ.keys.match)) if (entry.kind === "file" && lines(await textOf(image, entry.path)).length > 0) found.push(finding("authorized-key", "A public key is part of the image: its owner can log in to every container.", entry.path));
	return [...hostKeys, ...found];
};
/**
* Assignments of a Jupyter configuration, Python or JSON: name of the trait -> text of the value.
*/
const assignments = (path, text) => {
	if (path.endsWith(".json")) return [...text.matchAll(/"(\w+)"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.-]+)/g)].map(([, trait = "", value = ""]) => ({
		trait,
		value
	}));
	return lines(text).flatMap((line) => {
		const match = /^c\.[\w.]*?(\w+)\s*=\s*(.+)$/.exec(line);
		return match === null ? [] : [{
			trait: match[1] ?? "",
			value: match[2] ?? ""
		}];
	});
};
/** `--ServerApp.token=x` and `--ServerApp.token x`, in the text of a script. */
const inScript = (text) => [...text.matchAll(/--(?:\w+\.)*(\w+)(?:=|[ \t]+(?=["'\w*]))("[^"]*"|'[^']*'|[^\s'"]*)/g)].map(([, trait = "", value = ""]) => ({
	trait,
	value
}));
/**
* The same among words that no shell reads: what follows the equals sign, or the next word, is the
* value as it stands.
*/
const inWords = (words) => words.flatMap((word, index) => {
	const [, trait, value] = /^--(?:\w+\.)*(\w+)(?:=(.*))?$/s.exec(word) ?? [];
	const next = words[index + 1];
	if (trait !== void 0) return [{
		trait,
		value: value ?? (next === void 0 || next.startsWith("-") ? "" : next)
	}];
	return inScript(word);
});
const bare = (value) => value.trim().replace(/^[rbu]?(["'])(.*)\1.*$/, "$2");
const judgeTrait = ({ trait, value }, path) => {
	const text = bare(value);
	const computed = /^(?:None|os\.|open\(|secrets\.|"?\$\{?\w)/.test(value.trim()) || /environ|read\(/.test(value);
	if (trait === "token" && !computed && !/null/.test(value)) return [text === "" ? finding("empty-token", "Jupyter asks for no token.", path) : finding("fixed-token", "Jupyter's token is the same in every container.", path)];
	if ((trait === "password" || trait === "hashed_password") && text !== "" && !computed) return [finding("fixed-password", "Jupyter has a password that is the same in every container.", path)];
	if (/^allow_origin(?:_pat)?$/.test(trait) && /^(?:\*|\.\*)$/.test(text)) return [finding("allow-origin", "Any web page may use Jupyter (allow_origin).", path)];
	if (trait === "disable_check_xsrf" && /^true$/i.test(text)) return [finding("no-xsrf", "Jupyter does not check for forged requests.", path)];
	if (trait === "allow_unauthenticated_access" && /^true$/i.test(text)) return [finding("empty-token", "Jupyter lets anyone in without a token.", path)];
	return [];
};
const fromEnvironment = (image) => Object.entries(image.config.env).filter(([name]) => /^(?:JUPYTER|NOTEBOOK)_(?:TOKEN|PASSWORD)$/.test(name)).map(([name, value]) => value === "" ? finding("empty-token", `${name} is set to an empty value in the image.`) : finding("fixed-token", `${name} is set in the image, the same in every container.`));
/** Shell scripts that can start Jupyter: what the image starts with, and what lies beside it. */
const scripts = async (image) => {
	const found = [];
	for (const entry of matching(image, READ.scripts.match)) {
		if (entry.kind !== "file" || entry.size > 1e5) continue;
		found.push({
			path: entry.path,
			text: await textOf(image, entry.path) ?? ""
		});
	}
	return found;
};
/** Jupyter's settings, wherever they can come from: files, environment, command, scripts. */
const jupyter = async (image) => {
	const found = [...fromEnvironment(image)];
	const started = inWords([...image.config.entrypoint, ...image.config.cmd]);
	found.push(...started.flatMap((one) => judgeTrait(one, "(command)")));
	for (const entry of matching(image, READ.jupyter.match)) found.push(...assignments(entry.path, await textOf(image, entry.path) ?? "").flatMap((one) => judgeTrait(one, entry.path)));
	for (const { path, text } of await scripts(image)) if (/jupyter/.test(text)) found.push(...inScript(text).flatMap((one) => judgeTrait(one, path)));
	return found;
};
// src/inspect/staticChecks.ts
/**
* Name -> check, in the order in which they run. A new check is a function in checks/ and one line
* here; its codes have a hint in checkHints.ts.
*/
const STATIC_CHECKS = {
	"driver libraries": driverLibraries,
	"compat folder": compatNotFirst,
	"preloaded libraries": preload,
	"search path": searchPath,
	"libraries of wheels": notShadowed,
	"GPU environment": gpuEnvironment,
	"torch build": torchBuild,
	"one CUDA": oneCuda,
	"CUDA labels": cudaLabels,
	"covered GPUs": coveredGpus,
	"shared libraries": sharedLibraries,
	licences,
	accounts,
	sudo,
	start,
	sshd,
	keys,
	jupyter,
	"secrets in the config": secretsInConfig,
	"secrets in files": secretsInFiles,
	"environment dumps": environmentDump,
	modes,
	places,
	tools,
	"locale and time": localeAndTime
};
/**
* All that is wrong with a built image as far as can be told without a GPU and without running it;
* empty when nothing is.
*/
const staticFindings = async (image, expected) => {
	const found = [];
	for (const [check, run] of Object.entries(STATIC_CHECKS)) found.push(...(await run(image, expected)).map((one) => ({
		...one,
		check
	})));
	return found;
};
export { licenceList as a, readRecord as c, isOrdinary as d, isRead as f, installedWheel as i, recordRow as l, staticFindings as n, contentOf as o, SHARED_LIBRARY as r, printRecord as s, STATIC_CHECKS as t, packageCode as u };
