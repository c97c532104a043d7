import { matches } from "../matrix/cellPattern.ts";
import { closestOf } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import type { Catalog } from "../catalog/facts.ts";
import type { Problem } from "../errors/error.ts";
import { wrongRequest } from "../errors/error.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Cell } from "../matrix/cell.ts";
import { expandCells } from "../matrix/expand.ts";
import { AXES, type AxisName, type CellPattern, type Request } from "../matrix/request.ts";
import type { JudgedCell } from "./verdict.ts";

// What dl-env.yml says without any effect: never wrong, and hardly ever closestOf.

const placed = (request: Request, path: string): { place?: Problem["place"] & object } => {
  const place = request.places[path];
  return place === undefined ? {} : { place };
};

const patternText = (pattern: CellPattern): string =>
  AXES.flatMap((axis) => (pattern[axis] === undefined ? [] : [`${axis} ${pattern[axis]}`])).join(
    ", ",
  );

const valuesOf = (cells: readonly Cell[], axis: AxisName): string[] => [
  ...new Set(cells.map((cell) => cell[axis])),
];

/** The first axis whose value no cell has at all; undefined when only the combination is missing. */
const axisAtFault = (pattern: CellPattern, cells: readonly Cell[]): AxisName | undefined =>
  AXES.find(
    (axis) =>
      pattern[axis] !== undefined &&
      !cells.some((cell) => matches(cell, { [axis]: pattern[axis] })),
  );

const hintFor = (pattern: CellPattern, cells: readonly Cell[]): string => {
  const axis = axisAtFault(pattern, cells);
  if (axis === undefined) return "Remove the line, or look which cells there are: dl-env plan";
  const known = valuesOf(cells, axis);
  const near = closestOf(pattern[axis] ?? "", known);
  return near === undefined
    ? `Remove the line, or write one that the matrix has: ${axis}: ${oneOf(known, 8)}`
    : `Did you mean: ${axis}: "${near}"`;
};

const matchesNothing = (
  request: Request,
  path: string,
  what: string,
  pattern: CellPattern,
  cells: readonly Cell[],
  effect: string,
): Problem[] =>
  cells.some((cell) => matches(cell, pattern))
    ? []
    : [
        {
          code: "matches-nothing",
          message: `\`${what}\` (${patternText(pattern)}) names no cell of the matrix, so ${effect}.`,
          ...placed(request, path),
          hint: hintFor(pattern, cells),
        },
      ];

/** Whether a pattern names a cell of the product. What a set holds has no say in the other axes, so one set stands for all. */
const inProduct = (request: Request, catalog: Catalog): ((pattern: CellPattern) => boolean) => {
  const { matrix } = request;
  const thin = expandCells(
    { ...request, matrix: { ...matrix, set: matrix.set.slice(0, 1) }, exclude: [], include: [] },
    catalog,
  );
  return ({ set, ...axes }) =>
    (set === undefined || matrix.set.includes(set)) && thin.some((cell) => matches(cell, axes));
};

/** Patterns that name no cell, includes that add none, sets that nothing asks for. */
const patternWarnings = (request: Request, catalog: Catalog, cells: readonly Cell[]): Problem[] => {
  const { exclude, include } = request;
  const named = exclude.length === 0 ? () => true : inProduct(request, catalog);
  const product = exclude.every(named)
    ? cells
    : expandCells({ ...request, exclude: [], include: [] }, catalog);
  const without = include.length === 0 ? [] : expandCells({ ...request, include: [] }, catalog);
  const known = new Set(without.map(({ id }) => id));
  const addsNothing = (pattern: CellPattern): boolean =>
    expandCells({ ...request, include: [pattern] }, catalog).every(({ id }) => known.has(id));
  return [
    ...exclude.flatMap((pattern, index) =>
      named(pattern)
        ? []
        : matchesNothing(
            request,
            `exclude.${index}`,
            "exclude",
            pattern,
            product,
            "it leaves nothing out",
          ),
    ),
    ...include.flatMap((pattern, index) =>
      addsNothing(pattern)
        ? [
            {
              code: "matches-nothing" as const,
              message: `\`include\` (${patternText(pattern)}) names only cells that the matrix has already.`,
              ...placed(request, `include.${index}`),
              hint: "Remove the line, or look which cells there are: dl-env plan",
            },
          ]
        : [],
    ),
    ...(request.default === undefined
      ? []
      : matchesNothing(
          request,
          "default",
          "default",
          request.default,
          cells,
          "the tag `latest` would follow nothing",
        )),
  ];
};

