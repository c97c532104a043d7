import { beforeAll, describe, expect, test } from "vitest";
import { withTagLists, type TagList } from "../../src/catalog/tagLists.ts";
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

const list = (...tags: string[]): TagList => ({ tags: new Set(tags), asOf: TODAY });

describe("by the registry's own list", () => {
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

  test.each([
    ["another CUDA", "12.9.1-base-ubuntu24.04", 'matrix: { cuda: ["12.9.1"] }'],
    ["another Ubuntu", "12.8.1-base-ubuntu22.04", 'matrix: { ubuntu: ["22.04"] }'],
    ["another flavor", "12.8.1-devel-ubuntu24.04", 'matrix: { flavor: ["devel"] }'],
    ["nothing where it has nothing alike", "11.8.0-base-ubuntu22.04", undefined],
  ])("the hint is %s, of those that the list has", (_, tag, hint) => {
    const found = judged("cuda: [12.8.1], ubuntu: [24.04]", list(tag));
    expect(found.kind === "absent" ? found.reason.hint : "there").toBe(hint);
  });

  test("what a mirror alone lacks is not proposed once more: the hint names another flavor and Ubuntu", () => {
    const mirror = {
      ...list(),
      mirror: {
        name: "mirror.example/nvidia/cuda",
        unlisted: new Map([["12.8.1-base-ubuntu24.04", "absent" as const]]),
      },
    };
    const found = judged("cuda: [12.8], ubuntu: [24.04]", mirror);
    const hint = found.kind === "absent" ? (found.reason.hint ?? "") : "";
    expect(hint).toMatch(/^matrix: \{ (?:flavor|ubuntu|cuda): /);
    expect(hint).not.toMatch(/"base"|"24\.04"/);
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

describe("by the catalog's copy", () => {
  test("a CUDA that never was is answered with the newest patch of the next", () => {
    const found = judged("cuda: ['12.7'], ubuntu: [24.04]");
    expect(found.kind === "absent" ? found.reason.hint : "there").toBe(
      'matrix: { cuda: ["12.8.1"] }',
    );
  });

  const WHOLE = "github.com/pranavmishra90";

  test.each([
    [
      "a CUDA that never was is absent, with why",
      "12.7",
      "24.04",
      "absent",
      "NVIDIA released no CUDA 12.7",
    ],
    [
      "an update that the copy lacks is unknown",
      "12.8.7",
      "24.04",
      "unknown",
      "has no 12.8.7-base-ubuntu24.04",
    ],
    [
      "a minor that the copy lacks is unknown",
      "13.5",
      "24.04",
      "unknown",
      "has no 13.5-base-ubuntu24.04",
    ],
    [
      "a release that was only seen in use is unknown where it was not",
      "13.1.0",
      "24.04",
      "unknown",
      "has no 13.1.0",
    ],
    [
      "also for an Ubuntu for which nobody was seen to use it",
      "13.4.2",
      "22.04",
      "unknown",
      "has no 13.4.2",
    ],
    [
      "of a release whose images a source lists all, the others are absent",
      "12.4.0",
      "24.04",
      "absent",
      "no image of CUDA 12.4.0",
    ],
  ])("%s", (_what, cuda, ubuntu, kind, text) => {
    const found = judged(`cuda: ["${cuda}"], ubuntu: ["${ubuntu}"]`);
    expect(found).toMatchObject({ kind, reason: { message: expect.stringContaining(text) } });
    expect(JSON.stringify(found).includes(WHOLE) || kind === "unknown" || cuda === "12.7").toBe(
      true,
    );
  });

  test("with the registry's own list, a value written out is what the short one means", () => {
    const live = list("12.8.7-base-ubuntu24.04");
    const listed = withTagLists(catalog, new Map([["docker.io/nvidia/cuda", live]]));
    const kinds = ["12.8", "12.8.7", "12.8.9"].map((cuda) => {
      const [cell] = expandCells(
        requestFrom(listed, `cuda: ["${cuda}"], ubuntu: ["24.04"]`),
        listed,
      );
      return judgeBase(cell as NonNullable<typeof cell>, {
        catalog: listed,
        list: live,
        today: TODAY,
      }).kind;
    });
    expect(kinds).toEqual(["there", "there", "absent"]);
  });

  test("images that were seen in use are there", () => {
    for (const matrix of [
      "cuda: [12.8.2], ubuntu: [22.04], flavor: [runtime]",
      "cuda: [13.4.2], ubuntu: [26.04], flavor: [base]",
      "cuda: [13.4.2], ubuntu: [26.04], flavor: [devel]",
    ])
      expect(judged(matrix).kind).toBe("there");
  });
});
