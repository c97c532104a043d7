import { wrongRequest } from "../errors/error.ts";
import { CONTROL_CHARACTER } from "../text/controlCharacters.ts";
import { shellWord } from "../text/shellWord.ts";

const CONTROLS = new RegExp(CONTROL_CHARACTER.source, "g");
/**
 * Nothing that any parser takes for more than itself inside double quotes: the usual case, seen at
 * one look.
 */
const PLAIN_VALUE = /^[A-Za-z0-9 _@%+=:,./-]*$/;

const refuseControl = (value: string, where: string): void => {
  if (CONTROL_CHARACTER.test(value)) {
    throw wrongRequest({
      code: "control-character",
      message:
        `${where} must not hold line breaks or other control characters: ` +
        `${JSON.stringify(value)}.`,
      hint: "Remove them from: dl-env.yml",
    });
  }
};

/** One word of a command in a RUN: a line break would end the instruction. */
export const runWord = (value: string): string => {
  refuseControl(value, "A word of a command");
  return shellWord(value);
};

/**
 * A value of ENV, LABEL or ARG: in double quotes, with nothing that the parser would expand or end
 * the quotes at.
 */
export const instructionValue = (value: string): string => {
  if (PLAIN_VALUE.test(value)) return `"${value}"`;
  refuseControl(value, "A label or variable");
  return `"${value.replaceAll(/["\\$]/g, String.raw`\$&`)}"`;
};

/** A list in the JSON form of ENTRYPOINT and CMD: no shell reads it. */
export const execForm = (argv: readonly string[]): string => JSON.stringify(argv);

/** What stands in a comment: one line. */
export const comment = (text: string): string => `# ${text.replaceAll(CONTROLS, " ")}`;

/**
 * The words behind `first`, in lines of at most `width` characters where they fit; `next` goes
 * between lines.
 */
export const wrapped = (
  first: string,
  words: readonly string[],
  { next, width }: { readonly next: string; readonly width: number },
): string => {
  let text = first;
  let used = first.length;
  for (const word of words) {
    const fits = used === 0 || used + word.length < width;
    if (fits) text += used === 0 ? word : ` ${word}`;
    else text += next + word;
    used = fits ? used + word.length + 1 : word.length;
  }
  return text;
};
