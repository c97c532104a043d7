import type { HttpResponse } from "../system/ports.ts";
import { retryAfter } from "./retryTable.ts";

type Answer = Pick<HttpResponse, "status" | "headers">;

const TOO_MANY = 429;

/** A number from here on is a time since the epoch, in seconds; a wait of 30 years is none. */
const EPOCH = 1_000_000_000;

const SECONDS = /^\s*([0-9]+(?:\.[0-9]+)?)\s*(?:s|sec|secs|seconds?)?\s*(?:,\s*[0-9]|$)/i;

/** Seconds until something, or the time of it in seconds since the epoch; in milliseconds. */
const seconds = (value: string | undefined, now: number): number | undefined => {
  // Two servers on the way may each have written the header.
  const [, stated] = SECONDS.exec(value ?? "") ?? [];
  if (stated === undefined) return undefined;
  const number = Number(stated);
  return Math.max(0, Math.ceil(number >= EPOCH ? number * 1000 - now : number * 1000));
};

/** `RateLimit: "default";r=0;t=30`, and the older `limit=100, remaining=0, reset=30`. */
const rateLimit = (value: string | undefined): string | undefined =>
  /(?:^|[;,\s])(?:t|reset)=([0-9]+)/.exec(value ?? "")?.[1];

/**
 * Milliseconds that a server asks to be left alone, in any of the forms that servers use:
 * Retry-After in seconds, as a date or as a time since the epoch, in milliseconds
 * (`retry-after-ms`), Docker Hub's `x-retry-after`, and the headers of rate limits. Undefined where
 * it says nothing that can be read.
 */
export const statedWait = ({ status, headers }: Answer, now: number): number | undefined => {
  const milliseconds = headers["retry-after-ms"];
  const asked =
    seconds(headers["retry-after"], now) ??
    retryAfter(headers["retry-after"], now) ??
    (milliseconds !== undefined && /^[0-9]+$/.test(milliseconds)
      ? Number(milliseconds)
      : undefined) ??
    seconds(headers["x-retry-after"], now) ??
    retryAfter(headers["x-retry-after"], now);
  // Of other answers these only say how the limit stands.
  if (asked !== undefined || status !== TOO_MANY) return asked;
  return (
    seconds(headers["x-ratelimit-reset-after"], now) ??
    seconds(rateLimit(headers["ratelimit"]), now) ??
    seconds(headers["ratelimit-reset"], now) ??
    seconds(headers["x-ratelimit-reset"], now) ??
    seconds(headers["x-rate-limit-reset"], now)
  );
};
