import type { Removal, Repository } from "../registry/repository.ts";
import { imageAnnotations } from "../registry/layoutIndex.ts";

/** A tag and the digest it names. */
export interface TagDigest {
  readonly tag: string;
  readonly digest: string;
}

export interface RefusedTag {
  readonly tag: string;
  readonly message: string;
}

export interface RemovedTags {
  readonly removed: readonly string[];
  /** What the registry would not remove, in its words. */
  readonly refused: readonly RefusedTag[];
}

const DONE: Removal = { kind: "removed" };

/** Removes one tag and leaves the `others`, which name the same manifest, where they are. */
const removeShared = async (
  to: Repository,
  one: TagDigest,
  others: readonly string[],
): Promise<Removal> => {
  const manifest = await to.manifest(one.digest);
  const removal = await to.remove(one.tag);
  if (removal.kind === "refused")
    return {
      kind: "refused",
      message: `${removal.message} Its manifest has the tags ${others.join(", ")} too.`,
    };
  const lost: string[] = [];
  for (const tag of others) if ((await to.resolve(tag)) !== one.digest) lost.push(tag);
  if (lost.length === 0 || manifest === undefined) return DONE;
  // Some registries remove a manifest with all of its tags where one tag was named.
  for (const tag of [one.tag, ...lost]) await to.putManifest(manifest, tag, imageAnnotations(tag));
  return {
    kind: "refused",
    message: `${to.name} removes ${lost.join(", ")} with it, so it was put back.`,
  };
};

/** By its tag, or where a registry removes manifests alone, by its digest. */
const removeAlone = async (to: Repository, { tag, digest }: TagDigest): Promise<Removal> => {
  const byTag = await to.remove(tag);
  return byTag.kind === "removed" ? byTag : to.remove(digest);
};

/**
 * Removes tags and no other: `all` is what the repository has. Where a registry removes manifests
 * only, a tag goes with its manifest if no other tag names it. Each is asked for again afterwards.
 */
export const removeTags = async (
  to: Repository,
  tags: readonly TagDigest[],
  all: readonly TagDigest[],
): Promise<RemovedTags> => {
  const going = new Set(tags.map(({ tag }) => tag));
  const removed: string[] = [];
  const refused: RefusedTag[] = [];
  for (const one of tags) {
    const others = all.filter(({ tag, digest }) => digest === one.digest && !going.has(tag));
    const removal = await (others.length === 0
      ? removeAlone(to, one)
      : removeShared(
          to,
          one,
          others.map(({ tag }) => tag),
        ));
    if (removal.kind === "refused") refused.push({ tag: one.tag, message: removal.message });
    else if ((await to.resolve(one.tag)) === undefined) removed.push(one.tag);
    else
      refused.push({
        tag: one.tag,
        message: `${to.name} said that it removed ${one.tag}, and still has it.`,
      });
  }
  return { removed, refused };
};
