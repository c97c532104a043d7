import { r as isGpusOrAuto } from "./gpuOption.js";
import { t as engineChoices } from "./engineNames.js";
import { i as wrongRequest } from "./error.js";
import { r as SMOKE_REQUIREMENTS, t as BUILD_MODES } from "./requestValues.js";
import { t as closestOf } from "./closest.js";
import { r as replaceLoginHints } from "./loginHint.js";
import { i as runStep, r as helpedProblems } from "./runStep.js";
import { t as annotateProblems } from "./annotations.js";
import { t as exitOf } from "./exitOf.js";
import { t as problemsOf } from "./errorProblems.js";
import { t as secretsInEnvironment } from "./environmentSecrets.js";
import { t as makeSecrets } from "./mask.js";
import { a as onInterrupt, i as liveProgress, n as realSystem, o as printable, r as stageLine, t as shell } from "./shell.js";
import { n as hasRunCache } from "./actionsCache2.js";
import { t as linkOut } from "./linkOut.js";
import { n as isWithin } from "./pathWithin.js";
import { n as sweepLeft } from "./workFolder.js";
import { a as info, c as setOutput, d as warning, i as getInput, l as setSecret, n as endGroup, o as isDebug, r as error, s as notice, t as debug, u as startGroup } from "./core.js";
import { i as cleanup } from "./searchPath.js";
import { n as mark } from "./processOwner.js";
import { t as tempFolder } from "./tempFolder.js";
import { chmod, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { EOL as EOL$1 } from "os";
import { constants as constants$1, promises } from "fs";
// src/action/commandTable.ts
/**
* One line a command. Each is loaded when it is asked for, so that a step starts with no more than
* it needs.
*/
const TABLE = {
	plan: async () => (await import("./planStep.js")).planStep,
	lock: async () => (await import("./writeSteps.js")).lockStep,
	generate: async () => (await import("./writeSteps.js")).generateStep,
	build: async () => (await import("./buildStep.js")).buildStep,
	smoke: async () => (await import("./smokeStep.js")).smokeStep,
	promote: async () => (await import("./promoteStep.js")).promoteStep,
	watch: async () => (await import("./watchStep.js")).watchStep,
	check: async () => (await import("./checkStep.js")).checkStep,
	doctor: async () => (await import("./doctorStep.js")).doctorStep
};
/** The command of that name. */
const commandNamed = (name) => TABLE[name]();
// src/action/inputReader.ts
/** Decodes inputs one by one, and collects every mistake. */
var InputReader = class {
	problems = [];
	#get;
	constructor(get) {
		this.#get = get;
	}
	text(name) {
		const value = this.#get(name).trim();
		return value === "" ? void 0 : value;
	}
	wrong(name, message, example) {
		this.problems.push({
			code: "bad-input",
			message,
			hint: `Write it under \`with:\` as \`${name}: ${example}\``
		});
	}
	oneOf(name, choices) {
		const value = this.text(name);
		if (value === void 0) return void 0;
		const found = choices.find((choice) => choice === value);
		if (found !== void 0) return found;
		const near = closestOf(value, choices) ?? choices[0];
		this.wrong(name, `The input ${name} is ${JSON.stringify(value)}, but must be one of ${choices.join(", ")}.`, near);
	}
	/** Only the two words of YAML 1.2: `yes`, `1` and `True` are refused rather than guessed at. */
	boolean(name) {
		const value = this.text(name);
		if (value === "true") return true;
		if (value !== void 0 && value !== "false") this.wrong(name, `The input ${name} is ${JSON.stringify(value)}, but must be true or false.`, "true");
		return false;
	}
	/** A whole number in plain digits between `least` and `most`. */
	number(name, least, most) {
		const value = this.text(name);
		if (value === void 0) return void 0;
		const number = /^(?:0|[1-9]\d{0,8})$/.test(value) ? Number(value) : NaN;
		if (number >= least && number <= most) return number;
		this.wrong(name, `The input ${name} is ${JSON.stringify(value)}, but must be a whole number from ${least} to ${most}.`, String(least));
	}
	lines(name) {
		return (this.text(name) ?? "").split(/[\n,]/).map((line) => line.trim()).filter((line) => line !== "");
	}
};
// src/action/registryInputs.ts
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/**
* Docker Hub's OIDC connection; undefined when none is given, or when it is wrong, which `reader`
* then knows.
*/
const readConnection = (reader) => {
	const id = reader.text("oidc-connection");
	if (id === void 0) return void 0;
	const username = reader.text("registry-username");
	const wrong = (message, name, example) => {
		reader.wrong(name, message, example);
	};
	if (!UUID.test(id)) return wrong(`The input oidc-connection is ${JSON.stringify(id)}, but must be the id of a connection, a UUID.`, "oidc-connection", "${{ vars.DOCKERHUB_OIDC_CONNECTION }}");
	if ((reader.text("registry") ?? "docker.io") !== "docker.io") return wrong("The input oidc-connection works with Docker Hub only, but the input registry names another one.", "registry", "docker.io");
	if (reader.text("registry-password") !== void 0) return wrong("The inputs oidc-connection and registry-password exclude each other.", "registry-password", "\"\"");
	if (username === void 0) return wrong("The input oidc-connection needs the organization as registry-username, which is empty.", "registry-username", "${{ vars.DOCKERHUB_ORGANIZATION }}");
	return {
		username,
		connection: id
	};
};
/** What is given of a login; undefined when it is nothing. Whether it is enough is seen later. */
const readLogin = (reader) => {
	if (reader.text("oidc-connection") !== void 0) return void 0;
	const given = {
		host: reader.text("registry"),
		username: reader.text("registry-username"),
		password: reader.text("registry-password")
	};
	const login = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== void 0));
	return Object.keys(login).length === 0 ? void 0 : login;
};
// src/action/inputs.ts
const COMMANDS = [
	"plan",
	"lock",
	"generate",
	"build",
	"smoke",
	"promote",
	"watch",
	"check",
	"doctor"
];
const SMOKE_POLICIES = [
	"changed",
	"corners",
	"all"
];
const STAGES = [
	"all",
	"layers",
	"link",
	"comment"
];
/** Without the keys whose value is absent, which `exactOptionalPropertyTypes` asks for. */
const present = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== void 0));
const GIB = 1024 ** 3;
/** What GitHub guarantees on a hosted runner; github/docs, limits. */
const HOSTED_DISK_GIB = 14;
/** Inputs that have a default. */
const readDefaulted = (reader) => ({
	file: reader.text("file") ?? "dl-env.yml",
	cells: reader.lines("cells"),
	offline: reader.boolean("offline"),
	update: reader.boolean("update"),
	dryRun: reader.boolean("dry-run"),
	replaceEqual: reader.boolean("replace-equal"),
	full: reader.boolean("full"),
	standIn: reader.boolean("stand-in"),
	stage: reader.oneOf("stage", STAGES) ?? "all",
	sample: reader.number("sample", 0, 20) ?? 0,
	maxJobs: reader.number("max-jobs", 1, 256) ?? 20,
	disk: (reader.number("disk", 4, 4096) ?? HOSTED_DISK_GIB) * GIB,
	smokePolicy: reader.oneOf("smoke-policy", SMOKE_POLICIES) ?? "changed",
	gpuMinutes: reader.number("gpu-minutes", 0, 1e5) ?? 60
});
const readGpus = (reader) => {
	const text = reader.text("gpus");
	if (text === void 0 || isGpusOrAuto(text)) return text;
	reader.wrong("gpus", `The input gpus is ${JSON.stringify(text)}, but must be auto, all, none, or different indexes and UUIDs separated by commas.`, "all");
};
/** Inputs that are absent unless they are given. */
const readOptional = (reader) => present({
	to: reader.text("to"),
	engine: reader.oneOf("engine", engineChoices()),
	build: reader.oneOf("build", BUILD_MODES),
	require: reader.oneOf("require", SMOKE_REQUIREMENTS),
	shard: reader.number("shard", 0, 255),
	planFolder: reader.text("plan-folder"),
	planId: reader.text("plan-id"),
	out: reader.text("out"),
	gpus: readGpus(reader),
	registry: readLogin(reader),
	dockerHub: readConnection(reader),
	githubToken: reader.text("github-token"),
	proposalToken: reader.text("proposal-token")
});
/** All inputs of one step. Throws one `bad-input` that names every mistake. */
const readInputs = (get) => {
	const reader = new InputReader(get);
	const command = reader.oneOf("command", COMMANDS);
	if (reader.text("command") === void 0) reader.wrong("command", "The input command is empty.", "plan");
	const inputs = {
		...readDefaulted(reader),
		...readOptional(reader)
	};
	const [first, ...more] = reader.problems;
	if (first !== void 0) throw wrongRequest(first, { more });
	if (command === void 0) throw wrongRequest({
		code: "bad-input",
		message: "The input command is empty.",
		hint: "Write it under `with:` as `command: plan`"
	});
	return {
		command,
		...inputs
	};
};
// src/action/loginHelp.ts
/** What a job lacks that a registry wants a login from, by host; ends in something to type. */
const NEEDS = {
	"ghcr.io": "Give the job `permissions: packages: write`. A package that another repository made must give this one the role Write, on its page: Package settings, Manage Actions access. Then: gh run rerun --failed",
	"docker.io": "Make an access token with Read & Write at hub.docker.com (Account settings, Personal access tokens), and hand it over as the secret registry-password with its owner as registry-username: gh secret set REGISTRY_PASSWORD"
};
const needsOf = (host) => NEEDS[host] ?? `Hand over a login of ${host} that may read and write as the secrets registry-username and registry-password: gh secret set REGISTRY_PASSWORD`;
/**
* In a workflow nobody types `docker login`: the text with what to give the job instead.
* `registry` is the input of that name, where it was given.
*/
const withLoginHelp = (registry) => (text) => replaceLoginHints(text, (host) => registry === void 0 || registry === host ? needsOf(host) : `The input registry is ${registry}, so ${host} got no login. Leave it out, and it follows from \`to\`; or write: registry: ${host}`);
// src/system/confinedFiles.ts
/** Where the nearest part of a path that exists leads. */
const nearest = async (files, path) => await files.realPath(path) ?? (path === dirname(path) ? path : nearest(files, dirname(path)));
/**
* The same files, but no link in `folder` leads out of it: neither what is read nor what is written
* there is elsewhere. Paths that are not in `folder` are left alone: whoever names one means it.
* Rejects with `link-out`.
*/
const confinedFiles = (files, folder) => {
	const top = resolve(folder);
	const check = async (asked, path) => {
		if (!isWithin(top, path)) return;
		if (!isWithin(await nearest(files, top), await nearest(files, path))) throw linkOut(asked);
	};
	/** For what reads or changes the thing itself that a path leads to. */
	const through = (path) => check(path, resolve(path));
	/** For what reads or changes the entry in its folder: a link there stays one. */
	const entry = (path) => resolve(path) === top ? Promise.resolve() : check(path, dirname(resolve(path)));
	const read = async function* (...args) {
		await through(args[0]);
		yield* files.read(...args);
	};
	return {
		...files,
		read,
		readText: (path) => through(path).then(() => files.readText(path)),
		readBytes: (path) => through(path).then(() => files.readBytes(path)),
		list: (path) => through(path).then(() => files.list(path)),
		chmod: (path, mode) => through(path).then(() => files.chmod(path, mode)),
		makeDir: (path) => through(path).then(() => files.makeDir(path)),
		makeTemp: (prefix, near) => through(near ?? "/").then(() => files.makeTemp(prefix, near)),
		sweep: (path, prefix) => through(path).then(() => files.sweep(path, prefix)),
		write: (path, content, mode) => entry(path).then(() => files.write(path, content, mode)),
		stat: (path) => entry(path).then(() => files.stat(path)),
		readLink: (path) => entry(path).then(() => files.readLink(path)),
		remove: (path) => entry(path).then(() => files.remove(path)),
		link: (target, path) => entry(path).then(() => files.link(target, path)),
		withLock: (path, work, onHeld) => entry(path).then(() => files.withLock(path, work, onHeld)),
		rename: (from, to) => Promise.all([entry(from), entry(to)]).then(() => files.rename(from, to)),
		copy: (from, to) => Promise.all([through(from), through(to)]).then(() => files.copy(from, to)),
		hardLink: (from, to) => Promise.all([through(from), entry(to)]).then(() => files.hardLink(from, to))
	};
};
// node_modules/@actions/core/lib/summary.js
var __awaiter = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access: access$1, appendFile, writeFile: writeFile$1 } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access$1(pathFromEnv, constants$1.R_OK | constants$1.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile$1 : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL$1);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
// src/system/actionsHost.ts
const annotate = ({ level, title, message, place }) => {
	const at = place === void 0 ? {} : {
		file: place.file,
		...place.line === void 0 ? {} : { startLine: place.line },
		...place.column === void 0 ? {} : { startColumn: place.column }
	};
	const write = {
		error,
		warning,
		notice
	}[level];
	write(message, {
		title,
		...at
	});
};
/**
* The runner's own, through @actions/core. Outside a runner there is no summary file, and the
* summary is not written.
*/
const realActionsHost = () => ({
	input: (name) => getInput(name),
	output: (name, value) => setOutput(name, value),
	annotate,
	hide: (value) => setSecret(value),
	summary: async (markdown) => {
		if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") !== "") await summary.addRaw(markdown, true).write();
	},
	debugging: isDebug()
});
/** The step's exit code; GitHub takes anything but 0 as failed. */
const exitWith = (code) => {
	process.exitCode = code;
};
// src/system/workflowText.ts
/**
* Line ends as the runner sees them: it reads standard output line by line, and a lone carriage
* return ends one too.
*/
const LINE_END = /\r\n|\r|\n/;
/**
* The text with every line changed that the runner would take for a command (`::add-path::…` at its
* start, `##[…]` anywhere), so that what a tool or a package says is only ever shown.
*/
const withoutCommands = (text) => text.split(LINE_END).map((line) => line.replace(/^(\s*)::/, "$1: :").replaceAll("##[", "## [")).join("\n");
// src/system/actionsLog.ts
/** Milliseconds between two progress lines: below 10 s, with some room for a busy machine. */
const PROGRESS_INTERVAL = 9e3;
/** Stages as groups of the log; `ended` is told of each that ends. */
const groups = ({ now, traffic }, { clean, live }, ended) => {
	let depth = 0;
	return async (title, work) => {
		const started = now();
		let failed = true;
		if (depth === 0) startGroup(clean(title));
		else info(clean(title));
		depth += 1;
		const over = Promise.withResolvers();
		live.watch(stageLine(title, {
			now,
			traffic
		}), over.promise);
		try {
			const result = await work();
			failed = false;
			return result;
		} finally {
			over.resolve();
			depth -= 1;
			if (depth === 0) {
				live.end();
				endGroup();
				ended({
					title,
					time: now() - started,
					failed
				});
			}
		}
	};
};
/**
* The step's log: one group a stage, every line printable and never a workflow command. `times`
* grows as stages end.
*/
const actionsLog = (options) => {
	const times = [];
	const clean = (text) => withoutCommands(options.print(text));
	const live = liveProgress({
		interval: PROGRESS_INTERVAL,
		now: options.now,
		show: (lines) => {
			if (lines.length > 0) info(clean(lines.join("; ")));
		}
	});
	return {
		log: {
			info: (text) => info(clean(text)),
			warn: (text) => info(clean(`warning: ${text}`)),
			debug: (text) => debug(clean(text)),
			...options.hide === void 0 ? {} : { hide: options.hide },
			group: groups(options, {
				clean,
				live
			}, (stage) => void times.push(stage)),
			progress: (say, until) => live.watch(say, until)
		},
		times
	};
};
// src/system/privateLogin.ts
/** Docker's key for Docker Hub. */
const keyOf = (host) => host === "docker.io" ? "https://index.docker.io/v1/" : host;
const configText = ({ host, username, password }) => JSON.stringify({ auths: { [keyOf(host)]: { auth: Buffer.from(`${username}:${password}`, "utf8").toString("base64") } } });
/**
* Sets names of this process's environment for as long as `work` runs; processes started in it
* inherit them.
*/
const withEnvironment = async (names, work) => {
	const before = Object.keys(names).map((name) => [name, process.env[name]]);
	Object.assign(process.env, names);
	try {
		return await work();
	} finally {
		for (const [name, value] of before) if (value === void 0) delete process.env[name];
		else process.env[name] = value;
	}
};
/**
* Runs `work` with these credentials in a folder that only this user can read, named by
* DOCKER_CONFIG and REGISTRY_AUTH_FILE, and removes the folder afterwards, also when `work` fails.
* The user's own configuration is not touched: docker's plugins and buildx's builders are still
* found through it.
*/
const withPrivateLogin = async (login, work) => {
	if (login === void 0) return work();
	const folder = await mkdtemp(join(process.env["RUNNER_TEMP"] ?? tempFolder(), `dl-env-login-${mark()}-`));
	cleanup.folders.add(folder);
	const usual = process.env["DOCKER_CONFIG"] || join(homedir(), ".docker");
	const file = join(folder, "config.json");
	try {
		await chmod(folder, 448);
		await writeFile(file, configText(login), { mode: 384 });
		if (existsSync(join(usual, "cli-plugins"))) await symlink(join(usual, "cli-plugins"), join(folder, "cli-plugins"));
		const names = {
			DOCKER_CONFIG: folder,
			REGISTRY_AUTH_FILE: file,
			BUILDX_CONFIG: process.env["BUILDX_CONFIG"] || join(usual, "buildx")
		};
		return await withEnvironment(names, work);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
		cleanup.folders.delete(folder);
	}
};
// src/action.ts
const host = realActionsHost();
/** Inputs are among them: the runner hands them over as variables. */
const secrets = makeSecrets(secretsInEnvironment(shell.environment));
const print = printable(secrets);
/** The step with what earlier runs learned, where it has a use for that and the runner a cache. */
const remembering = async (work, { sys, inputs, rights }) => {
	const { usesCache, withCache } = await import("./answersCache.js");
	if (!usesCache(inputs, rights) || !hasRunCache((name) => sys.env.get(name))) return work;
	const { actionsCache } = await import("./actionsCache.js");
	return (step) => withCache(step, {
		cache: actionsCache(),
		mask: secrets.hide
	}, () => work(step));
};
const help = withLoginHelp(host.input("registry").trim() || void 0);
const run = async (inputs) => {
	const traffic = {
		received: 0,
		sent: 0
	};
	const plain = realSystem({ traffic });
	onInterrupt((signal) => ({ log: `Interrupted by ${signal}. Finished work is kept, partial work is removed; run the job again to continue. [interrupted]` }));
	await sweepLeft(plain);
	const inputSecrets = [
		inputs.registry?.password,
		inputs.githubToken,
		inputs.proposalToken
	].filter((secret) => secret !== void 0);
	for (const secret of inputSecrets) host.hide(secret);
	const { secretsOfHost } = await import("./hostSecrets.js");
	for (const secret of [...inputSecrets, ...await secretsOfHost(plain, shell.environment)]) secrets.add(secret);
	const now = () => plain.clock.now();
	const shown = (text) => print(help(text));
	const { log, times } = actionsLog({
		print: shown,
		hide: secrets.add,
		now,
		traffic
	});
	const files = confinedFiles(plain.files, plain.env.get("GITHUB_WORKSPACE") ?? plain.env.cwd);
	const sys = {
		...plain,
		log,
		files
	};
	const { contextOf } = await import("./stepContext.js");
	const context = await contextOf(sys, inputs);
	const command = await commandNamed(inputs.command);
	const hide = (secret) => {
		host.hide(secret);
		secrets.add(secret);
	};
	const { loginFor } = await import("./registryLogin.js");
	const { withIndexRights } = await import("./indexLogin.js");
	const work = (step) => loginFor(step, hide).then((login) => withPrivateLogin(login, () => withIndexRights(command)(step)));
	return runStep(await remembering(work, context), context, {
		host,
		times,
		print,
		help
	});
};
/**
* Inputs that cannot be read, and a runner that is not to be used, are told like any other mistake.
*/
const main = async () => {
	try {
		return await run(readInputs((name) => host.input(name)));
	} catch (error) {
		const problems = helpedProblems(problemsOf(error), help);
		for (const annotation of annotateProblems(problems)) host.annotate({
			...annotation,
			title: print(annotation.title),
			message: print(annotation.message)
		});
		const { renderSummary } = await import("./runSummary.js");
		await host.summary(print(renderSummary({
			title: "dl-env failed",
			problems,
			stages: []
		})));
		return exitOf(error);
	}
};
exitWith(await main());
export {};
