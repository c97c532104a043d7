import type { Repository } from "../registry/repository.ts";
import { believedImages } from "./believedImages.ts";
import { cellRecipes, type CellRecipes, type RecipeFacts } from "./cellRecipes.ts";
import { immutableTag, type PlanParts } from "./makePlan.ts";
import type { PlanInputs } from "./planInputs.ts";
import { tagsReader, type Asking, type QueriedTags, type ReadTags } from "./registryState.ts";
import { withStricterImages } from "./stricterImages.ts";

/** Tags of the store and of the destination, and why one is not known. */
interface RepositoryTags
  extends
    Pick<PlanParts, "storeTags" | "imageTags" | "isStoreSpared">,
    Pick<QueriedTags, "refused"> {
  /** Whether neither was asked, since what was seen of the destination last is enough. */
  readonly isBelieved: boolean;
}

interface Places {
  readonly store: Repository;
  readonly to: Repository;
}

/** How it is found out what is there. */
export interface TagOptions {
  /** Whether what is missing in the store and the destination is made and written after this. */
  readonly writes?: boolean;
  /** Whether a published image that met a stricter `smoke.require` does for a cell. */
  readonly takesStricter?: boolean;
  /**
   * Whether the store is left alone where each image is in the destination, so that none of its
   * layers is needed: for who makes nothing.
   */
  readonly sparesStore?: boolean;
  /** Tags that the destination had: nothing is asked where they are all that cells need. */
  readonly published?: ReadonlySet<string> | undefined;
}

/** No layer is needed of a store whose images are all in the destination. */
const SPARED = { storeTags: new Set<string>(), isStoreSpared: true, refused: [] };

/** The tags of a destination, and the recipes of the images that are or will be in it. */
type ImagesThere = Pick<CellRecipes, "recipes"> & Pick<PlanParts, "imageTags">;

const areAllThere = ({ recipes, imageTags }: ImagesThere): boolean =>
  imageTags !== undefined && [...recipes.values()].every((one) => imageTags.has(immutableTag(one)));

/** What is in both, the store asked last and only where a layer of it may be needed. */
const readSparing = async (
  read: ReadTags,
  { store, to }: Places,
  there: (imageTags: PlanParts["imageTags"]) => Promise<ImagesThere>,
): Promise<ImagesThere & Omit<RepositoryTags, "isBelieved">> => {
  const [imageTags] = (await read([to])).tags;
  const found = await there(imageTags);
  if (areAllThere(found)) return { ...found, ...SPARED };
  const { tags, refused } = await read([store, to]);
  return { ...found, storeTags: tags[0], refused };
};

/** What the cells' images are made of, and what of it is in the store and the destination. */
export const recipesAndTags = async (
  facts: RecipeFacts & Pick<Asking, "sys" | "open" | "offline"> & Places,
  inputs: Omit<PlanInputs, "recipes">,
  { writes = false, takesStricter = false, sparesStore = false, published }: TagOptions,
): Promise<CellRecipes & RepositoryTags> => {
  const made = await cellRecipes(facts, inputs);
  const images = { ...inputs, recipes: made.recipes };
  const believed =
    published === undefined ? undefined : await believedImages(facts, images, published);
  if (believed !== undefined) return { ...made, ...believed, ...SPARED, isBelieved: true };
  const { sys, open, offline, store, to } = facts;
  const asking = { sys, open, offline, writes };
  const there = async (imageTags: PlanParts["imageTags"]): Promise<ImagesThere> => ({
    imageTags,
    recipes: takesStricter ? await withStricterImages(facts, images, imageTags) : made.recipes,
  });
  const isSparing = sparesStore && store !== to && made.drafts.size === 0;
  const read = tagsReader(asking);
  if (isSparing)
    return { ...made, ...(await readSparing(read, { store, to }, there)), isBelieved: false };
  const { tags, refused } = await read([store, to]);
  const [storeTags, imageTags] = tags;
  return { ...made, ...(await there(imageTags)), storeTags, refused, isBelieved: false };
};
