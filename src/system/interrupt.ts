import { rmSync, writeSync } from "node:fs";
import { descendants } from "./descendants.ts";
import { cleanup } from "./cleanup.ts";

/** Signals that ask a process to end, with the exit code that shells give for each. */
const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type Interruption = keyof typeof CODES;

/**
 * How long programs that this process started may take to end before they are killed, in
 * milliseconds.
 */
const GRACE = 4000;
const LOOK = 25;

const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

const send = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself, or belongs to another user now.
    }
  }
};

const endChildren = (): void => {
  send(descendants(), "SIGTERM");
  for (let waited = 0; waited < GRACE; waited += LOOK) {
    if (descendants().length === 0) return;
    pause(LOOK);
  }
  send(descendants(), "SIGKILL");
  pause(LOOK);
};

const removeLeftovers = (): void => {
  for (const path of [...cleanup.folders, ...cleanup.files]) {
    try {
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
    } catch {
      // The next run sweeps what is left.
    }
  }
};

/** Writes at once: a stream would be cut off by the end of this process. */
const tell = (to: 1 | 2, text: string): void => {
  try {
    writeSync(to, `${text}\n`);
  } catch {
    // Nobody reads any more.
  }
};

/** What an interrupted process says at its end. */
export interface InterruptMessage {
  /** For standard error. */
  readonly log: string;
  /** For standard output, where data was asked for. */
  readonly data?: string;
}

/**
 * On SIGINT, SIGTERM and SIGHUP: ends the programs that this process started, removes its private
 * folders, half-written files and locks, writes the message, and exits as shells expect (130, 143,
 * 129). All in one go, so that nothing else of this process runs in between.
 */
export const onInterrupt = (messageFor: (signal: Interruption) => InterruptMessage): void => {
  for (const signal of Object.keys(CODES) as Interruption[]) {
    process.on(signal, () => {
      // A program on this terminal gets the same Ctrl-C and decides for itself; see attached.ts.
      if (signal === "SIGINT" && cleanup.attached > 0) return;
      endChildren();
      removeLeftovers();
      const { log, data } = messageFor(signal);
      tell(2, log);
      if (data !== undefined) tell(1, data);
      process.exit(CODES[signal]);
    });
  }
};
