import { createHash } from "node:crypto";
import { layerTag, type ImageRecipe, type LayerSpec } from "../image/recipe.ts";
import type { JudgedCell } from "../verdict/verdict.ts";
import type { Lock } from "../resolve/lock.ts";
import { memoized } from "../text/memoized.ts";
import type { CellState, Plan, PlannedCell, PlannedLayer } from "./plan.ts";

export interface PlanParts {
  readonly to: string;
  readonly store: string;
  readonly judged: readonly JudgedCell[];
  readonly locks: ReadonlyMap<string, Lock>;
  /** By cell id; absent for cells whose base digest is not known. */
  readonly recipes: ReadonlyMap<string, ImageRecipe>;
  /** Layers, without the system layer, of accepted cells whose base digest is not known. */
  readonly drafts?: ReadonlyMap<string, ImageRecipe>;
  /** Rolling tags by cell id, in the order they move. */
  readonly rolling: ReadonlyMap<string, readonly string[]>;
  /** Tags in the store and in the destination; undefined when it could not be queried. */
  readonly storeTags: ReadonlySet<string> | undefined;
  readonly imageTags: ReadonlySet<string> | undefined;
  /** Whether the store was not asked, since each image is in the destination; default false. */
  readonly isStoreSpared?: boolean;
}

/** `<cell>-r<key>` */
export const immutableTag = (recipe: ImageRecipe): string => `${recipe.cell}-r${recipe.key}`;

const cellState = (
  recipe: ImageRecipe | undefined,
  accepted: boolean,
  inputs: PlanParts,
): CellState => {
  if (!accepted) return "none";
  const { storeTags, imageTags } = inputs;
  if (recipe === undefined || storeTags === undefined || imageTags === undefined) return "unknown";
  if (imageTags.has(immutableTag(recipe))) return "linked";
  // What steps leave is made where the image is linked.
  return recipe.layers.every((layer) => layer.kind === "run" || storeTags.has(layerTag(layer)))
    ? "layers"
    : "missing";
};

type LockOf = (lock: Lock) => NonNullable<PlannedCell["lock"]>;

const plannedLock: LockOf = (lock) => ({
  key: lock.key,
  packages: Object.fromEntries(lock.wheels.map((wheel) => [wheel.name, wheel.version])),
  download: lock.wheels.reduce((sum, wheel) => sum + wheel.download, 0),
});

const plannedCell = (
  { cell, verdict }: JudgedCell,
  inputs: PlanParts,
  lockOf: LockOf,
): PlannedCell => {
  const accepted = verdict.kind === "accepted";
  const lock = accepted ? inputs.locks.get(verdict.lock) : undefined;
  const recipe = inputs.recipes.get(cell.id);
  const immutable = recipe === undefined ? [] : [immutableTag(recipe)];
  return {
    cell: cell.id,
    set: cell.set,
    cuda: cell.cuda,
    ubuntu: cell.ubuntu,
    python: cell.python,
    flavor: cell.flavor,
    platform: cell.platform,
    verdict: verdict.kind,
    reasons: accepted ? [] : verdict.reasons,
    ...(accepted && verdict.notes !== undefined ? { notes: verdict.notes } : {}),
    ...(verdict.base === undefined ? {} : { base: verdict.base }),
    ...(lock === undefined ? {} : { lock: lockOf(lock) }),
    tags: accepted ? [...immutable, ...(inputs.rolling.get(cell.id) ?? [])] : [],
    state: cellState(recipe, accepted, inputs),
  };
};

/** Every distinct layer of the recipes, in the order first met, with the cells that use it. */
export const distinctLayers = (
  recipes: Iterable<ImageRecipe>,
): Map<string, { spec: LayerSpec; cells: string[] }> => {
  const found = new Map<string, { spec: LayerSpec; cells: string[] }>();
  for (const recipe of recipes) {
    for (const spec of recipe.layers) {
      const tag = layerTag(spec);
      const entry = found.get(tag);
      if (entry === undefined) found.set(tag, { spec, cells: [recipe.cell] });
      else entry.cells.push(recipe.cell);
    }
  }
  return found;
};

const plannedLayers = (inputs: PlanParts): PlannedLayer[] => {
  const { storeTags, isStoreSpared = false } = inputs;
  const state = (tag: string): PlannedLayer["state"] => {
    if (isStoreSpared) return "unneeded";
    return storeTags === undefined ? "unknown" : storeTags.has(tag) ? "stored" : "missing";
  };
  const recipes = [
    ...inputs.recipes.values(),
    ...(inputs.drafts ?? new Map<string, ImageRecipe>()).values(),
  ];
  return [...distinctLayers(recipes)].map(([tag, { spec, cells }]) => ({
    layer: tag,
    kind: spec.kind,
    title: spec.title,
    download: spec.download,
    state: state(tag),
    cells,
  }));
};

const sum = (layers: readonly PlannedLayer[]): number =>
  layers.reduce((total, layer) => total + layer.download, 0);

/** The plan as `plan --json` prints it; its id is a hash of what it holds. */
export const makePlan = (inputs: PlanParts): Plan => {
  // Thousands of cells share a lock.
  const lockOf = memoized(plannedLock);
  const cells = inputs.judged.map((judged) => plannedCell(judged, inputs, lockOf));
  const layers = plannedLayers(inputs);
  const counted = (verdict: PlannedCell["verdict"]): number =>
    cells.filter((cell) => cell.verdict === verdict).length;
  const totals: Plan["totals"] = {
    cells: cells.length,
    accepted: counted("accepted"),
    rejected: counted("rejected"),
    unknown: counted("unknown"),
    download: sum(layers),
    missing: sum(layers.filter((layer) => layer.state === "missing")),
  };
  const body = { format: 1 as const, to: inputs.to, store: inputs.store, cells, layers, totals };
  // A lock's key stands for its packages and a cell's own tag for its layers, which are most of the
  // text.
  const identity = {
    ...body,
    cells: cells.map(({ notes: _notes, ...cell }) => ({ ...cell, lock: cell.lock?.key })),
    layers: layers.map(({ layer, state }) => [layer, state]),
  };
  const id = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
  return { ...body, id };
};
