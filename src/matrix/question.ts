import type { Catalog } from "../catalog/facts.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import type { Library, LibraryRelease } from "../catalog/libraryFacts.ts";
import type { Cell } from "./cell.ts";
import { customizer } from "./customizer.ts";
import type { InRange } from "../catalog/inRange.ts";
import { rangeChecker } from "../catalog/inRange.ts";
import { memoized } from "../text/memoized.ts";
import {
  counts,
  librariesOf,
  pinFor,
  pinsIn,
  releasesFor,
  requirementName,
  requirementRange,
  type EntryContext,
} from "./libraryRelease.ts";
import { questionVariants, type ChosenRelease } from "./questionVariants.ts";
import type { Request } from "./request.ts";

/** What one run of the resolver is asked. Cells that ask the same share the answer. */
export interface Question {
  /** PEP 508 requirements without markers, sorted. */
  readonly requirements: readonly string[];
  /** Constraints that tie the answer to the cell's CUDA, sorted. */
  readonly constraints: readonly string[];
  /** x.y */
  readonly python: string;
  /** uv's platform name, e.g. `x86_64-manylinux_2_35`: the lowest glibc of the catalog. */
  readonly platform: string;
  /**
   * Names of further indexes (dl-env.yml, matrix/indexes.yml) in the order asked; addresses are
   * never part of a lock.
   */
  readonly indexes: readonly string[];
  /**
   * What is asked instead where this cannot be had, the preferred first: of the catalog's entries
   * that stand in for others. No part of the question's key.
   */
  readonly fallbacks?: readonly Question[];
}

/** What of dl-env.yml decides what is asked for a cell. */
export type QuestionRequest = Pick<Request, "pins" | "wheelCuda" | "customization">;

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const unique = (values: readonly string[]): string[] => [...new Set(values)].sort(byCodeUnit);

/**
 * uv's platform name for the lowest glibc among the releases that live at the catalog's date, so
 * that all of them share one answer (one wheel of 223 differed between glibc 2.31 and 2.35, none
 * above).
 */
export const platformOf = (catalog: Catalog): string => {
  const living = catalog.ubuntu.filter((release) => release.endOfLife > catalog.asOf);
  const [lowest] = living.map((release) => release.glibc).sort(compareVersions);
  return `x86_64-manylinux_${(lowest ?? "2.35").replace(".", "_")}`;
};

const nextMinor = (minor: string): string => {
  const [major = "", after = "0"] = minor.split(".");
  return `${major}.${Number(after) + 1}`;
};

/** What ties the wheels to the cell's CUDA. */
const cudaConstraints = (
  catalog: Catalog,
  cuda: string,
  wheelCuda: Request["wheelCuda"],
): readonly string[] => {
  const facts = catalog.wheels[majorOf(cuda)];
  const minor = minorOf(cuda);
  const lines = wheelCuda === "exact" ? facts?.exact : facts?.sameMajor;
  return (lines ?? []).map((line) =>
    line.replaceAll("{minor}", minor).replaceAll("{next}", nextMinor(minor)),
  );
};

/** What questions are made from, beside the cell. */
interface QuestionContext extends EntryContext {
  readonly catalog: Catalog;
  readonly platform: string;
  /** Names of the indexes of one's own. */
  readonly ownIndexes: readonly string[];
}

/** A requirement with the floor that the catalog sets and the pin that holds for its package. */
interface PinnedRequirement {
  readonly text: string;
  /** Pins that it holds, by their names in dl-env.yml. */
  readonly held: readonly string[];
}

/** A range that every release meets and that names a pre-release, so that they count. */
const ANY_RELEASE = ">=0.dev0";

const pinnedRequirement = (
  library: Library,
  requirement: string,
  context: QuestionContext,
): PinnedRequirement => {
  const pin = pinFor(library, requirementName(requirement), context);
  const any = library.prerelease === "allow" ? [ANY_RELEASE] : [];
  if (pin === undefined && any.length === 0) return { text: requirement, held: [] };
  const range = requirementRange(requirement);
  const name = requirement.slice(0, requirement.length - range.length).trim();
  const ranges = [range, pin?.range ?? "", ...any].filter((part) => part !== "");
  return { text: `${name}${ranges.join(",")}`, held: pin === undefined ? [] : [pin.name] };
};

const isOfAnotherCuda = ({ code }: Library["traps"][number]): boolean =>
  code.endsWith("-of-another-cuda");

/** Pins of libraries that are not in the cell: what others bring of them is held as well. */
const pinsOfOthers = (cell: Cell, context: QuestionContext): ReadonlyMap<string, string[]> => {
  const { request, catalog } = context;
  const found = new Map<string, string[]>();
  for (const library of catalog.libraries.values()) {
    const names = [library.name, library.package].filter((name) => request.pins[name]);
    if (names.length === 0 || cell.libraries.includes(library.name)) continue;
    const packages = releasesFor(library, cell, context)
      .flatMap(({ requirements }) => requirements.map(requirementName))
      .filter((name) => names.includes(pinFor(library, name, context)?.name ?? ""));
    if (packages.length > 0) for (const name of names) found.set(name, unique(packages));
  }
  return found;
};

