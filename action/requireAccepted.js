import { n as foundProblem, r as unreachable } from "./error.js";
// src/commands/requireAccepted.ts
/**
* Rejects where no cell of a plan is accepted: `nothing-accepted`, or `cells-unknown` when that may
* be for want of an answer. `what` completes "so there is nothing to …".
*/
const requireAccepted = ({ totals, cells }, what) => {
	if (totals.accepted > 0) return;
	const why = cells.flatMap(({ reasons }) => reasons)[0]?.message ?? "";
	const hint = "See the reasons: dl-env plan";
	if (totals.unknown > 0) throw unreachable({
		code: "cells-unknown",
		message: `No cell could be judged, so there is nothing to ${what}. ${why}`.trim(),
		hint
	});
	throw foundProblem({
		code: "nothing-accepted",
		message: `No cell is accepted, so there is nothing to ${what}. ${why}`.trim(),
		hint
	});
};
export { requireAccepted as t };
