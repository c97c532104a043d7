import type { Catalog } from "../catalog/facts.ts";
import type { CellImage } from "../plan/cellImage.ts";
import { imageDocuments } from "../plan/imageDocuments.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import { attach } from "../registry/attachments.ts";
import { imageMissing } from "../registry/imageMissing.ts";
import { parseConfig, parseManifest, readSmall } from "../registry/manifest.ts";
import type { Repository, StoredManifest } from "../registry/repository.ts";
import { keepStored, type LocalImageFacts } from "./localImages.ts";
import { writeProof } from "./proofs.ts";
import type { Report } from "./smokeReport.ts";

/** Where images lie, and what says what they are made of. */
export interface DescribingFacts {
  readonly to: Repository;
  readonly catalog: Pick<Catalog, "overlapWinners" | "indexes" | "uv">;
}

type Described = Pick<PlanInputs, "judged" | "locks" | "recipes">;

/** Whether an image has every label of the recipe: one of an older base or lock has others. */
const isMadeBy = async (
  to: Repository,
  image: StoredManifest,
  labels: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const { config } = parseManifest(image, to.name);
  const found = parseConfig(await readSmall(to, config), config.digest, to.name).config?.Labels;
  return Object.entries(labels).every(([name, value]) => found?.[name] === value);
};

/**
 * Attaches Containerfile, locks and the list of packages to an image, where the plan's recipe is
 * the one that it was made by: what made any other is not known here. Rejects with `image-missing`.
 */
export const describeImage = async (
  { to, catalog }: DescribingFacts,
  inputs: Described,
  { cell, digest }: CellImage,
): Promise<void> => {
  const documents = imageDocuments(catalog, inputs, { cell, digest });
  const labels = inputs.recipes.get(cell)?.config.labels;
  if (documents.length === 0 || labels === undefined) return;
  const image = await to.manifest(digest);
  if (image === undefined) throw imageMissing(to, digest);
  if (await isMadeBy(to, image, labels)) await attach(to, image, documents);
};

/**
 * Stores a report beside its image, once the image is described: what has a report says what it is
 * made of.
 */
export const keepReport = async (
  facts: DescribingFacts & LocalImageFacts,
  inputs: Described,
  report: Report,
): Promise<void> => {
  await describeImage(facts, inputs, report);
  await writeProof(facts.to, report);
  await keepStored(facts, report);
};
