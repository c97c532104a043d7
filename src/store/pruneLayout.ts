import { checksTag } from "../inspect/storedCheckReports.ts";
import type { LayoutRepository } from "../registry/layout.ts";
import type { LayoutBlob } from "../registry/layoutCollection.ts";
import type { StoredTag } from "./contents.ts";
import { manifestsAmong, reach } from "./layoutReach.ts";
import {
  prunedTag,
  type Pruned,
  type PrunedTag,
  type PruneRules,
  type RepositoryContents,
} from "./prunePlan.ts";
import { spareChecks, spareJournals } from "./spareRecords.ts";
import { subjectOf } from "./tagKind.ts";
import { unneeded } from "./usage.ts";

interface Look {
  readonly tags: readonly PrunedTag[];
  readonly young: readonly PrunedTag[];
  readonly blobs: readonly LayoutBlob[];
  /** When each blob was written or used last, as it was listed. */
  readonly used: ReadonlyMap<string, number>;
}

/** When anything of what a tag names was written or used last, in milliseconds. */
const lastUse = (stored: StoredTag, used: ReadonlyMap<string, number>): number =>
  1000 *
  Math.max(
    0,
    ...[stored.digest, ...stored.blobs.map(({ digest }) => digest)].map(
      (digest) => used.get(digest) ?? 0,
    ),
  );

/** What a layout has, and which manifests are needed although they have no tag. */
interface Seen {
  readonly blobs: readonly LayoutBlob[];
  /** Blobs that were written or used within the age. */
  readonly recent: readonly LayoutBlob[];
  readonly untagged: readonly string[];
}

/** Images that were built or tested lately have no tag yet, and need layers as well. */
const see = async (
  layout: LayoutRepository,
  { claimed }: Pick<RepositoryContents, "claimed">,
  { age, now }: PruneRules,
): Promise<Seen> => {
  const blobs = await layout.blobs();
  const recent = blobs.filter(({ used }) => now - used * 1000 < age);
  return { blobs, recent, untagged: [...(await manifestsAmong(layout, recent)), ...claimed] };
};

/** Tags that neither an image that is needed has nor the plan names, with what was said of them. */
const spareTags = async (
  layout: LayoutRepository,
  found: RepositoryContents,
  { planned, untagged }: Pick<PruneRules, "planned"> & Pick<Seen, "untagged">,
): Promise<readonly StoredTag[]> => {
  const { contents, images } = found;
  const inUse = await reach(layout, untagged);
  const spare = unneeded(contents, images, planned).filter(
    ({ kind, blobs: named }) => kind !== "layer" || !inUse.has(named[1]?.digest ?? ""),
  );
  const going = new Set(spare.map(({ tag }) => tag));
  const staying = contents.filter(({ tag, kind }) => !going.has(tag) && kind !== "referrers");
  const subjects = await reach(layout, [...staying.map(({ digest }) => digest), ...untagged]);
  const reports = contents.filter(
    ({ kind, tag }) => kind === "referrers" && !subjects.has(subjectOf(tag)),
  );
  const needed = new Set(untagged.map(checksTag));
  return [...spare, ...reports, ...spareChecks(found).filter(({ tag }) => !needed.has(tag))];
};

const look = async (
  layout: LayoutRepository,
  found: RepositoryContents,
  rules: PruneRules,
): Promise<Look> => {
  const { age, now, planned } = rules;
  const { contents } = found;
  const { blobs, recent, untagged } = await see(layout, found, rules);
  const used = new Map(blobs.map((blob) => [blob.digest, blob.used]));
  const all = [
    ...(await spareTags(layout, found, { planned, untagged })).map((one) =>
      prunedTag(one, lastUse(one, used)),
    ),
    ...spareJournals(contents, now).map(({ stored, since }) => prunedTag(stored, since)),
  ];
  const isOld = ({ since }: PrunedTag): boolean => now - since >= age;
  const tags = all.filter(isOld);
  const gone = new Set(tags.map(({ tag }) => tag));
  const roots = contents.filter(({ tag }) => !gone.has(tag)).map(({ digest }) => digest);
  const needed = await reach(layout, [
    ...(await layout.named()).filter((digest) => !contents.some((one) => one.digest === digest)),
    ...roots,
    ...untagged,
  ]);
  const fresh = new Set(recent.map(({ digest }) => digest));
  return {
    tags,
    young: all.filter((one) => !isOld(one)),
    blobs: blobs.filter(({ digest }) => !needed.has(digest) && !fresh.has(digest)),
    used,
  };
};

/** A look without what builds have used since: their tags, and all that those name. */
const withoutUsed = async (
  layout: LayoutRepository,
  { contents }: Pick<RepositoryContents, "contents">,
  { blobs, tags, used }: Look,
): Promise<Pick<Look, "blobs" | "tags">> => {
  const now = await layout.blobs();
  const since = new Set(
    now.filter((blob) => used.get(blob.digest) !== blob.used).map(({ digest }) => digest),
  );
  const named = (tag: string): string[] =>
    contents
      .filter((one) => one.tag === tag)
      .flatMap((one) => [one.digest, ...one.blobs.map(({ digest }) => digest)]);
  const spared = tags.filter(({ tag }) => named(tag).some((digest) => since.has(digest)));
  const kept = new Set(spared.flatMap(({ tag }) => named(tag)));
  return {
    tags: tags.filter((one) => !spared.includes(one)),
    blobs: blobs.filter(({ digest }) => !kept.has(digest) && !since.has(digest)),
  };
};

/**
 * What of a layout neither a tag that stays, nor the plan, nor anything that was written or used
 * within the age needs: tags first, then the blobs that nothing names any more.
 */
export const pruneLayout = async (
  layout: LayoutRepository,
  contents: RepositoryContents,
  rules: PruneRules,
): Promise<Pruned> => {
  const seen = await look(layout, contents, rules);
  const { young } = seen;
  const result = { name: layout.name, young, refused: [], done: rules.removes };
  if (!rules.removes) return { ...result, tags: seen.tags, blobs: seen.blobs };
  // A build that runs meanwhile notes what it uses.
  const { tags, blobs } = await withoutUsed(layout, contents, seen);
  for (const { tag } of tags) await layout.remove(tag);
  const gone: LayoutBlob[] = [];
  for (const blob of blobs) if (await layout.removeBlob(blob)) gone.push(blob);
  return { ...result, tags, blobs: gone };
};
