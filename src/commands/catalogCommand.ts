import { compareOutside, type CatalogComparison } from "./catalog/compareOutside.ts";
import { readCompared } from "./catalog/ownCatalog.ts";
import { updatedFiles } from "./catalog/updatedFiles.ts";
import type { System } from "../system/ports.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export interface CatalogRequest {
  /** Folder with a cuda.yml or a newest.yml of your own, compared instead of this project's. */
  readonly catalog?: string;
  /** A request whose `mirrors` count, where it is there; default `dl-env.yml`. */
  readonly file?: string;
}

export type CatalogCheckOutcome = OutcomeOf<"catalog check", CatalogComparison>;

export type CatalogUpdateOutcome = OutcomeOf<
  "catalog update",
  CatalogComparison & {
    /** Paths of the files. */
    readonly written: readonly string[];
    /** Cards that differ and were not written: a person looks at them. */
    readonly left: readonly string[];
  }
>;

const DEFAULT_FILE = "dl-env.yml";

/**
 * Compares the catalog with registries and the package index. Exit 1 when something differs, else 3
 * when something could not be queried, else 0.
 */
export const check = async (
  sys: System,
  { catalog, file = DEFAULT_FILE }: CatalogRequest = {},
): Promise<CatalogCheckOutcome> => {
  const { comparison } = await compareOutside(sys, file, await readCompared(sys, catalog));
  const { differences, unasked } = comparison;
  return {
    kind: "catalog check",
    result: comparison,
    problems: [],
    exit: differences.length > 0 ? 1 : unasked.length > 0 ? 3 : 0,
  };
};

/**
 * Writes what differs into the catalog, with date and source. A list that could not be read in full
 * leaves its file as it is: exit 3, else 0.
 */
export const update = async (
  sys: System,
  { catalog, file = DEFAULT_FILE }: CatalogRequest = {},
): Promise<CatalogUpdateOutcome> => {
  const compared = await readCompared(sys, catalog);
  const found = await compareOutside(sys, file, compared);
  const { texts, left } = await updatedFiles(sys, compared, found);
  for (const [path, text] of texts) await sys.files.write(path, text);
  return {
    kind: "catalog update",
    result: { ...found.comparison, written: [...texts.keys()], left },
    problems: [],
    exit: found.comparison.unasked.length > 0 ? 3 : 0,
  };
};
