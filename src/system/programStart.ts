import { inherited } from "./inheritedEnvironment.ts";
import type { RunOptions } from "./ports.ts";
import { programMissing } from "./programMissing.ts";
import { findProgram, searchPath } from "./searchPath.ts";

/** A process that can be started as it stands: nothing of it is looked for again. */
export interface Start {
  /** As it was asked for. */
  readonly program: string;
  /** Absolute. */
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  readonly cwd: string;
}

const isSet = (entry: readonly [string, string | undefined]): entry is [string, string] =>
  entry[1] !== undefined;

/**
 * What a program inherits of this process's environment, with `extra` over it. Only names that are
 * set: @actions/exec would pass the text "undefined" on.
 */
const environment = (program: string, extra: RunOptions["env"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...inherited(program, process.env), ...extra }).filter(isSet),
  );

/**
 * Finds the program; what it looks for itself, as git does its commands and podman its runtime, it
 * finds in the same folders. Rejects with `program-missing`.
 */
export const startOf = async (argv: readonly string[], options: RunOptions): Promise<Start> => {
  const [program, ...args] = argv;
  if (program === undefined) throw new TypeError("argv is empty");
  const env = environment(program, options.env);
  const path = await findProgram(program, env);
  if (path === undefined) throw programMissing(program);
  return { program, path, args, env: { ...env, PATH: await searchPath(env) }, cwd: options.cwd };
};
