import { cacheFolder } from "./resolve/remembered.ts";
import type { System } from "./system/ports.ts";

/** A private folder for one run. */
export interface Work {
  readonly dir: string;
  close(): Promise<void>;
}

/** In the user's cache folder and not in /tmp, which is often small, and kept short for the first lines of scripts. */
export const openWork = async (sys: System): Promise<Work> => {
  const dir = await sys.files.makeTemp("w-", `${cacheFolder(sys.env)}/tmp`);
  return { dir, close: () => sys.files.remove(dir) };
};
