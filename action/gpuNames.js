import { n as closestOf } from "./request.js";
import { i as wrongRequest } from "./error.js";
// src/catalog/gpuNames.ts
/** Words that drivers and shops put around a card's name. */
const NOISE = /\b(nvidia|geforce|tesla|graphics|generation|laptop gpu|corporation)\b/g;
const wordsOf = (name) => name.toLowerCase().replaceAll(NOISE, " ").split(/[^a-z0-9]+/).filter((word) => word !== "");
const isPrefix = (short, long) => short.length > 0 && short.every((word, index) => word === long[index]);
/**
* The card that a name means, as `nvidia-smi` or a person writes it: `NVIDIA A100-SXM4-80GB` is an
* A100. Undefined when none is meant.
*/
const gpuNamed = (name, catalog) => {
	const words = wordsOf(name);
	let best;
	for (const gpu of catalog.gpus) {
		const ofCard = wordsOf(gpu.name);
		if (isPrefix(ofCard, words) && ofCard.length > (best?.length ?? 0)) best = {
			gpu,
			length: ofCard.length
		};
	}
	return best?.gpu;
};
/** At most so many names are suggested. */
const SUGGESTED = 3;
/**
* Cards whose names are near: those with the same word that holds the number, where all of them are
* of one compute capability, else the one that is a slip of the finger away. A number alone stands
* for cards of several generations (Quadro P4000, RTX A4000, RTX 4000 Ada).
*/
const near = (name, catalog) => {
	const words = wordsOf(name);
	const numbered = words.find((word) => /\d{2,}/.test(word));
	const alike = catalog.gpus.filter((card) => numbered !== void 0 && wordsOf(card.name).includes(numbered));
	const joined = words.join(" ");
	const closest = closestOf(joined, catalog.gpus.map((card) => wordsOf(card.name).join(" ")));
	const slip = catalog.gpus.filter((card) => wordsOf(card.name).join(" ") === closest);
	return (new Set(alike.map(({ computeCapability }) => computeCapability)).size === 1 ? alike : alike.length > 0 ? [] : slip).map((card) => card.name).slice(0, SUGGESTED);
};
/**
* Like `gpuNamed`, for what a person asked: throws DlEnvError(2) `unknown-gpu` with the nearest
* names.
*/
const requireGpu = (name, catalog) => {
	const gpu = gpuNamed(name, catalog);
	if (gpu !== void 0) return gpu;
	const suggested = near(name, catalog);
	throw wrongRequest({
		code: "unknown-gpu",
		message: name.trim() === "" ? "The name of a card is empty." : `The catalog has no GPU "${name}".`,
		hint: suggested.length === 0 ? "Give its compute capability, such as: --gpu 8.9" : `Did you mean: ${suggested.map((one) => `--gpu "${one}"`).join(", or ")}`
	});
};
export { requireGpu as n, gpuNamed as t };
