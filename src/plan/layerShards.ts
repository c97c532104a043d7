import type { Plan } from "./plan.ts";
import { engineDisk, longestFirst, packJobs, peakDisk, type ShardJob } from "./shardPacking.ts";
import { cellTask, layerTask, type ShardTask } from "./shardTasks.ts";

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
  /**
   * Layers or cells that do not fit: no disk is large enough, or no job was left. With those in
   * `shards` they are all the missing ones.
   */
  readonly left: readonly {
    readonly what: string;
    readonly why: "too-large" | "no-job-left";
    /** bytes */ readonly disk: number;
  }[];
}

const asShard = (
  job: ShardJob,
  shard: number,
  { parallel: most, disk, of }: ShardLimits & { readonly of: "layers" | "cells" },
): LayerShard => {
  const others = job.tasks.filter(({ engine }) => !engine);
  let parallel = most;
  while (parallel > 1 && engineDisk(job) + peakDisk(others, parallel) > disk) parallel -= 1;
  const ids = job.tasks.map(({ id }) => id).sort();
  return {
    shard,
    layers: of === "layers" ? ids : [],
    cells: of === "cells" ? ids : [],
    engine: others.length < job.tasks.length,
    parallel,
    download: job.tasks.reduce((sum, { download }) => sum + download, 0),
    disk: engineDisk(job) + peakDisk(others, parallel),
  };
};

const dealOut = (
  all: readonly ShardTask[],
  limits: ShardLimits,
  of: "layers" | "cells",
): Shards => {
  const tasks = [...all].sort(longestFirst);
  const { jobs, left } = packJobs(
    tasks.filter((task) => task.disk <= limits.disk),
    limits,
  );
  const shards = jobs
    .filter((job) => job.tasks.length > 0)
    .map((job, index) => asShard(job, index, { ...limits, of }));
  const tooLarge = tasks.filter((task) => task.disk > limits.disk);
  const because = (why: "too-large" | "no-job-left") => (task: ShardTask) => ({
    what: task.id,
    why,
    disk: task.disk,
  });
  return {
    shards,
    left: [...tooLarge.map(because("too-large")), ...left.map(because("no-job-left"))],
  };
};

/**
 * Deals the plan's missing layers out to jobs by size and disk: every missing layer is in exactly
 * one shard or in `left`; what the store could not be queried about is in neither. Layers that need
 * an engine have jobs of their own, so that the others need none. Deterministic.
 */
export const shardLayers = (plan: Pick<Plan, "cells" | "layers">, limits: ShardLimits): Shards => {
  const cells = new Map(plan.cells.map((cell) => [cell.cell, cell]));
  return dealOut(
    plan.layers
      .filter(({ state, kind }) => state === "missing" && kind !== "run")
      .map((layer) => layerTask(layer, cells)),
    limits,
    "layers",
  );
};

/**
 * The same for `build: engine`, where an image is built whole: every accepted cell without its
 * image is in exactly one shard or in `left`.
 */
export const shardCells = (plan: Pick<Plan, "cells">, limits: ShardLimits): Shards =>
  dealOut(
    plan.cells.filter(({ state }) => state === "missing" || state === "layers").map(cellTask),
    limits,
    "cells",
  );

const workName = ({ layers, cells, engine }: LayerShard): string =>
  cells.length > 0
    ? `${cells.length} whole with an engine`
    : `${layers.length} ${engine ? "with an engine" : "by uv"}`;

/**
 * The matrix of the jobs. It names shards and not what they make, so that its size does not grow
 * with the plan.
 */
export const layerMatrix = ({
  shards,
}: Shards): { include: { shard: number; name: string; engine: boolean; parallel: number }[] } => ({
  include: shards.map((one) => ({
    shard: one.shard,
    name: `${one.shard + 1} of ${shards.length}, ${workName(one)}`,
    engine: one.engine,
    parallel: one.parallel,
  })),
});
