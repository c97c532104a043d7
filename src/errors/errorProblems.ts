import { DlEnvError, type ErrorProblem } from "./error.ts";
import { fileRefusal } from "./fileRefusal.ts";

const problemOf = (error: DlEnvError): ErrorProblem => ({
  code: error.code,
  message: error.message,
  ...(error.place === undefined ? {} : { place: error.place }),
  ...(error.hint === undefined ? {} : { hint: error.hint }),
});

/**
 * The problems that an error carries, itself first; anything that is no DlEnvError is a fault of
 * ours and says so.
 */
export const problemsOf = (error: unknown): readonly [ErrorProblem, ...ErrorProblem[]] => {
  if (error instanceof DlEnvError) return [problemOf(error), ...error.more];
  const refused = fileRefusal(error);
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
