import { NVIDIA_CUDA } from "../catalog/cuda.ts";
import type { Catalog, CudaRelease } from "../catalog/facts.ts";
import { isUnder } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";

/**
 * The release of that exact version that has images for this Ubuntu; without one, the first of that
 * version.
 */
export const releaseOf = (
  catalog: Catalog,
  version: string,
  ubuntu: string,
): CudaRelease | undefined => {
  const same = catalog.cuda.filter((release) => release.version === version);
  return same.find((release) => release.images[ubuntu] !== undefined) ?? same[0];
};

/**
 * `12.8` -> the newest 12.8.x that has an image for this Ubuntu and flavor; without one, the newest
 * with any for this Ubuntu, else the newest 12.8.x. Releases that NVIDIA has ended come last,
 * and before them those that were only seen in use.
 */
export const fullCuda = (
  catalog: Catalog,
  { cuda, ubuntu, flavor }: Pick<Cell, "cuda" | "ubuntu" | "flavor">,
): string => {
  const under = catalog.cuda.filter((release) => isUnder(release.version, cuda));
  const imaged = under.filter((release) => release.images[ubuntu]?.includes(flavor));
  const living = imaged.filter(
    (release) => release.endOfLife === undefined && release.endedBy === undefined,
  );
  const onUbuntu = under.filter((release) => (release.images[ubuntu] ?? []).length > 0);
  const [found] = [living, imaged, onUbuntu, under].filter((releases) => releases.length > 0);
  const listed = found?.filter((release) => !release.isOnlySeen);
  return (listed?.at(-1) ?? found?.at(-1))?.version ?? cuda;
};

/**
 * The repository in which the base of a cell lies: its own, where one is named for it. Stand-ins
 * and releases of one's own stay where they are.
 */
export const baseRepository = (
  catalog: Catalog,
  { cuda, ubuntu, base }: Pick<Cell, "cuda" | "ubuntu" | "base">,
): string => {
  const usual = catalog.base ?? NVIDIA_CUDA;
  const found = releaseOf(catalog, cuda, ubuntu)?.repository ?? usual;
  return base !== undefined && found === usual ? base : found;
};
