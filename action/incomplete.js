// src/plan/incomplete.ts
/**
* Whether the store or the destination of a plan could not be queried, so that it is not known what
* is missing there.
*/
const isIncomplete = ({ cells, layers }) => layers.some(({ state }) => state === "unknown") || cells.some(({ verdict, state, base }) => verdict === "accepted" && state === "unknown" && base?.platformDigest !== void 0);
/**
* Accepted cells whose base could not be read: their layers are planned, except the system layer,
* which depends on the base.
*/
const withoutBase = ({ cells }) => cells.filter(({ verdict, state, base }) => verdict === "accepted" && state === "unknown" && base?.platformDigest === void 0).map(({ cell }) => cell);
/**
* 3 when something could not be queried, unless it is a registry that `offline` forbids to ask; 1
* when no cell is accepted; else 0.
*/
const exitOfPlan = (plan, offline) => {
	if (plan.totals.unknown > 0) return 3;
	if (plan.totals.accepted === 0) return 1;
	const isOutside = [plan.to, plan.store].some((name) => !name.startsWith("oci:"));
	return isIncomplete(plan) && !(offline && isOutside) ? 3 : 0;
};
export { isIncomplete as n, withoutBase as r, exitOfPlan as t };
