import pLimit from "p-limit";
import type { ImageRecipe } from "../image/recipe.ts";
import type { CheckReport } from "../inspect/checkReport.ts";
import { inspector, type InspectorFacts } from "../inspect/inspector.ts";
import type { Inventories } from "../inspect/storedInventories.ts";
import { imageContent } from "../inspect/storedView.ts";
import { failedCells } from "../plan/failedCells.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { keepLinked } from "../smoke/localImages.ts";
import { count } from "../text/units.ts";
import type { Built, BuiltImage } from "./builtImages.ts";
import type { LinkedImage } from "./linkImage.ts";

/** A view of a large image is some hundred thousand entries. */
const INSPECTED_AT_ONCE = 4;

/** What images are looked at with, and where they are. */
export interface ImageFacts extends InspectorFacts {
  readonly planned: PlanInputs;
  readonly inventories: Inventories;
}

/** How images are made: each by itself, or several at a time. */
export interface ImageMaking {
  readonly parallel: number;
  readonly make: (recipe: ImageRecipe) => Promise<MadeImage>;
}

/** An image, with its bytes where they are known: nobody has to read them back. */
interface MadeImage {
  readonly image: BuiltImage;
  readonly content?: LinkedImage["content"];
}

interface CheckedImage {
  readonly image: BuiltImage;
  readonly checks: CheckReport;
}

/**
 * Makes the image of each recipe and inspects it. A cell that fails leaves the others going. What
 * comes of them is in the order of the recipes.
 */
export const eachImage = async (
  build: ImageFacts,
  recipes: readonly ImageRecipe[],
  { parallel, make }: ImageMaking,
): Promise<Pick<Built, "images" | "checks" | "failed">> => {
  const inspect = inspector(build, build.planned, build.inventories);
  let finished = 0;
  const over = Promise.withResolvers<void>();
  build.sys.log.progress(
    () => `${finished} of ${count(recipes.length, "image")} made`,
    over.promise,
  );
  const making = pLimit(parallel);
  const inspecting = pLimit(Math.min(parallel, INSPECTED_AT_ONCE));
  const one = async (recipe: ImageRecipe): Promise<CheckedImage> => {
    try {
      const { image, content } = await make(recipe);
      const { cell, digest, made: isNew } = image;
      const known =
        content === undefined ? {} : { content: imageContent(content, build.to.name), isNew };
      const checks = await inspecting(() => inspect({ cell, digest, ...known }));
      if (content !== undefined) await keepLinked(build, image, { ...content, checks });
      return { image, checks };
    } finally {
      finished += 1;
    }
  };
  const results = await Promise.allSettled(recipes.map((recipe) => making(() => one(recipe))));
  over.resolve();
  const made = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.flatMap((result, at) =>
    result.status === "fulfilled" ? [] : failedCells([recipes[at]?.cell ?? ""], result.reason),
  );
  return {
    images: made.map(({ image }) => image),
    checks: made.map(({ checks }) => checks),
    failed,
  };
};
