import { chooseEngine } from "../engine/chooseEngine.ts";
import type { Engine } from "../engine/engine.ts";
import { buildSecrets } from "../engine/buildSecrets.ts";
import { foundProblem } from "../errors/error.ts";
import { failedCells, type FailedCell } from "../plan/failedCells.ts";
import { inspector, inventoriesOf } from "../inspect/inspector.ts";
import { layerTag, type ImageRecipe, type LayerSpec, type StoredLayer } from "../image/recipe.ts";
import { systemContext } from "../image/systemRecipe.ts";
import { makeMissing, type SystemLayerSpec } from "../layer/missing.ts";
import { overlapChecker } from "../layer/checkOverlaps.ts";
import { aptArguments, aptLines, tellingApt } from "../engine/aptBuild.ts";
import { distinctLayers } from "../plan/makePlan.ts";
import type { Plan, PlannedCell } from "../plan/plan.ts";
import type { PlanInputs } from "../plan/planInputs.ts";
import type { Inventories } from "../inspect/storedInventories.ts";
import { withLicences } from "../inspect/licencesLayer.ts";
import { linkImage } from "./link.ts";
import {
  copyBase,
  isWhole,
  readBase,
  readStoredBase,
  type StoredBase,
} from "../registry/baseImage.ts";
import { findLayer } from "../layer/storedLayers.ts";
import { ensureWritable } from "../registry/writable.ts";
import { openTools } from "../layer/openTools.ts";
import { openWork, type Work } from "../system/work.ts";
import type { Session } from "../session.ts";
import type { CheckReport } from "../inspect/checkReport.ts";
import { baseSource, targetOf } from "../engine/sources.ts";
import { writeContext } from "../plan/writeContext.ts";

/** An image that is in the destination by its digest. */
export interface BuiltImage {
  readonly cell: string;
  readonly digest: string;
  /** False when it was there already. */
  readonly made: boolean;
  /** Bytes of all layers, compressed; 0 when it was there already and nothing had to be read. */
  readonly size: number;
}

export interface Built {
  readonly images: readonly BuiltImage[];
  /** What the static checks found in the images that were made here. */
  readonly checks: readonly CheckReport[];
  /** Tags of the layers that were made. */
  readonly layers: readonly string[];
  /** Bytes of layer blobs that were written to the store or moved to the destination. */
  readonly moved: number;
  /** Accepted cells that could not be built here, and why. */
  readonly left: readonly { readonly cell: string; readonly why: string }[];
  /** Accepted cells whose build was tried and did not work; the others went on. */
  readonly failed: readonly FailedCell[];
}

/** Time of every file that a build would otherwise stamp with its own: 2024-01-01, UTC. */
const EPOCH = 1_704_067_200;

const isToBuild = (cell: PlannedCell): boolean =>
  cell.state === "missing" || cell.state === "layers";

/** Where layers or images are made by other jobs, a cell that lacks what they were to make waits for the next run. */
const lacking = ({ request, assignment }: Session, plan: Plan): Built["left"] => {
  if (assignment.kind !== "link") return [];
  if (request.build === "link")
    return plan.cells
      .filter((cell) => cell.state === "missing")
      .map(({ cell }) => ({ cell, why: "not all of its layers were made" }));
  return plan.cells
    .filter((cell) => isToBuild(cell) && assignment.built[cell.cell] === undefined)
    .map(({ cell }) => ({ cell, why: "no job built its image" }));
};

const leftOut = (plan: Plan): Built["left"] =>
  plan.cells
    .filter((cell) => cell.verdict === "accepted" && cell.state === "unknown")
    .map((cell) => ({
      cell: cell.cell,
      why:
        cell.base?.platformDigest === undefined
          ? `its base ${cell.base?.tag ?? ""} could not be read`
          : "the store or the destination could not be asked",
    }));

/** What the stages of one build share; the engine is looked for when something needs it. */
interface Building {
  readonly session: Session;
  readonly inputs: PlanInputs;
  readonly work: Work;
  readonly engine: () => Promise<Engine>;
  readonly base: (cell: string) => Promise<StoredBase>;
  readonly inventories: Inventories;
}

const baseOf = (
  session: Session,
  { judged }: PlanInputs,
): ((cell: string) => Promise<StoredBase>) => {
  const known = new Map<string, Promise<StoredBase>>();
  const bases = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
  const stored = async (platformDigest: string): Promise<StoredBase | undefined> => {
    const base = await readStoredBase(session.store, platformDigest);
    return base !== undefined && (await isWhole(session.store, base)) ? base : undefined;
  };
  const read = async (tag: string, platformDigest: string): Promise<StoredBase> =>
    (await stored(platformDigest)) ??
    copyBase(await readBase(session.open, `${tag}@${platformDigest}`), session.store);
  return (cell) => {
    const base = bases.get(cell);
    if (base?.platformDigest === undefined)
      throw new TypeError(`the base of ${cell} has no digest`);
    const found = known.get(base.platformDigest) ?? read(base.tag, base.platformDigest);
    known.set(base.platformDigest, found);
    return found;
  };
};

