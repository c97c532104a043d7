import { LIMITS } from "../registry/answerLimits.ts";
import type { LockedWheel } from "../resolve/lock.ts";
import type { System } from "../system/ports.ts";
import { downloadArchive } from "./downloadArchive.ts";
import { wheelAddress } from "./wheelAddress.ts";

/** What a wheel is fetched with. */
export type WheelFetching = Pick<System, "http" | "files" | "clock" | "log"> & {
  /** Told how many bytes came so far. */
  readonly onBytes?: (size: number) => void;
};

const addressOn = async (
  sys: WheelFetching,
  indexes: readonly string[],
  wheel: LockedWheel,
): Promise<string | undefined> => {
  for (const index of indexes) {
    const address = await wheelAddress(sys, index, wheel);
    if (address !== undefined) return address;
  }
  return undefined;
};

/**
 * Fetches a wheel as a file into `folder`, from the first of the indexes that has it, and returns
 * its path. Undefined, with the reason in the log for those who look, where it can't be had this
 * way: uv, which knows every way to an index, then fetches it, and its word counts.
 */
export const fetchWheel = async (
  sys: WheelFetching,
  indexes: readonly string[],
  { wheel, folder }: { readonly wheel: LockedWheel; readonly folder: string },
): Promise<string | undefined> => {
  const leave = (why: string): undefined => {
    sys.log.debug(`${wheel.file} is left to uv: ${why}`);
    return undefined;
  };
  if (wheel.download > LIMITS.archiveBytes) return leave("it is too large");
  try {
    const url = await addressOn(sys, indexes, wheel);
    if (url === undefined) return leave("no index that may be asked without a secret has it");
    const path = `${folder}/${wheel.file}`;
    await downloadArchive(sys, { url, sha256: wheel.sha256 }, path);
    return path;
  } catch (error) {
    return leave(error instanceof Error ? error.message : String(error));
  }
};
