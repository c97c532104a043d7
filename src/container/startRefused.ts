import { foundProblem, type DlEnvError } from "../errors/error.ts";
import { plainText } from "../text/plainText.ts";
import type { RunEngine } from "./runEngine.ts";
import type { RunSpec } from "./runSpec.ts";
import type { System } from "../system/ports.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

/** How the engine is called here, and the container it is called for. */
export interface Starting {
  readonly spec: RunSpec;
  readonly engine: Pick<RunEngine, "name">;
  /** The engine's program, with what must stand before its arguments. */
  readonly program: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Engines say first what they did and last why not; docker adds a line about its help. */
const reasonIn = (stderr: string): string => {
  const lines = stderr
    .trim()
    .split("\n")
    .filter(
      (line) =>
        !line.startsWith("See 'docker run --help'") &&
        !line.startsWith("Run 'docker run --help'") &&
        line.trim() !== "",
    );
  return plainText((lines.at(-1) ?? "").replace(/^(?:Error|docker): /, "")).replace(/\.$/, "");
};

const PORT = /address already in use|port is already allocated/i;
const NAME = /(?:container name|name) "[^"]*" is already in use|that name is already in use/i;

const portTaken = (spec: RunSpec, stderr: string): DlEnvError => {
  const number = Number(/:(\d{4,5})\b/.exec(stderr)?.[1]);
  const port = spec.ports.find((one) => one.host === number) ?? spec.ports[0];
  const option = port?.name === "jupyter" ? "--jupyter-port" : "--ssh-port";
  const taken = port?.host ?? number;
  return foundProblem({
    code: "run-port-taken",
    message: `Another program already listens on port ${taken} of this host.`,
    hint: `See what it is: ss -tlnp 'sport = :${taken}', or use another: ${option} ${taken + 1}`,
  });
};

const nameTaken = ({ name }: Pick<RunSpec, "name">, engine: Pick<RunEngine, "name">): DlEnvError =>
  foundProblem({
    code: "run-name-taken",
    message: `A container named ${name} exists already.`,
    hint:
      `Use it: ${engine.name} exec -it ${name} bash, or remove it: ` +
      `${engine.name} rm --force ${name}, or give another: --name ${name}-2`,
  });

/**
 * Rejects with `run-name-taken` where the engine has a container of this name: in front, its own
 * words would go to the terminal.
 */
export const requireNameFree = async (
  sys: Pick<System, "processes">,
  { spec, engine, program, env }: Pick<Starting, "spec" | "engine" | "program" | "env">,
): Promise<void> => {
  const { stdout } = await sys.processes.run(
    [...program, "ps", "--all", "--filter", `name=${spec.name}`, "--format", "{{.Names}}"],
    { cwd: ROOT_FOLDER, env },
  );
  if (stdout.split("\n").some((line) => line.trim() === spec.name)) throw nameTaken(spec, engine);
};

/** Why an engine started nothing, from what it wrote to standard error. */
export const refused = (
  spec: RunSpec,
  engine: Pick<RunEngine, "name">,
  stderr: string,
): DlEnvError => {
  if (NAME.test(stderr)) return nameTaken(spec, engine);
  if (PORT.test(stderr)) return portTaken(spec, stderr);
  return foundProblem({
    code: "run-failed",
    message: `${engine.name} did not start ${spec.image}: ${reasonIn(stderr)}.`,
    hint: "See what this host lacks: dl-env doctor",
  });
};
