// How long a link takes: an image of 50 layers out of layers that exist, in a layout, and in
// distribution 2.8 on loopback, one image and then ten more that share the layers. No layer byte
// moves; the figures are milliseconds and requests, so small layers do.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoredLayer } from "../src/image/recipe.ts";
import { linkImage, type LinkedImage } from "../src/publish/linkImage.ts";
import { readBaseIn } from "../src/registry/baseImage.ts";
import { copyBase, type StoredBase } from "../src/registry/storedBase.ts";
import { storeLayer } from "../src/layer/storedLayers.ts";
import { openRepository } from "../src/registry/openRepository.ts";
import type { Repository } from "../src/registry/repository.ts";
import type { Log } from "../src/system/ports.ts";
import { realSystem } from "../src/system/realSystem.ts";
import { startDistribution } from "../test/fakes/distribution.ts";
import { madeLayer, putBase, recipeOf, wheelSpec } from "../test/publish/images.ts";

const LAYERS = 50;
const BASE_LAYERS = 5;
const MORE = 10;

const silent: Log = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  group: (_title, work) => work(),
  progress: () => undefined,
};
const sys = realSystem({ log: silent });

export interface LinkFigures {
  readonly where: string;
  readonly layers: number;
  readonly firstMs: number;
  readonly firstRequests: number;
  /** Of one of the further images. */
  readonly nextMs: number;
  readonly nextRequests: number;
  /** Milliseconds to find that an image is there. */
  readonly againMs: number;
  readonly movedBytes: number;
}

const specs = Array.from({ length: LAYERS - BASE_LAYERS }, (_, index) =>
  wheelSpec(`wheel-${index}`),
);

const stock = async (
  store: Repository,
  dir: string,
): Promise<{ base: StoredBase; layers: StoredLayer[] }> => {
  await putBase(
    store,
    "base",
    Array.from({ length: BASE_LAYERS }, (_, index) => ({ [`etc/file${index}`]: `${index}` })),
  );
  const base = await copyBase(await readBaseIn(store, "base", "base"), store);
  const layers: StoredLayer[] = [];
  for (const spec of specs)
    layers.push(
      await storeLayer(sys, store, {
        spec,
        made: await madeLayer(dir, spec.key, { [`opt/venv/${spec.title}`]: spec.title }),
      }),
    );
  return { base, layers };
};

const timed = async (
  work: () => Promise<LinkedImage>,
): Promise<{ ms: number; linked: LinkedImage }> => {
  const started = performance.now();
  const linked = await work();
  return { ms: performance.now() - started, linked };
};

const round = (ms: number): number => Math.round(ms * 10) / 10;

const measure = async (
  where: string,
  store: Repository,
  to: Repository,
  dir: string,
): Promise<LinkFigures> => {
  const stocked = await stock(store, dir);
  const link = (key: string): Promise<{ ms: number; linked: LinkedImage }> =>
    timed(() =>
      linkImage({ recipe: recipeOf(specs, { key, labels: { key } }), ...stocked, store, to }),
    );
  const first = await link("000000000000");
  const next: Awaited<ReturnType<typeof link>>[] = [];
  for (let count = 1; count <= MORE; count += 1)
    next.push(await link(String(count).padStart(12, "0")));
  const again = await link("000000000000");
  const sum = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0);
  return {
    where,
    layers: first.linked.layers,
    firstMs: round(first.ms),
    firstRequests: first.linked.requests,
    nextMs: round(sum(next.map(({ ms }) => ms)) / MORE),
    nextRequests: sum(next.map(({ linked }) => linked.requests)) / MORE,
    againMs: round(again.ms),
    movedBytes: first.linked.moved + sum(next.map(({ linked }) => linked.moved)),
  };
};

/** Figures of a layout and of a registry. */
export const measureLink = async (): Promise<LinkFigures[]> => {
  const dir = await mkdtemp(join(tmpdir(), "dl-env-bench-"));
  const registry = await startDistribution();
  try {
    const open = openRepository(sys);
    const layout = open(`oci:${dir}/images`);
    return [
      await measure("layout", layout, layout, dir),
      await measure(
        "registry",
        open(`${registry.host}/team/dl-env-layers`),
        open(`${registry.host}/team/dl-env`),
        dir,
      ),
    ];
  } finally {
    await registry.close();
    await rm(dir, { recursive: true, force: true });
  }
};

if (import.meta.main)
  console.table(
    Object.fromEntries((await measureLink()).map(({ where, ...figures }) => [where, figures])),
  );
