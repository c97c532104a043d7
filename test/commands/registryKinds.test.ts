import { afterEach, describe, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import type { FakeRegistry } from "../fakes/registry.ts";
import { REFUSED_KINDS, REGISTRY_KINDS } from "../fakes/registryKinds.ts";
import { CELLS, hurried, wholeRun } from "./wholeRun.ts";

let world: CommandWorld<FakeRegistry> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe("a whole run", () => {
  it.each(REGISTRY_KINDS)(
    "comes to its end on $name",
    async ({ start }) => {
      world = await openWorldIn(CELLS, start);
      expect((await wholeRun(hurried(world.sys), world)).size).toBeGreaterThan(CELLS);
    },
    60_000,
  );

  it.each(REFUSED_KINDS)(
    "is refused before any work on $name",
    async ({ start, code, mend }) => {
      world = await openWorldIn(CELLS, start);
      const file = `${world.folder}/dl-env.yml`;
      const error: unknown = await build(hurried(world.sys), { file }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(DlEnvError);
      const { code: found, exit, hint } = error as DlEnvError;
      expect([found, exit]).toEqual([code, 3]);
      expect(hint).toContain(mend);
      const puts = [...(world.registry.manifests.get("team/images")?.values() ?? [])];
      expect(puts.filter(({ bytes }) => bytes.toString().includes("base.digest"))).toEqual([]);
    },
    60_000,
  );
});
