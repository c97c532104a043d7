// src/errors/problemText.ts
/** `file:line:column`, as far as known. */
const placeText = (place) => [
	place.file,
	place.line,
	place.line === void 0 ? void 0 : place.column
].filter((part) => part !== void 0).join(":");
/** A problem as people read it: place, sentence, code, and the hint on lines of its own. */
const problemText = (problem) => {
	const at = problem.place === void 0 ? "" : `${placeText(problem.place)}: `;
	const hint = problem.hint === void 0 ? "" : `\n  ${problem.hint.replaceAll("\n", "\n  ")}`;
	return `${at}${problem.message} [${problem.code}]${hint}`;
};
export { problemText as n, placeText as t };
