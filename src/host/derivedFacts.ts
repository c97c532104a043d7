import type { HostCatalog } from "./hostCatalog.ts";
import type { CheckInput } from "./finding.ts";
import type { DockerServer, HostFacts, PodmanFacts } from "./hostFacts.ts";
import { isKnown, valueOf } from "./hostFacts.ts";
import { atLeast } from "./toolVersion.ts";

/** Whether this host has an NVIDIA GPU; in WSL the bus shows none, so only nvidia-smi can tell. */
export const hasGpu = (facts: HostFacts): "yes" | "no" | "unknown" => {
  if (facts.smi.kind === "ran" && facts.smi.gpus.length > 0) return "yes";
  if (isKnown(facts.pci) && facts.pci.value.length > 0) return "yes";
  if (valueOf(facts.wsl) === true) return facts.smi.kind === "missing" ? "no" : "unknown";
  return isKnown(facts.pci) ? "no" : "unknown";
};

export interface Architecture {
  readonly name: string;
  readonly kernel: "open" | "either" | "proprietary";
  readonly last?: number | undefined;
}

const byCapability = (catalog: HostCatalog, capability: string): Architecture | undefined =>
  catalog.gpus.byComputeCapability.filter((entry) => atLeast(capability, entry.from)).at(-1);

const byDevice = (catalog: HostCatalog, device: string): Architecture | undefined =>
  catalog.gpus.architectures.find((entry) => entry.from <= device && device <= entry.to);

/** Architectures of the GPUs here, without doubles; those that nothing tells are left out. */
export const architectures = (facts: HostFacts, catalog: HostCatalog): readonly Architecture[] => {
  const byCapabilities =
    facts.smi.kind === "ran"
      ? facts.smi.gpus.map((gpu) =>
          gpu.computeCapability === undefined
            ? undefined
            : byCapability(catalog, gpu.computeCapability),
        )
      : [];
  const seen = byCapabilities.some((one) => one !== undefined)
    ? byCapabilities
    : (valueOf(facts.pci) ?? []).map((device) => byDevice(catalog, device.device));
  const byName = new Map(seen.filter((one) => one !== undefined).map((one) => [one.name, one]));
  return [...byName.values()];
};

/** Which kernel modules drive all GPUs of this host; `none` when no driver drives them all. */
export const kernelNeeded = (
  list: readonly Architecture[],
): "open" | "either" | "proprietary" | "none" | "unknown" => {
  const open = list.some((one) => one.kernel === "open");
  const proprietary = list.some((one) => one.kernel === "proprietary");
  if (list.length === 0) return "unknown";
  if (open && proprietary) return "none";
  return open ? "open" : proprietary ? "proprietary" : "either";
};

/** Version of the driver that runs, from the kernel or, in WSL, from nvidia-smi. */
export const driverVersion = (facts: HostFacts): string | undefined =>
  valueOf(facts.driver)?.version ??
  (facts.smi.kind === "ran" ? facts.smi.gpus[0]?.driver : undefined);

export type DockerAnswers = Extract<DockerServer, { kind: "answers" }>;

/** The Docker daemon, when there is one that this user may talk to. */
export const workingDocker = (facts: HostFacts): DockerAnswers | undefined => {
  const server = valueOf(facts.docker.server);
  return server?.kind === "answers" ? server : undefined;
};

export const workingPodman = (facts: HostFacts): PodmanFacts | undefined =>
  valueOf(facts.podman) ?? undefined;

/** podman, when it is new enough for what dl-env does with it. */
export const usablePodman = (facts: HostFacts, catalog: HostCatalog): PodmanFacts | undefined => {
  const podman = workingPodman(facts);
  return podman !== undefined && atLeast(podman.version, catalog.engines.podman.least)
    ? podman
    : undefined;
};

/** Whether findings about an engine count here. */
export const applies = ({ wanted }: CheckInput, engine: "docker" | "podman"): boolean =>
  wanted.engine === undefined || wanted.engine === engine;

/** How bad it is that an engine has a fault: the other one may do. */
export const severity = (input: CheckInput, engine: "docker" | "podman"): "fail" | "warn" => {
  if (input.wanted.engine !== undefined) return "fail";
  const other =
    engine === "docker" ? usablePodman(input.facts, input.catalog) : workingDocker(input.facts);
  return other === undefined ? "fail" : "warn";
};

/** Whether rootless podman here would use pasta. */
export const usesPasta = (podman: PodmanFacts, catalog: HostCatalog): boolean =>
  podman.rootless &&
  (podman.rootlessNetwork === undefined
    ? atLeast(podman.version, catalog.engines.podman.pastaDefault)
    : podman.rootlessNetwork === "pasta");

/** Whether any CDI spec has GPUs. */
export const hasCdi = (facts: Pick<HostFacts, "cdi">): boolean =>
  (valueOf(facts.cdi) ?? []).some((spec) => spec.devices.length > 0);

/**
 * Docker can hand out GPUs: by NVIDIA's runtime, or by CDI when the daemon knows it and a spec is
 * there.
 */
export const dockerGpu = (
  server: DockerAnswers,
  facts: Pick<HostFacts, "cdi">,
  catalog: HostCatalog,
): "gpus" | "cdi" | undefined => {
  if (server.runtimes.includes("nvidia") && atLeast(server.version, catalog.engines.docker.gpus))
    return "gpus";
  return server.cdi && hasCdi(facts) && atLeast(server.version, catalog.engines.docker.cdi)
    ? "cdi"
    : undefined;
};
