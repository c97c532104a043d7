import type { ChangeReport } from "../commands/checkCommand.ts";
import { unaffectedText } from "./changeText.ts";
import type { TouchedCell } from "../commands/check/comparePlans.ts";
import type { Problem } from "../errors/error.ts";
import { placeText } from "../errors/problemText.ts";
import type { PlannedCell } from "../plan/plan.ts";
import { bytes, count } from "../text/units.ts";
import { code, prose } from "./summaryMarkup.ts";

/** The longest body that GitHub takes for a comment. */
export const COMMENT_LIMIT = 65_536;

const MARKER_ROOM = 256;

const size = (cell: PlannedCell | undefined): string =>
  cell?.lock === undefined ? "–" : bytes(cell.lock.download);

const packagesText = (touched: TouchedCell): string => {
  const shown = touched.packages
    .slice(0, 8)
    .map(
      ({ name, before, after }) =>
        `${code(name)} ${before === undefined ? "new" : code(before)} ` +
        `→ ${after === undefined ? "gone" : code(after)}`,
    );
  const more = touched.packages.length - shown.length;
  return shown.join("<br>") + (more > 0 ? `<br>and ${more} more` : "");
};

const reasonText = (cell: PlannedCell | undefined): string =>
  (cell?.reasons ?? []).map((reason) => prose(reason.message)).join("<br>");

const cellRow = (touched: TouchedCell): string => {
  const { before, after } = touched;
  return (
    `| ${code(touched.cell)} | ${before?.verdict ?? "–"} → ` +
    `${after?.verdict ?? "gone"} | ${size(before)} → ${size(after)} | ` +
    `${packagesText(touched)} | ${reasonText(after)} |`
  );
};

/** At most this many files, and this many builds, have a line each. */
const MOST_LINES = 20;

const headLines = ({ touched, drift, built, ...report }: ChangeReport): string[] => [
  "### dl-env",
  touched.length === 0
    ? prose(unaffectedText(report))
    : `This change affects ${count(touched.length, "cell")}.`,
  ...drift
    .slice(0, MOST_LINES)
    .map(({ file, hint }) => `- ${code(file)} is out of date. ${prose(hint)}`),
  ...built
    .slice(0, MOST_LINES)
    .map(
      ({ cell, outcome, detail }) =>
        "- " +
        `${code(cell)}: ${outcome === "built" ? "built from its Containerfile" : `did not build. ${prose(detail.slice(0, 500))}`}`,
    ),
  ...(touched.length === 0
    ? []
    : ["", "| Cell | Verdict | Download | Packages | Why |", "| --- | --- | --- | --- | --- |"]),
];

/** The first rows that fit into so many characters. */
const fittingRows = (touched: readonly TouchedCell[], room: number): string[] => {
  const rows: string[] = [];
  let left = room;
  for (const row of touched.map(cellRow)) {
    left -= row.length + 1;
    if (left < 0) break;
    rows.push(row);
  }
  return rows;
};

/** Room for the line that says how many rows were cut. */
const CUT_ROOM = 120;

/**
 * The comment of a pull request as Markdown, without its marker; rows that do not fit are counted.
 */
export const changeComment = (
  report: ChangeReport,
  limit: number = COMMENT_LIMIT - MARKER_ROOM,
): string => {
  const { touched } = report;
  const head = headLines(report);
  const used = head.reduce((sum, line) => sum + line.length + 1, 0);
  const rows = fittingRows(touched, limit - used - CUT_ROOM);
  const cut = touched.length - rows.length;
  const note =
    `**Cut: ${cut} of ${touched.length} cells are not shown here; the step summary ` +
    "has more.**";
  return [...head, ...rows, ...(cut > 0 ? ["", note] : [])].join("\n");
};

/** The comment where no plan could be made: what is wrong, and where. */
export const failureComment = (problems: readonly Problem[]): string =>
  [
    "### dl-env",
    "What this change does could not be found out:",
    "",
    ...problems.slice(0, MOST_LINES).map(({ code: id, message, place, hint }) => {
      const at = place === undefined ? "" : `${code(placeText(place))}: `;
      return `- ${at}${prose(message)}${hint === undefined ? "" : ` ${prose(hint)}`} (${code(id)})`;
    }),
  ].join("\n");
