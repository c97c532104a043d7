import { l as loadCatalog } from "./openRepository.js";
import { i as wrongRequest } from "./error.js";
import { t as gatherHost } from "./gatherHost.js";
import { d as compareVersions, h as minorOf, m as majorOf } from "./secretNames.js";
import { t as rangeChecker } from "./inRange.js";
import { i as sessionWith, y as releaseOf } from "./session.js";
import { A as hardwareOf, M as ownDriver, j as runsOn, r as planCells } from "./pipeline.js";
import { n as requireGpu } from "./gpuNames.js";
import { t as pickRequest } from "./pickRequest.js";
// src/suggest/driverFit.ts
const branchOf = (driver) => Number(majorOf(driver));
/**
* Why Docker's runtime hook would refuse the base of a CUDA x.y with this driver; undefined when it
* would not.
*/
const refusalNote = ({ gpus, driver }, cuda, { requireBranches, requireGeforce }) => {
	const branch = branchOf(driver);
	if (gpus.some(({ kind }) => kind === "geforce") && requireGeforce[cuda]?.includes(branch) !== true) return `Docker's runtime hook refuses the base on a GeForce, because NVIDIA_REQUIRE_CUDA asks for CUDA ${cuda}; podman's CDI devices do not check it.`;
	const branches = requireBranches[cuda];
	if (branches === void 0) return `It has not been read from the image whether Docker's runtime hook starts the base with branch R${branch}.`;
	if (branches.includes(branch)) return void 0;
	return `Docker's runtime hook refuses the base, because NVIDIA_REQUIRE_CUDA does not list branch R${branch}; podman's CDI devices do not check it.`;
};
/**
* Data-centre cards may run a CUDA newer than their driver by the base's cuda-compat; others give
* error 804.
*/
const forwardWay = ({ gpus }, cuda, { forwardSource }) => gpus.length > 0 && gpus.every(({ kind }) => kind === "datacenter") ? { way: `Data-centre cards may run it by cuda-compat-${cuda.replace(".", "-")}, which the base has, where NVIDIA lists their branch: ${forwardSource}` } : {};
/**
* How this host's driver runs a CUDA release. A host whose driver is not known runs everything by
* its own driver.
*/
const driverFit = (host, cuda, catalog) => {
	const { gpus, driver } = host;
	const { source, minorVersion } = catalog.drivers;
	if (driver === void 0) return { kind: "own" };
	const own = ownDriver(catalog, cuda);
	if (own !== void 0 && compareVersions(driver, own.driver) >= 0) return { kind: "own" };
	const [major, minor] = [majorOf(cuda), minorOf(cuda)];
	const tooOld = (subject, least) => ({
		kind: "too-old",
		reason: `${subject} needs driver ${least} or newer; this host has ${driver}.`,
		source,
		...forwardWay(host, minor, catalog.drivers)
	});
	const least = minorVersion[major];
	if (least === void 0) return tooOld(`CUDA ${minor}`, own?.driver ?? "of its own");
	if (compareVersions(driver, least) < 0) return tooOld(`Every CUDA ${major}`, least);
	const refusal = refusalNote({
		gpus,
		driver
	}, minor, catalog.drivers);
	const rests = `It relies on minor-version compatibility: CUDA ${minor} came with driver ${own?.driver ?? "of a later branch"}, and this host has ${driver}.`;
	return {
		kind: "minor-version",
		refused: refusal !== void 0 && host.runtime === "docker",
		note: refusal === void 0 ? rests : `${rests} ${refusal}`
	};
};
// src/verdict/cudnn.ts
/** The cuDNN that a cell uses: its wheels' own, else the base's where the flavor has one. */
const cudnnOf = ({ cell, lock }, catalog) => lock.wheels.find((wheel) => /^nvidia-cudnn-cu\d+$/.test(wheel.name))?.version ?? (cell.flavor.startsWith("cudnn") ? releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn : void 0);
const isCovered = (row, computeCapability) => row.cards.some((card) => majorOf(card) === majorOf(computeCapability) && compareVersions(card, computeCapability) <= 0);
/**
* The row of cuDNN's support matrix for a card: undefined when the matrix has no row for this cuDNN
* and CUDA, `none` when it leaves the card out.
*/
const cudnnSupport = ({ cudnn, cuda, computeCapability }, catalog, inRange = rangeChecker()) => {
	const rows = catalog.cudnn.rows.filter((row) => inRange(cudnn, row.cudnn) && inRange(minorOf(cuda), row.cuda));
	if (rows.length === 0) return void 0;
	return rows.filter((row) => isCovered(row, computeCapability)).sort((a, b) => compareVersions(a.driver, b.driver))[0] ?? "none";
};
// src/suggest/hostLimits.ts
const TURING = "7.5";
/** Whether a card is older than Turing, which today's driver branches and CUDAs left behind. */
const isBeforeTuring = ({ computeCapability }) => compareVersions(computeCapability, TURING) < 0;
/** A card that a CUDA came before or left behind: its libraries have no code for it. */
const cardOutsideCuda = ({ cuda }, { gpus }, { drivers }) => {
	const minor = minorOf(cuda);
	const says = (name, why) => `The libraries of CUDA ${minor} have no code for ${name}: ${why}.`;
	for (const card of gpus) {
		const first = drivers.firstCuda[card.computeCapability];
		const last = isBeforeTuring(card) ? drivers.lastCudaBeforeTuring : void 0;
		const code = "no-code-for-gpu";
		if (first !== void 0 && compareVersions(minor, first) < 0) return {
			code,
			message: says(card.name, `${first} is the first`),
			source: drivers.firstSource
		};
		if (last !== void 0 && compareVersions(minor, last.cuda) > 0) return {
			code,
			message: says(card.name, `${last.cuda} is the last`),
			source: last.source
		};
	}
};
/** A card for which a wheel carries no code. */
const cardLimit = (hardware, { gpus }) => {
	for (const gpu of gpus) {
		const lacking = hardware.code.find((code) => !runsOn(code, gpu.computeCapability));
		if (lacking === void 0) continue;
		const card = gpu.name.endsWith(gpu.computeCapability) ? gpu.computeCapability : `${gpu.computeCapability} (${gpu.name})`;
		return {
			code: "no-code-for-gpu",
			message: `The wheel of ${lacking.package} ${lacking.version} has no code for compute capability ${card}.`,
			source: lacking.source
		};
	}
};
/** cuDNN's own matrix: the card must be in it, and may ask for a newer driver than CUDA does. */
const cudnnLimit = (locked, { gpus, driver }, catalog) => {
	const cudnn = cudnnOf(locked, catalog);
	if (cudnn === void 0) return void 0;
	const { source } = catalog.cudnn;
	const { cuda } = locked.cell;
	for (const { name, computeCapability } of gpus) {
		const support = cudnnSupport({
			cudnn,
			cuda,
			computeCapability
		}, catalog);
		if (support === void 0) continue;
		if (support === "none") return {
			code: "cudnn-without-gpu",
			message: `cuDNN ${cudnn} does not support ${name}.`,
			source
		};
		if (driver !== void 0 && compareVersions(driver, support.driver) < 0) return {
			code: "driver-too-old",
			message: `cuDNN ${cudnn} needs driver ${support.driver} for ${name}; this host has ${driver}.`,
			source
		};
	}
};
/** A driver that the makers of the libraries ask for. */
const driverLimit = (hardware, host) => {
	const { driver, source } = hardware.drivers.minorVersion;
	if (host.driver === void 0 || compareVersions(host.driver, driver) >= 0) return void 0;
	return {
		code: "driver-too-old",
		message: `These libraries need driver ${driver} or newer; this host has ${host.driver}.`,
		source
	};
};
// src/suggest/pickHost.ts
/** `8.9`, `sm_89`, `compute_120` -> x.y; undefined for names of cards. */
const capabilityIn = (written) => {
	const [, whole, joined] = /^(?:(\d{1,2}\.\d)|(?:sm|compute)_?(\d{2,3})[af]?)$/i.exec(written.trim()) ?? [];
	return whole ?? (joined === void 0 ? void 0 : `${joined.slice(0, -1)}.${joined.slice(-1)}`);
};
/**
* Any card of a compute capability that a PC or server may have. It counts as a GeForce where there
* is one, since those are refused most.
*/
const cardOf = (computeCapability, catalog) => {
	const alike = catalog.gpus.filter((gpu) => gpu.computeCapability === computeCapability);
	const ofPc = alike.filter(({ isArm }) => !isArm);
	const card = ofPc.find(({ kind }) => kind === "geforce") ?? ofPc[0] ?? alike[0];
	if (card !== void 0) return {
		...card,
		name: `any card of compute capability ${computeCapability}`
	};
	const capabilities = [...new Set(catalog.gpus.map((gpu) => gpu.computeCapability))].sort(compareVersions);
	throw wrongRequest({
		code: "unknown-gpu",
		message: `The catalog has no card of compute capability ${computeCapability}; there are ${capabilities.join(", ")}.`,
		hint: "Read this machine's: nvidia-smi --query-gpu=name,compute_cap --format=csv,noheader"
	});
};
const oneCard = (written, catalog) => {
	const capability = capabilityIn(written);
	const card = capability === void 0 ? requireGpu(written, catalog) : cardOf(capability, catalog);
	if (!card.isArm) return card;
	const subject = capability === void 0 ? card.name : `Compute capability ${capability}`;
	throw wrongRequest({
		code: "gpu-of-another-platform",
		message: `${subject} is found in machines with an Arm processor only. They need images for linux/arm64, and dl-env makes images for linux/amd64.`,
		hint: "Name a card of another machine: dl-env pick --gpu \"RTX 4090\" --with torch"
	});
};
/**
* Cards by their names or compute capabilities, several separated by commas; each once. Throws
* DlEnvError(2) `unknown-gpu`.
*/
const cardsFrom = (written, catalog) => {
	const [first = "", ...more] = written.split(",").map((name) => name.trim()).filter((name) => name !== "");
	const cards = [oneCard(first, catalog), ...more.map((name) => oneCard(name, catalog))];
	return [...new Map(cards.map((card) => [card.name, card])).values()];
};
const ASK_DRIVER = "Read this machine's: nvidia-smi --query-gpu=driver_version --format=csv,noheader";
/**
* A driver's version as Linux drivers have it: 550.54.15 or 570.26. Throws DlEnvError(2)
* `wrong-driver`.
*/
const driverFrom = (written) => {
	const plain = written.trim().replace(/^v(?=\d)/i, "");
	if (/^\d{3}\.\d{1,3}(\.\d{1,3})?$/.test(plain)) return plain;
	const branch = /^r?(\d{3})$/i.exec(plain)?.[1];
	const message = branch === void 0 ? `A driver version looks like 550.54.15; found \`${written}\`.` : `${branch} is a driver branch; the CUDA it supports depends on the full version, such as ${branch}.54.15.`;
	throw wrongRequest({
		code: "wrong-driver",
		message,
		hint: ASK_DRIVER
	});
};
const wrongPair = (card, driver, why) => wrongRequest({
	code: "wrong-driver",
	message: `Driver ${driver} does not support ${card.name}: ${why}.`,
	hint: ASK_DRIVER
});
/** Cards have a last driver branch, or a first: another version is a slip. */
const checkPair = (card, driver, { drivers }) => {
	const { lastBranchBeforeTuring: last, firstBranch } = drivers;
	if (isBeforeTuring(card) && compareVersions(majorOf(driver), last) > 0) throw wrongPair(card, driver, `branch ${last} is the last for cards older than Turing`);
	const first = firstBranch[card.computeCapability];
	if (first !== void 0 && compareVersions(majorOf(driver), first) < 0) throw wrongPair(card, driver, `branch ${first} is the first for ${card.architecture} cards`);
};
/**
* The host that is meant: cards and driver as a person or nvidia-smi writes them. Throws
* DlEnvError(2) for what cannot be.
*/
const hostFrom = (written, catalog) => {
	const gpus = cardsFrom(written.gpu, catalog);
	const driver = written.driver === void 0 ? void 0 : driverFrom(written.driver);
	if (driver !== void 0) for (const card of gpus) checkPair(card, driver, catalog);
	return {
		gpus,
		runtime: written.runtime,
		...driver === void 0 ? {} : { driver }
	};
};
// src/suggest/pick.ts
/**
* Smaller is better: the driver's own CUDA, then what NVIDIA lets pass, then what a hook would
* refuse.
*/
const TIER = {
	own: 0,
	listed: 1,
	refused: 2
};
const missingFrom = (cell, reason) => ({
	cuda: minorOf(cell.cuda),
	...reason
});
const tierOf = (fit) => fit.kind === "own" ? TIER.own : fit.refused ? TIER.refused : TIER.listed;
const unmeasuredNote = (hardware) => hardware.unmeasured.length === 0 ? [] : [`It has not been measured which GPUs ${hardware.unmeasured.join(", ")} has code for.`];
const isMissing = (found) => "message" in found;
const NOT_ASKED = {
	code: "not-asked",
	message: "The package index was not queried for this cell.",
	source: "resolver",
	isUnknown: true
};
const rejection = ({ code, message, source, hint }) => ({
	code,
	message,
	source,
	...hint === void 0 ? {} : { hint }
});
const candidateOrMissing = ({ cell, verdict }, { locks, host, catalog }) => {
	const fit = driverFit(host, cell.cuda, catalog);
	const lock = verdict.kind === "accepted" ? locks.get(verdict.lock) : void 0;
	const hardware = lock === void 0 ? void 0 : hardwareOf({
		cell,
		lock
	}, catalog);
	const card = hardware === void 0 ? void 0 : cardLimit(hardware, host) ?? cardOutsideCuda(cell, host, catalog);
	if (card !== void 0) return missingFrom(cell, card);
	if (fit.kind === "too-old") return missingFrom(cell, {
		code: "driver-too-old",
		message: fit.reason,
		source: fit.source,
		...fit.way === void 0 ? {} : { hint: fit.way }
	});
	if (verdict.kind === "rejected") return missingFrom(cell, rejection(verdict.reasons[0]));
	if (verdict.kind === "unknown") return missingFrom(cell, {
		...rejection(verdict.reasons[0]),
		isUnknown: true
	});
	if (lock === void 0 || hardware === void 0) return missingFrom(cell, NOT_ASKED);
	const limit = cudnnLimit({
		cell,
		lock
	}, host, catalog) ?? driverLimit(hardware, host);
	if (limit !== void 0) return missingFrom(cell, limit);
	return {
		cell,
		lock,
		hardware,
		tier: tierOf(fit),
		notes: [...fit.kind === "own" ? [] : [fit.note], ...unmeasuredNote(hardware)]
	};
};
const byPreference = (catalog) => (a, b) => {
	const ubuntu = (cell) => catalog.ubuntu.findIndex((release) => release.name === cell.ubuntu);
	const own = (cell) => cell.pythonFrom === "ubuntu" ? 1 : 0;
	return a.tier - b.tier || compareVersions(b.cell.cuda, a.cell.cuda) || ubuntu(b.cell) - ubuntu(a.cell) || own(b.cell) - own(a.cell) || compareVersions(b.cell.python, a.cell.python);
};
/**
* What the card lacks says more than what its driver does, that more than what is against one
* Python, and that more than an Ubuntu without an image.
*/
const WEIGHTS = {
	"no-code-for-gpu": 3,
	"cudnn-without-gpu": 3,
	"driver-too-old": 2,
	"no-base-image": 0,
	"base-not-in-copy": 0
};
const weight = ({ code }) => WEIGHTS[code] ?? 1;
/** Where nothing was found, what could not be asked is hidden behind no other reason. */
const weightAlone = (missing) => missing.isUnknown === true ? 4 : weight(missing);
/** One a CUDA minor, in the order given. */
const firstOfEachCuda = (candidates) => [...new Map(candidates.toReversed().map((candidate) => [minorOf(candidate.cell.cuda), candidate])).values()].toReversed();
/**
* For each CUDA without a candidate the reason that says most; of reasons that say as much, that of
* the newest Ubuntu.
*/
const missingCudas = (found, { judged, catalog }) => {
	const available = new Set(found.flatMap((entry) => isMissing(entry) ? [] : [minorOf(entry.cell.cuda)]));
	const ubuntu = (at) => catalog.ubuntu.findIndex(({ name }) => name === judged[at]?.cell.ubuntu);
	const newestFirst = [...found.entries()].sort(([a], [b]) => ubuntu(b) - ubuntu(a)).map(([, entry]) => entry);
	const says = available.size === 0 ? weightAlone : weight;
	const missing = /* @__PURE__ */ new Map();
	for (const entry of newestFirst) {
		if (!isMissing(entry) || available.has(entry.cuda)) continue;
		const before = missing.get(entry.cuda);
		if (before === void 0 || says(entry) > says(before)) missing.set(entry.cuda, entry);
	}
	return [...missing.values()].sort((a, b) => compareVersions(b.cuda, a.cuda));
};
/**
* The best cell for a host: the newest CUDA that its driver and card run with its runtime and for
* which every library can be had; two alternatives of other CUDAs, and for each other CUDA why it
* can't be had. The driver's own CUDA comes before one that rests on minor-version compatibility.
*/
const pick$1 = (inputs) => {
	const found = inputs.judged.map((judged) => candidateOrMissing(judged, inputs));
	const candidates = found.flatMap((entry) => isMissing(entry) ? [] : [entry]).sort(byPreference(inputs.catalog));
	const [best, ...others] = firstOfEachCuda(candidates).map(({ tier: _tier, ...choice }) => choice);
	return {
		...best === void 0 ? {} : { best },
		alternatives: others.slice(0, 2),
		missing: missingCudas(found, inputs)
	};
};
// src/commands/pickCommand.ts
/** Whatever its card is, a machine with an Arm processor runs none of the images. */
const checkProcessor = ({ arch }) => {
	if (arch !== "arm64") return;
	throw wrongRequest({
		code: "gpu-of-another-platform",
		message: "This machine has an Arm processor. It needs images for linux/arm64, and dl-env makes images for linux/amd64.",
		hint: "Name the card and driver of another machine: dl-env pick --gpu \"RTX 4090\" --driver 580.95.05 --with torch"
	});
};
/** The host as asked for; what was not said is read from nvidia-smi. */
const hostOf = async (sys, options, catalog) => {
	const runtime = options.engine ?? "docker";
	if (options.gpu !== void 0 && options.driver !== void 0) return hostFrom({
		gpu: options.gpu,
		driver: options.driver,
		runtime
	}, catalog);
	const { smi } = await gatherHost(sys);
	const cards = smi.kind === "ran" ? smi.gpus : [];
	if (cards.length > 0) checkProcessor(sys.env);
	const name = options.gpu ?? (cards.length === 0 ? void 0 : cards.map((card) => card.name).join(","));
	const driver = options.driver ?? cards[0]?.driver;
	if (name === void 0) throw wrongRequest({
		code: "no-gpu-named",
		message: "nvidia-smi lists no GPU on this machine, and --gpu was not given.",
		hint: "Name one: dl-env pick --gpu \"RTX 4090\" --driver 550.54.15 --with torch"
	});
	return hostFrom({
		gpu: name,
		...driver === void 0 ? {} : { driver },
		runtime
	}, catalog);
};
/** A request for every cell that may be picked from, with each release's own Python or all. */
const requestOf = (sys, options, catalog) => {
	if (options.with.length === 0) throw wrongRequest({
		code: "no-libraries",
		message: "No library was given.",
		hint: "Give some: dl-env pick --with torch,cudf"
	});
	const { python, ubuntu, everyPython = false } = options;
	const today = new Date(sys.clock.now()).toISOString().slice(0, 10);
	const wanted = {
		libraries: options.with,
		everyPython,
		...python === void 0 ? {} : { python },
		...ubuntu === void 0 ? {} : { ubuntu }
	};
	return pickRequest(wanted, catalog, today);
};
const exitOfPick = ({ best, missing }) => {
	if (best !== void 0) return 0;
	return missing.some(({ isUnknown }) => isUnknown === true) ? 3 : 1;
};
const lookThrough = async (sys, request, { host, catalog, offline }) => {
	const folder = sys.env.cwd;
	const { judged, locks } = await planCells(sessionWith(sys, {
		request,
		catalog,
		folder,
		options: { offline }
	}));
	return {
		request,
		picked: pick$1({
			judged,
			locks,
			host,
			catalog
		})
	};
};
/**
* The best cell for a card and a driver, two alternatives, and for what cannot be had the reason.
* Where nothing fits with the releases' own Pythons, the catalog's are tried. Exit 1 when nothing
* fits, 3 when something might, could it only be asked about.
*/
const pick = async (sys, options) => {
	const catalog = await loadCatalog(sys);
	const own = requestOf(sys, options, catalog);
	const host = await hostOf(sys, options, catalog);
	const about = {
		host,
		catalog,
		offline: options.offline === true
	};
	const first = await lookThrough(sys, own, about);
	const { request, picked } = first.picked.best !== void 0 || options.python !== void 0 ? first : await lookThrough(sys, requestOf(sys, {
		...options,
		everyPython: true
	}, catalog), about);
	return {
		kind: "pick",
		result: {
			host,
			...picked
		},
		request,
		problems: [],
		exit: exitOfPick(picked)
	};
};
export { driverFrom as n, driverFit as r, pick as t };
