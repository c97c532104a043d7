import { i as wrongRequest } from "./error.js";
import { n as mirrored } from "./mirrors.js";
// src/resolve/namedIndexes.ts
/** The indexes that a question names, in its order. */
const namedIndexes = (names, indexes, mirrors) => names.map((name) => {
	const index = indexes.get(name);
	if (index === void 0) throw wrongRequest({
		code: "unknown-index",
		message: `The catalog has no package index named ${name}.`,
		hint: `Known indexes: ${[...indexes.keys()].join(", ") || "none"}; add it to: matrix/indexes.yml`
	});
	const { packages, builtInHost, own } = index;
	return {
		name,
		address: mirrored(index.url, mirrors),
		packages,
		builtInHost,
		own
	};
});
/**
* Lets uv believe its own copies of the index' pages for ten minutes. An index that sends no
* validators makes uv fetch every page again for every question, 4 to 10 s each instead of 0.5 s.
* The setting exists only beside an address.
*/
const CACHE_CONTROL = "cache-control = { api = \"max-age=600\", files = \"max-age=31536000, immutable\" }";
export { namedIndexes as n, CACHE_CONTROL as t };
