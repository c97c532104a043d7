import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { unreachable } from "../../src/errors/error.ts";
import { checksTag, readChecks, writeChecks } from "../../src/inspect/storedCheckReports.ts";
import { inventoryTag, openInventories } from "../../src/inspect/storedInventories.ts";
import { knownLayers } from "../../src/layer/knownLayers.ts";
import { makeMissingOfPlan } from "../../src/layer/missingOfPlan.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { linkImage } from "../../src/publish/linkImage.ts";
import { closureReader } from "../../src/registry/closure.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { parseManifest } from "../../src/registry/manifest.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { copyBase, isWhole, readStoredBase } from "../../src/registry/storedBase.ts";
import { verifyContents } from "../../src/store/verifyContents.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { tempFolder, testSystem } from "../registry/world.ts";
import { cleanChecks, madeLayer, putBase } from "./images.ts";
import {
  layoutPlace,
  registryPlace,
  testedImages,
  type Place,
  type TestedImages,
} from "./testedImages.ts";

const NAME = "team/dl-env";
const sys = testSystem();
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

type Damage = (bytes: Uint8Array) => Uint8Array | undefined;
const DAMAGES: readonly (readonly [string, Damage])[] = [
  ["gone", () => undefined],
  ["cut off", (bytes) => bytes.subarray(0, bytes.byteLength >> 1)],
  ["other bytes of the same length", (bytes) => Buffer.from(bytes).fill("[", 0, 1)],
];

/** A place whose manifests can be spoilt as well, as they lie on its disk. */
interface Spoilt extends Place {
  readonly manifest: (tag: string, damage: Damage) => Promise<void>;
}
const layout = (): Spoilt => {
  const place = layoutPlace(sys, `${dir}/images`);
  return {
    ...place,
    manifest: async (tag, damage) => {
      const digest = (await place.open().resolve(tag))!;
      await place.spoil(digest, damage(await place.blob(digest)));
    },
  };
};
const registry = (): Spoilt => ({
  ...registryPlace(sys, fake),
  manifest: async (tag, damage) => {
    const all = fake.manifests.get(NAME)!;
    const { mediaType, bytes } = all.get(tag)!;
    const spoilt = damage(bytes);
    for (const [key, value] of all) {
      if (!value.bytes.equals(bytes)) continue;
      if (spoilt === undefined) all.delete(key);
      else all.set(key, { mediaType, bytes: Buffer.from(spoilt) });
    }
  },
});

interface World extends TestedImages {
  readonly place: Spoilt;
  /** The layer of the last image, made again as a build does. */
  readonly again: (to: Repository) => Promise<void>;
  readonly tag: string;
}
const world = async (place: Spoilt): Promise<World> => {
  const images = await testedImages(sys, place.open(), dir);
  const spec = images.links[2]!.recipe.layers[1]!;
  const again = async (to: Repository): Promise<void> => {
    const made = await madeLayer(dir, spec.key, { [spec.title]: spec.title });
    await storeLayer(sys, to, { spec, made });
  };
  return { ...images, place, again, tag: images.links[2]!.layers[1]!.tag };
};

/** What a build finds, and what is there and damaged after it made what it did not find. */
const remade = async ({ place, again, tag }: World): Promise<unknown> => {
  const before = await knownLayers(place.open()).find(tag);
  await again(place.open());
  const after = await knownLayers(place.open()).find(tag);
  const { damaged, wrong } = await verifyContents(place.open());
  return { wasFound: before !== undefined, isFound: after !== undefined, damaged, wrong };
};
const ANEW = { wasFound: false, isFound: true, damaged: [], wrong: [] };

