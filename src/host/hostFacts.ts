/** What one probe found; `unknown` says why nothing could be read. Never assumed. */
export type Fact<T> = { readonly value: T } | { readonly unknown: string };

/**
 * What `doctor` looks at: a snapshot of one host as plain JSON, so that it can be saved, sent and
 * judged elsewhere.
 */
export interface HostFacts {
  readonly format: 1;
  readonly user: UserFacts;
  readonly system: Fact<Distribution>;
  /** `uname -r` */
  readonly kernel: Fact<string>;
  readonly packages: Fact<PackageFacts>;
  /** NVIDIA's display devices on the PCI bus; empty = none. */
  readonly pci: Fact<readonly PciDevice[]>;
  readonly smi: SmiFacts;
  /** From /proc/driver/nvidia/version; null = no driver is loaded. */
  readonly driver: Fact<DriverLoaded | null>;
  /** Names of loaded kernel modules that matter here: nvidia, nvidia_uvm, nouveau. */
  readonly modules: Fact<readonly string[]>;
  /** The nvidia module on disk for the running kernel, by modinfo; null = there is none. */
  readonly module: Fact<ModuleFacts | null>;
  readonly secureBoot: Fact<boolean>;
  /** Version of the libcuda.so.1 that the loader finds; null = none. */
  readonly library: Fact<string | null>;
  /** NVIDIA Container Toolkit; null = not installed. */
  readonly toolkit: Fact<ToolkitFacts | null>;
  readonly docker: DockerFacts;
  /** null = not installed. */
  readonly podman: Fact<PodmanFacts | null>;
  /** Version of buildx; null = not installed. */
  readonly buildx: Fact<string | null>;
  /** Specs with a device of `nvidia.com/gpu` in /etc/cdi and /var/run/cdi; empty = none. */
  readonly cdi: Fact<readonly CdiSpec[]>;
  readonly selinux: Fact<"enforcing" | "permissive" | "disabled">;
  readonly cgroup: Fact<"v1" | "v2" | "hybrid">;
  readonly network: NetworkFacts;
  /** Where images of each engine lie, and what is free there. */
  readonly disks: readonly DiskFacts[];
  readonly limits: Fact<LimitFacts>;
  /** Windows Subsystem for Linux: the driver is Windows' own. */
  readonly wsl: Fact<boolean>;
  /** Version of GitHub's self-hosted runner; absent where this is no step of one. */
  readonly runner?: Fact<string>;
}

export interface UserFacts {
  readonly uid: number;
  readonly groups: Fact<readonly string[]>;
  /** How many subordinate user ids; 0 = none. */
  readonly subuids: Fact<number>;
  readonly subgids: Fact<number>;
}

export interface Distribution {
  /** ID of os-release, e.g. `ubuntu`. */
  readonly id: string;
  readonly like: readonly string[];
  /** VERSION_ID, absent on rolling releases. */
  readonly version?: string;
  /** PRETTY_NAME. */
  readonly name: string;
}

export type PackageManager = "apt" | "dnf5" | "dnf4" | "yum" | "zypper";

export interface PackageFacts {
  /** The first of the managers that is on PATH; absent when none is. */
  readonly manager?: PackageManager;
  /** Installed packages among those that matter here (matrix/host/packages.yml). */
  readonly installed: readonly string[];
}

export interface PciDevice {
  /** `0000:01:00.0` */
  readonly address: string;
  /** Device id, four hex digits in lower case. */
  readonly device: string;
}

export type SmiFacts =
  | { readonly kind: "missing" }
  | { readonly kind: "ran"; readonly gpus: readonly GpuFacts[] }
  /** It ran and said no: its own words, at most 300 characters. */
  | { readonly kind: "failed"; readonly said: string }
  | { readonly kind: "unknown"; readonly why: string };

export interface GpuFacts {
  readonly name: string;
  readonly driver: string;
  /** `8.9`; absent from drivers that do not tell (before R510). */
  readonly computeCapability?: string;
}

export interface DriverLoaded {
  readonly version: string;
  readonly kind: "open" | "proprietary";
}

export interface ModuleFacts {
  readonly version?: string;
  readonly license?: string;
  /** Name on the signature; absent = the module carries none. */
  readonly signer?: string;
}

export interface ToolkitFacts {
  readonly version: string;
  /** systemd unit that keeps the CDI spec current (from 1.18): whether it is enabled. */
  readonly refresh?: boolean;
}

export interface DockerFacts {
  /** Version of the client; null = not installed. */
  readonly client: Fact<string | null>;
  /** What the daemon says; null = there is no client to ask with. */
  readonly server: Fact<DockerServer | null>;
  /** systemd unit docker.service. */
  readonly service: Fact<ServiceState>;
  /** Whether `docker` is podman's wrapper. */
  readonly isPodman: boolean;
}

export type ServiceState = { readonly enabled: boolean; readonly active: boolean } | null;

export type DockerServer =
  | {
      readonly kind: "answers";
      readonly version: string;
      readonly runtimes: readonly string[];
      readonly cdi: boolean;
      readonly rootless: boolean;
      readonly root: string;
      readonly cgroupDriver: string;
    }
  | {
      readonly kind: "refused";
      readonly why: "permission" | "not-running" | "other";
      readonly said: string;
    };

export interface PodmanFacts {
  readonly version: string;
  readonly rootless: boolean;
  /** `netavark` or `cni`. */
  readonly networkBackend: string;
  /** `pasta` or `slirp4netns`; absent when podman does not say. */
  readonly rootlessNetwork?: string;
  readonly root: string;
  readonly runtime: string;
}

export interface CdiSpec {
  readonly path: string;
  /** Version of the CDI format: `0.5.0`, `1.0.0`. */
  readonly version?: string;
  /** Names of its devices: `all`, `0`, `GPU-…`. */
  readonly devices: readonly string[];
  /** Driver version in the names of the libraries it mounts; absent when there is none. */
  readonly driver?: string;
}

export interface NetworkFacts {
  /** Version text of pasta; null = not installed. */
  readonly pasta: Fact<string | null>;
  readonly slirp4netns: Fact<boolean>;
  /**
   * `none`: the kernel has no IPv6; `no-route`: no default route over it; `route`: one is there.
   */
  readonly ipv6: Fact<"none" | "no-route" | "route">;
}

export interface DiskFacts {
  readonly engine: "docker" | "podman";
  readonly path: string;
  /** bytes */
  readonly free: Fact<number>;
}

export interface LimitFacts {
  /** Bytes, or `unlimited`. */
  readonly memlock: Limit;
  readonly stack: Limit;
  readonly nofile: Limit;
  readonly nproc: Limit;
  /** Whether this process may raise a limit over the hard one (CAP_SYS_RESOURCE). */
  readonly mayRaise: boolean;
}

export interface Limit {
  readonly soft: number | "unlimited";
  readonly hard: number | "unlimited";
}

export const known = <T>(value: T): Fact<T> => ({ value });
export const unknown = <T>(why: string): Fact<T> => ({ unknown: why });
export const isKnown = <T>(fact: Fact<T>): fact is { readonly value: T } => "value" in fact;
/** The value, or undefined when it is unknown: for where unknown and absent lead to the same. */
export const valueOf = <T>(fact: Fact<T>): T | undefined =>
  isKnown(fact) ? fact.value : undefined;
