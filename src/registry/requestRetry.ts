import { DlEnvError } from "../errors/error.ts";
import type { Clock, HttpResponse } from "../system/ports.ts";
import type { HostHealth, Lane } from "./hostHealth.ts";
import { isNetworkFault } from "./networkFault.ts";
import { LIMITS } from "./answerLimits.ts";
import { statedWait } from "./statedWait.ts";
import { faultKind, pauseBefore, type Fault } from "./retryTable.ts";

type Status = Pick<HttpResponse, "status" | "headers" | "discard"> & {
  /** It says that there is no room, which is an answer whatever its status. */
  readonly isFull?: boolean;
};

/** The answer, or what was thrown when none came. */
type Outcome<T> = { readonly response: T } | { readonly error: unknown };

const attempt = async <T>(
  { health, lane, clock }: Pick<RetryOptions, "health" | "lane" | "clock">,
  work: () => Promise<T>,
): Promise<Outcome<T>> => {
  const began = clock.now();
  try {
    return { response: await work() };
  } catch (error) {
    // It took as long as several attempts at what does not come.
    if (error instanceof DlEnvError && error.code === "too-slow") {
      health.faulted(began);
      health.gaveUp(lane, error.message);
    }
    // The body's own fault (a file that changed under us) hides behind "no answer came".
    if (error instanceof DlEnvError && error.cause instanceof DlEnvError) throw error.cause;
    if (!isNetworkFault(error)) throw error;
    return { error };
  }
};

const faultIn = (outcome: Outcome<Status>, now: number): Fault => {
  if ("error" in outcome) return { network: true };
  const { status } = outcome.response;
  return { status, wait: statedWait(outcome.response, now) };
};

const isStated = (outcome: Outcome<Status>, now: number): boolean => {
  const fault = faultIn(outcome, now);
  return !("network" in fault) && fault.wait !== undefined;
};

const reasonIn = (outcome: Outcome<Status>): string => {
  if ("response" in outcome) return `it answered with status ${outcome.response.status}.`;
  return outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
};

/** How one request is tried again. */
export interface RetryOptions {
  readonly clock: Clock;
  /** The same without jitter, for times that the host named. */
  readonly exact: Clock;
  readonly health: HostHealth;
  readonly lane: Lane;
  /** Statuses that are answers. */
  readonly expect: readonly number[];
  /** Whether the request may be made twice. */
  readonly safe: boolean;
  /** Whether an answer ends what was asked for, or a body or more requests come after it. */
  readonly done: (response: Pick<HttpResponse, "status">) => boolean;
}

/** Notes what came of an attempt; true where the table knows it as a fault. */
const noted = (
  { health, lane, expect, done }: RetryOptions,
  outcome: Outcome<Status>,
  began: number,
): boolean => {
  const expected = "response" in outcome && expect.includes(outcome.response.status);
  if ("response" in outcome && outcome.response.isFull === true) {
    health.answered(lane, false);
    return false;
  }
  const kind = expected ? undefined : faultKind(faultIn(outcome, began));
  if (kind === undefined || kind === "rate-limit")
    health.answered(lane, expected && done(outcome.response));
  else health.faulted(began);
  return kind !== undefined;
};

/** Milliseconds until the next attempt; undefined when there is none. */
const pauseAfter = (
  { clock, health, safe }: RetryOptions,
  outcome: Outcome<Status>,
  { count, since }: { readonly count: number; readonly since: number },
): number | undefined => {
  const now = clock.now();
  const fault = faultIn(outcome, now);
  const most = (table: number): number => health.attempts({ kind: faultKind(fault), since }, table);
  const pause = pauseBefore(count + 1, fault, { safe, most });
  if (pause === undefined || now + pause > since + LIMITS.requestTime) return undefined;
  return count > 1 && health.isSilent(pause) ? undefined : pause;
};

/**
 * Makes one request until it has an answer or there is no further attempt; then the last answer,
 * whatever its status, or the last error. Rejects with `registry-down` where the host was given up.
 */
export const retryRequest = async <T extends Status>(
  options: RetryOptions,
  work: () => Promise<T>,
): Promise<T> => {
  const { clock, exact, health, lane, safe } = options;
  const since = clock.now();
  health.admit(lane);
  for (let count = 1; ; count += 1) {
    const began = clock.now();
    const outcome = await attempt(options, work);
    const failed = noted(options, outcome, began);
    if (!failed && "response" in outcome) return outcome.response;
    const pause = pauseAfter(options, outcome, { count, since });
    if (pause === undefined) {
      // What may not be made twice is part of work that is tried again as a whole.
      if (safe) health.gaveUp(lane, reasonIn(outcome));
      if ("error" in outcome) throw outcome.error;
      return outcome.response;
    }
    if ("response" in outcome) await outcome.response.discard();
    await (isStated(outcome, began) ? exact : clock).sleep(pause);
  }
};
