import { DAY } from "../text/units.ts";
import type { AptLock } from "./lock.ts";

/**
 * The date (ISO, UTC) as of which apt packages are taken when no lock names one: the first day of
 * the current span of `maxAgeDays`, so that every machine says the same date and a new one comes
 * once a span.
 */
export const aptDate = (now: number, maxAgeDays: number): string => {
  const span = Math.max(1, maxAgeDays) * DAY;
  return new Date(Math.floor(now / span) * span).toISOString().slice(0, 10);
};

/** The id of a day's first moment in a snapshot service: `20261121T000000Z`. */
export const snapshotId = (date: string): string => `${date.replaceAll("-", "")}T000000Z`;

/** Days since the packages of a lock were the newest. */
export const ageInDays = (lock: Pick<AptLock, "asOf">, now: number): number =>
  Math.floor((now - Date.parse(lock.asOf)) / DAY);
