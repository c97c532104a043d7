import type { Catalog } from "../catalog/facts.ts";
import type { Architectures, Library } from "../catalog/libraryFacts.ts";
import { rangeChecker, type InRange } from "../catalog/inRange.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { librariesOf } from "../matrix/libraryRelease.ts";
import type { Lock } from "../resolve/lock.ts";
import { leastDrivers, type LeastDrivers, type LockedVersions } from "./drivers.ts";

/** A cell and what was chosen for it. */
export interface CellWithLock {
  readonly cell: Cell;
  readonly lock: Pick<Lock, "wheels">;
}

/** GPU code that one library's wheel carries. */
export interface CarriedCode {
  readonly library: string;
  readonly package: string;
  readonly version: string;
  /** Compute capabilities with machine code. */
  readonly sm: readonly string[];
  /** Compute capabilities with PTX. */
  readonly ptx: readonly string[];
  readonly source: string;
}

export interface CellHardware {
  readonly code: readonly CarriedCode[];
  /** GPU libraries whose wheels nobody has looked into: nothing is said about them. */
  readonly unmeasured: readonly string[];
  /** Compute capabilities with machine code in every library that was looked into. */
  readonly sm: readonly string[];
  /** Known cards' compute capabilities on which every one of these libraries runs. */
  readonly runsOn: readonly string[];
  /** Compute capability that some of them run on -> libraries that do not. */
  readonly limitedBy: Readonly<Record<string, readonly string[]>>;
  readonly drivers: LeastDrivers;
}

/**
 * Whether code for these architectures runs on a card: machine code of the same major and no newer
 * minor, or PTX that is not newer.
 */
export const runsOn = (code: Pick<CarriedCode, "sm" | "ptx">, computeCapability: string): boolean =>
  code.sm.some(
    (sm) =>
      majorOf(sm) === majorOf(computeCapability) && compareVersions(sm, computeCapability) <= 0,
  ) || code.ptx.some((ptx) => compareVersions(ptx, computeCapability) <= 0);

const carries = (entry: Architectures, { cell, versions, inRange }: LockedVersions): boolean => {
  const version = versions.get(entry.package);
  return (
    version !== undefined &&
    inRange(version, entry.versions) &&
    inRange(minorOf(cell.cuda), entry.cuda)
  );
};

const codeOf = (library: Library, locked: LockedVersions): CarriedCode[] => {
  const entry = library.architectures.find((candidate) => carries(candidate, locked));
  return entry === undefined
    ? []
    : [
        {
          library: library.name,
          package: entry.package,
          version: locked.versions.get(entry.package) ?? "",
          sm: entry.sm,
          ptx: entry.ptx,
          source: entry.source,
        },
      ];
};

/** Compute capabilities of cards that a PC or server may have. */
const knownCapabilities = (catalog: Catalog): string[] =>
  [
    ...new Set(
      catalog.gpus.filter((gpu) => gpu.kind !== "jetson").map((gpu) => gpu.computeCapability),
    ),
  ].sort(compareVersions);

const limiters = (
  code: readonly CarriedCode[],
  capabilities: readonly string[],
): Record<string, readonly string[]> =>
  Object.fromEntries(
    capabilities.flatMap((capability) => {
      const without = code
        .filter((entry) => !runsOn(entry, capability))
        .map((entry) => entry.library);
      return without.length === 0 || without.length === code.length ? [] : [[capability, without]];
    }),
  );

/**
 * What cards and drivers an accepted cell runs with, from its lock and the catalog's measurements.
 */
export const hardwareOf = (
  { cell, lock }: CellWithLock,
  catalog: Catalog,
  inRange: InRange = rangeChecker(),
): CellHardware => {
  const versions = new Map(lock.wheels.map(({ name, version }) => [name, version]));
  const locked = { cell, versions, inRange };
  const libraries = librariesOf(cell, catalog);
  const code = libraries.flatMap((library) => codeOf(library, locked));
  const capabilities = knownCapabilities(catalog);
  const measured = new Set(code.map((entry) => entry.library));
  const [first, ...others] = code;
  return {
    code,
    unmeasured: libraries
      .filter((library) => library.gpu && !measured.has(library.name))
      .map((library) => library.name),
    sm:
      first === undefined
        ? []
        : first.sm.filter((sm) => others.every((entry) => entry.sm.includes(sm))),
    runsOn: capabilities.filter((capability) => code.every((entry) => runsOn(entry, capability))),
    limitedBy: limiters(code, capabilities),
    drivers: leastDrivers(locked, libraries, catalog),
  };
};
