import { foundProblem } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { plainText } from "../text/plainText.ts";
import { openToAll } from "./hostNetwork.ts";
import { refused, type Starting } from "./startRefused.ts";
import type { RunSpec, Service } from "./runSpec.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

/** A start in the background. */
export interface DetachedStart extends Starting {
  /** Rejects where it is known why the engine ended so. */
  readonly explain?: (code: number) => Promise<void>;
}

type Needs = Pick<System, "processes" | "clock" | "log">;

/**
 * Milliseconds in which the entrypoint has looked at what it was given, and has refused it if it
 * must; and between two looks.
 */
const PATIENCE = 6000;
const PAUSE = 250;

const STATE = "{{.State.Status}} {{.State.ExitCode}}";

/**
 * What each service writes when nothing is left that could refuse it: sshd's own words; Jupyter's
 * token, or its first log line.
 */
const LIVES: Readonly<Record<Service, RegExp>> = {
  ssh: /^Server listening on /m,
  jupyter: /lab\?token=|ServerApp\]/,
};

interface Look {
  readonly ended: boolean;
  readonly status: string;
  readonly logs: string;
}

const look = async (sys: Needs, { spec, program, env }: Starting): Promise<Look> => {
  const { stdout } = await sys.processes.run(
    [...program, "inspect", "--format", STATE, spec.name],
    { cwd: ROOT_FOLDER, env },
  );
  const [state = "", status = ""] = stdout.trim().split(" ");
  const logs = await sys.processes.run([...program, "logs", spec.name], { cwd: ROOT_FOLDER, env });
  return {
    ended: ["exited", "restarting", "dead"].includes(state),
    status,
    logs: `${logs.stdout}\n${logs.stderr}`,
  };
};

/** A shell reads commands, and in the background there is nobody who types any. */
const shellEnded = ({ name }: Pick<RunSpec, "name">): Error =>
  foundProblem({
    code: "run-ended",
    message: `${name} ended immediately: no command was given, and a shell in the background has nothing to read.`,
    hint: "Leave out --detach, or name a service: dl-env run CELL jupyter",
  });

/**
 * Services that refuse what they were given end at once, and Docker would start them again for
 * ever: then the container goes, and what it said last is told. Returns as soon as all live, and
 * also when the time is over: what takes longer is not refused.
 */
const expectRunning = async (sys: Needs, starting: Starting): Promise<void> => {
  const { spec, engine, program, env } = starting;
  const end = sys.clock.now() + PATIENCE;
  let seen = await look(sys, starting);
  while (
    !seen.ended &&
    !spec.services.every((service) => LIVES[service].test(seen.logs)) &&
    sys.clock.now() < end
  ) {
    await sys.clock.sleep(PAUSE);
    seen = await look(sys, starting);
  }
  if (!seen.ended) return;
  await sys.processes.run([...program, "rm", "--force", spec.name], { cwd: ROOT_FOLDER, env });
  if (spec.command.length === 0) throw shellEnded(spec);
  const reason = plainText(seen.logs.trim().split("\n").at(-1) ?? "");
  throw foundProblem({
    code: "run-ended",
    message:
      `${spec.name} ended ` +
      `immediately${seen.status === "0" ? "" : ` with status ${seen.status}`}: ` +
      `${reason === "" ? "it gave no message" : reason.replace(/\.$/, "")}.`,
    hint: `Look inside it: ${engine.name} run --rm -it ${spec.image} bash`,
  });
};

/** A daemon without a bridge takes `--publish` without a word and publishes nothing. */
const warnOfNoPorts = async (sys: Needs, { spec, program, env }: Starting): Promise<void> => {
  if (spec.ports.length === 0 || spec.network === "host") return;
  const { code, stdout } = await sys.processes.run([...program, "port", spec.name], {
    cwd: ROOT_FOLDER,
    env,
  });
  const missing = spec.ports.filter((port) => !stdout.includes(`:${port.host}`));
  if (code !== 0 || missing.length === 0) return;
  sys.log.warn(
    `${program.join(" ")} published no port ` +
      `${missing.map((port) => port.host).join(", ")}: its network here publishes ` +
      "none, so nothing answers at " +
      `${missing.length === 1 ? "that address" : "those addresses"}.`,
  );
};

/**
 * Where no container could show beforehand which network they are in, services that listen on all
 * of its addresses are stopped at once.
 */
const refuseHostNetwork = async (
  sys: Needs,
  { spec, engine, program, env }: Starting,
): Promise<void> => {
  if (spec.services.length === 0 || spec.network === "host") return;
  const { stdout } = await sys.processes.run(
    [...program, "inspect", "--format", "{{.HostConfig.NetworkMode}}", spec.name],
    { cwd: ROOT_FOLDER, env },
  );
  if (stdout.trim() !== "host") return;
  await sys.processes.run([...program, "rm", "--force", spec.name], { cwd: ROOT_FOLDER, env });
  throw openToAll(engine);
};

/**
 * Starts services in the background, and looks after a moment whether they stayed. Leaves no
 * container that does not run.
 */
export const startDetached = async (
  sys: Needs,
  starting: DetachedStart,
  argv: readonly string[],
): Promise<void> => {
  const { spec, engine, program, env } = starting;
  const { code, stderr } = await sys.processes.run(argv, {
    cwd: ROOT_FOLDER,
    env,
    onLine: (line) => sys.log.debug(line),
  });
  if (code !== 0) {
    const error = refused(spec, engine, stderr);
    // Engines leave a container that they made and could not start. Without --force one that runs
    // is left alone.
    if (error.code !== "run-name-taken")
      await sys.processes.run([...program, "rm", spec.name], { cwd: ROOT_FOLDER, env });
    if (error.code === "run-failed") await starting.explain?.(code);
    throw error;
  }
  await refuseHostNetwork(sys, starting);
  await expectRunning(sys, starting);
  await warnOfNoPorts(sys, starting);
};
