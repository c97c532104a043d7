import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredLayer } from "../../src/image/recipe.ts";
import { inventoryTag, openInventories } from "../../src/inspect/storedInventories.ts";
import { licencesAdder } from "../../src/publish/licencesLayer.ts";
import { layoutRepository, type LayoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import { knownLayers } from "../../src/layer/knownLayers.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { LICENCE_LIST } from "../../src/image/imagePaths.ts";
import { tempFolder, testSystem } from "../registry/world.ts";
import { madeLayer, recipeOf, wheelSpec } from "../publish/images.ts";

const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
let store: LayoutRepository;
let reads: string[];
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
  const layout = layoutRepository(sys, join(dir, "store"));
  reads = [];
  store = {
    ...layout,
    readBlob: (digest: string) => (reads.push(digest), layout.readBlob(digest)),
  };
});
afterEach(() => remove());

const SITE = "opt/venv/lib/python3/site-packages";
const wheelFiles = (name: string): Record<string, string> => ({
  [`${SITE}/${name}-1.0.dist-info/METADATA`]: `Name: ${name}\nVersion: 1.0\nLicense-Expression: MIT\n`,
});
const stored = async (name: string): Promise<StoredLayer> =>
  storeLayer(sys, store, {
    spec: wheelSpec(name),
    made: await madeLayer(dir, name, wheelFiles(name)),
  });

describe("what is known of a layer", () => {
  it("is taken from its blob once, and then read from the store, by other runs too", async () => {
    const layer = await stored("one");
    const inventories = openInventories(sys, store, { near: dir });
    const [first, again] = await Promise.all([
      inventories.of(layer, store),
      inventories.of(layer, store),
    ]);
    expect([first === again, reads]).toEqual([true, [layer.digest]]);
    expect(await openInventories(sys, store, { near: dir }).of(layer, store)).toEqual(first);
    expect(reads.filter((digest) => digest === layer.digest)).toHaveLength(1);
  });

  it("is taken by whoever makes the layer, from the file", async () => {
    const made = await madeLayer(dir, "one", wheelFiles("one"));
    await openInventories(sys, store, { near: dir }).keep(made);
    expect([await store.tags(), reads]).toEqual([[inventoryTag(made.diffId)], []]);
    expect(
      [...(await openInventories(sys, store, { near: dir }).of(made, store)).wheels.values()].map(
        ({ name }) => name,
      ),
    ).toEqual(["one"]);
  });

  it("is not looked for where the store's list of tags has none, and is where it has one", async () => {
    const layer = await stored("one");
    const asked: string[] = [];
    const watched = {
      ...store,
      manifest: (tag: string) => (asked.push(tag), store.manifest(tag)),
    };
    const tags = new Set(await store.tags());
    const first = await openInventories(sys, watched, { near: dir, tags }).of(layer, store);
    expect([asked, reads]).toEqual([[], [layer.digest]]);
    const now = new Set(await store.tags());
    const again = openInventories(sys, watched, { near: dir, tags: now });
    expect(await again.of(layer, store)).toEqual(first);
    expect(asked).toEqual([inventoryTag(layer.diffId)]);
    expect(reads).toEqual([layer.digest]);
  });

  it("is taken anew when what the store has is another's or damaged", async () => {
    const one = await stored("one");
    const two = await stored("two");
    await openInventories(sys, store, { near: dir }).of(one, store);
    const manifest = await store.manifest(inventoryTag(one.diffId));
    await store.putManifest(manifest!, inventoryTag(two.diffId));
    const inventory = await openInventories(sys, store, { near: dir }).of(two, store);
    expect([...inventory.wheels.values()].map(({ name }) => name)).toEqual(["two"]);
  });
});

describe("the list of licences", () => {
  it("is a layer more, with the wheels of all layers, the same for the same wheels and made once", async () => {
    const layers = [await stored("two"), await stored("one")];
    const recipe = recipeOf([wheelSpec("two"), wheelSpec("one")]);
    const inventories = openInventories(sys, store, { near: dir });
    const findLayer = knownLayers(store).find;
    const facts = { sys, store, inventories, findLayer, storeTags: undefined, work: dir };
    const complete = await licencesAdder(facts)({ recipe, layers });
    expect([complete.layers.length, complete.recipe.layers.map(({ title }) => title)]).toEqual([
      3,
      ["two 1.0", "one 1.0", "list of 2 wheels with licences"],
    ]);
    const tar = gunzipSync(
      (await sys.files.readBytes(blobPath(store.dir, complete.layers[2]?.digest ?? ""))) ??
        new Uint8Array(),
    ).toString("latin1");
    expect(tar).toContain(LICENCE_LIST.slice(1));
    expect(JSON.parse(tar.slice(tar.indexOf("["), tar.lastIndexOf("]") + 1))).toEqual([
      { name: "one", version: "1.0", licence: "MIT", files: [] },
      { name: "two", version: "1.0", licence: "MIT", files: [] },
    ]);
    const tags = await store.tags();
    const other = await licencesAdder(facts)({
      recipe: recipeOf([wheelSpec("one"), wheelSpec("two")]),
      layers: layers.toReversed(),
    });
    expect([other.layers[2], await store.tags()]).toEqual([complete.layers[2], tags]);
  });
});
