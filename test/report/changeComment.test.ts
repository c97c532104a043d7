import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { touchedCells } from "../../src/commands/check/comparePlans.ts";
import { changeComment, COMMENT_LIMIT } from "../../src/report/changeComment.ts";
import { changeText } from "../../src/report/changeText.ts";
import { hostile, runs } from "../hostile/values.ts";
import { largePlan, plannedCell } from "../plan/cells.ts";

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

describe("the comment", () => {
  test("shows verdict, size and packages before and after", () => {
    const text = changeComment({
      touched: touchedCells({ cells: [torch("2.10.0")] }, { cells: [torch("2.11.0")] }),
      drift: [{ file: "locks/py3.12.json", hint: "Make it again: dl-env lock" }],
      built: [{ cell: "torch", outcome: "built", detail: "" }],
    });
    expect(text).toContain("This change affects 1 cell.");
    expect(text).toContain(
      "accepted → accepted | 3.00 GB → 3.00 GB | <code>torch</code> <code>2&#46;10&#46;0</code> → <code>2&#46;11&#46;0</code> |",
    );
    expect(text).toContain("is out of date. Make it again: dl-env lock");
    expect(text).toContain("built from its Containerfile");
  });

  test("of a change without effect says so in one line", () => {
    expect(changeComment({ base: "0".repeat(40), touched: [], drift: [], built: [] })).toBe(
      "### dl-env\nThis change affects no cell.",
    );
  });

  test("of what was compared with no commit says that it is not known what is affected", () => {
    expect(changeText({ touched: [], drift: [], built: [] })).toBe(
      "No commit to compare with was named, so which cells a change affects is not known. " +
        "Name one: dl-env check --base $(git rev-parse origin/main)",
    );
    expect(changeComment({ touched: [], drift: [], built: [] })).not.toContain("affects no cell");
  });

  test("of 10,000 cells fits GitHub's limit and counts what was cut", () => {
    const text = changeComment({
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
        const text = changeComment({
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