/**
 * Where a set asks for packages of its own, what they bring of libraries is held to the floors of
 * this CUDA: below them an index gives, without a word, a build for another one (vLLM and SGLang
 * brought torch 2.9.1 for CUDA 12.8 into cells of 13.0). So is what is tied to a CUDA by its
 * version alone.
 */
const floorsOfOthers = (
  cell: Cell,
  chosen: readonly ChosenRelease[],
  context: QuestionContext,
): string[] => {
  if (!chosen.some(({ library }) => library.own !== undefined)) return [];
  const asked = new Set(chosen.flatMap(({ release }) => release.requirements.map(requirementName)));
  const floors = [...context.catalog.libraries.values()]
    .filter(({ name, traps }) => !cell.libraries.includes(name) && traps.some(isOfAnotherCuda))
    .flatMap(({ releases }) =>
      releases
        .filter((entry) => entry.index === undefined && counts(entry, cell, context))
        .slice(0, 1)
        .flatMap(({ requirements }) => requirements),
    )
    .filter((one) => requirementRange(one) !== "" && !asked.has(requirementName(one)))
    .map((one) => `${requirementName(one)}${requirementRange(one)}`);
  return [...floors, ...(context.catalog.wheels[majorOf(cell.cuda)]?.besideOwn ?? [])];
};

const questionFrom = (
  cell: Cell,
  chosen: readonly ChosenRelease[],
  context: QuestionContext,
): Question => {
  const { request, catalog, platform, ownIndexes } = context;
  const releases = chosen.map(({ release }) => release);
  const requirements = chosen.flatMap(({ library, release }) =>
    release.requirements.map((requirement) => pinnedRequirement(library, requirement, context)),
  );
  const held = new Set(requirements.flatMap((requirement) => requirement.held));
  const others = pinsOfOthers(cell, context);
  const otherPins = Object.entries(request.pins)
    .filter(([name]) => !held.has(name))
    .flatMap(([name, pin]) => (others.get(name) ?? [name]).map((one) => `${one}${pin}`));
  return {
    requirements: unique(requirements.map(({ text }) => text)),
    constraints: unique([
      ...cudaConstraints(catalog, cell.cuda, request.wheelCuda),
      ...releases.flatMap((release) => release.constraints),
      ...otherPins,
      ...floorsOfOthers(cell, chosen, context),
    ]),
    python: cell.python,
    platform,
    indexes: [
      ...ownIndexes,
      ...unique(releases.flatMap((release: LibraryRelease) => release.index ?? [])).filter(
        (name) => !ownIndexes.includes(name),
      ),
    ],
  };
};

const questionFor = (cell: Cell, { request, ...facts }: QuestionContext): Question => {
  const pins = pinsIn(cell.libraries, request.pins, facts.catalog);
  const context: QuestionContext = { ...facts, request: { ...request, pins } };
  const options = librariesOf(cell, context.catalog).map((library) => ({
    library,
    releases: releasesFor(library, cell, context),
  }));
  const [first, ...fallbacks] = questionVariants(options).map((chosen) =>
    questionFrom(cell, chosen, context),
  );
  const question = first ?? questionFrom(cell, [], context);
  return fallbacks.length === 0 ? question : { ...question, fallbacks };
};

interface Asked {
  readonly cell: Cell;
  readonly ownIndexes: readonly string[];
}

/** What is asked for each cell of one request; cells that ask the same share one value. */
export const questioner = (
  request: QuestionRequest,
  catalog: Catalog,
  inRange: InRange = rangeChecker(),
): ((cell: Cell) => Question) => {
  const facts = { request, catalog, platform: platformOf(catalog), inRange };
  const addedTo = customizer(request);
  // Cells of one set share their list of libraries, so the list itself is the key of the outer
  // memory.
  const bySet = memoized((_libraries: readonly string[]) =>
    memoized(
      ({ cell, ownIndexes }: Asked) => questionFor(cell, { ...facts, ownIndexes }),
      // Neither Ubuntu nor the flavor nor the patch of CUDA is part of the question.
      ({ cell, ownIndexes }) => `${minorOf(cell.cuda)} ${cell.python} ${ownIndexes.join(" ")}`,
    ),
  );
  return (cell) => {
    const ownIndexes = addedTo(cell).index.map(({ name }) => name);
    return bySet(cell.libraries)({ cell, ownIndexes });
  };
};

/** What the resolver is asked for one cell. */
export const questionOf = (cell: Cell, request: QuestionRequest, catalog: Catalog): Question =>
  questioner(request, catalog)(cell);
