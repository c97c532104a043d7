import type { Problem } from "../../errors/error.ts";
import type { Plan, PlannedCell } from "../../plan/plan.ts";
import type { OutsideCell } from "../../store/outsideTags.ts";
import type { Retention } from "../../store/retention.ts";
import type { NewRelease } from "./newReleases.ts";

/**
 * A cell whose base is not in the registry's list any more, although images of it exist. They stay;
 * it is not built again.
 */
export interface GoneCell {
  readonly cell: string;
  readonly message: string;
}

/** A new release, and whether the catalog that is in use knows its minor. */
export interface WatchedRelease extends NewRelease {
  readonly known: boolean;
}

/** What a night found. */
export interface WatchReport {
  /** Accepted cells for which something is to be made, or whose tags are behind. */
  readonly changed: readonly string[];
  /** Cells whose image is there, and a promotion of which began and did not come to its end. */
  readonly unfinished: readonly string[];
  readonly gone: readonly GoneCell[];
  readonly releases: readonly WatchedRelease[];
  /** Committed apt locks that are older than `apt.maxAge`. */
  readonly apt: readonly Problem[];
  /** Cells that could not be judged, and what could not be queried. */
  readonly unknown: readonly { readonly cell: string; readonly message: string }[];
  /** Cells that are not in the matrix and have tags all the same; absent when there are none. */
  readonly outside?: readonly OutsideCell[];
  /** When their tags go, and whether a promotion has to do with it; absent without a rule. */
  readonly retention?: Retention;
  /** A sentence when the schedule is about to be switched off. */
  readonly quiet?: string;
  /**
   * ISO date-time of the last look at everything, where two requests said that nothing has changed
   * since; absent where everything was asked for now.
   */
  readonly lastLook?: string;
}

/** Of a cell whose immutable tag is there: whether a promotion left another of its tags behind. */
const isUnfinished = (
  { cell, state, tags }: PlannedCell,
  imageTags: ReadonlySet<string> | undefined,
  behind: ReadonlySet<string>,
): boolean =>
  state === "linked" &&
  (behind.has(cell) || (imageTags !== undefined && tags.some((tag) => !imageTags.has(tag))));

/**
 * Cells with something to make or tags that are behind, cells that lost their base, and cells that
 * could not be queried about. `behind` are cells of promotions that did not end. Pure.
 */
export const watchedCells = (
  plan: Pick<Plan, "cells">,
  imageTags: ReadonlySet<string> | undefined,
  behind: ReadonlySet<string>,
): Pick<WatchReport, "changed" | "unfinished" | "gone" | "unknown"> => {
  const unfinished = plan.cells.filter((cell) => isUnfinished(cell, imageTags, behind));
  const images = [...(imageTags ?? [])];
  const hasImage = (cell: string): boolean => images.some((tag) => tag.startsWith(`${cell}-r`));
  return {
    unfinished: unfinished.map(({ cell }) => cell),
    changed: plan.cells
      .filter(
        (cell) =>
          unfinished.includes(cell) ||
          (cell.verdict === "accepted" && (cell.state === "missing" || cell.state === "layers")),
      )
      .map((cell) => cell.cell),
    gone: plan.cells.flatMap(({ cell, verdict, reasons }) => {
      const reason = reasons.find((one) => one.code === "no-base-image");
      return verdict === "rejected" && reason !== undefined && hasImage(cell)
        ? [{ cell, message: reason.message }]
        : [];
    }),
    unknown: plan.cells.flatMap((cell) =>
      cell.verdict === "unknown" || (cell.verdict === "accepted" && cell.state === "unknown")
        ? [
            {
              cell: cell.cell,
              message:
                cell.reasons[0]?.message ??
                "Its base, the store or the destination could not be read.",
            },
          ]
        : [],
    ),
  };
};
