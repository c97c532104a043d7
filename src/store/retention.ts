import { DAY } from "../text/units.ts";
import type { Repository } from "../registry/repository.ts";
import { readContents } from "./contents.ts";
import { outsideByImage, type OutsideCell } from "./outsideTags.ts";
import { openMarks } from "./pruneMarks.ts";
import { removeTags, type RemovedTags, type TagDigest } from "./removeTags.ts";
import { RETENTION_TAG } from "./tagKind.ts";

/** The rule: tags of a cell go when it has not been in the matrix for so long. */
export interface RetentionRule {
  /** `retention.untagAfter` of dl-env.yml. */
  readonly days: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A cell outside the matrix, and when its tags go; milliseconds since the epoch. */
export interface RetiredCell extends OutsideCell {
  readonly goes: number;
}

/** What the rule says of a destination just now. */
export interface Retention {
  readonly cells: readonly RetiredCell[];
  /** Whether a promotion has something to do: tags to remove, or to note since when. */
  readonly isToDo: boolean;
}

/** A destination, and the cells outside the matrix by the names of its tags. */
export interface OutsideFound {
  readonly to: Repository;
  readonly listed: ReadonlySet<string>;
  readonly outside: readonly OutsideCell[];
}

const digestsOf = async (
  to: Repository,
  outside: readonly OutsideCell[],
): Promise<readonly TagDigest[]> => {
  const tags = outside.flatMap((cell) => cell.tags);
  const found = await Promise.all(
    tags.map(async (tag) => ({ tag, digest: await to.resolve(tag) })),
  );
  return found.flatMap(({ tag, digest }) => (digest === undefined ? [] : [{ tag, digest }]));
};

const open = async (
  { to, listed, outside }: OutsideFound,
  { days, now }: RetentionRule,
): Promise<{
  readonly marks: Awaited<ReturnType<typeof openMarks>>;
  readonly tags: readonly TagDigest[];
  readonly cells: readonly RetiredCell[];
}> => {
  const tags = await digestsOf(to, outside);
  const marks = await openMarks(to, {
    tag: RETENTION_TAG,
    now,
    isThere: listed.has(RETENTION_TAG),
  });
  const cells = outside.map((cell) => {
    const since = tags.filter(({ tag }) => cell.tags.includes(tag)).map(marks.since);
    return { ...cell, goes: (since.length === 0 ? now : Math.max(...since)) + days * DAY };
  });
  return { marks, tags, cells };
};

/**
 * When the tags of the cells outside the matrix go. A registry does not say since when a cell is
 * outside: a promotion notes it, and a cell whose tags moved or that was in a matrix meanwhile
 * begins anew. Asks nothing where no cell is outside and none was.
 */
export const readRetention = async (
  found: OutsideFound,
  rule: RetentionRule,
): Promise<Retention> => {
  if (found.outside.length === 0 && !found.listed.has(RETENTION_TAG))
    return { cells: [], isToDo: false };
  const { marks, tags, cells } = await open(found, rule);
  return { cells, isToDo: !marks.has(tags) || cells.some(({ goes }) => goes <= rule.now) };
};

/** What the rule did. */
export interface Retired extends RemovedTags {
  readonly cells: readonly RetiredCell[];
}

/**
 * Removes the tags of cells that have been outside the matrix for long enough, also shorter ones
 * that still name their images, and notes since when the others are. `cells` are the matrix's.
 */
export const retireCells = async (
  found: OutsideFound,
  rule: RetentionRule,
  cells: ReadonlySet<string>,
): Promise<Retired> => {
  const { to } = found;
  const { marks, tags, cells: retired } = await open(found, rule);
  const due = new Set(retired.filter(({ goes }) => goes <= rule.now).map(({ cell }) => cell));
  const contents = due.size === 0 ? [] : await readContents(to);
  const going = new Set([
    ...outsideByImage(contents, cells).flatMap((one) => (due.has(one.cell) ? one.tags : [])),
    ...contents.filter(({ leaving }) => leaving).map(({ tag }) => tag),
  ]);
  const { removed, refused } = await removeTags(
    to,
    contents.filter(({ tag }) => going.has(tag)),
    contents,
  );
  await marks.keep(tags.filter(({ tag }) => !removed.includes(tag)));
  return { cells: retired, removed, refused };
};
