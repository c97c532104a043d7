import { n as containerArgv } from "./containerArgv.js";
import { t as shellWord } from "./shellWord.js";
import { i as duration, n as bytes, r as count } from "./units.js";
import { t as errorText } from "./errorText.js";
import { n as failedError } from "./failedCells.js";
import { n as isIncomplete, r as withoutBase } from "./incomplete.js";
import { t as fewNames } from "./fewNames.js";
import { t as STATIC_CHECKS } from "./staticChecks.js";
import { n as findingText, t as checkReasons } from "./checkReport.js";
// src/report/columns.ts
/** Columns padded to the widest cell of each, two spaces between; no trailing spaces. */
const columns = (rows) => {
	const widths = [];
	for (const row of rows) row.forEach((text, index) => widths[index] = Math.max(widths[index] ?? 0, text.length));
	return rows.map((row) => row.map((text, index) => text.padEnd(widths[index] ?? 0)).join("  ").trimEnd());
};
// src/text/wrapped.ts
/** What is to be typed, at the end of a text: it is copied in one piece. */
const COMMAND = /(?<=: )dl-env .+$/;
const wordsOf = (text) => {
	const command = COMMAND.exec(text)?.[0];
	return command === void 0 ? text.split(" ") : [...text.slice(0, -command.length).trimEnd().split(" "), command];
};
/**
* Text in lines of at most `width` letters where its words allow that, each after the first with
* `indent` before it; neither a word nor a command at the end is broken.
*/
const wrapped = (text, width, indent = "") => {
	const [first = "", ...words] = wordsOf(text.trim());
	const lines = [];
	let line = `${text.slice(0, text.length - text.trimStart().length)}${first}`;
	for (const word of words) if (line.length + 1 + word.length > width) {
		lines.push(line);
		line = `${indent}${word}`;
	} else line = `${line} ${word}`;
	return [...lines, line];
};
// src/report/axisSummary.ts
const AXES = [
	"cuda",
	"ubuntu",
	"python",
	"flavor",
	"set"
];
const VERDICTS = [
	"accepted",
	"rejected",
	"unknown"
];
/** Up to so many cells are seen at a glance in the table itself. */
const FEW_CELLS = 6;
/**
* How many cells have which verdict, by each value of each axis that has more than one; nothing for
* a small matrix.
*/
const axisSummary = (cells) => {
	if (cells.length <= FEW_CELLS) return [];
	const rows = AXES.flatMap((axis) => {
		const byValue = Map.groupBy(cells, (cell) => cell[axis]);
		if (byValue.size < 2) return [];
		return [...byValue].map(([value, those]) => [
			axis,
			value,
			...VERDICTS.map((verdict) => String(those.filter((cell) => cell.verdict === verdict).length))
		]);
	});
	if (rows.length === 0) return [];
	const values = Math.max(...rows.map(([, value = ""]) => value.length));
	const line = ([axis = "", value = "", ...counts]) => `${axis.padEnd(6)}  ${value.padEnd(values)}  ${counts.map((text) => text.padStart(8)).join("  ")}`;
	return [
		"",
		line([
			"axis",
			"",
			...VERDICTS
		]),
		...rows.map(line)
	];
};
// src/report/planTable.ts
/** Columns of a terminal that does not say how wide it is. */
const USUAL_WIDTH = 80;
const stateText = (cell, isBuilt) => {
	if (isBuilt) return ", built, not tagged";
	switch (cell.state) {
		case "linked": return ", there";
		case "layers": return ", to link";
		case "missing": return ", to build";
		case "unknown": return cell.verdict === "accepted" ? ", ?" : "";
		case "none": return "";
	}
};
/** Cells as rows; what a narrow terminal has no room for is left out, the packages first. */
const cellTable = (cells, width, built) => {
	const rows = cells.map((cell) => ({
		cell: cell.cell,
		packages: cell.lock === void 0 ? "-" : String(Object.keys(cell.lock.packages).length),
		download: cell.lock === void 0 ? "-" : bytes(cell.lock.download),
		verdict: `${cell.verdict}${stateText(cell, built.has(cell.cell))}`
	}));
	const tables = [
		[
			"cell",
			"packages",
			"download",
			"verdict"
		],
		[
			"cell",
			"download",
			"verdict"
		],
		["cell", "verdict"]
	].map((names) => columns([names, ...rows.map((row) => names.map((name) => row[name]))]));
	return tables.find((lines) => lines.every((line) => line.length <= width)) ?? tables.at(-1) ?? [];
};
/** The date of each base whose digest is not known, once for all cells that share it. */
const datesText = (cells) => {
	const undigested = cells.flatMap(({ base }) => base === void 0 || base.digest !== void 0 ? [] : [base.asOf.slice(0, 10)]);
	return [...Map.groupBy(undigested, (date) => date)].map(([date, those]) => `Bases of ${count(those.length, "cell")} as of ${date}`);
};
/** The same reason over many cells is one entry. */
const groupReasons = (cells) => {
	const groups = /* @__PURE__ */ new Map();
	for (const cell of cells) for (const reason of cell.reasons) {
		const key = JSON.stringify([
			cell.verdict,
			reason.code,
			reason.message,
			reason.hint
		]);
		const group = groups.get(key) ?? {
			verdict: cell.verdict,
			...reason,
			hint: reason.hint,
			cells: [],
			nearest: /* @__PURE__ */ new Set()
		};
		group.cells.push(cell.cell);
		if (reason.nearest !== void 0) group.nearest.add(reason.nearest);
		groups.set(key, group);
	}
	return [...groups.values()];
};
/** How many cell names one line shows before it only counts. */
const MOST_NAMES = 4;
/** Hints stay as they are, because they are typed. */
const groupText = (group, width) => [
	...wrapped(`${group.verdict}: ${fewNames(group.cells, MOST_NAMES)}`, width, "  "),
	...wrapped(`  ${group.message} [${group.code}]`, width, "  "),
	...wrapped(`  source: ${group.source}`, width, "    "),
	...group.nearest.size === 0 ? [] : wrapped(`  nearest: ${[...group.nearest].slice(0, MOST_NAMES).join(", ")}`, width, "    "),
	...group.hint === void 0 ? [] : [`  ${group.hint.replaceAll("\n", "\n  ")}`]
];
/** What is said of accepted cells, the same over many of them once. */
const noteLines = (cells) => {
	const noted = cells.flatMap(({ cell, notes = [] }) => notes.map((note) => ({
		cell,
		note
	})));
	return [...Map.groupBy(noted, ({ note }) => `${note.message} [${note.code}]`)].flatMap(([text, group]) => [
		"",
		`note: ${fewNames(group.map(({ cell }) => cell), MOST_NAMES)}`,
		`  ${text}`
	]);
};
const missingText = (plan) => {
	if (isIncomplete(plan)) return `unknown how much is missing, since ${plan.store === plan.to ? plan.to : `${plan.store} or ${plan.to}`} was not queried or did not answer`;
	return `${plan.layers.filter((layer) => layer.state === "missing").length} missing, ${bytes(plan.totals.missing)}`;
};
/** What to type where the registry of the bases cannot be reached. */
const STAND_IN_LINE = "To see how things work where docker.io cannot be reached: dl-env build --stand-in";
const baseLine = (plan) => {
	const cells = withoutBase(plan);
	return cells.length === 0 ? [] : [`The base of ${cells.length === 1 ? cells[0] ?? "" : count(cells.length, "cell")} could not be read, so ${cells.length === 1 ? "its" : "their"} system layer is not planned and ${cells.length === 1 ? "it" : "they"} cannot be built.`, STAND_IN_LINE];
};
/** A sentence of a catalog that is old, else nothing. */
const oldCatalogLines = (old) => old === void 0 ? [] : [`The catalog is ${old.days} days old (${old.asOf}): newer CUDAs and libraries may be missing.`, "Install the newest dl-env, or see what changed: dl-env catalog check"];
/**
* The table of verdicts, the reasons behind it, how they spread over the axes, and the totals, in
* lines of at most `width` columns where their words allow that. `built`: cells whose image has no
* tag yet.
*/
const planText = (plan, width = USUAL_WIDTH, built = /* @__PURE__ */ new Set()) => {
	const { totals, cells } = plan;
	const reasons = groupReasons(cells).flatMap((group) => ["", ...groupText(group, width)]);
	const ends = [
		`${count(totals.cells, "cell")}: ${totals.accepted} accepted, ${totals.rejected} rejected, ${totals.unknown} unknown`,
		`${count(plan.layers.length, "layer")}, ${bytes(totals.download)} to download in total; ${missingText(plan)}`,
		...baseLine(plan)
	];
	return [
		...cellTable(cells, width, built),
		...datesText(cells),
		...reasons,
		...noteLines(cells).flatMap((line) => wrapped(line, width)),
		...axisSummary(cells),
		"",
		...ends.flatMap((line) => wrapped(line, width))
	].join("\n");
};
// src/report/staticChecksText.ts
const findingLines = (finding) => [`  ${finding.check}: ${findingText(finding)} (${finding.code})`, `    ${finding.hint}`];
/** What the checks of one image found, a sentence and a hint each, for people. */
const checkLines = ({ findings }) => findings.flatMap(findingLines);
/** `21 static checks passed`, or how much they find. */
const checkTally = ({ findings }) => findings.length === 0 ? `${Object.keys(STATIC_CHECKS).length} static checks passed` : `${count(findings.length, "finding")} in its files`;
// src/report/buildText.ts
const figuresLine = ({ layers, moved }, figures) => {
	const [reused, took] = figures === void 0 ? ["", ""] : [`, ${figures.reused} reused`, `, in ${duration(figures.took)}`];
	return `${count(layers.length, "layer")} made${reused}, ${bytes(moved)} of layers moved${took}.`;
};
/** What was made and what was left, for people. */
const builtText = (built, figures) => {
	const { images, left, failed, checks } = built;
	const error = failedError(failed);
	return [
		...columns(images.map(({ cell, digest, made }) => [
			cell,
			digest,
			made ? "made" : "there already"
		])),
		figuresLine(built, figures),
		...left.map(({ cell, why }) => `${cell} was not built: ${why}.`),
		...checks.filter(({ findings }) => findings.length > 0).flatMap((report) => [`${report.cell}: ${checkTally(report)}`, ...checkLines(report)]),
		...error === void 0 ? [] : [errorText(error, false)]
	].join("\n");
};
const unknownLines = ({ cells }) => cells.filter(({ verdict }) => verdict === "unknown").map(({ cell, reasons }) => `${cell} was not built: ${reasons[0]?.message ?? "it could not be judged."} [${reasons[0]?.code ?? "not-asked"}]`);
/** What a build made, and which cells have no image after it and why. */
const buildText = ({ result, planned }) => [
	builtText(result, result),
	...unknownLines(planned.plan),
	...withoutBase(planned.plan).length === 0 ? [] : [STAND_IN_LINE]
].join("\n");
// src/container/typedCommand.ts
/**
* One line for a shell that starts a container in its terminal, with the settings that this host's
* engine needs before it.
*/
const typedCommand = (runtime, run) => [...Object.entries(runtime.env).filter(([, value]) => value !== "").map(([name, value]) => `${name}=${shellWord(value)}`), ...containerArgv(runtime, {
	...run,
	input: "terminal"
}).map(shellWord)].join(" ");
// src/report/promoteText.ts
/** Which tags moved or would move, and what stays and why. */
const promotedText = ({ moves, kept, done }) => {
	const rows = columns(moves.map(({ tag, digest, from }) => [
		tag,
		digest.slice(0, 19),
		from === void 0 ? "new" : `was ${from.slice(0, 19)}`
	]));
	return [
		moves.length === 0 ? "No tag has to move." : `${done ? "Moved" : "Would move"}:`,
		...rows.map((row) => `  ${row}`),
		...kept.map(({ message }) => message)
	].join("\n");
};
/** Which cells have no image that tags could move to, and how it is made. */
const unbuiltText = (cells) => `Not built, so their tags stay: ${count(cells.length, "cell")}, ${cells.slice(0, 3).join(", ")}${cells.length > 3 ? " and others" : ""}. Make them: dl-env build && dl-env smoke && dl-env promote`;
// src/report/smokeText.ts
const ORDER = [
	"fail",
	"unavailable",
	"skipped",
	"pass"
];
const tally = (results) => [...ORDER].reverse().map((outcome) => [outcome, results.filter((result) => result.outcome === outcome).length]).filter(([, number]) => number > 0).map(([outcome, number]) => `${number} ${outcome}`).join(", ");
/** The same reason over many checks is one line. */
const reasonsOf = (results) => {
	const groups = /* @__PURE__ */ new Map();
	for (const { outcome, reason, library, check } of results) {
		if (outcome === "pass") continue;
		const key = `${outcome}: ${reason ?? "no reason given"}`;
		groups.set(key, [...groups.get(key) ?? [], `${library}/${check}`]);
	}
	return [...groups].map(([what, checks]) => `  ${what} (${checks.slice(0, 4).join(", ")}${checks.length > 4 ? ` and ${checks.length - 4} more` : ""})`);
};
const oneText = ({ checks, report, ran, ok, reasons }) => {
	const shown = new Set(checkReasons(checks));
	return [
		`${report.cell}: ${ok ? "may be tagged" : "keeps its current tags"} (${tally(report.results)}${ran ? "" : `, proof of ${report.at.slice(0, 10)}`}; ${checkTally(checks)})`,
		...checkLines(checks),
		...reasonsOf(report.results),
		...ok ? [] : reasons.filter((reason) => !shown.has(reason)).map((reason) => `  ${reason}`)
	];
};
/** What the checks and the probes of each image said, for people. */
const smokeText = (proofs) => proofs.flatMap(oneText).join("\n");
/** What the probes said, and which images could not be tested. */
const smokeOutcomeText = ({ result, failed }) => {
	const error = failedError(failed);
	return [smokeText(result), ...error === void 0 ? [] : [errorText(error, false)]].filter((text) => text !== "").join("\n");
};
// src/report/demoText.ts
/** What the demo says when it goes on without nvidia/cuda. */
const STAND_IN_WARNING = [
	"",
	"  **************************************************************************",
	"  *  docker.io cannot be reached from here, so nvidia/cuda is not available. *",
	"  *  The demo continues with a STAND-IN: Debian 12 laid out like nvidia/cuda. *",
	"  *  It shows how things work. It is not CUDA, and it is never published.     *",
	"  **************************************************************************",
	""
].join("\n");
/** One step of the demo, for people who wait for the next. */
const demoProgressText = (progress) => {
	switch (progress.kind) {
		case "podman installed": return "podman was installed with apt.";
		case "stand-in used": return STAND_IN_WARNING;
		case "planned": return `\n${planText(progress.plan)}\n`;
		case "built": return `\n${builtText(progress.built)}\n`;
		case "tested": return `\n${smokeText(progress.proven)}\n`;
	}
};
/** What to type to use the image. */
const howToRun = (loaded) => {
	if (loaded === void 0) return [];
	const { image, runtime } = loaded;
	const jupyter = runtime.hostNetwork === true ? {} : { env: { JUPYTER_IP: "0.0.0.0" } };
	return [
		"",
		`It is loaded in ${runtime.name}. Try it:`,
		`  ${typedCommand(runtime, {
			image,
			command: [
				"python",
				"-c",
				"import numpy; print(numpy.__version__)"
			]
		})}`,
		`  ${typedCommand(runtime, {
			image,
			command: ["jupyter"],
			ports: [{
				host: 8888,
				container: 8888
			}],
			...jupyter
		})}`,
		"  npm run -s dl-env -- --help"
	];
};
/** What the demo made, how long each stage took, and how to run the image. */
const demoText = ({ result, sizes, loaded }) => [
	promotedText(result.promoted),
	"",
	"Stages:",
	...result.stages.map(({ title, took }) => `  ${title.padEnd(22)} ${duration(took)}`),
	"Images in ./images:",
	...sizes.map(({ cell, size }) => `  ${cell}: ${bytes(size)} compressed`),
	...howToRun(loaded)
].join("\n");
export { unbuiltText as a, planText as c, promotedText as i, columns as l, demoText as n, buildText as o, smokeOutcomeText as r, oldCatalogLines as s, demoProgressText as t };
