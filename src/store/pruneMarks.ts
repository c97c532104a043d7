import * as z from "zod";
import { readJson } from "../registry/digest.ts";
import { jsonBytes, parseManifest, readSmall } from "../registry/manifest.ts";
import { putTagged } from "../registry/referrers.ts";
import type { Repository } from "../registry/repository.ts";
import type { TagDigest } from "./removeTags.ts";
import { PRUNE_TAG } from "./tagKind.ts";

const TYPE = "application/vnd.dl-env.prune.v1+json";

const Marks = z.object({
  format: z.literal(1),
  /** Tag -> its digest, and since when (ms since the epoch) nothing has needed it. */
  unneeded: z.record(z.string(), z.object({ digest: z.string(), since: z.number() })),
});

type UnneededSince = z.infer<typeof Marks>["unneeded"];

/** What earlier runs noted in a repository; empty when there is no note that can be read. */
const readMarks = async (repository: Repository): Promise<UnneededSince> => {
  const stored = await repository.manifest(PRUNE_TAG);
  if (stored === undefined) return {};
  const [blob] = parseManifest(stored, repository.name).layers;
  if (blob === undefined) return {};
  return Marks.safeParse(readJson(await readSmall(repository, blob))).data?.unneeded ?? {};
};

/**
 * A registry does not say how old something is. So a run notes what nothing needs, and a later run
 * knows since when: the same tag with the same digest.
 */
export interface PruneMarks {
  /** Milliseconds since the epoch; now for what was not noted yet. */
  readonly since: (stored: TagDigest) => number;
  /** Notes what is still not needed; what is needed again, or gone, is forgotten. */
  readonly keep: (unneeded: readonly TagDigest[]) => Promise<void>;
}

/** Opens the notes of a repository. */
export const openMarks = async (repository: Repository, now: number): Promise<PruneMarks> => {
  const marks = await readMarks(repository);
  const since = ({ tag, digest }: TagDigest): number => {
    const mark = marks[tag];
    return mark?.digest === digest ? Math.min(mark.since, now) : now;
  };
  return {
    since,
    keep: async (tags) => {
      const unneeded: UnneededSince = Object.fromEntries(
        tags.map((one) => [one.tag, { digest: one.digest, since: since(one) }]),
      );
      if (JSON.stringify(unneeded) === JSON.stringify(marks)) return;
      await putTagged(repository, {
        tag: PRUNE_TAG,
        type: TYPE,
        content: jsonBytes({ format: 1, unneeded }),
      });
    },
  };
};
