import type { System } from "../system/ports.ts";

/** What of the host decides how podman must be told to run. */
export interface ContainerHost {
  /** Hard limits of this process; undefined = none. */
  readonly files?: number;
  readonly processes?: number;
  /**
   * True where one cgroup v2 tree is mounted; crun fails on v1 and hybrid trees that systemd did
   * not set up.
   */
  readonly unifiedCgroups: boolean;
  readonly systemd: boolean;
  readonly crun: boolean;
  readonly runc: boolean;
  readonly netavark: boolean;
  readonly cni: boolean;
}

/**
 * podman's own defaults for the two limits it raises: raising one above the hard limit needs
 * CAP_SYS_RESOURCE.
 */
const DEFAULT_FILES = 1_048_576;
const DEFAULT_PROCESSES = 4_194_304;
/** More than this no container of ours needs, and pid_max is often 32768. */
const ENOUGH_FILES = 65_536;
const ENOUGH_PROCESSES = 16_384;

const limit = (hard: number | undefined, enough: number): number =>
  Math.min(hard ?? enough, enough);

const lowLimits = (host: ContainerHost): boolean =>
  (host.files ?? DEFAULT_FILES) < DEFAULT_FILES ||
  (host.processes ?? DEFAULT_PROCESSES) < DEFAULT_PROCESSES;

const containersSection = (host: ContainerHost): string[] => [
  "[containers]",
  ...(lowLimits(host)
    ? [
        "default_ulimits = " +
          `["nofile=${limit(host.files, ENOUGH_FILES)}:${limit(host.files, ENOUGH_FILES)}", "nproc=${limit(host.processes, ENOUGH_PROCESSES)}:${limit(host.processes, ENOUGH_PROCESSES)}"]`,
      ]
    : []),
  ...(host.netavark || host.cni ? [] : ['netns = "host"']),
];

const engineSection = (host: ContainerHost): string[] => [
  "[engine]",
  ...(host.runc && (!host.crun || !host.unifiedCgroups) ? ['runtime = "runc"'] : []),
  ...(host.systemd ? [] : ['cgroup_manager = "cgroupfs"', 'events_logger = "file"']),
];

const networkSection = (host: ContainerHost): string[] =>
  host.netavark ? ["[network]", 'network_backend = "netavark"'] : [];

/**
 * A containers.conf for podman on this host, with what the host needs said and everything else left
 * to podman. Pure.
 */
export const containersConf = (host: ContainerHost): string =>
  [...containersSection(host), ...engineSection(host), ...networkSection(host), ""].join("\n");

const hardLimit = (limits: string, name: string): number | undefined => {
  const value = new RegExp(`^${name}\\s+\\S+\\s+(\\S+)`, "m").exec(limits)?.[1];
  return value === undefined || value === "unlimited" ? undefined : Number(value);
};

const someFile = async (sys: System, paths: readonly string[]): Promise<boolean> => {
  for (const path of paths) if ((await sys.files.stat(path)) !== undefined) return true;
  return false;
};

/** Looks at this host: small files below /proc, /sys and /usr; no process is run. */
export const readContainerHost = async (sys: System): Promise<ContainerHost> => {
  const limits = (await sys.files.readText("/proc/self/limits")) ?? "";
  const files = hardLimit(limits, "Max open files");
  const processes = hardLimit(limits, "Max processes");
  return {
    ...(files === undefined ? {} : { files }),
    ...(processes === undefined ? {} : { processes }),
    unifiedCgroups: (await sys.files.stat("/sys/fs/cgroup/cgroup.controllers")) !== undefined,
    systemd: (await sys.files.stat("/run/systemd/system")) !== undefined,
    crun: (await sys.processes.find("crun")) !== undefined,
    runc:
      (await sys.processes.find("runc")) !== undefined || (await someFile(sys, ["/usr/sbin/runc"])),
    netavark: await someFile(sys, ["/usr/lib/podman/netavark", "/usr/libexec/podman/netavark"]),
    cni: await someFile(sys, [
      "/usr/lib/cni/bridge",
      "/usr/libexec/cni/bridge",
      "/opt/cni/bin/bridge",
    ]),
  };
};
