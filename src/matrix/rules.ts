import type { Catalog, Library, UbuntuRelease } from "../catalog/facts.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import { disjoint, rangeWords } from "../catalog/ranges.ts";
import type { Cell } from "./cell.ts";
import { releaseOf } from "./expand.ts";
import { requirementName } from "./question.ts";
import type { InRange } from "../catalog/inRange.ts";
import { rememberRanges } from "../catalog/inRange.ts";
import { counts, librariesOf, releaseFor } from "./libraryRelease.ts";
import type { Request } from "./request.ts";
import type { Reason } from "./reason.ts";

type Asked = Pick<Request, "pins" | "wheelCuda" | "cudnn">;

interface Context {
  readonly request: Asked;
  readonly catalog: Catalog;
  /** ISO date. */
  readonly today: string;
  readonly inRange: InRange;
}

/** One axis as lines to put into dl-env.yml. */
export const matrixLine = (axis: string, value: string): string =>
  `matrix: { ${axis}: ["${value}"] }`;

const cudaEnded = (cell: Cell, { catalog, today }: Context): Reason[] => {
  const release = releaseOf(catalog, cell.cuda, cell.ubuntu);
  if (release?.endOfLife === undefined || release.endOfLife > today) return [];
  const newer = catalog.cuda.findLast(
    (other) =>
      other.minor === release.minor &&
      other.images[cell.ubuntu] !== undefined &&
      (other.endOfLife ?? "9999") > today,
  );
  const instead = newer === undefined ? "" : ` Its successor is ${newer.version}.`;
  return [
    {
      code: "cuda-end-of-life",
      message: `NVIDIA ended its images of CUDA ${cell.cuda} on ${release.endOfLife}; they are rebuilt no more.${instead}`,
      source: release.source,
      ...(newer === undefined ? {} : { hint: matrixLine("cuda", newer.version) }),
    },
  ];
};

const ubuntuEnded = (release: UbuntuRelease | undefined, { catalog, today }: Context): Reason[] => {
  if (release === undefined || release.endOfLife > today) return [];
  const next = catalog.ubuntu.find(
    (other) => compareVersions(other.name, release.name) > 0 && other.endOfLife > today,
  );
  const name = release.name === "stand-in" ? "The stand-in's Debian" : `Ubuntu ${release.name}`;
  return [
    {
      code: "ubuntu-end-of-life",
      message: `${name} has had no security updates since ${release.endOfLife}.`,
      source: release.source,
      ...(next === undefined ? {} : { hint: matrixLine("ubuntu", next.name) }),
    },
  ];
};

const pythonMissing = (
  cell: Cell,
  release: UbuntuRelease | undefined,
  { catalog }: Context,
): Reason[] => {
  if (
    cell.pythonFrom === "ubuntu" ||
    catalog.pythons.some((python) => python.minor === cell.python)
  )
    return [];
  const pre = release?.preReleasePythons[cell.python];
  const known = [...new Set(catalog.pythons.map((python) => python.minor))].sort(compareVersions);
  const near = compareVersions(cell.python, known[0] ?? "3") < 0 ? known[0] : known.at(-1);
  const reason =
    pre === undefined
      ? {
          code: "python-not-available" as const,
          message: `No Python ${cell.python} is in the catalog, which has ${known.join(", ")}.`,
          source: "matrix/pythons.yml and matrix/ubuntu.yml",
        }
      : {
          code: "python-pre-release" as const,
          message: `Ubuntu ${cell.ubuntu} has Python ${cell.python} only as ${pre}.`,
          source: release?.source ?? "matrix/ubuntu.yml",
        };
  return [{ ...reason, ...(near === undefined ? {} : { hint: matrixLine("python", near) }) }];
};

