import { s as pLimit } from "./networkFault.js";
import { t as chooseRuntime } from "./chooseRuntime.js";
import { t as inspector } from "./inspector.js";
import { t as failedCells } from "./failedCells.js";
import { _ as union, d as number, f as object, h as string, i as boolean, l as literal, n as _enum, p as record, r as array } from "./schemas.js";
import { b as ensureKeepsArtifacts } from "./systemRecipe.js";
import { m as ownTagsOf } from "./ensureWritable.js";
import { t as openWork } from "./workFolder.js";
import { i as duration, r as count } from "./units.js";
import { t as keepReport } from "./describedImage.js";
import { i as watchedTransfer, n as loadAs, t as callEngine } from "./loadImage.js";
import { n as readStoredImage, t as showImage } from "./shownImage.js";
import { n as foundProblem, r as unreachable, t as DlEnvError } from "./error.js";
import { l as localName, t as isLayout } from "./layout.js";
import { n as mark } from "./processOwner.js";
import { n as lookAt, r as resultOf } from "./lookedAt.js";
import { i as probeVersion } from "./smokeRequirement.js";
import { a as disablesLabel, n as containerArgv } from "./containerArgv.js";
// src/smoke/imageInEngine.ts
/** How often an image is pulled whose name another process took away before it was given ours. */
const ATTEMPTS = 3;
const ownName = ({ env }) => `localhost/dl-env-smoke:${mark()}-${env.random(8)}`;
/**
* Takes a name away, and with the last one the image. Not by force: what others run or have named
* stays. Only that the name stays is worth a word, for the test is done.
*/
const removeName = async ({ sys, runtime }, name, tell) => {
	try {
		await callEngine(sys, runtime, {
			args: ["rmi", name],
			name
		});
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		if (await showImage(sys, runtime, name) !== void 0) tell(`${name} stays in ${runtime.name}: ${error.message}`);
	}
};
/** One try; false when another process took the reference away before the image had our name. */
const pulled = async ({ sys, runtime, to }, { stored, name }, last) => {
	const reference = `${to.name}@${stored.digest}`;
	const insecure = runtime.name === "podman" && to.local ? ["--tls-verify=false"] : [];
	const args = [
		"pull",
		...runtime.name === "podman" ? ["--quiet"] : [],
		...insecure,
		reference
	];
	await watchedTransfer(sys.log, `${reference} into ${runtime.name}`, (watched) => callEngine(sys, runtime, {
		args,
		name: reference,
		...watched
	}));
	try {
		await callEngine(sys, runtime, {
			args: [
				"tag",
				reference,
				name
			],
			name: reference
		});
		return true;
	} catch (error) {
		const there = await showImage(sys, runtime, reference);
		if (last || there !== void 0) throw error;
		return false;
	}
};
/** Pulled by the engine itself, which then need not write the whole image into a file first. */
const pull = async (facts, fetched) => {
	const { sys, runtime, to } = facts;
	const reference = `${to.name}@${fetched.stored.digest}`;
	const before = await showImage(sys, runtime, reference);
	let attempt = 1;
	while (!await pulled(facts, fetched, attempt === ATTEMPTS)) attempt += 1;
	if (before === void 0) await removeName(facts, reference, (text) => sys.log.debug(text));
};
/** Gets an image that has no tag yet into an engine, under a name of this run. */
const fetchImage = (facts, fetched) => {
	const { sys, runtime, to } = facts;
	const { stored, name } = fetched;
	return isLayout(to) ? loadAs(sys, runtime, {
		repository: to,
		reference: stored.digest,
		name
	}) : pull(facts, fetched);
};
const isSame = (shown, stored) => [stored.configDigest, stored.digest].includes(shown.id) && shown.diffIds.length === stored.diffIds.length && stored.diffIds.every((diffId, index) => diffId === shown.diffIds[index]);
/** The id by which the engine runs the very image; rejects with `wrong-image` for any other. */
const verifiedId = async ({ sys, runtime }, { stored, name }) => {
	const shown = await showImage(sys, runtime, name);
	if (shown !== void 0 && isSame(shown, stored)) return shown.id;
	throw foundProblem({
		code: "wrong-image",
		message: `${stored.digest} was loaded, and ${runtime.name} has ${shown === void 0 ? "nothing" : `another image (${shown.id})`} under its name ${name}.`,
		hint: `See which images it has, and what else works on them: ${runtime.name} images`
	});
};
/** Brings an image into an engine under a name of this run, which `release` takes away. */
const bringImage = async (facts, { cell, stored }) => {
	const { sys, runtime } = facts;
	const name = ownName(sys);
	const release = () => removeName(facts, name, (text) => sys.log.warn(text));
	try {
		await fetchImage(facts, {
			stored,
			name
		});
		const id = await verifiedId(facts, {
			stored,
			name
		});
		const keep = async () => {
			await callEngine(sys, runtime, {
				args: [
					"tag",
					id,
					localName(cell)
				],
				name: cell
			});
		};
		return {
			id,
			keep,
			release
		};
	} catch (error) {
		await release();
		throw error;
	}
};
// src/smoke/imageSequence.ts
/** A promise whose rejection is dealt with later. */
const later = (promise) => {
	promise.catch(() => void 0);
	return promise;
};
/**
* Works with one image after another. The next is brought while one is worked with, and an image
* goes only once the next is there: an engine keeps what both share only as long as one of them
* stays. At most two are there at a time; where two do not fit, the first goes before the second is
* brought again.
*/
const inSequence = async (items, { bring, work, onFailed }) => {
	let last;
	const releaseLast = async () => {
		const image = last;
		last = void 0;
		await image?.release();
	};
	const again = async (item, error) => {
		if (last === void 0) throw error;
		await releaseLast();
		return bring(item);
	};
	let coming = items[0] === void 0 ? void 0 : later(bring(items[0]));
	for (const [at, item] of items.entries()) try {
		const brought = coming;
		coming = void 0;
		const image = await (brought ?? bring(item)).catch((error) => again(item, error));
		await releaseLast();
		last = image;
		const next = items[at + 1];
		coming = next === void 0 ? void 0 : later(bring(next));
		await work(item, image);
	} catch (error) {
		onFailed(item, error);
	}
	await releaseLast();
};
/**
* Images in an order in which neighbours share the longest beginnings of their chains of layers;
* equal ones keep their order.
*/
const byChain = (items, chainOf) => {
	const shared = (a, b) => {
		const at = a.findIndex((layer, index) => layer !== b[index]);
		return at === -1 ? a.length : at;
	};
	const left = [...items];
	const ordered = [];
	while (left.length > 0) {
		const before = ordered.at(-1);
		const chain = before === void 0 ? [] : chainOf(before);
		const lengths = left.map((item) => shared(chainOf(item), chain));
		ordered.push(...left.splice(lengths.indexOf(Math.max(...lengths)), 1));
	}
	return ordered;
};
// src/container/runContainer.ts
/**
* Runs a container to its end (or, detached, until it has started) and returns what it said and its
* exit code.
*/
const runContainer = (sys, runtime, { timeout, ...run }) => {
	const given = Object.entries(run.env ?? {});
	const argv = containerArgv(runtime, {
		...run,
		env: Object.fromEntries(given.map(([name]) => [name, null]))
	});
	const values = Object.fromEntries(given.filter(([, value]) => value !== null));
	return sys.processes.run(argv, {
		...timeout === void 0 ? {} : { timeout },
		cwd: "/",
		env: {
			...runtime.env,
			...values
		}
	});
};
// src/smoke/hostState.ts
/**
* cuInit's answers that name the host, each with what to do there. Source: CUDA driver API, enum
* cudaError_enum.
*/
const HOST_ANSWERS = {
	CUDA_ERROR_NO_DEVICE: "the driver sees no GPU",
	CUDA_ERROR_SYSTEM_DRIVER_MISMATCH: "the kernel module and the driver's libraries are of different versions: reboot the host",
	CUDA_ERROR_SYSTEM_NOT_READY: "the driver waits for a service of the host, such as the fabric manager",
	CUDA_ERROR_DEVICE_UNAVAILABLE: "the GPU is busy or reserved for another process",
	CUDA_ERROR_OPERATING_SYSTEM: "the host refused access to the GPU's device files"
};
/** What libcuda answers where it cannot open this file. Seen on an H100, driver 580.159.04. */
const UNIFIED_MEMORY = "/dev/nvidia-uvm";
/** Answers that only a libcuda of the image gives: compat on other hardware, and the stub. */
const IMAGE_ANSWERS = [
	"CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE",
	"CUDA_ERROR_STUB_LIBRARY",
	"34"
];
/**
* libcuda from the driver: the copies that CUDA images bring for forward compatibility and for
* linking do not count.
*/
const driverLibrary = (host) => host.libraries.find((path) => /libcuda\.so/.test(path) && !/\/(compat|stubs)\//.test(path));
/** libcuda of the image itself, where the loader chose that one. */
const compatLibrary = (host) => host.libraries.find((path) => /\/(compat|stubs)\/.*libcuda\.so|libcuda\.so.*\/(compat|stubs)\//.test(path));
/**
* A libcuda that is surely the driver's: it bears the kernel module's version in its name, or is
* where WSL puts it.
*/
const isDriversOwn = (host, path) => host.driver !== void 0 && path.endsWith(`/libcuda.so.${host.driver}`) || path.startsWith("/usr/lib/wsl/");
const gpuDevices = (host) => host.devices.filter((path) => /^\/dev\/(nvidia\d+|dxg)$/.test(path));
const notStarted = (host) => host.cuInit ?? host.cudaError ?? "it gives no message";
/** What to do about a driver that does not start and does not say why. */
const unknownCause = (host) => {
	const uvm = host.devices.includes(UNIFIED_MEMORY) ? `${UNIFIED_MEMORY} may not be the driver's device` : `${UNIFIED_MEMORY} is not there`;
	return host.cuInit === "CUDA_ERROR_UNKNOWN" && !host.devices.includes("/dev/dxg") ? `the host's driver does not start (CUDA_ERROR_UNKNOWN): ${uvm}; run \`sudo nvidia-modprobe -u -c 0\` on the host, and give the container that device` : `the host's driver does not start (${notStarted(host)}): run \`nvidia-smi\` and \`dl-env doctor\` on the host`;
};
/** What a libcuda that did not start means; `path` is the one that the loader chose. */
const failedStart = (host, path) => {
	const isHidden = /^(|none|void|-1)$/.test(host.visible ?? "all");
	if (IMAGE_ANSWERS.includes(host.cuInit ?? "") || driverLibrary(host) === void 0 && !(host.cuInit === "CUDA_ERROR_NO_DEVICE" && isHidden)) return {
		kind: "image",
		meaning: `${path} of the image stands before the driver's libcuda and does not start: ${notStarted(host)}`
	};
	const reason = HOST_ANSWERS[host.cuInit ?? ""];
	if (reason !== void 0) return {
		kind: "driver",
		meaning: `${reason} (${host.cuInit})`
	};
	return isDriversOwn(host, path) ? {
		kind: "driver",
		meaning: unknownCause(host)
	} : {
		kind: "unclear",
		meaning: `${path} does not start: ${notStarted(host)}`
	};
};
/** What of a GPU the probes could use, from what dl-env-check saw beside them. */
const hostState = (host) => {
	const driver = driverLibrary(host) ?? compatLibrary(host);
	const devices = gpuDevices(host);
	const isImages = driverLibrary(host) === void 0;
	if (devices.length === 0 && isImages) return {
		kind: "no-gpu",
		meaning: "no GPU: there is neither a device /dev/nvidia* nor libcuda of a driver"
	};
	if (devices.length === 0) return {
		kind: "half",
		meaning: `no GPU was given to the container: ${driver} is there, a device /dev/nvidia* is not`
	};
	if (driver === void 0) return {
		kind: "half",
		meaning: `no driver in the container: ${devices[0]} is there, libcuda is not`
	};
	if (host.cuInit === "CUDA_SUCCESS" && host.gpus.length > 0) return {
		kind: "ready",
		...host.cudaVersion === void 0 ? {} : { cuda: host.cudaVersion }
	};
	return failedStart(host, driver);
};
// src/smoke/textRule.ts
/** Names of the driver's own libraries, which no image has: a regular expression's source. */
const DRIVER_FILE = String.raw`lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix)\.so(?:\.\d+)*`;
/** Source of the names and texts of CUDA's errors. */
const RUNTIME_ERRORS = "CUDA runtime API, cudaError_t";
// src/smoke/brokenTexts.ts
const MOVED = "run with the library moved away, 2026-11-21";
/** Texts that are the image's fault, whatever the host. */
const BROKEN_TEXTS = [
	{
		code: "wrong-result",
		kind: "broken",
		match: /wrong (?:result|shape)|the result (?:holds values|is not on the GPU)/,
		meaning: "the GPU's result differs from the CPU's",
		source: "the probes' own messages"
	},
	{
		code: "cpu-build",
		kind: "broken",
		match: /is built for the CPU alone|Torch not compiled with CUDA enabled/,
		meaning: "a CPU-only build is installed",
		source: "torch/cuda/__init__.py"
	},
	{
		code: "no-kernel-image",
		kind: "broken",
		match: /no kernel image is available|cudaErrorNoKernelImageForDevice|CUDA_ERROR_NO_BINARY_FOR_GPU|is not compatible with the current PyTorch installation/,
		meaning: "the image has no machine code for this GPU",
		source: RUNTIME_ERRORS
	},
	{
		code: "ptx",
		kind: "broken",
		match: /provided PTX was compiled with an unsupported toolchain|cudaErrorUnsupportedPtxVersion|CUDA_ERROR_UNSUPPORTED_PTX_VERSION/,
		meaning: "the image's PTX is newer than the driver can compile",
		source: RUNTIME_ERRORS
	},
	{
		code: "cudnn-mixed",
		kind: "broken",
		match: /CUDNN_STATUS_(?:SUBLIBRARY_)?VERSION_MISMATCH|CUDNN_STATUS_SUBLIBRARY_LOADING_FAILED|cuDNN version incompatibility/,
		meaning: "two versions of cuDNN are mixed",
		source: "NVIDIA cuDNN, cudnnStatus_t"
	},
	{
		code: "cuda-mixed",
		kind: "broken",
		match: /were compiled with different CUDA versions/,
		meaning: "wheels for different CUDA versions are mixed",
		source: "run: torchaudio 2.11.0 beside torch 2.15.0"
	},
	{
		code: "compat",
		kind: "broken",
		match: /forward compatibility was attempted on non supported HW|cudaErrorCompatNotSupportedOnDevice|CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE|CUDA context: 804\b/,
		meaning: "the image's compat libraries were loaded instead of the driver's",
		source: RUNTIME_ERRORS
	},
	{
		code: "missing-library",
		kind: "broken",
		match: /Failure finding "lib|XGBoostLibraryNotFound|lib\w+\.so\S* not found in the system path/,
		meaning: "a CUDA library is not in the image",
		source: MOVED
	},
	{
		code: "missing-library",
		kind: "broken",
		match: new RegExp(String.raw`(?!.*${DRIVER_FILE}:)\blib[\w+.-]+\.so[\w.]*: cannot open shared object file`),
		meaning: "a shared library is not in the image",
		source: MOVED
	},
	{
		code: "damaged-library",
		kind: "broken",
		match: /undefined symbol: |invalid ELF header|file too short|version `[^']+' not found|cannot enable executable stack/,
		meaning: "a shared library does not fit or is damaged",
		source: "glibc, dlopen(3)"
	},
	{
		code: "missing-package",
		kind: "broken",
		match: /ModuleNotFoundError: |ImportError: cannot import name|Failed to import CuPy/,
		meaning: "a Python package is missing or of another version",
		source: MOVED
	}
];
// src/smoke/textRules.ts
const SEEN = "run on a machine without a GPU, 2026-11-21";
const OLD_DRIVER = [
	{
		code: "driver-too-old",
		kind: "old-driver",
		match: /cudaErrorInsufficientDriver|CUDA driver version is insufficient for CUDA runtime version|CUDA context: 35\b/,
		meaning: "driver too old",
		source: SEEN
	},
	{
		code: "driver-too-old",
		kind: "old-driver",
		match: /The NVIDIA driver on your system is too old/,
		meaning: "driver too old",
		source: "torch/csrc/utils and c10/cuda"
	},
	{
		code: "driver-too-old",
		kind: "host",
		match: /unsatisfied condition: (?:cuda|driver|brand)/,
		meaning: "driver older than the base's NVIDIA_REQUIRE_CUDA",
		source: "NVIDIA Container Toolkit"
	}
];
const NO_DRIVER = [
	{
		code: "no-driver",
		kind: "no-driver",
		match: /Found no NVIDIA driver on your system/,
		meaning: "PyTorch finds no driver",
		source: SEEN
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: /"(?:cuda|nvml)" is an NVIDIA driver library and can only be found via system search/,
		meaning: "libcuda is not there",
		source: SEEN
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: new RegExp(`${DRIVER_FILE}: cannot open shared object file`),
		meaning: "a library of the driver is not there",
		source: SEEN
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: /NVMLError_LibraryNotFound|NVML Shared Library Not Found/,
		meaning: "NVML is not there",
		source: SEEN
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: /NVMLError_DriverNotLoaded/,
		meaning: "NVML finds no driver",
		source: "nvmlReturn_t in nvml.h"
	},
	{
		code: "no-driver",
		kind: "no-driver",
		match: /cuInitChecked\(\)" failed|CUDA is not available\. Please install CUDA or set `device_id = None`/,
		meaning: "DALI cannot start the driver",
		source: SEEN
	},
	{
		code: "no-gpu",
		kind: "no-driver",
		match: /No visible GPU is found|couldn't find any available GPU on the system|XGBoost trained on cpu though asked for cuda: /,
		meaning: "XGBoost found no GPU and used the CPU",
		source: SEEN
	},
	{
		code: "no-gpu",
		kind: "no-driver",
		match: /no CUDA-capable device is detected|cudaErrorNoDevice|CUDA_ERROR_NO_DEVICE|No CUDA GPUs are available|CUDA context: 100\b|cuInit gave CUDA error 100\b/,
		meaning: "no GPU is visible",
		source: RUNTIME_ERRORS
	}
];
const HOST = [
	{
		code: "driver-mismatch",
		kind: "host",
		match: /Driver\/library version mismatch|cudaErrorSystemDriverMismatch|CUDA_ERROR_SYSTEM_DRIVER_MISMATCH|system has unsupported display driver|CUDA context: 803\b/,
		meaning: "the driver was changed without a reboot",
		source: "NVML and CUDA runtime"
	},
	{
		code: "not-ready",
		kind: "host",
		match: /cudaErrorSystemNotReady|CUDA_ERROR_SYSTEM_NOT_READY|system not yet initialized|CUDA context: 802\b/,
		meaning: "the driver waits for a service of the host",
		source: RUNTIME_ERRORS
	},
	{
		code: "no-permission",
		kind: "host",
		match: /Failed to initialize NVML: Insufficient Permissions|NVMLError_NoPermission/,
		meaning: "access to the GPU is refused (SELinux?)",
		source: "NVIDIA Container Toolkit, troubleshooting"
	},
	{
		code: "lost-device",
		kind: "host",
		match: /Failed to initialize NVML: Unknown Error/,
		meaning: "the container lost access to the GPU after a daemon-reload",
		source: "NVIDIA Container Toolkit, troubleshooting"
	},
	{
		code: "gpu-busy",
		kind: "host",
		match: /CUDA-capable device\(s\) is\/are busy or unavailable|cudaErrorDevicesUnavailable|CUDA_ERROR_DEVICE_UNAVAILABLE|CUDA context: 46\b/,
		meaning: "the GPU is busy or in exclusive use",
		source: RUNTIME_ERRORS
	},
	{
		code: "gpu-full",
		kind: "host",
		match: /CUDA out of memory|cudaErrorMemoryAllocation|CUDA_ERROR_OUT_OF_MEMORY|Out of memory allocating .* bytes|std::bad_alloc: out_of_memory: CUDA error/,
		meaning: "the GPU's memory is used by other programs",
		source: "torch and RMM"
	},
	{
		code: "no-toolkit",
		kind: "host",
		match: /could not select device driver "" with capabilities: \[\[gpu\]\]|unresolvable CDI devices|nvidia-container-cli: initialization error/,
		meaning: "the container engine cannot give GPUs to containers",
		source: "NVIDIA Container Toolkit, troubleshooting"
	}
];
const TEXT_RULES = [
	...BROKEN_TEXTS,
	...OLD_DRIVER,
	...NO_DRIVER,
	...HOST
];
/** The rule for a text; undefined: then it is the image's fault until someone has looked. */
const ruleFor = (text) => TEXT_RULES.find((rule) => rule.match.test(text));
// src/smoke/probeOutcomes.ts
const fail = (reason) => ({
	outcome: "fail",
	reason
});
const unavailable = (reason) => ({
	outcome: "unavailable",
	reason
});
/** First line of what the library said, short enough for a table. */
const gist = (row) => {
	const text = (row.error?.text ?? "it gives no message").split("\n").map((line) => line.trim()).find((line) => line !== "") ?? "";
	return text.length > 300 ? `${text.slice(0, 297)}...` : text;
};
const major = (version) => Number(version.split(".")[0]);
/**
* A driver runs a wheel of its own CUDA major or an older one, by minor-version compatibility.
* Unknown when either is not stated.
*/
const driverSuffices = (context) => {
	const driver = context.host.cudaVersion;
	return driver === void 0 || context.builtForCuda === void 0 ? void 0 : major(driver) >= major(context.builtForCuda);
};
const tooOld = (context) => {
	const versions = [context.host.driver, context.host.cudaVersion === void 0 ? void 0 : `for CUDA ${context.host.cudaVersion}`].filter((part) => part !== void 0);
	return unavailable(`driver too old${versions.length > 0 ? `: ${versions.join(", ")}` : ""}`);
};
const noDriver = (state, row, context) => {
	switch (state.kind) {
		case "no-gpu":
		case "half":
		case "driver": return unavailable(state.meaning);
		case "ready":
			if (driverSuffices(context) === false) return tooOld(context);
			return fail(`a GPU and its driver are there, but the library does not see them: ${gist(row)}`);
		case "image":
		case "unclear": return fail(`${state.meaning}; the library says: ${gist(row)}`);
	}
};
const oldDriver = (state, row, context) => {
	if (state.kind === "no-gpu" || state.kind === "half") return unavailable(state.meaning);
	if (state.kind === "ready" && driverSuffices(context) === true) return fail(`the driver supports CUDA ${context.host.cudaVersion}, which is enough, but: ${gist(row)}`);
	return tooOld(context);
};
/** A text that names the host's fault is believed only where a driver is there to have it. */
const hostFault = (rule, state, row) => {
	if (state.kind === "no-gpu") return fail(`${rule.meaning} was reported although there is no GPU: ${gist(row)}`);
	return unavailable(`${rule.meaning}: ${gist(row)}`);
};
const judgeError = (row, context) => {
	const state = hostState(context.host);
	const texts = [row.error?.text ?? "", ...row.error?.causes ?? []];
	const rules = texts.map(ruleFor).filter((rule) => rule !== void 0);
	const rule = rules.find((one) => one.kind === "broken") ?? (ruleFor(texts[0] ?? "") === void 0 ? void 0 : rules[0]);
	if (row.device === "gpu" && state.kind === "driver" && rule?.kind !== "broken") return unavailable(state.meaning);
	if (state.kind === "image" && rule?.kind !== "broken") return noDriver(state, row, context);
	if (rule === void 0) return fail(`unknown error: ${gist(row)}`);
	switch (rule.kind) {
		case "broken": return fail(`${rule.meaning}: ${gist(row)}`);
		case "no-driver": return noDriver(state, row, context);
		case "old-driver": return oldDriver(state, row, context);
		case "host": return hostFault(rule, state, row);
	}
};
/** XGBoost and the like say in a warning that they took the CPU. */
const fellBack = (row) => [...row.warnings, row.stderr].find((text) => /setting device to CPU|changed from GPU to CPU|[Ff]alling back to (?:the )?CPU/.test(text));
const judgeOk = (row, context) => {
	if (row.device === "cpu") return { outcome: "pass" };
	const warning = fellBack(row);
	if (warning !== void 0) return fail(`the work was done on the CPU: ${warning.trim().split("\n")[0]}`);
	const state = hostState(context.host);
	if (state.kind !== "ready") return fail(`the check passed although no GPU can be used (${state.meaning}), so it proves nothing`);
	const compat = compatLibrary(context.host);
	return compat === void 0 ? { outcome: "pass" } : {
		outcome: "pass",
		reason: `with the image's own ${compat}`
	};
};
/** Decides what one raw row means. Nothing unknown is ever `pass` or `unavailable`. */
const classify = (row, context) => {
	switch (row.status) {
		case "ok": return judgeOk(row, context);
		case "skipped": return {
			outcome: "skipped",
			reason: row.reason ?? "the probe gives no reason"
		};
		case "error": return judgeError(row, context);
		case "crash":
		case "timeout":
		case "memory": return fail(`${gist(row)}${row.output.trim() === "" ? "" : `; last words: ${row.output.trim().split("\n").at(-1)?.slice(0, 200)}`}`);
		case "not-run": return fail("not run: the library's process ended in an earlier check");
	}
};
const builtForCuda = (rows, library) => {
	const value = rows.find((row) => row.library === library && typeof row.facts["builtForCuda"] === "string")?.facts["builtForCuda"];
	return typeof value === "string" && /^\d+\.\d+$/.test(value) ? value : void 0;
};
/** Every row of a run with its outcome, in the order in which they ran. */
const judgeRun = (run) => run.rows.map((row) => {
	const cuda = builtForCuda(run.rows, row.library);
	const { outcome, reason } = classify(row, {
		host: run.host,
		...cuda === void 0 ? {} : { builtForCuda: cuda }
	});
	return {
		library: row.library,
		check: row.check,
		device: row.device,
		outcome,
		...reason === void 0 ? {} : { reason },
		seconds: row.seconds,
		facts: row.facts
	};
});
// src/smoke/probeOutput.ts
/**
* What `dl-env-check --json` prints, decoded: raw error texts and what of the host it saw; nothing
* is judged yet.
*/
const factValue = union([
	string(),
	number(),
	boolean(),
	array(union([string(), number()]))
]);
const rawError = object({
	type: string(),
	text: string(),
	causes: array(string()).default([]),
	at: string().default("")
});
const rawRow = object({
	library: string().min(1),
	check: string().min(1),
	device: _enum(["cpu", "gpu"]),
	/**
	* `crash`, `timeout` and `memory`: the process of the library was ended in this check; `not-run`:
	* it came after such a check.
	*/
	status: _enum([
		"ok",
		"error",
		"skipped",
		"crash",
		"timeout",
		"memory",
		"not-run"
	]),
	error: rawError.optional(),
	reason: string().optional(),
	seconds: number().nonnegative(),
	facts: record(string(), factValue),
	warnings: array(string()).default([]),
	stderr: string().default(""),
	output: string().default("")
});
const rawHost = object({
	/** Device files of GPUs: `/dev/nvidia0`, `/dev/nvidiactl`, … */
	devices: array(string()),
	/** Paths of libcuda and libnvidia-ml as the loader found them. */
	libraries: array(string()),
	/** Version of the kernel module, e.g. `570.124.06`. */
	driver: string().optional(),
	driverKind: string().optional(),
	/** Newest CUDA the driver knows, x.y. */
	cudaVersion: string().optional(),
	/** Name of what cuInit returned. */
	cuInit: string().optional(),
	cudaError: string().optional(),
	gpus: array(object({
		name: string(),
		computeCapability: string()
	})),
	compiler: string().optional(),
	requires: string().optional(),
	visible: string().optional(),
	error: string().optional()
});
const rawRun = object({
	format: literal(1),
	python: string(),
	host: rawHost,
	rows: array(rawRow).min(1)
});
const cannotRead = (why, output, cause) => foundProblem({
	code: "probe-output",
	message: `The output of dl-env-check cannot be read: ${why}. It ends in: ${output.trim().slice(-400) || "nothing"}`,
	hint: "Run it in the image and read what it prints: podman run --rm IMAGE dl-env-check"
}, { cause });
/**
* The one JSON object on the last line of standard output; anything else there is a found problem
* `probe-output`.
*/
const readRun = (stdout) => {
	const line = stdout.trim().split("\n").at(-1) ?? "";
	let value;
	try {
		value = JSON.parse(line);
	} catch (error) {
		throw cannotRead("its last line is not JSON", stdout, error);
	}
	const read = rawRun.safeParse(value);
	if (read.success) return read.data;
	const [first] = read.error.issues;
	throw cannotRead(`${first?.path.join(".") ?? "it"}: ${first?.message ?? "wrong"}`, line, read.error);
};
// src/smoke/runProbes.ts
/**
* The container that runs the probes of an image; pure. No network is needed, and no shell is
* between.
*/
const probeRun = ({ selinux = false }, options) => ({
	image: options.image,
	pull: false,
	gpus: options.gpus,
	labelDisabled: disablesLabel(selinux, options),
	network: "none",
	command: [
		"dl-env-check",
		"--json",
		...options.libraries.flatMap((library) => ["--library", library]),
		"--timeout",
		String(options.timeout ?? 300),
		"--memory",
		String(options.memory ?? 8e3)
	]
});
/**
* The engine itself refused: 125 and above are its own codes, 126 and 127 say the command cannot
* start.
*/
const engineRefused = (result, image) => {
	const text = result.stderr.trim();
	const rule = ruleFor(text);
	const message = `The container of ${image} did not start (status ${result.code})${rule === void 0 ? "" : `: ${rule.meaning}`}. ${text.slice(-500)}`;
	const hint = "See what this machine lacks: dl-env doctor";
	return rule?.kind === "host" ? unreachable({
		code: "host-gpu",
		message,
		hint
	}) : foundProblem({
		code: "container-start",
		message,
		hint
	});
};
const firstGpu = (host) => {
	const [gpu] = host.gpus;
	return gpu === void 0 ? void 0 : {
		name: gpu.name,
		driver: host.driver ?? "unknown",
		computeCapability: gpu.computeCapability
	};
};
const execute = async (processes, runtime, options) => {
	const limit = (options.timeout ?? 300) * Math.max(1, options.libraries.length) * 1e3 + 12e4;
	const result = await runContainer({ processes }, runtime, {
		...probeRun(runtime, options),
		timeout: limit
	});
	if (result.timedOut) throw foundProblem({
		code: "smoke-timeout",
		message: `The probes of ${options.cell} did not end within ${limit / 1e3} s.`,
		hint: `Run one alone: dl-env smoke ${options.cell} --library ${options.libraries[0] ?? "numpy"}`
	});
	if (result.code !== 0 && result.code !== 1) throw engineRefused(result, options.image);
	return result.stdout;
};
/**
* Runs the probes of the libraries inside an image and returns what they mean, bound to the digest.
* Throws when they could not be run at all.
*/
const runProbes = async (sys, runtime, options) => {
	const run = readRun(await execute(sys.processes, runtime, options));
	const unreported = options.libraries.filter((library) => !run.rows.some((row) => row.library === library));
	if (unreported.length > 0) throw foundProblem({
		code: "probe-output",
		message: `dl-env-check reported nothing about ${unreported.join(", ")}.`,
		hint: `Run it in the image: ${[
			...runtime.argv,
			"run",
			"--rm",
			options.image,
			"dl-env-check"
		].join(" ")}`
	});
	const gpu = firstGpu(run.host);
	return {
		format: 1,
		digest: options.digest,
		cell: options.cell,
		at: new Date(sys.clock.now()).toISOString(),
		runtime: {
			name: runtime.name,
			version: runtime.version
		},
		...gpu === void 0 ? {} : { gpu },
		results: judgeRun(run)
	};
};
// src/smoke/probesInImage.ts
const probesText = ({ clock }, cell, libraries) => {
	const began = clock.now();
	return () => `${cell}: the probes of ${libraries.join(", ")} run, ${duration(clock.now() - began)}`;
};
/** Runs the probes of one image that is in an engine. */
const probesInImage = async ({ sys, request }, { inputs, runtime, gpus }, { looked, stored, id }) => {
	const { image, context } = looked;
	const { cell, digest } = image;
	const { libraries } = context;
	const running = runProbes(sys, runtime, {
		image: id,
		digest,
		cell,
		libraries,
		gpus
	});
	sys.log.progress(probesText(sys, cell, libraries), running);
	const report = await running;
	const { platform, diffIds } = stored;
	const probes = {
		libraries,
		version: probeVersion(inputs, cell)
	};
	return {
		...report,
		probes,
		requirement: request.smoke.require,
		platform,
		diffIds
	};
};
// src/smoke/smokeTest.ts
/** A view of a large image is some hundred thousand entries. */
const INSPECTED_AT_ONCE = 4;
/** Runs the probes of images one after another, those that share the most layers side by side. */
const runAll = async (facts, { inputs, options, work }, { toRun, results, fail }) => {
	const { sys, to, request } = facts;
	if (toRun.length === 0) return;
	await ensureKeepsArtifacts(to);
	const runtime = options.runtime ?? await chooseRuntime(sys, work);
	await inSequence(byChain(toRun, ({ stored }) => stored.diffIds), {
		bring: ({ looked, stored }) => bringImage({
			sys,
			runtime,
			to
		}, {
			cell: looked.image.cell,
			stored
		}),
		work: async ({ looked, stored }, image) => {
			const running = {
				inputs,
				runtime,
				gpus: options.gpus
			};
			const report = await probesInImage(facts, running, {
				looked,
				stored,
				id: image.id
			});
			if (options.keep === true) await image.keep();
			if (options.handsOver !== true) await keepReport(facts, inputs, report);
			results.push(resultOf(looked, report, request.smoke.require));
		},
		onFailed: ({ looked }, error) => fail(looked.image, error)
	});
};
const testAll = async (facts, testing, { results, fail }) => {
	const { inputs, options } = testing;
	const looking = {
		own: ownTagsOf(facts.to),
		inputs,
		inspect: inspector(facts, inputs)
	};
	const limit = pLimit(INSPECTED_AT_ONCE);
	const toRun = [];
	const lookAtOne = async (image) => {
		try {
			const looked = await lookAt(facts, looking, image);
			if (looked.earlier === void 0) toRun.push({
				looked,
				stored: await readStoredImage(facts.to, image.digest)
			});
			else results.push(resultOf(looked, looked.earlier, facts.request.smoke.require));
		} catch (error) {
			fail(image, error);
		}
	};
	await Promise.all(options.images.map((image) => limit(() => lookAtOne(image))));
	await runAll(facts, testing, {
		toRun,
		results,
		fail
	});
};
/**
* Inspects each image, runs the probes of those that have no proof which meets the requirement, and
* stores the report beside the image. An image that cannot be run leaves the others going.
*/
const smokeTestImages = async (facts, inputs, options) => {
	const { sys } = facts;
	const { images } = options;
	const work = await openWork(sys);
	const results = [];
	const failed = [];
	const fail = (image, error) => {
		failed.push(...failedCells([image.cell], error));
	};
	try {
		const testing = testAll(facts, {
			inputs,
			options,
			work: work.dir
		}, {
			results,
			fail
		});
		const done = () => results.length + failed.length;
		sys.log.progress(() => `${done()} of ${count(images.length, "image")} tested`, testing);
		await testing;
		const places = new Map(images.map(({ cell }, at) => [cell, at]));
		const placeOf = ({ image }) => places.get(image.cell) ?? 0;
		return {
			results: results.sort((a, b) => placeOf(a) - placeOf(b)),
			failed
		};
	} finally {
		await work.close();
	}
};
export { smokeTestImages };
