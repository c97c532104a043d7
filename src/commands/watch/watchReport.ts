import type { Problem } from "../../errors/error.ts";
import type { Plan } from "../../plan/plan.ts";
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
  /** Accepted cells for which something is to be made. */
  readonly changed: readonly string[];
  readonly gone: readonly GoneCell[];
  readonly releases: readonly WatchedRelease[];
  /** Committed apt locks that are older than `apt.maxAge`. */
  readonly apt: readonly Problem[];
  /** Cells that could not be judged, and what could not be queried. */
  readonly unknown: readonly { readonly cell: string; readonly message: string }[];
  /** A sentence when the schedule is about to be switched off. */
  readonly quiet?: string;
}

/**
 * Cells with something to make, cells that lost their base, and cells that could not be queried
 * about. Pure.
 */
export const watchedCells = (
  plan: Pick<Plan, "cells">,
  imageTags: ReadonlySet<string> | undefined,
): Pick<WatchReport, "changed" | "gone" | "unknown"> => {
  const images = [...(imageTags ?? [])];
  const hasImage = (cell: string): boolean => images.some((tag) => tag.startsWith(`${cell}-r`));
  return {
    changed: plan.cells
      .filter(
        (cell) =>
          cell.verdict === "accepted" && (cell.state === "missing" || cell.state === "layers"),
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
