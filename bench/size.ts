// Compressed bytes of built images against what they are made of: `node bench/size.ts path/to/dl-env.yml`, after `dl-env build` of it. Nothing outside is asked.
import { builtBefore } from "../src/kept.ts";
import { planCells } from "../src/pipeline.ts";
import { readImage } from "../src/publish/image.ts";
import { openSession } from "../src/session.ts";
import { realSystem } from "../src/system/real.ts";

/** Bytes that an image may have beside its base and its wheels as they lie on the index. */
const ALLOWED = 150e6;

const [file = "dl-env.yml"] = process.argv.slice(2);
const session = await openSession(realSystem(), { file, offline: true, standIn: true });
const planned = await planCells(session);
const images = await builtBefore(session, planned.plan);
if (images.length === 0) {
  console.error(`Nothing of ${file} is built.`);
  process.exitCode = 2;
}

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

for (const { cell, digest } of images) {
  const image = await readImage(session.to, digest);
  const recipe = planned.recipes.get(cell);
  const wheels = planned.plan.cells.find((one) => one.cell === cell)?.lock?.download;
  if (recipe === undefined || wheels === undefined) throw new Error(`no recipe for ${cell}`);
  const ours = image.layers.slice(-recipe.layers.length);
  const sizeOf = (isWheels: boolean): number => ours.reduce((sum, layer, at) => sum + (["wheel", "rest"].includes(recipe.layers[at]?.kind ?? "") === isWheels ? layer.size : 0), 0);
  const base = image.size - sizeOf(true) - sizeOf(false);
  const more = image.size - base - wheels;
  console.log(`${cell}: ${image.layers.length} layers, ${mega(image.size)} compressed = base ${mega(base)} + wheels ${mega(wheels)} + ${mega(more)}`);
  console.log(`  layers of wheels ${mega(sizeOf(true))} (${(sizeOf(true) / wheels).toFixed(4)} of the wheels), system, Python and files ${mega(sizeOf(false))}`);
  if (more > ALLOWED) process.exitCode = 1;
}
