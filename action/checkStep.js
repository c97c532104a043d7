import { n as mergedOnto, r as sampleOf, t as check } from "./checkCommand.js";
import { t as problemsOf } from "./errorProblems.js";
import { i as wrongRequest } from "./error.js";
import { l as annotateChange, u as unaffectedText } from "./outcomeText.js";
import { t as placeText } from "./problemText.js";
import { n as bytes, r as count } from "./units.js";
import { n as prose, t as code } from "./summaryMarkup.js";
import { t as openGitHub } from "./openGitHub.js";
import { t as decodePayload } from "./situation.js";
import { t as StepFailed } from "./runStep.js";
import { t as sessionOptions } from "./stepOptions.js";
import { t as stepOutcome } from "./stepOutcome.js";
// src/report/changeComment.ts
const size = (cell) => cell?.lock === void 0 ? "–" : bytes(cell.lock.download);
const packagesText = (touched) => {
	const shown = touched.packages.slice(0, 8).map(({ name, before, after }) => `${code(name)} ${before === void 0 ? "new" : code(before)} → ${after === void 0 ? "gone" : code(after)}`);
	const more = touched.packages.length - shown.length;
	return shown.join("<br>") + (more > 0 ? `<br>and ${more} more` : "");
};
const reasonText = (cell) => (cell?.reasons ?? []).map((reason) => prose(reason.message)).join("<br>");
const cellRow = (touched) => {
	const { before, after } = touched;
	return `| ${code(touched.cell)} | ${before?.verdict ?? "–"} → ${after?.verdict ?? "gone"} | ${size(before)} → ${size(after)} | ${packagesText(touched)} | ${reasonText(after)} |`;
};
/** At most this many files, and this many builds, have a line each. */
const MOST_LINES = 20;
const headLines = ({ touched, drift, built, ...report }) => [
	"### dl-env",
	touched.length === 0 ? prose(unaffectedText(report)) : `This change affects ${count(touched.length, "cell")}.`,
	...drift.slice(0, MOST_LINES).map(({ file, hint }) => `- ${code(file)} is out of date. ${prose(hint)}`),
	...built.slice(0, MOST_LINES).map(({ cell, outcome, detail }) => `- ${code(cell)}: ${outcome === "built" ? "built from its Containerfile" : `did not build. ${prose(detail.slice(0, 500))}`}`),
	...touched.length === 0 ? [] : [
		"",
		"| Cell | Verdict | Download | Packages | Why |",
		"| --- | --- | --- | --- | --- |"
	]
];
/** The first rows that fit into so many characters. */
const fittingRows = (touched, room) => {
	const rows = [];
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
const changeComment = (report, limit = 65280) => {
	const { touched } = report;
	const head = headLines(report);
	const used = head.reduce((sum, line) => sum + line.length + 1, 0);
	const rows = fittingRows(touched, limit - used - CUT_ROOM);
	const cut = touched.length - rows.length;
	const note = `**Cut: ${cut} of ${touched.length} cells are not shown here; the step summary has more.**`;
	return [
		...head,
		...rows,
		...cut > 0 ? ["", note] : []
	].join("\n");
};
/** The comment where no plan could be made: what is wrong, and where. */
const failureComment = (problems) => [
	"### dl-env",
	"What this change does could not be found out:",
	"",
	...problems.slice(0, MOST_LINES).map(({ code: id, message, place, hint }) => {
		return `- ${place === void 0 ? "" : `${code(placeText(place))}: `}${prose(message)}${hint === void 0 ? "" : ` ${prose(hint)}`} (${code(id)})`;
	})
].join("\n");
// src/action/steps/checkStep.ts
const COMMENT_FILE = "comment.md";
const MARKER = "dl-env:check";
const payloadOf = async ({ sys }) => {
	const path = sys.env.get("GITHUB_EVENT_PATH");
	return path === void 0 ? void 0 : decodePayload(await sys.files.readText(path));
};
/**
* Puts what an earlier job found into the pull request's one comment. Runs no code of the pull
* request.
*/
const commentStep = async (context) => {
	const { sys, inputs } = context;
	const pull = (await payloadOf(context))?.pull_request?.number;
	const text = inputs.planFolder === void 0 ? void 0 : await sys.files.readText(`${inputs.planFolder}/${COMMENT_FILE}`);
	const repository = sys.env.get("GITHUB_REPOSITORY");
	if (pull === void 0 || text === void 0 || repository === void 0 || inputs.githubToken === void 0) throw wrongRequest({
		code: "no-comment",
		message: "A comment needs a pull request, the folder with comment.md, and a token.",
		hint: "Write under `with:` plan-folder and github-token, and run it on: pull_request"
	});
	const api = sys.env.get("GITHUB_API_URL");
	await (await openGitHub({
		repository,
		token: inputs.githubToken,
		...api === void 0 ? {} : { api }
	})).upsertComment({
		pull,
		marker: MARKER,
		body: text
	});
	return {
		exit: 0,
		outputs: { changed: "true" }
	};
};
/**
* The commit to compare with: what the pull request would be merged onto, which is newer than what
* it was opened from.
*/
const baseOf = async (context) => {
	const payload = await payloadOf(context);
	if (payload?.merge_group !== void 0) return payload.merge_group.base_sha;
	if (payload?.pull_request === void 0) return void 0;
	return await mergedOnto(context.sys) ?? payload.pull_request.base.sha;
};
/** The affected cells that can be built, for jobs that run their probes. */
const probeMatrix = ({ result }, maxJobs) => JSON.stringify({ include: sampleOf(result.touched, maxJobs).map((cell) => ({ cell })) });
/** The error, with a comment that says it: an earlier one would go stale. */
const failedCheck = (error) => {
	const comment = failureComment(problemsOf(error));
	return new StepFailed(error, {
		exit: 1,
		outputs: {},
		files: /* @__PURE__ */ new Map([[COMMENT_FILE, comment]])
	});
};
/**
* What the change does, as annotations, as the step summary, and as a comment for the job after
* this one. What is wrong in dl-env.yml goes into the comment too.
*/
const checkStep = async (context) => {
	const { sys, inputs, rights } = context;
	if (inputs.stage === "comment") return commentStep(context);
	const base = await baseOf(context);
	const outcome = await check(sys, {
		...sessionOptions(inputs),
		sample: inputs.sample,
		...base === void 0 ? {} : { base }
	}).catch((error) => {
		throw failedCheck(error);
	});
	const { result, plan, request } = outcome;
	const cells = result.touched.map(({ cell }) => cell);
	const comment = changeComment(result);
	return stepOutcome(context, outcome, {
		plan,
		request,
		annotations: annotateChange(outcome),
		markdown: comment,
		files: /* @__PURE__ */ new Map([[COMMENT_FILE, comment]]),
		outputs: {
			changed: String(cells.length > 0),
			cells: JSON.stringify(cells),
			matrix: probeMatrix(outcome, inputs.maxJobs),
			report: JSON.stringify({
				touched: cells,
				drift: result.drift,
				built: result.built
			}),
			may: JSON.stringify(rights)
		}
	});
};
export { checkStep };
