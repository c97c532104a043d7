import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { withOwnPackages } from "../../src/matrix/ownPackages.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { rulesAgainst } from "./judging.ts";
import type { Reason } from "../../src/matrix/reason.ts";
import { builtIn, TODAY } from "../catalog/builtIn.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const against = (matrix: string, rest = "", today = TODAY): readonly Reason[] => {
  const request = requestFrom(catalog, matrix, rest);
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  return rulesAgainst(cell, request, catalog, today);
};

const codes = (matrix: string, rest = "", today = TODAY): string[] =>
  against(matrix, rest, today).map((reason) => reason.code);

const set = (...names: string[]): string => `sets: { mine: [${names.join(", ")}] }\n`;

describe("the catalog's rules speak before any resolver", () => {
  test.each([
    [
      "CUDA 12.8 with torch on 24.04 has nothing against it",
      "cuda: [12.8], ubuntu: [24.04], set: [torch]",
      "",
      [],
    ],
    [
      "a CUDA before the catalog's first",
      "cuda: [12.1], ubuntu: [22.04]",
      "",
      ["cuda-not-covered"],
    ],
    [
      "a CUDA of a major that the catalog knows no wheels of",
      "cuda: [14.0], ubuntu: [24.04]",
      "",
      ["cuda-not-covered"],
    ],
    [
      "an update of CUDA that NVIDIA ended",
      "cuda: [12.6.0], ubuntu: [22.04]",
      "",
      ["cuda-end-of-life"],
    ],
    [
      "an Ubuntu without security updates",
      "cuda: [12.8], ubuntu: [20.04], python: [3.10]",
      "",
      ["ubuntu-end-of-life"],
    ],
    [
      "a Python that is nowhere",
      "cuda: [12.8], ubuntu: [24.04], python: [3.9]",
      "",
      ["python-not-available"],
    ],
    [
      "torch where it was never built",
      "cuda: [12.5], ubuntu: [22.04], set: [torch]",
      "",
      ["torch-no-build"],
    ],
    [
      "torch beyond its last CUDA",
      "cuda: [13.3], ubuntu: [24.04], set: [torch]",
      "",
      ["torch-no-build"],
    ],
    [
      "torch where it was never built, but an older CUDA will do",
      "cuda: [12.5], ubuntu: [22.04], set: [torch]",
      "wheel-cuda: same-major\n",
      [],
    ],
    [
      "torch 2.6 with Python 3.14",
      "cuda: [12.4], ubuntu: [22.04], python: [3.14], set: [torch]",
      "",
      ["torch-python-too-new"],
    ],
    [
      "torch and cuML in CUDA 12.6, but wheels of an older CUDA 12 will do",
      "cuda: [12.6], ubuntu: [22.04], python: [3.12], set: [mine]",
      `${set("torch", "cuml")}wheel-cuda: same-major\n`,
      [],
    ],
    [
      "torchaudio where wheels of an older CUDA 13 will do",
      "cuda: [13.2], ubuntu: [24.04], set: [mine]",
      `${set("torch", "torchaudio")}wheel-cuda: same-major\n`,
      [],
    ],
    [
      "cuML without torch in CUDA 12.6",
      "cuda: [12.6], ubuntu: [22.04], python: [3.12], set: [mine]",
      set("cuml"),
      [],
    ],
    [
      "cuGraph with Python 3.10, which NVIDIA's index has",
      "cuda: [13.0], ubuntu: [22.04], set: [mine]",
      set("cugraph"),
      [],
    ],
    [
      "cuVS with Python 3.10, which NVIDIA's index has",
      "cuda: [12.8], ubuntu: [22.04], set: [mine]",
      set("cuvs"),
      [],
    ],
    [
      "torchaudio beside a torch for CUDA 13.2",
      "cuda: [13.2], ubuntu: [24.04], set: [mine]",
      set("torch", "torchaudio"),
      [],
    ],
    [
      "torchaudio where there is no torch",
      "cuda: [13.1], ubuntu: [24.04], set: [mine]",
      set("torch", "torchaudio"),
      ["torch-no-build"],
    ],
    [
      "torch on a base with a cuDNN of its own",
      "cuda: [12.8], ubuntu: [24.04], flavor: [cudnn-runtime], set: [torch]",
      "",
      ["two-cudnns"],
    ],
    [
      "CuPy, which reads no cuDNN, on a base with one",
      "cuda: [12.8], ubuntu: [24.04], flavor: [cudnn-runtime], set: [base]",
      "",
      [],
    ],
    [
      "torch on such a base, but its cuDNN is asked for, which torch would not load",
      "cuda: [12.8], ubuntu: [24.04], flavor: [cudnn-runtime], set: [torch]",
      "cudnn: system\n",
      ["two-cudnns"],
    ],
    [
      "torchvision on such a base, which brings torch along",
      "cuda: [12.8], ubuntu: [24.04], flavor: [cudnn-runtime], set: [mine]",
      set("torchvision"),
      ["two-cudnns"],
    ],
    [
      "torchvision where torch was never built",
      "cuda: [12.5], ubuntu: [22.04], set: [mine]",
      set("torchvision"),
      ["torch-no-build"],
    ],
    [
      "no GPU library on such a base",
      "cuda: [12.8], ubuntu: [24.04], flavor: [cudnn-runtime], set: [mine]",
      set("numpy"),
      [],
    ],
    [
      "a pin below what the CUDA needs",
      "cuda: [12.8], ubuntu: [24.04], set: [torch]",
      "pins: { torch: 2.4.1 }\n",
      ["pin-out-of-range"],
    ],
    [
      "a range of pins below what the CUDA needs",
      "cuda: [13.0], ubuntu: [24.04], set: [mine]",
      `${set("cugraph")}pins: { cugraph-cu13: "==25.8.*" }\n`,
      ["pin-out-of-range"],
    ],
    [
      "a range of pins that reaches into it",
      "cuda: [13.0], ubuntu: [24.04], set: [mine]",
      `${set("cugraph")}pins: { cugraph-cu13: ">=26.2,<26.10" }\n`,
      [],
    ],
    [
      "a pin that fits",
      "cuda: [12.8], ubuntu: [24.04], set: [torch]",
      "pins: { torch: 2.9.1 }\n",
      [],
    ],
  ])("%s", (_what, matrix, rest, expected) => {
    expect(codes(matrix, rest)).toEqual(expected);
  });

  test("a pin in the way is told in words, and the lines to type keep the other pins", () => {
    const request = requestFrom(
      catalog,
      "cuda: [13.0], ubuntu: [24.04], set: [mine]",
      `${set("cugraph", "numpy")}pins: { cugraph-cu13: "==25.8.*", numpy: "<3" }\n`,
    );
    expect(
      expandCells(request, catalog).flatMap((cell) => rulesAgainst(cell, request, catalog, TODAY)),
    ).toMatchObject([
      {
        message:
          "The pin requires cugraph-cu13 25.8; cuGraph needs 26.8 or newer for this CUDA and Python.",
        hint: 'pins: { cugraph-cu13: ">=26.8", numpy: "<3" }',
      },
    ]);
  });

  test("versions of one family that a set names are one reason, to be changed where they stand", () => {
    const request = requestFrom(
      catalog,
      "cuda: [12.8], ubuntu: [24.04], set: [mine]",
      set("torch==2.1.0+cu118", "torchvision==0.16.0", "numpy"),
    );
    const whole = withOwnPackages(catalog, request);
    expect(
      expandCells(request, whole).flatMap((cell) => rulesAgainst(cell, request, whole, TODAY)),
    ).toMatchObject([
      {
        code: "pin-out-of-range",
        message:
          "torch 2.1.0+cu118 and torchvision 0.16.0 are requested; this CUDA and Python need " +
          "torch 2.7 or newer and torchvision 0.22 or newer.",
        hint: "Write: torch>=2.7 (dl-env.yml), torchvision>=0.22 (dl-env.yml)",
      },
    ]);
  });

  test("a dated end holds from its date on", () => {
    expect(codes("cuda: [12.8], ubuntu: [22.04]", "", "2027-04-29")).toEqual([]);
    expect(codes("cuda: [12.8], ubuntu: [22.04]", "", "2027-04-30")).toEqual([
      "ubuntu-end-of-life",
    ]);
  });

  test("22.04's Python 3.11 is a release candidate: without a standalone one the cell is rejected for that", () => {
    const request = requestFrom(catalog, "cuda: [12.8], ubuntu: [22.04], python: [3.11]");
    const bare = {
      ...catalog,
      pythons: catalog.pythons.filter((python) => python.minor !== "3.11"),
    };
    const [cell] = expandCells(request, bare);
    expect(cell).toBeDefined();
    const [reason] = rulesAgainst(cell as NonNullable<typeof cell>, request, bare, TODAY);
    expect(reason).toMatchObject({
      code: "python-pre-release",
      message: expect.stringContaining("release candidate"),
      source: expect.stringContaining("jammy"),
    });
    expect(codes("cuda: [12.8], ubuntu: [22.04], python: [3.11]")).toEqual([]);
  });

  test("a library of one's own that asks for the other CUDA's packages is told so", () => {
    const numpy = catalog.libraries.get("numpy");
    if (numpy === undefined) throw new Error("no numpy");
    const mine = {
      ...numpy,
      name: "mine",
      title: "Mine",
      releases: [
        {
          requirements: ["thing-cu13>=1"],
          constraints: [],
          with: [],
          fallback: false,
          source: "https://example.org",
        },
      ],
    };
    const own = { ...catalog, libraries: new Map([...catalog.libraries, ["mine", mine]]) };
    const request = requestFrom(own, "cuda: [12.8], ubuntu: [24.04], set: [mine]", set("mine"));
    const [cell] = expandCells(request, own);
    const reasons = rulesAgainst(cell as NonNullable<typeof cell>, request, own, TODAY);
    expect(reasons.map((reason) => reason.code)).toEqual(["cuda-major-mismatch"]);
  });
});

