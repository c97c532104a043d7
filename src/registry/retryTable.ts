/** One kind of fault and what is done about it. */
interface RetryRule {
  readonly fault: "network" | "rate-limit" | "server" | "race";
  /** Statuses of the registry; empty for faults that are recognized otherwise. */
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

export type FaultKind = RetryRule["fault"];

/**
 * Answers of a registry that is down for a moment; 520 to 527 are those of a content network in
 * front of it.
 */
const SERVER = [408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527];

/**
 * The whole of what is tried again. `race`: distribution on a file system does not write its links
 * at once, so a manifest that comes while another client sends one of its blobs is answered
 * DIGEST_INVALID; and what we send has been checked against its digest here. A registry that says
 * how long to wait (Retry-After) is believed up to LONGEST_WAIT.
 */
const RETRIES: readonly RetryRule[] = [
  { fault: "network", statuses: [], attempts: 5, pause: 400, when: "safe" },
  { fault: "rate-limit", statuses: [429], attempts: 6, pause: 1000, when: "always" },
  { fault: "server", statuses: SERVER, attempts: 5, pause: 400, when: "safe" },
  { fault: "race", statuses: [], codes: ["DIGEST_INVALID"], attempts: 5, pause: 100, when: "safe" },
];

/** Milliseconds; pauses after faults do not grow beyond this. */
const LONGEST_PAUSE = 3_200;

/** Milliseconds; a registry that wants a longer pause than this is an error that says so. */
export const LONGEST_WAIT = 120_000;

/**
 * Retry-After in milliseconds (seconds or an HTTP date), undefined when it is absent or unreadable.
 */
export const retryAfter = (value: string | undefined, now: number): number | undefined => {
  if (value === undefined) return undefined;
  if (/^[0-9]+$/.test(value.trim())) return Number(value) * 1000;
  // A number below zero is no date, although it would be read as one.
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/**
 * What went wrong with one attempt: an answer's status, with the registry's code where the body was
 * read, or no (whole) answer at all.
 */
export type Fault =
  | {
      readonly status: number;
      readonly code?: string | undefined;
      /** Milliseconds that the registry asks to be left alone; see statedWait.ts. */
      readonly wait?: number | undefined;
    }
  | { readonly network: true };

const ruleFor = (fault: Fault): RetryRule | undefined =>
  RETRIES.find((rule) =>
    "network" in fault
      ? rule.fault === "network"
      : rule.statuses.includes(fault.status) || rule.codes?.includes(fault.code ?? "") === true,
  );

/** Which row of the table a fault belongs to; undefined for what is not tried again. */
export const faultKind = (fault: Fault): FaultKind | undefined => ruleFor(fault)?.fault;

/**
 * Milliseconds to wait before attempt number `next` (2 is the first retry), or undefined when it is
 * over.
 */
export const pauseBefore = (
  next: number,
  fault: Fault,
  {
    safe,
    most = (table) => table,
  }: {
    readonly safe: boolean;
    /** Attempts in all, where the table has so many. */
    readonly most?: (table: number) => number;
  },
): number | undefined => {
  const rule = ruleFor(fault);
  if (rule === undefined || next > most(rule.attempts) || (rule.when === "safe" && !safe))
    return undefined;
  const requested = "network" in fault ? undefined : fault.wait;
  const grown = rule.pause * 2 ** (next - 2);
  const wait = requested ?? (rule.fault === "rate-limit" ? grown : Math.min(LONGEST_PAUSE, grown));
  return wait > LONGEST_WAIT ? undefined : wait;
};
