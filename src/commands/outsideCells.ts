import { isLocal } from "../matrix/base.ts";
import { baseRepositories } from "../matrix/baseRepositories.ts";
import type { Planned } from "../pipeline.ts";
import type { Session } from "../session.ts";
import { outsideByName, type OutsideCell } from "../store/outsideTags.ts";

/**
 * Cells that have tags in the destination and are not in the matrix (any more). None where that is
 * not known: for a part of a matrix, or when a list that says what short versions mean was not
 * read.
 */
export const outsideCells = (
  { request, catalog, options, assignment }: Session,
  { judged, lists, imageTags }: Pick<Planned, "judged" | "lists" | "imageTags">,
): readonly OutsideCell[] => {
  const isWhole = options.cells === undefined && assignment.kind === "request";
  const isListed = baseRepositories(request, catalog).every(
    (name) => isLocal(name) || lists.has(name),
  );
  if (!isWhole || !isListed || imageTags === undefined) return [];
  return outsideByName(imageTags, new Set(judged.map(({ cell }) => cell.id)));
};
