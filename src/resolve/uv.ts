import type { PinnedWheel } from "../catalog/facts.ts";
import { unreachable } from "../errors/error.ts";
import type { System } from "../system/ports.ts";
import type { ToolCache } from "../system/toolCache.ts";
import type { NoTool } from "./fetchTool.ts";
import { ensureTool } from "./pinnedTool.ts";
import { uvEnvironment } from "./uvEnvironment.ts";

/** A uv of the pinned version. */
export interface Uv {
  /** Absolute path of the program. */
  readonly path: string;
  readonly version: string;
}

const noUv = ({ version }: PinnedWheel, { why, cause }: NoTool): Error =>
  unreachable(
    {
      code: "no-uv",
      message: `uv ${version} is not on this machine and could not be installed: ${why}.`,
      hint: `Install it, then run this again: python3 -m pip install uv==${version}`,
    },
    { cause },
  );

/** uv of the pinned version; rejects with `no-uv` where there is none. See `ensureTool`. */
export const ensureUv = async (sys: System, wheel: PinnedWheel, tools?: ToolCache): Promise<Uv> => {
  const found = await ensureTool(sys, { program: "uv", ...wheel }, { tools });
  if (typeof found !== "string") throw noUv(wheel, found);
  return { path: found, version: wheel.version };
};

const looked = new WeakMap<System["env"], Map<string, Promise<Uv>>>();

/**
 * The same, found once in the life of a process: a uv of the tool cache is 55 MB that are hashed
 * each time.
 */
export const uvOnce = (sys: System, wheel: PinnedWheel): Promise<Uv> => {
  const found = looked.get(sys.env) ?? new Map<string, Promise<Uv>>();
  looked.set(sys.env, found);
  const before = found.get(wheel.wheelSha256);
  if (before !== undefined) return before;
  const uv = ensureUv(sys, wheel);
  found.set(wheel.wheelSha256, uv);
  return uv;
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
