import { s as isLocal, u as baseRepositories } from "./session.js";
import { n as outsideByName } from "./outsideTags.js";
// src/commands/outsideCells.ts
/**
* Cells that have tags in the destination and are not in the matrix (any more). None where that is
* not known: for a part of a matrix, or when a list that says what short versions mean was not
* read.
*/
const outsideCells = ({ request, catalog, options, assignment }, { judged, lists, imageTags }) => {
	const isWhole = options.cells === void 0 && assignment.kind === "request";
	const isListed = baseRepositories(request, catalog).every((name) => isLocal(name) || lists.has(name));
	if (!isWhole || !isListed || imageTags === void 0) return [];
	return outsideByName(imageTags, new Set(judged.map(({ cell }) => cell.id)));
};
export { outsideCells as t };
