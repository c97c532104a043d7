import { containerArgv, type ContainerRun } from "./containerArgv.ts";
import { shellWord } from "../text/shellWord.ts";
import type { Runtime } from "./runtime.ts";

/**
 * One line for a shell that starts a container in its terminal, with the settings that this host's
 * engine needs before it.
 */
export const typedCommand = (runtime: Runtime, run: ContainerRun): string =>
  [
    ...Object.entries(runtime.env)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${name}=${shellWord(value)}`),
    ...containerArgv(runtime, { ...run, input: "terminal" }).map(shellWord),
  ].join(" ");
