import type { Plan, PlannedCell, PlannedLayer } from "./plan.ts";

/** GitHub starts at most this many jobs from one matrix; github/docs, usage limits. */
export const MATRIX_LIMIT = 256;

export interface ShardLimits {
  /** Jobs for layers, 1 to 256. */
  readonly maxJobs: number;
  /** Bytes of disk that a job has. */
  readonly disk: number;
  /** Layers that a job makes at the same time where its disk allows. */
  readonly parallel: number;
}

/** What one job makes. */
export interface LayerShard {
  /** From 0. */
  readonly shard: number;
  /** Tags in the store. */
  readonly layers: readonly string[];
  /** Whether the job needs buildx or podman; else uv is enough. */
  readonly engine: boolean;
  /** So many layers at a time fit the disk. */
  readonly parallel: number;
  /** Bytes to fetch. */
  readonly download: number;
  /** Bytes of disk at the worst moment. */
  readonly disk: number;
}

export interface Shards {
  readonly shards: readonly LayerShard[];
  /** Layers that do not fit: no disk is large enough, or no job was left. With those in `shards` they are all the missing ones. */
  readonly left: readonly { readonly layer: string; readonly why: "too-large" | "no-job-left"; /** bytes */ readonly disk: number }[];
}

interface Task {
  readonly layer: PlannedLayer;
  /** Seconds, roughly. */
  readonly cost: number;
  /** Bytes while it is made. */
  readonly disk: number;
}

/** A job under construction. An engine keeps the bases it pulled, so their sizes add up; wheels are removed once they are stored. */
interface Bin {
  readonly tasks: Task[];
  cost: number;
  disk: number;
}

/** A wheel, what it unpacks to, and its compressed layer: measured at 2.9 to 3.6 times the download over the wheels of a matrix. */
const WHEEL_DISK = 4;
/** Bytes a second from the index to the store: fetch, 35 MB/s of tar and gzip on one core, upload. */
const WHEEL_SPEED = 15_000_000;
/** apt in a builder. */
const SYSTEM_SECONDS = 180;
/** A job is worth its start-up (about a minute) when it works for this long. */
const JOB_SECONDS = 600;

const GB = 1_000_000_000;
/** Disk of a base, compressed and unpacked: 3.2 times the compressed sizes of nvidia/cuda 13.3 (devel 3.5 GB, cudnn-runtime 1.85 GB). */
const BASE_DISK: readonly (readonly [RegExp, number])[] = [
  [/devel/, 12.5 * GB],
  [/cudnn/, 6 * GB],
  [/runtime/, 5 * GB],
];
const PLAIN_BASE_DISK = 1 * GB;

const flavorDisk = (flavor: string): number => BASE_DISK.find(([pattern]) => pattern.test(flavor))?.[1] ?? PLAIN_BASE_DISK;

const taskOf = (layer: PlannedLayer, cells: ReadonlyMap<string, PlannedCell>): Task => {
  if (layer.kind !== "system") return { layer, cost: 2 + layer.download / WHEEL_SPEED, disk: layer.download * WHEEL_DISK };
  const flavor = cells.get(layer.cells[0] ?? "")?.flavor ?? "base";
  return { layer, cost: SYSTEM_SECONDS, disk: flavorDisk(flavor) };
};

/** The longest first, ties by tag, so that the same plan gives the same shards on every machine. */
const longestFirst = (a: Task, b: Task): number => b.cost - a.cost || (a.layer.layer < b.layer.layer ? -1 : 1);

const total = (tasks: readonly Task[]): number => tasks.reduce((sum, task) => sum + task.cost, 0);
const jobsFor = (tasks: readonly Task[], most: number): number => Math.min(most, tasks.length, Math.max(1, Math.ceil(total(tasks) / JOB_SECONDS)));

const put = (bin: Bin, task: Task): void => {
  bin.tasks.push(task);
  bin.cost += task.cost;
  bin.disk += task.disk;
};

const leastBusy = (bins: readonly Bin[]): Bin | undefined => bins.reduce<Bin | undefined>((best, bin) => (best === undefined || bin.cost < best.cost ? bin : best), undefined);

