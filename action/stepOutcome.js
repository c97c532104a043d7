import { o as fixOfCode } from "./error.js";
import { t as outcomeText } from "./outcomeText.js";
// src/action/steps/stepOutcome.ts
/** How a run of GitHub Actions goes on after a problem that names nothing to type itself. */
const RERUN_HINTS = {
	"cells-unknown": "The other cells continue. When the server answers again: gh run rerun",
	"cell-left": "The other cells continued. Once the cause is fixed: gh run rerun --failed",
	"not-proven": "See the probes' reasons in the step summary; then: gh run rerun --failed"
};
const MOVED_HINT = "The other tags moved. Once the cause is fixed: gh run rerun --failed";
const withHint = (problem, kind) => {
	if (problem.hint !== void 0) return problem;
	const hint = kind === "promote" ? MOVED_HINT : RERUN_HINTS[problem.code] ?? fixOfCode(problem.code);
	return hint === void 0 ? problem : {
		...problem,
		hint
	};
};
/**
* A command's outcome as a step tells it: the text goes into the log, exit and problems into the
* result; `more` is what only this step hands over.
*/
const stepOutcome = ({ sys }, outcome, more) => {
	sys.log.info(outcomeText(outcome));
	return {
		exit: outcome.exit,
		problems: outcome.problems.map((problem) => withHint(problem, outcome.kind)),
		...more
	};
};
export { stepOutcome as t };
