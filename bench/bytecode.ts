// What bytecode adds to images, compressed: `node bench/bytecode.ts`. Two cells are planned,
// PyTorch with all that its set has, and a small set for a processor alone; of each layer with
// bytecode the modules are packed as the layer has them, with their bytecode and without. The
// wheels are fetched (1.5 GB), nothing is stored. `node bench/bytecode.ts small`: the second only.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LayerSpec } from "../src/image/recipe.ts";
import type { LayerEntry } from "../src/layer/layerEntry.ts";
import { openTools } from "../src/layer/layerTools.ts";
import type { LayerTools } from "../src/layer/layerWork.ts";
import { ordered } from "../src/layer/orderedEntries.ts";
import { wheelEntries } from "../src/layer/wheelEntries.ts";
import { writeBlob } from "../src/layer/writeBlob.ts";
import { planCells } from "../src/pipeline.ts";
import { openSession } from "../src/session.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** Bytecode over the image without it. */
const ALLOWED = 0.06;
/** Base and system layer of a stand-in, bytes: `node bench/size.ts` and `bench/comfort.ts`. */
const SLIM = 82_400_000;
/** The same with comfort, by set: images with PyTorch have a compiler. */
const COMFORT: Readonly<Record<string, number>> = { torch: 212_000_000, small: 130_600_000 };

const REQUEST = `to: oci:./images
matrix: { cuda: ["12.8"], ubuntu: ["24.04"], python: ["3.11"], set: [torch] }
include:
  - { cuda: "12.8", ubuntu: "24.04", python: "3.11", set: small }
sets: { small: [jupyterlab, pandas, scikit-learn, matplotlib] }
`;

type WheelSpec = Extract<LayerSpec, { wheels: unknown }>;

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Only cells of this set, where one is named. */
const [only = ""] = process.argv.slice(2);
const sys = realSystem();
const work = await mkdtemp(join(tmpdir(), "dl-env-bench-"));

const isBytecode = ({ path }: LayerEntry): boolean => path.endsWith(".pyc");
const isModule = ({ path }: LayerEntry): boolean => /\.pyc?$/.test(path);

/** Bytes that bytecode adds to a layer. */
const bytecodeOf = async (tools: LayerTools, spec: WheelSpec): Promise<number> => {
  const folder = await mkdtemp(join(work, "layer-"));
  try {
    const entries = await wheelEntries({ sys, tools, work: folder }, spec, false);
    const packed = async (name: string, of: readonly LayerEntry[]): Promise<number> =>
      (await writeBlob(sys, ordered(of), join(folder, name))).layer.size;
    const modules = entries.filter(isModule);
    const plain = modules.filter((entry) => !isBytecode(entry));
    return (await packed("with", modules)) - (await packed("without", plain));
  } finally {
    await rm(folder, { recursive: true });
  }
};

try {
  const file = join(work, "dl-env.yml");
  await writeFile(file, REQUEST);
  const session = await openSession(sys, { file, standIn: true });
  const { recipes, drafts } = await planCells(session);
  const tools = await openTools(session, work)();
  const known = new Map<string, number>();
  for (const [cell, { layers }] of [...recipes, ...drafts]) {
    if (!cell.startsWith(only)) continue;
    let [bytecode, wheels] = [0, 0];
    for (const layer of layers) {
      if (!("wheels" in layer)) continue;
      if (layer.kind !== "bytecode") wheels += layer.download;
      if (layer.bytecode === undefined) continue;
      const size = known.get(layer.key) ?? (await bytecodeOf(tools, layer));
      known.set(layer.key, size);
      bytecode += size;
    }
    const base = COMFORT[cell.split("-")[0] ?? ""] ?? Number.NaN;
    const [slim, whole] = [bytecode / (wheels + SLIM), bytecode / (wheels + base)];
    console.log(
      `${cell}: bytecode of ${mega(bytecode)} beside wheels of ${mega(wheels)}: ${percent(whole)} of an image with comfort, ${percent(slim)} of a slim one (at most ${percent(ALLOWED)})`,
    );
    if (!(slim <= ALLOWED)) process.exitCode = 1;
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
