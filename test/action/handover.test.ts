import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  acceptedOf,
  readBuilt,
  readDigests,
  readPlan,
  readShard,
  readSmokeCells,
  readSmokeShard,
} from "../../src/action/handover.ts";
import { asMade, withoutMoved } from "../../src/commands/samePlan.ts";
import type { ImageRecipe } from "../../src/image/recipe.ts";
import type { PlannedCell } from "../../src/plan/plan.ts";
import { recipeOf } from "../publish/images.ts";
import { realFiles } from "../../src/system/files.ts";
import { plannedCell, planOf } from "../plan/cells.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-handover-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, value: unknown): Promise<void> =>
  realFiles.write(`${folder}/${name}`, typeof value === "string" ? value : JSON.stringify(value));
const plan = planOf(
  [
    plannedCell({ cell: "a", tags: ["a-r000000000001", "a"] }),
    plannedCell({ cell: "b", verdict: "rejected", tags: [] }),
  ],
  [],
);

const BASE = { tag: "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04", asOf: "2026-11-21" };
const other = plannedCell({ cell: "c", tags: ["c-r000000000003", "c"], base: BASE });
const two = planOf(
  [
    plannedCell({
      cell: "a",
      tags: ["a-r000000000001", "a"],
      base: { ...BASE, platformDigest: "old" },
    }),
    other,
  ],
  [],
);
const pushedAgain = plannedCell({
  cell: "a",
  tags: ["a-r000000000002"],
  base: { ...BASE, platformDigest: "new" },
});
/** What a later job plans. */
const seen = (...cells: PlannedCell[]) => ({
  plan: { cells },
  recipes: new Map(cells.map(({ cell }) => [cell, recipeOf([], { cell })])),
  drafts: new Map<string, ImageRecipe>(),
});

describe("the plan that a job was given", () => {
  test("is taken when its id is the one that was asked for", async () => {
    await write("plan.json", plan);
    const given = await readPlan(realFiles, folder, plan.id);
    expect(acceptedOf(given)).toEqual(["a"]);
  });

  test.each([
    [
      "another plan's id",
      JSON.stringify(plan),
      "ffffffffffffffff",
      "the job was started for plan ffffffffffffffff",
    ],
    [
      "a file that is no plan",
      '{"format":2}',
      plan.id,
      "is not in the format that the plan's job writes",
    ],
    ["a file that is no JSON", "{", plan.id, "is not in the format that the plan's job writes"],
  ])("is refused with %s", async (_, text, id, message) => {
    await write("plan.json", text);
    await expect(readPlan(realFiles, folder, id)).rejects.toThrow(message);
  });

  test("is refused when the folder has none, with what to write", async () => {
    await expect(readPlan(realFiles, folder, plan.id)).rejects.toMatchObject({
      code: "wrong-plan",
      exit: 2,
      hint: expect.stringContaining("plan-folder:") as string,
    });
  });

  test("must still be what this job sees: other content under a cell's name stops it, other rolling tags do not", async () => {
    await write("plan.json", plan);
    const given = await readPlan(realFiles, folder, plan.id);
    expect(
      withoutMoved(given, seen(plannedCell({ cell: "a", tags: ["a-r000000000001", "latest"] })))
        .moved,
    ).toEqual([]);
    expect(() => {
      withoutMoved(given, seen(plannedCell({ cell: "a", tags: ["a-r000000000002", "a"] })));
    }).toThrow("something upstream changed for 1 of its cells (a)");
    expect(() => {
      withoutMoved(given, seen());
    }).toThrow("something upstream changed");
  });

  test("loses only the cells whose content is another, and the job goes on with the others", async () => {
    await write("plan.json", two);
    const given = await readPlan(realFiles, folder, two.id);
    const { planned, moved } = withoutMoved(given, seen(pushedAgain, other));
    expect(planned.plan.cells).toEqual([other]);
    expect([...planned.recipes.keys()]).toEqual(["c"]);
    expect(moved).toEqual([
      {
        code: "plan-moved",
        message: "Since the plan was made, something upstream changed for 1 of its cells (a).",
        hint: expect.stringContaining("gh run rerun") as string,
      },
    ]);
  });

  test("counts for who tests and tags what was made from it, whatever the bases are now", async () => {
    await write("plan.json", two);
    const given = await readPlan(realFiles, folder, two.id);
    const { planned, moved } = asMade(given, seen(pushedAgain, other));
    expect(moved).toEqual([]);
    expect(planned.plan.cells).toEqual([
      { ...pushedAgain, tags: ["a-r000000000001", "a"], base: { ...BASE, platformDigest: "old" } },
      other,
    ]);
    // A registry of bases that does not answer: neither digest nor recipe, but a draft.
    const silent = plannedCell({ cell: "a", tags: [], base: BASE, state: "unknown" });
    const now = seen(silent, other);
    const drafts = new Map([["a", now.recipes.get("a")!]]);
    const without = asMade(given, { ...now, recipes: new Map([["c", recipeOf([])]]), drafts });
    expect(without.moved).toEqual([]);
    expect(without.planned.plan.cells[0]?.tags).toEqual(["a-r000000000001", "a"]);
    expect([...without.planned.recipes.keys()].toSorted()).toEqual(["a", "c"]);
    // A base that is gone: the cell cannot be judged, and it alone is left.
    const gone = asMade(given, { ...now, recipes: new Map([["c", recipeOf([])]]) });
    expect(gone.planned.plan.cells).toEqual([other]);
    expect(gone.moved.map(({ code }) => code)).toEqual(["plan-moved"]);
  });
});

describe("what a shard works on", () => {
  test("comes from the plan's files, and a shard that is not there is refused", async () => {
    await write("shards.json", [{ shard: 0, layers: ["wheel-1"], cells: [], parallel: 2 }]);
    await write("smoke.json", [
      { shard: 0, cells: [{ cell: "a", digest: "sha256:1" }], minutes: 3 },
    ]);
    expect(await readShard(realFiles, folder, 0)).toEqual({
      shard: 0,
      layers: ["wheel-1"],
      cells: [],
      parallel: 2,
    });
    expect(await readSmokeShard(realFiles, folder, 0)).toEqual([{ cell: "a", digest: "sha256:1" }]);
    await expect(readShard(realFiles, folder, 1)).rejects.toThrow(
      "The plan has no shard 1; it has 1.",
    );
  });

  test("what shards built whole is one list, whatever order they came in, and none is no mistake", async () => {
    expect(await readBuilt(realFiles, folder)).toEqual({});
    const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
    await write("built/built-1.json", { b: digest("b") });
    await write("built/built-0.json", { a: digest("a") });
    await write("built/other.json", { c: "x" });
    expect(await readBuilt(realFiles, folder)).toEqual({ a: digest("a"), b: digest("b") });
    await write("built/built-2.json", { c: "sha256:zz" });
    await expect(readBuilt(realFiles, folder)).rejects.toMatchObject({ code: "wrong-plan" });
  });

  test("the cells that smoke ran are those of its shards", async () => {
    await write("smoke.json", [
      { shard: 0, cells: [{ cell: "a", digest: "sha256:1" }], minutes: 3 },
      { shard: 1, cells: [{ cell: "b", digest: "sha256:2" }], minutes: 3 },
    ]);
    expect([...(await readSmokeCells(realFiles, folder))]).toEqual(["a", "b"]);
  });

  test("digests that are none are refused", async () => {
    await write("digests.json", { a: "sha256:zz" });
    await expect(readDigests(realFiles, folder)).rejects.toMatchObject({ code: "wrong-plan" });
  });
});
