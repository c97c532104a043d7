import { LABEL_PREFIX } from "../image/labels.ts";
import type { LayerCoverage } from "../smoke/smokeRequirement.ts";
import type { ImageFacts } from "./publishedImage.ts";

/** An image and the cell it is. */
export interface CoveringImage {
  readonly cell: string;
  readonly image: ImageFacts;
}

const label = (image: ImageFacts, name: string): string => image.labels[LABEL_PREFIX + name] ?? "";

const sameCudaAndPython = (a: ImageFacts, b: ImageFacts): boolean =>
  label(a, "cuda") !== "" &&
  label(a, "cuda") === label(b, "cuda") &&
  label(a, "python") === label(b, "python");

const baseOf = (image: ImageFacts): string | undefined =>
  image.labels["org.opencontainers.image.base.digest"];

/**
 * For the base and each layer of an image: the cells of the same CUDA and Python, among those
 * proven on a GPU, that have the very same.
 */
export const coverageOf = (
  image: ImageFacts,
  proven: readonly CoveringImage[],
): LayerCoverage[] => {
  const alike = proven.filter((other) => sameCudaAndPython(image, other.image));
  const base = baseOf(image);
  const cells = (has: (other: ImageFacts) => boolean): string[] =>
    alike.filter((other) => has(other.image)).map(({ cell }) => cell);
  return [
    { layer: "base", passedIn: base === undefined ? [] : cells((other) => baseOf(other) === base) },
    ...image.layers.map(({ digest, title }) => ({
      layer: title === "" ? digest : title,
      passedIn: cells((other) => other.layers.some((layer) => layer.digest === digest)),
    })),
  ];
};
