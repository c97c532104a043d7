import type { ReasonCode } from "../errors/codes.ts";
import type { Plan, PlannedCell } from "../plan/plan.ts";
import { isIncomplete, withoutBase } from "../plan/incomplete.ts";
import { fewNames } from "../text/fewNames.ts";
import { bytes, count } from "../text/units.ts";
import { columns } from "./columns.ts";

const stateText = (cell: PlannedCell): string => {
  switch (cell.state) {
    case "linked":
      return "there already";
    case "layers":
      return "to link";
    case "missing":
      return "to build";
    case "unknown":
      return "?";
    case "none":
      return "-";
  }
};

const cellRow = (cell: PlannedCell): string[] => [
  cell.cell,
  cell.verdict,
  cell.lock === undefined ? "-" : count(Object.keys(cell.lock.packages).length, "package"),
  cell.lock === undefined ? "-" : bytes(cell.lock.download),
  stateText(cell),
  cell.base === undefined || cell.base.digest !== undefined
    ? ""
    : `base as of ${cell.base.asOf.slice(0, 10)}`,
];

interface ReasonGroup {
  readonly verdict: string;
  readonly code: ReasonCode;
  readonly message: string;
  readonly source: string;
  readonly hint: string | undefined;
  readonly cells: string[];
  readonly nearest: Set<string>;
}

/** The same reason over many cells is one entry. */
export const groupReasons = (cells: readonly PlannedCell[]): ReasonGroup[] => {
  const groups = new Map<string, ReasonGroup>();
  for (const cell of cells) {
    for (const reason of cell.reasons) {
      const key = JSON.stringify([cell.verdict, reason.code, reason.message, reason.hint]);
      const group = groups.get(key) ?? {
        verdict: cell.verdict,
        ...reason,
        hint: reason.hint,
        cells: [],
        nearest: new Set<string>(),
      };
      group.cells.push(cell.cell);
      if (reason.nearest !== undefined) group.nearest.add(reason.nearest);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
};

/** How many cell names one line shows before it only counts. */
const MOST_NAMES = 4;

const groupText = (group: ReasonGroup): string[] => [
  `${group.verdict}: ${fewNames(group.cells, MOST_NAMES)}`,
  `  ${group.message} [${group.code}]`,
  `  source: ${group.source}`,
  ...(group.nearest.size === 0
    ? []
    : [`  nearest: ${[...group.nearest].slice(0, MOST_NAMES).join(", ")}`]),
  ...(group.hint === undefined ? [] : [`  ${group.hint.replaceAll("\n", "\n  ")}`]),
];

const missingText = (plan: Plan): string => {
  if (isIncomplete(plan))
    return (
      "unknown how much is missing, since " +
      `${plan.store === plan.to ? plan.to : `${plan.store} or ${plan.to}`} was not ` +
      "queried or did not answer"
    );
  const missing = plan.layers.filter((layer) => layer.state === "missing").length;
  return `${missing} missing, ${bytes(plan.totals.missing)}`;
};

const baseLine = (plan: Plan): string[] => {
  const cells = withoutBase(plan);
  return cells.length === 0
    ? []
    : [
        "The base of " +
          `${cells.length === 1 ? (cells[0] ?? "") : count(cells.length, "cell")} could ` +
          `not be read, so ${cells.length === 1 ? "its" : "their"} system layer is not ` +
          `planned and ${cells.length === 1 ? "it" : "they"} cannot be built.`,
      ];
};

/** The table of verdicts, the reasons behind it, and the totals. */
export const planText = (plan: Plan): string => {
  const table = columns([
    ["cell", "verdict", "packages", "download", "state", ""],
    ...plan.cells.map(cellRow),
  ]);
  const reasons = groupReasons(plan.cells).flatMap((group) => ["", ...groupText(group)]);
  const { totals } = plan;
  return [
    ...table,
    ...reasons,
    "",
    `${count(totals.cells, "cell")}: ${totals.accepted} accepted, ` +
      `${totals.rejected} rejected, ${totals.unknown} unknown`,
    `${count(plan.layers.length, "layer")}, ${bytes(totals.download)} to download ` +
      `in total; ${missingText(plan)}`,
    ...baseLine(plan),
  ].join("\n");
};
