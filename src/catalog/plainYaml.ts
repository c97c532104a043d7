// The part of YAML that the files of matrix/ are written in: block maps and lists, flow maps and
// lists on one line, one-line scalars. The catalog is read by every command, and the whole parser
// takes 45 ms of a cold process for what this does in 5.

type Value = string | Value[] | { [key: string]: Value };

interface Line {
  readonly indent: number;
  readonly text: string;
}

interface Cursor {
  readonly lines: readonly Line[];
  at: number;
}

/** Thrown, and caught in this file only, where the text is more than this reader knows. */
const notPlain = new Error("not in the plain part of YAML");

const fail = (): never => {
  throw notPlain;
};

/** Letters and signs about which YAML and JavaScript agree, spaces and line ends among them. */
const UNCOMMON = /[^\n -~\u00a1-\u167f]/;

const linesOf = (text: string): Line[] => {
  if (UNCOMMON.test(text)) fail();
  return text.split("\n").flatMap((raw): Line[] => {
    const trimmed = raw.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return [];
    return [{ indent: raw.length - raw.trimStart().length, text: trimmed }];
  });
};

/** What may follow a value on its line. */
const onlyComment = (rest: string): boolean => /^(\s*| +#.*)$/.test(rest);

const plainScalar = (text: string, inFlow: boolean): string => {
  const first = text[0] ?? "";
  if (text === "" || "[]{}#&*!|>'\"%@`,".includes(first)) fail();
  if (
    "-?:".includes(first) &&
    (text.length === 1 || text[1] === " " || (inFlow && "[]{},".includes(text[1] ?? "")))
  )
    fail();
  if (
    /: |:$| #/.test(text) ||
    text.startsWith("...") ||
    text.startsWith("---") ||
    (inFlow && /[[\]{}]/.test(text))
  )
    fail();
  return text;
};

interface Read<T> {
  readonly value: T;
  /** Position after the value. */
  readonly end: number;
}

const quoted = (text: string, start: number): Read<string> => {
  const quote = text[start];
  const end = text.indexOf(quote ?? "", start + 1);
  if (end === -1) return fail();
  const value = text.slice(start + 1, end);
  // Escapes and doubled quotes are for the whole parser.
  if (value.includes("\\") || text[end + 1] === quote) fail();
  return { value, end: end + 1 };
};

const skipSpaces = (text: string, start: number): number => {
  let at = start;
  while (text[at] === " ") at += 1;
  return at;
};

const setOnce = (map: Record<string, Value>, key: string, value: Value): void => {
  if (Object.hasOwn(map, key) || key === "__proto__" || key === "<<") fail();
  map[key] = value;
};

/** A scalar inside brackets: it ends before a comma, a closing bracket or a colon with a space. */
const flowScalar = (text: string, start: number): Read<string> => {
  if (text[start] === '"' || text[start] === "'") return quoted(text, start);
  let end = start;
  while (
    end < text.length &&
    !",]}".includes(text[end] ?? "") &&
    !(text[end] === ":" && " ,]}".includes(text[end + 1] ?? " "))
  )
    end += 1;
  return { value: plainScalar(text.slice(start, end).trim(), true), end };
};

const flowValue = (text: string, start: number): Read<Value> => {
  if (text[start] === "[") return flowList(text, start);
  if (text[start] === "{") return flowMap(text, start);
  return flowScalar(text, start);
};

/** After an entry: the position of the next one, or of the closing bracket. */
const afterEntry = (text: string, end: number, close: string): number => {
  const at = skipSpaces(text, end);
  if (text[at] === ",") return skipSpaces(text, at + 1);
  if (text[at] !== close) fail();
  return at;
};

const flowList = (text: string, start: number): Read<Value[]> => {
  const value: Value[] = [];
  let at = skipSpaces(text, start + 1);
  while (text[at] !== "]") {
    const entry = flowValue(text, at);
    value.push(entry.value);
    at = afterEntry(text, entry.end, "]");
  }
  return { value, end: at + 1 };
};

const flowMap = (text: string, start: number): Read<Record<string, Value>> => {
  const value: Record<string, Value> = {};
  let at = skipSpaces(text, start + 1);
  while (text[at] !== "}") {
    const key = flowScalar(text, at);
    if (text[key.end] !== ":" || text[key.end + 1] !== " ") fail();
    const entry = flowValue(text, skipSpaces(text, key.end + 1));
    setOnce(value, key.value, entry.value);
    at = afterEntry(text, entry.end, "}");
  }
  return { value, end: at + 1 };
};

/** A value that stands on one line, with perhaps a comment behind it. */
const lineValue = (text: string): Value => {
  const first = text[0] ?? "";
  if (first === "[" || first === "{" || first === '"' || first === "'") {
    const { value, end } = flowValue(text, 0);
    return onlyComment(text.slice(end)) ? value : fail();
  }
  const comment = text.indexOf(" #");
  return plainScalar(comment === -1 ? text : text.slice(0, comment).trimEnd(), false);
};

const KEY = /^(?:"([^"\\]*)"|'([^']*)'|([A-Za-z0-9_.][^:#"'[\]{},&*!|>%@`]*)):(?: +(.*))?$/;

