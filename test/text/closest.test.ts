import { describe, expect, test } from "vitest";
import { closestOf, closestOrLonger } from "../../src/text/closest.ts";

describe("the choice that was meant", () => {
  test.each([
    ["torhc", ["base", "torch", "rapids"], "torch"],
    ["Torch", ["base", "torch"], "torch"],
    ["matrx", ["matrix", "mirrors"], "matrix"],
    [
      "torch-cuda12.8.1-ubuntu24.04-py3.21",
      ["torch-cuda12.8.1-ubuntu24.04-py3.12"],
      "torch-cuda12.8.1-ubuntu24.04-py3.12",
    ],
  ])("of %s is near", (written, choices, expected) => {
    expect(closestOf(written, choices)).toBe(expected);
  });

  test.each([
    ["xyz", ["torch-cuda12.8.1-ubuntu24.04-py3.12"]],
    ["xyz", ["base", "torch"]],
    ["x", ["y"]],
    ["", ["base"]],
    ["base", []],
  ])("of %j among %j is none", (written, choices) => {
    expect(closestOf(written, choices)).toBeUndefined();
  });

  test("is the whole name where only its beginning was written", () => {
    const cells = ["base-cuda12.8.1-ubuntu24.04-py3.12", "torch-cuda12.8.1-ubuntu24.04-py3.12"];
    expect(closestOrLonger("torch-cuda12.8", cells)).toBe(cells[1]);
    expect(closestOrLonger("xyz", cells)).toBeUndefined();
    expect(closestOrLonger("", cells)).toBeUndefined();
  });
});
