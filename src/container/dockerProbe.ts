import { dockerGpu } from "../host/derivedFacts.ts";
import { gatherCdi, parseDockerInfo } from "../host/gather/gatherEngines.ts";
import { loadHostCatalog } from "../host/hostCatalog.ts";
import type { System } from "../system/ports.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";
import type { Probe } from "./probeResult.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Whether dockerd has the bridge that its containers and builds use by default; a daemon may run
 * without.
 */
export const dockerHasBridge = async (sys: Pick<System, "processes">): Promise<boolean> =>
  (await sys.processes.run(["docker", "network", "inspect", "bridge"], { cwd: ROOT_FOLDER }))
    .code === 0;

/**
 * By CDI where the daemon has no NVIDIA runtime and knows CDI; else by `--gpus`, whose refusal says
 * what is missing.
 */
const gpuWay = async (sys: System): Promise<Pick<Runtime, "gpuBy">> => {
  const { code, stdout } = await sys.processes.run(["docker", "info", "--format", "{{json .}}"], {
    cwd: ROOT_FOLDER,
  });
  const server = code === 0 ? parseDockerInfo(stdout) : undefined;
  if (server?.kind !== "answers") return {};
  const way = dockerGpu(server, { cdi: await gatherCdi(sys) }, await loadHostCatalog(sys));
  return way === "cdi" ? { gpuBy: "cdi" } : {};
};

/** Whether docker's daemon answers, and how its containers are started. */
export const probeDocker = async (sys: System): Promise<Probe<Omit<Runtime, "name">>> => {
  const hint = "dl-env doctor";
  if ((await sys.processes.find("docker")) === undefined)
    return { ok: false, why: "there is no docker here", hint };
  const { code, stdout } = await sys.processes.run(
    ["docker", "version", "--format={{.Server.Version}}"],
    { cwd: ROOT_FOLDER },
  );
  if (code !== 0) return { ok: false, why: "docker's daemon cannot be reached", hint };
  const network = (await dockerHasBridge(sys)) ? {} : { hostNetwork: true };
  const call = { version: stdout.trim(), argv: ["docker"], env: {} };
  return { ok: true, call: { ...call, ...network, ...(await gpuWay(sys)) } };
};
