#!/usr/bin/env node
import { CommanderError, type Command } from "commander";
import { helpWords, refuseAmbiguous } from "./cli/commandWords.ts";
import { isCompletion, printCompletions } from "./cli/completion.ts";
import { fail, perform } from "./cli/perform.ts";
import { makeProgram } from "./cli/program.ts";
import { usageError } from "./cli/usageError.ts";
import { shell } from "./system/shell.ts";

/**
 * Help and version are no mistakes; help shown because no command was given is one.
 */
const isAsked = ({ code }: CommanderError): boolean =>
  code === "commander.helpDisplayed" || code === "commander.version" || code === "commander.help";

const main = async (argv: readonly string[]): Promise<void> => {
  let about: Command | undefined;
  const program = makeProgram(shell.version, perform, (command) => {
    about = command;
  });
  try {
    const words = helpWords(program, argv);
    const [first, ...behind] = words;
    const run = program.commands.find((command) => command.name() === "run");
    if (first === "run" && run !== undefined) refuseAmbiguous(run, behind);
    if (isCompletion(argv)) await printCompletions(program, argv);
    else await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && isAsked(error)) shell.exit(error.exitCode === 0 ? 0 : 2);
    else
      fail(error instanceof CommanderError ? usageError(error, about) : error, {
        json: argv.includes("--json"),
        debug: argv.includes("--debug"),
      });
  }
};

shell.watchOutput();
await main(shell.argv);
