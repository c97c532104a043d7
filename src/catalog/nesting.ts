import { Lexer } from "yaml";

/**
 * Levels; a request has four, a library's folder five. Parsers call themselves for each level, and
 * a stack has an end.
 */
export const DEEPEST = 100;

/** Where a text goes deeper than DEEPEST; line and column count from 1. */
export interface TooDeep {
  readonly line: number;
  readonly column: number;
}

/** Dashes and question marks that begin entries of entries on one line: `- - - a`. */
const MARKERS = /^(?:[-?][ \t]+)*/;

/** Levels that indentation opens, as YAML reads it: one for each deeper column. */
const indentation = (): ((indent: number) => number) => {
  const columns: number[] = [];
  return (indent) => {
    while ((columns.at(-1) ?? -1) >= indent) columns.pop();
    columns.push(indent);
    return columns.length;
  };
};

/**
 * Whether so many brackets are open at once, those in texts and comments left out. The lexer calls
 * itself for nothing.
 */
const opensTooMany = (text: string): boolean => {
  let open = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") open += 1;
    else if ((token === "]" || token === "}") && open > 0) open -= 1;
    if (open > DEEPEST) return true;
  }
  return false;
};

/** Where YAML or JSON opens more levels than anything of ours has; undefined when it does not. */
export const tooDeep = (text: string): TooDeep | undefined => {
  const levelOf = indentation();
  let brackets = 0;
  let areTexts = false;
  for (const [index, line] of text.split("\n").entries()) {
    const body = line.trimStart();
    if (body === "" || body.startsWith("#")) continue;
    const indent = line.length - body.length;
    const markers = (MARKERS.exec(body)?.[0] ?? "").replaceAll(/[ \t]/g, "").length;
    const blocks = levelOf(indent) + markers;
    if (blocks > DEEPEST) return { line: index + 1, column: indent + 1 };
    for (let at = indent; at < line.length; at += 1) {
      const sign = line[at];
      if (sign === "[" || sign === "{") brackets += 1;
      else if ((sign === "]" || sign === "}") && brackets > 0) brackets -= 1;
      if (brackets <= DEEPEST || areTexts) continue;
      if (opensTooMany(text)) return { line: index + 1, column: at + 1 };
      areTexts = true;
    }
  }
  return undefined;
};
