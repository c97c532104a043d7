import { t as rangeChecker } from "./inRange.js";
import { a as minorOf, i as majorOf, t as compareVersions } from "./versions.js";
import { n as librariesOf } from "./libraryRelease.js";
// src/verdict/drivers.ts
const newer = (a, b) => compareVersions(b.driver, a.driver) > 0 ? b : a;
const minorVersionDriver = ({ cell, versions, inRange }, libraries, catalog) => {
	const compatible = {
		driver: catalog.drivers.minorVersion[majorOf(cell.cuda)] ?? "0",
		source: catalog.drivers.source
	};
	return libraries.flatMap((library) => library.drivers.filter((entry) => versions.has(entry.package) && inRange(versions.get(entry.package) ?? "", entry.versions)).map(({ driver, source }) => ({
		driver,
		source
	}))).reduce(newer, compatible);
};
/** The oldest driver that reports CUDA x.y: the one that came with x.y.0. */
const ownDriver = (catalog, cuda) => {
	const minor = minorOf(cuda);
	const [oldest] = Object.entries(catalog.drivers.shipped).filter(([version]) => minorOf(version) === minor).sort(([a], [b]) => compareVersions(a, b));
	return oldest === void 0 ? void 0 : {
		driver: oldest[1],
		source: catalog.drivers.source
	};
};
const dataCentreDriver = (catalog, cuda) => {
	const branches = catalog.drivers.requireBranches[minorOf(cuda)];
	return branches === void 0 || branches.length === 0 ? void 0 : {
		driver: String(Math.min(...branches)),
		source: catalog.drivers.requireSource
	};
};
/** The least drivers of a cell with these libraries. */
const leastDrivers = (locked, libraries, catalog) => {
	const dataCentre = dataCentreDriver(catalog, locked.cell.cuda);
	const geforce = ownDriver(catalog, locked.cell.cuda);
	return {
		minorVersion: minorVersionDriver(locked, libraries, catalog),
		...dataCentre === void 0 ? {} : { dataCentre },
		...geforce === void 0 ? {} : { geforce }
	};
};
// src/verdict/hardware.ts
/**
* Whether code for these architectures runs on a card: machine code of the same major and no newer
* minor, or PTX that is not newer.
*/
const runsOn = (code, computeCapability) => code.sm.some((sm) => majorOf(sm) === majorOf(computeCapability) && compareVersions(sm, computeCapability) <= 0) || code.ptx.some((ptx) => compareVersions(ptx, computeCapability) <= 0);
const carries = (entry, { cell, versions, inRange }) => {
	const version = versions.get(entry.package);
	return version !== void 0 && inRange(version, entry.versions) && inRange(minorOf(cell.cuda), entry.cuda);
};
const codeOf = (library, locked) => {
	const entry = library.architectures.find((candidate) => carries(candidate, locked));
	return entry === void 0 ? [] : [{
		library: library.name,
		package: entry.package,
		version: locked.versions.get(entry.package) ?? "",
		sm: entry.sm,
		ptx: entry.ptx,
		source: entry.source
	}];
};
/** Compute capabilities of cards that a PC or server may have. */
const knownCapabilities = (catalog) => [...new Set(catalog.gpus.filter((gpu) => gpu.kind !== "jetson").map((gpu) => gpu.computeCapability))].sort(compareVersions);
const limiters = (code, capabilities) => Object.fromEntries(capabilities.flatMap((capability) => {
	const without = code.filter((entry) => !runsOn(entry, capability)).map((entry) => entry.library);
	return without.length === 0 || without.length === code.length ? [] : [[capability, without]];
}));
/**
* What cards and drivers an accepted cell runs with, from its lock and the catalog's measurements.
*/
const hardwareOf = ({ cell, lock }, catalog, inRange = rangeChecker()) => {
	const locked = {
		cell,
		versions: new Map(lock.wheels.map(({ name, version }) => [name, version])),
		inRange
	};
	const libraries = librariesOf(cell, catalog);
	const code = libraries.flatMap((library) => codeOf(library, locked));
	const capabilities = knownCapabilities(catalog);
	const measured = new Set(code.map((entry) => entry.library));
	const [first, ...others] = code;
	return {
		code,
		unmeasured: libraries.filter((library) => library.gpu && !measured.has(library.name)).map((library) => library.name),
		sm: first === void 0 ? [] : first.sm.filter((sm) => others.every((entry) => entry.sm.includes(sm))),
		runsOn: capabilities.filter((capability) => code.every((entry) => runsOn(entry, capability))),
		limitedBy: limiters(code, capabilities),
		drivers: leastDrivers(locked, libraries, catalog)
	};
};
export { runsOn as n, ownDriver as r, hardwareOf as t };
