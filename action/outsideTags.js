import { a as isTagOfCell, r as cellOfImmutable } from "./tagKind.js";
// src/store/outsideTags.ts
const grouped = (pairs) => {
	const cells = /* @__PURE__ */ new Map();
	for (const [cell, tag] of pairs) cells.set(cell, [...cells.get(cell) ?? [], tag]);
	return [...cells].map(([cell, tags]) => ({
		cell,
		tags: tags.sort()
	})).sort((a, b) => a.cell < b.cell ? -1 : 1);
};
/**
* The same by the names of tags alone: immutable tags and those that are called like the cell.
* Nothing is asked.
*/
const outsideByName = (tags, cells) => {
	const all = [...tags];
	const outside = new Set(all.flatMap((tag) => cellOfImmutable(tag) ?? []).filter((cell) => !cells.has(cell)));
	return grouped(all.flatMap((tag) => {
		const cell = cellOfImmutable(tag) ?? tag;
		return outside.has(cell) ? [[cell, tag]] : [];
	}));
};
/**
* By the labels of the images, so that shorter tags that still name them are found as well. An
* image that somebody made of one of ours has its labels, and one of ours may have a name that
* somebody gave it: neither is meant.
*/
const outsideByImage = (contents, cells) => grouped(contents.flatMap(({ kind, cell, tag }) => kind === "image" && cell !== void 0 && !cells.has(cell) && isTagOfCell(tag, cell) ? [[cell, tag]] : []));
export { outsideByName as n, outsideByImage as t };
