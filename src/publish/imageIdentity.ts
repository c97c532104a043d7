import { identityLabels } from "../image/labels.ts";
import type { ImageRecipe } from "../image/recipe.ts";
import type { PlannedCell } from "../plan/plan.ts";

type Labels = Readonly<Record<string, string>>;

/**
 * The labels that the image of a planned cell has. The recipe's key is made of all of its labels,
 * so a recipe says more than the plan alone.
 */
export const expectedLabels = (
  cell: Pick<PlannedCell, "cell" | "lock" | "base">,
  recipe: Pick<ImageRecipe, "config"> | undefined,
): Labels => ({ ...recipe?.config.labels, ...identityLabels(cell) });

/** Which label of an image is not as expected, as the end of a sentence; undefined when all are. */
export const labelDifference = (labels: Labels, expected: Labels): string | undefined => {
  const differing = Object.entries(expected).find(([name, value]) => labels[name] !== value);
  if (differing === undefined) return undefined;
  const [name, value] = differing;
  const there = labels[name];
  return (
    `its label ${name} ${there === undefined ? "is missing" : `is ${there}`}, ` +
    `where the plan has ${value}`
  );
};

/**
 * The same of the recipe, which an immutable tag ends in: two recipes may have all labels alike.
 */
export const recipeDifference = (
  recipe: string | undefined,
  immutable: string,
): string | undefined =>
  recipe === undefined || immutable.endsWith(`-r${recipe}`)
    ? undefined
    : `it was linked from the recipe ${recipe}, where the plan has ${immutable}`;
