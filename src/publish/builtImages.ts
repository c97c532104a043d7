import type { CheckReport } from "../inspect/checkReport.ts";
import type { FailedCell } from "../plan/failedCells.ts";

/** An image that is in the destination by its digest. */
export interface BuiltImage {
  readonly cell: string;
  readonly digest: string;
  /** False when it was there already. */
  readonly made: boolean;
  /** Bytes of all layers, compressed; 0 when it was there already and nothing had to be read. */
  readonly size: number;
}

/** An accepted cell that could not be built here, and why. */
export interface LeftCell {
  readonly cell: string;
  readonly why: string;
}

export interface Built {
  readonly images: readonly BuiltImage[];
  /** What the static checks found in the images that were made here. */
  readonly checks: readonly CheckReport[];
  /** Tags of the layers that were made. */
  readonly layers: readonly string[];
  /** Bytes of layer blobs that were written to the store or moved to the destination. */
  readonly moved: number;
  readonly left: readonly LeftCell[];
  /** Accepted cells whose build was tried and did not work; the others went on. */
  readonly failed: readonly FailedCell[];
}
