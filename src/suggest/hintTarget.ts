import type { Catalog } from "../catalog/facts.ts";
import { cellId, type Cell } from "../matrix/cell.ts";
import { fullCuda } from "../matrix/cudaRelease.ts";
import type { Reason } from "../matrix/reason.ts";
import type { Verdict } from "../verdict/verdict.ts";
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

/**
 * Where a reason's hint leads at best; undefined for hints that name no cell, and where it is not
 * known.
 */
export const whereHintLeads = async (
  search: CatalogSearch,
  cell: Cell,
  { hint = "" }: Reason,
): Promise<Verdict["kind"] | undefined> => {
  const cells = cellsOfHint(cell, hint, search.facts.catalog);
  let best: Verdict["kind"] = "rejected";
  for (const one of cells.filter(search.facts.possible)) {
    const outlook = await search.outlook(one);
    if (outlook === undefined || outlook === "accepted") return outlook;
    if (outlook === "unknown") best = "unknown";
  }
  return cells.length === 0 ? undefined : best;
};
