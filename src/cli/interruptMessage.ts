import { shellWord } from "../text/shellWord.ts";
import { problemText } from "../errors/problemText.ts";
import { duration } from "../text/units.ts";
import type { Interruption, InterruptMessage } from "../system/interrupt.ts";

/** How far a run had come when it was interrupted. */
export interface Interrupted {
  /** Words of the command line, without the program. */
  readonly argv: readonly string[];
  /** milliseconds */
  readonly took: number;
  /** The last line of progress, if there was any. */
  readonly progress?: string | undefined;
}

const typed = (argv: readonly string[]): string => {
  try {
    return ["dl-env", ...argv].map(shellWord).join(" ");
  } catch {
    return "dl-env";
  }
};

/**
 * What an interrupted run says: how far it came, what is kept, and how to go on; with `json`, the
 * same as data.
 */
export const interruptMessage = (
  signal: Interruption,
  { argv, took, progress }: Interrupted,
  json: boolean,
): InterruptMessage => {
  const problem = {
    code: "interrupted" as const,
    message:
      `Interrupted by ${signal} after ` +
      `${duration(took)}${progress === undefined ? "" : ` (${progress})`}. Finished ` +
      "work is kept, partial work is removed.",
    hint: `Continue by typing the same command again: ${typed(argv)}`,
  };
  return {
    log: problemText(problem),
    ...(json ? { data: JSON.stringify({ problems: [problem] }, undefined, 2) } : {}),
  };
};
