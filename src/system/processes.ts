import { runAttached } from "./runAttached.ts";
import { lineSplitter } from "./lineSplitter.ts";
import type { Processes, RunOptions, RunResult } from "./ports.ts";
import { findProgram } from "./searchPath.ts";
import { runSpawned } from "./runSpawned.ts";
import { startOf } from "./programStart.ts";

const runThroughExec = async (argv: readonly string[], options: RunOptions): Promise<RunResult> => {
  const { path, args, env, cwd } = await startOf(argv, options);
  const { getExecOutput } = await import("@actions/exec");
  // Its own lines are put together from chunks that were decoded one by one: a secret with a letter
  // of several bytes would not be known again.
  const errors = lineSplitter(options.onLine ?? (() => undefined));
  const output = lineSplitter(options.onOutputLine ?? (() => undefined));
  // @actions/exec splits its first argument like a command line, so the path is quoted and the rest
  // is passed as a list.
  const { exitCode, stdout, stderr } = await getExecOutput(`"${path}"`, [...args], {
    silent: true,
    ignoreReturnCode: true,
    env,
    cwd,
    listeners: {
      ...(options.onLine === undefined ? {} : { stderr: errors.write }),
      ...(options.onOutputLine === undefined ? {} : { stdout: output.write }),
    },
  });
  errors.end();
  output.end();
  return { code: exitCode, stdout, stderr, timedOut: false };
};

/**
 * @actions/exec cannot stream, names no process, keeps what a program writes as text, cannot bound
 * a run in time, and brings this process down when a program ends before it has read its input.
 */
const beyondExec = (options: RunOptions): boolean =>
  [options.timeout, options.input, options.onOutput, options.onStart].some(
    (option) => option !== undefined,
  );

/** The machine's own processes. */
export const realProcesses: Processes = {
  run: (argv, options) => {
    if (options.terminal === true) return runAttached(argv, options);
    return beyondExec(options) ? runSpawned(argv, options) : runThroughExec(argv, options);
  },
  find: (program) => findProgram(program, process.env),
};