const openBuilding = (session: Session, inputs: PlanInputs, work: Work): Building => {
  let engine: Promise<Engine> | undefined;
  const { sys, request, open } = session;
  return {
    session,
    inputs,
    work,
    engine: () => (engine ??= chooseEngine(sys, request.engine, { open, work: work.dir })),
    base: baseOf(session, inputs),
    inventories: inventoriesOf(session),
  };
};

const secretsOf = ({ session, work }: Building): Promise<Readonly<Record<string, string>>> =>
  buildSecrets(session.sys, work.dir);

const buildSystem = async (
  building: Building,
  spec: SystemLayerSpec,
  cell: string,
  work: string,
): ReturnType<Engine["buildSystem"]> => {
  const { sys, store } = building.session;
  const dir = await sys.files.makeTemp("system-", work);
  for (const { path, content } of systemContext(spec.system))
    await sys.files.write(`${dir}/${path}`, content);
  const base = baseSource(store, await building.base(cell));
  const context = {
    dir,
    base,
    secrets: await secretsOf(building),
    buildArgs: aptArguments(building.session, building.inputs, cell),
    epoch: EPOCH,
  };
  const engine = await building.engine();
  return tellingApt(cell, () => engine.buildSystem(context, dir, aptLines(sys.log)));
};

/** Stored layers of recipes, each looked up once. */
const storedLayers = (session: Session): ((recipe: ImageRecipe) => Promise<StoredLayer[]>) => {
  const known = new Map<string, Promise<StoredLayer>>();
  const find = async (spec: LayerSpec): Promise<StoredLayer> => {
    const layer = await findLayer(session.store, layerTag(spec));
    if (layer !== undefined) return layer;
    throw foundProblem({
      code: "layer-missing",
      message: `The layer ${layerTag(spec)} (${spec.title}) is not in ${session.store.name}.`,
      hint: "Make what is missing: dl-env build",
    });
  };
  return (recipe) =>
    Promise.all(
      recipe.layers.map((spec) => {
        const found = known.get(layerTag(spec)) ?? find(spec);
        known.set(layerTag(spec), found);
        return found;
      }),
    );
};

const makeLayers = async (
  building: Building,
  plan: Plan,
  recipes: readonly ImageRecipe[],
): Promise<{ layers: string[]; stored: number; failed: FailedCell[] }> => {
  const { session, work } = building;
  const missing = new Set(
    plan.layers.filter((layer) => layer.state === "missing").map((layer) => layer.layer),
  );
  const { assignment } = session;
  const isAssigned = (tag: string): boolean =>
    assignment.kind !== "layers" || assignment.layers.includes(tag);
  const wanted = [...distinctLayers(recipes)].filter(
    ([tag]) => missing.has(tag) && isAssigned(tag),
  );
  const cellsOf = new Map(wanted.map(([tag, { cells }]) => [tag, cells]));
  const made = await makeMissing(
    {
      sys: session.sys,
      store: session.store,
      work: work.dir,
      tools: openTools(session, work.dir),
      buildSystem: (spec, folder) =>
        buildSystem(building, spec, cellsOf.get(layerTag(spec))?.[0] ?? "", folder),
      onStored: (layer) => building.inventories.keep(layer),
      ...(assignment.kind === "layers" ? { parallel: assignment.parallel } : {}),
    },
    wanted.map(([, { spec }]) => spec),
  );
  const failed = made.failed.flatMap(({ spec, error }) =>
    failedCells(cellsOf.get(layerTag(spec)) ?? [], error),
  );
  return { layers: made.layers.map(({ tag }) => tag), stored: made.stored, failed };
};

/** Does `work` for each recipe and looks at what came of it, one after the other; what fails is told of its cell, and the others go on. */
const each = async (
  { session, inputs, inventories }: Building,
  recipes: readonly ImageRecipe[],
  work: (recipe: ImageRecipe) => Promise<BuiltImage>,
): Promise<Pick<Built, "images" | "checks" | "failed">> => {
  const inspect = inspector(session, inputs, inventories);
  const images: BuiltImage[] = [];
  const checks: CheckReport[] = [];
  const failed: FailedCell[] = [];
  for (const recipe of recipes) {
    try {
      const image = await work(recipe);
      checks.push(await inspect(image));
      images.push(image);
    } catch (error) {
      failed.push(...failedCells([recipe.cell], error));
    }
  }
  return { images, checks, failed };
};

