import type { Catalog } from "../catalog/facts.ts";
import type { Library, LibraryLimit, LibraryRelease } from "../catalog/libraryFacts.ts";
import type { CatalogCode } from "../errors/codes.ts";
import { holdsFor, pythonRanges } from "./marker.ts";
import { matrixLine } from "./matrixLine.ts";
import { isForPython } from "./pyprojectText.ts";
import { markerOf, requirementText, type Requirement } from "./requirement.ts";

/** A package that dl-env.yml asks for by itself, beside the catalog's libraries. */
export interface OwnPackage extends Requirement {
  /** The library that it names with versions or extras of its own. */
  readonly library?: string;
  /** Only limits what others bring. */
  readonly isConstraint?: boolean;
  /** sha256 of the files that may be taken for it; absent: any. */
  readonly hashes?: readonly string[];
  /** `dl-env.yml:7`, `requirements.txt:3` */
  readonly source: string;
}

/** The Pythons that a pyproject.toml is for. */
export interface OwnPython {
  /** PEP 440 */
  readonly python: string;
  readonly source: string;
}

/** What stands in a set for a package: its requirement, in one spelling. */
const packageKey = (one: Requirement & Pick<OwnPackage, "isConstraint">): string =>
  `${one.isConstraint === true ? "-c " : ""}${requirementText(one)}` +
  (one.marker === undefined ? "" : `; ${one.marker}`);

/** The catalog's library of this name, or whose package has it. */
const libraryNamed = (name: string, catalog: Pick<Catalog, "libraries">): Library | undefined =>
  catalog.libraries.get(name) ??
  [...catalog.libraries.values()].find((library) => library.package === name);

const asksFor = (library: Library, name: string): boolean =>
  library.releases.some(({ requirements }) =>
    requirements.some((one) => /^[a-z0-9-]+/.exec(one)?.[0] === name),
  );

/**
 * What a set holds for one requirement: the library of that name, and a package where it says more
 * than the name.
 */
export const entriesFor = (
  requirement: Requirement,
  more: Pick<OwnPackage, "source" | "hashes" | "isConstraint">,
  catalog: Pick<Catalog, "libraries">,
): { readonly names: readonly string[]; readonly packages: Record<string, OwnPackage> } => {
  const { name, extras, range, marker } = requirement;
  const library = libraryNamed(name, catalog);
  const isLibrary =
    library !== undefined &&
    marker === undefined &&
    more.isConstraint !== true &&
    (extras.length === 0 || asksFor(library, name));
  if (isLibrary && extras.length === 0 && range === "" && (more.hashes ?? []).length === 0)
    return { names: [library.name], packages: {} };
  const one: OwnPackage = {
    ...requirement,
    ...more,
    ...(isLibrary ? { library: library.name } : {}),
  };
  const key = packageKey(one);
  return { names: isLibrary ? [library.name, key] : [key], packages: { [key]: one } };
};

const NOTHING = { with: [], requirements: [], constraints: [], fallback: false };

const releasesOf = (one: OwnPackage): readonly LibraryRelease[] => {
  const entry: LibraryRelease = {
    ...NOTHING,
    source: one.source,
    requirements:
      one.isConstraint === true || (one.library !== undefined && one.extras.length === 0)
        ? []
        : [requirementText(one.library === undefined ? one : { ...one, range: "" })],
    constraints: one.isConstraint === true ? [`${one.name}${one.range}`] : [],
  };
  const marker = markerOf(one);
  const ranges = marker && pythonRanges((python) => holdsFor(marker, python));
  // Where its condition does not hold it asks for nothing, which is no reason against a cell.
  return ranges === undefined
    ? [entry]
    : [...ranges.map((python) => ({ ...entry, python })), { ...NOTHING, source: one.source }];
};

const bare = (name: string): Omit<Library, "releases" | "own"> => ({
  name,
  title: name,
  about: "",
  package: name,
  limits: [],
  traps: [],
  architectures: [],
  gpu: false,
  drivers: [],
  apt: [],
  comfort: [],
  bringsCudnn: false,
  usesCudnn: false,
  needs: [],
  harmless: [],
  mayLack: [],
  imports: [],
  folder: "",
});

const libraryOf = (key: string, one: OwnPackage): Library => ({
  ...bare(key),
  title: one.name,
  package: one.name,
  needs: one.library === undefined ? [] : [one.library],
  releases: releasesOf(one),
  own: {
    name: one.name,
    ...(one.library === undefined || one.range === ""
      ? {}
      : { pin: { name: one.library, range: one.range } }),
    ...(one.hashes === undefined || one.hashes.length === 0 ? {} : { hashes: one.hashes }),
  },
});

const CODE = "project-needs-python" as CatalogCode;

const pythonLibrary = (key: string, { python, source }: OwnPython): Library => {
  const fitting = ["3.12", "3.13", "3.14", "3.11", "3.10"].find((one) => isForPython(python, one));
  const ranges = pythonRanges((one) => !isForPython(python, one)) ?? [">=3"];
  const limits = ranges.map((range): LibraryLimit => ({
    code: CODE,
    python: range,
    message: `The project asks for Python ${python}, and this cell has Python {python}.`,
    hint:
      fitting === undefined
        ? `Change requires-python in: ${source}`
        : `Name one that it is for: ${matrixLine("python", fitting)}`,
    with: [],
    without: [],
    source,
  }));
  return {
    ...bare(key),
    title: "the project",
    releases: [{ ...NOTHING, source }],
    limits,
    own: { name: "" },
  };
};

/** What dl-env.yml asks for by itself. */
export interface OwnThings {
  readonly packages: Readonly<Record<string, OwnPackage>>;
  readonly pythons: Readonly<Record<string, OwnPython>>;
}

/** The catalog with one library for each package of a request's own. */
export const withOwnPackages = (catalog: Catalog, { packages, pythons }: OwnThings): Catalog => {
  const own = [
    ...Object.entries(packages).map(([key, one]) => [key, libraryOf(key, one)] as const),
    ...Object.entries(pythons).map(([key, one]) => [key, pythonLibrary(key, one)] as const),
  ];
  return own.length === 0
    ? catalog
    : { ...catalog, libraries: new Map([...catalog.libraries, ...own]) };
};

/**
 * The names of a set's libraries and packages, each once: without versions, and without what only
 * limits others.
 */
export const namesInSet = (entries: readonly string[]): readonly string[] => [
  ...new Set(
    entries.flatMap((entry) =>
      /^(?:-c|python) /.test(entry) ? [] : (/^[a-z0-9-]+/.exec(entry)?.[0] ?? []),
    ),
  ),
];
