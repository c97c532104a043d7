import { basename } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  builtNotTagged,
  imagesBuiltBefore,
  basesBuiltOn,
  writeBuildState,
  type BuiltPlan,
  type BuildStateFacts,
} from "../../src/publish/buildState.ts";
import type { TagList } from "../../src/catalog/tagLists.ts";
import type { Plan, PlannedCell } from "../../src/plan/plan.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { blob, putImage, tempFolder, testSystem } from "../registry/world.ts";
import { RECIPE_ANNOTATION } from "../../src/image/labels.ts";
import type { ImageRecipe } from "../../src/image/recipe.ts";
import type { BuildTask } from "../../src/publish/cellsToBuild.ts";
import { recordedImages } from "../../src/publish/earlierImages.ts";

const sys = testSystem();
let dir: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ dir, remove } = await tempFolder());
});
afterEach(() => remove());

const sessionTo = (name: string): BuildStateFacts => ({
  sys,
  folder: dir,
  to: layoutRepository(sys, `${dir}/${name}`),
});

const cell = (name: string, key: string): PlannedCell =>
  ({ cell: name, tags: [`${name}-r${key}`], state: "layers" }) as unknown as PlannedCell;
const plan = (...cells: PlannedCell[]): Plan => ({ cells }) as unknown as Plan;
const planned = (...cells: PlannedCell[]): BuiltPlan => ({
  plan: plan(...cells),
  lists: new Map([["docker.io/nvidia/cuda", LIST]]),
});
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const built = (name: string, digit: string) => ({
  images: [{ cell: name, digest: digest(digit), made: true, size: 1 }],
  checks: [],
  layers: [],
  moved: 0,
  left: [],
  failed: [],
});

const LIST: TagList = {
  asOf: "2026-11-28",
  tags: new Set(["12.8.1-base-ubuntu24.04"]),
  mirror: { name: "mirror.example/nvidia", unlisted: new Map([["13.0.0-base", "absent"]]) },
};
const BASE = { tag: "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04", asOf: "2026-11-28" };

describe("what was built", () => {
  it("is kept with the bases that it was made from, and the lists that named them", async () => {
    const session = sessionTo("images");
    expect(await basesBuiltOn(session)).toBeUndefined();
    const based = {
      ...cell("one", "a"),
      base: { ...BASE, digest: digest("8"), platformDigest: digest("9") },
    };
    await writeBuildState(session, planned(based, { ...cell("two", "b"), base: BASE }), {
      ...built("one", "1"),
      images: [...built("one", "1").images, ...built("two", "2").images],
    });
    expect(await basesBuiltOn(session)).toEqual({
      lists: new Map([["docker.io/nvidia/cuda", LIST]]),
      cells: [
        { cell: "one", base: { tag: BASE.tag, digest: digest("8"), platformDigest: digest("9") } },
      ],
    });
    expect(await basesBuiltOn(sessionTo("others"))).toBeUndefined();
  });

  it("is kept cell by cell, whatever was built in between", async () => {
    const session = sessionTo("images");
    await writeBuildState(session, planned(cell("one", "a")), built("one", "1"));
    await writeBuildState(session, planned(cell("two", "b")), built("two", "2"));
    expect(
      (await imagesBuiltBefore(session, plan(cell("one", "a"), cell("two", "b")))).map((image) => [
        image.cell,
        image.digest,
      ]),
    ).toEqual([
      ["one", digest("1")],
      ["two", digest("2")],
    ]);
  });
  it("is replaced by a later build of the same cell, and does not count for another recipe", async () => {
    const session = sessionTo("images");
    await writeBuildState(session, planned(cell("one", "a")), built("one", "1"));
    await writeBuildState(session, planned(cell("one", "b")), built("one", "3"));
    expect(
      (await imagesBuiltBefore(session, plan(cell("one", "b")))).map((image) => image.digest),
    ).toEqual([digest("3")]);
    expect(await imagesBuiltBefore(session, plan(cell("one", "a")))).toEqual([]);
  });
  it("is found by every way to name the folder of dl-env.yml", async () => {
    const folder = `${dir}/../${basename(dir)}`;
    const to = layoutRepository(sys, `${folder}/images`);
    const otherwise: BuildStateFacts = { sys, folder, to };
    await writeBuildState(sessionTo("images"), planned(cell("a", "1")), built("a", "1"));
    await writeBuildState(otherwise, planned(cell("b", "2")), built("b", "2"));
    for (const facts of [sessionTo("images"), otherwise])
      expect(
        (await imagesBuiltBefore(facts, plan(cell("a", "1"), cell("b", "2")))).map(
          (one) => one.cell,
        ),
      ).toEqual(["a", "b"]);
    expect(await imagesBuiltBefore(sessionTo("others"), plan(cell("a", "1")))).toEqual([]);
  });

  it("waits for its tags as long as the destination has it, and has none", async () => {
    const session = sessionTo("images");
    const there = await putImage(session.to, "{}", ["x"]);
    const all = [cell("one", "a"), cell("two", "b"), { ...cell("three", "c"), state: "linked" }];
    await writeBuildState(session, planned(...(all as PlannedCell[])), {
      ...built("one", "1"),
      images: ["one", "two", "three"].map((name) => ({
        cell: name,
        digest: name === "two" ? digest("2") : there,
        made: true,
        size: 1,
      })),
    });
    const waiting = await builtNotTagged(session, plan(...(all as PlannedCell[])));
    expect([...waiting]).toEqual(["one"]);
    expect([...(await builtNotTagged(session, plan(cell("one", "z"))))]).toEqual([]);
    expect([...(await builtNotTagged(sessionTo("others"), plan(cell("one", "a"))))]).toEqual([]);
  });
  it("does not count for another destination", async () => {
    await writeBuildState(sessionTo("images"), planned(cell("one", "a")), built("one", "1"));
    expect(await imagesBuiltBefore(sessionTo("others"), plan(cell("one", "a")))).toEqual([]);
    await writeBuildState(sessionTo("others"), planned(cell("two", "b")), built("two", "2"));
    expect(await imagesBuiltBefore(sessionTo("others"), plan(cell("one", "a")))).toEqual([]);
  });
});

