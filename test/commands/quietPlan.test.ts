import { afterEach, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { watch } from "../../src/commands/watchCommand.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import {
  startFakeRegistry,
  type FakeRegistry,
  type FakeRegistryOptions,
} from "../fakes/registry.ts";
import { prove } from "./wholeRun.ts";

const CELLS = 6;

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** A world in which everything was promoted. */
const settled = async (options: FakeRegistryOptions = {}) => {
  world = await openWorldIn(CELLS, () => startFakeRegistry(options));
  const { sys, folder, registry } = world;
  const file = `${folder}/dl-env.yml`;
  const built = await build(sys, { file });
  await prove(sys, file, built);
  await promote(sys, { file });
  const to = openRepository(sys)(`${registry.host}/team/images`);
  const changed = async (): Promise<readonly string[] | undefined> =>
    (await plan(sys, { file, deal: { maxJobs: 2, disk: 14, parallel: 4 } })).changed;
  const [first, second] = built.result.images;
  if (first === undefined || second === undefined) throw new Error("two images were to be built");
  return { sys, file, to, registry, changed, first, second };
};

it("a plan for jobs has nothing to do where every tag names its image, and asks for few tags by themselves", async () => {
  const { changed, registry } = await settled();
  const before = registry.asked.length;
  expect(await changed()).toEqual([]);
  const asked = registry.lines().slice(before);
  expect(asked.filter((line) => /^HEAD .*team\/images\//.test(line)).length).toBe(8);
});

it("a cell with a tag that names another image, or none, has something to do although its image is there", async () => {
  const { changed, to, registry, first, second } = await settled();
  const images = registry.manifests.get("team/images");
  for (const tag of images?.keys() ?? [])
    if (tag.startsWith("dl-env-promotion-")) images?.delete(tag);
  expect(await changed()).toEqual([]);
  const other = await to.manifest(second.digest);
  if (other === undefined) throw new Error("no image");
  // As by hand, or by a later commit that was taken back; no journal of the last days says so.
  await to.putManifest(other, first.cell);
  expect(await changed()).toEqual([first.cell]);
  images?.delete(first.cell);
  expect(await changed()).toEqual([first.cell]);
});

it("what people moved back by hand is seen by the next night, and the next promotion moves it", async () => {
  const { sys, file, to, first, changed } = await settled();
  expect((await watch(sys, { file })).result.unfinished).toEqual([]);
  const [set = ""] = first.cell.split("-", 1);
  const newest = await to.resolve(set);
  const older = await to.manifest(first.digest);
  if (older === undefined) throw new Error("no image");
  expect(newest).not.toBe(first.digest);
  await to.putManifest(older, set);
  expect((await watch(sys, { file })).result.unfinished.length).toBe(1);
  expect((await changed())?.length).toBe(1);
  const { exit, result } = await promote(sys, { file });
  expect([exit, result.moves.map(({ tag }) => tag)]).toEqual([0, [set]]);
  expect(await to.resolve(set)).toBe(newest);
});

it("with nothing to do plan, watch and promote make at most 15 requests each, however many cells there are", async () => {
  const { sys, file, registry } = await settled();
  const asking = async (work: () => Promise<unknown>): Promise<number> => {
    const before = registry.asked.length;
    await work();
    return registry.asked.length - before;
  };
  const bases = new Set((await plan(sys, { file })).result.cells.map(({ base }) => base?.tag)).size;
  // One list of its own and that of the bases, and a HEAD a base: no layer is needed.
  expect(await asking(() => plan(sys, { file }))).toBe(2 + bases);
  // The same, its journal and two tags.
  expect(await asking(() => watch(sys, { file }))).toBe(2 + bases + 3);
  // The bases are not asked; two lists, its journal and eight tags.
  expect(await asking(() => promote(sys, { file }))).toBe(11);
});

it("layers are unneeded where each image is there, and the store is asked where one is not", async () => {
  const { sys, file, registry, first } = await settled();
  const states = async (): Promise<readonly string[]> => [
    ...new Set((await plan(sys, { file })).result.layers.map(({ state }) => state)),
  ];
  const storeLists = (): number =>
    registry.lines().filter((line) => line.includes("/team/images-layers/tags/list")).length;
  const before = storeLists();
  expect(await states()).toEqual(["unneeded"]);
  expect(storeLists()).toBe(before);
  const images = registry.manifests.get("team/images");
  for (const tag of images?.keys() ?? [])
    if (tag.startsWith(`${first.cell}-r`)) images?.delete(tag);
  expect(await states()).toEqual(["stored"]);
  expect(storeLists()).toBe(before + 1);
});

it("a destination that refuses its list is asked for it once, and what it has is unknown", async () => {
  let isRefused = false;
  const { sys, file, registry } = await settled({
    fault: ({ url }) =>
      isRefused && url.includes("/team/images/tags/list")
        ? { kind: "status", status: 403 }
        : undefined,
  });
  isRefused = true;
  const lists = (): number =>
    registry.lines().filter((line) => line.includes("/team/images/tags/list")).length;
  for (const work of [plan, watch]) {
    const asked = lists();
    const { exit, problems } = await work(sys, { file });
    expect([exit, problems[0]?.code]).toEqual([3, "registry-denied"]);
    expect(lists() - asked).toBe(1);
  }
});
