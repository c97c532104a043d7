import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { runAttached } from "./attached.ts";
import { lineSplitter } from "./lines.ts";
import type { Processes, RunOptions, RunResult } from "./ports.ts";
import { programMissing } from "./programMissing.ts";
import { environment, runSpawned } from "./spawned.ts";

const executable = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const find = async (program: string): Promise<string | undefined> => {
  if (isAbsolute(program)) return (await executable(program)) ? program : undefined;
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    if (folder !== "" && (await executable(join(folder, program)))) return join(folder, program);
  }
  return undefined;
};

/** Only names that are set: @actions/exec would pass the text "undefined" on. */
const defined = (names: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(names).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

const runThroughExec = async (argv: readonly string[], options: RunOptions): Promise<RunResult> => {
  const [program, ...args] = argv;
  if (program === undefined) throw new TypeError("argv is empty");
  const path = await find(program);
  if (path === undefined) throw programMissing(program);
  const { getExecOutput } = await import("@actions/exec");
  // Its own lines are put together from chunks that were decoded one by one: a secret with a letter of several bytes would not be known again.
  const errors = lineSplitter(options.onLine ?? (() => undefined));
  const output = lineSplitter(options.onOutputLine ?? (() => undefined));
  // @actions/exec splits its first argument like a command line, so the path is quoted and the rest is passed as a list.
  const { exitCode, stdout, stderr } = await getExecOutput(`"${path}"`, args, {
    silent: true,
    ignoreReturnCode: true,
    env: defined(environment(program, options.env)),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    listeners: {
      ...(options.onLine === undefined ? {} : { stderr: errors.write }),
      ...(options.onOutputLine === undefined ? {} : { stdout: output.write }),
    },
  });
  errors.end();
  output.end();
  return { code: exitCode, stdout, stderr, timedOut: false };
};

/** @actions/exec cannot stream, cannot bound a run in time, and brings this process down when a program ends before it has read its input. */
const beyondExec = (options: RunOptions): boolean =>
  options.timeout !== undefined || options.input !== undefined;

/** The machine's own processes. */
export const realProcesses: Processes = {
  run: (argv, options = {}) => {
    if (options.terminal === true) return runAttached(argv, options);
    return beyondExec(options) ? runSpawned(argv, options) : runThroughExec(argv, options);
  },
  find,
};
