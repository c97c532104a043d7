import { a as minorOf, i as majorOf, t as compareVersions } from "./versions.js";
import { t as rangeChecker } from "./inRange.js";
import { t as memoized } from "./memoized.js";
import { r as wheelFits } from "./lock.js";
import { t as fewNames } from "./fewNames.js";
// src/verdict/lockRule.ts
/**
* The libraries whose traps count: the cell's, and all of them where it asks for packages that
* nobody knows, which may bring any.
*/
const trappedLibraries = ({ cell, facts: { libraries } }) => {
	const own = cell.libraries.flatMap((name) => libraries.get(name) ?? []);
	return own.some((library) => library.own !== void 0) ? [...libraries.values()] : own;
};
// src/verdict/wheelCudaRules.ts
/** Packages for another CUDA that a library of the cell is known to do without. */
const harmlessIn = (context) => new Set(trappedLibraries(context).flatMap(({ harmless }) => harmless));
/** All wheels for another CUDA are one cause, so they are told at once. */
const wheelOfAnotherCuda = (context) => {
	const { lock, cell, facts } = context;
	const harmless = harmlessIn(context);
	return Object.entries(facts.wheels).flatMap(([major, { marks, source }]) => {
		if (major === majorOf(cell.cuda)) return [];
		const found = lock.wheels.filter(({ name }) => marks.some((mark) => name.endsWith(mark)) && !harmless.has(name)).map(({ name, version }) => `${name} ${version}`);
		if (found.length === 0) return [];
		return [{
			code: "wheel-of-another-cuda",
			message: `${fewNames(found)} ${found.length === 1 ? "is" : "are"} built for CUDA ${major}, and this cell has CUDA ${minorOf(cell.cuda)}.`,
			source
		}];
	});
};
/** `2.7.1+cu128` -> `12.8`: what is said of releases by number alone is not about such a build. */
const localCuda = (version) => {
	const [, major, minor] = /\+cu(\d+)(\d)$/.exec(version) ?? [];
	return major === void 0 || minor === void 0 ? void 0 : `${major}.${minor}`;
};
/**
* The CUDA x.y that a wheel says it is built for: the toolkit and the runtime by their version,
* others by a local version like `+cu126`.
*/
const cudaOf = ({ name, version }, runtime) => {
	if (name === runtime || name === "cuda-toolkit") return minorOf(version);
	return localCuda(version);
};
/** Wheels of another minor of the same CUDA. */
const wheelOfAnotherMinor = ({ lock, cell: { cuda, wheelCuda }, facts }) => {
	const ofMajor = facts.wheels[majorOf(cuda)];
	const minor = minorOf(cuda);
	if (ofMajor === void 0) return [];
	const allowed = (found) => found === minor || wheelCuda === "same-major" && majorOf(found) === majorOf(cuda) && compareVersions(found, minor) < 0;
	return lock.wheels.flatMap((wheel) => {
		const found = cudaOf(wheel, ofMajor.runtime);
		if (found === void 0 || allowed(found)) return [];
		return [{
			code: "wheel-of-another-cuda",
			message: `${wheel.name} ${wheel.version} is built for CUDA ${found}, and this cell has CUDA ${minor}.`,
			source: ofMajor.source
		}];
	});
};
/**
* A torch that brings no CUDA runtime is a build for processors only, or one whose CUDA nobody
* knows.
*/
const torchWithoutCuda = ({ lock, cell: { cuda }, facts }) => {
	const ofMajor = facts.wheels[majorOf(cuda)];
	const torch = lock.wheels.find(({ name }) => name === "torch");
	if (ofMajor === void 0 || torch === void 0 || lock.wheels.some(({ name }) => name === ofMajor.runtime)) return [];
	return [{
		code: "torch-without-cuda",
		message: `torch ${torch.version} came without the runtime of CUDA ${minorOf(cuda)}, so it is a different build.`,
		source: ofMajor.source
	}];
};
// src/verdict/lockRules.ts
const severalCudnns = ({ lock }) => {
	const found = lock.wheels.filter(({ name }) => /^nvidia-cudnn-cu\d+$/.test(name));
	if (found.length < 2) return [];
	return [{
		code: "two-cudnn",
		message: `The lock holds ${found.map(({ name, version }) => `${name} ${version}`).join(" and ")}; a process can load only one cuDNN.`,
		source: "resolver"
	}];
};
const placeholderReleases = ({ lock }) => lock.wheels.filter(({ version }) => version === "0.0.0a0").map(({ name }) => ({
	code: "placeholder-release",
	message: `${name} is an empty placeholder; its real wheels do not exist for Python ${lock.question.python}.`,
	source: "resolver"
}));
const wheelDoesNotFit = ({ lock, fits }) => {
	const { python, platform } = lock.question;
	return lock.wheels.filter(({ file }) => !fits({
		file,
		python,
		platform
	})).map(({ file }) => ({
		code: "wheel-does-not-fit",
		message: `${file} is not a wheel for Python ${python} on ${platform}.`,
		source: "resolver"
	}));
};
/** `name` with an optional specifier, as in `beside: cudf-polars-cu12<=26.10.2`. */
const holds = (requirement, { lock, inRange }) => {
	const [, name, range] = /^([A-Za-z0-9._-]+?)\s*((?:[=~!<>]=|[<>]).*)?$/.exec(requirement) ?? [];
	return lock.wheels.some((wheel) => wheel.name === name && inRange(wheel.version, range));
};
/** The wheels of a lock that a trap is about. */
const wheelsInTrap = (trap, context) => {
	const { lock, cell, inRange } = context;
	const candidates = trap.package === "*" ? lock.wheels : lock.wheels.filter(({ name }) => name === trap.package);
	if (candidates.length === 0) return [];
	if (!inRange(minorOf(cell.cuda), trap.cuda) || !inRange(cell.python, trap.python)) return [];
	if (trap.wheelCuda !== void 0 && trap.wheelCuda !== cell.wheelCuda) return [];
	if (trap.missing !== void 0 && holds(trap.missing, context)) return [];
	if (trap.beside !== void 0 && !holds(trap.beside, context)) return [];
	const found = candidates.filter(({ version }) => inRange(version, trap.versions));
	return trap.code.endsWith("-of-another-cuda") ? found.filter(({ version }) => localCuda(version) === void 0) : found;
};
/** Files whose hashes dl-env.yml's own files do not have. */
const otherHashes = ({ lock, cell, facts: { libraries } }) => cell.libraries.flatMap((name) => {
	const library = libraries.get(name);
	const { hashes, name: packageName } = library?.own ?? {};
	const wheel = lock.wheels.find((one) => one.name === packageName);
	if (hashes === void 0 || wheel === void 0 || hashes.includes(wheel.sha256)) return [];
	return [{
		code: "other-hash",
		message: `The sha256 of ${wheel.file} is not among those that are given for it.`,
		source: library?.releases[0]?.source ?? "resolver",
		hint: `See the index's file, or remove the hashes of: ${packageName}`
	}];
});
const catalogTraps = (context) => {
	const { facts } = context;
	const ofLibraries = trappedLibraries(context).flatMap(({ traps }) => traps);
	return [...facts.traps, ...ofLibraries].flatMap((trap) => wheelsInTrap(trap, context).map(({ name, version }) => ({
		code: trap.code,
		message: `The index gave ${name} ${version}. ${trap.message}`,
		source: trap.source,
		...trap.hint === void 0 ? {} : { hint: trap.hint }
	})));
};
const RULES = [
	wheelOfAnotherCuda,
	wheelOfAnotherMinor,
	torchWithoutCuda,
	severalCudnns,
	placeholderReleases,
	wheelDoesNotFit,
	catalogTraps,
	otherHashes
];
/** One reason of a code for each package. */
const distinct = (reasons) => {
	const seen = /* @__PURE__ */ new Set();
	return reasons.filter(({ code, message }) => {
		const subject = `${code} ${message.replace(/^The index gave /, "").split(" ", 1)[0] ?? ""}`;
		return !seen.has(subject) && seen.add(subject);
	});
};
/** Checks locks of one catalog; the files that locks of a matrix share are looked at once. */
const lockChecker = (facts, inRange = rangeChecker()) => {
	const fits = memoized(({ file, python, platform }) => wheelFits(file, python, platform), ({ file, python, platform }) => `${file} ${python} ${platform}`);
	return (lock, cell) => distinct(RULES.flatMap((rule) => rule({
		lock,
		cell,
		facts,
		inRange,
		fits
	})));
};
/** What is wrong with a lock although the resolver accepted it; empty when nothing is. */
const checkLock = (lock, cell, facts) => lockChecker(facts)(lock, cell);
export { lockChecker as n, checkLock as t };
