import { chooseEngine } from "./engine/choose.ts";
import type { Engine } from "./engine/engine.ts";
import { buildSecrets } from "./engine/secrets.ts";
import { foundProblem } from "./errors.ts";
import { layerTag, type ImageRecipe, type LayerSpec, type StoredLayer } from "./image/recipe.ts";
import { systemContainerfile } from "./image/system.ts";
import { makeMissing, type SystemLayerSpec } from "./layer/missing.ts";
import { overlapChecker } from "./layer/checkOverlaps.ts";
import { distinctLayers } from "./plan/make.ts";
import type { Plan, PlannedCell } from "./plan/plan.ts";
import type { Ingredients } from "./plan/recipes.ts";
import { linkImage } from "./publish/link.ts";
import { copyBase, isWhole, readBase, readStoredBase, type StoredBase } from "./registry/base.ts";
import { findLayer } from "./registry/layers.ts";
import { openTools } from "./resolve/tools.ts";
import { openWork, type Work } from "./work.ts";
import type { Session } from "./session.ts";
import { baseSource, targetOf } from "./engine/sources.ts";
import { writeContext } from "./image/writeContext.ts";

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
  /** Tags of the layers that were made. */
  readonly layers: readonly string[];
  /** Bytes of layer blobs that were written to the store or moved to the destination. */
  readonly moved: number;
  /** Accepted cells that could not be built here, and why. */
  readonly left: readonly { readonly cell: string; readonly why: string }[];
}

/** Time of every file that a build would otherwise stamp with its own: 2024-01-01, UTC. */
const EPOCH = 1_704_067_200;

const isToBuild = (cell: PlannedCell): boolean => cell.state === "missing" || cell.state === "layers";

/** Where layers are made by other jobs, a cell that lacks one waits for the next run. */
const lackingLayers = (plan: Plan): Built["left"] =>
  plan.cells.filter((cell) => cell.state === "missing").map((cell) => ({ cell: cell.cell, why: "not all of its layers were made" }));

const leftOut = (plan: Plan): Built["left"] =>
  plan.cells
    .filter((cell) => cell.verdict === "accepted" && cell.state === "unknown")
    .map((cell) => ({ cell: cell.cell, why: cell.base?.platformDigest === undefined ? `its base ${cell.base?.tag ?? ""} could not be read` : "the store or the destination could not be asked" }));

/** What the stages of one build share; the engine is looked for when something needs it. */
interface Building {
  readonly session: Session;
  readonly ingredients: Ingredients;
  readonly work: Work;
  readonly engine: () => Promise<Engine>;
  readonly base: (cell: string) => Promise<StoredBase>;
}

const baseOf = (session: Session, { judged }: Ingredients): ((cell: string) => Promise<StoredBase>) => {
  const known = new Map<string, Promise<StoredBase>>();
  const bases = new Map(judged.map(({ cell, verdict }) => [cell.id, verdict.base]));
  const stored = async (platformDigest: string): Promise<StoredBase | undefined> => {
    const base = await readStoredBase(session.store, platformDigest);
    return base !== undefined && (await isWhole(session.store, base)) ? base : undefined;
  };
  const read = async (tag: string, platformDigest: string): Promise<StoredBase> =>
    (await stored(platformDigest)) ?? copyBase(await readBase(session.open, `${tag}@${platformDigest}`), session.store);
  return (cell) => {
    const base = bases.get(cell);
    if (base?.platformDigest === undefined) throw new TypeError(`the base of ${cell} has no digest`);
    const found = known.get(base.platformDigest) ?? read(base.tag, base.platformDigest);
    known.set(base.platformDigest, found);
    return found;
  };
};

const openBuilding = (session: Session, ingredients: Ingredients, work: Work): Building => {
  let engine: Promise<Engine> | undefined;
  const { sys, request, open } = session;
  return { session, ingredients, work, engine: () => (engine ??= chooseEngine(sys, request.engine, { open, work: work.dir })), base: baseOf(session, ingredients) };
};

const secretsOf = ({ session, work }: Building): Promise<Readonly<Record<string, string>>> => buildSecrets(session.sys, work.dir);

const buildSystem = async (building: Building, spec: SystemLayerSpec, cell: string, work: string): ReturnType<Engine["buildSystem"]> => {
  const { sys, store } = building.session;
  const dir = await sys.files.makeTemp("system-", work);
  await sys.files.write(`${dir}/Containerfile`, systemContainerfile(spec.system));
  const base = baseSource(store, await building.base(cell));
  const context = { dir, base, secrets: await secretsOf(building), buildArgs: {}, epoch: EPOCH };
  return (await building.engine()).buildSystem(context, dir, (line) => sys.log.debug(line));
};

