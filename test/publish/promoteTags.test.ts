import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LABEL_PREFIX, ORDER_LABEL, STAND_IN_LABEL } from "../../src/image/labels.ts";
import { readImage } from "../../src/publish/publishedImage.ts";
import { tagImage } from "./tagImage.ts";
import { linkImage } from "../../src/publish/linkImage.ts";
import { promoteWith } from "./promoteWith.ts";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import { writeProof } from "../../src/smoke/proofs.ts";
import { putArtifact } from "../../src/registry/artifact.ts";
import { LEAVING_TYPE } from "../../src/registry/leavingTags.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { copyBase, type StoredBase } from "../../src/registry/storedBase.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import type { Repository } from "../../src/registry/repository.ts";
import {
  startFakeRegistry,
  type FakeRegistry,
  type FakeRegistryOptions,
} from "../fakes/registry.ts";
import { rejection, repositoryAt, tempFolder, testSystem } from "../registry/world.ts";
import {
  cleanChecks,
  madeLayer,
  putBase,
  recipeOf,
  reportOf,
  sha256,
  systemSpec,
  wheelSpec,
} from "./images.ts";

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

const registry = async (options: FakeRegistryOptions = {}): Promise<Repository> => {
  fake = await startFakeRegistry(options);
  return repositoryAt(sys, `${fake.host}/team/dl-env`);
};

const baseIn = async (to: Repository): Promise<StoredBase> => {
  await putBase(to, "base-of-test", [{ "etc/os-release": "x" }]);
  return copyBase(await readBaseIn(to, "base-of-test", "base-of-test"), to);
};

interface Wanted {
  readonly cell: string;
  readonly order: string;
  readonly wheels?: readonly string[];
  readonly labels?: Record<string, string>;
}

/** Links one image into `to`, by digest; what promotion asks of it. */
const linked = async (to: Repository, base: StoredBase, wanted: Wanted): Promise<Promotion> => {
  const specs = [systemSpec(base.platformDigest), ...(wanted.wheels ?? ["numpy"]).map(wheelSpec)];
  const layers = [];
  for (const spec of specs)
    layers.push(
      await storeLayer(sys, to, {
        spec,
        made: await madeLayer(dir, spec.key, { [spec.title]: spec.title }),
      }),
    );
  const key = sha256(JSON.stringify(wanted)).slice(7, 19);
  const recipe = recipeOf(specs, {
    cell: wanted.cell,
    key,
    labels: {
      [`${LABEL_PREFIX}cell`]: wanted.cell,
      [ORDER_LABEL]: wanted.order,
      [`${LABEL_PREFIX}cuda`]: "12.8.1",
      [`${LABEL_PREFIX}python`]: "3.12",
      "org.opencontainers.image.base.digest": base.platformDigest,
      ...wanted.labels,
    },
  });
  const image = await linkImage({ recipe, base, layers, store: to, to });
  return {
    cell: wanted.cell,
    digest: image.digest,
    immutable: `${wanted.cell}-r${key}`,
    rolling: [wanted.cell, "torch"],
    labels: recipe.config.labels,
    requirement: "gpu",
    context: { libraries: ["torch"], gpuLibraries: ["torch"] },
    checks: async () => cleanChecks(image.digest, [], wanted.cell),
  };
};

const named = async (to: Repository): Promise<Record<string, string | undefined>> =>
  Object.fromEntries(
    await Promise.all(
      (await to.tags())
        .filter((tag) => /^(torch|cell|latest)/.test(tag))
        .map(async (tag) => [tag, await to.resolve(tag)] as const),
    ),
  );

