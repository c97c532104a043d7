import { a as exitOfCode } from "./error.js";
import { t as problemsOf } from "./errorProblems.js";
// src/errors/exitOf.ts
/**
* The exit code of what was thrown, for both shells: as the table of codes says of its first
* problem.
*/
const exitOf = (error) => {
	const [{ code }] = problemsOf(error);
	return exitOfCode(code);
};
export { exitOf as t };
