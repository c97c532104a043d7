import { expect, test } from "vitest";
import { bestWheel, parseWheelName, wheelFits } from "../../src/resolve/wheelTags.ts";

const PLATFORM = "x86_64-manylinux_2_35";

test.each([
  ["torch-2.6.0-cp312-cp312-manylinux1_x86_64.whl", "3.12", true],
  ["torch-2.6.0-cp312-cp312-manylinux1_x86_64.whl", "3.13", false],
  ["torch-2.10.0-3-cp312-cp312-manylinux_2_28_x86_64.whl", "3.12", true],
  ["torch-2.7.1-cp313-cp313t-manylinux_2_28_x86_64.whl", "3.13", false],
  ["polars-1.44.2-cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "3.12", true],
  ["polars-1.44.2-cp313-abi3-manylinux_2_17_x86_64.whl", "3.12", false],
  ["nvidia_cublas_cu12-12.4.5.8-py3-none-manylinux2014_x86_64.whl", "3.10", true],
  ["cuda_toolkit-12.4.1-py2.py3-none-any.whl", "3.14", true],
  ["debugpy-1.8.22-cp312-cp312-manylinux_2_34_x86_64.whl", "3.12", true],
  ["debugpy-1.8.22-cp312-cp312-manylinux_2_39_x86_64.whl", "3.12", false],
  ["libcudf_cu12-26.8.0-py3-none-manylinux_2_28_aarch64.whl", "3.12", false],
  ["torch-2.14.1-cp312-none-macosx_14_0_arm64.whl", "3.12", false],
  ["old-1.0-py2-none-any.whl", "3.12", false],
  ["not-a-wheel.tar.gz", "3.12", false],
])("%s on Python %s: %s", (file, python, expected) => {
  expect(wheelFits(file, python, PLATFORM)).toBe(expected);
});

test("of two builds of one release the later build is taken", () => {
  const wheels = [
    { file: "torch-2.10.0-cp312-cp312-manylinux_2_28_x86_64.whl" },
    { file: "torch-2.10.0-3-cp312-cp312-manylinux_2_28_x86_64.whl" },
    { file: "torch-2.10.0-12-cp312-cp312-manylinux_2_28_x86_64.whl" },
  ];
  expect(bestWheel(wheels, "3.12", PLATFORM)?.file).toContain("-12-");
});

test.each([
  [["a-1-py3-none-any.whl", "a-1-cp312-cp312-manylinux_2_17_x86_64.whl"], 1],
  [["a-1-cp38-abi3-manylinux_2_17_x86_64.whl", "a-1-cp311-abi3-manylinux_2_17_x86_64.whl"], 1],
  [["a-1-cp312-cp312-manylinux_2_34_x86_64.whl", "a-1-cp312-cp312-manylinux_2_17_x86_64.whl"], 0],
])("of %j the narrower fit is taken", (files, at) => {
  expect(
    bestWheel(
      files.map((file) => ({ file })),
      "3.12",
      PLATFORM,
    )?.file,
  ).toBe(files[at]);
});

test("a build tag is read as a number and what follows it", () => {
  expect(parseWheelName("a-1.0-3b-py3-none-any.whl")).toMatchObject({
    name: "a",
    version: "1.0",
    build: [3, "b"],
  });
  expect(parseWheelName("a-1.0-b-py3-none-any.whl")).toBeUndefined();
});