it("an immutable tag that a removal left at its mark is free, and one of another image is not", async () => {
  const to = await registry();
  const base = await baseIn(to);
  const one = await linked(to, base, { cell: "cell-1", order: "1" });
  const other = await linked(to, base, { cell: "cell-2", order: "1", wheels: ["scipy"] });
  for (const { cell, digest } of [one, other])
    await writeProof(to, reportOf(digest, { cell, gpu: true }));
  const content = Buffer.from("{}");
  const files = [{ type: LEAVING_TYPE, content }];
  await putArtifact(to, { type: LEAVING_TYPE, files, tag: one.immutable });
  await to.putManifest((await to.manifest(one.digest))!, other.immutable);
  for (const dryRun of [true, false]) {
    const { moves, kept } = await promote(to, [one, other], { dryRun });
    expect(moves.map(({ tag }) => tag)).toContain(one.immutable);
    expect(kept.map(({ cell, code }) => [cell, code])).toContainEqual(["cell-2", "tag-taken"]);
  }
  expect(await to.resolve(one.immutable)).toBe(one.digest);
});

describe.each<[string, () => Promise<Repository>]>([
  ["a registry", () => registry()],
  ["a layout", async () => layoutRepository(sys, `${dir}/images`)],
])("promotion in %s", (_what, open) => {
  it("moves tags to what passed on a GPU, with the same bytes, and a second time moves nothing", async () => {
    const to = await open();
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "1" });
    await writeProof(to, reportOf(one.digest, { cell: one.cell, gpu: true }));
    const first = await promote(to, [{ ...one, rolling: [...one.rolling, "latest"] }]);
    expect(first.moves.map(({ tag }) => tag)).toEqual([one.immutable, "cell-1", "torch", "latest"]);
    expect(await named(to)).toEqual({
      "cell-1": one.digest,
      [one.immutable]: one.digest,
      torch: one.digest,
      latest: one.digest,
    });
    expect(await promote(to, [one])).toEqual({ moves: [], kept: [], done: true });
  });

  it("leaves every tag where it was when nothing is proven, and says why", async () => {
    const to = await open();
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "1" });
    expect((await promote(to, [one])).kept.map(({ code }) => code)).toEqual(["not-tested"]);
    await writeProof(to, reportOf(one.digest, { cell: one.cell }));
    const { kept } = await promote(to, [one]);
    expect(kept.map(({ code }) => code)).toEqual(["not-proven"]);
    expect(kept[0]?.message).toContain("passed no check on a GPU");
    expect(await named(to)).toEqual({});
    expect((await promote(to, [{ ...one, requirement: "cpu" }])).moves.length).toBe(3);
  });

  it("does not take a rolling tag back to an older image", async () => {
    const to = await open();
    const base = await baseIn(to);
    const older = await linked(to, base, { cell: "cell-1", order: "0012.0008" });
    const newer = await linked(to, base, { cell: "cell-2", order: "0013.0000" });
    for (const { digest, cell } of [older, newer])
      await writeProof(to, reportOf(digest, { cell, gpu: true }));
    await promote(to, [newer]);
    const { moves, kept } = await promote(to, [older]);
    expect(moves.map(({ tag }) => tag)).toEqual([older.immutable, "cell-1"]);
    expect(kept).toMatchObject([{ tag: "torch", code: "newer-there" }]);
    expect(await to.resolve("torch")).toBe(newer.digest);
  });

  it("asks for each tag that is to move by itself: one that a list lacks is not new", async () => {
    const to = await open();
    const base = await baseIn(to);
    const older = await linked(to, base, { cell: "cell-1", order: "0012.0008" });
    const newer = await linked(to, base, { cell: "cell-2", order: "0013.0000" });
    const untested = await linked(to, base, { cell: "cell-3", order: "0014.0000" });
    for (const { digest, cell } of [older, newer])
      await writeProof(to, reportOf(digest, { cell, gpu: true }));
    await promote(to, [newer]);
    const asked: string[] = [];
    const partial: Repository = {
      ...to,
      tags: async () => [],
      resolve: (reference) => (asked.push(reference), to.resolve(reference)),
    };
    const { moves, kept } = await promote(partial, [older, untested]);
    expect(moves.map(({ tag, from }) => [tag, from])).toEqual([
      [older.immutable, undefined],
      ["cell-1", undefined],
    ]);
    expect(kept.map(({ code }) => code).toSorted()).toEqual(["newer-there", "not-tested"]);
    expect(await to.resolve("torch")).toBe(newer.digest);
    expect(new Set(asked.filter((reference) => !/^(?:sha256|dl-env-)/.test(reference)))).toEqual(
      new Set([older.immutable, "cell-1", "torch"]),
    );
  });

  it("says with dryRun what would move, and moves nothing", async () => {
    const to = await open();
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "1" });
    await writeProof(to, reportOf(one.digest, { cell: one.cell, gpu: true }));
    const { moves, done } = await promote(to, [one], { dryRun: true });
    expect([moves.length, done]).toEqual([3, false]);
    expect(await named(to)).toEqual({});
  });

  it("covers an image whose base and layers passed in other cells, and no other", async () => {
    const to = await open();
    const base = await baseIn(to);
    const tested = await linked(to, base, {
      cell: "cell-1",
      order: "1",
      wheels: ["numpy", "torch"],
    });
    const covered = await linked(to, base, { cell: "cell-2", order: "2", wheels: ["torch"] });
    const bare = await linked(to, base, { cell: "cell-3", order: "3", wheels: ["torch", "scipy"] });
    const otherPython = await linked(to, base, {
      cell: "cell-4",
      order: "4",
      wheels: ["torch"],
      labels: { [`${LABEL_PREFIX}python`]: "3.10" },
    });
    await writeProof(to, reportOf(tested.digest, { cell: tested.cell, gpu: true }));
    for (const { digest, cell } of [covered, bare, otherPython])
      await writeProof(to, reportOf(digest, { cell }));
    const all = [tested, covered, bare, otherPython].map((one): Promotion => ({
      ...one,
      requirement: "covered",
      rolling: [one.cell],
    }));
    const { moves, kept } = await promote(to, all);
    expect(
      moves
        .filter(({ kind }) => kind === "rolling")
        .map(({ cell }) => cell)
        .toSorted(),
    ).toEqual(["cell-1", "cell-2"]);
    expect(kept.map(({ cell }) => cell)).toEqual(["cell-3", "cell-4"]);
    expect(kept[0]?.message).toContain("scipy");
  });

  it("moves nothing to an image of the same labels that was linked from another recipe", async () => {
    const to = await open();
    const base = await baseIn(to);
    const one = await linked(to, base, { cell: "cell-1", order: "1" });
    const other = await linked(to, base, { cell: "cell-1", order: "1", wheels: ["scipy"] });
    for (const { cell, digest } of [one, other])
      await writeProof(to, reportOf(digest, { cell, gpu: true }));
    const { moves, kept } = await promote(to, [
      { ...one, digest: other.digest, checks: other.checks },
    ]);
    expect([moves, kept.map(({ code }) => code)]).toEqual([[], ["wrong-image"]]);
    expect(await named(to)).toEqual({});
    expect((await promote(to, [one])).moves.length).toBe(3);
  });

  it("moves nothing to two images whose digests were exchanged, and says so, with the others going", async () => {
    const to = await open();
    const base = await baseIn(to);
    const all = await Promise.all(
      ["cell-1", "cell-2", "cell-3"].map((cell) => linked(to, base, { cell, order: cell })),
    );
    const [one, two, three] = all as [Promotion, Promotion, Promotion];
    for (const { digest, cell } of all) await writeProof(to, reportOf(digest, { cell, gpu: true }));
    let checked = 0;
    const exchanged = [
      { ...one, digest: two.digest, checks: async () => ((checked += 1), two.checks()) },
      { ...two, digest: one.digest, checks: async () => ((checked += 1), one.checks()) },
    ];
    expect((await promote(to, exchanged)).moves).toEqual([]);
    expect(await named(to)).toEqual({});
    const { moves, kept } = await promote(to, [...exchanged, { ...three, rolling: ["cell-3"] }]);
    expect(moves.map(({ tag }) => tag)).toEqual([three.immutable, "cell-3"]);
    expect(kept.map(({ cell, code }) => [cell, code])).toEqual([
      ["cell-1", "wrong-image"],
      ["cell-2", "wrong-image"],
    ]);
    expect(kept[0]?.message).toBe(
      `${two.digest} is not the image of cell-1: its label ${LABEL_PREFIX}cell is cell-2, where the plan has cell-1.`,
    );
    expect(checked).toBe(0);
  });

  it.each(["lock", "cuda", "python"])("moves nothing to an image of another %s", async (name) => {
    const to = await open();
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "1" });
    await writeProof(to, reportOf(one.digest, { cell: one.cell, gpu: true }));
    const labels = { ...one.labels, [LABEL_PREFIX + name]: "other" };
    const { moves, kept } = await promote(to, [{ ...one, labels }]);
    expect([moves, kept.map(({ code }) => code)]).toEqual([[], ["wrong-image"]]);
  });

  it("takes neither reports nor checks of another cell for its own, nor a report of other layers", async () => {
    const to = await open();
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "1" });
    await writeProof(to, reportOf(one.digest, { cell: "cell-2", gpu: true }));
    const proven = reportOf(one.digest, { cell: one.cell, gpu: true });
    await writeProof(to, { ...proven, diffIds: [sha256("other layer")] });
    expect((await promote(to, [one])).kept.map(({ code }) => code)).toEqual(["not-tested"]);
    const { layers } = await readImage(to, one.digest);
    await writeProof(to, { ...proven, diffIds: layers.map(({ diffId }) => diffId) });
    const other = { ...one, checks: async () => cleanChecks(one.digest, [], "cell-2") };
    expect((await promote(to, [other])).kept.map(({ code }) => code)).toEqual(["wrong-image"]);
    expect((await promote(to, [one])).moves.length).toBe(3);
  });

  it("promotes what an engine built and pushed by digest", async () => {
    const to = await open();
    await putBase(to, "pushed", [{ "etc/a": "a" }]);
    const digest = (await readBaseIn(to, "pushed", "x")).platformDigest;
    const image = await tagImage(to, digest, "cell-r0123456789ab");
    expect(image.layers.length).toBe(1);
    await writeProof(to, reportOf(digest, { gpu: true, cell: "cell" }));
    const { moves } = await promote(to, [
      {
        cell: "cell",
        digest,
        immutable: "cell-r0123456789ab",
        rolling: ["cell"],
        labels: {},
        requirement: "gpu",
        context: { libraries: ["torch"], gpuLibraries: ["torch"] },
        checks: async () => cleanChecks(digest),
      },
    ]);
    expect(moves.map(({ tag }) => tag)).toEqual(["cell"]);
    expect((await to.manifest("cell"))?.mediaType).toBe(
      "application/vnd.docker.distribution.manifest.v2+json",
    );
  });
});

