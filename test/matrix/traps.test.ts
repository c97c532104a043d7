import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { chainOf } from "../../src/resolve/fallbacks.ts";
import { questionOf } from "../../src/matrix/question.ts";
import { checkLock } from "../../src/verdict/lockRules.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { lockFor } from "./answers.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

/**
 * Codes against the lock of a cell in which some packages came in other versions, or (undefined)
 * did not come.
 */
const codes = (
  matrix: string,
  changes: Readonly<Record<string, string | undefined>>,
  libraries: readonly string[] = [],
): string[] => {
  const request = requestFrom(
    catalog,
    libraries.length === 0 ? matrix : `${matrix}, set: [mine]`,
    libraries.length === 0 ? "" : `sets: { mine: [${libraries.join(", ")}] }`,
  );
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  const question = questionOf(cell, request, catalog);
  const { lock } = lockFor(question);
  const kept = lock.wheels.filter((wheel) => !(wheel.name in changes));
  const changed = Object.entries(changes).flatMap(([name, version]) =>
    version === undefined
      ? []
      : [
          {
            name,
            version,
            file: `${name.replaceAll("-", "_")}-${version}-py3-none-any.whl`,
            sha256: "0".repeat(64),
            download: 1,
          },
        ],
  );
  const other = makeLock(question, [...kept, ...changed], lock);
  return [
    ...new Set(
      checkLock(other, { ...cell, wheelCuda: request.wheelCuda }, catalog).map(
        (reason) => reason.code,
      ),
    ),
  ];
};

const TORCH = "cuda: [12.8], ubuntu: [24.04], set: [torch]";

describe("what a resolver does in silence is caught in its lock", () => {
  test("a good lock has nothing against it", () => {
    for (const cuda of ["12.4", "12.6", "12.8", "13.0", "13.2"])
      expect(codes(`cuda: [${cuda}], ubuntu: [22.04], python: [3.12], set: [torch]`, {})).toEqual(
        [],
      );
    expect(codes("cuda: [13.0], ubuntu: [24.04], set: [full]", {})).toEqual([]);
    expect(codes("cuda: [12.8], ubuntu: [24.04], set: [rapids]", {})).toEqual([]);
  });

  test.each([
    [
      "torch 2.4.1 (CUDA 12.1), which a CUDA 12 cell with nothing tied falls back to",
      TORCH,
      { torch: "2.4.1" },
      [],
      "torch-of-another-cuda",
    ],
    [
      "torch 2.6 (CUDA 12.4) in 12.6",
      "cuda: [12.6], ubuntu: [22.04], set: [torch]",
      { torch: "2.6.0" },
      [],
      "torch-of-another-cuda",
    ],
    ["torch 2.7 (CUDA 12.6) in 12.8", TORCH, { torch: "2.7.1" }, [], "torch-of-another-cuda"],
    [
      "torch 2.10 (CUDA 12.8) in 13.0",
      "cuda: [13.0], ubuntu: [24.04], set: [torch]",
      { torch: "2.10.0" },
      [],
      "torch-of-another-cuda",
    ],
    [
      "torch 2.15 (CUDA 13.2) in 13.0",
      "cuda: [13.0], ubuntu: [24.04], set: [torch]",
      { torch: "2.15.0" },
      [],
      "torch-of-another-cuda",
    ],
    [
      "a placeholder release",
      "cuda: [13.0], ubuntu: [24.04], set: [rapids]",
      { "cugraph-cu13": "0.0.0a0" },
      [],
      "placeholder-release",
    ],
    [
      "XGBoost's CUDA 12 build in a CUDA 13 cell",
      "cuda: [13.0], ubuntu: [24.04]",
      { xgboost: "3.2.0" },
      ["xgboost"],
      "xgboost-of-another-cuda",
    ],
    [
      "XGBoost's CUDA 13 build in a CUDA 12 cell",
      "cuda: [12.8], ubuntu: [22.04]",
      { xgboost: "3.4.1" },
      ["xgboost"],
      "xgboost-of-another-cuda",
    ],
    [
      "cudf-polars for CUDA 12, which polars[gpu] brings always",
      "cuda: [13.0], ubuntu: [24.04], set: [rapids]",
      { "cudf-polars-cu12": "26.10.2" },
      [],
      "wheel-of-another-cuda",
    ],
    [
      "a Polars too new for its GPU engine",
      "cuda: [13.0], ubuntu: [24.04], set: [rapids]",
      { polars: "2.1.0", "cudf-polars-cu13": "26.10.2" },
      [],
      "polars-too-new-for-gpu",
    ],
    [
      "CuPy without its CUDA libraries",
      "cuda: [12.8], ubuntu: [24.04]",
      { "nvidia-cuda-nvrtc-cu12": undefined },
      ["cupy"],
      "cupy-without-cuda",
    ],
    [
      "torchaudio 2.11 (CUDA 13) beside torch for 12.8",
      "cuda: [12.8], ubuntu: [24.04]",
      { torchaudio: "2.11.0" },
      ["torch", "torchaudio"],
      "torchaudio-of-another-cuda",
    ],
    [
      "torchaudio 2.11.0 (CUDA 13.0) beside torch 2.15, which it refuses",
      "cuda: [13.0], ubuntu: [24.04]",
      { torchaudio: "2.11.0", torch: "2.15.0" },
      ["torch", "torchaudio"],
      "torchaudio-of-another-cuda",
    ],
    [
      "the runtime of another minor",
      TORCH,
      { "nvidia-cuda-runtime-cu12": "12.9.79" },
      [],
      "wheel-of-another-cuda",
    ],
  ])("%s", (_what, matrix, changes, libraries, code) => {
    expect(codes(matrix, changes, libraries)).toContain(code);
  });

  test.each([
    ["2.12.1", ["torchaudio-needs-newer-torch"]],
    ["2.13.0", []],
    ["2.14.1", []],
  ])("torchaudio 2.11.1 beside torch %s gives %j", (torch, expected) => {
    const changes = { torchaudio: "2.11.1", torch };
    expect(codes("cuda: [13.0], ubuntu: [24.04]", changes, ["torch", "torchaudio"])).toEqual(
      expected,
    );
  });

  test("a Polars that is new is fine where no GPU engine stands beside it", () => {
    expect(codes("cuda: [13.0], ubuntu: [24.04], set: [base]", { polars: "2.1.0" })).toEqual([]);
  });
});

test("torchaudio is tied to the CUDA of its torch, because its last release names no torch", () => {
  const asked = (cuda: string): string[] => {
    const request = requestFrom(
      catalog,
      `cuda: [${cuda}], ubuntu: [22.04], python: [3.12], set: [mine]`,
      "sets: { mine: [torch, torchaudio] }",
    );
    const [cell] = expandCells(request, catalog);
    const pypi = chainOf(questionOf(cell as NonNullable<typeof cell>, request, catalog)).at(-1);
    return (pypi?.requirements ?? []).filter((requirement) => requirement.startsWith("torchaudio"));
  };
  expect([asked("12.4"), asked("12.8"), asked("13.0"), asked("13.2")]).toEqual([
    ["torchaudio>=2.5,<2.7"],
    ["torchaudio>=2.8,<2.11"],
    ["torchaudio==2.11.0"],
    ["torchaudio>=2.11.1"],
  ]);
});
