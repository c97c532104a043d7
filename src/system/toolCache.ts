import { arch } from "node:os";
import { join } from "node:path";
import { absolutePath } from "./absolutePath.ts";
import { cacheFolder } from "./cacheFolder.ts";
import type { Env } from "./ports.ts";

/** Tools that outlive a run: the runner's own tool cache, or a folder of ours on other machines. */
export interface ToolCache {
  /** Folder of that version of a tool, or undefined. */
  find(tool: string, version: string): Promise<string | undefined>;
  /** Copies `folder` into the cache and answers where it lies there. */
  keep(folder: string, tool: string, version: string): Promise<string>;
}

type Library = typeof import("@actions/tool-cache");

/** Where tools are kept: `RUNNER_TOOL_CACHE`, else `dl-env/tools` in the user's cache folder. */
export const toolFolder = (env: Env): string =>
  absolutePath(env, "RUNNER_TOOL_CACHE") ?? join(cacheFolder(env), "tools");

/**
 * The library reads its folder from the environment and prints `::debug::` lines on standard
 * output, where only results may go. Both are set for the length of one call.
 */
const inFolder = async <T>(
  folder: string,
  work: (library: Library) => T | Promise<T>,
): Promise<T> => {
  const library = await import("@actions/tool-cache");
  const { RUNNER_TOOL_CACHE } = process.env;
  const write = process.stdout.write.bind(process.stdout);
  process.env["RUNNER_TOOL_CACHE"] = folder;
  process.stdout.write = () => true;
  try {
    return await work(library);
  } finally {
    process.stdout.write = write;
    if (RUNNER_TOOL_CACHE === undefined) delete process.env["RUNNER_TOOL_CACHE"];
    else process.env["RUNNER_TOOL_CACHE"] = RUNNER_TOOL_CACHE;
  }
};

/**
 * The tool cache of this machine, by `@actions/tool-cache`, so that a runner's other actions see
 * the same tools.
 */
export const toolCache = (env: Env): ToolCache => {
  const folder = toolFolder(env);
  return {
    find: async (tool, version) =>
      (await inFolder(folder, (library) => library.find(tool, version, arch()))) || undefined,
    keep: (from, tool, version) =>
      inFolder(folder, (library) => library.cacheDir(from, tool, version, arch())),
  };
};
