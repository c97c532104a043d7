import type { Place, RequestProblem } from "../errors/error.ts";
import { closestOf } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import type { Catalog } from "./facts.ts";
import type { CatalogFolder } from "./folder.ts";
import { reservedName } from "./reservedNames.ts";

interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly choices: readonly string[];
  /** Worked out only for names that lead nowhere: it takes the whole YAML parser. */
  readonly place: () => Place;
}

const problemOf = ({ kind, name, choices, place: at }: Reference): RequestProblem => {
  const near = closestOf(name, choices);
  const place = at();
  return {
    code: "unknown-name",
    message: `There is no ${kind} \`${name}\`; the catalog has ${oneOf(choices)}.`,
    place,
    hint:
      near === undefined
        ? `Add it, or remove the name from ${place.file}`
        : `Did you mean: ${near}`,
  };
};

/** Sets of a folder that are named as dl-env names its own tags. */
export const reservedSets = (folders: readonly CatalogFolder[]): RequestProblem[] =>
  folders.flatMap(({ sets }) =>
    Object.keys(sets?.value.sets ?? {}).flatMap((name): RequestProblem[] => {
      const message = reservedName(name);
      return message === undefined || sets === undefined
        ? []
        : [
            {
              code: "wrong-value",
              message,
              place: sets.yaml.keyPlace(["sets", name]),
              hint: "Write another name, such as mine",
            },
          ];
    }),
  );

const inSets = (folder: CatalogFolder, catalog: Catalog): Reference[] => {
  if (folder.sets === undefined) return [];
  const { value, yaml } = folder.sets;
  const libraries = [...catalog.libraries.keys()];
  const sets = [...catalog.sets.keys()];
  const list = (names: readonly string[], path: readonly string[]): Reference[] =>
    names.map((name, index) => ({
      kind: "library",
      name,
      choices: libraries,
      place: () => yaml.place([...path, index]),
    }));
  return Object.entries(value.sets)
    .flatMap(([name, set]) => [
      ...list(set.libraries, ["sets", name, "libraries"]),
      ...(set.extends === undefined
        ? []
        : [
            {
              kind: "set",
              name: set.extends,
              choices: sets,
              place: () => yaml.place(["sets", name, "extends"]),
            },
          ]),
    ])
    .concat(
      list(value.every, ["every"]),
      list(value.comfort, ["comfort"]),
      list(value["gpu-comfort"], ["gpu-comfort"]),
    );
};

type LibraryFile = NonNullable<ReturnType<CatalogFolder["libraries"]["get"]>>;

/** Names in one library.yml, without what they may be. */
const namesOf = ({
  value: { needs, releases, limits },
  yaml,
}: LibraryFile): Omit<Reference, "choices">[] => {
  const libraries = (
    names: readonly string[],
    path: readonly PropertyKey[],
  ): Omit<Reference, "choices">[] =>
    names.map((name, index) => ({
      kind: "library",
      name,
      place: () => yaml.place([...path, index]),
    }));
  return [
    ...libraries(needs, ["needs"]),
    ...releases.flatMap((entry, at) => libraries(entry.with, ["releases", at, "with"])),
    ...limits.flatMap((entry, at) => libraries(entry.with, ["limits", at, "with"])),
    ...limits.flatMap((entry, at) => libraries(entry.without, ["limits", at, "without"])),
    ...releases.flatMap(({ index }, at) =>
      index === undefined
        ? []
        : [{ kind: "index", name: index, place: () => yaml.place(["releases", at, "index"]) }],
    ),
  ];
};

const inLibrary = (
  library: LibraryFile,
  catalog: Catalog,
  named: readonly string[],
): Reference[] => {
  const libraries = [...catalog.libraries.keys()];
  const indexes = [...catalog.indexes.keys(), ...named];
  return namesOf(library).map((reference) => ({
    ...reference,
    choices: reference.kind === "index" ? indexes : libraries,
  }));
};

const inCuda = (folder: CatalogFolder): Reference[] => {
  if (folder.cuda === undefined) return [];
  const { value, yaml } = folder.cuda;
  const choices = Object.keys(value.flavors);
  return Object.entries(value.releases).flatMap(([version, release]) =>
    Object.entries(release.images).flatMap(([ubuntu, flavors]) =>
      typeof flavors === "string"
        ? [
            {
              kind: "list of flavors",
              name: flavors,
              choices,
              place: () => yaml.place(["releases", version, "images", ubuntu]),
            },
          ]
        : [],
    ),
  );
};

/**
 * Names in the files that lead nowhere, each with its place; `named` are package indexes that are
 * known beside the catalog's.
 */
export const danglingNames = (
  folders: readonly CatalogFolder[],
  catalog: Catalog,
  named: readonly string[],
): RequestProblem[] =>
  folders
    .flatMap((folder) => [
      ...inSets(folder, catalog),
      ...[...folder.libraries.values()].flatMap((library) => inLibrary(library, catalog, named)),
      ...inCuda(folder),
    ])
    .filter((reference) => !reference.choices.includes(reference.name))
    .map(problemOf);
