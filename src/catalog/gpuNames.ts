import { closestOf } from "../text/closest.ts";
import type { Catalog, Gpu } from "./facts.ts";
import { wrongRequest } from "../errors/error.ts";

/** Words that drivers and shops put around a card's name. */
const NOISE = /\b(nvidia|geforce|tesla|graphics|generation|laptop gpu|corporation)\b/g;

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .replaceAll(NOISE, " ")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

const isPrefix = (short: readonly string[], long: readonly string[]): boolean =>
  short.length > 0 && short.every((word, index) => word === long[index]);

/**
 * The card that a name means, as `nvidia-smi` or a person writes it: `NVIDIA A100-SXM4-80GB` is an
 * A100. Undefined when none is meant.
 */
export const gpuNamed = (name: string, catalog: Pick<Catalog, "gpus">): Gpu | undefined => {
  const words = wordsOf(name);
  let best: { gpu: Gpu; length: number } | undefined;
  for (const gpu of catalog.gpus) {
    const ofCard = wordsOf(gpu.name);
    if (isPrefix(ofCard, words) && ofCard.length > (best?.length ?? 0))
      best = { gpu, length: ofCard.length };
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
const near = (name: string, catalog: Pick<Catalog, "gpus">): string[] => {
  const words = wordsOf(name);
  const numbered = words.find((word) => /\d{2,}/.test(word));
  const alike = catalog.gpus.filter(
    (card) => numbered !== undefined && wordsOf(card.name).includes(numbered),
  );
  const joined = words.join(" ");
  const closest = closestOf(
    joined,
    catalog.gpus.map((card) => wordsOf(card.name).join(" ")),
  );
  const slip = catalog.gpus.filter((card) => wordsOf(card.name).join(" ") === closest);
  const capabilities = new Set(alike.map(({ computeCapability }) => computeCapability));
  const found = capabilities.size === 1 ? alike : alike.length > 0 ? [] : slip;
  return found.map((card) => card.name).slice(0, SUGGESTED);
};

/**
 * Like `gpuNamed`, for what a person asked: throws DlEnvError(2) `unknown-gpu` with the nearest
 * names.
 */
export const requireGpu = (name: string, catalog: Pick<Catalog, "gpus">): Gpu => {
  const gpu = gpuNamed(name, catalog);
  if (gpu !== undefined) return gpu;
  const suggested = near(name, catalog);
  throw wrongRequest({
    code: "unknown-gpu",
    message:
      name.trim() === "" ? "The name of a card is empty." : `The catalog has no GPU "${name}".`,
    hint:
      suggested.length === 0
        ? "Give its compute capability, such as: --gpu 8.9"
        : `Did you mean: ${suggested.map((one) => `--gpu "${one}"`).join(", or ")}`,
  });
};
