import { artifactBlob } from "./artifact.ts";
import { isIndex, unlessDamaged } from "./closure.ts";
import { digestOf } from "./digest.ts";
import { parseManifest } from "./manifest.ts";
import type { Repository } from "./repository.ts";

/** Type of a mark: what a tag names for a moment before it goes. */
export const LEAVING_TYPE = "application/vnd.dl-env.leaving.v1+json";

/**
 * The second tag of a mark, which is written first: a list of tags has names alone, and says by it
 * that a removal may not have come to its end.
 */
export const leavingTag = (tag: string): string =>
  `dl-env-leaving-${digestOf(Buffer.from(tag)).slice("sha256:".length).slice(0, 16)}`;

/** Whether a tag is the second one of a mark. */
export const isLeavingTag = (tag: string): boolean => /^dl-env-leaving-[0-9a-f]{16}$/.test(tag);

/** Whether a manifest is a mark: whatever tag names it is to go. */
export const isLeaving = (manifest: Parameters<typeof artifactBlob>[0]): boolean =>
  artifactBlob(manifest, LEAVING_TYPE) !== undefined;

/** Whether a digest is that of a mark. One request. */
export const isMark = async (
  to: Pick<Repository, "manifest" | "name">,
  digest: string,
): Promise<boolean> => {
  const read = async (): Promise<boolean> => {
    const stored = await to.manifest(digest);
    return stored !== undefined && !isIndex(stored) && isLeaving(parseManifest(stored, to.name));
  };
  return (await unlessDamaged(read())) === true;
};

/**
 * The listed tags that name something: one at a mark is as good as gone. Two requests for each
 * removal that did not come to its end, else none.
 */
export const withoutLeaving = async (
  to: Pick<Repository, "resolve">,
  tags: readonly string[],
): Promise<readonly string[]> => {
  const marks = new Set(tags.filter(isLeavingTag));
  if (marks.size === 0) return tags;
  const leaving = await Promise.all(
    tags
      .filter((tag) => marks.has(leavingTag(tag)))
      .map(async (tag) => {
        const [named, mark] = await Promise.all([to.resolve(tag), to.resolve(leavingTag(tag))]);
        return named === undefined || named === mark ? [tag] : [];
      }),
  );
  const gone = new Set(leaving.flat());
  return tags.filter((tag) => !gone.has(tag));
};
