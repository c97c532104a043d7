import { baseTag } from "../registry/storedBase.ts";
import type { NamedBlob, StoredTag } from "./contents.ts";

/** A layer, base or inventory of a store, and the images that have it. */
export interface StoredUse {
  readonly tag: string;
  readonly kind: StoredTag["kind"];
  readonly title: string;
  /** Bytes of what its manifest names. */
  readonly size: number;
  /** Cells of the images with a tag that have it, sorted. */
  readonly cells: readonly string[];
  /** How many tags name such an image. */
  readonly tags: number;
  readonly damaged: boolean;
}

/** The layer's own blob, behind its config. */
const contentOf = ({ blobs }: StoredTag): string | undefined => blobs[1]?.digest;

const inventoryOf = (diffId: string): string => `inventory-${diffId.slice(7, 7 + 32)}`;

/** What images have, by the tag or the digest under which a store has it. */
const indexed = (images: readonly StoredTag[]): ReadonlyMap<string, readonly StoredTag[]> => {
  const found = new Map<string, StoredTag[]>();
  const add = (name: string, image: StoredTag): void => {
    const before = found.get(name);
    if (before === undefined) found.set(name, [image]);
    else before.push(image);
  };
  for (const image of images) {
    const names = [
      ...image.blobs.map(({ digest }) => digest),
      ...image.diffIds.map(inventoryOf),
      ...(image.base === undefined ? [] : [baseTag(image.base)]),
    ];
    for (const name of new Set(names)) add(name, image);
  }
  return found;
};

/** Finds the images that have what a tag of the store names. */
const usersIn = (images: readonly StoredTag[]): ((stored: StoredTag) => readonly StoredTag[]) => {
  const found = indexed(images);
  return (stored) =>
    found.get(stored.kind === "layer" ? (contentOf(stored) ?? stored.tag) : stored.tag) ?? [];
};

/** Bytes of distinct blobs. */
export const bytesOf = (tags: readonly Pick<StoredTag, "blobs">[]): number => {
  const sizes = new Map<string, number>();
  for (const { blobs } of tags) for (const { digest, size } of blobs) sizes.set(digest, size);
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
};

const sizeOf = (blobs: readonly NamedBlob[]): number =>
  blobs.reduce((sum, { size }) => sum + size, 0);

/** What a store has of ours, the largest first, and the images with tags that have it. */
export const storedUses = (
  store: readonly StoredTag[],
  images: readonly StoredTag[],
): readonly StoredUse[] => {
  const users = usersIn(images);
  return store
    .filter(({ kind }) => kind === "layer" || kind === "base" || kind === "inventory")
    .map((stored) => {
      const having = users(stored);
      return {
        tag: stored.tag,
        kind: stored.kind,
        title: stored.title ?? "",
        size: sizeOf(stored.blobs),
        cells: [...new Set(having.flatMap(({ cell }) => cell ?? []))].sort(),
        tags: having.length,
        damaged: stored.damaged,
      };
    })
    .sort((a, b) => b.size - a.size || (a.tag < b.tag ? -1 : 1));
};

/** What the next build needs, by its tags in the store: layers and bases. */
export type PlannedTags = ReadonlySet<string>;

/**
 * The layers, bases and inventories that neither an image with a tag has nor the plan names. Pure.
 */
export const unneeded = (
  store: readonly StoredTag[],
  images: readonly StoredTag[],
  planned: PlannedTags,
): readonly StoredTag[] => {
  const users = usersIn(images);
  const isNeeded = (stored: StoredTag): boolean =>
    planned.has(stored.tag) || users(stored).length > 0;
  const kept = store.filter((one) => one.kind === "layer" && isNeeded(one));
  const described = new Set(kept.flatMap(({ diffIds }) => diffIds.map(inventoryOf)));
  const isOurs = ({ kind }: StoredTag): boolean =>
    kind === "layer" || kind === "base" || kind === "inventory";
  return store.filter((one) => isOurs(one) && !isNeeded(one) && !described.has(one.tag));
};
