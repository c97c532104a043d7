import { DAY } from "../text/units.ts";
import pLimit from "p-limit";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import type { Claim } from "./promotionJournal.ts";

const SIDE_BY_SIDE = 16;
/** Tags that are asked for each time, and others that have their day. */
const ALWAYS = 4;
const DAILY = 4;

/** `latest`, then short tags, which most people pull, then long ones, then immutable ones. */
const byReach = (a: Claim, b: Claim): number => {
  const rank = ({ kind }: Claim): number => ["latest", "rolling", "immutable"].indexOf(kind);
  return rank(a) - rank(b) || a.tag.length - b.tag.length || (a.tag < b.tag ? -1 : 1);
};

/**
 * Which tags are asked for, of those that journals say something of: those that most people pull,
 * and each day others. `all` are eight, `few` are two of them.
 */
export type Sample = "all" | "few";

/** The tags of a sample. Pure. */
export const sampleOf = (claims: readonly Claim[], sample: Sample, now: number): Claim[] => {
  const sorted = claims.toSorted(byReach);
  const always = sorted.slice(0, ALWAYS);
  const others = sorted.slice(ALWAYS);
  const from = Math.floor(now / DAY) * DAILY;
  const daily = Array.from(
    { length: Math.min(DAILY, others.length) },
    (_, at) => others[(from + at) % others.length],
  ).filter((claim) => claim !== undefined);
  return sample === "all" ? [...always, ...daily] : [...always.slice(0, 1), ...daily.slice(0, 1)];
};

/** A tag that does not name what the journal of its promotion says. */
interface StrayTag {
  readonly claim: Claim;
  /** Digest of what it names; undefined when it is gone. */
  readonly named: string | undefined;
}

/** The tags of a sample that people have moved since, by a HEAD each. */
export const strayTags = async (
  { to, sys }: { readonly to: Pick<Repository, "resolve">; readonly sys: Pick<System, "clock"> },
  claims: readonly Claim[],
  sample: Sample,
): Promise<readonly StrayTag[]> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const found = await Promise.all(
    sampleOf(claims, sample, sys.clock.now()).map((claim) =>
      limit(async () => ({ claim, named: await to.resolve(claim.tag) })),
    ),
  );
  return found.filter(({ claim, named }) => named !== claim.digest);
};
