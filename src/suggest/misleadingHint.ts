import type { Catalog } from "../catalog/facts.ts";
import { cellId, type Cell } from "../matrix/cell.ts";
import { fullCuda } from "../matrix/cudaRelease.ts";
import type { Reason } from "../matrix/reason.ts";
import type { CatalogSearch } from "./catalogSearch.ts";

const ONE_AXIS = /^matrix: \{ (cuda|ubuntu|python|flavor): \[["']([^"']+)["']\] \}/;

/**
 * The cells that a line of a hint may mean, since `python: ubuntu` and the same version written out
 * look alike in a cell; none for hints of another kind.
 */
const cellsOfHint = (cell: Cell, hint: string, catalog: Catalog): Cell[] => {
  const [, axis, value] = ONE_AXIS.exec(hint) ?? [];
  if (axis === undefined || value === undefined) return [];
  const changed = { ...cell, [axis]: value };
  const ubuntu = catalog.ubuntu.find(({ name }) => name === changed.ubuntu);
  const pythons =
    axis === "ubuntu" && cell.pythonFrom === "ubuntu" && ubuntu !== undefined
      ? [ubuntu.python, changed.python]
      : [changed.python];
  return pythons.map((python) => {
    const cuda = fullCuda(catalog, changed);
    return {
      ...changed,
      id: cellId({ ...changed, cuda, python }, ubuntu?.tag ?? changed.ubuntu),
      cuda,
      python,
      pythonFrom: python === ubuntu?.python ? "ubuntu" : "standalone",
    };
  });
};

/** Whether a reason's hint leads only to cells that are rejected too. */
export const isMisleading = async (
  search: CatalogSearch,
  cell: Cell,
  { hint = "" }: Reason,
): Promise<boolean> => {
  const cells = cellsOfHint(cell, hint, search.facts.catalog);
  for (const one of cells.filter(search.facts.possible))
    if (!(await search.isHopeless(one))) return false;
  return cells.length > 0;
};
