import type { Place, Problem } from "../errors.ts";
import { DlEnvError } from "../errors.ts";

/** `file:line:column`, as far as known. */
export const placeText = (place: Place): string =>
  [place.file, place.line, place.line === undefined ? undefined : place.column].filter((part) => part !== undefined).join(":");

const problemText = (problem: Problem): string => {
  const at = problem.place === undefined ? "" : `${placeText(problem.place)}: `;
  const hint = problem.hint === undefined ? "" : `\n  ${problem.hint.replaceAll("\n", "\n  ")}`;
  return `${at}${problem.message} [${problem.code}]${hint}`;
};

const problemOf = (error: DlEnvError): Problem => ({
  code: error.code,
  message: error.message,
  ...(error.place === undefined ? {} : { place: error.place }),
  ...(error.hint === undefined ? {} : { hint: error.hint }),
});

/** The problems that an error carries, itself first; anything that is no DlEnvError is a fault of ours and says so. */
export const problemsOf = (error: unknown): readonly Problem[] => {
  if (error instanceof DlEnvError) return [problemOf(error), ...error.more];
  const message = error instanceof Error ? error.message : String(error);
  return [{ code: "internal", message: `Something went wrong inside dl-env: ${message}`, hint: "Run it again with --debug, and report what it prints." }];
};

/** What a person reads when a command ends with an error; with `debug`, the chain of causes too. */
export const errorText = (error: unknown, debug: boolean): string => {
  const lines = problemsOf(error).map((problem) => `error: ${problemText(problem)}`);
  if (debug || !(error instanceof DlEnvError)) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) lines.push(cause.stack ?? cause.message);
  }
  return lines.join("\n");
};
