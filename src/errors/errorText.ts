import { DlEnvError } from "./error.ts";
import { problemsOf } from "./errorProblems.ts";
import { fileRefusal } from "./fileRefusal.ts";
import { problemText } from "./problemText.ts";

/**
 * What a person reads when a command ends with an error; with `debug`, the chain of causes too.
 * `retyped` is what is made of a hint's commands.
 */
export const errorText = (
  error: unknown,
  debug: boolean,
  retyped: (hint: string) => string = (hint) => hint,
): string => {
  const lines = problemsOf(error).map(
    ({ hint, ...problem }) =>
      `error: ${problemText(hint === undefined ? problem : { ...problem, hint: retyped(hint) })}`,
  );
  if (debug || (!(error instanceof DlEnvError) && fileRefusal(error) === undefined)) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      lines.push(cause.stack ?? cause.message);
  }
  return lines.join("\n");
};
