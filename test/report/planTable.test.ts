import { expect, test } from "vitest";
import type { Plan, PlannedCell } from "../../src/plan/plan.ts";
import { exitOfPlan } from "../../src/plan/incomplete.ts";
import { columns } from "../../src/report/columns.ts";
import { verdictColours } from "../../src/report/verdictColours.ts";
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

test("the table names every cell, the reasons with source and nearest, the date of a copied list once, and the totals", () => {
  expect(planText(plan)).toBe(
    [
      "cell   packages  download  verdict",
      "good   1         1.50 MB   accepted, to build",
      "bad-1  -         -         rejected",
      "bad-2  -         -         rejected",
      "Bases of 1 cell as of 2026-11-21",
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

test("an image that was built and has no tag yet is not said to be built", () => {
  const [, line] = planText(plan, 80, new Set(["good"])).split("\n");
  expect(line).toBe("good   1         1.50 MB   accepted, built, not tagged");
});

/** 60 cells over all axes, as long in their names as the catalog has them. */
const large = (): Plan => {
  const cells = ["12.4.1", "12.6.3", "12.8.1", "12.9.1", "13.0.2"].flatMap((cuda, index) =>
    ["22.04", "24.04"].flatMap((ubuntu) =>
      ["3.11", "3.12", "3.13"].flatMap((python) =>
        ["torch", "rapids"].map((set) =>
          cell(`${set}-cuda${cuda}-ubuntu${ubuntu}-py${python}`, {
            set,
            cuda,
            ubuntu,
            python,
            base: { tag: "t", asOf: "2026-11-21T00:00:00Z" },
            ...(index === 0
              ? {
                  verdict: "rejected" as const,
                  state: "none" as const,
                  reasons: [
                    {
                      code: "no-wheels" as const,
                      message: `There is no wheel of ${set} for CUDA ${cuda} and Python ${python}, and none of an older release either.`,
                      source:
                        "https://registry.example/simple/torch/ as of 2026-11-21, asked by uv",
                      hint: "Type: dl-env plan --why SOME-CELL-WITH-A-LONG-NAME --and more --that is typed as it stands",
                    },
                  ],
                }
              : {
                  lock: { key: "k", packages: { a: "1", b: "2" }, download: 4_140_000_000 },
                }),
          }),
        ),
      ),
    ),
  );
  return { ...plan, cells, totals: { ...plan.totals, cells: 60, accepted: 48, rejected: 12 } };
};

test("60 cells fit 80 columns: one row each, no line wider but what is typed, and a summary by axis", () => {
  const lines = planText(large()).split("\n");
  const wide = lines.filter((line) => line.length > 80 && !line.startsWith("  Type: "));
  expect(wide).toEqual([]);
  const rows = lines.filter((line) => /-py3\.\d\d .*(accepted, to build|rejected)$/.test(line));
  expect(rows).toHaveLength(60);
  expect(lines.filter((line) => line.includes("2026-11-21") && line.startsWith("Bases"))).toEqual([
    "Bases of 60 cells as of 2026-11-21",
  ]);
  expect(lines.join("\n")).toContain(
    [
      "axis            accepted  rejected   unknown",
      "cuda    12.4.1         0        12         0",
      "cuda    12.6.3        12         0         0",
    ].join("\n"),
  );
  expect(lines).toContain("ubuntu  22.04         24         6         0");
  expect(lines).toContain("set     torch         24         6         0");
  expect(lines.some((line) => line.startsWith("flavor"))).toBe(false);
});

test("where a name is too long, columns are left out before a row is wrapped", () => {
  const of = (length: number): string | undefined =>
    planText({ ...plan, cells: [cell("x".repeat(length))] })
      .split("\n")[0]
      ?.replaceAll(/ +/g, " ");
  expect([of(40), of(50), of(60)]).toEqual([
    "cell packages download verdict",
    "cell download verdict",
    "cell verdict",
  ]);
  expect(planText({ ...plan, cells: [cell("x".repeat(60))] }, 200)).toContain("packages");
});

test("each verdict has its colour, in rows and before reasons, and nothing else has", () => {
  const painted = verdictColours(planText(plan), (colour, text) => `<${colour} ${text}>`);
  expect(painted.split("\n").filter((line) => line.includes("<"))).toEqual([
    "good   1         1.50 MB   <green accepted>, to build",
    "bad-1  -         -         <red rejected>",
    "bad-2  -         -         <red rejected>",
    "<red rejected>: bad-1, bad-2",
  ]);
});

test("what is missing is not known, and not nothing, where the store was not asked", () => {
  const unasked: Plan = {
    ...plan,
    to: "r.example/me/x",
    store: "r.example/me/x-layers",
    layers: plan.layers.map((layer) => ({ ...layer, state: "unknown" as const })),
    totals: { ...plan.totals, missing: 0 },
  };
  expect(planText(unasked).split("\n").slice(-2).join(" ")).toBe(
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
