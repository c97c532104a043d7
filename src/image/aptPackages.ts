import type { Catalog } from "../catalog/facts.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";

/** apt packages of every image of a request, sorted by name. */
export const commonPackages = (
  catalog: Pick<Catalog, "apt" | "comfort">,
  { slim }: Pick<Request, "slim">,
): string[] => [...new Set([...catalog.apt, ...(slim ? [] : catalog.comfort)])].sort();

const PYTHON = "{python}";

/**
 * apt packages of a cell's libraries, sorted by name. Those of Python's own only where apt installs
 * that Python: an archive of python-build-standalone has its headers in it.
 */
export const libraryPackages = (
  { libraries, python, pythonFrom }: Pick<Cell, "libraries" | "python" | "pythonFrom">,
  catalog: Pick<Catalog, "libraries">,
  { slim }: Pick<Request, "slim">,
): string[] => {
  const named = libraries.flatMap((name) => {
    const library = catalog.libraries.get(name);
    return library === undefined ? [] : [...library.apt, ...(slim ? [] : library.comfort)];
  });
  const known = named.filter((name) => pythonFrom === "ubuntu" || !name.includes(PYTHON));
  return [...new Set(known.map((name) => name.replaceAll(PYTHON, python)))].sort();
};
