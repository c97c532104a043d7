import { DlEnvError } from "../errors/error.ts";
import { forgetLook, LOOK_TAG } from "../publish/lastLook.ts";
import { putArtifact, type PutArtifact } from "../registry/artifact.ts";
import { imageAnnotations } from "../registry/layoutIndex.ts";
import { isLeavingTag, leavingTag, LEAVING_TYPE } from "../registry/leavingTags.ts";
import { jsonBytes } from "../registry/manifest.ts";
import { isRefusal } from "../registry/networkFault.ts";
import type { Removal, Repository } from "../registry/repository.ts";

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

/** By its tag, or where a registry removes manifests alone, by its digest. */
const removeAlone = async (to: Repository, { tag, digest }: TagDigest): Promise<Removal> => {
  const byTag = await to.remove(tag);
  const isThere = byTag.kind === "refused" || (await to.resolve(tag)) === digest;
  return isThere ? to.remove(digest) : byTag;
};

/** A mark's second tag goes last: until then it says by its name what is to go. */
const removeMark = async (to: Repository, mark: TagDigest): Promise<void> => {
  if ((await to.resolve(mark.tag)) === mark.digest) await removeAlone(to, mark);
};

/** Moves a tag to a mark; the refusal where a rule keeps the tag from moving. */
const moveAway = async (
  to: Repository,
  tag: string,
): Promise<TagDigest | (Removal & { readonly kind: "refused" })> => {
  const files = [{ type: LEAVING_TYPE, content: jsonBytes({ tag }) }];
  const put = (name: string): Promise<PutArtifact> =>
    putArtifact(to, { type: LEAVING_TYPE, files, tag: name });
  let mark: TagDigest | undefined;
  try {
    mark = { tag: leavingTag(tag), digest: (await put(leavingTag(tag))).digest };
    await put(tag);
    return mark;
  } catch (error) {
    if (!(error instanceof DlEnvError) || !isRefusal(error)) throw error;
    if (mark !== undefined) await removeMark(to, mark);
    return { kind: "refused", message: error.message };
  }
};

/**
 * Removes one tag and leaves its manifest, which others name. Many registries remove a manifest
 * with all of its tags, whichever was named: so the tag is first moved to something of its own, and
 * goes with that.
 */
const removeShared = async (
  to: Repository,
  { tag, digest }: TagDigest,
  others: readonly string[],
): Promise<Removal> => {
  const manifest = await to.manifest(digest);
  if (manifest === undefined) return { kind: "removed" };
  const mark = await moveAway(to, tag);
  if ("kind" in mark) return mark;
  const removal = await removeAlone(to, { tag, digest: mark.digest });
  const isGone = removal.kind === "removed" && (await to.resolve(tag)) !== mark.digest;
  if (!isGone) await to.putManifest(manifest, tag, imageAnnotations(tag));
  await removeMark(to, mark);
  if (isGone) return removal;
  const why = removal.kind === "refused" ? removal.message : `${to.name} still has ${tag}.`;
  return { kind: "refused", message: `${why} Its manifest has the tags ${others.join(", ")} too.` };
};

/** A tag that was listed: with what it names, and the manifests in that where it is an index. */
export interface ListedTag extends TagDigest {
  readonly manifests?: readonly string[];
}

/** All that was listed, and what has come since. */
const listedNow = async (
  to: Repository,
  all: readonly ListedTag[],
): Promise<readonly ListedTag[]> => {
  const known = new Set(all.map(({ tag }) => tag));
  const since = (await to.tags()).filter((tag) => !known.has(tag));
  const named = await Promise.all(
    since.map(async (tag) => ({ tag, digest: await to.resolve(tag) })),
  );
  return [
    ...all,
    ...named.flatMap(({ tag, digest }) => (digest === undefined ? [] : [{ tag, digest }])),
  ];
};

/** One tag, unless it has moved since it was listed. */
const removeOne = async (
  to: Repository,
  one: TagDigest,
  others: readonly string[],
): Promise<Removal> => {
  if (to.kind === "layout") return to.remove(one.tag);
  const named = await to.resolve(one.tag);
  if (named === undefined) return { kind: "removed" };
  if (named !== one.digest)
    return { kind: "refused", message: `${one.tag} in ${to.name} was moved meanwhile, and stays.` };
  const removal = await (others.length === 0
    ? removeAlone(to, one)
    : removeShared(to, one, others));
  if (removal.kind === "refused" || (await to.resolve(one.tag)) === undefined) return removal;
  return {
    kind: "refused",
    message: `${to.name} said that it removed ${one.tag}, and still has it.`,
  };
};

/** What removals that did not come to their end left: tags at a mark, and the mark's second tag. */
const endRemovals = async (to: Repository, listed: readonly ListedTag[]): Promise<void> => {
  if (to.kind === "layout") return;
  for (const mark of listed.filter(({ tag }) => isLeavingTag(tag))) {
    const left = listed.filter(
      ({ tag, digest }) => leavingTag(tag) === mark.tag && digest === mark.digest,
    );
    for (const one of left) await removeAlone(to, one);
    const named = await Promise.all(left.map(({ tag }) => to.resolve(tag)));
    if (!named.includes(mark.digest)) await removeMark(to, mark);
  }
};

/**
 * Removes tags and no other: `all` is what the repository has. What another tag or an index names
 * keeps its manifest; else that goes with its last tag. Each is asked for again afterwards.
 */
export const removeTags = async (
  to: Repository,
  tags: readonly TagDigest[],
  all: readonly ListedTag[],
): Promise<RemovedTags> => {
  if (tags.length === 0) {
    await endRemovals(to, all);
    return { removed: [], refused: [] };
  }
  if (all.some(({ tag }) => tag === LOOK_TAG)) await forgetLook(to);
  const going = new Set(tags.map(({ tag }) => tag));
  const staying = (await listedNow(to, all)).filter(({ tag }) => !going.has(tag));
  const removed: string[] = [];
  const refused: RefusedTag[] = [];
  const last = tags.filter(({ tag }) => isLeavingTag(tag));
  for (const one of [...tags.filter(({ tag }) => !isLeavingTag(tag)), ...last]) {
    const others = staying.filter(
      ({ digest, manifests = [] }) => digest === one.digest || manifests.includes(one.digest),
    );
    const names = others.map(({ tag }) => tag);
    const removal = await removeOne(to, one, names);
    if (removal.kind === "refused") refused.push({ tag: one.tag, message: removal.message });
    else removed.push(one.tag);
  }
  await endRemovals(to, staying);
  return { removed, refused };
};
