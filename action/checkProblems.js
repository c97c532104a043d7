import { t as fewNames } from "./fewNames.js";
import { n as findingText } from "./checkReport.js";
// src/inspect/checkProblems.ts
/**
* One problem for each distinct finding, naming its cells: what a base brings into forty images is
* one message.
*/
const checkProblems = (reports) => {
	const all = reports.flatMap(({ cell, findings }) => findings.map((finding) => ({
		cell,
		finding
	})));
	return [...Map.groupBy(all, ({ finding }) => `${finding.code}\n${findingText(finding)}`).values()].flatMap((group) => {
		const [first] = group;
		if (first === void 0) return [];
		const { code, hint } = first.finding;
		const cells = [...new Set(group.map(({ cell }) => cell))];
		return [{
			code,
			message: `${fewNames(cells)}: ${findingText(first.finding)}`,
			hint
		}];
	});
};
export { checkProblems as t };
