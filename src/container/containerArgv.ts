import { csvLine } from "../text/csv.ts";
import { gpuOptions, type Gpus } from "./gpuOption.ts";
import type { Runtime } from "./runtime.ts";

/**
 * What a container is started with, whoever starts it. Absent fields are the runtime's own choice.
 */
export interface ContainerRun {
  /** A reference, or podman's other way: a folder that is the container's root. */
  readonly image: string | { readonly rootfs: string };
  /** After the image: a command with its arguments; empty = the image's own. */
  readonly command?: readonly string[];
  readonly name?: string;
  /**
   * A value of null means: passed on from the engine's own process, so that secrets stand in no
   * list of processes.
   */
  readonly env?: Readonly<Record<string, string | null>>;
  readonly gpus?: Gpus;
  /** `8g` */
  readonly shmSize?: string;
  readonly ulimits?: readonly Ulimit[];
  /** All on 127.0.0.1 of this host. */
  readonly ports?: readonly PublishedPort[];
  readonly mounts?: readonly Mount[];
  readonly network?: "none" | "host" | "pasta:-4";
  /** `--security-opt label=disable`; see disablesLabel. */
  readonly labelDisabled?: boolean;
  /** Runs in the background and stays after it ends; else it is removed when it ends. */
  readonly detached?: boolean;
  /** What a container in front reads: nothing, standard input, or a terminal. */
  readonly input?: "none" | "pipe" | "terminal";
  /** False: an image that the engine lacks is an error and is not pulled. */
  readonly pull?: boolean;
}

export interface Ulimit {
  readonly name: "memlock" | "stack" | "nofile" | "nproc";
  /** -1 = unlimited. */
  readonly soft: number;
  readonly hard: number;
}

export interface PublishedPort {
  readonly host: number;
  readonly container: number;
}

export type Mount =
  | { readonly kind: "volume"; readonly name: string; readonly target: string }
  | {
      readonly kind: "bind";
      readonly source: string;
      readonly target: string;
      readonly readOnly: boolean;
    };

/** What of a runtime decides the words of its command line. */
export type Dialect = Pick<Runtime, "name" | "gpuBy" | "hostNetwork">;

/**
 * Whether SELinux's label must be off: a labelled container may use neither the GPU's device files
 * nor folders of the host ("Failed to initialize NVML: Insufficient Permissions").
 */
export const disablesLabel = (
  enforcing: boolean,
  { gpus, mounts = [] }: Pick<ContainerRun, "gpus" | "mounts">,
): boolean =>
  enforcing &&
  ((gpus !== undefined && gpus.kind !== "none") || mounts.some((mount) => mount.kind === "bind"));

const ulimitText = ({ name, soft, hard }: Ulimit): string =>
  soft === hard ? `${name}=${hard}` : `${name}=${soft}:${hard}`;

/** The value of `--mount` for a folder of the host. */
export const bindMount = ({
  source,
  target,
  readOnly,
}: Pick<Extract<Mount, { kind: "bind" }>, "source" | "target" | "readOnly">): string =>
  csvLine(["type=bind", `source=${source}`, `target=${target}`, ...(readOnly ? ["readonly"] : [])]);

const mountOption = (mount: Mount): readonly string[] => {
  switch (mount.kind) {
    case "volume":
      return ["--volume", `${mount.name}:${mount.target}`];
    case "bind":
      return ["--mount", bindMount(mount)];
  }
};

const lifetimeOptions = ({ name }: Dialect, run: ContainerRun): readonly (readonly string[])[] => {
  if (run.detached !== true) {
    const input = { none: [], pipe: [["-i"]], terminal: [["-it"]] }[run.input ?? "none"];
    return [["--rm"], ...input];
  }
  return [["--detach"], ...(name === "docker" ? [["--restart", "unless-stopped"]] : [])];
};

const networkOf = (dialect: Dialect, run: ContainerRun): ContainerRun["network"] =>
  run.network ?? (dialect.hostNetwork === true ? "host" : undefined);

const networkOptions = (dialect: Dialect, run: ContainerRun): readonly (readonly string[])[] => {
  const network = networkOf(dialect, run);
  return network === undefined ? [] : [["--network", network]];
};

/** Ports in the host's network are the host's already: nothing can be published there. */
const publishOptions = (dialect: Dialect, run: ContainerRun): readonly (readonly string[])[] => {
  const network = networkOf(dialect, run);
  if (network === "none" || network === "host") return [];
  return (run.ports ?? []).map((port) => ["--publish", `127.0.0.1:${port.host}:${port.container}`]);
};

/** Options of `podman run` and `docker run`, each with its value. */
export const containerOptions = (
  dialect: Dialect,
  run: ContainerRun,
): readonly (readonly string[])[] => [
  ...(run.name === undefined ? [] : [["--name", run.name]]),
  ...lifetimeOptions(dialect, run),
  ...(run.pull === false ? [["--pull=never"]] : []),
  ...gpuOptions(
    run.gpus ?? { kind: "none" },
    dialect.name === "podman" ? "cdi" : (dialect.gpuBy ?? "gpus"),
  ).map((option) => [option]),
  ...(run.shmSize === undefined ? [] : [["--shm-size", run.shmSize]]),
  ...(run.ulimits ?? []).map((limit) => ["--ulimit", ulimitText(limit)]),
  ...networkOptions(dialect, run),
  ...(run.labelDisabled === true ? [["--security-opt", "label=disable"]] : []),
  ...publishOptions(dialect, run),
  ...(run.mounts ?? []).map(mountOption),
  ...Object.entries(run.env ?? {}).map(([name, value]) => [
    "--env",
    value === null ? name : `${name}=${value}`,
  ]),
];

/** The image and what stands after it. */
export const containerTail = ({ image, command = [] }: ContainerRun): readonly string[] => [
  ...(typeof image === "string" ? [image] : ["--rootfs", image.rootfs]),
  ...command,
];

/**
 * The whole command line that starts a container. Pure; every start of a container is built here.
 */
export const containerArgv = (
  runtime: Dialect & Pick<Runtime, "argv">,
  run: ContainerRun,
): readonly string[] => [
  ...runtime.argv,
  "run",
  ...containerOptions(runtime, run).flat(),
  ...containerTail(run),
];
