import type { Catalog } from "../catalog/facts.ts";
import type { Library, LibraryRelease } from "../catalog/libraryFacts.ts";
import { majorOf, minorOf } from "../catalog/versions.ts";
import type { Cell } from "./cell.ts";
import { isAdded, withNeeds } from "./cellLibraries.ts";
import { counts, librariesOf, releasesFor, requirementName } from "./libraryRelease.ts";
import { matrixLine } from "./matrixLine.ts";
import { pinReasons } from "./pinRules.ts";
import type { Reason } from "./reason.ts";
import type { RuleContext } from "./ruleContext.ts";

const filled = (text: string, cell: Cell): string =>
  text
    .replaceAll("{cuda}", minorOf(cell.cuda))
    .replaceAll("{python}", cell.python)
    .replaceAll("{ubuntu}", cell.ubuntu)
    .replaceAll("{flavor}", cell.flavor);

/** The limits of library.yml that hold in this cell, under their own codes. */
const limitReasons = (library: Library, cell: Cell, context: RuleContext): Reason[] =>
  library.limits
    .filter(
      (limit) =>
        counts(limit, cell, context) &&
        (limit.from === undefined || limit.from <= context.today) &&
        (limit.ubuntu === undefined || limit.ubuntu.includes(cell.ubuntu)) &&
        (limit.flavor === undefined || limit.flavor.includes(cell.flavor)),
    )
    .map((limit) => ({
      code: limit.code,
      message: filled(limit.message, cell),
      source: limit.source,
      ...(limit.hint === undefined ? {} : { hint: filled(limit.hint, cell) }),
    }));

/** The CUDA major that a package's name says it is built for, where that is not the cell's. */
const otherCudaMajor = (name: string, cuda: string, catalog: Catalog): string | undefined =>
  Object.entries(catalog.wheels).find(
    ([major, facts]) => major !== majorOf(cuda) && facts.marks.some((mark) => name.endsWith(mark)),
  )?.[0];

/** The newest CUDA x.y of a major that the catalog has an image of. */
const newestOfMajor = (major: string, catalog: Catalog): string =>
  minorOf(
    catalog.cuda.findLast(
      ({ version, images }) => majorOf(version) === major && Object.keys(images).length > 0,
    )?.version ?? `${major}.8`,
  );

interface LibraryInCell {
  readonly library: Library;
  readonly release: LibraryRelease;
  readonly cell: Cell;
}

/**
 * `cuda-major-mismatch`: library.yml asks for a package of another CUDA; one per library is enough.
 */
const cudaMajorReasons = (
  { library, release, cell }: LibraryInCell,
  { catalog }: RuleContext,
): Reason[] =>
  release.requirements
    .map(requirementName)
    .flatMap((name): Reason[] => {
      const major = otherCudaMajor(name, cell.cuda, catalog);
      if (major === undefined) return [];
      if (library.own !== undefined)
        return [
          {
            code: "wheel-of-another-cuda",
            message: `${name} is built for CUDA ${major}, and this cell has CUDA ${minorOf(cell.cuda)}.`,
            source: release.source,
            hint: `Leave it out, or name a CUDA ${major}: ${matrixLine("cuda", newestOfMajor(major, catalog))}`,
          },
        ];
      return [
        {
          code: "cuda-major-mismatch",
          message: `${library.title} requires ${name}, which is built for CUDA ${major}.`,
          source: release.source,
          hint: `add an entry for CUDA ${majorOf(cell.cuda)} to: ${library.folder}/library.yml`,
        },
      ];
    })
    .slice(0, 1);

/** `library-not-available`: no entry of library.yml counts in this cell. */
const notAvailable = (library: Library, cell: Cell, { catalog }: RuleContext): Reason => {
  const others = cell.libraries.filter(
    (name) => !withNeeds([name], catalog).includes(library.name) && !isAdded(name, catalog),
  );
  return {
    code: "library-not-available",
    message:
      `The catalog has no wheels of ${library.title} for CUDA ${minorOf(cell.cuda)} ` +
      `with Python ${cell.python}.`,
    source: library.releases.at(-1)?.source ?? library.folder,
    hint: `sets: { mine: [${others.join(", ")}] }`,
  };
};

const reasonsOf = (library: Library, cell: Cell, context: RuleContext): Reason[] => {
  const limits = limitReasons(library, cell, context);
  if (limits.length > 0) return limits;
  const [release] = releasesFor(library, cell, context);
  if (release === undefined) return [notAvailable(library, cell, context)];
  return cudaMajorReasons({ library, release, cell }, context);
};

/**
 * What the cell's libraries have against it; the same reason of several, such as one missing torch
 * build for torch and torchaudio, is given once.
 */
export const libraryReasons = (cell: Cell, context: RuleContext): Reason[] => {
  const libraries = librariesOf(cell, context.catalog);
  const unlimited = libraries.filter(
    (library) => limitReasons(library, cell, context).length === 0,
  );
  const reasons = libraries.flatMap((library) => reasonsOf(library, cell, context));
  return [
    ...new Map(reasons.map((reason) => [`${reason.code} ${reason.message}`, reason])).values(),
    ...pinReasons(unlimited, cell, context),
  ];
};

/**
 * Whether a limit of these libraries looks at the Ubuntu release or the flavor, which is rare: sets
 * without one are judged once for all of both.
 */
export const dependOnBase = (libraries: readonly Library[]): boolean =>
  libraries.some((library) =>
    library.limits.some(
      (limit) =>
        limit.ubuntu !== undefined ||
        limit.flavor !== undefined ||
        /\{(ubuntu|flavor)\}/.test(`${limit.message} ${limit.hint ?? ""}`),
    ),
  );
