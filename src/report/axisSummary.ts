import type { PlannedCell } from "../plan/plan.ts";

const AXES = ["cuda", "ubuntu", "python", "flavor", "set"] as const;
const VERDICTS = ["accepted", "rejected", "unknown"] as const;

/** Up to so many cells are seen at a glance in the table itself. */
const FEW_CELLS = 6;

/**
 * How many cells have which verdict, by each value of each axis that has more than one; nothing for
 * a small matrix.
 */
export const axisSummary = (cells: readonly PlannedCell[]): string[] => {
  if (cells.length <= FEW_CELLS) return [];
  const rows = AXES.flatMap((axis) => {
    const byValue = Map.groupBy(cells, (cell) => cell[axis]);
    if (byValue.size < 2) return [];
    return [...byValue].map(([value, those]): string[] => [
      axis,
      value,
      ...VERDICTS.map((verdict) => String(those.filter((cell) => cell.verdict === verdict).length)),
    ]);
  });
  if (rows.length === 0) return [];
  const values = Math.max(...rows.map(([, value = ""]) => value.length));
  const line = ([axis = "", value = "", ...counts]: readonly string[]): string =>
    `${axis.padEnd(6)}  ${value.padEnd(values)}  ${counts.map((text) => text.padStart(8)).join("  ")}`;
  return ["", line(["axis", "", ...VERDICTS]), ...rows.map(line)];
};
