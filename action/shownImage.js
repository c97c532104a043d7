import { f as object, g as tuple, h as string, p as record, r as array } from "./schemas.js";
import { c as readSmall, i as parseConfig, o as parseManifest } from "./manifest.js";
import { t as imageMissing } from "./imageMissing.js";
// src/smoke/storedImage.ts
/** Reads what is behind a digest; rejects with `image-missing`. Two requests. */
const readStoredImage = async (repository, digest) => {
	const manifest = await repository.manifest(digest);
	if (manifest === void 0) throw imageMissing(repository, digest);
	const { config } = parseManifest(manifest, repository.name);
	const { os, architecture, rootfs, config: settings } = parseConfig(await readSmall(repository, config), config.digest, repository.name);
	return {
		digest,
		configDigest: config.digest,
		platform: `${os}/${architecture}`,
		diffIds: rootfs.diff_ids,
		labels: settings?.Labels ?? {}
	};
};
// src/container/shownImage.ts
const Inspected = tuple([object({
	Id: string(),
	RootFS: object({ Layers: array(string()) }),
	Config: object({ Labels: record(string(), string()).nullish() }).nullish()
})]);
const DIGEST_PREFIX = "sha256:";
const decode = (text) => {
	try {
		const [{ Id: id, RootFS: root, Config: config }] = Inspected.parse(JSON.parse(text));
		return {
			id: id.startsWith(DIGEST_PREFIX) ? id : `${DIGEST_PREFIX}${id}`,
			diffIds: root.Layers,
			labels: config?.Labels ?? {}
		};
	} catch {
		return;
	}
};
/** The image that has this name in an engine now; undefined when there is none. */
const showImage = async (sys, runtime, name) => {
	const { code, stdout } = await sys.processes.run([
		...runtime.argv,
		"image",
		"inspect",
		name
	], {
		cwd: "/",
		env: runtime.env
	});
	return code === 0 ? decode(stdout) : void 0;
};
export { readStoredImage as n, showImage as t };
