import type { Command, Option } from "commander";
import { SERVICES } from "../container/runSpec.ts";
import { wrongRequest } from "../errors/error.ts";
import { closestOf } from "../text/closest.ts";
import { shellWord } from "../text/shellWord.ts";
import { helpOf, meantLine } from "./usageError.ts";

const isService = (word: string): boolean => (SERVICES as readonly string[]).includes(word);

/** The option of dl-env that a word of the command line would be taken for. */
const optionOf = (word: string, options: readonly Option[]): Option | undefined => {
  const name = word.startsWith("--") ? word.split("=", 1)[0] : word.slice(0, 2);
  return options.find(({ long, short }) => name === long || name === short);
};

const longNames = (options: readonly Option[]): string[] =>
  options.flatMap(({ long }) => (long === undefined || long === null ? [] : [long]));

const nearOption = (word: string, options: readonly Option[]): string | undefined =>
  closestOf(word.split("=", 1)[0] ?? "", longNames(options));

const typed = (words: readonly string[]): string => words.map(shellWord).join(" ");

/** Both ways in which a line may have been meant. */
const eitherWay = (words: readonly string[], at: number, command: number): Error => {
  const [before, own] = [words.slice(0, command), words.slice(command)];
  return wrongRequest({
    code: "wrong-usage",
    message: `${words[at] ?? ""} stands behind the command ${own[0] ?? ""}, and is an option of dl-env too.`,
    hint:
      `For the command: dl-env run ${typed([...before, "--", ...own])}\n` +
      `For dl-env, put it before the command: dl-env run --help`,
  });
};

/** An option that `dl-env run` does not have, where no command could own it. */
const unknownOption = (word: string, near: string | undefined): Error =>
  wrongRequest({
    code: "wrong-usage",
    message: `dl-env run has no option ${word.split("=", 1)[0] ?? word}.`,
    hint:
      `${meantLine(near)}Put options of dl-env before the command, and -- before a command that ` +
      "has options: dl-env run torch --gpus 0 -- python train.py",
  });

const unknownCommand = (name: string, parent: Command): Error => {
  const near = closestOf(
    name,
    parent.commands.map((one) => one.name()),
  );
  return wrongRequest({
    code: "wrong-usage",
    message: `Unknown command '${name}'.`,
    hint: `${meantLine(near)}See the commands: ${helpOf(parent)}`,
  });
};

/**
 * `help store list` as `store list --help`. Throws `wrong-usage` for a command that is not there,
 * where the parser would show the help of all; other words are as they were.
 */
export const helpWords = (program: Command, words: readonly string[]): readonly string[] => {
  const at = words.indexOf("help");
  const child = (of: Command, name: string): Command | undefined =>
    of.commands.find((one) => one.name() === name);
  const isHelp =
    at === 0 || (at === 1 && (child(program, words[0] ?? "")?.commands ?? []).length > 0);
  if (!isHelp) return words;
  const names = words.filter((word, place) => place !== at && !["-h", "--help"].includes(word));
  let found = program;
  for (const name of names) {
    const below = child(found, name);
    if (below === undefined) throw unknownCommand(name, found);
    found = below;
  }
  return [...names, "--help"];
};

/**
 * Throws `wrong-usage` where a command to run in a container has, without `--` before it, a word
 * behind it that is an option of `dl-env run`: dl-env would take what may be the command's; and
 * where no command is there yet, for an option that dl-env does not have. Behind `jupyter` and
 * `ssh`, which take none, options are dl-env's. `words` follow `run`.
 */
export const refuseAmbiguous = (run: Command, words: readonly string[]): void => {
  const options = [...run.options, ...(run.parent?.options ?? [])];
  const help = ["-h", "--help"];
  let places = 0;
  let command: number | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") return;
    if (!word.startsWith("-") || word === "-") {
      places += 1;
      if (places > 1 && command === undefined && !isService(word)) command = at;
      continue;
    }
    const option = optionOf(word, options);
    const isOurs = command === undefined && !help.includes(word);
    if (option === undefined && isOurs) {
      const near = nearOption(word, options);
      if (places < 2 || near !== undefined) throw unknownOption(word, near);
    }
    if (command !== undefined && (option !== undefined || help.includes(word)))
      throw eitherWay(words, at, command);
    const isApart = word.startsWith("--") ? !word.includes("=") : word.length === 2;
    if (option?.required === true && isApart) at += 1;
  }
};
