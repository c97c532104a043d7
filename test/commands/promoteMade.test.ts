import { readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorldIn, type CommandWorld } from "../../bench/commands/world.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { build } from "../../src/commands/buildCommand.ts";
import { openPlanned } from "../../src/commands/openPlanned.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { startFakeRegistry, type FakeRegistry } from "../fakes/registry.ts";
import { CELLS, hurried, prove } from "./wholeRun.ts";

const BASES = "/v2/nvidia/cuda/";

let world: CommandWorld<FakeRegistry>;
let areBasesDenied: boolean;
let file: string;
beforeEach(async () => {
  areBasesDenied = false;
  world = await openWorldIn(CELLS, () =>
    startFakeRegistry({
      fault: ({ url }) =>
        areBasesDenied && url.startsWith(BASES) ? { kind: "status", status: 403 } : undefined,
    }),
  );
  file = `${world.folder}/dl-env.yml`;
});
afterEach(() => world.close());

/** All images built and tested; from then on the bases may not be read. */
const builtAndProven = async () => {
  const sys = hurried(world.sys);
  const built = await build(sys, { file });
  await prove(sys, file, built);
  areBasesDenied = true;
  world.registry.asked.length = 0;
  return { sys, built };
};

const askedOfBases = (): string[] => world.registry.lines().filter((line) => line.includes(BASES));

describe("who works on what was built asks no base", () => {
  it("promote moves all tags while the bases may not be read", async () => {
    const { sys } = await builtAndProven();
    const { exit, problems, result } = await promote(sys, { file });
    expect([exit, problems]).toEqual([0, []]);
    expect(new Set(result.moves.map(({ cell }) => cell)).size).toBe(CELLS);
    expect(askedOfBases()).toEqual([]);
  });

  it("promote moves what was tested where a base was pushed again since", async () => {
    const { sys, built } = await builtAndProven();
    areBasesDenied = false;
    const bases = world.registry.manifests.get("nvidia/cuda")!;
    const [first, ...others] = [...bases].filter(([key]) => !key.startsWith("sha256:"));
    for (const [tag] of others) bases.set(tag, first![1]);
    const { exit, result } = await promote(sys, { file });
    expect(exit).toBe(0);
    const moved = new Set(result.moves.map(({ cell, digest }) => `${cell} ${digest}`));
    expect(moved).toEqual(
      new Set(built.result.images.map(({ cell, digest }) => `${cell} ${digest}`)),
    );
    expect(askedOfBases()).toEqual([]);
  });

  it("smoke finds every image, and the base that it was made from", async () => {
    const { sys, built } = await builtAndProven();
    const { planned } = await openPlanned(sys, { file }, "made");
    expect(planned.plan.cells.map(({ base }) => base)).toEqual(
      built.planned.plan.cells.map(({ base }) => base),
    );
    expect(planned.recipes).toEqual(built.planned.recipes);
    // So that no cell counts as one that left the matrix.
    expect(planned.lists).toEqual(new Map());
    expect(askedOfBases()).toEqual([]);
  });

  it("an image whose file says something else now is not promoted", async () => {
    const { sys } = await builtAndProven();
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("require: cpu", "require: gpu"));
    await expect(promote(sys, { file })).rejects.toMatchObject({ code: "nothing-built" });
    expect(askedOfBases()).toEqual([]);
  });

  it("a cell that was not built here is asked for, and the others go on without it", async () => {
    const { sys } = await builtAndProven();
    const kept = `${world.folder}/.dl-env/built.json`;
    const state = JSON.parse(await readFile(kept, "utf8")) as { images: unknown[] };
    await writeFile(kept, JSON.stringify({ ...state, images: state.images.slice(1) }));
    const outcome = await promote(sys, { file });
    const { exit, result, unbuilt = [] } = outcome;
    expect(exit).toBe(0);
    const tagged = new Set(result.moves.map(({ cell }) => cell));
    expect(tagged.size).toBe(CELLS - 1);
    expect(unbuilt.length).toBe(1);
    expect(unbuilt.some((cell) => tagged.has(cell))).toBe(false);
    expect(outcomeText(outcome)).toContain(
      `Not built, so their tags stay: 1 cell, ${unbuilt[0]}. Make them: dl-env build && `,
    );
    expect(askedOfBases().length).toBeGreaterThan(0);
  });
});
