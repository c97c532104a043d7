import { readImageSources } from "../image/files.ts";
import { recipeMaker } from "../image/make.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import { rollingTags, type TagCandidate } from "../matrix/tags.ts";
import type { JudgedCell } from "../matrix/verdict.ts";
import type { AptLock, Lock } from "../resolve/lock.ts";
import type { Session } from "../session.ts";

/** What a plan was made from. */
export interface Ingredients {
  readonly judged: readonly JudgedCell[];
  /** By key. */
  readonly locks: ReadonlyMap<string, Lock>;
  /** By Ubuntu release. */
  readonly apt: ReadonlyMap<string, AptLock>;
  /** By cell id; only for accepted cells whose base's digest is known. */
  readonly recipes: ReadonlyMap<string, ImageRecipe>;
}

const lockOf = (judged: JudgedCell, locks: ReadonlyMap<string, Lock>): Lock | undefined => (judged.verdict.kind === "accepted" ? locks.get(judged.verdict.lock) : undefined);

/** Recipes of the accepted cells whose base's digest is known. */
export const recipesOf = async (
  session: Session,
  judged: readonly JudgedCell[],
  locks: ReadonlyMap<string, Lock>,
  apt: ReadonlyMap<string, AptLock>,
): Promise<Map<string, ImageRecipe>> => {
  const { sys, catalog, request } = session;
  const make = recipeMaker({ catalog, request, sources: await readImageSources(sys, catalog.libraries) });
  const recipes = new Map<string, ImageRecipe>();
  for (const one of judged) {
    const { cell, verdict } = one;
    const lock = lockOf(one, locks);
    const release = apt.get(cell.ubuntu);
    if (lock === undefined || release === undefined || verdict.base?.platformDigest === undefined) continue;
    recipes.set(cell.id, make({ cell, lock, apt: release, base: verdict.base }));
  }
  return recipes;
};

/** Rolling tags of the accepted cells, by cell id, in the order they move. */
export const candidateTags = ({ request, catalog }: Session, judged: readonly JudgedCell[], locks: ReadonlyMap<string, Lock>): ReadonlyMap<string, readonly string[]> => {
  const candidates = judged.flatMap((one): TagCandidate[] => {
    const lock = lockOf(one, locks);
    return lock === undefined ? [] : [{ cell: one.cell, locked: lock.created }];
  });
  return rollingTags(candidates, request, catalog);
};
