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

/** What one job makes: layers, or with `build: engine` whole images. */
export interface LayerShard {
  /** From 0. */
  readonly shard: number;
  /** Tags in the store. */
  readonly layers: readonly string[];
  /** Ids of the cells whose images are built whole; then there are no layers. */
  readonly cells: readonly string[];
  /** Whether the job needs an engine; else uv is enough. */
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
  /** Layers or cells that do not fit: no disk is large enough, or no job was left. With those in `shards` they are all the missing ones. */
  readonly left: readonly {
    readonly what: string;
    readonly why: "too-large" | "no-job-left";
    /** bytes */ readonly disk: number;
  }[];
}

interface Task {
  /** Tag of a layer or id of a cell. */
  readonly id: string;
  readonly engine: boolean;
  /** Bytes to fetch. */
  readonly download: number;
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
/** A whole image: its base is pulled, apt runs, wheels are installed, and all of it is packed. */
const WHOLE_SECONDS = 330;
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

const flavorDisk = (flavor: string): number =>
  BASE_DISK.find(([pattern]) => pattern.test(flavor))?.[1] ?? PLAIN_BASE_DISK;

const taskOf = (
  { layer: id, kind, download, cells }: PlannedLayer,
  all: ReadonlyMap<string, PlannedCell>,
): Task => {
  if (kind !== "system")
    return {
      id,
      engine: false,
      download,
      cost: 2 + download / WHEEL_SPEED,
      disk: download * WHEEL_DISK,
    };
  return {
    id,
    engine: true,
    download,
    cost: SYSTEM_SECONDS,
    disk: flavorDisk(all.get(cells[0] ?? "")?.flavor ?? "base"),
  };
};

/** A whole image: its base, and its wheels as they were fetched, installed and packed. */
const cellTask = ({ cell: id, flavor, lock }: PlannedCell): Task => {
  const download = lock?.download ?? 0;
  return {
    id,
    engine: true,
    download,
    cost: WHOLE_SECONDS + download / WHEEL_SPEED,
    disk: flavorDisk(flavor) + download * WHEEL_DISK,
  };
};

/** The longest first, ties by tag, so that the same plan gives the same shards on every machine. */
const longestFirst = (a: Task, b: Task): number => b.cost - a.cost || (a.id < b.id ? -1 : 1);

const total = (tasks: readonly Task[]): number => tasks.reduce((sum, task) => sum + task.cost, 0);
const jobsFor = (tasks: readonly Task[], most: number): number =>
  Math.min(most, tasks.length, Math.max(1, Math.ceil(total(tasks) / JOB_SECONDS)));

const put = (bin: Bin, task: Task): void => {
  bin.tasks.push(task);
  bin.cost += task.cost;
  bin.disk += task.disk;
};

const leastBusy = (bins: readonly Bin[]): Bin | undefined =>
  bins.reduce<Bin | undefined>(
    (best, bin) => (best === undefined || bin.cost < best.cost ? bin : best),
    undefined,
  );

/** Each task (longest first) into the least busy bin that has room; a new bin when none has, while there may be more. Returns what found none. */
const pack = (
  tasks: readonly Task[],
  bins: Bin[],
  most: number,
  room: (bin: Bin, task: Task) => boolean,
): Task[] => {
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

const kept = (bin: Bin): number =>
  bin.tasks.filter(({ engine }) => engine).reduce((sum, task) => sum + task.disk, 0);

const asShard = (
  bin: Bin,
  shard: number,
  limits: ShardLimits,
  of: "layers" | "cells",
): LayerShard => {
  const others = bin.tasks.filter(({ engine }) => !engine);
  let parallel = limits.parallel;
  while (parallel > 1 && kept(bin) + peak(others, parallel) > limits.disk) parallel -= 1;
  const ids = bin.tasks.map(({ id }) => id).sort();
  return {
    shard,
    layers: of === "layers" ? ids : [],
    cells: of === "cells" ? ids : [],
    engine: others.length < bin.tasks.length,
    parallel,
    download: bin.tasks.reduce((sum, { download }) => sum + download, 0),
    disk: kept(bin) + peak(others, parallel),
  };
};

const packAll = (tasks: readonly Task[], limits: ShardLimits): { bins: Bin[]; left: Task[] } => {
  const most = Math.max(1, Math.min(limits.maxJobs, MATRIX_LIMIT));
  const system = tasks.filter(({ engine }) => engine);
  const wheels = tasks.filter(({ engine }) => !engine);
  const engineBins: Bin[] = [];
  const alone = most === 1;
  // One job is left for the wheels, which always fit it one after the other; a single job takes both.
  const engineJobs = alone || wheels.length === 0 ? most : most - 1;
  const left = pack(
    system,
    engineBins,
    engineJobs,
    (bin, task) => bin.disk + task.disk <= limits.disk,
  );
  const wheelBins = alone ? engineBins : [];
  const wheelJobs = alone ? most : most - engineBins.length;
  const leftWheels = pack(
    wheels,
    wheelBins,
    wheelJobs,
    (bin, task) => kept(bin) + task.disk <= limits.disk,
  );
  return {
    bins: alone ? engineBins : [...engineBins, ...wheelBins],
    left: [...left, ...leftWheels],
  };
};

const dealt = (all: readonly Task[], limits: ShardLimits, of: "layers" | "cells"): Shards => {
  const tasks = [...all].sort(longestFirst);
  const { bins, left } = packAll(
    tasks.filter((task) => task.disk <= limits.disk),
    limits,
  );
  const shards = bins
    .filter((bin) => bin.tasks.length > 0)
    .map((bin, index) => asShard(bin, index, limits, of));
  const tooLarge = tasks.filter((task) => task.disk > limits.disk);
  const told = (why: "too-large" | "no-job-left") => (task: Task) => ({
    what: task.id,
    why,
    disk: task.disk,
  });
  return { shards, left: [...tooLarge.map(told("too-large")), ...left.map(told("no-job-left"))] };
};

/**
 * Deals the plan's missing layers out to jobs by size and disk: every missing layer is in exactly one shard or in `left`; what the
 * store could not be asked about is in neither. Layers that need an engine have jobs of their own, so that the others need none. Deterministic.
 */
export const shardLayers = (plan: Pick<Plan, "cells" | "layers">, limits: ShardLimits): Shards => {
  const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
  return dealt(
    plan.layers.filter((layer) => layer.state === "missing").map((layer) => taskOf(layer, cells)),
    limits,
    "layers",
  );
};

/** The same for `build: engine`, where an image is built whole: every accepted cell without its image is in exactly one shard or in `left`. */
export const shardCells = (plan: Pick<Plan, "cells">, limits: ShardLimits): Shards =>
  dealt(
    plan.cells.filter(({ state }) => state === "missing" || state === "layers").map(cellTask),
    limits,
    "cells",
  );

const namedWork = ({ layers, cells, engine }: LayerShard): string =>
  cells.length > 0
    ? `${cells.length} whole with an engine`
    : `${layers.length} ${engine ? "with an engine" : "by uv"}`;

/** The matrix of the jobs. It names shards and not what they make, so that its size does not grow with the plan. */
export const layerMatrix = ({
  shards,
}: Shards): { include: { shard: number; name: string; engine: boolean; parallel: number }[] } => ({
  include: shards.map((one) => ({
    shard: one.shard,
    name: `${one.shard + 1} of ${shards.length}, ${namedWork(one)}`,
    engine: one.engine,
    parallel: one.parallel,
  })),
});
