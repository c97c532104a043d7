import pLimit from "p-limit";
import { unreachable } from "../errors/error.ts";
import { imageAnnotations } from "../registry/layoutIndex.ts";
import type { System } from "../system/ports.ts";
import { memoized } from "../text/memoized.ts";
import { compareClaims, newestClaims, type Compared } from "./claims.ts";
import type { MoveContext } from "./moveTags.ts";
import {
  closeJournal,
  journalTags,
  OVERLAP,
  readJournal,
  writeJournal,
  type Claim,
  type Journal,
  type JournalTag,
} from "./promotionJournal.ts";

const MINUTE = 60_000;
/** Who wrote a journal that is older than this and not done is not at work any more. */
const AT_WORK = 10 * MINUTE;
/** Each round ends with a tag nearer to its newest image; so many rounds are no race any more. */
const ROUNDS = 100;
/** So many rounds with the same tags behind are no race, but the fault of a registry. */
const SAME_ROUNDS = 6;
const SECOND = 1000;
const SIDE_BY_SIDE = 16;

/** What a promotion looks after at its end, or a night without one. */
export interface Settling {
  /** Its own moves, and the name of its journal, where it had any. */
  readonly moves: readonly Claim[];
  readonly journal?: string;
  /** Tags of the cells that it works on. */
  readonly tags: Pick<ReadonlySet<string>, "has">;
  readonly sys: Pick<System, "clock" | "env">;
}

/** What reading needs of that. */
type Reading = Omit<Settling, "sys"> & { readonly sys: Pick<System, "clock"> };

/** The claims of journals that may concern a promotion, and which of them it looks after. */
interface Claims {
  readonly journals: readonly Journal[];
  readonly claims: readonly Claim[];
  readonly tags: ReadonlySet<string>;
}

const isAbandoned = ({ done, at }: JournalTag, now: number): boolean => !done && at < now - AT_WORK;

/**
 * The journals that are read: those that are not done, and all that were written so shortly before
 * them, or before now, that one may have overtaken the other.
 */
const journalsToRead = (all: readonly JournalTag[], now: number): JournalTag[] => {
  const oldest = all.find(({ done }) => !done)?.at ?? now;
  const from = Math.min(oldest, now) - OVERLAP;
  return all.filter(({ at, done }) => !done || at >= from);
};

/** The tags that are looked after: one's own, and those of journals whose writer is gone. */
const lookedAfter = (
  journals: readonly Journal[],
  { moves, journal, tags, sys }: Reading,
): Set<string> => {
  const others = journals.filter(({ name }) => name !== journal);
  const abandoned = others.filter((one) => isAbandoned(one, sys.clock.now()));
  return new Set([
    ...moves.map(({ tag }) => tag),
    ...others.flatMap(({ claims }) => claims.map(({ tag }) => tag)).filter((tag) => tags.has(tag)),
    ...abandoned.flatMap(({ claims }) => claims.map(({ tag }) => tag)),
  ]);
};

/** Reads the journals that matter now; each is read once, since none changes. */
const claimsReader = (
  { to }: Pick<MoveContext, "to">,
  settling: Reading,
): ((tags: Iterable<string>) => Promise<Claims>) => {
  const limit = pLimit(SIDE_BY_SIDE);
  const read = memoized((name: string) => limit(() => readJournal(to, name)));
  return async (listed) => {
    const wanted = journalsToRead(journalTags(listed), settling.sys.clock.now());
    const journals = await Promise.all(
      wanted.map(async (tag): Promise<Journal> => ({ ...tag, claims: await read(tag.name) })),
    );
    const tags = lookedAfter(journals, settling);
    // A list of tags may be late: one's own journal counts, whatever it says.
    const claims = [...settling.moves, ...journals.flatMap((journal) => journal.claims)];
    return { journals, tags, claims: claims.filter(({ tag }) => tags.has(tag)) };
  };
};