const twoCudnns = (cell: Cell, { catalog, request }: Context): readonly Reason[] => {
  if (!cell.flavor.startsWith("cudnn") || request.cudnn === "system") return NONE;
  const libraries = librariesOf(cell, catalog);
  const user =
    libraries.find((library) => library.bringsCudnn) ??
    libraries.find((library) => library.usesCudnn);
  if (user === undefined) return [];
  const version = releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn;
  const base = `the flavor ${cell.flavor} brings ${version === undefined ? "one" : version} too`;
  return [
    {
      code: "two-cudnns",
      message: user.bringsCudnn
        ? `${user.title}'s wheels bring a cuDNN, and ${base}.`
        : `${user.title} loads the cuDNN that it finds first, and ${base}.`,
      source: catalog.cudnn.twoCopies,
      hint: `${matrixLine("flavor", cell.flavor.replace(/^cudnn-/, ""))}, or ask for the base's cuDNN: cudnn: system`,
    },
  ];
};

const filled = (text: string, cell: Cell): string =>
  text
    .replaceAll("{cuda}", minorOf(cell.cuda))
    .replaceAll("{python}", cell.python)
    .replaceAll("{ubuntu}", cell.ubuntu)
    .replaceAll("{flavor}", cell.flavor);

const limitsOf = (library: Library, cell: Cell, { request, today, inRange }: Context): Reason[] =>
  library.limits
    .filter(
      (limit) =>
        counts(limit, cell, request.wheelCuda, inRange) &&
        (limit.from === undefined || limit.from <= today) &&
        (limit.ubuntu === undefined || limit.ubuntu.includes(cell.ubuntu)) &&
        (limit.flavor === undefined || limit.flavor.includes(cell.flavor)),
    )
    .map((limit) => ({
      code: limit.code,
      message: filled(limit.message, cell),
      source: limit.source,
      ...(limit.hint === undefined ? {} : { hint: filled(limit.hint, cell) }),
    }));

/** Packages whose name says that they are built for another CUDA major. */
export const ofAnotherMajor = (name: string, cuda: string, catalog: Catalog): string | undefined =>
  Object.entries(catalog.wheels).find(
    ([major, facts]) => major !== majorOf(cuda) && facts.marks.some((mark) => name.endsWith(mark)),
  )?.[0];

const mismatch = (
  library: Library,
  cell: Cell,
  requirements: readonly string[],
  source: string,
  catalog: Catalog,
): Reason[] => {
  for (const requirement of requirements) {
    const name = requirementName(requirement);
    const major = ofAnotherMajor(name, cell.cuda, catalog);
    if (major === undefined) continue;
    return [
      {
        code: "cuda-major-mismatch",
        message: `${library.title} asks for ${name}, which is built for CUDA ${major}.`,
        source,
        hint: `add an entry for CUDA ${majorOf(cell.cuda)} to: ${library.folder}/library.yml`,
      },
    ];
  }
  return [];
};

/** The line that sets one pin and keeps the others. */
const pinLine = (pins: Asked["pins"], name: string, range: string): string =>
  `pins: { ${Object.entries({ ...pins, [name]: range })
    .map(([pinned, value]) => `${pinned}: "${value}"`)
    .join(", ")} }`;

const against = (
  library: Library,
  requirements: readonly string[],
  source: string,
  pins: Asked["pins"],
): Reason[] =>
  requirements.flatMap((requirement) => {
    const name = requirementName(requirement);
    const pin = pins[name];
    const range = requirement.replace(/^[A-Za-z0-9._-]+(\[[^\]]*\])?\s*/, "");
    if (pin === undefined || range === "" || !disjoint(pin, range)) return [];
    return [
      {
        code: "pin-out-of-range",
        message: `The pin asks for ${name} ${rangeWords(pin)}; ${library.title} needs ${rangeWords(range)} for this CUDA and Python.`,
        source,
        hint: pinLine(pins, name, range),
      },
    ];
  });

const releaseReasons = (library: Library, cell: Cell, context: Context): Reason[] => {
  const { request, catalog, inRange } = context;
  const release = releaseFor(library, cell, request.wheelCuda, inRange);
  if (release !== undefined)
    return [
      ...mismatch(library, cell, release.requirements, release.source, catalog),
      ...against(library, release.requirements, release.source, request.pins),
    ];
  return [
    {
      code: "library-not-available",
      message: `The catalog knows no wheels of ${library.title} for CUDA ${minorOf(cell.cuda)} with Python ${cell.python}.`,
      source: library.releases.at(-1)?.source ?? library.folder,
      hint: `sets: { mine: [${cell.libraries.filter((name) => name !== library.name && !catalog.every.includes(name)).join(", ")}] }`,
    },
  ];
};

