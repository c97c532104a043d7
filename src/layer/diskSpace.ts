import { lasting } from "../system/diskFull.ts";
import { unreachable } from "../errors/error.ts";
import { bytes } from "../text/units.ts";
import type { Files } from "../system/ports.ts";

/**
 * Rejects with code `disk-full` and both numbers when `folder` has less room than `needed` bytes.
 */
export const ensureSpace = async (
  files: Pick<Files, "freeBytes">,
  folder: string,
  { needed, what }: { readonly needed: number; readonly what: string },
): Promise<void> => {
  const free = await files.freeBytes(folder);
  if (free >= needed) return;
  const there = lasting(folder);
  // Layers are made in the cache folder, and only that can be moved by a variable.
  const elsewhere =
    there === folder ? "" : "Use another disk: export XDG_CACHE_HOME=/path/on/a/larger/disk\n";
  throw unreachable({
    code: "disk-full",
    message:
      `${what} needs about ${bytes(needed)} of free space in ${there}, but only ` +
      `${bytes(free)} are free.`,
    hint:
      `${elsewhere}${elsewhere === "" ? "Make" : "Or make"} room, then type the ` +
      `command again; how full it is: df -h ${there}`,
  });
};

/** Space of one folder, handed out to works that run side by side. */
export interface Space {
  /**
   * Runs `work` while `needed` bytes are set aside for it. Waits for others to end where that is
   * too much beside them, and rejects with `disk-full` where it is too much alone.
   */
  use<T>(wanted: { needed: number; what: string }, work: () => Promise<T>): Promise<T>;
}

/** What works that run at once need of a folder's file system, counted together. */
export const openSpace = (files: Pick<Files, "freeBytes">, folder: string): Space => {
  let reserved = 0;
  let waiting: (() => void)[] = [];
  const fits = async (needed: number): Promise<boolean> => {
    const free = await files.freeBytes(folder);
    if (reserved > 0 && free - reserved < needed) return false;
    reserved += needed;
    return true;
  };
  return {
    use: async (wanted, work) => {
      while (!(await fits(wanted.needed)))
        await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        await ensureSpace(files, folder, wanted);
        return await work();
      } finally {
        reserved -= wanted.needed;
        const woken = waiting;
        waiting = [];
        for (const wake of woken) wake();
      }
    },
  };
};
