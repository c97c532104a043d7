import { recipeMaker, type RecipeContext, type RecipeInput } from "../../src/image/imageRecipe.ts";
import type { ImageRecipe } from "../../src/image/recipe.ts";

/** The recipe of one cell. */
export const imageRecipe = (context: RecipeContext, input: RecipeInput): ImageRecipe =>
  recipeMaker(context)(input);
