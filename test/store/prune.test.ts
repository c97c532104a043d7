import { utimes } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { linkImage } from "../../src/publish/linkImage.ts";
import { promoteWith } from "../publish/promoteWith.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { blobPath } from "../../src/registry/layoutFolder.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { readContents } from "../../src/store/contents.ts";
import { pruneLayout } from "../../src/store/pruneLayout.ts";
import type { PruneRules, Pruned } from "../../src/store/prunePlan.ts";
import { pruneRegistry } from "../../src/store/pruneRegistry.ts";
import { writeChecks } from "../../src/inspect/storedCheckReports.ts";
import { closeJournal, writeJournal } from "../../src/publish/promotionJournal.ts";
import { writeProof } from "../../src/smoke/proofs.ts";
import { claimedImages } from "../../src/store/spareRecords.ts";
import { removeTags } from "../../src/store/removeTags.ts";
import { verifyContents } from "../../src/store/verifyContents.ts";
import {
  startFakeRegistry,
  type FakeRegistry,
  type FakeRegistryOptions,
} from "../fakes/registry.ts";
import { cleanChecks, madeLayer, reportOf, wheelSpec } from "../publish/images.ts";
import {
  layoutPlace,
  registryPlace,
  testedImages,
  type Place,
  type TestedImages,
} from "../publish/testedImages.ts";
import { tempFolder, testSystem } from "../registry/world.ts";

const DAY = 86_400_000;
const sys = testSystem();
const promote = promoteWith(sys);
let dir: string;
let remove: () => Promise<void>;
let fake: FakeRegistry | undefined;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(async () => {
  await fake?.close();
  fake = undefined;
  await remove();
});

const registry = async (options: FakeRegistryOptions = {}): Promise<Place> => {
  fake = await startFakeRegistry(options);
  return registryPlace(sys, fake);
};
const layout = async (): Promise<Place> => layoutPlace(sys, `${dir}/images`);

const rules = (given: Partial<PruneRules> = {}): PruneRules => ({
  planned: new Set(),
  age: 7 * DAY,
  now: Date.now() + 30 * DAY,
  removes: true,
  ...given,
});

const prune = async (to: Repository, given: Partial<PruneRules> = {}): Promise<Pruned> => {
  const contents = await readContents(to);
  const images = contents.filter(({ kind }) => kind === "image" || kind === "other");
  const found = { contents, images, claimed: await claimedImages(to, contents) };
  return "dir" in to
    ? pruneLayout(to as ReturnType<typeof layoutRepository>, found, rules(given))
    : pruneRegistry(to, found, rules(given));
};

/** Two cells with tags, the third one's taken away again: its own layer is left over. */
const withLeftover = async (place: Place): Promise<TestedImages> => {
  const images = await testedImages(sys, place.open(), dir);
  await promote(place.open(), images.promotions);
  const third = (await readContents(place.open())).filter(({ cell }) => cell === "cell-3");
  const all = await readContents(place.open());
  const { refused } = await removeTags(place.open(), third, all);
  expect(refused).toEqual([]);
  return images;
};

const tagsOf = async (place: Place): Promise<string[]> =>
  (await place.open().tags()).filter((tag) => !tag.startsWith("dl-env-"));

const imagesAreWhole = async (place: Place): Promise<void> => {
  const { damaged, wrong } = await verifyContents(place.open());
  // What the test's base names for another platform, as NVIDIA's index does, was never copied.
  expect(damaged).toEqual([]);
  expect(wrong).toEqual([]);
};

