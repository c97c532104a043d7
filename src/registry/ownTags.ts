import { memoized } from "../text/memoized.ts";

/** Hex digits of an artifact's digest that its tag ends in. */
const DIGITS = 16;

const beginOf = (subject: string): string => `${subject.replace(":", "-")}-`;

/**
 * The tag of one artifact that is bound to a digest. The index of referrers is one tag for all of
 * them, and its writers may undo each other; this one nobody else writes to.
 */
export const ownTag = (subject: string, artifact: string): string =>
  `${beginOf(subject)}${artifact.slice("sha256:".length).slice(0, DIGITS)}`;

/** Whether this is the tag of the artifact with this digest. */
export const isTagOf = (tag: string, artifact: string): boolean =>
  tag.endsWith(`-${artifact.slice("sha256:".length).slice(0, DIGITS)}`);

/** What lists tags: a repository, or who asked it already. */
interface TagList {
  tags(): Promise<readonly string[]>;
}

/** The tags of what is bound to a digest, each artifact its own. */
export type OwnTags = (subject: string) => Promise<readonly string[]>;

const OWN = new RegExp(`^(sha256-[0-9a-f]{64}-)[0-9a-f]{${DIGITS}}$`);

/** Whether a tag is one artifact's own. */
export const isOwnTag = (tag: string): boolean => OWN.test(tag);

/** Asks a repository for its tags once, when the first is needed, and not again. */
export const ownTagsOf = (repository: TagList): OwnTags => {
  const byBegin = memoized(async (from: TagList) =>
    Map.groupBy(await from.tags(), (tag) => OWN.exec(tag)?.[1]),
  );
  return async (subject) => (await byBegin(repository)).get(beginOf(subject)) ?? [];
};
