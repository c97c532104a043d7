import { t as fewNames } from "./fewNames.js";
// src/commands/unfinishedProblems.ts
/** Cells that could not be judged, as one problem; the verdicts beside it say why. */
const unknownProblems = ({ cells }) => {
	const unknown = cells.filter(({ verdict }) => verdict === "unknown").map(({ cell }) => cell);
	return unknown.length === 0 ? [] : [{
		code: "cells-unknown",
		message: `${fewNames(unknown)} could not be judged, so ${unknown.length === 1 ? "it is" : "they are"} not built.`
	}];
};
/** Accepted cells that have no image after a build, one problem for each reason. */
const leftProblems = (left) => [...Map.groupBy(left, ({ why }) => why)].map(([why, cells]) => ({
	code: "cell-left",
	message: `${fewNames(cells.map(({ cell }) => cell))} was not built: ${why}.`
}));
export { unknownProblems as n, leftProblems as t };
