import { rangeChecker } from "../catalog/inRange.ts";
import type { Cell } from "../matrix/cell.ts";
import { isAdded, withNeeds } from "../matrix/cellLibraries.ts";
import { releasesFor, requirementName } from "../matrix/libraryRelease.ts";
import { namesInSet } from "../matrix/ownPackages.ts";
import { matrixLine } from "../matrix/matrixLine.ts";
import { questionFor, type Change, type ConflictedCell, type SuggestFacts } from "./change.ts";

/** Libraries of the cell that require one of these packages, in the packages' order. */
export const librariesBehind = (
  { cell, packages }: ConflictedCell,
  { catalog, request }: SuggestFacts,
): readonly string[] => {
  const context = { request, catalog, inRange: rangeChecker() };
  const requiredBy = (name: string): readonly string[] => {
    const library = catalog.libraries.get(name);
    const releases = library === undefined ? [] : releasesFor(library, cell, context);
    return releases.flatMap(({ requirements }) => requirements.map(requirementName));
  };
  const found = packages.flatMap((wantedPackage) =>
    cell.libraries.filter((name) => requiredBy(name).includes(wantedPackage)),
  );
  return [...new Set(found)].filter((name) => !isAdded(name, catalog));
};

/** Libraries of the catalog that it has no wheels of for the cell's CUDA and Python. */
const librariesWithoutRelease = (
  cell: Cell,
  { catalog, request }: SuggestFacts,
): readonly string[] => {
  const context = { request, catalog, inRange: rangeChecker() };
  return cell.libraries.filter((name) => {
    const library = catalog.libraries.get(name);
    return library?.own === undefined && library !== undefined
      ? releasesFor(library, cell, context).length === 0
      : false;
  });
};

/** Where files of sets name these, each with its line; undefined where no file does. */
const linesInFiles = (
  names: readonly string[],
  { catalog }: SuggestFacts,
): readonly string[] | undefined => {
  const found = names.map((name) => {
    const library = catalog.libraries.get(name);
    const place = library?.own === undefined ? "" : (library.releases[0]?.source ?? "");
    return { name: library?.own?.name ?? name, place };
  });
  return found.some(({ place }) => /:\d+$/.test(place))
    ? found.map(({ name, place }) => (place === "" ? name : `${name} (${place})`))
    : undefined;
};

/** An entry of a set as it is written in a list of YAML. */
const entryText = (entry: string): string =>
  /^[a-z0-9][a-z0-9-]*$/.test(entry) ? entry : JSON.stringify(entry);

/** The cell's set without these entries; undefined where nothing is left or a rule forbids it. */
export const dropped = (
  cell: Cell,
  names: readonly string[],
  facts: SuggestFacts,
): Change | undefined => {
  const libraries = cell.libraries.filter(
    (name) => !withNeeds([name], facts.catalog).some((needed) => names.includes(needed)),
  );
  const changed: Cell = { ...cell, libraries };
  if (libraries.length === 0 || !facts.possible(changed)) return undefined;
  // A library that the set names with versions stands there once.
  const versioned = libraries.flatMap((name) => {
    const library = facts.catalog.libraries.get(name);
    return library?.own === undefined ? [] : library.needs;
  });
  const listed = libraries.filter(
    (name) => !isAdded(name, facts.catalog) && !versioned.includes(name),
  );
  if (listed.length === 0) return undefined;
  const plain = namesInSet(names);
  const inFiles = linesInFiles(names, facts);
  const set = `${cell.set}-without-${plain.join("-")}`;
  return {
    kind: "drop",
    cell: changed,
    question: questionFor(facts, changed),
    summary: () => `Without ${plain.join(", ")} it works`,
    ...(inFiles === undefined ? {} : { where: "remove" }),
    lines: () =>
      inFiles ?? [
        `sets: { ${set}: [${listed.map(entryText).join(", ")}] }`,
        matrixLine("set", set),
      ],
  };
};

/** Each library of the conflict left out alone, then all but the one that leaves no room. */
export const dropChanges = (conflicted: ConflictedCell, facts: SuggestFacts): readonly Change[] => {
  if (conflicted.code === "library-not-available") {
    const lacking = librariesWithoutRelease(conflicted.cell, facts);
    const change = dropped(conflicted.cell, lacking, facts);
    return change === undefined ? [] : [change];
  }
  const [yielding, firm, ...more] = librariesBehind(conflicted, facts);
  const several = yielding === undefined || more.length === 0 ? [] : [[yielding, ...more]];
  const groups = [
    ...[yielding, ...more, firm].filter((name) => name !== undefined).map((name) => [name]),
    ...several,
  ];
  return groups.flatMap((names) => dropped(conflicted.cell, names, facts) ?? []);
};