const isEntry = (line: Line | undefined): line is Line =>
  line !== undefined && line.text.startsWith("- ");

/** What stands below a key or a dash that has nothing on its own line. */
const below = (cursor: Cursor, indent: number): Value => {
  const next = cursor.lines[cursor.at];
  if (next !== undefined && next.indent > indent) return block(cursor, next.indent);
  if (next !== undefined && next.indent === indent && isEntry(next)) return list(cursor, indent);
  return fail();
};

const mapEntry = (cursor: Cursor, map: Record<string, Value>, { indent, text }: Line): void => {
  const found = KEY.exec(text);
  if (found === null) return fail();
  const [, double, single, plain, rest = ""] = found;
  const key = double ?? single ?? (plain ?? "").trimEnd();
  cursor.at += 1;
  setOnce(map, key, rest === "" || rest.startsWith("#") ? below(cursor, indent) : lineValue(rest));
};

const map = (cursor: Cursor, indent: number, first?: string): Record<string, Value> => {
  const value: Record<string, Value> = {};
  if (first !== undefined) mapEntry(cursor, value, { indent, text: first });
  for (
    let line = cursor.lines[cursor.at];
    line !== undefined && line.indent >= indent;
    line = cursor.lines[cursor.at]
  ) {
    // A deeper line continues a scalar, and a dash here belongs to nothing.
    if (line.indent > indent || isEntry(line)) fail();
    mapEntry(cursor, value, line);
  }
  return value;
};

const list = (cursor: Cursor, indent: number): Value[] => {
  const value: Value[] = [];
  for (
    let line = cursor.lines[cursor.at];
    line !== undefined && line.indent >= indent;
    line = cursor.lines[cursor.at]
  ) {
    if (line.indent > indent) fail();
    if (!isEntry(line)) return value;
    const rest = line.text.slice(2).trimStart();
    if (KEY.test(rest)) value.push(map(cursor, indent + line.text.length - rest.length, rest));
    else {
      cursor.at += 1;
      value.push(lineValue(rest));
    }
  }
  return value;
};

const block = (cursor: Cursor, indent: number): Value =>
  isEntry(cursor.lines[cursor.at]) ? list(cursor, indent) : map(cursor, indent);

/**
 * The value of a text that keeps to the plain part of YAML, every scalar as text; undefined for any
 * other, which the whole parser must read.
 */
export const readPlainYaml = (text: string): Value | undefined => {
  try {
    const cursor: Cursor = { lines: linesOf(text), at: 0 };
    const [first] = cursor.lines;
    if (first === undefined) return undefined;
    const value = block(cursor, first.indent);
    return cursor.at === cursor.lines.length ? value : undefined;
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
};
