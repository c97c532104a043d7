import { t as cellContainerfile } from "./generate.js";
import { t as askedPackages } from "./systemRecipe.js";
import { a as encodeLock, i as encodeAptLock, o as lockFileName, t as aptLockFileName } from "./lockfile.js";
import { t as lockOfCell } from "./planInputs.js";
import { c as putArtifact, r as digestsOf } from "./artifact.js";
import { l as referrerOf, n as CREATED, p as ownTag, r as addReferrers, u as referrersOf } from "./ensureWritable.js";
import { t as imageMissing } from "./imageMissing.js";
import { c as readSmall, i as parseConfig, o as parseManifest } from "./manifest.js";
import { n as keepStored } from "./localImages.js";
import { a as writeProof } from "./proofs.js";
import { hash } from "node:crypto";
// src/image/packageList.ts
/** Media type of the list, as IANA has it. */
const PACKAGE_LIST_TYPE = "application/spdx+json";
/** A package URL without qualifiers; `name` is the type and the name. */
const purlOf = (name, version) => `pkg:${name}${version === void 0 ? "" : `@${encodeURIComponent(version)}`}`;
const wheels = (lock) => lock.wheels.map(({ name, version, sha256 }) => ({
	name,
	version,
	sha256,
	purl: purlOf(`pypi/${name}`, version)
}));
const aptPackages = (system) => {
	const locked = new Map(system.apt.packages?.map((one) => [one.name, one]));
	const vendor = /^\d/.test(system.release) ? "ubuntu" : "debian";
	return askedPackages(system).map((asked) => {
		const [name = asked] = asked.split("=", 1);
		const { version, sha256 } = locked.get(name) ?? {};
		return {
			name,
			purl: `${purlOf(`deb/${vendor}/${name}`, version)}?arch=amd64`,
			...version === void 0 ? {} : { version },
			...sha256 === void 0 ? {} : { sha256 }
		};
	});
};
const python = ({ version, url, sha256 }) => ({
	name: "python-build-standalone",
	version,
	sha256,
	purl: `${purlOf("generic/python", version)}?download_url=${encodeURIComponent(url)}`
});
const ownPackages = (layer) => {
	switch (layer.kind) {
		case "python": return [python(layer)];
		case "system": return aptPackages(layer.system);
		case "wheel":
		case "bytecode":
		case "rest":
		case "files":
		case "own":
		case "run": return [];
	}
};
const hexOf = (digest) => digest.slice(7);
const entryOf = (id, { name, version, sha256, purl }) => ({
	SPDXID: id,
	name,
	...version === void 0 ? {} : { versionInfo: version },
	downloadLocation: "NOASSERTION",
	filesAnalyzed: false,
	...sha256 === void 0 ? {} : { checksums: [{
		algorithm: "SHA256",
		checksumValue: sha256
	}] },
	externalRefs: [{
		referenceCategory: "PACKAGE-MANAGER",
		referenceType: "purl",
		referenceLocator: purl
	}]
});
const idOf = (at) => `SPDXRef-Package-${at}`;
const relationsOf = (count) => [{
	spdxElementId: "SPDXRef-DOCUMENT",
	relationshipType: "DESCRIBES",
	relatedSpdxElement: "SPDXRef-Image"
}, ...Array.from({ length: count }, (_, at) => ({
	spdxElementId: "SPDXRef-Image",
	relationshipType: "CONTAINS",
	relatedSpdxElement: idOf(at)
}))];
const COMMENT = "What dl-env adds to the base image: wheels, Python, and the apt packages asked for by name. Packages that apt adds for these, and those of the base, are in /var/lib/dpkg/status.";
/** The image itself, and what is in it, the base first. */
const listed = ({ recipe, lock, digest, base }) => ({
	image: {
		name: recipe.cell,
		version: recipe.key,
		sha256: hexOf(digest),
		purl: purlOf("oci/dl-env", digest)
	},
	parts: [
		{
			name: base.tag,
			sha256: hexOf(base.digest),
			purl: purlOf("oci/base", base.digest)
		},
		...recipe.layers.flatMap(ownPackages),
		...wheels(lock)
	]
});
/**
* The packages that dl-env put into an image, as SPDX 2.3: wheels and Python by the lock, apt
* packages that are asked for by name, and the base by its digest, of which nothing else is listed.
* The same image gives the same bytes. Pure.
*/
const packageList = (about) => {
	const { image, parts } = listed(about);
	const content = {
		spdxVersion: "SPDX-2.3",
		dataLicense: "CC0-1.0",
		SPDXID: "SPDXRef-DOCUMENT",
		name: image.name,
		creationInfo: {
			created: `${new Date(about.lock.created).toISOString().slice(0, 19)}Z`,
			creators: ["Tool: dl-env"]
		},
		comment: COMMENT,
		packages: [entryOf("SPDXRef-Image", image), ...parts.map((part, at) => entryOf(idOf(at), part))],
		relationships: relationsOf(parts.length)
	};
	const space = `https://spdx.org/spdxdocs/dl-env-${hash("sha256", JSON.stringify(content))}`;
	return `${JSON.stringify({
		...content,
		documentNamespace: space
	}, void 0, 1)}\n`;
};
// src/plan/imageDocuments.ts
/** Types of the documents that have no name of their own in the field. */
const CONTAINERFILE_TYPE = "text/x-containerfile";
const LOCK_TYPE = "application/vnd.dl-env.lock.v1+json";
const APT_LOCK_TYPE = "application/vnd.dl-env.apt-lock.v1+json";
const aptLock = ({ layers }) => {
	const system = layers.find((layer) => layer.kind === "system");
	if (system?.kind !== "system") return [];
	const { apt } = system.system;
	return [{
		title: aptLockFileName(apt.release),
		type: APT_LOCK_TYPE,
		content: encodeAptLock(apt)
	}];
};
/**
* What is attached to an image: its Containerfile with the locks, and the list of its packages.
* Empty where the plan has no recipe for the cell, as after its base was pushed again. Pure.
*/
const imageDocuments = (catalog, inputs, { cell, digest }) => {
	const judged = inputs.judged.find((one) => one.cell.id === cell);
	const lock = judged === void 0 ? void 0 : lockOfCell(judged, inputs.locks);
	const base = judged?.verdict.base;
	const recipe = inputs.recipes.get(cell);
	if (recipe === void 0 || lock === void 0 || base?.platformDigest === void 0) return [];
	const containerfile = cellContainerfile({
		recipe,
		lock,
		base,
		catalog
	});
	const from = {
		tag: base.tag,
		digest: base.platformDigest
	};
	return [{
		type: "application/vnd.dl-env.source.v1",
		at: lock.created,
		files: [
			{
				title: "Containerfile",
				type: CONTAINERFILE_TYPE,
				content: containerfile
			},
			{
				title: lockFileName(lock.question),
				type: LOCK_TYPE,
				content: encodeLock(lock)
			},
			...aptLock(recipe)
		]
	}, {
		type: PACKAGE_LIST_TYPE,
		at: lock.created,
		files: [{
			title: "packages.spdx.json",
			type: PACKAGE_LIST_TYPE,
			content: packageList({
				recipe,
				lock,
				digest,
				base: from
			})
		}]
	}];
};
// src/registry/attachments.ts
const artifactOf = ({ digest, mediaType, bytes }, { type, at, files }) => ({
	type,
	files: files.map(({ content, ...file }) => ({
		...file,
		content: Buffer.from(content)
	})),
	subject: {
		mediaType,
		digest,
		size: bytes.byteLength
	},
	annotations: { [CREATED]: at }
});
/**
* Attaches files to an image, which other tools find by the referrers of its digest. What is
* attached already is not put again: then this is one request.
*/
const attach = async (repository, image, attachments) => {
	const there = await referrersOf(repository, image.digest);
	const added = [];
	const tag = repository.kind === "layout" ? { tag: (digest) => ownTag(image.digest, digest) } : {};
	for (const attachment of attachments) {
		const artifact = artifactOf(image, attachment);
		const digests = digestsOf(artifact);
		if (there.some(({ digest }) => digests.includes(digest))) continue;
		added.push(referrerOf(await putArtifact(repository, {
			...artifact,
			...tag
		}), attachment.at));
	}
	if (added.length > 0) await addReferrers(repository, image, added);
};
// src/smoke/describedImage.ts
/** Whether an image has every label of the recipe: one of an older base or lock has others. */
const isMadeBy = async (to, image, labels) => {
	const { config } = parseManifest(image, to.name);
	const found = parseConfig(await readSmall(to, config), config.digest, to.name).config?.Labels;
	return Object.entries(labels).every(([name, value]) => found?.[name] === value);
};
/**
* Attaches Containerfile, locks and the list of packages to an image, where the plan's recipe is
* the one that it was made by: what made any other is not known here. Rejects with `image-missing`.
*/
const describeImage = async ({ to, catalog }, inputs, { cell, digest }) => {
	const documents = imageDocuments(catalog, inputs, {
		cell,
		digest
	});
	const labels = inputs.recipes.get(cell)?.config.labels;
	if (documents.length === 0 || labels === void 0) return;
	const image = await to.manifest(digest);
	if (image === void 0) throw imageMissing(to, digest);
	if (await isMadeBy(to, image, labels)) await attach(to, image, documents);
};
/**
* Stores a report beside its image, once the image is described: what has a report says what it is
* made of.
*/
const keepReport = async (facts, inputs, report) => {
	await describeImage(facts, inputs, report);
	await writeProof(facts.to, report);
	await keepStored(facts, report);
};
export { keepReport as t };
