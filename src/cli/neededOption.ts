import { Option, type Command } from "commander";
import { wrongRequest } from "../errors/error.ts";
import { helpOf } from "./usageError.ts";

/**
 * An option that must be given. The parser's own kind is looked at before options that it does not
 * know, and so hides the misspelt one; this kind is looked at after them.
 */
export class NeededOption extends Option {
  /** What to type, as an example. */
  readonly example: string;

  constructor(flags: string, description: string, example: string) {
    super(flags, description);
    this.example = example;
  }
}

/** Throws `wrong-usage` for a needed option that was not given. */
export const refuseMissing = (command: Command): void => {
  for (const option of command.options)
    if (
      option instanceof NeededOption &&
      command.getOptionValue(option.attributeName()) === undefined
    )
      throw wrongRequest({
        code: "wrong-usage",
        message: `The option ${option.flags} must be given.`,
        hint: `For example: ${option.example}\nSee the options: ${helpOf(command)}`,
      });
};
