import type { Clock } from "../system/ports.ts";
import { faultOf } from "./networkFault.ts";
import { LIMITS } from "./answerLimits.ts";
import { faultKind, pauseBefore, type FaultKind } from "./retryTable.ts";

/** Attempts at something that takes several requests. */
export interface Attempts {
  /** Waits before the next attempt, or throws the error when it is not to be tried again. */
  again(error: unknown): Promise<void>;
  /**
   * So many bytes are done: enough of them since the last fault make the next fault the first one.
   */
  reached(bytes: number): void;
}

/**
 * Counts attempts without progress, for these kinds of faults; the work must be safe to repeat.
 * What each request tries again by itself should not be among them, or the attempts multiply.
 */
export const countAttempts = (clock: Clock, faults: readonly FaultKind[]): Attempts => {
  let failures = 0;
  let done = 0;
  let doneAtFault = 0;
  return {
    reached: (bytes) => {
      done = Math.max(done, bytes);
      if (done - doneAtFault < LIMITS.progressBytes) return;
      failures = 0;
      doneAtFault = done;
    },
    again: async (error) => {
      failures += 1;
      const fault = faultOf(error);
      const kind = fault === undefined ? undefined : faultKind(fault);
      const pause =
        fault === undefined || kind === undefined || !faults.includes(kind)
          ? undefined
          : pauseBefore(failures + 1, fault, { safe: true, now: clock.now() });
      if (pause === undefined) throw error;
      await clock.sleep(pause);
    },
  };
};

/** Repeats `work` of several requests as the table says for these kinds of faults. */
export const retry = async <T>(
  clock: Clock,
  faults: readonly FaultKind[],
  work: () => Promise<T>,
): Promise<T> => {
  const attempts = countAttempts(clock, faults);
  for (;;) {
    try {
      return await work();
    } catch (error) {
      await attempts.again(error);
    }
  }
};
