import type { Catalog } from "../catalog/facts.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { normalName } from "./checkPins.ts";
import type { InRange } from "../catalog/inRange.ts";
import { rangeChecker } from "../catalog/inRange.ts";
import { memoized } from "../text/memoized.ts";
import { librariesOf, releaseFor } from "./libraryRelease.ts";
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
   * Names of further indexes (matrix/indexes.yml) in the order asked; addresses are never part of a
   * lock.
   */
  readonly indexes: readonly string[];
}

type QuestionRequest = Pick<Request, "pins" | "wheelCuda">;

/** `torch>=2.5` -> `torch`; extras and ranges fall away, the name is normalised. */
export const requirementName = (requirement: string): string =>
  normalName(/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement);

/** A requirement of PEP 508 without markers in two parts: name with extras, and range. */
const parts = (requirement: string): { readonly name: string; readonly range: string } => {
  const [, name = requirement, range = ""] =
    /^([A-Za-z0-9._-]+(?:\[[^\]]*\])?)\s*(.*)$/.exec(requirement) ?? [];
  return { name, range: range.trim() };
};

/** The floor that the catalog sets and the pin both hold; a resolver says so if they cannot. */
const pinned = (requirement: string, pins: Request["pins"]): string => {
  const pin = pins[requirementName(requirement)];
  if (pin === undefined) return requirement;
  const { name, range } = parts(requirement);
  return `${name}${[range, pin].filter((part) => part !== "").join(",")}`;
};

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
interface QuestionContext {
  readonly request: QuestionRequest;
  readonly catalog: Catalog;
  readonly platform: string;
  readonly inRange: InRange;
}

const questionFor = (cell: Cell, context: QuestionContext): Question => {
  const { request, catalog, platform, inRange } = context;
  const releases = librariesOf(cell, catalog).flatMap(
    (library) => releaseFor(library, cell, { wheelCuda: request.wheelCuda, inRange }) ?? [],
  );
  const requirements = unique(releases.flatMap((release) => release.requirements));
  const names = new Set(requirements.map(requirementName));
  const otherPins = Object.entries(request.pins).filter(([name]) => !names.has(name));
  return {
    requirements: unique(requirements.map((requirement) => pinned(requirement, request.pins))),
    constraints: unique([
      ...cudaConstraints(catalog, cell.cuda, request.wheelCuda),
      ...releases.flatMap((release) => release.constraints),
      ...otherPins.map(([name, pin]) => `${name}${pin}`),
    ]),
    python: cell.python,
    platform,
    indexes: unique(releases.flatMap((release) => release.index ?? [])),
  };
};

/** What is asked for each cell of one request; cells that ask the same share one value. */
export const questioner = (
  request: QuestionRequest,
  catalog: Catalog,
  inRange: InRange = rangeChecker(),
): ((cell: Cell) => Question) => {
  const context = { request, catalog, platform: platformOf(catalog), inRange };
  // Cells of one set share their list of libraries, so the list itself is the key of the outer
  // memory.
  const bySet = memoized((_libraries: readonly string[]) =>
    memoized(
      (cell: Cell) => questionFor(cell, context),
      // Neither Ubuntu nor the flavor nor the patch of CUDA is part of the question.
      (cell) => `${minorOf(cell.cuda)} ${cell.python}`,
    ),
  );
  return (cell) => bySet(cell.libraries)(cell);
};

/** What the resolver is asked for one cell. */
export const questionOf = (cell: Cell, request: QuestionRequest, catalog: Catalog): Question =>
  questioner(request, catalog)(cell);
