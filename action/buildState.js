import { t as pLimit } from "./p-limit.js";
import { c as literal, d as object, h as tuple, i as boolean, m as string, n as _enum, r as array, u as number } from "./schemas.js";
import { i as wrongRequest, t as DlEnvError } from "./error.js";
// src/publish/buildState.ts
/** Tags that are asked for at the same time. */
const SIDE_BY_SIDE = 16;
const fileOf = ({ folder }) => `${folder}/.dl-env/built.json`;
const DigestText = string().regex(/^sha256:[0-9a-f]{64}$/);
const decoder = object({
	format: literal(1),
	to: string(),
	/** Of the bases' repositories, as the last build read them. */
	lists: array(object({
		repository: string(),
		asOf: string(),
		tags: array(string()),
		mirror: object({
			name: string(),
			unlisted: array(tuple([string(), _enum(["absent", "unreachable"])]))
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
/**
* Digests that nobody can read are not as good as none: an image that was built whole has no other
* name.
*/
const decoded = (text, path) => {
	try {
		return decoder.parse(JSON.parse(text));
	} catch (error) {
		throw wrongRequest({
			code: "kept-broken",
			message: "The record of earlier builds cannot be read.",
			place: { file: path },
			hint: `Remove it, and build again, which makes nothing a second time: rm ${path} && dl-env build`
		}, { cause: error });
	}
};
/** What was written for this destination; undefined when there is nothing. Throws `kept-broken`. */
const read = async (facts) => {
	const text = await facts.sys.files.readText(fileOf(facts));
	const state = text === void 0 ? void 0 : decoded(text, fileOf(facts));
	return state?.to === facts.to.name ? state : void 0;
};
/** After a build it is too late to refuse: what cannot be read is written again, with a warning. */
const readOrNone = async (facts) => {
	try {
		return await read(facts);
	} catch (error) {
		if (!(error instanceof DlEnvError)) throw error;
		facts.sys.log.warn(`${error.message} It is written again: ${fileOf(facts)} [${error.code}]`);
		return;
	}
};
const keptLists = (lists) => [...lists].map(([repository, { asOf, tags, mirror }]) => ({
	repository,
	asOf,
	tags: [...tags],
	...mirror === void 0 ? {} : { mirror: {
		name: mirror.name,
		unlisted: [...mirror.unlisted]
	} }
}));
const readLists = (lists) => new Map(lists.map(({ repository, asOf, tags, mirror }) => [repository, {
	asOf,
	tags: new Set(tags),
	...mirror === void 0 ? {} : { mirror: {
		name: mirror.name,
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
* may be built one by one.
*/
const writeBuildState = async (facts, { plan, lists }, built) => {
	const others = ((await readOrNone(facts))?.images ?? []).filter(({ cell }) => built.images.every((image) => image.cell !== cell));
	const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
	const images = [...others, ...built.images.map((image) => keptImage(image, cells.get(image.cell)))];
	await facts.sys.files.write(fileOf(facts), `${JSON.stringify({
		format: 1,
		to: facts.to.name,
		images,
		lists: keptLists(lists)
	}, void 0, 2)}\n`);
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
export { imagesBuiltBefore as n, writeBuildState as r, basesBuiltOn as t };
