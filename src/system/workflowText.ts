/**
 * Line ends as the runner sees them: it reads standard output line by line, and a lone carriage
 * return ends one too.
 */
const LINE_END = /\r\n|\r|\n/;

/**
 * The text with every line changed that the runner would take for a command (`::add-path::…` at its
 * start, `##[…]` anywhere), so that what a tool or a package says is only ever shown.
 */
export const withoutCommands = (text: string): string =>
  text
    .split(LINE_END)
    .map((line) => line.replace(/^(\s*)::/, "$1: :").replaceAll("##[", "## ["))
    .join("\n");
