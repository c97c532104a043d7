import type { Catalog, Gpu } from "../catalog/facts.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import { ownDriver } from "../verdict/drivers.ts";

/** How a driver runs a CUDA. */
export type DriverFit =
  /** The driver's own CUDA is this one or newer. */
  | { readonly kind: "own" }
  /**
   * The driver is older than this CUDA but of its major; `refused` says that Docker's runtime hook
   * would not start the base.
   */
  | { readonly kind: "minor-version"; readonly refused: boolean; readonly note: string }
  /** The driver was named without its patch number, and that decides. */
  | { readonly kind: "not-whole"; readonly reason: string; readonly source: string }
  | {
      readonly kind: "too-old";
      readonly reason: string;
      readonly source: string;
      /** What lets it run all the same. */
      readonly way?: string;
    };

export interface Host {
  /** Every card that must run it; none named = any. */
  readonly gpus: readonly Gpu[];
  /** Linux driver version, such as 550.54.15. */
  readonly driver?: string;
  /** Docker's runtime hook reads NVIDIA_REQUIRE_CUDA; podman's CDI devices do not. */
  readonly runtime: "docker" | "podman";
}

const branchOf = (driver: string): number => Number(majorOf(driver));

/**
 * Whether a driver is this one or newer; undefined where it was named without the patch number that
 * decides, as 580.65 is for 580.65.06.
 */
export const reaches = (driver: string, least: string): boolean | undefined =>
  least.startsWith(`${driver}.`) ? undefined : compareVersions(driver, least) >= 0;

/** Says that the patch number of a driver is needed. */
export const notWhole = (need: string, driver: string): string =>
  `${need}; ${driver} is no whole version, and its last part decides.`;

interface DriverOfHost {
  readonly driver: string;
  readonly gpus: readonly Gpu[];
}

/**
 * Why Docker's runtime hook would refuse the base of a CUDA x.y with this driver; undefined when it
 * would not.
 */
const refusalNote = (
  { gpus, driver }: DriverOfHost,
  cuda: string,
  { requireBranches, requireGeforce }: Catalog["drivers"],
): string | undefined => {
  const branch = branchOf(driver);
  const isGeforce = gpus.some(({ kind }) => kind === "geforce");
  if (isGeforce && requireGeforce[cuda]?.includes(branch) !== true)
    return (
      "Docker's runtime hook refuses the base on a GeForce, because " +
      `NVIDIA_REQUIRE_CUDA asks for CUDA ${cuda}; podman's CDI devices do not check ` +
      "it."
    );
  const branches = requireBranches[cuda];
  if (branches === undefined)
    return (
      "It has not been read from the image whether Docker's runtime hook starts the " +
      `base with branch R${branch}.`
    );
  if (branches.includes(branch)) return undefined;
  return (
    "Docker's runtime hook refuses the base, because NVIDIA_REQUIRE_CUDA does not " +
    `list branch R${branch}; podman's CDI devices do not check it.`
  );
};

/**
 * Data-centre cards may run a CUDA newer than their driver by the base's cuda-compat; others give
 * error 804.
 */
const forwardWay = (
  { gpus }: Pick<Host, "gpus">,
  cuda: string,
  { forwardSource }: Catalog["drivers"],
): { readonly way?: string } =>
  gpus.length > 0 && gpus.every(({ kind }) => kind === "datacenter")
    ? {
        way:
          `Data-centre cards may run it by cuda-compat-${cuda.replace(".", "-")}, which the base ` +
          `has, where NVIDIA lists their branch: ${forwardSource}`,
      }
    : {};

/**
 * How this host's driver runs a CUDA release. A host whose driver is not known runs everything by
 * its own driver.
 */
export const driverFit = (host: Host, cuda: string, catalog: Catalog): DriverFit => {
  const { gpus, driver } = host;
  const { source, minorVersion } = catalog.drivers;
  if (driver === undefined) return { kind: "own" };
  const own = ownDriver(catalog, cuda);
  const isOwn = own !== undefined && reaches(driver, own.driver);
  if (isOwn === true) return { kind: "own" };
  const [major, minor] = [majorOf(cuda), minorOf(cuda)];
  const tooOld = (subject: string, least: string): DriverFit => ({
    kind: "too-old",
    reason: `${subject} needs driver ${least} or newer; this host has ${driver}.`,
    source,
    ...forwardWay(host, minor, catalog.drivers),
  });
  const least = minorVersion[major];
  if (least === undefined) return tooOld(`CUDA ${minor}`, own?.driver ?? "of its own");
  const isEnough = reaches(driver, least);
  if (isEnough === undefined)
    return {
      kind: "not-whole",
      reason: notWhole(`Every CUDA ${major} needs driver ${least} or newer`, driver),
      source,
    };
  if (!isEnough) return tooOld(`Every CUDA ${major}`, least);
  const refusal = refusalNote({ gpus, driver }, minor, catalog.drivers);
  const came = `CUDA ${minor} came with driver ${own?.driver ?? "of a later branch"}`;
  const rests =
    isOwn === undefined
      ? `${came}. If this host's ${driver} is older, it relies on minor-version compatibility.`
      : `It relies on minor-version compatibility: ${came}, and this host has ${driver}.`;
  return {
    kind: "minor-version",
    refused: refusal !== undefined && host.runtime === "docker",
    note: refusal === undefined ? rests : `${rests} ${refusal}`,
  };
};
