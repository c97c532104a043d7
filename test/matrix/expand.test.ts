import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const ids = (matrix: string, rest = ""): string[] =>
  expandCells(requestFrom(catalog, matrix, rest), catalog).map((cell) => cell.id);

describe("the product of the axes", () => {
  test("the twelve cells of three CUDAs, two Ubuntus and two sets", () => {
    expect(ids("cuda: [12.4, 12.8, 13.0], ubuntu: [22.04, 24.04], set: [base, torch]")).toEqual([
      "base-cuda12.4.1-ubuntu22.04-py3.10",
      "base-cuda12.4.1-ubuntu24.04-py3.12",
      "base-cuda12.8.1-ubuntu22.04-py3.10",
      "base-cuda12.8.1-ubuntu24.04-py3.12",
      "base-cuda13.0.3-ubuntu22.04-py3.10",
      "base-cuda13.0.3-ubuntu24.04-py3.12",
      "torch-cuda12.4.1-ubuntu22.04-py3.10",
      "torch-cuda12.4.1-ubuntu24.04-py3.12",
      "torch-cuda12.8.1-ubuntu22.04-py3.10",
      "torch-cuda12.8.1-ubuntu24.04-py3.12",
      "torch-cuda13.0.3-ubuntu22.04-py3.10",
      "torch-cuda13.0.3-ubuntu24.04-py3.12",
    ]);
  });

  test("a short version is the newest that has an image for this Ubuntu and flavor", () => {
    expect(ids("cuda: [12.8], ubuntu: [20.04, 24.04], python: [3.12]")).toEqual([
      "base-cuda12.8.1-ubuntu20.04-py3.12",
      "base-cuda12.8.1-ubuntu24.04-py3.12",
    ]);
    expect(ids("cuda: [13.4], ubuntu: [26.04], flavor: [cudnn-devel]")).toEqual([
      "base-cuda13.4.2-ubuntu26.04-py3.14-cudnn-devel",
    ]);
    expect(ids("cuda: [12.6], ubuntu: [22.04]")).toEqual(["base-cuda12.6.3-ubuntu22.04-py3.10"]);
  });

  test("the stand-in has releases and a tag of its own", () => {
    expect(ids("cuda: [12.8, 13.0], ubuntu: [stand-in]")).toEqual([
      "base-cuda12.8.1-stand-in-py3.11",
      "base-cuda13.0.2-stand-in-py3.11",
    ]);
  });

  test("a Python that is the release's own comes by apt, any other is standalone", () => {
    const cells = expandCells(
      requestFrom(catalog, "cuda: [12.8], ubuntu: [24.04], python: [ubuntu, 3.12, 3.11]"),
      catalog,
    );
    expect(cells.map((cell) => [cell.python, cell.pythonFrom])).toEqual([
      ["3.11", "standalone"],
      ["3.12", "ubuntu"],
    ]);
  });

  test("each cell holds the libraries of its set and those of every set", () => {
    const [cell] = expandCells(
      requestFrom(
        catalog,
        "cuda: [12.8], ubuntu: [24.04], set: [mine]",
        "sets: { mine: [tqdm, torch] }",
      ),
      catalog,
    );
    expect(cell?.libraries).toEqual(["tqdm", "torch", "uv", "pip", "nvitop"]);
  });
});

describe("include and exclude", () => {
  test("`exclude` leaves out what agrees on every axis it names", () => {
    expect(
      ids("cuda: [12.8, 13.0], ubuntu: [22.04, 24.04]", "exclude: [{ cuda: 12.8, ubuntu: 22.04 }]"),
    ).toEqual([
      "base-cuda12.8.1-ubuntu24.04-py3.12",
      "base-cuda13.0.3-ubuntu22.04-py3.10",
      "base-cuda13.0.3-ubuntu24.04-py3.12",
    ]);
  });

  test("`include` adds cells; axes it does not name take the matrix's values", () => {
    expect(
      ids("cuda: [12.8], ubuntu: [24.04]", "include: [{ cuda: 13.0.2, set: torch, python: 3.13 }]"),
    ).toEqual(["base-cuda12.8.1-ubuntu24.04-py3.12", "torch-cuda13.0.2-ubuntu24.04-py3.13"]);
  });

  test("a cell that comes twice is one cell", () => {
    expect(ids("cuda: [12.8, 12.8.1], ubuntu: [24.04]", "include: [{ cuda: 12.8 }]")).toEqual([
      "base-cuda12.8.1-ubuntu24.04-py3.12",
    ]);
  });
});