/** The newest claims that are behind and can be fulfilled; next to them come those of others. */
const behindNow = async (
  context: MoveContext,
  { journals, claims }: Claims,
  own: ReadonlySet<string>,
): Promise<readonly Claim[]> => {
  const unfit = new Set<string>();
  for (;;) {
    const fit = claims.filter(({ digest }) => !unfit.has(digest));
    const compared: Compared = await compareClaims(context, newestClaims(fit).values(), {
      journals,
      own,
    });
    if (compared.unfit.size === 0) return compared.behind;
    for (const digest of compared.unfit) unfit.add(digest);
  }
};

/**
 * The claims in a destination that are behind and could be fulfilled, however young their journal
 * is; asks, and moves nothing. `listed` are its tags.
 */
export const unfinishedClaims = async (
  context: MoveContext,
  sys: Pick<System, "clock">,
  listed: Iterable<string>,
): Promise<readonly Claim[]> => {
  const tags = { has: () => true };
  const read = claimsReader(context, { moves: [], tags, sys });
  return behindNow(context, await read(listed), new Set());
};

const KINDS = ["immutable", "rolling", "latest"] as const;

const putClaims = async (
  { to, manifestOf }: MoveContext,
  behind: readonly Claim[],
): Promise<void> => {
  const limit = pLimit(SIDE_BY_SIDE);
  for (const kind of KINDS)
    await Promise.all(
      behind
        .filter((claim) => claim.kind === kind)
        .map(({ tag, digest }) =>
          limit(async () => to.putManifest(await manifestOf(digest), tag, imageAnnotations(tag))),
        ),
    );
};

/** Marks the journals as done of which every tag was looked after and is where it belongs. */
const closeSettled = async (
  { to }: Pick<MoveContext, "to">,
  { journals, tags }: Claims,
): Promise<void> => {
  const settled = journals.filter(
    ({ done, claims }) => !done && claims.every(({ tag }) => tags.has(tag)),
  );
  await Promise.all(settled.map(({ name }) => closeJournal(to, name)));
};

/**
 * Reads back what each tag names after the last move, and compares it with what every promotion of
 * these hours wrote down before it began: a tag that names something older than the newest of them
 * moves to that, until none does. So whichever of several writers ends last leaves the newest
 * image, and what one that was killed left behind is finished. Returns what moved.
 */
export const settleTags = async (
  context: MoveContext,
  settling: Settling,
  listed?: Iterable<string>,
): Promise<readonly Claim[]> => {
  const { to } = context;
  const read = claimsReader(context, settling);
  const own = new Set(settling.moves.map(({ digest }) => digest));
  const repaired: Claim[] = [];
  let same = { behind: "", rounds: 0 };
  let { journal } = settling;
  for (let round = 0; round < ROUNDS && same.rounds < SAME_ROUNDS; round += 1) {
    const claims = await read(round === 0 && listed !== undefined ? listed : await to.tags());
    const behind = await behindNow(context, claims, own);
    if (behind.length === 0) {
      await closeSettled(context, claims);
      return repaired;
    }
    const now = behind.map(({ tag, digest }) => `${tag} ${digest}`).join("\n");
    same = { behind: now, rounds: now === same.behind ? same.rounds + 1 : 0 };
    // A registry may need a moment until what was put can be read.
    await settling.sys.clock.sleep(same.rounds * SECOND);
    // Whoever dies between what was seen and a PUT leaves word of it, also of others' tags.
    journal ??= await writeJournal(to, settling.sys, behind);
    await putClaims(context, behind);
    repaired.push(...behind);
  }
  throw unreachable({
    code: "promotion-stopped",
    message:
      `${to.name} does not keep what its tags are to name: again and again ` +
      `${repaired.at(-1)?.tag ?? "a tag"} named something older, or nothing, after it had moved.`,
    hint: "See who else writes to it, then type it again: dl-env promote",
  });
};
