import type { System } from "../system/ports.ts";
import type { HostCatalog } from "./hostCatalog.ts";
import { loadHostCatalog } from "./hostCatalog.ts";
import type { DiskFacts, DockerFacts, Fact, HostFacts, PodmanFacts } from "./facts.ts";
import { valueOf } from "./facts.ts";
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

/** A snapshot of this host, without root. What cannot be read, or takes more than 15 s, is unknown; it never throws for it. */
export const gatherHost = async (sys: System): Promise<HostFacts> => {
  const catalog = await loadHostCatalog(sys);
  const [system, kernel, packages, user] = await Promise.all([
    gatherDistribution(sys),
    gatherKernel(sys),
    gatherPackages(sys, packageNames(catalog)),
    gatherUser(sys),
  ]);
  const [pci, smi, driver, modules, module] = await Promise.all([
    gatherPci(sys),
    gatherSmi(sys),
    gatherDriver(sys),
    gatherModules(sys),
    gatherModule(sys),
  ]);
  const [secureBoot, library, toolkit, docker, podman] = await Promise.all([
    gatherSecureBoot(sys),
    gatherLibrary(sys),
    gatherToolkit(sys),
    gatherDocker(sys),
    gatherPodman(sys),
  ]);
  const [buildx, cdi, selinux, cgroup, network, limits] = await Promise.all([
    gatherBuildx(sys),
    gatherCdi(sys),
    gatherSelinux(sys),
    gatherCgroup(sys),
    gatherNetwork(sys),
    gatherLimits(sys),
  ]);
  const disks = await gatherDisks(sys, docker, podman);
  return {
    format: 1,
    user,
    system,
    kernel,
    packages,
    pci,
    smi,
    driver,
    modules,
    module,
    secureBoot,
    library,
    toolkit,
    docker,
    podman,
    buildx,
    cdi,
    selinux,
    cgroup,
    network,
    disks,
    limits,
    wsl: gatherWsl(kernel),
  };
};
