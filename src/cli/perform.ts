import { errorText } from "../errors/errorText.ts";
import { exitOf } from "../errors/exitOf.ts";
import { problemsOf } from "../errors/errorProblems.ts";
import { makeSecrets } from "../secrets/mask.ts";
import { printable } from "../secrets/printable.ts";
import { visibleText } from "../text/visible.ts";
import { onInterrupt } from "../system/interrupt.ts";
import type { Log, System } from "../system/ports.ts";
import { realSystem } from "../system/realSystem.ts";
import { shell } from "../system/shell.ts";
import { sweepLeft } from "../system/workFolder.ts";
import type { Perform } from "./commonOptions.ts";
import { interruptMessage } from "./interruptMessage.ts";

/** The log, and the last words of what went on longest of all that still does. */
const remembering = (log: Log): { log: Log; last: () => string | undefined } => {
  const running = new Map<object, string>();
  const progress: Log["progress"] = (say, until) => {
    const key = {};
    log.progress(async () => {
      const said = await say();
      running.set(key, said);
      return said;
    }, until);
    const over = (): boolean => running.delete(key);
    until.then(over, over);
  };
  return { log: { ...log, progress }, last: () => running.values().next().value };
};

/**
 * Prints an error as text on standard error and, where data was asked for, as JSON on standard
 * output; sets the exit code.
 */
export const fail = (
  error: unknown,
  options: { readonly json?: boolean; readonly debug?: boolean },
  print: (text: string) => string = visibleText,
): void => {
  shell.err(print(errorText(error, options.debug ?? false)));
  if (options.json === true)
    shell.out(print(JSON.stringify({ problems: problemsOf(error) }, undefined, 2)));
  shell.exit(exitOf(error));
};

/**
 * Runs one command and prints what it gives back: data on standard output, log and errors on
 * standard error. Secrets are hidden in all of it, but not in what is `verbatim`.
 */
export const perform: Perform = async (options, work, made = {}) => {
  const secrets = makeSecrets();
  const print = printable(secrets);
  const real = realSystem({ debug: options.debug ?? false, secrets });
  const { log, last } = remembering(real.log);
  const sys: System = { ...real, log };
  const began = sys.clock.now();
  onInterrupt((signal) => {
    const message = interruptMessage(
      signal,
      { argv: shell.argv, took: sys.clock.now() - began, progress: last() },
      options.json === true,
    );
    return {
      log: print(message.log),
      ...(message.data === undefined ? {} : { data: print(message.data) }),
    };
  });
  const { secretsOfHost } = await import("../registry/hostSecrets.ts");
  for (const secret of await secretsOfHost(sys, shell.environment)) secrets.add(secret);
  const shown = (text: string): string => (made.verbatim === true ? text : print(text));
  try {
    await sweepLeft(sys);
    const outcome = await work(sys);
    const { outcomeText } = await import("../report/outcomeText.ts");
    const text =
      options.json === true
        ? JSON.stringify(outcome.result, undefined, 2)
        : outcomeText(outcome, shell.columns);
    const { verdictColours } = await import("../report/verdictColours.ts");
    const coloured = outcome.kind === "plan" && options.json !== true;
    shell.out(coloured ? verdictColours(shown(text), shell.paint) : shown(text));
    // A container that ran in front has the last word.
    shell.exit((outcome.kind === "run" ? outcome.code : undefined) ?? outcome.exit);
  } catch (error) {
    fail(error, options, print);
  }
};
