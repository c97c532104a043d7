import { expect, test } from "vitest";
import type { ImageRecipe, LayerSpec } from "../../src/image/recipe.ts";
import { layerTag } from "../../src/image/recipe.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { makePlan, type PlanParts } from "../../src/plan/makePlan.ts";
import type { Lock } from "../../src/resolve/lock.ts";

const wheel = (name: string, download: number): LayerSpec => ({
  kind: "wheel",
  key: name.repeat(4),
  title: name,
  download,
  wheels: [
    {
      name,
      version: "1.0",
      file: `${name}-1.0-py3-none-any.whl`,
      sha256: "0".repeat(64),
      download,
    },
  ],
  python: "3.12",
  platform: "x86_64-manylinux_2_35",
});

const cell = (set: string): Cell => ({
  id: `${set}-cuda12.8.1-ubuntu24.04-py3.12`,
  set,
  libraries: [set],
  cuda: "12.8.1",
  ubuntu: "24.04",
  python: "3.12",
  pythonFrom: "ubuntu",
  flavor: "base",
  platform: "linux/amd64",
});

const base = { tag: "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04", asOf: "2026-11-21" };
const lock: Lock = {
  format: 1,
  key: "f".repeat(64),
  question: {
    requirements: [],
    constraints: [],
    python: "3.12",
    platform: "x86_64-manylinux_2_35",
    indexes: [],
  },
  created: "2026-11-21T00:00:00Z",
  uv: "0.13.8",
  wheels: [
    { name: "alpha", version: "1.0", file: "a.whl", sha256: "a".repeat(64), download: 100 },
    { name: "beta", version: "2.0", file: "b.whl", sha256: "b".repeat(64), download: 50 },
  ],
};
const recipe = (id: string, layers: readonly LayerSpec[]): ImageRecipe => ({
  cell: id,
  key: "0123456789ab",
  layers,
  config: {
    env: {},
    dropEnv: [],
    entrypoint: [],
    cmd: [],
    user: "",
    workdir: "",
    labels: {},
    exposed: [],
  },
});

const accepted = (set: string): JudgedCell => ({
  cell: cell(set),
  verdict: { kind: "accepted", base, lock: lock.key },
});
const rejected: JudgedCell = {
  cell: cell("bad"),
  verdict: {
    kind: "rejected",
    reasons: [{ code: "no-base-image", message: "There is no base.", source: "list" }],
  },
};

const inputs = (more: Partial<PlanParts> = {}): PlanParts => ({
  to: "oci:./images",
  store: "oci:./images",
  judged: [accepted("one"), accepted("two"), rejected],
  locks: new Map([[lock.key, lock]]),
  recipes: new Map([
    [cell("one").id, recipe(cell("one").id, [wheel("alpha", 100), wheel("beta", 50)])],
    [cell("two").id, recipe(cell("two").id, [wheel("alpha", 100)])],
  ]),
  rolling: new Map([[cell("one").id, ["one-cuda12.8", "one"]]]),
  storeTags: new Set<string>(),
  imageTags: new Set<string>(),
  ...more,
});

test("a layer that two cells share is listed once, with both cells", () => {
  const plan = makePlan(inputs());
  expect(plan.layers.map(({ title, cells, state }) => [title, cells.length, state])).toEqual([
    ["alpha", 2, "missing"],
    ["beta", 1, "missing"],
  ]);
  expect(plan.totals).toEqual({
    cells: 3,
    accepted: 2,
    rejected: 1,
    unknown: 0,
    download: 150,
    missing: 150,
  });
});

test("the state of a cell follows from the tags that are there", () => {
  const both = [layerTag(wheel("alpha", 100)), layerTag(wheel("beta", 50))];
  const states = (more: Partial<PlanParts>): string[] =>
    makePlan(inputs(more)).cells.map(({ state }) => state);
  expect(states({})).toEqual(["missing", "missing", "none"]);
  expect(states({ storeTags: new Set([both[0]!]) })).toEqual(["missing", "layers", "none"]);
  expect(
    states({ storeTags: new Set(both), imageTags: new Set([`${cell("one").id}-r0123456789ab`]) }),
  ).toEqual(["linked", "layers", "none"]);
  expect(states({ storeTags: undefined })).toEqual(["unknown", "unknown", "none"]);
  expect(states({ recipes: new Map() })).toEqual(["unknown", "unknown", "none"]);
});

test("an accepted cell shows its packages and its tags, immutable first; a rejected one has neither", () => {
  const [one, , bad] = makePlan(inputs()).cells;
  expect(one).toMatchObject({
    tags: [`${cell("one").id}-r0123456789ab`, "one-cuda12.8", "one"],
    lock: { packages: { alpha: "1.0", beta: "2.0" }, download: 150 },
  });
  expect(bad).toMatchObject({
    verdict: "rejected",
    tags: [],
    reasons: [{ code: "no-base-image" }],
  });
  expect(bad?.lock).toBeUndefined();
});

test("the plan's id changes with what it holds and with nothing else", () => {
  expect(makePlan(inputs()).id).toBe(makePlan(inputs()).id);
  expect(makePlan(inputs()).id).not.toBe(
    makePlan(inputs({ storeTags: new Set([layerTag(wheel("alpha", 100))]) })).id,
  );
});
