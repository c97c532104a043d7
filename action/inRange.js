import { t as satisfies } from "./pep440.js";
import { t as memoized } from "./memoized.js";
// src/catalog/inRange.ts
/**
* An `InRange` that works out each pair once: a matrix asks the same few thousand times.
* Pre-releases count, or a placeholder would go unnoticed.
*/
const rangeChecker = () => {
	const versionsIn = memoized((range) => memoized((version) => satisfies(version, range, { prereleases: true })));
	return (version, range) => range === void 0 || versionsIn(range)(version);
};
export { rangeChecker as t };
