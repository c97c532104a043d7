import { expect, test } from "vitest";
import type { Plan, PlannedCell } from "../../src/plan/plan.ts";
import { exitOfPlan } from "../../src/plan/incomplete.ts";
import { columns } from "../../src/report/columns.ts";
import { groupReasons, planText } from "../../src/report/planTable.ts";

const cell = (id: string, more: Partial<PlannedCell> = {}): PlannedCell => ({
  cell: id,
  set: "base",
  cuda: "12.8.1",
  ubuntu: "24.04",
  python: "3.12",
  flavor: "base",
  platform: "linux/amd64",
  verdict: "accepted",
  reasons: [],
  tags: [],
  state: "missing",
  ...more,
});

const noBase = (nearest: string) => ({
  code: "no-base-image" as const,
  message: "NVIDIA never published that base.",
  source: "tag list of 2026-11-21",
  nearest,
});

const plan: Plan = {
  format: 1,
  id: "0".repeat(16),
  to: "oci:./images",
  store: "oci:./images",
  cells: [
    cell("good", {
      base: { tag: "t", asOf: "2026-11-21" },
      lock: { key: "k", packages: { numpy: "2.4.6" }, download: 1_500_000 },
    }),
    cell("bad-1", { verdict: "rejected", state: "none", reasons: [noBase("good")] }),
    cell("bad-2", { verdict: "rejected", state: "none", reasons: [noBase("good")] }),
  ],
  layers: [
    {
      layer: "wheel-a",
      kind: "wheel",
      title: "a",
      download: 1_500_000,
      state: "missing",
      cells: ["good"],
    },
  ],
  totals: {
    cells: 3,
    accepted: 1,
    rejected: 2,
    unknown: 0,
    download: 1_500_000,
    missing: 1_500_000,
  },
};

test("columns are as wide as their widest cell and end without spaces", () => {
  expect(
    columns([
      ["a", "bb", ""],
      ["ccc", "d", ""],
    ]),
  ).toEqual(["a    bb", "ccc  d"]);
});

test("the same reason over many cells is told once", () => {
  expect(groupReasons(plan.cells).map(({ code, cells }) => [code, cells])).toEqual([
    ["no-base-image", ["bad-1", "bad-2"]],
  ]);
});

test("the table names every cell, the reasons with source and nearest, the date of a copied list, and the totals", () => {
  expect(planText(plan)).toBe(
    [
      "cell   verdict   packages   download  state",
      "good   accepted  1 package  1.50 MB   to build  base as of 2026-11-21",
      "bad-1  rejected  -          -         -",
      "bad-2  rejected  -          -         -",
      "",
      "rejected: bad-1, bad-2",
      "  NVIDIA never published that base. [no-base-image]",
      "  source: tag list of 2026-11-21",
      "  nearest: good",
      "",
      "3 cells: 1 accepted, 2 rejected, 0 unknown",
      "1 layer, 1.50 MB to download in total; 1 missing, 1.50 MB",
    ].join("\n"),
  );
});

test("what is missing is not known, and not nothing, where the store was not asked", () => {
  const unasked: Plan = {
    ...plan,
    to: "r.example/me/x",
    store: "r.example/me/x-layers",
    layers: plan.layers.map((layer) => ({ ...layer, state: "unknown" as const })),
    totals: { ...plan.totals, missing: 0 },
  };
  expect(planText(unasked).split("\n").at(-1)).toBe(
    "1 layer, 1.50 MB to download in total; unknown how much is missing, since r.example/me/x-layers or r.example/me/x was not queried or did not answer",
  );
  expect([exitOfPlan(plan, false), exitOfPlan(unasked, false), exitOfPlan(unasked, true)]).toEqual([
    0, 3, 0,
  ]);
});

test("a folder that could not be read is no better offline", () => {
  const broken: Plan = {
    ...plan,
    layers: plan.layers.map((layer) => ({ ...layer, state: "unknown" as const })),
  };
  expect([exitOfPlan(broken, true), exitOfPlan({ ...broken, to: "r.example/a/b" }, true)]).toEqual([
    3, 0,
  ]);
});

test("a cell whose base could not be read is named, since a part of it is not planned", () => {
  const noBase: Plan = {
    ...plan,
    cells: [cell("good", { state: "unknown", base: { tag: "t", asOf: "2026-11-21" } })],
  };
  expect(planText(noBase)).toContain(
    "\nThe base of good could not be read, so its system layer is not planned",
  );
  expect(exitOfPlan({ ...noBase, totals: { ...plan.totals, unknown: 1 } }, false)).toBe(3);
  expect(exitOfPlan({ ...noBase, totals: { ...plan.totals, accepted: 0 } }, false)).toBe(1);
});
