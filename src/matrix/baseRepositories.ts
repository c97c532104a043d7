import type { Catalog } from "../catalog/facts.ts";
import { isUnder } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { baseRepository, fullCuda } from "./cudaRelease.ts";
import { includedAxes } from "./expand.ts";
import type { Axes, CellPattern, Request } from "./request.ts";

type BaseAxes = Pick<Cell, "cuda" | "ubuntu" | "flavor">;

const basesOf = ({ cuda, ubuntu, flavor }: Axes, catalog: Catalog): BaseAxes[] =>
  cuda.flatMap((written) =>
    ubuntu.flatMap((name) =>
      flavor.map((one) => ({
        cuda: fullCuda(catalog, { cuda: written, ubuntu: name, flavor: one }),
        ubuntu: name,
        flavor: one,
      })),
    ),
  );

/** A pattern that names a set or a Python leaves others with the same base. */
const leavesOut = (pattern: CellPattern, base: BaseAxes): boolean =>
  pattern.set === undefined &&
  pattern.python === undefined &&
  (pattern.cuda === undefined || isUnder(base.cuda, pattern.cuda)) &&
  (pattern.ubuntu === undefined || pattern.ubuntu === base.ubuntu) &&
  (pattern.flavor === undefined || pattern.flavor === base.flavor);

/**
 * The repositories whose tags decide which bases there are: known from the request and the catalog
 * before the matrix is expanded, since the registry's own list decides which release a short
 * version means.
 */
export const baseRepositories = (request: Request, catalog: Catalog): string[] => {
  const { matrix, exclude } = request;
  const changed = request.customization?.cells.map(({ pattern }) => pattern) ?? [];
  const include = [...request.include, ...changed];
  const bases: (BaseAxes & Pick<Cell, "base">)[] = [
    ...basesOf(matrix, catalog).filter(
      (base) => !exclude.some((pattern) => leavesOut(pattern, base)),
    ),
    ...include.flatMap((pattern) => basesOf(includedAxes(matrix, pattern), catalog)),
    ...(request.customization?.cells ?? []).flatMap(({ pattern, customization: { base } }) =>
      base === undefined
        ? []
        : basesOf(includedAxes(matrix, pattern), catalog).map((one) => ({ ...one, base })),
    ),
  ];
  return [...new Set(bases.map((base) => baseRepository(catalog, base)))];
};