const unusedSets = (request: Request, cells: readonly Cell[]): Problem[] => {
  const used = new Set(cells.map(({ set }) => set));
  return Object.keys(request.sets).flatMap((name) =>
    used.has(name)
      ? []
      : [
          {
            code: "matches-nothing",
            message: `The set \`${name}\` is in no cell of the matrix.`,
            ...placed(request, `sets.${name}`),
            hint: `Name it in the matrix, or remove it: set: [${[...used, name].slice(-3).join(", ")}]`,
          },
        ],
  );
};

/** Addresses without scheme that anything in the catalog or the request leads to. */
const askedAddresses = (request: Request, catalog: Catalog): string[] => {
  const text = JSON.stringify([[...catalog.indexes.values()], catalog.pythons, catalog.ubuntu]);
  const urls = [...text.matchAll(/https?:\/\/([^\s"'\\{}]+)/g)].map((match) => match[1] ?? "");
  const own = [request.to, request.store]
    .filter((name) => !name.startsWith("oci:"))
    .map((name) => (/^[^/]*[.:]|^localhost\//.test(name) ? name : `docker.io/${name}`));
  return [...new Set([...catalog.cuda.map(({ repository }) => repository), ...urls, ...own])];
};

const unusedMirrors = (request: Request, catalog: Catalog): Problem[] => {
  const keys = Object.keys(request.mirrors);
  if (keys.length === 0) return [];
  const addresses = askedAddresses(request, catalog);
  const hosts = [...new Set(addresses.map((address) => address.split("/", 1)[0] ?? ""))];
  return keys.flatMap((key) => {
    const plain = key.replace(/^https?:\/\//, "").replace(/\/+$/, "");
    if (addresses.some((address) => address === plain || address.startsWith(`${plain}/`)))
      return [];
    const near = closestOf(plain, hosts) ?? hosts.find((host) => host.includes(plain));
    return [
      {
        code: "unused-mirror",
        message: `Nothing that dl-env asks lies at \`${plain}\`, so its mirror is never used.`,
        ...placed(request, `mirrors.${key}`),
        hint: near === undefined ? `Write one of: ${oneOf(hosts, 6)}` : `Did you mean: ${near}`,
      },
    ];
  });
};

/** Pins of packages that are in no lock, as the locks show; said only when every cell has one, since the others might hold it. */
export const pinWarnings = (
  request: Request,
  judged: readonly JudgedCell[],
  locks: ReadonlyMap<string, Lock>,
): Problem[] => {
  const names = Object.keys(request.pins);
  if (
    names.length === 0 ||
    judged.length === 0 ||
    judged.some(({ verdict }) => verdict.kind !== "accepted")
  )
    return [];
  const packages = new Set(
    [...locks.values()].flatMap((lock) => lock.wheels.map(({ name }) => name)),
  );
  return names.flatMap((name) => {
    if (packages.has(name)) return [];
    const near = closestOf(name, packages);
    const written = Object.keys(request.places).find(
      (path) =>
        path.startsWith("pins.") &&
        path
          .slice("pins.".length)
          .toLowerCase()
          .replaceAll(/[-_.]+/g, "-") === name,
    );
    return [
      {
        code: "unused-pin",
        message: `The package ${name} is in no cell, so its pin holds nothing.`,
        ...(written === undefined ? {} : placed(request, written)),
        hint:
          near === undefined
            ? "Remove the line, or look what a cell holds: dl-env plan --why CELL"
            : `Did you mean: ${near}`,
      },
    ];
  });
};

/** What dl-env.yml says without effect, before anything was resolved. */
export const requestWarnings = (
  request: Request,
  catalog: Catalog,
  cells: readonly Cell[],
): Problem[] => [
  ...patternWarnings(request, catalog, cells),
  ...unusedSets(request, cells),
  ...unusedMirrors(request, catalog),
];

/** Throws DlEnvError(2) `no-cells` when `exclude` leaves nothing of the matrix. */
export const requireCells = (request: Request, cells: readonly Cell[]): void => {
  if (cells.length > 0) return;
  throw wrongRequest({
    code: "no-cells",
    message: "`exclude` leaves no cell of the matrix.",
    ...placed(request, request.places["exclude.0"] === undefined ? "exclude" : "exclude.0"),
    hint: 'Name fewer cells there, for example: exclude: [{ cuda: "12.4", set: torch }]',
  });
};
