import type { Problem } from "../errors/error.ts";
import type { Plan, PlannedCell } from "../plan/plan.ts";
import { findingText, type CheckReport } from "../inspect/checkReport.ts";
import type { Report } from "../smoke/smokeReport.ts";
import { code, prose } from "./summaryMarkup.ts";
import { placeText } from "../errors/problemText.ts";
import { bytes, count, duration } from "../text/units.ts";

/**
 * GitHub drops a step's whole summary above 1 MiB; the margin is for what else the step may add.
 */
export const SUMMARY_LIMIT = 1_048_576 - 16_384;

/** What one run did, as far as it got. */
export interface RunSummary {
  readonly title: string;
  readonly problems: readonly Problem[];
  readonly plan?: Plan;
  readonly stages: readonly {
    readonly title: string;
    /** milliseconds */ readonly time: number;
    readonly failed: boolean;
  }[];
  readonly reports?: readonly Report[];
  /** What the static checks found in images. */
  readonly checks?: readonly CheckReport[];
  readonly moves?: readonly { readonly tag: string; readonly digest: string }[];
  /** Sentences worth knowing: what was not run and why, a date that makes a fact old. */
  readonly notes?: readonly string[];
  /** A part that is Markdown already, its values escaped; never cut, so it must be small. */
  readonly markdown?: string;
  /** File names that hold the whole of what may be cut here. */
  readonly files?: readonly string[];
}

/** A part of the summary. Rows may be cut from the end; the rest is always there. */
interface Section {
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly what: string;
}

const row = (...columns: string[]): string => `| ${columns.join(" | ")} |`;

interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}

/** A table with a title; nothing where it has no rows. */
const table = (what: string, { title, columns, rows }: Table): Section[] =>
  rows.length === 0
    ? []
    : [
        {
          what,
          rows,
          head: [`### ${title}`, "", row(...columns), row(...columns.map(() => "---"))],
        },
      ];

const MARK = { accepted: "✅ accepted", rejected: "❌ rejected", unknown: "❔ unknown" } as const;

const cellRow = (cell: PlannedCell): string => {
  const why = cell.reasons
    .map(
      (reason) =>
        prose(reason.message) +
        (reason.nearest === undefined ? "" : ` Nearest: ${code(reason.nearest)}`),
    )
    .join("<br>");
  return row(
    code(cell.cell),
    MARK[cell.verdict],
    cell.state,
    cell.lock === undefined ? "" : bytes(cell.lock.download),
    why,
  );
};

const problemLines = (problems: readonly Problem[]): Section[] => {
  if (problems.length === 0) return [];
  const line = ({ code: id, message, place, hint }: Problem): string => {
    const at = place === undefined ? "" : `${code(placeText(place))} `;
    return `- ${at}${prose(message)}${hint === undefined ? "" : ` ${prose(hint)}`} (${code(id)})`;
  };
  return [{ what: "problems", head: ["### What went wrong", ""], rows: problems.map(line) }];
};

const planSections = (plan: Plan): Section[] => {
  const { totals } = plan;
  const line =
    `${count(totals.cells, "cell")}: ${totals.accepted} accepted, ` +
    `${totals.rejected} rejected, ${totals.unknown} unknown. Layers: ` +
    `${bytes(totals.download)}, of which ${bytes(totals.missing)} are missing.`;
  const missing = plan.layers.filter(({ state }) => state === "missing" || state === "unknown");
  return [
    { what: "totals", head: [line, ""], rows: [] },
    ...table("cells", {
      title: "Cells",
      columns: ["Cell", "Verdict", "State", "Download", "Why"],
      rows: plan.cells.map(cellRow),
    }),
    ...table("layers", {
      title: "Layers to make",
      columns: ["Layer", "What", "Download", "Cells"],
      rows: missing.map((layer) =>
        row(
          code(layer.layer.slice(0, 40)),
          prose(layer.title),
          bytes(layer.download),
          String(layer.cells.length),
        ),
      ),
    }),
  ];
};

