import { checksTag } from "../inspect/storedCheckReports.ts";
import { journalTags, OVERLAP, readJournal } from "../publish/promotionJournal.ts";
import { isOwnTag, ownTagsOf, type OwnTags } from "../registry/ownTags.ts";
import type { Repository } from "../registry/repository.ts";
import { readProofs } from "../smoke/proofs.ts";
import type { StoredTag } from "./contents.ts";
import type { RepositoryContents } from "./prunePlan.ts";
import { subjectOf } from "./tagKind.ts";

/** The images that promotions of a destination wrote down and have not given all of their tags. */
export const claimedImages = async (
  to: Repository,
  contents: readonly Pick<StoredTag, "tag">[],
): Promise<ReadonlySet<string>> => {
  const open = journalTags(contents.map(({ tag }) => tag)).filter(({ done }) => !done);
  const claims = await Promise.all(open.map(({ name }) => readJournal(to, name)));
  return new Set(claims.flat().map(({ digest }) => digest));
};

/** A tag, and since when (milliseconds since the epoch) it is known that nobody needs it. */
export interface SpareJournal {
  readonly stored: StoredTag;
  readonly since: number;
}

/**
 * Journals of promotions that ended before any that has not, or one that may be at work now, could
 * have begun. Each has two tags; the one that says that it ended comes last.
 */
export const spareJournals = (contents: readonly StoredTag[], now: number): SpareJournal[] => {
  const all = journalTags(contents.map(({ tag }) => tag));
  const oldest = all.find(({ done }) => !done)?.at ?? now;
  const spare = all.filter(({ done, at }) => done && at < Math.min(oldest, now) - OVERLAP);
  return spare.flatMap(({ name, at }) =>
    [name, `${name}-done`].flatMap((tag) =>
      contents.filter((one) => one.tag === tag).map((stored) => ({ stored, since: at })),
    ),
  );
};

/** Reports of static checks about images that have no tag; another build checks them again. */
export const spareChecks = ({ contents, images, claimed }: RepositoryContents): StoredTag[] => {
  const kept = new Set([...images.map(({ digest }) => digest), ...claimed].map(checksTag));
  return contents.filter(({ kind, tag }) => kind === "checks" && !kept.has(tag));
};

/** Whether a failing test is among the reports about an image. */
const hasFailed = async (repository: Repository, digest: string, own: OwnTags): Promise<boolean> =>
  (await readProofs(repository, digest, { own })).some(({ results }) =>
    results.some(({ outcome }) => outcome === "fail"),
  );

/**
 * Reports about images that are gone, and about those without a tag: they would be tested again
 * before they get one. A failure is kept, with all that was seen of its image, as long as that is
 * there; so is what others bound to it.
 */
export const spareReports = async (
  repository: Repository,
  { contents, claimed }: Pick<RepositoryContents, "contents" | "claimed">,
): Promise<StoredTag[]> => {
  const named = new Set([...contents.map(({ digest }) => digest), ...claimed]);
  const reports = contents.filter(
    ({ kind, tag }) => kind === "referrers" && !named.has(subjectOf(tag)),
  );
  const own = ownTagsOf(repository);
  const spare: StoredTag[] = [];
  for (const [subject, of] of Map.groupBy(reports, ({ tag }) => subjectOf(tag))) {
    const isGone = (await repository.resolve(subject)) === undefined;
    const isKept = !isGone && (await hasFailed(repository, subject, own));
    spare.push(...of.filter(({ tag }) => isGone || (!isKept && isOwnTag(tag))));
  }
  return spare;
};