/** Each task (longest first) into the least busy bin that has room; a new bin when none has, while there may be more. Returns what found none. */
const pack = (tasks: readonly Task[], bins: Bin[], most: number, room: (bin: Bin, task: Task) => boolean): Task[] => {
  const first = jobsFor(tasks, most);
  while (bins.length < first) bins.push({ tasks: [], cost: 0, disk: 0 });
  return tasks.filter((task) => {
    const bin = leastBusy(bins.filter((candidate) => room(candidate, task)));
    if (bin !== undefined) put(bin, task);
    else if (bins.length < most) {
      const added = { tasks: [], cost: 0, disk: 0 };
      bins.push(added);
      put(added, task);
    } else return true;
    return false;
  });
};

/** Bytes at the worst moment with `parallel` of these at a time. */
const peak = (tasks: readonly Task[], parallel: number): number =>
  tasks
    .map((task) => task.disk)
    .sort((a, b) => b - a)
    .slice(0, parallel)
    .reduce((sum, disk) => sum + disk, 0);

const asShard = (bin: Bin, shard: number, limits: ShardLimits): LayerShard => {
  const engine = bin.tasks.filter(({ layer }) => layer.kind === "system");
  const others = bin.tasks.filter(({ layer }) => layer.kind !== "system");
  const kept = engine.reduce((sum, task) => sum + task.disk, 0);
  let parallel = limits.parallel;
  while (parallel > 1 && kept + peak(others, parallel) > limits.disk) parallel -= 1;
  return {
    shard,
    layers: bin.tasks.map(({ layer }) => layer.layer).sort(),
    engine: engine.length > 0,
    parallel,
    download: bin.tasks.reduce((sum, { layer }) => sum + layer.download, 0),
    disk: kept + peak(others, parallel),
  };
};

const engineDisk = (bin: Bin): number => bin.tasks.filter(({ layer }) => layer.kind === "system").reduce((sum, task) => sum + task.disk, 0);

const packAll = (tasks: readonly Task[], limits: ShardLimits): { bins: Bin[]; left: Task[] } => {
  const most = Math.max(1, Math.min(limits.maxJobs, MATRIX_LIMIT));
  const system = tasks.filter(({ layer }) => layer.kind === "system");
  const wheels = tasks.filter(({ layer }) => layer.kind !== "system");
  const engineBins: Bin[] = [];
  const alone = most === 1;
  // One job is left for the wheels, which always fit it one after the other; a single job takes both.
  const engineJobs = alone || wheels.length === 0 ? most : most - 1;
  const left = pack(system, engineBins, engineJobs, (bin, task) => bin.disk + task.disk <= limits.disk);
  const wheelBins = alone ? engineBins : [];
  const wheelJobs = alone ? most : most - engineBins.length;
  const leftWheels = pack(wheels, wheelBins, wheelJobs, (bin, task) => engineDisk(bin) + task.disk <= limits.disk);
  return { bins: alone ? engineBins : [...engineBins, ...wheelBins], left: [...left, ...leftWheels] };
};

/**
 * Deals the plan's missing layers out to jobs by size and disk: every missing layer is in exactly one shard or in `left`; what the
 * store could not be asked about is in neither. Layers
 * that need an engine have jobs of their own, so that the others need none. Deterministic.
 */
export const shardLayers = (plan: Pick<Plan, "cells" | "layers">, limits: ShardLimits): Shards => {
  const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
  const tasks = plan.layers.filter((layer) => layer.state === "missing").map((layer) => taskOf(layer, cells)).sort(longestFirst);
  const fitting = tasks.filter((task) => task.disk <= limits.disk);
  const { bins, left } = packAll(fitting, limits);
  const shards = bins.filter((bin) => bin.tasks.length > 0).map((bin, index) => asShard(bin, index, limits));
  const tooLarge = tasks.filter((task) => task.disk > limits.disk);
  const told = (why: "too-large" | "no-job-left") => (task: Task) => ({ layer: task.layer.layer, why, disk: task.disk });
  return { shards, left: [...tooLarge.map(told("too-large")), ...left.map(told("no-job-left"))] };
};

/** The matrix of the jobs. It names shards and not their layers, so that its size does not grow with the plan. */
export const layerMatrix = ({ shards }: Shards): { include: { shard: number; name: string; engine: boolean; parallel: number }[] } => ({
  include: shards.map(({ shard, layers, engine, parallel }) => ({
    shard,
    name: `${shard + 1} of ${shards.length}, ${layers.length} ${engine ? "with an engine" : "by uv"}`,
    engine,
    parallel,
  })),
});
