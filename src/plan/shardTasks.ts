import { DISK_PER_DOWNLOAD, DISK_PER_WHEEL } from "./layerDisk.ts";
import type { PlannedCell, PlannedLayer } from "./plan.ts";

/** One thing that a job makes, with what it costs. */
export interface ShardTask {
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

/**
 * Bytes a second from the index to the store: fetch, 35 MB/s of tar and gzip on one core, upload.
 */
const WHEEL_SPEED = 15_000_000;
/** A whole image: its base is pulled, apt runs, wheels are installed, and all of it is packed. */
const WHOLE_SECONDS = 330;
/** apt in a builder. */
const SYSTEM_SECONDS = 180;
const GB = 1_000_000_000;
/**
 * Disk of a base, compressed and unpacked: 3.2 times the compressed sizes of nvidia/cuda 13.3
 * (devel 3.5 GB, cudnn-runtime 1.85 GB).
 */
const BASE_DISK: readonly (readonly [RegExp, number])[] = [
  [/devel/, 12.5 * GB],
  [/cudnn/, 6 * GB],
  [/runtime/, 5 * GB],
];
const PLAIN_BASE_DISK = 1 * GB;

const flavorDisk = (flavor: string): number =>
  BASE_DISK.find(([pattern]) => pattern.test(flavor))?.[1] ?? PLAIN_BASE_DISK;

/** A layer. */
export const layerTask = (
  { layer: id, kind, download, cells }: PlannedLayer,
  cellsById: ReadonlyMap<string, PlannedCell>,
): ShardTask => {
  if (kind !== "system")
    return {
      id,
      engine: false,
      download,
      cost: 2 + download / WHEEL_SPEED,
      disk: download * DISK_PER_WHEEL,
    };
  return {
    id,
    engine: true,
    download,
    cost: SYSTEM_SECONDS,
    disk: flavorDisk(cellsById.get(cells[0] ?? "")?.flavor ?? "base"),
  };
};

/** A whole image: its base, and its wheels as they were fetched, installed and packed. */
export const cellTask = ({ cell: id, flavor, lock }: PlannedCell): ShardTask => {
  const download = lock?.download ?? 0;
  return {
    id,
    engine: true,
    download,
    cost: WHOLE_SECONDS + download / WHEEL_SPEED,
    disk: flavorDisk(flavor) + download * DISK_PER_DOWNLOAD,
  };
};
