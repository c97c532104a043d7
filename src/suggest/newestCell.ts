import type { Catalog } from "../catalog/facts.ts";
import { compareVersions } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { releaseOf } from "../matrix/cudaRelease.ts";
import { expandCells } from "../matrix/expand.ts";
import type { Request } from "../matrix/request.ts";
import { openScreen } from "../matrix/screen.ts";

/**
 * The cell with the newest CUDA, and of those with the newest Ubuntu, whose base is in the
 * catalog's copy of the list and that no rule is against; undefined when there is none. Whether its
 * packages can be had is not asked here.
 */
export const newestCell = (request: Request, catalog: Catalog, today: string): Cell | undefined => {
  const screen = openScreen({ request, catalog, today, lists: new Map() });
  const ubuntu = (cell: Cell): number =>
    catalog.ubuntu.findIndex(({ name }) => name === cell.ubuntu);
  const isSeen = ({ cuda, ubuntu: release, flavor }: Cell): boolean =>
    releaseOf(catalog, cuda, release)?.images[release]?.includes(flavor) === true;
  return expandCells(request, catalog)
    .filter((cell) => isSeen(cell) && screen(cell).reasons.length === 0)
    .sort((a, b) => compareVersions(b.cuda, a.cuda) || ubuntu(b) - ubuntu(a))[0];
};
