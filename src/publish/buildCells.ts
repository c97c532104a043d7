import type { Catalog } from "../catalog/facts.ts";
import { engineBuilds, type EngineBuilds } from "../engine/engineBuilds.ts";
import type { ImageRecipe, MadeLayer } from "../image/recipe.ts";
import { inventoriesOf } from "../inspect/inspector.ts";
import type { Inventories } from "../inspect/storedInventories.ts";
import { knownLayers, type FindLayer, type KnownLayers } from "../layer/knownLayers.ts";
import { makeMissingOfPlan, type MadeForPlan } from "../layer/missingOfPlan.ts";
import { openTools } from "../layer/layerTools.ts";
import { openSpace, type Space } from "../layer/buildSpace.ts";
import type { SpaceNeed } from "../layer/spaceBalance.ts";
import { storedBases, type Bases } from "../layer/storedBases.ts";
import type { Request } from "../matrix/request.ts";
import type { JobAssignment } from "../plan/jobAssignment.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import type { OpenRepository, Repository } from "../registry/repository.ts";
import { ensureKeepsArtifacts } from "../registry/ensureKeepsArtifacts.ts";
import { ensureWritable } from "../registry/ensureWritable.ts";
import type { System } from "../system/ports.ts";
import { openWork } from "../system/workFolder.ts";
import { basesNeed, imagesNeed, layoutsOf, recipesOnBases, wholeImagesNeed } from "./buildNeeds.ts";
import type { Built, BuiltImage } from "./builtImages.ts";
import { cellsLeft, cellsToBuild } from "./cellsToBuild.ts";
import { earlierImages, recordedImages } from "./earlierImages.ts";
import { eachImage } from "./checkedImages.ts";
import { cellLinker } from "./linkCells.ts";

/** What a build is made with, and where it goes. */
export interface BuildFacts {
  readonly sys: System;
  /** Of dl-env.yml. */
  readonly folder: string;
  readonly catalog: Catalog;
  readonly request: Request;
  readonly open: OpenRepository;
  readonly to: Repository;
  readonly store: Repository;
  readonly assignment: JobAssignment;
}

/** A plan, and what it was made from. */
type MadePlan = PlanInputs & {
  readonly plan: Plan;
  /** Undefined when they could not be listed. */
  readonly storeTags: ReadonlySet<string> | undefined;
};

/** Images that are linked at the same time. */
const LINKED_AT_ONCE = 16;

/** What the steps of one build share. */
interface Build extends BuildFacts {
  readonly planned: MadePlan;
  readonly recipes: readonly ImageRecipe[];
  /** Private folder of the run. */
  readonly work: string;
  readonly engine: EngineBuilds;
  /** What of this host's disks is set aside for it. */
  readonly space: Space;
  readonly bases: Bases;
  readonly base: Bases["base"];
  readonly inventories: Inventories;
  readonly known: KnownLayers;
  readonly findLayer: FindLayer;
}

const makeLayers = async (build: Build, needs: readonly SpaceNeed[] = []): Promise<MadeForPlan> => {
  const { sys, store, assignment, work, space, engine, inventories, known } = build;
  const { planned, recipes } = build;
  const making = {
    sys,
    store,
    work,
    space,
    further: [...(await basesNeed(build, recipesOnBases(build, planned.plan))), ...needs],
    assignment,
    known,
    tools: openTools(build, work),
    buildSystem: engine.systemLayer,
    onStored: (layer: MadeLayer, onRead: (bytes: number) => void) =>
      inventories.keep(layer, onRead),
  };
  return sys.log.group("Making layers", () => makeMissingOfPlan(making, planned.plan, recipes));
};

const linkImages = async (build: Build, made: MadeForPlan): Promise<Omit<Built, "left">> => {
  const link = cellLinker({
    ...build,
    storeTags: build.planned.storeTags,
    madeLayers: new Set(made.layers),
    isStoreNew: made.isStoreNew,
  });
  const broken = new Set(made.failed.map(({ cell }) => cell));
  const recipes = build.recipes.filter(({ cell }) => !broken.has(cell));
  let moved = made.stored;
  const { images, checks, failed } = await build.sys.log.group("Linking images", () =>
    eachImage(build, recipes, {
      parallel: LINKED_AT_ONCE,
      make: async ({ cell, ...rest }) => {
        const { digest, made: isMade, size, ...linked } = await link({ cell, ...rest });
        moved += linked.moved;
        return { image: { cell, digest, made: isMade, size }, content: linked.content };
      },
    }),
  );
  return { images, checks, layers: made.layers, moved, failed: [...made.failed, ...failed] };
};

const NO_LAYERS: MadeForPlan = { layers: [], stored: 0, failed: [], isStoreNew: false };

