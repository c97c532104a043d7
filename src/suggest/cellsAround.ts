import type { Catalog } from "../catalog/facts.ts";
import { type Cell, cellId } from "../matrix/cell.ts";
import { fullCuda } from "../matrix/cudaRelease.ts";
import { nearestFirst } from "./nearest.ts";

const ubuntusFor = (cell: Cell, catalog: Catalog): Catalog["ubuntu"] =>
  catalog.ubuntu.filter(({ name }) => (name === "stand-in") === (cell.ubuntu === "stand-in"));

/** The flavor itself, the same without a cuDNN of its own, and the one that has the least in it. */
const flavorsFor = ({ flavor }: Cell): ReadonlySet<string> =>
  new Set([flavor, flavor.replace(/^cudnn-/, ""), "base"]);

/**
 * Cells of the catalog around one, with its libraries and without itself, the nearest first. They
 * need not be possible. Of each CUDA x.y only the newest release is among them, and the cell's own.
 */
export const cellsAround = (cell: Cell, catalog: Catalog): Cell[] => {
  const minors = [...new Set(catalog.cuda.map(({ minor }) => minor))];
  const cells = new Map<string, Cell>();
  for (const ubuntu of ubuntusFor(cell, catalog))
    for (const flavor of flavorsFor(cell))
      for (const cuda of new Set([
        cell.cuda,
        ...minors.map((minor) => fullCuda(catalog, { cuda: minor, ubuntu: ubuntu.name, flavor })),
      ]))
        for (const python of new Set([
          ubuntu.python,
          ...catalog.pythons.map(({ minor }) => minor),
        ])) {
          const id = cellId({ set: cell.set, cuda, python, flavor }, ubuntu.tag);
          cells.set(id, {
            ...cell,
            id,
            cuda,
            python,
            flavor,
            ubuntu: ubuntu.name,
            pythonFrom: python === ubuntu.python ? "ubuntu" : "standalone",
          });
        }
  cells.delete(cell.id);
  return nearestFirst(cell, [...cells.values()], catalog);
};
