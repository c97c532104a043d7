import type { Catalog, Gpu } from "../catalog/facts.ts";
import type { HostFitCode } from "../errors/codes.ts";
import { compareVersions, minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { cudnnOf, cudnnSupport } from "../verdict/cudnn.ts";
import { runsOn, type CellHardware, type CellWithLock } from "../verdict/hardware.ts";
import type { DriverFact } from "../verdict/drivers.ts";
import { notWhole, reaches, type Host } from "./driverFit.ts";

/** Why a host cannot run a cell that can be had. */
export interface HostLimit {
  readonly code: HostFitCode;
  readonly message: string;
  readonly source: string;
}

const TURING = "7.5";

/** Whether a card is older than Turing, which today's driver branches and CUDAs left behind. */
export const isBeforeTuring = ({ computeCapability }: Pick<Gpu, "computeCapability">): boolean =>
  compareVersions(computeCapability, TURING) < 0;

/** The last CUDA whose libraries have code for a card; undefined where none left it behind. */
const lastCudaOf = (
  card: Gpu,
  { lastCuda, lastSource, lastCudaBeforeTuring }: Catalog["drivers"],
): { readonly cuda: string; readonly source: string } | undefined => {
  const own = lastCuda[card.computeCapability];
  if (own !== undefined) return { cuda: own, source: lastSource };
  return isBeforeTuring(card) ? lastCudaBeforeTuring : undefined;
};

/** A card that a CUDA came before or left behind: its libraries have no code for it. */
export const cardOutsideCuda = (
  { cuda }: Pick<Cell, "cuda">,
  { gpus }: Host,
  { drivers }: Pick<Catalog, "drivers">,
): HostLimit | undefined => {
  const minor = minorOf(cuda);
  const says = (name: string, why: string): string =>
    `The libraries of CUDA ${minor} have no code for ${name}: ${why}.`;
  for (const card of gpus) {
    const first = drivers.firstCuda[card.computeCapability];
    const last = lastCudaOf(card, drivers);
    const code = "no-code-for-gpu";
    if (first !== undefined && compareVersions(minor, first) < 0)
      return {
        code,
        message: says(card.name, `${first} is the first`),
        source: drivers.firstSource,
      };
    if (last !== undefined && compareVersions(minor, last.cuda) > 0)
      return { code, message: says(card.name, `${last.cuda} is the last`), source: last.source };
  }
  return undefined;
};

/** A card for which a wheel carries no code. */
export const cardLimit = (hardware: CellHardware, { gpus }: Host): HostLimit | undefined => {
  for (const gpu of gpus) {
    const lacking = hardware.code.find((code) => !runsOn(code, gpu.computeCapability));
    if (lacking === undefined) continue;
    const card = gpu.name.endsWith(gpu.computeCapability)
      ? gpu.computeCapability
      : `${gpu.computeCapability} (${gpu.name})`;
    return {
      code: "no-code-for-gpu",
      message:
        `The wheel of ${lacking.package} ${lacking.version} has no code for compute ` +
        `capability ${card}.`,
      source: lacking.source,
    };
  }
  return undefined;
};

/** Why a driver is not enough; undefined where it is, or is not known. */
const olderThan = (
  driver: string | undefined,
  least: DriverFact,
  [needs, what]: readonly [needs: string, what: string],
): HostLimit | undefined => {
  const { source } = least;
  const isEnough = driver === undefined || reaches(driver, least.driver);
  if (driver === undefined || isEnough === true) return undefined;
  const need = `${needs} driver ${least.driver}${what}`;
  return isEnough === undefined
    ? { code: "driver-not-whole", message: notWhole(need, driver), source }
    : { code: "driver-too-old", message: `${need}; this host has ${driver}.`, source };
};

/** cuDNN's own matrix: the card must be in it, and may ask for a newer driver than CUDA does. */
export const cudnnLimit = (
  locked: CellWithLock,
  { gpus, driver }: Host,
  catalog: Catalog,
): HostLimit | undefined => {
  const cudnn = cudnnOf(locked, catalog);
  if (cudnn === undefined) return undefined;
  const { source } = catalog.cudnn;
  const { cuda } = locked.cell;
  for (const { name, computeCapability } of gpus) {
    const support = cudnnSupport({ cudnn, cuda, computeCapability }, catalog);
    if (support === undefined) continue;
    if (support === "none")
      return {
        code: "cudnn-without-gpu",
        message: `cuDNN ${cudnn} does not support ${name}.`,
        source,
      };
    const least = { driver: support.driver, source };
    const limit = olderThan(driver, least, [`cuDNN ${cudnn} needs`, ` for ${name}`]);
    if (limit !== undefined) return limit;
  }
  return undefined;
};

/** A driver that the makers of the libraries ask for. */
export const driverLimit = (hardware: CellHardware, host: Host): HostLimit | undefined => {
  return olderThan(host.driver, hardware.drivers.minorVersion, [
    "These libraries need",
    " or newer",
  ]);
};
