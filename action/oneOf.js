// src/text/oneOf.ts
/** `a, b or c`; with `limit`, the first of them. */
const oneOf = (choices, limit = 20) => {
	const shown = choices.slice(0, limit);
	if (choices.length > limit) return `${shown.join(", ")}, …`;
	return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
};
export { oneOf as t };
