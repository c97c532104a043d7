import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runLayerSpec } from "../../src/image/layerSpecs.ts";
import { layerTag, type ImageRecipe, type MadeLayer } from "../../src/image/recipe.ts";
import { COMMON_CONFIG } from "../../src/image/commonConfig.ts";
import { knownLayers } from "../../src/layer/knownLayers.ts";
import { bytesEntry } from "../../src/layer/layerEntry.ts";
import { writeBlob } from "../../src/layer/writeBlob.ts";
import { openInventories } from "../../src/inspect/storedInventories.ts";
import type { LinkedImage } from "../../src/publish/linkImage.ts";
import { runLayerMaker } from "../../src/publish/runLayers.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { realSystem } from "../../src/system/realSystem.ts";

let work: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), "run-layers-"));
});
afterEach(async () => {
  await rm(work, { recursive: true, force: true });
});

const sys = realSystem({
  log: {
    info: () => undefined,
    warn: () => undefined,
    debug: () => undefined,
    progress: () => undefined,
    group: (_title, run) => run(),
  },
});

const STEPS = [{ text: "ldconfig", network: false }];
const SPEC = runLayerSpec(STEPS, { base: "sha256:b", tags: ["files-1"], config: "{}" });
const recipe: ImageRecipe = {
  cell: "base-cuda12.8.1-ubuntu24.04-py3.12",
  key: "0".repeat(12),
  layers: [SPEC],
  config: { ...COMMON_CONFIG, labels: {} },
};

it("steps run once, on the image that is linked so far, and what they leave is stored under their key", async () => {
  const store = openRepository(sys)(`oci:${work}/store`);
  const ran: string[] = [];
  const makeAll = () =>
    runLayerMaker({
      sys,
      store,
      work,
      inventories: openInventories(sys, store, { near: work }),
      findLayer: knownLayers(store).find,
      engine: {
        runLayer: async ({ steps }, on, folder): Promise<MadeLayer> => {
          ran.push(`${steps.map(({ text }) => text).join()} on ${on.digest} of ${on.cell}`);
          const file = `${folder}/made.tar.gz`;
          const entry = bytesEntry("etc/ld.so.cache", 0o644, Buffer.from("x"));
          return (await writeBlob(sys, [entry], file)).layer;
        },
      },
    });
  const link = (): Promise<LinkedImage> =>
    Promise.resolve({ digest: "sha256:below" } as unknown as LinkedImage);
  const make = makeAll();
  await Promise.all([make(recipe, link), make(recipe, link)]);
  await makeAll()(recipe, link);
  expect(ran).toEqual([`ldconfig on sha256:below of ${recipe.cell}`]);
  expect(await knownLayers(store).find(layerTag(SPEC))).toBeDefined();
});

it("without steps nothing is linked and no engine is asked", async () => {
  const store = openRepository(sys)(`oci:${work}/store`);
  const never = (): never => {
    throw new Error("asked");
  };
  const make = runLayerMaker({
    sys,
    store,
    work,
    inventories: openInventories(sys, store, { near: work }),
    findLayer: knownLayers(store).find,
    engine: { runLayer: never },
  });
  await expect(make({ ...recipe, layers: [] }, never)).resolves.toBeUndefined();
});
