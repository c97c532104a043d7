import type { Repository } from "../registry/repository.ts";
import type { StoredTag } from "./contents.ts";
import type { Pruned, PrunedTag, PruneRules, RepositoryContents } from "./prunePlan.ts";
import { openMarks } from "./pruneMarks.ts";
import { removeTags } from "./removeTags.ts";
import { subjectOf } from "./tagKind.ts";
import { bytesOf, unneeded } from "./usage.ts";

/** Tags of reports about images that are gone; an image without a tag still counts. */
const reportsOfNothing = async (
  repository: Repository,
  contents: readonly StoredTag[],
): Promise<StoredTag[]> => {
  const there = new Set(contents.map(({ digest }) => digest));
  const found: StoredTag[] = [];
  for (const one of contents) {
    if (one.kind !== "referrers" || there.has(subjectOf(one.tag))) continue;
    if ((await repository.resolve(subjectOf(one.tag))) === undefined) found.push(one);
  }
  return found;
};

/**
 * What of a repository neither an image with a tag nor the plan needs. The first run that may
 * remove notes it there, a run after the age removes it. What the registry will not remove is told
 * in its words.
 */
export const pruneRegistry = async (
  repository: Repository,
  { contents, images }: RepositoryContents,
  { planned, age, now, removes }: PruneRules,
): Promise<Pruned> => {
  const spare = [
    ...unneeded(contents, images, planned),
    ...(await reportsOfNothing(repository, contents)),
  ];
  const marks = await openMarks(repository, now);
  const all = spare.map((one): PrunedTag => ({
    tag: one.tag,
    digest: one.digest,
    kind: one.kind,
    title: one.title ?? "",
    size: bytesOf([one]),
    since: marks.since(one),
  }));
  const isOld = ({ since }: PrunedTag): boolean => now - since >= age;
  const tags = all.filter(isOld);
  const young = all.filter((one) => !isOld(one));
  const result = { name: repository.name, young, blobs: [], done: removes };
  if (!removes) return { ...result, tags, refused: [] };
  const { removed, refused } = await removeTags(repository, tags, contents);
  const gone = new Set(removed);
  await marks.keep(all.filter(({ tag }) => !gone.has(tag)));
  return { ...result, tags: tags.filter(({ tag }) => gone.has(tag)), refused };
};
