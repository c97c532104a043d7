import { r as planCells, s as basesOfPlan } from "./pipeline.js";
import { t as basesBuiltOn } from "./buildState.js";
import { n as openSession } from "./session.js";
import { n as foundProblem } from "./error.js";
import { t as fewNames } from "./fewNames.js";
// src/commands/samePlan.ts
/** The immutable tag ends in the recipe's key: equal tags are equal content. */
const immutableTag = (cell) => cell?.tags[0];
const planMoved = (cells) => foundProblem({
	code: "plan-moved",
	message: `Since the plan was made, something upstream changed for ${cells.length} of its cells (${fewNames(cells)}).`,
	hint: "Start again, from the plan: gh run rerun"
});
const problemOf = ({ code, message, hint }) => ({
	code,
	message,
	...hint === void 0 ? {} : { hint }
});
const acceptedOf = ({ cells }) => cells.filter(({ verdict }) => verdict === "accepted");
/** The plan less some cells; rejects with `plan-moved` when no accepted one is left. */
const less = (planned, expected, gone) => {
	if (gone.size === 0) return {
		planned,
		moved: []
	};
	const error = planMoved([...gone]);
	if (gone.size === acceptedOf(expected).length) throw error;
	const cells = planned.plan.cells.filter(({ cell }) => !gone.has(cell));
	const recipes = new Map([...planned.recipes].filter(([cell]) => !gone.has(cell)));
	return {
		planned: {
			...planned,
			recipes,
			plan: {
				...planned.plan,
				cells
			}
		},
		moved: [problemOf(error)]
	};
};
/**
* For who makes something: the plan less the cells for which this job sees something else upstream
* than the plan was made from, as when a base was pushed again. The others go on; when none is
* left, rejects with `plan-moved`.
*/
const withoutMoved = (expected, planned) => {
	const seen = new Map(planned.plan.cells.map((cell) => [cell.cell, cell]));
	const moved = acceptedOf(expected).filter((cell) => immutableTag(cell) !== immutableTag(seen.get(cell.cell))).map(({ cell }) => cell);
	return less(planned, expected, new Set(moved));
};
const asExpected = (cell, expected) => {
	if (expected?.verdict !== "accepted" || cell.base === void 0) return cell;
	const { platformDigest: _seen, ...base } = cell.base;
	const platformDigest = expected.base?.platformDigest;
	return {
		...cell,
		tags: expected.tags,
		base: {
			...base,
			...platformDigest === void 0 ? {} : { platformDigest }
		}
	};
};
/**
* For who tests or tags what was made: tags and bases are those of the plan it was made from,
* whatever the bases are now. What is left out are cells that are not accepted any more.
*/
const asMade = (expected, planned) => {
	const made = new Map(expected.cells.map((cell) => [cell.cell, cell]));
	const recipes = new Map([...planned.drafts, ...planned.recipes]);
	const cells = planned.plan.cells.map((cell) => asExpected(cell, made.get(cell.cell)));
	const gone = acceptedOf(expected).filter(({ cell }) => !recipes.has(cell));
	return less({
		...planned,
		recipes,
		plan: {
			...planned.plan,
			cells
		}
	}, expected, new Set(gone.map(({ cell }) => cell)));
};
// src/commands/openPlanned.ts
const compared = (planned, { expected }, work) => {
	if (expected === void 0) return {
		planned,
		moved: []
	};
	return work === "making" ? withoutMoved(expected, planned) : asMade(expected, planned);
};
/** The bases of what was made: who tests or tags it asks for none of them. */
const madeOn = async (session, { expected }) => expected === void 0 ? basesBuiltOn(session) : basesOfPlan(expected.cells);
/** Opens the destination and plans, as `build`, `smoke` and `promote` begin. */
const openPlanned = async (sys, request, work) => {
	const session = await openSession(sys, request);
	request.permit?.(session);
	const found = await sys.log.group("Planning", async () => {
		const bases = work === "made" ? await madeOn(session, request) : void 0;
		return planCells(session, {
			writes: work === "making",
			takesStricter: true,
			...bases === void 0 ? {} : { bases }
		});
	});
	const { planned, moved } = compared(found, request, work);
	request.onPlan?.(planned.plan, session.request);
	return {
		session,
		planned,
		moved
	};
};
export { openPlanned as t };
