import { chooseRuntime } from "../engine/runtime.ts";
import { loadInto } from "../publish/load.ts";
import { openSession, type SessionOptions } from "../session.ts";
import type { System } from "../system/ports.ts";
import { openWork } from "../work.ts";
import type { CommandResult } from "./result.ts";

/** Takes one tagged image of the destination into podman or docker, as `localhost/dl-env:<tag>`. */
export const load = async (sys: System, tag: string, options: SessionOptions & { readonly into: "podman" | "docker" }): Promise<CommandResult> => {
  const session = await openSession(sys, options);
  const work = await openWork(sys);
  try {
    const runtime = await chooseRuntime(sys, work.dir, options.into);
    const { name } = await loadInto(sys, runtime, session.to, tag);
    return { text: `${name}\nRun it with: ${options.into} run --rm -it ${name}`, json: { name, into: options.into }, exit: 0 };
  } finally {
    await work.close();
  }
};
