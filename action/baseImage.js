import { n as foundProblem, r as unreachable } from "./error.js";
import { a as parseIndex, c as readSmall, i as parseConfig, o as parseManifest } from "./manifest.js";
import { i as repositoryName, r as parseReference } from "./reference.js";
// src/registry/baseImage.ts
/**
* All tags of a repository and the day they were read; `tags` is empty when there is no such
* repository.
*/
const readTagList = async (repository, clock) => ({
	tags: await repository.tags(),
	asOf: new Date(clock.now()).toISOString().slice(0, 10)
});
const noBase = (tag, why) => unreachable({
	code: "base-missing",
	message: `The base ${tag} ${why}.`,
	hint: "See which bases there are: dl-env plan"
});
const isIndex = (stored) => stored.mediaType === "application/vnd.oci.image.index.v1+json" || stored.mediaType === "application/vnd.docker.distribution.manifest.list.v2+json";
const openBase = (open, tag) => {
	const reference = parseReference(tag);
	if (reference.kind === "layout") throw noBase(tag, "is a folder, where a registry's image is needed");
	return {
		repository: open(repositoryName(reference)),
		wanted: reference.digest ?? reference.tag ?? "latest"
	};
};
const platformOf = (stored, tag) => {
	if (!isIndex(stored)) return stored.digest;
	const found = parseIndex(stored, tag).manifests.find(({ platform }) => platform?.os === "linux" && platform.architecture === "amd64");
	if (found === void 0) throw noBase(tag, "has no image for linux/amd64");
	return found.digest;
};
/** Digests of a base in one request. Rejects with `base-missing` when the tag is gone. */
const readBaseDigests = async (open, tag) => {
	const { repository, wanted } = openBase(open, tag);
	const stored = await repository.manifest(wanted);
	if (stored === void 0) throw noBase(tag, "is not in its registry");
	return {
		indexDigest: stored.digest,
		platformDigest: platformOf(stored, tag)
	};
};
/** The config that a manifest names. */
const readConfig = async (repository, manifest) => parseConfig(await readSmall(repository, manifest.config), manifest.config.digest, repository.name);
/**
* Reads the base behind a tag or digest of a repository or layout for linux/amd64: at most three
* requests. `tag` names it in messages.
*/
const readBaseIn = async (repository, wanted, tag) => {
	const top = await repository.manifest(wanted);
	if (top === void 0) throw noBase(tag, "is not in its registry");
	const platformDigest = platformOf(top, tag);
	const stored = platformDigest === top.digest ? top : await repository.manifest(platformDigest);
	if (stored === void 0) throw noBase(tag, `names ${platformDigest}, which its registry does not have`);
	const manifest = parseManifest(stored, tag);
	const config = await readConfig(repository, manifest);
	if (config.rootfs.diff_ids.length !== manifest.layers.length) throw foundProblem({
		code: "base-broken",
		message: `The base ${tag} has ${manifest.layers.length} layers, but its config names ${config.rootfs.diff_ids.length}.`,
		hint: "Choose another base: dl-env plan"
	});
	return {
		repository,
		tag,
		indexDigest: top.digest,
		platformDigest,
		manifest,
		config
	};
};
/** Reads the base behind `docker.io/nvidia/cuda:TAG` (or `…@sha256:…`); see readBaseIn. */
const readBase = async (open, tag) => {
	const { repository, wanted } = openBase(open, tag);
	return readBaseIn(repository, wanted, tag);
};
export { readTagList as a, readConfig as i, readBaseDigests as n, readBaseIn as r, readBase as t };
