import type { Catalog, Gpu } from "../catalog/facts.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import { ownDriver } from "../verdict/hardware.ts";

/** How a driver runs a CUDA. */
export type DriverFit =
  /** The driver's own CUDA is this one or newer. */
  | { readonly kind: "own" }
  /** The driver is older than this CUDA but of its major; `refused` says that Docker's runtime hook would not start the base. */
  | { readonly kind: "minor-version"; readonly refused: boolean; readonly note: string }
  | { readonly kind: "too-old"; readonly reason: string; readonly source: string };

export interface Host {
  /** Every card that must run it; none named = any. */
  readonly gpus: readonly Gpu[];
  /** Linux driver version, such as 550.54.15. */
  readonly driver?: string;
  /** Docker's runtime hook reads NVIDIA_REQUIRE_CUDA; podman's CDI devices do not. */
  readonly runtime: "docker" | "podman";
}

const branchOf = (driver: string): number => Number(majorOf(driver));

/** `cuda` as it begins the sentence. */
const tooOld = (driver: string, cuda: string, least: string, source: string): DriverFit => ({
  kind: "too-old",
  reason: `${cuda} needs driver ${least} or newer; this host has ${driver}.`,
  source,
});

const refusalNote = (
  gpus: readonly Gpu[],
  cuda: string,
  driver: string,
  branches: readonly number[] | undefined,
): string | undefined => {
  if (gpus.some(({ kind }) => kind === "geforce"))
    return `Docker's runtime hook refuses the base on a GeForce, because NVIDIA_REQUIRE_CUDA asks for CUDA ${minorOf(cuda)}; podman's CDI devices do not ask.`;
  if (branches === undefined)
    return `Whether Docker's runtime hook starts the base with branch R${branchOf(driver)} has not been read from the image.`;
  if (branches.includes(branchOf(driver))) return undefined;
  return `Docker's runtime hook refuses the base, because NVIDIA_REQUIRE_CUDA does not list branch R${branchOf(driver)}; podman's CDI devices do not ask.`;
};

/** How this host's driver runs a CUDA release. A host whose driver is not known runs everything by its own driver. */
export const driverFit = (host: Host, cuda: string, catalog: Catalog): DriverFit => {
  const { gpus, driver } = host;
  const least = catalog.drivers.minorVersion[majorOf(cuda)];
  const { source } = catalog.drivers;
  if (driver === undefined) return { kind: "own" };
  const own = ownDriver(catalog, cuda);
  if (own !== undefined && compareVersions(driver, own.driver) >= 0) return { kind: "own" };
  if (least === undefined)
    return tooOld(driver, `CUDA ${minorOf(cuda)}`, own?.driver ?? "of its own", source);
  if (compareVersions(driver, least) < 0)
    return tooOld(driver, `Every CUDA ${majorOf(cuda)}`, least, source);
  const refusal = refusalNote(gpus, cuda, driver, catalog.drivers.requireBranches[minorOf(cuda)]);
  const rests = `It rests on minor-version compatibility: CUDA ${minorOf(cuda)} came with driver ${own?.driver ?? "of a later branch"}, and this host has ${driver}.`;
  return {
    kind: "minor-version",
    refused: refusal !== undefined && host.runtime === "docker",
    note: refusal === undefined ? rests : `${rests} ${refusal}`,
  };
};
