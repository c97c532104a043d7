import { Argument, type Command } from "commander";

const SHELLS = ["bash", "zsh", "fish"] as const;

/** `dl-env completion SHELL`: prints a script that asks `dl-env complete` at each Tab. */
export const addCompletion = (program: Command): void => {
  program
    .command("completion")
    .description("print a script by which a shell completes commands and options")
    .addArgument(new Argument("<shell>", "shell that reads it").choices(SHELLS))
    .action(async (name: string) => {
      const { default: tree } = await import("@bomb.sh/tab");
      tree.setup("dl-env", "dl-env", name);
    });
};

/** Whether such a script asks, and not a person. */
export const isCompletion = ([first, second]: readonly string[]): boolean =>
  first === "complete" && second === "--";

/** Prints what may stand at the last of the words after `complete --`. */
export const printCompletions = async (
  program: Command,
  argv: readonly string[],
): Promise<void> => {
  const { default: withCompletion } = await import("@bomb.sh/tab/commander");
  withCompletion(program).commands.delete("complete");
  await program.parseAsync(argv, { from: "user" });
};