/** Stored layers of recipes, each looked up once. */
const storedLayers = (session: Session): ((recipe: ImageRecipe) => Promise<StoredLayer[]>) => {
  const known = new Map<string, Promise<StoredLayer>>();
  const find = async (spec: LayerSpec): Promise<StoredLayer> => {
    const layer = await findLayer(session.store, layerTag(spec));
    if (layer !== undefined) return layer;
    throw foundProblem({ code: "layer-missing", message: `The layer ${layerTag(spec)} (${spec.title}) is not in ${session.store.name}.`, hint: "Make what is missing: dl-env build" });
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

const makeLayers = async (building: Building, plan: Plan, recipes: readonly ImageRecipe[]): Promise<{ layers: string[]; stored: number }> => {
  const { session, work } = building;
  const missing = new Set(plan.layers.filter((layer) => layer.state === "missing").map((layer) => layer.layer));
  const { handed } = session.options;
  const wanted = [...distinctLayers(recipes)].filter(([tag]) => missing.has(tag) && (handed?.layers?.includes(tag) ?? true));
  const cellOf = new Map(wanted.map(([tag, { cells }]) => [tag, cells[0] ?? ""]));
  const made = await makeMissing(
    {
      sys: session.sys,
      store: session.store,
      work: work.dir,
      tools: openTools(session, work),
      buildSystem: (spec, folder) => buildSystem(building, spec, cellOf.get(layerTag(spec)) ?? "", folder),
      ...(handed?.parallel === undefined ? {} : { parallel: handed.parallel }),
    },
    wanted.map(([, { spec }]) => spec),
  );
  return { layers: made.layers.map(({ tag }) => tag), stored: made.stored };
};

/** Layers first, then one link a cell. */
const buildLinked = async (building: Building, plan: Plan, recipes: readonly ImageRecipe[]): Promise<Omit<Built, "left">> => {
  const { session } = building;
  const { handed } = session.options;
  const { layers, stored } = handed?.linkOnly === true ? { layers: [], stored: 0 } : await session.sys.log.group("Making layers", () => makeLayers(building, plan, recipes));
  if (handed?.layers !== undefined) return { images: [], layers, moved: stored };
  const layersOf = storedLayers(session);
  const check = overlapChecker(session.store, session.catalog);
  return session.sys.log.group("Linking images", async () => {
    const images: BuiltImage[] = [];
    let moved = stored;
    for (const recipe of recipes) {
      const found = await layersOf(recipe);
      await check(recipe, found);
      const linked = await linkImage({ recipe, base: await building.base(recipe.cell), layers: found, store: session.store, to: session.to });
      moved += linked.moved;
      images.push({ cell: recipe.cell, digest: linked.digest, made: linked.made, size: linked.size });
    }
    return { images, layers, moved };
  });
};

/** One build a cell, whole, from its Containerfile. */
const buildWhole = async (building: Building, recipes: readonly ImageRecipe[]): Promise<Omit<Built, "left">> => {
  const { session, ingredients, work } = building;
  const { sys } = session;
  const images: BuiltImage[] = [];
  for (const recipe of recipes) {
    const dir = await sys.files.makeTemp("context-", work.dir);
    await writeContext(session, ingredients, recipe, dir);
    const context = { dir, base: baseSource(session.store, await building.base(recipe.cell)), secrets: await secretsOf(building), buildArgs: {}, epoch: EPOCH };
    const engine = await building.engine();
    const digest = await sys.log.group(`Building ${recipe.cell} whole`, () => engine.buildImage(context, targetOf(session.to), (line) => sys.log.debug(line)));
    images.push({ cell: recipe.cell, digest, made: true, size: 0 });
    await sys.files.remove(dir);
  }
  return { images, layers: [], moved: 0 };
};

/** Images that are in the destination under their immutable tags already. */
const linkedBefore = async (session: Session, plan: Plan): Promise<BuiltImage[]> => {
  const there = plan.cells.filter((cell) => cell.state === "linked");
  const found = await Promise.all(there.map(async (cell) => ({ cell: cell.cell, digest: await session.to.resolve(cell.tags[0] ?? "") })));
  return found.flatMap(({ cell, digest }) => (digest === undefined ? [] : [{ cell, digest, made: false, size: 0 }]));
};

/** Makes what the plan says is missing. Cells whose base or store could not be asked are left, with the reason. */
export const buildCells = async (session: Session, ingredients: Ingredients, plan: Plan): Promise<Built> => {
  const linkOnly = session.options.handed?.linkOnly === true;
  const wanted = new Set(plan.cells.filter((cell) => (linkOnly ? cell.state === "layers" : isToBuild(cell))).map((cell) => cell.cell));
  const recipes = [...ingredients.recipes.values()].filter((recipe) => wanted.has(recipe.cell));
  const before = await linkedBefore(session, plan);
  const left = [...leftOut(plan), ...(linkOnly ? lackingLayers(plan) : [])];
  if (recipes.length === 0) return { images: before, layers: [], moved: 0, left };
  const work = await openWork(session.sys);
  try {
    const building = openBuilding(session, ingredients, work);
    const built = session.request.build === "link" ? await buildLinked(building, plan, recipes) : await buildWhole(building, recipes);
    return { ...built, images: [...before, ...built.images], left };
  } finally {
    await work.close();
  }
};
