import { a as minorOf } from "./versions.js";
// src/catalog/cuda.ts
/**
* Where NVIDIA publishes the images of every release that the catalog gives no other repository.
*/
const NVIDIA_CUDA = "docker.io/nvidia/cuda";
const flavorsOf = (file, images) => Object.fromEntries(Object.entries(images).map(([ubuntu, flavors]) => [ubuntu, typeof flavors === "string" ? file.flavors[flavors] ?? [] : flavors]));
const listed = (file) => Object.entries(file.releases).map(([version, release]) => ({
	version,
	minor: minorOf(version),
	images: flavorsOf(file, release.images),
	repository: release.repository ?? file.repository ?? "docker.io/nvidia/cuda",
	isComplete: file.complete === void 0 || release.sources.some((name) => file.complete?.includes(name) === true),
	isOnlySeen: release.sources.every((name) => file.sightings.includes(name)),
	...release["end-of-life"] === void 0 ? {} : { endOfLife: release["end-of-life"] },
	...release["ended-by"] === void 0 ? {} : { endedBy: release["ended-by"] },
	...release.cudnn === void 0 ? {} : { cudnn: release.cudnn },
	digests: release.digests,
	source: release.sources.map((name) => file.sources[name] ?? name).join("; ")
}));
/**
* Each release that the file lists has a stand-in. Where a short version is given, those that it
* names for stand-ins go first, so the others are marked as releases are that were only seen.
*/
const standIns = (file) => {
	const standIn = file["stand-in"];
	if (standIn === void 0) return [];
	const { repository, images } = standIn;
	const source = file.sources[standIn.source] ?? standIn.source;
	const named = new Set(standIn.releases);
	return [.../* @__PURE__ */ new Set([...Object.keys(file.releases), ...named])].map((version) => ({
		version,
		minor: minorOf(version),
		images,
		isComplete: true,
		isOnlySeen: !named.has(version),
		repository,
		digests: {},
		source
	}));
};
/**
* The releases of one folder: those of the tag list, and the stand-ins, which are releases of their
* own.
*/
const cudaReleases = (folder) => {
	const file = folder.cuda?.value;
	return file === void 0 ? [] : [...listed(file), ...standIns(file)];
};
export { cudaReleases as n, NVIDIA_CUDA as t };
