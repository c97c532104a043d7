import { unreachable, type DlEnvError } from "../errors/error.ts";

/** The error for a program that is not on PATH. */
export const programMissing = (program: string, cause?: unknown): DlEnvError =>
  unreachable(
    {
      code: "program-missing",
      message: `The program ${program} was not found.`,
      hint: `Install it, then check with: command -v ${program}`,
    },
    { cause },
  );
