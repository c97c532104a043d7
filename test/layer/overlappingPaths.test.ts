import { describe, expect, it } from "vitest";
import { overlapProblems, type LayerWithPaths } from "../../src/layer/overlappingPaths.ts";
import { checkOwners } from "../../src/layer/packageOwners.ts";
import { decodePaths, encodePaths } from "../../src/layer/pathList.ts";

const SITE = "opt/venv/lib/python3/site-packages";
const layer = (title: string, paths: Record<string, string>): LayerWithPaths => ({
  title,
  packages: [title.split(" ")[0] as string],
  paths: new Map(
    Object.entries(paths).map(([path, hash]) => [`${SITE}/${path}`, hash.padEnd(16, "0")]),
  ),
});

describe("paths that several wheels own", () => {
  it("may be equal in all of them", () => {
    const layers = ["nvidia-cublas 1", "nvidia-cufft 2", "nvidia-cudnn 3"].map((title) =>
      layer(title, { "nvidia/__init__.py": "aa" }),
    );
    expect(overlapProblems(layers, {})).toEqual([]);
  });

  it("are an error that names path and packages when they differ and nothing says which is laid last", () => {
    const [problem] = overlapProblems(
      [layer("left 1", { "shared.py": "aa" }), layer("right 2", { "shared.py": "bb" })],
      {},
    );
    expect(problem?.code).toBe("path-conflict");
    expect(problem?.message).toContain("site-packages/shared.py");
    expect(problem?.message).toContain("left 1, right 2");
  });

  it("may differ when the named package is the last of them", () => {
    const layers = [
      layer("left 1", { "shared.py": "aa" }),
      layer("right 2", { "shared.py": "bb" }),
      layer("other 3", { "own.py": "cc" }),
    ];
    expect(overlapProblems(layers, { "shared.py": "right" })).toEqual([]);
    expect(overlapProblems(layers, { "shared.py": "left" })).toHaveLength(1);
  });

  it("are found when the third owner differs from two equal ones", () => {
    const layers = [
      layer("a 1", { x: "aa" }),
      layer("b 1", { x: "aa" }),
      layer("c 1", { x: "cc" }),
    ];
    expect(overlapProblems(layers, {})[0]?.message).toContain("a 1, b 1, c 1");
  });

  it("are an error inside one tree, where uv would let chance decide", () => {
    const one = (
      title: string,
      hash: string,
    ): { title: string; files: { path: string; hash: string }[] } => ({
      title,
      files: [{ path: `${SITE}/x.py`, hash }],
    });
    expect(() => checkOwners([one("a-1", "sha256=1"), one("b-1", "sha256=1")])).not.toThrow();
    expect(() => checkOwners([one("a-1", "sha256=1"), one("b-1", "sha256=2")])).toThrowError(
      expect.objectContaining({ code: "path-conflict" }),
    );
  });
});

describe("the list of paths of a layer", () => {
  it("comes back as it was written, odd names included", () => {
    const paths = new Map([
      ["opt/a b", "0123456789abcdef"],
      ["opt/ü", "fedcba9876543210"],
      ["opt/line\nbreak", "0000000000000000"],
      ["opt/back\\slash\\n", "1111111111111111"],
    ]);
    expect(decodePaths(encodePaths(paths))).toEqual(
      new Map([...paths].sort(([a], [b]) => (a < b ? -1 : 1))),
    );
  });

  it("has the same bytes whatever order it was made in", () => {
    const paths: [string, string][] = [
      ["b", "0123456789abcdef"],
      ["a", "fedcba9876543210"],
    ];
    expect(
      Buffer.from(encodePaths(new Map(paths))).equals(
        Buffer.from(encodePaths(new Map(paths.reverse()))),
      ),
    ).toBe(true);
  });
});
