import type { Command, Option } from "commander";
import { SERVICES } from "../container/runSpec.ts";
import { wrongRequest } from "../errors/error.ts";
import { shellWord } from "../text/shellWord.ts";

const isService = (word: string): boolean => (SERVICES as readonly string[]).includes(word);

/** The option of dl-env that a word of the command line would be taken for. */
const optionOf = (word: string, options: readonly Option[]): Option | undefined => {
  const name = word.startsWith("--") ? word.split("=", 1)[0] : word.slice(0, 2);
  return options.find(({ long, short }) => name === long || name === short);
};

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

/**
 * Throws `wrong-usage` where a command to run in a container has, without `--` before it, a word
 * behind it that is an option of `dl-env run`: dl-env would take what may be the command's. Behind
 * `jupyter` and `ssh`, which take none, options are dl-env's. `words` follow `run`.
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
    if (command !== undefined && (option !== undefined || help.includes(word)))
      throw eitherWay(words, at, command);
    const isApart = word.startsWith("--") ? !word.includes("=") : word.length === 2;
    if (option?.required === true && isApart) at += 1;
  }
};
