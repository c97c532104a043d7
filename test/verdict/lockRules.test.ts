import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { LockedCell } from "../../src/verdict/lockRule.ts";
import { checkLock } from "../../src/verdict/lockRules.ts";
import type { Lock } from "../../src/resolve/lock.ts";
import { decodeLock } from "../../src/resolve/lockfile.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { silent } from "../resolve/world.ts";

const catalog = await loadCatalog(realSystem({ log: silent }));
const recorded = (name: string): Lock =>
  decodeLock(readFileSync(`${import.meta.dirname}/../resolve/locks/${name}.json`, "utf8"), name);
const cell = (
  cuda: string,
  libraries: readonly string[],
  change: Partial<LockedCell> = {},
): LockedCell => ({ cuda, python: "3.12", libraries, wheelCuda: "exact", ...change });
const codes = (lock: Lock, asked: LockedCell): string[] =>
  checkLock(lock, asked, catalog).map(({ code }) => code);
const TORCH = ["torch", "torchvision", "cupy"];
const withWheel = (lock: Lock, name: string, version: string): Lock => ({
  ...lock,
  wheels: [
    ...lock.wheels,
    {
      name,
      version,
      file: `${name.replaceAll("-", "_")}-${version}-py3-none-any.whl`,
      sha256: "ab".repeat(32),
      download: 1,
    },
  ],
});

describe("locks that are right", () => {
  test.each([
    ["12.4.1", "torch-12.4"],
    ["12.8.1", "torch-12.8"],
    ["13.0.2", "torch-13.0"],
  ])("CUDA %s: nothing is wrong with %s as the index gave it", (cuda, name) => {
    expect(checkLock(recorded(name), cell(cuda, TORCH), catalog)).toEqual([]);
  });

  test("a torch for an older CUDA of the same major passes where that was asked", () => {
    expect(
      checkLock(
        recorded("torch-12.4"),
        cell("12.8.1", ["cupy"], { wheelCuda: "same-major" }),
        catalog,
      ),
    ).toEqual([]);
  });
});

describe("locks that a resolver gives in silence and that are wrong", () => {
  test("a torch for CUDA 12.4 in a cell with 12.8", () => {
    const found = checkLock(recorded("torch-12.4"), cell("12.8.1", TORCH), catalog);
    expect(found.map(({ code }) => code)).toContain("wheel-of-another-cuda");
    expect(found.map(({ message }) => message)).toContain(
      "nvidia-cuda-runtime-cu12 12.4.127 is built for CUDA 12.4, and this cell has CUDA 12.8.",
    );
  });

  test("torch 2.4.1 for CUDA 12.1, taken because cuML and newer torch disagree", () => {
    expect(codes(recorded("naive-12"), cell("12.4.1", ["torch", "cuml"]))).toEqual(
      expect.arrayContaining(["wheel-of-another-cuda", "torch-of-another-cuda"]),
    );
    expect(
      codes(recorded("naive-12"), cell("12.4.1", ["torch", "cuml"], { wheelCuda: "same-major" })),
    ).toContain("torch-of-another-cuda");
  });

  test("XGBoost's CUDA 12 build in a cell with CUDA 13 on Python 3.10", () => {
    const found = codes(
      recorded("xgboost-13.0-3.10"),
      cell("13.0.2", ["xgboost", "cupy"], { python: "3.10" }),
    );
    expect(found).toEqual(
      expect.arrayContaining(["wheel-of-another-cuda", "xgboost-of-another-cuda"]),
    );
  });

  test("polars[gpu], which brings CUDA 12 to every cell", () => {
    expect(codes(recorded("polars-gpu-13.0"), cell("13.0.2", ["polars-gpu"]))).toContain(
      "wheel-of-another-cuda",
    );
  });

  test.each(["cuda-bindings", "cuda-python"])(
    "%s of CUDA 13 in a cell of CUDA 12, whatever brings it",
    (name) => {
      const wheel = { ...recorded("torch-12.8").wheels[0]!, name };
      const lock = (version: string) => ({
        ...recorded("torch-12.8"),
        wheels: [{ ...wheel, version }],
      });
      expect(codes(lock("13.5.0"), cell("12.8.1", ["cupy"]))).toEqual(["wheel-of-another-cuda"]);
      expect(codes(lock("12.9.10"), cell("12.8.1", ["cupy"]))).toEqual([]);
      expect(codes(lock("13.5.0"), cell("13.0.2", ["cupy"]))).toEqual([]);
    },
  );

  test("CuPy without its CUDA libraries", () => {
    expect(codes(recorded("cupy-alone"), cell("12.8.1", ["cupy"]))).toEqual(["cupy-without-cuda"]);
  });

  test("a placeholder release", () => {
    expect(
      codes(withWheel(recorded("torch-13.0"), "cuvs-cu13", "0.0.0a0"), cell("13.0.2", TORCH)),
    ).toEqual(["placeholder-release"]);
  });

  test("two cuDNNs", () => {
    expect(
      codes(
        withWheel(recorded("torch-13.0"), "nvidia-cudnn-cu12", "9.1.0.70"),
        cell("13.0.2", TORCH),
      ),
    ).toEqual(expect.arrayContaining(["two-cudnn"]));
  });

  test("a local version that names another CUDA", () => {
    const lock = recorded("torch-12.8");
    const wheels = lock.wheels.map((wheel) =>
      wheel.name === "torchvision" ? { ...wheel, version: "0.25.0+cu126" } : wheel,
    );
    expect(
      checkLock({ ...lock, wheels }, cell("12.8.1", TORCH), catalog).map(({ message }) => message),
    ).toEqual(["torchvision 0.25.0+cu126 is built for CUDA 12.6, and this cell has CUDA 12.8."]);
  });

  test("a torch that came without any CUDA", () => {
    const lock = recorded("torch-12.8");
    const wheels = lock.wheels.filter(
      ({ name }) => !name.startsWith("nvidia-") && name !== "cuda-toolkit",
    );
    expect(codes({ ...lock, wheels }, cell("12.8.1", ["torch"]))).toContain("torch-without-cuda");
  });

  test("a wheel for another Python", () => {
    const lock = recorded("torch-12.8");
    expect(
      codes({ ...lock, question: { ...lock.question, python: "3.13" } }, cell("12.8.1", TORCH)),
    ).toContain("wheel-does-not-fit");
  });
});

test("every reason is one or two sentences of at most 25 words", () => {
  const all = [
    ...checkLock(recorded("naive-12"), cell("13.0.2", ["torch", "xgboost"]), catalog),
    ...checkLock(recorded("xgboost-13.0-3.10"), cell("13.0.2", ["xgboost"]), catalog),
  ];
  expect(all.length).toBeGreaterThan(2);
  for (const { message } of all) {
    const sentences = message.split(/(?<=[.])\s+(?=[A-Z])/);
    expect(sentences.length).toBeLessThanOrEqual(2);
    for (const sentence of sentences) expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(25);
  }
});
