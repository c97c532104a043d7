import { shellWord } from "../../text/shellWord.ts";

/** A command line, options one a line. */
export const shellLines = (
  head: readonly string[],
  options: readonly (readonly string[])[],
  tail: readonly string[],
): string =>
  [
    head.map(shellWord).join(" "),
    ...options.map((words) => words.map(shellWord).join(" ")),
    tail.map(shellWord).join(" "),
  ]
    .filter((line) => line !== "")
    .join(" \\\n  ");

/** A value in a systemd unit: `%` starts a specifier there. */
export const unitValue = (text: string): string => text.replaceAll("%", "%%");

const UNIT_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
};

/** One word of a list in a systemd unit, in double quotes where it must be. */
const unitWord = (text: string): string => {
  const value = unitValue(text);
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(value)) return value;
  // oxlint-disable-next-line no-control-regex -- systemd takes other control characters as \xNN
  return `"${value.replaceAll(/[\\"\n\t\r]/g, (char) => UNIT_ESCAPES[char] ?? char).replaceAll(/[\u0000-\u001f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`)}"`;
};

/** One word of a command in a systemd unit: there `$` starts a variable too. */
export const unitCommandWord = (text: string): string => unitWord(text.replaceAll("$", "$$$$"));
