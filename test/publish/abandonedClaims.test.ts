import { afterEach, beforeEach, expect, it } from "vitest";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import { unfinishedMoves } from "../../src/publish/unfinishedMoves.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { writeProof } from "../../src/smoke/proofs.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { tempFolder, testSystem } from "../registry/world.ts";
import { reportOf } from "./images.ts";
import { promoteWith } from "./promoteWith.ts";
import { registryPlace, testedImages, type Place, type TestedImages } from "./testedImages.ts";

const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
let fake: FakeRegistry;
/** Whether the promoting process is gone: it wrote its journal, and no tag. */
let dead = false;
beforeEach(async () => {
  dead = false;
  ({ dir, remove } = await tempFolder());
  fake = await startFakeRegistry({
    fault: ({ method, url }) =>
      dead && method === "PUT" && url.includes("/manifests/") ? { kind: "reset" } : undefined,
  });
});
afterEach(async () => {
  await fake.close();
  await remove();
});

/** A destination whose promoter dies when its journal is there. */
const abandoned = async (to: Repository, promotions: readonly Promotion[]): Promise<void> => {
  const dying: Repository = {
    ...to,
    putManifest: async (...given) => {
      const digest = await to.putManifest(...given);
      dead = given[1]?.startsWith("dl-env-promotion-") === true;
      return digest;
    },
  };
  await expect(promoteWith(sys)(dying, promotions)).rejects.toMatchObject({
    code: "promotion-stopped",
  });
  dead = false;
};

it.each<[string, (place: Place, images: TestedImages) => Promise<unknown>]>([
  ["whose layer went meanwhile", (place, { layer }) => place.spoil(layer(0), undefined)],
  [
    "that failed a test, which was not run again where there is no GPU",
    async (place, { promotions: [one] }) => {
      const { digest = "", cell = "" } = one ?? {};
      for (const [at, cpu] of [
        ["2026-11-22T10:00:00.000Z", "fail"],
        ["2026-11-23T10:00:00.000Z", "unavailable"],
      ] as const)
        await writeProof(place.open(), reportOf(digest, { cell, cpu, at }));
    },
  ],
])("a promotion that died is not ended at an image %s; its other tags move", async (_, spoil) => {
  const place = registryPlace(sys, fake);
  const images = await testedImages(sys, place.open(), dir);
  const [one, , other] = images.promotions;
  if (one === undefined || other === undefined) throw new Error("three images were linked");
  const own = [one, other].map((image) => ({ ...image, rolling: [image.cell] }));
  await abandoned(place.open(), own);
  await spoil(place, images);
  const later = testSystem({ now: () => Date.now() + 3_600_000 });
  const listed = new Set(await place.open().tags());
  const behind = await unfinishedMoves({ sys: later, to: place.open() }, listed);
  expect(behind.map(({ cell }) => cell)).toEqual([other.cell, other.cell]);
  const { moves } = await promoteWith(later)(place.open(), []);
  expect(moves.map(({ tag }) => tag).toSorted()).toEqual([other.cell, other.immutable]);
  for (const tag of [one.immutable, one.cell])
    expect(await place.open().resolve(tag)).toBeUndefined();
});
