import type * as z from "zod";
import { closestOrLonger } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import type { Catalog } from "../catalog/facts.ts";
import { NAME } from "../catalog/fieldFormats.ts";
import { reservedName } from "../catalog/reservedNames.ts";
import { compareVersions, isUnder, minorOf } from "../catalog/versions.ts";
import type { YamlFile } from "../catalog/yaml.ts";
import type { Place, RequestProblem } from "../errors/error.ts";
import type { AxisName } from "./request.ts";
import { AXES } from "./request.ts";
import type { requestFile } from "./requestFormat.ts";
import { isRefused, parseRequirement } from "./requirement.ts";

type RequestFile = z.output<typeof requestFile>;
type Path = readonly PropertyKey[];

interface Names {
  readonly cuda: readonly string[];
  readonly ubuntu: readonly string[];
  readonly flavor: readonly string[];
  readonly set: readonly string[];
}

const namesIn = (request: RequestFile, catalog: Catalog): Names => ({
  cuda: [...new Set(catalog.cuda.map((release) => release.version))],
  ubuntu: catalog.ubuntu.map((release) => release.name),
  flavor: [...new Set(catalog.cuda.flatMap((release) => Object.values(release.images).flat()))],
  set: [...new Set([...catalog.sets.keys(), ...Object.keys(request.sets)])],
});

const UNKNOWN = {
  Ubuntu: "unknown-ubuntu",
  flavor: "unknown-flavor",
  set: "unknown-set",
} as const;

const unknownName = (
  kind: keyof typeof UNKNOWN,
  name: string,
  choices: readonly string[],
): Omit<RequestProblem, "place"> => {
  const near = closestOrLonger(name, choices);
  return {
    code: UNKNOWN[kind],
    message: `There is no ${kind} \`${name}\`; there are ${oneOf(choices, 30)}.`,
    hint: near === undefined ? `Write one of: ${oneOf(choices, 30)}` : `Did you mean: ${near}`,
  };
};

/** The existing versions on either side of one that does not exist. */
const neighbours = (version: string, choices: readonly string[]): string[] => {
  const sorted = [...new Set(choices)].sort(compareVersions);
  const above = sorted.findIndex((other) => compareVersions(other, version) > 0);
  const at = above === -1 ? sorted.length : above;
  return [sorted[at - 1], sorted[at]].filter((other) => other !== undefined);
};

const cudaProblem = (value: string, names: Names): Omit<RequestProblem, "place"> | undefined => {
  if (/^\d+$/.test(value)) {
    const minors = [
      ...new Set(names.cuda.filter((version) => isUnder(version, value)).map(minorOf)),
    ];
    const which = minors.length === 0 ? neighbours(value, names.cuda.map(minorOf)) : minors;
    return {
      code: "wrong-value",
      message: `A CUDA release is written x.y or x.y.z; \`${value}\` could be any of them.`,
      hint: `Write one of: ${oneOf(which.map((minor) => `"${minor}"`))}`,
    };
  }
  if (!/^\d+\.\d+(\.\d+)?$/.test(value)) {
    return {
      code: "wrong-value",
      message: `A CUDA release is written x.y or x.y.z; found \`${value}\`.`,
      hint: `Write for example cuda: ["${minorOf(names.cuda.at(-1) ?? "12.8")}"]`,
    };
  }
  return undefined;
};

const pythonProblem = (value: string): Omit<RequestProblem, "place"> | undefined => {
  if (value === "ubuntu" || /^3\.\d{1,2}$/.test(value)) return undefined;
  const short = /^(3\.\d{1,2})\.\d+$/.exec(value)?.[1];
  return {
    code: "wrong-value",
    message: `A Python version is \`ubuntu\` (the release's own) or x.y; found \`${value}\`.`,
    hint:
      short === undefined ? "Write for example python: [ubuntu, 3.12]" : `Did you mean: ${short}`,
  };
};

const valueProblem = (
  axis: AxisName,
  value: string,
  names: Names,
): Omit<RequestProblem, "place"> | undefined => {
  switch (axis) {
    case "cuda":
      return cudaProblem(value, names);
    case "python":
      return pythonProblem(value);
    case "ubuntu":
      return names.ubuntu.includes(value) ? undefined : unknownName("Ubuntu", value, names.ubuntu);
    case "flavor":
      return names.flavor.includes(value) ? undefined : unknownName("flavor", value, names.flavor);
    case "set":
      return names.set.includes(value) ? undefined : unknownName("set", value, names.set);
  }
};

const written = (
  request: RequestFile,
): { readonly axis: AxisName; readonly value: string; readonly path: Path }[] => {
  const matrix = AXES.flatMap((axis) =>
    request.matrix[axis].map((value, index) => ({ axis, value, path: ["matrix", axis, index] })),
  );
  const patterns = [
    ...request.include.map((pattern, index) => ({ pattern, path: ["include", index] as Path })),
    ...request.exclude.map((pattern, index) => ({ pattern, path: ["exclude", index] as Path })),
    ...(request.default === undefined
      ? []
      : [{ pattern: request.default, path: ["default"] as Path }]),
  ];
  const partial = patterns.flatMap(({ pattern, path }) =>
    AXES.flatMap((axis) =>
      pattern[axis] === undefined ? [] : [{ axis, value: pattern[axis], path: [...path, axis] }],
    ),
  );
  return [...matrix, ...partial];
};

const setName = (name: string): { readonly message: string; readonly hint: string } | undefined => {
  const reserved = reservedName(name);
  if (reserved !== undefined)
    return { message: reserved, hint: "Write another name, such as mine" };
  if (NAME.test(name)) return undefined;
  return {
    message:
      "A set's name is the first part of tags: lower case, digits and hyphens; found " +
      `\`${name}\`.`,
    hint: `Write ${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
  };
};

const setNameProblem = (name: string, yaml: YamlFile): RequestProblem[] => {
  const problem = setName(name);
  return problem === undefined
    ? []
    : [{ code: "wrong-value", ...problem, place: yaml.keyPlace(["sets", name]) }];
};

/** An entry of a set that is neither a library nor a package of an index. */
const entryProblem = (text: string, place: Place): RequestProblem[] => {
  const parsed = parseRequirement(text);
  return isRefused(parsed)
    ? [{ code: "requirement", message: parsed.message, hint: parsed.hint, place }]
    : [];
};

const inSets = (request: RequestFile, yaml: YamlFile): RequestProblem[] =>
  Object.entries(request.sets).flatMap(([name, set]) => [
    ...setNameProblem(name, yaml),
    ...(Array.isArray(set)
      ? set.flatMap((text, index) => entryProblem(text, yaml.place(["sets", name, index])))
      : set.packages.flatMap((text, index) =>
          entryProblem(text, yaml.place(["sets", name, "packages", index])),
        )),
  ]);

/** Values and names in dl-env.yml that the catalog does not know, each with its place. */
export const checkNames = (
  request: RequestFile,
  yaml: YamlFile,
  catalog: Catalog,
): RequestProblem[] => {
  const names = namesIn(request, catalog);
  const values = written(request).flatMap(({ axis, value, path }) => {
    const problem = valueProblem(axis, value, names);
    return problem === undefined ? [] : [{ ...problem, place: yaml.place(path) }];
  });
  return [...values, ...inSets(request, yaml)];
};
