import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chooseSmoke,
  cornersOf,
  minutesFor,
  smokeMatrix,
  type SmokeCandidate,
} from "../../src/plan/smokePolicy.ts";
import { GB, plannedCell } from "./cells.ts";

const candidate = (
  cuda: string,
  ubuntu: string,
  python: string,
  over: Partial<Omit<SmokeCandidate, "cell">> = {},
  set = "torch",
): SmokeCandidate => ({
  cell: plannedCell({
    cell: `${set}-cuda${cuda}-ubuntu${ubuntu}-py${python}`,
    set,
    cuda,
    ubuntu,
    python,
    lock: { key: "k", packages: {}, download: 3 * GB },
  }),
  digest: `sha256:${cuda}${ubuntu}${python}`,
  changed: true,
  proven: false,
  ...over,
});

const arbitrary = fc.uniqueArray(
  fc
    .record({
      cuda: fc.constantFrom("12.4.1", "12.8.1", "12.10.0", "13.0.2"),
      ubuntu: fc.constantFrom("22.04", "24.04", "26.04"),
      python: fc.constantFrom("3.10", "3.12", "3.9"),
      changed: fc.boolean(),
      proven: fc.boolean(),
    })
    .map(({ cuda, ubuntu, python, ...rest }) => candidate(cuda, ubuntu, python, rest)),
  { selector: (one) => one.cell.cell, maxLength: 36 },
);
const limits = fc.record({
  policy: fc.constantFrom("changed", "corners", "all" as const),
  minutes: fc.integer({ min: 0, max: 300 }),
  maxJobs: fc.integer({ min: 1, max: 300 }),
}) as fc.Arbitrary<Parameters<typeof chooseSmoke>[1]>;

describe("which cells get a GPU", () => {
  test("every candidate is run or left untested, never both, and the budget holds", () => {
    fc.assert(
      fc.property(arbitrary, limits, (candidates, wanted) => {
        const { shards, untested } = chooseSmoke(candidates, wanted);
        const run = shards.flatMap((shard) => shard.cells.map(({ cell }) => cell));
        expect([...run, ...untested.map(({ cell }) => cell)].sort()).toEqual(
          candidates.map(({ cell }) => cell.cell).sort(),
        );
        expect(shards.reduce((sum, shard) => sum + shard.minutes, 0)).toBeLessThanOrEqual(
          wanted.minutes,
        );
        expect(shards.length).toBeLessThanOrEqual(Math.min(wanted.maxJobs, 256));
        for (const shard of shards) expect(shard.cells.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test("a digest that has a proof is never run again, whatever the policy", () => {
    fc.assert(
      fc.property(arbitrary, limits, (candidates, wanted) => {
        const run = new Set(
          chooseSmoke(candidates, wanted).shards.flatMap((shard) =>
            shard.cells.map(({ digest }) => digest),
          ),
        );
        expect(candidates.filter(({ digest, proven }) => proven && run.has(digest))).toEqual([]);
      }),
    );
  });

  test("changed leaves out what this run did not make", () => {
    const { shards, untested } = chooseSmoke(
      [
        candidate("12.8.1", "24.04", "3.12"),
        candidate("12.4.1", "22.04", "3.10", { changed: false }),
      ],
      { policy: "changed", minutes: 60, maxJobs: 4 },
    );
    expect(shards.flatMap((shard) => shard.cells.map(({ cell }) => cell))).toEqual([
      "torch-cuda12.8.1-ubuntu24.04-py3.12",
    ]);
    expect(untested.map(({ why }) => why)).toEqual(["not-changed"]);
  });

  test("the newest CUDA comes first when the budget is short, and 12.10 is newer than 12.8", () => {
    const two = [candidate("12.8.1", "24.04", "3.12"), candidate("12.10.0", "24.04", "3.12")];
    expect(minutesFor(two[0]!.cell)).toBe(4);
    const { shards, untested } = chooseSmoke(two, { policy: "all", minutes: 5, maxJobs: 4 });
    expect(shards.flatMap((shard) => shard.cells.map(({ cell }) => cell))).toEqual([
      "torch-cuda12.10.0-ubuntu24.04-py3.12",
    ]);
    expect(untested).toEqual([
      { cell: "torch-cuda12.8.1-ubuntu24.04-py3.12", digest: two[0]!.digest, why: "over-budget" },
    ]);
  });

  test("corners have each end of each axis, and leave out the middle", () => {
    const all = ["12.4.1", "12.8.1", "13.0.2"].flatMap((cuda) =>
      ["22.04", "24.04", "26.04"].flatMap((ubuntu) =>
        ["3.10", "3.12", "3.14"].map((python) => candidate(cuda, ubuntu, python)),
      ),
    );
    const corners = cornersOf(all.map(({ cell }) => cell));
    expect(corners.has("torch-cuda12.8.1-ubuntu24.04-py3.12")).toBe(false);
    const chosen = all.filter(({ cell }) => corners.has(cell.cell)).map(({ cell }) => cell);
    for (const axis of ["cuda", "ubuntu", "python"] as const)
      expect(new Set(chosen.map((cell) => cell[axis])).size).toBe(2);
    expect(corners.size).toBeLessThanOrEqual(12);
  });

  test("a budget of 0 minutes runs nothing and says so for each", () => {
    const { shards, untested } = chooseSmoke([candidate("12.8.1", "24.04", "3.12")], {
      policy: "all",
      minutes: 0,
      maxJobs: 4,
    });
    expect(smokeMatrix({ shards, untested })).toEqual({ include: [] });
    expect(untested[0]?.why).toBe("over-budget");
  });
});
