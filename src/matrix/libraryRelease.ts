import type { Catalog } from "../catalog/facts.ts";
import type { Library, LibraryRelease } from "../catalog/libraryFacts.ts";
import type { InRange } from "../catalog/inRange.ts";
import { disjoint } from "../catalog/ranges.ts";
import { minorOf } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { normalName } from "./checkPins.ts";
import type { Request } from "./request.ts";

/** What an entry of library.yml may be tied to. */
interface Conditions {
  readonly cuda?: string;
  readonly python?: string;
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  readonly wheelCuda?: Request["wheelCuda"];
}

/** What decides beside the cell whether an entry counts. */
export interface EntryContext {
  readonly request: Pick<Request, "pins" | "wheelCuda">;
  readonly catalog: Pick<Catalog, "wheels">;
  readonly inRange: InRange;
}

/** Whether an entry counts in a cell. */
export const counts = (
  entry: Conditions,
  cell: Cell,
  { request: { wheelCuda }, inRange }: EntryContext,
): boolean =>
  (entry.wheelCuda === undefined || entry.wheelCuda === wheelCuda) &&
  (entry.with === undefined || entry.with.every((name) => cell.libraries.includes(name))) &&
  (entry.without === undefined || !entry.without.some((name) => cell.libraries.includes(name))) &&
  inRange(cell.python, entry.python) &&
  inRange(minorOf(cell.cuda), entry.cuda);

/** `torch>=2.5` -> `torch`; extras and ranges fall away, the name is normalised. */
export const requirementName = (requirement: string): string =>
  normalName(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement);

/** `cupy-cuda12x[ctk]>=14` -> `>=14`; empty for any version. */
export const requirementRange = (requirement: string): string =>
  requirement.replace(/^[A-Za-z0-9._-]+(\[[^\]]*\])?\s*/, "");

/** A package's name without the ending that says for which CUDA it is built: `cudf`. */
const withoutCuda = (name: string, { wheels }: Pick<Catalog, "wheels">): string => {
  const mark = Object.values(wheels)
    .flatMap(({ marks }) => marks)
    .find((ending) => name.endsWith(ending));
  return mark === undefined ? name : name.slice(0, -mark.length);
};

/** A pin of dl-env.yml that holds for a package. */
export interface HeldPin {
  /** As it is written there. */
  readonly name: string;
  readonly range: string;
}

/**
 * The pin of dl-env.yml that holds for a package which a library asks for: of the package itself,
 * else of the library, whose name may be another than that of the package for this CUDA.
 */
export const pinFor = (
  library: Pick<Library, "name" | "package">,
  packageName: string,
  { request: { pins }, catalog }: EntryContext,
): HeldPin | undefined => {
  const names = [
    packageName,
    ...(withoutCuda(packageName, catalog) === library.package
      ? [library.name, library.package]
      : []),
  ];
  const name = names.find((one) => pins[one] !== undefined);
  const range = name === undefined ? undefined : pins[name];
  return name === undefined || range === undefined ? undefined : { name, range };
};

/**
 * The pins that hold in cells of one set: those of dl-env.yml, and the versions with which the set
 * names libraries.
 */
export const pinsIn = (
  libraries: readonly string[],
  pins: Request["pins"],
  catalog: Pick<Catalog, "libraries">,
): Request["pins"] => {
  const found = libraries.flatMap((name) => catalog.libraries.get(name)?.own?.pin ?? []);
  if (found.length === 0) return pins;
  const all: Record<string, string> = { ...pins };
  for (const { name, range } of found)
    all[name] = [...new Set([...(all[name]?.split(",") ?? []), ...range.split(",")])].join(",");
  return all;
};

const isRuledOut = (library: Library, entry: LibraryRelease, context: EntryContext): boolean =>
  entry.requirements.some((requirement) => {
    const pin = pinFor(library, requirementName(requirement), context);
    const range = requirementRange(requirement);
    return pin !== undefined && range !== "" && disjoint(pin.range, range);
  });

/**
 * The entries of a library that may be asked for in a cell, the preferred first: the first that
 * counts there, then those that stand in for it. Pins rule out what they exclude, unless they
 * exclude all. None: the library cannot be had there.
 */
export const releasesFor = (
  library: Library,
  cell: Cell,
  context: EntryContext,
): readonly LibraryRelease[] => {
  const [first, ...others] = library.releases.filter((entry) => counts(entry, cell, context));
  if (first === undefined) return [];
  const all = [first, ...others.filter(({ fallback }) => fallback)];
  const left = all.filter((entry) => !isRuledOut(library, entry, context));
  return left.length === 0 ? [first] : left;
};

/** The cell's libraries as facts; names that the catalog lacks were refused with the request. */
export const librariesOf = (cell: Pick<Cell, "libraries">, catalog: Catalog): Library[] =>
  cell.libraries.flatMap((name) => {
    const library = catalog.libraries.get(name);
    return library === undefined ? [] : [library];
  });