/** Layers first, then one link a cell. */
const buildLinked = async (
  building: Building,
  plan: Plan,
  recipes: readonly ImageRecipe[],
): Promise<Omit<Built, "left">> => {
  const { session } = building;
  const { assignment } = session;
  const made =
    assignment.kind === "link"
      ? { layers: [], stored: 0, failed: [] }
      : await session.sys.log.group("Making layers", () => makeLayers(building, plan, recipes));
  if (assignment.kind === "layers")
    return { images: [], checks: [], layers: made.layers, moved: made.stored, failed: made.failed };
  const layersOf = storedLayers(session);
  const check = overlapChecker(session.store, session.catalog);
  const broken = new Set(made.failed.map(({ cell }) => cell));
  let moved = made.stored;
  const link = async (recipe: ImageRecipe): Promise<BuiltImage> => {
    const found = await layersOf(recipe);
    await check(recipe, found);
    const complete = await withLicences(
      session,
      building.inventories,
      recipe,
      found,
      building.work.dir,
    );
    const linked = await linkImage({
      ...complete,
      base: await building.base(recipe.cell),
      store: session.store,
      to: session.to,
    });
    moved += linked.moved;
    return { cell: recipe.cell, digest: linked.digest, made: linked.made, size: linked.size };
  };
  const { images, checks, failed } = await session.sys.log.group("Linking images", () =>
    each(
      building,
      recipes.filter(({ cell }) => !broken.has(cell)),
      link,
    ),
  );
  return { images, checks, layers: made.layers, moved, failed: [...made.failed, ...failed] };
};

/** One build a cell, whole, from its Containerfile. */
const buildWhole = async (
  building: Building,
  recipes: readonly ImageRecipe[],
): Promise<Omit<Built, "left">> => {
  const { session, inputs, work } = building;
  const { sys } = session;
  const build = async (recipe: ImageRecipe): Promise<BuiltImage> => {
    const dir = await sys.files.makeTemp("context-", work.dir);
    await writeContext(session, inputs, { recipe, dir });
    const context = {
      dir,
      base: baseSource(session.store, await building.base(recipe.cell)),
      secrets: await secretsOf(building),
      buildArgs: aptArguments(session, inputs, recipe.cell),
      epoch: EPOCH,
    };
    const engine = await building.engine();
    const digest = await sys.log.group(`Building ${recipe.cell} whole`, () =>
      tellingApt(recipe.cell, () =>
        engine.buildImage(context, targetOf(session.to), aptLines(sys.log)),
      ),
    );
    await sys.files.remove(dir);
    return { cell: recipe.cell, digest, made: true, size: 0 };
  };
  return { ...(await each(building, recipes, build)), layers: [], moved: 0 };
};

/** Images that are in the destination under their immutable tags already. */
const linkedBefore = async (session: Session, plan: Plan): Promise<BuiltImage[]> => {
  const there = plan.cells.filter((cell) => cell.state === "linked");
  const found = await Promise.all(
    there.map(async (cell) => ({
      cell: cell.cell,
      digest: await session.to.resolve(cell.tags[0] ?? ""),
    })),
  );
  return found.flatMap(({ cell, digest }) =>
    digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }],
  );
};

/** Images that other jobs built whole, as far as the destination has them. */
const builtElsewhere = async ({ to, assignment }: Session, plan: Plan): Promise<BuiltImage[]> => {
  const built = assignment.kind === "link" ? assignment.built : {};
  const cells = plan.cells
    .filter(isToBuild)
    .flatMap(({ cell }) => (built[cell] === undefined ? [] : [{ cell, digest: built[cell] }]));
  const found = await Promise.all(
    cells.map(async ({ cell, digest }) => ({ cell, digest: await to.resolve(digest) })),
  );
  return found.flatMap(({ cell, digest }) =>
    digest === undefined ? [] : [{ cell, digest, made: true, size: 0 }],
  );
};

/** The cells for which something is to be made here. */
const wantedCells = ({ request, assignment }: Session, plan: Plan): Set<string> => {
  if (assignment.kind === "link")
    return new Set(
      request.build === "link"
        ? plan.cells.filter(({ state }) => state === "layers").map(({ cell }) => cell)
        : [],
    );
  const isAssigned = (cell: string): boolean =>
    assignment.kind !== "whole-images" || assignment.images.includes(cell);
  return new Set(
    plan.cells.filter((cell) => isToBuild(cell) && isAssigned(cell.cell)).map(({ cell }) => cell),
  );
};

/** Makes what the plan says is missing. Cells whose base or store could not be asked are left, with the reason; a cell that fails leaves the others going. */
export const buildCells = async (
  session: Session,
  inputs: PlanInputs,
  plan: Plan,
): Promise<Built> => {
  const wanted = wantedCells(session, plan);
  const recipes = [...inputs.recipes.values()].filter((recipe) => wanted.has(recipe.cell));
  const before = [...(await linkedBefore(session, plan)), ...(await builtElsewhere(session, plan))];
  const left = [...leftOut(plan), ...lacking(session, plan)];
  if (recipes.length === 0)
    return { images: before, checks: [], layers: [], moved: 0, left, failed: [] };
  await ensureWritable(session.to);
  const work = await openWork(session.sys);
  try {
    const building = openBuilding(session, inputs, work);
    const built =
      session.request.build === "link"
        ? await buildLinked(building, plan, recipes)
        : await buildWhole(building, recipes);
    return { ...built, images: [...before, ...built.images], left };
  } finally {
    await work.close();
  }
};