describe.each([
  ["a registry", registry],
  ["a layout", layout],
] as const)("pruning %s", (what, open) => {
  it("removes the layer that no image with a tag has, and nothing that one needs", async () => {
    const place = await open();
    const { links } = await withLeftover(place);
    const own = links[2]!.layers[1]!.tag;
    const before = await tagsOf(place);
    // A registry learns first what is not needed, and removes it once that is long enough ago.
    const noted = await prune(place.open(), { now: Date.now() });
    const layersOf = (young: Pruned["young"]): string[] =>
      young.map(({ tag }) => tag).filter((tag) => !tag.startsWith("sha256-"));
    expect([noted.tags, layersOf(noted.young)]).toEqual([[], what === "a registry" ? [own] : []]);
    const { tags } = await prune(place.open());
    expect(tags.filter(({ kind }) => kind === "layer").map(({ tag }) => tag)).toEqual([own]);
    expect((await tagsOf(place)).filter((tag) => !tag.startsWith("sha256-"))).toEqual(
      before.filter((tag) => tag !== own && !tag.startsWith("sha256-")),
    );
    await imagesAreWhole(place);
    expect((await prune(place.open())).tags).toEqual([]);
  });

  it("only says what would go unless it is told to remove", async () => {
    const place = await open();
    await withLeftover(place);
    const before = await place.open().tags();
    await prune(place.open(), { age: 0, removes: false });
    expect(await place.open().tags()).toEqual(before);
  });

  it("keeps what the plan names, and what is younger than the age", async () => {
    const place = await open();
    const { links } = await withLeftover(place);
    const own = links[2]!.layers[1]!.tag;
    const planned = await prune(place.open(), { planned: new Set([own]), age: 0 });
    expect(planned.tags.map(({ tag }) => tag)).not.toContain(own);
    const { tags, young } = await prune(place.open(), { now: Date.now() + 6 * DAY });
    expect(tags).toEqual([]);
    // In a layout the image without tags is as young, and still has it.
    expect(young.map(({ tag }) => tag)).toEqual(what === "a registry" ? [own] : []);
    expect(await place.open().tags()).toContain(own);
  });
});

const checksOf = (digest: string): string => `checks-${digest.slice(7, 7 + 32)}`;
const recordsOf = async (place: Place): Promise<string[]> =>
  (await place.open().tags()).filter((tag) => /^(checks|sha256|dl-env-promotion)-/.test(tag));

describe.each([
  ["a registry", registry],
  ["a registry that removes manifests only", () => registry({ removes: "manifests" })],
  ["a layout", layout],
] as const)("the records in %s", (what, open) => {
  it("of promotions that ended and of images without a tag go after the age; what is claimed or kept has its own", async () => {
    const place = await open();
    const { promotions } = await testedImages(sys, place.open(), dir);
    const [first, , third] = promotions.map(({ digest }) => digest);
    for (const { digest, cell } of promotions)
      await writeChecks({ store: place.open() }, cleanChecks(digest, [], cell));
    const moves = promotions.map(({ cell, digest }) => ({
      tag: cell,
      kind: "rolling" as const,
      cell,
      digest,
      order: "1",
    }));
    const at = (ago: number): typeof sys => ({
      ...sys,
      clock: { ...sys.clock, now: () => Date.now() - ago },
      env: { ...sys.env, random: () => ago.toString(16).padStart(8, "0").slice(-8) },
    });
    const write = (ago: number, from: number): Promise<string> =>
      writeJournal(place.open(), at(ago), moves.slice(from));
    const [ended, open1, after] = [
      await write(40 * DAY, 0),
      await write(30 * DAY, 2),
      await write(29 * DAY, 0),
    ];
    for (const name of [ended, after]) await closeJournal(place.open(), name);
    for (const { promotion, tag } of promotions.slice(0, 2).map((one) => ({
      promotion: one,
      tag: one.cell,
    })))
      await place.open().putManifest((await place.open().manifest(promotion.digest))!, tag);
    const before = await recordsOf(place);
    await prune(place.open(), { removes: false, age: 0 });
    expect(await recordsOf(place)).toEqual(before);
    // The third image has no tag, and a promotion that did not end means to give it one.
    await prune(place.open(), { now: Date.now() + 1 });
    await prune(place.open());
    expect(await recordsOf(place)).toEqual(before.filter((tag) => !tag.startsWith(ended)));
    await closeJournal(place.open(), open1);
    await prune(place.open(), { now: Date.now() + 1 });
    const { refused } = await prune(place.open());
    expect(refused).toEqual([]);
    const left = await recordsOf(place);
    const ofThird = [checksOf(third!), `sha256-${third!.slice(7)}`];
    expect(left.filter((tag) => ofThird.some((begin) => tag.startsWith(begin)))).toEqual(
      what === "a layout" ? [] : left.filter((tag) => tag === ofThird[1]),
    );
    expect(left).toContain(checksOf(first!));
    expect(left.filter((tag) => tag.startsWith(`sha256-${first!.slice(7)}`))).toEqual(
      before.filter((tag) => tag.startsWith(`sha256-${first!.slice(7)}`)),
    );
    expect(left.filter((tag) => tag.startsWith("dl-env-promotion-"))).toEqual([]);
  });

  it("of an image without a tag that failed stay as long as it is there", async () => {
    const place = await open();
    const { promotions } = await testedImages(sys, place.open(), dir);
    const [{ digest, cell } = promotions[0]!] = promotions;
    const broken = { ...reportOf(digest, { cell, gpu: true }), at: "2026-01-01T00:00:00.000Z" };
    const results = broken.results.map((one) => ({ ...one, outcome: "fail" as const }));
    await writeProof(place.open(), { ...broken, results });
    const ofIt = async (): Promise<string[]> =>
      (await recordsOf(place)).filter((tag) => tag.startsWith(`sha256-${digest.slice(7)}`));
    const before = await ofIt();
    expect(before.length).toBeGreaterThan(0);
    await prune(place.open(), { now: Date.now() });
    const { blobs } = await prune(place.open());
    // A layout loses the image with its reports.
    const isGone = blobs.some((blob) => blob.digest === digest);
    expect(isGone).toBe(what === "a layout");
    expect(await ofIt()).toEqual(isGone ? [] : before);
  });
});

