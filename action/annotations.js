import { t as AXES } from "./request.js";
import { t as fewNames } from "./fewNames.js";
// src/report/annotations.ts
/** GitHub shows this many of one level a step; github/docs, "Setting an error message". */
const SHOWN_PER_LEVEL = 10;
const textOf = (problem) => problem.hint === void 0 ? problem.message : `${problem.message}\n${problem.hint}`;
/** One annotation for each problem, at its place. */
const annotateProblems = (problems) => problems.map((problem) => ({
	level: "error",
	title: problem.code,
	message: textOf(problem),
	...problem.place === void 0 || problem.place.file.startsWith("--") ? {} : { place: problem.place }
}));
/** Whether an axis value as written (`12.8`) stands for the cell's (`12.8.1`). */
const standsFor = (written, full) => written === full || full.startsWith(`${written}.`) || written === "ubuntu" && full !== "";
/** The axis to look at first: the one on which the nearest cell differs. */
const axisOf = (cell, nearest) => (nearest === void 0 ? void 0 : AXES.find((axis) => cell[axis] !== nearest[axis])) ?? "cuda";
const placeOf = (request, cell, nearest) => {
	const axis = axisOf(cell, nearest);
	const index = request.matrix[axis].findIndex((written) => standsFor(written, cell[axis]));
	return request.places[`matrix.${axis}.${index}`] ?? request.places[`matrix.${axis}`] ?? request.places["matrix"];
};
/**
* One warning for each distinct reason, naming its cells: 40 cells that fail alike are one line.
*/
const annotateVerdicts = (cells, request) => {
	const byId = new Map(cells.map((cell) => [cell.cell, cell]));
	return [...Map.groupBy(cells.flatMap((cell) => cell.reasons.map((reason) => ({
		cell,
		reason
	}))), ({ cell, reason }) => `${cell.verdict}\n${reason.code}\n${reason.message}`).values()].flatMap((group) => {
		const [first] = group;
		if (first === void 0) return [];
		const { cell, reason } = first;
		const names = fewNames(group.map((member) => member.cell.cell));
		const nearest = reason.nearest === void 0 ? "" : `\nThe nearest cell that works: ${reason.nearest}`;
		const place = request === void 0 ? void 0 : placeOf(request, cell, byId.get(reason.nearest ?? ""));
		return [{
			level: cell.verdict === "unknown" ? "notice" : "warning",
			title: `${cell.verdict}: ${reason.code}`,
			message: `${textOf(reason)}\nCells: ${names}${nearest}`,
			...place === void 0 ? {} : { place }
		}];
	});
};
/** At most ten of each level, the last of which says how many are not shown. */
const fitAnnotations = (all) => [
	"error",
	"warning",
	"notice"
].flatMap((level) => {
	const these = all.filter((annotation) => annotation.level === level);
	if (these.length <= SHOWN_PER_LEVEL) return these;
	const left = these.length - 9;
	return [...these.slice(0, 9), {
		level,
		title: "more",
		message: `${left} more like these; the step summary lists all of them.`
	}];
});
export { annotateVerdicts as n, fitAnnotations as r, annotateProblems as t };
