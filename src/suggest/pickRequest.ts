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
}

const UNKNOWN = {
  library: "unknown-library",
  Python: "unknown-python",
  Ubuntu: "unknown-ubuntu",
} as const;

const unknown = (
  kind: "library" | "Python" | "Ubuntu",
  name: string,
  known: readonly string[],
  option: string,
): Error => {
  const near = closestOf(name, known);
  return wrongRequest({
    code: UNKNOWN[kind],
    message: `There is no ${kind} \`${name}\`; there are ${oneOf(known, 30)}.`,
    hint:
      near === undefined
        ? `Write for example: ${option} ${known[0] ?? ""}`
        : `Did you mean: ${option} ${near}`,
  });
};

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

/** The set to ask for: one of the catalog where it fits, else one of its own, named by what was asked. */
const setFor = (
  asked: readonly string[],
  catalog: Catalog,
): { readonly name: string; readonly own?: readonly string[] } => {
  const names = [...new Set(asked)];
  const strange = names.find((name) => !catalog.libraries.has(name) && !catalog.sets.has(name));
  if (strange !== undefined)
    throw unknown(
      "library",
      strange,
      [...catalog.libraries.keys(), ...catalog.sets.keys()],
      "--with",
    );
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
  const known = [
    ...new Set([
      ...catalog.pythons.map(({ minor }) => minor),
      ...living.map((release) => release.python),
    ]),
  ].sort(compareVersions);
  const minor = /^(\d+\.\d+)\.\d+$/.exec(python)?.[1];
  if (known.includes(python) || python === "ubuntu") return;
  if (minor !== undefined && known.includes(minor))
    throw wrongRequest({
      code: "unknown-python",
      message: `A Python is named by two numbers; found \`${python}\`.`,
      hint: `Did you mean: --python ${minor}`,
    });
  throw unknown("Python", python, known, "--python");
};

/** The request whose cells `pick` chooses from: every CUDA that has images, on the Ubuntu releases that live, today's or the one asked for. */
export const pickRequest = (options: PickOptions, catalog: Catalog, today: string): Request => {
  const releases = catalog.ubuntu.filter(
    (release) => release.endOfLife > today && release.name !== "stand-in",
  );
  const living = releases.map((release) => release.name);
  if (
    options.ubuntu !== undefined &&
    !catalog.ubuntu.some((release) => release.name === options.ubuntu)
  )
    throw unknown("Ubuntu", options.ubuntu, living, "--ubuntu");
  if (options.python !== undefined) checkPython(options.python, releases, catalog);
  const set = setFor(options.libraries, catalog);
  const cuda = catalog.cuda.filter(
    (release) =>
      !release.repository.startsWith("localhost/") && Object.keys(release.images).length > 0,
  );
  return {
    file: "pick",
    to: "oci:./images",
    store: "oci:./images",
    engine: "auto",
    build: "link",
    matrix: {
      cuda: [...new Set(cuda.map((release) => minorOf(release.version)))],
      ubuntu: options.ubuntu === undefined ? living : [options.ubuntu],
      python: [options.python ?? "ubuntu"],
      flavor: ["base"],
      set: [set.name],
    },
    include: [],
    exclude: [],
    pins: {},
    sets: set.own === undefined ? {} : { [set.name]: set.own },
    mirrors: {},
    smoke: { require: "gpu" },
    apt: { maxAgeDays: 7 },
    cudnn: "wheels",
    wheelCuda: "exact",
    sudo: false,
    places: {},
  };
};

/** The dl-env.yml that builds one chosen cell. */
export const requestForCell = (cell: Cell, request: Pick<Request, "sets" | "to">): string => {
  const own = request.sets[cell.set];
  return [
    `to: ${request.to}`,
    "matrix:",
    `  cuda: ["${cell.cuda}"]`,
    `  ubuntu: ["${cell.ubuntu}"]`,
    `  python: ["${cell.python}"]`,
    `  set: [${cell.set}]`,
    ...(own === undefined ? [] : ["sets:", `  ${cell.set}: [${own.join(", ")}]`]),
    "",
  ].join("\n");
};
