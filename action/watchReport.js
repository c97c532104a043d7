import { P as isLayout } from "./openRepository.js";
import { d as journalTags, l as unfinishedClaims, p as orderReader } from "./pipeline.js";
import { a as readManifest } from "./publishedImage.js";
// src/publish/unfinishedMoves.ts
/**
* The tags that promotions of a destination began to move and did not, although they still could:
* `dl-env promote` does. `listed` are its tags. Costs no request where every promotion came to its
* end.
*/
const unfinishedMoves = async ({ sys, to }, listed) => {
	const open = journalTags(listed).filter(({ done }) => !done);
	if (isLayout(to) || open.length === 0) return [];
	return unfinishedClaims({
		to,
		orderOf: orderReader(to, []),
		manifestOf: (digest) => readManifest(to, digest),
		ties: "stay"
	}, sys, listed);
};
// src/commands/watch/watchReport.ts
/** Of a cell whose immutable tag is there: whether a promotion left another of its tags behind. */
const isUnfinished = ({ cell, state, tags }, imageTags, behind) => state === "linked" && (behind.has(cell) || imageTags !== void 0 && tags.some((tag) => !imageTags.has(tag)));
/**
* Cells with something to make or tags that are behind, cells that lost their base, and cells that
* could not be queried about. `behind` are cells of promotions that did not end. Pure.
*/
const watchedCells = (plan, imageTags, behind) => {
	const unfinished = plan.cells.filter((cell) => isUnfinished(cell, imageTags, behind));
	const images = [...imageTags ?? []];
	const hasImage = (cell) => images.some((tag) => tag.startsWith(`${cell}-r`));
	return {
		unfinished: unfinished.map(({ cell }) => cell),
		changed: plan.cells.filter((cell) => unfinished.includes(cell) || cell.verdict === "accepted" && (cell.state === "missing" || cell.state === "layers")).map((cell) => cell.cell),
		gone: plan.cells.flatMap(({ cell, verdict, reasons }) => {
			const reason = reasons.find((one) => one.code === "no-base-image");
			return verdict === "rejected" && reason !== void 0 && hasImage(cell) ? [{
				cell,
				message: reason.message
			}] : [];
		}),
		unknown: plan.cells.flatMap((cell) => cell.verdict === "unknown" || cell.verdict === "accepted" && cell.state === "unknown" ? [{
			cell: cell.cell,
			message: cell.reasons[0]?.message ?? "Its base, the store or the destination could not be read."
		}] : [])
	};
};
export { unfinishedMoves as n, watchedCells as t };
