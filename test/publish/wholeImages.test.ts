import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LABEL_PREFIX, ORDER_LABEL } from "../../src/image/labels.ts";
import { knownLayers } from "../../src/layer/knownLayers.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { linkImage, type LinkRequest } from "../../src/publish/linkImage.ts";
import { promoteWith } from "./promoteWith.ts";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { copyBase } from "../../src/registry/storedBase.ts";
import { writeProof } from "../../src/smoke/proofs.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { repositoryAt, tempFolder, testSystem } from "../registry/world.ts";
import {
  cleanChecks,
  madeLayer,
  putBase,
  recipeOf,
  reportOf,
  systemSpec,
  wheelSpec,
} from "./images.ts";

const sys = testSystem();
const promote = promoteWith(sys);
const NAME = "team/dl-env";
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

/** A destination that can be opened anew, as another process does, and damaged behind its back. */
interface Place {
  open: () => Repository;
  blob: (digest: string) => Promise<Uint8Array>;
  spoil: (digest: string, bytes: Uint8Array | undefined) => Promise<void>;
}

const registryPlace = (): Place => ({
  open: () => repositoryAt(sys, `${fake.host}/${NAME}`),
  blob: async (digest) => fake.blobs.get(NAME)!.get(digest)!,
  spoil: async (digest, bytes) => {
    if (bytes === undefined) fake.blobs.get(NAME)!.delete(digest);
    else fake.blobs.get(NAME)!.set(digest, Buffer.from(bytes));
  },
});

const layoutPlace = (): Place => {
  const path = (digest: string): string => blobPath(`${dir}/images`, digest);
  return {
    open: () => layoutRepository(sys, `${dir}/images`),
    blob: async (digest) => (await sys.files.readBytes(path(digest)))!,
    spoil: (digest, bytes) =>
      bytes === undefined ? sys.files.remove(path(digest)) : sys.files.write(path(digest), bytes),
  };
};

const CELLS = ["cell-1", "cell-2", "cell-3"];

/** Three tested images; the first two share a layer, all want `torch`. */
const world = async (
  to: Repository,
): Promise<{ promotions: Promotion[]; links: LinkRequest[]; layer: (at: number) => string }> => {
  await putBase(to, "base-of-test", [{ "etc/os-release": "x" }]);
  const base = await copyBase(await readBaseIn(to, "base-of-test", "base-of-test"), to);
  const system = systemSpec(base.platformDigest);
  const links: LinkRequest[] = [];
  const promotions: Promotion[] = [];
  for (const [at, cell] of CELLS.entries()) {
    const specs = [system, wheelSpec(at < 2 ? "shared" : "own")];
    const layers = [];
    for (const spec of specs) {
      const made = await madeLayer(dir, spec.key, { [spec.title]: spec.title });
      layers.push(await storeLayer(sys, to, { spec, made }));
    }
    const order = `000${at}`;
    const recipe = recipeOf(specs, {
      cell,
      key: `00000000000${at}`,
      labels: { [ORDER_LABEL]: order, [`${LABEL_PREFIX}cell`]: cell },
    });
    const link = { recipe, base, layers, store: to, to };
    const { digest } = await linkImage(link);
    await writeProof(to, reportOf(digest, { cell, gpu: true }));
    links.push(link);
    promotions.push({
      cell,
      digest,
      immutable: `${cell}-r00000000000${at}`,
      rolling: [cell, "torch"],
      labels: recipe.config.labels,
      requirement: "gpu",
      context: { libraries: ["torch"], gpuLibraries: ["torch"] },
      checks: async () => cleanChecks(digest, [], cell),
    });
  }
  return { promotions, links, layer: (at) => links[at]!.layers[1]!.digest };
};

const publicTags = async (to: Repository): Promise<string[]> =>
  (await to.tags()).filter((tag) => /^(cell|torch)/.test(tag));

describe.each<[string, () => Place]>([
  ["a registry", registryPlace],
  ["a layout", layoutPlace],
])("in %s", (what, makePlace) => {
  it.each([
    ["gone", () => undefined],
    ["cut off", (bytes: Uint8Array) => bytes.subarray(0, bytes.byteLength - 1)],
  ])(
    "no tag moves to images whose layer is %s, which is named; the others move",
    async (_, damage) => {
      const place = makePlace();
      const { promotions, layer } = await world(place.open());
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
    const { promotions, layer } = await world(place.open());
    await place.spoil(layer(2), undefined);
    await promote(place.open(), promotions);
    expect(await place.open().resolve("torch")).toBe(promotions[1]!.digest);
    expect(await publicTags(place.open())).not.toContain("cell-3");
  });

  it("a layer that is damaged counts as missing, is stored again, and the image linked again", async () => {
    const place = makePlace();
    const { links, layer } = await world(place.open());
    const [link] = links as [LinkRequest];
    const spec = link.recipe.layers[1]!;
    const tag = link.layers[1]!.tag;
    expect((await knownLayers(place.open())(tag))?.digest).toBe(layer(0));
    await place.spoil(layer(0), Buffer.from("x"));
    const to = place.open();
    const find = knownLayers(to);
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
    const { links } = await world(place.open());
    const [link] = links as [LinkRequest];
    const tag = link.layers[1]!.tag;
    if (what === "a layout")
      await place.spoil((await place.open().resolve(tag))!, Buffer.from("{"));
    else await place.open().putManifest({ bytes: Buffer.from("{}"), mediaType: "text/plain" }, tag);
    const to = place.open();
    expect(await knownLayers(to)(tag)).toBeUndefined();
    const spec = link.recipe.layers[1]!;
    const made = await madeLayer(dir, spec.key, { [spec.title]: spec.title });
    await storeLayer(sys, to, { spec, made });
    expect((await knownLayers(place.open())(tag))?.digest).toBe(link.layers[1]!.digest);
  });
});

describe("looking at closures", () => {
  it("costs one HEAD for each digest of a run, shared by the images, and none when no tag moves", async () => {
    const place = registryPlace();
    const { promotions } = await world(place.open());
    const heads = (): string[] =>
      fake.asked
        .filter(({ method, url }) => method === "HEAD" && url.includes("/blobs/"))
        .map(({ url }) => url);
    const before = heads().length;
    await promote(place.open(), promotions);
    const asked = heads().slice(before);
    expect(asked.length).toBe(new Set(asked).size);
    // Two blobs of the journal; three configs, the base's layer, the system layer, two wheels.
    expect(asked.length).toBe(9);
    await promote(place.open(), promotions);
    expect(heads().length).toBe(before + 9);
  });
});
