import { n as decodeChecks } from "./storedCheckReports.js";
import { f as object, h as string, l as literal, r as array, v as unknown } from "./schemas.js";
import { n as digestOf, r as readJson } from "./digest.js";
import { g as OCI_MANIFEST, n as jsonBytes, o as parseManifest } from "./manifest.js";
import { t as cacheFolder } from "./cacheFolder.js";
import { i as reportArtifacts } from "./proofs.js";
// src/smoke/localImages.ts
const decoder = object({
	format: literal(1),
	manifest: string(),
	config: string(),
	checks: unknown(),
	reports: array(string())
});
/** In the user's cache: what lies beside dl-env.yml may be of whoever writes to its repository. */
const fileOf = ({ sys, to }, cell) => `${cacheFolder(sys.env)}/images/${digestOf(to.name).slice(7, 23)}/${cell}.json`;
const write = (facts, cell, file) => facts.sys.files.write(fileOf(facts, cell), JSON.stringify(file));
const manifestOf = ({ manifest }) => {
	const bytes = Buffer.from(manifest);
	return {
		digest: digestOf(bytes),
		mediaType: OCI_MANIFEST,
		bytes
	};
};
/** The file of an image, whose manifest and config are what the digest names; else undefined. */
const readFile = async (facts, { cell, digest }) => {
	if (facts.to.kind === "layout") return void 0;
	const bytes = await facts.sys.files.readBytes(fileOf(facts, cell));
	const decoded = decoder.safeParse(bytes === void 0 ? void 0 : readJson(bytes));
	if (!decoded.success) return void 0;
	const manifest = manifestOf(decoded.data);
	if (manifest.digest !== digest) return void 0;
	const { config } = parseManifest(manifest, facts.to.name);
	return digestOf(Buffer.from(decoded.data.config)) === config.digest ? decoded.data : void 0;
};
/**
* Writes down what was linked for a registry, for the commands that come after on this host. There
* is one file a cell, of its last image; reports of an image that was `made` just now are none.
*/
const keepLinked = async (facts, image, { manifest, config, checks }) => {
	if (facts.to.kind === "layout") return;
	const before = image.made ? void 0 : await readFile(facts, image);
	await write(facts, image.cell, {
		format: 1,
		manifest: Buffer.from(manifest).toString(),
		config: Buffer.from(config).toString(),
		checks,
		reports: before?.reports ?? []
	});
};
const reportText = (report) => Buffer.from(jsonBytes(report)).toString();
/** Writes down a report that was stored beside an image that this host linked. */
const keepStored = async (facts, report) => {
	const file = await readFile(facts, report);
	if (file === void 0) return;
	await write(facts, report.cell, {
		...file,
		reports: [...file.reports, reportText(report)]
	});
};
/**
* What this host put into the destination of an image; undefined when it did not, or put another
* one since. Its digest says that it is this one's content, and nothing that it is still there.
*/
const readLocalImage = async (facts, image) => {
	const file = await readFile(facts, image);
	if (file === void 0) return void 0;
	const manifest = manifestOf(file);
	const checks = decodeChecks(jsonBytes(file.checks), image.digest);
	const reports = file.reports.map((text) => Buffer.from(text));
	return {
		manifest,
		config: Buffer.from(file.config),
		...checks?.cell === image.cell ? { checks } : {},
		reports: new Map(reports.flatMap((content) => reportArtifacts(manifest, content).map((artifact) => [artifact, content])))
	};
};
export { keepStored as n, readLocalImage as r, keepLinked as t };
