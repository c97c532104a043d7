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
import type { Retyped } from "./typedOptions.ts";

const asIs: Retyped = (text) => text;

/** JSON for programs; hints are for people, also there. */
const json = (value: unknown, retyped: Retyped): string =>
  JSON.stringify(
    value,
    (key, one: unknown) => (key === "hint" && typeof one === "string" ? retyped(one) : one),
    2,
  );

/** The log, and the last words of what went on longest of all that still does. */
const remembering = (log: Log, retyped: Retyped): { log: Log; last: () => string | undefined } => {
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
  const warn: Log["warn"] = (text) => log.warn(retyped(text));
  return { log: { ...log, progress, warn }, last: () => running.values().next().value };
};

/**
 * Prints an error as text on standard error and, where data was asked for, as JSON on standard
 * output; sets the exit code.
 */
export const fail = (
  error: unknown,
  options: { readonly json?: boolean; readonly debug?: boolean },
  {
    print = visibleText,
    retyped = asIs,
  }: { readonly print?: (text: string) => string; readonly retyped?: Retyped } = {},
): void => {
  shell.err(print(errorText(error, options.debug ?? false, retyped)));
  if (options.json === true) shell.out(print(json({ problems: problemsOf(error) }, retyped)));
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
  const { retyped = asIs } = made;
  const { log, last } = remembering(real.log, retyped);
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
  const toldText: Retyped = made.verbatim === true ? asIs : retyped;
  try {
    await sweepLeft(sys);
    const outcome = await work(sys);
    const { outcomeText } = await import("../report/outcomeText.ts");
    const text =
      options.json === true
        ? json(outcome.result, retyped)
        : toldText(outcomeText(outcome, shell.columns));
    const { verdictColours } = await import("../report/verdictColours.ts");
    const coloured = outcome.kind === "plan" && options.json !== true;
    shell.out(coloured ? verdictColours(shown(text), shell.paint) : shown(text));
    // A container that ran in front has the last word.
    shell.exit((outcome.kind === "run" ? outcome.code : undefined) ?? outcome.exit);
  } catch (error) {
    fail(error, options, { print, retyped });
  }
};
