import { unreachable } from "../errors/error.ts";
import { gatherSelinux } from "../host/gather/gatherSystem.ts";
import { valueOf } from "../host/hostFacts.ts";
import type { System } from "../system/ports.ts";
import { probeDocker } from "./dockerProbe.ts";
import { probePodman } from "./podmanProbe.ts";
import type { Runtime } from "./runtime.ts";

const enforces = async (sys: System): Promise<{ selinux?: true }> =>
  valueOf(await gatherSelinux(sys)) === "enforcing" ? { selinux: true } : {};

/**
 * What runs and loads images here: podman if a container runs in it, else docker if its daemon
 * answers; or only the one asked for. `work` is a folder that lasts as long as the runtime is used.
 * Rejects with `no-runtime`.
 */
export const chooseRuntime = async (
  sys: System,
  work: string,
  asked?: Runtime["name"],
): Promise<Runtime> => {
  const podman = asked === "docker" ? undefined : await probePodman(sys, work);
  if (podman?.ok === true) {
    const { argv, env, version, bridge } = podman.call;
    const network = bridge ? {} : { hostNetwork: true };
    return { name: "podman", version, argv, env, ...network, ...(await enforces(sys)) };
  }
  const docker = asked === "podman" ? undefined : await probeDocker(sys);
  if (docker?.ok === true) return { name: "docker", ...docker.call, ...(await enforces(sys)) };
  throw unreachable({
    code: "no-runtime",
    message:
      "No container can be run here: " +
      `${[podman?.why, docker?.why].filter((why) => why !== undefined).join("; ")}.`,
    hint: "See what this host lacks, and how to fix it: dl-env doctor",
  });
};
