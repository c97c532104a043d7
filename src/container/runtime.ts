import type { GpuWay } from "./gpuOption.ts";

/** What loads and runs images, as one look at this host found it: for smoke, run, load and demo. */
export interface Runtime {
  readonly name: "podman" | "docker";
  readonly version: string;
  /** argv prefix and environment for every call (private containers.conf and the like). */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /**
   * True where containers can only use the host's network (no bridges): `--network host`, and ports
   * are the host's.
   */
  readonly hostNetwork?: boolean;
  /** How docker is asked for GPUs; absent: by `--gpus`. podman always takes CDI names. */
  readonly gpuBy?: GpuWay;
  /** True where SELinux enforces its labels. */
  readonly selinux?: boolean;
}
