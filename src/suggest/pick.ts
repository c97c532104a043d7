import type { HostFitCode, ReasonCode } from "../errors/codes.ts";
import type { Catalog } from "../catalog/facts.ts";
import { compareVersions, minorOf } from "../catalog/versions.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Cell } from "../matrix/cell.ts";
import type { DriverFit, Host } from "./driverFit.ts";
import { driverFit } from "./driverFit.ts";
import type { CellHardware } from "../verdict/hardware.ts";
import { cudnnOf, cudnnSupport, hardwareOf, runsOn } from "../verdict/hardware.ts";
import type { JudgedCell } from "../verdict/verdict.ts";

/** A cell that this host can run. */
export interface Choice {
  readonly cell: Cell;
  readonly lock: Lock;
  readonly hardware: CellHardware;
  /** What the choice rests on, in plain sentences; empty for the driver's own CUDA. */
  readonly notes: readonly string[];
}

/** Why a CUDA can't be had here. */
export interface Missing {
  /** x.y */
  readonly cuda: string;
  readonly code: HostFitCode | ReasonCode;
  readonly message: string;
  readonly source: string;
  readonly hint?: string;
}

export interface Picked {
  readonly best?: Choice;
  /** At most two, of other CUDAs. */
  readonly alternatives: readonly Choice[];
  /** One a CUDA that is neither chosen nor an alternative, newest first. */
  readonly missing: readonly Missing[];
}

export interface PickInputs {
  readonly judged: readonly JudgedCell[];
  /** By lock key. */
  readonly locks: ReadonlyMap<string, Lock>;
  readonly host: Host;
  readonly catalog: Catalog;
}

/** Smaller is better: the driver's own CUDA, then what NVIDIA lets pass, then what a hook would refuse. */
const TIER: Readonly<Record<"own" | "listed" | "refused", number>> = {
  own: 0,
  listed: 1,
  refused: 2,
};

interface Candidate extends Choice {
  readonly tier: number;
}

const missingFrom = (cell: Cell, reason: Omit<Missing, "cuda">): Missing => ({
  cuda: minorOf(cell.cuda),
  ...reason,
});

const tierOf = (fit: Exclude<DriverFit, { kind: "too-old" }>): number =>
  fit.kind === "own" ? TIER.own : fit.refused ? TIER.refused : TIER.listed;

const cardReason = (hardware: CellHardware, { gpus }: Host): Omit<Missing, "cuda"> | undefined => {
  for (const gpu of gpus) {
    const lacking = hardware.code.find((code) => !runsOn(code, gpu.computeCapability));
    if (lacking === undefined) continue;
    const card = gpu.name.endsWith(gpu.computeCapability)
      ? gpu.computeCapability
      : `${gpu.computeCapability} (${gpu.name})`;
    return {
      code: "no-code-for-gpu",
      message: `The wheel of ${lacking.package} ${lacking.version} has no code for compute capability ${card}.`,
      source: lacking.source,
    };
  }
  return undefined;
};

/** cuDNN's own matrix: the card must be in it, and may ask for a newer driver than CUDA does. */
const cudnnReason = (
  cell: Cell,
  lock: Lock,
  { gpus, driver }: Host,
  catalog: Catalog,
): Omit<Missing, "cuda"> | undefined => {
  const cudnn = cudnnOf(cell, lock, catalog);
  if (cudnn === undefined) return undefined;
  const { source } = catalog.cudnn;
  for (const gpu of gpus) {
    const support = cudnnSupport(cudnn, cell.cuda, gpu.computeCapability, catalog);
    if (support === undefined) continue;
    if (support === "none")
      return {
        code: "cudnn-without-gpu",
        message: `cuDNN ${cudnn} does not support ${gpu.name}.`,
        source,
      };
    if (driver !== undefined && compareVersions(driver, support.driver) < 0)
      return {
        code: "driver-too-old",
        message: `cuDNN ${cudnn} needs driver ${support.driver} for ${gpu.name}; this host has ${driver}.`,
        source,
      };
  }
  return undefined;
};

const makersReason = (hardware: CellHardware, host: Host): Omit<Missing, "cuda"> | undefined => {
  const { driver, source } = hardware.drivers.minorVersion;
  if (host.driver === undefined || compareVersions(host.driver, driver) >= 0) return undefined;
  return {
    code: "driver-too-old",
    message: `These libraries need driver ${driver} or newer; this host has ${host.driver}.`,
    source,
  };
};

const unmeasuredNote = (hardware: CellHardware): string[] =>
  hardware.unmeasured.length === 0
    ? []
    : [`Which cards ${hardware.unmeasured.join(", ")} has code for has not been measured.`];

