import "./cuda.js";
import { r as isUnder } from "./versions.js";
// src/matrix/cudaRelease.ts
/**
* The release of that exact version that has images for this Ubuntu; without one, the first of that
* version.
*/
const releaseOf = (catalog, version, ubuntu) => {
	const same = catalog.cuda.filter((release) => release.version === version);
	return same.find((release) => release.images[ubuntu] !== void 0) ?? same[0];
};
/**
* `12.8` -> the newest 12.8.x that has an image for this Ubuntu and flavor; without one, the newest
* with any for this Ubuntu, else the newest 12.8.x. Releases that NVIDIA has ended come last,
* and before them those that were only seen in use.
*/
const fullCuda = (catalog, { cuda, ubuntu, flavor }) => {
	const under = catalog.cuda.filter((release) => isUnder(release.version, cuda));
	const imaged = under.filter((release) => release.images[ubuntu]?.includes(flavor));
	const [found] = [
		imaged.filter((release) => release.endOfLife === void 0 && release.endedBy === void 0),
		imaged,
		under.filter((release) => (release.images[ubuntu] ?? []).length > 0),
		under
	].filter((releases) => releases.length > 0);
	return ((found?.filter((release) => !release.isOnlySeen))?.at(-1) ?? found?.at(-1))?.version ?? cuda;
};
/**
* The repository in which the base of a cell lies: its own, where one is named for it. Stand-ins
* and releases of one's own stay where they are.
*/
const baseRepository = (catalog, { cuda, ubuntu, base }) => {
	const usual = catalog.base ?? "docker.io/nvidia/cuda";
	const found = releaseOf(catalog, cuda, ubuntu)?.repository ?? usual;
	return base !== void 0 && found === usual ? base : found;
};
export { fullCuda as n, releaseOf as r, baseRepository as t };
