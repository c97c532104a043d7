import type { Plan, PlannedCell } from "../../plan/plan.ts";
import { code, prose } from "../../report/summaryMarkup.ts";
import { bytes, count } from "../../text/units.ts";

/** What a change does to one cell. */
export interface TouchedCell {
  readonly cell: string;
  readonly before: PlannedCell | undefined;
  readonly after: PlannedCell | undefined;
  /** Packages whose version differs, sorted by name; undefined where there is none. */
  readonly packages: readonly {
    readonly name: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  }[];
}

const packagesOf = (cell: PlannedCell | undefined): Readonly<Record<string, string>> =>
  cell?.lock?.packages ?? {};

const packageChanges = (
  before: PlannedCell | undefined,
  after: PlannedCell | undefined,
): TouchedCell["packages"] => {
  const [old, now] = [
    new Map(Object.entries(packagesOf(before))),
    new Map(Object.entries(packagesOf(after))),
  ];
  const names = new Set([...old.keys(), ...now.keys()]);
  return [...names]
    .filter((name) => old.get(name) !== now.get(name))
    .sort()
    .map((name) => ({ name, before: old.get(name), after: now.get(name) }));
};

/** The immutable tag stands for everything that decides what is in an image. Rolling tags that another cell takes over are no change of this one. */
const identity = (cell: PlannedCell): string =>
  JSON.stringify([
    cell.verdict,
    cell.tags.find((tag) => /-r[0-9a-f]{12}$/.test(tag)),
    cell.base?.tag,
    cell.lock?.key,
    cell.reasons.map((reason) => reason.message),
  ]);

/** Cells that a change touches: new, gone, another verdict, or other content. In the order of the plan after, then those that are gone. */
export const touchedCells = (
  before: Pick<Plan, "cells">,
  after: Pick<Plan, "cells">,
): TouchedCell[] => {
  const old = new Map(before.cells.map((cell) => [cell.cell, cell]));
  const now = new Map(after.cells.map((cell) => [cell.cell, cell]));
  const made = (id: string): TouchedCell => ({
    cell: id,
    before: old.get(id),
    after: now.get(id),
    packages: packageChanges(old.get(id), now.get(id)),
  });
  const changed = after.cells.filter((cell) => {
    const was = old.get(cell.cell);
    return was === undefined || (was !== cell && identity(was) !== identity(cell));
  });
  return [
    ...changed.map(({ cell }) => made(cell)),
    ...before.cells.filter(({ cell }) => !now.has(cell)).map(({ cell }) => made(cell)),
  ];
};

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
        `${code(name)} ${before === undefined ? "new" : code(before)} → ${after === undefined ? "gone" : code(after)}`,
    );
  const more = touched.packages.length - shown.length;
  return shown.join("<br>") + (more > 0 ? `<br>and ${more} more` : "");
};

const reasonText = (cell: PlannedCell | undefined): string =>
  (cell?.reasons ?? []).map((reason) => prose(reason.message)).join("<br>");

const cellRow = (touched: TouchedCell): string => {
  const { before, after } = touched;
  return `| ${code(touched.cell)} | ${before?.verdict ?? "–"} → ${after?.verdict ?? "gone"} | ${size(before)} → ${size(after)} | ${packagesText(touched)} | ${reasonText(after)} |`;
};

export interface CheckReport {
  readonly touched: readonly TouchedCell[];
  /** Files that are not what their source gives, with where to go instead. */
  readonly drift: readonly { readonly file: string; readonly hint: string }[];
  readonly built: readonly {
    readonly cell: string;
    readonly outcome: "built" | "failed";
    readonly detail: string;
  }[];
}

/** The comment of a pull request as Markdown, without its marker; rows that do not fit are counted. */
export const renderComment = (
  report: CheckReport,
  limit: number = COMMENT_LIMIT - MARKER_ROOM,
): string => {
  const { touched, drift, built } = report;
  const head = [
    "### dl-env",
    touched.length === 0
      ? "This change touches no cell."
      : `This change touches ${count(touched.length, "cell")}.`,
    ...drift
      .slice(0, 20)
      .map(({ file, hint }) => `- ${code(file)} is not what its source gives. ${prose(hint)}`),
    ...built
      .slice(0, 20)
      .map(
        ({ cell, outcome, detail }) =>
          `- ${code(cell)}: ${outcome === "built" ? "built from its Containerfile" : `did not build. ${prose(detail.slice(0, 500))}`}`,
      ),
    ...(touched.length === 0
      ? []
      : ["", "| Cell | Verdict | Download | Packages | Why |", "| --- | --- | --- | --- | --- |"]),
  ];
  let left = limit - head.reduce((sum, line) => sum + line.length + 1, 0) - 120;
  const rows: string[] = [];
  for (const row of touched.map(cellRow)) {
    left -= row.length + 1;
    if (left < 0) break;
    rows.push(row);
  }
  const cut = touched.length - rows.length;
  return [
    ...head,
    ...rows,
    ...(cut > 0
      ? [
          "",
          `**Cut: ${cut} of ${touched.length} cells are not shown here; the step summary has more.**`,
        ]
      : []),
  ].join("\n");
};
