import { unreachable } from "../errors/error.ts";
import type { HostCatalog } from "../host/hostCatalog.ts";
import type { HostFacts } from "../host/hostFacts.ts";
import { dockerGpu, hasCdi, hasGpu, workingDocker, workingPodman } from "../host/derivedFacts.ts";
import { atLeast } from "../host/toolVersion.ts";
import type { Gpus, GpuWay } from "./gpuOption.ts";

/** The engine that starts the container, or that a text is written for. */
export interface RunEngine {
  readonly name: "docker" | "podman";
  readonly version: string;
  readonly rootless: boolean;
}

const docker = (facts: HostFacts): RunEngine | undefined => {
  const found = workingDocker(facts);
  return found === undefined
    ? undefined
    : { name: "docker", version: found.version, rootless: found.rootless };
};

const podman = (facts: HostFacts): RunEngine | undefined => {
  const found = workingPodman(facts);
  return found === undefined
    ? undefined
    : { name: "podman", version: found.version, rootless: found.rootless };
};

/** How this engine can hand out GPUs here; undefined = it cannot. */
export const gpuWay = (
  engine: RunEngine,
  facts: HostFacts,
  catalog: HostCatalog,
): GpuWay | undefined => {
  const server = workingDocker(facts);
  if (engine.name === "docker")
    return server === undefined ? undefined : dockerGpu(server, facts, catalog);
  // podman before 5.0 takes `--gpus all` without a word and gives none, so it is never asked that
  // way.
  return hasCdi(facts) && atLeast(engine.version, catalog.engines.podman.cdi) ? "cdi" : undefined;
};

/** The engine that works here: the one asked for, else one that can hand out GPUs, else any. */
export const chooseHostEngine = (
  facts: HostFacts,
  catalog: HostCatalog,
  asked: "docker" | "podman" | undefined,
): RunEngine => {
  const engines = [docker(facts), podman(facts)]
    .filter((one) => one !== undefined)
    .filter((one) => asked === undefined || one.name === asked);
  const best = engines.find((one) => gpuWay(one, facts, catalog) !== undefined) ?? engines[0];
  if (best !== undefined) return best;
  throw unreachable({
    code: "run-no-engine",
    message:
      `${asked ?? "Neither docker nor podman"} ` +
      `${asked === undefined ? "works" : "does not work"} here.`,
    hint: `See what is missing: dl-env doctor${asked === undefined ? "" : ` --engine ${asked}`}`,
  });
};

/**
 * A text for elsewhere says nothing about this host: a current version of what the format is for.
 */
export const engineFor = (format: "docker" | "podman", facts: HostFacts): RunEngine =>
  (format === "docker" ? docker(facts) : podman(facts)) ??
  (format === "docker"
    ? { name: "docker", version: "28.3", rootless: false }
    : { name: "podman", version: "5.4", rootless: true });

/** Refuses to start a container that would silently have no GPU. */
export const requireGpu = (
  gpus: Gpus,
  engine: RunEngine,
  { facts, catalog }: { readonly facts: HostFacts; readonly catalog: HostCatalog },
): void => {
  if (gpus.kind === "none" || gpuWay(engine, facts, catalog) !== undefined) return;
  const none = hasGpu(facts) === "no";
  const message = none
    ? "There is no NVIDIA GPU here."
    : `${engine.name} ${engine.version} cannot give GPUs to containers here.`;
  const old =
    engine.name === "podman" && !atLeast(engine.version, catalog.engines.podman.cdi)
      ? ` podman supports CDI since ${catalog.engines.podman.cdi}.`
      : "";
  throw unreachable({
    code: "run-no-gpu",
    message: `${message}${old}`,
    hint: none
      ? "Run without one: add --gpus none"
      : "See how to fix it: dl-env doctor, or run without GPUs: add --gpus none",
  });
};
