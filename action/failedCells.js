import { t as DlEnvError } from "./error.js";
import { t as problemsOf } from "./errorProblems.js";
import { t as fewNames } from "./fewNames.js";
// src/plan/failedCells.ts
/**
* The same failure for each of these cells. What is no DlEnvError is a fault of ours and is thrown
* on.
*/
const failedCells = (cells, error) => {
	if (!(error instanceof DlEnvError)) throw error;
	const [problem] = problemsOf(error);
	return cells.map((cell) => ({
		cell,
		problem,
		exit: error.exit
	}));
};
/**
* What is said of cells that were left because the same cause had stopped some before them; `tried`
* is how many those are.
*/
const notTriedText = (cells, { tried, message }) => `Stopped after ${tried} ${tried === 1 ? "cell" : "cells"} for the same cause, ${cells.length} not tried (${fewNames(cells)}). ${message}`;
/** The code of an error that says that nothing was tried. */
const isNotTried = (code) => code === "registry-down";
const cellsIn = (failed) => [...new Set(failed.map(({ cell }) => cell))];
/**
* One problem for each distinct one, naming its cells: forty cells that fail alike are one message.
*/
const failedProblems = (failed) => [...Map.groupBy(failed, ({ problem }) => `${problem.code}\n${problem.message}`).values()].flatMap((group) => {
	const [first] = group;
	if (first === void 0) return [];
	const { code, message } = first.problem;
	const tried = cellsIn(failed.filter(({ problem, exit }) => exit === 3 && !isNotTried(problem.code)));
	const text = isNotTried(code) ? notTriedText(cellsIn(group), {
		tried: tried.length,
		message
	}) : `${fewNames(cellsIn(group))}: ${message}`;
	return [{
		...first.problem,
		message: text
	}];
});
/**
* Faults of the work first, then those of the request, then what could not be reached: the first
* problem gives the exit.
*/
const byExit = (a, b) => a.exit - b.exit;
/**
* All failures as one error, or undefined when there is none: exit 3 when only the outside failed.
*/
const failedError = (failed) => {
	const [first, ...more] = failedProblems(failed.toSorted(byExit));
	return first === void 0 ? void 0 : new DlEnvError(first, { more });
};
export { notTriedText as a, isNotTried as i, failedError as n, failedProblems as r, failedCells as t };
