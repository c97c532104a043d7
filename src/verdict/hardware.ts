import type { Architectures, Catalog, CudnnRow, Library } from "../catalog/facts.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Cell } from "../matrix/cell.ts";
import { releaseOf } from "../matrix/expand.ts";
import type { InRange } from "../catalog/inRange.ts";
import { rememberRanges } from "../catalog/inRange.ts";
import { librariesOf } from "../matrix/libraryRelease.ts";

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

export interface DriverFact {
  readonly driver: string;
  readonly source: string;
}

/** Three answers to "which driver must the host have?": they differ by what is asked of it. */
export interface LeastDrivers {
  /** What the wheels need at least, by minor-version compatibility and by what the libraries' makers name. */
  readonly minorVersion: DriverFact;
  /** What the base's NVIDIA_REQUIRE_CUDA lets pass for data-centre and workstation cards; absent where that was not read. */
  readonly dataCentre?: DriverFact;
  /** What it lets pass for GeForce cards: the CUDA's own driver; absent where none is known. */
  readonly geforce?: DriverFact;
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

/** Whether code for these architectures runs on a card: machine code of the same major and no newer minor, or PTX that is not newer. */
export const runsOn = (code: Pick<CarriedCode, "sm" | "ptx">, computeCapability: string): boolean =>
  code.sm.some(
    (sm) =>
      majorOf(sm) === majorOf(computeCapability) && compareVersions(sm, computeCapability) <= 0,
  ) || code.ptx.some((ptx) => compareVersions(ptx, computeCapability) <= 0);

type Versions = ReadonlyMap<string, string>;

const versionsOf = (lock: Pick<Lock, "wheels">): Versions =>
  new Map(lock.wheels.map((wheel) => [wheel.name, wheel.version]));

const carries = (
  entry: Architectures,
  cell: Cell,
  versions: Versions,
  inRange: InRange,
): boolean => {
  const version = versions.get(entry.package);
  return (
    version !== undefined &&
    inRange(version, entry.versions) &&
    inRange(minorOf(cell.cuda), entry.cuda)
  );
};

const codeOf = (
  library: Library,
  cell: Cell,
  versions: Versions,
  inRange: InRange,
): CarriedCode[] => {
  const entry = library.architectures.find((candidate) =>
    carries(candidate, cell, versions, inRange),
  );
  return entry === undefined
    ? []
    : [
        {
          library: library.name,
          package: entry.package,
          version: versions.get(entry.package) ?? "",
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

const newer = (a: DriverFact, b: DriverFact): DriverFact =>
  compareVersions(b.driver, a.driver) > 0 ? b : a;

const minorVersionDriver = (
  cell: Cell,
  libraries: readonly Library[],
  versions: Versions,
  catalog: Catalog,
  inRange: InRange,
): DriverFact => {
  const compatible: DriverFact = {
    driver: catalog.drivers.minorVersion[majorOf(cell.cuda)] ?? "0",
    source: catalog.drivers.source,
  };
  const named = libraries.flatMap((library) =>
    library.drivers
      .filter(
        (entry) =>
          versions.has(entry.package) && inRange(versions.get(entry.package) ?? "", entry.versions),
      )
      .map(({ driver, source }) => ({ driver, source })),
  );
  return named.reduce(newer, compatible);
};

/** The oldest driver that reports CUDA x.y: the one that came with x.y.0. */
export const ownDriver = (catalog: Catalog, cuda: string): DriverFact | undefined => {
  const minor = minorOf(cuda);
  const shipped = Object.entries(catalog.drivers.shipped).filter(
    ([version]) => minorOf(version) === minor,
  );
  const [oldest] = shipped.sort(([a], [b]) => compareVersions(a, b));
  return oldest === undefined ? undefined : { driver: oldest[1], source: catalog.drivers.source };
};

const dataCentreDriver = (catalog: Catalog, cuda: string): DriverFact | undefined => {
  const branches = catalog.drivers.requireBranches[minorOf(cuda)];
  return branches === undefined || branches.length === 0
    ? undefined
    : { driver: String(Math.min(...branches)), source: catalog.drivers.requireSource };
};

const driversOf = (
  cell: Cell,
  libraries: readonly Library[],
  versions: Versions,
  catalog: Catalog,
  inRange: InRange,
): LeastDrivers => {
  const dataCentre = dataCentreDriver(catalog, cell.cuda);
  const geforce = ownDriver(catalog, cell.cuda);
  return {
    minorVersion: minorVersionDriver(cell, libraries, versions, catalog, inRange),
    ...(dataCentre === undefined ? {} : { dataCentre }),
    ...(geforce === undefined ? {} : { geforce }),
  };
};

/** What cards and drivers an accepted cell runs with, from its lock and the catalog's measurements. */
export const hardwareOf = (
  cell: Cell,
  lock: Pick<Lock, "wheels">,
  catalog: Catalog,
  inRange: InRange = rememberRanges(),
): CellHardware => {
  const versions = versionsOf(lock);
  const libraries = librariesOf(cell, catalog);
  const code = libraries.flatMap((library) => codeOf(library, cell, versions, inRange));
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
    drivers: driversOf(cell, libraries, versions, catalog, inRange),
  };
};

/** The cuDNN that a cell uses: its wheels' own, else the base's where the flavor has one. */
export const cudnnOf = (
  cell: Cell,
  lock: Pick<Lock, "wheels">,
  catalog: Catalog,
): string | undefined =>
  lock.wheels.find((wheel) => /^nvidia-cudnn-cu\d+$/.test(wheel.name))?.version ??
  (cell.flavor.startsWith("cudnn") ? releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn : undefined);

const isCovered = (row: CudnnRow, computeCapability: string): boolean =>
  row.cards.some(
    (card) =>
      majorOf(card) === majorOf(computeCapability) && compareVersions(card, computeCapability) <= 0,
  );

/** The row of cuDNN's support matrix for a card: undefined when the matrix has no row for this cuDNN and CUDA, `none` when it leaves the card out. */
export const cudnnSupport = (
  cudnn: string,
  cuda: string,
  computeCapability: string,
  catalog: Catalog,
  inRange: InRange = rememberRanges(),
): CudnnRow | "none" | undefined => {
  const rows = catalog.cudnn.rows.filter(
    (row) => inRange(cudnn, row.cudnn) && inRange(minorOf(cuda), row.cuda),
  );
  if (rows.length === 0) return undefined;
  const covering = rows
    .filter((row) => isCovered(row, computeCapability))
    .sort((a, b) => compareVersions(a.driver, b.driver));
  return covering[0] ?? "none";
};
