import { expect, test } from "vitest";
import type { Library } from "../../src/catalog/libraryFacts.ts";
import { cellLibraries, isAdded } from "../../src/matrix/cellLibraries.ts";

const library = (over: Partial<Library>): Library =>
  ({ needs: [], gpu: false, ...over }) as Library;

const CATALOG = {
  libraries: new Map([
    ["numpy", library({})],
    ["torch", library({ gpu: true })],
    ["torchvision", library({ needs: ["torch"] })],
  ]),
  every: ["uv"],
  everyComfort: ["pip"],
  gpuComfort: ["nvitop"],
};

test("a set has what is in every set, and the monitor of GPUs only with a library that needs one", () => {
  expect(cellLibraries(["numpy"], CATALOG, { slim: false })).toEqual(["numpy", "uv", "pip"]);
  expect(cellLibraries(["torchvision"], CATALOG, { slim: false })).toEqual([
    "torchvision",
    "uv",
    "pip",
    "nvitop",
    "torch",
  ]);
});

test("a slim image has no library that is there for comfort, unless its set lists it", () => {
  expect(cellLibraries(["torch"], CATALOG, { slim: true })).toEqual(["torch", "uv"]);
  expect(cellLibraries(["numpy", "pip"], CATALOG, { slim: true })).toEqual(["numpy", "pip", "uv"]);
});

test("what is added to sets is told apart from what they list", () => {
  expect(["uv", "pip", "nvitop", "numpy"].map((name) => isAdded(name, CATALOG))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