const isMissing = (found: Candidate | Missing): found is Missing => "message" in found;

const consider = (
  { cell, verdict }: JudgedCell,
  { locks, host, catalog }: PickInputs,
): Candidate | Missing => {
  const fit = driverFit(host, cell.cuda, catalog);
  const known = verdict.kind === "accepted" ? locks.get(verdict.lock) : undefined;
  // A newer driver does not help a card for which there is no code.
  const card = known === undefined ? undefined : cardReason(hardwareOf(cell, known, catalog), host);
  if (card !== undefined) return missingFrom(cell, card);
  if (fit.kind === "too-old")
    return missingFrom(cell, { code: "driver-too-old", message: fit.reason, source: fit.source });
  if (verdict.kind !== "accepted") {
    const { code, message, source, hint } = verdict.reasons[0];
    return missingFrom(cell, { code, message, source, ...(hint === undefined ? {} : { hint }) });
  }
  const lock = locks.get(verdict.lock);
  if (lock === undefined)
    return missingFrom(cell, {
      code: "not-asked",
      message: "The package index was not asked about this cell.",
      source: "resolver",
    });
  const hardware = hardwareOf(cell, lock, catalog);
  const against = cudnnReason(cell, lock, host, catalog) ?? makersReason(hardware, host);
  if (against !== undefined) return missingFrom(cell, against);
  return {
    cell,
    lock,
    hardware,
    tier: tierOf(fit),
    notes: [...(fit.kind === "own" ? [] : [fit.note]), ...unmeasuredNote(hardware)],
  };
};

const byPreference =
  (catalog: Catalog) =>
  (a: Candidate, b: Candidate): number => {
    const ubuntu = (cell: Cell): number =>
      catalog.ubuntu.findIndex((release) => release.name === cell.ubuntu);
    const own = (cell: Cell): number => (cell.pythonFrom === "ubuntu" ? 1 : 0);
    return (
      a.tier - b.tier ||
      compareVersions(b.cell.cuda, a.cell.cuda) ||
      ubuntu(b.cell) - ubuntu(a.cell) ||
      own(b.cell) - own(a.cell) ||
      compareVersions(b.cell.python, a.cell.python)
    );
  };

/** What the card lacks says more than what its driver does, that more than what is against one Python, and that more than an Ubuntu without an image. */
const WEIGHTS: Readonly<Partial<Record<Missing["code"], number>>> = {
  "no-code-for-gpu": 3,
  "cudnn-without-gpu": 3,
  "driver-too-old": 2,
  "no-base-image": 0,
};

const weight = ({ code }: Missing): number => WEIGHTS[code] ?? 1;

/** One a CUDA minor, in the order given. */
const firstOfEachCuda = (candidates: readonly Candidate[]): Candidate[] =>
  [
    ...new Map(
      candidates.toReversed().map((candidate) => [minorOf(candidate.cell.cuda), candidate]),
    ).values(),
  ].toReversed();

/**
 * The best cell for a host: the newest CUDA that its driver and card run with its runtime and for which every library can be had;
 * two alternatives of other CUDAs, and for each other CUDA why it can't be had. The driver's own CUDA comes before one that rests
 * on minor-version compatibility.
 */
export const pick = (inputs: PickInputs): Picked => {
  const found = inputs.judged.map((judged) => consider(judged, inputs));
  const candidates = found
    .flatMap((entry) => (isMissing(entry) ? [] : [entry]))
    .sort(byPreference(inputs.catalog));
  const [best, ...others] = firstOfEachCuda(candidates).map(({ tier: _tier, ...choice }) => choice);
  const had = new Set(candidates.map(({ cell }) => minorOf(cell.cuda)));
  const missing = new Map<string, Missing>();
  const ubuntu = (at: number): number =>
    inputs.catalog.ubuntu.findIndex(({ name }) => name === inputs.judged[at]?.cell.ubuntu);
  // Of reasons that say as much, that of the newest Ubuntu is told.
  const newestFirst = [...found.entries()]
    .sort(([a], [b]) => ubuntu(b) - ubuntu(a))
    .map(([, entry]) => entry);
  for (const entry of newestFirst) {
    if (!isMissing(entry) || had.has(entry.cuda)) continue;
    const told = missing.get(entry.cuda);
    if (told === undefined || weight(entry) > weight(told)) missing.set(entry.cuda, entry);
  }
  return {
    ...(best === undefined ? {} : { best }),
    alternatives: others.slice(0, 2),
    missing: [...missing.values()].sort((a, b) => compareVersions(b.cuda, a.cuda)),
  };
};
