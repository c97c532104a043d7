import { lasting } from "../system/diskFull.ts";
import { unreachable, type DlEnvError } from "../errors/error.ts";
import { bytes } from "../text/units.ts";
import type { Files } from "../system/ports.ts";

/** More than there is; the numbers are bytes. */
export interface Shortage {
  readonly folder: string;
  /** With its verb: `Making torch needs`. */
  readonly needs: string;
  readonly needed: number;
  readonly free: number;
  /** What others have reserved of that, and who; absent for nothing. */
  readonly reserved?: string;
}

/** The error for what does not fit, with the numbers. */
export const notEnough = ({ folder, needs, needed, free, reserved }: Shortage): DlEnvError => {
  const there = lasting(folder);
  // Layers are made in the cache folder, and only that can be moved by a variable.
  const elsewhere =
    there === folder ? "" : "Use another disk: export XDG_CACHE_HOME=/path/on/a/larger/disk\n";
  const first = reserved === undefined ? "Make" : "Wait until that is done, or make";
  return unreachable({
    code: "disk-full",
    message:
      `${needs} about ${bytes(needed)} of free space in ${there}, but only ${bytes(free)} are ` +
      `free${reserved === undefined ? "" : `, ${reserved}`}.`,
    hint:
      `${elsewhere}${elsewhere === "" ? first : "Or make"} room, then type the command again; ` +
      `how full it is: df -h ${there}`,
  });
};

/**
 * Rejects with code `disk-full` and both numbers when `folder` has less room than `needed` bytes.
 */
export const ensureSpace = async (
  files: Pick<Files, "freeBytes">,
  folder: string,
  { needed, what }: { readonly needed: number; readonly what: string },
): Promise<void> => {
  const free = await files.freeBytes(folder);
  if (free < needed) throw notEnough({ folder, needs: `${what} needs`, needed, free });
};
