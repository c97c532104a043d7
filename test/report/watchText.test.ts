import { describe, expect, test } from "vitest";
import { watchedCells } from "../../src/commands/watch/watchReport.ts";
import { goneText, pullText, watchText } from "../../src/report/watchText.ts";
import { plannedCell } from "../plan/cells.ts";

const gone = plannedCell({
  cell: "torch-cuda12.4.1",
  verdict: "rejected",
  state: "none",
  reasons: [
    {
      code: "no-base-image",
      message: "NVIDIA has published no image of CUDA 12.4.1.",
      source: "tags",
    },
  ],
});

describe("what a night finds", () => {
  test("cells with something to make are the changed ones, whatever is missing of them", () => {
    const cells = [
      plannedCell({ cell: "a", state: "missing" }),
      plannedCell({ cell: "b", state: "layers" }),
      plannedCell({ cell: "c", state: "linked" }),
      plannedCell({ cell: "d", verdict: "rejected", state: "none" }),
    ];
    expect(watchedCells({ cells }, new Set(), new Set()).changed).toEqual(["a", "b"]);
  });

  test("a cell whose image is there is changed while one of its tags is missing or behind", () => {
    const cell = plannedCell({
      cell: "torch",
      state: "linked",
      tags: ["torch-r0123456789ab", "torch", "latest"],
    });
    const seen = (tags: readonly string[], behind: readonly string[] = []): readonly string[][] => {
      const { changed, unfinished } = watchedCells(
        { cells: [cell] },
        new Set(tags),
        new Set(behind),
      );
      return [[...changed], [...unfinished]];
    };
    expect(seen(cell.tags)).toEqual([[], []]);
    expect(seen(cell.tags.slice(0, 2))).toEqual([["torch"], ["torch"]]);
    expect(seen(cell.tags, ["torch"])).toEqual([["torch"], ["torch"]]);
    expect(seen(cell.tags, ["other"])).toEqual([[], []]);
  });

  test("a base is gone only where images of the cell exist: a cell that never was is no news", () => {
    expect(
      watchedCells(
        { cells: [gone] },
        new Set(["torch-cuda12.4.1-r0123456789ab"]),
        new Set(),
      ).gone.map(({ cell }) => cell),
    ).toEqual(["torch-cuda12.4.1"]);
    expect(
      watchedCells({ cells: [gone] }, new Set(["torch-cuda12.4.10-r0123456789ab"]), new Set()).gone,
    ).toEqual([]);
    expect(watchedCells({ cells: [gone] }, undefined, new Set()).gone).toEqual([]);
  });

  test("what could not be queried is unknown and never changed", () => {
    const cells = [
      plannedCell({ cell: "a", state: "unknown" }),
      plannedCell({
        cell: "b",
        verdict: "unknown",
        state: "none",
        reasons: [{ code: "index-unreachable", message: "The index did not answer.", source: "s" }],
      }),
    ];
    expect(watchedCells({ cells }, new Set(), new Set())).toMatchObject({
      changed: [],
      unknown: [{ cell: "a" }, { cell: "b", message: "The index did not answer." }],
    });
  });

  test("a quiet night is one line", () => {
    expect(
      watchText({ changed: [], unfinished: [], gone: [], releases: [], apt: [], unknown: [] }),
    ).toBe("Nothing to build.");
  });

  test("pull request and issue name what they are about", () => {
    expect(
      pullText(
        [{ minor: "13.3", version: "13.3.1", tags: ["13.3.1-base-ubuntu24.04"], known: true }],
        { catalog: false },
      ),
    ).toMatchObject({ title: "Add CUDA 13.3 to the matrix" });
    expect(
      goneText([
        { cell: "a", message: "It is gone." },
        { cell: "b", message: "It is gone." },
      ]),
    ).toMatchObject({ title: "2 cells without a base image" });
  });
});
