import pLimit from "p-limit";
import type { Repository } from "../registry/repository.ts";
import { closureReader, type ClosureReader } from "../registry/closure.ts";
import { readProofs } from "../smoke/proofs.ts";
import type { Report } from "../smoke/smokeReport.ts";
import { isOlder } from "./imageOrder.ts";
import type { OrderReader } from "./imageOrders.ts";
import type { Claim, Journal } from "./promotionJournal.ts";

const SIDE_BY_SIDE = 16;

/** For each tag the newest image that a promotion claimed it for; the first of equals. */
export const newestClaims = (claims: Iterable<Claim>): ReadonlyMap<string, Claim> => {
  const newest = new Map<string, Claim>();
  for (const claim of claims) {
    const other = newest.get(claim.tag);
    if (other === undefined || isOlder(other.order, claim.order)) newest.set(claim.tag, claim);
  }
  return newest;
};

/** The claim of the immutable tag that comes before the rolling tags of a claim's cell. */
const immutableOf = (
  journals: readonly Pick<Journal, "claims">[],
  { cell, digest }: Claim,
): Claim | undefined =>
  journals
    .flatMap(({ claims }) => claims)
    .find((one) => one.kind === "immutable" && one.cell === cell && one.digest === digest);

/** What is known of the destination while claims are compared with it. */
export interface ClaimContext {
  readonly to: Repository;
  readonly orderOf: OrderReader;
}

/** The claims whose tag names nothing, or (but for immutable tags) something older. */
const claimsBehind = async (
  { to, orderOf }: ClaimContext,
  claims: Iterable<Claim>,
): Promise<Claim[]> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const found = await Promise.all(
    [...claims].map((claim) =>
      limit(async () => {
        const there = await to.resolve(claim.tag);
        if (there === undefined) return [claim];
        if (there === claim.digest || claim.kind === "immutable") return [];
        return isOlder(await orderOf(there), claim.order) ? [claim] : [];
      }),
    ),
  );
  return found.flat();
};

/** Whether each check that failed has passed in a newer report; these are the newest first. */
const isMended = (reports: readonly Report[]): boolean => {
  const passed = new Set<string>();
  for (const { results } of reports) {
    const checks = (wanted: string): string[] =>
      results
        .filter(({ outcome }) => outcome === wanted)
        .map(({ library, check, device }) => `${library}/${check}/${device}`);
    if (!checks("fail").every((check) => passed.has(check))) return false;
    for (const check of checks("pass")) passed.add(check);
  }
  return true;
};

/**
 * Whether tags may move to an image that another promotion judged: all of it is there, and no test
 * of it failed that has not passed since.
 */
const stands = async (
  { to, damageOf }: Pick<ClosureReader, "damageOf"> & { readonly to: Repository },
  digest: string,
): Promise<boolean> => {
  if ((await damageOf(digest)).length > 0) return false;
  const reports = await readProofs(to, digest);
  return reports.length > 0 && isMended(reports);
};

/** What claims come to: those that can be fulfilled and are not, and those that cannot be. */
export interface Compared {
  /** Each rolling tag has its cell's immutable one before it, where that is missing. */
  readonly behind: readonly Claim[];
  /** Digests of images that are gone, failed a test, or whose immutable tag is another's. */
  readonly unfit: ReadonlySet<string>;
}

/** Sorts what is behind into what can be fulfilled and what cannot. `own` images are not asked. */
export const compareClaims = async (
  context: ClaimContext,
  claims: Iterable<Claim>,
  { journals, own }: { journals: readonly Pick<Journal, "claims">[]; own: ReadonlySet<string> },
): Promise<Compared> => {
  const { to } = context;
  const { damageOf } = closureReader(to);
  const behind = new Map<string, Claim>();
  const unfit = new Set<string>();
  for (const claim of await claimsBehind(context, claims)) {
    const immutable = claim.kind === "immutable" ? undefined : immutableOf(journals, claim);
    const named = immutable === undefined ? claim.digest : await to.resolve(immutable.tag);
    const isFit =
      (named === undefined || named === claim.digest) &&
      (own.has(claim.digest) || (await stands({ to, damageOf }, claim.digest)));
    if (!isFit) unfit.add(claim.digest);
    else if (named === undefined && immutable !== undefined) behind.set(immutable.tag, immutable);
    if (isFit) behind.set(claim.tag, claim);
  }
  return { behind: [...behind.values()], unfit };
};
