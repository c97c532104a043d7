import type { Command, Option } from "commander";
import { shellWord } from "../text/shellWord.ts";

/**
 * Options that say what a command is about. Those that say what it does (`--yes`, `--cells`,
 * `--offline`) belong to the one command they were typed for.
 */
const ABOUT = [
  "file",
  "to",
  "catalog",
  "engine",
  "build",
  "require",
  "standIn",
  "age",
  "out",
] as const;

/** These name what is to be chosen, not what there is: only their file goes on. */
const CHOOSING: ReadonlySet<string> = new Set(["init", "pick"]);

/** A line for people with what was typed put into the commands that it names. */
export type Retyped = (text: string) => string;

const leaves = (command: Command, parents = ""): (readonly [string, Command])[] =>
  command.commands.flatMap((child) =>
    child.commands.length === 0
      ? [[`${parents}${child.name()}`, child] as const]
      : leaves(child, `${parents}${child.name()} `),
  );

const programOf = (command: Command): Command =>
  command.parent === null ? command : programOf(command.parent);

/** An option of the same name that takes other values means something else. */
const isSame = (one: Option, other: Option): boolean =>
  one.attributeName() === other.attributeName() &&
  (one.argChoices ?? []).join() === (other.argChoices ?? []).join();

/** What was typed of the options that go on, with the words for each. */
const typedOptions = (typed: Command): (readonly [Option, string])[] =>
  ABOUT.filter((name) => name === "file" || !CHOOSING.has(typed.name())).flatMap((name) => {
    const option = typed.options.find((one) => one.attributeName() === name);
    if (option?.long == null || typed.getOptionValueSource(name) !== "cli") return [];
    const value: unknown = typed.getOptionValue(name);
    return [[option, value === true ? option.long : `${option.long} ${shellWord(String(value))}`]];
  });

/**
 * Puts the options of a typed command that say what it is about (`--file`, `--to`, `--stand-in`, …)
 * into the commands that a text tells to type next, where those take them and name none of their
 * own.
 */
export const retyping = (typed: Command): Retyped => {
  const carried = typedOptions(typed);
  if (carried.length === 0) return (text) => text;
  const commands = new Map(leaves(programOf(typed)));
  const names = [...commands.keys()].map((name) => name.replace(" ", String.raw`\s+`));
  const line = new RegExp(
    String.raw`\bdl-env\s+(${names.join("|")})(?![\w-])(?!\s+--help)(?=([^\n]*?)(?:&&|\n|$))`,
    "g",
  );
  return (text) =>
    text.replaceAll(line, (found: string, name: string, rest: string) => {
      const command = commands.get(name.replace(/\s+/, " "));
      const words = carried.flatMap(([option, word]) =>
        command?.options.some((own) => isSame(own, option)) === true &&
        !` ${rest} `.includes(` ${option.long} `)
          ? [word]
          : [],
      );
      return [found, ...words].join(" ");
    });
};
