import type { CellRecipes, RecipeFacts } from "./cellRecipes.ts";
import { immutableTag } from "./makePlan.ts";
import type { PlanInputs } from "./planInputs.ts";
import { plannedTags } from "./rollingTags.ts";
import { withStricterImages } from "./stricterImages.ts";

/** The images that a destination is known to have, without asking it. */
interface BelievedImages {
  readonly recipes: PlanInputs["recipes"];
  readonly imageTags: ReadonlySet<string>;
}

/**
 * The plan's images by the tags that a destination had when everything was looked at last, where
 * each accepted cell has all of its tags among them and no cell is unknown; else undefined, and
 * the destination must be asked.
 */
export const believedImages = async (
  facts: RecipeFacts,
  inputs: Omit<PlanInputs, "recipes"> & Pick<CellRecipes, "recipes">,
  published: ReadonlySet<string>,
): Promise<BelievedImages | undefined> => {
  const recipes = await withStricterImages(facts, inputs, published);
  const rolling = plannedTags(facts, { ...inputs, recipes });
  const isThere = (cell: string): boolean => {
    const recipe = recipes.get(cell);
    return (
      recipe !== undefined &&
      published.has(immutableTag(recipe)) &&
      (rolling.get(cell) ?? []).every((tag) => published.has(tag))
    );
  };
  const isSettled = inputs.judged.every(({ cell, verdict }) => {
    switch (verdict.kind) {
      case "accepted":
        return isThere(cell.id);
      case "rejected":
        return true;
      case "unknown":
        return false;
    }
  });
  return isSettled ? { recipes, imageTags: published } : undefined;
};
