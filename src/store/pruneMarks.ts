import * as z from "zod";
import { unlessDamaged } from "../registry/closure.ts";
import { readJson } from "../registry/digest.ts";
import { jsonBytes, parseManifest, readSmall } from "../registry/manifest.ts";
import { putTagged } from "../registry/referrers.ts";
import type { Repository } from "../registry/repository.ts";
import type { TagDigest } from "./removeTags.ts";

const TYPE = "application/vnd.dl-env.prune.v1+json";

const Marks = z.object({
  format: z.literal(1),
  /** Tag -> its digest, and since when (ms since the epoch) nothing has needed it. */
  unneeded: z.record(z.string(), z.object({ digest: z.string(), since: z.number() })),
});

type UnneededSince = z.infer<typeof Marks>["unneeded"];

const readNoted = async (repository: Repository, tag: string): Promise<UnneededSince> => {
  const stored = await repository.manifest(tag);
  if (stored === undefined) return {};
  const [blob] = parseManifest(stored, repository.name).layers;
  if (blob === undefined) return {};
  return Marks.safeParse(readJson(await readSmall(repository, blob))).data?.unneeded ?? {};
};

/** What earlier runs noted under a tag; empty when there is no note that can be read. */
const readMarks = async (repository: Repository, tag: string): Promise<UnneededSince> =>
  (await unlessDamaged(readNoted(repository, tag))) ?? {};

/**
 * A registry does not say how old something is. So a run notes what nothing needs, and a later run
 * knows since when: the same tag with the same digest.
 */
export interface PruneMarks {
  /** Milliseconds since the epoch; now for what was not noted yet. */
  readonly since: (stored: TagDigest) => number;
  /** Whether it is these that are noted, and no others. */
  readonly has: (unneeded: readonly TagDigest[]) => boolean;
  /** Notes what is still not needed; what is needed again, or gone, is forgotten. */
  readonly keep: (unneeded: readonly TagDigest[]) => Promise<void>;
}

/** Where notes are, and what is known of them. */
export interface MarksPlace {
  readonly tag: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** False where it is known that nothing was noted yet. */
  readonly isThere?: boolean;
}

/** Opens the notes under a tag of a repository. */
export const openMarks = async (
  repository: Repository,
  { tag: noteTag, now, isThere = true }: MarksPlace,
): Promise<PruneMarks> => {
  const marks = isThere ? await readMarks(repository, noteTag) : {};
  const since = ({ tag, digest }: TagDigest): number => {
    const mark = marks[tag];
    return mark?.digest === digest ? Math.min(mark.since, now) : now;
  };
  return {
    since,
    has: (tags) =>
      tags.length === Object.keys(marks).length &&
      tags.every(({ tag, digest }) => marks[tag]?.digest === digest),
    keep: async (tags) => {
      const unneeded: UnneededSince = Object.fromEntries(
        tags.map((one) => [one.tag, { digest: one.digest, since: since(one) }]),
      );
      if (JSON.stringify(unneeded) === JSON.stringify(marks)) return;
      await putTagged(repository, {
        tag: noteTag,
        type: TYPE,
        content: jsonBytes({ format: 1, unneeded }),
      });
    },
  };
};
