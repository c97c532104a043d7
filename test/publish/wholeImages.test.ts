import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { knownLayers } from "../../src/layer/knownLayers.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { linkImage, type LinkRequest } from "../../src/publish/linkImage.ts";
import { promoteWith } from "./promoteWith.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { tempFolder, testSystem } from "../registry/world.ts";
import { madeLayer } from "./images.ts";
import { layoutPlace, registryPlace, testedImages, type Place } from "./testedImages.ts";

const sys = testSystem();
const promote = promoteWith(sys);
let dir: string;
let remove: () => Promise<void>;
let fake: FakeRegistry;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
  fake = await startFakeRegistry();
});
afterEach(async () => {
  await fake.close();
  await remove();
});

const publicTags = async (to: Repository): Promise<string[]> =>
  (await to.tags()).filter((tag) => /^(cell|torch)/.test(tag));

describe.each<[string, () => Place]>([
  ["a registry", () => registryPlace(sys, fake)],
  ["a layout", () => layoutPlace(sys, `${dir}/images`)],
])("in %s", (what, makePlace) => {
  it.each([
    ["gone", () => undefined],
    ["cut off", (bytes: Uint8Array) => bytes.subarray(0, bytes.byteLength - 1)],
  ])(
    "no tag moves to images whose layer is %s, which is named; the others move",
    async (_, damage) => {
      const place = makePlace();
      const { promotions, layer } = await testedImages(sys, place.open(), dir);
      await place.spoil(layer(0), damage(await place.blob(layer(0))));
      const { moves, kept } = await promote(place.open(), promotions);
      expect(moves.map(({ tag }) => tag)).toEqual(["cell-3-r000000000002", "cell-3", "torch"]);
      expect(kept.map(({ cell, code }) => [cell, code])).toEqual([
        ["cell-1", "image-broken"],
        ["cell-2", "image-broken"],
      ]);
      expect(kept[0]?.message).toContain(`the layer ${layer(0)}`);
      expect(kept[0]?.message).toMatch(/: dl-env build && dl-env smoke && dl-env promote$/);
      expect(await publicTags(place.open())).toEqual(["cell-3", "cell-3-r000000000002", "torch"]);
    },
  );

  it("a rolling tag goes to the newest image that is whole", async () => {
    const place = makePlace();
    const { promotions, layer } = await testedImages(sys, place.open(), dir);
    await place.spoil(layer(2), undefined);
    await promote(place.open(), promotions);
    expect(await place.open().resolve("torch")).toBe(promotions[1]!.digest);
    expect(await publicTags(place.open())).not.toContain("cell-3");
  });

  it("a layer that is damaged counts as missing, is stored again, and the image linked again", async () => {
    const place = makePlace();
    const { links, layer } = await testedImages(sys, place.open(), dir);
    const [link] = links as [LinkRequest];
    const spec = link.recipe.layers[1]!;
    const tag = link.layers[1]!.tag;
    expect((await knownLayers(place.open()).find(tag))?.digest).toBe(layer(0));
    await place.spoil(layer(0), Buffer.from("x"));
    const to = place.open();
    const find = knownLayers(to).find;
    expect(await find(tag)).toBeUndefined();
    const made = await madeLayer(dir, spec.key, { [spec.title]: spec.title });
    await storeLayer(sys, to, { spec, made });
    expect((await find(tag))?.digest).toBe(layer(0));
    expect((await linkImage({ ...link, store: to, to })).made).toBe(false);
    await place.spoil(layer(0), undefined);
    const after = place.open();
    await storeLayer(sys, after, { spec, made });
    const relinked = await linkImage({ ...link, store: after, to: after });
    expect(relinked.digest).toBe((await linkImage({ ...link, store: after, to: after })).digest);
    expect((await place.blob(layer(0))).byteLength).toBe(made.size);
  });

  it("a tag of a layer whose manifest is spoilt is moved to one that is made anew", async () => {
    const place = makePlace();
    const { links } = await testedImages(sys, place.open(), dir);
    const [link] = links as [LinkRequest];
    const tag = link.layers[1]!.tag;
    if (what === "a layout")
      await place.spoil((await place.open().resolve(tag))!, Buffer.from("{"));
    else await place.open().putManifest({ bytes: Buffer.from("{}"), mediaType: "text/plain" }, tag);
    const to = place.open();
    expect(await knownLayers(to).find(tag)).toBeUndefined();
    const spec = link.recipe.layers[1]!;
    const made = await madeLayer(dir, spec.key, { [spec.title]: spec.title });
    await storeLayer(sys, to, { spec, made });
    expect((await knownLayers(place.open()).find(tag))?.digest).toBe(link.layers[1]!.digest);
  });
});

describe("looking at closures", () => {
  it("costs one HEAD for each digest of a run, shared by the images, and none when no tag moves", async () => {
    const place = registryPlace(sys, fake);
    const { promotions } = await testedImages(sys, place.open(), dir);
    const heads = (): string[] =>
      fake.asked
        .filter(({ method, url }) => method === "HEAD" && url.includes("/blobs/"))
        .map(({ url }) => url);
    const before = heads().length;
    await promote(place.open(), promotions);
    const asked = heads().slice(before);
    expect(asked.length).toBe(new Set(asked).size);
    // Two blobs of the journal; the base's layer, the system layer, two wheels. Configs were read.
    expect(asked.length).toBe(6);
    await promote(place.open(), promotions);
    expect(heads().length).toBe(before + 6);
  });
});
