import { describe, expect, test } from "vitest";
import { touchedCells } from "../../../src/commands/check/comparePlans.ts";
import { largePlan, plannedCell } from "../../plan/cells.ts";

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

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

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

  test("10,000 cells compare in under 500 ms of processor time", () => {
    const [before, after] = [largePlan(10_000), largePlan(10_000)];
    const began = process.cpuUsage();
    expect(touchedCells(before, after)).toEqual([]);
    expect(milliseconds(process.cpuUsage(began))).toBeLessThan(500);
  });
});
