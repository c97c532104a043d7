import { n as foundProblem, r as unreachable } from "./error.js";
import { r as imagesBuiltBefore } from "./buildState.js";
// src/commands/imagesToTest.ts
/**
* The images of the plan that are in the destination; rejects with `nothing-built` when there is
* none.
*/
const imagesThere = async (session, { plan, refused }, named) => {
	const images = await imagesBuiltBefore(session, plan, named);
	if (images.length > 0) return images;
	if (plan.cells.some(({ verdict, state }) => verdict === "accepted" && state === "unknown")) throw unreachable({
		code: "destination-unknown",
		message: `${session.to.name} or the registry of the bases did not answer, so it is unknown which images exist.`,
		hint: "Images that were built with --stand-in are found with --stand-in. Else see which one it is: dl-env plan"
	}, { more: refused });
	throw foundProblem({
		code: "nothing-built",
		message: "None of the plan's images has been built yet.",
		hint: "Build them first: dl-env build"
	});
};
/**
* The images to test or to tag: those that were handed over, else those that were built here before
* or have a tag.
*/
const imagesToTest = async (session, planned, { digests, journaled = /* @__PURE__ */ new Map() }) => {
	if (digests === void 0) return imagesThere(session, planned, journaled);
	return planned.plan.cells.flatMap(({ cell }) => {
		const digest = digests[cell];
		return digest === void 0 ? [] : [{
			cell,
			digest,
			made: false,
			size: 0
		}];
	});
};
export { imagesToTest as t };
