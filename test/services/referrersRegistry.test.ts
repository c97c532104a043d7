import { afterEach, describe, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { plan } from "../../src/commands/planCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { REPORT_TYPE } from "../../src/smoke/proofs.ts";
import { CELLS, prove } from "../commands/wholeRun.ts";
import { startOlareg } from "../fakes/olareg.ts";
import { startFakeRegistry } from "../fakes/registry.ts";

interface Served {
  readonly host: string;
  readonly close: () => Promise<void>;
}

let world: CommandWorld<Served> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const olareg = process.env["DL_ENV_TEST_OLAREG"];

/** The double, and the real one where it could be built (.ci/engines). */
const REGISTRIES: readonly { readonly name: string; readonly start: () => Promise<Served> }[] = [
  { name: "the double", start: () => startFakeRegistry({ referrersApi: true }) },
  ...(olareg === undefined ? [] : [{ name: "olareg", start: () => startOlareg(olareg) }]),
];

describe.each(REGISTRIES)("a registry with the referrers API: $name", ({ start }) => {
  it("takes a whole run, lists the reports by itself, and gets no tag for them", async () => {
    world = await openWorldIn(CELLS, start);
    const { sys, folder, registry } = world;
    const file = `${folder}/dl-env.yml`;
    const built = await build(sys, { file });
    expect([built.exit, built.problems]).toEqual([0, []]);
    await prove(sys, file, built);
    const promoted = await promote(sys, { file });
    expect([promoted.exit, promoted.problems]).toEqual([0, []]);
    const images = openRepository(sys)(`${registry.host}/team/images`);
    for (const { cell, digest } of built.result.images) {
      expect(await images.resolve(cell)).toBe(digest);
      const response = await fetch(`http://${registry.host}/v2/team/images/referrers/${digest}`);
      const index = (await response.json()) as { manifests: { artifactType: string }[] };
      expect(index.manifests.map(({ artifactType }) => artifactType)).toContain(REPORT_TYPE);
    }
    expect((await images.tags()).filter((tag) => tag.startsWith("sha256-"))).toEqual([]);
    expect((await promote(sys, { file })).result.moves).toEqual([]);
    const states = (await plan(sys, { file })).result.cells.map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(["linked"]));
  });
});
