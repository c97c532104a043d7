import { r as unreachable } from "./error.js";
// src/registry/imageMissing.ts
/** The error for an image that is not there. */
const imageMissing = (to, reference) => unreachable({
	code: "image-missing",
	message: `${to.name} has no image ${reference}.`,
	hint: "An image has its tag when it was built, tested and promoted. Type: dl-env build && dl-env smoke && dl-env promote"
});
export { imageMissing as t };
