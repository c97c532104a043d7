import { layerTag, type ImageRecipe } from "../image/recipe.ts";
import { spaceItem, type SpaceNeed } from "../layer/spaceBalance.ts";
import type { FindLayer } from "../layer/knownLayers.ts";
import type { Bases } from "../layer/storedBases.ts";
import type { JobAssignment } from "../plan/jobAssignment.ts";
import { distinctLayers } from "../plan/makePlan.ts";
import type { Plan } from "../plan/plan.ts";
import { isLayout } from "../registry/layout.ts";
import type { Repository } from "../registry/repository.ts";
import { count } from "../text/units.ts";

/** Where a build puts what it makes, and what it asks for sizes. */
interface BuildPlaces {
  readonly to: Repository;
  readonly store: Repository;
  readonly findLayer: FindLayer;
  readonly bases: Pick<Bases, "manifest">;
}

/** What a job works on. */
interface Work {
  readonly assignment: JobAssignment;
  readonly recipes: readonly ImageRecipe[];
}

/** Bytes by digest, or by the tag of a layer that is still to be made. */
type Sizes = Map<string, number>;

const total = (sizes: Sizes): number => [...sizes.values()].reduce((sum, size) => sum + size, 0);

/** What is to lie in a folder; other builds that put the same there need not count it. */
const stored = (what: string, dir: string, sizes: Sizes): SpaceNeed => ({
  what,
  folder: dir,
  stays: total(sizes),
  passing: 0,
  items: new Map([...sizes].map(([name, size]) => [spaceItem(dir, name), size])),
});

/** A base's manifest, and whether the store has all that it names. */
type ReadManifest = Awaited<ReturnType<Bases["manifest"]>>;

/** The bases of recipes; one that cannot be read fails its own cells, later. */
const readBases = async (
  { bases }: BuildPlaces,
  recipes: readonly ImageRecipe[],
): Promise<readonly ReadManifest[]> => {
  const read = await Promise.allSettled(recipes.map(({ cell }) => bases.manifest(cell)));
  return read.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
};

const sizesOf = (blobs: readonly { readonly digest: string; readonly size: number }[]): Sizes =>
  new Map(blobs.map(({ digest, size }) => [digest, size]));

/** Layers of recipes by digest where they are stored, else by what is downloaded for them. */
const layerSizes = async (
  { findLayer }: BuildPlaces,
  recipes: readonly ImageRecipe[],
): Promise<Sizes> => {
  const layers = [...distinctLayers(recipes)];
  const found = await Promise.allSettled(layers.map(([tag]) => findLayer(tag)));
  return new Map(
    layers.map(([, { spec }], at) => {
      const one = found[at];
      const stored = one?.status === "fulfilled" ? one.value : undefined;
      return stored === undefined ? [layerTag(spec), spec.download] : [stored.digest, stored.size];
    }),
  );
};

/** The recipes whose bases a job needs in the store: of part of the layers, some only. */
export const recipesOnBases = (
  { assignment, recipes }: Work,
  plan: Plan,
): readonly ImageRecipe[] => {
  if (assignment.kind !== "layers") return recipes;
  const missing = new Set(
    plan.layers.filter(({ state }) => state === "missing").map(({ layer }) => layer),
  );
  const isMade = (tag: string): boolean => assignment.layers.includes(tag) && missing.has(tag);
  return recipes.filter(({ layers }) =>
    layers.some((spec) => spec.kind === "system" && isMade(layerTag(spec))),
  );
};

/** What bases need in a store that is a folder; nothing where all are there. */
export const basesNeed = async (
  places: BuildPlaces,
  recipes: readonly ImageRecipe[],
): Promise<readonly SpaceNeed[]> => {
  const { store } = places;
  if (!isLayout(store)) return [];
  const lacking = (await readBases(places, recipes)).filter(({ isStored }) => !isStored);
  const copies = new Set(lacking.map(({ manifest }) => manifest.config.digest)).size;
  const blobs = lacking.flatMap(({ manifest }) => [manifest.config, ...manifest.layers]);
  return [stored(`Copying ${count(copies, "base")}`, store.dir, sizesOf(blobs))];
};

/**
 * What the images need in a destination that is another folder than the store: all that they are
 * made of and that is not there.
 */
export const imagesNeed = async (
  places: BuildPlaces,
  recipes: readonly ImageRecipe[],
): Promise<readonly SpaceNeed[]> => {
  const { to, store } = places;
  if (!isLayout(to) || (isLayout(store) && store.dir === to.dir)) return [];
  const read = await readBases(places, recipes);
  const below = sizesOf(read.flatMap(({ manifest }) => manifest.layers));
  const sizes = new Map([...below, ...(await layerSizes(places, recipes))]);
  for (const [digest, size] of sizes) if (await to.hasBlob(digest, size)) sizes.delete(digest);
  return [stored(`Linking ${count(recipes.length, "image")} into ${to.name}`, to.dir, sizes)];
};

/** What images that an engine builds whole need in a destination that is a folder. */
export const wholeImagesNeed = async (
  places: BuildPlaces,
  recipes: readonly ImageRecipe[],
): Promise<readonly SpaceNeed[]> => {
  const { to } = places;
  if (!isLayout(to)) return [];
  // Each image has layers of its own there; bases are shared.
  const layers = recipes
    .flatMap((recipe) => recipe.layers)
    .reduce((sum, { download }) => sum + download, 0);
  const what = `Storing ${count(recipes.length, "image")}`;
  return [
    { what, folder: to.dir, stays: layers, passing: 0 },
    ...(await basesNeed(places, recipes)),
  ];
};

/** The folders among the places that a build writes to. */
export const layoutsOf = (repositories: readonly Repository[]): string[] =>
  repositories.flatMap((one) => (isLayout(one) ? [one.dir] : []));
