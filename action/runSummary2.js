import { n as findingText } from "./checkReport.js";
import { n as prose, t as code } from "./summaryMarkup.js";
import { t as placeText } from "./problemText.js";
import { i as duration, n as bytes, r as count } from "./units.js";
// src/report/runSummary.ts
/**
* GitHub drops a step's whole summary above 1 MiB; the margin is for what else the step may add.
*/
const SUMMARY_LIMIT = 1032192;
const row = (...columns) => `| ${columns.join(" | ")} |`;
/** A table with a title; nothing where it has no rows. */
const table = (what, { title, columns, rows }) => rows.length === 0 ? [] : [{
	what,
	rows,
	head: [
		`### ${title}`,
		"",
		row(...columns),
		row(...columns.map(() => "---"))
	]
}];
const MARK = {
	accepted: "✅ accepted",
	rejected: "❌ rejected",
	unknown: "❔ unknown"
};
const cellRow = (cell) => {
	const why = cell.reasons.map((reason) => prose(reason.message) + (reason.nearest === void 0 ? "" : ` Nearest: ${code(reason.nearest)}`)).join("<br>");
	return row(code(cell.cell), MARK[cell.verdict], cell.state, cell.lock === void 0 ? "" : bytes(cell.lock.download), why);
};
const problemLines = (problems) => {
	if (problems.length === 0) return [];
	const line = ({ code: id, message, place, hint }) => {
		return `- ${place === void 0 ? "" : `${code(placeText(place))} `}${prose(message)}${hint === void 0 ? "" : ` ${prose(hint)}`} (${code(id)})`;
	};
	return [{
		what: "problems",
		head: ["### What went wrong", ""],
		rows: problems.map(line)
	}];
};
const planSections = (plan) => {
	const { totals } = plan;
	const line = `${count(totals.cells, "cell")}: ${totals.accepted} accepted, ${totals.rejected} rejected, ${totals.unknown} unknown. Layers: ${bytes(totals.download)}, of which ${bytes(totals.missing)} are missing.`;
	const missing = plan.layers.filter(({ state }) => state === "missing" || state === "unknown");
	return [
		{
			what: "totals",
			head: [line, ""],
			rows: []
		},
		...table("cells", {
			title: "Cells",
			columns: [
				"Cell",
				"Verdict",
				"State",
				"Download",
				"Why"
			],
			rows: plan.cells.map(cellRow)
		}),
		...table("layers", {
			title: "Layers to make",
			columns: [
				"Layer",
				"What",
				"Download",
				"Cells"
			],
			rows: missing.map((layer) => row(code(layer.layer.slice(0, 40)), prose(layer.title), bytes(layer.download), String(layer.cells.length)))
		})
	];
};
const reportRow = (report) => {
	const counted = (outcome) => String(report.results.filter((result) => result.outcome === outcome).length);
	const worst = report.results.find((result) => result.outcome === "fail") ?? report.results.find((result) => result.outcome === "unavailable");
	const why = worst === void 0 ? "" : `${code(`${worst.library} ${worst.check}`)} ${prose(worst.reason ?? "")}`;
	return row(code(report.cell), code(report.digest.slice(0, 19)), counted("pass"), counted("fail"), counted("unavailable"), counted("skipped"), why);
};
const checkRow = (report) => {
	const [first] = report.findings;
	return row(code(report.cell), code(report.digest.slice(0, 19)), String(report.findings.length), first === void 0 ? "" : `${code(first.code)} ${prose(findingText(first))}`);
};
const sections = (run) => [
	{
		what: "title",
		head: [`## ${prose(run.title)}`, ""],
		rows: []
	},
	...problemLines(run.problems),
	...(run.notes ?? []).map((note) => ({
		what: "note",
		head: [`> ${prose(note)}`, ""],
		rows: []
	})),
	...run.markdown === void 0 ? [] : [{
		what: "part",
		head: [run.markdown, ""],
		rows: []
	}],
	...run.plan === void 0 ? [] : planSections(run.plan),
	...table("checks", {
		title: "Static checks of the images",
		columns: [
			"Cell",
			"Digest",
			"Findings",
			"First finding"
		],
		rows: (run.checks ?? []).map(checkRow)
	}),
	...table("reports", {
		title: "Probes",
		columns: [
			"Cell",
			"Digest",
			"Pass",
			"Fail",
			"Unavailable",
			"Skipped",
			"First reason"
		],
		rows: (run.reports ?? []).map(reportRow)
	}),
	...table("tags", {
		title: "Tags",
		columns: ["Tag", "Digest"],
		rows: (run.moves ?? []).map((move) => row(code(move.tag), code(move.digest)))
	}),
	...table("times", {
		title: "Times",
		columns: ["Stage", "Time"],
		rows: run.stages.map((stage) => row(prose(stage.title), duration(stage.time) + (stage.failed ? ", failed" : "")))
	})
];
const size = (lines) => lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
/** Room for the line that says what was cut from one section. */
const NOTE = 256;
/** Keeps as many rows as fit into `room`; says how many were left out. */
const cut = (section, room, files) => {
	if (section.rows.length === 0) return [];
	if (size(section.rows) <= room) return [...section.rows, ""];
	let left = Math.max(0, room - NOTE);
	const shownRows = [];
	for (const line of section.rows) {
		left -= Buffer.byteLength(line) + 1;
		if (left < 0) break;
		shownRows.push(line);
	}
	const where = files.length === 0 ? "" : ` The full text is in ${files.map(code).join(", ")}.`;
	return [
		...shownRows,
		"",
		`**Cut: ${section.rows.length - shownRows.length} of ${section.rows.length} ${section.what} are not shown here.**${where}`,
		""
	];
};
/**
* The step summary as Markdown, under `limit` bytes. The smallest tables stay whole, the largest
* are cut.
*/
const renderSummary = (run, limit = SUMMARY_LIMIT) => {
	const all = sections(run);
	let room = limit - all.reduce((sum, section) => sum + size(section.head) + 1, 0);
	const bodies = /* @__PURE__ */ new Map();
	const smallestFirst = [...all].sort((a, b) => size(a.rows) - size(b.rows));
	smallestFirst.forEach((section, index) => {
		const body = cut(section, Math.floor(room / (smallestFirst.length - index)), run.files ?? []);
		bodies.set(section, body);
		room -= size(body);
	});
	return all.flatMap((section) => [...section.head, ...bodies.get(section) ?? []]).join("\n");
};
export { renderSummary as n, SUMMARY_LIMIT as t };
