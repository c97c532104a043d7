import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { questionOf, type Question } from "../../src/matrix/question.ts";
import { chainOf } from "../../src/resolve/fallbacks.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const asked = (matrix: string, rest = ""): Question => {
  const request = requestFrom(catalog, matrix, rest);
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  return questionOf(cell, request, catalog);
};

/** What is asked where only the default index can be. */
const askedOfPypi = (matrix: string, rest = ""): Question => {
  const found = chainOf(asked(matrix, rest)).find(({ indexes }) => indexes.length === 0);
  if (found === undefined) throw new Error("nothing is asked of the default index");
  return found;
};

describe("what is asked of the index", () => {
  test("for torch in CUDA 12.8: a floor, and the constraints that tie it to 12.8", () => {
    const question = askedOfPypi("cuda: [12.8], ubuntu: [24.04], set: [torch]");
    expect(question.requirements).toEqual(
      expect.arrayContaining([
        "torch>=2.8",
        "torchvision>=0.20",
        "cupy-cuda12x[ctk]>=14",
        `uv==${catalog.hostUv.version}`,
      ]),
    );
    expect(question.constraints).toEqual([
      "cuda-toolkit==12.8.*",
      "nvidia-cuda-runtime-cu12==12.8.*",
    ]);
    expect(question).toMatchObject({
      python: "3.12",
      platform: "x86_64-manylinux_2_35",
      indexes: [],
    });
  });

  test.each([
    ["12.4", "torch>=2.5"],
    ["12.6", "torch>=2.7"],
    ["12.8", "torch>=2.8"],
    ["13.0", "torch>=2.11"],
    ["13.2", "torch>=2.15"],
  ])(
    "the floor of torch in CUDA %s is %s, so that no resolver falls back to an older CUDA",
    (cuda, floor) => {
      expect(
        askedOfPypi(`cuda: [${cuda}], ubuntu: [22.04], python: [3.12], set: [torch]`).requirements,
      ).toContain(floor);
    },
  );

  test.each([
    ["12.6", "torch>=2.6", "pytorch-cu126"],
    ["12.8", "torch>=2.7", "pytorch-cu128"],
    ["12.9", "torch>=2.8", "pytorch-cu129"],
    ["13.0", "torch>=2.9", "pytorch-cu130"],
    ["13.2", "torch>=2.12", "pytorch-cu132"],
  ])(
    "torch for CUDA %s is asked of PyTorch's index for it first, from %s on",
    (cuda, floor, index) => {
      const question = asked(
        `cuda: [${cuda}], ubuntu: [22.04], python: [3.12], set: [mine]`,
        "sets: { mine: [torch, torchvision] }",
      );
      expect(question.indexes).toEqual([index]);
      expect(question.requirements).toContain(floor);
      expect((question.fallbacks ?? []).map(({ indexes }) => indexes)).toEqual(
        cuda === "12.9" ? [] : [[]],
      );
    },
  );

  test("torchaudio and torchvision bring torch along: all that is known of torch beside others counts with them", () => {
    const mine = (names: string): Question =>
      asked("cuda: [12.8], ubuntu: [24.04], set: [mine]", `sets: { mine: [${names}] }\n`);
    expect(mine("torchaudio, cuvs")).toMatchObject({
      indexes: ["nvidia", "pytorch-cu128"],
      requirements: expect.arrayContaining(["cuvs-cu12>=25.10,<26.4", "torch>=2.7"]),
    });
    expect(mine("torchvision, cuvs").indexes).toEqual(["nvidia", "pytorch-cu128"]);
    expect(mine("numpy, cuvs")).toMatchObject({
      indexes: [],
      requirements: expect.arrayContaining(["cuvs-cu12>=26.6"]),
    });
  });

  test("CUDA 13 has other names for the same things", () => {
    const question = asked("cuda: [13.0], ubuntu: [24.04], set: [full]");
    expect(question.constraints).toEqual(["cuda-toolkit==13.0.*", "nvidia-cuda-runtime==13.0.*"]);
    expect(question.requirements.filter((requirement) => /cu12|cuda12/.test(requirement))).toEqual(
      [],
    );
    expect(question.requirements).toEqual(
      expect.arrayContaining([
        "cupy-cuda13x[ctk]>=14",
        "cudf-cu13>=25.10",
        "cudf-polars-cu13>=25.10",
        "nvidia-dali-cuda130>=1.53",
      ]),
    );
  });

  test("XGBoost's name follows CUDA and Python", () => {
    const xgboost = (cuda: string, python: string): string[] =>
      asked(
        `cuda: [${cuda}], ubuntu: [22.04], python: [${python}], set: [mine]`,
        "sets: { mine: [xgboost] }",
      ).requirements.filter((requirement) => requirement.startsWith("xgboost"));
    expect(xgboost("12.8", "3.11")).toEqual(["xgboost>=3.1,<3.3"]);
    expect(xgboost("12.8", "3.12")).toEqual(["xgboost-cu12>=3.4"]);
    expect(xgboost("13.0", "3.11")).toEqual(["xgboost-cu13>=3.1,<3.3"]);
    expect(xgboost("13.0", "3.12")).toEqual(["xgboost>=3.4"]);
  });

  test("CuPy beside torch in CUDA 12.6 leaves out its toolkit extra, which torch 2.7 contradicts", () => {
    expect(asked("cuda: [12.6], ubuntu: [22.04], set: [torch]").requirements).toContain(
      "cupy-cuda12x>=14",
    );
    expect(asked("cuda: [12.6], ubuntu: [22.04], set: [base]").requirements).toContain(
      "cupy-cuda12x[ctk]>=14",
    );
  });

  test("what PyPI lacks names the index that has it", () => {
    expect(asked("cuda: [12.9], ubuntu: [24.04], set: [torch]").indexes).toEqual(["pytorch-cu129"]);
    expect(asked("cuda: [12.8], ubuntu: [24.04], set: [full]").indexes).toEqual([
      "nvidia",
      "pytorch-cu128",
    ]);
    expect(asked("cuda: [12.8], ubuntu: [24.04], set: [rapids]").indexes).toEqual([]);
  });

  test("same-major lets the wheels be of an older CUDA of the same major, never of a newer one", () => {
    const question = asked("cuda: [12.5], ubuntu: [22.04], set: [torch]", "wheel-cuda: same-major");
    expect(question.constraints).toEqual([
      "cuda-toolkit>=12.0,<12.6",
      "nvidia-cuda-runtime-cu12>=12.0,<12.6",
    ]);
    expect(question.requirements).toContain("torch>=2.5");
  });

  test("Ubuntu releases, flavors and updates of one CUDA share one question", () => {
    const all = [
      "cuda: [12.8.0], ubuntu: [22.04], python: [3.12]",
      "cuda: [12.8.1], ubuntu: [24.04]",
      "cuda: [12.8], ubuntu: [24.04], flavor: [devel]",
    ].map((matrix) => asked(matrix));
    expect(new Set(all.map((question) => JSON.stringify(question))).size).toBe(1);
  });

  test("the lowest glibc among living releases is asked for, so a release that ends raises it", () => {
    const later = { ...catalog, asOf: "2027-06-01" };
    const request = requestFrom(later, "cuda: [12.8], ubuntu: [24.04]");
    const [cell] = expandCells(request, later);
    expect(questionOf(cell as NonNullable<typeof cell>, request, later).platform).toBe(
      "x86_64-manylinux_2_36",
    );
  });
});

