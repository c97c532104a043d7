import type { Catalog } from "../catalog/facts.ts";
import { needsLocale, type Customization } from "../matrix/customization.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";

/** apt packages of every image of a request, sorted by name. */
export const commonPackages = (
  catalog: Pick<Catalog, "apt" | "comfort">,
  { slim }: Pick<Request, "slim">,
): string[] => [...new Set([...catalog.apt, ...(slim ? [] : catalog.comfort)])].sort();

/** What compiles a locale; C.UTF-8 is in every base. */
const LOCALES = "locales";

/** apt packages that dl-env.yml adds to the images of a cell. */
const addedPackages = ({ apt, locale }: Customization): readonly string[] =>
  needsLocale(locale) ? [...apt, LOCALES] : apt;

/**
 * The same without names that are there with a version too: apt is asked for one of them. `ffmpeg`
 * and `ffmpeg=7:6.1` come from several cells of one release, whose lock has one version.
 */
export const eachOnce = (asked: readonly string[]): readonly string[] => {
  const versioned = asked.flatMap((one) => /^(.+)=/.exec(one)?.[1] ?? []);
  return asked.filter((one) => !versioned.includes(one));
};

const PYTHON = "{python}";

/**
 * apt packages of a cell's libraries and those that dl-env.yml adds, sorted by name. Those of
 * Python's own only where apt installs that Python: an archive of python-build-standalone has its
 * headers in it.
 */
export const libraryPackages = (
  { libraries, python, pythonFrom }: Pick<Cell, "libraries" | "python" | "pythonFrom">,
  catalog: Pick<Catalog, "libraries">,
  { slim, added }: Pick<Request, "slim"> & { readonly added: Customization },
): string[] => {
  const named = libraries.flatMap((name) => {
    const library = catalog.libraries.get(name);
    return library === undefined ? [] : [...library.apt, ...(slim ? [] : library.comfort)];
  });
  const known = named.filter((name) => pythonFrom === "ubuntu" || !name.includes(PYTHON));
  const ofLibraries = known.map((name) => name.replaceAll(PYTHON, python));
  return [...new Set([...ofLibraries, ...addedPackages(added)])].sort();
};
