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
import { assertSamePlan } from "../../src/commands/samePlan.ts";
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
    expect(() => {
      assertSamePlan(given, {
        cells: [plannedCell({ cell: "a", tags: ["a-r000000000001", "latest"] })],
      });
    }).not.toThrow();
    expect(() => {
      assertSamePlan(given, {
        cells: [plannedCell({ cell: "a", tags: ["a-r000000000002", "a"] })],
      });
    }).toThrow("something upstream changed for 1 of its cells (a)");
    expect(() => {
      assertSamePlan(given, { cells: [] });
    }).toThrow("something upstream changed");
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
