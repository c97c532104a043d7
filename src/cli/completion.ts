import { Argument, type Command } from "commander";
import { shell } from "../system/shell.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;

/** What the script asks of the package bash-completion, for a bash that has it not. */
const WITHOUT_BASH_COMPLETION = `declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() {
    cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
    words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
}
`;

/** `dl-env completion SHELL`: prints a script that asks `dl-env complete` at each Tab. */
export const addCompletion = (program: Command): void => {
  program
    .command("completion")
    .description("print a script by which a shell completes commands and options")
    .addArgument(new Argument("<shell>", "shell that reads it").choices(SHELLS))
    .action(async (name: string) => {
      const { default: tree } = await import("@bomb.sh/tab");
      if (name === "bash") shell.out(WITHOUT_BASH_COMPLETION);
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
