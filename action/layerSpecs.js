import { i as wrongRequest, n as foundProblem } from "./error.js";
import { r as count, t as DAY } from "./units.js";
import { i as encodeAptLock, s as REMAKE, t as aptLockFileName } from "./lockfile.js";
import { t as customizer } from "./customizer.js";
import { E as aptExtras, F as libraryPackages, N as commonPackages, g as runContext } from "./systemRecipe.js";
import { hash } from "node:crypto";
// src/resolve/aptDate.ts
/**
* The date (ISO, UTC) as of which apt packages are taken when no lock names one: the first day of
* the current span of `maxAgeDays`, so that every machine says the same date and a new one comes
* once a span.
*/
const aptDate = (now, maxAgeDays) => {
	const span = Math.max(1, maxAgeDays) * DAY;
	return new Date(Math.floor(now / span) * span).toISOString().slice(0, 10);
};
/** The id of a day's first moment in a snapshot service: `20261121T000000Z`. */
const snapshotId = (date) => `${date.replaceAll("-", "")}T000000Z`;
/** Days since the packages of a lock were the newest. */
const ageInDays = (lock, now) => Math.floor((now - Date.parse(lock.asOf)) / DAY);
// src/plan/aptLockComparison.ts
/**
* Names in which a lock and the wanted packages differ: wanted and not locked, and locked for every
* image and not wanted.
*/
const aptLockDifference = (lock, wanted) => {
	const has = /* @__PURE__ */ new Set([...lock.asked, ...lock.extras]);
	return [...[...wanted.asked, ...wanted.extras].filter((name) => !has.has(name)), ...lock.asked.filter((name) => !wanted.asked.includes(name))];
};
/** What is wrong with a lock that was made for other packages than the images must have. */
const staleLock = (lock, different, place) => ({
	code: "apt-lock-stale",
	message: `The apt lock of ${lock.release} does not match the packages that are requested now: ${different.join(", ")}.`,
	place,
	hint: REMAKE
});
/** Problems of a committed lock that do not stop a plan; pure. */
const aptLockNotices = (lock, wanted, { file, now, maxAgeDays }) => {
	const different = aptLockDifference(lock, wanted);
	const age = ageInDays(lock, now);
	const { release } = wanted;
	const place = {
		file,
		line: 1
	};
	const stale = {
		release,
		...staleLock(wanted, different, place)
	};
	const old = {
		release,
		place,
		hint: REMAKE,
		code: "apt-lock-old",
		message: `The apt lock of ${release} is ${count(age, "day")} old, and apt.maxAge is ${maxAgeDays}: security fixes since ${lock.asOf} are not in it.`
	};
	return [...different.length === 0 ? [] : [stale], ...age < Math.max(1, maxAgeDays) ? [] : [old]];
};
/** Refuses a build whose apt lock was made for other packages (`apt-lock-stale`). */
const refuseStaleAptLock = (lock, wanted) => {
	const different = aptLockDifference(lock, wanted);
	if (different.length === 0) return;
	throw foundProblem(staleLock(lock, different, { file: `locks/${aptLockFileName(lock.release)}` }));
};
// src/plan/wantedAptPackages.ts
/** A release has one lock, and apt installs one version of a package. */
const refuseTwoVersions = (release, names) => {
	const asked = [...names].filter((name) => name.includes("=")).sort();
	const nameOf = (one) => one.slice(0, one.indexOf("="));
	const two = asked.find((one, at) => asked.slice(0, at).some((other) => nameOf(other) === nameOf(one)));
	if (two === void 0) return;
	const versions = asked.filter((one) => nameOf(one) === nameOf(two));
	throw wrongRequest({
		code: "wrong-value",
		message: `Images of Ubuntu ${release} ask apt for ${versions.join(" and ")}, and one release has one lock.`,
		hint: `Write one of them for all its cells: include: [{ ubuntu: "${release}", apt: { packages: [${versions[0]}] } }]`
	});
};
/** The apt packages that accepted cells need, by release, sorted by name. */
const wantedAptPackages = ({ catalog, request }, judged) => {
	const asked = commonPackages(catalog, request);
	const addedTo = customizer(request);
	const extras = /* @__PURE__ */ new Map();
	for (const { cell, verdict } of judged) {
		if (verdict.kind !== "accepted") continue;
		const names = extras.get(cell.ubuntu) ?? /* @__PURE__ */ new Set();
		extras.set(cell.ubuntu, names);
		for (const name of aptExtras({
			python: cell.python,
			pythonFrom: cell.pythonFrom,
			sudo: request.sudo,
			libraryPackages: libraryPackages(cell, catalog, {
				slim: request.slim,
				added: addedTo(cell)
			})
		})) names.add(name);
	}
	for (const [release, names] of extras) refuseTwoVersions(release, names);
	return new Map([...extras].map(([release, names]) => [release, {
		release,
		asked,
		extras: [...names].filter((name) => !asked.includes(name)).sort()
	}]));
};
// src/system/walkFolder.ts
/**
* Everything under `root` that is not a folder, one folder after the other, in no particular order
* within it.
*/
async function* walkFolder(files, root, folder = "") {
	const names = await files.list(folder === "" ? root : `${root}/${folder}`);
	const found = await Promise.all(names.map(async (name) => {
		const path = folder === "" ? name : `${folder}/${name}`;
		return {
			path,
			stat: await files.stat(`${root}/${path}`)
		};
	}));
	for (const { path, stat } of found) {
		if (stat === void 0) continue;
		const { kind, mode, size } = stat;
		if (kind === "directory") yield* walkFolder(files, root, path);
		else yield {
			path,
			kind,
			mode,
			size
		};
	}
}
// src/image/layerSpecs.ts
/** Hex digits of a layer's key. */
const KEY_DIGITS = 32;
/** Key of a layer: sha256 over its kind, the layer format and what decides its content. */
const keyOf = (kind, parts) => hash("sha256", JSON.stringify([
	kind,
	1,
	...parts
])).slice(0, KEY_DIGITS);
const total = (wheels) => wheels.reduce((sum, wheel) => sum + wheel.download, 0);
const further = (lock) => lock.question.indexes.length === 0 ? {} : { indexes: lock.question.indexes };
/** What a key says of the bytecode in a layer. */
const compiled = (python, bytecode) => bytecode === void 0 ? [] : [`bytecode 2 for Python ${python} but ${bytecode.except}`];
const withBytecode = (bytecode) => bytecode === void 0 ? {} : { bytecode };
/**
* The layer of one wheel: the same for every Python, Ubuntu and set, because its key is the wheel's
* own hash. A wheel for one Python has its bytecode beside it.
*/
const wheelLayer = (wheel, lock, bytecode) => ({
	kind: "wheel",
	key: keyOf("wheel", [wheel.sha256, ...compiled(lock.question.python, bytecode)]),
	title: `${wheel.name} ${wheel.version}`,
	download: wheel.download,
	wheels: [wheel],
	...withBytecode(bytecode),
	python: lock.question.python,
	platform: lock.question.platform,
	...further(lock)
});
/** The layer with the bytecode of a wheel for several Pythons, for the lock's Python. */
const bytecodeLayer = (wheel, lock, bytecode) => ({
	...wheelLayer(wheel, lock, bytecode),
	kind: "bytecode",
	key: keyOf("bytecode", [wheel.sha256, ...compiled(lock.question.python, bytecode)]),
	title: `bytecode of ${wheel.name} ${wheel.version} for Python ${lock.question.python}`
});
/** The layer of the small wheels of a lock. */
const restLayer = (wheels, lock, bytecode) => ({
	kind: "rest",
	key: keyOf("rest", [...wheels.map(({ sha256 }) => sha256).sort(), ...compiled(lock.question.python, bytecode)]),
	title: wheels.length === 1 ? `${wheels[0]?.name} ${wheels[0]?.version}` : `${wheels.length} small wheels`,
	download: total(wheels),
	wheels,
	...withBytecode(bytecode),
	python: lock.question.python,
	platform: lock.question.platform,
	...further(lock)
});
/**
* The apt lock as far as it decides this layer. Where it has no versions, the names that only other
* images of the release need decide nothing: a Python more in the matrix makes no layer again.
*/
const decidingLock = ({ apt, ...system }) => apt.packages === void 0 ? {
	...apt,
	extras: aptExtras(system).filter((name) => !apt.asked.includes(name))
} : apt;
/** The system layer: base, apt packages as of their date, and the texts of what runs decide it. */
const systemLayerSpec = (system) => ({
	kind: "system",
	key: keyOf("system", [
		system.base,
		encodeAptLock(decidingLock(system)),
		system.script,
		...system.files.map(({ content }) => content)
	]),
	title: `system of ${system.release}${system.pythonFrom === "ubuntu" ? ` with Python ${system.python}` : ""}`,
	download: 0,
	system
});
/**
* Bytes of an archive of python-build-standalone (install_only_stripped, x86_64): 24 to 34 MB in
* 2026.
*/
const PYTHON_DOWNLOAD = 34e6;
/** The layer of a standalone Python, with the bytecode of its standard library. */
const pythonLayerSpec = (python, bytecode) => ({
	kind: "python",
	key: keyOf("python", [
		python.version,
		python.sha256,
		...compiled(python.minor, bytecode)
	]),
	title: `Python ${python.version}`,
	download: PYTHON_DOWNLOAD,
	version: python.version,
	url: python.url,
	sha256: python.sha256,
	...withBytecode(bytecode)
});
const filesLayerSpec = (files) => ({
	kind: "files",
	key: keyOf("files", files.map(({ path, mode, content }) => JSON.stringify([
		path,
		mode,
		content
	]))),
	title: "files of dl-env",
	download: 0,
	files
});
/** The layer that steps leave: their text, and everything below them, decide it. */
const runLayerSpec = (steps, below) => ({
	kind: "run",
	key: keyOf("run", [
		below.base,
		...below.tags,
		below.config,
		...runContext(steps).map(({ content }) => content)
	]),
	title: `${count(steps.length, "step")} of dl-env.yml`,
	download: 0,
	steps
});
/** The layer of one's own files, by their content and not by where they lie here. */
const ownLayerSpec = (entries) => ({
	kind: "own",
	key: keyOf("own", entries.map(({ path, mode, uid, gid, content }) => {
		const { kind } = content;
		const what = kind === "file" ? content.sha256 : kind === "symlink" ? content.target : "";
		return JSON.stringify([
			kind,
			path,
			mode,
			uid,
			gid,
			what
		]);
	})),
	title: "files of dl-env.yml",
	download: 0,
	entries
});
export { restLayer as a, wheelLayer as c, aptLockDifference as d, aptLockNotices as f, snapshotId as h, pythonLayerSpec as i, walkFolder as l, aptDate as m, filesLayerSpec as n, runLayerSpec as o, refuseStaleAptLock as p, ownLayerSpec as r, systemLayerSpec as s, bytecodeLayer as t, wantedAptPackages as u };
