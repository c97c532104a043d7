import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COMMENT_LIMIT,
  renderComment,
  touchedCells,
} from "../../../src/commands/check/touchedCells.ts";
import { largePlan, plannedCell } from "../../plan/cells.ts";
import { hostile, runs } from "../../hostile/values.ts";

const lock = (packages: Record<string, string>, download = 1_000_000_000) => ({
  key: JSON.stringify(packages),
  packages,
  download,
});
const torch = (version: string) =>
  plannedCell({
    cell: "torch",
    tags: [`torch-r${version.replaceAll(".", "").padStart(12, "0")}`, "torch"],
    lock: lock({ torch: version, numpy: "2.4.0" }, 3_000_000_000),
  });

describe("what a change touches", () => {
  test("a cell with another package, and not its neighbour", () => {
    const other = plannedCell({ cell: "base" });
    const [one, ...rest] = touchedCells(
      { cells: [torch("2.10.0"), other] },
      { cells: [torch("2.11.0"), { ...other }] },
    );
    expect(rest).toEqual([]);
    expect(one).toMatchObject({
      cell: "torch",
      packages: [{ name: "torch", before: "2.10.0", after: "2.11.0" }],
    });
  });

  test("new cells, cells that are gone, and cells whose verdict changed", () => {
    const rejected = plannedCell({
      cell: "a",
      verdict: "rejected",
      reasons: [{ code: "no-base-image", message: "It cannot be.", source: "s" }],
    });
    const touched = touchedCells(
      { cells: [plannedCell({ cell: "a" }), plannedCell({ cell: "gone" })] },
      { cells: [rejected, plannedCell({ cell: "new" })] },
    );
    expect(touched.map(({ cell }) => cell)).toEqual(["a", "new", "gone"]);
  });

  test("a rolling tag that another cell takes over touches nothing", () => {
    expect(
      touchedCells(
        { cells: [plannedCell({ tags: ["a-r0123456789ab", "a", "latest"] })] },
        { cells: [plannedCell({ tags: ["a-r0123456789ab", "a"] })] },
      ),
    ).toEqual([]);
  });

  test("a state that differs only because something was built meanwhile touches nothing", () => {
    expect(
      touchedCells({ cells: [plannedCell()] }, { cells: [plannedCell({ state: "linked" })] }),
    ).toEqual([]);
  });

  test("10,000 cells compare in under 500 ms", () => {
    const [before, after] = [largePlan(10_000), largePlan(10_000)];
    const started = performance.now();
    expect(touchedCells(before, after)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("the comment", () => {
  test("shows verdict, size and packages before and after", () => {
    const text = renderComment({
      touched: touchedCells({ cells: [torch("2.10.0")] }, { cells: [torch("2.11.0")] }),
      drift: [{ file: "locks/py3.12.json", hint: "Make it anew: dl-env lock" }],
      built: [{ cell: "torch", outcome: "built", detail: "" }],
    });
    expect(text).toContain("This change touches 1 cell.");
    expect(text).toContain(
      "accepted → accepted | 3.00 GB → 3.00 GB | <code>torch</code> <code>2&#46;10&#46;0</code> → <code>2&#46;11&#46;0</code> |",
    );
    expect(text).toContain("is not what its source gives. Make it anew: dl-env lock");
    expect(text).toContain("built from its Containerfile");
  });

  test("of a change without effect says so in one line", () => {
    expect(renderComment({ touched: [], drift: [], built: [] })).toBe(
      "### dl-env\nThis change touches no cell.",
    );
  });

  test("of 10,000 cells fits GitHub's limit and counts what was cut", () => {
    const text = renderComment({
      touched: touchedCells({ cells: [] }, largePlan(10_000)),
      drift: [],
      built: [],
    });
    expect(text.length).toBeLessThan(COMMENT_LIMIT);
    expect(text).toMatch(/\*\*Cut: \d+ of 10000 cells/);
  });

  test("hostile names and versions stay in their cells of the table", () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (cell, name, version) => {
        const text = renderComment({
          touched: touchedCells(
            { cells: [] },
            { cells: [plannedCell({ cell, lock: lock({ [name]: version }) })] },
          ),
          drift: [],
          built: [],
        });
        expect(text.split("\n")).toHaveLength(6);
        expect(text.split("\n")[5]?.split("|")).toHaveLength(7);
        expect(text).not.toMatch(/@\w|<(?!\/?code>|br>)|!\[|\]\(/);
      }),
      { numRuns: runs(1000) },
    );
  });
});
