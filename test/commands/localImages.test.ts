import { afterEach, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { prove } from "./wholeRun.ts";

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const CELLS = 6;

/** Images that were linked and tested on this host, and what a promotion of them asks for. */
const tested = async () => {
  world = await openWorldIn(CELLS, () => startFakeRegistry());
  const { sys, folder, registry } = world;
  const file = `${folder}/dl-env.yml`;
  await prove(sys, file, await build(sys, { file }));
  const promoted = async (): Promise<{ tags: number; lines: readonly string[] }> => {
    const before = registry.asked.length;
    const { exit, result } = await promote(sys, { file });
    expect(exit).toBe(0);
    return { tags: result.moves.length, lines: registry.lines().slice(before) };
  };
  return { sys, folder, promoted };
};

const reads = (lines: readonly string[]): string[] =>
  lines.filter((line) => /^GET .*(?:manifests\/(?:sha256|checks)|blobs\/)/.test(line));

it("what this host linked and tested is not read back by a promotion: each config is looked for, and each tag three times", async () => {
  const { promoted } = await tested();
  const { tags, lines } = await promoted();
  expect(reads(lines)).toEqual([]);
  const isOfTag = (line: string): boolean =>
    /^(?:HEAD|PUT) .*team\/images\/manifests\/(?!dl-env-)/.test(line);
  expect(lines.filter(isOfTag).length).toBe(3 * tags);
  const blobs = lines.filter((line) => line.startsWith("HEAD") && line.includes("/blobs/"));
  expect(blobs.length).toBeGreaterThanOrEqual(CELLS);
});

it("a local copy that is not what the digest names is not believed", async () => {
  const { sys, folder, promoted } = await tested();
  const [destination = ""] = await sys.files.list(`${folder}/.cache/dl-env/images`);
  const copies = `${folder}/.cache/dl-env/images/${destination}`;
  const files = await sys.files.list(copies);
  expect(files.length).toBe(CELLS);
  for (const name of files) {
    const text = (await sys.files.readText(`${copies}/${name}`)) ?? "";
    await sys.files.write(`${copies}/${name}`, text.replace("amd64", "arm64"));
  }
  const { lines } = await promoted();
  expect(reads(lines).length).toBeGreaterThanOrEqual(3 * CELLS);
});
