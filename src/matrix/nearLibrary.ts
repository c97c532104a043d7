import { distance } from "fastest-levenshtein";
import type { Catalog } from "../catalog/facts.ts";
import type { Library } from "../catalog/libraryFacts.ts";
import type { Problem } from "../errors/error.ts";
import { requirementName } from "./libraryRelease.ts";
import type { Request } from "./request.ts";

const letters = (name: string): string => name.split("").sort().join("");

/** One letter too many, too few or another, or two exchanged, in a word of four and more. */
const isSlip = (written: string, meant: string): boolean =>
  written.length >= 4 &&
  (distance(written, meant) === 1 ||
    (distance(written, meant) === 2 && letters(written) === letters(meant)));

const asksFor = ({ releases }: Library, name: string): boolean =>
  releases.some(({ requirements }) => requirements.some((one) => requirementName(one) === name));

/**
 * The library that somebody meant who wrote a package's name: by its title or by what is imported,
 * or by a slip of the finger. Undefined for a name that is near to none.
 */
const nearLibrary = (
  written: string,
  { libraries }: Pick<Catalog, "libraries">,
): string | undefined => {
  const all = [...libraries.values()].filter(
    ({ name, own }) => name !== written && own === undefined,
  );
  // What a library of the catalog asks for itself is what it is called: accelerate, peft.
  if (all.some((library) => asksFor(library, written))) return undefined;
  const named = all.find(
    ({ title, imports }) => title.toLowerCase() === written || imports.includes(written),
  );
  return (named ?? all.find(({ name }) => isSlip(written, name)))?.name;
};

/**
 * Packages of one's own that have nearly the name of a library: an index has packages under many
 * such names, and few of them are what was meant.
 */
export const nearLibraryWarnings = (
  { packages }: Pick<Request, "packages">,
  catalog: Pick<Catalog, "libraries">,
): Problem[] =>
  Object.values(packages).flatMap((one): Problem[] => {
    if (one.library !== undefined || one.isConstraint === true) return [];
    const near = nearLibrary(one.name, catalog);
    if (near === undefined) return [];
    return [
      {
        code: "near-library",
        message: `${one.name} (${one.source}) is not the library ${near}: the index is asked for a package of that name.`,
        hint: `Did you mean: ${near}`,
      },
    ];
  });
