import type { Catalog } from "../catalog/facts.ts";
import { closestOf } from "../text/closest.ts";
import { oneOf } from "../text/oneOf.ts";
import { compareVersions, minorOf } from "../catalog/versions.ts";
import { wrongRequest } from "../errors/error.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";

export interface PickOptions {
  /** Names of libraries; a single name of a set means that set. */
  readonly libraries: readonly string[];
  /** x.y */
  readonly python?: string;
  readonly ubuntu?: string;
  /** Whether every Python of the catalog is tried beside each release's own. */
  readonly everyPython?: boolean;
}

const UNKNOWN = {
  Python: { code: "unknown-python", option: "--python" },
  Ubuntu: { code: "unknown-ubuntu", option: "--ubuntu" },
} as const;

const unknownName = (
  kind: keyof typeof UNKNOWN,
  name: string,
  choices: readonly string[],
): Error => {
  const { code, option } = UNKNOWN[kind];
  const near = closestOf(name, choices);
  return wrongRequest({
    code,
    message: `There is no ${kind} \`${name}\`; there are ${oneOf(choices, 30)}.`,
    hint:
      near === undefined
        ? `Write for example: ${option} ${choices[0] ?? ""}`
        : `Did you mean: ${option} ${near}`,
  });
};

/** Names that no library of the catalog has may be packages of the index. */
const unknownLibrary = (name: string, wanted: readonly string[], catalog: Catalog): Error => {
  const [, plain = "", version = ""] = /^([\w.-]+)\s*([=<>!~]=?.*)$/.exec(name) ?? [];
  if (catalog.libraries.has(plain))
    return wrongRequest({
      code: "unknown-library",
      message: `--with takes names without versions; found \`${name}\`.`,
      hint:
        `Write: --with ${wanted.map((one) => (one === name ? plain : one)).join(",")}\n` +
        `The version goes into dl-env.yml: pins: { ${plain}: "${version}" }`,
    });
  const choices = [...catalog.libraries.keys(), ...catalog.sets.keys()];
  const near = closestOf(name, choices);
  return wrongRequest({
    code: "unknown-library",
    message: `There is no library \`${name}\`; there are ${oneOf(choices, 30)}.`,
    hint: [
      ...(near === undefined ? [] : [`Did you mean: --with ${near}`]),
      "Other packages of the index go into a set of your own, in dl-env.yml:",
      `sets: { mine: [${wanted.join(", ")}] }`,
    ].join("\n"),
  });
};

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

/**
 * The set to ask for: one of the catalog where it fits, else one of its own, named by what was
 * asked.
 */
const setFor = (
  wanted: readonly string[],
  catalog: Catalog,
): { readonly name: string; readonly own?: readonly string[] } => {
  const names = [...new Set(wanted)];
  const unknown = names.find((name) => !catalog.libraries.has(name) && !catalog.sets.has(name));
  if (unknown !== undefined) throw unknownLibrary(unknown, names, catalog);
  // `torch` names both: alone it means the set, beside others the library.
  const libraries = [
    ...new Set(
      names.flatMap((name) =>
        names.length > 1 && catalog.libraries.has(name)
          ? [name]
          : (catalog.sets.get(name) ?? [name]),
      ),
    ),
  ];
  const equal = [...catalog.sets].find(([, listed]) => same(listed, libraries));
  return equal === undefined ? { name: names.join("-"), own: libraries } : { name: equal[0] };
};

/** Refuses a Python that is none, or that neither the catalog nor a living release has. */
const checkPython = (python: string, living: Catalog["ubuntu"], catalog: Catalog): void => {
  const choices = [
    ...new Set([
      ...catalog.pythons.map(({ minor }) => minor),
      ...living.map((release) => release.python),
    ]),
  ].sort(compareVersions);
  const minor = /^(\d+\.\d+)\.\d+$/.exec(python)?.[1];
  if (choices.includes(python) || python === "ubuntu") return;
  if (minor !== undefined && choices.includes(minor))
    throw wrongRequest({
      code: "unknown-python",
      message: `A Python version is written with two numbers; found \`${python}\`.`,
      hint: `Did you mean: --python ${minor}`,
    });
  throw unknownName("Python", python, choices);
};

/** What `pick` does not choose. */
const DEFAULTS: Omit<Request, "matrix" | "sets"> = {
  file: "pick",
  to: "oci:./images",
  store: "oci:./images",
  engine: "auto",
  build: "link",
  include: [],
  exclude: [],
  pins: {},
  packages: {},
  pythons: {},
  setFiles: [],
  setPaths: [],
  mirrors: {},
  smoke: { require: "gpu" },
  apt: { maxAgeDays: 7 },
  cudnn: "wheels",
  wheelCuda: "exact",
  slim: false,
  bytecode: true,
  sudo: false,
  places: {},
};

/** CUDA x.y that have images in a registry. */
const cudasWithImages = (catalog: Catalog): string[] => {
  const releases = catalog.cuda.filter(
    ({ repository, images }) =>
      !repository.startsWith("localhost/") && Object.keys(images).length > 0,
  );
  return [...new Set(releases.map(({ version }) => minorOf(version)))];
};

/**
 * The request whose cells `pick` chooses from: every CUDA that has images, on the Ubuntu releases
 * that live, today's or the one asked for.
 */
export const pickRequest = (options: PickOptions, catalog: Catalog, today: string): Request => {
  const { python, ubuntu } = options;
  const releases = catalog.ubuntu.filter(
    (release) => release.endOfLife > today && release.name !== "stand-in",
  );
  const living = releases.map(({ name }) => name);
  if (ubuntu !== undefined && !catalog.ubuntu.some(({ name }) => name === ubuntu))
    throw unknownName("Ubuntu", ubuntu, living);
  if (python !== undefined) checkPython(python, releases, catalog);
  const set = setFor(options.libraries, catalog);
  return {
    ...DEFAULTS,
    matrix: {
      cuda: cudasWithImages(catalog),
      ubuntu: ubuntu === undefined ? living : [ubuntu],
      python:
        python === undefined && options.everyPython === true
          ? ["ubuntu", ...new Set(catalog.pythons.map(({ minor }) => minor))]
          : [python ?? "ubuntu"],
      flavor: ["base"],
      set: [set.name],
    },
    sets: set.own === undefined ? {} : { [set.name]: set.own },
  };
};

/**
 * The dl-env.yml that builds one chosen cell. A release's own Python is not named, as it follows
 * from the release, and a stand-in for that has another.
 */
export const requestForCell = (cell: Cell, request: Pick<Request, "sets" | "to">): string => {
  const own = request.sets[cell.set];
  return [
    `to: ${request.to}`,
    "matrix:",
    `  cuda: ["${cell.cuda}"]`,
    ...(cell.pythonFrom === "ubuntu"
      ? [`  ubuntu: ["${cell.ubuntu}"] # with its own Python, ${cell.python}`]
      : [`  ubuntu: ["${cell.ubuntu}"]`, `  python: ["${cell.python}"]`]),
    `  set: [${cell.set}]`,
    ...(own === undefined ? [] : ["sets:", `  ${cell.set}: [${own.join(", ")}]`]),
    "",
  ].join("\n");
};
