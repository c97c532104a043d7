import type { OldCatalog } from "../catalog/catalogAge.ts";
import type { ReasonCode } from "../errors/codes.ts";
import type { Plan, PlannedCell } from "../plan/plan.ts";
import { isIncomplete, withoutBase } from "../plan/incomplete.ts";
import { fewNames } from "../text/fewNames.ts";
import { bytes, count } from "../text/units.ts";
import { wrapped } from "../text/wrapped.ts";
import { axisSummary } from "./axisSummary.ts";
import { columns } from "./columns.ts";

/** Columns of a terminal that does not say how wide it is. */
const USUAL_WIDTH = 80;

const stateText = (cell: PlannedCell, isBuilt: boolean): string => {
  if (isBuilt) return ", built, not tagged";
  switch (cell.state) {
    case "linked":
      return ", there";
    case "layers":
      return ", to link";
    case "missing":
      return ", to build";
    case "unknown":
      return cell.verdict === "accepted" ? ", ?" : "";
    case "none":
      return "";
  }
};

/** Cells as rows; what a narrow terminal has no room for is left out, the packages first. */
const cellTable = (
  cells: readonly PlannedCell[],
  width: number,
  built: ReadonlySet<string>,
): string[] => {
  const rows = cells.map((cell) => ({
    cell: cell.cell,
    packages: cell.lock === undefined ? "-" : String(Object.keys(cell.lock.packages).length),
    download: cell.lock === undefined ? "-" : bytes(cell.lock.download),
    verdict: `${cell.verdict}${stateText(cell, built.has(cell.cell))}`,
  }));
  const shapes = [
    ["cell", "packages", "download", "verdict"],
    ["cell", "download", "verdict"],
    ["cell", "verdict"],
  ] as const;
  const tables = shapes.map((names) =>
    columns([names, ...rows.map((row) => names.map((name) => row[name]))]),
  );
  return tables.find((lines) => lines.every((line) => line.length <= width)) ?? tables.at(-1) ?? [];
};

/** The date of each base whose digest is not known, once for all cells that share it. */
const datesText = (cells: readonly PlannedCell[]): string[] => {
  const undigested = cells.flatMap(({ base }) =>
    base === undefined || base.digest !== undefined ? [] : [base.asOf.slice(0, 10)],
  );
  return [...Map.groupBy(undigested, (date) => date)].map(
    ([date, those]) => `Bases of ${count(those.length, "cell")} as of ${date}`,
  );
};

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

/** Hints stay as they are, because they are typed. */
const groupText = (group: ReasonGroup, width: number): string[] => [
  ...wrapped(`${group.verdict}: ${fewNames(group.cells, MOST_NAMES)}`, width, "  "),
  ...wrapped(`  ${group.message} [${group.code}]`, width, "  "),
  ...wrapped(`  source: ${group.source}`, width, "    "),
  ...(group.nearest.size === 0
    ? []
    : wrapped(`  nearest: ${[...group.nearest].slice(0, MOST_NAMES).join(", ")}`, width, "    ")),
  ...(group.hint === undefined ? [] : [`  ${group.hint.replaceAll("\n", "\n  ")}`]),
];

/** What is said of accepted cells, the same over many of them once. */
const noteLines = (cells: readonly PlannedCell[]): string[] => {
  const noted = cells.flatMap(({ cell, notes = [] }) => notes.map((note) => ({ cell, note })));
  return [...Map.groupBy(noted, ({ note }) => `${note.message} [${note.code}]`)].flatMap(
    ([text, group]) => [
      "",
      `note: ${fewNames(
        group.map(({ cell }) => cell),
        MOST_NAMES,
      )}`,
      `  ${text}`,
    ],
  );
};

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

/** What to type where the registry of the bases cannot be reached. */
export const STAND_IN_LINE =
  "To see how things work where docker.io cannot be reached: dl-env build --stand-in";

const baseLine = (plan: Plan): string[] => {
  const cells = withoutBase(plan);
  return cells.length === 0
    ? []
    : [
        "The base of " +
          `${cells.length === 1 ? (cells[0] ?? "") : count(cells.length, "cell")} could ` +
          `not be read, so ${cells.length === 1 ? "its" : "their"} system layer is not ` +
          `planned and ${cells.length === 1 ? "it" : "they"} cannot be built.`,
        STAND_IN_LINE,
      ];
};

/** A sentence of a catalog that is old, else nothing. */
export const oldCatalogLines = (old: OldCatalog | undefined): string[] =>
  old === undefined
    ? []
    : [
        `The catalog is ${old.days} days old (${old.asOf}): newer CUDAs and libraries may be missing.`,
        "Install the newest dl-env, or see what changed: dl-env catalog check",
      ];

/**
 * The table of verdicts, the reasons behind it, how they spread over the axes, and the totals, in
 * lines of at most `width` columns where their words allow that. `built`: cells whose image has no
 * tag yet.
 */
export const planText = (
  plan: Plan,
  width: number = USUAL_WIDTH,
  built: ReadonlySet<string> = new Set(),
): string => {
  const { totals, cells } = plan;
  const reasons = groupReasons(cells).flatMap((group) => ["", ...groupText(group, width)]);
  const ends = [
    `${count(totals.cells, "cell")}: ${totals.accepted} accepted, ` +
      `${totals.rejected} rejected, ${totals.unknown} unknown`,
    `${count(plan.layers.length, "layer")}, ${bytes(totals.download)} to download ` +
      `in total; ${missingText(plan)}`,
    ...baseLine(plan),
  ];
  return [
    ...cellTable(cells, width, built),
    ...datesText(cells),
    ...reasons,
    ...noteLines(cells).flatMap((line) => wrapped(line, width)),
    ...axisSummary(cells),
    "",
    ...ends.flatMap((line) => wrapped(line, width)),
  ].join("\n");
};
