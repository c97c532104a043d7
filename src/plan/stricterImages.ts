import type { ImageRecipe } from "../image/recipe.ts";
import { SMOKE_REQUIREMENTS, type SmokeRequirement } from "../matrix/requestValues.ts";
import { cellRecipes, type CellRecipes, type RecipeFacts } from "./cellRecipes.ts";
import { immutableTag } from "./makePlan.ts";
import type { PlanInputs } from "./planInputs.ts";

/** Requirements that ask for more than this one, the strictest first. */
const stricterThan = (requirement: SmokeRequirement): readonly SmokeRequirement[] =>
  SMOKE_REQUIREMENTS.slice(0, SMOKE_REQUIREMENTS.indexOf(requirement));

const RECIPE_KEY = /-r[0-9a-f]{12}$/;

const isThere = (recipe: ImageRecipe | undefined, tags: ReadonlySet<string>): boolean =>
  recipe !== undefined && tags.has(immutableTag(recipe));

/**
 * `smoke.require` stands on an image's label, so it is part of its key. A cell whose image is not
 * there, but an image of the same content that met a stricter requirement, takes that one: its
 * label is true for less too. Returns the recipes with those of such images.
 */
export const withStricterImages = async (
  facts: RecipeFacts,
  inputs: Omit<PlanInputs, "recipes"> & Pick<CellRecipes, "recipes">,
  imageTags: ReadonlySet<string> | undefined,
): Promise<PlanInputs["recipes"]> => {
  const stricter = stricterThan(facts.request.smoke.require);
  if (imageTags === undefined || stricter.length === 0) return inputs.recipes;
  const published = new Set([...imageTags].map((tag) => tag.replace(RECIPE_KEY, "")));
  const judged = inputs.judged.filter(
    ({ cell }) => published.has(cell.id) && !isThere(inputs.recipes.get(cell.id), imageTags),
  );
  const recipes = new Map(inputs.recipes);
  for (const require of judged.length === 0 ? [] : stricter) {
    const request = { ...facts.request, smoke: { require } };
    const others = await cellRecipes({ ...facts, request }, { ...inputs, judged });
    for (const [cell, recipe] of others.recipes)
      if (isThere(recipe, imageTags) && !isThere(recipes.get(cell), imageTags))
        recipes.set(cell, recipe);
  }
  return recipes;
};
