import type { Repository } from "../registry/repository.ts";
import {
  prunedTag,
  type Pruned,
  type PrunedTag,
  type PruneRules,
  type RepositoryContents,
} from "./prunePlan.ts";
import { openMarks } from "./pruneMarks.ts";
import { removeTags } from "./removeTags.ts";
import { spareChecks, spareJournals, spareReports } from "./spareRecords.ts";
import { PRUNE_TAG } from "./tagKind.ts";
import { unneeded } from "./usage.ts";

/**
 * What of a repository neither an image with a tag nor the plan needs. The first run that may
 * remove notes it there, a run after the age removes it. What the registry will not remove is told
 * in its words.
 */
export const pruneRegistry = async (
  repository: Repository,
  found: RepositoryContents,
  { planned, age, now, removes }: PruneRules,
): Promise<Pruned> => {
  const { contents, images } = found;
  const spare = [
    ...contents.filter(({ leaving }) => leaving),
    ...unneeded(contents, images, planned),
    ...spareChecks(found),
    ...(await spareReports(repository, found)),
  ];
  const marks = await openMarks(repository, { tag: PRUNE_TAG, now });
  const noted = spare.map((one) => prunedTag(one, marks.since(one)));
  // The name of a journal says how old it is.
  const journals = spareJournals(contents, now).map(({ stored, since }) =>
    prunedTag(stored, since),
  );
  const all = [...noted, ...journals];
  const isOld = ({ since }: PrunedTag): boolean => now - since >= age;
  const tags = all.filter(isOld);
  const young = all.filter((one) => !isOld(one));
  const result = { name: repository.name, young, blobs: [], done: removes };
  if (!removes) return { ...result, tags, refused: [] };
  const { removed, refused } = await removeTags(repository, tags, contents);
  const gone = new Set(removed);
  await marks.keep(noted.filter(({ tag }) => !gone.has(tag)));
  return { ...result, tags: tags.filter(({ tag }) => gone.has(tag)), refused };
};