describe("the journal of a promotion", () => {
  const journals = async (to: Repository): Promise<string[]> =>
    (await to.tags()).filter((tag) => tag.startsWith("dl-env-promotion-"));

  it("is there before the first tag moves, and is done when the last one stands", async () => {
    const to = await registry();
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "1" });
    await writeProof(to, reportOf(one.digest, { cell: one.cell, gpu: true }));
    const written: (string | undefined)[] = [];
    const watched: Repository = {
      ...to,
      putManifest: async (manifest, tag, annotations) => {
        if (tag !== undefined) written.push(tag);
        return to.putManifest(manifest, tag, annotations);
      },
    };
    await promote(watched, [one]);
    const [name] = await journals(to);
    expect(written.at(0)).toBe(name);
    expect(new Set(written.slice(1, -1))).toEqual(new Set([one.immutable, ...one.rolling]));
    expect(written.at(-1)).toBe(`${name}-done`);
    written.length = 0;
    await promote(watched, [one]);
    expect(written).toEqual([]);
  });

  it("lets the next promotion finish what was begun, to what is still proven", async () => {
    let dead = false;
    const to = await registry();
    const base = await baseIn(to);
    const [one, failed, other] = (await Promise.all(
      ["cell-1", "cell-2", "cell-3"].map((cell) => linked(to, base, { cell, order: cell })),
    )) as [Promotion, Promotion, Promotion];
    for (const { digest, cell } of [one, failed, other])
      await writeProof(to, reportOf(digest, { cell, gpu: true }));
    const dying: Repository = {
      ...to,
      putManifest: async (manifest, tag, annotations) => {
        if (dead) throw new Error("killed");
        dead = tag?.startsWith("dl-env-promotion-") === true;
        return to.putManifest(manifest, tag, annotations);
      },
    };
    const own = (promotion: Promotion): Promotion => ({ ...promotion, rolling: [promotion.cell] });
    await rejection(promote(dying, [own(one), own(failed)]));
    expect(await named(to)).toEqual({});
    await writeProof(
      to,
      reportOf(failed.digest, { cell: failed.cell, cpu: "fail", at: "2026-11-22T10:00:00.000Z" }),
    );
    const later = promoteWith(testSystem({ now: () => Date.now() + 3_600_000 }));
    const { moves } = await later(to, [own(other)]);
    expect(moves.map(({ tag }) => tag).toSorted()).toEqual(
      [other.immutable, "cell-3", one.immutable, "cell-1"].toSorted(),
    );
    expect(Object.keys(await named(to))).not.toContain("cell-2");
    expect((await journals(to)).filter((tag) => tag.endsWith("-done")).length).toBe(2);
  });
});

