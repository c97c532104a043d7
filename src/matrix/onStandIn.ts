import type { CellPattern, CustomizedCells, Request } from "./request.ts";

/** The name of the stand-in on the axis of Ubuntu releases. */
const STAND_IN = "stand-in";

/** Whether the id of a cell says that it stands on a stand-in. */
export const isStandInCell = (id: string): boolean => id.includes(`-${STAND_IN}-py`);

/** Whether a request asks for a stand-in by name. */
export const namesStandIn = ({
  matrix,
  include,
  customization,
}: Pick<Request, "matrix" | "include" | "customization">): boolean =>
  matrix.ubuntu.includes(STAND_IN) ||
  include.some(({ ubuntu }) => ubuntu === STAND_IN) ||
  (customization?.cells ?? []).some(({ pattern }) => pattern.ubuntu === STAND_IN);

const moved = (pattern: CellPattern): CellPattern =>
  pattern.ubuntu === undefined ? pattern : { ...pattern, ubuntu: STAND_IN };

const movedCells = (cells: readonly CustomizedCells[]): CustomizedCells[] =>
  cells.map((one) => ({ ...one, pattern: moved(one.pattern) }));

const distinct = (patterns: readonly CellPattern[]): CellPattern[] => [
  ...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values(),
];

/**
 * The same request with the stand-in in place of each Ubuntu release. What leaves out a release by
 * its name leaves out nothing here. Pure.
 */
export const onStandIn = (request: Request): Request => ({
  ...request,
  matrix: { ...request.matrix, ubuntu: [STAND_IN] },
  include: distinct(request.include.map(moved)),
  exclude: request.exclude.filter(({ ubuntu }) => ubuntu === undefined),
  ...(request.default === undefined ? {} : { default: moved(request.default) }),
  ...(request.customization === undefined
    ? {}
    : {
        customization: {
          ...request.customization,
          cells: movedCells(request.customization.cells),
        },
      }),
});