describe("a layout", () => {
  it("loses the bytes of what goes, and nothing of an image that was linked and has no tag yet", async () => {
    const place = await layout();
    const { links, promotions, layer } = await withLeftover(place);
    const to = place.open();
    const now = Date.now() + 30 * DAY;
    // Everything is old; then a build links the third image again, out of layers that are there.
    await Promise.all(
      (await layoutRepository(sys, `${dir}/images`).blobs()).map(({ digest }) =>
        utimes(blobPath(`${dir}/images`, digest), 0, 0),
      ),
    );
    await linkImage({ ...links[2]!, store: to, to });
    const manifest = (await to.manifest(promotions[2]!.digest))!;
    await to.putManifest(manifest);
    const spared = await prune(place.open(), { now: Date.now() });
    expect(spared.tags.map(({ tag }) => tag)).not.toContain(links[2]!.layers[1]!.tag);
    expect((await place.blob(layer(2))).byteLength).toBeGreaterThan(0);
    const { blobs } = await prune(place.open(), { now });
    expect(blobs.map(({ digest }) => digest)).toContain(layer(2));
    expect(await place.open().hasBlob(layer(2))).toBe(false);
    await imagesAreWhole(place);
  });

  it("keeps a layer that a build stores again although it was there", async () => {
    const place = await layout();
    const { links } = await withLeftover(place);
    const spec = wheelSpec("own");
    await Promise.all(
      (await layoutRepository(sys, `${dir}/images`).blobs()).map(({ digest }) =>
        utimes(blobPath(`${dir}/images`, digest), 0, 0),
      ),
    );
    const made = await madeLayer(dir, spec.key, { [spec.title]: spec.title });
    await place.open().writeBlob({ ...made, open: () => sys.files.read(made.file) });
    await storeLayer(sys, place.open(), { spec, made });
    const { tags } = await prune(place.open(), { now: Date.now() });
    expect(tags.map(({ tag }) => tag)).not.toContain(links[2]!.layers[1]!.tag);
  });

  it("spares what a build uses between the look and the removal, with all that its tag names", async () => {
    const place = await layout();
    const { links, layer } = await withLeftover(place);
    const path = `${dir}/images`;
    const real = layoutRepository(sys, path);
    const age = async (): Promise<void> => {
      for (const { digest } of await real.blobs()) await utimes(blobPath(path, digest), 0, 0);
    };
    await age();
    const tag = links[2]!.layers[1]!.tag;
    const rules = { planned: new Set<string>(), age: 7 * DAY, now: Date.now(), removes: true };
    const contents = await readContents(real);
    const images = contents.filter(({ kind }) => kind === "image");
    let looks = 0;
    const raced = {
      ...real,
      // The build comes right after the first look.
      blobs: async () => {
        const seen = await real.blobs();
        looks += 1;
        if (looks === 1) await real.mountBlob(layer(2), real);
        return seen;
      },
    };
    const found = { contents, images, claimed: new Set<string>() };
    const { tags, blobs } = await pruneLayout(raced, found, rules);
    expect(tags.map((one) => one.tag)).not.toContain(tag);
    expect(blobs.map(({ digest }) => digest)).not.toContain(layer(2));
    expect(await real.hasBlob(layer(2))).toBe(true);
    expect((await verifyContents(place.open())).damaged).toEqual([]);
    await age();
    expect((await pruneLayout(real, found, rules)).tags.map((one) => one.tag)).toContain(tag);
    expect(await real.hasBlob(layer(2))).toBe(false);
  });

  it("whose bytes were changed without their size is told by verify, with the blob", async () => {
    const place = await layout();
    const { layer } = await withLeftover(place);
    const bytes = Buffer.from(await place.blob(layer(0)));
    bytes[bytes.length - 1]! ^= 1;
    await place.spoil(layer(0), bytes);
    expect((await verifyContents(place.open())).wrong).toEqual([layer(0)]);
    await place.spoil(layer(0), undefined);
    const { damaged } = await verifyContents(place.open());
    expect(damaged.flatMap(({ damage }) => damage.map(({ digest }) => digest))).toContain(layer(0));
    expect(damaged.map(({ tag }) => tag)).toContain("cell-1");
  });
});

