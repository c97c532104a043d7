import { absolutePath } from "./absolutePath.ts";
import type { System } from "./ports.ts";

/** Folder of everything that this project keeps for this user and can make again. */
export const cacheFolder = (env: System["env"]): string =>
  `${absolutePath(env, "XDG_CACHE_HOME") ?? `${env.home}/.cache`}/dl-env`;