const ENGINE: BuildTask = { build: "engine", assignment: { kind: "request" } };
const LINK: BuildTask = { build: "link", assignment: { kind: "request" } };
const record = (session: BuildStateFacts, image: string): Promise<void> =>
  writeBuildState(session, planned(cell("one", "a")), {
    ...built("one", "1"),
    images: [{ cell: "one", digest: image, made: true, size: 1 }],
  });
const recorded = async (
  session: BuildStateFacts,
  task: BuildTask,
  one: PlannedCell,
): Promise<string[]> => {
  const key = one.tags[0]?.split("-r")[1] ?? "";
  const recipes = new Map([[one.cell, { key } as unknown as ImageRecipe]]);
  return (await recordedImages(session, task, { plan: plan(one), recipes })).map(
    (image) => image.digest,
  );
};

describe("an image that an earlier build made whole", () => {
  const builtWhole = (session: BuildStateFacts, key: string): Promise<string[]> =>
    recorded(session, ENGINE, cell("one", key));

  it("is not built again while the recipe is the same and all of it is there", async () => {
    const session = sessionTo("images");
    const image = await putImage(session.to, "{}", ["layer"]);
    expect(await builtWhole(session, "a")).toEqual([]);
    await record(session, image);
    expect(await builtWhole(session, "a")).toEqual([image]);
    expect(await builtWhole(session, "b")).toEqual([]);
    await sys.files.remove(`${dir}/images/blobs/sha256/${blob("layer").digest.slice(7)}`);
    expect(await builtWhole(sessionTo("images"), "a")).toEqual([]);
  });

  it("is built again where nothing of it is there", async () => {
    const session = sessionTo("images");
    await putImage(session.to, "{}", ["layer"]);
    await record(session, digest("1"));
    expect(await builtWhole(session, "a")).toEqual([]);
  });
});

describe("an image that an earlier build linked", () => {
  const putLinked = async (session: BuildStateFacts, key: string): Promise<string> => {
    const image = await putImage(session.to, "{}", ["layer"]);
    const stored = await session.to.manifest(image);
    const manifest = JSON.parse(Buffer.from(stored?.bytes ?? []).toString()) as object;
    const annotations = { [RECIPE_ANNOTATION]: key };
    const bytes = Buffer.from(JSON.stringify({ ...manifest, annotations }));
    return session.to.putManifest({ bytes, mediaType: stored?.mediaType ?? "" });
  };

  it("is not linked again while it says that it is of that recipe and all of it is there", async () => {
    const session = sessionTo("images");
    const image = await putLinked(session, "a");
    await record(session, image);
    expect(await recorded(session, LINK, cell("one", "a"))).toEqual([image]);
    expect(await recorded(session, LINK, cell("one", "b"))).toEqual([]);
    await sys.files.remove(`${dir}/images/blobs/sha256/${blob("layer").digest.slice(7)}`);
    expect(await recorded(sessionTo("images"), LINK, cell("one", "a"))).toEqual([]);
  });

  it("is linked again where the record names an image of another recipe, of none, or no image", async () => {
    const session = sessionTo("images");
    const bytes = Buffer.from("[]");
    const mediaType = "application/vnd.oci.image.manifest.v1+json";
    await record(session, await session.to.putManifest({ bytes, mediaType }));
    expect(await recorded(session, LINK, cell("one", "a"))).toEqual([]);
    await record(session, await putLinked(session, "b"));
    expect(await recorded(session, LINK, cell("one", "a"))).toEqual([]);
    await record(session, await putImage(session.to, "{}", ["layer"]));
    expect(await recorded(session, LINK, cell("one", "a"))).toEqual([]);
  });

  it("is not asked for by who makes layers, nor where the store lacks one of them", async () => {
    const session = sessionTo("images");
    await record(session, await putLinked(session, "a"));
    const layers: BuildTask = {
      ...LINK,
      assignment: { kind: "layers", locks: "", cells: ["one"], layers: [], parallel: 1 },
    };
    expect(await recorded(session, layers, cell("one", "a"))).toEqual([]);
    const lacking: PlannedCell = { ...cell("one", "a"), state: "missing" };
    expect(await recorded(session, LINK, lacking)).toEqual([]);
  });
});
