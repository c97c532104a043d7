import { dirname } from "node:path";
import { unreachable, type DlEnvError } from "../errors/error.ts";
import { bytes } from "../text/units.ts";

/**
 * Whether the file system said that there is no room: the disk is full, or this user's share of it.
 */
export const isFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");

/** The folder, or the one above it that is still there when a run's private folder is gone. */
export const lasting = (folder: string): string => folder.replace(/(\/dl-env\/tmp)\/.*$/, "$1");

/** What was to be written where; both numbers are bytes. */
export interface Lack {
  readonly path: string;
  /** Undefined where it is not known. */
  readonly needed: number | undefined;
  readonly free: number;
}

/** The error for a full disk. */
export const diskFull = ({ path, needed, free }: Lack, cause?: unknown): DlEnvError => {
  const lack =
    needed === undefined
      ? `more is needed than the ${bytes(free)} that are free`
      : `${bytes(needed)} are needed and ${bytes(free)} are free`;
  return unreachable(
    {
      code: "disk-full",
      message: `There is no room for ${path}: ${lack}. No partial file was left.`,
      hint:
        "Make room, then type the command again; how full it is: df " +
        `-h ${lasting(dirname(path))}`,
    },
    { cause },
  );
};
