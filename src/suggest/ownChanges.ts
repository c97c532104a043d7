import type { Library } from "../catalog/libraryFacts.ts";
import type { Cell } from "../matrix/cell.ts";
import { requirementName, requirementRange } from "../matrix/libraryRelease.ts";
import type { Lock } from "../resolve/lock.ts";
import {
  NEAREST,
  questionFor,
  type Change,
  type ConflictedCell,
  type SuggestFacts,
} from "./change.ts";

/** A package that a set names with versions, and where. */
interface Named {
  readonly key: string;
  readonly name: string;
  readonly place: string;
}

const isTied = ({ own, releases }: Library): boolean =>
  own !== undefined &&
  (own.pin !== undefined ||
    releases.some(
      ({ requirements, constraints }) =>
        constraints.length > 0 || requirements.some((one) => requirementRange(one) !== ""),
    ));

/** Packages that the cell's set names with versions. */
export const namedIn = (cell: Cell, { catalog }: SuggestFacts): readonly Named[] =>
  cell.libraries.flatMap((key) => {
    const library = catalog.libraries.get(key);
    return library?.own === undefined || !isTied(library)
      ? []
      : [{ key, name: library.own.name, place: library.releases[0]?.source ?? "" }];
  });

/** The same package in any version. */
const loosened = ({ own, releases, ...library }: Library): Library => ({
  ...library,
  releases: releases.map((release) => ({
    ...release,
    requirements: release.requirements.map((one) =>
      one.slice(0, one.length - requirementRange(one).length).trim(),
    ),
    constraints: [],
  })),
  ...(own === undefined ? {} : { own: { name: own.name } }),
});

/** Any version of some packages, as a change. */
export const anyVersionOf = (named: readonly Named[], cell: Cell, facts: SuggestFacts): Change => {
  const libraries = new Map(facts.catalog.libraries);
  for (const { key } of named) {
    const library = libraries.get(key);
    if (library !== undefined) libraries.set(key, loosened(library));
  }
  const catalog = { ...facts.catalog, libraries };
  const found = ({ wheels }: Lock): readonly (Named & { readonly version: string })[] =>
    named.flatMap((one) => {
      const version = wheels.find((wheel) => wheel.name === one.name)?.version;
      return version === undefined ? [] : [{ ...one, version }];
    });
  return {
    kind: "pin",
    cell,
    question: questionFor({ ...facts, catalog }, cell),
    summary: (lock) =>
      `With ${found(lock)
        .map(({ name, version }) => `${name} ${version}`)
        .join(", ")} it works`,
    where: "write",
    lines: (lock) =>
      found(lock).map(({ name, version, place }) => `${name}==${version} (${place})`),
  };
};

/**
 * Other versions of what the set names with versions: of each package of the conflict alone, of all
 * of them, of all that the set names. The resolver says which.
 */
export const ownChanges = (
  { cell, code, packages }: ConflictedCell,
  facts: SuggestFacts,
): readonly Change[] => {
  const all = namedIn(cell, facts);
  const names = new Set(packages.map(requirementName));
  const inConflict = all.filter(({ name }) => names.has(name));
  // A rule names all that are wrong by themselves.
  const alone = code === "pin-out-of-range" ? 0 : NEAREST;
  const groups = [...inConflict.slice(0, alone).map((one) => [one]), inConflict, all];
  const distinct = new Map(
    groups
      .filter((group) => group.length > 0)
      .map((group) => [group.map(({ key }) => key).join("\n"), group]),
  );
  return [...distinct.values()].map((group) => anyVersionOf(group, cell, facts));
};
