/** Cells of a plan that an earlier job made, with the locks that it chose. */
interface HandedCells {
  /** Folder of locks, instead of the one beside dl-env.yml. */
  readonly locks: string;
  /** Ids of the cells of that plan. */
  readonly cells: readonly string[];
}

/** What of a plan one job works on. */
export type JobAssignment =
  /** All of dl-env.yml, with the locks beside it. */
  | { readonly kind: "request" }
  /** Everything that is to be done for these cells. */
  | ({ readonly kind: "cells" } & HandedCells)
  /** Layers are made, so many at the same time, and nothing is linked. */
  | ({
      readonly kind: "layers";
      /** Tags in the store. */
      readonly layers: readonly string[];
      readonly parallel: number;
    } & HandedCells)
  /** Whole images are built by an engine. */
  | ({
      readonly kind: "whole-images";
      /** Ids of the cells whose images they are. */
      readonly images: readonly string[];
    } & HandedCells)
  /** What other jobs made is linked: cells that lack a layer, or their whole image, are left. */
  | ({
      readonly kind: "link";
      /** Digests of the images that other jobs built whole, by cell. */
      readonly built: Readonly<Record<string, string>>;
    } & HandedCells);

/** Ids of the cells that an assignment names; undefined where it is all of them. */
export const assignedCells = (assignment: JobAssignment): ReadonlySet<string> | undefined =>
  assignment.kind === "request" ? undefined : new Set(assignment.cells);
