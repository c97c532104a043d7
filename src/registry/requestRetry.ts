import { DlEnvError } from "../errors/error.ts";
import type { Clock, HttpResponse } from "../system/ports.ts";
import { isNetworkFault } from "./networkFault.ts";
import { LIMITS } from "./answerLimits.ts";
import { pauseBefore } from "./retryTable.ts";

type Status = Pick<HttpResponse, "status" | "headers" | "discard">;

/** The answer, or what was thrown when none came. */
type Outcome<T> = { readonly response: T } | { readonly error: unknown };

const attempt = async <T>(work: () => Promise<T>): Promise<Outcome<T>> => {
  try {
    return { response: await work() };
  } catch (error) {
    // The body's own fault (a file that changed under us) hides behind "no answer came".
    if (error instanceof DlEnvError && error.cause instanceof DlEnvError) throw error.cause;
    if (!isNetworkFault(error)) throw error;
    return { error };
  }
};

const pauseAfter = (
  outcome: Outcome<Status>,
  next: number,
  how: { readonly safe: boolean; readonly now: number },
): number | undefined => {
  if ("error" in outcome) return pauseBefore(next, { network: true }, how);
  const { status, headers } = outcome.response;
  return pauseBefore(next, { status, retryAfter: headers["retry-after"] }, how);
};

/** How one request is tried again. */
export interface RetryOptions {
  readonly clock: Clock;
  /** Statuses that are answers. */
  readonly expect: readonly number[];
  /** Whether the request may be made twice. */
  readonly safe: boolean;
}

/**
 * Makes one request until it has an answer or the table has no further attempt; then the last
 * answer, whatever its status, or the last error.
 */
export const retryRequest = async <T extends Status>(
  { clock, expect, safe }: RetryOptions,
  work: () => Promise<T>,
): Promise<T> => {
  const end = clock.now() + LIMITS.requestTime;
  for (let count = 1; ; count += 1) {
    const outcome = await attempt(work);
    if ("response" in outcome && expect.includes(outcome.response.status)) return outcome.response;
    const now = clock.now();
    const pause = pauseAfter(outcome, count + 1, { safe, now });
    if (pause === undefined || now + pause > end) {
      if ("error" in outcome) throw outcome.error;
      return outcome.response;
    }
    if ("response" in outcome) await outcome.response.discard();
    await clock.sleep(pause);
  }
};
