import { MATRIX_LIMIT } from "./matrixLimit.ts";
import type { ShardTask } from "./shardTasks.ts";

/**
 * A job under construction. An engine keeps the bases it pulled, so their sizes add up; wheels are
 * removed once they are stored.
 */
export interface ShardJob {
  readonly tasks: ShardTask[];
  cost: number;
  disk: number;
}

/** A job is worth its start-up (about a minute) when it works for this long. */
const JOB_SECONDS = 600;

/** The longest first, ties by tag, so that the same plan gives the same shards on every machine. */
export const longestFirst = (a: ShardTask, b: ShardTask): number =>
  b.cost - a.cost || (a.id < b.id ? -1 : 1);

const total = (tasks: readonly ShardTask[]): number =>
  tasks.reduce((sum, task) => sum + task.cost, 0);

/** Jobs that are worth their start-up for this work. */
const jobsFor = (tasks: readonly ShardTask[], most: number): number =>
  Math.min(most, tasks.length, Math.max(1, Math.ceil(total(tasks) / JOB_SECONDS)));

const put = (job: ShardJob, task: ShardTask): void => {
  job.tasks.push(task);
  job.cost += task.cost;
  job.disk += task.disk;
};

const leastBusy = (jobs: readonly ShardJob[]): ShardJob | undefined =>
  jobs.reduce<ShardJob | undefined>(
    (best, job) => (best === undefined || job.cost < best.cost ? job : best),
    undefined,
  );

/**
 * Puts each task (longest first) into the least busy job that has room; into a new job when none
 * has, while there may be more. Returns what found none.
 */
const pack = (
  tasks: readonly ShardTask[],
  jobs: ShardJob[],
  { most, hasRoom }: { most: number; hasRoom: (job: ShardJob, task: ShardTask) => boolean },
): ShardTask[] => {
  const atFirst = jobsFor(tasks, most);
  while (jobs.length < atFirst) jobs.push({ tasks: [], cost: 0, disk: 0 });
  return tasks.filter((task) => {
    const job = leastBusy(jobs.filter((candidate) => hasRoom(candidate, task)));
    if (job !== undefined) put(job, task);
    else if (jobs.length < most) {
      const added = { tasks: [], cost: 0, disk: 0 };
      jobs.push(added);
      put(added, task);
    } else return true;
    return false;
  });
};

/** Bytes at the worst moment with `parallel` of these at a time. */
export const peakDisk = (tasks: readonly ShardTask[], parallel: number): number =>
  tasks
    .map((task) => task.disk)
    .sort((a, b) => b - a)
    .slice(0, parallel)
    .reduce((sum, disk) => sum + disk, 0);

/** Bytes of the bases that an engine pulled, which stay. */
export const engineDisk = (job: ShardJob): number =>
  job.tasks.filter(({ engine }) => engine).reduce((sum, task) => sum + task.disk, 0);

/** Jobs at most, and bytes of disk of each. */
interface PackLimits {
  readonly maxJobs: number;
  readonly disk: number;
}

/**
 * Deals tasks out to jobs; those that need an engine have jobs of their own while there may be more
 * than one.
 */
export const packJobs = (
  tasks: readonly ShardTask[],
  limits: PackLimits,
): { jobs: ShardJob[]; left: ShardTask[] } => {
  const most = Math.max(1, Math.min(limits.maxJobs, MATRIX_LIMIT));
  const system = tasks.filter(({ engine }) => engine);
  const wheels = tasks.filter(({ engine }) => !engine);
  const withEngine: ShardJob[] = [];
  const alone = most === 1;
  // One job is left for the wheels, which always fit it one after the other; a single job takes
  // both.
  const engineJobs = alone || wheels.length === 0 ? most : most - 1;
  const left = pack(system, withEngine, {
    most: engineJobs,
    hasRoom: (job, task) => job.disk + task.disk <= limits.disk,
  });
  const withoutEngine = alone ? withEngine : [];
  const wheelJobs = alone ? most : most - withEngine.length;
  const leftWheels = pack(wheels, withoutEngine, {
    most: wheelJobs,
    hasRoom: (job, task) => engineDisk(job) + task.disk <= limits.disk,
  });
  return {
    jobs: alone ? withEngine : [...withEngine, ...withoutEngine],
    left: [...left, ...leftWheels],
  };
};
