import { CommanderError, type Command, type Option } from "commander";
import { wrongRequest, type DlEnvError } from "../errors/error.ts";

/** `(Did you mean plan?)` at the end of what the parser says. */
const MEANT = /\n?\(Did you mean (?:one of )?([^?]+)\?\)\s*$/;

const sentence = (text: string): string => {
  const plain = text
    .replace(/^error: /, "")
    .replace(MEANT, "")
    .trim()
    .replace(/\.$/, "");
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`;
};

const helpOf = (command: Command | undefined): string => {
  const names: string[] = [];
  for (let at = command ?? null; at !== null; at = at.parent) names.unshift(at.name());
  return `${names.length === 0 ? "dl-env" : names.join(" ")} --help`;
};

/** What the parser refused, as one of our errors; `command` is the one that it was about. */
export const usageError = (error: CommanderError, command: Command | undefined): DlEnvError => {
  const near = MEANT.exec(error.message)?.[1];
  return wrongRequest({
    code: "wrong-usage",
    message: sentence(error.message),
    hint:
      `${near === undefined ? "" : `Did you mean: ${near}\n`}See the ` +
      `options: ${helpOf(command)}`,
  });
};

const isEmpty = (value: unknown): boolean =>
  value === "" || (Array.isArray(value) && value.some((one) => one === ""));

/**
 * Throws `wrong-option` for an option that was given an empty value, as a shell's unset variable
 * gives it.
 */
export const refuseEmpty = (command: Command): void => {
  const empty = command.options.find(
    (option: Option) => option.required && isEmpty(command.getOptionValue(option.attributeName())),
  );
  if (empty === undefined) return;
  throw wrongRequest({
    code: "wrong-option",
    message: `The option ${empty.long ?? empty.flags} has an empty value.`,
    hint: `Give it a value or leave it out. See what it takes: ${helpOf(command)}`,
  });
};
