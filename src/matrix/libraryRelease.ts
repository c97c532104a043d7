import type { Catalog } from "../catalog/facts.ts";
import type { Library, LibraryRelease } from "../catalog/libraryFacts.ts";
import { minorOf } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import type { InRange } from "../catalog/inRange.ts";
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
  readonly wheelCuda: Request["wheelCuda"];
  readonly inRange: InRange;
}

/** Whether an entry counts in a cell. */
export const counts = (
  entry: Conditions,
  cell: Cell,
  { wheelCuda, inRange }: EntryContext,
): boolean =>
  (entry.wheelCuda === undefined || entry.wheelCuda === wheelCuda) &&
  (entry.with === undefined || entry.with.every((name) => cell.libraries.includes(name))) &&
  (entry.without === undefined || !entry.without.some((name) => cell.libraries.includes(name))) &&
  inRange(cell.python, entry.python) &&
  inRange(minorOf(cell.cuda), entry.cuda);

/**
 * The first entry of a library that counts in a cell, or undefined: then the library cannot be had
 * there.
 */
export const releaseFor = (
  library: Library,
  cell: Cell,
  context: EntryContext,
): LibraryRelease | undefined => library.releases.find((entry) => counts(entry, cell, context));

/** The cell's libraries as facts; names that the catalog lacks were refused with the request. */
export const librariesOf = (cell: Pick<Cell, "libraries">, catalog: Catalog): Library[] =>
  cell.libraries.flatMap((name) => {
    const library = catalog.libraries.get(name);
    return library === undefined ? [] : [library];
  });
