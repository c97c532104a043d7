import type { Catalog, Gpu } from "../catalog/facts.ts";
import { compareVersions, minorOf } from "../catalog/versions.ts";
import type { Cell } from "../matrix/cell.ts";
import { cudnnOf, cudnnSupport } from "../verdict/cudnn.ts";
import { runsOn, type CellHardware, type CellWithLock } from "../verdict/hardware.ts";
import type { Host } from "./driverFit.ts";

/** Why a host cannot run a cell that can be had. */
export interface HostLimit {
  readonly code: "no-code-for-gpu" | "cudnn-without-gpu" | "driver-too-old";
  readonly message: string;
  readonly source: string;
}

const TURING = "7.5";

/** Whether a card is older than Turing, which today's driver branches and CUDAs left behind. */
export const isBeforeTuring = ({ computeCapability }: Pick<Gpu, "computeCapability">): boolean =>
  compareVersions(computeCapability, TURING) < 0;

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
    const last = isBeforeTuring(card) ? drivers.lastCudaBeforeTuring : undefined;
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
    if (driver !== undefined && compareVersions(driver, support.driver) < 0)
      return {
        code: "driver-too-old",
        message:
          `cuDNN ${cudnn} needs driver ${support.driver} for ${name}; this host has ` +
          `${driver}.`,
        source,
      };
  }
  return undefined;
};

/** A driver that the makers of the libraries ask for. */
export const driverLimit = (hardware: CellHardware, host: Host): HostLimit | undefined => {
  const { driver, source } = hardware.drivers.minorVersion;
  if (host.driver === undefined || compareVersions(host.driver, driver) >= 0) return undefined;
  return {
    code: "driver-too-old",
    message: `These libraries need driver ${driver} or newer; this host has ${host.driver}.`,
    source,
  };
};