/**
 * Layers first, then one link a cell; where other jobs do the one or the other, only this job's
 * part.
 */
const buildLinked = async (build: Build): Promise<Omit<Built, "left">> => {
  switch (build.assignment.kind) {
    case "layers": {
      const { layers, stored, failed } = await makeLayers(build);
      return { images: [], checks: [], layers, moved: stored, failed };
    }
    case "link":
      await build.space.reserve([
        ...(await basesNeed(build, build.recipes)),
        ...(await imagesNeed(build, build.recipes)),
      ]);
      return linkImages(build, NO_LAYERS);
    case "request":
    case "cells":
    case "whole-images":
      return linkImages(build, await makeLayers(build, await imagesNeed(build, build.recipes)));
  }
};

/** One build a cell, whole, from its Containerfile. */
const buildWhole = async (build: Build): Promise<Omit<Built, "left">> => {
  await build.space.reserve(await wholeImagesNeed(build, build.recipes));
  const images = await eachImage(build, build.recipes, {
    parallel: 1,
    make: async (recipe) => {
      const { digest, ...content } = await build.engine.wholeImage(recipe, (layer) =>
        build.inventories.keep(layer),
      );
      return { image: { cell: recipe.cell, digest, made: true, size: 0 }, content };
    },
  });
  return { ...images, layers: [], moved: 0 };
};

const openBuild = (
  facts: BuildFacts,
  planned: MadePlan,
  { recipes, work, space }: Pick<Build, "recipes" | "work" | "space">,
): Build => {
  const bases = storedBases(facts, planned.judged);
  const { base } = bases;
  const engine = engineBuilds({ ...facts, base, work, inputs: planned });
  const inventories = inventoriesOf(facts, planned.storeTags);
  const known = knownLayers(facts.store);
  const opened = { bases, base, engine, inventories, known, findLayer: known.find };
  return { ...facts, planned, recipes, work, space, ...opened };
};

/** What the checks say of images that an earlier build made: their findings stay told. */
const checkedAgain = async (
  facts: BuildFacts,
  planned: MadePlan,
  images: readonly BuiltImage[],
): Promise<Omit<Built, "left">> => {
  const byCell = new Map(images.map((image) => [image.cell, image]));
  const recipes = [...planned.recipes.values()].filter(({ cell }) => byCell.has(cell));
  const found = { ...facts, planned, inventories: inventoriesOf(facts) };
  const checked = await eachImage(found, recipes, {
    parallel: LINKED_AT_ONCE,
    make: async ({ cell }) => {
      const image = byCell.get(cell);
      if (image === undefined) throw new TypeError(`no image of ${cell}`);
      return { image };
    },
  });
  return { ...checked, layers: [], moved: 0 };
};

/** Both, in this order. */
const joined = (one: Omit<Built, "left">, other: Omit<Built, "left">): Omit<Built, "left"> => ({
  images: [...one.images, ...other.images],
  checks: [...one.checks, ...other.checks],
  layers: [...one.layers, ...other.layers],
  moved: one.moved + other.moved,
  failed: [...one.failed, ...other.failed],
});

const makeCells = async (
  facts: BuildFacts,
  planned: MadePlan,
  recipes: readonly ImageRecipe[],
): Promise<Omit<Built, "left">> => {
  const { sys, to, store, request } = facts;
  await ensureWritable(to);
  await ensureKeepsArtifacts(to);
  const work = await openWork(sys);
  const space = openSpace(sys, layoutsOf([to, store]));
  try {
    const build = openBuild(facts, planned, { recipes, work: work.dir, space });
    return await (request.build === "link" ? buildLinked(build) : buildWhole(build));
  } finally {
    await work.close();
    await space.close();
  }
};

/**
 * Makes what the plan says is missing. Cells whose base or store could not be queried are left,
 * with the reason; a cell that fails leaves the others going.
 */
export const buildCells = async (facts: BuildFacts, planned: MadePlan): Promise<Built> => {
  const { to, assignment } = facts;
  const { plan } = planned;
  const task = { build: facts.request.build, assignment };
  const wanted = cellsToBuild(task, plan);
  const recorded = await recordedImages(facts, task, planned);
  for (const { cell } of recorded) wanted.delete(cell);
  const recipes = [...planned.recipes.values()].filter(({ cell }) => wanted.has(cell));
  const before = await checkedAgain(facts, planned, recorded);
  const tagged = await earlierImages(to, assignment, plan);
  const made =
    recipes.length === 0 ? before : joined(before, await makeCells(facts, planned, recipes));
  return { ...made, images: [...tagged, ...made.images], left: cellsLeft(task, plan) };
};
