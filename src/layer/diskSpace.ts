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
