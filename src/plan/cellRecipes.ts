import { dirname } from "node:path";
import { rangeChecker } from "../catalog/inRange.ts";
import type { Catalog } from "../catalog/facts.ts";
import { hardwareLabels } from "../image/hardwareLabels.ts";
import { readImageSources, type ImageSources } from "../image/imageFiles.ts";
import { readOwnFiles } from "../image/readOwnFiles.ts";
import { recipeMaker } from "../image/imageRecipe.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";
import type { Lock } from "../resolve/lock.ts";
import type { System } from "../system/ports.ts";
import { hardwareOf } from "../verdict/hardware.ts";
import { lockOfCell, type PlanInputs } from "./planInputs.ts";

export interface CellRecipes {
  /** By cell id, of accepted cells whose base's digest is known. */
  readonly recipes: ReadonlyMap<string, ImageRecipe>;
  /** Layers of the other accepted cells, without the system layer, whose key needs the digest. */
  readonly drafts: ReadonlyMap<string, ImageRecipe>;
}

/**
 * What recipes depend on beside the cells: the files that go into images, the catalog, the request.
 */
export interface RecipeFacts {
  readonly sys: Pick<System, "files" | "env">;
  readonly catalog: Catalog;
  readonly request: Request;
}

/** What cards and drivers cells need, computed once for each lock, CUDA and list of libraries. */
const labelsByLock = (
  catalog: Catalog,
): ((cell: Cell, lock: Lock) => Readonly<Record<string, string>>) => {
  const inRange = rangeChecker();
  const computed = new Map<string, Readonly<Record<string, string>>>();
  return (cell, lock) => {
    const key = `${lock.key} ${cell.cuda} ${cell.libraries.join()}`;
    const labels =
      computed.get(key) ?? hardwareLabels(hardwareOf({ cell, lock }, catalog, inRange));
    computed.set(key, labels);
    return labels;
  };
};

/** Recipes of the accepted cells, from the files that go into images. Pure. */
export const recipesOf = (
  facts: Omit<RecipeFacts, "sys"> & { readonly sources: ImageSources },
  { judged, locks, apt }: Omit<PlanInputs, "recipes">,
): CellRecipes => {
  const make = recipeMaker(facts);
  const labels = labelsByLock(facts.catalog);
  const recipes = new Map<string, ImageRecipe>();
  const drafts = new Map<string, ImageRecipe>();
  for (const one of judged) {
    const { cell, verdict } = one;
    const { base } = verdict;
    const lock = lockOfCell(one, locks);
    const release = apt.get(cell.ubuntu);
    if (lock === undefined || release === undefined || base === undefined) continue;
    const recipe = make({ cell, lock, apt: release, base, facts: labels(cell, lock) });
    if (base.platformDigest === undefined)
      drafts.set(cell.id, {
        ...recipe,
        layers: recipe.layers.filter(({ kind }) => kind !== "system" && kind !== "run"),
      });
    else recipes.set(cell.id, recipe);
  }
  return { recipes, drafts };
};

/** Recipes of the accepted cells. */
export const cellRecipes = async (
  { sys, catalog, request }: RecipeFacts,
  inputs: Omit<PlanInputs, "recipes">,
): Promise<CellRecipes> => {
  const read = await readImageSources(sys, catalog.libraries);
  const { customization, file } = request;
  const own =
    customization === undefined
      ? {}
      : { own: await readOwnFiles(sys.files, customization, dirname(file)) };
  return recipesOf({ catalog, request, sources: { ...read, ...own } }, inputs);
};
