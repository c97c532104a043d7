import { createHash } from "node:crypto";
// src/resolve/lockKey.ts
const sha256 = (value) => createHash("sha256").update(JSON.stringify(value)).digest("hex");
const byCodeUnit = (a, b) => a < b ? -1 : a > b ? 1 : 0;
/**
* sha256 over everything that is asked; the order of requirements and constraints does not count,
* that of indexes does.
*/
const questionKey = (question) => sha256([
	"question",
	1,
	[...new Set(question.requirements)].sort(byCodeUnit),
	[...new Set(question.constraints)].sort(byCodeUnit),
	question.python,
	question.platform,
	question.indexes
]);
/**
* sha256 over the question and the wheels; not over sizes, dates or tool versions, which may differ
* between two runs that chose the same.
*/
const lockKey = (question, wheels) => sha256([
	"lock",
	1,
	questionKey(question),
	wheels.map(({ name, version, file, sha256: digest }) => [
		name,
		version,
		file,
		digest
	])
]);
/** A lock with its key; wheels are sorted by name. */
const makeLock = (question, wheels, made) => {
	const sorted = [...wheels].sort((a, b) => byCodeUnit(a.name, b.name));
	return {
		format: 1,
		key: lockKey(question, sorted),
		question,
		created: made.created,
		uv: made.uv,
		wheels: sorted
	};
};
export { makeLock as n, questionKey as r, lockKey as t };
