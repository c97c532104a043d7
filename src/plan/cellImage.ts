/** The image of a cell, by its digest. */
export interface CellImage {
  readonly cell: string;
  readonly digest: string;
}
