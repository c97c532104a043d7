import { CommanderError, type Command, type Option } from "commander";
import { closestOf } from "../text/closest.ts";
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

/** The line that shows the help of a command; of dl-env where it is undefined. */
export const helpOf = (command: Command | undefined): string => {
  const names: string[] = [];
  for (let at = command ?? null; at !== null; at = at.parent) names.unshift(at.name());
  return `${names.length === 0 ? "dl-env" : names.join(" ")} --help`;
};

/** The line of a hint that says what was most likely meant; empty where nothing is near. */
export const meantLine = (near: string | undefined): string =>
  near === undefined ? "" : `Did you mean: ${near}\n`;

/** Of a value that is none of those that an option or argument takes, the nearest that is. */
const nearestChoice = (message: string): string | undefined => {
  const [, written, choices] =
    /value '([^']*)' is invalid.*Allowed choices are (.+?)\.?$|argument '([^']*)' is invalid.*Allowed choices are (.+?)\.?$/
      .exec(message)
      ?.filter((part) => part !== undefined) ?? [];
  return written === undefined || choices === undefined
    ? undefined
    : closestOf(written, choices.split(", "));
};

/** Of an unknown option, the first of the command that begins like it. */
const longerOption = (message: string, command: Command | undefined): string | undefined => {
  const [, written] = /unknown option '(--[^'=]+)/.exec(message) ?? [];
  return written === undefined
    ? undefined
    : command?.options.find(({ long }) => long?.startsWith(written) === true)?.long;
};

/** What the parser refused, as one of our errors; `command` is the one that it was about. */
export const usageError = (error: CommanderError, command: Command | undefined): DlEnvError => {
  const { message } = error;
  const near = MEANT.exec(message)?.[1] ?? nearestChoice(message) ?? longerOption(message, command);
  return wrongRequest({
    code: "wrong-usage",
    message: sentence(message),
    hint: `${meantLine(near)}See the options: ${helpOf(command)}`,
  });
};

/** Throws `wrong-usage` for an option without its value, which took the next option for it. */
export const refuseSwallowed = (command: Command): void => {
  const flags = new Set(command.options.flatMap(({ long, short }) => [long, short]));
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    const swallowed = [value]
      .flat()
      .filter((one) => typeof one === "string")
      .find((one) => flags.has(one));
    if (!option.required || swallowed === undefined) continue;
    throw wrongRequest({
      code: "wrong-usage",
      message: `The option ${option.flags} has no value: ${swallowed} follows it.`,
      hint: `Give it one, or leave it out. See what it takes: ${helpOf(command)}`,
    });
  }
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
