import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layerMatrix, shardCells, shardLayers, type Shards } from "../../src/plan/layerShards.ts";
import { MATRIX_LIMIT } from "../../src/plan/matrixLimit.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { GB, largePlan, layersArbitrary, plannedCell, plannedLayer, planOf } from "./cells.ts";

const DISK = 14 * 1024 ** 3;
const limits = { maxJobs: 20, disk: DISK, parallel: 4 };
const limitsArbitrary = fc.record({
  maxJobs: fc.integer({ min: 1, max: 400 }),
  disk: fc.integer({ min: 4, max: 60 }).map((gib) => gib * 1024 ** 3),
  parallel: fc.integer({ min: 1, max: 16 }),
});

const missing = (plan: Plan): string[] =>
  plan.layers
    .filter((layer) => layer.state === "missing")
    .map((layer) => layer.layer)
    .sort();
const dealt = (shards: Shards): string[] =>
  [...shards.shards.flatMap((shard) => shard.layers), ...shards.left.map((one) => one.what)].sort();

const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

describe("layers dealt out to jobs", () => {
  test("no missing layer is lost or doubled, whatever the sizes and limits", () => {
    fc.assert(
      fc.property(layersArbitrary, limitsArbitrary, (plan, wanted) => {
        expect(dealt(shardLayers(plan, wanted))).toEqual(missing(plan));
      }),
      { numRuns: 300 },
    );
  });

  test("no job needs more disk than it has, and there are never more jobs than asked for or than GitHub starts", () => {
    fc.assert(
      fc.property(layersArbitrary, limitsArbitrary, (plan, wanted) => {
        const { shards } = shardLayers(plan, wanted);
        expect(shards.length).toBeLessThanOrEqual(Math.min(wanted.maxJobs, MATRIX_LIMIT));
        for (const shard of shards) {
          expect(shard.disk).toBeLessThanOrEqual(wanted.disk);
          expect(shard.layers.length).toBeGreaterThan(0);
          expect(shard.parallel).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("the order in which layers are listed changes nothing", () => {
    fc.assert(
      fc.property(layersArbitrary, fc.infiniteStream(fc.nat()), (plan, random) => {
        const shuffled = [...plan.layers]
          .map((layer) => ({ layer, at: random.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ layer }) => layer);
        expect(shardLayers({ ...plan, layers: shuffled }, limits)).toEqual(
          shardLayers(plan, limits),
        );
      }),
      { numRuns: 100 },
    );
  });

  test("10,000 cells: all layers, at most 256 jobs, a matrix far below 1 MB, in seconds of processor time", () => {
    const plan = largePlan(10_000);
    const began = process.cpuUsage();
    const shards = shardLayers(plan, { ...limits, maxJobs: 256 });
    expect(seconds(process.cpuUsage(began))).toBeLessThan(5);
    expect(dealt(shards)).toEqual(missing(plan));
    expect(shards.shards.length).toBeLessThanOrEqual(256);
    expect(JSON.stringify(layerMatrix(shards)).length * 2).toBeLessThan(60_000);
  });

  test("a cell with torch is two jobs: one by an engine, one by uv", () => {
    const layers = [
      plannedLayer({ layer: "system-1", kind: "system", download: 0 }),
      plannedLayer({ layer: "wheel-1" }),
      plannedLayer({ layer: "rest-1", kind: "rest", download: 1000 }),
    ];
    const { shards, left } = shardLayers(planOf([plannedCell()], layers), limits);
    expect(shards.map(({ layers: tags, engine }) => ({ tags, engine }))).toEqual([
      { tags: ["system-1"], engine: true },
      { tags: ["rest-1", "wheel-1"], engine: false },
    ]);
    expect(left).toEqual([]);
  });

  test("with one job allowed it makes both kinds", () => {
    const layers = [
      plannedLayer({ layer: "system-1", kind: "system", download: 0 }),
      plannedLayer({ layer: "wheel-1" }),
    ];
    const { shards } = shardLayers(planOf([plannedCell()], layers), { ...limits, maxJobs: 1 });
    expect(shards).toHaveLength(1);
    expect(shards[0]).toMatchObject({ layers: ["system-1", "wheel-1"], engine: true });
  });

  test("two wheels that do not fit side by side are made one after the other", () => {
    const layers = [1, 2].map((index) =>
      plannedLayer({ layer: `wheel-${index}`, download: 2.5 * GB }),
    );
    const { shards } = shardLayers(planOf([], layers), limits);
    expect(shards).toHaveLength(1);
    expect(shards[0]).toMatchObject({ parallel: 1, disk: 12.5 * GB });
  });

  test("a wheel that no disk holds is named with what it needs", () => {
    const { shards, left } = shardLayers(
      planOf([], [plannedLayer({ layer: "wheel-1", download: 5 * GB })]),
      limits,
    );
    expect(shards).toEqual([]);
    expect(left).toEqual([{ what: "wheel-1", why: "too-large", disk: 25 * GB }]);
  });

  test("two devel bases never share a 14 GiB disk", () => {
    const cells = [1, 2].map((index) => plannedCell({ cell: `c${index}`, flavor: "devel" }));
    const layers = [1, 2].map((index) =>
      plannedLayer({ layer: `system-${index}`, kind: "system", download: 0, cells: [`c${index}`] }),
    );
    expect(shardLayers(planOf(cells, layers), limits).shards.map((shard) => shard.layers)).toEqual([
      ["system-1"],
      ["system-2"],
    ]);
    expect(shardLayers(planOf(cells, layers), { ...limits, maxJobs: 1 }).left).toEqual([
      { what: "system-2", why: "no-job-left", disk: 12.5 * GB },
    ]);
  });

  test("nothing missing is no job and an empty matrix", () => {
    const shards = shardLayers(planOf([], [plannedLayer({ state: "stored" })]), limits);
    expect(shards).toEqual({ shards: [], left: [] });
    expect(layerMatrix(shards)).toEqual({ include: [] });
  });
});

describe("whole images dealt out to jobs", () => {
  const cellsArbitrary = fc
    .array(
      fc.record({
        state: fc.constantFrom(
          "missing",
          "missing",
          "layers",
          "linked",
          "unknown",
          "none" as const,
        ),
        flavor: fc.constantFrom("base", "runtime", "devel", "cudnn-devel"),
        download: fc.integer({ min: 0, max: 4 * GB }),
      }),
      { maxLength: 400 },
    )
    .map((list) =>
      planOf(
        list.map(({ state, flavor, download }, index) =>
          plannedCell({
            cell: `c${index}`,
            state: state,
            flavor,
            lock: { key: "k", packages: {}, download },
          }),
        ),
        [],
      ),
    );
  const toBuild = (plan: Plan): string[] =>
    plan.cells
      .filter(({ state }) => state === "missing" || state === "layers")
      .map(({ cell }) => cell)
      .sort();
  const given = (shards: Shards): string[] =>
    [
      ...shards.shards.flatMap((shard) => shard.cells),
      ...shards.left.map((one) => one.what),
    ].sort();

  test("no cell is lost or doubled, no job exceeds its disk, and there are never more jobs than allowed", () => {
    fc.assert(
      fc.property(cellsArbitrary, limitsArbitrary, (plan, wanted) => {
        const shards = shardCells(plan, wanted);
        expect(given(shards)).toEqual(toBuild(plan));
        expect(shards.shards.length).toBeLessThanOrEqual(Math.min(wanted.maxJobs, MATRIX_LIMIT));
        for (const shard of shards.shards) {
          expect(shard.disk).toBeLessThanOrEqual(wanted.disk);
          expect(shard).toMatchObject({ layers: [], engine: true });
          expect(shard.cells.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("10,000 cells: none lost, at most 256 jobs, a matrix far below 1 MB, in seconds of processor time", () => {
    const plan = largePlan(10_000);
    const began = process.cpuUsage();
    const shards = shardCells(plan, { ...limits, maxJobs: 256, disk: 64 * 1024 ** 3 });
    expect(seconds(process.cpuUsage(began))).toBeLessThan(5);
    expect(given(shards)).toEqual(toBuild(plan));
    expect(shards.shards).toHaveLength(256);
    expect(JSON.stringify(layerMatrix(shards)).length * 2).toBeLessThan(60_000);
  });

  test("two cells with torch do not share a 14 GiB disk, and names say what is built", () => {
    const cells = ["a", "b"].map((cell) =>
      plannedCell({ cell, lock: { key: "k", packages: {}, download: 3 * GB } }),
    );
    const shards = shardCells(planOf(cells, []), limits);
    expect(shards.shards.map((shard) => shard.cells)).toEqual([["a"], ["b"]]);
    expect(layerMatrix(shards).include.map(({ name }) => name)).toEqual([
      "1 of 2, 1 whole with an engine",
      "2 of 2, 1 whole with an engine",
    ]);
  });
});
