import type { Catalog } from "../catalog/facts.ts";
import type { Problem } from "../errors/error.ts";
import { closestOf } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import type { Cell } from "./cell.ts";
import { matches, patternText } from "./cellPattern.ts";
import { expandCells } from "./expand.ts";
import { placed } from "./requestPlace.ts";
import { AXES, type AxisName, type CellPattern, type Request } from "./request.ts";

const valuesOf = (cells: readonly Cell[], axis: AxisName): string[] => [
  ...new Set(cells.map((cell) => cell[axis])),
];

/**
 * The first axis whose value no cell has at all; undefined when only the combination is missing.
 */
const axisAtFault = (pattern: CellPattern, cells: readonly Cell[]): AxisName | undefined =>
  AXES.find(
    (axis) =>
      pattern[axis] !== undefined &&
      !cells.some((cell) => matches(cell, { [axis]: pattern[axis] })),
  );

const hintFor = (pattern: CellPattern, cells: readonly Cell[]): string => {
  const axis = axisAtFault(pattern, cells);
  if (axis === undefined) return "Remove the line, or see which cells there are: dl-env plan";
  const values = valuesOf(cells, axis);
  const near = closestOf(pattern[axis] ?? "", values);
  return near === undefined
    ? `Remove the line, or write one that the matrix has: ${axis}: ${oneOf(values, 8)}`
    : `Did you mean: ${axis}: "${near}"`;
};

interface WrittenPattern {
  readonly key: "exclude" | "default";
  /** Where it stands: `exclude.0`. */
  readonly path: string;
  readonly pattern: CellPattern;
  /** What follows from it, as the end of a sentence. */
  readonly effect: string;
}

/** The warning about a pattern that names none of these cells. */
const matchesNothing = (
  { key, path, pattern, effect }: WrittenPattern,
  request: Request,
  cells: readonly Cell[],
): Problem[] =>
  cells.some((cell) => matches(cell, pattern))
    ? []
    : [
        {
          code: "matches-nothing",
          message:
            `\`${key}\` (${patternText(pattern)}) matches no cell of the matrix, so ` +
            `${effect}.`,
          ...placed(request, path),
          hint: hintFor(pattern, cells),
        },
      ];

/**
 * Whether a pattern names a cell of the product. What a set holds has no say in the other axes, so
 * one set stands for all.
 */
const inProduct = (request: Request, catalog: Catalog): ((pattern: CellPattern) => boolean) => {
  const { matrix } = request;
  const thin = expandCells(
    { ...request, matrix: { ...matrix, set: matrix.set.slice(0, 1) }, exclude: [], include: [] },
    catalog,
  );
  return ({ set, ...axes }) =>
    (set === undefined || matrix.set.includes(set)) && thin.some((cell) => matches(cell, axes));
};

/** Entries of `exclude` that leave nothing out. */
const excludeWarnings = (request: Request, catalog: Catalog, cells: readonly Cell[]): Problem[] => {
  const { exclude } = request;
  if (exclude.length === 0) return [];
  const isInProduct = inProduct(request, catalog);
  const product = exclude.every(isInProduct)
    ? cells
    : expandCells({ ...request, exclude: [], include: [] }, catalog);
  const effect = "it excludes nothing";
  return exclude.flatMap((pattern, index) =>
    isInProduct(pattern)
      ? []
      : matchesNothing(
          { key: "exclude", path: `exclude.${index}`, pattern, effect },
          request,
          product,
        ),
  );
};

/** Entries of `include` that add no cell. */
const includeWarnings = (request: Request, catalog: Catalog): Problem[] => {
  const { include } = request;
  if (include.length === 0) return [];
  const without = new Set(expandCells({ ...request, include: [] }, catalog).map(({ id }) => id));
  const addsNothing = (pattern: CellPattern): boolean =>
    expandCells({ ...request, include: [pattern] }, catalog).every(({ id }) => without.has(id));
  return include.flatMap((pattern, index): Problem[] =>
    addsNothing(pattern)
      ? [
          {
            code: "matches-nothing",
            message:
              `\`include\` (${patternText(pattern)}) matches only cells that the matrix ` +
              "already has.",
            ...placed(request, `include.${index}`),
            hint: "Remove the line, or see which cells there are: dl-env plan",
          },
        ]
      : [],
  );
};

const defaultWarnings = (request: Request, cells: readonly Cell[]): Problem[] => {
  const pattern = request.default;
  if (pattern === undefined) return [];
  const effect = "the tag `latest` would point to nothing";
  return matchesNothing({ key: "default", path: "default", pattern, effect }, request, cells);
};

/** Patterns of dl-env.yml that have no effect. */
export const patternWarnings = (
  request: Request,
  catalog: Catalog,
  cells: readonly Cell[],
): Problem[] => [
  ...excludeWarnings(request, catalog, cells),
  ...includeWarnings(request, catalog),
  ...defaultWarnings(request, cells),
];
