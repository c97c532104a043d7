import type { System } from "../system/ports.ts";
import type { HostCatalog } from "./hostCatalog.ts";
import { loadHostCatalog } from "./hostCatalog.ts";
import type { DiskFacts, DockerFacts, Fact, HostFacts, PodmanFacts } from "./hostFacts.ts";
import { valueOf } from "./hostFacts.ts";
import {
  gatherDriver,
  gatherLibrary,
  gatherModule,
  gatherModules,
  gatherPci,
  gatherSecureBoot,
  gatherSmi,
} from "./gather/gatherDriver.ts";
import {
  gatherBuildx,
  gatherCdi,
  gatherDocker,
  gatherPodman,
  gatherToolkit,
} from "./gather/gatherEngines.ts";
import { gatherRunner } from "./gather/gatherRunner.ts";
import { gatherDisk, gatherLimits, gatherNetwork } from "./gather/gatherResources.ts";
import {
  gatherCgroup,
  gatherDistribution,
  gatherKernel,
  gatherPackages,
  gatherSelinux,
  gatherUser,
  gatherWsl,
} from "./gather/gatherSystem.ts";

const gatherDisks = async (
  sys: System,
  docker: DockerFacts,
  podman: Fact<PodmanFacts | null>,
): Promise<readonly DiskFacts[]> => {
  const server = valueOf(docker.server);
  const roots: [DiskFacts["engine"], string][] = [
    ["docker", server?.kind === "answers" ? server.root : ""],
    ["podman", valueOf(podman)?.root ?? ""],
  ];
  return Promise.all(
    roots
      .filter(([, path]) => path.startsWith("/"))
      .map(([engine, path]) => gatherDisk(sys, engine, path)),
  );
};

/** Names that matrix/host/packages.yml asks about. */
const packageNames = (catalog: HostCatalog): string[] =>
  [
    ...new Set([...Object.values(catalog.packages.conflicts).flat(), ...catalog.packages.driver]),
  ].sort();

const gatherMachine = async (sys: System, catalog: HostCatalog) => {
  const [system, kernel, packages, user] = await Promise.all([
    gatherDistribution(sys),
    gatherKernel(sys),
    gatherPackages(sys, packageNames(catalog)),
    gatherUser(sys),
  ]);
  return { user, system, kernel, packages };
};

const gatherGpu = async (sys: System) => {
  const [pci, smi, driver, modules, module] = await Promise.all([
    gatherPci(sys),
    gatherSmi(sys),
    gatherDriver(sys),
    gatherModules(sys),
    gatherModule(sys),
  ]);
  const [secureBoot, library] = await Promise.all([gatherSecureBoot(sys), gatherLibrary(sys)]);
  return { pci, smi, driver, modules, module, secureBoot, library };
};

const gatherEngines = async (sys: System) => {
  const [toolkit, docker, podman, buildx, cdi] = await Promise.all([
    gatherToolkit(sys),
    gatherDocker(sys),
    gatherPodman(sys),
    gatherBuildx(sys),
    gatherCdi(sys),
  ]);
  return { toolkit, docker, podman, buildx, cdi };
};

const gatherLimitations = async (sys: System) => {
  const [selinux, cgroup, network, limits] = await Promise.all([
    gatherSelinux(sys),
    gatherCgroup(sys),
    gatherNetwork(sys),
    gatherLimits(sys),
  ]);
  return { selinux, cgroup, network, limits };
};

/**
 * A snapshot of this host, without root. What cannot be read, or takes more than 15 s, is unknown;
 * it never throws for it.
 */
export const gatherHost = async (sys: System): Promise<HostFacts> => {
  const machine = await gatherMachine(sys, await loadHostCatalog(sys));
  const gpu = await gatherGpu(sys);
  const engines = await gatherEngines(sys);
  const { limits, ...settings } = await gatherLimitations(sys);
  const disks = await gatherDisks(sys, engines.docker, engines.podman);
  const wsl = gatherWsl(machine.kernel);
  const runner = await gatherRunner(sys);
  return {
    format: 1,
    ...machine,
    ...gpu,
    ...engines,
    ...settings,
    disks,
    limits,
    wsl,
    ...(runner === undefined ? {} : { runner }),
  };
};
