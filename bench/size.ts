// Compressed bytes of built images against what they are made of: `node bench/size.ts
// path/to/dl-env.yml`, after `dl-env build` of it. Nothing outside is asked.
import { imagesBuiltBefore } from "../src/publish/buildState.ts";
import { planCells } from "../src/pipeline.ts";
import { readImage } from "../src/publish/publishedImage.ts";
import { readStoredBase } from "../src/registry/storedBase.ts";
import { openSession } from "../src/session.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** Bytes that an image may have beside its base and its wheels as they lie on the index. */
const ALLOWED = 150e6;

const [file = "dl-env.yml"] = process.argv.slice(2);
const session = await openSession(realSystem(), { file, offline: true, standIn: true });
const planned = await planCells(session);
const images = await imagesBuiltBefore(session, planned.plan);
if (images.length === 0) {
  console.error(`Nothing of ${file} is built.`);
  process.exitCode = 2;
}

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

for (const { cell, digest } of images) {
  const image = await readImage(session.to, digest);
  const recipe = planned.recipes.get(cell);
  const { base, lock } = planned.plan.cells.find((one) => one.cell === cell) ?? {};
  const stored = await readStoredBase(session.store, base?.platformDigest ?? "");
  if (recipe === undefined || lock === undefined || stored === undefined)
    throw new Error(`the plan or the store knows nothing of ${cell}`);
  const wheels = lock.download;
  const ofBase = new Set(stored.manifest.layers.map(({ digest }) => digest));
  const ours = image.layers.filter(({ digest }) => !ofBase.has(digest));
  const ofWheels = new Set(
    recipe.layers
      .filter(({ kind }) => kind === "wheel" || kind === "rest")
      .map(({ title }) => `dl-env: ${title}`),
  );
  const sizeOf = (isWheels: boolean): number =>
    ours.reduce((sum, { title, size }) => sum + (ofWheels.has(title) === isWheels ? size : 0), 0);
  const baseSize = image.size - sizeOf(true) - sizeOf(false);
  const more = image.size - baseSize - wheels;
  console.log(
    `${cell}: ${image.layers.length} layers, ${mega(image.size)} compressed = base ${mega(baseSize)} + wheels ${mega(wheels)} + ${mega(more)}`,
  );
  console.log(
    `  layers of wheels ${mega(sizeOf(true))} (${(sizeOf(true) / wheels).toFixed(4)} of the wheels), system, Python and files ${mega(sizeOf(false))}`,
  );
  if (more > ALLOWED) process.exitCode = 1;
}
