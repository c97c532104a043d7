import { describe, expect, test } from "vitest";
import {
  annotateProblems,
  annotateVerdicts,
  fitAnnotations,
  type Placed,
} from "../../src/report/annotations.ts";
import type { Annotation } from "../../src/system/actionsHost.ts";
import { plannedCell } from "../plan/cells.ts";

const place = (line: number, column: number) => ({ file: "dl-env.yml", line, column });
const request: Placed = {
  matrix: {
    cuda: ["12.4", "12.8"],
    ubuntu: ["22.04", "24.04"],
    python: ["ubuntu"],
    flavor: ["base"],
    set: ["torch"],
  },
  places: {
    matrix: place(2, 1),
    "matrix.cuda": place(3, 3),
    "matrix.cuda.0": place(3, 10),
    "matrix.cuda.1": place(3, 16),
    "matrix.ubuntu.1": place(4, 19),
  },
};
const rejected = (ubuntu: string, cuda: string, nearest?: string) =>
  plannedCell({
    cell: `torch-cuda${cuda}-ubuntu${ubuntu}-py3.12`,
    cuda,
    ubuntu,
    verdict: "rejected",
    reasons: [
      {
        code: "no-base-image",
        message: "There is no such image.",
        source: "list",
        ...(nearest === undefined ? {} : { nearest }),
      },
    ],
  });

describe("annotations", () => {
  test("each problem is an error at its line and column, with what to type", () => {
    expect(
      annotateProblems([
        { code: "wrong-value", message: "It is wrong.", place: place(7, 2), hint: "Write 1." },
      ]),
    ).toEqual([
      {
        level: "error",
        title: "wrong-value",
        message: "It is wrong.\nWrite 1.",
        place: place(7, 2),
      },
    ]);
  });

  test("a rejected cell points at the axis that its nearest cell changes", () => {
    const near = plannedCell({ cell: "near", cuda: "12.4.1", ubuntu: "22.04" });
    const [one] = annotateVerdicts([rejected("24.04", "12.4.1", "near"), near], request);
    expect(one?.place).toEqual(place(4, 19));
  });

  test("without a nearest cell it points at the CUDA, and a short version stands for the full one", () => {
    expect(annotateVerdicts([rejected("24.04", "12.8.1")], request)[0]?.place).toEqual(
      place(3, 16),
    );
  });

  test("forty cells with the same reason are one annotation that counts them", () => {
    const cells = Array.from({ length: 40 }, (_, index) => ({
      ...rejected("24.04", "12.4.1"),
      cell: `c${index}`,
    }));
    const all = annotateVerdicts(cells, request);
    expect(all).toHaveLength(1);
    expect(all[0]?.message).toContain("c0, c1, c2 and 37 more");
  });

  test("unknown is a notice and not a warning", () => {
    expect(
      annotateVerdicts([{ ...rejected("24.04", "12.4.1"), verdict: "unknown" }])[0]?.level,
    ).toBe("notice");
  });

  test("above ten of a level, the tenth says how many are not shown", () => {
    const many: Annotation[] = Array.from({ length: 25 }, (_, index) => ({
      level: "error",
      title: "t",
      message: `m${index}`,
    }));
    const shown = fitAnnotations([...many, { level: "notice", title: "n", message: "n" }]);
    expect(shown).toHaveLength(11);
    expect(shown[9]?.message).toBe("16 more like these; the step summary lists all of them.");
  });
});
