import { b as ensureKeepsArtifacts, d as COMPILING, g as runContext, h as isOffline, i as aroundBase, n as systemContext } from "./systemRecipe.js";
import { t as writeContext } from "./writeContext.js";
import { n as namedIndexes } from "./namedIndexes.js";
import { r as CLAIM_ENDING, t as isLayout } from "./layout.js";
import { i as withAptErrors, n as aptLines, o as buildSecrets, s as chooseEngine, t as aptArguments } from "./aptBuild.js";
import { n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { d as number, f as object, h as string, p as record, r as array } from "./schemas.js";
import { p as atLeast } from "./derivedFacts.js";
import { n as inventoriesOf, r as imageContent, t as inspector } from "./inspector.js";
import { i as storeNewLayer, n as findWholeLayer, r as storeLayer } from "./storedLayers.js";
import { s as pLimit } from "./networkFault.js";
import { t as layerTag } from "./recipe.js";
import { t as failedCells } from "./failedCells.js";
import { t as distinctLayers } from "./makePlan.js";
import { t as ensureWritable } from "./ensureWritable.js";
import { n as digestOf } from "./digest.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { n as holderText, r as withToldLock } from "./toldLock.js";
import { i as duration, n as bytes, r as count } from "./units.js";
import { a as minorOf } from "./versions.js";
import { a as standaloneFolder, i as hashedRequirements, o as standaloneVenvConfig } from "./generate.js";
import { l as walkFolder, n as filesLayerSpec } from "./layerSpecs.js";
import { a as directoryEntry, c as ownedEntry, i as bytesEntry, l as symlinkEntry, n as notEnough, o as fileEntry, r as ordered, s as hardlinkEntry, t as ensureSpace } from "./diskSpace.js";
import { a as writeBlob, c as entryContent, i as firstIsFile, o as decodePaths, r as readTar, s as encodePaths, u as NotDeflated } from "./canonicalLayer.js";
import { n as mirrored } from "./mirrors.js";
import { t as safeUrl } from "./safeUrl.js";
import { a as answerDeadline, i as LIMITS, n as readBounded, o as blobPace, t as atPace } from "./boundedBody.js";
import { n as overLimit, t as ARCHIVE_LIMITS } from "./archiveLimits.js";
import { c as zipDirectory, d as indexAccess, f as indexesWithoutSecret, i as uvOnce, l as zipEntries, m as uvEnvironment, p as endSettingsSearch, r as interpreterFor, s as ZIP_END_SPAN, t as follow, u as zipHeaderSize } from "./redirects.js";
import { a as licenceList, c as readRecord, l as recordRow, o as contentOf, s as printRecord } from "./staticChecks.js";
import { n as memoizedWork, t as memoized } from "./memoized.js";
import { n as isFull } from "./diskFull.js";
import { t as readBase } from "./baseImage.js";
import { i as moveBlob, n as copyNewBase, o as readStoredBase, r as isWhole, t as baseTag } from "./storedBase.js";
import { t as openWork } from "./workFolder.js";
import { a as RECIPE_ANNOTATION } from "./labels.js";
import { p as unlessDamaged, u as closureReader } from "./artifact.js";
import { g as OCI_MANIFEST, h as OCI_LAYER_GZIP, n as jsonBytes, o as parseManifest, p as OCI_CONFIG, t as embeddedContent } from "./manifest.js";
import { r as imagesBuiltBefore } from "./buildState.js";
import { t as keepLinked } from "./localImages.js";
import { t as LICENCE_LIST } from "./imagePaths.js";
import { r as keepStandInHere } from "./publishedImage.js";
import { basename, dirname, join } from "node:path";
import { createHash } from "node:crypto";
import { crc32, inflateRawSync } from "node:zlib";
// src/engine/stepNetwork.ts
/** The podman from which `RUN --network` is known. */
const SINCE = "4.4";
/**
* Throws DlEnvError(3) `engine-unusable` where the engine cannot keep single steps off the network:
* said before anything is built, instead of podman's own words about an option.
*/
const requireStepNetwork = ({ name, version }, { steps, isWhole }) => {
	const saysNone = steps.some(({ network }) => !network) && (isWhole || !isOffline(steps));
	if (name !== "podman" || atLeast(version, SINCE) || !saysNone) return;
	throw unreachable({
		code: "engine-unusable",
		message: `podman ${version} cannot keep single steps of \`run\` off the network; podman ${SINCE} and buildx can.`,
		hint: "Build with buildx: dl-env build --engine buildx"
	});
};
// src/engine/buildSources.ts
/** Where an engine finds a base that lies in a store. */
const baseSource = (store, base) => isLayout(store) ? {
	kind: "layout",
	dir: store.dir,
	digest: base.descriptor.digest,
	tag: base.tag
} : {
	kind: "registry",
	reference: `${store.name}@${base.descriptor.digest}`,
	insecure: store.local
};
/** A base that lies in a registry, as an engine's build needs it, from what is known of it. */
const knownBase = (store, { descriptor: { digest }, manifest, config }) => ({
	repository: store,
	tag: `${store.name}@${digest}`,
	indexDigest: digest,
	platformDigest: digest,
	manifest,
	config
});
/** Where an engine's image goes. */
const targetOf = (to) => isLayout(to) ? {
	kind: "layout",
	dir: to.dir
} : {
	kind: "registry",
	repository: to.name,
	insecure: to.local
};
// src/engine/engineBuilds.ts
/** Builds on an engine; the last line that it wrote is shown while it works. */
const followed = ({ log }, cell, build) => {
	let last = "the engine starts";
	const tell = aptLines(log);
	const onLine = (line) => {
		tell(line);
		if (line.trim() !== "") last = line.trim();
	};
	const building = withAptErrors(cell, () => build(onLine));
	log.progress(() => `  ${last}`, building);
	return building;
};
/** Time of every file that a build would otherwise stamp with its own: 2024-01-01, UTC. */
const EPOCH$1 = 1704067200;
const contextOf = async ({ catalog, request, store, base, inputs, secrets }, cell, dir) => {
	const stored = await base(cell);
	return {
		dir,
		base: baseSource(store, stored),
		...isLayout(store) ? {} : { baseImage: knownBase(store, stored) },
		secrets: await secrets(),
		buildArgs: aptArguments({
			catalog,
			request
		}, inputs, cell),
		epoch: EPOCH$1
	};
};
const systemLayer = (run) => async (spec, cell, work) => {
	const { sys } = run;
	const dir = await sys.files.makeTemp("system-", work);
	for (const { path, content } of systemContext(spec.system)) await sys.files.write(`${dir}/${path}`, content);
	const context = await contextOf(run, cell, dir);
	const builder = await run.engine();
	return followed(sys, cell, (onLine) => builder.buildSystem(context, dir, onLine));
};
const runLayer = (run) => async ({ steps }, { cell, digest }, work) => {
	const { sys, store } = run;
	const builder = await run.engine();
	requireStepNetwork(builder, {
		steps,
		isWhole: false
	});
	const dir = await sys.files.makeTemp("run-", work);
	for (const { path, content } of runContext(steps)) await sys.files.write(`${dir}/${path}`, content);
	const { ca } = await buildSecrets(sys, run.work);
	const context = {
		dir,
		base: baseSource(store, {
			tag: "linked",
			descriptor: { digest }
		}),
		secrets: ca === void 0 ? {} : { ca },
		buildArgs: {},
		epoch: EPOCH$1,
		offline: isOffline(steps)
	};
	return followed(sys, cell, (onLine) => builder.buildSystem(context, dir, onLine));
};
const wholeImage = (run) => async (recipe, onLayer) => {
	const { sys, catalog, to, work, inputs } = run;
	const { cell } = recipe;
	const builder = await run.engine();
	const steps = recipe.layers.flatMap((layer) => layer.kind === "run" ? layer.steps : []);
	requireStepNetwork(builder, {
		steps,
		isWhole: true
	});
	const dir = await sys.files.makeTemp("context-", work);
	await writeContext({
		sys,
		catalog
	}, inputs, {
		recipe,
		dir
	});
	const plain = await contextOf(run, cell, dir);
	const context = onLayer === void 0 ? plain : {
		...plain,
		onLayer
	};
	const image = await sys.log.group(`Building the whole image of ${cell}`, () => followed(sys, cell, (onLine) => builder.buildImage(context, targetOf(to), onLine)));
	await sys.files.remove(dir);
	return image;
};
/** The indexes that dl-env.yml names, which may want a login. */
const ownIndexes = ({ catalog, request }) => {
	const names = catalog.indexes.values().filter((index) => index.own === true).map(({ name }) => name).toArray();
	return namedIndexes(names, catalog.indexes, request.mirrors);
};
/** What builds with an engine in one run; the engine is chosen when the first build asks for it. */
const engineBuilds = (facts) => {
	let engine;
	let secrets;
	const { sys, request, open, work, engines } = facts;
	const needs = {
		open,
		work,
		...engines === void 0 ? {} : { engines }
	};
	const run = {
		...facts,
		engine: () => engine ??= chooseEngine(sys, request.engine, needs),
		secrets: () => secrets ??= buildSecrets(sys, work, ownIndexes(facts))
	};
	return {
		systemLayer: systemLayer(run),
		runLayer: runLayer(run),
		wholeImage: wholeImage(run)
	};
};
// src/layer/knownLayers.ts
/**
* Looks layers up in a store, each once when it is there: a manifest and the HEADs of its blobs.
* What was not there is looked up again, since it may have been made meanwhile.
*/
const knownLayers = (store) => {
	const found = /* @__PURE__ */ new Map();
	const find = async (tag) => {
		const looking = found.get(tag) ?? findWholeLayer(store, tag);
		found.set(tag, looking);
		try {
			const layer = await looking;
			if (layer === void 0) found.delete(tag);
			return layer;
		} catch (error) {
			found.delete(tag);
			throw error;
		}
	};
	return {
		find,
		keep: (layer) => void found.set(layer.tag, Promise.resolve(layer))
	};
};
// src/layer/makingClaims.ts
/** Whoever works on one thing for longer is not waited for any more; milliseconds. */
const LIMIT$1 = 36e5;
/**
* Runs `work` when no other build makes the same; where one was waited for, it is to look first
* whether that one did.
*/
const onceClaimed = async (claims, claimed, work) => {
	for (let hasWaited = false;; hasWaited = true) {
		const waited = hasWaited;
		const done = await claims.attempt(claimed, () => work(waited));
		if ("result" in done) return done.result;
		await claims.passed(claimed, done.holder);
	}
};
/** Ends a wait for a lock with who holds it. */
var Held = class extends Error {
	holder;
	constructor(holder) {
		super(holderText(holder));
		this.holder = holder;
	}
};
/** The holder for whom a wait was ended; undefined when the lock was free. */
const heldBy = async (work) => {
	try {
		await work;
		return;
	} catch (error) {
		if (error instanceof Held) return error.holder;
		throw error;
	}
};
/** In a layout whoever opens it sees them; of a registry only this user's builds on this host. */
const folderFor = (sys, store) => isLayout(store) ? store.dir : `${cacheFolder(sys.env)}/making/${digestOf(Buffer.from(store.name)).slice(7, 23)}`;
/** Why a holder is not waited for; undefined while it is. */
const notWaitedFor = ({ isForeign, silent, waited }) => {
	if (waited >= LIMIT$1) return `it has been at work for more than ${duration(LIMIT$1)}`;
	return isForeign && silent >= 4e3 ? `it cannot be asked from here, and gave no sign of life for ${duration(silent)}` : void 0;
};
/** Works under the claim if it is free; else tells at once who holds it. */
const attempt = async ({ files, pathOf }, claimed, work) => {
	const results = [];
	const locked = files.withLock(pathOf(claimed), async () => void results.push(await work()), (holder) => {
		throw new Held(holder);
	});
	const holder = await heldBy(locked);
	return holder === void 0 ? { result: results[0] } : { holder };
};
/** Waits for a holder, and says so; returns it where it is not waited for any more. */
const passed = async ({ files, log, pathOf }, claimed, first) => {
	let last = first;
	const making = (holder) => `${claimed.title} is being made by ${holderText(holder)}`;
	log.info(`${making(first)}: it is waited for, the rest goes on`);
	const locked = files.withLock(pathOf(claimed), () => Promise.resolve(), (holder) => {
		last = holder;
		if (notWaitedFor(holder) !== void 0) throw new Held(holder);
	});
	const waiting = heldBy(locked);
	log.progress(() => `${making(last)}; waited for ${duration(last.waited)}`, waiting);
	return waiting;
};
/** Opens the claims of a store. */
const makingClaims = ({ files, env, log }, store) => {
	const folder = folderFor({ env }, store);
	const claims = {
		files,
		log,
		pathOf: ({ tag }) => join(folder, `${tag}${CLAIM_ENDING}`)
	};
	const unheeded = /* @__PURE__ */ new Set();
	return {
		attempt: async (claimed, work) => unheeded.has(claimed.tag) ? { result: await work() } : attempt(claims, claimed, work),
		passed: async (claimed, holder) => {
			const left = await passed(claims, claimed, holder);
			if (left === void 0) return;
			unheeded.add(claimed.tag);
			log.warn(`${claimed.title} is made here too, although ${holderText(left)} says that it makes it: ${notWaitedFor(left) ?? ""}. If that is gone: rm ${claims.pathOf(claimed)}`);
		}
	};
};
// src/layer/layerProgress.ts
const phaseText = ({ phase, spec }) => {
	switch (phase.kind) {
		case "building": return "being built";
		case "unpacking": {
			const unpacked = phase.unpacked();
			const far = unpacked === void 0 ? "" : `, ${bytes(unpacked)} unpacked`;
			return `fetching ${bytes(spec.download)}${far}`;
		}
		case "downloading": return `fetching, ${bytes(phase.received())} of ${bytes(spec.download)}`;
		case "packing": return `packing, ${bytes(phase.packed())} written`;
		case "storing": return `storing, ${bytes(phase.sent())} of ${bytes(phase.size)}`;
		case "reading": return `looking through its files, ${bytes(phase.read())} of ${bytes(phase.size)}`;
	}
};
/** Bytes of its download that are here for certain. */
const fetchedOf = ({ phase, spec }) => {
	switch (phase.kind) {
		case "building":
		case "unpacking": return 0;
		case "downloading": return Math.min(phase.received(), spec.download);
		case "packing":
		case "storing":
		case "reading": return spec.download;
	}
};
/** A layer that is stored, as a line for those who look for mistakes. */
const doneText = (spec, size, took) => `${spec.title} is ${bytes(size)}, took ${duration(took)}`;
/** Progress of the making of these layers. */
const layerProgress = ({ log, clock }, specs) => {
	const total = specs.reduce((sum, { download }) => sum + download, 0);
	const running = /* @__PURE__ */ new Set();
	let [layers, stored, fetched] = [
		0,
		0,
		0
	];
	const text = () => {
		const now = [...running].reduce((sum, one) => sum + fetchedOf(one), fetched);
		return `${`${layers} of ${count(specs.length, "layer")} stored (${bytes(stored)})`}, ${bytes(now)} of ${bytes(total)} fetched`;
	};
	const all = (until) => log.progress(text, until);
	const one = async (spec, work) => {
		const began = clock.now();
		const following = {
			spec,
			phase: { kind: "building" }
		};
		running.add(following);
		const working = work((phase) => {
			following.phase = phase;
		});
		log.progress(() => `${spec.title}: ${phaseText(following)}, ${duration(clock.now() - began)}`, working);
		try {
			const result = await working;
			layers += 1;
			stored += result.size;
			fetched += spec.download;
			log.debug(doneText(spec, result.size, clock.now() - began));
			return result;
		} finally {
			running.delete(following);
		}
	};
	return {
		all,
		one
	};
};
// src/layer/bytecodeEntries.ts
const asPattern = (path) => path.replaceAll(/[^\w/]/g, String.raw`\$&`);
/**
* argv that compiles a folder. `checked-hash`: the bytes do not depend on times, and a module that
* somebody edits counts. Neither site-packages nor a variable of this machine has a say.
*/
const compileArgv = (python, { folder, seen }, { except, into }) => {
	const interpreter = [
		"-sSB",
		"-X",
		"utf8",
		...COMPILING,
		"-X",
		`pycache_prefix=${into}`
	];
	const compileall = [
		"-m",
		"compileall",
		"-qq",
		"-f",
		"--invalidation-mode",
		"checked-hash"
	];
	const left = ["-x", `^${asPattern(folder)}/${except}`];
	return [
		python,
		...interpreter,
		...compileall,
		...left,
		"-s",
		folder,
		"-p",
		`/${seen}`,
		folder
	];
};
/** Settings of Python's that would change what is compiled, and the one that fixes it. */
const ENVIRONMENT = {
	PYTHONHASHSEED: "0",
	PYTHONHOME: void 0,
	PYTHONPATH: void 0,
	PYTHONPYCACHEPREFIX: void 0,
	PYTHONOPTIMIZE: void 0,
	PYTHONWARNINGS: void 0,
	PYTHONPLATLIBDIR: void 0
};
/** compileall's answer where a file is no module of this Python's: it is left, as by pip. */
const SOME_LEFT = 1;
/**
* The bytecode of a folder's modules, each in `__pycache__` beside its module. The same bytes for
* the same modules and Python; what is no module of this Python's has none. Rejects with
* `not-compiled` where the compiler breaks.
*/
const bytecodeEntries = async ({ sys, python, work }, modules, { except }) => {
	const [into, start] = [`${work}/bytecode`, `${work}/start`];
	await sys.files.makeDir(start);
	const argv = compileArgv(python, modules, {
		except,
		into
	});
	const { code, stderr } = await sys.processes.run(argv, {
		cwd: start,
		env: ENVIRONMENT
	});
	if (code !== 0 && code !== SOME_LEFT) throw foundProblem({
		code: "not-compiled",
		message: `Python's compiler ended with ${code} on the modules for /${modules.seen}.`,
		hint: "Leave modules uncompiled, in dl-env.yml: bytecode: false"
	}, { cause: new Error(stderr) });
	const entries = [];
	for await (const { path, size, kind } of walkFolder(sys.files, `${into}${modules.folder}`)) {
		if (kind !== "file") continue;
		const at = path.lastIndexOf("/") + 1;
		const beside = `${modules.path}/${path.slice(0, at)}__pycache__/${path.slice(at)}`;
		const content = {
			kind: "file",
			path: `${into}${modules.folder}/${path}`
		};
		entries.push(fileEntry(beside, 420, {
			size,
			content
		}));
	}
	return entries;
};
// src/layer/downloadArchive.ts
const wrongRedirect = (url, why) => unreachable({
	code: "too-many-redirects",
	message: `${safeUrl(url)} ${why}.`,
	hint: "Name a mirror in dl-env.yml, then type: dl-env build"
});
const notThere = (url, status) => unreachable({
	code: "download-failed",
	message: `${safeUrl(url)} answered ${status}.`,
	hint: "Name a mirror under `mirrors` in dl-env.yml, then type: dl-env build"
});
/**
* Fetches `url` into `file`; code `download-failed` when it is not there, `archive-hash` when its
* sha256 is not the one asked for, and then no file is left.
*/
const downloadArchive = async (sys, { url, sha256 }, file) => {
	const { response, failure } = await follow(sys.http, url, LIMITS.redirects);
	if (failure !== void 0) throw wrongRedirect(url, failure);
	if (response.status !== 200) {
		await response.discard();
		throw notThere(url, response.status);
	}
	const hash = createHash("sha256");
	let size = 0;
	const hashed = async function* () {
		for await (const chunk of atPace(response.body, blobPace(safeUrl(url)), sys.clock)) {
			size += chunk.length;
			if (size > LIMITS.archiveBytes) throw overLimit(`${safeUrl(url)} sends ${bytes(size)} and more`, bytes(LIMITS.archiveBytes));
			hash.update(chunk);
			sys.onBytes?.(size);
			yield chunk;
		}
	};
	await sys.files.write(file, hashed());
	const got = hash.digest("hex");
	if (got === sha256) return;
	await sys.files.remove(file);
	throw foundProblem({
		code: "archive-hash",
		message: `${safeUrl(url)} has sha256 ${got}, but the catalog says ${sha256}.`,
		hint: "Check the mirror and the catalog: matrix/pythons.yml"
	});
};
// src/layer/pythonEntries.ts
/**
* /opt/venv for a standalone Python: what `python3 -m venv` would make, with the neutral folder for
* packages.
*/
const venvSkeleton = (version) => {
	const minor = minorOf(version);
	return [
		bytesEntry("opt/venv/pyvenv.cfg", 420, Buffer.from(standaloneVenvConfig(version))),
		symlinkEntry("opt/venv/bin/python3", `/${standaloneFolder(version)}/bin/python${minor}`),
		symlinkEntry("opt/venv/bin/python", "python3"),
		symlinkEntry(`opt/venv/bin/python${minor}`, "python3"),
		symlinkEntry(`opt/venv/lib/python${minor}`, "python3"),
		symlinkEntry("opt/venv/lib64", "lib"),
		symlinkEntry(`opt/venv/include/site/python${minor}`, "python3"),
		directoryEntry("opt/venv/include/site/python3"),
		directoryEntry("opt/venv/lib/python3/site-packages")
	];
};
const moved = (entry, folder) => {
	const inFolder = (path) => path.replace(/^python(?=\/|$)/, folder);
	const path = inFolder(entry.path);
	if (!path.startsWith(`${folder}/`) || path.split("/").includes("__pycache__")) return [];
	switch (entry.kind) {
		case "file": return entry.content === void 0 ? [] : [fileEntry(path, entry.mode, {
			size: entry.size,
			content: entry.content
		})];
		case "symlink": return [symlinkEntry(path, entry.target ?? "")];
		case "hardlink": return [hardlinkEntry(path, entry.mode, inFolder(entry.target ?? ""))];
		case "directory": return [directoryEntry(path)];
		case "other": return [];
	}
};
/** Writes the modules below `path` of these entries to `folder`, to be compiled there. */
const writeModules = async (files, { entries, path }, folder) => {
	for (const entry of entries) {
		const { path: at, kind } = entry;
		if (!(kind === "file" && at.startsWith(`${path}/`) && at.endsWith(".py")) || at.split("/").includes("..")) continue;
		const parts = [];
		for await (const part of entryContent(files, entry)) parts.push(part);
		await files.write(`${folder}/${at.slice(path.length + 1)}`, Buffer.concat(parts));
	}
};
/**
* The entries of a Python layer: the archive at /opt/python/X.Y, checked against its sha256, and
* /opt/venv for it.
*/
const pythonEntries = async ({ sys, mirrors, work, tell }, spec) => {
	const archive = `${work}/python.tar.gz`;
	let received = 0;
	tell?.({
		kind: "downloading",
		received: () => received
	});
	const onBytes = (size) => void (received = size);
	await downloadArchive({
		...sys,
		onBytes
	}, {
		url: mirrored(spec.url, mirrors),
		sha256: spec.sha256
	}, archive);
	const read = await readTar(sys.files, archive, `${work}/bodies`);
	return [...firstIsFile(read.flatMap((entry) => moved(entry, standaloneFolder(spec.version)))), ...venvSkeleton(spec.version)];
};
// src/layer/archiveFile.ts
/** Read at once, for the many small pieces that lie side by side. */
const WINDOW = 1 << 20;
/** An archive up to this size is held whole: pieces are not always read in its order. */
const WHOLE = 16 << 20;
const openArchive = async (files, path) => {
	const size = (await files.stat(path))?.size ?? 0;
	const span = size <= WHOLE ? size : WINDOW;
	let window = {
		start: 0,
		bytes: Buffer.alloc(0)
	};
	const read = async (start, length) => {
		const end = Math.min(size, start + length) - 1;
		if (end < start) return Buffer.alloc(0);
		const chunks = [];
		for await (const chunk of files.read(path, {
			start,
			end
		})) chunks.push(chunk);
		return Buffer.concat(chunks);
	};
	const piece = async (start, length) => {
		if (length > span) return read(start, length);
		const isInside = start >= window.start && start + length <= window.start + window.bytes.length;
		const first = span === size ? 0 : start;
		if (!isInside) window = {
			start: first,
			bytes: await read(first, span)
		};
		const at = start - window.start;
		return window.bytes.subarray(at, at + length);
	};
	const stream = (start, length) => files.read(path, {
		start,
		end: start + length - 1
	});
	return {
		size,
		piece,
		stream
	};
};
// src/layer/shebang.ts
/** The interpreter of every image. */
const VENV_PYTHON = "/opt/venv/bin/python3";
const NEUTRAL = `#!${VENV_PYTHON}`;
const DIRECT = /^#!(.*)\/bin\/python[\d.]*$/;
/**
* Where the interpreter's path is long or has spaces, uv writes a shell line that Python reads as a
* string.
*/
const TRAMPOLINE = /^'''exec' (.*)\/bin\/python[\d.]*'? "\$0" "\$@"$/;
const TRAMPOLINE_END = "' '''";
const NEWLINE = 10;
const lineEnd = (bytes, from) => {
	const end = bytes.indexOf(NEWLINE, from);
	return end < 0 ? bytes.length : end;
};
const withFirstLine = (bytes, end) => Buffer.concat([Buffer.from(NEUTRAL), bytes.subarray(end)]);
/**
* A script whose first lines name the interpreter of the throw-away environment `venv` (name of its
* folder), with the image's interpreter instead. Returns undefined for everything else: other
* interpreters, binaries.
*/
const neutralScript = (script, venv) => {
	if (script[0] !== 35 || script[1] !== 33) return void 0;
	const end = lineEnd(script, 0);
	const [first = "", second = "", third = ""] = Buffer.from(script.subarray(0, Math.min(script.length, 16384))).toString("utf8").split("\n", 3);
	if (DIRECT.exec(first)?.[1]?.endsWith(`/${venv}`) === true) return withFirstLine(script, end);
	if (first !== "#!/bin/sh" || third !== TRAMPOLINE_END || TRAMPOLINE.exec(second)?.[1]?.endsWith(`/${venv}`) !== true) return void 0;
	return withFirstLine(script, lineEnd(script, lineEnd(script, end + 1) + 1));
};
// src/layer/launcher.ts
/** uv's text of a launcher, with the image's interpreter: what it installs, byte for byte. */
const launcherText = (module, path) => `#!${VENV_PYTHON}
# -*- coding: utf-8 -*-
import sys
from ${module} import ${path.split(".")[0] ?? path}
if __name__ == "__main__":
    if sys.argv[0].endswith("-script.pyw"):
        sys.argv[0] = sys.argv[0][:-11]
    elif sys.argv[0].endswith(".exe"):
        sys.argv[0] = sys.argv[0][:-4]
    sys.exit(${path}())
`;
const SECTION = /^\[([^[\]]+)\]$/;
const ENTRY = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=\s*([A-Za-z_][\w.]*)\s*:\s*([A-Za-z_][\w.]*)$/;
/** uv gives these the number of the Python in their names. */
const NUMBERED = /^(pip|easy_install)/;
const launcherOf = (line) => {
	const [, name = "", module = "", path = ""] = ENTRY.exec(line) ?? [];
	if (name === "" || NUMBERED.test(name)) return void 0;
	return {
		name,
		script: launcherText(module, path)
	};
};
/**
* The launchers of an `entry_points.txt`; undefined where it says anything of them that is not the
* plain `name = module:function`, each name once.
*/
const launchersIn = (text) => {
	const found = /* @__PURE__ */ new Map();
	let section = "";
	for (const raw of text.split(/\r?\n/)) {
		const line = raw.trim();
		if (line === "" || /^[#;]/.test(line)) continue;
		const named = SECTION.exec(line)?.[1]?.trim();
		if (named !== void 0) section = named;
		else if (section === "console_scripts" || section === "gui_scripts") {
			const launcher = launcherOf(line);
			if (launcher === void 0 || found.has(launcher.name) || raw !== raw.trimStart()) return void 0;
			found.set(launcher.name, launcher);
		}
	}
	return [...found.values()];
};
// src/layer/venvPaths.ts
/** Where the environment lies in an image, without a leading slash. */
const VENV = "opt/venv";
/** Where wheels put their modules, and where paths of a RECORD begin. */
const SITE_PACKAGES = `${VENV}/lib/python3/site-packages`;
/**
* A path of a `--prefix` tree as it stands in the image: without the Python's number in
* `lib/python3.11` and `include/site/python3.11`.
*/
const venvPath = (path) => `${VENV}/${path.replace(/^(lib|include\/site)\/python\d+\.\d+\//, "$1/python3/")}`;
const isScriptPath = (path) => path.startsWith(`${VENV}/bin/`);
const isRecordPath = (path) => path.startsWith(`opt/venv/lib/python3/site-packages/`) && /^[^/]+\.dist-info\/RECORD$/.test(path.slice(35));
/** `tqdm-4.70.1` of `…/site-packages/tqdm-4.70.1.dist-info/RECORD` */
const titleOfRecord = (path) => path.slice(SITE_PACKAGES.length + 1).replace(/\.dist-info\/RECORD$/, "");
/** A path of a RECORD, which counts from site-packages, as it stands in the image. */
const recordedPath = (path) => {
	const parts = SITE_PACKAGES.split("/");
	for (const part of path.split("/")) if (part === "..") parts.pop();
	else if (part !== ".") parts.push(part);
	return parts.join("/");
};
// src/layer/wheelArchive.ts
/** A directory that is larger is not read; the one of torch's wheel has 1.5 MB. */
const LARGEST_DIRECTORY = 32 << 20;
/** Stands for a number that only ZIP64 records hold. */
const ELSEWHERE = 4294967295;
/** Of what has no end record. */
const NONE = {
	start: 0,
	length: 0,
	entries: 0
};
/** The files of an archive by its directory, and how many it says that it has. */
const archivedFiles = async (archive) => {
	const { size } = archive;
	const tailSize = Math.min(size, ZIP_END_SPAN);
	const { start, length, entries: said } = zipDirectory(await archive.piece(size - tailSize, tailSize)) ?? NONE;
	return {
		files: length <= LARGEST_DIRECTORY && start + length <= size ? [...zipEntries(await archive.piece(start, length))] : [],
		said
	};
};
/** Whether the directory has all numbers of a file. */
const hasNumbers = ({ header, packed, size }) => ![
	header,
	packed,
	size
].includes(ELSEWHERE);
/** Whether a file is large and deflated, and the directory has all numbers of it. */
const isLarge = (entry) => entry.method === 8 && entry.size >= 32768 && hasNumbers(entry);
/** Where a file of a wheel is installed, below the environment; undefined for what is rewritten. */
const installedPath = (name) => {
	const [, scheme, rest] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(name) ?? [];
	if (scheme === void 0) return `lib/python3/site-packages/${name}`;
	if (scheme === "purelib" || scheme === "platlib") return `lib/python3/site-packages/${rest}`;
	return scheme === "data" ? rest : void 0;
};
/** Where the content of a file is; undefined where its own header names another file. */
const bodyOf = async (archive, { name, header, packed, size, crc }) => {
	const before = zipHeaderSize(await archive.piece(header, 30));
	if (before === void 0) return void 0;
	if ((await archive.piece(header + 30, Buffer.byteLength(name))).toString("utf8") !== name) return void 0;
	return {
		archive,
		start: header + before,
		packed,
		size,
		crc
	};
};
/**
* The large files of a wheel that lie deflated in it, by the path below the environment at which
* they are installed (`lib/python3/site-packages/…`). Files are left out that the archive names
* twice or describes in ways that are not read here: what is there may be used, and nothing must.
*/
const deflatedFiles = async (files, path) => {
	const archive = await openArchive(files, path);
	const found = /* @__PURE__ */ new Map();
	const twice = /* @__PURE__ */ new Set();
	for (const entry of (await archivedFiles(archive)).files) {
		if (!isLarge(entry)) continue;
		const installed = installedPath(entry.name);
		if (installed === void 0) continue;
		if (found.has(installed)) twice.add(installed);
		const body = await bodyOf(archive, entry);
		if (body !== void 0) found.set(installed, body);
	}
	for (const installed of twice) found.delete(installed);
	return found;
};
// src/layer/archivedWheel.ts
/** General purpose bits: of an encrypted file, of a name in UTF-8. */
const ENCRYPTED = 1;
const UTF8 = 2048;
const TYPE_BITS = 61440;
const REGULAR = 32768;
/** What is read into memory at once: small files that are not compressed, and texts. */
const MOST_HELD = 16 << 20;
/** Files that an installer adds to a wheel's `.dist-info`, and a wheel should not have. */
const OF_INSTALLERS = [
	"INSTALLER",
	"REQUESTED",
	"direct_url.json",
	"uv_cache.json"
];
const isFolder = ({ name }) => name.endsWith("/");
/** Whether the archive says all of a file that is needed, in the one way that is read here. */
const isPlain = (entry) => {
	const { name, flags, method, mode = 0, packed, size } = entry;
	const parts = name.replace(/\/$/, "").split("/");
	return hasNumbers(entry) && (flags & ENCRYPTED) === 0 && (method === 8 || method === 0 && packed === size) && !parts.some((part) => part === "" || part === "." || part === "..") && (/^[ -[\]-~]+$/.test(name) || (flags & UTF8) !== 0 && !/[\\\uFFFD\p{Cc}]/u.test(name)) && (isFolder(entry) || [0, REGULAR].includes(mode & TYPE_BITS));
};
/** Path of a wheel's file in a RECORD, from site-packages; undefined where uv must say. */
const rowPath = (name) => {
	const [, scheme, rest = ""] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(name) ?? [];
	if (scheme === void 0) return /^[^/]+\.data\//.test(name) ? void 0 : name;
	if (scheme === "purelib" || scheme === "platlib") return rest;
	const isSpecial = /^(bin|include|lib|lib64)(\/|$)/.test(rest) || !rest.includes("/");
	return scheme === "data" && !isSpecial ? `../../../${rest}` : void 0;
};
const openWheel = async (files, path) => {
	const archive = await openArchive(files, path);
	const { files: found, said } = await archivedFiles(archive);
	if (found.length !== said || said > ARCHIVE_LIMITS.entries || !found.every(isPlain)) return void 0;
	const byPath = /* @__PURE__ */ new Map();
	for (const entry of found) {
		if (isFolder(entry)) continue;
		const at = rowPath(entry.name);
		if (at === void 0 || byPath.has(at)) return void 0;
		byPath.set(at, entry);
	}
	const [title, ...others] = new Set([...byPath.keys()].flatMap((at) => /^([^/]+)\.dist-info\//.exec(at)?.[1] ?? []));
	if (title === void 0 || others.length > 0) return void 0;
	const isOther = ({ name }) => /^[^/]+\.data\//.test(name) && !name.startsWith(`${title}.data/`);
	return found.some(isOther) ? void 0 : {
		archive,
		files: byPath,
		title
	};
};
/** Content in memory; undefined where it is not what the directory says. */
const held = async (archive, entry) => {
	const body = entry.size > MOST_HELD ? void 0 : await bodyOf(archive, entry);
	if (body === void 0) return void 0;
	const bytes = await archive.piece(body.start, body.packed);
	try {
		const content = entry.method === 0 ? Buffer.from(bytes) : inflateRawSync(bytes, { maxOutputLength: entry.size + 1 });
		return content.length === entry.size && crc32(content) === entry.crc ? content : void 0;
	} catch {
		return;
	}
};
const textIn = async (wheel, name) => {
	const entry = wheel.files.get(`${wheel.title}.dist-info/${name}`);
	return entry === void 0 ? void 0 : (await held(wheel.archive, entry))?.toString("utf8");
};
/** A file as a layer has it; undefined where it is not what the archive says. */
const entryOf = async ({ archive }, at, entry) => {
	const path = recordedPath(at);
	const mode = ((entry.mode ?? 0) & 73) === 0 ? 420 : 493;
	if (entry.method === 0 || entry.size === 0) {
		const bytes = await held(archive, entry);
		return bytes === void 0 ? void 0 : bytesEntry(path, mode, bytes);
	}
	const deflated = await bodyOf(archive, entry);
	if (deflated === void 0) return void 0;
	return fileEntry(path, mode, {
		size: entry.size,
		content: {
			kind: "deflated",
			deflated
		}
	});
};
/** The rows of a wheel's RECORD by the places where its files are installed. */
const movedRows = (wheel, record) => {
	const rows = readRecord(record).map((row) => ({
		...row,
		at: rowPath(row.path) ?? row.path
	}));
	const named = new Set(rows.map(({ at }) => at));
	const isMoved = ({ name }, at) => name !== at;
	return [...wheel.files].some(([at, entry]) => isMoved(entry, at) && !named.has(at)) ? void 0 : rows.map((row) => recordRow(row.at, row));
};
/** What an installer adds to a wheel, by the path that a RECORD has for it. */
const addedFiles = async (wheel) => {
	const info = `${wheel.title}.dist-info`;
	if (OF_INSTALLERS.some((name) => wheel.files.has(`${info}/${name}`))) return void 0;
	const points = wheel.files.has(`${info}/entry_points.txt`) ? await textIn(wheel, "entry_points.txt") : "";
	const launchers = points === void 0 ? void 0 : launchersIn(points);
	if (launchers === void 0) return void 0;
	const added = /* @__PURE__ */ new Map();
	const add = (at, mode, text) => void added.set(at, bytesEntry(recordedPath(at), mode, Buffer.from(text)));
	for (const { name, script } of launchers) add(`../../../bin/${name}`, 493, script);
	add(`${info}/INSTALLER`, 420, "uv");
	add(`${info}/REQUESTED`, 420, "");
	return added;
};
const byRowPath = (a, b) => a.path < b.path ? -1 : 1;
/** The entries of what lies in the archive, but for its RECORD; undefined where one is not so. */
const archivedEntries = async (wheel) => {
	const entries = [];
	let inMemory = 0;
	for (const [at, entry] of wheel.files) {
		if (at.split("/").includes("__pycache__") || at === `${wheel.title}.dist-info/RECORD`) continue;
		const made = await entryOf(wheel, at, entry);
		if (made?.content?.kind === "bytes") inMemory += made.size;
		if (made === void 0 || inMemory > MOST_HELD) return void 0;
		entries.push(made);
	}
	return entries;
};
/**
* What uv would install of a wheel, of the wheel's file alone: nothing is unpacked to disk, which
* was most of what layers of many small files cost. Undefined where the wheel has anything that is
* not plain, such as scripts of its own or a damaged archive: then uv decides. What is in its files
* is compared with the archive's checksums when it is read.
*/
const archivedWheel = async (files, path) => {
	const wheel = await openWheel(files, path);
	if (wheel === void 0) return void 0;
	const [about, record] = [await textIn(wheel, "WHEEL"), await textIn(wheel, "RECORD")];
	if (record === void 0 || !/^Wheel-Version:\s*1\.\d+\s*$/m.test(about ?? "")) return void 0;
	const [rows, added, entries] = [
		movedRows(wheel, record),
		await addedFiles(wheel),
		await archivedEntries(wheel)
	];
	if (rows === void 0 || added === void 0 || entries === void 0) return void 0;
	if ([...added.keys()].some((at) => wheel.files.has(at))) return void 0;
	const ofAdded = [...added].map(([at, { content }]) => recordRow(at, contentOf(content?.kind === "bytes" ? content.bytes : /* @__PURE__ */ new Uint8Array())));
	const all = [...rows, ...ofAdded].sort(byRowPath);
	const text = Buffer.from(printRecord(all));
	const recordPath = `${SITE_PACKAGES}/${wheel.title}.dist-info/RECORD`;
	return {
		entries: [
			...entries,
			...added.values(),
			bytesEntry(recordPath, 420, text)
		],
		installed: [{
			title: wheel.title,
			files: all.map(({ path: at, hash }) => ({
				path: recordedPath(at),
				hash
			}))
		}]
	};
};
// src/layer/wheelAddress.ts
/** A project's page: PyPI's largest have some MB. */
const LARGEST_PAGE = 32 << 20;
const JSON_PAGE = "application/vnd.pypi.simple.v1+json";
const decoder = object({ files: array(object({
	filename: string(),
	url: string(),
	hashes: record(string(), string())
})) });
/** Link of a file on a project's page as JSON (PEP 691); undefined where it has none. */
const linkInJson = (text, { file, sha256 }) => decoder.parse(JSON.parse(text)).files.find(({ filename, hashes }) => filename === file && hashes["sha256"] === sha256)?.url;
/** The same on a page in HTML (PEP 503), whose links end in the hash. */
const linkInHtml = (text, { sha256 }) => new RegExp(`href\\s*=\\s*["']([^"'<>]*#sha256=${sha256})["']`, "i").exec(text)?.[1]?.replaceAll("&amp;", "&");
/**
* Address of a wheel's file, by the project's page on one index, which is asked without any secret;
* undefined where the page does not have the file of this hash. Rejects where there is no page or
* it cannot be read.
*/
const wheelAddress = async (sys, index, wheel) => {
	const page = `${index.replace(/\/+$/, "")}/${wheel.name}/`;
	const headers = {
		accept: `${JSON_PAGE}, text/html;q=0.2`,
		"accept-encoding": "identity"
	};
	const { response, address, failure } = await follow(sys.http, {
		url: page,
		headers
	}, LIMITS.redirects);
	if (failure !== void 0) throw new Error(`${safeUrl(page)} ${failure}`);
	if (response.status !== 200) {
		await response.discard();
		throw new Error(`${safeUrl(page)} answered ${String(response.status)}`);
	}
	const bytes = await readBounded(response.body, {
		what: `The page ${safeUrl(page)}`,
		bytes: LARGEST_PAGE
	}, answerDeadline(sys.clock));
	const text = Buffer.from(bytes).toString("utf8");
	const link = response.headers["content-type"]?.startsWith(JSON_PAGE) === true ? linkInJson(text, wheel) : linkInHtml(text, wheel);
	if (link === void 0 || !URL.canParse(link, address)) return void 0;
	const found = new URL(link, address);
	found.hash = "";
	return /^https?:$/.test(found.protocol) ? found.href : void 0;
};
// src/layer/fetchWheel.ts
const addressOn = async (sys, indexes, wheel) => {
	for (const index of indexes) {
		const address = await wheelAddress(sys, index, wheel);
		if (address !== void 0) return address;
	}
};
/**
* Fetches a wheel as a file into `folder`, from the first of the indexes that has it, and returns
* its path. Undefined, with the reason in the log for those who look, where it can't be had this
* way: uv, which knows every way to an index, then fetches it, and its word counts.
*/
const fetchWheel = async (sys, indexes, { wheel, folder }) => {
	const leave = (why) => {
		sys.log.debug(`${wheel.file} is left to uv: ${why}`);
	};
	if (wheel.download > LIMITS.archiveBytes) return leave("it is too large");
	try {
		const url = await addressOn(sys, indexes, wheel);
		if (url === void 0) return leave("no index that may be asked without a secret has it");
		const path = `${folder}/${wheel.file}`;
		await downloadArchive(sys, {
			url,
			sha256: wheel.sha256
		}, path);
		return path;
	} catch (error) {
		return leave(error instanceof Error ? error.message : String(error));
	}
};
// src/layer/installWheels.ts
/**
* Folder name of the environment that the interpreter belongs to: how scripts made with it are told
* from others.
*/
const venvName = (interpreter) => basename(dirname(dirname(interpreter)));
/** argv of the one uv call that makes a tree; pure. */
const installArgv = (tools, job, { requirements, tree }) => {
	const strategy = (job.indexes ?? []).length === 0 ? [] : ["--index-strategy", "unsafe-best-match"];
	const target = [
		"--prefix",
		tree,
		"--python-version",
		job.python,
		"--python-platform",
		job.platform
	];
	const strict = [
		"--no-deps",
		"--only-binary",
		":all:",
		"--require-hashes",
		"--no-compile-bytecode"
	];
	return [
		tools.uv,
		"pip",
		"install",
		...job.cache === void 0 ? ["--no-cache"] : ["--cache-dir", job.cache],
		"--python",
		tools.interpreter,
		...target,
		...strict,
		...strategy,
		...job.folder === void 0 ? [] : [
			"--no-index",
			"--find-links",
			job.folder
		],
		"-r",
		requirements
	];
};
const UPDATE = "Type: dl-env lock --update";
const mismatch = (stderr) => {
	const wheel = /Hash mismatch for `([^`]+)`/.exec(stderr)?.[1];
	if (wheel === void 0) return void 0;
	const [expected = "?", computed = "?"] = [...stderr.matchAll(/sha256:([\da-f]{64})/g)].map(([, hex]) => hex);
	const message = `The index gave a wheel of ${wheel} with sha256 ${computed}, but the lock says ${expected}.`;
	return foundProblem({
		code: "wheel-hash",
		message,
		hint: `If the index is right, update the lock. ${UPDATE}`
	});
};
const gone = (stderr, wheels) => {
	const text = stderr.replaceAll(/\s+/g, " ");
	if (!/no version of|was not found in the package registry|has no wheels? with|no usable wheels/.test(text)) return void 0;
	const wheel = wheels.find(({ name, version }) => text.includes(`${name}==${version}`) || text.includes(`${name} was not found`));
	const what = wheel === void 0 ? "A wheel of the lock" : `The wheel ${wheel.file}`;
	return foundProblem({
		code: "wheel-gone",
		message: `${what} is no longer on the index.`,
		hint: UPDATE
	});
};
/** Addresses in uv's text may carry a user and a password. */
const redacted = (stderr) => stderr.replaceAll(/(https?:\/\/)[^/\s@]+@/g, "$1***@").trim();
/** What uv's complaint means to a user. The text itself is kept as the cause. */
const installError = (stderr, wheels) => {
	const aboutWheel = mismatch(stderr) ?? gone(stderr, wheels);
	if (aboutWheel !== void 0) return aboutWheel;
	const cause = new Error(redacted(stderr));
	if (/No space left on device/i.test(stderr)) return unreachable({
		code: "disk-full",
		message: "The disk became full while wheels were unpacked.",
		hint: "Free some space. Type: df -h"
	}, { cause });
	if (/error sending request|Failed to fetch|client error|timed out|HTTP status/i.test(stderr)) return unreachable({
		code: "index-unreachable",
		message: "The package index could not be reached while wheels were fetched.",
		hint: "Try again. Type: dl-env build"
	}, { cause });
	const first = (redacted(stderr).split("\n").find((line) => line.startsWith("error: ")) ?? "no reason given").replace(/^error: |\.$/g, "");
	return foundProblem({
		code: "wheel-install",
		message: `${wheels.length === 1 ? wheels[0]?.file : "The wheels"} could not be installed by uv: ${first}.`,
		hint: UPDATE
	}, { cause });
};
/** Installs the wheels into a new folder `<work>/tree` and returns its path. */
const installWheels = async ({ sys, tools, work, tell }, job) => {
	const [requirements, tree, temp] = [
		`${work}/requirements.txt`,
		`${work}/tree`,
		`${work}/temp`
	];
	await sys.files.write(requirements, hashedRequirements(job.wheels));
	await sys.files.makeDir(temp);
	await endSettingsSearch(sys.files, work);
	const env = {
		...await tools.environment(job.indexes ?? []),
		TMPDIR: temp
	};
	const result = await sys.processes.run(installArgv(tools, job, {
		requirements,
		tree
	}), {
		cwd: work,
		env,
		onStart: (moved) => tell?.({
			kind: "unpacking",
			unpacked: () => moved()?.written
		})
	});
	if (result.code !== 0) throw installError(result.stderr, job.wheels);
	await sys.files.remove(temp);
	return tree;
};
// src/layer/overlappingPaths.ts
/** What to do about packages that bring one path with different content. */
const OVERLAP_HINT = "Name the package whose copy wins in the catalog, under `laid-last` in: matrix/image.yml";
const SITE = "opt/venv/lib/python3/site-packages/";
/**
* Paths that more than one of the layers own with different content, and the layers that own them,
* from the bottom up.
*/
const differingPaths = (layers) => {
	const owners = /* @__PURE__ */ new Map();
	const shared = /* @__PURE__ */ new Map();
	for (const layer of layers) for (const [path, hash] of layer.paths) {
		if (path.endsWith(".pyc")) continue;
		const owner = {
			layer,
			hash
		};
		const before = owners.get(path);
		if (before === void 0) owners.set(path, owner);
		else if (Array.isArray(before)) before.push(owner);
		else {
			const both = [before, owner];
			owners.set(path, both);
			shared.set(path, both);
		}
	}
	return new Map([...shared].filter(([, all]) => all.some(({ hash }) => hash !== all[0]?.hash)).map(([path, all]) => [path, all.map(({ layer }) => layer)]));
};
/**
* What is wrong with the order of these layers: a path that several own must be the same in each,
* or `overlapWinners` (path in site-packages, or from the root of the image) must name the package
* whose copy wins, and its layer must be the last. Empty when all is well.
*/
const overlapProblems = (layers, overlapWinners) => [...differingPaths(layers)].flatMap(([path, owners]) => {
	const winners = overlapWinners[path.startsWith(SITE) ? path.slice(35) : path];
	if (winners !== void 0 && [winners].flat().some((name) => owners.at(-1)?.packages.includes(name))) return [];
	return [{
		code: "path-conflict",
		message: `These packages bring /${path} with different content: ${owners.map(({ title }) => title).join(", ")}.`,
		hint: OVERLAP_HINT
	}];
});
// src/layer/packageOwners.ts
/**
* Rejects (`path-conflict`) when packages that share one tree own a path with different content: uv
* installs them side by side, so which copy stays would be chance. The packages' RECORDs say what
* each brings.
*/
const checkOwners = (installed) => {
	const owners = /* @__PURE__ */ new Map();
	for (const { title, files } of installed) for (const { path, hash } of files) {
		const before = owners.get(path);
		if (before === void 0) owners.set(path, {
			title,
			hash
		});
		else if (before.hash !== hash && hash !== "" && before.hash !== "") throw foundProblem({
			code: "path-conflict",
			message: `${before.title} and ${title} both bring /${path}, with different content.`,
			hint: OVERLAP_HINT
		});
	}
};
// src/layer/wheelTree.ts
/** Scripts that are read at the same time. */
const SIDE_BY_SIDE$2 = 16;
/**
* What uv notes of a wheel that it took from a folder: when the file was written. Of one from an
* index it notes nothing.
*/
const isNoteOfUv = (path) => /(^|\/)[^/]+\.dist-info\/uv_cache\.json$/.test(path);
const findFiles = async ({ files, folder }) => {
	const found = [];
	for await (const file of walkFolder(files, folder)) {
		if (file.path === ".lock" || file.path.split("/").includes("__pycache__")) continue;
		if (isNoteOfUv(file.path)) continue;
		found.push(file);
		if (found.length > ARCHIVE_LIMITS.entries) throw overLimit(`A wheel has ${count(found.length, "file")} and more`, count(ARCHIVE_LIMITS.entries, "file"));
	}
	return found;
};
const scriptEntry = async (tree, found) => {
	const source = `${tree.folder}/${found.path}`;
	const script = await tree.files.readBytes(source) ?? /* @__PURE__ */ new Uint8Array();
	const neutral = neutralScript(script, tree.venv);
	const path = venvPath(found.path);
	return {
		entry: neutral === void 0 ? fileEntry(path, found.mode, {
			size: script.length,
			content: {
				kind: "file",
				path: source
			}
		}) : bytesEntry(path, found.mode, neutral),
		content: contentOf(neutral ?? script)
	};
};
/** Where the file's content lies deflated, if what is known of it is of this size. */
const deflatedAt = ({ deflated }, { path, found }) => {
	const there = deflated?.get(path.slice(9));
	return there?.size === found.size ? { deflated: there } : {};
};
const treeEntry = async (tree, found) => {
	const path = venvPath(found.path);
	const source = `${tree.folder}/${found.path}`;
	switch (found.kind) {
		case "symlink": return { entry: symlinkEntry(path, await tree.files.readLink(source)) };
		case "other": throw foundProblem({
			code: "layer-entry",
			message: `${path} is neither a file nor a link.`,
			hint: "Type: dl-env lock --update"
		});
		case "file": return isScriptPath(path) && found.size <= ARCHIVE_LIMITS.script ? scriptEntry(tree, found) : { entry: fileEntry(path, found.mode, {
			size: found.size,
			content: {
				kind: "file",
				path: source,
				...deflatedAt(tree, {
					path,
					found
				})
			}
		}) };
	}
};
/**
* Entries of all files; those that are held in memory, scripts with another first line, are bounded
* together.
*/
const treeEntries = async (tree, found) => {
	const limit = pLimit(SIDE_BY_SIDE$2);
	let held = 0;
	const read = async (file) => {
		const one = await treeEntry(tree, file);
		if (one.entry.content?.kind === "bytes") held += one.entry.size;
		if (held > ARCHIVE_LIMITS.scripts) throw overLimit(`A wheel has scripts of ${bytes(held)} and more`, bytes(ARCHIVE_LIMITS.scripts));
		return [one.entry.path, one];
	};
	return new Map(await Promise.all(found.map((file) => limit(() => read(file)))));
};
/**
* A row with the path and the content as they stand in the image; the row itself where nothing
* differs.
*/
const neutralRow = (row, byPath) => {
	const path = row.path.replace(/^((?:\.\.\/)+include\/site)\/python\d+\.\d+\//, "$1/python3/");
	const content = byPath.get(recordedPath(path))?.content;
	if (content === void 0 || row.hash === "") return path === row.path ? row : recordRow(path, row);
	return content.hash === row.hash && path === row.path ? row : recordRow(path, content);
};
/**
* Reads each RECORD, puts one with the final paths and hashes in its place, and returns what they
* say.
*/
const neutralRecords = async ({ files }, byPath) => {
	const installed = [];
	let [held, rows] = [0, 0];
	for (const { entry } of byPath.values()) {
		if (!isRecordPath(entry.path) || entry.content?.kind !== "file") continue;
		held += entry.size;
		if (held > ARCHIVE_LIMITS.records) throw overLimit(`A wheel has a RECORD of ${bytes(held)}`, bytes(ARCHIVE_LIMITS.records));
		const record = readRecord(await files.readText(entry.content.path) ?? "", ARCHIVE_LIMITS.entries - rows).filter(({ path }) => !isNoteOfUv(path)).map((row) => neutralRow(row, byPath));
		rows += record.length;
		const text = Buffer.from(printRecord(record));
		byPath.set(entry.path, { entry: bytesEntry(entry.path, entry.mode, text) });
		installed.push({
			title: titleOfRecord(entry.path),
			files: record.map(({ path, hash }) => ({
				path: recordedPath(path),
				hash
			}))
		});
	}
	return installed.sort((a, b) => a.title < b.title ? -1 : 1);
};
/**
* Reads a tree that uv wrote: paths without the Python's number, scripts for the image's
* interpreter, each RECORD with the final paths and hashes, nothing compiled, no lock file. Rejects
* (`archive-limit`) what is larger than ARCHIVE_LIMITS allow.
*/
const readWheelTree = async (tree) => {
	const byPath = await treeEntries(tree, await findFiles(tree));
	const installed = await neutralRecords(tree, byPath);
	return {
		entries: [...byPath.values()].map(({ entry }) => entry),
		installed
	};
};
// src/layer/wheelEntries.ts
/**
* The wheel of a layer as a file, whose compressed content is used; undefined where uv fetches it.
*/
const wheelFile = async ({ sys, tools, work, tell }, { wheels, indexes = [] }) => {
	const [wheel, ...others] = wheels;
	if (tools.indexes === void 0 || wheel === void 0 || others.length > 0) return void 0;
	const folder = `${work}/wheel`;
	await sys.files.makeDir(folder);
	let received = 0;
	tell?.({
		kind: "downloading",
		received: () => received
	});
	const onBytes = (size) => void (received = size);
	return fetchWheel({
		...sys,
		onBytes
	}, tools.indexes(indexes), {
		wheel,
		folder
	});
};
/** What uv installs of a layer's wheels, of the one in a file where there is one. */
const treeByUv = async ({ sys, tools, work, tell }, spec, file) => {
	const cache = spec.kind === "rest" ? tools.wheelCache : void 0;
	const from = file === void 0 ? {} : { folder: dirname(file) };
	const folder = await installWheels({
		sys,
		tools,
		work,
		tell
	}, {
		...spec,
		cache,
		...from
	});
	const tree = await readWheelTree({
		files: sys.files,
		folder,
		venv: venvName(tools.interpreter),
		deflated: file === void 0 ? void 0 : await deflatedFiles(sys.files, file)
	});
	const lib = (await sys.files.list(`${folder}/lib`)).find((name) => /^python3\.\d+$/.test(name));
	return lib === void 0 ? tree : {
		...tree,
		modules: `${folder}/lib/${lib}/site-packages`
	};
};
/** Writes the modules of a tree that lies nowhere as files, and returns their folder. */
const writtenModules = async ({ sys, work }, { entries }) => {
	const folder = `${work}/modules`;
	await sys.files.makeDir(folder);
	await writeModules(sys.files, {
		entries,
		path: SITE_PACKAGES
	}, folder);
	return folder;
};
/** The bytecode of a tree's modules, where the layer has any. */
const bytecodeOf = async (work, { bytecode, python: minor }, tree) => {
	const hasModules = tree.entries.some(({ path }) => path.startsWith(`${SITE_PACKAGES}/`));
	if (bytecode === void 0 || !hasModules) return [];
	const folder = tree.modules ?? await writtenModules(work, tree);
	const seen = `${VENV}/lib/python${minor}/site-packages`;
	const python = await work.tools.compilingPython(minor);
	const modules = {
		folder,
		seen,
		path: SITE_PACKAGES
	};
	return bytecodeEntries({
		sys: work.sys,
		python,
		work: work.work
	}, modules, bytecode);
};
/**
* The entries of a layer of wheels: of a single one's file alone where that says all, else as uv
* installs them, which `isByUv` asks for. Rejects as installWheels does, with `path-conflict`, and
* with NotDeflated where the file is not what it says of itself: then uv must.
*/
const wheelEntries = async (work, spec, isByUv) => {
	const file = spec.kind === "rest" ? void 0 : await wheelFile(work, spec);
	const tree = (file === void 0 || isByUv ? void 0 : await archivedWheel(work.sys.files, file)) ?? await treeByUv(work, spec, file);
	checkOwners(tree.installed);
	const bytecode = await bytecodeOf(work, spec, tree);
	return spec.kind === "bytecode" ? bytecode : [...tree.entries, ...bytecode];
};
// src/layer/makeLayer.ts
const fileEntries = (files) => files.map((file) => bytesEntry(file.path.replace(/^\//, ""), file.mode, Buffer.from(file.content)));
/** The bytecode of a standalone Python's own modules, where the layer has any. */
const libraryBytecode = async ({ sys, tools, work }, { bytecode, version }, entries) => {
	if (bytecode === void 0) return [];
	const minor = minorOf(version);
	const path = `${standaloneFolder(version)}/lib/python${minor}`;
	const folder = `${work}/library`;
	await writeModules(sys.files, {
		entries,
		path
	}, folder);
	const python = await tools.compilingPython(minor);
	return bytecodeEntries({
		sys,
		python,
		work
	}, {
		folder,
		seen: path,
		path
	}, bytecode);
};
const entriesOf = async ({ sys, tools, work, tell }, spec, isByUv) => {
	switch (spec.kind) {
		case "wheel":
		case "rest":
		case "bytecode": return wheelEntries({
			sys,
			tools,
			work,
			tell
		}, spec, isByUv);
		case "python": {
			const python = await pythonEntries({
				sys,
				mirrors: tools.mirrors,
				work,
				tell
			}, spec);
			return [...python, ...await libraryBytecode({
				sys,
				tools,
				work
			}, spec, python)];
		}
		case "files": return fileEntries(spec.files);
		case "own": return spec.entries.map(({ path, ...entry }) => ownedEntry(path.slice(1), entry));
	}
};
/** The key is of what was read for the plan: a file that has changed since is not of that key. */
const requireUnchanged = (entries, hashes) => {
	const changed = entries.find(({ path, content }) => content.kind === "file" && !content.sha256.startsWith(hashes.get(path.slice(1)) ?? "none"));
	if (changed?.content.kind !== "file") return;
	throw foundProblem({
		code: "own-file-changed",
		message: `${changed.content.source} changed while its layer was made.`,
		hint: "Once nobody writes there, type it again: dl-env build"
	});
};
const make = async ({ sys, tools, work, tell }, spec, isByUv) => {
	const temp = await sys.files.makeTemp("layer-", work);
	try {
		const entries = ordered(await entriesOf({
			sys,
			tools,
			work: temp,
			tell
		}, spec, isByUv));
		let packed = 0;
		tell?.({
			kind: "packing",
			packed: () => packed
		});
		const onBytes = (size) => void (packed = size);
		const file = `${work}/${layerTag(spec)}.tar.gz`;
		const { layer, hashes } = await writeBlob({
			...sys,
			onBytes
		}, entries, file);
		if (spec.kind === "own") requireUnchanged(spec.entries, hashes);
		return {
			...layer,
			paths: encodePaths(hashes)
		};
	} finally {
		await sys.files.remove(temp);
	}
};
/**
* Makes one layer of ours as `<work>/<kind>-<key>.tar.gz`: layer format 1, the same bytes on every
* machine, as far as bytecode goes where the same release of Python compiles it. Nothing else is
* left in `work`. Rejects with `wheel-hash`, `wheel-gone`, `index-unreachable`, `disk-full`,
* `path-conflict`, `archive-hash`. Room for it is the caller's to keep.
*/
const makeLayer = async (work, spec) => {
	try {
		return await make(work, spec, false);
	} catch (error) {
		if (!(error instanceof NotDeflated)) throw error;
		return make(work, spec, true);
	}
};
// src/layer/spaceBalance.ts
/** What lies or will lie in a layout, by its tag or digest there. */
const spaceItem = (dir, name) => `${dir}#${name}`;
/** The need without what others will put there. */
const withoutShared = (need, others) => {
	const all = [...need.items ?? []];
	const shared = all.filter(([item]) => others.has(item));
	if (shared.length === 0) return need;
	return {
		...need,
		stays: need.stays - shared.reduce((sum, [, size]) => sum + size, 0),
		items: new Map(all.filter(([item]) => !others.has(item)))
	};
};
/** Bytes that are needed at one time. */
const amount = ({ stays, passing }) => stays + passing;
const lowerFirst = (text) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
const needsText = (needs) => {
	const [only] = needs;
	if (needs.length === 1 && only !== void 0) return `${only.what} needs`;
	const each = needs.map((one, at) => {
		return `${at === 0 ? one.what : lowerFirst(one.what)} (${bytes(amount(one))})`;
	});
	return `${each.slice(0, -1).join(", ")} and ${each.at(-1) ?? ""} need together`;
};
const reservedText = ({ stays, passing, holders }) => `of which ${bytes(stays + passing)} are reserved by ` + holders.map((holder) => holderText(holder)).join(", ");
/** Whether it fits now, may fit when others have given back what they hold, or cannot. */
const outcomeOf = ({ needed, free, others }) => {
	if (needed <= free - others.stays - others.passing) return "fits";
	return needed <= free - others.stays + others.taken ? "may-fit" : "too-much";
};
/** The error for what does not fit. */
const refused = ({ needs, needed, free, others }) => notEnough({
	folder: needs[0]?.folder ?? "",
	needs: needsText(needs),
	needed,
	free,
	...others.holders.length === 0 ? {} : { reserved: reservedText(others) }
});
// src/layer/layerSpace.ts
const spacePerDownload = ({ kind }) => kind === "wheel" ? 5 : 4;
/** What is unpacked of a download, as part of that. */
const UNPACKED = 2;
const total$2 = (downloads) => downloads.reduce((sum, one) => sum + one, 0);
/** Small wheels stay unpacked while a run lasts, for the rest of other locks. */
const cachedWheels = (specs) => {
	const rests = specs.filter((spec) => spec.kind === "rest");
	const wheels = new Map(rests.flatMap((spec) => spec.wheels.map(({ sha256, download }) => [sha256, download])));
	const largest = Math.max(0, ...rests.map(({ download }) => download));
	return Math.max(0, total$2([...wheels.values()]) - largest) * UNPACKED;
};
/** Layers that another build has not stored meanwhile. */
const lackingIn = async (store, specs) => {
	const there = await Promise.all(specs.map((spec) => findWholeLayer(store, layerTag(spec))));
	return specs.filter((_, at) => there[at] === void 0);
};
/** Need of a folder where layers are put. */
const storing = (dir, lacking) => {
	const items = new Map(lacking.map((spec) => [spaceItem(dir, layerTag(spec)), spec.download]));
	return {
		what: `Storing ${count(lacking.length, "layer")}`,
		folder: dir,
		stays: total$2([...items.values()]),
		passing: 0,
		items,
		isTracked: true
	};
};
/**
* Needs of the folder where layers are made: those of the largest. `linked` is 1 where the blob is
* linked from here to where it is put, and counts there.
*/
const making = (work, lacking, linked) => {
	const needed = (spec) => spec.download * (spacePerDownload(spec) - linked);
	const [largest] = [...lacking].sort((a, b) => needed(b) - needed(a));
	const passing = largest === void 0 ? 0 : needed(largest);
	return [{
		what: `Making ${largest?.title ?? ""}`,
		folder: work,
		stays: 0,
		passing
	}, {
		what: "Unpacking small wheels",
		folder: work,
		stays: 0,
		passing: cachedWheels(lacking)
	}];
};
/**
* The space that layers need. Where they are put they stay; where they are made the largest has
* room while it is made. On one disk a blob is linked from here to there, and counts once.
*/
const layerSpace = async ({ sys, work, store }, specs) => {
	if (!isLayout(store)) return {
		needs: making(work, specs, 0),
		of: (spec) => [{
			folder: work,
			needed: spec.download * spacePerDownload(spec),
			stays: 0,
			item: ""
		}]
	};
	const { dir } = store;
	const isShared = await sys.files.fileSystem(dir) === await sys.files.fileSystem(work);
	const lacking = await lackingIn(store, specs);
	return {
		needs: [storing(dir, lacking), ...making(work, lacking, isShared ? 1 : 0)],
		of: (spec) => {
			const { download } = spec;
			const item = spaceItem(dir, layerTag(spec));
			const needed = download * spacePerDownload(spec);
			return isShared ? [{
				folder: work,
				needed,
				stays: download,
				item
			}] : [{
				folder: work,
				needed,
				stays: 0,
				item
			}, {
				folder: dir,
				needed: download,
				stays: download,
				item
			}];
		}
	};
};
// src/layer/makeMissing.ts
const makeOne = async (making, spec, tell) => {
	const { sys, work } = making;
	if (spec.kind === "system") return making.buildSystem(spec, work);
	if (spec.kind === "run") throw new TypeError("what steps leave is made where its image is linked");
	return makeLayer({
		sys,
		tools: await making.tools(),
		work,
		tell
	}, spec);
};
/**
* System layers first, since an engine works while wheels are fetched; then large before small, so
* that no large one is left over for the end.
*/
const inMakingOrder = (specs) => [...specs].sort((a, b) => Number(b.kind === "system") - Number(a.kind === "system") || b.download - a.download || (layerTag(a) < layerTag(b) ? -1 : 1));
/** What is done with a layer that is stored, as a phase of its own. */
const afterStored = async ({ onStored }, made, tell) => {
	if (onStored === void 0) return;
	let read = 0;
	tell({
		kind: "reading",
		read: () => read,
		size: made.size
	});
	await onStored(made, (bytes) => {
		read += bytes;
	});
};
/** Makes one layer and puts it into the store, unless another build did meanwhile. */
const makeAndStore = async (making, spec, tell) => {
	const { sys, store, isStoreNew } = making;
	const there = await findWholeLayer(store, layerTag(spec));
	if (there !== void 0) {
		sys.log.info(`${spec.title} was made by another build meanwhile`);
		return {
			layer: there,
			size: 0,
			isMade: false
		};
	}
	sys.log.debug(`making ${layerTag(spec)} (${spec.title})`);
	const made = await makeOne(making, spec, tell);
	try {
		const layer = await storeNewLayer(sys, store, {
			spec,
			made,
			tell,
			isStoreNew
		});
		if (layer.diffId === made.diffId) await afterStored(making, made, tell);
		return {
			layer,
			size: made.size,
			isMade: true
		};
	} finally {
		await sys.files.remove(made.file);
	}
};
/** Work that is not begun once the store was given up: what is made then would be lost. */
const untilDown = () => {
	let down;
	return async (work) => {
		if (down !== void 0) throw down;
		try {
			return await work();
		} catch (error) {
			if (error instanceof DlEnvError && error.code === "registry-down") down = error;
			throw error;
		}
	};
};
/**
* Makes one layer when it has its turn, which it gives back while another build makes the same.
*/
const oneOf = (making, { progress, needed }) => {
	const claims = makingClaims(making.sys, making.store);
	const unlessDown = untilDown();
	return async (spec, inTurn) => {
		const claimed = {
			tag: layerTag(spec),
			title: spec.title
		};
		const make = () => making.space.use(`Making ${spec.title}`, needed(spec), () => progress.one(spec, (tell) => makeAndStore(making, spec, tell)));
		for (;;) {
			const done = await inTurn(() => unlessDown(() => claims.attempt(claimed, make)));
			if ("result" in done) return done.result;
			await claims.passed(claimed, done.holder);
		}
	};
};
/**
* Builds of one engine at the same time: each waits for the archive, for dpkg and for the disk in
* turn, and each holds its base and what it unpacks.
*/
const ENGINE_BUILDS = 4;
/**
* Makes layers and puts each into the store as soon as it is there, as many at once as there are
* processors, system layers too, up to four. One that another build on this host makes is not made
* twice. A failure of one leaves the others going; what they stored stays, complete, for the next
* run. Rejects with `disk-full` before anything is made where all of it cannot fit.
*/
const makeMissing = async (making, specs) => {
	const { sys, store } = making;
	const limit = pLimit(making.parallel ?? Math.max(2, sys.env.cpus));
	const engine = pLimit(Math.min(making.parallel ?? Math.max(2, sys.env.cpus), ENGINE_BUILDS));
	const progress = layerProgress(sys, specs);
	const inTurn = inMakingOrder(specs);
	const isStoreNew = inTurn.length > 0 && await ensureWritable(store);
	const { needs, of: needed } = await layerSpace(making, inTurn);
	await making.space.reserve([...needs, ...making.further ?? []]);
	const one = oneOf({
		...making,
		isStoreNew
	}, {
		progress,
		needed
	});
	const settled = Promise.allSettled(inTurn.map((spec) => one(spec, spec.kind === "system" ? engine : limit)));
	if (inTurn.length > 0) progress.all(settled);
	const results = await settled;
	const made = results.filter((result) => result.status === "fulfilled").map((result) => result.value);
	const failed = inTurn.flatMap((spec, at) => {
		const result = results[at];
		return result?.status === "rejected" ? [{
			spec,
			error: result.reason
		}] : [];
	});
	return {
		layers: made.filter(({ isMade }) => isMade).map(({ layer }) => layer),
		others: made.filter(({ isMade }) => !isMade).map(({ layer }) => layer),
		stored: made.reduce((sum, { size }) => sum + size, 0),
		isStoreNew,
		failed
	};
};
// src/layer/missingOfPlan.ts
/** Layers that are looked up at the same time. */
const SIDE_BY_SIDE$1 = 8;
/** Looks at the layers of recipes that the plan counts as stored, by their tags. */
const lookAtStored = async (findLayer, plan, recipes) => {
	const stored = new Set(plan.layers.filter(({ state }) => state === "stored").map(({ layer }) => layer));
	const tags = [...distinctLayers(recipes).keys()].filter((tag) => stored.has(tag));
	const limit = pLimit(SIDE_BY_SIDE$1);
	const found = await Promise.allSettled(tags.map((tag) => limit(() => findLayer(tag))));
	return {
		damaged: tags.filter((_, at) => {
			const one = found[at];
			return one?.status === "fulfilled" && one.value === void 0;
		}),
		unread: tags.flatMap((tag, at) => {
			const one = found[at];
			return one?.status === "rejected" ? [{
				tag,
				error: one.reason
			}] : [];
		})
	};
};
/**
* Makes the layers of recipes that the plan says are missing, as far as they are this job's, and
* those that have a tag and are damaged.
*/
const makeMissingOfPlan = async ({ assignment, buildSystem, known, ...making }, plan, recipes) => {
	const { damaged, unread } = await lookAtStored(known.find, plan, recipes);
	for (const tag of damaged) making.sys.log.warn(`${tag} is damaged and is made again.`);
	const missing = /* @__PURE__ */ new Set([...plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer), ...damaged]);
	const isAssigned = (tag) => assignment.kind !== "layers" || assignment.layers.includes(tag);
	const layers = distinctLayers(recipes);
	const wanted = [...layers].filter(([tag, { spec }]) => spec.kind !== "run" && missing.has(tag) && isAssigned(tag));
	const cellsOf = new Map([...layers].map(([tag, { cells }]) => [tag, cells]));
	const made = await makeMissing({
		...making,
		buildSystem: (spec, work) => buildSystem(spec, cellsOf.get(layerTag(spec))?.[0] ?? "", work),
		...assignment.kind === "layers" ? { parallel: assignment.parallel } : {}
	}, wanted.map(([, { spec }]) => spec));
	for (const layer of [...made.layers, ...made.others]) known.keep(layer);
	const failed = [...unread, ...made.failed.map(({ spec, error }) => ({
		tag: layerTag(spec),
		error
	}))].flatMap(({ tag, error }) => failedCells(cellsOf.get(tag) ?? [], error));
	const { stored, isStoreNew } = made;
	return {
		layers: made.layers.map(({ tag }) => tag),
		stored,
		isStoreNew,
		failed
	};
};
// src/layer/compilingPython.ts
/**
* The number that each final release of a minor version writes into bytecode; a Python of another
* number would compile for nobody. Source: CPython, Lib/importlib/_bootstrap_external.py and
* Include/internal/pycore_magic_number.h.
*/
const MAGIC = {
	"3.8": 3413,
	"3.9": 3425,
	"3.10": 3439,
	"3.11": 3495,
	"3.12": 3531,
	"3.13": 3571,
	"3.14": 3627
};
const ASK = "import sys, importlib.util; print(sys.implementation.name, '%d.%d' % sys.version_info[:2], int.from_bytes(importlib.util.MAGIC_NUMBER[:2], 'little'))";
/** Whether a program is a CPython of that minor version that writes bytecode of its number. */
const isCompiler = async ({ processes }, python, minor) => {
	const { code, stdout } = await processes.run([
		python,
		"-I",
		"-S",
		"-B",
		"-c",
		ASK
	], { cwd: "/" });
	return code === 0 && stdout.trim() === `cpython ${minor} ${MAGIC[minor]}`;
};
/** A Python of this machine, or undefined. */
const installed = async ({ sys, uv }, minor) => {
	const find = [
		"python",
		"find",
		"--no-config",
		"--no-project",
		`cpython@${minor}`
	];
	const { code, stdout } = await sys.processes.run([uv, ...find], {
		cwd: "/",
		env: await uvEnvironment(sys)
	});
	const path = stdout.trim();
	return code === 0 && path !== "" && await isCompiler(sys, path, minor) ? path : void 0;
};
const unpacked = async ({ sys, catalog, mirrors, work }, minor) => {
	const python = catalog.hostPythons.find((one) => one.minor === minor);
	if (python === void 0) return void 0;
	const folder = `${work}/python-${minor}`;
	const archive = `${folder}.tar.gz`;
	await downloadArchive(sys, {
		url: mirrored(python.url, mirrors),
		sha256: python.sha256
	}, archive);
	await sys.files.makeDir(folder);
	const { code } = await sys.processes.run([
		"tar",
		"-xzf",
		archive,
		"-C",
		folder
	], { cwd: work });
	await sys.files.remove(archive);
	const path = `${folder}/python/bin/python3`;
	return code === 0 && await isCompiler(sys, path, minor) ? path : void 0;
};
/**
* Finds a CPython of a minor version to compile with: one of this machine, else the built-in
* catalog's archive, fetched once. Rejects with `no-compiler` where there is neither.
*/
const compilingPythons = (sources) => {
	const fetched = async (minor) => {
		const here = await installed(sources, minor);
		if (here !== void 0) return here;
		let cause;
		try {
			const there = await unpacked(sources, minor);
			if (there !== void 0) return there;
		} catch (error) {
			cause = error;
		}
		throw unreachable({
			code: "no-compiler",
			message: `There is no Python ${minor} on this machine to compile an image's modules with, and none could be fetched.`,
			hint: `Install it: apt-get install -y python${minor}\nOr name a mirror of github.com under \`mirrors\` in dl-env.yml.
Or leave modules uncompiled, in dl-env.yml: bytecode: false`
		}, { cause });
	};
	return memoizedWork(fetched);
};
// src/layer/layerTools.ts
const open = async ({ sys, catalog, request }, work) => {
	const uv = await uvOnce(sys, catalog.hostUv);
	const interpreter = await interpreterFor(sys, uv, work);
	const access = await indexAccess(sys, {
		uv,
		work
	}, false);
	const environment = (indexes) => access(namedIndexes(indexes, catalog.indexes, request.mirrors));
	const { mirrors } = request;
	const compilingPython = compilingPythons({
		sys,
		uv: uv.path,
		catalog,
		mirrors,
		work
	});
	const wheelCache = `${work}/wheels`;
	const openIndexes = await indexesWithoutSecret(sys, {
		uv,
		work
	});
	const indexes = (names) => openIndexes(namedIndexes(names, catalog.indexes, mirrors));
	return {
		uv: uv.path,
		interpreter,
		environment,
		compilingPython,
		wheelCache,
		mirrors,
		indexes
	};
};
/** uv and a Python for one run, made below `work` when they are first asked for. */
const openTools = (facts, work) => {
	let tools;
	return () => tools ??= open(facts, work);
};
// src/layer/ownSpace.ts
/** Before anything is held. */
const NOTHING = {
	stays: 0,
	untracked: 0,
	passing: 0,
	running: 0
};
/** To others it is what runs, where that is more than what was reserved for it. */
const asHeld = ({ stays, untracked, passing, running }) => ({
	stays,
	passing: Math.max(passing, running),
	taken: running + untracked
});
/** Counts more, or less. */
const add = ({ own }, disk, more) => {
	const before = own.get(disk) ?? NOTHING;
	own.set(disk, {
		stays: Math.max(0, before.stays + (more.stays ?? 0)),
		untracked: before.untracked + (more.untracked ?? 0),
		passing: before.passing + (more.passing ?? 0),
		running: before.running + (more.running ?? 0)
	});
};
/** Says to other builds what is held now. */
const publish = ({ notes, own, items }) => notes.write({
	disks: Object.fromEntries([...own].map(([disk, one]) => [disk, asHeld(one)])),
	items: [...items]
});
/** Gives back; that a disk is too full for the note of it changes nothing for others. */
const giveBack = async (held) => {
	try {
		await publish(held);
	} catch (error) {
		if (!isFull(error)) throw error;
	}
};
// src/layer/spaceNotes.ts
const Note = object({
	disks: record(string(), object({
		stays: number(),
		passing: number(),
		taken: number()
	})),
	items: array(string())
});
/** Whoever opens the same folder or cache sees them, and nobody takes them for an image's. */
const ENDING = `.space${CLAIM_ENDING}`;
const LOCK = `lock${ENDING}`;
/** Milliseconds: what is done under the lock is a look and a few lines. */
const LOCK_LIMIT = 6e4;
const holdingsIn = ({ text }) => {
	try {
		return Note.parse(JSON.parse(text));
	} catch {
		return;
	}
};
const sum = (all, part) => all.reduce((total, one) => total + one[part], 0);
/** Holds the locks of all folders, one after the other. */
const underLocks = (sys, [folder, ...more], work) => {
	if (folder === void 0) return work();
	const lock = {
		path: `${folder}/${LOCK}`,
		what: `Space in ${folder}`,
		limit: LOCK_LIMIT
	};
	return withToldLock(sys, lock, () => underLocks(sys, more, work));
};
const summed = (notes, fileSystem) => {
	const found = notes.flatMap((one) => {
		const holdings = holdingsIn(one);
		const held = holdings?.disks[fileSystem];
		return holdings === void 0 || held === void 0 || held.stays + held.passing === 0 ? [] : [{
			held,
			items: holdings.items,
			holder: one.holder
		}];
	});
	const held = found.map((one) => one.held);
	return {
		stays: sum(held, "stays"),
		passing: sum(held, "passing"),
		taken: sum(held, "taken"),
		items: new Set(found.flatMap(({ items }) => items)),
		holders: found.map(({ holder }) => holder)
	};
};
/** Opens the notes in folders that other builds look into as well: caches, layouts. */
const spaceNotes = (sys, folders) => {
	const { files } = sys;
	const all = [...new Set(folders)].sort();
	let note;
	let written = Promise.resolve();
	const writeAfter = async (before, text) => {
		await before.catch(() => void 0);
		if (note === void 0) note = await files.keepNote(all, ENDING, text);
		else await note.write(text);
	};
	return {
		alone: (work) => underLocks(sys, all, work),
		others: async (fileSystem) => {
			const read = await Promise.all(all.map((folder) => files.livingNotes(folder, ENDING)));
			const notes = new Map(read.flat().map((one) => [one.name, one]));
			if (note !== void 0) notes.delete(note.name);
			return summed([...notes.values()], fileSystem);
		},
		write: (holdings) => {
			written = writeAfter(written, JSON.stringify(holdings));
			return written;
		},
		close: async () => {
			await written.catch(() => void 0);
			await note?.close();
		}
	};
};
// src/layer/buildSpace.ts
/** Other builds are waited for so long at most; milliseconds. */
const LIMIT = 36e5;
/** Between two looks whether others have given something back; milliseconds. */
const PAUSE = 1e3;
const balances = async ({ sys, notes, own }, needs) => {
	const places = await Promise.all(needs.map(async (need) => ({
		need,
		disk: await sys.files.fileSystem(need.folder)
	})));
	const found = /* @__PURE__ */ new Map();
	for (const [disk, on] of Map.groupBy(places, (one) => one.disk)) {
		const others = await notes.others(disk);
		const wanted = on.map(({ need }) => withoutShared(need, others.items));
		const { stays, passing } = asHeld(own.get(disk) ?? NOTHING);
		found.set(disk, {
			needs: wanted,
			needed: wanted.reduce((total, one) => total + amount(one), 0) + stays + passing,
			free: await sys.files.freeBytes(wanted[0]?.folder ?? ""),
			others
		});
	}
	return found;
};
/** What does not fit, or not yet; undefined where all does. */
const shortIn = (found) => {
	const short = [...found.values()].filter((one) => outcomeOf(one) !== "fits");
	return short.find((one) => outcomeOf(one) === "too-much") ?? short[0];
};
/** Reserves where all fits, and then returns nothing; else what does not fit (yet). */
const tried = async (held, needs) => {
	const found = await balances(held, needs);
	const short = shortIn(found);
	if (short !== void 0) return short;
	for (const [disk, { needs: wanted }] of found) for (const { stays, passing, items, isTracked } of wanted) {
		add(held, disk, {
			stays,
			passing,
			untracked: isTracked === true ? 0 : stays
		});
		for (const item of items?.keys() ?? []) held.items.add(item);
	}
	await publish(held);
};
/** Says once that others are waited for, and how long that has taken. */
const waitTeller = ({ clock, log }, until) => {
	const began = clock.now();
	let isTold = false;
	return (short) => {
		if (isTold) return clock.now() - began;
		isTold = true;
		const text = `${refused(short).message} It is waited for what they give back`;
		log.info(text);
		log.progress(() => `${text}; ${duration(clock.now() - began)}`, until);
		return 0;
	};
};
const reserve = async (held, all) => {
	const { sys, notes } = held;
	const needs = all.filter((one) => amount(one) > 0);
	if (needs.length === 0) return;
	const over = Promise.withResolvers();
	const waited = waitTeller(sys, over.promise);
	try {
		let short = shortIn(await balances(held, needs));
		for (;;) {
			if (short !== void 0 && outcomeOf(short) === "too-much") throw refused(short);
			short = await notes.alone(() => tried(held, needs));
			if (short === void 0) return;
			if (outcomeOf(short) === "too-much" || waited(short) >= LIMIT) throw refused(short);
			await sys.clock.sleep(PAUSE);
		}
	} finally {
		over.resolve();
	}
};
/** Whether works fit beside those of the same build that run; if so they are counted. */
const begun = async (held, parts) => {
	const { sys, notes, own } = held;
	for (const { disk, folder, needed, stays } of parts) {
		const mine = own.get(disk) ?? NOTHING;
		if (mine.running === 0) continue;
		const others = await notes.others(disk);
		if (await sys.files.freeBytes(folder) - others.stays - others.passing - (mine.stays - stays) - mine.running < needed) return false;
	}
	for (const { disk, needed, stays } of parts) add(held, disk, {
		stays: -stays,
		running: needed
	});
	await publish(held);
	return true;
};
const turns = () => {
	let waiting = [];
	return {
		next: () => new Promise((resolve) => waiting.push(resolve)),
		wake: () => {
			const woken = waiting;
			waiting = [];
			for (const wake of woken) wake();
		}
	};
};
/** Opens the space of a build that writes into `layouts` beside its own cache. */
const openSpace = (sys, layouts) => {
	const notes = spaceNotes(sys, [`${cacheFolder(sys.env)}/space`, ...layouts]);
	const held = {
		sys,
		notes,
		own: /* @__PURE__ */ new Map(),
		items: /* @__PURE__ */ new Set()
	};
	const turn = turns();
	const use = async (what, all, work) => {
		const wanted = all.filter(({ needed }) => needed > 0);
		if (wanted.length === 0) return work();
		const parts = await Promise.all(wanted.map(async (one) => ({
			...one,
			disk: await sys.files.fileSystem(one.folder)
		})));
		for (;;) {
			const next = turn.next();
			if (await notes.alone(() => begun(held, parts))) break;
			await next;
		}
		try {
			for (const { folder, needed } of parts) await ensureSpace(sys.files, folder, {
				needed,
				what
			});
			return await work();
		} finally {
			for (const { disk, needed, item } of parts) {
				add(held, disk, { running: -needed });
				held.items.delete(item);
			}
			await giveBack(held);
			turn.wake();
		}
	};
	return {
		reserve: (needs) => reserve(held, needs),
		use,
		close: () => notes.close()
	};
};
// src/layer/storedBases.ts
/** The base as a store has it, with all that it names; undefined when it is not there. */
const wholeBase = async (store, platformDigest) => {
	const base = await readStoredBase(store, platformDigest);
	return base !== void 0 && await isWhole(store, base) ? base : void 0;
};
/** Opens the bases that verdicts name. Each is looked at once. */
const storedBases = ({ sys, open, store }, judged) => {
	const named = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
	const find = (platformDigest) => wholeBase(store, platformDigest);
	const found = memoized(find);
	const source = memoized((reference) => readBase(open, reference));
	const claims = makingClaims(sys, store);
	const stored = memoized(async (reference) => {
		const [tag = "", platformDigest = ""] = reference.split("@");
		const there = await found(platformDigest);
		if (there !== void 0) return there;
		const claimed = {
			tag: baseTag(platformDigest),
			title: `The copy of ${tag}`
		};
		return onceClaimed(claims, claimed, async (hasWaited) => (hasWaited ? await find(platformDigest) : void 0) ?? copyNewBase(await source(reference), store));
	});
	const referenceOf = (cell) => {
		const base = named.get(cell);
		if (base?.platformDigest === void 0) throw new TypeError(`the base of ${cell} has no digest`);
		return {
			reference: `${base.tag}@${base.platformDigest}`,
			digest: base.platformDigest
		};
	};
	return {
		base: async (cell) => stored(referenceOf(cell).reference),
		manifest: async (cell) => {
			const { reference, digest } = referenceOf(cell);
			const there = await found(digest);
			const { manifest } = there ?? await source(reference);
			return {
				isStored: there !== void 0,
				manifest
			};
		}
	};
};
// src/publish/buildNeeds.ts
const total$1 = (sizes) => [...sizes.values()].reduce((sum, size) => sum + size, 0);
/** What is to lie in a folder; other builds that put the same there need not count it. */
const stored = (what, dir, sizes) => ({
	what,
	folder: dir,
	stays: total$1(sizes),
	passing: 0,
	items: new Map([...sizes].map(([name, size]) => [spaceItem(dir, name), size]))
});
/** The bases of recipes; one that cannot be read fails its own cells, later. */
const readBases = async ({ bases }, recipes) => {
	return (await Promise.allSettled(recipes.map(({ cell }) => bases.manifest(cell)))).flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
};
const sizesOf = (blobs) => new Map(blobs.map(({ digest, size }) => [digest, size]));
/** Layers of recipes by digest where they are stored, else by what is downloaded for them. */
const layerSizes = async ({ findLayer }, recipes) => {
	const layers = [...distinctLayers(recipes)];
	const found = await Promise.allSettled(layers.map(([tag]) => findLayer(tag)));
	return new Map(layers.map(([, { spec }], at) => {
		const one = found[at];
		const stored = one?.status === "fulfilled" ? one.value : void 0;
		return stored === void 0 ? [layerTag(spec), spec.download] : [stored.digest, stored.size];
	}));
};
/** The recipes whose bases a job needs in the store: of part of the layers, some only. */
const recipesOnBases = ({ assignment, recipes }, plan) => {
	if (assignment.kind !== "layers") return recipes;
	const missing = new Set(plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer));
	const isMade = (tag) => assignment.layers.includes(tag) && missing.has(tag);
	return recipes.filter(({ layers }) => layers.some((spec) => spec.kind === "system" && isMade(layerTag(spec))));
};
/** What bases need in a store that is a folder; nothing where all are there. */
const basesNeed = async (places, recipes) => {
	const { store } = places;
	if (!isLayout(store)) return [];
	const lacking = (await readBases(places, recipes)).filter(({ isStored }) => !isStored);
	const copies = new Set(lacking.map(({ manifest }) => manifest.config.digest)).size;
	const blobs = lacking.flatMap(({ manifest }) => [manifest.config, ...manifest.layers]);
	return [stored(`Copying ${count(copies, "base")}`, store.dir, sizesOf(blobs))];
};
/**
* What the images need in a destination that is another folder than the store: all that they are
* made of and that is not there.
*/
const imagesNeed = async (places, recipes) => {
	const { to, store } = places;
	if (!isLayout(to) || isLayout(store) && store.dir === to.dir) return [];
	const read = await readBases(places, recipes);
	const below = sizesOf(read.flatMap(({ manifest }) => manifest.layers));
	const sizes = new Map([...below, ...await layerSizes(places, recipes)]);
	for (const [digest, size] of sizes) if (await to.hasBlob(digest, size)) sizes.delete(digest);
	return [stored(`Linking ${count(recipes.length, "image")} into ${to.name}`, to.dir, sizes)];
};
/** What images that an engine builds whole need in a destination that is a folder. */
const wholeImagesNeed = async (places, recipes) => {
	const { to } = places;
	if (!isLayout(to)) return [];
	const layers = recipes.flatMap((recipe) => recipe.layers).reduce((sum, { download }) => sum + download, 0);
	return [{
		what: `Storing ${count(recipes.length, "image")}`,
		folder: to.dir,
		stays: layers,
		passing: 0
	}, ...await basesNeed(places, recipes)];
};
/** The folders among the places that a build writes to. */
const layoutsOf = (repositories) => repositories.flatMap((one) => isLayout(one) ? [one.dir] : []);
// src/publish/cellsToBuild.ts
const isToBuild = (cell) => cell.state === "missing" || cell.state === "layers";
/** The cells for which something is to be made here. */
const cellsToBuild = ({ build, assignment }, plan) => {
	if (assignment.kind === "link") return new Set(build === "link" ? plan.cells.filter(({ state }) => state === "layers").map(({ cell }) => cell) : []);
	const isAssigned = (cell) => assignment.kind !== "whole-images" || assignment.images.includes(cell);
	return new Set(plan.cells.filter((cell) => isToBuild(cell) && isAssigned(cell.cell)).map(({ cell }) => cell));
};
const notAsked = (plan) => plan.cells.filter((cell) => cell.verdict === "accepted" && cell.state === "unknown").map((cell) => ({
	cell: cell.cell,
	why: cell.base?.platformDigest === void 0 ? `its base ${cell.base?.tag ?? ""} could not be read` : "the store or the destination could not be read"
}));
/**
* Where layers or images are made by other jobs, a cell that lacks what they were to make waits for
* the next run.
*/
const notMadeElsewhere = ({ build, assignment }, plan) => {
	if (assignment.kind !== "link") return [];
	if (build === "link") return plan.cells.filter((cell) => cell.state === "missing").map(({ cell }) => ({
		cell,
		why: "not all of its layers were made"
	}));
	return plan.cells.filter((cell) => isToBuild(cell) && assignment.built[cell.cell] === void 0).map(({ cell }) => ({
		cell,
		why: "no job built its image"
	}));
};
/** Accepted cells that cannot be built here, and why. */
const cellsLeft = (task, plan) => [...notAsked(plan), ...notMadeElsewhere(task, plan)];
// src/publish/earlierImages.ts
/** Images that are in the destination under their immutable tags already. */
const linkedBefore = async (to, plan) => {
	const there = plan.cells.filter((cell) => cell.state === "linked");
	return (await Promise.all(there.map(async (cell) => ({
		cell: cell.cell,
		digest: await to.resolve(cell.tags[0] ?? "")
	})))).flatMap(({ cell, digest }) => digest === void 0 ? [] : [{
		cell,
		digest,
		made: false,
		size: 0
	}]);
};
/** Images that other jobs built whole, as far as the destination has them. */
const builtByOtherJobs = async (to, assignment, plan) => {
	const built = assignment.kind === "link" ? assignment.built : {};
	const cells = plan.cells.filter(isToBuild).flatMap(({ cell }) => built[cell] === void 0 ? [] : [{
		cell,
		digest: built[cell]
	}]);
	return (await Promise.all(cells.map(async ({ cell, digest }) => ({
		cell,
		digest: await to.resolve(digest)
	})))).flatMap(({ cell, digest }) => digest === void 0 ? [] : [{
		cell,
		digest,
		made: true,
		size: 0
	}]);
};
/** Whether an image was linked from a recipe, as its manifest says. */
const isLinkedFrom = (to, manifest, recipe) => parseManifest(manifest, to.name).annotations?.[RECIPE_ANNOTATION] === recipe?.key;
/** The cells of a job whose images an earlier build may have put without a tag. */
const cellsOnRecord = ({ build, assignment }, plan) => {
	if (build === "engine") return plan.cells.filter(isToBuild);
	if (assignment.kind === "layers") return [];
	return plan.cells.filter(({ state }) => state === "layers");
};
/**
* Images that an earlier build here made from the same recipes, as far as the destination still has
* all of them: they have no tag before they are tested, so the record of builds names them. One
* that is to be linked says itself what it was linked from. Throws `kept-broken`.
*/
const recordedImages = async (facts, task, { plan, recipes }) => {
	const { to } = facts;
	const built = await imagesBuiltBefore(facts, {
		...plan,
		cells: cellsOnRecord(task, plan)
	});
	const reader = closureReader(to);
	const isWhole = async ({ cell, digest }) => {
		const manifest = await to.manifest(digest);
		if (manifest === void 0) return false;
		if (task.build === "link" && !isLinkedFrom(to, manifest, recipes.get(cell))) return false;
		return (await reader.damage(manifest)).length === 0;
	};
	const there = await Promise.all(built.map((image) => unlessDamaged(isWhole(image))));
	return built.filter((_, at) => there[at] === true);
};
/** The images of a plan that are in the destination before this job makes any. */
const earlierImages = async (to, assignment, plan) => [...await linkedBefore(to, plan), ...await builtByOtherJobs(to, assignment, plan)];
// src/publish/checkedImages.ts
/** A view of a large image is some hundred thousand entries. */
const INSPECTED_AT_ONCE = 4;
/**
* Makes the image of each recipe and inspects it. A cell that fails leaves the others going. What
* comes of them is in the order of the recipes.
*/
const eachImage = async (build, recipes, { parallel, make }) => {
	const inspect = inspector(build, build.planned, build.inventories);
	let finished = 0;
	const over = Promise.withResolvers();
	build.sys.log.progress(() => `${finished} of ${count(recipes.length, "image")} made`, over.promise);
	const making = pLimit(parallel);
	const inspecting = pLimit(Math.min(parallel, INSPECTED_AT_ONCE));
	const one = async (recipe) => {
		try {
			const { image, content } = await make(recipe);
			const { cell, digest, made: isNew } = image;
			const known = content === void 0 ? {} : {
				content: imageContent(content, build.to.name),
				isNew
			};
			const checks = await inspecting(() => inspect({
				cell,
				digest,
				...known
			}));
			if (content !== void 0) await keepLinked(build, image, {
				...content,
				checks
			});
			return {
				image,
				checks
			};
		} finally {
			finished += 1;
		}
	};
	const results = await Promise.allSettled(recipes.map((recipe) => making(() => one(recipe))));
	over.resolve();
	const made = results.flatMap((result) => result.status === "fulfilled" ? [result.value] : []);
	const failed = results.flatMap((result, at) => result.status === "fulfilled" ? [] : failedCells([recipes[at]?.cell ?? ""], result.reason));
	return {
		images: made.map(({ image }) => image),
		checks: made.map(({ checks }) => checks),
		failed
	};
};
// src/publish/hidingLayers.ts
/** Where wheels and Python lie, from the root of an image to the folders that hold them. */
const ABOVE = [
	"",
	"/opt",
	"/opt/venv",
	"/opt/python"
];
/** These, and everything in them, are in layers of ours alone. */
const OWN = /^\/opt\/(?:\.wh\.)?(?:venv|python)(?:\/|$)/;
/** Whether a layer above ours would hide or replace something below /opt/venv or /opt/python. */
const isHiding = (entries) => entries.some(({ path, kind }) => OWN.test(path) || path === "/.wh.opt" || path === "/opt" && kind !== "directory" || ABOVE.some((folder) => path === `${folder}/.wh..wh..opq`));
/**
* The same of the system layer, which has folders of ours, as other layers have them: only what it
* removes counts.
*/
const isRemoving = (entries) => isHiding(entries.filter(({ path }) => path.includes("/.wh.")));
/**
* Whether the base, or the system layer on it, would hide layers that lie below it: then all of
* ours goes above. Known from what is known of their layers; a base is looked through once.
*/
const hidesEnvironment = (store, inventories) => {
	const bases = /* @__PURE__ */ new Map();
	const removes = memoizedWork(async (layer) => isRemoving((await inventories.of(layer, store)).entries), ({ diffId }) => diffId);
	const baseHides = async ({ manifest, config }) => {
		return (await Promise.all(manifest.layers.map(({ digest }, index) => inventories.of({
			digest,
			diffId: config.rootfs.diff_ids[index] ?? ""
		}, store)))).some(({ entries }) => isHiding(entries));
	};
	return async ({ base, recipe, layers }) => {
		const answer = bases.get(base.platformDigest) ?? baseHides(base);
		bases.set(base.platformDigest, answer);
		if (await answer) return true;
		const system = layers.filter((_, index) => recipe.layers[index]?.kind === "system");
		return (await Promise.all(system.map(removes))).some(Boolean);
	};
};
// src/publish/licencesLayer.ts
/** By folder, so that a wheel that several layers bring is listed once. */
const wheelsOf = async (layers, store, inventories) => {
	const all = await Promise.all(layers.map((layer) => inventories.of(layer, store)));
	return [...new Map(all.flatMap(({ wheels }) => [...wheels])).values()];
};
const specOf = (wheels, content) => ({
	...filesLayerSpec([{
		path: LICENCE_LIST,
		mode: 420,
		content
	}]),
	title: `list of ${count(wheels.length, "wheel")} with licences`
});
/**
* The layer with a list in the store, where it is put when it is not there. One that the plan did
* not find is not looked for again: made twice, it is the same small bytes.
*/
const licencesLayer = async ({ sys, store, inventories, work, findLayer, ...facts }, { spec, content }) => {
	const file = `${work}/${layerTag(spec)}.tar.gz`;
	const entries = [bytesEntry(LICENCE_LIST.slice(1), 420, Buffer.from(content))];
	const { layer: made } = await writeBlob(sys, ordered(entries), file);
	try {
		const tag = layerTag(spec);
		const { storeTags, isStoreNew = false } = facts;
		const layer = (storeTags?.has(tag) === false ? void 0 : await findLayer(tag)) ?? await storeNewLayer(sys, store, {
			spec,
			made,
			isStoreNew
		});
		if (layer.diffId === made.diffId) await inventories.hold(made);
		return layer;
	} finally {
		await sys.files.remove(file);
	}
};
/**
* Adds one small layer to recipes: the list of an image's wheels with version and licence, as their
* metadata says. It is known only when the wheels are there, so it is made where the image is
* linked; images of the same wheels have the same layer, which is looked up once.
*/
const licencesAdder = (facts) => {
	const layerOf = memoizedWork((list) => licencesLayer(facts, list), ({ spec }) => layerTag(spec));
	return async ({ recipe, layers: before }) => {
		const wheels = await wheelsOf(before, facts.store, facts.inventories);
		const content = licenceList(wheels);
		const spec = specOf(wheels, content);
		const layer = await layerOf({
			spec,
			content
		});
		return {
			recipe: {
				...recipe,
				layers: [...recipe.layers, spec]
			},
			layers: [...before, layer]
		};
	};
};
// src/layer/overlapChecker.ts
const packagesOf = (spec) => "wheels" in spec ? spec.wheels.map(({ name }) => name) : [];
const readPaths = async (store, { paths: digest, pathsData: data }) => {
	const what = `The list of paths ${digest}`;
	return decodePaths(embeddedContent({
		digest,
		data
	}) ?? await readBounded(store.readBlob(digest), {
		what,
		bytes: LIMITS.smallBlobBytes
	}));
};
/**
* Checks recipes against the lists of paths that their layers carry; a list is read once, however
* many recipes share its layer.
*/
const overlapChecker = (store, catalog) => {
	const pathsOf = memoized((blob) => readPaths(store, blob), ({ paths }) => paths);
	return async (recipe, layers) => {
		const withPaths = [];
		for (const [index, { paths, pathsData }] of layers.entries()) {
			const spec = recipe.layers[index];
			if (paths !== void 0 && spec !== void 0) withPaths.push({
				title: spec.title,
				packages: packagesOf(spec),
				paths: await pathsOf({
					paths,
					...pathsData === void 0 ? {} : { pathsData }
				})
			});
		}
		const [first, ...more] = overlapProblems(withPaths, catalog.overlapWinners);
		if (first !== void 0) throw foundProblem(first, { more });
	};
};
// src/layer/recipeLayers.ts
/** The stored layers of a recipe, in their order. Rejects with `layer-missing`. */
const recipeLayers = (store, findLayer) => {
	const find = async (spec) => {
		const layer = await findLayer(layerTag(spec));
		if (layer !== void 0) return layer;
		throw foundProblem({
			code: "layer-missing",
			message: `The layer ${layerTag(spec)} (${spec.title}) is not in ${store.name}, or not whole.`,
			hint: "Make what is missing: dl-env build"
		});
	};
	return (recipe) => Promise.all(recipe.layers.map(find));
};
// src/publish/runLayers.ts
/**
* Makes the layer that a recipe's steps leave, unless the store has it: an engine runs them on the
* image of everything below, which is linked into the store for that. One at a time, since an
* engine has one machine.
*/
const runLayerMaker = ({ sys, store, inventories, findLayer, work, engine }) => {
	const inTurn = pLimit(1);
	return async ({ cell, layers }, link) => {
		const spec = layers.find((layer) => layer.kind === "run");
		if (spec === void 0 || await findLayer(layerTag(spec)) !== void 0) return;
		await inTurn(async () => {
			if (await findLayer(layerTag(spec)) !== void 0) return;
			const { digest } = await link();
			sys.log.info(`Running ${spec.title} in the image of ${cell}`);
			const made = await engine.runLayer(spec, {
				cell,
				digest
			}, work);
			if ((await storeLayer(sys, store, {
				spec,
				made
			})).diffId === made.diffId) await inventories.keep(made);
			await sys.files.remove(made.file);
		});
	};
};
// src/publish/linkedConfig.ts
/** The earliest time there is, for bases that do not say when they were made. */
const EPOCH = "1970-01-01T00:00:00Z";
const splitEnv = (env) => new Map(env.map((entry) => {
	const equals = entry.indexOf("=");
	return equals === -1 ? [entry, ""] : [entry.slice(0, equals), entry.slice(equals + 1)];
}));
/** The base's variables in their order, less the dropped ones, ours in their place or behind. */
const mergedEnv = (base, config) => {
	const merged = splitEnv(base);
	for (const name of config.dropEnv) merged.delete(name);
	for (const [name, value] of Object.entries(config.env).sort(([a], [b]) => a < b ? -1 : 1)) merged.set(name, value);
	return [...merged].map(([name, value]) => `${name}=${value}`);
};
const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
/**
* History must have one entry with content per layer, or engines refuse the image; a base whose
* history does not fit gets a plain one.
*/
const baseHistory = (base) => {
	const history = base.history ?? [];
	return history.filter((entry) => entry.empty_layer !== true).length === base.rootfs.diff_ids.length ? history : base.rootfs.diff_ids.map(() => ({
		created: base.created ?? EPOCH,
		created_by: "base"
	}));
};
const ifGiven = (key, value) => value === null || value === void 0 ? {} : { [key]: value };
/** What runs: the base's settings, with our user, environment, labels, entrypoint and command. */
const runConfig = (base, own) => {
	const exposed = sorted({
		...base.ExposedPorts,
		...Object.fromEntries(own.exposed.map((port) => [port, {}]))
	});
	return {
		User: own.user,
		...Object.keys(exposed).length === 0 ? {} : { ExposedPorts: exposed },
		Env: mergedEnv(base.Env ?? [], own),
		Entrypoint: own.entrypoint,
		Cmd: own.cmd,
		...ifGiven("Volumes", base.Volumes),
		WorkingDir: own.workdir,
		Labels: sorted({
			...base.Labels,
			...own.labels
		}),
		...ifGiven("StopSignal", base.StopSignal),
		...ifGiven("Shell", base.Shell),
		...ifGiven("Healthcheck", base.Healthcheck)
	};
};
/**
* The config of a linked image: the base's, with what is ours in `config`, and our layers around
* its own.
*/
const linkedConfig = ({ base, own, below, above, created = base.created ?? EPOCH }) => {
	const diffIds = (layers) => layers.map(({ diffId }) => diffId);
	const history = (layers) => layers.map(({ title }) => ({
		created,
		created_by: `dl-env: ${title}`
	}));
	return {
		architecture: base.architecture,
		os: base.os,
		created,
		config: runConfig(base.config ?? {}, own),
		rootfs: {
			type: "layers",
			diff_ids: [
				...diffIds(below),
				...base.rootfs.diff_ids,
				...diffIds(above)
			]
		},
		history: [
			...history(below),
			...baseHistory(base),
			...history(above)
		]
	};
};
const SIDE_BY_SIDE = 8;
const checkLayers = (recipe, base, layers) => {
	const expectedTags = recipe.layers.map((spec) => layerTag(spec));
	const wrong = expectedTags.findIndex((tag, index) => layers[index]?.tag !== tag);
	if (wrong !== -1 || layers.length !== expectedTags.length) throw new TypeError(`layers differ from the recipe at ${expectedTags[wrong] ?? "the end"}`);
	const total = base.manifest.layers.length + layers.length;
	if (total > 110) throw foundProblem({
		code: "too-many-layers",
		message: `${recipe.cell} would have ${total} layers; Docker fails above about 122, and 110 are the limit here.`,
		hint: "Ask for a smaller set, or build the cell whole: dl-env build --build engine"
	});
};
const ociDescriptor = ({ mediaType, digest, size }) => ({
	mediaType: mediaType.endsWith("+zstd") ? mediaType : OCI_LAYER_GZIP,
	digest,
	size
});
/**
* Config and manifest of a cell: the base's layers among ours, all in OCI's media types. Pure: the
* same input is the same bytes.
*/
const imageBytes = (parts) => {
	const { recipe, base, layers, created, isBaseFirst = false } = parts;
	checkLayers(recipe, base, layers);
	const titled = layers.map((layer, index) => {
		const { kind = "files", title = layer.tag } = recipe.layers[index] ?? {};
		return {
			kind,
			title,
			diffId: layer.diffId,
			descriptor: ociDescriptor(layer)
		};
	});
	const { below, above } = aroundBase(titled, ({ kind }) => kind, isBaseFirst);
	const config = jsonBytes(linkedConfig({
		base: base.config,
		own: recipe.config,
		below,
		above,
		...created === void 0 ? {} : { created }
	}));
	const all = [
		...below.map(({ descriptor }) => descriptor),
		...base.manifest.layers.map(({ mediaType, digest, size }) => ({
			mediaType,
			digest,
			size
		})),
		...above.map(({ descriptor }) => descriptor)
	];
	const manifest = jsonBytes({
		schemaVersion: 2,
		mediaType: OCI_MANIFEST,
		config: {
			mediaType: OCI_CONFIG,
			digest: digestOf(config),
			size: config.byteLength
		},
		layers: all,
		annotations: {
			[RECIPE_ANNOTATION]: recipe.key,
			"org.opencontainers.image.base.digest": base.platformDigest
		}
	});
	return {
		config,
		manifest,
		digest: digestOf(manifest),
		blobs: all
	};
};
/**
* An image is there when its manifest is, and all of its blobs, at their size. In a folder, where a
* file says nothing of its bytes, the manifest is read.
*/
const isThere = async (to, { manifest, digest }) => {
	const reader = closureReader(to);
	if (isLayout(to)) return (await reader.damageOf(digest)).length === 0;
	if (await unlessDamaged(to.resolve(digest)) !== digest) return false;
	return (await reader.damage({
		digest,
		bytes: manifest,
		mediaType: OCI_MANIFEST
	})).length === 0;
};
const total = (...repositories) => [...new Set(repositories)].reduce((sum, { traffic }) => sum + traffic.requests, 0);
/** The blobs of an image into the destination, each once; bytes that moved. */
const moveBlobs = async ({ store, to, move = (blob) => moveBlob(blob, store, to) }, { blobs }) => {
	const limit = pLimit(SIDE_BY_SIDE);
	const distinct = new Map(blobs.map((blob) => [blob.digest, blob.size]));
	return (await Promise.all([...distinct].map(([digest, size]) => limit(async () => await move({
		digest,
		size
	}) ? size : 0)))).reduce((sum, bytes) => sum + bytes, 0);
};
/**
* Makes an image out of layers that exist: mounts (or, once, copies) the blobs, then puts config
* and manifest by digest. It gets its tags when it was tested. Does nothing when it is there;
* rejects with `too-many-layers` above 110, `stand-in` when an image on a stand-in base would leave
* this machine. The counts are right when nothing else uses the two repositories at the same time.
*/
const linkImage = async (request) => {
	const { recipe, store, to } = request;
	keepStandInHere(recipe.config.labels, to, recipe.cell);
	const before = total(store, to);
	const image = imageBytes(request);
	const size = image.blobs.reduce((sum, blob) => sum + blob.size, 0);
	const result = (made, moved) => ({
		digest: image.digest,
		made,
		layers: image.blobs.length,
		requests: total(store, to) - before,
		moved,
		size,
		content: image
	});
	if (!await to.writeBlob({
		digest: digestOf(image.config),
		size: image.config.byteLength,
		isNew: request.isNew === true,
		open: async function* () {
			yield image.config;
		}
	}) && await isThere(to, image)) return result(false, 0);
	const moved = await moveBlobs(request, image);
	await to.putManifest({
		bytes: image.manifest,
		mediaType: OCI_MANIFEST
	});
	return result(true, moved);
};
// src/publish/linkCells.ts
/**
* Moves each blob once, however many images wait for it; only the first of them counts its bytes.
* One that failed is tried again by the next image.
*/
const moveOnce = (store, to) => {
	const moves = /* @__PURE__ */ new Map();
	return async (blob) => {
		const running = moves.get(blob.digest);
		if (running !== void 0) {
			await running;
			return false;
		}
		const work = moveBlob(blob, store, to);
		moves.set(blob.digest, work);
		try {
			return await work;
		} catch (error) {
			moves.delete(blob.digest);
			throw error;
		}
	};
};
/**
* Links the image of a cell out of layers that are in the store, with the list of its wheels'
* licences as one layer more.
*/
const cellLinker = (facts) => {
	const { catalog, store, to, inventories, findLayer, madeLayers, base } = facts;
	const layersOf = recipeLayers(store, findLayer);
	const hides = hidesEnvironment(store, inventories);
	const checkOverlaps = overlapChecker(store, catalog);
	const addLicences = licencesAdder(facts);
	const move = moveOnce(store, to);
	const ensureRun = runLayerMaker(facts);
	return async (recipe) => {
		const onto = await base(recipe.cell);
		const below = recipe.layers.filter(({ kind }) => kind !== "run");
		const before = await layersOf({
			...recipe,
			layers: below
		});
		const isBaseFirst = await hides({
			base: onto,
			recipe,
			layers: before
		});
		await ensureRun(recipe, () => linkImage({
			recipe: {
				...recipe,
				layers: below
			},
			base: onto,
			layers: before,
			isBaseFirst,
			store,
			to: store
		}));
		const layers = await layersOf(recipe);
		await checkOverlaps(recipe, layers);
		const complete = await addLicences({
			recipe,
			layers
		});
		const isNew = layers.some(({ tag }) => madeLayers.has(tag));
		return linkImage({
			...complete,
			base: onto,
			isBaseFirst,
			isNew,
			store,
			to,
			move
		});
	};
};
// src/publish/buildCells.ts
/** Images that are linked at the same time. */
const LINKED_AT_ONCE = 16;
const makeLayers = async (build, needs = []) => {
	const { sys, store, assignment, work, space, engine, inventories, known } = build;
	const { planned, recipes } = build;
	const making = {
		sys,
		store,
		work,
		space,
		further: [...await basesNeed(build, recipesOnBases(build, planned.plan)), ...needs],
		assignment,
		known,
		tools: openTools(build, work),
		buildSystem: engine.systemLayer,
		onStored: (layer, onRead) => inventories.keep(layer, onRead)
	};
	return sys.log.group("Making layers", () => makeMissingOfPlan(making, planned.plan, recipes));
};
const linkImages = async (build, made) => {
	const link = cellLinker({
		...build,
		storeTags: build.planned.storeTags,
		madeLayers: new Set(made.layers),
		isStoreNew: made.isStoreNew
	});
	const broken = new Set(made.failed.map(({ cell }) => cell));
	const recipes = build.recipes.filter(({ cell }) => !broken.has(cell));
	let moved = made.stored;
	const { images, checks, failed } = await build.sys.log.group("Linking images", () => eachImage(build, recipes, {
		parallel: LINKED_AT_ONCE,
		make: async ({ cell, ...rest }) => {
			const { digest, made: isMade, size, ...linked } = await link({
				cell,
				...rest
			});
			moved += linked.moved;
			return {
				image: {
					cell,
					digest,
					made: isMade,
					size
				},
				content: linked.content
			};
		}
	}));
	return {
		images,
		checks,
		layers: made.layers,
		moved,
		failed: [...made.failed, ...failed]
	};
};
const NO_LAYERS = {
	layers: [],
	stored: 0,
	failed: [],
	isStoreNew: false
};
/**
* Layers first, then one link a cell; where other jobs do the one or the other, only this job's
* part.
*/
const buildLinked = async (build) => {
	switch (build.assignment.kind) {
		case "layers": {
			const { layers, stored, failed } = await makeLayers(build);
			return {
				images: [],
				checks: [],
				layers,
				moved: stored,
				failed
			};
		}
		case "link":
			await build.space.reserve([...await basesNeed(build, build.recipes), ...await imagesNeed(build, build.recipes)]);
			return linkImages(build, NO_LAYERS);
		case "request":
		case "cells":
		case "whole-images": return linkImages(build, await makeLayers(build, await imagesNeed(build, build.recipes)));
	}
};
/** One build a cell, whole, from its Containerfile. */
const buildWhole = async (build) => {
	await build.space.reserve(await wholeImagesNeed(build, build.recipes));
	return {
		...await eachImage(build, build.recipes, {
			parallel: 1,
			make: async (recipe) => {
				const { digest, ...content } = await build.engine.wholeImage(recipe, (layer) => build.inventories.keep(layer));
				return {
					image: {
						cell: recipe.cell,
						digest,
						made: true,
						size: 0
					},
					content
				};
			}
		}),
		layers: [],
		moved: 0
	};
};
const openBuild = (facts, planned, { recipes, work, space }) => {
	const bases = storedBases(facts, planned.judged);
	const { base } = bases;
	const engine = engineBuilds({
		...facts,
		base,
		work,
		inputs: planned
	});
	const inventories = inventoriesOf(facts, planned.storeTags);
	const known = knownLayers(facts.store);
	const opened = {
		bases,
		base,
		engine,
		inventories,
		known,
		findLayer: known.find
	};
	return {
		...facts,
		planned,
		recipes,
		work,
		space,
		...opened
	};
};
/** What the checks say of images that an earlier build made: their findings stay told. */
const checkedAgain = async (facts, planned, images) => {
	const byCell = new Map(images.map((image) => [image.cell, image]));
	const recipes = [...planned.recipes.values()].filter(({ cell }) => byCell.has(cell));
	const found = {
		...facts,
		planned,
		inventories: inventoriesOf(facts)
	};
	return {
		...await eachImage(found, recipes, {
			parallel: LINKED_AT_ONCE,
			make: async ({ cell }) => {
				const image = byCell.get(cell);
				if (image === void 0) throw new TypeError(`no image of ${cell}`);
				return { image };
			}
		}),
		layers: [],
		moved: 0
	};
};
/** Both, in this order. */
const joined = (one, other) => ({
	images: [...one.images, ...other.images],
	checks: [...one.checks, ...other.checks],
	layers: [...one.layers, ...other.layers],
	moved: one.moved + other.moved,
	failed: [...one.failed, ...other.failed]
});
const makeCells = async (facts, planned, recipes) => {
	const { sys, to, store, request } = facts;
	await ensureWritable(to);
	await ensureKeepsArtifacts(to);
	const work = await openWork(sys);
	const space = openSpace(sys, layoutsOf([to, store]));
	try {
		const build = openBuild(facts, planned, {
			recipes,
			work: work.dir,
			space
		});
		return await (request.build === "link" ? buildLinked(build) : buildWhole(build));
	} finally {
		await work.close();
		await space.close();
	}
};
/**
* Makes what the plan says is missing. Cells whose base or store could not be queried are left,
* with the reason; a cell that fails leaves the others going.
*/
const buildCells = async (facts, planned) => {
	const { to, assignment } = facts;
	const { plan } = planned;
	const task = {
		build: facts.request.build,
		assignment
	};
	const wanted = cellsToBuild(task, plan);
	const recorded = await recordedImages(facts, task, planned);
	for (const { cell } of recorded) wanted.delete(cell);
	const recipes = [...planned.recipes.values()].filter(({ cell }) => wanted.has(cell));
	const before = await checkedAgain(facts, planned, recorded);
	const tagged = await earlierImages(to, assignment, plan);
	const made = recipes.length === 0 ? before : joined(before, await makeCells(facts, planned, recipes));
	return {
		...made,
		images: [...tagged, ...made.images],
		left: cellsLeft(task, plan)
	};
};
export { buildCells };
