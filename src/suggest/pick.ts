import type { HostFitCode, ReasonCode } from "../errors/codes.ts";
import type { Catalog } from "../catalog/facts.ts";
import { compareVersions, minorOf } from "../catalog/versions.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Cell } from "../matrix/cell.ts";
import { ASK_DRIVER } from "./pickHost.ts";
import { hintWithoutFile } from "./pickLine.ts";
import type { DriverFit, Host } from "./driverFit.ts";
import { driverFit } from "./driverFit.ts";
import { hardwareOf, type CellHardware } from "../verdict/hardware.ts";
import type { Reason } from "../matrix/reason.ts";
import { cardLimit, cardOutsideCuda, cudnnLimit, driverLimit } from "./hostLimits.ts";
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
  /** Present where it might be had: something could not be asked. */
  readonly isUnknown?: true;
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
  /** The command that asks the same again. */
  readonly again: string;
}

/**
 * Smaller is better: the driver's own CUDA, then what NVIDIA lets pass, then what a hook would
 * refuse.
 */
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

const tierOf = (fit: Exclude<DriverFit, { kind: "too-old" | "not-whole" }>): number =>
  fit.kind === "own" ? TIER.own : fit.refused ? TIER.refused : TIER.listed;

const unmeasuredNote = (hardware: CellHardware): string[] =>
  hardware.unmeasured.length === 0
    ? []
    : [`It has not been measured which GPUs ${hardware.unmeasured.join(", ")} has code for.`];

const isMissing = (found: Candidate | Missing): found is Missing => "message" in found;

const NOT_ASKED: Omit<Missing, "cuda"> = {
  code: "not-asked",
  message: "The package index was not queried for this cell.",
  source: "resolver",
  isUnknown: true,
};

const withHint = (hint: string | undefined): { readonly hint?: string } =>
  hint === undefined ? {} : { hint };

const rejection = (
  { code, message, source, hint }: Reason,
  again: string,
): Omit<Missing, "cuda"> => ({
  code,
  message,
  source,
  ...withHint(hintWithoutFile(hint, again)),
});

/** What a driver that does not run a CUDA is told. */
const driverMissing = (
  fit: Extract<DriverFit, { kind: "too-old" | "not-whole" }>,
): Omit<Missing, "cuda"> =>
  fit.kind === "too-old"
    ? { code: "driver-too-old", message: fit.reason, source: fit.source, ...withHint(fit.way) }
    : { code: "driver-not-whole", message: fit.reason, source: fit.source, hint: ASK_DRIVER };

/**
 * The lock of a cell: its own, or, for one whose base could not be asked about, that of the same
 * question on another Ubuntu.
 */
const lockOf = ({ cell, verdict }: JudgedCell, { judged, locks }: PickInputs): Lock | undefined => {
  if (verdict.kind === "accepted") return locks.get(verdict.lock);
  if (verdict.kind === "rejected") return undefined;
  for (const { cell: other, verdict: its } of judged)
    if (its.kind === "accepted" && other.cuda === cell.cuda && other.python === cell.python)
      return locks.get(its.lock);
  return undefined;
};

const candidateOrMissing = (judged: JudgedCell, inputs: PickInputs): Candidate | Missing => {
  const { cell, verdict } = judged;
  const { host, catalog, again } = inputs;
  const fit = driverFit(host, cell.cuda, catalog);
  const lock = lockOf(judged, inputs);
  const hardware = lock === undefined ? undefined : hardwareOf({ cell, lock }, catalog);
  // A newer driver does not help a card for which there is no code, nor another package index.
  const card =
    cardOutsideCuda(cell, host, catalog) ??
    (hardware === undefined ? undefined : cardLimit(hardware, host));
  if (card !== undefined) return missingFrom(cell, card);
  if (fit.kind === "too-old" || fit.kind === "not-whole")
    return missingFrom(cell, driverMissing(fit));
  if (verdict.kind === "rejected") return missingFrom(cell, rejection(verdict.reasons[0], again));
  if (verdict.kind === "unknown")
    return missingFrom(cell, { ...rejection(verdict.reasons[0], again), isUnknown: true });
  if (lock === undefined || hardware === undefined) return missingFrom(cell, NOT_ASKED);
  const limit = cudnnLimit({ cell, lock }, host, catalog) ?? driverLimit(hardware, host);
  if (limit !== undefined) return missingFrom(cell, limit);
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

/**
 * What the card lacks says more than what its driver does, that more than what is against the
 * libraries, and that more than an Ubuntu without an image.
 */
const WEIGHTS: Readonly<Partial<Record<Missing["code"], number>>> = {
  "no-code-for-gpu": 3,
  "cudnn-without-gpu": 3,
  "driver-too-old": 2,
  "driver-not-whole": 2,
  "no-base-image": 0,
  "base-not-in-copy": 0,
};

const weight = ({ code }: Missing): number => WEIGHTS[code] ?? 1;

/** Where nothing was found, what could not be asked is hidden behind no other reason. */
const weightAlone = (missing: Missing): number =>
  weight(missing) + (missing.isUnknown === true ? 4 : 0);

/** One a CUDA minor, in the order given. */
const firstOfEachCuda = (candidates: readonly Candidate[]): Candidate[] =>
  [
    ...new Map(
      candidates.toReversed().map((candidate) => [minorOf(candidate.cell.cuda), candidate]),
    ).values(),
  ].toReversed();

/**
 * For each CUDA without a candidate the reason that says most; of reasons that say as much, that of
 * the newest Ubuntu.
 */
const missingCudas = (
  found: readonly (Candidate | Missing)[],
  { judged, catalog }: PickInputs,
): Missing[] => {
  const available = new Set(
    found.flatMap((entry) => (isMissing(entry) ? [] : [minorOf(entry.cell.cuda)])),
  );
  const ubuntu = (at: number): number =>
    catalog.ubuntu.findIndex(({ name }) => name === judged[at]?.cell.ubuntu);
  const newestFirst = [...found.entries()]
    .sort(([a], [b]) => ubuntu(b) - ubuntu(a))
    .map(([, entry]) => entry);
  const says = available.size === 0 ? weightAlone : weight;
  const missing = new Map<string, Missing>();
  for (const entry of newestFirst) {
    if (!isMissing(entry) || available.has(entry.cuda)) continue;
    const before = missing.get(entry.cuda);
    if (before === undefined || says(entry) > says(before)) missing.set(entry.cuda, entry);
  }
  return [...missing.values()].sort((a, b) => compareVersions(b.cuda, a.cuda));
};

/**
 * The best cell for a host: the newest CUDA that its driver and card run with its runtime and for
 * which every library can be had; two alternatives of other CUDAs, and for each other CUDA why it
 * can't be had. The driver's own CUDA comes before one that rests on minor-version compatibility.
 */
export const pick = (inputs: PickInputs): Picked => {
  const found = inputs.judged.map((judged) => candidateOrMissing(judged, inputs));
  const candidates = found
    .flatMap((entry) => (isMissing(entry) ? [] : [entry]))
    .sort(byPreference(inputs.catalog));
  const [best, ...others] = firstOfEachCuda(candidates).map(({ tier: _tier, ...choice }) => choice);
  return {
    ...(best === undefined ? {} : { best }),
    alternatives: others.slice(0, 2),
    missing: missingCudas(found, inputs),
  };
};
