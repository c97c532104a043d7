import type { Catalog } from "../catalog/facts.ts";
import { wrongRequest, type Problem } from "../errors/error.ts";
import { closestOf } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import type { Cell } from "./cell.ts";
import { nearLibraryWarnings } from "./nearLibrary.ts";
import { patternWarnings } from "./patternWarnings.ts";
import { placed } from "./requestPlace.ts";
import type { Request } from "./request.ts";

// What dl-env.yml says without any effect: never wrong, and hardly ever meant.

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
            hint:
              "Name it in the matrix, or remove it: set: " +
              `[${[...used, name].slice(-3).join(", ")}]`,
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
  const bases = request.customization?.cells.flatMap((one) => one.customization.base ?? []) ?? [];
  const repositories = [...catalog.cuda.map(({ repository }) => repository), ...bases];
  return [...new Set([...repositories, ...urls, ...own])];
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
        message: `dl-env contacts no address at \`${plain}\`, so its mirror is never used.`,
        ...placed(request, `mirrors.${key}`),
        hint: near === undefined ? `Write one of: ${oneOf(hosts, 6)}` : `Did you mean: ${near}`,
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
  ...nearLibraryWarnings(request, catalog),
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
