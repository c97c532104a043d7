import "./lastLook.js";
import { r as isLeavingTag } from "./leavingTags.js";
// src/store/tagKind.ts
/** Under which `store prune` notes in a registry since when something has not been needed. */
const PRUNE_TAG = "dl-env-prune";
/** Under which a promotion notes since when cells with tags have not been in the matrix. */
const RETENTION_TAG = "dl-env-retention";
const PATTERNS = [
	["layer", /^(?:system|python|wheel|bytecode|rest|files|own|run)-[0-9a-f]{16,}$/],
	["base", /^base-[0-9a-f]{32}$/],
	["inventory", /^inventory-[0-9a-f]{32}$/],
	["checks", /^checks-[0-9a-f]{32}$/],
	["journal", /^dl-env-promotion-\d{8}T\d{6}Z-[0-9a-f]{8}(?:-done)?$/],
	["referrers", /^sha256-[0-9a-f]{64}/]
];
/** What a tag's name says of it; undefined for tags of images and of others. */
const kindOfName = (tag) => [
	"dl-env-prune",
	"dl-env-retention",
	"dl-env-last-look"
].includes(tag) || isLeavingTag(tag) ? "own" : PATTERNS.find(([, pattern]) => pattern.test(tag))?.[0];
/** Whether people may mean a tag: it is none that dl-env, or a registry, keeps for itself. */
const isForPeople = (tag) => kindOfName(tag) === void 0;
/** The digest that a tag of referrers is about. */
const subjectOf = (tag) => `sha256:${tag.slice(7, 71)}`;
/** The cell of an immutable tag, `<cell>-r<12 hex>`; undefined for other tags. */
const cellOfImmutable = (tag) => /^(.+)-r[0-9a-f]{12}$/.exec(tag)?.[1];
/** The parts of a cell's id that shorter tags are made of. */
const CELL_ID = /^(.+)-cuda(\d+\.\d+)[^-]*-([a-z]+[\d.]+|stand-in)-py[\d.]+(-.+)?$/;
/**
* Whether dl-env gives images of a cell this tag: immutable, called like the cell, shorter, or
* `latest`. What people call an image is theirs.
*/
const isTagOfCell = (tag, cell) => {
	if (tag === "latest" || (cellOfImmutable(tag) ?? tag) === cell) return true;
	const [, set, minor, release, flavor = ""] = CELL_ID.exec(cell) ?? [];
	if (set === void 0) return false;
	const cuda = `${set}-cuda${minor ?? ""}`;
	return [
		set,
		cuda,
		`${cuda}-${release ?? ""}`
	].some((name) => tag === `${name}${flavor}`);
};
export { isTagOfCell as a, isForPeople as i, RETENTION_TAG as n, kindOfName as o, cellOfImmutable as r, subjectOf as s, PRUNE_TAG as t };
