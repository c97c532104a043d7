import { l as loadCatalog } from "./openRepository.js";
import { i as wrongRequest } from "./error.js";
import { t as gatherHost } from "./gatherHost.js";
import { a as minorOf, i as majorOf, t as compareVersions } from "./versions.js";
import { t as rangeChecker } from "./inRange.js";
import { r as releaseOf } from "./cudaRelease.js";
import { n as runsOn, r as ownDriver, t as hardwareOf } from "./hardware.js";
import { n as requireGpu } from "./gpuNames.js";
import { t as shellWord } from "./shellWord.js";
import { t as pickRequest } from "./pickRequest.js";
import { r as planCells } from "./pipeline.js";
import { i as sessionWith } from "./session.js";
// src/suggest/driverFit.ts
const branchOf = (driver) => Number(majorOf(driver));
/**
* Whether a driver is this one or newer; undefined where it was named without the patch number that
* decides, as 580.65 is for 580.65.06.
*/
const reaches = (driver, least) => least.startsWith(`${driver}.`) ? void 0 : compareVersions(driver, least) >= 0;
/** Says that the patch number of a driver is needed. */
const notWhole = (need, driver) => `${need}; ${driver} is no whole version, and its last part decides.`;
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
	const isOwn = own !== void 0 && reaches(driver, own.driver);
	if (isOwn === true) return { kind: "own" };
	const [major, minor] = [majorOf(cuda), minorOf(cuda)];
	const tooOld = (subject, least) => ({
		kind: "too-old",
		reason: `${subject} needs driver ${least} or newer; this host has ${driver}.`,
		source,
		...forwardWay(host, minor, catalog.drivers)
	});
	const least = minorVersion[major];
	if (least === void 0) return tooOld(`CUDA ${minor}`, own?.driver ?? "of its own");
	const isEnough = reaches(driver, least);
	if (isEnough === void 0) return {
		kind: "not-whole",
		reason: notWhole(`Every CUDA ${major} needs driver ${least} or newer`, driver),
		source
	};
	if (!isEnough) return tooOld(`Every CUDA ${major}`, least);
	const refusal = refusalNote({
		gpus,
		driver
	}, minor, catalog.drivers);
	const came = `CUDA ${minor} came with driver ${own?.driver ?? "of a later branch"}`;
	const rests = isOwn === void 0 ? `${came}. If this host's ${driver} is older, it relies on minor-version compatibility.` : `It relies on minor-version compatibility: ${came}, and this host has ${driver}.`;
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
/** The last CUDA whose libraries have code for a card; undefined where none left it behind. */
const lastCudaOf = (card, { lastCuda, lastSource, lastCudaBeforeTuring }) => {
	const own = lastCuda[card.computeCapability];
	if (own !== void 0) return {
		cuda: own,
		source: lastSource
	};
	return isBeforeTuring(card) ? lastCudaBeforeTuring : void 0;
};
/** A card that a CUDA came before or left behind: its libraries have no code for it. */
const cardOutsideCuda = ({ cuda }, { gpus }, { drivers }) => {
	const minor = minorOf(cuda);
	const says = (name, why) => `The libraries of CUDA ${minor} have no code for ${name}: ${why}.`;
	for (const card of gpus) {
		const first = drivers.firstCuda[card.computeCapability];
		const last = lastCudaOf(card, drivers);
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
/** Why a driver is not enough; undefined where it is, or is not known. */
const olderThan = (driver, least, [needs, what]) => {
	const { source } = least;
	const isEnough = driver === void 0 || reaches(driver, least.driver);
	if (driver === void 0 || isEnough === true) return void 0;
	const need = `${needs} driver ${least.driver}${what}`;
	return isEnough === void 0 ? {
		code: "driver-not-whole",
		message: notWhole(need, driver),
		source
	} : {
		code: "driver-too-old",
		message: `${need}; this host has ${driver}.`,
		source
	};
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
		const least = {
			driver: support.driver,
			source
		};
		const limit = olderThan(driver, least, [`cuDNN ${cudnn} needs`, ` for ${name}`]);
		if (limit !== void 0) return limit;
	}
};
/** A driver that the makers of the libraries ask for. */
const driverLimit = (hardware, host) => {
	return olderThan(host.driver, hardware.drivers.minorVersion, ["These libraries need", " or newer"]);
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
/** How a person finds out which driver a machine has. */
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
/**
* Cards have a last driver branch, or a first: why no such card runs with a driver; undefined where
* it may.
*/
const wrongPairOf = (card, driver, { drivers }) => {
	const { lastBranchBeforeTuring: last, lastBranch, firstBranch } = drivers;
	const branch = majorOf(driver);
	const own = lastBranch[card.computeCapability];
	if (own !== void 0 && compareVersions(branch, own) > 0) return `branch ${own} is the last for ${card.architecture} cards`;
	if (isBeforeTuring(card) && compareVersions(branch, last) > 0) return `branch ${last} is the last for cards older than Turing`;
	const first = firstBranch[card.computeCapability];
	return first !== void 0 && compareVersions(branch, first) < 0 ? `branch ${first} is the first for ${card.architecture} cards` : void 0;
};
/**
* The host that is meant: cards and driver as a person or nvidia-smi writes them. Throws
* DlEnvError(2) for what cannot be.
*/
const hostFrom = (written, catalog) => {
	const gpus = cardsFrom(written.gpu, catalog);
	const driver = written.driver === void 0 ? void 0 : driverFrom(written.driver);
	if (driver === void 0) return {
		gpus,
		runtime: written.runtime
	};
	for (const card of gpus) {
		const why = wrongPairOf(card, driver, catalog);
		if (why !== void 0) throw wrongRequest({
			code: "wrong-driver",
			message: `Driver ${driver} does not support ${card.name}: ${why}.`,
			hint: ASK_DRIVER
		});
	}
	return {
		gpus,
		runtime: written.runtime,
		driver
	};
};
// src/suggest/pickLine.ts
/** Names of cards have blanks, and are read best as the help writes them. */
const quoted = (value) => /^[\w .,()-]+$/.test(value) && /[ ()]/.test(value) ? `"${value}"` : shellWord(value);
const OPTIONS = [
	"gpu",
	"driver",
	"python",
	"ubuntu",
	"engine"
];
/** The options of `pick` and `init` that ask the same, as they are typed. */
const optionsLine = (asked) => [
	...OPTIONS.flatMap((name) => {
		const value = asked[name];
		return value === void 0 ? [] : [`--${name} ${quoted(value)}`];
	}),
	`--with ${shellWord(asked.with.join(","))}`,
	...asked.offline === true ? ["--offline"] : []
].join(" ");
/** The command that asks `pick` the same. */
const pickLine = (asked) => `dl-env pick ${optionsLine(asked)}`;
/** Lines that go into a dl-env.yml, which `pick` has none of. */
const FOR_A_FILE = /^(?:matrix|include|exclude|sets|pins|wheel-cuda|cudnn|apt|run|index): ?[{["a-z]/m;
/**
* The hint of a reason for somebody who has no dl-env.yml: what only such a file could take is left
* out, since every other cell was looked at too, and a command that reads it gives way to `again`.
*/
const hintWithoutFile = (hint, again) => {
	if (hint === void 0 || FOR_A_FILE.test(hint) || /dl-env plan --(?:why|cells)/.test(hint)) return void 0;
	return hint.replace(/^mirrors: .*/m, `Once the registry answers, type it again: ${again}`).replace(/dl-env (?:plan|lock)(?: --update)?( --debug)?$/m, `${again}$1`);
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
const withHint = (hint) => hint === void 0 ? {} : { hint };
const rejection = ({ code, message, source, hint }, again) => ({
	code,
	message,
	source,
	...withHint(hintWithoutFile(hint, again))
});
/** What a driver that does not run a CUDA is told. */
const driverMissing = (fit) => fit.kind === "too-old" ? {
	code: "driver-too-old",
	message: fit.reason,
	source: fit.source,
	...withHint(fit.way)
} : {
	code: "driver-not-whole",
	message: fit.reason,
	source: fit.source,
	hint: ASK_DRIVER
};
/**
* The lock of a cell: its own, or, for one whose base could not be asked about, that of the same
* question on another Ubuntu.
*/
const lockOf = ({ cell, verdict }, { judged, locks }) => {
	if (verdict.kind === "accepted") return locks.get(verdict.lock);
	if (verdict.kind === "rejected") return void 0;
	for (const { cell: other, verdict: its } of judged) if (its.kind === "accepted" && other.cuda === cell.cuda && other.python === cell.python) return locks.get(its.lock);
};
const candidateOrMissing = (judged, inputs) => {
	const { cell, verdict } = judged;
	const { host, catalog, again } = inputs;
	const fit = driverFit(host, cell.cuda, catalog);
	const lock = lockOf(judged, inputs);
	const hardware = lock === void 0 ? void 0 : hardwareOf({
		cell,
		lock
	}, catalog);
	const card = cardOutsideCuda(cell, host, catalog) ?? (hardware === void 0 ? void 0 : cardLimit(hardware, host));
	if (card !== void 0) return missingFrom(cell, card);
	if (fit.kind === "too-old" || fit.kind === "not-whole") return missingFrom(cell, driverMissing(fit));
	if (verdict.kind === "rejected") return missingFrom(cell, rejection(verdict.reasons[0], again));
	if (verdict.kind === "unknown") return missingFrom(cell, {
		...rejection(verdict.reasons[0], again),
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
* What the card lacks says more than what its driver does, that more than what is against the
* libraries, and that more than an Ubuntu without an image.
*/
const WEIGHTS = {
	"no-code-for-gpu": 3,
	"cudnn-without-gpu": 3,
	"driver-too-old": 2,
	"driver-not-whole": 2,
	"no-base-image": 0,
	"base-not-in-copy": 0
};
const weight = ({ code }) => WEIGHTS[code] ?? 1;
/** Where nothing was found, what could not be asked is hidden behind no other reason. */
const weightAlone = (missing) => weight(missing) + (missing.isUnknown === true ? 4 : 0);
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
// src/suggest/pickWay.ts
/** With the same card, the driver that came with the CUDA which it would get. */
const otherDriver = (inputs, asked) => {
	const { gpus, runtime, driver: today } = inputs.host;
	if (today === void 0) return void 0;
	const { best } = pick$1({
		...inputs,
		host: {
			gpus,
			runtime
		}
	});
	const driver = best === void 0 ? void 0 : ownDriver(inputs.catalog, best.cell.cuda)?.driver;
	if (driver === void 0 || compareVersions(driver, today) <= 0) return void 0;
	const isOfCards = gpus.every((card) => wrongPairOf(card, driver, inputs.catalog) === void 0);
	const isEnough = pick$1({
		...inputs,
		host: {
			gpus,
			runtime,
			driver
		}
	}).best !== void 0;
	return isOfCards && isEnough && /^\d+\.\d/.test(driver) ? `With a driver of branch ${majorOf(driver)} it fits: ${pickLine({
		...asked,
		driver
	})}` : void 0;
};
const hostWith = (capability, runtime, catalog) => ({
	gpus: cardsFrom(capability, catalog),
	runtime
});
/** The least compute capability of a card that would get something. */
const otherCard = (inputs, asked) => {
	const { catalog, host } = inputs;
	const { best } = pick$1({
		...inputs,
		host: {
			gpus: [],
			runtime: host.runtime
		}
	});
	const capability = best?.hardware.runsOn.find((one) => catalog.gpus.some(({ computeCapability, isArm }) => computeCapability === one && !isArm) && pick$1({
		...inputs,
		host: hostWith(one, host.runtime, catalog)
	}).best !== void 0);
	if (capability === void 0) return void 0;
	const { driver: _driver, ...others } = asked;
	return `A card of compute capability ${capability} has something: ${pickLine({
		...others,
		gpu: capability
	})}`;
};
/**
* What to change where nothing fits a host: the driver, else the card, as a command that was found
* to give something; else to ask for one library, which was not looked at. Undefined where one was
* asked for.
*/
const pickWay = (inputs, asked) => {
	const way = otherDriver(inputs, asked) ?? otherCard(inputs, asked);
	if (way !== void 0 || asked.with.length < 2) return way;
	return `Ask for fewer libraries: ${pickLine({
		...asked,
		with: asked.with.slice(0, 1)
	})}`;
};
// src/system/warnOnce.ts
/** The same system, which says a warning of the same text once. */
const warnOnce = (sys) => {
	const said = /* @__PURE__ */ new Set();
	const warn = (text) => {
		if (said.has(text)) return;
		said.add(text);
		sys.log.warn(text);
	};
	return {
		...sys,
		log: {
			...sys.log,
			warn
		}
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
const lookThrough = async (sys, request, { host, catalog, asked }) => {
	const folder = sys.env.cwd;
	const { judged, locks } = await planCells(sessionWith(sys, {
		request,
		catalog,
		folder,
		options: { offline: asked.offline === true }
	}));
	const inputs = {
		judged,
		locks,
		host,
		catalog,
		again: pickLine({
			...asked,
			offline: false
		})
	};
	return {
		request,
		inputs,
		picked: pick$1(inputs)
	};
};
/**
* The best cell for a card and a driver, two alternatives, and for what cannot be had the reason.
* Where nothing fits with the releases' own Pythons, the catalog's are tried. Exit 1 when nothing
* fits, 3 when something might, could it only be asked about.
*/
const pick = async (world, options) => {
	const sys = warnOnce(world);
	const catalog = await loadCatalog(sys);
	const own = requestOf(sys, options, catalog);
	const host = await hostOf(sys, options, catalog);
	const about = {
		host,
		catalog,
		asked: options
	};
	const first = await lookThrough(sys, own, about);
	const { request, inputs, picked } = first.picked.best !== void 0 || options.python !== void 0 ? first : await lookThrough(sys, requestOf(sys, {
		...options,
		everyPython: true
	}, catalog), about);
	const exit = exitOfPick(picked);
	const way = exit === 1 ? pickWay(inputs, options) : void 0;
	return {
		kind: "pick",
		result: {
			host,
			...picked,
			...way === void 0 ? {} : { way }
		},
		request,
		typed: optionsLine(options),
		problems: [],
		exit
	};
};
export { driverFit as i, pickLine as n, driverFrom as r, pick as t };
