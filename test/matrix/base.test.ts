import { beforeAll, describe, expect, test } from "vitest";
import type { TagList } from "../../src/catalog/tagLists.ts";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { BaseJudgement } from "../../src/matrix/base.ts";
import { judgeBase } from "../../src/matrix/base.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { builtIn, TODAY } from "../catalog/builtIn.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const judged = (matrix: string, list?: TagList, today = TODAY): BaseJudgement => {
  const [cell] = expandCells(requestFrom(catalog, matrix), catalog);
  if (cell === undefined) throw new Error("no cell");
  return judgeBase(cell, { catalog, list, today });
};

describe("by the registry's own list", () => {
  const list = (...tags: string[]): TagList => ({ tags: new Set(tags), asOf: TODAY });

  test("a tag that is in it is a base, with the list's date", () => {
    expect(judged("cuda: [12.8], ubuntu: [24.04]", list("12.8.1-base-ubuntu24.04"))).toEqual({
      kind: "there",
      base: { tag: "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04", asOf: TODAY },
    });
  });

  test("a tag that vanished from it is no base, whatever the catalog remembers", () => {
    expect(judged("cuda: [12.8], ubuntu: [24.04]", list("12.8.1-base-ubuntu22.04"))).toMatchObject({
      kind: "absent",
      reason: { code: "no-base-image", source: expect.stringContaining("read 2026-11-21") },
    });
  });

  test("its age does not matter to a list that was just read", () => {
    expect(
      judged(
        "cuda: [12.8], ubuntu: [24.04]",
        { tags: new Set(["12.8.1-base-ubuntu24.04"]), asOf: "2027-06-01" },
        "2027-06-01",
      ),
    ).toMatchObject({ kind: "there", base: { asOf: "2027-06-01" } });
  });
});

describe("by the catalog's dated copy", () => {
  test("a tag in it is a base that says the copy's date", () => {
    expect(judged("cuda: [12.8], ubuntu: [24.04]")).toMatchObject({
      kind: "there",
      base: { asOf: "2026-11-21" },
    });
  });

  test("CUDA 12.4 on Ubuntu 24.04 was never published, and the hint is another Ubuntu", () => {
    expect(judged("cuda: [12.4], ubuntu: [24.04]")).toMatchObject({
      kind: "absent",
      reason: {
        code: "no-base-image",
        message: "NVIDIA has published no image of CUDA 12.4.1 for Ubuntu 24.04.",
        hint: 'matrix: { ubuntu: ["22.04"] }',
        source: expect.stringContaining("copy of 2026-11-21"),
      },
    });
  });

  test("a flavor that this Ubuntu lacks is named", () => {
    expect(judged("cuda: [12.5], ubuntu: [24.04], flavor: [cudnn-runtime]")).toMatchObject({
      kind: "absent",
      reason: {
        message: "NVIDIA has published no cudnn-runtime image of CUDA 12.5.1 for Ubuntu 24.04.",
      },
    });
  });

  test("after 30 days it is worth nothing: unknown, not accepted and not rejected", () => {
    expect(judged("cuda: [12.8], ubuntu: [24.04]", undefined, "2026-12-21")).toMatchObject({
      kind: "there",
    });
    expect(judged("cuda: [12.8], ubuntu: [24.04]", undefined, "2026-12-22")).toMatchObject({
      kind: "unknown",
      reason: { code: "base-list-too-old" },
    });
    expect(judged("cuda: [12.4], ubuntu: [24.04]", undefined, "2026-12-22")).toMatchObject({
      kind: "unknown",
    });
  });
});

describe("the stand-in", () => {
  test("is made here, so no list and no date speak against it", () => {
    expect(judged("cuda: [12.8], ubuntu: [stand-in]", undefined, "2028-01-01")).toEqual({
      kind: "there",
      base: { tag: "localhost/dl-env/stand-in:12.8.1-base-stand-in", asOf: "2028-01-01" },
    });
  });

  test("has no other flavor", () => {
    expect(judged("cuda: [12.8], ubuntu: [stand-in], flavor: [devel]")).toMatchObject({
      kind: "absent",
      reason: { code: "no-base-image" },
    });
  });
});
