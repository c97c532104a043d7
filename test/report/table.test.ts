import { expect, test } from "vitest";
import type { Plan, PlannedCell } from "../../src/plan/plan.ts";
import { columns, groupReasons, planText } from "../../src/report/table.ts";

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

const noBase = (nearest: string) => ({ code: "no-base", message: "NVIDIA never published that base.", source: "tag list of 2026-11-21", nearest });

const plan: Plan = {
  format: 1,
  id: "0".repeat(16),
  to: "oci:./images",
  store: "oci:./images",
  cells: [
    cell("good", { base: { tag: "t", asOf: "2026-11-21" }, lock: { key: "k", packages: { numpy: "2.4.6" }, download: 1_500_000 } }),
    cell("bad-1", { verdict: "rejected", state: "none", reasons: [noBase("good")] }),
    cell("bad-2", { verdict: "rejected", state: "none", reasons: [noBase("good")] }),
  ],
  layers: [{ layer: "wheel-a", kind: "wheel", title: "a", download: 1_500_000, state: "missing", cells: ["good"] }],
  totals: { cells: 3, accepted: 1, rejected: 2, unknown: 0, download: 1_500_000, missing: 1_500_000 },
};

test("columns are as wide as their widest cell and end without spaces", () => {
  expect(columns([["a", "bb", ""], ["ccc", "d", ""]])).toEqual(["a    bb", "ccc  d"]);
});

test("the same reason over many cells is told once", () => {
  expect(groupReasons(plan.cells).map(({ code, cells }) => [code, cells])).toEqual([["no-base", ["bad-1", "bad-2"]]]);
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
      "  NVIDIA never published that base. [no-base]",
      "  source: tag list of 2026-11-21",
      "  nearest: good",
      "",
      "3 cells: 1 accepted, 2 rejected, 0 unknown",
      "1 layer, 1.50 MB to download in all; 1 missing, 1.50 MB",
    ].join("\n"),
  );
});
