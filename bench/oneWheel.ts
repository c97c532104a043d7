// What a host pulls when one wheel of `torch` has a new release, computed from the plan of nine
// cells: `node bench/oneWheel.ts`. The index is asked when each release of each package came;
// wheels that change often count more. An engine with a store of layers fetches the layers that it
// lacks (podman, Docker with containerd); Docker's classic store fetches all above the first new
// layer too. A small wheel is in the rest layer of its lock, which is new as a whole, unless it is
// released often. Layers of bytecode, and those with bytecode that stand above the system layer,
// are made (100 MB of wheels), for the Python that is here; of the others the wheels' bytes count.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Catalog } from "../src/catalog/facts.ts";
import type { LayerSpec } from "../src/image/recipe.ts";
import { WHEEL_LAYER_BYTES } from "../src/image/wheelLayers.ts";
import { openTools } from "../src/layer/layerTools.ts";
import { makeLayer } from "../src/layer/makeLayer.ts";
import { planCells } from "../src/pipeline.ts";
import { indexesWithoutSecret } from "../src/resolve/indexAccess.ts";
import { uvOnce } from "../src/resolve/uv.ts";
import { openSession, type Session } from "../src/session.ts";
import { realSystem } from "../src/system/realSystem.ts";
import { bestShare, changesOf, median, share, sum, type Change } from "./oneWheel/changes.ts";
import { releasesInAYear } from "./oneWheel/releases.ts";

/** Pulled bytes over those of the wheel's file. */
const ALLOWED = 1.5;
/** A Python that this machine has. */
const PYTHON = "3.11";

const REQUEST = `to: oci:./images
matrix: { cuda: ["12.6", "12.8", "13.0"], ubuntu: ["24.04"], python: ["3.11", "3.12", "3.13"], set: [torch] }
`;

/** Base and system layer of a stand-in, bytes: `node bench/size.ts` and `bench/comfort.ts`. */
const BASE = { slim: 82_400_000, comfort: 212_000_000 } as const;

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const percent = (part: number): string => `${(100 * part).toFixed(0)} %`;

const work = await mkdtemp(join(tmpdir(), "dl-env-bench-"));
const sys = realSystem();

/** Releases in a year of all packages of these layers. */
const ratesOf = async (
  session: Session,
  layers: readonly LayerSpec[],
): Promise<Map<string, number>> => {
  const uv = await uvOnce(sys, session.catalog.hostUv);
  const index = (await indexesWithoutSecret(sys, { uv, work }))([]).at(-1);
  if (index === undefined) throw new Error("no index that may be asked without a secret");
  const rates = new Map<string, number>();
  for (const layer of layers)
    for (const { name } of "wheels" in layer ? layer.wheels : [])
      if (!rates.has(name)) rates.set(name, await releasesInAYear(index, name));
  return rates;
};

const isFrequent = (layers: readonly LayerSpec[]): ((layer: LayerSpec) => boolean) => {
  const system = layers.findIndex(({ kind }) => kind === "system");
  return (layer) => layer.kind === "wheel" && layers.indexOf(layer) > system;
};

/** Bytes of the layers whose size does not follow from their wheels', by title; of any Python. */
const madeSizes = async (
  session: Session,
  cells: readonly (readonly LayerSpec[])[],
): Promise<Map<string, number>> => {
  const tools = await openTools(session, work)();
  const sizes = new Map<string, number>();
  for (const layers of cells)
    for (const layer of layers) {
      const isMade = layer.kind === "bytecode" || isFrequent(layers)(layer);
      if (!isMade || !("wheels" in layer) || sizes.has(layer.title)) continue;
      if (layer.bytecode !== undefined && layer.python !== PYTHON) continue;
      const made = await makeLayer({ sys, tools, work }, layer);
      sizes.set(layer.title, made.size);
      await rm(made.file);
    }
  for (const [title, size] of sizes)
    for (const python of ["3.12", "3.13"])
      sizes.set(title.replace(`Python ${PYTHON}`, `Python ${python}`), size);
  return sizes;
};

/** The catalog says what is released often: as it is today, of small wheels. */
const sayRates = (
  catalog: Pick<Catalog, "releasedOften">,
  cells: readonly (readonly LayerSpec[])[],
  rates: ReadonlyMap<string, number>,
): void => {
  const wheels = cells.flat().flatMap((layer) => ("wheels" in layer ? layer.wheels : []));
  const small = wheels.filter(({ download }) => download < WHEEL_LAYER_BYTES);
  const said = [...new Set(small.map(({ name }) => name))]
    .sort((a, b) => (rates.get(b) ?? 0) - (rates.get(a) ?? 0))
    .slice(0, 14)
    .map((name) => `${name} ${rates.get(name) ?? 0}${name in catalog.releasedOften ? "*" : ""}`);
  console.log(`small wheels released most (* with layers of their own): ${said.join(", ")}`);
};

const ofLayers = ({ wheel, layers }: Change): number => layers / wheel;
const ofAbove = ({ wheel, above }: Change): number => above / wheel;

try {
  const file = join(work, "dl-env.yml");
  await writeFile(file, REQUEST);
  const session = await openSession(sys, { file, standIn: true });
  const planned = async (catalog: Catalog): Promise<(readonly LayerSpec[])[]> => {
    const { recipes, drafts } = await planCells({ ...session, catalog });
    return [...recipes, ...drafts].map(([, { layers }]) => layers);
  };
  const cells = await planned(session.catalog);
  const before = await planned({ ...session.catalog, releasedOften: {} });
  const rates = await ratesOf(session, cells.flat());
  const sizes = await madeSizes(session, cells);
  const changes = (of: typeof cells, base: number): Change[] =>
    of.flatMap((layers) => changesOf(layers, { rates, base, sizes }));
  console.log(
    `torch, ${cells.length} cells, ${rates.size} packages, ${sum([...rates.values()])} releases in a year`,
  );
  sayRates(session.catalog, cells, rates);
  const top = Math.max(
    ...cells.map((layers) =>
      sum(layers.filter(isFrequent(layers)).map(({ title }) => sizes.get(title) ?? Number.NaN)),
    ),
  );
  console.log(`above the system layer, fetched with it by the classic store: ${mega(top)}`);
  const now = changes(cells, BASE.comfort);
  const pulled = median(now, ofLayers);
  console.log("pulled over the bytes of the wheel's file, median by releases of all wheels:");
  console.log(
    `  podman, Docker with containerd: ${pulled.toFixed(2)} (at most ${ALLOWED}), ${percent(share(now, ofLayers, ALLOWED))} of releases within; ` +
      `with all small wheels in one layer ${median(changes(before, BASE.comfort), ofLayers).toFixed(0)}`,
  );
  for (const [name, base] of Object.entries(BASE))
    console.log(
      `  Docker, classic store, base and system layer of ${mega(base)} (${name}): ${median(changes(cells, base), ofAbove).toFixed(1)}; ` +
        `with all small wheels in one layer ${median(changes(before, base), ofAbove).toFixed(0)}`,
    );
  const best = cells.map((layers) =>
    bestShare(changesOf(layers, { rates, base: 0, sizes }), ALLOWED),
  );
  console.log(
    `  the most releases within ${ALLOWED} on the classic store in any order of layers, without a base: ${percent(Math.max(...best))}`,
  );
  if (!(pulled <= ALLOWED)) process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