const reportRow = (report: Report): string => {
  const counted = (outcome: string): string =>
    String(report.results.filter((result) => result.outcome === outcome).length);
  const worst =
    report.results.find((result) => result.outcome === "fail") ??
    report.results.find((result) => result.outcome === "unavailable");
  const why =
    worst === undefined
      ? ""
      : `${code(`${worst.library} ${worst.check}`)} ${prose(worst.reason ?? "")}`;
  return row(
    code(report.cell),
    code(report.digest.slice(0, 19)),
    counted("pass"),
    counted("fail"),
    counted("unavailable"),
    counted("skipped"),
    why,
  );
};

const checkRow = (report: CheckReport): string => {
  const [first] = report.findings;
  return row(
    code(report.cell),
    code(report.digest.slice(0, 19)),
    String(report.findings.length),
    first === undefined ? "" : `${code(first.code)} ${prose(findingText(first))}`,
  );
};

const sections = (run: RunSummary): Section[] => [
  { what: "title", head: [`## ${prose(run.title)}`, ""], rows: [] },
  ...problemLines(run.problems),
  ...(run.notes ?? []).map((note) => ({ what: "note", head: [`> ${prose(note)}`, ""], rows: [] })),
  ...(run.markdown === undefined ? [] : [{ what: "part", head: [run.markdown, ""], rows: [] }]),
  ...(run.plan === undefined ? [] : planSections(run.plan)),
  ...table("checks", {
    title: "Static checks of the images",
    columns: ["Cell", "Digest", "Findings", "First finding"],
    rows: (run.checks ?? []).map(checkRow),
  }),
  ...table("reports", {
    title: "Probes",
    columns: ["Cell", "Digest", "Pass", "Fail", "Unavailable", "Skipped", "First reason"],
    rows: (run.reports ?? []).map(reportRow),
  }),
  ...table("tags", {
    title: "Tags",
    columns: ["Tag", "Digest"],
    rows: (run.moves ?? []).map((move) => row(code(move.tag), code(move.digest))),
  }),
  ...table("times", {
    title: "Times",
    columns: ["Stage", "Time"],
    rows: run.stages.map((stage) =>
      row(prose(stage.title), duration(stage.time) + (stage.failed ? ", failed" : "")),
    ),
  }),
];

const size = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

/** Room for the line that says what was cut from one section. */
const NOTE = 256;

/** Keeps as many rows as fit into `room`; says how many were left out. */
const cut = (section: Section, room: number, files: readonly string[]): string[] => {
  if (section.rows.length === 0) return [];
  if (size(section.rows) <= room) return [...section.rows, ""];
  let left = Math.max(0, room - NOTE);
  const shownRows: string[] = [];
  for (const line of section.rows) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    shownRows.push(line);
  }
  const where = files.length === 0 ? "" : ` The full text is in ${files.map(code).join(", ")}.`;
  return [
    ...shownRows,
    "",
    `**Cut: ${section.rows.length - shownRows.length} of ${section.rows.length} ` +
      `${section.what} are not shown here.**${where}`,
    "",
  ];
};

/**
 * The step summary as Markdown, under `limit` bytes. The smallest tables stay whole, the largest
 * are cut.
 */
export const renderSummary = (run: RunSummary, limit: number = SUMMARY_LIMIT): string => {
  const all = sections(run);
  let room = limit - all.reduce((sum, section) => sum + size(section.head) + 1, 0);
  const bodies = new Map<Section, string[]>();
  const smallestFirst = [...all].sort((a, b) => size(a.rows) - size(b.rows));
  smallestFirst.forEach((section, index) => {
    const body = cut(section, Math.floor(room / (smallestFirst.length - index)), run.files ?? []);
    bodies.set(section, body);
    room -= size(body);
  });
  return all.flatMap((section) => [...section.head, ...(bodies.get(section) ?? [])]).join("\n");
};
