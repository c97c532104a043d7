import type { RunOptions, RunResult, System } from "../system/ports.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";
import { containerArgv, type ContainerRun } from "./containerArgv.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Runs a container to its end (or, detached, until it has started) and returns what it said and its
 * exit code.
 */
export const runContainer = (
  sys: Pick<System, "processes">,
  runtime: Runtime,
  { timeout, ...run }: ContainerRun & Pick<RunOptions, "timeout">,
): Promise<RunResult> => {
  const given = Object.entries(run.env ?? {});
  // The values stand in the environment of the engine's own process, and so in no list of
  // processes.
  const argv = containerArgv(runtime, {
    ...run,
    env: Object.fromEntries(given.map(([name]) => [name, null])),
  });
  const values = Object.fromEntries(given.filter(([, value]) => value !== null)) as Record<
    string,
    string
  >;
  return sys.processes.run(argv, {
    ...(timeout === undefined ? {} : { timeout }),
    cwd: ROOT_FOLDER,
    env: { ...runtime.env, ...values },
  });
};
