import { compareVersions } from "../catalog/versions.ts";
import type { PlannedCell } from "./plan.ts";
import { MATRIX_LIMIT } from "./matrixLimit.ts";

export type SmokePolicy = "changed" | "corners" | "all";

export interface SmokeCandidate {
  readonly cell: PlannedCell;
  /** Digest of the image's manifest. */
  readonly digest: string;
  /** Whether this run made or linked it. */
  readonly changed: boolean;
  /** Whether a report of a GPU is bound to this digest. */
  readonly proven: boolean;
}

export interface SmokeLimits {
  readonly policy: SmokePolicy;
  /** GPU minutes for all jobs together. */
  readonly minutes: number;
  readonly maxJobs: number;
}

export interface SmokeShard {
  readonly shard: number;
  readonly cells: readonly { readonly cell: string; readonly digest: string }[];
  readonly minutes: number;
}

export interface SmokeChoice {
  readonly shards: readonly SmokeShard[];
  /**
   * Not run now. Each stays where it is, by digest, and is promoted only if its proof or
   * `smoke.require` allows it.
   */
  readonly untested: readonly {
    readonly cell: string;
    readonly digest: string;
    readonly why: "proven" | "not-changed" | "not-a-corner" | "over-budget";
  }[];
}

/** Start, probes and removal. */
const BASE_MINUTES = 3;
/** Bytes a minute: pull and unpack at 50 MB/s. */
const BYTES_PER_MINUTE = 3_000_000_000;
/** A job is worth its queueing when it runs this long. */
const JOB_MINUTES = 30;

/** Minutes of GPU that one cell costs, rounded up. */
export const minutesFor = (cell: PlannedCell): number =>
  Math.ceil(BASE_MINUTES + (cell.lock?.download ?? 0) / BYTES_PER_MINUTE);

const byName = (a: PlannedCell, b: PlannedCell): number => (a.cell < b.cell ? -1 : 1);

const CORNER_AXES = ["cuda", "ubuntu", "python"] as const;

/**
 * Of each set and flavor: for each axis the oldest and the newest cell, with the other axes at
 * either end.
 */
export const cornersOf = (cells: readonly PlannedCell[]): Set<string> => {
  const corners = new Set<string>();
  for (const group of Map.groupBy(cells, (cell) => `${cell.set}\n${cell.flavor}`).values()) {
    for (const axis of CORNER_AXES) {
      const others = CORNER_AXES.filter((other) => other !== axis);
      for (const [end, rest] of [
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ] as const) {
        const order = (a: PlannedCell, b: PlannedCell): number =>
          end * compareVersions(a[axis], b[axis]) ||
          others.reduce((sum, other) => sum || rest * compareVersions(a[other], b[other]), 0) ||
          byName(a, b);
        const [first] = [...group].sort(order);
        if (first !== undefined) corners.add(first.cell);
      }
    }
  }
  return corners;
};

/** Newest first: what most people pull is proven before the budget ends. */
const newestFirst = (a: SmokeCandidate, b: SmokeCandidate): number =>
  compareVersions(b.cell.cuda, a.cell.cuda) ||
  compareVersions(b.cell.ubuntu, a.cell.ubuntu) ||
  compareVersions(b.cell.python, a.cell.python) ||
  byName(a.cell, b.cell);

const whyNot = (
  candidate: SmokeCandidate,
  policy: SmokePolicy,
  corners: ReadonlySet<string>,
): "proven" | "not-changed" | "not-a-corner" | undefined => {
  if (candidate.proven) return "proven";
  switch (policy) {
    case "changed":
      return candidate.changed ? undefined : "not-changed";
    case "corners":
      return corners.has(candidate.cell.cell) ? undefined : "not-a-corner";
    case "all":
      return undefined;
  }
};

/** Neighbours in `chosen` share layers, so a job takes a run of them. */
const deal = (chosen: readonly SmokeCandidate[], maxJobs: number): SmokeShard[] => {
  const total = chosen.reduce((sum, { cell }) => sum + minutesFor(cell), 0);
  const jobs = Math.min(
    maxJobs,
    MATRIX_LIMIT,
    chosen.length,
    Math.max(1, Math.ceil(total / JOB_MINUTES)),
  );
  const shards: SmokeShard[] = [];
  for (let shard = 0; shard < jobs; shard += 1) {
    const these = chosen.slice(
      Math.floor((shard * chosen.length) / jobs),
      Math.floor(((shard + 1) * chosen.length) / jobs),
    );
    shards.push({
      shard,
      cells: these.map(({ cell, digest }) => ({ cell: cell.cell, digest })),
      minutes: these.reduce((sum, { cell }) => sum + minutesFor(cell), 0),
    });
  }
  return shards;
};

/**
 * Which cells get a GPU now, and why the others do not. Every candidate is in exactly one of both.
 */
export const chooseSmoke = (
  candidates: readonly SmokeCandidate[],
  limits: SmokeLimits,
): SmokeChoice => {
  const corners =
    limits.policy === "corners" ? cornersOf(candidates.map(({ cell }) => cell)) : new Set<string>();
  const chosen: SmokeCandidate[] = [];
  const untested: SmokeChoice["untested"][number][] = [];
  let left = limits.minutes;
  for (const candidate of [...candidates].sort(newestFirst)) {
    const need = minutesFor(candidate.cell);
    const why =
      whyNot(candidate, limits.policy, corners) ??
      (need > left ? ("over-budget" as const) : undefined);
    if (why === undefined) {
      chosen.push(candidate);
      left -= need;
    } else untested.push({ cell: candidate.cell.cell, digest: candidate.digest, why });
  }
  return { shards: deal(chosen, limits.maxJobs), untested };
};

/** The matrix of the smoke jobs. */
export const smokeMatrix = ({
  shards,
}: SmokeChoice): { include: { shard: number; name: string; minutes: number }[] } => ({
  include: shards.map(({ shard, cells, minutes }) => ({
    shard,
    name: `${shard + 1} of ${shards.length}, ${cells.length} images`,
    minutes,
  })),
});
