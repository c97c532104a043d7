/**
 * Text in lines of at most `width` letters where its words allow that, each after the first with
 * `indent` before it; a word is never broken.
 */
export const wrapped = (text: string, width: number, indent = ""): string[] => {
  const [first = "", ...words] = text.trim().split(" ");
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
