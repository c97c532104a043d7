import type { HostHealth, Lane } from "./hostHealth.ts";
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

/** What attempts are counted for. */
export interface Attempted {
  readonly clock: Clock;
  readonly health: HostHealth;
  readonly lane: Lane;
  /**
   * Kinds of faults for which it is tried again. What each request tries again by itself should not
   * be among them, or the attempts multiply.
   */
  readonly faults: readonly FaultKind[];
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : "");

/** Counts attempts without progress; the work must be safe to repeat. */
export const countAttempts = ({ clock, health, lane, faults }: Attempted): Attempts => {
  let failures = 0;
  let done = 0;
  let doneAtFault = 0;
  let since = clock.now();
  const pauseAfter = (error: unknown): number | undefined => {
    const fault = faultOf(error);
    const kind = fault === undefined ? undefined : faultKind(fault);
    if (fault === undefined || kind === undefined || !faults.includes(kind)) return undefined;
    const most = (table: number): number => health.attempts({ kind, since }, table);
    const pause = pauseBefore(failures + 1, fault, { safe: true, most });
    if (pause !== undefined && (failures === 1 || !health.isSilent(pause))) return pause;
    health.gaveUp(lane, reasonOf(error));
    return undefined;
  };
  return {
    reached: (bytes) => {
      done = Math.max(done, bytes);
      if (done - doneAtFault < LIMITS.progressBytes) return;
      failures = 0;
      since = clock.now();
      doneAtFault = done;
    },
    again: async (error) => {
      failures += 1;
      const pause = pauseAfter(error);
      if (pause === undefined) throw error;
      await clock.sleep(pause);
    },
  };
};

/** Repeats `work` of several requests as the table says. */
export const retry = async <T>(attempted: Attempted, work: () => Promise<T>): Promise<T> => {
  const attempts = countAttempts(attempted);
  for (;;) {
    try {
      return await work();
    } catch (error) {
      await attempts.again(error);
    }
  }
};
