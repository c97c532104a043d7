import { r as isUnder } from "./versions.js";
import { t as AXES } from "./request.js";
// src/matrix/cellPattern.ts
/** Whether a cell agrees with a pattern on every axis that the pattern names. */
const matches = (cell, pattern) => (pattern.cuda === void 0 || isUnder(cell.cuda, pattern.cuda)) && (pattern.ubuntu === void 0 || cell.ubuntu === pattern.ubuntu) && (pattern.python === void 0 || (pattern.python === "ubuntu" ? cell.pythonFrom === "ubuntu" : cell.python === pattern.python)) && (pattern.flavor === void 0 || cell.flavor === pattern.flavor) && (pattern.set === void 0 || cell.set === pattern.set);
/** `cuda 12.4, set torch` */
const patternText = (pattern) => AXES.flatMap((axis) => pattern[axis] === void 0 ? [] : [`${axis} ${pattern[axis]}`]).join(", ");
// src/matrix/customization.ts
/** Of images as dl-env makes them. */
const NOTHING_ADDED = {
	env: {},
	labels: {},
	ports: [],
	apt: [],
	files: [],
	run: [],
	index: []
};
/** Whether a locale must be compiled: the base has none but C.UTF-8. */
const needsLocale = (locale) => locale !== void 0 && locale !== "C.UTF-8";
// src/matrix/customizer.ts
const together = (first, second) => second.length === 0 ? first : [.../* @__PURE__ */ new Set([...first, ...second])];
/** `ffmpeg` of `ffmpeg=7:6.1`. */
const nameOf = (asked) => asked.split("=", 1)[0] ?? asked;
/** Of one package that is named twice the second counts, with its version or without. */
const aptTogether = (first, second) => second.length === 0 ? first : [...new Map([...first, ...second].map((asked) => [nameOf(asked), asked])).values()];
/** The second on top of the first: where there can be one of something, the second counts. */
const merged = (first, second) => ({
	...first,
	...second,
	env: {
		...first.env,
		...second.env
	},
	labels: {
		...first.labels,
		...second.labels
	},
	ports: together(first.ports, second.ports),
	apt: aptTogether(first.apt, second.apt),
	files: [...first.files, ...second.files],
	run: [...first.run, ...second.run],
	...first.user === void 0 ? {} : { user: {
		...first.user,
		...second.user
	} },
	index: [...first.index, ...second.index.filter(({ name }) => !first.index.some((one) => one.name === name))]
});
/**
* What is added to the image of each cell: what is for all, then what entries of `include` say of
* it, in their order. Cells that are treated alike share one value.
*/
const customizer = ({ customization }) => {
	if (customization === void 0) return () => NOTHING_ADDED;
	const { all } = customization;
	const cells = [...customization.sets ?? [], ...customization.cells];
	const made = /* @__PURE__ */ new Map();
	return (cell) => {
		const applying = cells.filter(({ pattern }) => matches(cell, pattern));
		if (applying.length === 0) return all;
		const key = applying.map((one) => cells.indexOf(one)).join(" ");
		const found = made.get(key) ?? applying.reduce((sum, one) => merged(sum, one.customization), all);
		made.set(key, found);
		return found;
	};
};
export { patternText as a, matches as i, NOTHING_ADDED as n, needsLocale as r, customizer as t };
