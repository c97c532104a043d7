import { DlEnvError } from "../errors.ts";
import type { Clock } from "../system/ports.ts";

/** One kind of fault and what is done about it. */
export interface RetryRule {
  readonly fault: "network" | "rate-limit" | "server";
  /** Statuses of the registry; empty for faults without an answer. */
  readonly statuses: readonly number[];
  /** Attempts in all. */
  readonly attempts: number;
  /** Milliseconds before the second attempt, doubled each time. */
  readonly pause: number;
  /** `always`: the registry did nothing. `safe`: only requests that may be made twice. */
  readonly when: "always" | "safe";
}

/** The whole of what is tried again. A registry that says how long to wait (Retry-After) is believed up to LONGEST_WAIT. */
export const RETRIES: readonly RetryRule[] = [
  { fault: "network", statuses: [], attempts: 5, pause: 400, when: "safe" },
  { fault: "rate-limit", statuses: [429], attempts: 6, pause: 1000, when: "always" },
  { fault: "server", statuses: [500, 502, 503, 504, 408], attempts: 5, pause: 400, when: "safe" },
];

/** Milliseconds; a registry that wants a longer pause than this is an error that says so. */
export const LONGEST_WAIT = 120_000;

/** Retry-After in milliseconds (seconds or an HTTP date), undefined when it is absent or unreadable. */
export const retryAfter = (value: string | undefined, now: number): number | undefined => {
  if (value === undefined) return undefined;
  if (/^[0-9]+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/** What went wrong with one attempt: an answer's status, or no answer at all. */
export type Fault = { readonly status: number; readonly retryAfter?: string | undefined } | { readonly network: true };

/** Milliseconds to wait before attempt number `next` (2 is the first retry), or undefined when it is over. */
export const pauseBefore = (next: number, fault: Fault, safe: boolean, now: number): number | undefined => {
  const rule = RETRIES.find((rule) => ("network" in fault ? rule.fault === "network" : rule.statuses.includes(fault.status)));
  if (rule === undefined || next > rule.attempts || (rule.when === "safe" && !safe)) return undefined;
  const told = "network" in fault ? undefined : retryAfter(fault.retryAfter, now);
  const wait = told ?? rule.pause * 2 ** (next - 2);
  return wait > LONGEST_WAIT ? undefined : wait;
};

/** A name that does not exist will not exist in a second either; one whose server did not answer (EAI_AGAIN) may. */
const isUnknownHost = (error: unknown): boolean =>
  error instanceof Error && (("code" in error && error.code === "ENOTFOUND") || isUnknownHost(error.cause));

/** Whether what was thrown means that no (whole) answer came, so that asking again may help. */
export const isNetworkFault = (error: unknown): boolean => {
  if (isUnknownHost(error)) return false;
  if (error instanceof DlEnvError) return error.code === "network" && !(error.cause instanceof DlEnvError);
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2)/.test(code) || (error.cause !== undefined && isNetworkFault(error.cause));
};

/** Status of the answer behind an error (see refusal.ts); undefined for errors that are no registry's refusal. */
export const refusalStatus = (error: unknown): number | undefined => {
  if (!(error instanceof DlEnvError) || typeof error.cause !== "object" || error.cause === null) return undefined;
  return "status" in error.cause && typeof error.cause.status === "number" ? error.cause.status : undefined;
};

const faultOf = (error: unknown): Fault | undefined => {
  if (isNetworkFault(error)) return { network: true };
  const status = refusalStatus(error);
  return status === undefined ? undefined : { status };
};

/** Repeats `work` of several requests as the table says; `work` must be safe to repeat. */
export const persist = async <T>(clock: Clock, work: (attempt: number) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      const fault = faultOf(error);
      const pause = fault === undefined ? undefined : pauseBefore(attempt + 1, fault, true, clock.now());
      if (pause === undefined) throw error;
      await clock.sleep(pause);
    }
  }
};