describe("a registry that says that it took a tag", () => {
  const taking = async (
    kept: (count: number) => boolean,
  ): Promise<{ to: Repository; one: Promotion; asked: () => number }> => {
    let puts = 0;
    const to = await registry({
      fault: ({ method, url }) => {
        if (method !== "PUT" || !url.endsWith("/manifests/torch")) return undefined;
        puts += 1;
        return kept(puts) ? undefined : { kind: "status", status: 201 };
      },
    });
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "1" });
    await writeProof(to, reportOf(one.digest, { cell: one.cell, gpu: true }));
    return { to, one, asked: () => to.traffic.requests };
  };

  it("and does not keep it is given up after a few looks", async () => {
    const { to, one, asked } = await taking(() => false);
    const before = asked();
    const { code, exit, message } = await rejection(promote(to, [one]));
    expect([code, exit]).toEqual(["promotion-stopped", 3]);
    expect(message).toContain("again and again torch named something older, or nothing");
    expect(asked() - before).toBeLessThan(120);
  });

  it("and shows it a moment later is waited for", async () => {
    const { to, one } = await taking((puts) => puts > 4);
    await promote(to, [one]);
    expect(await named(to)).toMatchObject({ torch: one.digest });
  });
});

describe("a promotion that fails half-way", () => {
  it("stops, says what moved and what did not, and leaves latest where it was", async () => {
    let broken = "";
    const to = await registry({
      fault: (asked) =>
        broken !== "" && asked.method === "PUT" && asked.url.endsWith(`/manifests/${broken}`)
          ? {
              kind: "status",
              status: 403,
              body: '{"errors":[{"code":"DENIED","message":"tag is protected"}]}',
            }
          : undefined,
    });
    const base = await baseIn(to);
    const before = await linked(to, base, { cell: "cell-0", order: "0" });
    await writeProof(to, reportOf(before.digest, { cell: before.cell, gpu: true }));
    await promote(to, [{ ...before, rolling: ["torch", "latest"] }]);
    const one = await linked(to, base, { cell: "cell-1", order: "1" });
    await writeProof(to, reportOf(one.digest, { cell: one.cell, gpu: true }));
    broken = "torch";
    const { code, exit, message, hint } = await rejection(
      promote(to, [{ ...one, rolling: ["cell-1", "torch", "latest"] }]),
    );
    expect([code, exit]).toEqual(["promotion-stopped", 3]);
    expect(message).toContain("DENIED, tag is protected");
    expect(message).toContain(
      `Moved: ${one.immutable}, cell-1. Left where they were: torch, latest.`,
    );
    expect(hint).toMatch(/dl-env promote$/);
    expect(await named(to)).toMatchObject({
      torch: before.digest,
      latest: before.digest,
      "cell-1": one.digest,
    });
    broken = "";
    expect(
      (await promote(to, [{ ...one, rolling: ["cell-1", "torch", "latest"] }])).moves.map(
        ({ tag }) => tag,
      ),
    ).toEqual(["torch", "latest"]);
  });

  it("leaves a cell whose image is gone where it is, and moves the tags of the others; when all are gone it is an error", async () => {
    const to = await registry();
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "1" });
    await writeProof(to, reportOf(one.digest, { cell: one.cell, gpu: true }));
    const gone = { ...one, cell: "gone", digest: sha256("gone"), immutable: "gone-r000000000000" };
    expect((await rejection(promote(to, [gone]))).code).toBe("image-missing");
    const { kept } = await promote(to, [one, gone]);
    expect(kept.map(({ cell, code }) => [cell, code])).toEqual([["gone", "not-read"]]);
    expect(await named(to)).toMatchObject({ [one.immutable]: one.digest });
    expect(Object.keys(await named(to))).not.toContain(gone.immutable);
  });
});

