import { foundProblem } from "../errors.ts";
import type { Files } from "../system/ports.ts";

const GB = 1e9;

const gigabytes = (bytes: number): string => `${(bytes / GB).toFixed(1)} GB`;

/** Rejects with code `disk-full` and both numbers when `folder` has less room than `needed` bytes. */
export const ensureSpace = async (files: Pick<Files, "freeBytes">, folder: string, needed: number, what: string): Promise<void> => {
  const free = await files.freeBytes(folder);
  if (free >= needed) return;
  throw foundProblem({
    code: "disk-full",
    message: `${what} needs about ${gigabytes(needed)} of free space in ${folder}, and there are ${gigabytes(free)}.`,
    hint: `Free some space, or use another disk: export TMPDIR=/path/on/a/larger/disk. See what is full with: df -h ${folder}`,
  });
};
