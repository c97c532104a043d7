import type { LayoutBlob } from "../registry/layoutCollection.ts";
import type { StoredTag } from "./contents.ts";
import type { RefusedTag, TagDigest } from "./removeTags.ts";
import { bytesOf } from "./usage.ts";
import type { TagKind } from "./tagKind.ts";

/** A tag that nothing needs. */
export interface PrunedTag extends TagDigest {
  readonly kind: TagKind;
  readonly title: string;
  /** Bytes of what its manifest names. */
  readonly size: number;
  /** Milliseconds since the epoch: since when it is known that nothing needs or uses it. */
  readonly since: number;
}

/** A tag that nothing has needed since a time. */
export const prunedTag = (stored: StoredTag, since: number): PrunedTag => ({
  tag: stored.tag,
  digest: stored.digest,
  kind: stored.kind,
  title: stored.title ?? "",
  size: bytesOf([stored]),
  since,
});

/** What of one repository nothing needs, and what became of it. */
export interface Pruned {
  readonly name: string;
  /** Old enough to go, and gone when `done`. */
  readonly tags: readonly PrunedTag[];
  /** Blobs of a layout that go; a registry collects those that nothing names by itself. */
  readonly blobs: readonly Pick<LayoutBlob, "digest" | "size">[];
  /** Not needed either, and not old enough. */
  readonly young: readonly PrunedTag[];
  readonly refused: readonly RefusedTag[];
  /** False when it only says what would go. */
  readonly done: boolean;
}

/** The contents of a repository, and the images with tags, there and elsewhere. */
export interface RepositoryContents {
  readonly contents: readonly StoredTag[];
  readonly images: readonly StoredTag[];
  /** Digests of images that a promotion began to give tags to and did not finish. */
  readonly claimed: ReadonlySet<string>;
}

/** What is kept, and how. */
export interface PruneRules {
  /** Tags of layers and bases that the next build needs. */
  readonly planned: ReadonlySet<string>;
  /** Milliseconds for which something must not have been needed or used. */
  readonly age: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether anything is removed. */
  readonly removes: boolean;
}