describe("a stand-in", () => {
  it("is promoted in a layout and on loopback, and refused before anything moves elsewhere, whatever it is called there", async () => {
    const local = await registry();
    const one = await linked(local, await baseIn(local), {
      cell: "cell-1",
      order: "1",
      labels: { [STAND_IN_LABEL]: "true" },
    });
    await writeProof(local, reportOf(one.digest, { cell: one.cell, gpu: true }));
    // The same registry under a name of its own, as a registry of others looks to us.
    const away: Repository = { ...local, name: "registry.example/team/dl-env", local: false };
    const { code, exit, message } = await rejection(promote(away, [one]));
    expect([code, exit]).toEqual(["stand-in", 2]);
    expect(message).toContain("registry.example/team/dl-env");
    expect((await rejection(tagImage(away, one.digest, "x"))).code).toBe("stand-in");
    expect(await named(local)).toEqual({});
    expect((await promote(local, [one])).moves.length).toBe(3);
    const layout = layoutRepository(sys, `${dir}/images`);
    const two = await linked(layout, await baseIn(layout), {
      cell: "cell-1",
      order: "1",
      labels: { [STAND_IN_LABEL]: "true" },
    });
    await writeProof(layout, reportOf(two.digest, { cell: two.cell, gpu: true }));
    expect((await promote(layout, [two])).moves.length).toBe(3);
  });

  it("is not linked into a registry of others either", async () => {
    const layout = layoutRepository(sys, `${dir}/images`);
    const base = await baseIn(layout);
    const away: Repository = { ...layout, local: false };
    expect(
      (
        await rejection(
          linkImage({
            recipe: recipeOf([], { labels: { [STAND_IN_LABEL]: "true" } }),
            base,
            layers: [],
            store: layout,
            to: away,
          }),
        )
      ).code,
    ).toBe("stand-in");
  });
});

describe("readImage", () => {
  it("tells labels, layers with what made them, and sizes", async () => {
    const to = layoutRepository(sys, `${dir}/images`);
    const one = await linked(to, await baseIn(to), { cell: "cell-1", order: "7" });
    const image = await readImage(to, one.digest);
    expect(image.labels[ORDER_LABEL]).toBe("7");
    expect(image.layers.map(({ title }) => title)).toEqual([
      "RUN step 0",
      "dl-env: apt packages",
      "dl-env: numpy 1.0",
    ]);
    expect(image.size).toBe(image.layers.reduce((sum, { size }) => sum + size, 0));
  });
});
