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
/** Makers of other cards, and what they call theirs. */
const OTHER_MAKERS = /\b(apple|amd|radeon|instinct|intel|iris|arc [ab]\d|gaudi|qualcomm|adreno|mali|tpu|xe|mi\d{3}x?)\b|^m[1-9]( (pro|max|ultra))?$/i;
/** Words for every card of a machine, which other options take. */
const EVERY = /^(all|any|auto|none|gpu|cuda|here|this)$/i;
/** At most so many names are suggested. */
const SUGGESTED = 3;
const isPart = (short, long) => {
	let at = 0;
	for (const letter of long) if (letter === short[at]) at += 1;
	return at === short.length;
};
/**
* Whether a name may be another that was typed badly: letters are missing or too many, or the last
* digit of three or more is another. Other letters and other digits mean other generations (Quadro
* K2200 and P2200, RTX 2050 and 5050).
*/
const isSlip = (written, card) => {
	const [a, b] = [written.join(""), card.join("")];
	const [letters, ofCard] = [a.replaceAll(/\d/g, ""), b.replaceAll(/\d/g, "")];
	const [digits, itsDigits] = [a.replaceAll(/\D/g, ""), b.replaceAll(/\D/g, "")];
	if (letters === "" || digits === "" && letters.length < 3) return false;
	if (digits === itsDigits) return isPart(letters, ofCard) || isPart(ofCard, letters);
	return digits.length > 2 && digits.slice(0, -1) === itsDigits.slice(0, -1) && letters === ofCard;
};
/**
* Cards whose names are near: the few that have all of several words; else, where all of them are
* of one compute capability, those that have the word that holds the number, or were typed badly. A
* number alone stands for cards of several generations (Quadro P4000, RTX A4000, RTX 4000 Ada).
*/
const near = (name, catalog) => {
	const words = wordsOf(name);
	const numbered = words.find((word) => /\d{2,}/.test(word));
	const whole = catalog.gpus.filter((card) => words.every((word) => wordsOf(card.name).includes(word)));
	if (words.length > 1 && whole.length > 0 && whole.length <= SUGGESTED) return whole.map((card) => card.name);
	const groups = [
		whole,
		catalog.gpus.filter((card) => numbered !== void 0 && wordsOf(card.name).includes(numbered)),
		catalog.gpus.filter((card) => isSlip(words, wordsOf(card.name)))
	];
	const found = words.length === 0 ? [] : groups.find((cards) => cards.length > 0) ?? [];
	return new Set(found.map(({ computeCapability }) => computeCapability)).size === 1 ? found.map((card) => card.name).slice(0, SUGGESTED) : [];
};
const unknownCard = (name, suggested) => {
	const message = name === "" ? "The name of a card is empty." : `The catalog has no GPU "${name}".`;
	if (OTHER_MAKERS.test(name)) return {
		message: `"${name}" is no GPU of NVIDIA, and images are made for those only.`,
		hint: "Name a card of the machine that is to run them, such as: --gpu \"RTX 4090\""
	};
	if (EVERY.test(name)) return {
		message: `--gpu takes names of cards; \`${name}\` is none.`,
		hint: "Leave --gpu out for all cards of this machine, or name some, such as: --gpu \"RTX 4090,A100\""
	};
	return {
		message,
		hint: suggested.length === 0 ? "Give its compute capability, such as: --gpu 8.9" : `Did you mean: ${suggested.map((one) => `--gpu "${one}"`).join(", or ")}`
	};
};
/**
* Like `gpuNamed`, for what a person asked: throws DlEnvError(2) `unknown-gpu` with the nearest
* names.
*/
const requireGpu = (name, catalog) => {
	const gpu = gpuNamed(name, catalog);
	if (gpu !== void 0) return gpu;
	throw wrongRequest({
		code: "unknown-gpu",
		...unknownCard(name.trim(), near(name, catalog))
	});
};
export { requireGpu as n, gpuNamed as t };
