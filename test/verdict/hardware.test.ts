import { beforeAll, describe, expect, test } from "vitest";
import { cudnnOf, cudnnSupport } from "../../src/verdict/cudnn.ts";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import type { CellHardware } from "../../src/verdict/hardware.ts";
import { hardwareOf, runsOn } from "../../src/verdict/hardware.ts";
import { hardwareLabels } from "../../src/image/hardwareLabels.ts";
import { questionOf } from "../../src/matrix/question.ts";
import type { Lock } from "../../src/resolve/lock.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { lockFor } from "../matrix/answers.ts";
import { requestFrom } from "../matrix/requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const locked = (matrix: string, rest = ""): { cell: Cell; lock: Lock } => {
  const request = requestFrom(catalog, matrix, rest);
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  return { cell, lock: lockFor(questionOf(cell, request, catalog)).lock };
};

const hardware = (matrix: string, rest = ""): CellHardware => {
  const { cell, lock } = locked(matrix, rest);
  return hardwareOf({ cell, lock }, catalog);
};

const mine = (...names: string[]): string => `sets: { mine: [${names.join(", ")}] }`;

describe("which cards code runs on", () => {
  test.each([
    ["machine code for the card itself", ["8.9"], [], "8.9", true],
    ["machine code for an older minor of the same major", ["8.6"], [], "8.9", true],
    ["machine code for a newer minor", ["8.9"], [], "8.6", false],
    ["machine code for another major", ["9.0"], [], "10.0", false],
    ["PTX for an older card", [], ["8.0"], "12.0", true],
    ["PTX for a newer card", [], ["12.0"], "10.0", false],
    ["10.3 by the code of 10.0", ["10.0"], [], "10.3", true],
  ])("%s", (_what, sm, ptx, card, expected) => {
    expect(runsOn({ sm, ptx }, card)).toBe(expected);
  });
});

describe("GPU facts of a cell", () => {
  test("torch for CUDA 12.4 has no Blackwell code, and is who limits the cell", () => {
    const { runsOn: cards, limitedBy } = hardware(
      "cuda: [12.4], ubuntu: [22.04], set: [mine]",
      mine("torch", "cupy"),
    );
    expect(cards).toEqual(expect.arrayContaining(["5.0", "7.0", "8.9", "9.0"]));
    expect(cards).not.toContain("12.0");
    expect(limitedBy["12.0"]).toEqual(["torch"]);
  });

  test("XGBoost's wheel for CUDA 12 has no Volta code, which torch and cuDF have", () => {
    const {
      runsOn: cards,
      limitedBy,
      sm,
    } = hardware("cuda: [12.8], ubuntu: [24.04], set: [mine]", mine("torch", "cudf", "xgboost"));
    expect(cards).not.toContain("7.0");
    expect(limitedBy["7.0"]).toEqual(["xgboost"]);
    expect(cards).toContain("12.0");
    expect(sm).toEqual(["7.5", "8.0", "9.0", "10.0", "12.0"]);
  });

  test("CUDA 13 starts with Turing", () => {
    expect(hardware("cuda: [13.0], ubuntu: [24.04], set: [full]").runsOn[0]).toBe("7.5");
  });

  test("what nobody has looked into is said, not assumed", () => {
    expect(
      hardware("cuda: [12.8], ubuntu: [24.04], set: [mine]", mine("cugraph")).unmeasured,
    ).toEqual(["cugraph"]);
    expect(hardware("cuda: [12.8], ubuntu: [24.04], set: [mine]", mine("numpy"))).toMatchObject({
      unmeasured: [],
      code: [],
    });
  });
});

describe("the three least drivers", () => {
  test("of CUDA 12.8: compatible, data-centre, GeForce", () => {
    const { drivers } = hardware("cuda: [12.8], ubuntu: [24.04], set: [torch]");
    expect([
      drivers.minorVersion.driver,
      drivers.dataCentre?.driver,
      drivers.geforce?.driver,
    ]).toEqual(["525.60.13", "470", "570.26"]);
  });

  test("of CUDA 13.0", () => {
    const { drivers } = hardware("cuda: [13.0], ubuntu: [24.04], set: [torch]");
    expect([
      drivers.minorVersion.driver,
      drivers.dataCentre?.driver,
      drivers.geforce?.driver,
    ]).toEqual(["580.65.06", "535", "580.65.06"]);
  });

  test("RAPIDS from 25.12 on asks for branch 535", () => {
    expect(
      hardware("cuda: [12.8], ubuntu: [24.04], set: [mine]", mine("cudf")).drivers.minorVersion,
    ).toMatchObject({ driver: "535", source: expect.stringContaining("platform-support") });
  });

  test("what was not read is absent, not guessed", () => {
    const { drivers } = hardware("cuda: [13.2], ubuntu: [24.04], set: [base]");
    expect(drivers.dataCentre).toBeUndefined();
    expect(drivers.geforce?.driver).toBe("595.45.04");
  });
});

test("as labels: three drivers, architectures, who limits them; what is not known has none", () => {
  expect(
    hardwareLabels(
      hardware("cuda: [12.8], ubuntu: [24.04], set: [mine]", mine("torch", "xgboost")),
    ),
  ).toEqual({
    "driver.minor-version": "525.60.13",
    "driver.data-centre": "470",
    "driver.geforce": "570.26",
    "gpu.sm": "7.5,8.0,9.0,10.0,12.0",
    "gpu.runs-on": "7.5,8.0,8.6,8.9,9.0,10.0,10.3,12.0,12.1",
    "gpu.limited-by": "7.0:xgboost",
  });
  expect(
    hardwareLabels(hardware("cuda: [13.2], ubuntu: [24.04], set: [mine]", mine("numpy"))),
  ).toEqual({ "driver.minor-version": "580.65.06", "driver.geforce": "595.45.04" });
});

describe("cuDNN's support matrix", () => {
  test("cuDNN 9.10 runs on Blackwell only with driver 570", () => {
    expect(
      cudnnSupport({ cudnn: "9.10.2.21", cuda: "12.8.1", computeCapability: "12.0" }, catalog),
    ).toMatchObject({
      driver: "570.26",
    });
    expect(
      cudnnSupport({ cudnn: "9.10.2.21", cuda: "12.8.1", computeCapability: "8.9" }, catalog),
    ).toMatchObject({
      driver: "525.60.13",
    });
  });

  test("cuDNN from 9.11 on leaves Volta out", () => {
    expect(
      cudnnSupport({ cudnn: "9.10.2.21", cuda: "12.8.1", computeCapability: "7.0" }, catalog),
    ).toMatchObject({
      driver: "525.60.13",
    });
    expect(
      cudnnSupport({ cudnn: "9.17.1.4", cuda: "12.8.1", computeCapability: "7.0" }, catalog),
    ).toBe("none");
  });

  test("a cuDNN or CUDA without a row is not judged", () => {
    expect(
      cudnnSupport({ cudnn: "8.9.7.29", cuda: "12.8.1", computeCapability: "8.9" }, catalog),
    ).toBeUndefined();
  });

  test("the wheels' own cuDNN counts, else the base's", () => {
    const torch = locked("cuda: [12.8], ubuntu: [24.04], set: [torch]");
    expect(cudnnOf(torch, catalog)).toBe("9.10.2.21");
    const based = locked("cuda: [12.8], ubuntu: [24.04], flavor: [cudnn-runtime], set: [base]");
    expect(cudnnOf(based, catalog)).toBe("9.8.0.87");
    const none = locked("cuda: [12.8], ubuntu: [24.04], set: [base]");
    expect(cudnnOf(none, catalog)).toBeUndefined();
  });
});
