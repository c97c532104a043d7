import { wrongRequest } from "../errors.ts";

/** No instruction of a Containerfile can hold a line break or another control character outside JSON. */
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROL = /[\u0000-\u001F\u007F\u0085\u2028\u2029]/;

const PLAIN_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;

const refuseControl = (value: string, where: string): void => {
  if (CONTROL.test(value)) {
    throw wrongRequest({ code: "control-character", message: `${where} must not hold line breaks or other control characters: ${JSON.stringify(value)}.`, hint: "Remove them from: dl-env.yml" });
  }
};

/** One word of a POSIX shell, whatever is in the value. */
export const shellWord = (value: string): string => {
  refuseControl(value, "A word of a command");
  return PLAIN_WORD.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
};

/** A value of ENV, LABEL or ARG: in double quotes, with nothing that the parser would expand or end the quotes at. */
export const instructionValue = (value: string): string => {
  refuseControl(value, "A label or variable");
  return `"${value.replaceAll(/["\\$]/g, String.raw`\$&`)}"`;
};

/** A list in the JSON form of ENTRYPOINT and CMD: no shell reads it. */
export const execForm = (argv: readonly string[]): string => JSON.stringify(argv);

/** What stands in a comment: one line. */
export const comment = (text: string): string => `# ${text.replaceAll(new RegExp(CONTROL.source, "g"), " ")}`;

/** Words in lines of at most `width` characters where they fit, with `separator` between lines. */
export const wrapped = (words: readonly string[], separator: string, width: number): string => {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join(separator);
};
