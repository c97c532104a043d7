import type * as z from "zod";
import { examineYaml } from "../catalog/decode.ts";
import type { Catalog } from "../catalog/facts.ts";
import type { YamlFile } from "../catalog/yaml.ts";
import { readYaml } from "../catalog/yaml.ts";
import type { Place, RequestProblem } from "../errors/error.ts";
import { wrongRequest } from "../errors/error.ts";
import { checkDestinations } from "./checkDestinations.ts";
import { checkCustomization } from "./checkCustomization.ts";
import { checkPins, normalName, pinOf } from "./checkPins.ts";
import { checkIndexes } from "./checkIndexes.ts";
import { checkMirrors } from "./checkMirrors.ts";
import { checkNames } from "./checkNames.ts";
import { exampleFor, smallest } from "./requestHints.ts";
import { baseName, checkBase } from "./ownBase.ts";
import { customizationsOf, isCustomized } from "./decodeCustomization.ts";
import { entriesFor, type OwnPackage } from "./ownPackages.ts";
import { AXES, type AxisName, type CellPattern, type Request, type SetFiles } from "./request.ts";
import { isRefused, parseRequirement } from "./requirement.ts";
import { requestFileFor, type requestFile } from "./requestFormat.ts";

type RequestFile = z.output<typeof requestFile>;

const isLayout = (name: string): boolean => name.startsWith("oci:");

/** `matrix.cuda.1` and the like -> place, for every key and every value below it. */
const placesOf = (yaml: YamlFile): Record<string, Place> => {
  const places: Record<string, Place> = {};
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (path.length > 0) places[path.join(".")] = yaml.place(path);
    if (typeof value === "object" && value !== null)
      for (const [key, entry] of Object.entries(value))
        walk(entry, [...path, Array.isArray(value) ? Number(key) : key]);
    else if (path[0] === "matrix" && path.length === 2)
      places[`${path.join(".")}.0`] = yaml.place(path);
  };
  walk(yaml.value, []);
  return places;
};

type OfSets = "sets" | "packages" | "setFiles" | "pythons" | "setPaths";

const patternOf = (pattern: Readonly<Partial<Record<AxisName, string | undefined>>>): CellPattern =>
  Object.fromEntries(
    AXES.flatMap((axis) => (pattern[axis] === undefined ? [] : [[axis, pattern[axis]]])),
  );

const requestOf = (file: RequestFile, yaml: YamlFile): Omit<Request, OfSets> => ({
  file: yaml.file,
  to: file.to,
  store: file.store ?? (isLayout(file.to) ? file.to : `${file.to}-layers`),
  engine: file.engine,
  build: file.build,
  matrix: file.matrix,
  include: file.include.filter((entry) => !isCustomized(entry)).map(patternOf),
  exclude: file.exclude.map(patternOf),
  ...(file.default === undefined ? {} : { default: patternOf(file.default) }),
  pins: Object.fromEntries(
    Object.entries(file.pins).map(([name, value]) => [normalName(name), pinOf(value)]),
  ),
  mirrors: file.mirrors,
  ...(file.base === undefined ? {} : { base: baseName(file.base) }),
  ...(file.catalog === undefined ? {} : { catalog: file.catalog }),
  smoke: file.smoke,
  apt: { maxAgeDays: file.apt.maxAge },
  ...(file.retention.untagAfter === undefined ? {} : { untagAfterDays: file.retention.untagAfter }),
  cudnn: file.cudnn,
  wheelCuda: file["wheel-cuda"],
  slim: file.slim,
  bytecode: file.bytecode,
  sudo: file.sudo,
  ...customizationsOf(file, yaml, patternOf),
  places: { ...placesOf(yaml), ...includePlaces(file, yaml) },
});

/** The entries of a set that stand in dl-env.yml itself, each with its path there. */
const inline = (
  name: string,
  set: RequestFile["sets"][string],
): readonly { readonly text: string; readonly path: readonly PropertyKey[] }[] =>
  Array.isArray(set)
    ? set.map((text, index) => ({ text, path: ["sets", name, index] }))
    : set.packages.map((text, index) => ({ text, path: ["sets", name, "packages", index] }));

/** Sets as names of libraries and packages, without what their files hold. */
const setsOf = (
  file: RequestFile,
  yaml: YamlFile,
  catalog: Catalog,
): Pick<Request, "sets" | "packages" | "setFiles"> => {
  const packages: Record<string, OwnPackage> = {};
  const namesIn = (name: string, set: RequestFile["sets"][string]): readonly string[] => [
    ...new Set(
      inline(name, set).flatMap(({ text }) => {
        const parsed = parseRequirement(text);
        if (isRefused(parsed)) return [text];
        const found = entriesFor(parsed, { source: yaml.file }, catalog);
        Object.assign(packages, found.packages);
        return found.names;
      }),
    ),
  ];
  const sets = Object.fromEntries(
    Object.entries(file.sets).map(([name, set]) => [name, namesIn(name, set)]),
  );
  const setFiles = Object.entries(file.sets).flatMap(([name, set]): SetFiles[] => {
    if (Array.isArray(set)) return [];
    const { requirements = [], pyproject, groups = [], extras = [] } = set;
    if (requirements.length === 0 && pyproject === undefined) return [];
    const place = yaml.place(["sets", name]);
    const project = pyproject === undefined ? {} : { pyproject };
    return [{ set: name, requirements, ...project, groups, extras, place }];
  });
  return { sets, packages, setFiles };
};

/** Entries of `include` that add cells only, by their place among those. */
const includePlaces = (file: RequestFile, yaml: YamlFile): Record<string, Place> => {
  const adding = file.include.flatMap((entry, index) => (isCustomized(entry) ? [] : [index]));
  return Object.fromEntries(
    adding.map((index, at) => [`include.${at}`, yaml.place(["include", index])]),
  );
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || value === "null" || value === "~";

const byPlace = (a: RequestProblem, b: RequestProblem): number =>
  (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);

export interface DecodeOptions {
  readonly catalog: Catalog;
  /** Leaves names unchecked that the catalog should have, for a first look at `catalog`. */
  readonly tolerant?: boolean;
  /** What `engine` may be; absent: anything, for whoever builds nothing. */
  readonly engines?: readonly string[];
}

/**
 * dl-env.yml as a request: defaults filled in, names checked against the catalog. Throws
 * DlEnvError(2) whose `more` has the further problems, each with file:line:column.
 */
export const decodeRequest = (
  text: string,
  file: string,
  { catalog, tolerant = false, engines }: DecodeOptions,
): Request => {
  const yaml = readYaml(text, file);
  if (isEmpty(yaml.value))
    throw wrongRequest({
      code: "no-request",
      message: "This file is empty.",
      place: { file, line: 1, column: 1 },
      hint: smallest(file),
    });
  const { data: request, problems } = examineYaml(requestFileFor(engines), yaml, exampleFor(file));
  const nameProblems =
    request === undefined || tolerant
      ? []
      : [
          ...checkNames(request, yaml, catalog),
          ...checkCustomization(request, yaml),
          ...checkPins(request.pins, yaml),
          ...checkDestinations(request, yaml),
          ...checkMirrors(request.mirrors, yaml),
          ...checkIndexes(request, yaml, catalog),
          ...checkBase(request, yaml),
        ];
  const [first, ...more] = [...problems, ...nameProblems].sort(byPlace);
  if (first !== undefined) throw wrongRequest(first, { more });
  if (request === undefined) throw new Error(`${file} was neither decoded nor refused`);
  const own = setsOf(request, yaml, catalog);
  return { ...requestOf(request, yaml), ...own, pythons: {}, setPaths: [] };
};
