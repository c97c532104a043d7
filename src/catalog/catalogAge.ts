import { DAY } from "../text/units.ts";
import type { Catalog } from "./facts.ts";

/** Days after which a catalog is called old. */
export const OLD_DAYS = 30;

/** Whole days between two ISO dates. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** A catalog that was last compared with the outside long ago. */
export interface OldCatalog {
  /** ISO date of the comparison. */
  readonly asOf: string;
  readonly days: number;
}

/** Undefined for a catalog of the last 30 days; `today` is an ISO date. */
export const oldCatalog = (
  { asOf }: Pick<Catalog, "asOf">,
  today: string,
): OldCatalog | undefined => {
  const days = daysBetween(asOf, today);
  return days > OLD_DAYS ? { asOf, days } : undefined;
};
