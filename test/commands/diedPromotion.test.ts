import { rm } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { watch } from "../../src/commands/watchCommand.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { hurried, prove } from "./wholeRun.ts";

const CELLS = 2;
/** Of all writes the one after which it dies; each one: DL_ENV_DIED=1. */
const STEP = Number(process.env["DL_ENV_DIED"] ?? 5);
const IMAGES = "team/images";
const JOURNAL = /^dl-env-promotion-/;

let world: CommandWorld<FakeRegistry>;
/** Writes that are still done; after them the process is gone. */
let left: number;
beforeEach(async () => {
  left = Number.POSITIVE_INFINITY;
  world = await openWorldIn(CELLS, () =>
    startFakeRegistry({
      fault: ({ method }) => {
        if (left <= 0) return { kind: "reset" };
        if (method === "PUT" || method === "POST") left -= 1;
        return undefined;
      },
    }),
  );
});
afterEach(() => world.close());

type Manifests = Map<string, { mediaType: string; bytes: Buffer }>;
const stored = (): Manifests => world.registry.manifests.get(IMAGES)!;

/** What the tags of images name. */
const tags = (): Map<string, string> =>
  new Map(
    [...stored()]
      .filter(([key]) => !/^(?:sha256|checks|dl-env-)/.test(key))
      .map(([tag, { bytes }]): [string, string] => [tag, bytes.toString()])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

it.each([
  ["with its journal", () => false],
  ["without its journal", (tag: string) => JOURNAL.test(tag)],
] as const)(
  "a promotion that died after some of its writes is seen by the next night, on another machine, and ended (%s)",
  async (_, isLost) => {
    const file = `${world.folder}/dl-env.yml`;
    const sys = hurried(world.sys);
    await prove(sys, file, await build(sys, { file }));
    const before = new Map(stored());
    const restore = (): void => {
      stored().clear();
      for (const [key, value] of before) stored().set(key, value);
    };
    await promote(sys, { file });
    const whole = tags();
    expect(whole.size).toBeGreaterThan(2 * CELLS);
    let ends = 0;
    for (let writes = 1; ends === 0; writes += STEP) {
      restore();
      left = writes;
      const ended = await promote(hurried(world.sys), { file }).catch(() => undefined);
      left = Number.POSITIVE_INFINITY;
      if (ended?.exit === 0) ends += 1;
      for (const tag of [...stored().keys()].filter(isLost)) stored().delete(tag);
      for (const folder of [".dl-env", ".cache"])
        await rm(`${world.folder}/${folder}`, { recursive: true, force: true });
      const night = hurried(world.sys);
      // The next day.
      await night.clock.sleep(24 * 3_600_000);
      const { result } = await watch(night, { file });
      const isWhole = JSON.stringify([...tags()]) === JSON.stringify([...whole]);
      expect(result.changed.length > 0, `after ${writes} writes`).toBe(!isWhole);
      const images = await build(night, { file });
      expect(images.exit).toBe(0);
      const moved = await promote(night, { file });
      expect([moved.exit, moved.problems]).toEqual([0, []]);
      expect([...tags()], `after ${writes} writes`).toEqual([...whole]);
      expect((await watch(night, { file })).result.changed).toEqual([]);
      expect(writes).toBeLessThan(60);
    }
  },
  120_000,
);
