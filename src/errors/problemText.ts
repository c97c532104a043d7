import type { ErrorProblem, Place, Problem } from "./error.ts";
import { DlEnvError } from "./error.ts";

/** `file:line:column`, as far as known. */
export const placeText = (place: Place): string =>
  [place.file, place.line, place.line === undefined ? undefined : place.column]
    .filter((part) => part !== undefined)
    .join(":");

/** A problem as people read it: place, sentence, code, and the hint on lines of its own. */
export const problemText = (problem: Problem): string => {
  const at = problem.place === undefined ? "" : `${placeText(problem.place)}: `;
  const hint = problem.hint === undefined ? "" : `\n  ${problem.hint.replaceAll("\n", "\n  ")}`;
  return `${at}${problem.message} [${problem.code}]${hint}`;
};

const problemOf = (error: DlEnvError): ErrorProblem => ({
  code: error.code,
  message: error.message,
  ...(error.place === undefined ? {} : { place: error.place }),
  ...(error.hint === undefined ? {} : { hint: error.hint }),
});

/** What the file system refuses, in words; what is not here is a fault of ours. */
const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: "This user may not read or write",
  EISDIR: "A file is needed, but there is a folder at",
  ELOOP: "Links lead in a circle at",
  ENAMETOOLONG: "This path is too long:",
  ENOENT: "There is nothing at",
  ENOSPC: "The disk is full at",
  ENOTDIR: "A folder is needed, but there is something else at",
  EROFS: "Nothing can be written at",
};

/** A refusal of the file system as a problem with its place; undefined for anything else. */
const refusal = (error: unknown): ErrorProblem | undefined => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const words = REFUSALS[code];
  if (words === undefined || !(error instanceof Error)) return undefined;
  if ("syscall" in error && error.syscall === "uv_cwd")
    return {
      code: "file-system",
      message: "The folder that this was typed in is gone.",
      hint: "Go to one that is there: cd",
    };
  if (!("path" in error) || typeof error.path !== "string")
    return {
      code: "file-system",
      message: `The file system refused: ${error.message}.`,
      hint: "See what was done last: run it again with --debug",
    };
  const { path } = error;
  if (code === "ENOENT" && "syscall" in error && error.syscall === "mkdir")
    return {
      code: "file-system",
      message: `No folder can be made at ${path}.`,
      hint: `Name another place; what is there: ls -ld ${path.slice(0, path.lastIndexOf("/")) || "/"}`,
    };
  if (code === "ENAMETOOLONG")
    return {
      code: "file-system",
      message: `${words} ${path.slice(0, 60)}… (${path.length} letters).`,
      hint: "Use a shorter name; a part between slashes has 255 letters at most: getconf NAME_MAX .",
    };
  return {
    code: "file-system",
    message: `${words} ${path}.`,
    hint: `Look at it: ls -ld ${path.replace(/\.\d+\.[a-z0-9]+\.part$/, "")}`,
  };
};

/** The exit code of an error, for both shells: its own, else 3. */
export const exitOf = (error: unknown): 1 | 2 | 3 => (error instanceof DlEnvError ? error.exit : 3);

/** The problems that an error carries, itself first; anything that is no DlEnvError is a fault of ours and says so. */
export const problemsOf = (error: unknown): readonly ErrorProblem[] => {
  if (error instanceof DlEnvError) return [problemOf(error), ...error.more];
  const refused = refusal(error);
  if (refused !== undefined) return [refused];
  const message = error instanceof Error ? error.message : String(error);
  return [
    {
      code: "internal",
      message: `Something went wrong inside dl-env: ${message}`,
      hint: "Run it again with --debug, and report what it prints.",
    },
  ];
};

/** What a person reads when a command ends with an error; with `debug`, the chain of causes too. */
export const errorText = (error: unknown, debug: boolean): string => {
  const lines = problemsOf(error).map((problem) => `error: ${problemText(problem)}`);
  if (debug || (!(error instanceof DlEnvError) && refusal(error) === undefined)) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      lines.push(cause.stack ?? cause.message);
  }
  return lines.join("\n");
};
