import { t as DlEnvError } from "./error.js";
import { n as fileRefusal, t as problemsOf } from "./errorProblems.js";
import { n as problemText } from "./problemText.js";
// src/errors/errorText.ts
/**
* What a person reads when a command ends with an error; with `debug`, the chain of causes too.
* `retyped` is what is made of a hint's commands.
*/
const errorText = (error, debug, retyped = (hint) => hint) => {
	const lines = problemsOf(error).map(({ hint, ...problem }) => `error: ${problemText(hint === void 0 ? problem : {
		...problem,
		hint: retyped(hint)
	})}`);
	if (debug || !(error instanceof DlEnvError) && fileRefusal(error) === void 0) for (let cause = error; cause instanceof Error; cause = cause.cause) lines.push(cause.stack ?? cause.message);
	return lines.join("\n");
};
export { errorText as t };
