import type { JudgedCell } from "../verdict/verdict.ts";
import type { Ask, SuggestFacts } from "./change.ts";
import { withNearest } from "./nearest.ts";
import { withNearestInCatalog } from "./nearestInCatalog.ts";
import { withSuggestedFixes } from "./suggestedFix.ts";

export interface SuggestOptions {
  /**
   * Whether these cells are a part of a matrix: neighbours in the rest of it, or in the catalog,
   * are then not looked for.
   */
  readonly isPart: boolean;
}

/**
 * The verdicts with hints and nearest cells: a change to dl-env.yml for each conflict, and for each
 * rejected cell the nearest accepted one.
 */
export const withSuggestions = async (
  ask: Ask,
  judged: readonly JudgedCell[],
  { isPart, ...facts }: SuggestFacts & SuggestOptions,
): Promise<JudgedCell[]> => {
  const fixed = await withSuggestedFixes(ask, judged, facts);
  const nearest = withNearest(fixed, facts.catalog);
  return isPart ? nearest : withNearestInCatalog(ask, nearest, facts);
};