const libraryReasons = (cell: Cell, context: Context): Reason[] =>
  librariesOf(cell, context.catalog).flatMap((library) => {
    const limits = limitsOf(library, cell, context);
    return limits.length > 0 ? limits : releaseReasons(library, cell, context);
  });

/** Reasons that are the same for all libraries of a set, such as one missing torch build for torch and torchaudio, are told once. */
const distinct = (reasons: readonly Reason[]): Reason[] => [
  ...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values(),
];

const remembered = (
  known: Map<string, readonly Reason[]>,
  key: string,
  make: () => readonly Reason[],
): readonly Reason[] => {
  const found = known.get(key);
  if (found !== undefined) return found;
  const fresh = make();
  known.set(key, fresh);
  return fresh;
};

/** Limits that look at the Ubuntu release or the flavor are rare; sets without one are judged once for all of both. */
const looksAtBase = (libraries: readonly Library[]): boolean =>
  libraries.some((library) =>
    library.limits.some(
      (limit) =>
        limit.ubuntu !== undefined ||
        limit.flavor !== undefined ||
        /\{(ubuntu|flavor)\}/.test(`${limit.message} ${limit.hint ?? ""}`),
    ),
  );

/** What is known of one set of libraries; cells of a set share the list itself, which is the key. */
interface SetRules {
  readonly looksAtBase: boolean;
  readonly known: Map<string, readonly Reason[]>;
}

const joined = (groups: readonly (readonly Reason[])[]): readonly Reason[] => {
  const told = groups.filter((reasons) => reasons.length > 0);
  return told.length < 2 ? (told[0] ?? NONE) : told.flat();
};

/** The catalog's rules for the cells of one request; what does not depend on the whole cell is worked out once. */
export const rulesFor = (
  request: Asked,
  catalog: Catalog,
  today: string,
  inRange: InRange = rememberRanges(),
): ((cell: Cell) => readonly Reason[]) => {
  const context: Context = { request, catalog, today, inRange };
  const ubuntus = new Map(catalog.ubuntu.map((release) => [release.name, release]));
  const known = new Map<string, readonly Reason[]>();
  const sets = new Map<readonly string[], SetRules>();
  const base = (cell: Cell): readonly Reason[] => {
    const release = ubuntus.get(cell.ubuntu);
    return [
      ...cudaEnded(cell, context),
      ...ubuntuEnded(release, context),
      ...pythonMissing(cell, release, context),
    ];
  };
  return (cell) => {
    let set = sets.get(cell.libraries);
    if (set === undefined)
      sets.set(
        cell.libraries,
        (set = { looksAtBase: looksAtBase(librariesOf(cell, catalog)), known: new Map() }),
      );
    const libraries = set.looksAtBase
      ? `python ${cell.python} ${cell.cuda} ${cell.ubuntu} ${cell.flavor}`
      : `python ${cell.python} ${cell.cuda}`;
    return joined([
      remembered(known, `${cell.cuda} ${cell.ubuntu} ${cell.python}`, () => base(cell)),
      cell.flavor.startsWith("cudnn")
        ? remembered(set.known, `${cell.cuda} ${cell.ubuntu} ${cell.flavor}`, () =>
            twoCudnns(cell, context),
          )
        : NONE,
      remembered(set.known, libraries, () => distinct(libraryReasons(cell, context))),
    ]);
  };
};

const NONE: readonly Reason[] = [];

/** What the catalog says against one cell; empty when it knows nothing against it. */
export const rulesAgainst = (
  cell: Cell,
  request: Asked,
  catalog: Catalog,
  today: string,
): readonly Reason[] => rulesFor(request, catalog, today)(cell);
