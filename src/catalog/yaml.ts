import type { Document } from "yaml";
import { isMap, LineCounter, parseDocument } from "yaml";
import type { Place, Problem } from "../errors.ts";
import { wrongRequest } from "../errors.ts";
import { readPlainYaml } from "./plainYaml.ts";

/** A parsed YAML file. Every scalar is text: `3.10` stays `3.10` and does not become 3.1. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands; the nearest parent's place when there is no such value. */
  place(path: readonly PropertyKey[]): Place;
  /** Where the key at the end of a path stands. */
  keyPlace(path: readonly PropertyKey[]): Place;
}

interface Node {
  readonly range?: readonly [number, number, number] | null;
}

const keyOf = (key: PropertyKey): string | number => (typeof key === "symbol" ? String(key) : key);

const nodeAt = (document: Document, path: readonly PropertyKey[]): Node | undefined => {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length).map(keyOf), true) as Node | undefined;
    if (node?.range) return node;
  }
  return (document.contents as Node | null) ?? undefined;
};

const keyNodeAt = (document: Document, path: readonly PropertyKey[]): Node | undefined => {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1).map(keyOf), true);
  if (!isMap(parent)) return nodeAt(document, path);
  const last = String(path.at(-1));
  const pair = parent.items.find((item) => String(item.key) === last);
  return (pair?.key as Node | undefined) ?? nodeAt(document, path);
};

const syntaxProblem = (file: string, error: { message: string; linePos?: readonly { line: number; col: number }[] }): Problem => {
  const at = error.linePos?.[0];
  // The parser repeats the position and shows the line after the first sentence.
  const sentence = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
  return {
    code: "yaml-syntax",
    message: `This is not YAML: ${sentence}.`,
    place: at === undefined ? { file } : { file, line: at.line, column: at.col },
    hint: "Check indentation, colons and quotes on this line, then run: dl-env plan",
  };
};

const parsed = (text: string, file: string): { readonly document: Document; readonly lines: LineCounter } => {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines });
  const [first, ...more] = document.errors.map((error) => syntaxProblem(file, error));
  if (first !== undefined) throw wrongRequest(first, { more });
  return { document, lines };
};

/** Aliases that stand for aliases can name more values than any memory holds; the parser refuses them only here. */
const valueOf = (document: Document, file: string): unknown => {
  try {
    return document.toJS();
  } catch (error) {
    throw wrongRequest({ code: "yaml-syntax", message: "The aliases in this YAML cannot be resolved.", place: { file }, hint: "Write the values out, then run: dl-env plan" }, { cause: error });
  }
};

/** Parses one YAML document; throws DlEnvError(2) `yaml-syntax` with the place of every syntax error. Places are worked out when they are asked for. */
export const readYaml = (text: string, file: string): YamlFile => {
  let known: ReturnType<typeof parsed> | undefined;
  const whole = (): ReturnType<typeof parsed> => (known ??= parsed(text, file));
  const placeOf = (node: Node | undefined): Place => {
    if (!node?.range) return { file };
    const { line, col } = whole().lines.linePos(node.range[0]);
    return { file, line, column: col };
  };
  return {
    file,
    value: readPlainYaml(text) ?? valueOf(whole().document, file),
    place: (path) => placeOf(nodeAt(whole().document, path)),
    keyPlace: (path) => placeOf(path.length === 0 ? nodeAt(whole().document, path) : keyNodeAt(whole().document, path)),
  };
};
