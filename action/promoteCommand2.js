import { a as notTriedText } from "./failedCells.js";
import { i as promoteImages } from "./pipeline.js";
import { t as keepReport } from "./describedImage.js";
import { n as journaledTags } from "./tagsInPlace.js";
import { t as imagesToTest } from "./imagesToTest.js";
import { n as retireOutside } from "./outsideCells.js";
import { t as openPlanned } from "./openPlanned.js";
// src/commands/promoteCommand.ts
/**
* Whether a cell keeps its tags as it should: a newer image has them, or its probes were left out
* on purpose.
*/
const isExpected = ({ cell, code }, tested) => code === "newer-there" || tested !== void 0 && !tested.has(cell) && (code === "not-tested" || code === "not-proven");
/** Those that were not tried are one problem, which says how many were. */
const problemsOf = (kept) => {
	const [first] = kept.filter(({ code }) => code === "not-tried");
	const cells = (code) => kept.filter((one) => one.code === code).map(({ cell }) => cell);
	return [...kept.filter(({ code }) => code !== "not-tried").map(({ code, message }) => ({
		code,
		message
	})), ...first === void 0 ? [] : [{
		code: first.code,
		message: notTriedText(cells("not-tried"), {
			tried: cells("not-read").length,
			message: first.message
		})
	}]];
};
/** What the destination did not give is not the images' fault. */
const isUnread = ({ code }) => code === "not-read" || code === "not-tried";
/** Stores the proofs that are about these images; one of any other image proves nothing here. */
const storeProofs = async (session, planned, { proofs = [], dryRun = false, images }) => {
	if (dryRun) return;
	const isOurs = ({ cell, digest }) => images.some((image) => image.cell === cell && image.digest === digest);
	for (const proof of proofs.filter(isOurs)) await keepReport(session, planned, proof);
};
/**
* The plan without the tags that were removed; undefined where none of its cells wants one of them.
*/
const withoutTags = (planned, removed) => {
	const wanted = new Set(planned.plan.cells.flatMap(({ tags }) => tags));
	if (!removed.some((tag) => wanted.has(tag))) return void 0;
	const gone = new Set(removed);
	const imageTags = new Set([...planned.imageTags ?? []].filter((tag) => !gone.has(tag)));
	return {
		...planned,
		imageTags
	};
};
/** What two promotions did, the second of which looked at everything again. */
const both = (first, second) => ({
	...second,
	moves: [...first.moves, ...second.moves]
});
/** Accepted cells that have no image, here or in the destination. */
const cellsWithout = (images, { plan }) => {
	const there = new Set(images.map(({ cell }) => cell));
	return plan.cells.filter(({ cell, verdict, state }) => verdict === "accepted" && state !== "linked" && !there.has(cell)).map(({ cell }) => cell);
};
/**
* Moves tags to tested digests. Names that the rule for cells outside the matrix took from an image
* go on to the next one in the same run. Exit 1 when an image lacks its proof or a tag is taken, 3
* when only some could not be read; the others have moved by then.
*/
const promote = async (sys, request) => {
	const { session, planned, moved } = await openPlanned(sys, request, "made");
	const known = { journaled: await journaledTags(session.to, sys, planned.imageTags) };
	const images = await imagesToTest(session, planned, {
		...known,
		digests: request.digests
	});
	await storeProofs(session, planned, {
		...request,
		images
	});
	const move = (now, journaled) => sys.log.group("Moving tags", () => promoteImages(session, now, {
		journaled,
		images,
		dryRun: request.dryRun === true,
		ties: request.replaceEqual === true ? "move" : "stay"
	}));
	const first = await move(planned, known.journaled);
	const retired = await retireOutside(session, planned, { dryRun: request.dryRun === true });
	const left = withoutTags(planned, retired?.removed ?? []);
	const promoted = left === void 0 ? first : both(first, await move(left, /* @__PURE__ */ new Map()));
	const unexpected = promoted.kept.filter((kept) => !isExpected(kept, request.tested));
	const problems = [...moved, ...problemsOf(unexpected)];
	const unbuilt = cellsWithout(images, planned);
	const unread = moved.length === 0 && unexpected.every(isUnread);
	return {
		kind: "promote",
		result: promoted,
		images,
		expected: promoted.kept.filter((kept) => isExpected(kept, request.tested)),
		problems,
		...unbuilt.length === 0 ? {} : { unbuilt },
		...retired === void 0 ? {} : { retired },
		exit: problems.length === 0 ? 0 : unread ? 3 : 1
	};
};
export { promote as t };
