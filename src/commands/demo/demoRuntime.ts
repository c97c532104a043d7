import { chooseRuntime } from "../../container/chooseRuntime.ts";
import { installPodman } from "../../container/installPodman.ts";
import type { Runtime } from "../../container/runtime.ts";
import { DlEnvError } from "../../errors/error.ts";
import { cacheFolder } from "../../system/cacheFolder.ts";
import type { System } from "../../system/ports.ts";

/**
 * What runs the images here; podman is installed by apt where nothing does. Settings that it needs
 * on this host lie in the cache folder, since they must outlast the demo: they are part of what is
 * to be typed.
 */
export const setUpRuntime = async (
  sys: System,
): Promise<{ readonly runtime: Runtime; readonly installed: boolean }> => {
  const folder = cacheFolder(sys.env);
  try {
    return { runtime: await chooseRuntime(sys, folder), installed: false };
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.code !== "no-runtime") throw error;
    if (!(await installPodman(sys))) throw error;
    return { runtime: await chooseRuntime(sys, folder), installed: true };
  }
};
