import { i as wrongRequest, r as unreachable } from "./error.js";
import { n as matrixCells } from "./pipeline.js";
import { n as openSession } from "./session.js";
import { n as readContents, t as removeTags } from "./removeTags.js";
import { t as outsideByImage } from "./outsideTags.js";
import { i as isForPeople } from "./tagKind.js";
import { t as requireStored } from "./requireStored.js";
import { t as unknownTag } from "./unknownTag.js";
// src/commands/untagCommand.ts
const checkRequest = ({ tags, outside = false }) => {
	if (tags.length > 0 !== outside) return;
	throw wrongRequest({
		code: "untag-what",
		message: outside ? "Name tags, or --outside for those of cells that are not in the matrix, not both." : "No tag was named.",
		hint: "See what there is: dl-env store list"
	});
};
/** A list that was not read might have named a cell that then looks as if it were outside. */
const outsideCells = async (session, contents) => {
	const { cells, unlisted } = await matrixCells(session);
	if (unlisted.length > 0) throw unreachable({
		code: "needs-unknown",
		message: `${unlisted.join(", ")} could not be listed, so it is not known which cells short versions mean, and nothing is removed.`,
		hint: "Try again when it answers, or name the tags: dl-env store list"
	});
	return outsideByImage(contents, new Set(cells.map(({ id }) => id)));
};
/** Tags that stay, where each image that loses some keeps one; else none. */
const otherTags = (contents, going) => {
	const gone = new Set(going.map(({ tag }) => tag));
	const named = (digest) => contents.filter((one) => one.digest === digest && !gone.has(one.tag) && isForPeople(one.tag)).map(({ tag }) => tag);
	const staying = [...new Set(going.map(({ digest }) => digest))].map(named);
	return staying.some((tags) => tags.length === 0) ? [] : staying.flat();
};
/**
* Removes tags from the destination, and nothing else: what they named stays until `store prune`.
* Without `yes` it only says which. Exit 1 when the registry would not.
*/
const untag = async (sys, request) => {
	checkRequest(request);
	const session = await openSession(sys, request);
	const { to } = session;
	await requireStored(sys, [to]);
	const contents = await sys.log.group("Reading tags", () => readContents(to));
	const outside = request.outside === true ? await outsideCells(session, contents) : [];
	const tags = [...request.tags, ...outside.flatMap(({ tags }) => tags)].map((tag) => {
		const found = contents.find((one) => one.tag === tag);
		if (found === void 0) throw unknownTag(to, tag, contents.map((one) => one.tag));
		return {
			tag,
			digest: found.digest
		};
	});
	const done = request.yes === true;
	const { removed, refused } = done ? await sys.log.group("Removing tags", () => removeTags(to, tags, contents)) : {
		removed: [],
		refused: []
	};
	const others = otherTags(contents, tags);
	const problems = refused.map(({ message }) => ({
		code: "not-removed",
		message
	}));
	return {
		kind: "untag",
		result: {
			name: to.name,
			tags,
			others,
			outside,
			removed,
			refused,
			done
		},
		problems,
		exit: problems.length === 0 ? 0 : 1
	};
};
export { untag };
