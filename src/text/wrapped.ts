/** What is to be typed, at the end of a text: it is copied in one piece. */
const COMMAND = /(?<=: )dl-env .+$/;

const wordsOf = (text: string): string[] => {
  const command = COMMAND.exec(text)?.[0];
  return command === undefined
    ? text.split(" ")
    : [...text.slice(0, -command.length).trimEnd().split(" "), command];
};

/**
 * Text in lines of at most `width` letters where its words allow that, each after the first with
 * `indent` before it; neither a word nor a command at the end is broken.
 */
export const wrapped = (text: string, width: number, indent = ""): string[] => {
  const [first = "", ...words] = wordsOf(text.trim());
  const lines: string[] = [];
  let line = `${text.slice(0, text.length - text.trimStart().length)}${first}`;
  for (const word of words) {
    if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = `${line} ${word}`;
  }
  return [...lines, line];
};
