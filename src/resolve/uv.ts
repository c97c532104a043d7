import { unreachable } from "../errors/error.ts";
import type { UvTool } from "../catalog/facts.ts";
import type { System } from "../system/ports.ts";
import { toolCache, toolFolder, type ToolCache } from "../system/toolCache.ts";
import { uvEnvironment } from "./uvEnvironment.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

/** A uv of the pinned version. */
export interface Uv {
  /** Absolute path of the program. */
  readonly path: string;
  readonly version: string;
}

const versionOf = async (sys: System, path: string): Promise<string | undefined> => {
  const { code, stdout } = await sys.processes.run([path, "--version"], { cwd: ROOT_FOLDER });
  return code === 0 ? /^uv (\S+)/.exec(stdout)?.[1] : undefined;
};

const onPath = async (sys: System, tool: UvTool): Promise<Uv | undefined> => {
  const path = await sys.processes.find("uv");
  return path !== undefined && (await versionOf(sys, path)) === tool.version
    ? { path, version: tool.version }
    : undefined;
};

const noUv = (tool: UvTool, why: string, cause?: unknown): Error =>
  unreachable(
    {
      code: "no-uv",
      message: `uv ${tool.version} is not on this machine and could not be put there: ${why}.`,
      hint: `Install it, then run this again: python3 -m pip install uv==${tool.version}`,
    },
    { cause },
  );

const lastLine = (text: string): string =>
  (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");

const runPython = async (
  sys: System,
  tool: UvTool,
  work: string,
  args: readonly string[],
  what: string,
): Promise<void> => {
  const python = (await sys.processes.find("python3")) ?? (await sys.processes.find("python"));
  if (python === undefined) throw noUv(tool, "there is no python3 to fetch it with");
  const { code, stderr, stdout } = await sys.processes.run([python, "-I", ...args], {
    cwd: work,
    env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" },
  });
  if (code !== 0)
    throw noUv(
      tool,
      `${what} failed (${lastLine(stderr) || lastLine(stdout) || `exit code ${code}`})`,
      new Error(stderr),
    );
};

/** pip checks the sha256 before the file is kept; the wheel's program is then taken out of it. */
const byPip = async (sys: System, tool: UvTool, tools: ToolCache): Promise<string> => {
  const work = await sys.files.makeTemp("dl-env-uv-");
  try {
    await sys.files.write(
      `${work}/uv.txt`,
      `uv==${tool.version} --hash=sha256:${tool.wheelSha256}\n`,
    );
    const wanted = [
      "--no-deps",
      "--require-hashes",
      "--only-binary",
      ":all:",
      "-r",
      `${work}/uv.txt`,
      "-d",
      work,
    ];
    await runPython(
      sys,
      tool,
      work,
      ["-m", "pip", "download", "--quiet", ...wanted],
      "pip download",
    );
    await runPython(
      sys,
      tool,
      work,
      ["-m", "zipfile", "-e", `${work}/${tool.wheelFile}`, `${work}/wheel`],
      "unpacking its wheel",
    );
    const program = `${work}/wheel/uv-${tool.version}.data/scripts/uv`;
    if ((await sys.files.stat(program)) === undefined)
      throw noUv(tool, "its wheel has no program for this machine");
    await sys.files.makeDir(`${work}/bin`);
    await sys.files.rename(program, `${work}/bin/uv`);
    await sys.files.chmod(`${work}/bin/uv`, 0o755);
    return await tools.keep(`${work}/bin`, "uv", tool.version);
  } finally {
    await sys.files.remove(work);
  }
};

const kept = async (tool: UvTool, tools: ToolCache): Promise<Uv | undefined> => {
  const folder = await tools.find("uv", tool.version);
  return folder === undefined ? undefined : { path: `${folder}/uv`, version: tool.version };
};

/** uv of the pinned version: on PATH, else in the tool cache, else put there by pip; code `no-uv` if none of them works. */
export const ensureUv = async (
  sys: System,
  tool: UvTool,
  tools: ToolCache = toolCache(sys.env),
): Promise<Uv> => {
  const there = (await onPath(sys, tool)) ?? (await kept(tool, tools));
  if (there !== undefined) return there;
  await sys.files.makeDir(toolFolder(sys.env));
  return sys.files.withLock(`${toolFolder(sys.env)}/uv-${tool.version}.lock`, async () => {
    const meanwhile = await kept(tool, tools);
    if (meanwhile !== undefined) return meanwhile;
    sys.log.info(`Fetching uv ${tool.version} with pip`);
    const uv = { path: `${await byPip(sys, tool, tools)}/uv`, version: tool.version };
    const runs = await versionOf(sys, uv.path);
    if (runs !== tool.version)
      throw noUv(
        tool,
        `the program from its wheel says ${runs ?? "nothing"} when asked for its version`,
      );
    return uv;
  });
};

/** First lines of scripts longer than this get a shell wrapper from uv instead of a plain `#!` line. */
const LONGEST_INTERPRETER = 120;

/**
 * Path of a Python in a throw-away environment under `work`. A `--prefix` install with it lands in plain
 * `lib/pythonX.Y/site-packages`, whatever scheme the host's own Python has. `work` must be short and is removed by the caller.
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
  const settings = await uvEnvironment(sys);
  const { code, stderr } = await sys.processes.run(
    [uv.path, "venv", "--quiet", "--no-project", folder],
    { cwd: work, env: settings },
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
