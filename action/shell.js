import { i as __toESM } from "./rolldown-runtime.js";
import { r as unreachable } from "./error.js";
import { n as visibleText } from "./visible.js";
import { i as duration, n as bytes } from "./units.js";
import { t as safeUrl } from "./safeUrl.js";
import { t as makeSecrets } from "./mask.js";
import { i as cleanup, n as searchPath, r as realFiles, t as findProgram } from "./searchPath.js";
import { basename, dirname } from "node:path";
import { existsSync, readFileSync, readdirSync, rmSync, writeSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline as pipeline$1 } from "node:stream/promises";
import { randomBytes } from "node:crypto";
import { availableParallelism, homedir } from "node:os";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { styleText } from "node:util";
import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { createInterface } from "node:readline";
// src/secrets/printable.ts
/**
* What may leave for a terminal, a log or a page: without secrets, and with nothing in it that acts
* instead of being read.
*/
const printable = ({ hide }) => (text) => visibleText(hide(text));
// src/system/descendants.ts
const seen = (name) => {
	try {
		const text = readFileSync(`/proc/${name}/stat`, "utf8");
		const [state = "", parent = ""] = text.slice(text.lastIndexOf(")") + 2).split(" ");
		return {
			pid: Number(name),
			parent: Number(parent),
			state
		};
	} catch {
		return;
	}
};
const all = () => {
	try {
		return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => seen(name) ?? []);
	} catch {
		return [];
	}
};
/**
* The living processes that one (this one, unless another is named) started, and those that they
* started; none where there is no /proc. Daemons, which nobody is parent of, are not among them.
*/
const descendants = (of = process.pid) => {
	const children = Map.groupBy(all(), ({ parent }) => parent);
	const found = [];
	const walk = (pid) => {
		for (const child of children.get(pid) ?? []) {
			if (child.state !== "Z" && child.state !== "X") found.push(child.pid);
			walk(child.pid);
		}
	};
	walk(of);
	return found;
};
// src/system/interrupt.ts
/** Signals that ask a process to end, with the exit code that shells give for each. */
const CODES = {
	SIGHUP: 129,
	SIGINT: 130,
	SIGTERM: 143
};
/**
* How long programs that this process started may take to end before they are killed, in
* milliseconds.
*/
const GRACE$1 = 4e3;
const LOOK = 25;
const pause = (milliseconds) => {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
const send = (pids, signal) => {
	for (const pid of pids) try {
		process.kill(pid, signal);
	} catch {}
};
const endChildren = () => {
	send(descendants(), "SIGTERM");
	for (let waited = 0; waited < GRACE$1; waited += LOOK) {
		if (descendants().length === 0) return;
		pause(LOOK);
	}
	send(descendants(), "SIGKILL");
	pause(LOOK);
};
const removeLeftovers = () => {
	for (const path of [...cleanup.folders, ...cleanup.files]) try {
		rmSync(path, {
			recursive: true,
			force: true,
			maxRetries: 5,
			retryDelay: 20
		});
	} catch {}
};
/** Writes at once: a stream would be cut off by the end of this process. */
const tell = (to, text) => {
	try {
		writeSync(to, `${text}\n`);
	} catch {}
};
/**
* On SIGINT, SIGTERM and SIGHUP: ends the programs that this process started, removes its private
* folders, half-written files and locks, writes the message, and exits as shells expect (130, 143,
* 129). All in one go, so that nothing else of this process runs in between.
*/
const onInterrupt = (messageFor) => {
	for (const signal of Object.keys(CODES)) process.on(signal, () => {
		if (signal === "SIGINT" && cleanup.attached > 0) return;
		endChildren();
		removeLeftovers();
		const { log, data } = messageFor(signal);
		tell(2, log);
		if (data !== void 0) tell(1, data);
		process.exit(CODES[signal]);
	});
};
// src/system/liveProgress.ts
/** Asks it what is to be said; what takes time to measure is shown the next time. */
const ask = async (one) => {
	if (one.asking) return;
	one.asking = true;
	try {
		const said = one.say();
		one.text = typeof said === "string" ? said : await said;
	} catch {} finally {
		one.asking = false;
	}
};
/**
* Shows what goes on at every interval while something does; the interval runs on from one piece
* of work to the next, so that many short ones are not silent together.
*/
const liveProgress = ({ interval, now, show }) => {
	const running = /* @__PURE__ */ new Set();
	let timer;
	let last = now();
	const stop = () => {
		clearTimeout(timer);
		timer = void 0;
	};
	const schedule = () => {
		timer = setTimeout(() => {
			last = now();
			for (const one of running) ask(one);
			show([...running].flatMap(({ text }) => text ?? []));
			schedule();
		}, Math.max(0, last + interval - now()));
		timer.unref();
	};
	const end = () => {
		if (running.size === 0) return;
		running.clear();
		stop();
		show([]);
	};
	const watch = (say, until) => {
		const one = {
			say,
			text: void 0,
			asking: false
		};
		running.add(one);
		ask(one);
		if (timer === void 0) schedule();
		const over = () => {
			if (running.size === 1 && running.has(one)) end();
			else running.delete(one);
		};
		until.then(over, over);
	};
	return {
		watch,
		end
	};
};
// src/system/stageLine.ts
/** What a stage shows while it lasts: its title, for how long, and the bytes it moved over HTTP. */
const stageLine = (title, { now, traffic }) => {
	const began = now();
	const before = { ...traffic };
	const moved = (way) => {
		const size = (traffic?.[way] ?? 0) - (before[way] ?? 0);
		return size === 0 ? [] : [`${bytes(size)} ${way}`];
	};
	return () => [
		title,
		duration(now() - began),
		...moved("received"),
		...moved("sent")
	].join(", ");
};
// src/system/http.ts
/** Milliseconds until the last header must have come: two attempts take less than a minute. */
const DEFAULT_TIMEOUT = 25e3;
/** Milliseconds without a byte of a body. */
const IDLE_TIMEOUT = 6e4;
/** Bytes of all headers of an answer. */
const LARGEST_HEADERS = 16384;
/** Of an unwanted body this much is read, for this many milliseconds at most. */
const DISCARDED_BYTES = 65536;
const DISCARD_TIME = 3e3;
/**
* Loopback is never asked through a proxy; everything else follows HTTP_PROXY, HTTPS_PROXY and
* NO_PROXY.
*/
const noProxy = () => [
	process.env["NO_PROXY"] ?? process.env["no_proxy"] ?? "",
	"localhost",
	"127.0.0.1",
	"[::1]"
].filter((part) => part !== "").join(",");
const authorities = async () => {
	const file = process.env["SSL_CERT_FILE"] ?? process.env["NODE_EXTRA_CA_CERTS"];
	if (file === void 0) return void 0;
	const { readFile } = await import("node:fs/promises");
	const { rootCertificates } = await import("node:tls");
	try {
		return [...rootCertificates, await readFile(file, "utf8")];
	} catch {
		return;
	}
};
const PROXIES = [
	"HTTP_PROXY",
	"http_proxy",
	"HTTPS_PROXY",
	"https_proxy"
];
const makeDispatcher = async () => {
	const ca = await authorities();
	const options = {
		keepAliveTimeout: 1e3,
		connections: 16,
		maxHeaderSize: LARGEST_HEADERS,
		...ca === void 0 ? {} : { connect: { ca } }
	};
	if (PROXIES.some((name) => (process.env[name] ?? "") !== "")) {
		const { EnvHttpProxyAgent } = await import("./undici2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
		return new EnvHttpProxyAgent({
			...options,
			noProxy: noProxy()
		});
	}
	const { default: Agent } = await import("./agent2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	return new Agent(options);
};
/** OpenSSL's words for a server without TLS say nothing of it. */
const NO_TLS = "ERR_SSL_WRONG_VERSION_NUMBER";
const reasonOf = (error) => {
	if (!(error instanceof Error)) return String(error);
	if ("code" in error && error.code === NO_TLS) return "it speaks http there, and https was asked for";
	const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
	return error.cause instanceof Error ? reasonOf(error.cause) : `${code}${error.message}`;
};
const flatten = (headers) => {
	const flat = {};
	for (const [name, value] of Object.entries(headers)) if (value !== void 0) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
	return flat;
};
/**
* A short rest is read, so that the connection can be used again; a long or slow one is cut off.
* Where there is none, as after a HEAD, there is nothing to wait for.
*/
const discard = async ({ body, headers }, { method }) => {
	const isEmpty = method === "HEAD" || headers["content-length"] === "0";
	try {
		await body.dump({
			limit: DISCARDED_BYTES,
			...isEmpty ? {} : { signal: AbortSignal.timeout(DISCARD_TIME) }
		});
	} catch {}
};
const asResponse = (data, wanted) => ({
	status: data.statusCode,
	headers: flatten(data.headers),
	body: data.body,
	discard: () => discard(data, wanted)
});
/** undici closes a connection after each HEAD, unless it is told not to. */
const keepsOpen = ({ method }) => method === "HEAD" ? { reset: false } : {};
const loadClient = async () => {
	const { default: send } = await import("./api-request2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	return {
		send,
		dispatcher: await makeDispatcher()
	};
};
/**
* HTTP over undici, which is loaded at the first request. Connections that idle do not keep the
* process alive.
*/
const realHttp = () => {
	let client;
	const request = async (wanted) => {
		const { send, dispatcher } = await (client ??= loadClient());
		const { body } = wanted;
		try {
			const { origin, pathname, search } = new URL(wanted.url);
			const answer = await send.call(dispatcher, {
				origin,
				path: `${pathname}${search}`,
				method: wanted.method,
				headers: {
					"user-agent": "dl-env",
					...wanted.headers
				},
				body: body === void 0 || typeof body === "string" || body instanceof Uint8Array ? body ?? null : Readable.from(body),
				headersTimeout: wanted.timeout ?? DEFAULT_TIMEOUT,
				bodyTimeout: IDLE_TIMEOUT,
				...keepsOpen(wanted)
			});
			return asResponse(answer, wanted);
		} catch (error) {
			throw unreachable({
				code: "network",
				message: `No answer came from ${safeUrl(wanted.url)} (${reasonOf(error)}).`,
				hint: `Check the connection: curl -sSI ${safeUrl(wanted.url)}`
			}, { cause: error });
		}
	};
	return { request };
};
// src/system/programMissing.ts
/** The error for a program that is not on PATH. */
const programMissing = (program, cause) => unreachable({
	code: "program-missing",
	message: `The program ${program} was not found.`,
	hint: `Install it, then check with: command -v ${program}`
}, { cause });
// src/system/inheritedEnvironment.ts
/**
* What the runner hands to an action and to nobody below it: inputs, and tokens for its caches,
* artifacts and identity.
*/
const RUNNERS_OWN = /^(?:INPUT_.*|ACTIONS_(?:RUNTIME|ID_TOKEN_REQUEST|RESULTS|CACHE)_(?:TOKEN|URL))$/i;
/**
* GitHub's token, which credential helpers may be made of. Only in a workflow: elsewhere it is the
* user's own variable.
*/
const GITHUB_TOKEN = /^(?:GITHUB|GH)_TOKEN$/;
const HELPER = /^docker-credential-/;
/**
* Where packages come from, with passwords: builds get it as a secret file, so that only what asks
* an index inherits it.
*/
const PACKAGE_INDEX = /^(?:UV|PIP)_.*(?:INDEX|FIND_LINKS|USERNAME|PASSWORD|TOKEN)/;
/**
* Of uv's many variables those that say where packages are, how to get there and where to keep
* them. Others name projects, Pythons, constraints and what uv learns next.
*/
const UV_MAY_READ = /^UV_(?:DEFAULT_INDEX|INDEX|INDEX_URL|EXTRA_INDEX_URL|INDEX_.+_(?:USERNAME|PASSWORD)|KEYRING_PROVIDER|CREDENTIALS_DIR|INSECURE_HOST|NATIVE_TLS|SYSTEM_CERTS|OFFLINE|(?:HTTP|REQUEST|HTTP_CONNECT)_TIMEOUT|HTTP_RETRIES|CONCURRENT_[A-Z]+|CACHE_DIR|CONFIG_FILE|SYSTEM_CONFIG_FILE|NO_CONFIG|PYTHON_INSTALL_DIR)$/;
/**
* Settings of other tools that uv heeds: which variant of a wheel is taken (NV_VARIANT_PROVIDER_…),
* which environment is meant. What says where indexes are and how to reach them is not among them.
*/
const NOT_FOR_UV = /^(?:NV|CONDA)_|^(?:VIRTUAL_ENV|PYTHONHOME|PYTHONPATH)$/;
const IS_UV = /^uvx?$/;
const ASKS_INDEX = /^(?:uvx?|pip[\d.]*|python[\d.]*)$/;
const inherits = (program, name, environment) => {
	if (RUNNERS_OWN.test(name)) return false;
	if (GITHUB_TOKEN.test(name)) return environment["GITHUB_ACTIONS"] !== "true" || HELPER.test(program);
	if (IS_UV.test(program) && name.startsWith("UV_") && !UV_MAY_READ.test(name)) return false;
	if (IS_UV.test(program) && NOT_FOR_UV.test(name)) return false;
	return !PACKAGE_INDEX.test(name) || ASKS_INDEX.test(program);
};
/**
* What a program is given of this process's environment: all but secrets that it has no need of,
* and settings of uv that a question must not depend on.
*/
const inherited = (program, environment) => Object.fromEntries(Object.entries(environment).filter(([name]) => inherits(basename(program), name, environment)));
// src/system/programStart.ts
const isSet = (entry) => entry[1] !== void 0;
/**
* What a program inherits of this process's environment, with `extra` over it. Only names that are
* set: @actions/exec would pass the text "undefined" on.
*/
const environment = (program, extra) => Object.fromEntries(Object.entries({
	...inherited(program, process.env),
	...extra
}).filter(isSet));
/**
* Finds the program; what it looks for itself, as git does its commands and podman its runtime, it
* finds in the same folders. Rejects with `program-missing`.
*/
const startOf = async (argv, options) => {
	const [program, ...args] = argv;
	if (program === void 0) throw new TypeError("argv is empty");
	const env = environment(program, options.env);
	const path = await findProgram(program, env);
	if (path === void 0) throw programMissing(program);
	return {
		program,
		path,
		args,
		env: {
			...env,
			PATH: await searchPath(env)
		},
		cwd: options.cwd
	};
};
// src/system/runAttached.ts
/**
* Runs a process on this process's own terminal; see RunOptions.terminal. Signals of the terminal
* reach both, and the child decides.
*/
const runAttached = async (argv, options) => {
	const { program, path, args, env, cwd } = await startOf(argv, options);
	const ignore = () => void 0;
	const codeOf = (signal) => signal === "SIGKILL" ? 137 : signal === "SIGINT" ? 130 : 143;
	const done = Promise.withResolvers();
	const child = spawn(path, args, {
		env,
		stdio: "inherit",
		cwd
	});
	process.on("SIGINT", ignore);
	cleanup.attached += 1;
	child.once("error", (error) => done.reject("code" in error && error.code === "ENOENT" ? programMissing(program, error) : error));
	child.once("close", (code, signal) => done.resolve({
		code: code ?? codeOf(signal),
		stdout: "",
		stderr: "",
		timedOut: false
	}));
	return done.promise.finally(() => {
		cleanup.attached -= 1;
		process.off("SIGINT", ignore);
	});
};
// src/system/lineSplitter.ts
/**
* Puts chunks of bytes together to lines; `end` hands out what came after the last line end. A
* letter cut in two by a chunk's end stays one.
*/
const lineSplitter = (onLine) => {
	const decoder = new StringDecoder("utf8");
	let rest = "";
	return {
		write: (chunk) => {
			const lines = (rest + decoder.write(chunk)).split(/\r?\n/);
			rest = lines.pop() ?? "";
			for (const line of lines) onLine(line);
		},
		end: () => {
			const last = rest + decoder.end();
			rest = "";
			if (last !== "") onLine(last);
		}
	};
};
// src/system/processBytes.ts
const ofOne = (pid) => {
	try {
		const text = readFileSync(`/proc/${pid}/io`, "utf8");
		const value = (name) => Number(new RegExp(`^${name}: (\\d+)$`, "m").exec(text)?.[1]);
		return {
			read: value("rchar"),
			written: value("wchar")
		};
	} catch {
		return;
	}
};
/**
* Bytes that a living process and all that it started have moved by read and write; those of a
* child count on when it has ended. Undefined where nobody may know, as without a /proc.
*/
const processBytes = (pid) => {
	const all = [pid, ...descendants(pid)].map(ofOne).filter((one) => one !== void 0);
	if (all.length === 0) return void 0;
	return {
		read: all.reduce((sum, { read }) => sum + read, 0),
		written: all.reduce((sum, { written }) => sum + written, 0)
	};
};
// src/system/runSpawned.ts
/** How long a process may take to end after SIGTERM before it is killed, in milliseconds. */
const GRACE = 5e3;
const collect = async (stream) => {
	const chunks = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks).toString("utf8");
};
const collectLines = async (stream, onLine) => {
	const lines = [];
	for await (const line of createInterface({
		input: stream,
		crlfDelay: Number.POSITIVE_INFINITY
	})) {
		lines.push(line);
		onLine(line);
	}
	return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
};
const outputOf = async (stream, { onOutput, onOutputLine }) => {
	if (onOutput === void 0) return onOutputLine === void 0 ? collect(stream) : collectLines(stream, onOutputLine);
	for await (const chunk of stream) onOutput(chunk);
	return "";
};
const feed = async (child, input) => {
	if (child.stdin === null) return;
	const source = typeof input === "string" ? Readable.from([Buffer.from(input, "utf8")]) : Readable.from(input);
	try {
		await pipeline$1(source, child.stdin);
	} catch (error) {
		if (!(error instanceof Error && "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_PREMATURE_CLOSE"))) throw error;
	}
};
const exitCode = (child) => new Promise((resolve, reject) => {
	child.once("error", reject);
	child.once("close", (code, signal) => resolve(code ?? (signal === "SIGKILL" ? 137 : 143)));
});
const stopAfter = (child, milliseconds) => {
	if (milliseconds === void 0) return {
		fired: () => false,
		clear: () => void 0
	};
	let fired = false;
	let kill;
	const term = setTimeout(() => {
		fired = true;
		child.kill("SIGTERM");
		kill = setTimeout(() => child.kill("SIGKILL"), GRACE);
	}, milliseconds);
	return {
		fired: () => fired,
		clear: () => {
			clearTimeout(term);
			clearTimeout(kill);
		}
	};
};
/**
* Runs a process that is fed an input, watched or bounded in time, which @actions/exec cannot do
* well; see Processes.run.
*/
const runSpawned = async (argv, options) => {
	const { program, path, args, env, cwd } = await startOf(argv, options);
	const child = spawn(path, args, {
		env,
		stdio: "pipe",
		cwd
	});
	child.stdin.on("error", () => void 0);
	if (options.input === void 0) child.stdin.end();
	const timer = stopAfter(child, options.timeout);
	const { pid } = child;
	if (pid !== void 0) options.onStart?.(() => processBytes(pid));
	try {
		const [code, stdout, stderr] = await Promise.all([
			exitCode(child),
			outputOf(child.stdout, options),
			options.onLine === void 0 ? collect(child.stderr) : collectLines(child.stderr, options.onLine),
			options.input === void 0 ? void 0 : feed(child, options.input)
		]);
		return {
			code,
			stdout,
			stderr,
			timedOut: timer.fired()
		};
	} catch (error) {
		child.kill("SIGKILL");
		if (error instanceof Error && "code" in error && error.code === "ENOENT") throw programMissing(program, error);
		throw error;
	} finally {
		timer.clear();
	}
};
// src/system/processes.ts
const runThroughExec = async (argv, options) => {
	const { path, args, env, cwd } = await startOf(argv, options);
	const { getExecOutput } = await import("./exec2.js");
	const errors = lineSplitter(options.onLine ?? (() => void 0));
	const output = lineSplitter(options.onOutputLine ?? (() => void 0));
	const { exitCode, stdout, stderr } = await getExecOutput(`"${path}"`, [...args], {
		silent: true,
		ignoreReturnCode: true,
		env,
		cwd,
		listeners: {
			...options.onLine === void 0 ? {} : { stderr: errors.write },
			...options.onOutputLine === void 0 ? {} : { stdout: output.write }
		}
	});
	errors.end();
	output.end();
	return {
		code: exitCode,
		stdout,
		stderr,
		timedOut: false
	};
};
/**
* @actions/exec cannot stream, names no process, keeps what a program writes as text, cannot bound
* a run in time, and brings this process down when a program ends before it has read its input.
*/
const beyondExec = (options) => [
	options.timeout,
	options.input,
	options.onOutput,
	options.onStart
].some((option) => option !== void 0);
/** The machine's own processes. */
const realProcesses = {
	run: (argv, options) => {
		if (options.terminal === true) return runAttached(argv, options);
		return beyondExec(options) ? runSpawned(argv, options) : runThroughExec(argv, options);
	},
	find: (program) => findProgram(program, process.env)
};
// src/system/projectRoot.ts
/**
* Both the files of `src/system/` and the bundle `action/index.js` lie below the root, which holds
* package.json and matrix/.
*/
const findRoot = (from) => {
	let folder = from;
	while (!(existsSync(`${folder}/package.json`) && existsSync(`${folder}/matrix`))) {
		const parent = dirname(folder);
		if (parent === folder) throw new Error(`no folder with package.json and matrix/ above ${from}`);
		folder = parent;
	}
	return folder;
};
// src/system/terminalPage.ts
/** So many lines of what goes on at most: the others are counted. */
const MOST_LINES = 8;
const shortened = (lines, columns) => [...lines.slice(0, MOST_LINES), ...lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : []].map((line) => line.slice(0, Math.max(20, columns - 1))).join("\n");
/** A terminal that does not know its size says 0 for both. */
const sized = (stream) => ({
	isTTY: true,
	write: (text) => stream.write(text),
	get columns() {
		return stream.columns || 80;
	},
	get rows() {
		return stream.rows || 24;
	}
});
/** On a screen what goes on stands below the lines and is drawn over. */
const screen = (stream) => {
	let draw;
	let loading;
	let shown = [];
	const load = async () => {
		const { createLogUpdate } = await import("./log-update.js");
		draw = createLogUpdate(sized(stream), { showCursor: true });
		redraw();
	};
	const redraw = () => {
		if (draw === void 0) loading ??= load();
		else if (shown.length === 0) draw.clear();
		else draw(shortened(shown, stream.columns || 80));
	};
	return {
		line: (text) => {
			draw?.clear();
			stream.write(`${text}\n`);
			if (shown.length > 0) redraw();
		},
		progress: (lines) => {
			if (lines.length === 0 && shown.length === 0) return;
			shown = lines;
			redraw();
		}
	};
};
/** In a file or a pipe, and where nothing may be drawn, what goes on is a line among the others. */
const paper = (stream) => {
	const line = (text) => void stream.write(`${text}\n`);
	return {
		line,
		progress: (lines) => {
			if (lines.length > 0) line(lines.join("; "));
		}
	};
};
// src/system/terminalLog.ts
/** Milliseconds between two times that progress is drawn on a terminal. */
const DRAWN_INTERVAL = 500;
/** The same where it is a plain line: below 10 s, with some room for a busy machine. */
const PLAIN_INTERVAL = 9e3;
const COLOURS = {
	dim: "\x1B[2m",
	yellow: "\x1B[33m",
	bold: "\x1B[1m",
	off: "\x1B[0m"
};
/** Stages, each with its title and what it shows of itself while it lasts. */
const groups = (live, { begin, line }) => {
	let depth = 0;
	return async (title, work) => {
		begin(title);
		depth += 1;
		const over = Promise.withResolvers();
		live.watch(line(title), over.promise);
		try {
			return await work();
		} finally {
			over.resolve();
			depth -= 1;
			if (depth === 0) live.end();
		}
	};
};
/**
* Log lines on standard error, with what goes on drawn below them where that is a terminal. With
* NO_COLOR (not empty) or TERM=dumb nothing is drawn or coloured.
*/
const terminalLog = (options) => {
	const { stream = process.stderr, secrets = makeSecrets(), env = process.env } = options;
	const colour = stream.isTTY && env["TERM"] !== "dumb" && (env["NO_COLOR"] ?? "") === "";
	const paint = (name, text) => colour ? `${COLOURS[name]}${text}${COLOURS.off}` : text;
	const page = colour ? screen(stream) : paper(stream);
	const print = printable(secrets);
	const line = (text) => page.line(print(text));
	const painted = (name, text) => page.line(paint(name, print(text)));
	const now = () => Date.now();
	const live = liveProgress({
		interval: colour ? DRAWN_INTERVAL : PLAIN_INTERVAL,
		now,
		show: (lines) => page.progress(lines.map(print))
	});
	return {
		info: line,
		warn: (text) => painted("yellow", `warning: ${text}`),
		debug: (text) => {
			if (options.debug) painted("dim", text);
		},
		group: groups(live, {
			begin: (title) => painted("bold", title),
			line: (title) => stageLine(title, {
				now,
				traffic: options.traffic
			})
		}),
		hide: (secret) => secrets.add(secret),
		progress: (say, until) => live.watch(say, until)
	};
};
// src/system/traffic.ts
const counted = async function* (body, add) {
	for await (const chunk of body) {
		add(chunk.byteLength);
		yield chunk;
	}
};
const countedBody = (body, traffic) => {
	const add = (bytes) => void (traffic.sent += bytes);
	if (body === void 0) return body;
	if (typeof body === "string" || body instanceof Uint8Array) {
		add(Buffer.byteLength(body));
		return body;
	}
	return counted(body, add);
};
/** The same HTTP, with the bytes that it moves added to `traffic` as they come and go. */
const countedHttp = (http, traffic) => ({ request: async ({ body, ...request }) => {
	const sent = countedBody(body, traffic);
	const response = await http.request(sent === void 0 ? request : {
		...request,
		body: sent
	});
	return {
		...response,
		body: counted(response.body, (bytes) => void (traffic.received += bytes))
	};
} });
// src/system/realSystem.ts
process.env["UV_THREADPOOL_SIZE"] ??= String(Math.max(4, availableParallelism()));
const realClock = {
	now: () => Date.now(),
	sleep: (milliseconds) => setTimeout$1(milliseconds)
};
const realEnv = () => ({
	get: (name) => process.env[name],
	projectRoot: findRoot(import.meta.dirname),
	cwd: process.cwd(),
	home: homedir(),
	cpus: availableParallelism(),
	arch: process.arch,
	uid: process.getuid?.() ?? 0,
	random: (bytes) => randomBytes(bytes).toString("hex")
});
/**
* The world as it is. `log` defaults to the terminal, where `secrets` are hidden; a log that is
* given shows the bytes that are counted in `traffic`.
*/
const realSystem = (options = {}) => {
	const { traffic = {
		received: 0,
		sent: 0
	}, secrets } = options;
	return {
		processes: realProcesses,
		files: realFiles,
		http: countedHttp(realHttp(), traffic),
		clock: realClock,
		env: realEnv(),
		log: options.log ?? terminalLog({
			debug: options.debug ?? false,
			traffic,
			...secrets === void 0 ? {} : { secrets }
		})
	};
};
// src/system/shell.ts
/**
* Who reads our output may stop before its end (`| head`), and that is not an error of ours; a full
* disk under it is one.
*/
const stopWriting = (error) => {
	if (error.code === "EPIPE") process.exit();
	try {
		writeSync(2, `error: The output cannot be written (${error.code ?? error.message}). [file-system]\n  Look where it goes, and whether there is room: df -h\n`);
	} catch {}
	process.exit(3);
};
/** What the command line's shell may do to its own process. */
const shell = {
	argv: process.argv.slice(2),
	environment: process.env,
	/** Of this project, as package.json says. */
	get version() {
		const { version } = JSON.parse(readFileSync(`${findRoot(import.meta.dirname)}/package.json`, "utf8"));
		return version;
	},
	/**
	* Decides what a failed write means, also one of the parser's help; to be called before anything
	* is printed.
	*/
	watchOutput: () => {
		process.stdout.on("error", stopWriting);
		process.stderr.on("error", stopWriting);
	},
	out: (text) => {
		if (text === "") return;
		process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
	},
	err: (text) => {
		process.stderr.write(`${text}\n`);
	},
	/** Width of standard output where that is a terminal that knows it. */
	get columns() {
		return process.stdout.columns > 0 ? process.stdout.columns : void 0;
	},
	/**
	* Colours what goes to standard output, if that is a terminal with colours; NO_COLOR and
	* FORCE_COLOR are heeded.
	*/
	paint: (colour, text) => styleText(colour, text, { stream: process.stdout }),
	/**
	* Sets the exit code; the process ends when its work does, so that nothing printed is lost in a
	* pipe.
	*/
	exit: (code) => {
		process.exitCode = code;
	}
};
export { onInterrupt as a, liveProgress as i, realSystem as n, printable as o, stageLine as r, shell as t };
