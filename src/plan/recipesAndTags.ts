import type { Repository } from "../registry/repository.ts";
import { believedImages } from "./believedImages.ts";
import { cellRecipes, type CellRecipes, type RecipeFacts } from "./cellRecipes.ts";
import type { PlanParts } from "./makePlan.ts";
import type { PlanInputs } from "./planInputs.ts";
import { readTags, type Asking, type QueriedTags } from "./registryState.ts";
import { withStricterImages } from "./stricterImages.ts";

/** Tags of the store and of the destination, and why one is not known. */
interface RepositoryTags
  extends Pick<PlanParts, "storeTags" | "imageTags">, Pick<QueriedTags, "refused"> {
  /** Whether neither was asked, since what was seen of the destination last is enough. */
  readonly isBelieved: boolean;
}

/** How it is found out what is there. */
export interface TagOptions {
  /** Whether what is missing in the store and the destination is made and written after this. */
  readonly writes?: boolean;
  /** Whether a published image that met a stricter `smoke.require` does for a cell. */
  readonly takesStricter?: boolean;
  /** Tags that the destination had: nothing is asked where they are all that cells need. */
  readonly published?: ReadonlySet<string> | undefined;
}

/** No layer is needed of a store whose images are all in the destination. */
const NOT_ASKED = { storeTags: new Set<string>(), refused: [], isBelieved: true };

/** What the cells' images are made of, and what of it is in the store and the destination. */
export const recipesAndTags = async (
  facts: RecipeFacts &
    Pick<Asking, "sys" | "open" | "offline"> & {
      readonly store: Repository;
      readonly to: Repository;
    },
  inputs: Omit<PlanInputs, "recipes">,
  { writes = false, takesStricter = false, published }: TagOptions,
): Promise<CellRecipes & RepositoryTags> => {
  const made = await cellRecipes(facts, inputs);
  const images = { ...inputs, recipes: made.recipes };
  const believed =
    published === undefined ? undefined : await believedImages(facts, images, published);
  if (believed !== undefined) return { ...made, ...believed, ...NOT_ASKED };
  const { sys, open, offline, store, to } = facts;
  const { tags, refused } = await readTags({ sys, open, offline, writes }, [store, to]);
  const [storeTags, imageTags] = tags;
  const recipes = takesStricter ? await withStricterImages(facts, images, imageTags) : made.recipes;
  return { ...made, recipes, storeTags, imageTags, refused, isBelieved: false };
};
