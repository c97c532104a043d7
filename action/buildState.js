import { s as pLimit } from "./networkFault.js";
import { d as number, f as object, g as tuple, h as string, i as boolean, l as literal, n as _enum, r as array } from "./schemas.js";
import { i as wrongRequest, t as DlEnvError } from "./error.js";
// src/publish/buildState.ts
/** Tags that are asked for at the same time. */
const SIDE_BY_SIDE = 16;
const fileOf = ({ folder }) => `${folder}/.dl-env/built.json`;
/**
* A destination by the name that it has seen from dl-env.yml, wherever the command was typed: a
* folder beside the file is `oci:./DIR`.
*/
const seenFrom = ({ folder }, name) => {
	const beside = `oci:${folder}/`;
	return name.startsWith(beside) ? `oci:./${name.slice(beside.length)}` : name;
};
const DigestText = string().regex(/^sha256:[0-9a-f]{64}$/);
/** What was built for one destination. */
const destinationDecoder = object({
	to: string(),
	/** Of the bases' repositories, as the last build read them. */
	lists: array(object({
		repository: string(),
		asOf: string(),
		tags: array(string()),
		mirror: object({
			name: string(),
			unlisted: array(tuple([string(), _enum(["absent", "unreachable"])])),
			refusesList: boolean().optional()
		}).optional()
	})).optional(),
	images: array(object({
		cell: string(),
		recipe: string(),
		digest: DigestText,
		made: boolean(),
		size: number(),
		/** What the image was made from. */
		base: object({
			tag: string(),
			digest: DigestText,
			platformDigest: DigestText
		}).optional()
	}))
});
const decoder = destinationDecoder.extend({
	format: literal(1),
	/** What was built for other destinations before. */
	others: array(destinationDecoder).optional()
});
/**
* Digests that nobody can read are not as good as none: an image that was built whole has no other
* name.
*/
const decoded = (text, path) => {
	try {
		const { others = [], ...last } = decoder.parse(JSON.parse(text));
		return [last, ...others];
	} catch (error) {
		throw wrongRequest({
			code: "kept-broken",
			message: "The record of earlier builds cannot be read.",
			place: { file: path },
			hint: `Remove it, and build again, which makes nothing a second time: rm ${path} && dl-env build`
		}, { cause: error });
	}
};
/** What was written, the last destination first; none where nothing was. Throws `kept-broken`. */
const readAll = async (facts) => {
	const text = await facts.sys.files.readText(fileOf(facts));
	return text === void 0 ? [] : decoded(text, fileOf(facts));
};
/** What was written for this destination; undefined when there is nothing. Throws `kept-broken`. */
const read = async (facts) => (await readAll(facts)).find(({ to }) => seenFrom(facts, to) === seenFrom(facts, facts.to.name));
/** After a build it is too late to refuse: what cannot be read is written again, with a warning. */
const readOrNone = async (facts) => {
	try {
		return await readAll(facts);
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		facts.sys.log.warn(`${error.message} It is written again: ${fileOf(facts)} [${error.code}]`);
		return [];
	}
};
const keptLists = (lists) => [...lists].map(([repository, { asOf, tags, mirror }]) => ({
	repository,
	asOf,
	tags: [...tags],
	...mirror === void 0 ? {} : { mirror: {
		...mirror,
		unlisted: [...mirror.unlisted]
	} }
}));
const readLists = (lists) => new Map(lists.map(({ repository, asOf, tags, mirror }) => [repository, {
	asOf,
	tags: new Set(tags),
	...mirror === void 0 ? {} : { mirror: {
		...mirror,
		unlisted: new Map(mirror.unlisted)
	} }
}]));
/** What is written of one image: its base too, so that who tests or tags it asks for none. */
const keptImage = (image, cell) => {
	const { tag, digest, platformDigest } = cell?.base ?? {};
	return {
		...image,
		recipe: cell?.tags[0] ?? "",
		...tag === void 0 || digest === void 0 || platformDigest === void 0 ? {} : { base: {
			tag,
			digest,
			platformDigest
		} }
	};
};
/**
* Writes the digests of what was built beside dl-env.yml; those of other cells stay, because cells
* may be built one by one, and those for other destinations.
*/
const writeBuildState = async (facts, { plan, lists }, built) => {
	const file = fileOf(facts);
	const to = seenFrom(facts, facts.to.name);
	const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
	const now = built.images.map((image) => keptImage(image, cells.get(image.cell)));
	await facts.sys.files.withLock(`${file}.lock`, async () => {
		const all = await readOrNone(facts);
		const stay = (all.find((one) => seenFrom(facts, one.to) === to)?.images ?? []).filter(({ cell }) => now.every((image) => image.cell !== cell));
		const others = all.filter((one) => seenFrom(facts, one.to) !== to);
		const state = {
			format: 1,
			to,
			images: [...stay, ...now],
			lists: keptLists(lists)
		};
		const written = others.length === 0 ? state : {
			...state,
			others
		};
		await facts.sys.files.write(file, `${JSON.stringify(written, void 0, 2)}\n`);
	});
};
/**
* The bases of what was built here for this destination, as the last build found them; undefined
* where nothing was, or by a version that did not write them down. Throws `kept-broken`.
*/
const basesBuiltOn = async (facts) => {
	const state = await read(facts);
	if (state?.lists === void 0) return void 0;
	return {
		lists: readLists(state.lists),
		cells: state.images.flatMap(({ cell, base }) => base === void 0 ? [] : [{
			cell,
			base
		}])
	};
};
/** Cells of a plan whose image was built here, is there, and has no tag yet; none if not known. */
const builtNotTagged = async (facts, plan) => {
	const limit = pLimit(SIDE_BY_SIDE);
	try {
		const { images = [] } = await read(facts) ?? {};
		const built = new Map(images.map((image) => [`${image.cell} ${image.recipe}`, image.digest]));
		const found = plan.cells.map(({ cell, tags: [tag = ""], state }) => limit(async () => {
			const digest = state === "linked" ? void 0 : built.get(`${cell} ${tag}`);
			return digest !== void 0 && await facts.to.resolve(digest) !== void 0 ? [cell] : [];
		}));
		return new Set((await Promise.all(found)).flat());
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		return /* @__PURE__ */ new Set();
	}
};
/**
* The images of this plan that were built here earlier, or that the destination has under their
* immutable tags. What is `named` already is not asked for.
*/
const imagesBuiltBefore = async (facts, plan, named = /* @__PURE__ */ new Map()) => {
	const record = await read(facts);
	const built = new Map(record?.images.map((image) => [`${image.cell} ${image.recipe}`, image]));
	const limit = pLimit(SIDE_BY_SIDE);
	const images = plan.cells.map(({ cell, tags: [tag = ""], state }) => limit(async () => {
		const earlier = built.get(`${cell} ${tag}`);
		const digest = state === "linked" ? named.get(tag) ?? await facts.to.resolve(tag) : earlier?.digest;
		return digest === void 0 ? [] : [{
			cell,
			digest,
			made: false,
			size: earlier?.size ?? 0
		}];
	}));
	return (await Promise.all(images)).flat();
};
export { writeBuildState as i, builtNotTagged as n, imagesBuiltBefore as r, basesBuiltOn as t };