describe("every reason that the catalog can give", () => {
  const sentences = (text: string): string[] => text.split(/(?<=[.!?])\s+(?=[A-Z])/);
  const words = (text: string): number => text.split(/\s+/).length;

  test("is at most two sentences of at most 25 words, ends with a full stop, and has a hint", () => {
    const limits = [...catalog.libraries.values()].flatMap((library) => library.limits);
    expect(limits.length).toBeGreaterThan(5);
    const bad = limits.filter(
      ({ message, hint }) =>
        !message.endsWith(".") ||
        sentences(message).length > 2 ||
        sentences(message).some((sentence) => words(sentence) > 25) ||
        hint === undefined,
    );
    expect(bad.map(({ message }) => message)).toEqual([]);
  });

  test("has no word of the resolver's jargon", () => {
    const texts = [...catalog.libraries.values()].flatMap((library) =>
      [...library.limits, ...library.traps].map((entry) => entry.message),
    );
    expect(
      texts.filter((text) =>
        /\b(ABI|manylinux|sdist|marker|specifier|unsatisfiable|requires-dist|backtrack)\b/i.test(
          text,
        ),
      ),
    ).toEqual([]);
  });

  test("fills in the cell's own versions", () => {
    const [reason] = against("cuda: [13.3], ubuntu: [24.04], set: [torch]");
    expect(reason?.message).toBe(
      "PyTorch has no build for CUDA 13.3. The newest build is for 13.2.",
    );
  });
});
