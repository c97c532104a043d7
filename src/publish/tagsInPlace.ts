import { DAY } from "../text/units.ts";
import pLimit from "p-limit";
import { DlEnvError } from "../errors/error.ts";
import type { Repository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { journalTags, readJournal, type Claim } from "./promotionJournal.ts";
import type { Promotion } from "./readPromotions.ts";
import { strayTags } from "./sampledTags.ts";

/** A promotion that ended is believed for so long, since people may move tags by hand. */
const BELIEVED = 7 * DAY;
/** At most so many journals are read: a promotion of all cells is in one. */
const MOST_JOURNALS = 3;
const SIDE_BY_SIDE = 16;

/** Tag -> digest of what it names. */
export type TagDigests = ReadonlyMap<string, string>;

const NONE: TagDigests = new Map();

/**
 * What promotions that ended left behind: for each listed tag what the newest of the last `count`
 * journals says, two requests a journal. None where a promotion has not ended, or its journal is
 * not readable.
 */
export const keptClaims = async (
  to: Repository,
  { clock }: Pick<System, "clock">,
  { listed, count }: { readonly listed: ReadonlySet<string>; readonly count: number },
): Promise<readonly Claim[]> => {
  const journals = journalTags(listed);
  if (to.kind !== "registry" || journals.some(({ done }) => !done)) return [];
  const recent = journals.filter(({ at }) => at > clock.now() - BELIEVED).slice(-count);
  try {
    const claims = await Promise.all(recent.map(({ name }) => readJournal(to, name)));
    const known = claims.flat().filter(({ tag }) => listed.has(tag));
    return [...new Map(known.map((claim) => [claim.tag, claim])).values()];
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.code !== "registry-nonsense") throw error;
    return [];
  }
};

/**
 * What the tags of a registry name by the journals of the last promotions that ended, where asking
 * would be one request a tag. Eight are asked for all the same: where one names something else,
 * no journal is believed. None of a tag that is not listed (any more).
 */
export const journaledTags = async (
  to: Repository,
  sys: Pick<System, "clock">,
  listed: ReadonlySet<string> | undefined,
): Promise<TagDigests> => {
  if (listed === undefined) return NONE;
  const claims = await keptClaims(to, sys, { listed, count: MOST_JOURNALS });
  if ((await strayTags({ to, sys }, claims, "all")).length > 0) return NONE;
  return new Map(claims.map(({ tag, digest }) => [tag, digest]));
};

/** What is known of tags before any of them is asked for. */
export interface KnownTags {
  readonly journaled: TagDigests;
  /** All of the destination; undefined when they could not be listed. */
  readonly listed: ReadonlySet<string> | undefined;
}

/**
 * The promotions of which every tag names the image already, so that nothing of it is read: by the
 * journals, else by a HEAD of each tag, which only cells are asked for whose tags are all listed.
 */
export const inPlace = async <Tagged extends Pick<Promotion, "digest" | "immutable" | "rolling">>(
  { resolve }: Pick<Repository, "resolve">,
  promotions: readonly Tagged[],
  { journaled, listed }: KnownTags,
): Promise<ReadonlySet<Tagged>> => {
  const limit = pLimit(SIDE_BY_SIDE);
  const isInPlace = async ({ digest, immutable, rolling }: Tagged): Promise<boolean> => {
    const tags = [immutable, ...rolling];
    if (tags.every((tag) => journaled.get(tag) === digest)) return true;
    if (listed === undefined || !tags.every((tag) => listed.has(tag))) return false;
    const named = await Promise.all(tags.map((tag) => limit(() => resolve(tag))));
    return named.every((one) => one === digest);
  };
  const found = await Promise.all(
    promotions.map(async (promotion) => ((await isInPlace(promotion)) ? [promotion] : [])),
  );
  return new Set(found.flat());
};