describe("pins", () => {
  test("of a package that the set asks for join its requirement", () => {
    const pinned = chainOf(
      asked("cuda: [12.8], ubuntu: [24.04], set: [torch]", "pins: { torch: 2.9.1 }"),
    ).map(({ requirements }) => requirements.filter((one) => /^torch[^v]/.test(one)));
    expect([...new Set(pinned.flat())]).toEqual(["torch>=2.7,==2.9.1", "torch>=2.8,==2.9.1"]);
    expect(
      asked("cuda: [12.8], ubuntu: [24.04]", "pins: { cupy_cuda12x: '<15' }").requirements,
    ).toContain("cupy-cuda12x[ctk]>=14,<15");
  });

  test.each([
    ["12.8", "3.12", "xgboost: '==3.1.0'", "xgboost>=3.1,<3.4,==3.1.0"],
    ["12.8", "3.12", "xgboost: '==3.4.0'", "xgboost-cu12>=3.4,==3.4.0"],
    ["13.0", "3.12", "xgboost: '==3.2.0'", "xgboost-cu13>=3.1,<3.4,==3.2.0"],
    ["13.0", "3.11", "xgboost: '==3.2.0'", "xgboost-cu13>=3.1,<3.3,==3.2.0"],
    ["12.8", "3.12", "cudf: '==26.2.*'", "cudf-cu12>=24.12,==26.2.*"],
    ["13.0", "3.12", "cudf: '==26.2.*'", "cudf-cu13>=25.10,==26.2.*"],
    ["12.8", "3.12", "raft: '==26.2.*'", "pylibraft-cu12>=25.6,==26.2.*"],
    ["12.8", "3.12", "dali: '<2'", "nvidia-dali-cuda120>=1.53,<2"],
    ["12.8", "3.12", "polars-gpu: '==26.2.*'", "cudf-polars-cu12>=24.12,==26.2.*"],
    ["12.8", "3.12", "cupy: '==14.0.*'", "cupy-cuda12x[ctk]>=14,==14.0.*"],
    ["12.8", "3.12", "cupy: '==13.6.0'", "cupy-cuda12x>=13.6,==13.6.0"],
  ])(
    "of a library hold for what stands for it in CUDA %s with Python %s: %s asks %s",
    (cuda, python, pin, wanted) => {
      const question = asked(
        `cuda: [${cuda}], ubuntu: [22.04], python: [${python}], set: [mine]`,
        `sets: { mine: [xgboost, cudf, raft, dali, polars-gpu, cupy] }\npins: { ${pin} }\n`,
      );
      expect(question.requirements).toContain(wanted);
      const name = pin.split(":", 1)[0] ?? "";
      expect(question.constraints.filter((one) => one.startsWith(name))).toEqual([]);
    },
  );

  test("of a package win over those of its library, and hold for a library that others bring", () => {
    const both = asked(
      "cuda: [12.8], ubuntu: [24.04], set: [mine]",
      "sets: { mine: [cudf] }\npins: { cudf: '==26.2.*', cudf-cu12: '==26.4.*' }\n",
    );
    expect(both.requirements).toContain("cudf-cu12>=24.12,==26.4.*");
    const brought = asked(
      "cuda: [12.8], ubuntu: [24.04], set: [mine]",
      "sets: { mine: [polars-gpu] }\npins: { cudf: '==26.2.*' }\n",
    );
    expect(brought.constraints).toContain("cudf-cu12==26.2.*");
  });

  test("what a pin elsewhere rules out leaves an older CuPy", () => {
    const question = asked(
      "cuda: [12.8], ubuntu: [24.04], set: [mine]",
      "sets: { mine: [cudf, cupy] }\npins: { numpy: '==1.26.4' }\n",
    );
    expect(
      chainOf(question).map(({ requirements }) =>
        requirements.filter((one) => one.startsWith("cupy")),
      ),
    ).toEqual([["cupy-cuda12x[ctk]>=14"], ["cupy-cuda12x>=13.6"]]);
  });

  test("of any other package become constraints", () => {
    const question = asked(
      "cuda: [12.8], ubuntu: [24.04], set: [torch]",
      "pins: { triton: '==3.6.0', unheard-of: '>=1' }",
    );
    expect(question.constraints).toEqual(
      expect.arrayContaining(["triton==3.6.0", "unheard-of>=1"]),
    );
  });
});

describe("a library whose pre-releases are allowed", () => {
  test("is asked for so that they count, above its floor and beside a pin", () => {
    const request = requestFrom(catalog, 'cuda: ["12.8"], ubuntu: "24.04", set: [base]');
    const numpy = catalog.libraries.get("numpy");
    const [cell] = expandCells(request, catalog);
    if (numpy === undefined || cell === undefined) throw new Error("no numpy");
    const libraries = new Map([
      ...catalog.libraries,
      ["numpy", { ...numpy, prerelease: "allow" }],
    ] as const);
    const asked = (pins: Readonly<Record<string, string>>): string =>
      questionOf(cell, { ...request, pins }, { ...catalog, libraries }).requirements.find((one) =>
        one.startsWith("numpy"),
      ) ?? "";
    expect(asked({})).toMatch(/^numpy(?:>=[^,]+,)?>=0\.dev0$/);
    expect(asked({ numpy: "<3" })).toMatch(/^numpy(?:>=[^,]+,)?<3,>=0\.dev0$/);
  });
});
