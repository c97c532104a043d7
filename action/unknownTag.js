import { i as wrongRequest } from "./error.js";
import { i as isForPeople } from "./tagKind.js";
import { n as closestOrLonger } from "./closest.js";
import { t as oneOf } from "./oneOf.js";
// src/commands/unknownTag.ts
/** Names in a hint. */
const MOST_NAMES = 12;
const hintFor = (tag, there) => {
	if (there.length === 0) return "There are no tags yet: dl-env build && dl-env smoke && dl-env promote";
	const near = closestOrLonger(tag, there);
	return near === void 0 ? `Existing tags: ${oneOf(there, MOST_NAMES)}` : `Did you mean: ${near}`;
};
/** The error for a tag that a destination does not have, of all that it has. */
const unknownTag = ({ name }, tag, all) => wrongRequest({
	code: "unknown-tag",
	message: `${name} has no tag ${tag}.`,
	hint: hintFor(tag, all.filter(isForPeople))
});
export { unknownTag as t };
