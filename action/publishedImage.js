import { i as wrongRequest } from "./error.js";
import { a as RECIPE_ANNOTATION, o as STAND_IN_LABEL } from "./labels.js";
import { c as readSmall, i as parseConfig, o as parseManifest } from "./manifest.js";
import { t as imageMissing } from "./imageMissing.js";
// src/publish/publishedImage.ts
/** The manifest behind a digest or tag; rejects with `image-missing` when there is none. */
const readManifest = async (repository, reference) => {
	const manifest = await repository.manifest(reference);
	if (manifest === void 0) throw imageMissing(repository, reference);
	return manifest;
};
/** What a manifest and its config say of an image. `from` is where they lie, for messages. */
const imageFacts = ({ manifest, config: bytes }, from) => {
	const { config: configBlob, layers, annotations } = parseManifest(manifest, from);
	const recipe = annotations?.[RECIPE_ANNOTATION];
	const config = parseConfig(bytes, configBlob.digest, from);
	const titles = (config.history ?? []).filter((entry) => entry.empty_layer !== true).map((entry) => entry.created_by ?? "");
	return {
		manifest,
		digest: manifest.digest,
		labels: config.config?.Labels ?? {},
		...recipe === void 0 ? {} : { recipe },
		...config.created === void 0 ? {} : { created: config.created },
		layers: layers.map(({ digest, size }, index) => ({
			digest,
			size,
			diffId: config.rootfs.diff_ids[index] ?? "",
			title: titles[index] ?? ""
		})),
		size: layers.reduce((sum, layer) => sum + layer.size, 0)
	};
};
/**
* Reads the image behind a digest or tag; rejects with `image-missing` when there is none. Two
* requests.
*/
const readImage = async (repository, reference) => {
	const manifest = await readManifest(repository, reference);
	const { config } = parseManifest(manifest, repository.name);
	return imageFacts({
		manifest,
		config: await readSmall(repository, config)
	}, repository.name);
};
const isStandIn = (labels) => labels[STAND_IN_LABEL] === "true";
/**
* Rejects with `stand-in` when an image on a stand-in base would leave this machine; the image's
* own label decides.
*/
const keepStandInHere = (labels, to, what) => {
	if (!isStandIn(labels) || to.local) return;
	throw wrongRequest({
		code: "stand-in",
		message: `${what} is based on a stand-in for nvidia/cuda, so it is not pushed to ${to.name}: stand-ins stay in image layouts and registries on this machine.`,
		hint: "Use a real base where docker.io can be reached, or a folder: to: oci:./images"
	});
};
export { readManifest as a, readImage as i, isStandIn as n, keepStandInHere as r, imageFacts as t };
