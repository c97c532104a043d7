import { cacheFolder } from "./cacheFolder.ts";
import type { System } from "./ports.ts";
import { tempFolder } from "./tempFolder.ts";

/** A private folder for one run. */
export interface Work {
  readonly dir: string;
  close(): Promise<void>;
}

const workFolder = (env: System["env"]): string => `${cacheFolder(env)}/tmp`;

/**
 * In the user's cache folder and not in /tmp, which is often small, and kept short for the first
 * lines of scripts.
 */
export const openWork = async (sys: System): Promise<Work> => {
  const dir = await sys.files.makeTemp("w-", workFolder(sys.env));
  return { dir, close: () => sys.files.remove(dir) };
};

/** Removes the private folders of runs that were killed before they could do so. */
export const sweepLeft = async (sys: Pick<System, "files" | "env" | "log">): Promise<void> => {
  const removed =
    (await sys.files.sweep(workFolder(sys.env))) + (await sys.files.sweep(tempFolder(), "dl-env-"));
  if (removed > 0) sys.log.debug(`removed ${removed} private folders that interrupted runs left`);
};
