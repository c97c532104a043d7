import type { StoredTag } from "./contents.ts";
import { cellOfImmutable, isTagOfCell } from "./tagKind.ts";

/** A cell that the matrix no longer has, and the tags of a destination that name its images. */
export interface OutsideCell {
  readonly cell: string;
  readonly tags: readonly string[];
}

const grouped = (pairs: Iterable<readonly [cell: string, tag: string]>): OutsideCell[] => {
  const cells = new Map<string, string[]>();
  for (const [cell, tag] of pairs) cells.set(cell, [...(cells.get(cell) ?? []), tag]);
  return [...cells]
    .map(([cell, tags]) => ({ cell, tags: tags.sort() }))
    .sort((a, b) => (a.cell < b.cell ? -1 : 1));
};

/**
 * The same by the names of tags alone: immutable tags and those that are called like the cell.
 * Nothing is asked.
 */
export const outsideByName = (
  tags: Iterable<string>,
  cells: ReadonlySet<string>,
): readonly OutsideCell[] => {
  const all = [...tags];
  const outside = new Set(
    all.flatMap((tag) => cellOfImmutable(tag) ?? []).filter((cell) => !cells.has(cell)),
  );
  return grouped(
    all.flatMap((tag) => {
      const cell = cellOfImmutable(tag) ?? tag;
      return outside.has(cell) ? [[cell, tag] as const] : [];
    }),
  );
};

/**
 * By the labels of the images, so that shorter tags that still name them are found as well. An
 * image that somebody made of one of ours has its labels, and one of ours may have a name that
 * somebody gave it: neither is meant.
 */
export const outsideByImage = (
  contents: readonly StoredTag[],
  cells: ReadonlySet<string>,
): readonly OutsideCell[] =>
  grouped(
    contents.flatMap(({ kind, cell, tag }) =>
      kind === "image" && cell !== undefined && !cells.has(cell) && isTagOfCell(tag, cell)
        ? [[cell, tag] as const]
        : [],
    ),
  );
