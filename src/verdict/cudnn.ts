import type { Catalog, CudnnRow } from "../catalog/facts.ts";
import { rangeChecker, type InRange } from "../catalog/inRange.ts";
import { compareVersions, majorOf, minorOf } from "../catalog/versions.ts";
import { releaseOf } from "../matrix/cudaRelease.ts";
import type { CellWithLock } from "./hardware.ts";

/** The cuDNN that a cell uses: its wheels' own, else the base's where the flavor has one. */
export const cudnnOf = ({ cell, lock }: CellWithLock, catalog: Catalog): string | undefined =>
  lock.wheels.find((wheel) => /^nvidia-cudnn-cu\d+$/.test(wheel.name))?.version ??
  (cell.flavor.startsWith("cudnn") ? releaseOf(catalog, cell.cuda, cell.ubuntu)?.cudnn : undefined);

const isCovered = (row: CudnnRow, computeCapability: string): boolean =>
  row.cards.some(
    (card) =>
      majorOf(card) === majorOf(computeCapability) && compareVersions(card, computeCapability) <= 0,
  );

/** A cuDNN in a CUDA on a card. */
export interface CudnnOnCard {
  readonly cudnn: string;
  readonly cuda: string;
  readonly computeCapability: string;
}

/**
 * The row of cuDNN's support matrix for a card: undefined when the matrix has no row for this cuDNN
 * and CUDA, `none` when it leaves the card out.
 */
export const cudnnSupport = (
  { cudnn, cuda, computeCapability }: CudnnOnCard,
  catalog: Catalog,
  inRange: InRange = rangeChecker(),
): CudnnRow | "none" | undefined => {
  const rows = catalog.cudnn.rows.filter(
    (row) => inRange(cudnn, row.cudnn) && inRange(minorOf(cuda), row.cuda),
  );
  if (rows.length === 0) return undefined;
  const covering = rows
    .filter((row) => isCovered(row, computeCapability))
    .sort((a, b) => compareVersions(a.driver, b.driver));
  return covering[0] ?? "none";
};
