import { unreachable } from "../errors/error.ts";
import type { RunOptions, RunResult, System } from "../system/ports.ts";
import { probePodman } from "./podmanProbe.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

/** What runs images: for smoke, `run` and `load`. */
export interface Runtime {
  readonly name: "podman" | "docker";
  readonly version: string;
  /** argv prefix and environment for every call (private containers.conf and the like). */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** True where containers can only use the host's network (no bridges): `--network=host`, and ports are the host's. */
  readonly hostNetwork?: boolean;
}

/** Which GPUs a container gets: none, all, or some by index or UUID. */
export type Gpus = "none" | "all" | readonly string[];

export interface ContainerRun {
  readonly image: string;
  readonly args?: readonly string[];
  /** Values go through the environment of the engine's own process, so that they stand in no list of processes. */
  readonly env?: Readonly<Record<string, string>>;
  readonly mounts?: readonly {
    readonly source: string;
    readonly target: string;
    readonly readOnly?: boolean;
  }[];
  /** `uid:gid` */
  readonly user?: string;
  readonly gpus?: Gpus;
  /** Stronger than the image's entrypoint. */
  readonly entrypoint?: string;
  /** Absent: the runtime's default. */
  readonly network?: "none" | "host";
  readonly detached?: boolean;
  readonly name?: string;
  /** Address, port of the host (empty: any) and port of the container: `127.0.0.1::8888`. */
  readonly ports?: readonly string[];
}

const CDI = "nvidia.com/gpu";

/**
 * How GPUs are handed over. podman takes CDI names; before 5.0 it accepts `--gpus all` and gives none, so it is never asked that way. docker
 * takes `--gpus`, whose value is CSV: a list needs quotes in it. `cdi` asks docker (25 and later, where it is switched on) for CDI too.
 */
export const gpuArguments = (
  runtime: Pick<Runtime, "name">,
  gpus: Gpus,
  options: { readonly cdi?: boolean } = {},
): string[] => {
  if (gpus === "none" || gpus.length === 0) return [];
  if (runtime.name === "podman" || options.cdi === true)
    return (gpus === "all" ? ["all"] : gpus).map((gpu) => `--device=${CDI}=${gpu}`);
  return gpus === "all" ? ["--gpus=all"] : [`--gpus="device=${gpus.join(",")}"`];
};

/** Where a host's SELinux labels or a comma would matter, `--mount` is clearer than `--volume`; docker and podman both know it. */
const mountArgument = ({
  source,
  target,
  readOnly,
}: {
  readonly source: string;
  readonly target: string;
  readonly readOnly?: boolean;
}): string =>
  `--mount=type=bind,source=${source},target=${target}${readOnly === true ? ",readonly" : ""}`;

/** argv of `podman run` or `docker run`; nothing is pulled. Values of `env` are not in it: they must be in the environment of the process. */
export const runArgv = (
  runtime: Pick<Runtime, "name" | "argv" | "hostNetwork">,
  run: ContainerRun,
): string[] => {
  const network = run.network ?? (runtime.hostNetwork === true ? "host" : undefined);
  return [
    ...runtime.argv,
    "run",
    "--rm",
    "--pull=never",
    ...(run.detached === true ? ["--detach"] : []),
    ...(run.name === undefined ? [] : [`--name=${run.name}`]),
    ...(network === undefined ? [] : [`--network=${network}`]),
    ...(network === undefined ? (run.ports ?? []).map((port) => `--publish=${port}`) : []),
    ...(run.user === undefined ? [] : [`--user=${run.user}`]),
    ...Object.keys(run.env ?? {}).map((name) => `--env=${name}`),
    ...(run.mounts ?? []).map(mountArgument),
    ...(run.entrypoint === undefined ? [] : [`--entrypoint=${run.entrypoint}`]),
    ...gpuArguments(runtime, run.gpus ?? "none"),
    run.image,
    ...(run.args ?? []),
  ];
};

/** Runs a container to its end (or, detached, until it has started) and returns what it said and its exit code. */
export const runContainer = (
  sys: Pick<System, "processes">,
  runtime: Runtime,
  run: ContainerRun,
  options: Pick<RunOptions, "onLine" | "timeout" | "input"> = {},
): Promise<RunResult> =>
  sys.processes.run(runArgv(runtime, run), {
    ...options,
    cwd: ROOT_FOLDER,
    env: { ...runtime.env, ...run.env },
  });

/** Whether dockerd has the bridge that its containers and builds use by default; a daemon may run without. */
export const dockerHasBridge = async (sys: Pick<System, "processes">): Promise<boolean> =>
  (await sys.processes.run(["docker", "network", "inspect", "bridge"], { cwd: ROOT_FOLDER }))
    .code === 0;

const probeDocker = async (sys: System): Promise<Runtime | undefined> => {
  if ((await sys.processes.find("docker")) === undefined) return undefined;
  const { code, stdout } = await sys.processes.run(
    ["docker", "version", "--format={{.Server.Version}}"],
    { cwd: ROOT_FOLDER },
  );
  if (code !== 0) return undefined;
  return {
    name: "docker",
    version: stdout.trim(),
    argv: ["docker"],
    env: {},
    ...((await dockerHasBridge(sys)) ? {} : { hostNetwork: true }),
  };
};

/**
 * What runs and loads images here: podman if a container runs in it, else docker if its daemon answers; or only the one asked for. `work` is
 * a folder that lasts as long as the runtime is used. Rejects with `no-runtime`.
 */
export const chooseRuntime = async (
  sys: System,
  work: string,
  asked?: Runtime["name"],
): Promise<Runtime> => {
  const podman = asked === "docker" ? undefined : await probePodman(sys, work);
  if (podman?.ok === true) {
    const { argv, env, version, bridge } = podman.call;
    return { name: "podman", version, argv, env, ...(bridge ? {} : { hostNetwork: true }) };
  }
  const docker = asked === "podman" ? undefined : await probeDocker(sys);
  if (docker !== undefined) return docker;
  const lacksDocker =
    (await sys.processes.find("docker")) === undefined
      ? "there is no docker here"
      : "docker's daemon cannot be reached";
  const why = [podman?.why, asked === "podman" ? undefined : lacksDocker]
    .filter((one) => one !== undefined)
    .join("; ");
  throw unreachable({
    code: "no-runtime",
    message: `No container can be run here: ${why}.`,
    hint: "See what this host lacks, and how to mend it: dl-env doctor",
  });
};
