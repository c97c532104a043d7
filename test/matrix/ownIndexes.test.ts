import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { withOwnIndexes } from "../../src/matrix/ownIndexes.ts";
import { questioner } from "../../src/matrix/question.ts";
import { namedIndexes } from "../../src/resolve/namedIndexes.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const MATRIX = 'cuda: ["13.0"], ubuntu: ["22.04", "24.04"], set: [base, torch]';
const LAB = "{ name: lab, url: https://pypi.lab.example/simple }";

const problems = (rest: string): readonly string[] => {
  try {
    requestFrom(catalog, MATRIX, rest);
    return [];
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return [error, ...error.more].map(({ code, place, hint }) =>
      [code, `${place?.line}:${place?.column}`, hint].join(" "),
    );
  }
};

const indexesOf = (rest: string): readonly string[] => {
  const request = requestFrom(catalog, MATRIX, rest);
  const questionOf = questioner(request, catalog);
  return expandCells(request, catalog).map(
    (cell) => `${cell.set} ${cell.ubuntu}: ${questionOf(cell).indexes.join(" ")}`,
  );
};

describe("package indexes of dl-env.yml", () => {
  test.each([
    ["a login in the address", "https://ada:word@h.example/simple", "secret-in-request"],
    ["a token in the address", "https://token@h.example/simple", "secret-in-request"],
    ["a query", "https://h.example/simple?key=word", "wrong-value"],
    ["no address", "h.example/simple", "wrong-value"],
    ["another protocol", "file:///srv/wheels", "wrong-value"],
  ])("%s is refused and not repeated", (_what, url, code) => {
    const found = problems(`index: [{ name: lab, url: "${url}" }]\n`);
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${code} 3:9 `))]);
    expect(found[0]).not.toMatch(/word|token/);
  });

  test("an index of the catalog keeps its address, and one name has one address", () => {
    expect(problems("index: [{ name: nvidia, url: https://h.example/simple }]\n")).toEqual([
      "wrong-value 3:9 Write another name, or its other address under mirrors: { pypi.nvidia.com: mirror.example }",
    ]);
    expect(
      problems(
        `index: [${LAB}]\ninclude: [{ set: base, index: [{ name: lab, url: https://h.example }] }]\n`,
      ),
    ).toEqual(["wrong-value 4:32 Give this one another name, such as lab-2"]);
  });

  test("they are asked before the catalog's, in their order, and before all others", () => {
    expect(indexesOf(`index: [{ name: zoo, url: https://z.example/simple }, ${LAB}]\n`)).toEqual([
      "base 22.04: zoo lab",
      "base 24.04: zoo lab",
      "torch 22.04: zoo lab pytorch-cu130",
      "torch 24.04: zoo lab pytorch-cu130",
    ]);
  });

  test("cells that an entry of include names have more of them, and others ask as before", () => {
    expect(indexesOf(`include: [{ set: base, ubuntu: "24.04", index: [${LAB}] }]\n`)).toEqual([
      "base 22.04: ",
      "base 24.04: lab",
      "torch 22.04: pytorch-cu130",
      "torch 24.04: pytorch-cu130",
    ]);
  });

  test("its address is known by its name where it is asked, also at a mirror", () => {
    const known = withOwnIndexes(catalog, requestFrom(catalog, MATRIX, `index: [${LAB}]\n`));
    expect(namedIndexes(["lab"], known.indexes, { "pypi.lab.example": "near.example" })).toEqual([
      { name: "lab", address: "https://near.example/simple", own: true },
    ]);
    expect(catalog.indexes.has("lab")).toBe(false);
  });
});
