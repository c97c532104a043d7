import type { Catalog } from "../catalog/facts.ts";
import type { Library } from "../catalog/libraryFacts.ts";
import type { InRange } from "../catalog/inRange.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";

export interface DriverFact {
  readonly driver: string;
  readonly source: string;
}

/** Three answers to "which driver must the host have?": they differ by what is asked of it. */
export interface LeastDrivers {
  /**
   * What the wheels need at least, by minor-version compatibility and by what the libraries' makers
   * name.
   */
  readonly minorVersion: DriverFact;
  /**
   * What the base's NVIDIA_REQUIRE_CUDA lets pass for data-centre and workstation cards; absent
   * where that was not read.
   */
  readonly dataCentre?: DriverFact;
  /** What it lets pass for GeForce cards: the CUDA's own driver; absent where none is known. */
  readonly geforce?: DriverFact;
}

/** A cell with the version of each package that was chosen for it. */
export interface LockedVersions {
  readonly cell: Cell;
  readonly versions: ReadonlyMap<string, string>;
  readonly inRange: InRange;
}

const newer = (a: DriverFact, b: DriverFact): DriverFact =>
  compareVersions(b.driver, a.driver) > 0 ? b : a;

const minorVersionDriver = (
  { cell, versions, inRange }: LockedVersions,
  libraries: readonly Library[],
  catalog: Catalog,
): DriverFact => {
  const compatible: DriverFact = {
    driver: catalog.drivers.minorVersion[majorOf(cell.cuda)] ?? "0",
    source: catalog.drivers.source,
  };
  const libraryDrivers = libraries.flatMap((library) =>
    library.drivers
      .filter(
        (entry) =>
          versions.has(entry.package) && inRange(versions.get(entry.package) ?? "", entry.versions),
      )
      .map(({ driver, source }) => ({ driver, source })),
  );
  return libraryDrivers.reduce(newer, compatible);
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

/** The least drivers of a cell with these libraries. */
export const leastDrivers = (
  locked: LockedVersions,
  libraries: readonly Library[],
  catalog: Catalog,
): LeastDrivers => {
  const dataCentre = dataCentreDriver(catalog, locked.cell.cuda);
  const geforce = ownDriver(catalog, locked.cell.cuda);
  return {
    minorVersion: minorVersionDriver(locked, libraries, catalog),
    ...(dataCentre === undefined ? {} : { dataCentre }),
    ...(geforce === undefined ? {} : { geforce }),
  };
};
