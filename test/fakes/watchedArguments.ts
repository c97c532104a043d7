import { readdirSync, readFileSync } from "node:fs";

/** The command lines of all processes of this machine that were seen since the start. */
export interface WatchedArguments {
  /** Ends the watch. */
  stop(): readonly string[];
}

/** Milliseconds between two looks at /proc. */
const PACE = 10;

/** Watches the arguments that any user of the machine can read of running processes. */
export const watchArguments = (): WatchedArguments => {
  const seen = new Set<string>();
  const look = (): void => {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        seen.add(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim());
      } catch {
        // It ended meanwhile.
      }
    }
  };
  const timer = setInterval(look, PACE);
  return {
    stop: () => {
      clearInterval(timer);
      return [...seen];
    },
  };
};