describe.each([
  ["a folder", layout],
  ["a registry", registry],
] as const)("in %s", (what, open) => {
  it.each(DAMAGES)("a layer whose manifest is damaged, %s, is made anew", async (_how, damage) => {
    const made = await world(open());
    await made.place.manifest(made.tag, damage);
    expect(await remade(made)).toEqual(ANEW);
  });

  it.each(DAMAGES.slice(0, 2))(
    "a layer whose list of paths, or whose bytes, are %s is made anew",
    async (_how, damage) => {
      const made = await world(open());
      const manifest = parseManifest((await made.place.open().manifest(made.tag))!, "it");
      // The config of a layer in a registry is read by nobody.
      const { config, layers } = manifest;
      for (const { digest } of what === "a folder" ? [config, ...layers] : layers) {
        await made.place.spoil(digest, damage(await made.place.blob(digest)));
        expect(await remade(made)).toEqual(ANEW);
      }
    },
  );

  it("something else under the tag of a layer is replaced", async () => {
    const made = await world(open());
    const to = made.place.open();
    const base = (await to.manifest(made.links[0]!.base.tag))!;
    await to.putManifest(base, made.tag);
    expect(await remade(made)).toEqual(ANEW);
  });

  it.each(DAMAGES)(
    "a base whose manifest or config is damaged, %s, is copied anew",
    async (_how, damage) => {
      const { place, links } = await world(open());
      const { tag, platformDigest, manifest } = links[0]!.base;
      const spoils = [
        () => place.manifest(tag, damage),
        async () =>
          place.spoil(manifest.config.digest, damage(await place.blob(manifest.config.digest))),
      ];
      const source = layoutPlace(sys, `${dir}/bases`).open();
      await putBase(source, "base-of-test", [{ "etc/os-release": "x" }]);
      // In a registry nobody changes a blob behind its digest.
      for (const spoil of what === "a folder" ? spoils : spoils.slice(0, 1)) {
        await spoil();
        const before = await readStoredBase(place.open(), platformDigest);
        expect(before !== undefined && (await isWhole(place.open(), before))).toBe(false);
        await copyBase(await readBaseIn(source, "base-of-test", "base-of-test"), place.open());
        const copied = await readStoredBase(place.open(), platformDigest);
        expect(copied !== undefined && (await isWhole(place.open(), copied))).toBe(true);
      }
    },
  );

  it.each(DAMAGES)(
    "an image without a tag whose manifest is %s is linked anew",
    async (_how, damage) => {
      const { place, promotions, links } = await world(open());
      const [{ digest }, [link]] = [promotions[0]!, links];
      await place.manifest(digest, damage);
      const linked = await linkImage({ ...link!, store: place.open(), to: place.open() });
      expect([linked.digest, linked.made]).toEqual([digest, true]);
      expect(await closureReader(place.open()).damageOf(digest)).toEqual([]);
    },
  );

  it.each(DAMAGES)(
    "what the checks found, and the list of a layer's files, are made anew where they are %s",
    async (_how, damage) => {
      const { place, promotions, links } = await world(open());
      const [{ digest, cell } = promotions[0]!] = promotions;
      const { diffId, digest: layer } = links[0]!.layers[1]!;
      const inventory = (to: Repository): Promise<unknown> =>
        openInventories(sys, to, { near: dir }).of({ digest: layer, diffId }, to);
      await writeChecks({ store: place.open() }, cleanChecks(digest, [], cell));
      const seen = await inventory(place.open());
      await place.manifest(checksTag(digest), damage);
      await place.manifest(inventoryTag(diffId), damage);
      const to = place.open();
      expect(await readChecks({ to, store: to }, digest)).toBeUndefined();
      await writeChecks({ store: to }, cleanChecks(digest, [], cell));
      expect(await readChecks({ to, store: to }, digest)).toBeDefined();
      expect(await inventory(place.open())).toEqual(seen);
      expect((await verifyContents(place.open())).damaged).toEqual([]);
    },
  );
});

it("a layer that a registry cannot give just now fails its cells alone", async () => {
  const place = registry();
  const { links } = await world(place);
  const recipes = links.map(({ recipe }) => recipe);
  const tags = [...new Set(links.flatMap(({ layers }) => layers.map(({ tag }) => tag)))];
  const own = links[2]!.layers[1]!.tag;
  const plan = { layers: tags.map((layer) => ({ layer, state: "stored" })) } as unknown as Plan;
  const to = place.open();
  const store: Repository = {
    ...to,
    manifest: (reference) =>
      reference === own
        ? Promise.reject(unreachable({ code: "registry-broken", message: "It said 500." }))
        : to.manifest(reference),
  };
  const { failed, layers } = await makeMissingOfPlan(
    {
      sys,
      store,
      work: dir,
      space: { reserve: async () => undefined, use: (_what, _parts, work) => work() },
      assignment: { kind: "request" },
      known: knownLayers(store),
      tools: () => Promise.reject(new Error("nothing is to be made")),
      buildSystem: () => Promise.reject(new Error("nothing is to be built")),
    },
    plan,
    recipes,
  );
  expect(layers).toEqual([]);
  expect(failed.map(({ cell, problem }) => [cell, problem.code])).toEqual([
    ["cell-3", "registry-broken"],
  ]);
});
