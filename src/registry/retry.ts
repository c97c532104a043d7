import { DlEnvError } from "../errors/error.ts";
import type { Clock } from "../system/ports.ts";

/** One kind of fault and what is done about it. */
export interface RetryRule {
  readonly fault: "network" | "rate-limit" | "server" | "race";
  /** Statuses of the registry; empty for faults that are known otherwise. */
  readonly statuses: readonly number[];
  /** The registry's own codes. */
  readonly codes?: readonly string[];
  /** Attempts in all. */
  readonly attempts: number;
  /** Milliseconds before the second attempt, doubled each time. */
  readonly pause: number;
  /** `always`: the registry did nothing. `safe`: only requests that may be made twice. */
  readonly when: "always" | "safe";
}

/**
 * The whole of what is tried again. `race`: distribution on a file system does not write its links at once, so a manifest that comes while
 * another client sends one of its blobs is told DIGEST_INVALID; and what we send has been checked against its digest here.
 * A registry that says how long to wait (Retry-After) is believed up to LONGEST_WAIT.
 */
export const RETRIES: readonly RetryRule[] = [
  { fault: "network", statuses: [], attempts: 5, pause: 400, when: "safe" },
  { fault: "rate-limit", statuses: [429], attempts: 6, pause: 1000, when: "always" },
  { fault: "server", statuses: [500, 502, 503, 504, 408], attempts: 5, pause: 400, when: "safe" },
  { fault: "race", statuses: [], codes: ["DIGEST_INVALID"], attempts: 5, pause: 100, when: "safe" },
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

/** What went wrong with one attempt: an answer's status, with the registry's code where the body was read, or no answer at all. */
export type Fault =
  | {
      readonly status: number;
      readonly code?: string | undefined;
      readonly retryAfter?: string | undefined;
    }
  | { readonly network: true };

const ruleFor = (fault: Fault): RetryRule | undefined =>
  RETRIES.find((rule) =>
    "network" in fault
      ? rule.fault === "network"
      : rule.statuses.includes(fault.status) || rule.codes?.includes(fault.code ?? "") === true,
  );

/** Milliseconds to wait before attempt number `next` (2 is the first retry), or undefined when it is over. */
export const pauseBefore = (
  next: number,
  fault: Fault,
  safe: boolean,
  now: number,
): number | undefined => {
  const rule = ruleFor(fault);
  if (rule === undefined || next > rule.attempts || (rule.when === "safe" && !safe))
    return undefined;
  const told = "network" in fault ? undefined : retryAfter(fault.retryAfter, now);
  const wait = told ?? rule.pause * 2 ** (next - 2);
  return wait > LONGEST_WAIT ? undefined : wait;
};

/** A name that does not exist will not exist in a second either; one whose server did not answer (EAI_AGAIN) may. */
const isUnknownHost = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && error.code === "ENOTFOUND") || isUnknownHost(error.cause));

/** Whether what was thrown means that no (whole) answer came, so that asking again may help. */
export const isNetworkFault = (error: unknown): boolean => {
  if (isUnknownHost(error)) return false;
  if (error instanceof DlEnvError)
    return error.code === "network" && !(error.cause instanceof DlEnvError);
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2)/.test(code) ||
    (error.cause !== undefined && isNetworkFault(error.cause))
  );
};

const refusalOf = (error: unknown): { status: number; code: string | undefined } | undefined => {
  if (!(error instanceof DlEnvError) || typeof error.cause !== "object" || error.cause === null)
    return undefined;
  if (!("status" in error.cause) || typeof error.cause.status !== "number") return undefined;
  return {
    status: error.cause.status,
    code:
      "code" in error.cause && typeof error.cause.code === "string" ? error.cause.code : undefined,
  };
};

/** Status of the answer behind an error (see refusal.ts); undefined for errors that are no registry's refusal. */
export const refusalStatus = (error: unknown): number | undefined => refusalOf(error)?.status;

const faultOf = (error: unknown): Fault | undefined =>
  isNetworkFault(error) ? { network: true } : refusalOf(error);

/**
 * Repeats `work` of several requests as the table says for these kinds of faults; `work` must be safe to repeat. What each of its requests
 * tries again by itself should not be named here, or the attempts multiply.
 */
export const persist = async <T>(
  clock: Clock,
  faults: readonly RetryRule["fault"][],
  work: () => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const fault = faultOf(error);
      const rule = fault === undefined ? undefined : ruleFor(fault);
      const pause =
        fault === undefined || rule === undefined || !faults.includes(rule.fault)
          ? undefined
          : pauseBefore(attempt + 1, fault, true, clock.now());
      if (pause === undefined) throw error;
      await clock.sleep(pause);
    }
  }
};
