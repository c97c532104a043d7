import { spawn } from "node:child_process";
import type { RunOptions, RunResult } from "./ports.ts";
import { cleanup } from "./cleanup.ts";
import { programMissing } from "./programMissing.ts";
import { startOf } from "./programStart.ts";

/**
 * Runs a process on this process's own terminal; see RunOptions.terminal. Signals of the terminal
 * reach both, and the child decides.
 */
export const runAttached = async (
  argv: readonly string[],
  options: RunOptions,
): Promise<RunResult> => {
  const { program, path, args, env, cwd } = await startOf(argv, options);
  const ignore = (): void => undefined;
  const codeOf = (signal: NodeJS.Signals | null): number =>
    signal === "SIGKILL" ? 137 : signal === "SIGINT" ? 130 : 143;
  const done = Promise.withResolvers<RunResult>();
  const child = spawn(path, args, { env, stdio: "inherit", cwd });
  process.on("SIGINT", ignore);
  cleanup.attached += 1;
  child.once("error", (error) =>
    done.reject(
      "code" in error && error.code === "ENOENT" ? programMissing(program, error) : error,
    ),
  );
  // Shells report a process that a signal ended as 128 and the signal's number; 143 is SIGTERM, 137
  // SIGKILL, 130 SIGINT.
  child.once("close", (code, signal) =>
    done.resolve({ code: code ?? codeOf(signal), stdout: "", stderr: "", timedOut: false }),
  );
  return done.promise.finally(() => {
    cleanup.attached -= 1;
    process.off("SIGINT", ignore);
  });
};
