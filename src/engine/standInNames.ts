import { cacheFolder } from "../system/cacheFolder.ts";
import type { System } from "../system/ports.ts";

/** Name of the repository under which the catalog lists the stand-in. */
export const STAND_IN_REPOSITORY = "localhost/dl-env/stand-in";

/** The layout folder that stands for the catalog's repository of stand-ins on this machine. */
export const standInLayout = (sys: Pick<System, "env">): string =>
  `${cacheFolder(sys.env)}/stand-in`;

/** As nvidia/cuda would tag it: `12.8.1-base-stand-in`. */
export const standInTag = (cuda: string, flavor = "base"): string => `${cuda}-${flavor}-stand-in`;
