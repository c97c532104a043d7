import { describe, expect, it } from "vitest";
import { notCompiledIn, pythonOfWheel } from "../../src/image/bytecode.ts";
import { layerTag, type LayerSpec } from "../../src/image/recipe.ts";
import { lockLayers } from "../../src/image/wheelLayers.ts";
import { lockOf, wheel } from "./world.ts";

const CATALOG = {
  overlapWinners: {},
  layerOrder: ["nvidia-*"],
  releasedOften: {},
  noBytecode: { wheels: ["nvidia-*"], folders: ["nvidia"] },
};
const COMPILED = { bytecode: true };

const WHEELS = [
  { ...wheel("numpy", "2", 17, 1), file: "numpy-2-cp312-cp312-manylinux_2_28_x86_64.whl" },
  { ...wheel("polars", "1", 39, 2), file: "polars-1-cp310-abi3-manylinux_2_17_x86_64.whl" },
  {
    ...wheel("nvidia-nccl-cu12", "2", 300, 3),
    file: "nvidia_nccl_cu12-2-py3-none-manylinux1_x86_64.whl",
  },
  wheel("sympy", "1", 6, 4),
  wheel("six", "1", 0.1, 5),
  wheel("idna", "3", 0.1, 6),
];

const shown = (layers: readonly LayerSpec[]): string[] =>
  layers.map(({ kind, title }) => `${kind}: ${title}`);

describe("bytecode", () => {
  it("lies beside a wheel for one Python and in the rest; other wheels have a layer of it for each Python, libraries none", () => {
    expect(shown(lockLayers(lockOf(WHEELS), CATALOG, COMPILED).wheels)).toEqual([
      "wheel: nvidia-nccl-cu12 2",
      "wheel: polars 1",
      "wheel: numpy 2",
      "wheel: sympy 1",
      "bytecode: bytecode of polars 1 for Python 3.12",
      "bytecode: bytecode of sympy 1 for Python 3.12",
      "rest: 2 small wheels",
    ]);
  });

  it("leaves a wheel for several Pythons one layer, which has the key that it has without bytecode", () => {
    const tagsOf = (python: string, request: { bytecode: boolean }): string[] =>
      lockLayers(lockOf(WHEELS, python), CATALOG, request).wheels.map(layerTag);
    const [here, there, none] = [
      tagsOf("3.12", COMPILED),
      tagsOf("3.13", COMPILED),
      tagsOf("3.12", { bytecode: false }),
    ];
    const shared = here.filter((tag) => there.includes(tag));
    // nvidia-nccl, polars and sympy themselves; here numpy is for 3.12 alone.
    expect(shared).toHaveLength(3);
    expect(shared.every((tag) => tag.startsWith("wheel-") && none.includes(tag))).toBe(true);
    expect(none.filter((tag) => here.includes(tag))).toEqual(shared);
    expect(none).toHaveLength(5);
  });

  it("knows the Python of a wheel from its name", () => {
    const of = (tags: string): string | undefined => pythonOfWheel({ file: `a_b-1.0-${tags}.whl` });
    expect([
      of("cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64"),
      of("cp310-cp310-linux_x86_64"),
      of("3-cp311-none-any"),
      of("cp39-abi3-manylinux_2_17_x86_64"),
      of("py3-none-any"),
      of("py2.py3-none-any"),
      of("cp311.cp312-none-any"),
    ]).toEqual(["3.12", "3.10", "3.11", undefined, undefined, undefined, undefined]);
  });

  it("is not made of tests, nor of the folders that the catalog names", () => {
    const except = new RegExp(`^${notCompiledIn(["nvidia", "pygments/lexers"])}`);
    const left = [
      "tests/a.py",
      "numpy/core/tests/a.py",
      "pkg/test/a.py",
      "nvidia/nccl/__init__.py",
      "pygments/lexers/c.py",
    ];
    const made = [
      "numpy/testing/a.py",
      "pkg/tests.py",
      "pkg/nvidia/a.py",
      "nvidia_x/a.py",
      "pygments/lexer.py",
      "other/pygments/lexers/c.py",
      "contest/a.py",
    ];
    expect(left.filter((path) => !except.test(path))).toEqual([]);
    expect(made.filter((path) => except.test(path))).toEqual([]);
  });
});
