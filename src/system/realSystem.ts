import { randomBytes } from "node:crypto";
import { availableParallelism, homedir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { realFiles } from "./files.ts";
import { realHttp } from "./http.ts";
import type { Secrets } from "../secrets/mask.ts";
import type { Clock, Env, Log, System } from "./ports.ts";
import { realProcesses } from "./processes.ts";
import { findRoot } from "./projectRoot.ts";
import { terminalLog } from "./terminalLog.ts";
import { countedHttp, type Traffic } from "./traffic.ts";

// Compression runs in Node's thread pool, which has four threads unless told before its first use.
process.env["UV_THREADPOOL_SIZE"] ??= String(Math.max(4, availableParallelism()));

const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => sleep(milliseconds),
};

const realEnv = (): Env => ({
  get: (name) => process.env[name],
  projectRoot: findRoot(import.meta.dirname),
  cwd: process.cwd(),
  home: homedir(),
  cpus: availableParallelism(),
  arch: process.arch,
  uid: process.getuid?.() ?? 0,
  random: (bytes) => randomBytes(bytes).toString("hex"),
});

/**
 * The world as it is. `log` defaults to the terminal, where `secrets` are hidden; a log that is
 * given shows the bytes that are counted in `traffic`.
 */
export const realSystem = (
  options: { log?: Log; debug?: boolean; secrets?: Secrets; traffic?: Traffic } = {},
): System => {
  const { traffic = { received: 0, sent: 0 }, secrets } = options;
  return {
    processes: realProcesses,
    files: realFiles,
    http: countedHttp(realHttp(), traffic),
    clock: realClock,
    env: realEnv(),
    log:
      options.log ??
      terminalLog({
        debug: options.debug ?? false,
        traffic,
        ...(secrets === undefined ? {} : { secrets }),
      }),
  };
};
