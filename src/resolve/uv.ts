import type { UvTool } from "../catalog/facts.ts";
import { unreachable } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";
import { toolCache, toolFolder, type ToolCache } from "../system/toolCache.ts";
import { fetchUv, keptUv, noUv } from "./fetchUv.ts";
import { uvEnvironment } from "./uvEnvironment.ts";

/** A uv of the pinned version. */
export interface Uv {
  /** Absolute path of the program. */
  readonly path: string;
  readonly version: string;
}

const versionOf = async (sys: System, path: string): Promise<string | undefined> => {
  const { code, stdout } = await sys.processes.run([path, "--version", "--no-config"], {
    cwd: ROOT_FOLDER,
  });
  return code === 0 ? /^uv (\S+)/.exec(stdout)?.[1] : undefined;
};

const onPath = async (sys: System, tool: UvTool): Promise<string | undefined> => {
  const path = await sys.processes.find("uv");
  return path !== undefined && (await versionOf(sys, path)) === tool.version ? path : undefined;
};

const fetched = async (sys: System, tool: UvTool, tools: ToolCache): Promise<string> => {
  sys.log.info(`Fetching uv ${tool.version} with pip`);
  const path = await fetchUv(sys, tool, tools);
  const runs = await versionOf(sys, path);
  if (runs === tool.version) return path;
  throw noUv(
    tool,
    `the program from its wheel says ${runs ?? "nothing"} when asked for its version`,
  );
};

/**
 * uv of the pinned version: on PATH, else in the tool cache, else put there by pip; code `no-uv` if
 * none of them works. `tool` is the built-in catalog's (`hostUv`): what a repository says never
 * chooses a program that runs here.
 */
export const ensureUv = async (
  sys: System,
  tool: UvTool,
  tools: ToolCache = toolCache(sys.env),
): Promise<Uv> => {
  const of = (path: string): Uv => ({ path, version: tool.version });
  const there = (await onPath(sys, tool)) ?? (await keptUv(sys, tool, tools));
  if (there !== undefined) return of(there);
  await sys.files.makeDir(toolFolder(sys.env));
  return sys.files.withLock(`${toolFolder(sys.env)}/uv-${tool.version}.lock`, async () =>
    of((await keptUv(sys, tool, tools)) ?? (await fetched(sys, tool, tools))),
  );
};

/**
 * First lines of scripts longer than this get a shell wrapper from uv instead of a plain `#!` line.
 */
const LONGEST_INTERPRETER = 120;

const lastLine = (text: string): string =>
  (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");

/**
 * Path of a Python in a throw-away environment under `work`. A `--prefix` install with it lands in
 * plain `lib/pythonX.Y/site-packages`, whatever scheme the host's own Python has. `work` must be
 * short and is removed by the caller.
 */
export const interpreterFor = async (sys: System, uv: Uv, work: string): Promise<string> => {
  const folder = `${work}/py`;
  const python = `${folder}/bin/python3`;
  if (python.length > LONGEST_INTERPRETER) {
    throw unreachable({
      code: "path-too-long",
      message: `The folder for temporary files is too deep: ${work}.`,
      hint: "Use a shorter one: export TMPDIR=/tmp",
    });
  }
  // Any Python 3 does. It is asked for by name, so that no .python-version is looked for, in `work`
  // or above it.
  const { code, stderr } = await sys.processes.run(
    [uv.path, "venv", "--quiet", "--no-config", "--no-project", "--python", "3", folder],
    { cwd: work, env: await uvEnvironment(sys) },
  );
  if (code === 0) return python;
  throw unreachable(
    {
      code: "no-python",
      message: `uv found no Python on this machine to work with (${lastLine(stderr)}).`,
      hint: "Install one: apt-get install -y python3",
    },
    { cause: new Error(stderr) },
  );
};
