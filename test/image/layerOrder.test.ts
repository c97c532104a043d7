import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aroundBase, byLayerRank } from "../../src/image/layerOrder.ts";
import type { LayerKind } from "../../src/image/recipe.ts";
import { wheel } from "./world.ts";

const ORDER = ["nvidia-*", "torch", "triton"];
const names = (wheels: readonly { name: string }[]): string[] => wheels.map(({ name }) => name);

describe("the rank of a wheel", () => {
  const WHEELS = [
    wheel("scipy", "1.16", 35, 1),
    wheel("torch", "2.10.0", 916, 2),
    wheel("nvidia-nccl-cu12", "2.27", 300, 3),
    wheel("aiohttp", "3", 5, 4),
    wheel("triton", "3.5", 170, 5),
    wheel("nvidia-cublas-cu12", "12.8", 594, 6),
    wheel("polars", "1", 39, 7),
    wheel("torchvision", "0.25", 8, 8),
  ];

  it("is as the catalog says, then larger ones lower within a factor of two, then by name", () => {
    expect(names(WHEELS.toSorted(byLayerRank(ORDER)))).toEqual([
      "nvidia-cublas-cu12",
      "nvidia-nccl-cu12",
      "torch",
      "triton",
      "polars",
      "scipy",
      "aiohttp",
      "torchvision",
    ]);
  });

  it("takes a point for a point, and a star for any characters at both ends", () => {
    const [first] = [wheel("a-b", "1", 500, 1), wheel("axb", "1", 600, 2)].toSorted(
      byLayerRank(["a.b", "*-b"]),
    );
    expect(first?.name).toBe("a-b");
  });

  it("depends on the two wheels alone: what two locks share stands in one order in both", () => {
    const some = fc.subarray(WHEELS);
    fc.assert(
      fc.property(some, some, (one, other) => {
        const order = (wheels: typeof WHEELS): string[] =>
          names(wheels.toSorted(byLayerRank(ORDER)));
        const shared = (list: readonly string[], against: readonly string[]): string[] =>
          list.filter((name) => against.includes(name));
        const [a, b] = [order(one), order(other)];
        expect(shared(a, b)).toEqual(shared(b, a));
      }),
    );
  });
});

describe("the base among the layers", () => {
  const LAYERS: readonly LayerKind[] = ["wheel", "rest", "python", "system", "files", "files"];
  const around = (isBaseFirst: boolean, layers = LAYERS): unknown =>
    aroundBase(layers, (kind) => kind, isBaseFirst);

  it("stands right below the system layer", () => {
    expect(around(false)).toEqual({
      below: ["wheel", "rest", "python"],
      above: ["system", "files", "files"],
    });
  });

  it("stands at the bottom where it would hide what is below, and ours keep their order", () => {
    expect(around(true)).toEqual({
      below: [],
      above: ["system", "wheel", "rest", "python", "files", "files"],
    });
  });

  it("stands at the bottom where there is no system layer", () => {
    expect(around(false, ["wheel", "files"])).toEqual({ below: [], above: ["wheel", "files"] });
  });
});
