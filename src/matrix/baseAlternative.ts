import type { Catalog, CudaRelease } from "../catalog/facts.ts";
import type { TagList } from "../catalog/tagLists.ts";
import { compareVersions, minorOf } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { fullCuda } from "./cudaRelease.ts";
import { matrixLine } from "./matrixLine.ts";

/** The tag of the image that a cell would be based on. */
export const tagOf = (cell: Cell, catalog: Catalog): string =>
  `${cell.cuda}-${cell.flavor}-${catalog.ubuntu.find((release) => release.name === cell.ubuntu)?.tag ?? cell.ubuntu}`;

/**
 * The flavors that a release has for the cell's Ubuntu beside the cell's own, which is in the copy,
 * too, where a mirror alone lacks it.
 */
export const otherFlavors = (cell: Cell, release: CudaRelease | undefined): readonly string[] =>
  (release?.images[cell.ubuntu] ?? []).filter((flavor) => flavor !== cell.flavor);

/** A cell without a base, and where it was looked for. */
interface Lookup {
  readonly cell: Cell;
  readonly release: CudaRelease | undefined;
  readonly catalog: Catalog;
  /** The list of the repository, where there is one. */
  readonly list: TagList | undefined;
}

/** A change of a cell to another whose image is there. */
const alternativeWith = (
  { cell, release, catalog }: Lookup,
  mayBe: (tag: string) => boolean,
): string | undefined => {
  const isListed = (change: Partial<Cell>): boolean =>
    mayBe(tagOf({ ...cell, ...change }, catalog));
  const flavor = otherFlavors(cell, release).find((one) => isListed({ flavor: one }));
  if (flavor !== undefined) return matrixLine("flavor", flavor);
  const ubuntus = Object.entries(release?.images ?? {})
    .filter(([name, listed]) => name !== cell.ubuntu && listed.includes(cell.flavor))
    .map(([name]) => name)
    .filter((ubuntu) => isListed({ ubuntu }))
    .sort(compareVersions);
  if (ubuntus.length > 0) return matrixLine("ubuntu", ubuntus.at(-1) ?? "");
  const newer = catalog.cuda.filter(
    (candidate) =>
      candidate.images[cell.ubuntu]?.includes(cell.flavor) &&
      compareVersions(candidate.version, cell.cuda) > 0 &&
      isListed({ cuda: candidate.version }),
  );
  // Of the next minor the patch that its short version means.
  const [next] = newer;
  if (next === undefined) return undefined;
  const meant = fullCuda(catalog, { ...cell, cuda: minorOf(next.version) });
  const other = newer.find(({ version }) => version === meant) ?? next;
  return matrixLine("cuda", other.version);
};

/**
 * What there is instead: another CUDA for the same Ubuntu, or another Ubuntu for the same CUDA. Of
 * those that a list names where there is one; what a mirror does not list may be there still.
 */
export const baseAlternative = (lookup: Lookup): string | undefined => {
  const { list } = lookup;
  if (list === undefined) return alternativeWith(lookup, () => true);
  const { tags, mirror } = list;
  const listed = alternativeWith(lookup, (tag) => tags.has(tag));
  return mirror === undefined || listed !== undefined
    ? listed
    : alternativeWith(lookup, (tag) => mirror.unlisted.get(tag) !== "absent");
};
