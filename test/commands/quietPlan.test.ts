import { afterEach, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { prove } from "./wholeRun.ts";

const CELLS = 6;

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** A world in which everything was promoted. */
const settled = async () => {
  world = await openWorldIn(CELLS, () => startFakeRegistry());
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
  return { to, registry, changed, first, second };
};

it("a plan for jobs has nothing to do where every tag names its image, and asks for no tag by itself", async () => {
  const { changed, registry } = await settled();
  const before = registry.asked.length;
  expect(await changed()).toEqual([]);
  const asked = registry.lines().slice(before);
  expect(asked.filter((line) => /^HEAD .*team\/images\//.test(line))).toEqual([]);
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
