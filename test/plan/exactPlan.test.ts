import { expect, test } from "vitest";
import { makePlan, immutableTag } from "../../src/plan/makePlan.ts";
import { recipesOf } from "../../src/plan/cellRecipes.ts";
import type { CellState } from "../../src/plan/plan.ts";
import { layerTag } from "../../src/image/recipe.ts";
import { EDITS, type Draw } from "./exact/edits.ts";
import { renderedImages } from "./exact/rendered.ts";
import { judgedCells, openWorld, type World } from "./exact/world.ts";

// The plan after an edit names exactly the cells whose image would be another one: the oracle
// writes the images of both worlds out, and compares. All: DL_ENV_EXACT_EDITS=10000.

const CELLS = 1000;
const COUNT = Number(process.env["DL_ENV_EXACT_EDITS"] ?? Object.keys(EDITS).length);
const SEED = Number(process.env["DL_ENV_EXACT_SEED"] ?? 1);

const seeded = (seed: number): Draw => {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
};

const locksByKey = ({ locks }: World) =>
  new Map([...locks.values()].map((lock) => [lock.key, lock]));

/** Everything that was planned is built and tagged: what the next plan finds. */
interface Built {
  readonly imageTags: ReadonlySet<string>;
  readonly storeTags: ReadonlySet<string>;
  readonly rendered: ReadonlyMap<string, string>;
}

const planned = (world: World, before?: Built) => {
  const inputs = { judged: judgedCells(world), locks: locksByKey(world), apt: world.apt };
  const { recipes } = recipesOf(world, inputs);
  const plan = makePlan({
    to: "oci:x",
    store: "oci:x",
    ...inputs,
    recipes,
    rolling: new Map(),
    storeTags: before?.storeTags ?? new Set(),
    imageTags: before?.imageTags ?? new Set(),
  });
  const built: Built = {
    imageTags: new Set([...recipes.values()].map(immutableTag)),
    storeTags: new Set([...recipes.values()].flatMap(({ layers }) => layers.map(layerTag))),
    rendered: renderedImages(world),
  };
  return { plan, built };
};

const isRebuilt = (state: CellState | undefined): boolean => state !== "linked";

test(`after ${COUNT} random edits of a world of ${CELLS} cells the plan misses none and has none too many`, async () => {
  const start = await openWorld(CELLS);
  const draw = seeded(SEED);
  const names = Object.keys(EDITS);
  let world = start;
  let before = planned(world).built;
  const wrong: string[] = [];
  const changed = new Map<string, number>();
  for (let edit = 0; edit < COUNT; edit += 1) {
    // Each kind in turn, so that also a short run has all.
    const name = names[edit % names.length] ?? "";
    world = EDITS[name]?.(world, draw) ?? world;
    const { plan, built } = planned(world, before);
    const states = new Map(plan.cells.map(({ cell, state }) => [cell, state]));
    let rebuilt = 0;
    for (const [cell, text] of built.rendered) {
      const differs = before.rendered.get(cell) !== text;
      if (isRebuilt(states.get(cell))) rebuilt += 1;
      if (isRebuilt(states.get(cell)) !== differs)
        wrong.push(`${edit} ${name}: ${cell} ${differs ? "missed" : "too many"}`);
    }
    changed.set(name, (changed.get(name) ?? 0) + rebuilt);
    before = built;
    // Worlds drift; from time to time the first one comes back.
    if (edit % 500 === 499) {
      world = start;
      before = planned(world).built;
    }
  }
  if (process.env["DL_ENV_EXACT_EDITS"] !== undefined)
    process.stdout.write(`${JSON.stringify(Object.fromEntries(changed), undefined, 1)}\n`);
  expect(wrong.slice(0, 20)).toEqual([]);
}, 7_200_000);
