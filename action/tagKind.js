// src/store/tagKind.ts
/** Under which `store prune` notes in a registry since when something has not been needed. */
const PRUNE_TAG = "dl-env-prune";
const PATTERNS = [
	["layer", /^(?:system|python|wheel|rest|files)-[0-9a-f]{16,}$/],
	["base", /^base-[0-9a-f]{32}$/],
	["inventory", /^inventory-[0-9a-f]{32}$/],
	["referrers", /^sha256-[0-9a-f]{64}/]
];
/** What a tag's name says of it; undefined for tags of images and of others. */
const kindOfName = (tag) => PATTERNS.find(([, pattern]) => pattern.test(tag))?.[0];
/** The digest that a tag of referrers is about. */
const subjectOf = (tag) => `sha256:${tag.slice(7, 71)}`;
/** The cell of an immutable tag, `<cell>-r<12 hex>`; undefined for other tags. */
const cellOfImmutable = (tag) => /^(.+)-r[0-9a-f]{12}$/.exec(tag)?.[1];
export { subjectOf as i, cellOfImmutable as n, kindOfName as r, PRUNE_TAG as t };
