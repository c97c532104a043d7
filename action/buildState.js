import { t as pLimit } from "./p-limit.js";
import { c as literal, d as object, i as boolean, m as string, r as array, u as number } from "./schemas.js";
import { i as wrongRequest, t as DlEnvError } from "./error.js";
// src/publish/buildState.ts
/** Tags that are asked for at the same time. */
const SIDE_BY_SIDE = 16;
const fileOf = ({ folder }) => `${folder}/.dl-env/built.json`;
const decoder = object({
	format: literal(1),
	to: string(),
	images: array(object({
		cell: string(),
		recipe: string(),
		digest: string().regex(/^sha256:[0-9a-f]{64}$/),
		made: boolean(),
		size: number()
	}))
});
const immutableOf = (plan, cell) => plan.cells.find((one) => one.cell === cell)?.tags[0] ?? "";
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
/**
* Writes the digests of what was built beside dl-env.yml; those of other cells stay, because cells
* may be built one by one.
*/
const writeBuildState = async (facts, plan, built) => {
	const images = [...((await readOrNone(facts))?.images ?? []).filter(({ cell }) => built.images.every((image) => image.cell !== cell)), ...built.images.map((image) => ({
		...image,
		recipe: immutableOf(plan, image.cell)
	}))];
	await facts.sys.files.write(fileOf(facts), `${JSON.stringify({
		format: 1,
		to: facts.to.name,
		images
	}, void 0, 2)}\n`);
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
export { writeBuildState as n, imagesBuiltBefore as t };
