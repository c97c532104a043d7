import { unreachable, type DlEnvError } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { tryContainer } from "./podmanTrial.ts";
import type { RunEngine } from "./runEngine.ts";
import type { Service } from "./runSpec.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Whether containers of this engine are in the host's own network unless told otherwise, as `netns
 * = "host"` in a containers.conf has it: what listens on all addresses in them does so on the host.
 * Shown by one container; false where none starts. docker has no such setting.
 */
export const usesHostNetwork = async (
  sys: System,
  engine: Pick<Runtime, "name" | "argv" | "env">,
): Promise<boolean> => {
  if (engine.name !== "podman") return false;
  const trial = await tryContainer(sys, engine);
  return "bridge" in trial && !trial.bridge;
};

/** The error for services that would listen on all addresses of this host. */
export const openToAll = (engine: Pick<RunEngine, "name">): DlEnvError =>
  unreachable({
    code: "run-host-network",
    message:
      `${engine.name} puts containers into this host's own network, where sshd would ` +
      "listen on all addresses of the host.",
    hint:
      'Give containers a network of their own (install netavark, no netns = "host" ' +
      "in containers.conf), or start Jupyter alone, which then listens on 127.0.0.1: " +
      "dl-env run CELL jupyter",
  });

/**
 * The image's sshd cannot be told an address, so in the host's network it is not started
 * (`run-host-network`).
 */
export const refuseSsh = (engine: Pick<RunEngine, "name">, services: readonly Service[]): void => {
  if (services.includes("ssh")) throw openToAll(engine);
};