describe("a registry", () => {
  it.each(["digests", "manifests"] as const)(
    "that removes %s loses no tag of the same image but the one that was named",
    async (removes) => {
      const place = await registry({ removes });
      const { promotions } = await testedImages(sys, place.open(), dir);
      await promote(place.open(), promotions);
      const all = await readContents(place.open());
      const before = await place.open().tags();
      const torch = all.find(({ tag }) => tag === "torch")!;
      const { removed, refused } = await removeTags(place.open(), [torch], all);
      expect([removed, refused]).toEqual([["torch"], []]);
      expect(await place.open().tags()).toEqual(before.filter((tag) => tag !== "torch"));
      expect(await place.open().resolve("cell-3")).toBe(torch.digest);
      const third = all.filter(({ cell, tag }) => cell === "cell-3" && tag !== "torch");
      expect((await removeTags(place.open(), third, all)).removed.toSorted()).toEqual([
        "cell-3",
        "cell-3-r000000000002",
      ]);
    },
  );

  it("that removes nothing is told so in its words, and stays as it is", async () => {
    const place = await registry({ removes: "none" });
    await testedImages(sys, place.open(), dir);
    const before = await place.open().tags();
    await prune(place.open(), { now: Date.now() });
    const { tags, refused } = await prune(place.open());
    expect(tags).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.message).toContain("405, UNSUPPORTED, the operation is unsupported");
    expect((await place.open().tags()).filter((tag) => tag !== "dl-env-prune")).toEqual(before);
  });

  it("is asked again for what was to be removed: what is still there was not", async () => {
    const place = await registry({ removes: "none" });
    const to: Repository = { ...place.open(), remove: async () => ({ kind: "removed" }) };
    await testedImages(sys, to, dir);
    const [first] = await readContents(to);
    const { removed, refused } = await removeTags(to, [first!], []);
    expect([removed, refused.length]).toEqual([[], 1]);
  });
});
