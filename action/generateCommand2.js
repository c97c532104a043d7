import { i as wrongRequest, r as unreachable } from "./error.js";
import { t as writeContext } from "./writeContext.js";
import { r as planCells } from "./pipeline.js";
import { n as openSession } from "./session.js";
import { n as refuseLinkOut } from "./linkOut.js";
import { t as fewNames } from "./fewNames.js";
import { r as count } from "./units.js";
import { t as requireAccepted } from "./requireAccepted.js";
// src/commands/generateCommand.ts
/**
* Rejects with `not-generated` for a folder that holds something, and no Containerfile: it would be
* removed.
*/
const requireGeneratedFolder = async (sys, folder) => {
	const names = await sys.files.list(folder);
	if (names.length === 0 || names.includes("Containerfile")) return;
	throw wrongRequest({
		code: "not-generated",
		message: `The folder ${folder} has files that dl-env did not write.`,
		hint: `Move it away, or write to another folder: dl-env generate --out containerfiles`
	});
};
const NAMES_BASE = "a Containerfile names its base by digest.";
const SEE_WHY = "See which base and why: dl-env plan";
/** What is said of accepted cells whose base could not be read: nothing is written of them. */
const notWritten = (cells) => cells.length === 0 ? [] : [{
	code: "base-unread",
	message: `The bases of ${count(cells.length, "accepted cell")} could not be read, and ${NAMES_BASE} Nothing was written of ${fewNames(cells)}.`,
	hint: SEE_WHY
}];
const onStandIn = (judged, written) => judged.flatMap(({ cell, verdict }) => cell.id in written && verdict.kind === "accepted" && verdict.base.tag.startsWith("localhost/") ? [cell.id] : []);
/**
* Writes one folder per cell: Containerfile, hashed requirements, files. Each builds alone. A cell
* whose base could not be read is a problem beside the others' folders.
*/
const generate = async (sys, options) => {
	const session = await openSession(sys, options);
	const planned = await planCells(session);
	requireAccepted(planned.plan, "write");
	const recipes = [...planned.recipes.values()];
	if (recipes.length === 0) throw unreachable({
		code: "base-unread",
		message: `No base of an accepted cell could be read, and ${NAMES_BASE}`,
		hint: SEE_WHY
	});
	const written = {};
	await refuseLinkOut(sys.files, options.out);
	for (const { cell } of recipes) await requireGeneratedFolder(sys, `${options.out}/${cell}`);
	for (const recipe of recipes) {
		await sys.files.remove(`${options.out}/${recipe.cell}`);
		written[recipe.cell] = await writeContext(session, planned, {
			recipe,
			dir: `${options.out}/${recipe.cell}`
		});
	}
	const problems = notWritten(planned.plan.cells.filter(({ cell, verdict }) => verdict === "accepted" && written[cell] === void 0).map(({ cell }) => cell));
	return {
		kind: "generate",
		result: {
			out: options.out,
			cells: written,
			onStandIn: onStandIn(planned.judged, written)
		},
		problems,
		exit: problems.length === 0 ? 0 : 3
	};
};
export { generate as t };
