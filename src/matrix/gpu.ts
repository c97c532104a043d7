import { meant } from "../catalog/decode.ts";
import type { Catalog, Gpu } from "../catalog/facts.ts";
import { wrongRequest } from "../errors.ts";

/** Words that drivers and shops put around a card's name. */
const NOISE = /\b(nvidia|geforce|tesla|graphics|generation|laptop gpu|corporation)\b/g;

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .replaceAll(NOISE, " ")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

const isPrefix = (short: readonly string[], long: readonly string[]): boolean => short.length > 0 && short.every((word, index) => word === long[index]);

/** The card that a name means, as `nvidia-smi` or a person writes it: `NVIDIA A100-SXM4-80GB` is an A100. Undefined when none is meant. */
export const gpuNamed = (name: string, catalog: Pick<Catalog, "gpus">): Gpu | undefined => {
  const asked = wordsOf(name);
  let best: { gpu: Gpu; length: number } | undefined;
  for (const gpu of catalog.gpus) {
    const known = wordsOf(gpu.name);
    if (isPrefix(known, asked) && known.length > (best?.length ?? 0)) best = { gpu, length: known.length };
  }
  return best?.gpu;
};

/** Like `gpuNamed`, for what a person asked: throws DlEnvError(2) `unknown-gpu` with the nearest name. */
export const requireGpu = (name: string, catalog: Pick<Catalog, "gpus">): Gpu => {
  const gpu = gpuNamed(name, catalog);
  if (gpu !== undefined) return gpu;
  const near = meant(wordsOf(name).join(" "), catalog.gpus.map((known) => wordsOf(known.name).join(" ")));
  const known = catalog.gpus.find((candidate) => wordsOf(candidate.name).join(" ") === near);
  throw wrongRequest({
    code: "unknown-gpu",
    message: `The catalog knows no GPU "${name}".`,
    hint: known === undefined ? "Name it as nvidia-smi does: nvidia-smi --query-gpu=name --format=csv,noheader" : `Did you mean: --gpu "${known.name}"`,
  });
};
