import { foundProblem } from "../errors/error.ts";
import type { Ingredients } from "./recipes.ts";
import type { Session } from "../session.ts";
import { generate } from "../image/generate.ts";
import type { ImageRecipe } from "../image/recipe.ts";

/** Writes a cell's Containerfile with everything it copies into a folder; returns the paths written, from that folder. */
export const writeContext = async (
  { sys, catalog }: Session,
  { judged, locks }: Ingredients,
  recipe: ImageRecipe,
  dir: string,
): Promise<string[]> => {
  const verdict = judged.find(({ cell }) => cell.id === recipe.cell)?.verdict;
  const lock = verdict?.kind === "accepted" ? locks.get(verdict.lock) : undefined;
  if (verdict?.kind !== "accepted" || lock === undefined) {
    throw foundProblem({
      code: "not-accepted",
      message: `${recipe.cell} is not accepted, so there is nothing to write for it.`,
      hint: `See why: dl-env plan --why ${recipe.cell}`,
    });
  }
  const files = generate({ recipe, lock, base: verdict.base, catalog });
  for (const file of files) await sys.files.write(`${dir}/${file.path}`, file.content, file.mode);
  return files.map(({ path }) => path);
};
