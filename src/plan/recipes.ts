import { readImageSources } from "../image/imageFiles.ts";
import { recipeMaker } from "../image/imageRecipe.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import type { Cell } from "../matrix/cell.ts";
import { hardwareOf } from "../verdict/hardware.ts";
import { hardwareLabels } from "../image/hardwareLabels.ts";
import { rememberRanges } from "../catalog/inRange.ts";
import { rollingTags, type TagCandidate } from "./rollingTags.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
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

export interface Recipes {
  /** By cell id, of accepted cells whose base's digest is known. */
  readonly recipes: ReadonlyMap<string, ImageRecipe>;
  /** Layers of the other accepted cells, but for the system layer, whose key needs the digest. */
  readonly drafts: ReadonlyMap<string, ImageRecipe>;
}

const lockOf = (judged: JudgedCell, locks: ReadonlyMap<string, Lock>): Lock | undefined =>
  judged.verdict.kind === "accepted" ? locks.get(judged.verdict.lock) : undefined;

/** What cards and drivers cells need, worked out once for each lock, CUDA and list of libraries. */
const labelsByLock = ({
  catalog,
}: Pick<Session, "catalog">): ((cell: Cell, lock: Lock) => Readonly<Record<string, string>>) => {
  const inRange = rememberRanges();
  const known = new Map<string, Readonly<Record<string, string>>>();
  return (cell, lock) => {
    const key = `${lock.key} ${cell.cuda} ${cell.libraries.join()}`;
    const found = known.get(key) ?? hardwareLabels(hardwareOf(cell, lock, catalog, inRange));
    known.set(key, found);
    return found;
  };
};

/** Recipes of the accepted cells. */
export const recipesOf = async (
  session: Session,
  judged: readonly JudgedCell[],
  locks: ReadonlyMap<string, Lock>,
  apt: ReadonlyMap<string, AptLock>,
): Promise<Recipes> => {
  const { sys, catalog, request } = session;
  const make = recipeMaker({
    catalog,
    request,
    sources: await readImageSources(sys, catalog.libraries),
  });
  const labels = labelsByLock(session);
  const recipes = new Map<string, ImageRecipe>();
  const drafts = new Map<string, ImageRecipe>();
  for (const one of judged) {
    const { cell, verdict } = one;
    const lock = lockOf(one, locks);
    const release = apt.get(cell.ubuntu);
    if (lock === undefined || release === undefined || verdict.base === undefined) continue;
    const recipe = make({
      cell,
      lock,
      apt: release,
      base: verdict.base,
      facts: labels(cell, lock),
    });
    if (verdict.base.platformDigest === undefined)
      drafts.set(cell.id, {
        ...recipe,
        layers: recipe.layers.filter(({ kind }) => kind !== "system"),
      });
    else recipes.set(cell.id, recipe);
  }
  return { recipes, drafts };
};

/** Rolling tags by cell id, in the order they move. A cell whose base could not be read cannot be tagged now, so it does not compete. */
export const candidateTags = (
  { request, catalog }: Session,
  { judged, locks, recipes }: Omit<Ingredients, "apt">,
): ReadonlyMap<string, readonly string[]> => {
  const candidates = judged.flatMap((one): TagCandidate[] => {
    const lock = lockOf(one, locks);
    return lock === undefined || !recipes.has(one.cell.id)
      ? []
      : [{ cell: one.cell, locked: lock.created }];
  });
  return rollingTags(candidates, request, catalog);
};
