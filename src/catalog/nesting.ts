import { Parser, type CST } from "yaml";

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

const placeAt = (text: string, offset: number): TooDeep => {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
};

/** What stands directly in a node; empty for a scalar. */
const childrenOf = (token: CST.Token): CST.Token[] => {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (token.type !== "block-map" && token.type !== "block-seq" && token.type !== "flow-collection")
    return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((child) => child !== undefined && child !== null),
  );
};

/**
 * The same by YAML's own grammar, which knows what is text. Only what composes nodes calls itself
 * for each level; the parser before it does not, and neither does this walk.
 */
const tooDeepByGrammar = (text: string): TooDeep | undefined => {
  for (const root of new Parser().parse(text)) {
    const open: { token: CST.Token; level: number }[] = [{ token: root, level: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { token, level } = next;
      if (level > DEEPEST + 1) return placeAt(text, token.offset);
      for (const child of childrenOf(token)) open.push({ token: child, level: level + 1 });
    }
  }
  return undefined;
};

/**
 * Offset at which a text may go deeper than DEEPEST, by indentation and brackets alone: quick,
 * never too late, and too early where they stand in a text.
 */
const firstDoubt = (text: string): number | undefined => {
  const levelOf = indentation();
  let brackets = 0;
  let offset = 0;
  // From the first quote or comment on, a closing bracket may be text that closes nothing.
  let closes = true;
  for (const line of text.split("\n")) {
    const start = offset;
    offset += line.length + 1;
    const body = line.trimStart();
    if (body === "" || body.startsWith("#")) continue;
    const markers = (MARKERS.exec(body)?.[0] ?? "").replaceAll(/[ \t]/g, "").length;
    if (levelOf(line.length - body.length) + markers > DEEPEST) return start;
    for (let at = 0; at < line.length; at += 1) {
      const sign = line[at];
      if (sign === "[" || sign === "{") brackets += 1;
      else if (sign === '"' || sign === "'" || sign === "#") closes = false;
      else if ((sign === "]" || sign === "}") && closes && brackets > 0) brackets -= 1;
      if (brackets > DEEPEST) return start + at;
    }
  }
  return undefined;
};

/** Characters after the first doubt that are looked at before all of the text is. */
const AHEAD = 2_000;

/** Where YAML or JSON opens more levels than anything of ours has; undefined when it does not. */
export const tooDeep = (text: string): TooDeep | undefined => {
  const doubt = firstDoubt(text);
  if (doubt === undefined) return undefined;
  return tooDeepByGrammar(text.slice(0, doubt + AHEAD)) ?? tooDeepByGrammar(text);
};
