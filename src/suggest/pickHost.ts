import type { Catalog, Gpu } from "../catalog/facts.ts";
import { compareVersions, majorOf } from "../catalog/versions.ts";
import { wrongRequest } from "../errors/error.ts";
import type { Host } from "./driverFit.ts";
import { isBeforeTuring } from "./hostLimits.ts";
import { requireGpu } from "../catalog/gpuNames.ts";

/** `8.9`, `sm_89`, `compute_120` -> x.y; undefined for names of cards. */
const capabilityIn = (written: string): string | undefined => {
  const [, whole, joined] =
    /^(?:(\d{1,2}\.\d)|(?:sm|compute)_?(\d{2,3})[af]?)$/i.exec(written.trim()) ?? [];
  return whole ?? (joined === undefined ? undefined : `${joined.slice(0, -1)}.${joined.slice(-1)}`);
};

/**
 * Any card of a compute capability that a PC or server may have. It counts as a GeForce where there
 * is one, since those are refused most.
 */
const cardOf = (computeCapability: string, catalog: Pick<Catalog, "gpus">): Gpu => {
  const alike = catalog.gpus.filter((gpu) => gpu.computeCapability === computeCapability);
  const ofPc = alike.filter(({ isArm }) => !isArm);
  const card = ofPc.find(({ kind }) => kind === "geforce") ?? ofPc[0] ?? alike[0];
  if (card !== undefined)
    return { ...card, name: `any card of compute capability ${computeCapability}` };
  const capabilities = [...new Set(catalog.gpus.map((gpu) => gpu.computeCapability))].sort(
    compareVersions,
  );
  throw wrongRequest({
    code: "unknown-gpu",
    message:
      `The catalog has no card of compute capability ${computeCapability}; there are ` +
      `${capabilities.join(", ")}.`,
    hint: "Read this machine's: nvidia-smi --query-gpu=name,compute_cap --format=csv,noheader",
  });
};

const oneCard = (written: string, catalog: Pick<Catalog, "gpus">): Gpu => {
  const capability = capabilityIn(written);
  const card =
    capability === undefined ? requireGpu(written, catalog) : cardOf(capability, catalog);
  if (!card.isArm) return card;
  const subject = capability === undefined ? card.name : `Compute capability ${capability}`;
  throw wrongRequest({
    code: "gpu-of-another-platform",
    message:
      `${subject} is found in machines with an Arm processor only. They need images for ` +
      "linux/arm64, and dl-env makes images for linux/amd64.",
    hint: 'Name a card of another machine: dl-env pick --gpu "RTX 4090" --with torch',
  });
};

/**
 * Cards by their names or compute capabilities, several separated by commas; each once. Throws
 * DlEnvError(2) `unknown-gpu`.
 */
export const cardsFrom = (
  written: string,
  catalog: Pick<Catalog, "gpus">,
): readonly [Gpu, ...Gpu[]] => {
  const [first = "", ...more] = written
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const cards = [oneCard(first, catalog), ...more.map((name) => oneCard(name, catalog))];
  const distinct = [...new Map(cards.map((card) => [card.name, card])).values()];
  return distinct as [Gpu, ...Gpu[]];
};

/** How a person finds out which driver a machine has. */
export const ASK_DRIVER =
  "Read this machine's: nvidia-smi --query-gpu=driver_version --format=csv,noheader";

/**
 * A driver's version as Linux drivers have it: 550.54.15 or 570.26. Throws DlEnvError(2)
 * `wrong-driver`.
 */
export const driverFrom = (written: string): string => {
  const plain = written.trim().replace(/^v(?=\d)/i, "");
  if (/^\d{3}\.\d{1,3}(\.\d{1,3})?$/.test(plain)) return plain;
  const branch = /^r?(\d{3})$/i.exec(plain)?.[1];
  const message =
    branch === undefined
      ? `A driver version looks like 550.54.15; found \`${written}\`.`
      : `${branch} is a driver branch; the CUDA it supports depends on the full ` +
        `version, such as ${branch}.54.15.`;
  throw wrongRequest({ code: "wrong-driver", message, hint: ASK_DRIVER });
};

/**
 * Cards have a last driver branch, or a first: why no such card runs with a driver; undefined where
 * it may.
 */
export const wrongPairOf = (
  card: Gpu,
  driver: string,
  { drivers }: Pick<Catalog, "drivers">,
): string | undefined => {
  const { lastBranchBeforeTuring: last, lastBranch, firstBranch } = drivers;
  const branch = majorOf(driver);
  const own = lastBranch[card.computeCapability];
  if (own !== undefined && compareVersions(branch, own) > 0)
    return `branch ${own} is the last for ${card.architecture} cards`;
  if (isBeforeTuring(card) && compareVersions(branch, last) > 0)
    return `branch ${last} is the last for cards older than Turing`;
  const first = firstBranch[card.computeCapability];
  return first !== undefined && compareVersions(branch, first) < 0
    ? `branch ${first} is the first for ${card.architecture} cards`
    : undefined;
};

/**
 * The host that is meant: cards and driver as a person or nvidia-smi writes them. Throws
 * DlEnvError(2) for what cannot be.
 */
export const hostFrom = (
  written: { readonly gpu: string; readonly driver?: string; readonly runtime: Host["runtime"] },
  catalog: Pick<Catalog, "gpus" | "drivers">,
): Host => {
  const gpus = cardsFrom(written.gpu, catalog);
  const driver = written.driver === undefined ? undefined : driverFrom(written.driver);
  if (driver === undefined) return { gpus, runtime: written.runtime };
  for (const card of gpus) {
    const why = wrongPairOf(card, driver, catalog);
    if (why !== undefined)
      throw wrongRequest({
        code: "wrong-driver",
        message: `Driver ${driver} does not support ${card.name}: ${why}.`,
        hint: ASK_DRIVER,
      });
  }
  return { gpus, runtime: written.runtime, driver };
};
