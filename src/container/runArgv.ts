import { gpuArguments } from "./runtime.ts";
import type { RunEngine } from "./runEngine.ts";
import { shellLines } from "./formats/quoteFormats.ts";
import type { Mount, RunSpec, Ulimit } from "./runSpec.ts";

/** Arguments that hand GPUs to a container, one each. */
export const gpuOptions = ({
  gpus,
  gpuBy,
}: Pick<RunSpec, "gpus" | "gpuBy">): readonly (readonly string[])[] =>
  gpuArguments({ name: "docker" }, gpus.kind === "some" ? gpus.ids : gpus.kind, {
    cdi: gpuBy === "cdi",
  }).map((argument) => [argument]);

const ulimitText = ({ name, soft, hard }: Ulimit): string =>
  soft === hard ? `${name}=${hard}` : `${name}=${soft}:${hard}`;

/** Fields of `--mount` are CSV as well: one with a comma or a quote is quoted, and its quotes doubled. */
export const csv = (fields: readonly string[]): string =>
  fields
    .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(",");

const mountArguments = (mount: Mount): readonly string[] => {
  switch (mount.kind) {
    case "volume":
      return ["--volume", `${mount.name}:${mount.target}`];
    case "bind":
      return [
        "--mount",
        csv([
          "type=bind",
          `source=${mount.source}`,
          `target=${mount.target}`,
          ...(mount.readOnly ? ["readonly"] : []),
        ]),
      ];
  }
};

/** Options of `run`, each with its value. */
export const runOptions = (
  spec: RunSpec,
  engine: Pick<RunEngine, "name">,
): readonly (readonly string[])[] => [
  ...(spec.named ? [["--name", spec.name]] : []),
  ...(spec.detached ? [["--detach"]] : [["--rm"], [spec.terminal ? "-it" : "-i"]]),
  ...(spec.detached && engine.name === "docker" ? [["--restart", "unless-stopped"]] : []),
  ...gpuOptions(spec),
  ["--shm-size", spec.shmSize],
  ...spec.ulimits.map((limit) => ["--ulimit", ulimitText(limit)]),
  ...(spec.network === undefined ? [] : [["--network", spec.network]]),
  ...(spec.labelDisabled ? [["--security-opt", "label=disable"]] : []),
  ...spec.ports.map((port) => ["--publish", `127.0.0.1:${port.host}:${port.container}`]),
  ...spec.mounts.map(mountArguments),
  ...Object.entries(spec.env).map(([name, value]) => [
    "--env",
    value === null ? name : `${name}=${value}`,
  ]),
];

/** The whole command as argv. */
export const runArgv = (spec: RunSpec, engine: Pick<RunEngine, "name">): readonly string[] => [
  engine.name,
  "run",
  ...runOptions(spec, engine).flat(),
  spec.image,
  ...spec.command,
];

/** The same for a shell, to be read and pasted. */
export const renderCommand = (spec: RunSpec, engine: Pick<RunEngine, "name">): string =>
  `${shellLines([engine.name, "run"], runOptions(spec, engine), [spec.image, ...spec.command])}\n`;
