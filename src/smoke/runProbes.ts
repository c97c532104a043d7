import { disablesLabel, type ContainerRun } from "../container/containerArgv.ts";
import type { Gpus } from "../container/gpuOption.ts";
import { runContainer } from "../container/runContainer.ts";
import type { Runtime } from "../container/runtime.ts";
import { foundProblem, unreachable } from "../errors/error.ts";
import type { Processes, RunResult, System } from "../system/ports.ts";
import { judgeRun } from "./probeOutcomes.ts";
import { readRun } from "./probeOutput.ts";
import type { RawHost } from "./probeOutput.ts";
import type { Report } from "./smokeReport.ts";
import { ruleFor } from "./textRules.ts";

export interface ProbeRunOptions {
  /** Name of the image in the engine. */
  readonly image: string;
  /** Digest of the manifest that `image` names; the report is bound to it. */
  readonly digest: string;
  readonly cell: string;
  readonly libraries: readonly string[];
  readonly gpus: Gpus;
  /** Seconds a library may take; default 300. */
  readonly timeout?: number;
  /** Megabytes a library's process may hold; default 8000. */
  readonly memory?: number;
}

/**
 * The container that runs the probes of an image; pure. No network is needed, and no shell is
 * between.
 */
export const probeRun = (
  { selinux = false }: Pick<Runtime, "selinux">,
  options: ProbeRunOptions,
): ContainerRun => ({
  image: options.image,
  pull: false,
  gpus: options.gpus,
  labelDisabled: disablesLabel(selinux, options),
  network: "none",
  command: [
    "dl-env-check",
    "--json",
    ...options.libraries.flatMap((library) => ["--library", library]),
    "--timeout",
    String(options.timeout ?? 300),
    "--memory",
    String(options.memory ?? 8000),
  ],
});

/**
 * The engine itself refused: 125 and above are its own codes, 126 and 127 say the command cannot
 * start.
 */
const engineRefused = (result: RunResult, image: string): Error => {
  const text = result.stderr.trim();
  const rule = ruleFor(text);
  const message =
    `The container of ${image} did not start (status ` +
    `${result.code})${rule === undefined ? "" : `: ${rule.meaning}`}. ${text.slice(-500)}`;
  const hint = "See what this machine lacks: dl-env doctor";
  return rule?.kind === "host"
    ? unreachable({ code: "host-gpu", message, hint })
    : foundProblem({ code: "container-start", message, hint });
};

const firstGpu = (host: RawHost): Report["gpu"] => {
  const [gpu] = host.gpus;
  return gpu === undefined
    ? undefined
    : {
        name: gpu.name,
        driver: host.driver ?? "unknown",
        computeCapability: gpu.computeCapability,
      };
};

const execute = async (
  processes: Processes,
  runtime: Runtime,
  options: ProbeRunOptions,
): Promise<string> => {
  // Every library may use its whole time, one after the other, and the container needs some to
  // start and stop.
  const limit = (options.timeout ?? 300) * Math.max(1, options.libraries.length) * 1000 + 120_000;
  const result = await runContainer({ processes }, runtime, {
    ...probeRun(runtime, options),
    timeout: limit,
  });
  if (result.timedOut)
    throw foundProblem({
      code: "smoke-timeout",
      message: `The probes of ${options.cell} did not end within ${limit / 1000} s.`,
      hint:
        `Run one alone: dl-env smoke ${options.cell} ` +
        `--library ${options.libraries[0] ?? "numpy"}`,
    });
  if (result.code !== 0 && result.code !== 1) throw engineRefused(result, options.image);
  return result.stdout;
};

/**
 * Runs the probes of the libraries inside an image and returns what they mean, bound to the digest.
 * Throws when they could not be run at all.
 */
export const runProbes = async (
  sys: Pick<System, "processes" | "clock">,
  runtime: Runtime,
  options: ProbeRunOptions,
): Promise<Report> => {
  const run = readRun(await execute(sys.processes, runtime, options));
  const unreported = options.libraries.filter(
    (library) => !run.rows.some((row) => row.library === library),
  );
  if (unreported.length > 0)
    throw foundProblem({
      code: "probe-output",
      message: `dl-env-check reported nothing about ${unreported.join(", ")}.`,
      hint:
        "Run it in the " +
        `image: ${[...runtime.argv, "run", "--rm", options.image, "dl-env-check"].join(" ")}`,
    });
  const gpu = firstGpu(run.host);
  return {
    format: 1,
    digest: options.digest,
    cell: options.cell,
    at: new Date(sys.clock.now()).toISOString(),
    runtime: { name: runtime.name, version: runtime.version },
    ...(gpu === undefined ? {} : { gpu }),
    results: judgeRun(run),
  };
};
